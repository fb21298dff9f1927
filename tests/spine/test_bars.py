"""The rail and the bar on top, with much to show and little room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.sync.thread.state import Stage, State, Tally
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.bars import RAIL_WIDTH, Rail, SearchButton, TopBar, Who
from hvh_desktop.ui.places import RailLine
from tests.conftest import NOW

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


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [1100, 1280 - RAIL_WIDTH, 1366, 1920])
@pytest.mark.parametrize("stage", [Stage.offline, Stage.busy])
def test_how_many_wait_never_makes_room(
    qapp: QApplication, qtbot: QtBot, scale: float, width: int, stage: Stage
) -> None:
    theme.apply(qapp, "licht", scale)
    bar = TopBar(who(), [DEELNEMERS], nowhere)
    shown(qtbot, bar, width)
    bar.show_way_back(True)
    bar.show_link(State(stage, (Tally("team", waiting=1234),)), NOW)
    QApplication.processEvents()
    assert "1.234" in bar.where.label.text()
    assert bar.where.isVisible()
    parts = [
        one
        for one in bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if one.isVisible()
    ]
    places = sorted((one.geometry() for one in parts), key=lambda one: one.left())
    assert all(one.right() < other.left() for one, other in pairwise(places))
    assert places[-1].right() < bar.width()
    assert bar.where.width() >= bar.where.sizeHint().width()


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


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (900, "Zoek een deelnemer of ga naar …"),
        (300, "Zoek of ga naar …"),
        (180, "Zoek …"),
        (100, ""),
    ],
)
def test_the_search_says_less_and_never_half(qtbot: QtBot, width: int, words: str) -> None:
    search = SearchButton("Zoek een deelnemer of ga naar …")
    shown(qtbot, search, width)
    assert search.width() == width
    assert search.shown() == words


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
