"""What screen tests of several slices need: a context whose bugs fail the test, and places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from tests.conftest import Clock

W = TypeVar("W", bound=QObject)


class Watched:
    """A context with what happened to it: where it went, what it told, which bugs it met."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.context = Context(database, clock=clock)
        self.places: list[tuple[str, dict[str, Any]]] = []
        self.problems: list[str] = []
        self.undo: list[Callable[[], None]] = []
        self.context.opened.connect(lambda place, address: self.places.append((place, address)))
        self.context.problem.connect(self.problems.append)
        self.context.trouble.connect(self.problems.append)
        self.context.notice.connect(lambda _text, undo: self.undo.append(undo))
        self.context.bug.connect(self._fail)

    def _fail(self, error: BaseException) -> None:
        raise AssertionError("a bug reached the crash dialog") from error


def show(qtbot: QtBot, page: Page) -> Page:
    """Show a page as the shell does, without the shell."""
    qtbot.addWidget(page)
    footer = page.footer()
    if footer is not None:
        qtbot.addWidget(footer)
    page.resize(1182, 640)
    with qtbot.waitExposed(page):
        page.show()
    return page


def child(page: QWidget, kind: type[W], name: str) -> W:
    """The widget with this object name, on the page or in its footer."""
    found = page.findChild(kind, name)
    if found is None and isinstance(page, Page):
        footer = page.footer()
        found = footer.findChild(kind, name) if footer is not None else None
    assert found is not None, f"no {kind.__name__} {name!r}"
    return found
