"""What the services of verwijzingen give back.

A file of its own because several service files make these rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from hvh_desktop.verwijzingen.model import (
    Afspraakplaats,
    Urgentie,
    Vervolg,
    VerwijzingStatus,
    ZorgafspraakSoort,
)
from hvh_desktop.verwijzingen.path import Stap, WachtOp


@dataclass(frozen=True)
class BehandelafspraakRow:
    """An appointment of a referral, as the psycholoog sees it."""

    id: UUID
    verwijzing_id: UUID
    deelnemer_id: UUID
    datum: date
    tijd: time | None
    plaats: Afspraakplaats
    is_vervallen: bool
    """Taken off, or after the day on which the referral ended."""


@dataclass(frozen=True)
class Stand:
    """How far a referral is and who is to do something; the same for lists and the page."""

    wacht_op: WachtOp
    dagen: int
    """Days in this step, until today."""
    norm: int | None
    """Days that it may take until the next step; None once it has started or ended."""
    is_open: bool
    volgende: BehandelafspraakRow | None

    @property
    def is_te_lang(self) -> bool:
        """It waits longer than the norm."""
        return self.norm is not None and self.dagen > self.norm


@dataclass(frozen=True)
class VerwijzingRow:
    """A referral as the psycholoog's lists show it."""

    id: UUID
    deelnemer_id: UUID
    instelling_id: UUID
    instelling: str
    soort_zorg: str
    urgentie: Urgentie
    status: VerwijzingStatus
    status_datum: date
    besproken_datum: date
    slot_categorie: str
    wacht_op: WachtOp
    dagen: int
    norm: int | None
    is_open: bool
    is_te_lang: bool
    volgende: BehandelafspraakRow | None


@dataclass(frozen=True)
class Normen:
    """How many days each step may take, and where that comes from."""

    stappen: Mapping[str, int]
    is_hypothese: bool
    bron: str
    na_plaatsing: int
    na_plaatsing_is_hypothese: bool
    na_plaatsing_bron: str


@dataclass(frozen=True)
class NaPlaatsing:
    """How long after his placement he met those who treat him."""

    begin_datum: date
    dagen: int | None
    """None while that has not happened."""
    norm: int


@dataclass(frozen=True)
class VerwijzingDetail:
    """Everything about one referral."""

    row: VerwijzingRow
    deelnemer: str
    """What he is called."""
    contactpersoon_id: UUID | None
    contactpersoon: str
    """Function and name."""
    indicatie: str
    vraag: str
    datums: Mapping[VerwijzingStatus, date]
    slot_toelichting: str
    heropend_reden: str
    vervolg: Vervolg
    vervolg_organisatie_id: UUID | None
    vervolg_organisatie: str
    vervolg_toelichting: str
    stappen: tuple[Stap, ...]
    mag: tuple[VerwijzingStatus, ...]
    """What may follow now."""
    afspraken: tuple[BehandelafspraakRow, ...]
    """By day and time; what was taken off is left out."""
    normen: Normen
    na_plaatsing: NaPlaatsing | None
    """Only when it was discussed around his placement."""
    values: Mapping[str, Any]
    """The fields of the form and of the continuation, ready to show."""


@dataclass(frozen=True)
class OpenRow:
    """A running referral of anybody, with whose move it is."""

    verwijzing_id: UUID
    deelnemer_id: UUID
    deelnemer: str
    roepnaam: str
    instelling_id: UUID
    instelling: str
    soort_zorg: str
    urgentie: Urgentie
    status: VerwijzingStatus
    status_datum: date
    wacht_op: WachtOp
    dagen: int
    norm: int | None
    is_te_lang: bool
    volgende: BehandelafspraakRow | None


@dataclass(frozen=True)
class DoorlooptijdRow:
    """How long one step took at one instelling, in a period."""

    instelling_id: UUID
    instelling: str
    stap: str
    """A status, or ``NA_PLAATSING``."""
    aantal: int
    mediaan: float
    norm: int
    binnen_norm: float
    """Share from 0 to 1."""
    langste: int


@dataclass(frozen=True)
class ZorgafspraakRow:
    """An appointment for care as the team sees it."""

    id: UUID
    deelnemer_id: UUID
    bron_id: UUID
    soort: ZorgafspraakSoort
    instelling_id: UUID | None
    instelling: str
    medewerker_id: UUID | None
    datum: date
    tijd: time | None
    plaats: Afspraakplaats


@dataclass(frozen=True)
class StandRow:
    """What the team sees of a referral."""

    verwijzing_id: UUID
    instelling_id: UUID
    instelling: str
    status: VerwijzingStatus
    status_datum: date
    is_open: bool
    volgende: ZorgafspraakRow | None
