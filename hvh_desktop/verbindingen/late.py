"""What stands apart at the hub until a beheerder decides. Nobody can read it there, so he decides
by laptop or by colleague, not by what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hvh_desktop.crypto import Keyring
from hvh_desktop.crypto.laptop import words_of
from hvh_desktop.crypto.requests import judgement
from hvh_desktop.sync.house.register import Decision, Reason, RegisterState

if TYPE_CHECKING:
    from hvh_desktop.sync.line.house_client import Aside


class Waarom(StrEnum):
    """Why it stands apart; the first that holds."""

    afgemeld = "afgemeld"
    """Its laptop was taken off."""
    weg = "weg"
    """Who sealed or wrote it works here no more."""
    ouder = "ouder"
    """An older program does not say who sealed it."""
    voorbij = "voorbij"
    """None of these any more: somebody came back."""


@dataclass(frozen=True)
class LateGroup:
    """What is decided about at once."""

    waarom: Waarom
    id: UUID
    """Of the colleague when he left, else of the laptop."""
    woorden: tuple[str, ...]
    """Of the laptop; empty when this laptop has not heard of it yet."""
    reden: Reason | None
    """Why the laptop was taken off."""
    sinds: datetime
    """The first of it came in."""
    hashes: tuple[bytes, ...]
    schrijvers: tuple[UUID, ...] = ()
    """In whose names it is."""
    verzegelaars: tuple[UUID, ...] = ()
    """Who sealed it, as it says."""

    @property
    def aantal(self) -> int:
        """How many sealed parts."""
        return len(self.hashes)

    @property
    def is_laptop(self) -> bool:
        """Is it about a laptop, not about a person?"""
        return self.waarom is not Waarom.weg


def group_late(found: Iterable[Aside], register: RegisterState) -> tuple[LateGroup, ...]:
    """First come first; within one in the order in which they came."""
    groups: dict[tuple[Waarom, UUID], list[Aside]] = {}
    for one in found:
        groups.setdefault(_reason(one, register), []).append(one)
    rows = [_group(why, about, parts, register) for (why, about), parts in groups.items()]
    return tuple(sorted(rows, key=lambda row: (row.sinds, row.id)))


def _reason(one: Aside, register: RegisterState) -> tuple[Waarom, UUID]:
    laptop = register.find(one.device)
    if laptop is None or not laptop.is_in:
        return Waarom.afgemeld, one.device
    for person in (one.sealer, one.user):
        if person is not None and person in register.left:
            return Waarom.weg, person
    return (Waarom.ouder if one.sealer is None else Waarom.voorbij), one.device


def _group(why: Waarom, about: UUID, parts: Sequence[Aside], register: RegisterState) -> LateGroup:
    laptop = register.find(about)
    return LateGroup(
        why,
        about,
        words_of(laptop.sign_public, laptop.seal_public) if laptop else (),
        laptop.reason if laptop else None,
        min(part.received for part in parts),
        tuple(part.hash for part in parts),
        _people(part.user for part in parts),
        _people(part.sealer for part in parts),
    )


def _people(found: Iterable[UUID | None]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(one for one in found if one is not None))


def decide_late(
    line: Any, files: Any, keyring: Keyring, hashes: Sequence[bytes], besluit: Decision
) -> None:
    """On the thread that syncs. What breaks off is done again: the same decision twice is one."""
    for one in hashes:
        order = judgement(one, besluit.value)
        line.house.decide_quarantine(one, besluit.value, files.house.sign_order(keyring, order))
