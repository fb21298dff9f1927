"""The house of the journeys: founded once with real encrypted files, copied for every journey."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hvh_desktop.crypto import KdfCost
from hvh_desktop.founding import NewAccount, Setup, first_run
from hvh_desktop.rights import Rol
from tests.conftest import NOW, Clock
from tests.journeys.driver import Laptop

PASSWORD = "vier gele fietsen"
PEOPLE = {
    "marloes": ("Marloes Kuiphuis", Rol.mentor, "ZBIW"),
    "jeffrey": ("Jeffrey Wessels", Rol.mentor, "ZBIW"),
    "ilse": ("Ilse Groothengel", Rol.casemanager, "senior casemanager"),
    "petra": ("Petra Hesselink", Rol.reclasseringswerker, "reclasseringswerker Tactus"),
    "nadia": ("Nadia El Amrani", Rol.psycholoog, "psycholoog"),
    "sander": ("Sander Nijland", Rol.mentor, "ZBIW"),
    "wilma": ("Wilma Braakman", Rol.locatiemanager, "locatiemanager"),
    "rutger": ("Rutger Hoevers", Rol.directeur, "directeur"),
}


def account(user_name: str) -> NewAccount:
    naam, rol, functie = PEOPLE[user_name]
    return NewAccount(
        naam, "", user_name, PASSWORD, frozenset({rol}), functie=functie, must_change=False
    )


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with a beheerder and a team, and nobody in it yet."""
    folder = tmp_path_factory.mktemp("huis") / "gegevens"
    beheerder = NewAccount(
        "Dennis Oude Kotte", "", "dennis", PASSWORD, frozenset({Rol.beheerder}), must_change=False
    )
    setup = Setup("Huis van Herstel", "Almelo", beheerder, tuple(map(account, PEOPLE)))
    first_run(folder, setup, clock=lambda: NOW, cost=KdfCost.cheap())
    return folder


@pytest.fixture
def laptop(founded: Path, tmp_path: Path, qtbot: QtBot, clock: Clock) -> Iterator[Laptop]:
    """The laptop of the house, at its login page."""
    folder = tmp_path / "gegevens"
    shutil.copytree(founded, folder)
    laptop = Laptop(qtbot, folder, clock)
    laptop.switch_on()
    yield laptop
    laptop.switch_off()
