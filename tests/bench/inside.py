"""The shell of a mentor on a bench house, without login and key derivation."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication, QMainWindow

from hvh_desktop.app import make_application
from hvh_desktop.db import Database
from hvh_desktop.menu import MENU
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.shell import Shell
from tests.bench.data import House


def open_shell(
    folder: Path, medewerker_id: UUID
) -> tuple[QApplication, Database, Shell, QMainWindow]:
    """The shell at Vandaag in a shown window."""
    app = make_application(folder)
    house = House(folder, Actor(medewerker_id, frozenset({Rol.mentor})), UUID(int=0), 0)
    database = house.open()
    shell = make_shell(database)
    window = QMainWindow()
    window.setCentralWidget(shell)
    window.resize(1366, 768)
    window.show()
    return app, database, shell, window


def make_shell(database: Database) -> Shell:
    """Context, menu and shell, with Vandaag opened."""
    context = Context(database)
    context.bug.connect(_raise)
    shell = Shell(context, MENU, Who("Collega 0", "C0", "mentor", "Huis", "Twente", is_demo=False))
    shell.open("vandaag")
    return shell


def _raise(error: BaseException) -> None:
    raise error
