"""A house with a man, his mentor and everyone a case passes; fictional.

``House.case(until=...)`` brings a case to any status by the real services, each step by who may
take it; the steps one by one are those of ``Steps``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any
from uuid import UUID

from hvh_desktop.db import Compartment, Session
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.deelnemers.service import record_deelnemer, record_teamlid
from hvh_desktop.huis import change_huis
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.words import (
    BeklagStatus,
    RondeAanleiding,
    SanctieStatus,
)
from tests.conftest import Clock, OpenAs
from tests.deelnemers.example import deelnemer_values
from tests.sancties.steps import Steps
from tests.sancties.values import (
    BEGIN,
    DIRECT,
    GEHOORD,
    MIXED,
    TEAM,
    VANDAAG,
    VERSLAG,
    VOORVAL,
    VOORWAARDELIJK,
    S,
    advies_values,
    alternatief,
    beslissing_values,
    hoor_values,
    slot_values,
    uitreiking_values,
    uitvoeringen,
    voorstel_values,
    voorval_values,
)

__all__ = [
    "BEGIN",
    "DIRECT",
    "GEHOORD",
    "MIXED",
    "TEAM",
    "VANDAAG",
    "VERSLAG",
    "VOORVAL",
    "VOORWAARDELIJK",
    "House",
    "S",
    "advies_values",
    "alternatief",
    "beslissing_values",
    "hoor_values",
    "make_house",
    "record_case",
    "slot_values",
    "uitreiking_values",
    "uitvoeringen",
    "voorstel_values",
    "voorval_values",
]

_STRAFFEN: Mapping[SanctieStatus, tuple[StrafRow, ...]] = {
    S.tenuitvoerlegging: (MIXED,),
    S.afloop: (DIRECT,),
}
"""What is decided on the way to a status; wholly voorwaardelijk when it is not named."""


class House(Steps):
    """Who there is, and a case at any place of its way."""

    def case(
        self,
        until: SanctieStatus = S.voorval,
        *straffen: StrafRow,
        is_geen_straf: bool = False,
        **voorval: Any,
    ) -> UUID:
        """A case at a status, by its usual way; ``straffen``: what is decided instead."""
        zaak_id = self.voorval(**voorval)
        if until is S.afgezien:
            self.slot(zaak_id, until, Rol.mentor)
            return zaak_id
        chosen = straffen or _STRAFFEN.get(until, (VOORWAARDELIJK,))
        for status in self._way(until):
            self._go(zaak_id, status, () if is_geen_straf else chosen)
        return zaak_id

    def upheld(self, status: SanctieStatus, *straffen: StrafRow) -> UUID:
        """A case after its decision, with a beklag that was upheld."""
        if status is S.afgezien:
            zaak_id = self.case(S.uitreiking, is_geen_straf=True)
            self.slot(zaak_id, status)
        else:
            zaak_id = self.case(status, *straffen)
        self.beklag(zaak_id, BeklagStatus.gegrond)
        return zaak_id

    def second_round(self, until: SanctieStatus = S.horen) -> UUID:
        """He did not keep to a condition: heard again about what was voorwaardelijk."""
        zaak_id = self.case(S.voorwaardelijk)
        self.break_condition(zaak_id)
        self.horen(zaak_id, RondeAanleiding.tenuitvoerlegging, datum=self.today, tijd=time(9, 0))
        for status in self._way(until)[2:]:
            self._go(zaak_id, status, (replace(VOORWAARDELIJK, voorwaardelijk=0),))
        return zaak_id

    def _way(self, until: SanctieStatus) -> tuple[SanctieStatus, ...]:
        steps = (S.verslag, S.horen, S.voorstel, S.beslissing, S.mededeling, S.uitreiking)
        if until in steps:
            return steps[: steps.index(until) + 1]
        ways: Mapping[SanctieStatus, tuple[SanctieStatus, ...]] = {
            S.voorval: (),
            S.geseponeerd: (S.verslag, S.horen, S.geseponeerd),
            S.ingetrokken: (S.verslag, S.horen, S.ingetrokken),
            S.tenuitvoerlegging: (*steps, S.tenuitvoerlegging),
            S.voorwaardelijk: (*steps, S.voorwaardelijk),
            S.afloop: (*steps, S.tenuitvoerlegging, S.afloop),
        }
        return ways[until]

    def _go(self, zaak_id: UUID, status: SanctieStatus, straffen: tuple[StrafRow, ...]) -> None:
        acts: Mapping[SanctieStatus, Callable[[], object]] = {
            S.verslag: lambda: self.verslag(zaak_id),
            S.horen: lambda: self.horen(zaak_id),
            S.voorstel: lambda: self.voorstel(zaak_id, *straffen),
            S.beslissing: lambda: self.beslissing(zaak_id),
            S.mededeling: lambda: self.mededeling(zaak_id),
            S.uitreiking: lambda: self.uitreiking(zaak_id),
            S.tenuitvoerlegging: lambda: self.tenuitvoerlegging(zaak_id),
            S.voorwaardelijk: lambda: self.proeftijd(zaak_id),
            S.afloop: lambda: self.afloop(zaak_id),
            S.geseponeerd: lambda: self.slot(zaak_id, status),
            S.ingetrokken: lambda: self.slot(zaak_id, status, Rol.locatiemanager),
        }
        acts[status]()


def make_house(open_as: OpenAs, clock: Clock, **deelnemer: Any) -> House:
    """A man who lives here since July with Ilse as his mentor, and one colleague in each role."""
    office = open_as(Rol.casemanager, Rol.beheerder)
    with office.transaction(Compartment.register) as session:
        change_huis(session, "Huis van Herstel Twente", "Almelo")
        medewerkers = {rol: _medewerker(session, rol, naam) for rol, naam in TEAM.items()}
    with office.transaction(Compartment.team) as session:
        deelnemer_id = record_deelnemer(session, deelnemer_values(begin_datum=BEGIN) | deelnemer)
        if deelnemer.get("titel") != "BBA":
            record_teamlid(session, deelnemer_id, medewerkers[Rol.mentor], Taak.mentor, BEGIN)
    return House(open_as, clock, deelnemer_id, medewerkers)


def _medewerker(session: Session, rol: Rol, roepnaam: str) -> UUID:
    one = Medewerker(
        naam=f"{roepnaam} Wolters",
        roepnaam=roepnaam,
        gebruikersnaam=roepnaam.casefold(),
        functie=rol.value,
        rollen=(rol.value,),
    )
    session.add(one)
    session.flush()
    return one.id


def record_case(house: House, until: SanctieStatus = S.voorval, **voorval: Any) -> UUID:
    """The same as ``house.case``."""
    return house.case(until, **voorval)
