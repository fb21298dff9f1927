"""One deelnemer with a father, a gemeente with its task, and an instelling on his list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.deelnemers.team import record_teamlid
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.netwerken.service import record_netwerklid
from hvh_desktop.organisaties.model import Organisatie, WettelijkeTaak
from hvh_desktop.rights import Rol
from hvh_desktop.toestemmingen import service
from hvh_desktop.toestemmingen.model import GegevensSoort, OntvangerSoort
from hvh_desktop.toestemmingen.ontvangers import Ontvanger
from tests.conftest import NOW, OpenAs
from tests.deelnemers.example import deelnemer_values

TODAY = NOW.date()
VADER = {
    "soort": "persoon",
    "naam": "Mehmet",
    "relatie": "Vader",
    "sterkte": "sterk",
    "steun": "beide",
}


def day(offset: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=offset)


@dataclass(frozen=True)
class World:
    """The ids of what stands around him."""

    deelnemer_id: UUID
    ander_id: UUID
    mentor_id: UUID
    vader_id: UUID
    justact_lid_id: UUID
    justact_id: UUID
    gemeente_id: UUID
    borne_id: UUID
    reclassering_id: UUID

    @property
    def vader(self) -> Ontvanger:
        return Ontvanger(OntvangerSoort.netwerklid, self.vader_id, "")

    @property
    def gemeente(self) -> Ontvanger:
        return Ontvanger(OntvangerSoort.organisatie, self.gemeente_id, "")


TEAM = Ontvanger(OntvangerSoort.team, None, "")
HIMSELF = Ontvanger(OntvangerSoort.deelnemer, None, "")


def _organisations(database: Database) -> dict[str, UUID]:
    gemeente = {"soort": "gemeente", "wettelijke_taak": WettelijkeTaak.gemeente}
    made = {
        "almelo": Organisatie(naam="Gemeente Almelo", gemeente="Almelo", **gemeente),
        "borne": Organisatie(naam="Gemeente Borne", gemeente="Borne", **gemeente),
        "reclassering": Organisatie(
            naam="Tactus Reclassering", wettelijke_taak=WettelijkeTaak.reclassering
        ),
        "justact": Organisatie(naam="JusTact"),
    }
    with database.transaction(Compartment.register) as session:
        session.add_all(made.values())
        session.flush()
        return {name: one.id for name, one in made.items()}


def _colleague(database: Database, roepnaam: str, rol: Rol) -> UUID:
    with database.transaction(Compartment.register) as session:
        one = Medewerker(
            naam=f"{roepnaam} Jansen",
            roepnaam=roepnaam,
            gebruikersnaam=roepnaam.lower(),
            rollen=(rol.value,),
        )
        session.add(one)
        session.flush()
        return one.id


@pytest.fixture
def world(database: Database) -> World:
    ids = _organisations(database)
    mentor_id = _colleague(database, "Ruben", Rol.mentor)
    with database.transaction(Compartment.team) as session:
        deelnemer_id = record_deelnemer(session, deelnemer_values())
        ander_id = record_deelnemer(session, deelnemer_values(roepnaam="Emre"))
        record_teamlid(session, deelnemer_id, mentor_id, "mentor", day(-90))
        vader_id = record_netwerklid(session, deelnemer_id, VADER)
        organisation = VADER | {"soort": "organisatie", "naam": "JusTact", "relatie": "hulp"}
        lid_id = record_netwerklid(
            session, deelnemer_id, organisation | {"organisatie_id": ids["justact"]}
        )
    return World(
        deelnemer_id,
        ander_id,
        mentor_id,
        vader_id,
        lid_id,
        ids["justact"],
        ids["almelo"],
        ids["borne"],
        ids["reclassering"],
    )


@pytest.fixture
def mentor(world: World, open_as: OpenAs) -> Database:
    """The house as his mentor sees it."""
    return open_as(Rol.mentor, medewerker_id=world.mentor_id)


def consent_values(world: World, **other: Any) -> dict[str, Any]:
    """A consent for his father that holds from a month ago until in a month."""
    values: dict[str, Any] = {
        "ontvanger_soort": OntvangerSoort.netwerklid,
        "ontvanger_id": world.vader_id,
        "doel": "Meedenken in het trajectgesprek",
        "gegevens": (GegevensSoort.doelen.value, GegevensSoort.afspraken.value),
        "vanaf_datum": day(-30),
        "tot_datum": day(30),
        "wijze": "getekend",
    }
    return values | other


Give = Callable[..., UUID]


@pytest.fixture
def give(world: World, database: Database) -> Give:
    """Record a consent with other values where they are given."""

    def _give(**other: Any) -> UUID:
        with database.transaction(Compartment.team) as session:
            return service.record_toestemming(
                session, world.deelnemer_id, consent_values(world, **other)
            )

    return _give


@pytest.fixture
def withdraw(database: Database) -> Callable[..., None]:
    """Withdraw a consent, today unless it says otherwise."""

    def _withdraw(toestemming_id: UUID, **other: Any) -> None:
        values = {
            "ingetrokken_datum": TODAY,
            "ingetrokken_door": "hij zelf",
            "ingetrokken_hoe": "mondeling",
            "is_gevolg_besproken": True,
        }
        with database.transaction(Compartment.team) as session:
            service.withdraw_toestemming(session, toestemming_id, values | other)

    return _withdraw
