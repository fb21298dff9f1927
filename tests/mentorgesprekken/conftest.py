"""Jeffrey with his mentoren Ilse and Ruben, in a real encrypted house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.actieplannen.model import Doel, DoelStatus, HerkomstSoort
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.deelnemers.model import Deelnemer, Taak, Teamlid, Titel, Verblijf
from hvh_desktop.leefgebieden import Herstelvorm
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.rights import Rol
from hvh_desktop.ui import theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from tests.conftest import Clock, OpenAs
from tests.mentorgesprekken.window import Show, Window

TODAY = date(2026, 11, 12)
CAME = date(2026, 7, 9)


@dataclass(frozen=True)
class People:
    """Ids of who is in the house."""

    jeffrey: UUID
    ilse: UUID
    ruben: UUID
    petra: UUID


def record_medewerker(session: Session, roepnaam: str, *rollen: Rol) -> UUID:
    medewerker = Medewerker(
        naam=f"{roepnaam} Koopmans",
        roepnaam=roepnaam,
        gebruikersnaam=roepnaam.lower(),
        rollen=tuple(rol.value for rol in rollen),
    )
    session.add(medewerker)
    session.flush()
    return medewerker.id


def record_man(
    session: Session,
    roepnaam: str,
    *,
    titel: Titel = Titel.hvh,
    came: date = CAME,
    left: date | None = None,
    expected: date | None = None,
    mentoren: tuple[UUID, ...] = (),
) -> UUID:
    deelnemer = Deelnemer(
        voornamen=roepnaam,
        roepnaam=roepnaam,
        achternaam="Nijhuis",
        geboortedatum=date(1992, 3, 4),
        registratienummer=f"nr-{roepnaam}",
        gemeente_herkomst="Almelo",
        gemeente_vestiging="Almelo",
        titel=titel,
    )
    session.add(deelnemer)
    session.flush()
    session.add(
        Verblijf(
            deelnemer_id=deelnemer.id,
            begin_datum=came,
            einde_datum=left,
            verwacht_einde_datum=expected,
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


def record_doel(session: Session, deelnemer_id: UUID, tekst: str, volgorde: int) -> UUID:
    doel = Doel(
        deelnemer_id=deelnemer_id,
        tekst=tekst,
        leefgebieden=("geld_inkomen",),
        herstelvorm=next(iter(Herstelvorm)),
        herkomst=HerkomstSoort.anders,
        begin_datum=CAME,
        volgorde=volgorde,
        status=DoelStatus.nu,
    )
    session.add(doel)
    session.flush()
    return doel.id


@pytest.fixture
def people(database: Database) -> People:
    with database.transaction(Compartment.register) as session:
        ilse = record_medewerker(session, "Ilse", Rol.mentor)
        ruben = record_medewerker(session, "Ruben", Rol.mentor)
        petra = record_medewerker(session, "Petra", Rol.mentor)
    with database.transaction(Compartment.team) as session:
        jeffrey = record_man(session, "Jeffrey", expected=date(2027, 4, 4), mentoren=(ilse, ruben))
    return People(jeffrey, ilse, ruben, petra)


@pytest.fixture
def ilse(open_as: OpenAs, people: People) -> Database:
    """The house as Ilse, his mentor, sees it."""
    return open_as(Rol.mentor, medewerker_id=people.ilse)


AddMan = Callable[..., UUID]


@pytest.fixture
def add_man(ilse: Database) -> AddMan:
    """Another man in the house."""

    def _add(roepnaam: str, **facts: object) -> UUID:
        with ilse.transaction(Compartment.team) as session:
            return record_man(session, roepnaam, **facts)  # type: ignore[arg-type]

    return _add


# Screens ------------------------------------------------------------------------------------


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, clock: Clock, ilse: Database) -> Iterator[Show]:
    theme.apply(qapp, theme.LICHT)
    contexts: list[Context] = []

    def _show(page: type[Page], *, database: Database | None = None, **address: Any) -> Window:
        context = Context(database or ilse, clock=clock)
        contexts.append(context)
        return Window(qtbot, page(context, **address), context)

    yield _show
    theme.apply(qapp, theme.LICHT)


@pytest.fixture
def doel(ilse: Database, people: People) -> UUID:
    with ilse.transaction(Compartment.team) as session:
        return record_doel(session, people.jeffrey, "Elke maand zelf mijn rekeningen betalen", 1)


@pytest.fixture
def gesprek(ilse: Database, people: People, doel: UUID) -> UUID:
    """A concept of today, after an earlier talk with one open afspraak."""
    with ilse.transaction(Compartment.team) as session:
        earlier = service.start_mentorgesprek(session, people.jeffrey, datum=date(2026, 10, 29))
        afspraak = {
            "mentorgesprek_id": earlier,
            "wat": "Kredietbank bellen",
            "uitvoerder": "deelnemer",
            "wanneer_datum": date(2026, 11, 10),
        }
        actieplannen.record_actie(session, people.jeffrey, afspraak)
        values = {"notitie": "Rustig.", "volgende_datum": TODAY}
        service.complete_mentorgesprek(session, earlier, values)
        return service.start_mentorgesprek(session, people.jeffrey, tijd=time(10, 30))


@pytest.fixture
def address(people: People, gesprek: UUID) -> dict[str, UUID]:
    return {"deelnemer_id": people.jeffrey, "mentorgesprek_id": gesprek}
