"""What the small world is made of: changes, envelopes, and the faults of a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from hvh_desktop.db.heads import Written
from hvh_desktop.sync.order import Marked
from hvh_desktop.sync.parts import Kept, Seen

DAY_ONE = datetime(2026, 11, 1, tzinfo=UTC)
FIELDS = ("doel", "verslag")
NOBODYS = "een"
"""Something that belongs to no deelnemer; another thing refers to it."""
REFERS = "drie"


@dataclass(frozen=True)
class Change(Written):
    """What one person wrote at once in one thing."""

    entity: str = ""
    stands_on: str = ""
    """A creation that refers to another thing, which must be there."""


@dataclass(frozen=True)
class Sealed:
    """An envelope; in this world its bytes are its hash, and it is looked up by them."""

    kept: Kept
    previous: bytes
    key_id: bytes
    seen: Seen
    items: tuple[tuple[tuple[int, Change], ...], ...]
    """Per item: place in the order in which they were written, and change."""


class Crash(Exception):
    """The process ends here; what was committed stays."""


class Fuse:
    """Ends the process before the commit that it was set to."""

    def __init__(self) -> None:
        self.left: int | None = None

    def burn(self) -> None:
        """One commit is about to be made."""
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Crash


@dataclass
class Matter:
    """What all parts of one world share: ids, and the contents of the envelopes."""

    envelopes: dict[bytes, Sealed] = field(default_factory=dict)
    _number: int = 0

    def new_id(self) -> str:
        """Unique, and in no order."""
        self._number += 1
        return f"{self._number * 2654435761 % 2**32:08x}"

    def new_uuid(self) -> UUID:
        """For a device, an incarnation or a generation."""
        self._number += 1
        return UUID(int=self._number)

    def new_hash(self) -> bytes:
        """Of a new envelope: no two are equal, because of the nonces and the signature."""
        self._number += 1
        return self._number.to_bytes(32, "big")

    def read(self, raw: bytes) -> Marked:
        """What the order needs of an envelope."""
        return Marked(raw, self.envelopes[raw].seen)

    def open(self, raw: bytes) -> Iterator[Change]:
        """The changes of an envelope as they were written."""
        items = self.envelopes[raw].items
        if len(items) == 1:
            return (change for _, change in items[0])
        return (
            change for _, change in sorted((part for item in items for part in item), key=_order)
        )


def _order(part: tuple[int, Change]) -> int:
    return part[0]
