"""The hub in memory: it keeps the promises of ``parts.Hub`` and of nothing more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.sync.parts import (
    NO_HASH,
    Hello,
    HubRefuses,
    Known,
    Pulled,
    Pushed,
    Receipt,
    Verdict,
    WrappedKey,
)
from tests.sync.model.things import DAY_ONE, Matter

SIGNED = b"only the hub can make this"


@dataclass
class Stream:
    """The order of one stream. ``chains[p]`` is the chain at position ``p``."""

    order: list[bytes] = field(default_factory=list)
    place: dict[bytes, int] = field(default_factory=dict)
    chains: list[bytes] = field(default_factory=lambda: [NO_HASH])
    keys: list[WrappedKey] = field(default_factory=list)
    highest: dict[tuple[UUID, UUID], tuple[int, frozenset[bytes]]] = field(default_factory=dict)
    """Per device and incarnation: the highest number, and the hashes under it."""

    def copy(self) -> Stream:
        """As it goes into a backup."""
        return Stream(
            self.order[:], self.place.copy(), self.chains[:], self.keys[:], self.highest.copy()
        )

    def append(self, raw: bytes) -> int:
        """Under the row lock: the position and the row become visible at once."""
        self.order.append(raw)
        self.place[raw] = len(self.order)
        self.chains.append(sha256(self.chains[-1] + raw))
        return len(self.order)


class ModelHub:
    """One hub, several streams."""

    def __init__(self, matter: Matter, page: int) -> None:
        self.matter = matter
        self.page = page
        self.generation = matter.new_uuid()
        self.streams: dict[str, Stream] = defaultdict(Stream)
        self.seconds = 0

    # Backup and restore

    def back_up(self) -> dict[str, Stream]:
        """What a backup of this moment holds."""
        return {name: stream.copy() for name, stream in self.streams.items()}

    def restore(self, backup: Mapping[str, Stream], *, is_told: bool) -> None:
        """Go back to a backup; a restore as it is documented gives a new generation."""
        self.streams = defaultdict(Stream, {name: it.copy() for name, it in backup.items()})
        if is_told:
            self.generation = self.matter.new_uuid()

    # What laptops ask

    def face(self, device: UUID) -> ModelHub:
        """What this laptop speaks to: the hub, when it is honest."""
        return self

    def hello(self) -> Hello:
        heads = {name: self.receipt(name) for name, it in self.streams.items() if it.order}
        return Hello(self.generation, DAY_ONE, heads, 0)

    def positions(self, device: UUID) -> Mapping[str, Sequence[Known]]:
        return {
            name: [
                Known(incarnation, n, hashes)
                for (of, incarnation), (n, hashes) in stream.highest.items()
                if of == device
            ]
            for name, stream in self.streams.items()
        }

    def push(self, name: str, raws: Sequence[bytes]) -> Pushed:
        results = tuple(self.take(name, raw) for raw in raws)
        return Pushed(results, self.receipt(name))

    def take(self, name: str, raw: bytes) -> tuple[Verdict, int | None]:
        """One envelope; what is there already is not stored again."""
        stream = self.streams[name]
        known = stream.place.get(raw)
        if known is not None:
            return Verdict.known, known
        self.note(stream, raw)
        return Verdict.stored, stream.append(raw)

    def pull(self, name: str, after: int) -> Pulled:
        order = self.streams[name].order[after : after + self.page]
        return Pulled(tuple(enumerate(order, after + 1)), self.receipt(name))

    def reseed(self, name: str, after: int, raws: Sequence[bytes], receipt: Receipt) -> Pushed:
        stream = self.streams[name]
        chain = stream.chains[-1]
        for raw in raws:
            chain = sha256(chain + raw)
        if (
            len(stream.order) != after
            or receipt.position != after + len(raws)
            or receipt.chain != chain
            or receipt.signature != SIGNED
        ):
            raise HubRefuses("409")
        return self.push(name, raws)

    def put_keys(self, name: str, keys: Sequence[WrappedKey]) -> None:
        have = {key.key_id for key in self.streams[name].keys}
        self.streams[name].keys.extend(key for key in keys if key.key_id not in have)

    def get_keys(self, name: str, after: int) -> tuple[Sequence[WrappedKey], int]:
        keys = self.streams[name].keys
        return keys[after:], len(keys)

    # Its own bookkeeping

    def receipt(self, name: str) -> Receipt:
        """Signed: about the head of a stream."""
        stream = self.streams[name]
        self.seconds += 1
        time = DAY_ONE + timedelta(seconds=self.seconds)
        return Receipt(self.generation, name, len(stream.order), stream.chains[-1], time, SIGNED)

    def note(self, stream: Stream, raw: bytes) -> None:
        """For ``positions``."""
        kept = self.matter.envelopes[raw].kept
        n, hashes = stream.highest.get((kept.device, kept.incarnation), (0, frozenset()))
        if kept.n >= n:
            both = {raw} | hashes if kept.n == n else {raw}
            stream.highest[kept.device, kept.incarnation] = (kept.n, frozenset(both))
