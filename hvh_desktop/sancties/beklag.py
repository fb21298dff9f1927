"""When a beklag came out in his favour: then he can be heard again (path: herziening).

Without a session, because services and screens both ask it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from hvh_desktop.sancties.words import BeklagStatus, Beroep

UPHELD: Final = frozenset({BeklagStatus.gegrond, BeklagStatus.deels_gegrond})
"""Rulings of the beklagcommissie that find him (partly) right."""
RULED: Final = UPHELD | {BeklagStatus.ongegrond, BeklagStatus.niet_ontvankelijk}
"""Rulings against which beroep is possible."""


class Complaint(Protocol):
    """A ``Beklag`` or a ``BeklagRow``."""

    @property
    def status(self) -> BeklagStatus: ...
    @property
    def beroep(self) -> Beroep: ...


def is_upheld(status: BeklagStatus, beroep: Beroep = Beroep.geen) -> bool:
    """Did he get (part of) what he asked, as it stands now?

    A beroep against a ruling that was wholly for him is the directeur's: when that is gegrond the
    ruling is gone. Every other beroep that is gegrond gives him more than the ruling did.
    """
    if beroep is Beroep.gegrond:
        return status is not BeklagStatus.gegrond
    return status in UPHELD


def any_upheld(complaints: Iterable[Complaint]) -> bool:
    """Is one of them (partly) upheld?"""
    return any(is_upheld(one.status, one.beroep) for one in complaints)


def is_running(status: BeklagStatus, beroep: Beroep = Beroep.geen) -> bool:
    """Does a ruling still have to come?"""
    return status is BeklagStatus.ingediend or beroep is Beroep.ingesteld
