"""Somebody at a page of a case in a window: what stands there, where it goes, what broke."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from tests.sancties.house import House

P = TypeVar("P", bound=Page)


class Desk:
    """The keyboard of whoever has these roles."""

    def __init__(self, home: House, qtbot: QtBot, *rollen: Rol) -> None:
        self.context = Context(home.door(*rollen), clock=home.clock)
        self.qtbot = qtbot
        self.places: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.problems: list[str] = []
        self.bugs: list[BaseException] = []
        self.page: Any = None
        self.context.opened.connect(lambda place, address: self.places.append((place, address)))
        self.context.notice.connect(lambda text, _undo: self.said.append(text))
        self.context.problem.connect(self.problems.append)
        self.context.bug.connect(self.bugs.append)

    def show(self, page: P, width: int = 1170, height: int = 620) -> P:
        """Open it, with its footer."""
        self.window = kit.column((page, 1), page.footer())
        self.window.resize(width, height)
        self.qtbot.addWidget(self.window)
        self.window.show()
        self.settle()
        return page

    def settle(self) -> None:
        """Let everything that was asked happen; no bug came of it."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if self.bugs:
            raise self.bugs[0]

    def find(self, name: str) -> Any:
        """The one visible control of this name."""
        self.settle()
        shown = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        assert len(shown) == 1, f"{name}: {len(shown)}"
        return shown[0]

    def has(self, name: str) -> bool:
        """Can it be seen?"""
        self.settle()
        return any(w.isVisible() for w in self.window.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        """Click it."""
        self.find(name).click()
        self.settle()

    def put(self, name: str, value: Any) -> None:
        """Fill in one field, as a person does."""
        found = self.find(name)
        found.set_value(value)
        found.changed.emit()
        self.settle()

    def texts(self) -> str:
        """All words that can be seen."""
        self.settle()
        labels = self.window.findChildren(kit.Label)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def buttons(self) -> list[str]:
        """Names of the buttons that can be seen."""
        self.settle()
        found = self.window.findChildren(kit.Button)
        return [one.objectName() for one in found if one.isVisible() and one.objectName()]

    def main(self) -> list[str]:
        """The filled buttons: at most one on a page."""
        self.settle()
        found = self.window.findChildren(kit.Button)
        return [one.text() for one in found if one.isVisible() and one.property("kind") == "hoofd"]
