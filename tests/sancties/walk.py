"""Somebody at a page in steps with its footer in a window: where it goes, what broke."""

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


class Walk:
    """Finds what is in sight by its name, as a journey does."""

    def __init__(self, home: House, qtbot: QtBot, *rollen: Rol) -> None:
        self.home, self.qtbot = home, qtbot
        self.context = Context(home.door(*rollen), clock=home.clock)
        self.places: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.bugs: list[BaseException] = []
        self.context.opened.connect(lambda place, address: self.places.append((place, address)))
        self.context.notice.connect(lambda text, _undo: self.said.append(text))
        self.context.problem.connect(self.said.append)
        self.context.bug.connect(self.bugs.append)

    def show(self, page: P) -> P:
        page.prepare()
        self.window = kit.column((page, 1), page.footer())
        self.window.resize(1182, 620)
        self.qtbot.addWidget(self.window)
        self.window.show()
        self.settle()
        return page

    def settle(self) -> None:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert self.bugs == []

    def shown(self, name: str) -> list[Any]:
        self.settle()
        return [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]

    def find(self, name: str) -> Any:
        found = self.shown(name)
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def press(self, name: str) -> None:
        self.find(name).click()
        self.settle()

    def put(self, name: str, value: Any) -> None:
        """Fill in one field, as a person does."""
        found = self.find(name)
        found.set_value(value)
        found.changed.emit()
        self.settle()

    def next(self, times: int = 1) -> None:
        for _ in range(times):
            self.press("volgende")

    def texts(self) -> str:
        self.settle()
        labels = self.window.findChildren(kit.Label)
        return "\n".join(one.text() for one in labels if one.isVisible())
