"""The rail and the bar on top, with much to show and little room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.bars import Rail, SearchButton, TopBar, Who
from hvh_desktop.ui.places import RailLine

DEELNEMERS = RailLine("Deelnemers", "users-three", "deelnemers")
MEDEWERKERS = RailLine("Medewerkers", "identification-card", "medewerkers")
PLAATS = "Sint Anthonis aan de Overijsselse Vecht"


def who(plaats: str = "Almelo") -> Who:
    return Who("Ilse Groothengel", "IG", "casemanager", "Huis van Herstel", plaats, is_demo=True)


def nowhere(*_args: object, **_address: object) -> None:
    """Goes nowhere."""


def shown(qtbot: QtBot, widget: QWidget, width: int) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, max(widget.sizeHint().height(), 60))
    with qtbot.waitExposed(widget):
        widget.show()


def label(widget: QWidget, text: str) -> QLabel:
    return next(one for one in widget.findChildren(QLabel) if one.text() == text)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, "licht")


def test_the_role_keeps_its_place_beside_the_way_back(qtbot: QtBot) -> None:
    bar = TopBar(who(), [DEELNEMERS], nowhere)
    shown(qtbot, bar, 1366 - 184)
    bar.show_way_back(True)
    assert label(bar, "casemanager").isVisible()
    assert label(bar, "Ilse Groothengel").isVisible()
    assert label(bar, "Bewaard").isVisible()
    assert "Bewaard op deze laptop" in {one.toolTip() for one in bar.findChildren(QWidget)}


def test_with_room_all_words_are_there(qtbot: QtBot) -> None:
    bar = TopBar(who(), [DEELNEMERS], nowhere)
    shown(qtbot, bar, 1600)
    bar.show_way_back(True)
    for words in ("casemanager", "Bewaard op deze laptop"):
        assert label(bar, words).isVisible()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (DEELNEMERS, "Zoek een deelnemer of ga naar …"),
        (MEDEWERKERS, "Zoek een collega, organisatie of pagina …"),
    ],
)
def test_the_search_says_what_it_finds(qtbot: QtBot, line: RailLine, words: str) -> None:
    bar = TopBar(who(), [line], nowhere)
    qtbot.addWidget(bar)
    assert [one.text() for one in bar.findChildren(SearchButton)] == [words]


@pytest.mark.parametrize(("plaats", "is_cut"), [(PLAATS, True), ("Almelo", False)])
def test_a_long_place_ends_in_dots_and_is_whole_in_its_tooltip(
    qtbot: QtBot, plaats: str, is_cut: bool
) -> None:
    rail = Rail(who(plaats), [DEELNEMERS], nowhere)
    shown(qtbot, rail, 184)
    place = next(one for one in rail.findChildren(kit.ShortLabel) if one.text() == plaats)
    assert place.shown().endswith("…") is is_cut
    assert place.toolTip() == (plaats if is_cut else "")
    assert place.mapTo(rail, place.rect().topRight()).x() < rail.width()
