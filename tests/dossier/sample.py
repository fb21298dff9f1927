"""A small house with a past: seven men, three mentoren, talks, doelen and a late one or two.

Made for the pages that show everybody's things together: dossier, vandaag and zoeken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.behandelingen import service as behandelingen
from hvh_desktop.db import Compartment, Database, Session, new_id
from hvh_desktop.deelnemers.model import (
    Aandachtspunt,
    AandachtspuntSoort,
    Deelnemer,
    Taak,
    Teamlid,
    Titel,
    Verblijf,
)
from hvh_desktop.krachteninventarisaties import service as krachten
from hvh_desktop.leefgebieden import Herstelvorm, Leefgebied
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek, VerzetReden
from hvh_desktop.netwerken.service import record_netwerklid
from hvh_desktop.organisaties.service import record_organisatie
from hvh_desktop.rights import Rol
from hvh_desktop.toestemmingen.service import record_toestemming
from hvh_desktop.verwijzingen import service as verwijzingen
from hvh_desktop.verwijzingen.model import Afspraakplaats, VerwijzingStatus
from hvh_desktop.verwijzingen.service_afspraken import record_behandelafspraak
from hvh_desktop.verwijzingen.service_stand import change_stand

THEN = (3, 3, 4, 5, 4, None, 2, 3, 5, 6)
LATER = (5, 4, 4, 6, 4, None, 2, 4, 5, 7)
REKENINGEN = "Ik wil elke maand zelf mijn rekeningen betalen."
POST = "Dan durf ik de post weer open te doen."
NOA = "Ik wil mijn dochter Noa weer om de week zien."
BAAN = "Ik wil een vaste baan in de houtbouw."
DOELEN = (
    (REKENINGEN, POST, "geld_inkomen", "nu"),
    (NOA, "Ze wordt in mei acht.", "kinderen_opvoeding", "nu"),
    (BAAN, "Met hout werken maakt mij rustig.", "werken_leren", "nu"),
    ("Ik wil mijn rijbewijs halen.", "", "werken_leren", "later"),
    ("Ik wil een geldige ID-kaart.", "", "wonen", "nu"),
)


@dataclass(frozen=True)
class Huis:
    """Ids of who is there, and the house as a casemanager sees it."""

    database: Database
    ilse: UUID
    ruben: UUID
    petra: UUID
    jeffrey: UUID
    mehmet: UUID
    gabriel: UUID
    dawit: UUID
    lukasz: UUID
    kees: UUID
    bram: UUID


def make_house(database: Database) -> Huis:
    """Fill an empty house; today is Thursday 12 November 2026."""
    with database.transaction(Compartment.register) as session:
        ilse = add_medewerker(session, "Ilse", "Koopmans", Rol.mentor)
        ruben = add_medewerker(session, "Ruben", "Yıldız", Rol.mentor)
        petra = add_medewerker(session, "Petra", "Hesselink", Rol.mentor)
    with database.transaction(Compartment.team) as session:
        ids = _add_men(session, ilse, ruben, petra)
    huis = Huis(database, ilse, ruben, petra, *ids)
    _fill_jeffrey(huis)
    with database.transaction(Compartment.team) as session:
        _plan_talks(session, huis)
    return huis


def add_medewerker(session: Session, roepnaam: str, achternaam: str, *rollen: Rol) -> UUID:
    medewerker = Medewerker(
        naam=f"{roepnaam} {achternaam}",
        roepnaam=roepnaam,
        gebruikersnaam=roepnaam.lower(),
        functie="mentor",
        rollen=tuple(rol.value for rol in rollen),
    )
    session.add(medewerker)
    session.flush()
    return medewerker.id


def add_man(
    session: Session,
    roepnaam: str,
    achternaam: str,
    *mentoren: UUID,
    came: date = date(2026, 7, 9),
    until: date | None = date(2027, 4, 4),
    place: int | None = None,
    titel: Titel = Titel.hvh,
    eigen_schrift: str = "",
    nummer: str = "",
) -> UUID:
    deelnemer = Deelnemer(
        voornamen=roepnaam,
        roepnaam=roepnaam,
        achternaam=achternaam,
        naam_eigen_schrift=eigen_schrift,
        geboortedatum=date(1992, 3, 4),
        registratienummer=nummer or new_id().hex[-12:],
        gemeente_herkomst="Almelo",
        gemeente_vestiging="Almelo",
        inrichting_herkomst="PI Almelo",
        titel=titel,
    )
    session.add(deelnemer)
    session.flush()
    session.add(
        Verblijf(
            deelnemer_id=deelnemer.id,
            begin_datum=came,
            verwacht_einde_datum=until,
            plaats_nummer=place,
        )
    )
    for mentor in mentoren:
        session.add(
            Teamlid(
                deelnemer_id=deelnemer.id, medewerker_id=mentor, taak=Taak.mentor, vanaf_datum=came
            )
        )
    session.flush()
    return deelnemer.id


def _add_men(session: Session, ilse: UUID, ruben: UUID, petra: UUID) -> tuple[UUID, ...]:
    gabriel = "ܓܒܪܐܝܠ ܐܣܠܢ"
    ids = (
        add_man(session, "Jeffrey", "Nijhuis", ilse, ruben, place=12, nummer="45.012-34"),
        add_man(session, "Mehmet", "Aydın", ilse, place=3),
        add_man(session, "Gabriel", "Aslan", ruben, ilse, place=5, eigen_schrift=gabriel),
        add_man(session, "Dawit", "Tekle", ilse, petra, place=7),
        add_man(session, "Łukasz", "Wójcik", ilse, petra, place=9, until=date(2026, 12, 1)),
        add_man(session, "Kees", "Brummelink", petra, place=11),
        add_man(session, "Bram", "Oude Hengel", titel=Titel.bba, place=20),
    )
    for soort, tekst in (
        (AandachtspuntSoort.uitleg, "Liefst uitleg met plaatjes"),
        (AandachtspuntSoort.contactverbod, "Geen contact met ex-partner"),
    ):
        session.add(
            Aandachtspunt(
                deelnemer_id=ids[0], soort=soort, tekst=tekst, vanaf_datum=date(2026, 7, 9)
            )
        )
    return ids


def add_talk(
    session: Session,
    deelnemer_id: UUID,
    day: date,
    status: GesprekStatus = GesprekStatus.vastgesteld,
    at: time | None = None,
    **values: object,
) -> UUID:
    """A talk as it is kept; ``values``: columns."""
    medewerkers = values.pop("medewerkers", ())
    talk = Mentorgesprek(
        deelnemer_id=deelnemer_id,
        datum=day,
        tijd=at,
        status=status,
        medewerker_ids=tuple(one.hex for one in medewerkers),  # type: ignore[attr-defined]
        **values,
    )
    session.add(talk)
    session.flush()
    return talk.id


def _fill_jeffrey(huis: Huis) -> None:
    for steps, day in ((THEN, date(2026, 7, 20)), (LATER, date(2026, 11, 2))):
        with huis.database.transaction(Compartment.team) as session:
            version = krachten.start_inventarisatie(session, huis.jeffrey, day, (huis.ilse,))
            for leefgebied, step in zip(Leefgebied, steps, strict=True):
                answer = {"bereidheid": step} if step else {"antwoord": "niet_van_toepassing"}
                values = {"nu": f"Over {leefgebied}.", "is_besproken": True, **answer}
                krachten.change_blad(session, version, leefgebied, values)
            hout, moeder = "Kan goed met hout en met zijn handen", "Zijn moeder belt elke zondag"
            new = (moeder, "mentor") if steps is LATER else (hout, "deelnemer")
            krachten.record_kracht(session, version, Leefgebied.werken_leren, *new)
            krachten.change_inventarisatie(session, version, {"zelfregulering": "Ik ga lopen."})
            krachten.complete_inventarisatie(session, version)
    with huis.database.transaction(Compartment.team) as session:
        _add_doelen(session, huis)


def _add_doelen(session: Session, huis: Huis) -> None:
    for tekst, waarom, leefgebied, status in DOELEN:
        doel = actieplannen.record_doel(
            session,
            huis.jeffrey,
            {
                "tekst": tekst,
                "waarom": waarom,
                "leefgebieden": (leefgebied,),
                "herstelvorm": Herstelvorm.zelfherstel,
                "herkomst": "anders",
                "herkomst_tekst": "Zei hij zelf",
                "status": status,
            },
        )
        if "ID-kaart" in tekst:
            actieplannen.complete_doel(session, doel, "Ik kan weer bij de bank terecht.")
        elif "rekeningen" in tekst:
            _add_actie(session, huis, doel, "deelnemer", "brief aan schuldhulp afmaken", 19)
        elif "Noa" in tekst:
            _add_actie(session, huis, doel, "medewerker", "bezoekmoment aanvragen voor Noa", 10)


def _add_actie(session: Session, huis: Huis, doel: UUID, wie: str, wat: str, day: int) -> None:
    values = {
        "doel_id": doel,
        "wat": wat,
        "uitvoerder": wie,
        "uitvoerder_id": huis.ilse if wie == "medewerker" else None,
        "wanneer_datum": date(2026, 11, day),
    }
    actieplannen.record_actie(session, huis.jeffrey, values)


def _plan_talks(session: Session, huis: Huis) -> None:
    planned, concept = GesprekStatus.gepland, GesprekStatus.concept
    both = (huis.ilse, huis.ruben)
    for day in (date(2026, 10, 1), date(2026, 10, 15), date(2026, 10, 29)):
        add_talk(session, huis.jeffrey, day, medewerkers=both, eigen_woorden="Het gaat goed.")
    add_talk(session, huis.jeffrey, date(2026, 11, 12), planned, time(10, 30), medewerkers=both)
    add_talk(session, huis.mehmet, date(2026, 10, 27), medewerkers=(huis.ilse,))
    add_talk(session, huis.gabriel, date(2026, 10, 23), medewerkers=both)
    new = add_talk(session, huis.gabriel, date(2026, 11, 13), planned, time(9, 30))
    add_talk(
        session,
        huis.gabriel,
        date(2026, 11, 6),
        GesprekStatus.verzet,
        time(9, 30),
        verzet_reden=VerzetReden.rechtszitting,
        verzet_naar_id=new,
        verzet_door=huis.ruben,
        verzet_op=session.now,
    )
    add_talk(
        session,
        huis.dawit,
        date(2026, 11, 12),
        concept,
        time(14, 0),
        medewerkers=(huis.ilse,),
        begonnen_op=session.now,
        begonnen_door=huis.ilse,
    )
    petra = (huis.petra, huis.ilse)
    add_talk(session, huis.lukasz, date(2026, 11, 4), medewerkers=petra, notitie="Nieuwe schoenen.")
    add_talk(session, huis.lukasz, date(2026, 11, 18), planned, time(15, 0), medewerkers=petra)
    add_talk(session, huis.kees, date(2026, 11, 16), planned, time(13, 0), medewerkers=petra[:1])


# Care and consent ---------------------------------------------------------------------------


def add_instelling(huis: Huis, naam: str = "JusTact") -> UUID:
    """An organisation that treats people."""
    with huis.database.transaction(Compartment.register) as session:
        return record_organisatie(session, {"naam": naam})


def add_care(
    psycholoog: Database,
    deelnemer_id: UUID,
    instelling_id: UUID,
    *statuses: tuple[VerwijzingStatus, date],
    begin: date = date(2026, 10, 1),
    appointment: tuple[date, time] | None = None,
) -> UUID:
    """A referral with these steps, as the psycholoog writes it; the team sees its stand."""
    values = {
        "instelling_id": instelling_id,
        "soort_zorg": "behandeling",
        "urgentie": "gewoon",
        "indicatie": "Slaapt slecht.",
        "besproken_datum": begin,
    }
    with psycholoog.transaction(Compartment.behandeling) as session:
        found = verwijzingen.record_verwijzing(session, deelnemer_id, values)
        for status, day in statuses:
            verwijzingen.change_status(session, found, status, day)
        if appointment is not None:
            day, clock = appointment
            when = {"datum": day, "tijd": clock, "plaats": Afspraakplaats.in_huis}
            record_behandelafspraak(session, found, when)
    with psycholoog.transaction(Compartment.team) as session:
        change_stand(session, found)
    return found


def add_talk_with(psycholoog: Database, deelnemer_id: UUID, day: date, clock: time) -> UUID:
    """A talk with the psycholoog, which the team sees too."""
    with psycholoog.transaction(Compartment.behandeling) as session:
        values = {"datum": day, "tijd": clock}
        found = behandelingen.record_psycholooggesprek(session, deelnemer_id, values)
    with psycholoog.transaction(Compartment.team) as session:
        behandelingen.change_zorgafspraak(session, found)
    return found


def add_consent(
    huis: Huis,
    deelnemer_id: UUID,
    naam: str,
    relatie: str,
    until: date,
    begin: date = date(2026, 9, 1),
    gegevens: tuple[str, ...] = ("doelen en acties",),
) -> UUID:
    """He allows something to be told to somebody of his network."""
    with huis.database.transaction(Compartment.team) as session:
        lid = {"soort": "persoon", "naam": naam, "relatie": relatie}
        lid |= {"sterkte": "sterk", "steun": "krijgt"}
        values = {
            "ontvanger_soort": "netwerklid",
            "ontvanger_id": record_netwerklid(session, deelnemer_id, lid),
            "doel": "Meedenken",
            "gegevens": gegevens,
            "vanaf_datum": begin,
            "tot_datum": until,
            "wijze": "getekend",
        }
        return record_toestemming(session, deelnemer_id, values)
