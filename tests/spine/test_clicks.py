"""Two clicks quickly after each other: the second one is for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hvh_desktop.ui.clicks import ClickGuard

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _guard(qapp: QApplication) -> Iterator[None]:
    guard = ClickGuard(qapp)
    yield
    guard.deleteLater()


class House(QStackedWidget):
    """Two pages; the button of the first opens the second."""

    def __init__(self, second: QWidget) -> None:
        super().__init__()
        self.resize(400, 80)
        self.first = QPushButton("Bewaar")
        self.first.clicked.connect(lambda: self.setCurrentIndex(1))
        self.addWidget(self.first)
        self.addWidget(second)


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is widget.windowHandle())
    return widget


def click(widget: QWidget, at: QPoint, moment: int) -> None:
    """A click that comes in at the window, as from a mouse, at a moment in milliseconds."""
    window = widget.windowHandle()
    assert window is not None
    where = QPointF(at)
    for kind, held in (
        (QEvent.Type.MouseButtonPress, LEFT),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(
            kind, where, where, QPointF(widget.mapToGlobal(at)), LEFT, held, NO_KEYS
        )
        event.setTimestamp(moment)
        QApplication.sendEvent(window, event)


def double(widget: QWidget) -> None:
    """As Qt tells it of a mouse: the second press comes with a double click."""
    QTest.mouseDClick(widget.windowHandle(), LEFT, NO_KEYS, widget.rect().center())


def twice(widget: QWidget) -> None:
    """As it comes when the second press lands in another window, or moved a little."""
    middle = widget.rect().center()
    click(widget, middle, 1000)
    click(widget, middle + QPoint(2, 1), 1100)


def counted(button: QAbstractButton) -> list[bool]:
    clicks: list[bool] = []
    button.clicked.connect(lambda _=False: clicks.append(True))
    return clicks


@pytest.mark.parametrize("hurry", [double, twice])
def test_a_double_click_does_not_press_the_button_of_the_next_page(
    qtbot: QtBot, hurry: Callable[[QWidget], None]
) -> None:
    second = QPushButton("Trek in")
    house, clicks = House(second), counted(second)
    shown(qtbot, house)
    hurry(house)
    assert house.currentIndex() == 1
    assert clicks == []


def test_a_press_of_an_earlier_clock_is_a_press(qtbot: QtBot) -> None:
    for moment in (900_000, 1000):
        house = House(QPushButton("Trek in"))
        shown(qtbot, house)
        click(house, house.rect().center(), moment)
        assert house.currentIndex() == 1


def test_a_double_click_does_not_turn_to_another_tab(qtbot: QtBot) -> None:
    tabs = QTabBar()
    tabs.setExpanding(False)
    for name in ("Overzicht", "Krachten"):
        tabs.addTab(name)
    house = House(tabs)
    shown(qtbot, house)
    tabs.resize(house.size())
    for moment in (1000, 1100):
        click(house, tabs.tabRect(1).center(), moment)
    assert (house.currentIndex(), tabs.currentIndex()) == (1, 0)


def test_a_double_click_is_one_click(qtbot: QtBot) -> None:
    button = QPushButton("Voeg toe")
    clicks = counted(button)
    shown(qtbot, button)
    double(button)
    assert len(clicks) == 1


def test_a_button_for_clicking_fast_goes_on(qtbot: QtBot) -> None:
    button = QPushButton("Groter")
    button.setAutoRepeat(True)
    clicks = counted(button)
    shown(qtbot, button)
    double(button)
    assert len(clicks) == 2


@pytest.mark.parametrize(("moved", "later"), [(0, 2000), (30, 100)])
def test_a_later_click_and_a_click_elsewhere_count(qtbot: QtBot, moved: int, later: int) -> None:
    second = QPushButton("Trek in")
    house, clicks = House(second), counted(second)
    shown(qtbot, house)
    click(house, QPoint(100, 40), 1000)
    click(house, QPoint(100 + moved, 40), 1000 + later)
    assert len(clicks) == 1


def test_the_keyboard_is_left_alone(qtbot: QtBot) -> None:
    second = QPushButton("Trek in")
    house, clicks = House(second), counted(second)
    shown(qtbot, house)
    house.first.setFocus()
    QTest.keyClick(house.first, Qt.Key.Key_Space)
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert len(clicks) == 1
