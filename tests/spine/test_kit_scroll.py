"""A page that scrolls: its bar never changes a width, and stands there only when it is needed.

Words that wrap measure their height by their width. A bar that took room, and gave it back, once
made a dossier measure itself without end.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.ui import kit, theme

WIDE, HIGH = 400, 300


class Content(QWidget):
    """Words above something of which the height can be chosen; it keeps every width it had."""

    def __init__(self) -> None:
        super().__init__()
        self.rest = kit.Label("rest")
        self.widths: set[int] = set()
        layout = QVBoxLayout(self)
        layout.addWidget(kit.Label("woord en nog een " * 30, wrap=True))
        layout.addWidget(self.rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.add(event.size().width())


@pytest.fixture
def content() -> Content:
    return Content()


@pytest.fixture
def page(content: Content, qtbot: QtBot, qapp: QApplication) -> kit.ScrollPage:
    theme.apply(qapp, "licht")
    page = kit.ScrollPage(content)
    page.resize(WIDE, HIGH)
    qtbot.addWidget(page)
    page.show()
    settle()
    content.widths.clear()
    return page


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_the_bar_comes_and_goes_and_no_width_changes(
    page: kit.ScrollPage, content: Content
) -> None:
    bar = page.verticalScrollBar()
    for high, is_needed in ((20, False), (600, True), (20, False), (600, True)):
        content.rest.setFixedHeight(high)
        settle()
        assert (bar.isVisible(), bar.maximum() > 0) == (is_needed, is_needed)
        assert page.viewport().width() == content.width() == WIDE
    assert content.widths <= {WIDE}
    assert page.horizontalScrollBar().maximum() == 0


def test_no_height_makes_it_flutter(page: kit.ScrollPage, content: Content) -> None:
    """Heights at which everything just fits, or just not."""
    for high in range(60, 260):
        content.rest.setFixedHeight(high)
        settle()
    assert content.widths <= {WIDE}


def test_its_room_takes_no_click_while_it_is_away(page: kit.ScrollPage, content: Content) -> None:
    holder = page.verticalScrollBar().parentWidget()
    assert holder is not None
    for high, is_needed in ((20, False), (600, True)):
        content.rest.setFixedHeight(high)
        settle()
        passes = holder.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        assert passes is not is_needed
