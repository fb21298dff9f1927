"""A house with a psycholoog, two instellingen and a man; fictional."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.organisaties.service import get_organisatie, record_organisatie
from hvh_desktop.rights import Rol
from hvh_desktop.verwijzingen import service, service_afspraken, service_stand
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.rows import VerwijzingDetail
from tests.conftest import OpenAs
from tests.deelnemers.example import deelnemer_values

BEGIN = date(2026, 10, 1)
"""The day of his placement; today is 12 november 2026."""


@dataclass
class House:
    """Who and what there is, and the doors of those who work in it."""

    psycholoog: Database
    mentor: Database
    casemanager: Database
    psycholoog_id: UUID
    deelnemer_id: UUID
    justact: UUID
    contact: UUID
    transfore: UUID

    def values(self, **other: Any) -> dict[str, Any]:
        """A referral as the form gives it."""
        return {
            "instelling_id": self.justact,
            "contactpersoon_id": self.contact,
            "soort_zorg": "verslavingsbehandeling",
            "urgentie": "hoog",
            "besproken_datum": date(2026, 10, 2),
            "indicatie": "Hij gebruikt om te slapen.",
            "vraag": "Kan hij hier snel beginnen?",
        } | other

    def record(self, **other: Any) -> UUID:
        with self.psycholoog.transaction(Compartment.behandeling) as session:
            return service.record_verwijzing(session, self.deelnemer_id, self.values(**other))

    def get(self, verwijzing_id: UUID) -> VerwijzingDetail:
        with self.psycholoog.reading() as session:
            return service.get_verwijzing(session, verwijzing_id)

    def step(self, verwijzing_id: UUID, status: str, datum: date, **other: str) -> None:
        with self.psycholoog.transaction(Compartment.behandeling) as session:
            service.change_status(session, verwijzing_id, VerwijzingStatus(status), datum, **other)

    def walk(self, verwijzing_id: UUID, days: Mapping[str, date]) -> None:
        """Several steps, each with its day."""
        for status, datum in days.items():
            self.step(verwijzing_id, status, datum)

    def appoint(self, verwijzing_id: UUID, **values: Any) -> UUID:
        given = {"datum": date(2026, 11, 17), "tijd": None, "plaats": "in het huis"} | values
        with self.psycholoog.transaction(Compartment.behandeling) as session:
            return service_afspraken.record_behandelafspraak(session, verwijzing_id, given)

    def tell_team(self, verwijzing_id: UUID) -> None:
        """The second commit."""
        with self.psycholoog.transaction(Compartment.team) as session:
            service_stand.change_stand(session, verwijzing_id)


def make_house(open_as: OpenAs, **deelnemer: Any) -> House:
    office = open_as(Rol.casemanager, Rol.beheerder)
    with office.transaction(Compartment.register) as session:
        contacts = [{"functie": "intaker", "naam": "Wilma Oude Lenferink"}]
        justact = record_organisatie(session, {"naam": "JusTact", "plaats": "Enschede"}, contacts)
        transfore = record_organisatie(session, {"naam": "Transfore", "plaats": "Almelo"})
        session.flush()
        contact = get_organisatie(session, justact).contactpersonen[0].id
        colleague = Medewerker(
            naam="Sanne Wolters",
            roepnaam="Sanne",
            gebruikersnaam="sanne",
            functie="psycholoog",
            telefoon="06-00000333",
            rollen=("psycholoog",),
        )
        session.add(colleague)
        session.flush()
        psycholoog_id = colleague.id
    values = deelnemer_values(begin_datum=BEGIN, registratienummer="HT-0417") | deelnemer
    with office.transaction(Compartment.team) as session:
        deelnemer_id = record_deelnemer(session, values)
    return House(
        open_as(Rol.psycholoog, medewerker_id=psycholoog_id),
        open_as(Rol.mentor, medewerker_id=new_id()),
        office,
        psycholoog_id,
        deelnemer_id,
        justact,
        contact,
        transfore,
    )
