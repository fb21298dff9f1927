"""A page with its footer as a test sees it: by object name and by the words on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

TODAY = date(2026, 11, 12)
W = TypeVar("W", bound=QWidget)


class Window:
    """A page with its footer, and what it told the shell."""

    def __init__(self, qtbot: QtBot, page: Page, context: Context) -> None:
        self.qtbot, self.page = qtbot, page
        self.host = QWidget()
        layout = QVBoxLayout(self.host)
        layout.addWidget(page, 1)
        footer = page.footer()
        if footer is not None:
            layout.addWidget(footer)
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.problems: list[str] = []
        self.notices: list[tuple[str, Callable[[], None]]] = []
        context.opened.connect(lambda place, address: self.opened.append((place, address)))
        context.problem.connect(self.problems.append)
        context.notice.connect(lambda text, undo: self.notices.append((text, undo)))
        context.bug.connect(self._fail)
        qtbot.addWidget(self.host)
        self.host.resize(1182, 700)
        self.host.show()
        QApplication.processEvents()

    def _fail(self, error: BaseException) -> None:
        raise error

    def find(self, kind: type[W], name: str) -> W:
        QApplication.processEvents()
        found = [one for one in self.host.findChildren(kind, name) if one.isVisible()]
        assert found, f"no {name} to be seen"
        return found[-1]

    def has(self, name: str) -> bool:
        QApplication.processEvents()
        return any(one.isVisible() for one in self.host.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        self.find(QAbstractButton, name).click()
        QApplication.processEvents()

    def type(self, name: str, text: str) -> None:
        field = self.find(QWidget, name)
        field.setFocus()
        self.qtbot.keyClicks(field, text)

    def key(self, name: str, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.find(QWidget, name), key, modifier)

    def says(self, words: str) -> bool:
        QApplication.processEvents()
        labels = [one for one in self.host.findChildren(kit.Label) if one.isVisible()]
        return any(words in label.words() for label in labels)


def choose(window: Window, name: str, words: str) -> None:
    """Choose a line of a list by its words."""
    field = window.find(QComboBox, name)
    field.setCurrentIndex(field.findText(words))


def get(database: Database, gesprek_id: UUID) -> service.GesprekDetail:
    """The talk as it is kept."""
    with database.reading() as session:
        return service.get_gesprek(session, gesprek_id)


Show = Callable[..., Window]
