"""Cases at every step of their way in a filled house, and where each page is opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hvh_desktop.db import Database, new_id
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.sancties.words import SanctieStatus
from tests.conftest import KEYS, Clock
from tests.journeys.pages import Whole
from tests.sancties.house import House
from tests.sancties.values import VOORVAL
from tests.whole_sanctie import record_sanctie

S = SanctieStatus
LOOKER = (Rol.locatiemanager, Rol.directeur, Rol.psycholoog, Rol.casemanager, Rol.mentor)
AT = {
    "sanctiezaak": S.voorwaardelijk,
    "verslag": S.voorval,
    "horen": S.verslag,
    "sanctieadvies": S.verslag,
    "sanctieslot": S.verslag,
    "sanctievoorstel": S.horen,
    "sanctiebeslissing": S.voorstel,
    "mededeling": S.beslissing,
    "uitreiking": S.mededeling,
    "tenuitvoerlegging": S.uitreiking,
    "beklag": S.tenuitvoerlegging,
}
"""Place -> how far the case is that is opened there."""
WITHOUT_MAN = ("sancties", "sanctiecijfers", "urinecontroles")
OWN = {
    "voorval": {},
    "ordemaatregel": {"ordemaatregel_id": "ordemaatregel_id"},
    "urinecontrole": {"urinecontrole_id": "urinecontrole_id"},
    "verlof": {"verlof_id": "verlof_id"},
    "werkplek": {"werkplek_id": "werkplek_id"},
}
"""Places of a man that are no step of a case, and what is opened there."""
PLACES = (*AT, *WITHOUT_MAN, *OWN)


def record_cases(whole: Whole) -> dict[SanctieStatus, UUID]:
    """The whole case with all that hangs on it, and one more at every step."""
    clock, man = Clock(), whole.man
    opened: list[Database] = []

    def open_as(*rollen: Rol, medewerker_id: UUID | None = None) -> Database:
        actor = Actor(medewerker_id or new_id(), frozenset(rollen))
        opened.append(Database(whole.folder, KEYS, actor=actor, device=new_id(), clock=clock))
        return opened[-1]

    record_sanctie(open_as(*Rol), man, whole.words)
    house = House(open_as, clock, man.deelnemer_id, whole.team)
    found = {
        status: house.case(status, voorval_datum=VOORVAL)
        for status in (
            *(S.voorval, S.verslag, S.horen, S.voorstel, S.beslissing, S.mededeling),
            *(S.uitreiking, S.voorwaardelijk, S.afloop, S.geseponeerd),
        )
    }
    for database in opened:
        database.close()
    return found | {S.tenuitvoerlegging: man.ids["sanctiezaak_id"]}


def address(
    whole: Whole, cases: dict[SanctieStatus, UUID], place: str, extra: dict[str, str]
) -> dict[str, Any]:
    """``extra``: another status, or ``nieuw`` for an empty form."""
    him = {"deelnemer_id": whole.man.deelnemer_id}
    if place in WITHOUT_MAN:
        return {}
    if place in OWN:
        given = {} if "nieuw" in extra else OWN[place]
        return him | {name: whole.man.ids[key] for name, key in given.items()}
    return him | {"sanctiezaak_id": cases[SanctieStatus[extra.get("status", AT[place].name)]]}
