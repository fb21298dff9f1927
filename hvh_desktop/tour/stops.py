"""Where the tour stops: a telling picture of every place, and who is at the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from hvh_desktop.actieplannen.service import list_doelen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import DeelnemerRow, list_deelnemers
from hvh_desktop.krachteninventarisaties.service import list_inventarisaties
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.mentorgesprekken.service import list_gesprekken
from hvh_desktop.netwerken.service import list_netwerk
from hvh_desktop.tour.stop import BEHEERDER, DIRECTEUR, LEAD, MENTOR, Stop, press
from hvh_desktop.tour.stops_sancties import (
    SanctieCast,
    find_sanctie_cast,
    list_sanctie_stops,
)
from hvh_desktop.tour.stops_zorg import ZorgCast, find_zorg_cast, list_zorg_stops

TABS = (
    *("overzicht", "krachten", "doelen", "gesprekken", "netwerk", "zorg", "trajectplan"),
    *("toestemming", "gegevens"),
)
HELP = ("vandaag", "mentorgesprek", "krachteninventarisatie")


@dataclass(frozen=True)
class Cast:
    """The people of the demo that the tour visits, by what can be seen with them."""

    full: UUID
    """A long dossier, of the mentor who is at the keyboard."""
    new: UUID
    """Nothing is known of him yet."""
    bba: UUID
    busy: UUID
    """His talk of today is being written by the mentor."""
    planned: UUID
    """His talk of today still has to begin."""
    twice: UUID
    """He has two inventarisaties."""
    half: UUID
    """His inventarisatie is not ready."""
    other_script: UUID
    third: UUID
    """One more, for the papers."""
    zorg: ZorgCast
    sancties: SanctieCast


def find_cast(session: Session) -> Cast:
    """Look them up as the mentor would."""
    rows = list_deelnemers(session)
    by_name = {row.naam: row.id for row in rows}
    gesprekken = {row.id: list_gesprekken(session, row.id) for row in rows}
    versions = {row.id: list_inventarisaties(session, row.id) for row in rows}

    def first(test: Callable[[DeelnemerRow], bool]) -> UUID:
        return next(row.id for row in rows if test(row))

    def has(row: DeelnemerRow, status: GesprekStatus) -> bool:
        return any(
            one.status is status and one.datum == session.today for one in gesprekken[row.id]
        )

    new, third = max(rows, key=lambda row: row.begin_datum).id, by_name["Delbrîn Şêxmûs"]
    return Cast(
        full=by_name["Graads Nijhofte"],
        new=new,
        bba=first(lambda row: row.titel == "BBA"),
        busy=first(lambda row: row.is_eigen and has(row, GesprekStatus.concept)),
        planned=first(lambda row: row.is_eigen and has(row, GesprekStatus.gepland)),
        twice=first(lambda row: len(versions[row.id]) > 1),
        half=first(lambda row: any(not one.is_afgerond for one in versions[row.id])),
        other_script=next(one for name, one in by_name.items() if "Beth" in name),
        third=third,
        zorg=find_zorg_cast(session, third, new),
        sancties=find_sanctie_cast(session, by_name["Graads Nijhofte"], new),
    )


def list_stops(session: Session, cast: Cast) -> list[Stop]:
    """All pictures of the places in the menu."""
    return [
        *_lists(),
        *_dossier(cast),
        *_work(session, cast),
        *_talks(session, cast),
        *_office(session),
        *_versions(session, cast),
        *list_zorg_stops(cast.zorg),
        *list_sanctie_stops(cast.sancties),
    ]


def _lists() -> list[Stop]:
    return [
        Stop("vandaag", MENTOR, "vandaag", is_main=True),
        Stop("vandaag-casemanager", LEAD, "vandaag"),
        Stop("vandaag-directeur", DIRECTEUR, "vandaag"),
        Stop("deelnemers", MENTOR, "deelnemers"),
        Stop("deelnemer-nieuw", LEAD, "deelnemer_nieuw"),
        Stop("deelnemer-nieuw-fouten", LEAD, "deelnemer_nieuw", then=press("bewaar")),
        Stop("organisaties", MENTOR, "organisaties"),
        Stop("instellingen", MENTOR, "instellingen"),
        Stop("wachtwoord", MENTOR, "wachtwoord"),
        *(Stop(f"hulp-{page}", MENTOR, "hulp", {"page": page}) for page in HELP),
    ]


def _versions(session: Session, cast: Cast) -> list[Stop]:
    """What two people changed apart: where it is told, and where one text is made of it."""
    one = list_doelen(session, cast.third)[0].id
    him = {"deelnemer_id": cast.third}
    both = {**him, "kind": "Doel", "entity_id": one, "veld": "waarom"}
    return [
        Stop("doel-twee-versies", MENTOR, "doel", {**him, "doel_id": one}),
        Stop("twee-versies", MENTOR, "twee_versies", both, is_main=True),
    ]


def _dossier(cast: Cast) -> list[Stop]:
    found = []
    for tab in TABS:
        address = {"deelnemer_id": cast.full, "tab": tab}
        is_main = tab in ("overzicht", "krachten")
        found.append(Stop(f"dossier-{tab}", MENTOR, "dossier", address, is_main=is_main))
        address = {"deelnemer_id": cast.new, "tab": tab}
        found.append(Stop(f"leeg-{tab}", LEAD, "dossier", address))
    found.append(Stop("dossier-bba", LEAD, "dossier", {"deelnemer_id": cast.bba}))
    found.append(Stop("dossier-syrisch", LEAD, "dossier", {"deelnemer_id": cast.other_script}))
    one = {"deelnemer_id": cast.full}
    found.append(Stop("deelnemer-wijzigen", MENTOR, "deelnemer_wijzigen", one))
    return found


def _work(session: Session, cast: Cast) -> list[Stop]:
    full = {"deelnemer_id": cast.full}
    half = {"deelnemer_id": cast.half}
    open_one = next(
        one.id for one in list_inventarisaties(session, cast.half) if not one.is_afgerond
    )
    fixed = list_inventarisaties(session, cast.full)[0].id
    doel = list_doelen(session, cast.full)[0].id
    lid = list_netwerk(session, cast.full)[0].id
    twice = {"deelnemer_id": cast.twice}
    return [
        Stop(
            "inventarisatie-concept",
            LEAD,
            "inventarisatie",
            {**half, "inventarisatie_id": open_one},
            is_main=True,
        ),
        Stop("inventarisatie-af", MENTOR, "inventarisatie", {**full, "inventarisatie_id": fixed}),
        Stop("inventarisatie-vergelijken", LEAD, "inventarisatie_vergelijken", twice),
        Stop("doel", MENTOR, "doel", {**full, "doel_id": doel}),
        Stop("doel-nieuw", MENTOR, "doel", full),
        Stop("instemming", MENTOR, "instemming", full),
        Stop("netwerklid", MENTOR, "netwerklid", {**full, "netwerklid_id": lid}),
        Stop("netwerklid-nieuw", MENTOR, "netwerklid", full),
        Stop("trajectplan-afdruk", MENTOR, "trajectplan_afdruk", full),
        Stop("trajectplan-afdruk-leeg", LEAD, "trajectplan_afdruk", {"deelnemer_id": cast.new}),
        Stop("organisatie-nieuw", MENTOR, "organisatie"),
    ]


def _talks(session: Session, cast: Cast) -> list[Stop]:
    def talk(deelnemer_id: UUID, status: GesprekStatus) -> dict[str, UUID]:
        rows = list_gesprekken(session, deelnemer_id)
        found = next(row.id for row in rows if row.status is status)
        return {"deelnemer_id": deelnemer_id, "mentorgesprek_id": found}

    busy = talk(cast.busy, GesprekStatus.concept)
    fixed = talk(cast.full, GesprekStatus.vastgesteld)
    planned = talk(cast.planned, GesprekStatus.gepland)
    place = "mentorgesprek"
    return [
        Stop("mentorgesprek-concept", MENTOR, place, busy, is_main=True),
        Stop("mentorgesprek-nakijken", MENTOR, place, busy, then=press("stel_vast")),
        Stop("mentorgesprek-van-een-ander", LEAD, place, busy),
        Stop("mentorgesprek-vastgesteld", MENTOR, place, fixed),
        Stop("mentorgesprek-gepland", MENTOR, place, planned),
        Stop("mentorgesprek-nieuw", MENTOR, "mentorgesprek_nieuw", {"deelnemer_id": cast.full}),
        Stop("mentorgesprek-verzetten", MENTOR, "mentorgesprek_verzetten", planned),
        Stop("afspraken-afdruk", MENTOR, "afspraken_afdruk", fixed),
    ]


def _office(session: Session) -> list[Stop]:
    from hvh_desktop.medewerkers.service import list_medewerkers
    from hvh_desktop.organisaties.service import list_organisaties

    organisatie = list_organisaties(session, "transfore")[0].id
    medewerker = next(row.id for row in list_medewerkers(session) if row.roepnaam == "Marloes")
    return [
        Stop("organisatie", MENTOR, "organisatie", {"organisatie_id": organisatie}),
        Stop("medewerkers", BEHEERDER, "medewerkers"),
        Stop("medewerkers-mentor", MENTOR, "medewerkers"),
        Stop("medewerker", BEHEERDER, "medewerker", {"medewerker_id": medewerker}),
        Stop("medewerker-nieuw", BEHEERDER, "medewerker"),
        Stop("instellingen-beheerder", BEHEERDER, "instellingen"),
    ]
