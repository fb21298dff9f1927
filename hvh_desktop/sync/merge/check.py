"""The self-check: are the tables what the log says?

Everything is built anew from the log, in memory, and compared row by row with what is kept. A
difference is a bug or a damaged file; it is named by table, id and column, never by what it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2

from hvh_desktop.db.entity import entity_classes
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.merge.apply import Applier

_COPIED = (
    'id, action, user, device, at, hlc, "schema", kind, entity, operation, "values", parents, ext,'
    " envelope"
)
_AT_ONCE = 2000


@dataclass(frozen=True)
class Difference:
    """The first thing that is not the same."""

    table: str
    id: UUID
    column: str
    """Empty: the row is only in one of the two."""


def find_difference(connection: Any, compartment: Compartment) -> Difference | None:
    """Compare a file with its own log; None when they say the same.

    ``connection``: a raw one, inside a transaction, so that nothing changes meanwhile.
    """
    fresh = sqlcipher3.dbapi2.connect(":memory:", isolation_level=None)
    try:
        _rebuild(connection, fresh, compartment)
        tables = [kind.__tablename__ for kind in entity_classes(compartment)]
        for table in (*tables, "conflict", "beaten"):
            if found := _compare(connection, fresh, table):
                return found
        return _compare_states(connection, fresh)
    finally:
        fresh.close()


def _rebuild(connection: Any, fresh: Any, compartment: Compartment) -> None:
    fresh.execute("PRAGMA foreign_keys = ON")
    fresh.execute("BEGIN")
    for (statement,) in connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND (name NOT LIKE 'search_%' OR name LIKE 'search_item%') ORDER BY type = 'index'"
    ):
        fresh.execute(statement)
    log = connection.execute(f"SELECT {_COPIED}, 'nieuw' FROM \"change\" ORDER BY rowid")
    _copy(log, fresh, f'INSERT INTO "change" ({_COPIED}, state) VALUES ({_marks(15)})')
    columns = "number, hash, device, incarnation, n, user, position, is_sent, state"
    envelopes = connection.execute(f"SELECT {columns}, x'' FROM envelope")
    _copy(envelopes, fresh, f"INSERT INTO envelope ({columns}, raw) VALUES ({_marks(10)})")
    applier = Applier(compartment)
    while applier.carry_out(fresh, _AT_ONCE):
        pass
    applier.settle(fresh)
    fresh.execute("COMMIT")


def _copy(rows: Any, fresh: Any, statement: str) -> None:
    while some := rows.fetchmany(_AT_ONCE):
        fresh.executemany(statement, some)


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _compare(connection: Any, fresh: Any, table: str) -> Difference | None:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    key = "id" if "id" in columns else "entity"
    order = key if key == "id" or table == "beaten" else "entity, field"
    names = ", ".join(f'"{column}"' for column in columns)
    query = f'SELECT {names} FROM "{table}" ORDER BY {order}'
    at = columns.index(key)
    for kept, made in _pairs(connection.execute(query), fresh.execute(query)):
        if kept is None or made is None or kept[at] != made[at]:
            return Difference(table, UUID(bytes=(kept or made)[at]), "")
        for name, one, other in zip(columns, kept, made, strict=True):
            if one != other and not (name == "heads" and _is_same(one, other)):
                return Difference(table, UUID(bytes=kept[at]), name)
    return None


def _compare_states(connection: Any, fresh: Any) -> Difference | None:
    query = "SELECT id, state FROM \"change\" WHERE state NOT IN ('', 'nieuw') ORDER BY id"
    for kept, made in _pairs(connection.execute(query), fresh.execute(query)):
        if kept != made:
            return Difference("change", UUID(bytes=(kept or made)[0]), "state")
    return None


def _pairs(kept: Any, made: Any) -> Iterator[tuple[Any, Any]]:
    while True:
        one, other = kept.fetchone(), made.fetchone()
        if one is None and other is None:
            return
        yield one, other


def _is_same(one: str, other: str) -> bool:
    """Older versions wrote the same heads in another order."""
    return bool(json.loads(one) == json.loads(other))
