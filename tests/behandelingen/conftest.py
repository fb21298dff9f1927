"""A house with a psycholoog, a mentor and two deelnemers, on real encrypted files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers import service as deelnemers
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.organisaties.service import record_organisatie
from hvh_desktop.rights import Rol
from hvh_desktop.verwijzingen import service as verwijzingen
from tests.conftest import OpenAs
from tests.deelnemers.example import deelnemer_values

T = TypeVar("T")
TODAY = date(2026, 11, 12)
PEOPLE = {
    "Bronisława": ("Bronisława Wiśniewska", Rol.psycholoog),
    "Sanne": ("Sanne Peters", Rol.psycholoog),
    "Ilse": ("Ilse Koopmans", Rol.mentor),
    "Fatma": ("Fatma Kaya", Rol.casemanager),
}


@dataclass
class Huis:
    """The opened house of the psycholoog, and the ids of who and what is in it."""

    database: Database
    mentor: Database
    medewerkers: dict[str, UUID]
    jeffrey: UUID
    emre: UUID
    transfore: UUID

    def do(self, work: Callable[[Session], T], at: Compartment = Compartment.behandeling) -> T:
        with self.database.transaction(at) as session:
            return work(session)

    def ask(self, question: Callable[[Session], T]) -> T:
        with self.database.reading() as session:
            return question(session)

    def ask_mentor(self, question: Callable[[Session], T]) -> T:
        with self.mentor.reading() as session:
            return question(session)

    def refer(self, deelnemer_id: UUID, **values: Any) -> UUID:
        """A referral to Transfore."""
        plain = {
            "instelling_id": self.transfore,
            "soort_zorg": "behandeling",
            "urgentie": "gewoon",
            "indicatie": "NACHTMERRIES",
            "besproken_datum": date(2026, 10, 1),
        }
        return self.do(lambda s: verwijzingen.record_verwijzing(s, deelnemer_id, plain | values))


def gesprek(**values: Any) -> dict[str, Any]:
    """A talk that is planned for tomorrow."""
    plain: dict[str, Any] = {
        "datum": date(2026, 11, 13),
        "tijd": time(14, 0),
        "duur_minuten": 45,
        "plaats": "in het huis",
        "aanleiding": "SLAAPT-SLECHT",
        "status": "gepland",
    }
    return plain | values


def _people(database: Database) -> dict[str, UUID]:
    found = {}
    with database.transaction(Compartment.register) as session:
        for roepnaam, (naam, rol) in PEOPLE.items():
            one = Medewerker(naam=naam, roepnaam=roepnaam, gebruikersnaam=naam, rollen=(rol.value,))
            session.add(one)
            session.flush()
            found[roepnaam] = one.id
    return found


@pytest.fixture
def huis(open_as: OpenAs, database: Database) -> Huis:
    """Bronisława is at the keyboard; Ilse, a mentor, opened the same house beside her."""
    people = _people(database)
    with database.transaction(Compartment.register) as session:
        transfore = record_organisatie(session, {"naam": "Transfore", "plaats": "Almelo"})
    emre = deelnemer_values(
        voornamen="Emre", roepnaam="Emre", achternaam="Karataş", plaats_nummer=4
    )
    with database.transaction(Compartment.team) as session:
        jeffrey = deelnemers.record_deelnemer(session, deelnemer_values(plaats_nummer=3))
        second = deelnemers.record_deelnemer(session, emre)
        deelnemers.record_teamlid(
            session, jeffrey, people["Ilse"], Rol.mentor.value, date(2026, 7, 9)
        )
    return Huis(
        open_as(Rol.psycholoog, medewerker_id=people["Bronisława"]),
        open_as(Rol.mentor, medewerker_id=people["Ilse"]),
        people,
        jeffrey,
        second,
        transfore,
    )
