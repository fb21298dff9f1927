"""The statements with which the applier writes tables, the index and the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hvh_desktop.db import heads as merge
from hvh_desktop.db.entity import Base
from hvh_desktop.db.kinds import Kind
from hvh_desktop.db.search import body_of

if TYPE_CHECKING:
    from hvh_desktop.sync.merge.batch import Thing

_AT_ONCE = 500


def read_heads(connection: Any, kind: Kind, ids: Collection[bytes]) -> Iterator[tuple[bytes, str]]:
    """Id and heads of the entities that are there."""
    wanted = list(ids)
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        yield from connection.execute(
            f'SELECT id, heads FROM "{kind.table}" WHERE id IN ({marks})', some
        )


def has_row(connection: Any, table: str, entity: bytes) -> bool:
    """Is this entity there?"""
    found = connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (entity,))
    return found.fetchone() is not None


def is_carried_out(connection: Any, change: str) -> bool:
    """Is this change in the log, and does nothing have to wait for it any more?"""
    try:
        key = bytes.fromhex(change)
    except ValueError:
        return False
    found = connection.execute('SELECT state FROM "change" WHERE id = ?', (key,)).fetchone()
    return found is not None and found[0] not in ("nieuw", "ouder")


def write_things(connection: Any, things: Iterable[Thing]) -> None:
    """New rows and changed ones, one statement for all that have the same shape."""
    inserts: dict[str, list[Thing]] = defaultdict(list)
    updates: dict[tuple[str, tuple[str, ...]], list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.is_new:
            inserts[thing.kind.table].append(thing)
        else:
            updates[thing.kind.table, tuple(thing.row)].append(thing)
    for table, some in sorted(inserts.items(), key=lambda found: _places()[found[0]]):
        kind = some[0].kind
        names = ", ".join(f'"{name}"' for name in ("id", "heads", *kind.fields))
        marks = ", ".join("?" * (2 + len(kind.fields)))
        fields_of = itemgetter(*kind.fields)
        connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
            [(one.id, merge.dump(one.heads), *fields_of(one.row)) for one in some],
        )
    for (table, fields), some in updates.items():
        sets = ", ".join(f'"{name}" = ?' for name in (*fields, "heads"))
        connection.executemany(
            f'UPDATE "{table}" SET {sets} WHERE id = ?',
            [(*thing.row.values(), merge.dump(thing.heads), thing.id) for thing in some],
        )


@cache
def _places() -> dict[str, int]:
    """Each table after those that it points into. A row that comes before the one that it points
    at makes the database look through whole tables for such rows, at each insert that follows."""
    return {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def write_states(connection: Any, states: Sequence[tuple[str, int]]) -> None:
    """What became of the changes, by row of the log."""
    connection.executemany('UPDATE "change" SET state = ? WHERE rowid = ?', states)


def write_conflicts(connection: Any, thing: Thing, fields: Iterable[str]) -> None:
    """Make the rows of this entity in the table of conflicts anew."""
    connection.execute("DELETE FROM conflict WHERE entity = ?", (thing.id,))
    deelnemer = deelnemer_of(connection, thing.kind, thing.id)
    connection.executemany(
        "INSERT INTO conflict (entity, field, kind, deelnemer_id) VALUES (?, ?, ?, ?)",
        [(thing.id, name, thing.kind.name, deelnemer) for name in sorted(fields)],
    )


def deelnemer_of(connection: Any, kind: Kind, entity: bytes) -> bytes | None:
    """Whose it is."""
    if not kind.has_deelnemer:
        return None
    found: tuple[bytes | None] = connection.execute(
        f'SELECT deelnemer_id FROM "{kind.table}" WHERE id = ?', (entity,)
    ).fetchone()
    return found[0]


# The full-text index --------------------------------------------------------------------------


def write_search(connection: Any, things: Iterable[Thing]) -> None:
    """Put the words of these entities in the index."""
    new: list[Thing] = []
    changed: list[Thing] = []
    for thing in things:
        if not thing.kind.search or thing.row.keys().isdisjoint(thing.kind.search):
            continue
        if not thing.is_new:
            changed.append(thing)
        elif any(thing.row[name] for name in thing.kind.search):
            new.append(thing)
    if new:
        _index_new(connection, new)
    for thing in changed:
        _index_changed(connection, thing)


def _index_new(connection: Any, things: Sequence[Thing]) -> None:
    found = connection.execute("SELECT coalesce(max(number), 0) FROM search_item").fetchone()
    numbered = list(enumerate(things, found[0] + 1))
    connection.executemany(
        "INSERT INTO search_item (number, entity, kind, deelnemer_id) VALUES (?, ?, ?, ?)",
        [(n, one.id, one.kind.name, one.row.get("deelnemer_id")) for n, one in numbered],
    )
    connection.executemany(
        "INSERT INTO search (rowid, body) VALUES (?, ?)",
        [(n, body_of(one.row[name] for name in one.kind.search)) for n, one in numbered],
    )


def _index_changed(connection: Any, thing: Thing) -> None:
    names = list(thing.kind.search)
    if thing.kind.has_deelnemer:
        names.append("deelnemer_id")
    columns = ", ".join(f'"{name}"' for name in names)
    row = connection.execute(
        f'SELECT {columns} FROM "{thing.kind.table}" WHERE id = ?', (thing.id,)
    ).fetchone()
    (number,) = connection.execute(
        "INSERT INTO search_item (entity, kind, deelnemer_id) VALUES (?, ?, ?)"
        " ON CONFLICT (entity) DO UPDATE SET kind = excluded.kind RETURNING number",
        (thing.id, thing.kind.name, row[-1] if thing.kind.has_deelnemer else None),
    ).fetchone()
    connection.execute(
        "INSERT OR REPLACE INTO search (rowid, body) VALUES (?, ?)",
        (number, body_of(row[: len(thing.kind.search)])),
    )
