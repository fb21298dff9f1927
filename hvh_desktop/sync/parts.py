"""The parts that travel, and the two things the rules of a laptop stand on: a store and a hub.

The rules (``laptop.py``) know no file, no network and no key. The store has one kind on SQLCipher
(``store.py``) and one in memory for tests; the hub is reached over HTTP (``client.py``) or is a
plain object in tests. So the rules that are proven are the rules that run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

NO_HASH = bytes(32)
"""Before the first: of a chain, of a device."""
FORMAT = 1
"""Of the envelope. Who knows less than its ``lowest_reader`` keeps it and waits for an update."""
MAX_CHANGES = 200
MAX_BYTES = 256 * 1024
"""Of one envelope, unless a single change is larger (a photo)."""


@dataclass(frozen=True)
class Seen:
    """Where the writer stood when the envelope was sealed."""

    generation: UUID | None
    position: int
    chain: bytes
    register: int
    """The last entry of the register of laptops that the writer had."""
    register_chain: bytes = b""
    """The hash over all entries up to there; empty in what an older program sealed."""


@dataclass(frozen=True)
class ItemHead:
    """What the signed header says of one item, so that its bytes may be erased later."""

    key_id: bytes
    """16 bytes, made from the key."""
    length: int
    digest: bytes
    """SHA-256 of the sealed bytes."""


@dataclass(frozen=True)
class Header:
    """Everything that is signed and that the hub may read."""

    site: str
    stream: str
    epoch: int
    device: UUID
    incarnation: UUID
    n: int
    """1, 2, 3 ... without a gap within device, incarnation and stream."""
    previous: bytes
    """Hash of the envelope before it of this device in this stream; ``NO_HASH`` for the first."""
    seen: Seen
    user: UUID
    """Who wrote the changes in it: one person."""
    lowest_reader: int
    """The lowest ``FORMAT`` that can read the items."""
    items: tuple[ItemHead, ...]
    format: int = FORMAT
    sealer: UUID | None = None
    """Who sealed and signed it: the writer, or the colleague who was logged in. None: a program
    that did not name him yet."""


class Verdict(StrEnum):
    """What the hub says of an envelope that was pushed."""

    stored = "stored"
    known = "known"
    quarantined = "quarantined"
    """Kept aside for a person: its laptop was taken off, somebody in it left, or it names nobody
    who sealed it."""
    refused = "refused"
    """Not signed by a laptop of this house, or not whole. Pushing it again does not help."""
    too_big = "too_big"


DONE = frozenset({Verdict.stored, Verdict.known, Verdict.quarantined})
"""The hub has it: it may leave the outbox."""


@dataclass(frozen=True)
class Receipt:
    """The hub's signed word about the order of a stream."""

    generation: UUID
    stream: str
    position: int
    chain: bytes
    """SHA-256 over the chain before it and the hash of the envelope at ``position``."""
    time: datetime
    signature: bytes


@dataclass(frozen=True)
class Cursor:
    """Up to where a laptop has the stream of one generation of the hub."""

    generation: UUID | None = None
    position: int = 0
    chain: bytes = NO_HASH
    receipt: Receipt | None = None


@dataclass(frozen=True)
class Known:
    """The highest envelope of one incarnation of this laptop that the hub has in a stream."""

    incarnation: UUID
    n: int
    hashes: frozenset[bytes]
    """More than one when two copies of the laptop used the same number."""


@dataclass(frozen=True)
class Hello:
    """What the hub tells to anybody who asks."""

    generation: UUID
    time: datetime
    heads: Mapping[str, Receipt]
    """Per stream; a stream without envelopes is absent."""
    register: int
    """The last entry of the register of laptops."""
    lowest_version: int = 1
    highest_version: int = 1


@dataclass(frozen=True)
class Pushed:
    """The answer to a push, one result per envelope in the same order."""

    results: tuple[tuple[Verdict, int | None], ...]
    """With the position for stored and known."""
    receipt: Receipt


@dataclass(frozen=True)
class Pulled:
    """Whole envelopes in order of position."""

    envelopes: tuple[tuple[int, bytes], ...]
    receipt: Receipt
    """Of the head of the stream; its ``generation`` is that of the hub now."""


@dataclass(frozen=True)
class Kept:
    """An envelope as a laptop keeps it: the bytes that travelled, never encoded anew."""

    hash: bytes
    """SHA-256 of header and signature: the identity of the envelope."""
    device: UUID
    incarnation: UUID
    n: int
    raw: bytes


@dataclass(frozen=True)
class Destruction:
    """The order of a beheerder to destroy keys, and with them what they sealed. A hub that only
    says that a key was destroyed is not believed."""

    key_ids: tuple[bytes, ...]
    signature: bytes
    """By the authority of the house."""


