"""Somebody at one page with its footer: what stands there, where it goes, what broke."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

P = TypeVar("P", bound=Page)


class Desk:
    """Finds what is in sight by its name, as a person finds it with his eyes."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context, self.qtbot = context, qtbot
        self.places: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.undo: list[Any] = []
        self.problems: list[str] = []
        self.bugs: list[BaseException] = []
        context.opened.connect(lambda place, address: self.places.append((place, address)))
        context.notice.connect(self._told)
        context.problem.connect(self.problems.append)
        context.bug.connect(self.bugs.append)

    def _told(self, text: str, undo: Any) -> None:
        self.said.append(text)
        self.undo.append(undo)

    def show(self, page: P, width: int = 1170, height: int = 700) -> P:
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

    def shown(self, name: str) -> list[Any]:
        """All visible controls of this name."""
        self.settle()
        return [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]

    def find(self, name: str) -> Any:
        """The one visible control of this name."""
        found = self.shown(name)
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def has(self, name: str) -> bool:
        """Can it be seen?"""
        return bool(self.shown(name))

    def press(self, name: str) -> None:
        """Click it."""
        found = self.find(name)
        found.activated.emit() if isinstance(found, kit.Row) else found.click()
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

    def unnamed(self) -> list[str]:
        """Buttons that a screen reader could not read."""
        return [
            button.objectName()
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and not (button.accessibleName() or button.text())
        ]
