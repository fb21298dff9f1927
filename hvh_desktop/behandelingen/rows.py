"""What the services of behandelingen give back.

A file of its own because several service files make these rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from hvh_desktop.behandelingen.model import PsycholooggesprekStatus
from hvh_desktop.signaleringsplannen.model import SignaleringsplanStatus
from hvh_desktop.verwijzingen.model import Afspraakplaats
from hvh_desktop.verwijzingen.rows import OpenRow


@dataclass(frozen=True)
class PsycholooggesprekRow:
    """A talk of the psycholoog, as only he sees it."""

    id: UUID
    deelnemer_id: UUID
    medewerker_id: UUID
    datum: date
    tijd: time | None
    duur_minuten: int
    plaats: Afspraakplaats
    aanleiding: str
    status: PsycholooggesprekStatus
    vervallen_reden: str

    @property
    def is_gepland(self) -> bool:
        """It still has to be held, or written down."""
        return self.status is PsycholooggesprekStatus.gepland


@dataclass(frozen=True)
class NotitieRow:
    """A short note of the psycholoog."""

    id: UUID
    deelnemer_id: UUID
    psycholooggesprek_id: UUID | None
    datum: date
    tekst: str
    medewerker_id: UUID


@dataclass(frozen=True)
class AfspraakRow:
    """A line of the psycholoog's agenda: an own talk, or an appointment of a referral."""

    deelnemer_id: UUID
    deelnemer: str
    datum: date
    tijd: time | None
    plaats: Afspraakplaats
    met: str
    """The instelling, or the roepnaam of another psycholoog; empty: one's own talk."""
    psycholooggesprek_id: UUID | None
    verwijzing_id: UUID | None = None


@dataclass(frozen=True)
class TijdRow:
    """A stretch of time on a day of the week, 1 maandag … 7 zondag."""

    weekdag: int
    van_tijd: time
    tot_tijd: time


@dataclass(frozen=True)
class AanwezigRow:
    """A day on which a psycholoog is in the house."""

    datum: date
    van_tijd: time
    tot_tijd: time


@dataclass(frozen=True)
class BeschikbaarheidRow:
    """When a psycholoog is in the house, when he is away, and who stands in."""

    medewerker_id: UUID
    naam: str
    roepnaam: str
    tijden: tuple[TijdRow, ...]
    is_afwezig: bool
    afwezig_vanaf_datum: date | None
    """Also when that is still to come; None when nothing of it is known or it is over."""
    afwezig_tot_datum: date | None
    vervanger: str
    """Roepnaam; empty when nobody was named."""
    eerstvolgende: AanwezigRow | None
    """The first time from now on; None when no times are known or nobody knows when he is back."""
    mag_wijzigen: bool


class WachtOp(StrEnum):
    """Who is to do something now."""

    psycholoog = "psycholoog"
    instelling = "instelling"
    deelnemer = "deelnemer"
    team = "team"


@dataclass(frozen=True)
class WachtRow:
    """Something that waits for somebody."""

    deelnemer_id: UUID
    deelnemer: str
    wacht_op: WachtOp
    wat: str
    dagen: int | None
    """How long it waits."""
    norm: int | None
    te_laat: int
    """Days too long; 0 when it is not late or has no norm."""
    is_hypothese: bool
    """The norm was not confirmed by the house."""
    place: str
    address: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_eigen_actie(self) -> bool:
        """An actie of the psycholoog: those stand in a list of their own."""
        return self.wacht_op is WachtOp.psycholoog and self.place == "dossier"


@dataclass(frozen=True)
class PlanStand:
    """How the newest version of a signaleringsplan stands."""

    signaleringsplan_id: UUID
    versie: int
    status: SignaleringsplanStatus
    datum: date


@dataclass(frozen=True)
class CaseloadRow:
    """A deelnemer for whom the psycholoog does something."""

    deelnemer_id: UUID
    deelnemer: str
    roepnaam: str
    is_aanwezig: bool
    laatste: PsycholooggesprekRow | None
    volgende: PsycholooggesprekRow | None
    verwijzingen: tuple[OpenRow, ...]
    plan: PlanStand | None
    wachten: tuple[WachtRow, ...]


@dataclass(frozen=True)
class Overzicht:
    """The whole of the psycholoog's work: per deelnemer, and what waits for whom.

    Every row of ``wachten`` is in exactly one of the four lists below. Behandeling and Vandaag
    show the same lists, so that they never say something else about the same thing.
    """

    caseload: tuple[CaseloadRow, ...]
    wachten: tuple[WachtRow, ...]

    @property
    def op_jou(self) -> tuple[WachtRow, ...]:
        """The psycholoog is to do something."""
        mine = (row for row in self.wachten if row.wacht_op is WachtOp.psycholoog)
        return tuple(row for row in mine if not row.is_eigen_actie)

    @property
    def vraag_na(self) -> tuple[WachtRow, ...]:
        """Somebody else is to do something, and that takes too long: ask after it."""
        return tuple(row for row in self._op_anderen if row.te_laat)

    @property
    def op_anderen(self) -> tuple[WachtRow, ...]:
        """Somebody else is to do something, and there is still time."""
        return tuple(row for row in self._op_anderen if not row.te_laat)

    @property
    def acties(self) -> tuple[WachtRow, ...]:
        """The psycholoog's own acties."""
        return tuple(row for row in self.wachten if row.is_eigen_actie)

    @property
    def _op_anderen(self) -> tuple[WachtRow, ...]:
        return tuple(row for row in self.wachten if row.wacht_op is not WachtOp.psycholoog)
