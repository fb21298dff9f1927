"""Changes carried out together: worked out in memory, then written in a few large statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hvh_desktop.db import heads as merge
from hvh_desktop.db import schema
from hvh_desktop.db.heads import Heads
from hvh_desktop.db.kinds import Kind, Read, Unfit, Unknown, find_kind, read_object, read_parents
from hvh_desktop.db.versions import LogReader, is_twice
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.merge import tables

DONE, PARENT, UPDATE, APART, NEW = "", "ouder", "update", "apart", "nieuw"
COLUMNS = 'rowid, id, hlc, "schema", kind, entity, operation, "values", parents, user'


class Row(NamedTuple):
    """One change as it stands in the log."""

    rowid: int
    id: bytes
    hlc: int
    schema: str
    kind: str
    entity: bytes
    operation: str
    values: str
    parents: str
    user: bytes


@dataclass(slots=True)
class Thing:
    """An entity that this batch touches."""

    kind: Kind
    id: bytes
    heads: Heads
    is_new: bool
    row: dict[str, Any] = field(default_factory=dict)
    """Of a new one all fields, of another those that change."""
    was_twice: bool = False
    """Could it be in the table of conflicts?"""


class Batch:
    """One run: ``take`` every change in order, then ``write``."""

    def __init__(
        self, connection: Any, compartment: Compartment, *, just_noted: Sequence[Row] = ()
    ) -> None:
        """``just_noted``: what was put in the log in this very transaction, as if it were carried
        out already. None of it was in the log before."""
        self._connection = connection
        self._just_noted = frozenset(row.id.hex() for row in just_noted)
        self._noted_as = DONE if just_noted else NEW
        self._compartment = compartment
        self._things: dict[tuple[str, bytes], Thing] = {}
        self._present: set[tuple[str, bytes]] = set()
        self._done: set[str] = set()
        self._log = LogReader(lambda *query: connection.execute(*query).fetchall())
        self.states: list[tuple[str, int]] = []
        self.touched: set[type] = set()
        self.decisions: set[tuple[str, tuple[Any, ...]]] = set()
        """Kind, and what is decided about."""
        self.waits: dict[int, str] = {}
        """Row in the log -> hex id of what it waits for."""

    def fetch(self, rows: Sequence[Row]) -> None:
        """Read the entities that these changes are about, in a few queries."""
        wanted: dict[str, set[bytes]] = defaultdict(set)
        made: set[bytes] = set()
        for row in rows:
            if self._just_noted and row.operation == "create" and _is_made_once(row.kind):
                made.add(row.entity)
            elif row.entity not in made:
                wanted[row.kind].add(row.entity)
        for name, ids in wanted.items():
            kind = find_kind(name)
            if kind is not None and kind.entity.__compartment__ is self._compartment:
                for entity, text in tables.read_heads(self._connection, kind, ids):
                    self._things[name, entity] = Thing(kind, entity, merge.parse(text), False)

    def take(self, row: Row) -> str:
        """Carry out one change in memory; its state from now on."""
        change = row.id.hex()
        try:
            state = self._take(row, change)
        except Unfit:
            state = UPDATE if row.schema > schema.HEAD else APART
        except Unknown:
            state = UPDATE
        if state != PARENT:
            self._done.add(change)
            self.waits.pop(row.rowid, None)
        self.states.append((state, row.rowid))
        return state

    def _take(self, row: Row, change: str) -> str:
        kind = find_kind(row.kind)
        if kind is None:
            return UPDATE
        if kind.entity.__compartment__ is not self._compartment:
            return APART
        values = read_object(row.values)
        parents = read_parents(row.parents)
        read = kind.read(values)
        if not _is_maker(row, read):
            return APART
        missing = self._missing_row(kind, read)
        if row.operation == "create" and missing is None:
            self._create(kind, row, change, values, read)
        elif row.operation == "set":
            thing = self._things.get((kind.name, row.entity))
            if thing is None:
                missing = row.entity.hex()
            elif missing is None and (missing := self._missing_parent(thing, parents)) is None:
                self._set(thing, row, change, values, read, parents)
        elif row.operation != "create":
            return UPDATE
        if missing is not None:
            self.waits[row.rowid] = missing
            return PARENT
        self.touched.add(kind.entity)
        if kind.entity.__decides__ and row.operation == "create":
            about = tuple(read.stored[name] for name in kind.entity.__decides__)
            self.decisions.add((kind.name, about))
        return UPDATE if read.is_partial or row.schema > schema.HEAD else DONE

    # What is missing

    def _missing_row(self, kind: Kind, read: Read) -> str | None:
        for name, table in kind.references.items():
            target: bytes | None = read.stored.get(name)
            if target is not None and not self._has_row(table, target):
                return target.hex()
        return None

    def _has_row(self, table: str, entity: bytes) -> bool:
        if (table, entity) not in self._present:
            if not tables.has_row(self._connection, table, entity):
                return False
            self._present.add((table, entity))
        return True

    def _missing_parent(self, thing: Thing, parents: Mapping[str, list[str]]) -> str | None:
        for name, seen in parents.items():
            if seen == merge.of(thing.heads, name):
                continue
            for parent in seen:
                if parent not in self._done and not self._is_carried_out(parent):
                    return parent
        return None

    def _is_carried_out(self, change: str) -> bool:
        return change not in self._just_noted and tables.is_carried_out(self._connection, change)

    # Carrying out

    def _create(
        self, kind: Kind, row: Row, change: str, values: Mapping[str, Any], read: Read
    ) -> None:
        stored = kind.complete(read)
        thing = self._things.get((kind.name, row.entity))
        if thing is None:
            thing = Thing(kind, row.entity, {"": [change]}, True, stored)
            self._things[kind.name, row.entity] = thing
            self._present.add((kind.table, row.entity))
            return
        log = self._log_of(kind)
        log.note(change, row.hlc, values)
        thing.was_twice = True
        thing.heads = merge.add_create(thing.heads, change, log)
        for name in kind.fields:
            if merge.of(thing.heads, name)[0] == change:
                thing.row[name] = stored[name]

    def _set(
        self,
        thing: Thing,
        row: Row,
        change: str,
        values: Mapping[str, Any],
        read: Read,
        parents: Mapping[str, list[str]],
    ) -> None:
        log = self._log_of(thing.kind)
        log.note(change, row.hlc, values)
        thing.was_twice = thing.was_twice or is_twice(thing.heads)
        seen = {name: parents.get(name, ()) for name in read.stored}
        thing.heads = merge.add_set(thing.heads, change, seen, log)
        for name, value in read.stored.items():
            shown = thing.heads[name][0]
            if shown != change:
                value = thing.kind.store(name, log.value(shown, name))
            thing.row[name] = value

    def _log_of(self, kind: Kind) -> LogReader:
        self._log.kind = kind
        return self._log

    # Writing

    def write(self) -> None:
        """Write all that was taken. Foreign keys were looked at one by one; they are checked
        once more when the transaction ends."""
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        changed = [thing for thing in self._things.values() if thing.row or thing.was_twice]
        tables.write_things(self._connection, changed)
        tables.write_search(self._connection, changed)
        self._write_conflicts(changed)
        other = [found for found in self.states if found[0] != self._noted_as]
        tables.write_states(self._connection, other)

    def _write_conflicts(self, changed: Iterable[Thing]) -> None:
        for thing in changed:
            if thing.was_twice or is_twice(thing.heads):
                log = self._log_of(thing.kind)
                found = merge.list_conflicts(thing.heads, thing.kind.quiet, thing.kind.fields, log)
                tables.write_conflicts(self._connection, thing, found)


def _is_made_once(name: str) -> bool:
    """Does nobody make the same thing on another laptop? If somebody does all the same, the
    table does not take it, and the changes are carried out after they were noted."""
    kind = find_kind(name)
    return kind is not None and not kind.entity.__one_of__


def _is_maker(row: Row, read: Read) -> bool:
    """Who made a thing is who wrote its creation; nobody says otherwise later."""
    if row.operation == "create":
        return bool(read.stored.get("created_by", row.user) == row.user)
    return "created_by" not in read.stored
