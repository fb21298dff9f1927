"""What Vandaag shows, as frozen rows.

A file of its own because three service files make them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen.service import ActieRow
from hvh_desktop.deelnemers.service import DeelnemerRow


@dataclass(frozen=True)
class Naar:
    """Where a line leads."""

    place: str
    address: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class GesprekLine:
    """A talk that is planned or begun. ``datum`` with no id: it is due and not planned yet."""

    deelnemer: DeelnemerRow
    mentorgesprek_id: UUID | None
    datum: date
    tijd: time | None
    is_begonnen: bool
    met: tuple[str, ...]
    """Roepnamen of the others; empty: only the person at the keyboard, or nobody is named."""
    is_met_mij: bool


class WatTeLaat(StrEnum):
    """What should have been done."""

    gesprek = "Mentorgesprek"
    begonnen_gesprek = "Mentorgesprek, begonnen"
    inventarisatie = "Krachteninventarisatie"
    trajectplan = "Trajectplan"
    vertrek = "Vertrek"


@dataclass(frozen=True)
class TeLaatLine:
    """Something that is late. With ``reden`` it was put off to a day to come."""

    deelnemer: DeelnemerRow
    wat: WatTeLaat
    moest_datum: date
    dagen: int
    naar: Naar
    reden: str = ""
    nieuwe_datum: date | None = None
    nieuwe_tijd: time | None = None
    door: str = ""
    is_hypothese: bool = False


@dataclass(frozen=True)
class LetOpLine:
    """Something that asks attention and has no day on which it is late."""

    deelnemer: DeelnemerRow
    icon: str
    tekst: str
    act: str
    naar: Naar


@dataclass(frozen=True)
class TermijnLine:
    """Something with a term that comes near."""

    deelnemer: DeelnemerRow
    wat: WatTeLaat
    datum: date
    naar: Naar
    is_hypothese: bool = False


@dataclass(frozen=True)
class ZorgLine:
    """An appointment for care, or a talk with the psycholoog."""

    deelnemer: DeelnemerRow
    datum: date
    tijd: time | None
    tekst: str
    """With whom and where: "Afspraak JusTact, in het huis"."""
    is_met_mij: bool
    naar: Naar


@dataclass(frozen=True)
class WachtLine:
    """Something of behandeling that waits."""

    naam: str
    tekst: str
    dagen: int | None
    """How long it waits."""
    te_laat: int
    """Days too long; 0 when it is not late."""
    is_hypothese: bool
    naar: Naar


@dataclass(frozen=True)
class SanctieRegel:
    """One thing to do or know about a man: the word of its button, and where that leads."""

    icon: str
    tekst: str
    woord: str
    naar: Naar


@dataclass(frozen=True)
class SanctieLine:
    """A man with all that asks attention about sancties, most pressing first."""

    deelnemer_id: UUID
    naam: str
    initialen: str
    regels: tuple[SanctieRegel, ...]


@dataclass(frozen=True)
class ConceptLine:
    """Something that was begun and not finished."""

    wat: str
    wie: str
    bewaard_op: datetime
    naar: Naar
    toelichting: str = ""


@dataclass(frozen=True)
class NieuwsLine:
    """What a colleague did for one of these deelnemers."""

    tekst: str
    ondertitel: str
    op: datetime
    naar: Naar


@dataclass(frozen=True)
class Vandaag:
    """Everything on the page. ``everyone``: of all deelnemers, not only one's own."""

    roepnaam: str
    everyone: bool
    has_own: bool
    deelnemers: tuple[DeelnemerRow, ...]
    vandaag: tuple[GesprekLine, ...]
    te_laat: tuple[TeLaatLine, ...]
    let_op: tuple[LetOpLine, ...]
    daarna: tuple[GesprekLine, ...]
    termijnen: tuple[TermijnLine, ...]
    acties: tuple[ActieRow, ...]
    actie_namen: Mapping[UUID, str]
    """Roepnaam of whom each actie is about."""
    concepten: tuple[ConceptLine, ...]
    nieuws: tuple[NieuwsLine, ...]
    vervangt: tuple[str, ...]
    """Roepnamen of colleagues who are away and for whom the person at the keyboard stands in."""
    zorg: tuple[ZorgLine, ...] = ()
    """Of today and the next days, in order."""
    wacht: tuple[WachtLine, ...] = ()
    """What waits for the psycholoog, and only for that role; late ones first."""
    vraag_na: tuple[WachtLine, ...] = ()
    """What others let wait too long; only for the psycholoog, the longest first."""
    sancties: tuple[SanctieLine, ...] = ()
    """A line for each man, most pressing first."""
