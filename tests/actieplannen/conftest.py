"""Jeffrey with two mentoren, a sister and an organisation, in real encrypted files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.actieplannen.service import record_actie, record_doel
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers.model import Deelnemer, Taak, Teamlid, Titel, Verblijf
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.netwerken.model import Netwerklid, NetwerklidSoort, Sterkte, Steun
from hvh_desktop.organisaties.model import Organisatie
from hvh_desktop.rights import Rol
from tests.conftest import NOW, OpenAs

TODAY = NOW.date()


@dataclass(frozen=True)
class World:
    """Ids to speak with. ``database`` is opened by the mentor Ilse."""

    database: Database
    admin: Database
    deelnemer: UUID
    bewoner: UUID
    ilse: UUID
    ruben: UUID
    petra: UUID
    zus: UUID
    stadsbank: UUID


def make_deelnemer(**values: Any) -> Deelnemer:
    fields: dict[str, Any] = {
        "voornamen": "Jeffrey",
        "roepnaam": "Jeffrey",
        "achternaam": "Nijhuis",
        "geboortedatum": date(1992, 3, 14),
        "registratienummer": new_id().hex,
        "gemeente_herkomst": "Almelo",
        "gemeente_vestiging": "Almelo",
        "titel": Titel.hvh,
        "motivatiebrief": "Ik wil mijn dochter weer zien.\nIk wil van mijn schulden af.",
    }
    return Deelnemer(**(fields | values))


@pytest.fixture
def world(open_as: OpenAs) -> World:
    ids = [new_id() for _ in range(3)]
    admin = open_as(Rol.casemanager, Rol.beheerder)
    with admin.transaction(Compartment.register) as session:
        for one, naam in zip(ids, ("Ilse", "Ruben", "Petra"), strict=True):
            session.add(
                Medewerker(
                    id=one,
                    naam=f"{naam} Koopmans",
                    roepnaam=naam,
                    gebruikersnaam=naam.lower(),
                    rollen=(Rol.mentor.value,),
                )
            )
        stadsbank = Organisatie(naam="Stadsbank Oost", soort="schuldhulp", plaats="Enschede")
        session.add(stadsbank)
    with admin.transaction(Compartment.team) as session:
        man, bewoner = make_deelnemer(), make_deelnemer(roepnaam="Dawit", titel=Titel.bba)
        session.add_all([man, bewoner])
        session.flush()
        begin = TODAY - timedelta(days=120)
        session.add(Verblijf(deelnemer_id=man.id, plaats_nummer=12, begin_datum=begin))
        for who, one in ((man, ids[0]), (man, ids[1]), (bewoner, ids[0])):
            session.add(
                Teamlid(deelnemer_id=who.id, medewerker_id=one, taak=Taak.mentor, vanaf_datum=begin)
            )
        zus = Netwerklid(
            deelnemer_id=man.id,
            soort=NetwerklidSoort.persoon,
            naam="Kim",
            relatie="zus",
            sterkte=Sterkte.sterk,
            steun=Steun.beide,
        )
        session.add(zus)
    database = open_as(Rol.mentor, medewerker_id=ids[0])
    return World(
        database=database,
        admin=admin,
        deelnemer=man.id,
        bewoner=bewoner.id,
        ilse=ids[0],
        ruben=ids[1],
        petra=ids[2],
        zus=zus.id,
        stadsbank=stadsbank.id,
    )


def doel_values(tekst: str = "Ik wil elke maand zelf mijn rekeningen betalen.", **more: Any) -> Any:
    return {
        "tekst": tekst,
        "waarom": "Dan durf ik de brievenbus weer open te doen.",
        "leefgebieden": ("geld_inkomen",),
        "herstelvorm": "zelfherstel",
        "herkomst": "anders",
        "streefdatum": TODAY + timedelta(days=90),
        **more,
    }


def actie_values(wat: str = "De brief aan schuldhulp schrijven", **more: Any) -> Any:
    return {"wat": wat, "uitvoerder": "deelnemer", "wanneer_datum": TODAY, **more}


MakeDoel = Callable[..., UUID]


@pytest.fixture
def make_doel(world: World) -> MakeDoel:
    """Record a doel, and as many acties with it as asked."""

    def make(tekst: str = "Ik wil mijn rekeningen betalen.", acties: int = 0, **more: Any) -> UUID:
        with world.database.transaction(Compartment.team) as session:
            doel_id = record_doel(session, world.deelnemer, doel_values(tekst, **more))
            for number in range(acties):
                values = actie_values(f"Stap {number + 1}", doel_id=doel_id)
                record_actie(session, world.deelnemer, values)
        return doel_id

    return make
