"""What the services of deelnemers give back.

A file of its own because three service files make these rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hvh_desktop.deelnemers.model import AandachtspuntSoort, Lvb, Taak, Titel, UitstroomSoort


@dataclass(frozen=True)
class DeelnemerRow:
    """A deelnemer as lists show him, with his last stay."""

    id: UUID
    naam: str
    roepnaam: str
    sorteernaam: str
    initialen: str
    titel: Titel
    plaats_nummer: int | None
    gemeente_vestiging: str
    begin_datum: date
    verwacht_einde_datum: date | None
    einde_datum: date | None
    mentor_ids: tuple[UUID, ...]
    is_eigen: bool
    zoeknamen: tuple[str, ...]
    """All names and the registratienummer, to look for."""


@dataclass(frozen=True)
class VerblijfRow:
    """One stay. ``is_huidig``: it has not ended."""

    id: UUID
    plaats_nummer: int | None
    begin_datum: date
    verwacht_einde_datum: date | None
    verwachte_uitstroom: UitstroomSoort | None
    vi_datum: date | None
    pp_datum: date | None
    einde_detentie_datum: date | None
    einde_datum: date | None
    uitstroom: UitstroomSoort | None
    uitstroom_reden: str
    is_huidig: bool


@dataclass(frozen=True)
class TeamlidRow:
    """Who works, worked or will work with him."""

    id: UUID
    medewerker_id: UUID
    taak: Taak
    vanaf_datum: date
    tot_datum: date | None
    reden: str
    is_huidig: bool


@dataclass(frozen=True)
class AandachtspuntRow:
    """What everybody must know before he speaks with this man."""

    id: UUID
    soort: AandachtspuntSoort
    tekst: str
    vanaf_datum: date
    tot_datum: date | None


@dataclass(frozen=True)
class DeelnemerDetail:
    """Everything about one deelnemer, with his stays, his team and what to watch."""

    id: UUID
    naam: str
    voornamen: str
    roepnaam: str
    tussenvoegsel: str
    achternaam: str
    naam_eigen_schrift: str
    initialen: str
    geboortedatum: date
    leeftijd: int
    registratienummer: str
    gemeente_herkomst: str
    gemeente_vestiging: str
    inrichting_herkomst: str
    titel: Titel
    talen: str
    leesniveau: str
    lvb: Lvb
    uitlegvoorkeur: str
    foto: bytes | None
    motivatiebrief: str
    motivatiebrief_datum: date | None
    motivatiebrief_hulp: str
    verblijven: tuple[VerblijfRow, ...]
    """Newest first."""
    huidig_verblijf: VerblijfRow | None
    team: tuple[TeamlidRow, ...]
    """Those of today first, by taak; then those of before, newest first."""
    aandachtspunten: tuple[AandachtspuntRow, ...]
    """Those of today, gravest first."""
    eerdere_aandachtspunten: tuple[AandachtspuntRow, ...]
    is_eigen: bool
    is_aanwezig: bool


@dataclass(frozen=True)
class Bezetting:
    """How full the house is today; BBA residents count apart."""

    aanwezig_hvh: int
    aanwezig_bba: int
    plaatsen: int
