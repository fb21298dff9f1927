"""From kept bytes to the tables: open the next envelopes, put their changes in the log, carry
them out. Three short commits that may each be repeated."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from hvh_desktop.rights import Compartment
from hvh_desktop.sync.merge.apply import Applier
from hvh_desktop.sync.parts import MAX_CHANGES
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.keycase import KeyCase
from hvh_desktop.sync.stream.opening import EnvelopeState, Opened, open_envelope
from hvh_desktop.sync.stream.subjects import subject_of
from hvh_desktop.sync.stream.trust import Trust
from hvh_desktop.sync.wire import WireChange

_AGAIN = (EnvelopeState.sleutel, EnvelopeState.update, EnvelopeState.apart)
_TRIES = 3
_AT_ONCE = 500
_FIRST = (
    'UPDATE "change" SET envelope = ? WHERE id = ? AND envelope != ? AND'
    " (SELECT position FROM envelope WHERE number = ?) <"
    ' coalesce((SELECT position FROM envelope e WHERE e.hash = "change".envelope), 1 << 62)'
)
"""Two copies of a laptop may have sealed one change: the envelope that came first counts, on
every laptop."""
_BECOMES = "UPDATE envelope SET state = ? WHERE number = ?"
_IN_LOG = "FROM \"change\" WHERE state != ''"
"""In these words, so that the index on what waits is used."""


class Inbox:
    """What was kept and is not in the tables yet."""

    def __init__(
        self, file: CompartmentFile, keys: KeyCase, trust: Trust, stream: str, applier: Applier
    ) -> None:
        self._file, self._keys, self._trust = file, keys, trust
        self._stream = stream
        self._applier = applier
        self._known: tuple[int, int] | None = None
        self._tries: Counter[bytes] = Counter()
        self._is_first = True
        self._must_settle = False

    def settle_next(self) -> None:
        """The hub told where own decisions stand in its order, or its order is another one."""
        self._must_settle = True

    def count(self) -> int:
        """Envelopes and changes that can be carried out now, for all we know."""
        found: int = self._file.value(
            "SELECT count(*) FROM envelope WHERE state = ?", EnvelopeState.wacht
        )
        changes: int = self._file.value(f"SELECT count(*) {_IN_LOG} AND state = 'nieuw'")
        return found + changes

    def apply(self, rows: int) -> frozenset[type]:
        """One step further; empty when nothing can be done now."""
        if rows > MAX_CHANGES:
            self._file.make_room()
        with _without_collecting():
            return self._apply(rows)

    def _apply(self, rows: int) -> frozenset[type]:
        self._try_again()
        if self._must_settle:
            with self._file.writing() as connection:
                kinds = self._applier.settle(connection)
            self._must_settle = False
            if kinds:
                return kinds
        while True:
            if self._has_changes():
                with self._file.writing() as connection:
                    kinds = self._applier.carry_out(connection, rows)
                if kinds:
                    return frozenset(kinds)
            opened = self._open_next(rows)
            if opened is None or opened:
                return opened or frozenset()

    def _has_changes(self) -> bool:
        """Without locking the file: is there something to carry out? The first time always, for
        what a newer program can do with old changes."""
        is_first, self._is_first = self._is_first, False
        return is_first or bool(
            self._file.value(f"SELECT 1 {_IN_LOG} AND state IN ('nieuw', 'ouder') LIMIT 1")
        )

    def _try_again(self) -> None:
        """What could not be opened may be so now: another person, laptop or epoch is known, or
        the program is newer."""
        known = (self._trust.register(), self._trust.epoch(self._stream))
        if known == self._known:
            return
        marks = ", ".join("?" * len(_AGAIN))
        if self._file.value(f"SELECT 1 FROM envelope WHERE state IN ({marks})", *_AGAIN):
            with self._file.writing() as connection:
                connection.execute(
                    f"UPDATE envelope SET state = ? WHERE n > 0 AND state IN ({marks})",
                    (EnvelopeState.wacht, *_AGAIN),
                )
        self._known = known

    def _open_next(self, rows: int) -> frozenset[type] | None:
        """Open about as many as hold this many changes; the file is free until all are open. The
        kinds that changed, when they could be carried out at once; None: nothing to open."""
        found: list[tuple[int, bytes, Opened]] = []
        changes = 0
        for number, hash in self._file.each(
            "SELECT number, hash FROM envelope WHERE state = ? ORDER BY number LIMIT ?",
            EnvelopeState.wacht,
            rows,
        ):
            raw = self._file.value("SELECT raw FROM envelope WHERE number = ?", number)
            opened = open_envelope(raw, self._trust, self._stream, self._keys)
            found.append((number, hash, opened))
            changes += len(opened.changes)
            if changes + MAX_CHANGES > rows:
                break
        if not found:
            return None
        owners = [owner for _, _, opened in found for owner in self._owners(opened)]
        with self._file.writing() as connection:
            kinds = self._put_whole(connection, found) if changes <= rows else None
            if kinds is None:
                for number, hash, opened in found:
                    self._put(connection, number, hash, opened)
            for key_id, owner in owners:
                self._keys.learn(connection, key_id, owner)
        return kinds or frozenset()

    def _put_whole(
        self, connection: Any, found: Sequence[tuple[int, bytes, Opened]]
    ) -> frozenset[type] | None:
        """In the log and in the tables at once; None, and nothing is done, when that does not
        go."""
        sealed = [(hash, opened.changes) for _, hash, opened in found]
        kinds = self._applier.note_and_carry_out(connection, sealed)
        if kinds is not None:
            connection.executemany(
                _BECOMES, [(opened.state, number) for number, _, opened in found]
            )
        return kinds

    def _put(self, connection: Any, number: int, hash: bytes, opened: Opened) -> None:
        if _contradicts(connection, opened.changes):
            opened = Opened(EnvelopeState.apart)
        self._applier.put_in_log(connection, opened.changes, hash)
        connection.executemany(
            _FIRST, [(hash, change.id.bytes, hash, number) for change in opened.changes]
        )
        connection.execute(_BECOMES, (opened.state, number))

    def _owners(self, opened: Opened) -> Sequence[tuple[bytes, UUID]]:
        """Whose the keys are of which that was not known. Nobody's are asked a few times."""
        owners: list[tuple[bytes, UUID]] = []
        for key_id in self._keys.unknown(list(opened.by_key)):
            if self._tries[key_id] < _TRIES:
                self._tries[key_id] += 1
                owner = self._owner(opened.by_key[key_id])
                if owner is not None:
                    owners.append((key_id, owner))
        return owners

    def _owner(self, changes: Sequence[WireChange]) -> UUID | None:
        compartment = Compartment(self._stream)
        for change in changes:
            owner = subject_of(self._file, compartment, change)
            if owner is not None:
                return owner
        return None


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Thousands of small things come and none is garbage yet: looking for it costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _contradicts(connection: Any, changes: Sequence[WireChange]) -> bool:
    """Whether one of these is in the log already and says something else there."""
    by_id = {change.id.bytes: change for change in changes}
    ids = list(by_id)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        for change, *said in connection.execute(
            f'SELECT id, user, kind, entity, operation, "values", parents FROM "change"'
            f" WHERE id IN ({marks})",
            some,
        ):
            one = by_id[change]
            if said != [
                one.user.bytes,
                one.kind,
                one.entity.bytes,
                one.operation,
                one.values,
                one.parents,
            ]:
                return True
    return False
