"""Somebody keeps a colleague and is gone before the answer comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop import jobs
from hvh_desktop.entry import Entry
from hvh_desktop.medewerkers.screen import MedewerkerPage
from hvh_desktop.rights import Rol
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.password_page import PasswordPage
from tests.medewerkers.founded import OTHER, PASSWORDS, Founded, make_context
from tests.medewerkers.test_screen import click, line, show, typed


@pytest.fixture
def beheer(founded: Founded, qapp: QApplication) -> Iterator[Entry]:
    with founded.inside("dennis") as entry:
        yield entry


@pytest.fixture
def context(beheer: Entry, founded: Founded) -> Context:
    return make_context(beheer, founded.clock)


class Went:
    """Where the program went, what it told and which bugs it met."""

    def __init__(self, context: Context) -> None:
        self.places: list[str] = []
        self.told: list[str] = []
        self.bugs: list[object] = []
        context.opened.connect(lambda place, _address: self.places.append(place))
        context.notice.connect(lambda text, _undo: self.told.append(text))
        context.problem.connect(self.told.append)
        context.bug.connect(self.bugs.append)


def throw_away(page: MedewerkerPage | PasswordPage) -> None:
    """As the shell does when another page is shown."""
    page.leave()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def answer(qtbot: QtBot, went: Went) -> None:
    jobs.finish(30)
    qtbot.waitUntil(lambda: bool(went.told or went.bugs))
    QApplication.processEvents()


def test_who_went_elsewhere_stays_there(qtbot: QtBot, context: Context, founded: Founded) -> None:
    judith = founded.id_of("judith")
    page = MedewerkerPage(context, medewerker_id=judith)
    page.show()
    went = Went(context)
    click(page, "rollen_psycholoog")
    click(page, "rollen_mentor")
    page.save()
    throw_away(page)
    answer(qtbot, went)
    assert (went.places, went.told, went.bugs) == ([], ["Bewaard."], [])
    again = MedewerkerPage(context, medewerker_id=judith)
    keeper = again.findChild(DraftKeeper)
    assert keeper is not None
    assert keeper.find() is None
    with founded.inside("judith") as entry:
        assert entry.database.actor.rollen == {Rol.mentor}


def test_a_page_that_is_hidden_leads_nowhere(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    page = MedewerkerPage(context, medewerker_id=founded.id_of("judith"))
    show(qtbot, page)
    went = Went(context)
    page.save()
    page.hide()
    answer(qtbot, went)
    assert (went.places, went.bugs) == ([], [])


def test_a_refusal_is_told_when_the_page_is_gone(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    page = MedewerkerPage(context)
    page.show()
    went = Went(context)
    typed(page, "naam", "Shanti Ramlochan")
    typed(page, "roepnaam", "Shanti")
    typed(page, "gebruikersnaam", "ilse")
    typed(page, "eerste_wachtwoord", OTHER)
    click(page, "rollen_mentor")
    page.save()
    throw_away(page)
    answer(qtbot, went)
    assert went.bugs == []
    assert "al in gebruik" in went.told[0]
    again = show(qtbot, MedewerkerPage(context))
    assert line(again, "naam").text() == "Shanti Ramlochan"


def test_the_lock_during_a_save_ends_in_no_error(
    qtbot: QtBot, founded: Founded, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    with founded.inside("dennis") as entry:
        context = make_context(entry, founded.clock)
        page = MedewerkerPage(context, medewerker_id=founded.id_of("judith"))
        page.show()
        click(page, "rollen_mentor")
        page.save()
        throw_away(page)
        context.blockSignals(True)
        entry.database.close()
        jobs.finish(30)
    with qtbot.captureExceptions() as caught:
        for _ in range(5):
            QApplication.processEvents()
    assert caught == []


@pytest.mark.parametrize("old", [PASSWORDS["dennis"], "een ander wachtwoord"])
def test_the_own_password_may_be_left_too(qtbot: QtBot, context: Context, old: str) -> None:
    page = PasswordPage(context)
    footer = page.footer()
    assert footer is not None
    footer.setParent(page)
    page.show()
    went = Went(context)
    for name, text in (("oud", old), ("nieuw", OTHER), ("nog", OTHER)):
        typed(page, name, text)
    page.save()
    throw_away(page)
    answer(qtbot, went)
    assert (went.places, went.bugs) == ([], [])
