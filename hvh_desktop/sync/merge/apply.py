"""From the log to the tables: changes of other laptops are noted first and carried out after.

Both steps run on a raw connection to the file of one compartment, inside a transaction of the
caller. Nothing that is carried out makes a change of its own, and what was carried out once is not
carried out again. A change whose parents are not here waits; one that a newer version wrote waits
for the update; one that does not fit is set aside. All three are kept and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import sqlcipher3.dbapi2

from hvh_desktop.db.entity import Change
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.merge import renew, settle, tables
from hvh_desktop.sync.merge.batch import APART, COLUMNS, DONE, NEW, PARENT, Batch, Row
from hvh_desktop.sync.wire import WireChange

_INSERT = (
    f'INSERT INTO "change" ({COLUMNS}, action, device, at, ext, envelope, state)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')"
)
_CARRIED = len(Row._fields)
_INSERT_DONE = _INSERT.format(DONE)
_INSERT_NEW = (
    f"{_INSERT.format(NEW)} ON CONFLICT (id)"
    " DO UPDATE SET envelope = excluded.envelope WHERE envelope IS NULL"
)
_POISON = (
    sqlcipher3.dbapi2.IntegrityError,
    sqlcipher3.dbapi2.DataError,
    sqlcipher3.dbapi2.InterfaceError,
    sqlcipher3.dbapi2.ProgrammingError,
    ArithmeticError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a value can do that nobody thought of. A full disk or a damaged file is not among them."""
