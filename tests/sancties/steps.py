"""Every step of a case, taken by the real service and by who may take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar
from uuid import UUID

from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.rights import Rol
from hvh_desktop.sancties import (
    service,
    service_horen,
    service_slot,
    service_voorval,
)
from hvh_desktop.sancties.beklag import UPHELD
from hvh_desktop.sancties.rows import StrafRow, ZaakDetail
from hvh_desktop.sancties.service_beklag import (
    change_schorsing,
    record_beklag,
    record_uitspraak,
)
from hvh_desktop.sancties.service_beslissing import decide_sanctie
from hvh_desktop.sancties.service_mededeling import complete_mededeling
from hvh_desktop.sancties.service_tenuitvoerlegging import (
    complete_zaak,
    start_proeftijd,
    start_tenuitvoerlegging,
)
from hvh_desktop.sancties.service_uitreiking import record_uitreiking
from hvh_desktop.sancties.service_voorstel import propose_sanctie
from hvh_desktop.sancties.service_voorwaarden import change_voorwaarde
from hvh_desktop.sancties.words import (
    BeklagStatus,
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
)
from hvh_desktop.urinecontroles import service as urine
from tests.conftest import Clock, OpenAs
from tests.sancties.values import (
    VERSLAG,
    VOORVAL,
    advies_values,
    beslissing_values,
    hoor_values,
    slot_values,
    uitreiking_values,
    uitvoeringen,
    voorstel_values,
    voorval_values,
)
from tests.urinecontroles.house import found, order_values

T = TypeVar("T")


@dataclass
class Steps:
    """Who there is, the doors of those who work here, and what each of them does in a case."""

    open_as: OpenAs
    clock: Clock
    deelnemer_id: UUID
    medewerkers: Mapping[Rol, UUID]
    _doors: dict[tuple[Rol, ...], Database] = field(default_factory=dict)

    def door(self, *rollen: Rol) -> Database:
        """The house as whoever has these roles sees it; the first of them says who that is."""
        if rollen not in self._doors:
            medewerker_id = self.medewerkers.get(rollen[0])
            self._doors[rollen] = self.open_as(*rollen, medewerker_id=medewerker_id)
        return self._doors[rollen]

    def by(self, rol: Rol | tuple[Rol, ...], operation: Callable[[Session], T]) -> T:
        """One transaction of somebody with this role, or these."""
        rollen = rol if isinstance(rol, tuple) else (rol,)
        with self.door(*rollen).transaction(Compartment.team) as session:
            return operation(session)

    def get(self, zaak_id: UUID, *rollen: Rol) -> ZaakDetail:
        """Everything about a case."""
        with self.door(*(rollen or (Rol.mentor,))).reading() as session:
            return service.get_zaak(session, zaak_id)

    def status(self, zaak_id: UUID) -> SanctieStatus:
        """Where it stands."""
        return self.get(zaak_id).row.status

    def verslag_values(self, **other: Any) -> dict[str, Any]:
        """A report as the form gives it."""
        values: dict[str, Any] = {
            "verslag": "Om 21.15 uur rook ik wiet op de gang bij zijn kamer.",
            "verslag_datum": VERSLAG,
            "verslag_tijd": time(9, 30),
            "aangezegd_datum": VOORVAL,
            "aangezegd_tijd": time(21, 40),
            "aangezegd_door": self.medewerkers[Rol.mentor],
        }
        return values | other

    # Step by step -----------------------------------------------------------------------------

    def voorval(self, **other: Any) -> UUID:
        values = voorval_values(**other)
        return self.by(
            Rol.mentor, lambda s: service_voorval.record_voorval(s, self.deelnemer_id, values)
        )

    def verslag(self, zaak_id: UUID, **other: Any) -> None:
        values = self.verslag_values(**other)
        self.by(Rol.mentor, lambda s: service_voorval.record_verslag(s, zaak_id, values))

    def horen(self, zaak_id: UUID, aanleiding: RondeAanleiding | None = None, **other: Any) -> UUID:
        values = hoor_values(**other)
        return self.by(
            Rol.locatiemanager,
            lambda s: service_horen.record_hoorverslag(s, zaak_id, values, aanleiding=aanleiding),
        )

    def advies(self, zaak_id: UUID, **other: Any) -> UUID:
        values = advies_values(**other)
        return self.by(
            Rol.psycholoog, lambda s: service_voorval.record_sanctieadvies(s, zaak_id, values)
        )

    def voorstel(self, zaak_id: UUID, *straffen: StrafRow, **other: Any) -> UUID:
        values = voorstel_values(*straffen, **other)
        return self.by(Rol.locatiemanager, lambda s: propose_sanctie(s, zaak_id, values))

    def beslissing(self, zaak_id: UUID, **other: Any) -> UUID:
        values = beslissing_values(**({"datum": self.today} | other))
        return self.by(Rol.directeur, lambda s: decide_sanctie(s, zaak_id, values))

    def mededeling(self, zaak_id: UUID, **other: Any) -> UUID:
        values = {"uitreik_datum": self.today, "uitleg": "U blijft hier. U praat over slapen."}
        return self.by(
            Rol.locatiemanager, lambda s: complete_mededeling(s, zaak_id, values | other)
        )

    def uitreiking(self, zaak_id: UUID, **other: Any) -> UUID:
        values = uitreiking_values(**({"datum": self.today} | other))
        return self.by(Rol.mentor, lambda s: record_uitreiking(s, zaak_id, values))

    def tenuitvoerlegging(self, zaak_id: UUID, **other: Any) -> None:
        """What is not voorwaardelijk is executed from today on, day by day."""
        rows = uitvoeringen(self.get(zaak_id).beslissingen[-1].straffen, self.today, **other)
        self.by(Rol.locatiemanager, lambda s: start_tenuitvoerlegging(s, zaak_id, rows))

    def proeftijd(self, zaak_id: UUID) -> None:
        self.by(Rol.locatiemanager, lambda s: start_proeftijd(s, zaak_id))

    def afloop(self, zaak_id: UUID, **other: Any) -> None:
        """The end; the clock goes on until nothing runs any more."""
        self.clock.advance(days=4)
        values = {"datum": self.today, "toelichting": "Hij is weer aan het werk."} | other
        self.by(Rol.locatiemanager, lambda s: complete_zaak(s, zaak_id, values))

    def keep_conditions(self, zaak_id: UUID) -> None:
        """He kept to everything, and the proeftijd is over."""
        kept = {"status": "nagekomen", "toelichting": "Hij hield zich eraan."}
        detail = self.get(zaak_id)
        ends = detail.beslissingen[-1].proeftijd_tot_datum
        assert ends is not None
        self.clock.advance(days=(ends - self.today).days + 1)
        for one in detail.beslissingen[-1].voorwaarden:
            self._outcome(one.id, kept)

    def break_condition(self, zaak_id: UUID) -> None:
        """He did not keep to one of them: only then may what was voorwaardelijk be executed."""
        broken = {"status": "niet nagekomen", "toelichting": "Hij rookte op zijn kamer."}
        self._outcome(self.get(zaak_id).beslissingen[-1].voorwaarden[0].id, broken)

    def _outcome(self, voorwaarde_id: UUID, values: Mapping[str, Any]) -> None:
        self.by(Rol.mentor, lambda s: change_voorwaarde(s, voorwaarde_id, values))

    def beklag(self, zaak_id: UUID, status: BeklagStatus = BeklagStatus.ingediend) -> UUID:
        """He complains today; with a ruling of today when a status is given."""
        given = {"ingediend_datum": self.today, "gronden": "Ik heb dit niet gedaan."}
        beklag_id = self.by(Rol.casemanager, lambda s: record_beklag(s, zaak_id, given))
        if status is not BeklagStatus.ingediend:
            self.rule(beklag_id, status)
        return beklag_id

    def suspend(self, beklag_id: UUID) -> None:
        """The straf waits for the ruling."""
        asked, granted = Schorsing.gevraagd, Schorsing.toegewezen
        self.by(Rol.casemanager, lambda s: change_schorsing(s, beklag_id, asked))
        self.by(Rol.casemanager, lambda s: change_schorsing(s, beklag_id, granted))

    def rule(self, beklag_id: UUID, status: BeklagStatus) -> None:
        """The beklagcommissie says today how it is."""
        is_upheld = status in UPHELD
        ruling = {
            "status": status.value,
            "uitspraak_datum": self.today,
            "uitspraak": "De commissie keek naar het verslag en naar wat hij zei.",
            "tegemoetkoming": "",
            "gevolg": "De directeur beslist opnieuw." if is_upheld else "",
        }
        self.by(Rol.casemanager, lambda s: record_uitspraak(s, beklag_id, ruling))

    def slot(self, zaak_id: UUID, status: SanctieStatus, *rollen: Rol, **other: Any) -> None:
        values = slot_values(**({"datum": self.today} | other))
        self.by(
            rollen or (Rol.directeur,),
            lambda s: service_slot.record_slot(s, zaak_id, status, values),
        )

    @property
    def today(self) -> date:
        """The day of the clock."""
        return self.clock().date()

    # Around it --------------------------------------------------------------------------------

    def positive(self, nummer: str = "A-1001", *, deelnemer_id: UUID | None = None) -> UUID:
        """A urine check of this morning in which cannabis was found; he was told at 10.15."""
        man, today = deelnemer_id or self.deelnemer_id, self.today
        order = order_values(opdracht_datum=today)
        key = self.by(Rol.mentor, lambda s: urine.record_urinecontrole(s, man, order))
        taken = {
            "afname_datum": today,
            "afname_tijd": time(9, 40),
            "nummer": nummer,
            "nummer_tweede": "",
        }
        result = {"uitslag_datum": today, "stoffen": found("cannabis")}
        told = {"meegedeeld_datum": today, "meegedeeld_tijd": time(10, 15)}
        self.by(Rol.mentor, lambda s: urine.record_afname(s, key, taken))
        self.by(Rol.mentor, lambda s: urine.record_uitslag(s, key, result))
        self.by(Rol.mentor, lambda s: urine.record_meegedeeld(s, key, told))
        return key

    def ask_retest(self, key: UUID) -> None:
        """He asks for a second look at it."""
        asked = {"heronderzoek_datum": self.today, "heronderzoek_tijd": time(10, 25)}
        self.by(Rol.mentor, lambda s: urine.record_heronderzoek(s, key, asked))
