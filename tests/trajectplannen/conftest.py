"""A casemanager with one worked-out deelnemer, recorded through the services of every slice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar
from uuid import UUID

import pytest

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers import service as deelnemers
from hvh_desktop.deelnemers.access import record_opening
from hvh_desktop.krachteninventarisaties import service as inventarisaties
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken import service as gesprekken
from hvh_desktop.netwerken import service as netwerken
from hvh_desktop.organisaties.model import Organisatie
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Rol
from hvh_desktop.trajectplannen import service
from tests.conftest import OpenAs

T = TypeVar("T")
BEGIN, TALK = date(2026, 7, 9), date(2026, 11, 12)
PEOPLE = {
    "Ilse": ("Ilse Koopmans", Rol.mentor),
    "Ruben": ("Ruben Yıldız", Rol.mentor),
    "Fatma": ("Fatma Kaya", Rol.casemanager),
    "Petra": ("Petra Hesselink", Rol.reclasseringswerker),
    "Bronisława": ("Bronisława Wiśniewska", Rol.psycholoog),
}


@dataclass
class Huis:
    """The opened house, and the ids of who is in it."""

    database: Database
    deelnemer_id: UUID
    medewerkers: dict[str, UUID]
    netwerk: dict[str, UUID]
    doelen: dict[str, UUID]
    acties: dict[str, UUID]
    mentorgesprek_id: UUID | None = None

    def do(self, work: Callable[[Session], T]) -> T:
        with self.database.transaction(Compartment.team) as session:
            return work(session)

    def ask(self, question: Callable[[Session], T]) -> T:
        with self.database.reading() as session:
            return question(session)

    def inhoud(self) -> service.PlanInhoud:
        return self.ask(lambda s: service.collect_plan(s, self.deelnemer_id))

    def missing(self) -> list[str]:
        found = self.ask(lambda s: service.list_missing(s, self.deelnemer_id))
        return [one.sentence for one in found]

    def complete(self) -> UUID:
        return self.do(lambda s: service.complete_trajectplan(s, self.deelnemer_id))


def record_medewerkers(database: Database) -> dict[str, UUID]:
    found = {}
    with database.transaction(Compartment.register) as session:
        for roepnaam, (naam, rol) in PEOPLE.items():
            one = Medewerker(naam=naam, roepnaam=roepnaam, gebruikersnaam=naam, rollen=(rol.value,))
            session.add(one)
            session.flush()
            found[roepnaam] = one.id
    return found


def record_organisatie(database: Database, naam: str) -> UUID:
    with database.transaction(Compartment.register) as session:
        one = Organisatie(naam=naam, soort="zorg", plaats="Almelo")
        session.add(one)
        session.flush()
        return one.id


JEFFREY: dict[str, Any] = {
    "voornamen": "Jeffrey Johannes",
    "roepnaam": "Jeffrey",
    "achternaam": "Nijhuis",
    "geboortedatum": date(1992, 3, 14),
    "registratienummer": "HT-90233",
    "gemeente_herkomst": "Almelo",
    "gemeente_vestiging": "Almelo",
    "titel": "HvH",
    "talen": "Nederlands, Twents",
    "motivatiebrief": "Ik wil het anders doen dan de vorige keer.",
    "motivatiebrief_datum": date(2026, 5, 1),
    "begin_datum": BEGIN,
    "plaats_nummer": 7,
    "verwacht_einde_datum": date(2027, 4, 4),
    "verwachte_uitstroom": "penitentiair programma",
    "einde_detentie_datum": date(2027, 8, 30),
}


def record_team(session: Session, deelnemer_id: UUID, people: dict[str, UUID]) -> None:
    for roepnaam, (_, rol) in PEOPLE.items():
        deelnemers.record_teamlid(session, deelnemer_id, people[roepnaam], rol.value, BEGIN)


def record_netwerk(session: Session, deelnemer_id: UUID) -> dict[str, UUID]:
    def lid(naam: str, relatie: str, **values: Any) -> UUID:
        plain = {"soort": "persoon", "naam": naam, "relatie": relatie}
        plain |= {"sterkte": "sterk", "steun": "beide"}
        return netwerken.record_netwerklid(session, deelnemer_id, {**plain, **values})

    return {
        "Noa": lid("Noa Nijhuis", "dochter", is_kind=True, geboortedatum=date(2020, 5, 2)),
        "Anja": lid("Anja Nijhuis", "Moeder", telefoon="06-00000201", woonplaats="Almelo"),
        "Şêrko": lid("Şêrko Zînar", "broer", sterkte="gespannen"),
        "Omgangshuis": lid("Omgangshuis Almelo", "omgang", soort="organisatie"),
    }


def record_inventarisatie(session: Session, deelnemer_id: UUID) -> UUID:
    one = inventarisaties.start_inventarisatie(session, deelnemer_id, date(2026, 8, 3))
    for leefgebied in Leefgebied:
        values: dict[str, Any] = {"nu": f"Zo gaat het met {leefgebied.value}.", "bereidheid": 4}
        if leefgebied is Leefgebied.partner:
            values = {"antwoord": "wil_niet_antwoorden"}
        if leefgebied is Leefgebied.wonen:
            values |= {"wensen": "Een eigen plek.", "aanvulling": "Urgentie is aangevraagd."}
        inventarisaties.change_blad(session, one, leefgebied, {**values, "is_besproken": True})
    inventarisaties.record_kracht(
        session, one, Leefgebied.wonen, "Houdt zijn kamer netjes", "mentor"
    )
    inventarisaties.record_kracht(session, one, Leefgebied.wonen, "Kan met hout", "hij zelf")
    story = {"zelfregulering": "Ik ga een eind lopen."}
    inventarisaties.change_inventarisatie(session, one, story)
    inventarisaties.complete_inventarisatie(session, one)
    return one


def doel_values(tekst: str, leefgebied: str, **values: Any) -> dict[str, Any]:
    return {
        "tekst": tekst,
        "leefgebieden": (leefgebied,),
        "herstelvorm": "zelfherstel",
        "herkomst": "krachteninventarisatie",
        "herkomst_leefgebied": Leefgebied(leefgebied),
        "herkomst_kolom": "wensen",
        "herkomst_tekst": "Een eigen plek.",
        "begin_datum": date(2026, 8, 5),
        "streefdatum": date(2027, 3, 1),
        **values,
    }


def record_actie(session: Session, huis: Huis, wat: str, wie: Any, **values: Any) -> UUID:
    """``wie``: nothing for himself, else the kind and the id."""
    soort, who = wie or ("deelnemer", None)
    plain = {"wat": wat, "uitvoerder": soort, "uitvoerder_id": who}
    return actieplannen.record_actie(session, huis.deelnemer_id, {**plain, **values})


def record_plan(session: Session, huis: Huis) -> None:
    """Four doelen with acties, and his agreement."""
    rent = actieplannen.record_doel(
        session,
        huis.deelnemer_id,
        doel_values("Ik wil een eigen plek.", "wonen", waarom="Voor Noa."),
    )
    noa = actieplannen.record_doel(
        session,
        huis.deelnemer_id,
        doel_values(
            "Ik wil Noa om de week zien.", "kinderen_opvoeding", herstelvorm="sociaal_netwerk"
        ),
    )
    car = actieplannen.record_doel(
        session,
        huis.deelnemer_id,
        doel_values("Ik wil mijn rijbewijs.", "vrije_tijd", status="later"),
    )
    card = actieplannen.record_doel(
        session, huis.deelnemer_id, doel_values("Ik wil een identiteitskaart.", "wonen")
    )
    actieplannen.complete_doel(session, card, "Hij kan zich nu inschrijven.")
    huis.doelen = {"wonen": rent, "noa": noa, "rijbewijs": car, "kaart": card}
    day, mother = date(2026, 11, 20), ("netwerk", huis.netwerk["Anja"])
    mentor = ("medewerker", huis.medewerkers["Ruben"])
    list_ = record_actie(session, huis, "Lijst maken", None, doel_id=rent, wanneer_datum=day)
    actieplannen.complete_actie(session, list_, "Zeven brieven.")
    huis.acties = {
        "lijst": list_,
        "moeder": record_actie(
            session, huis, "Zoekt vervoer voor Noa.", mother, doel_id=noa, wanneer_datum=day
        ),
        "mentor": record_actie(
            session, huis, "Belt de woningstichting.", mentor, doel_id=rent, wanneer_datum=day
        ),
        "verzekering": record_actie(
            session, huis, "Activeert zijn zorgverzekering.", None, wanneer_datum=date(2026, 12, 1)
        ),
    }
    actieplannen.record_instemming(session, huis.deelnemer_id, "ja", "Niet alles tegelijk.", TALK)


def record_gesprek(session: Session, huis: Huis) -> UUID:
    one = gesprekken.start_mentorgesprek(
        session,
        huis.deelnemer_id,
        datum=TALK,
        tijd=time(10, 30),
        medewerker_ids=[huis.medewerkers["Ilse"], huis.medewerkers["Ruben"]],
    )
    huis.acties["brief"] = record_actie(
        session,
        huis,
        "Maak de brief aan schuldhulp af.",
        None,
        mentorgesprek_id=one,
        doel_id=huis.doelen["wonen"],
        wanneer_datum=date(2026, 11, 19),
    )
    gesprekken.complete_mentorgesprek(
        session,
        one,
        {
            "eigen_woorden": "Ik wil gewoon rust.",
            "gezicht": 3,
            "volgende_datum": date(2026, 11, 26),
            "volgende_tijd": time(10, 30),
        },
    )
    huis.mentorgesprek_id = one
    return one


def give_reason(database: Database, deelnemer_id: UUID) -> None:
    """As the page that asks why does."""
    with database.transaction(Compartment.log) as session:
        reden = get_value(session, "raadpleging_redenen")[0]
        record_opening(session, deelnemer_id, reden)


@pytest.fixture
def huis(open_as: OpenAs, database: Database) -> Huis:
    """Jeffrey with everything that a plan needs; Fatma, the casemanager, is at the keyboard."""
    people = record_medewerkers(database)
    record_organisatie(database, "Schuldhulp Almelo")
    mine = open_as(Rol.casemanager, medewerker_id=people["Fatma"])
    with mine.transaction(Compartment.team) as session:
        deelnemer_id = deelnemers.record_deelnemer(session, JEFFREY)
        record_team(session, deelnemer_id, people)
        netwerk = record_netwerk(session, deelnemer_id)
        record_inventarisatie(session, deelnemer_id)
        huis = Huis(mine, deelnemer_id, people, netwerk, {}, {})
        record_plan(session, huis)
        record_gesprek(session, huis)
        deelnemers.record_aandachtspunt(
            session, deelnemer_id, "contactverbod", "Geen contact met zijn ex-partner.", BEGIN
        )
    return huis


@pytest.fixture
def newcomer(huis: Huis) -> Huis:
    """The same house, with a man who was just placed and has nothing yet."""
    values = JEFFREY | {
        "roepnaam": "Afrem",
        "voornamen": "Afrem Gabriel",
        "achternaam": "Beth-Malke",
        "naam_eigen_schrift": "ܐܦܪܝܡ ܒܝܬ ܡܠܟܐ",
        "registratienummer": "HT-90141",
        "plaats_nummer": 8,
        "verwacht_einde_datum": None,
        "verwachte_uitstroom": None,
        "motivatiebrief": "",
        "motivatiebrief_datum": None,
    }
    new = huis.do(lambda s: deelnemers.record_deelnemer(s, values))
    return Huis(huis.database, new, huis.medewerkers, {}, {}, {})