_TICK = (
    "INSERT INTO sync_setting (name, value) VALUES ('tick', ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


@dataclass(frozen=True)
class Waiting:
    """How many changes are kept that are not in the tables, and why."""

    new: int
    parent: int
    update: int
    apart: int


class Applier:
    """The changes of one compartment. Holds no key, no connection and no transaction."""

    def __init__(
        self, compartment: Compartment, *, see_tick: Callable[[int], None] | None = None
    ) -> None:
        self._compartment = compartment
        self._see_tick = see_tick
        self._is_renewed = False
        self._waits: dict[str, set[int]] = {}
        """Hex id of what is missing -> rows of the log that wait for it."""
        self._ready: set[int] = set()
        """Rows of the log that wait no longer, as far as is known."""

    def put_in_log(
        self, connection: Any, changes: Sequence[WireChange], envelope_hash: bytes
    ) -> None:
        """Note what an envelope holds. What is there already stays as it is, but counts as
        sealed from now on: this laptop may be a copy that forgot that it sealed it."""
        if not changes:
            return
        connection.executemany(_INSERT_NEW, [_log_row(c, envelope_hash, None) for c in changes])
        self._count_on(connection, max(change.hlc for change in changes))

    def _count_on(self, connection: Any, newest: int) -> None:
        """The own clock goes above everything that was ever seen."""
        (tick,) = connection.execute(
            "SELECT max(coalesce((SELECT CAST(value AS INTEGER) FROM sync_setting"
            " WHERE name = 'tick'), 0), coalesce((SELECT hlc FROM \"change\""
            " ORDER BY rowid DESC LIMIT 1), 0))"
        ).fetchone()
        newest = max(tick, newest, 0)
        connection.execute(_TICK, (str(newest),))
        if self._see_tick is not None:
            self._see_tick(newest)

    def carry_out(self, connection: Any, rows: int = 50) -> frozenset[type]:
        """Carry out at most ``rows`` changes that were noted; the kinds that changed."""
        self._begin(connection)
        todo = self._next(connection, rows)
        if not todo:
            return frozenset()
        connection.execute("SAVEPOINT changes")
        try:
            touched = self._carry_out(connection, todo, Batch(connection, self._compartment))
        except _POISON:
            connection.execute("ROLLBACK TO changes")
            touched = self._one_by_one(connection, todo)
        connection.execute("RELEASE changes")
        return frozenset(touched or {Change})

    def note_and_carry_out(
        self, connection: Any, sealed: Sequence[tuple[bytes, Sequence[WireChange]]]
    ) -> frozenset[type] | None:
        """Both at once, for half the work: of each envelope its hash and what it holds. None when
        that does not go, and then nothing is done: some of it is in the log already, or does not
        fit. Not while anything is noted and not carried out."""
        self._begin(connection)
        (last,) = connection.execute('SELECT coalesce(max(rowid), 0) FROM "change"').fetchone()
        rowids = count(last + 1)
        noted = [_log_row(c, hash, next(rowids)) for hash, changes in sealed for c in changes]
        if not noted:
            return frozenset()
        todo = [Row._make(values[:_CARRIED]) for values in noted]
        connection.execute("SAVEPOINT changes")
        try:
            self._count_on(connection, max(row.hlc for row in todo))
            connection.executemany(_INSERT_DONE, noted)
            batch = Batch(connection, self._compartment, just_noted=todo)
            touched: set[type] | None = self._carry_out(connection, todo, batch)
        except _POISON:
            connection.execute("ROLLBACK TO changes")
            self._waits = {}
            touched = None
        connection.execute("RELEASE changes")
        return None if touched is None else frozenset(touched or {Change})

    def _begin(self, connection: Any) -> None:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        if not self._is_renewed:
            renew.begin_anew(connection, self._compartment)
            settle.settle_all(connection, self._compartment)
            self._is_renewed = True
        self._check_waiting(connection)

    def _one_by_one(self, connection: Any, todo: Sequence[Row]) -> set[type]:
        """One of these stops the others: set it apart, so that nobody can stop a stream with a
        change that was made up, or that meets a bug."""
        self._waits = {}
        touched: set[type] = set()
        for row in todo:
            connection.execute("SAVEPOINT one")
            try:
                batch = Batch(connection, self._compartment)
                touched |= self._carry_out(connection, [row], batch)
            except _POISON:
                connection.execute("ROLLBACK TO one")
                tables.write_states(connection, [(APART, row.rowid)])
                self._waits = {}
            connection.execute("RELEASE one")
        return touched

    def _carry_out(self, connection: Any, todo: Sequence[Row], batch: Batch) -> set[type]:
        batch.fetch(todo)
        for row in todo:
            self._ready.discard(row.rowid)
            if batch.take(row) == PARENT:
                self._waits.setdefault(batch.waits[row.rowid], set()).add(row.rowid)
            elif self._waits:
                self._ready |= self._waits.pop(row.id.hex(), set())
                self._ready |= self._waits.pop(row.entity.hex(), set())
        batch.write()
        return batch.touched | settle.settle(connection, batch.decisions)

    def _next(self, connection: Any, rows: int) -> list[Row]:
        ready = sorted(self._ready)[:rows]
        marks = ", ".join("?" * len(ready))
        todo = _read(connection, f"rowid IN ({marks}) ORDER BY rowid", ready) if ready else []
        left = rows - len(todo)
        return todo + _read(
            connection, "state != '' AND state = 'nieuw' ORDER BY rowid LIMIT ?", (left,)
        )

    def _check_waiting(self, connection: Any) -> None:
        """A transaction that was undone, or a new start: look at everything that waits again."""
        known = self._ready.union(*self._waits.values())
        found = connection.execute(
            "SELECT count(*), total(rowid) FROM \"change\" WHERE state != '' AND state = 'ouder'"
        ).fetchone()
        if found != (len(known), sum(known)):
            rows = connection.execute(
                "SELECT rowid FROM \"change\" WHERE state != '' AND state = 'ouder'"
            )
            self._ready = {rowid for (rowid,) in rows}
            self._waits = {}

    def settle(self, connection: Any) -> frozenset[type]:
        """Look again which decisions count: the order of the hub became known or was lost."""
        return frozenset(settle.settle_all(connection, self._compartment))

    def count(self, connection: Any) -> Waiting:
        """What is kept and not in the tables."""
        found = dict(
            connection.execute(
                "SELECT state, count(*) FROM \"change\" WHERE state != '' GROUP BY state"
            ).fetchall()
        )
        return Waiting(*(found.get(name, 0) for name in ("nieuw", "ouder", "update", "apart")))


def _read(connection: Any, where: str, values: Sequence[int]) -> list[Row]:
    found = connection.execute(f'SELECT {COLUMNS} FROM "change" WHERE {where}', values)
    return [Row._make(row) for row in found]


def _log_row(change: WireChange, envelope: bytes, rowid: int | None) -> tuple[Any, ...]:
    """What carrying it out asks (a ``Row``) comes first."""
    return (
        rowid,
        change.id.bytes,
        change.hlc,
        change.schema,
        change.kind,
        change.entity.bytes,
        change.operation,
        change.values,
        change.parents,
        change.user.bytes,
        change.action.bytes,
        change.device.bytes,
        change.at,
        change.ext,
        envelope,
    )
