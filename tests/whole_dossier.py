"""A house where everything about a man is filled in, recorded through the services of every slice.

``Words`` gives what stands in each text field, so that a test can plant its own and look for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers import service as deelnemers
from hvh_desktop.krachteninventarisaties import service as krachten
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken import service as gesprekken
from hvh_desktop.netwerken import service as netwerken
from hvh_desktop.organisaties import service as organisaties
from hvh_desktop.rights import Rol
from hvh_desktop.trajectplannen import service as trajectplannen

BEGIN, TODAY = date(2026, 7, 9), date(2026, 11, 12)
TEAM = (
    ("mentor", Rol.mentor),
    ("mentor", Rol.psycholoog),
    ("casemanager", Rol.casemanager),
    ("reclasseringswerker", Rol.reclasseringswerker),
)


@dataclass
class Words:
    """What is typed in a field; override ``about`` to type something else."""

    given: list[str] = field(default_factory=list)

    def __call__(self, about: str) -> str:
        said = self.about(about, len(self.given) + 1)
        self.given.append(said)
        return said

    def about(self, about: str, number: int) -> str:
        return f"Ik wil dit over {about}, {number}."


@dataclass
class Dossier:
    """The ids of everything about one man, by the names that services give their arguments."""

    deelnemer_id: UUID
    ids: dict[str, UUID] = field(default_factory=dict)


def record_medewerkers(
    database: Database, words: Words | None = None, *, number: int = 1
) -> dict[Rol, UUID]:
    """One colleague for each role; ``number`` keeps several such teams apart."""
    found = {}
    with database.transaction(Compartment.register) as session:
        for rol in Rol:
            naam = words(f"medewerker {rol}") if words else f"Collega {rol.value.capitalize()}"
            medewerker = Medewerker(
                naam=naam,
                roepnaam=naam.split()[0],
                gebruikersnaam=f"{rol.value}{number}",
                functie=rol.value,
                rollen=(rol.value,),
                is_krachtwerkcoach=True,
            )
            session.add(medewerker)
            session.flush()
            found[rol] = medewerker.id
    return found


def record_organisatie(database: Database, words: Words) -> UUID:
    """An organisation with somebody to call."""
    names = ("naam", "soort", "plaats", "notitie")
    contact = {"functie": words("functie"), "naam": words("contactpersoon")}
    with database.transaction(Compartment.register) as session:
        return organisaties.record_organisatie(
            session,
            {name: words(f"organisatie {name}") for name in names},
            [contact | {"telefoon": "06-00000111", "mail": "wie@voorbeeld.example.org"}],
        )


def record_dossier(
    database: Database,
    team: dict[Rol, UUID],
    organisatie_id: UUID,
    words: Words,
    place: int,
) -> Dossier:
    """A whole man; ``database`` is that of a casemanager who writes everything."""

    def do(work: Callable[[Session], UUID]) -> UUID:
        with database.transaction(Compartment.team) as session:
            return work(session)

    one = Dossier(do(lambda s: deelnemers.record_deelnemer(s, _person(words, place))))
    with database.transaction(Compartment.team) as session:
        _around(session, one, team, organisatie_id, words)
    with database.transaction(Compartment.team) as session:
        _inventory(session, one, team[Rol.mentor], words)
    with database.transaction(Compartment.team) as session:
        _plan(session, one, words)
    with database.transaction(Compartment.team) as session:
        _talks(session, one, team[Rol.mentor], words)
    with database.transaction(Compartment.team) as session:
        trajectplannen.change_trajectplan(session, one.deelnemer_id, words("eigen verhaal"))
        one.ids["trajectplan_id"] = trajectplannen.complete_trajectplan(session, one.deelnemer_id)
        trajectplannen.change_trajectplan(session, one.deelnemer_id, words("eigen verhaal nu"))
        krachten.start_inventarisatie(session, one.deelnemer_id, None, [team[Rol.mentor]])
        _open_inventory(session, one, words)
    return one


def _person(words: Words, place: int) -> dict[str, object]:
    lines = ("voornamen", "roepnaam", "tussenvoegsel", "achternaam", "registratienummer")
    other = ("gemeente_herkomst", "inrichting_herkomst", "talen", "leesniveau", "uitlegvoorkeur")
    typed = {
        name: words(name) for name in (*lines, *other, "motivatiebrief", "motivatiebrief_hulp")
    }
    return {
        **typed,
        "naam_eigen_schrift": "ܓܒܪܐܝܠ ܐܣܠܢ",
        "geboortedatum": date(1992, 3, 14),
        "gemeente_vestiging": "Almelo",
        "titel": "HvH",
        "motivatiebrief_datum": date(2026, 6, 1),
        "begin_datum": BEGIN,
        "plaats_nummer": place,
        "verwacht_einde_datum": date(2027, 4, 4),
        "verwachte_uitstroom": "penitentiair programma",
        "einde_detentie_datum": date(2027, 9, 1),
    }


def _around(
    session: Session, one: Dossier, team: dict[Rol, UUID], organisatie_id: UUID, words: Words
) -> None:
    him = one.deelnemer_id
    for taak, rol in TEAM:
        one.ids["teamlid_id"] = deelnemers.record_teamlid(
            session, him, team[rol], taak, BEGIN, words("reden team")
        )
    one.ids["aandachtspunt_id"] = deelnemers.record_aandachtspunt(
        session, him, "gezondheid", words("aandachtspunt"), BEGIN
    )
    one.ids["verblijf_id"] = deelnemers.list_verblijven(session, him)[0].id
    lines = ("naam", "relatie", "woonplaats", "woont_bij", "bezoek", "rol_in_plan", "notitie")
    values = {name: words(f"netwerklid {name}") for name in lines}
    plain = {"sterkte": "sterk", "steun": "beide", "mail": "moeder@voorbeeld.example.org"}
    person = values | plain | {"soort": "persoon", "is_kind": True, "geboortejaar": 2020}
    one.ids["netwerklid_id"] = netwerken.record_netwerklid(session, him, person)
    office = plain | {"soort": "organisatie", "organisatie_id": organisatie_id}
    office |= {"naam": "", "relatie": words("relatie organisatie")}
    netwerken.record_netwerklid(session, him, office)


def _inventory(session: Session, one: Dossier, mentor: UUID, words: Words) -> None:
    new = krachten.start_inventarisatie(session, one.deelnemer_id, date(2026, 8, 3), [mentor])
    columns = ("nu", "wensen", "hulpbronnen", "aanvulling")
    for leefgebied in Leefgebied:
        typed = {name: words(f"{leefgebied} {name}") for name in columns}
        krachten.change_blad(
            session, new, leefgebied, {**typed, "bereidheid": 4, "is_besproken": True}
        )
    krachten.record_kracht(session, new, Leefgebied.wonen, words("kracht"), words("bron"))
    names = ("bijzonderheden", "zelfregulering", "zelfregulering_aanvulling")
    krachten.change_inventarisatie(session, new, {name: words(name) for name in names})
    krachten.complete_inventarisatie(session, new)
    one.ids["old_id"] = new


def _open_inventory(session: Session, one: Dossier, words: Words) -> None:
    latest = krachten.list_inventarisaties(session, one.deelnemer_id)[0].id
    one.ids["inventarisatie_id"] = one.ids["new_id"] = latest
    one.ids["kracht_id"] = krachten.record_kracht(
        session, latest, Leefgebied.zingeving, words("kracht nu"), "mentor"
    )


def doel_values(words: Words, **other: object) -> dict[str, object]:
    """A doel as the form gives it."""
    return {
        "tekst": words("doel"),
        "waarom": words("waarom"),
        "leefgebieden": ("wonen",),
        "herstelvorm": "zelfherstel",
        "herkomst": "anders",
        "herkomst_tekst": words("herkomst"),
        "begin_datum": BEGIN,
        "streefdatum": date(2027, 2, 1),
        "status": "nu",
        **other,
    }


def actie_values(words: Words, **other: object) -> dict[str, object]:
    """An actie as the form gives it."""
    return {
        "wat": words("actie"),
        "uitvoerder": "deelnemer",
        "uitvoerder_id": None,
        "wanneer_datum": TODAY + timedelta(days=7),
        **other,
    }


def _plan(session: Session, one: Dossier, words: Words) -> None:
    him = one.deelnemer_id
    one.ids["doel_id"] = actieplannen.record_doel(session, him, doel_values(words))
    reached = actieplannen.record_doel(session, him, doel_values(words))
    actieplannen.complete_doel(session, reached, words("opbrengst"))
    dropped = actieplannen.record_doel(session, him, doel_values(words))
    actieplannen.remove_doel(session, dropped, words("vervallen reden"))
    of_doel = {"doel_id": one.ids["doel_id"]}
    one.ids["actie_id"] = actieplannen.record_actie(session, him, actie_values(words, **of_doel))
    by_network = {"uitvoerder": "netwerk", "uitvoerder_id": one.ids["netwerklid_id"]}
    done = actieplannen.record_actie(session, him, actie_values(words, **of_doel, **by_network))
    actieplannen.complete_actie(session, done, words("resultaat"))
    actieplannen.record_instemming(session, him, "ja", words("toelichting"), TODAY)
    one.ids["planafspraak_id"] = trajectplannen.record_planafspraak(
        session,
        him,
        {"tekst": words("planafspraak"), "met_wie": words("met wie"), "datum": TODAY},
    )


def _talks(session: Session, one: Dossier, mentor: UUID, words: Words) -> None:
    him = one.deelnemer_id
    put_off = gesprekken.record_planning(session, him, TODAY + timedelta(days=1), None, [mentor])
    gesprekken.record_verzet(
        session, put_off, "anders", words("verzet toelichting"), TODAY + timedelta(days=14)
    )
    talk = gesprekken.start_mentorgesprek(
        session, him, datum=date(2026, 10, 29), tijd=time(10, 30), medewerker_ids=[mentor]
    )
    afspraak = actie_values(words, mentorgesprek_id=talk)
    actieplannen.record_actie(session, him, afspraak)
    texts = ("eigen_woorden", "notitie", "overige_aanwezigen")
    values = {name: words(f"gesprek {name}") for name in texts}
    notes = {one.ids["doel_id"]: words("doelnotitie")}
    when = {"gezicht": 3, "volgende_datum": TODAY + timedelta(days=14)}
    gesprekken.complete_mentorgesprek(session, talk, {**values, **when, "doelnotities": notes})
    gesprekken.record_aanvulling(session, talk, words("aanvulling gesprek"))
    one.ids["vastgesteld_id"] = talk
    one.ids["mentorgesprek_id"] = gesprekken.start_mentorgesprek(
        session, him, datum=TODAY - timedelta(days=1), medewerker_ids=[mentor]
    )
