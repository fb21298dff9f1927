"""Laptops that exchange changes without envelopes, for tests of the merge."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from hvh_desktop.db import Compartment, Database, Session, new_id
from hvh_desktop.db.engine import connect
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.sync.merge.apply import Applier, Waiting
from hvh_desktop.sync.wire import WireChange
from tests.conftest import KEYS, Clock

T = TypeVar("T")
_COLUMNS = (
    'id, action, user, device, at, hlc, "schema", kind, entity, operation, "values", parents, ext'
)
_IDS = frozenset({0, 1, 2, 3, 8})


class Machine:
    """One folder of files, the person who works on it, and what arrives from others."""

    def __init__(
        self,
        empty: Path,
        folder: Path,
        *,
        rollen: Sequence[Rol] = (Rol.casemanager,),
        compartment: Compartment = Compartment.team,
        clock: Clock | None = None,
    ) -> None:
        shutil.copytree(empty, folder)
        self.folder, self.compartment = folder, compartment
        self.actor = Actor(new_id(), frozenset(rollen))
        self.clock = clock or Clock()
        self.device = new_id()
        self.connection: Any = connect(folder / f"{compartment}.db", KEYS[compartment])
        self.start()

    def start(self) -> None:
        """Begin, or begin again: nothing is remembered but what is in the files."""
        keys = {c: KEYS[c] for c in (self.compartment, Compartment.register)}
        self.database = Database(
            self.folder, keys, actor=self.actor, device=self.device, clock=self.clock
        )
        self.applier = Applier(self.compartment, see_tick=self.database.see_tick)

    def write(self, work: Callable[[Session], T], *, seen: int | None = None) -> T:
        """One transaction of the person on this laptop."""
        with self.database.transaction(self.compartment, seen=seen) as session:
            return work(session)

    def read(self, work: Callable[[Session], T]) -> T:
        """Read on this laptop."""
        with self.database.reading() as session:
            return work(session)

    def mark(self) -> int:
        """How far a page has read that reads now."""
        return self.read(lambda session: session.mark(self.compartment))

    def changes(self) -> list[WireChange]:
        """The log of this laptop, as it travels."""
        rows = self.connection.execute(f'SELECT {_COLUMNS} FROM "change" ORDER BY rowid')
        return [as_wire(row) for row in rows]

    def take(self, changes: Sequence[WireChange], *, rows: int = 50) -> set[type]:
        """Get changes of others: note them, then carry them out until nothing can be done."""
        with self.transaction():
            self.applier.put_in_log(self.connection, changes, b"h" * 32)
        return self.carry_out(rows)

    def carry_out(self, rows: int = 50) -> set[type]:
        """Carry out all that can be."""
        touched: set[type] = set()
        while True:
            with self.transaction():
                found = self.applier.carry_out(self.connection, rows)
            if not found:
                return touched
            touched |= found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction of the connection that applies."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def waiting(self) -> Waiting:
        """What is not in the tables."""
        return self.applier.count(self.connection)

    def close(self) -> None:
        """Close the files."""
        self.connection.close()
        self.database.close()


def as_wire(row: Sequence[Any]) -> WireChange:
    """A row of the log as it travels."""
    parts: list[Any] = [UUID(bytes=v) if n in _IDS else v for n, v in enumerate(row)]
    return WireChange(*parts)


def exchange(*machines: Machine) -> None:
    """Everybody gets everything."""
    for machine in machines:
        for other in machines:
            if other is not machine:
                machine.take(other.changes())


def tables_of(machine: Machine) -> dict[str, list[tuple[Any, ...]]]:
    """Every table that must be the same everywhere, byte for byte."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name in _names(machine.connection):
        columns = [row[1] for row in machine.connection.execute(f'PRAGMA table_info("{name}")')]
        names = ", ".join(f'"{column}"' for column in columns)
        rows = machine.connection.execute(f'SELECT {names} FROM "{name}" ORDER BY {names}')
        found[name] = [tuple(row) for row in rows]
    return found


def _names(connection: Any) -> list[str]:
    left_out = {"change", "draft", "envelope", "sync_setting", "subject_key", "alembic_version"}
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [
        name
        for (name,) in rows
        if name not in left_out and not name.startswith(("search", "sqlite_"))
    ]
