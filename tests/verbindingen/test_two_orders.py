"""The page of the link when the hub showed two orders: told until somebody passed it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.menu import MENU
from hvh_desktop.sync.thread.state import State, Tally
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.shell import Shell
from tests.conftest import Clock
from tests.verbindingen.states import IN_STEP, Syncing

WHO = Who("Ilse Koopmans", "IK", "casemanager", "Huis van Herstel", "Almelo", False)
DISPUTED = replace(IN_STEP, tallies=(Tally("team", disputed=2), *IN_STEP.tallies[1:]))


class Disputed(Syncing):
    """Its files say so until somebody has seen it."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.seen = 0

    def ask(self, work: Callable[[Any, Any], Any], *, needs_line: bool = True) -> Any:
        assert not needs_line
        return work(None, SimpleNamespace(see_disputed=self.see))

    def see(self) -> None:
        self.seen += 1


def test_it_is_told_until_it_was_passed_on(
    qtbot: QtBot, qapp: QApplication, database: Database, clock: Clock
) -> None:
    theme.apply(qapp, theme.LICHT)
    context = Context(database, clock=clock)
    syncing = context.syncing = Disputed(DISPUTED)
    shell = Shell(context, MENU, WHO)
    qtbot.addWidget(shell)
    shell.show()
    shell.open("verbinding")
    page = shell.page
    assert page is not None
    button = page.findChild(kit.Button, "doorgegeven")
    assert button is not None
    said = "\n".join(one.text() for one in page.findChildren(kit.Label))
    assert "een andere volgorde" in said
    assert button.isVisible()
    button.click()
    qtbot.waitUntil(lambda: syncing.seen == 1)
    context.link_changed.emit(IN_STEP)
    assert not button.isVisible()
