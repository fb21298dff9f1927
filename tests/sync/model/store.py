"""The store in memory: one stream of one laptop. Every method is one commit, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db.heads import Heads, add_create, add_set
from hvh_desktop.sync.parts import DONE, NO_HASH, Cursor, Kept, Seen, Verdict, WrappedKey
from tests.sync.model.things import NOBODYS, Change, Fuse, Matter, Sealed

BATCH = 3
"""Changes in an envelope: few, so that every schedule has many envelopes."""
NEW_KEY_EVERY = 4
"""After so many envelopes somebody is written about for the first time: a new key."""


@dataclass
class Files:
    """What is on the disk. A restore or a copy of the folder is a copy of this."""

    incarnation: UUID
    cursor: Cursor = field(default_factory=Cursor)
    disputed: set[bytes] = field(default_factory=set)
    """Envelopes whose writers were shown another order."""
    last: tuple[int, bytes] = (0, NO_HASH)
    own: dict[tuple[UUID, int], bytes] = field(default_factory=dict)
    log: dict[str, Change] = field(default_factory=dict)
    heads: dict[str, Heads] = field(default_factory=dict)
    todo: list[Change] = field(default_factory=list)
    """In the log, and not yet carried out."""
    applied: set[str] = field(default_factory=set)
    unsealed: list[Change] = field(default_factory=list)
    kept: list[bytes] = field(default_factory=list)
    sent: set[bytes] = field(default_factory=set)
    at: dict[int, bytes] = field(default_factory=dict)
    closed: list[bytes] = field(default_factory=list)
    """Not opened yet."""
    aside: set[bytes] = field(default_factory=set)
    key_id: bytes = NO_HASH
    keys: dict[bytes, bool] = field(default_factory=lambda: {NO_HASH: True})
    """Key id -> whether the hub has it. The first is known to everybody."""
    keys_cursor: int = 0
    clock: int = 0
    """The highest reading of any clock that was ever seen here."""

    def copy(self) -> Files:
        """A backup, or a copied folder."""
        copied = Files.__new__(Files)
        for name, value in self.__dict__.items():
            is_many = isinstance(value, dict | list | set)
            copied.__dict__[name] = value.copy() if is_many else value
        return copied


class ModelStore:
    """``parts.Store`` over ``Files``; also the log that ``heads`` asks."""

    has_keys = True

    def __init__(self, stream: str, device: UUID, matter: Matter, fuse: Fuse) -> None:
        self.stream = stream
        self.device = device
        self.matter = matter
        self.fuse = fuse
        self.files = Files(matter.new_uuid())

    # What a person does

    def write(self, change: Change) -> None:
        """One thing that somebody saved."""
        files = self.files
        files.log[change.id] = change
        files.unsealed.append(change)
        files.clock = change.hlc
        self.carry_out(change)

    # What ``heads`` asks

    def hlc(self, change: str) -> int:
        return self.files.log[change].hlc

    def value(self, change: str, field: str) -> Any:
        return self.files.log[change].values.get(field)

    # Numbers

    def cursor(self) -> Cursor:
        return self.files.cursor

    def incarnation(self) -> UUID:
        return self.files.incarnation

    def start_incarnation(self) -> None:
        self.fuse.burn()
        self.files.incarnation = self.matter.new_uuid()
        self.files.last = (0, NO_HASH)

    def last_sealed(self) -> tuple[int, bytes]:
        return self.files.last

    def find_own(self, incarnation: UUID, n: int) -> bytes | None:
        return self.files.own.get((incarnation, n))

    # Outbox

    def seal(self) -> Kept | None:
        files = self.files
        if not files.unsealed:
            return None
        self.fuse.burn()
        changes, files.unsealed = files.unsealed[:BATCH], files.unsealed[BATCH:]
        n, previous = files.last[0] + 1, files.last[1]
        hash = self.matter.new_hash()
        kept = Kept(hash, self.device, files.incarnation, n, hash)
        if self.has_keys and n % NEW_KEY_EVERY == 1:
            files.key_id = self.matter.new_hash()
            files.keys[files.key_id] = False
        cursor = files.cursor
        seen = Seen(cursor.generation, cursor.position, cursor.chain, 0)
        self.matter.envelopes[hash] = Sealed(kept, previous, files.key_id, seen, _in_items(changes))
        files.last = (n, hash)
        files.own[files.incarnation, n] = hash
        files.kept.append(hash)
        return kept

    def count_unsealed(self) -> int:
        return len(self.files.unsealed)

    def count_unsent(self) -> int:
        return len(self.files.kept) - len(self.files.sent) - len(self.files.aside)

    def list_unsent(self, limit: int = 4) -> Sequence[Kept]:
        if not self.count_unsent():
            return ()
        gone = self.files.sent | self.files.aside
        unsent = [hash for hash in self.files.kept if hash not in gone]
        return [self.matter.envelopes[hash].kept for hash in unsent[:limit]]

    def mark_sent(self, results: Sequence[tuple[bytes, Verdict, int | None]]) -> None:
        self.fuse.burn()
        for hash, verdict, _ in results:
            (self.files.sent if verdict in DONE else self.files.aside).add(hash)

    # Inbox

    def keep(
        self,
        envelopes: Sequence[tuple[int, bytes]],
        cursor: Cursor,
        disputed: Sequence[bytes] = (),
    ) -> None:
        self.fuse.burn()
        self.put(envelopes)
        self.files.cursor = cursor
        self.files.disputed.update(disputed)

    def put(self, envelopes: Sequence[tuple[int, bytes]]) -> None:
        """Those that are new, and the positions of all."""
        files = self.files
        known = set(files.kept)
        for position, raw in envelopes:
            if raw not in known:
                files.kept.append(raw)
                files.closed.append(raw)
            files.sent.add(raw)
            files.aside.discard(raw)
            files.at[position] = raw

    def count_unapplied(self) -> int:
        return len(self.files.closed) + len(self.files.todo)

    def apply(self, rows: int = 50) -> frozenset[str]:
        if not self.count_unapplied():
            return frozenset()
        self.fuse.burn()
        self.open_closed()
        found, self.files.todo = self.files.todo, []
        done: list[str] = []
        for change in found:
            if len(done) == rows:
                self.files.todo.append(change)
            elif self.is_ready(change):
                self.carry_out(change)
                done.append(change.entity)
            else:
                self.wait_for(change)
        return frozenset(done)

    def wait_for(self, change: Change) -> None:
        """It stands on something that is not here yet."""
        self.files.todo.append(change)

    def open_closed(self) -> None:
        """Put in the log what can be opened; what is there already is not doubled."""
        files = self.files
        still_closed = []
        for raw in files.closed:
            if self.matter.envelopes[raw].key_id not in files.keys:
                still_closed.append(raw)
                continue
            for change in self.read(raw):
                if change.id not in files.log:
                    files.log[change.id] = change
                    files.todo.append(change)
                    files.clock = max(files.clock, change.hlc)
        files.closed = still_closed

    def read(self, raw: bytes) -> Iterable[Change]:
        """The changes of an envelope, in the order in which they were written."""
        return self.matter.open(raw)

    def is_ready(self, change: Change) -> bool:
        """Whether everything that it stands on is here."""
        if change.is_create:
            return not change.stands_on or change.stands_on in self.files.heads
        applied = self.files.applied
        return change.entity in self.files.heads and all(
            parent in applied for named in change.parents.values() for parent in named
        )

    def carry_out(self, change: Change) -> None:
        """The real merge."""
        heads = self.files.heads
        before = heads.get(change.entity)
        if change.is_create:
            heads[change.entity] = add_create(before, change.id, self)
        elif before is not None:
            heads[change.entity] = add_set(before, change.id, change.parents, self)
        self.files.applied.add(change.id)

    # Keys

    def list_unsent_keys(self) -> Sequence[WrappedKey]:
        return [
            WrappedKey(key_id, 0, b"") for key_id, is_sent in self.files.keys.items() if not is_sent
        ]

    def mark_keys_sent(self, key_ids: Sequence[bytes]) -> None:
        self.fuse.burn()
        self.files.keys.update(dict.fromkeys(key_ids, True))

    def keys_cursor(self) -> int:
        return self.files.keys_cursor

    def keep_keys(self, keys: Sequence[WrappedKey], cursor: int) -> None:
        self.fuse.burn()
        self.files.keys.update({key.key_id: True for key in keys})
        self.files.keys_cursor = cursor

    # A hub that went back

    def list_run(self, after: int, limit: int = 64) -> Sequence[tuple[int, Kept]]:
        at = self.files.at
        found = sorted(position for position in at if position > after)[:limit]
        return [(position, self.matter.envelopes[at[position]].kept) for position in found]

    def chain_at(self, position: int) -> bytes | None:
        return chain_of(self.files.at, position)

    def register_at(self, number: int) -> bytes | None:
        return None

    def lose_hub(self, generation: UUID) -> None:
        self.fuse.burn()
        files = self.files
        files.sent, files.at = set(), {}
        files.keys = dict.fromkeys(files.keys, False)
        files.keys_cursor = 0
        files.cursor = Cursor(generation)


def chain_of(at: Mapping[int, bytes], position: int) -> bytes | None:
    """The chain over the first positions; None when one of them is not here."""

    chain = NO_HASH
    for place in range(1, position + 1):
        raw = at.get(place)
        if raw is None:
            return None
        chain = sha256(chain + raw)
    return chain


def _in_items(changes: Sequence[Change]) -> tuple[tuple[tuple[int, Change], ...], ...]:
    """Grouped by whom they are about; what belongs to nobody comes last."""
    if len(changes) == 1:
        return (((0, changes[0]),),)
    items: dict[str, list[tuple[int, Change]]] = {}
    for number, change in enumerate(changes):
        items.setdefault(change.entity, []).append((number, change))
    return tuple(tuple(items[entity]) for entity in sorted(items, key=NOBODYS.__eq__))
