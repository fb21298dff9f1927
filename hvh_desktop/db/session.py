"""One piece of work: reads every compartment whose key is there, writes exactly one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, Table, event, select
from sqlalchemy import orm as sa_orm
from sqlalchemy.engine import Connection
from sqlalchemy.sql import visitors

from hvh_desktop.db import log, search
from hvh_desktop.db.entity import Entity, entity_classes
from hvh_desktop.db.ids import new_id
from hvh_desktop.db.travel import Beaten
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Actor, Compartment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WITH_BEATEN = "with_beaten"
"""Execution option: read decisions that do not count too."""
Clock = Callable[[], datetime]


class Session(sa_orm.Session):
    """What services are given. They read and write through it and never commit."""

    actor: Actor
    device: UUID
    schema: str
    compartment: Compartment | None

    def __init__(
        self,
        engines: Mapping[Compartment, Engine],
        *,
        actor: Actor,
        device: UUID,
        schema: str,
        clock: Clock | None,
        compartment: Compartment | None = None,
        action: UUID | None = None,
        seen: int | None = None,
        tick: Callable[[int, int], int],
    ) -> None:
        super().__init__(autoflush=True, expire_on_commit=False)
        self._engines = dict(engines)
        if compartment in self._engines:
            self._engines[compartment] = engines[compartment].execution_options(writes=True)
        self.actor, self.device, self.schema = actor, device, schema
        self.compartment = compartment
        self.action = action or new_id()
        self.now: datetime = clock() if clock else datetime.now(UTC)
        self.seen = seen
        """What the writer had on the screen: ``mark`` of the moment it was read; None: now."""
        self.resolved: dict[UUID, set[str]] = {}
        """Entity -> fields of which all versions are being decided about."""
        self.touched: set[type] = set()
        self.to_index: list[Entity] = []
        self._tick = tick

    @property
    def today(self) -> date:
        """The calendar day in the house."""
        return self.now.astimezone(AMSTERDAM).date()

    def next_tick(self, *, above: int = 0) -> int:
        """The next value of this laptop's hybrid logical clock; it never runs back."""
        return self._tick(int(self.now.timestamp() * 1000), above)

    def mark(self, compartment: Compartment) -> int:
        """How far the log of a compartment is in what this session reads. A form that was filled
        with it gives it back when it writes (``Database.transaction(seen=…)``)."""
        connection = self.connection(bind_arguments={"bind": self.engine_of(compartment)})
        found = connection.exec_driver_sql('SELECT coalesce(max(rowid), 0) FROM "change"')
        mark: int = found.scalar_one()
        return mark

    def engine_of(self, compartment: Compartment) -> Engine:
        """The engine of a compartment; a UserError when this person holds no key to it."""
        if compartment not in self._engines:
            raise UserError(
                "Hiervoor heb je met jouw rollen geen toegang, of je sleutel is er nog niet. "
                "Vraag de beheerder om hulp."
            )
        return self._engines[compartment]

    def holds(self, compartment: Compartment) -> bool:
        """Is the key of this compartment there?"""
        return compartment in self._engines

    def write_connection(self) -> Connection:
        """The connection of the compartment that this session writes."""
        if self.compartment is None:
            raise RuntimeError("this session only reads")
        return self.connection(bind_arguments={"bind": self.engine_of(self.compartment)})

    def get_bind(
        self, mapper: Any = None, *, clause: Any = None, bind: Any = None, **kwargs: Any
    ) -> Engine | Connection:
        """The file of the entity; what lives in every file goes to the one that is written."""
        if bind is not None:
            return bind  # type: ignore[no-any-return]
        compartment = _compartment_of(mapper, clause) or self.compartment
        if compartment is None:
            raise RuntimeError("say which compartment: bind_arguments={'bind': engine_of(...)}")
        return self.engine_of(compartment)


def _compartment_of(mapper: Any, clause: Any) -> Compartment | None:
    if mapper is not None:
        return getattr(mapper.class_, "__compartment__", None)
    tables = (
        (e for e in visitors.iterate(clause) if isinstance(e, Table)) if clause is not None else ()
    )
    return next((found for table in tables if (found := _compartment_of_table(table.name))), None)


@lru_cache
def _compartment_of_table(name: str) -> Compartment | None:
    return next((e.__compartment__ for e in entity_classes() if e.__tablename__ == name), None)


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, *_: object) -> None:
    log.write_log(session)


@event.listens_for(Session, "after_flush")
def _after_flush(session: Session, *_: object) -> None:
    entities, session.to_index = session.to_index, []
    search.index(session, entities)


event.listen(Session, "do_orm_execute", log.guard_statement)


@event.listens_for(Session, "do_orm_execute")
def _read_what_counts(state: sa_orm.ORMExecuteState) -> None:
    """Decisions that came second are there, but nobody takes them for the decision: they are
    read only by who asks for them (``WITH_BEATEN``), or for one by its id."""
    if not state.is_select or state.is_column_load or state.execution_options.get(WITH_BEATEN):
        return
    names = [m.class_.__name__ for m in state.all_mappers if _is_decision(m.class_)]
    if names:
        state.statement = state.statement.options(*(_counts(name) for name in names))


def _is_decision(mapped: type) -> bool:
    return getattr(mapped, "__is_decision__", False)


@lru_cache
def _counts(name: str) -> Any:
    kind = next(entity for entity in entity_classes() if entity.__name__ == name)
    return sa_orm.with_loader_criteria(kind, kind.id.not_in(select(Beaten.entity)))
