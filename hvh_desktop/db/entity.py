"""What is kept: entities with their change log, and drafts beside them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from hvh_desktop.db.columns import TYPES
from hvh_desktop.db.ids import new_id
from hvh_desktop.rights import Compartment, Right

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All mapped classes of all compartments, in one registry."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = TYPES


class Entity(Base):
    """A thing the house keeps. Every write of it becomes a ``Change`` in the same commit.

    ``__compartment__`` names its file. ``__search__`` names the columns that go into the
    full-text index. Entities are never deleted; where the house drops something, the entity has
    a column ``is_vervallen``.
    """

    __abstract__ = True
    __compartment__: ClassVar[Compartment]
    __search__: ClassVar[tuple[str, ...]] = ()
    __one_of__: ClassVar[tuple[str, ...]] = ()
    """Columns that say which one it is: made on two laptops apart, it is still one thing."""
    __quiet__: ClassVar[frozenset[str]] = frozenset()
    """Columns of which two versions need nobody's attention: the shown one is good enough."""
    __decides__: ClassVar[tuple[str, ...]] = ()
    """Columns that say what it decides about: of two that did not see each other one counts."""
    __is_decision__: ClassVar[bool] = False
    """A decision or a part of one: what does not count is not read. See ``db/line.py``."""
    __written_by__: ClassVar[tuple[Right, ...]] = ()
    """Who writes it holds one of these rights. Every laptop looks at it again when it comes from
    another one, and then it must be signed. Empty: whoever holds the key of the compartment."""
    __changed_by__: ClassVar[tuple[Right, ...] | None] = None
    """The same for changes after it was made, when those ask for another right."""
    __value_written_by__: ClassVar[dict[str, dict[str, tuple[Right, ...]]]] = {}
    """Field -> value -> the rights one of which is needed to write that."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID]
    form_version: Mapped[int] = mapped_column(default=0)
    """Of the form that wrote it last; 0 when no form did."""
    heads: Mapped[str] = mapped_column(Text, default="")
    """JSON: field name -> the changes that hold its value now; "" stands for the creation."""

    def __init_subclass__(cls, **kwargs: object) -> None:
        if not cls.__dict__.get("__abstract__"):
            cls.__tablename__ = cls.__name__.lower()
        super().__init_subclass__(**kwargs)


class Change(Base):
    """What somebody wrote: audit trail and outbox in one. Lives in every compartment."""

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "entity"),
        Index(None, "at"),
        Index("ix_change_unsealed", "id", sqlite_where=text("envelope IS NULL")),
        Index("ix_change_waiting", "state", sqlite_where=text("state != ''")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    action: Mapped[UUID]
    user: Mapped[UUID]
    device: Mapped[UUID]
    at: Mapped[datetime]
    hlc: Mapped[int]
    schema: Mapped[str]
    kind: Mapped[str]
    entity: Mapped[UUID]
    operation: Mapped[str]
    """``create`` or ``set``."""
    values: Mapped[str] = mapped_column(Text)
    """JSON: field -> value, encoded by ``columns.encode``."""
    parents: Mapped[str] = mapped_column(Text)
    """JSON: field -> ids of the changes of that field which the writer saw."""
    ext: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")
    """JSON: what a newer version wrote and this one does not know; passed on untouched."""
    envelope: Mapped[bytes | None]
    """Hash of the envelope that carries it; None while it waits to be sealed."""
    state: Mapped[str] = mapped_column(default="", server_default="")
    """Empty: it is in the tables. ``ouder``: something it builds on is not here yet.
    ``update``: a newer version must carry it out. ``apart``: it does not fit (a bug or worse)."""


class Draft(Base):
    """What somebody typed and did not finish: one per person, form and subject."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("medewerker_id", "form", "subject", "deelnemer_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    medewerker_id: Mapped[UUID]
    deelnemer_id: Mapped[UUID | None]
    form: Mapped[str]
    form_version: Mapped[int]
    subject: Mapped[str]
    """What the draft is about: an id as hex, or "nieuw" for this deelnemer."""
    values: Mapped[str] = mapped_column(Text)
    """JSON of the raw input, as typed."""
    saved_at: Mapped[datetime]


class SearchItem(Base):
    """Row number of an entity in the full-text index of its compartment."""

    __tablename__ = "search_item"

    number: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[UUID] = mapped_column(unique=True)
    kind: Mapped[str]
    deelnemer_id: Mapped[UUID | None]


EVERYWHERE: tuple[type[Base], ...] = (Change, Draft, SearchItem)


def entity_classes(compartment: Compartment | None = None) -> list[type[Entity]]:
    """All entity classes that are loaded, of one compartment or of all, by name."""
    found = [
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Entity)
        and compartment in (None, mapper.class_.__compartment__)
    ]
    return sorted(found, key=lambda entity: entity.__name__)
