"""Somebody at a page of a case: who he is there, and which buttons he has."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from tests.desk import Desk as AnyDesk
from tests.desk import P
from tests.sancties.house import House


class Desk(AnyDesk):
    """The keyboard of whoever has these roles."""

    def __init__(self, home: House, qtbot: QtBot, *rollen: Rol) -> None:
        super().__init__(Context(home.door(*rollen), clock=home.clock), qtbot)
        self.page: Any = None

    def show(self, page: P, width: int = 1170, height: int = 620) -> P:
        return super().show(page, width, height)

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
