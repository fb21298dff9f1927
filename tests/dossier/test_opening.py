"""Somebody else's deelnemer: a reason first, kept in the log, and only then his dossier."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.access import (
    ReasonNeeded,
    asks_reason,
    get_question,
    record_opening,
)
from hvh_desktop.dossier.screen import DossierFrame, DossierPage
from hvh_desktop.dossier.service import get_header, get_overzicht
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.policy import get_value
from hvh_desktop.readlog import WAARNEMING, Raadpleging
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.ui import kit
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.shell import Shell
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.dossier.sample import Huis
from tests.dossier.test_screen import MENU, TABS, Plain

DIENST = "ik heb dienst op de groep"


def give_reason(database: Database, deelnemer_id: UUID, reden: str = DIENST) -> None:
    with database.transaction(Compartment.log) as session:
        record_opening(session, deelnemer_id, reden)


def opens(database: Database, deelnemer_id: UUID) -> bool:
    with database.reading() as session:
        try:
            get_header(session, deelnemer_id)
        except ReasonNeeded:
            return False
    return True


def readings(database: Database) -> list[tuple[UUID | None, str | None]]:
    with database.reading() as session:
        rows = session.query(Raadpleging).order_by(Raadpleging.id).all()
        return [(row.deelnemer_id, row.reden) for row in rows]


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def shell(watched: Watched, qtbot: QtBot) -> Shell:
    Plain.left.clear()
    found = Shell(watched.context, MENU, Who("Ilse", "IK", "mentor", "Huis", "Twente", False))
    qtbot.addWidget(found)
    found.resize(1366, 768)
    with qtbot.waitExposed(found):
        found.show()
    return found


@pytest.mark.parametrize(
    ("rollen", "asked"),
    [
        ((Rol.mentor,), True),
        ((Rol.reclasseringswerker,), True),
        ((Rol.psycholoog,), False),
        ((Rol.mentor, Rol.psycholoog), False),
        ((Rol.mentor, Rol.beheerder), True),
        ((Rol.casemanager,), False),
        ((Rol.locatiemanager,), False),
        ((Rol.directeur,), True),
        ((Rol.mentor, Rol.casemanager), False),
        ((Rol.psycholoog, Rol.directeur), False),
    ],
)
def test_who_guides_only_his_own_men_is_asked(
    rollen: tuple[Rol, ...], asked: bool, huis: Huis, open_as: OpenAs
) -> None:
    database = open_as(*rollen, medewerker_id=huis.ilse)
    assert opens(database, huis.kees) is not asked
    assert opens(database, huis.jeffrey)


def test_who_opens_no_dossier_is_not_asked_either() -> None:
    assert not asks_reason(Actor(UUID(int=1), frozenset({Rol.beheerder})))
    assert not asks_reason(Actor(UUID(int=1), frozenset()))


def test_the_services_refuse_until_a_reason_is_kept(huis: Huis, ilse: Database) -> None:
    for ask in (get_header, get_overzicht):
        with ilse.reading() as session, pytest.raises(ReasonNeeded) as told:
            ask(session, huis.kees)
        assert "Kees" not in told.value.text
    give_reason(ilse, huis.kees)
    assert opens(ilse, huis.kees)
    with ilse.reading() as session:
        assert get_overzicht(session, huis.kees).roepnaam == "Kees"


def test_a_reason_counts_for_this_man_and_this_person_only(
    huis: Huis, ilse: Database, open_as: OpenAs
) -> None:
    give_reason(ilse, huis.kees)
    assert not opens(ilse, huis.bram)
    assert not opens(open_as(Rol.mentor, medewerker_id=huis.ruben), huis.kees)


def test_after_the_hours_it_is_asked_again(huis: Huis, ilse: Database, clock: Clock) -> None:
    give_reason(ilse, huis.kees)
    clock.advance(hours=11, minutes=59)
    assert opens(ilse, huis.kees)
    clock.advance(minutes=2)
    assert not opens(ilse, huis.kees)


def test_opening_again_within_the_hours_does_not_make_them_longer(
    huis: Huis, ilse: Database, clock: Clock
) -> None:
    give_reason(ilse, huis.kees)
    clock.advance(hours=10)
    with ilse.transaction(Compartment.log) as session:
        record_opening(session, huis.kees)
    clock.advance(hours=3)
    assert not opens(ilse, huis.kees)


def test_a_line_from_a_clock_that_ran_ahead_opens_nothing(
    huis: Huis, ilse: Database, clock: Clock
) -> None:
    clock.advance(days=30)
    give_reason(ilse, huis.kees)
    clock.advance(days=-30)
    assert not opens(ilse, huis.kees)


@pytest.mark.parametrize("reden", ["zomaar", "", WAARNEMING, DIENST.upper()])
def test_only_a_reason_from_the_list_is_kept(reden: str, huis: Huis, ilse: Database) -> None:
    with pytest.raises(UserError, match="staat niet in de lijst"):
        give_reason(ilse, huis.kees, reden)
    assert readings(ilse) == []


def test_a_stand_in_is_not_asked_and_the_log_says_that_he_stood_in(
    huis: Huis, open_as: OpenAs, clock: Clock
) -> None:
    with huis.database.transaction(Compartment.register) as session:
        petra = session.get_one(Medewerker, huis.petra)
        petra.vervanger_id = huis.ruben
        petra.afwezig_vanaf_datum = date(2026, 11, 10)
        petra.afwezig_tot_datum = date(2026, 11, 12)
    ruben = open_as(Rol.mentor, medewerker_id=huis.ruben)
    assert opens(ruben, huis.kees)
    with ruben.transaction(Compartment.log) as session:
        record_opening(session, huis.kees)
        record_opening(session, huis.jeffrey)
    assert readings(ruben) == [(huis.kees, WAARNEMING), (huis.jeffrey, None)]
    clock.advance(hours=14)  # Petra is back, and standing in is no reason that lasts
    assert not opens(ruben, huis.kees)


def test_without_the_right_nothing_is_noted(huis: Huis, open_as: OpenAs) -> None:
    beheerder = open_as(Rol.beheerder)
    with pytest.raises(UserError), beheerder.transaction(Compartment.log) as session:
        record_opening(session, huis.kees, DIENST)
    with pytest.raises(UserError), beheerder.reading() as session:
        get_question(session, huis.kees)


def test_asking_reads_one_line_of_the_log_by_its_index(huis: Huis, ilse: Database) -> None:
    give_reason(ilse, huis.kees)
    with ilse.reading() as session:
        engine = session.engine_of(Compartment.log)
        with engine.connect() as connection:
            plan = connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT deelnemer_id FROM raadpleging WHERE created_by = x'00' "
                "AND created_at > '2026' AND created_at <= '2027' AND reden IS NOT NULL "
                "AND reden != 'waarneming' AND deelnemer_id = x'00' LIMIT 1"
            ).fetchall()
    assert "USING INDEX" in str(plan)
    assert "SCAN" not in str(plan)


# The page that asks ---------------------------------------------------------------------------


def test_the_page_asks_and_shows_nothing_of_him(
    watched: Watched, qtbot: QtBot, huis: Huis, ilse: Database
) -> None:
    frame = DossierFrame(watched.context, deelnemer_id=huis.kees, tabs=TABS)
    show(qtbot, frame)
    said = words(frame)
    assert "Waarom open je dit dossier?" in said
    assert "Kees Brummelink" in said
    for hidden in ("Petra", "Almelo", "plaats 11", "Verblijf"):
        assert hidden not in said
    assert frame.findChild(kit.HeaderCard, "kop_kaart") is None
    assert frame.topic == "wie-keek-er"
    assert readings(ilse) == []


def test_one_click_keeps_the_reason_and_opens_the_same_address(
    shell: Shell, huis: Huis, ilse: Database
) -> None:
    shell.open("dossier", deelnemer_id=huis.kees, tab="krachten")
    assert shell.page is not None
    assert "Verblijf" not in words(shell.page)
    child(shell.page, kit.Row, "reden_1").click()
    frame = shell.page
    assert isinstance(frame, DossierFrame)
    assert not frame.asks_reason
    assert isinstance(frame.page, Plain)
    assert child(frame, kit.HeaderCard, "kop_kaart").isVisible()
    footer = frame.footer()
    assert footer is not None
    assert footer.isVisible()
    with ilse.reading() as session:
        first = get_value(session, "raadpleging_redenen")[0]
    assert readings(ilse) == [(huis.kees, first)]


def test_going_on_and_coming_back_is_not_asked_again(
    shell: Shell, huis: Huis, ilse: Database
) -> None:
    shell.open("dossier", deelnemer_id=huis.kees)
    assert shell.page is not None
    child(shell.page, kit.Row, "reden_2").click()
    shell.open("doel", deelnemer_id=huis.kees)
    assert isinstance(shell.page, DossierPage)
    assert not shell.page.asks_reason
    shell.open("vandaag")
    shell.open("doel", deelnemer_id=huis.kees)
    assert isinstance(shell.page, DossierPage)
    assert not shell.page.asks_reason
    assert [reden is not None for _, reden in readings(ilse)] == [True, False]


def test_a_page_about_him_is_not_made_before_the_reason(
    watched: Watched, qtbot: QtBot, huis: Huis
) -> None:
    made: list[Plain] = []

    def build() -> Plain:
        made.append(Plain(watched.context))
        return made[-1]

    page = DossierPage(watched.context, deelnemer_id=huis.kees, page=build)
    show(qtbot, page)
    page.leave()
    assert made == []
    child(page, kit.Row, "reden_1").click()
    assert len(made) == 1
    assert made[0].isVisible()


def test_when_the_hours_are_over_the_open_dossier_is_put_away(
    shell: Shell, huis: Huis, watched: Watched, clock: Clock
) -> None:
    shell.open("dossier", deelnemer_id=huis.kees, tab="krachten")
    frame = shell.page
    assert isinstance(frame, DossierFrame)
    child(frame, kit.Row, "reden_1").click()
    clock.advance(hours=13)
    frame.show_now()
    assert frame.asks_reason
    assert not child(frame, kit.HeaderCard, "kop_kaart").isVisible()
    child(frame, kit.Row, "reden_3").click()
    assert not frame.asks_reason
    assert child(frame, kit.HeaderCard, "kop_kaart").isVisible()
    assert watched.problems == []


def test_back_leads_to_the_list(watched: Watched, qtbot: QtBot, huis: Huis) -> None:
    frame = DossierFrame(watched.context, deelnemer_id=huis.kees, tabs=TABS)
    show(qtbot, frame)
    child(frame, kit.Button, "terug").click()
    assert watched.places == [("deelnemers", {})]
