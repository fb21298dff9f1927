"""What every compartment keeps beside its change log so that it can travel. See ``sync/``."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db.entity import Base


class SealedEnvelope(Base):
    """An envelope as it travelled, own or pulled. The bytes are never encoded anew."""

    __tablename__ = "envelope"
    __table_args__ = (
        Index(None, "device", "incarnation", "n"),
        Index(None, "position"),
        Index(None, "state"),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which this laptop got them."""
    hash: Mapped[bytes] = mapped_column(unique=True)
    device: Mapped[UUID]
    incarnation: Mapped[UUID]
    n: Mapped[int]
    user: Mapped[UUID]
    raw: Mapped[bytes]
    position: Mapped[int | None]
    """In the order of the hub, in the generation of the cursor; None when not known."""
    is_sent: Mapped[bool]
    """The hub of this generation has it."""
    state: Mapped[str] = mapped_column(Text)
    """``wacht`` (to be opened), ``open`` (its changes are in the log), ``update`` (a newer
    version sealed it), ``sleutel`` (its key is not here), ``apart`` (it is not what it says it
    is: kept aside for a person)."""


class Setting(Base):
    """Where the laptop stands in this stream, by name: cursor, incarnation, numbers."""

    __tablename__ = "sync_setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Conflict(Base):
    """A field with two versions that did not see each other. Made from the log, never typed."""

    __tablename__ = "conflict"
    __table_args__ = (Index(None, "deelnemer_id"),)

    entity: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    deelnemer_id: Mapped[UUID | None]


class Beaten(Base):
    """A decision that came second in the order of the hub: kept, shown, and without effect."""

    __tablename__ = "beaten"

    entity: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    by: Mapped[UUID]
    """The decision that was first."""
    deelnemer_id: Mapped[UUID | None]


class SubjectKey(Base):
    """The key of one deelnemer's part of the stream, wrapped under the key of an epoch."""

    __tablename__ = "subject_key"
    __table_args__ = (Index(None, "deelnemer_id"),)

    key_id: Mapped[bytes] = mapped_column(primary_key=True)
    epoch: Mapped[int]
    deelnemer_id: Mapped[UUID | None]
    """None: what belongs to nobody in particular."""
    wrapped: Mapped[bytes | None]
    """None: the key was destroyed, and with it everything that it sealed."""
    is_sent: Mapped[bool]


TRAVEL: tuple[type[Base], ...] = (SealedEnvelope, Setting, Conflict, Beaten, SubjectKey)
