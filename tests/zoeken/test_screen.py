"""Ctrl+K: typing, arrows, Enter, and what is noted in the read log."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.ui import kit, theme
from hvh_desktop.zoeken.screen import GotoDialog, open_goto
from tests.deelnemers.windows import Watched, child
from tests.dossier.sample import Huis


@pytest.fixture
def window(qtbot: QtBot, watched: Watched) -> QWidget:
    found = QWidget()
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show()
    return found


@pytest.fixture
def dialog(qtbot: QtBot, watched: Watched, window: QWidget) -> GotoDialog:
    open_goto(watched.context, window)
    found = child(window, GotoDialog, "ga_naar")
    qtbot.waitUntil(found.isVisible)
    return found


def typed(qtbot: QtBot, dialog: GotoDialog, words: str) -> None:
    field = child(dialog, QLineEdit, "ga_naar_veld")
    field.clear()
    qtbot.keyClicks(field, words)


def enter(qtbot: QtBot, dialog: GotoDialog) -> None:
    qtbot.keyClick(child(dialog, QLineEdit, "ga_naar_veld"), Qt.Key.Key_Return)


def noted(database: Database) -> list[tuple[UUID | None, str, str]]:
    with database.reading() as session:
        rows = session.query(Raadpleging).all()
        return [(row.deelnemer_id, row.onderdeel, row.handeling) for row in rows]


def test_enter_opens_the_first_and_closes(
    qtbot: QtBot, dialog: GotoDialog, watched: Watched, huis: Huis
) -> None:
    typed(qtbot, dialog, "jefrey")
    enter(qtbot, dialog)
    assert watched.places == [("dossier", {"deelnemer_id": huis.jeffrey})]
    assert not dialog.isVisible()


def test_arrows_choose(qtbot: QtBot, dialog: GotoDialog, watched: Watched) -> None:
    field = child(dialog, QLineEdit, "ga_naar_veld")
    assert child(dialog, kit.Row, "gevonden_1").is_selected()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert child(dialog, kit.Row, "gevonden_2").is_selected()
    assert "gekozen: " in field.accessibleDescription()
    second = dialog.results()[1]
    enter(qtbot, dialog)
    assert watched.places == [(second.place, dict(second.address))]


def test_texts_come_after_a_pause_and_opening_one_is_noted(
    qtbot: QtBot, dialog: GotoDialog, watched: Watched, huis: Huis, ilse: Database
) -> None:
    typed(qtbot, dialog, "houtbouw")
    assert dialog.results() == []
    qtbot.waitUntil(lambda: len(dialog.results()) == 1)
    enter(qtbot, dialog)
    assert watched.places[-1][0] == "doel"
    assert noted(ilse) == [(huis.jeffrey, "doel", "zoeken")]


def test_going_to_a_man_by_his_name_is_no_search_in_text(
    qtbot: QtBot, dialog: GotoDialog, ilse: Database
) -> None:
    typed(qtbot, dialog, "jeffrey")
    enter(qtbot, dialog)
    assert noted(ilse) == []


def test_enter_does_not_wait_for_the_pause(
    qtbot: QtBot, dialog: GotoDialog, watched: Watched
) -> None:
    typed(qtbot, dialog, "houtbouw")
    enter(qtbot, dialog)
    assert watched.places[-1][0] == "doel"


def test_nothing_found_says_so_and_enter_stays(
    qtbot: QtBot, dialog: GotoDialog, watched: Watched
) -> None:
    typed(qtbot, dialog, "qqqxyz")
    qtbot.waitUntil(lambda: dialog.findChild(kit.EmptyState) is not None)
    enter(qtbot, dialog)
    assert dialog.isVisible()
    assert watched.places == []


def test_escape_closes(qtbot: QtBot, dialog: GotoDialog, watched: Watched) -> None:
    qtbot.keyClick(child(dialog, QLineEdit, "ga_naar_veld"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert watched.places == []


def test_a_click_on_a_line_opens_it(qtbot: QtBot, dialog: GotoDialog, watched: Watched) -> None:
    typed(qtbot, dialog, "instellingen")
    child(dialog, kit.Row, "gevonden_1").click()
    assert watched.places == [("instellingen", {})]


def test_it_fits_at_twice_the_size(
    qtbot: QtBot, watched: Watched, window: QWidget, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LICHT, 2.0)
    large = GotoDialog(watched.context, window)
    assert large.width() <= window.width()
    assert large.height() <= window.height()
    theme.apply(qapp, theme.LICHT)
