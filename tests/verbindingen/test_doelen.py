"""The page of his doelen: which doel has two versions, and how sure his answer is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen.model import Instemming, InstemmingAntwoord
from hvh_desktop.actieplannen.screen_blok import DoelBlock
from hvh_desktop.actieplannen.screen_tab import DoelenTab
from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.travel import Beaten
from hvh_desktop.ui import kit
from hvh_desktop.ui.stand import PROVISIONAL
from tests.conftest import Clock
from tests.journeys.pages import WRITER, Desk, Whole, whole, whole_once
from tests.verbindingen.apart import record_two_versions
from tests.verbindingen.states import OFFLINE, Syncing
from tests.verbindingen.test_stand import confirm, couple

__all__ = ["whole", "whole_once"]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, whole: Whole, clock: Clock) -> Desk:
    return Desk(qtbot, qapp, whole.open(clock, *WRITER), clock)


def show(desk: Desk, whole: Whole) -> DoelenTab:
    page = DoelenTab(desk.context, deelnemer_id=whole.man.deelnemer_id)
    page.prepare()
    page.resize(1000, 700)
    page.show()
    QApplication.processEvents()
    return page


def badges(page: DoelenTab) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(kit.Badge) if one.isVisible()]


def test_only_the_doel_that_was_written_apart_has_the_badge(
    whole: Whole, qtbot: QtBot, qapp: QApplication, clock: Clock
) -> None:
    record_two_versions(whole)
    page = show(Desk(qtbot, qapp, whole.open(clock, *WRITER), clock), whole)
    marked = {
        block.doel.id
        for block in page.findChildren(DoelBlock)
        for badge in block.findChildren(kit.Badge)
        if badge.accessibleName() == "Twee versies"
    }
    assert marked == {whole.man.ids["doel_id"]}
    page.deleteLater()


def answer(session: Session, whole: Whole, antwoord: InstemmingAntwoord) -> Instemming:
    made = Instemming(
        deelnemer_id=whole.man.deelnemer_id, antwoord=antwoord, datum=session.today, toelichting=""
    )
    session.add(made)
    session.flush()
    return made


def test_his_answer_is_provisional_until_the_hub_has_it(desk: Desk, whole: Whole) -> None:
    database = desk.context.database
    couple(database)
    with database.transaction(Compartment.team) as session:
        answer(session, whole, InstemmingAntwoord.nee)
    desk.context.syncing = Syncing(OFFLINE)
    page = show(desk, whole)
    assert PROVISIONAL in badges(page)
    confirm(database)
    desk.context.link_changed.emit(OFFLINE)
    QApplication.processEvents()
    assert PROVISIONAL not in badges(page)
    page.deleteLater()


def test_an_answer_that_came_second_is_told(desk: Desk, whole: Whole) -> None:
    database = desk.context.database
    with database.transaction(Compartment.team) as session:
        first = answer(session, whole, InstemmingAntwoord.nee)
        late = answer(session, whole, InstemmingAntwoord.kon_niet)
        him = whole.man.deelnemer_id
        session.add(Beaten(entity=late.id, kind="Instemming", by=first.id, deelnemer_id=him))
    page = show(desk, whole)
    said = "\n".join(one.text() for one in page.findChildren(kit.Label))
    assert "Een collega schreef apart een ander antwoord op" in said
    page.deleteLater()
