"""What the writer of a change saw, and so which versions it replaces.

An ordinary write replaces what was on the screen: the shown version, and those that say the same.
Whatever somebody else wrote that was not on the screen stays beside it. That costs nothing as long
as every field has one version and nobody else wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import set_committed_value

from hvh_desktop.db import heads as merge
from hvh_desktop.db.columns import decode, encode
from hvh_desktop.db.entity import Entity
from hvh_desktop.db.heads import Heads, Log, Written
from hvh_desktop.db.kinds import Kind, find_kind, read_object, read_parents

if TYPE_CHECKING:
    from hvh_desktop.db.session import Session

Fetch = Callable[[str, tuple[Any, ...]], Sequence[Any]]
"""Runs a statement, gives its rows."""


STEP_BACK = 1 << 63
"""What was written together with a decision that does not count is shown behind all else."""
BEATEN = (
    'SELECT c.id FROM "change" c WHERE c.action IN (SELECT m.action FROM beaten b'
    " CROSS JOIN \"change\" m ON m.entity = b.entity AND m.operation = 'create')"
)


class LogReader:
    """The log of one file as the merge asks it; what was read once is not read again."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._found: dict[str, tuple[int, Mapping[str, Any]]] = {}
        self.kind: Kind | None = None

    def note(self, change: str, hlc: int, values: Mapping[str, Any]) -> None:
        """Know a change that was read already, or that is being written."""
        self._found[change] = (hlc, values)

    def hlc(self, change: str) -> int:
        """When it was written, on the clock that only orders what is shown."""
        return self._find(change)[0]

    def value(self, change: str, field: str) -> Any:
        """What it says of the field."""
        values = self._find(change)[1]
        if field in values or self.kind is None:
            return values.get(field)
        return self.kind.defaults.get(field)

    def _find(self, change: str) -> tuple[int, Mapping[str, Any]]:
        if change not in self._found:
            key = bytes.fromhex(change)
            ((hlc, values),) = self._fetch(
                'SELECT hlc, "values" FROM "change" WHERE id = ?', (key,)
            )
            if self._fetch(f"{BEATEN} AND c.id = ?", (key,)):
                hlc -= STEP_BACK
            self._found[change] = (hlc, read_object(values))
        return self._found[change]


def is_twice(heads: Heads) -> bool:
    """Does any field have more than one version?"""
    return max(map(len, heads.values()), default=0) > 1


class Writing:
    """One entity that is being changed in a session."""

    def __init__(self, session: Session, entity: Entity) -> None:
        kind = find_kind(type(entity).__name__)
        if kind is None:
            raise RuntimeError(f"{type(entity).__name__} is no kind of entity")
        self.heads = merge.parse(entity.heads)
        self._session, self._entity, self._kind = session, entity, kind
        self._log = LogReader(self._fetch)
        self._log.kind = kind
        self._resolved: Collection[str] = session.resolved.get(entity.id, frozenset())
        self._before: tuple[Heads, Log] | None = None
        if session.seen is not None and self._others_wrote():
            self._before = self._as_seen()

    def keep_what_others_wrote(self, values: dict[str, Any]) -> None:
        """Take out of ``values`` what is on the screen only because the screen is older."""
        if self._before is None:
            return
        heads, log = self._before
        for name in values.keys() - self._resolved:
            seen = merge.of(heads, name)
            if seen and encode(values[name]) == log.value(seen[0], name):
                del values[name]
                set_committed_value(self._entity, name, self._shown(name))

    def parents(self, name: str) -> list[str]:
        """The versions of a field that a write of it replaces."""
        stand = merge.of(self.heads, name)
        if name in self._resolved or name in self._kind.quiet:
            return stand
        if self._before is not None:
            heads, log = self._before
            return merge.same_as_shown(heads, name, log)
        return merge.same_as_shown(self.heads, name, self._log)

    def highest_tick(self, names: Sequence[str]) -> int:
        """The clock of the versions that may stand beside this write; 0 when there are none."""
        stand = {change for name in names for change in merge.of(self.heads, name)}
        if self._before is None and len(stand) < 2:
            return 0
        return max(self._log.hlc(change) for change in stand)

    def put(
        self, change: str, tick: int, values: Mapping[str, Any], parents: dict[str, list[str]]
    ) -> None:
        """Note the change in the heads, and whether there is more than one version now."""
        was_twice = is_twice(self.heads)
        self._log.note(change, tick, values)
        self.heads = merge.add_set(self.heads, change, parents, self._log)
        self._entity.heads = merge.dump(self.heads)
        if was_twice or is_twice(self.heads):
            self._write_conflicts()

    def _write_conflicts(self) -> None:
        execute = self._session.write_connection().exec_driver_sql
        entity, kind = self._entity, self._kind
        deelnemer = getattr(entity, "deelnemer_id", None)
        execute("DELETE FROM conflict WHERE entity = ?", (entity.id.bytes,))
        for name in sorted(merge.list_conflicts(self.heads, kind.quiet, kind.fields, self._log)):
            execute(
                "INSERT INTO conflict (entity, field, kind, deelnemer_id) VALUES (?, ?, ?, ?)",
                (entity.id.bytes, name, kind.name, deelnemer.bytes if deelnemer else None),
            )

    # What was on the screen

    def _others_wrote(self) -> bool:
        """Since the page was read. What this person wrote here himself he has seen."""
        return bool(
            self._fetch(
                'SELECT 1 FROM "change" WHERE entity = ? AND rowid > ?'
                " AND NOT (user = ? AND device = ?) AND state IN ('', 'update') LIMIT 1",
                (self._entity.id.bytes, self._session.seen, *self._who()),
            )
        )

    def _as_seen(self) -> tuple[Heads, Log]:
        """The versions at that moment; none at all when the thing itself is of later."""
        rows = self._fetch(
            'SELECT id, hlc, operation, "values", parents FROM "change" WHERE entity = ?'
            " AND (rowid <= ? OR (user = ? AND device = ?)) AND state IN ('', 'update')",
            (self._entity.id.bytes, self._session.seen, *self._who()),
        )
        changes = [
            Written(
                change.hex(),
                hlc,
                operation == "create",
                {k: v for k, v in read_object(values).items() if k in self._kind.fields},
                read_parents(parents),
            )
            for change, hlc, operation, values, parents in rows
        ]
        heads = merge.fold(changes, self._kind.defaults)
        return heads, Log(changes, self._kind.defaults)

    def _who(self) -> tuple[bytes, bytes]:
        return self._session.actor.medewerker_id.bytes, self._session.device.bytes

    def _shown(self, name: str) -> Any:
        before = inspect(self._entity).attrs[name].history.deleted
        if before:
            return before[0]
        column = inspect(type(self._entity)).columns[name]
        raw = self._log.value(merge.of(self.heads, name)[0], name)
        return decode(raw, getattr(column.type, "enum_class", None))

    def _fetch(self, statement: str, values: tuple[Any, ...]) -> Sequence[Any]:
        return self._session.write_connection().exec_driver_sql(statement, values).all()
