"""An entity by all its changes at once: what a newer program does with what waited for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hvh_desktop.db import heads as merge
from hvh_desktop.db import schema
from hvh_desktop.db.heads import Heads, Log, Written
from hvh_desktop.db.kinds import Kind, Unfit, Unknown, find_kind, read_object, read_parents
from hvh_desktop.db.versions import BEATEN, STEP_BACK
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.merge import tables
from hvh_desktop.sync.merge.batch import COLUMNS, DONE, NEW, UPDATE, Row, Thing


@dataclass(frozen=True)
class Folded:
    """What all changes of one entity make of it."""

    heads: Heads
    row: dict[str, Any]
    conflicts: frozenset[str]
    states: tuple[tuple[str, int], ...]


def fold_entity(kind: Kind, rows: Iterable[Row], beaten: Collection[bytes] = ()) -> Folded | None:
    """The entity by its whole history; None when it was not made yet. ``beaten``: ids of the
    changes that step back."""
    written: list[Written] = []
    states: list[tuple[str, int]] = []
    for row in rows:
        if row.operation not in ("create", "set"):
            continue
        one, state = _read(kind, row, is_beaten=row.id in beaten)
        written.append(one)
        states.append((state, row.rowid))
    if not any(one.is_create for one in written):
        return None
    heads = merge.fold(written, kind.defaults)
    log = Log(written, kind.defaults)
    shown = {name: log.value(merge.of(heads, name)[0], name) for name in kind.fields}
    return Folded(
        heads,
        {name: kind.store(name, value) for name, value in shown.items()},
        frozenset(merge.list_conflicts(heads, kind.quiet, kind.fields, log)),
        tuple(states),
    )


def _read(kind: Kind, row: Row, *, is_beaten: bool) -> tuple[Written, str]:
    """A change without what this version does not know."""
    values = read_object(row.values)
    read = kind.read(values)
    known = {name: values[name] for name in read.stored}
    parents = read_parents(row.parents)
    is_all = not read.is_partial and row.schema <= schema.HEAD
    hlc = row.hlc - STEP_BACK if is_beaten else row.hlc
    one = Written(row.id.hex(), hlc, row.operation == "create", known, parents)
    return one, DONE if is_all else UPDATE


def begin_anew(connection: Any, compartment: Compartment) -> None:
    """Look once at everything that waited for an update: this may be it."""
    found = connection.execute(
        "SELECT DISTINCT kind, entity FROM \"change\" WHERE state != '' AND state = 'update'"
    ).fetchall()
    for name, entity in found:
        kind = find_kind(name)
        if kind is None or kind.entity.__compartment__ is not compartment:
            continue
        if tables.has_row(connection, kind.table, entity):
            renew(connection, kind, entity)
        else:
            connection.execute(
                'UPDATE "change" SET state = ? WHERE entity = ? AND kind = ? AND state = ?',
                (NEW, entity, name, UPDATE),
            )


def read_history(connection: Any, kind: Kind, entity: bytes) -> list[Row]:
    """The changes of an entity that are in the tables, in whole or in part."""
    rows = connection.execute(
        f'SELECT {COLUMNS} FROM "change" WHERE entity = ? AND kind = ?'
        " AND state IN ('', 'update') ORDER BY rowid",
        (entity, kind.name),
    )
    return [Row(*row) for row in rows]


def renew(connection: Any, kind: Kind, entity: bytes) -> None:
    """Work one entity out anew from all its changes."""
    try:
        beaten = {
            change for (change,) in connection.execute(BEATEN + " AND c.entity = ?", (entity,))
        }
        folded = fold_entity(kind, read_history(connection, kind, entity), beaten)
    except (Unfit, Unknown):
        return
    if folded is None or _points_nowhere(connection, kind, folded.row):
        return
    thing = Thing(kind, entity, folded.heads, False, folded.row)
    write_whole(connection, [thing])
    tables.write_conflicts(connection, thing, folded.conflicts)
    tables.write_states(connection, folded.states)


def write_whole(connection: Any, things: Sequence[Thing]) -> None:
    """Write entities and their words."""
    tables.write_things(connection, things)
    tables.write_search(connection, things)


def _points_nowhere(connection: Any, kind: Kind, row: dict[str, Any]) -> bool:
    return any(
        row[name] is not None and not tables.has_row(connection, table, row[name])
        for name, table in kind.references.items()
    )
