"""What one laptop keeps of one stream, on the file of its compartment. Keeps ``parts.Store``.

Every method is one commit or none (``apply`` and ``seal`` a few, each of which may be the last
before a power cut). The window writes to the same file, so what can be done before the file is
locked (reading, checking, opening, sealing) is done before. Used by one thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from hvh_desktop.db.turns import Turns
from hvh_desktop.sync.merge.apply import Applier
from hvh_desktop.sync.parts import Cursor, Kept, Seen, Verdict, WrappedKey
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.inbox import Inbox
from hvh_desktop.sync.stream.keycase import KeyCase
from hvh_desktop.sync.stream.laptop_state import LaptopState, Numbers
from hvh_desktop.sync.stream.numbering import Numbering
from hvh_desktop.sync.stream.opening import EnvelopeState
from hvh_desktop.sync.stream.sealing import keep_sealed, left_to_writer, seal_next
from hvh_desktop.sync.stream.shelf import Shelf
from hvh_desktop.sync.stream.trust import Trust


@dataclass(frozen=True)
class Aside:
    """What is kept and does not show, in numbers."""

    update: int
    """Envelopes and changes that a newer version must carry out."""
    key: int
    """Envelopes whose key is not here (yet)."""
    apart: int
    """Envelopes and changes that are not what they say they are."""
    parent: int
    """Changes that build on something that is not here yet."""
    refused: int
    """Envelopes that the hub does not want."""


class SqlStore:
    """One stream of one laptop, on an encrypted file."""

    def __init__(
        self,
        folder: Path,
        stream: str,
        connection: Any,
        trust: Trust,
        applier: Applier,
        *,
        turns: Turns | None = None,
    ) -> None:
        """``connection``: a raw one of its own (``db.engine.connect``); ``close`` closes it.
        ``turns``: of the database whose window writes the same file."""
        self.stream = stream
        self._trust = trust
        self._file = CompartmentFile(connection, turns)
        self._keys = KeyCase(
            self._file, trust.site, stream, trust.stream_secret, trust.is_destroyed
        )
        self._numbering = Numbering(self._file, LaptopState(folder, stream), trust.device)
        self._shelf = Shelf(self._file)
        self._left_at, self._left_rows = -1, frozenset[int]()
        self._inbox = Inbox(self._file, self._keys, trust, stream, applier)
        self._without_place: set[bytes] = set()
        """Own envelopes with a decision, until the hub gave them a place in its order."""
        self._is_order_new = False

    def close(self) -> None:
        """Wipe the keys and let go of the file."""
        self._keys.close()
        self._file.close()

    # Who we are

    def cursor(self) -> Cursor:
        return self._shelf.cursor()

    def incarnation(self) -> UUID:
        return self._numbering.settle().incarnation

    def start_incarnation(self) -> None:
        self._numbering.start()

    def last_sealed(self) -> tuple[int, bytes]:
        last = self._numbering.settle()
        return last.n, last.hash

    def find_own(self, incarnation: UUID, n: int) -> bytes | None:
        return self._numbering.find(incarnation, n)

    # Giving

    def seal(self) -> Kept | None:
        if not self._count_unsealed() or not self._trust.can_sign():
            return None
        last, cursor = self._numbering.settle(), self._shelf.cursor()
        seen = self._seen(cursor)
        left = self._left()
        sealed = seal_next(self._file, self._keys, self._trust, self.stream, last, seen, left)
        if sealed is None:
            return None
        kept = sealed.kept
        keep_sealed(self._file, self._keys, sealed, Numbers(last.incarnation, kept.n, kept.hash))
        self._numbering.settle()
        if sealed.is_decision:
            self._without_place.add(kept.hash)
        return kept

    def _seen(self, cursor: Cursor) -> Seen:
        register = self._trust.register()
        chain = self._trust.register_at(register) or b""
        return Seen(cursor.generation, cursor.position, cursor.chain, register, chain)

    def count_unsealed(self) -> int:
        found = self._count_unsealed()
        return found - self.count_left() if found else 0

    def count_left(self) -> int:
        """What waits here for somebody else: decisions of a colleague until he signs them, and
        everything while nobody can sign."""
        return len(self._left()) if self._trust.can_sign() else self._count_unsealed()

    def _count_unsealed(self) -> int:
        found: int = self._file.value('SELECT count(*) FROM "change" WHERE envelope IS NULL')
        return found

    def _left(self) -> frozenset[int]:
        """What somebody wrote before this person came in does not change while he is in."""
        register = self._trust.register()
        if self._left_at != register:
            self._left_rows = left_to_writer(self._file, self._trust, self.stream)
            self._left_at = register
        return self._left_rows

    def count_unsent(self) -> int:
        return self._shelf.count_unsent()

    def list_unsent(self, limit: int = 64) -> Sequence[Kept]:
        self._numbering.settle()
        return self._shelf.list_unsent(limit)

    def mark_sent(self, results: Sequence[tuple[bytes, Verdict, int | None]]) -> None:
        self._shelf.mark_sent(results)

    # Taking

    def keep(
        self,
        envelopes: Sequence[tuple[int, bytes]],
        cursor: Cursor,
        disputed: Sequence[bytes] = (),
    ) -> None:
        placed = self._shelf.keep(envelopes, cursor, disputed)
        if self._is_order_new or self._without_place.intersection(placed):
            self._without_place.difference_update(placed)
            self._inbox.settle_next()

    def count_unapplied(self) -> int:
        return self._inbox.count()

    def apply(self, rows: int = 50) -> frozenset[type]:
        kinds = self._inbox.apply(rows)
        if kinds and self._left_rows:
            self._left_at = -1  # a copy of this laptop may have sealed some of it
        return kinds

    def count_aside(self) -> Aside:
        """What a person is told about."""
        envelopes = dict(self._file.rows("SELECT state, count(*) FROM envelope GROUP BY state"))
        changes = dict(
            self._file.rows(
                "SELECT state, count(*) FROM \"change\" WHERE state != '' GROUP BY state"
            )
        )
        return Aside(
            update=envelopes.get(EnvelopeState.update, 0) + changes.get("update", 0),
            key=envelopes.get(EnvelopeState.sleutel, 0),
            apart=envelopes.get(EnvelopeState.apart, 0) + changes.get("apart", 0),
            parent=changes.get("ouder", 0),
            refused=self._shelf.count_refused(),
        )

    # Keys

    def list_unsent_keys(self) -> Sequence[WrappedKey]:
        return self._keys.list_unsent()

    def mark_keys_sent(self, key_ids: Sequence[bytes]) -> None:
        self._keys.mark_sent(key_ids)

    def keys_cursor(self) -> int:
        return self._keys.cursor()

    def keep_keys(self, keys: Sequence[WrappedKey], cursor: int) -> None:
        with self._file.writing() as connection:
            self._keys.keep(connection, keys, cursor)
            if keys:
                connection.execute(
                    "UPDATE envelope SET state = ? WHERE state = ?",
                    (EnvelopeState.wacht, EnvelopeState.sleutel),
                )

    # The order of the hub

    def list_run(self, after: int, limit: int = 64) -> Sequence[tuple[int, Kept]]:
        return self._shelf.list_run(after, limit)

    def chain_at(self, position: int) -> bytes | None:
        return self._shelf.chain_at(position)

    def register_at(self, number: int) -> bytes | None:
        return self._trust.register_at(number)

    def count_disputed(self) -> int:
        """Envelopes whose writers were shown another order, since a person saw it last."""
        return self._shelf.count_disputed()

    def see_disputed(self) -> None:
        """A person has seen it."""
        self._shelf.see_disputed()

    def lose_hub(self, generation: UUID) -> None:
        with self._file.writing() as connection:
            self._keys.lose_hub(connection)
            self._shelf.lose_hub(connection, Cursor(generation))
        self._is_order_new = True
