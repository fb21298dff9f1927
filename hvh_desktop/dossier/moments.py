"""A line of the timeline. A file of its own because two services make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID


class Soort(StrEnum):
    """What kind of thing happened; the value is its icon."""

    gesprek = "chat-circle"
    komend_gesprek = "chat-circle-dots"
    verzet = "pause-circle"
    trajectplan = "path"
    doel_behaald = "check-circle"
    inventarisatie = "plus-circle"
    instemming = "handshake"
    toestemming = "thumbs-up"
    intrekking = "hand-palm"
    verstrekking = "paper-plane-tilt"
    zorg = "first-aid-kit"
    voorval = "warning-circle"
    beslissing = "scales"
    uitreiking = "envelope"
    urinecontrole = "test-tube"
    verlof = "calendar-check"
    geplaatst = "house"
    vertrokken = "sign-out"


@dataclass(frozen=True)
class Moment:
    """One line of the timeline, and where it leads."""

    datum: date
    soort: Soort
    titel: str
    ondertitel: str
    place: str
    address: Mapping[str, Any] = field(default_factory=dict)


def tab_of(deelnemer_id: UUID, tab: str) -> dict[str, Any]:
    """The address of a tab of his dossier."""
    return {"deelnemer_id": deelnemer_id, "tab": tab}
