"""What a laptop still brought after it was taken off: kept apart at the hub until a beheerder
decides. Nobody can read it there, so he decides by laptop, not by what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hvh_desktop.crypto import Keyring
from hvh_desktop.crypto.laptop import words_of
from hvh_desktop.sync.house.register import Laptop, Reason

if TYPE_CHECKING:
    from hvh_desktop.sync.line.house_client import Aside


class Besluit(StrEnum):
    """As the order to the hub names it."""

    toelaten = "toelaten"
    weigeren = "weigeren"


@dataclass(frozen=True)
class LateLaptop:
    """One laptop that was taken off, with all that it brought since."""

    id: UUID
    woorden: tuple[str, ...]
    """Empty when this laptop has not heard of it yet."""
    reden: Reason | None
    sinds: datetime
    """The first of it came in."""
    hashes: tuple[bytes, ...]

    @property
    def aantal(self) -> int:
        """How many sealed parts."""
        return len(self.hashes)


def group_late(found: Iterable[Aside], laptops: Mapping[UUID, Laptop]) -> tuple[LateLaptop, ...]:
    """By laptop, first come first; within one in the order in which they came."""
    brought: dict[UUID, list[Aside]] = {}
    for one in found:
        brought.setdefault(one.device, []).append(one)
    rows = [_late(device, parts, laptops.get(device)) for device, parts in brought.items()]
    return tuple(sorted(rows, key=lambda row: (row.sinds, row.id)))


def _late(device: UUID, parts: Sequence[Aside], laptop: Laptop | None) -> LateLaptop:
    return LateLaptop(
        device,
        words_of(laptop.sign_public, laptop.seal_public) if laptop else (),
        laptop.reason if laptop else None,
        min(part.received for part in parts),
        tuple(part.hash for part in parts),
    )


def decide_late(
    line: Any, files: Any, keyring: Keyring, hashes: Sequence[bytes], besluit: Besluit
) -> None:
    """On the thread that syncs. What breaks off is done again: the same decision twice is one."""
    for one in hashes:
        order = {"soort": "quarantaine", "hash": one.hex(), "besluit": besluit.value}
        line.house.decide_quarantine(one, besluit.value, files.house.sign_order(keyring, order))
