"""Somebody at a page in steps: he goes from one to the next."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from hvh_desktop.rights import Rol
from hvh_desktop.ui.context import Context
from tests.desk import Desk, P
from tests.sancties.house import House


class Walk(Desk):
    """The keyboard of whoever has these roles; what was said and what was wrong is one list."""

    def __init__(self, home: House, qtbot: QtBot, *rollen: Rol) -> None:
        super().__init__(Context(home.door(*rollen), clock=home.clock), qtbot)
        self.home = home
        self.context.problem.connect(self.said.append)

    def show(self, page: P, width: int = 1182, height: int = 620) -> P:
        page.prepare()
        return super().show(page, width, height)

    def next(self, times: int = 1) -> None:
        for _ in range(times):
            self.press("volgende")
