"""A mentor with his deelnemer, in a real encrypted house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers.model import Deelnemer, Taak, Teamlid, Titel, Verblijf
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs


@dataclass(frozen=True)
class Huis:
    """Who is there: an opened database of his mentor, and everybody's ids."""

    database: Database
    deelnemer_id: UUID
    mentor_id: UUID
    ander_id: UUID

    def complete(self, inventarisatie_id: UUID, *, step: int = 4) -> None:
        """Fill in everything that is asked and complete it."""
        with self.database.transaction(Compartment.team) as session:
            for leefgebied in Leefgebied:
                values = {"nu": f"Over {leefgebied}.", "bereidheid": step, "is_besproken": True}
                service.change_blad(session, inventarisatie_id, leefgebied, values)
            service.record_kracht(
                session, inventarisatie_id, Leefgebied.wonen, "Houdt zijn kamer netjes", "mentor"
            )
            service.change_inventarisatie(
                session, inventarisatie_id, {"zelfregulering": "Ik ga een eind lopen."}
            )
            service.complete_inventarisatie(session, inventarisatie_id)

    def start(self) -> UUID:
        """A new version, or the open one."""
        with self.database.transaction(Compartment.team) as session:
            return service.start_inventarisatie(session, self.deelnemer_id)


def record_medewerker(database: Database, roepnaam: str, *, is_coach: bool = False) -> UUID:
    with database.transaction(Compartment.register) as session:
        medewerker = Medewerker(
            naam=f"{roepnaam} Proefhuis",
            roepnaam=roepnaam,
            gebruikersnaam=roepnaam.lower(),
            rollen=("mentor",),
            is_krachtwerkcoach=is_coach,
        )
        session.add(medewerker)
        session.flush()
        return medewerker.id


def record_deelnemer(
    database: Database, *, mentor_id: UUID | None = None, titel: Titel = Titel.hvh
) -> UUID:
    with database.transaction(Compartment.team) as session:
        deelnemer = Deelnemer(
            voornamen="Dawit",
            roepnaam="Dawit",
            achternaam="Tekle",
            geboortedatum=date(1999, 3, 1),
            registratienummer=new_id().hex,
            gemeente_herkomst="Enschede",
            gemeente_vestiging="Enschede",
            titel=titel,
        )
        session.add(deelnemer)
        session.flush()
        begin = date(2026, 10, 10)
        session.add(Verblijf(deelnemer_id=deelnemer.id, begin_datum=begin, plaats_nummer=4))
        if mentor_id is not None:
            teamlid = Teamlid(
                deelnemer_id=deelnemer.id,
                medewerker_id=mentor_id,
                taak=Taak.mentor,
                vanaf_datum=begin,
            )
            session.add(teamlid)
        return deelnemer.id


@pytest.fixture
def huis(open_as: OpenAs, database: Database) -> Huis:
    mentor_id = record_medewerker(database, "Ilse", is_coach=True)
    ander_id = record_medewerker(database, "Ruben")
    deelnemer_id = record_deelnemer(database, mentor_id=mentor_id)
    return Huis(open_as(Rol.mentor, medewerker_id=mentor_id), deelnemer_id, mentor_id, ander_id)
