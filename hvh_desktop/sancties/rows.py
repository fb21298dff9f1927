"""What services of this slice give to screens and paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    BeklagStatus,
    Beroep,
    BijlageSoort,
    Onderdeel,
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
    Standpunt,
    StrafSoort,
    Tekenen,
    Tolk,
    Uitkomst,
    Verantwoordelijkheid,
    VervolgSoort,
    VervolgStatus,
    VoorwaardeStatus,
)


@dataclass(frozen=True)
class ZaakRow:
    """A line of the register or of a tab."""

    id: UUID
    deelnemer_id: UUID
    deelnemer: str
    """Roepnaam and last name."""
    initialen: str
    is_eigen: bool
    status: SanctieStatus
    status_datum: date
    """Of the last step."""
    ronde: int
    voorval_soort: str
    voorval: str
    """The kind in words."""
    voorval_datum: date
    uitkomst: str
    """The decision in words, such as "3 dagen opsluiting, voorwaardelijk"; empty before it."""
    wacht_op: str
    """What is to be done now and by whom, in words; empty when nothing waits."""
    wacht_stap: SanctieStatus | None
    """The step that is due now; None when nothing can be done."""
    is_advies_gevraagd: bool
    """Is the psycholoog asked, and is there no answer yet?"""
    proeftijd_tot_datum: date | None


@dataclass(frozen=True)
class StapRow:
    """A step that was taken."""

    id: UUID
    van: SanctieStatus | None
    naar: SanctieStatus
    ronde: int
    datum: date
    door: str
    reden: str


@dataclass(frozen=True)
class CorrectieRow:
    """What was said later about a part."""

    id: UUID
    onderdeel: Onderdeel
    tekst: str
    reden: str
    door: str
    op: datetime


@dataclass(frozen=True)
class BijlageRow:
    """An attachment without its content; ``get_bijlage`` gives that."""

    id: UUID
    soort: BijlageSoort
    omschrijving: str
    door: str
    op: datetime
    is_pdf: bool


@dataclass(frozen=True)
class HoorRow:
    """A hearing."""

    id: UUID
    ronde: int
    datum: date
    tijd: time
    door: str
    aanwezigen: str
    taal: str
    tolk: Tolk
    is_afgezien: bool
    eigen_woorden: str
    standpunt: Standpunt | None
    visie: str
    toelichting: str


@dataclass(frozen=True)
class AdviesRow:
    """What the psycholoog released."""

    id: UUID
    datum: date
    verantwoordelijkheid: Verantwoordelijkheid
    tekst: str
    door: str


@dataclass(frozen=True)
class StrafRow:
    """One straf. ``aantal`` and ``voorwaardelijk``: days, times, or cents of a fine."""

    soort: StrafSoort
    aantal: int
    voorwaardelijk: int = 0
    uitwerking: str = ""
    bezoek_reden: str = ""
    weekloon_centen: int | None = None
    vervangende_soort: StrafSoort | None = None
    vervangende_dagen: int | None = None
    id: UUID | None = None

    @property
    def onvoorwaardelijk(self) -> int:
        """The part that is executed at once."""
        return self.aantal - self.voorwaardelijk


@dataclass(frozen=True)
class AlternatiefRow:
    """One of the outcomes beside each other."""

    soort: AlternatiefSoort
    naam: str
    straffen: tuple[StrafRow, ...]
    afspraak: str
    is_degradatie: bool
    is_terugplaatsing: bool
    proeftijd_tot_datum: date | None
    is_gekozen: bool = False
    gevolgen: tuple[str, ...] = ()
    """As it was shown then; empty while it is being made."""
    id: UUID | None = None


@dataclass(frozen=True)
class VoorstelRow:
    """A proposal."""

    id: UUID
    ronde: int
    datum: date
    door: str
    door_id: UUID
    problematiek: tuple[str, ...]
    hoeveelste_keer: int
    verantwoordelijkheid: Verantwoordelijkheid
    verantwoordelijkheid_toelichting: str
    telt_mee: tuple[str, ...]
    waarom: str
    geprobeerd: str
    alternatieven: tuple[AlternatiefRow, ...]

    @property
    def gekozen(self) -> AlternatiefRow:
        """What is proposed."""
        return next(one for one in self.alternatieven if one.is_gekozen)


@dataclass(frozen=True)
class VoorwaardeRow:
    """A condition of a proeftijd."""

    id: UUID
    sanctiezaak_id: UUID
    deelnemer_id: UUID
    tekst: str
    is_algemeen: bool
    doel_id: UUID | None
    doel: str
    toezicht_id: UUID
    toezicht: str
    herinnering_datum: date | None
    status: VoorwaardeStatus
    toelichting: str
    afgesloten_datum: date | None


@dataclass(frozen=True)
class BeslissingRow:
    """A decision."""

    id: UUID
    ronde: int
    aanleiding: RondeAanleiding
    datum: date
    door: str
    door_id: UUID
    uitkomst: Uitkomst
    straffen: tuple[StrafRow, ...]
    afspraak: str
    motivering: str
    verantwoordelijkheid: Verantwoordelijkheid
    is_conform: bool
    """Is it what was proposed?"""
    is_degradatie: bool
    degradatie_reden: str
    is_terugplaatsing: bool
    proeftijd_tot_datum: date | None
    is_zelfde_persoon: bool
    voorwaarden: tuple[VoorwaardeRow, ...]


@dataclass(frozen=True)
class UitreikingRow:
    """A handing-over."""

    id: UUID
    beslissing_id: UUID
    datum: date
    tijd: time
    door: str
    tekenen: Tekenen
    wijze: tuple[str, ...]
    toelichting: str
    beklag_laatste_datum: date
    vervangt_reden: str


@dataclass(frozen=True)
class MededelingRow:
    """A written decision; ``get_mededeling_inhoud`` gives what is on it."""

    id: UUID
    beslissing_id: UUID
    uitreik_datum: date
    beklag_laatste_datum: date
    uitleg: str
    door: str
    op: datetime


@dataclass(frozen=True)
class TenuitvoerleggingRow:
    """A straf that is executed."""

    id: UUID
    straf: StrafRow
    begin_datum: date
    begin_tijd: time | None
    eind_datum: date
    eind_tijd: time | None
    is_strafcel: bool
    commissie_gemeld_datum: date | None
    arts_gemeld_datum: date | None
    toelichting: str
    is_vervallen: bool
    vervallen_reden: str
    is_vervangend: bool = False
    """What comes instead of a fine that was not paid."""


@dataclass(frozen=True)
class BeklagRow:
    """A complaint."""

    id: UUID
    beslissing_id: UUID
    ingediend_datum: date
    is_te_laat: bool
    gronden: str
    schorsing: Schorsing
    status: BeklagStatus
    uitspraak_datum: date | None
    uitspraak: str
    tegemoetkoming: str
    beroep: Beroep
    beroep_datum: date | None
    beroep_uitspraak_datum: date | None
    gevolg: str


@dataclass(frozen=True)
class VervolgvoorstelRow:
    """What the casemanager is asked."""

    id: UUID
    sanctiezaak_id: UUID
    deelnemer_id: UUID
    soort: VervolgSoort
    verlof_id: UUID | None
    verlof: str
    """Which verlof, in words."""
    reden: str
    geprobeerd: str
    status: VervolgStatus
    antwoord: str
    beantwoord_datum: date | None
    beantwoord_door: str


@dataclass(frozen=True)
class ZaakDetail:
    """Everything about one case, newest of each part last."""

    row: ZaakRow
    aanleiding: RondeAanleiding
    voor_ronde: SanctieStatus | None
    voorval_tijd: time | None
    plaats: str
    feiten: str
    betrokkenen: tuple[str, ...]
    is_zelf_gemeld: bool
    urinecontrole_id: UUID | None
    is_heronderzoek: bool
    """A second look at that urine check runs: execution is on hold."""
    gemeld_door: str
    gemeld_op: datetime
    gemeld_door_id: UUID
    verslag: str
    verslag_datum: date | None
    verslag_tijd: time | None
    verslag_door: str
    aangezegd_datum: date | None
    aangezegd_tijd: time | None
    aangezegd_door: str
    adviesvraag_datum: date | None
    slot_datum: date | None
    slot_reden: str
    slot_toelichting: str
    stappen: tuple[StapRow, ...]
    correcties: tuple[CorrectieRow, ...]
    bijlagen: tuple[BijlageRow, ...]
    hoorverslagen: tuple[HoorRow, ...]
    adviezen: tuple[AdviesRow, ...]
    voorstellen: tuple[VoorstelRow, ...]
    beslissingen: tuple[BeslissingRow, ...]
    mededelingen: tuple[MededelingRow, ...]
    uitreikingen: tuple[UitreikingRow, ...]
    tenuitvoerleggingen: tuple[TenuitvoerleggingRow, ...]
    beklagen: tuple[BeklagRow, ...]
    vervolgvoorstellen: tuple[VervolgvoorstelRow, ...]
    may: frozenset[SanctieStatus]
    """Steps that the person at the keyboard may take now."""
    aanleidingen: tuple[RondeAanleiding, ...] = ()
    """Why he can be heard anew now; empty when there is no reason for it."""
    opschorting: str = ""
    """Why no straf may begin now, in a sentence; empty when one may."""
