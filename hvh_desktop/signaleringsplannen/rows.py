"""What the services of this slice answer with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from hvh_desktop.signaleringsplannen.model import Kleur, SignaleringsplanStatus


@dataclass(frozen=True)
class FaseRow:
    """One stage; each text as its lines."""

    kleur: Kleur
    naam: str = ""
    signalen: tuple[str, ...] = ()
    helpt_zelf: tuple[str, ...] = ()
    helpt_anderen: tuple[str, ...] = ()
    bellen: tuple[str, ...] = ()
    bellen_ids: tuple[UUID, ...] = ()
    stap: int = field(default=0, compare=False)
    """Its number in the plan, counted over the stages that are there; 0: not in a plan."""

    @property
    def is_empty(self) -> bool:
        """Nothing is written in this stage."""
        texts = (self.signalen, self.helpt_zelf, self.helpt_anderen, self.bellen, self.bellen_ids)
        return not self.naam and not any(texts)

    @property
    def titel(self) -> str:
        """ "Oranje: ketel met stoom"."""
        colour = self.kleur.value.capitalize()
        return f"{colour}: {self.naam}" if self.naam else colour


@dataclass(frozen=True)
class PlanRow:
    """One version in a list."""

    id: UUID
    deelnemer_id: UUID
    versie: int
    status: SignaleringsplanStatus
    datum: date
    vastgesteld_op: datetime | None
    vastgesteld_door: UUID | None

    @property
    def is_vastgesteld(self) -> bool:
        """It does not change any more."""
        return self.status is SignaleringsplanStatus.vastgesteld


@dataclass(frozen=True)
class PlanDetail(PlanRow):
    """One version with its stages, from groen to rood; geel only when something stands in it."""

    opgesteld_met_ids: tuple[UUID, ...] = ()
    opgesteld_met: str = ""
    fasen: tuple[FaseRow, ...] = ()

    @property
    def kleuren(self) -> tuple[Kleur, ...]:
        """The stages of this plan."""
        return tuple(fase.kleur for fase in self.fasen)

    def find_fase(self, kleur: Kleur) -> FaseRow:
        """A stage; an empty one when the plan has it not."""
        return next((fase for fase in self.fasen if fase.kleur is kleur), FaseRow(kleur))


@dataclass(frozen=True)
class Missing:
    """What lacks before a version can be vastgesteld, and in which field of which stage."""

    kleur: Kleur
    veld: str
    zin: str


@dataclass(frozen=True)
class Deelgrond:
    """May this be told to somebody today? ``zin``: why (not), in words."""

    mag: bool
    zin: str
    wie: str
    """As in a sentence: "vader Mehmet", "het team van het huis"."""
    toestemming_id: UUID | None = None
    tot_datum: date | None = None
    beperking: str = ""
    """What he keeps back, in words."""
    mag_netwerk: bool = False
    """Does a ground cover the people around him, with their numbers?"""


@dataclass(frozen=True)
class DelingRow:
    """Who knows which stages of which version since when."""

    id: UUID
    deelnemer_id: UUID
    signaleringsplan_id: UUID
    versie: int
    netwerklid_id: UUID | None
    """None: the team."""
    naam: str
    kleuren: tuple[Kleur, ...]
    datum: date
    wijze: str
    toestemming_id: UUID | None
    ingetrokken_datum: date | None
    is_laatste: bool
    """The newest one with this person; an older one is history."""
    grond: Deelgrond
    wacht_op_papier: bool = False
    """It would go on paper, and no sheet has left since: this person knows nothing of it yet."""


@dataclass(frozen=True)
class Belregel:
    """Somebody to call: name, number, and in which stages."""

    naam: str
    telefoon: str = ""
    kleuren: tuple[Kleur, ...] = ()


@dataclass(frozen=True)
class KaartRow:
    """What the team may read of the plan. ``bellen`` has the numbers as they are today."""

    deelnemer_id: UUID
    signaleringsplan_id: UUID
    versie: int
    datum: date
    fasen: tuple[FaseRow, ...]
    bellen: tuple[Belregel, ...]


@dataclass(frozen=True)
class BladInhoud:
    """Everything on the sheet. ``voor``: for whom, empty when it is for himself."""

    huis: str
    roepnaam: str
    voor: str
    versie: int
    datum: date
    is_concept: bool
    fasen: tuple[FaseRow, ...]
    bellen: tuple[Belregel, ...]
    is_zonder_nummers: bool = False
    """Numbers of people around him are left out, for want of a ground."""