@dataclass(frozen=True)
class WrappedKey:
    """The key of one deelnemer's part, wrapped under the key of an epoch."""

    key_id: bytes
    epoch: int
    wrapped: bytes | None
    """None: destroyed."""
    order: Destruction | None = None
    """By which it was destroyed."""


class NoHub(Exception):
    """The hub cannot be reached, or not now: try again later. Holds a Dutch sentence."""

    def __init__(self, text: str, *, wait_seconds: float | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.wait_seconds = wait_seconds


class HubRefuses(Exception):
    """The hub says no, and trying again does not help. Holds a Dutch sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Hub(Protocol):
    """The hub as the rules see it. Every call may raise ``NoHub`` or ``HubRefuses``.

    A call may have been carried out although its answer was lost.
    """

    def hello(self) -> Hello: ...

    def positions(self) -> Mapping[str, Sequence[Known]]:
        """Of this laptop, per stream."""
        ...

    def push(self, stream: str, raws: Sequence[bytes]) -> Pushed: ...

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        """Envelopes with a position above ``after``, about ``limit`` bytes of them."""
        ...

    def reseed(self, stream: str, after: int, raws: Sequence[bytes], receipt: Receipt) -> Pushed:
        """Give a hub that was restored its own order back: the envelopes ``after`` + 1, ... up to
        the position of ``receipt``, which an earlier generation signed."""
        ...

    def put_keys(self, stream: str, keys: Sequence[WrappedKey]) -> None:
        """Repeatable. A key that was destroyed stays destroyed."""
        ...

    def get_keys(self, stream: str, after: int) -> tuple[Sequence[WrappedKey], int]:
        """Keys that came after number ``after``, and the number of the last."""
        ...


class Store(Protocol):
    """What one laptop keeps of one stream. Every method is one commit, or none."""

    stream: str

    def cursor(self) -> Cursor: ...

    def incarnation(self) -> UUID: ...

    def start_incarnation(self) -> None:
        """Number anew from here: this copy of the files was restored or copied."""
        ...

    def last_sealed(self) -> tuple[int, bytes]:
        """Number and hash of the last own envelope of this incarnation; (0, ``NO_HASH``)."""
        ...

    def find_own(self, incarnation: UUID, n: int) -> bytes | None:
        """The hash of the own envelope with this number."""
        ...

    def seal(self) -> Kept | None:
        """Seal the next changes that wait, of one person; None when nothing waits."""
        ...

    def count_unsealed(self) -> int: ...

    def count_unsent(self) -> int:
        """Envelopes that the hub (of the generation of the cursor) may not have."""
        ...

    def list_unsent(self, limit: int = 64) -> Sequence[Kept]:
        """Oldest first, about 1 MiB at most."""
        ...

    def mark_sent(self, results: Sequence[tuple[bytes, Verdict, int | None]]) -> None:
        """What the hub said, by hash. Only ``DONE`` takes something out of the outbox; what was
        refused or is too big is set aside and counted, never thrown away."""
        ...

    def keep(
        self,
        envelopes: Sequence[tuple[int, bytes]],
        cursor: Cursor,
        disputed: Sequence[bytes] = (),
    ) -> None:
        """Keep what was pulled, together with the cursor. What is there already is not doubled:
        it only gets its position. Envelopes that cannot be opened are kept too. ``disputed``:
        those whose writers were shown another order; remembered until a person has seen it."""
        ...

    def count_unapplied(self) -> int: ...

    def apply(self, rows: int = 50) -> frozenset[type] | frozenset[str]:
        """Carry out at most ``rows`` changes that were kept; the kinds that changed. Empty when
        nothing can be done now. Repeatable: what was applied once is not applied again."""
        ...

    def list_unsent_keys(self) -> Sequence[WrappedKey]:
        """They go before the envelopes that they open."""
        ...

    def mark_keys_sent(self, key_ids: Sequence[bytes]) -> None: ...

    def keys_cursor(self) -> int: ...

    def keep_keys(self, keys: Sequence[WrappedKey], cursor: int) -> None:
        """Envelopes that waited for one of them can be opened from now on."""
        ...

    def list_run(self, after: int, limit: int = 64) -> Sequence[tuple[int, Kept]]:
        """Envelopes with a position above ``after`` in the old order, for ``reseed``."""
        ...

    def chain_at(self, position: int) -> bytes | None:
        """The chain at an earlier position of this generation; None when not every envelope up
        to there is kept. Asked often: near the cursor it costs nothing."""
        ...

    def register_at(self, number: int) -> bytes | None:
        """The hash over the register of laptops up to this entry; None when it is not here."""
        ...

    def lose_hub(self, generation: UUID) -> None:
        """The hub begins anew: every envelope and every key counts as not sent, both cursors go
        to 0 and the cursor gets this generation. What is applied stays applied."""
        ...
