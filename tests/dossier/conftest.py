"""The sample house, made once and copied for each test, with Ilse at the keyboard."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.rights import Actor, Rol, compartments_of
from hvh_desktop.ui import theme
from tests.conftest import KEYS, Clock, OpenAs
from tests.deelnemers.windows import Watched
from tests.dossier.sample import Huis, add_medewerker, make_house

Sample = tuple[Path, Huis]


@pytest.fixture(scope="session")
def sample_house(empty_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("voorbeeld") / "huis"
    shutil.copytree(empty_house, folder)
    actor = Actor(new_id(), frozenset({Rol.casemanager, Rol.beheerder}))
    keys = {compartment: KEYS[compartment] for compartment in compartments_of(actor.rollen)}
    database = Database(folder, keys, actor=actor, device=new_id(), clock=Clock())
    huis = make_house(database)
    database.close()
    return folder, huis


@pytest.fixture
def house(sample_house: Sample, tmp_path: Path) -> Path:
    """The folder that ``open_as`` opens."""
    folder = tmp_path / "huis"
    shutil.copytree(sample_house[0], folder)
    return folder


@pytest.fixture
def huis(sample_house: Sample, database: Database) -> Huis:
    return replace(sample_house[1], database=database)


@pytest.fixture
def ilse(open_as: OpenAs, huis: Huis) -> Database:
    """The house as Ilse sees it, mentor of five men."""
    return open_as(Rol.mentor, medewerker_id=huis.ilse)


@pytest.fixture
def watched(qapp: QApplication, ilse: Database, clock: Clock) -> Watched:
    theme.apply(qapp, theme.LICHT)
    return Watched(ilse, clock)


@pytest.fixture
def psycholoog(open_as: OpenAs, huis: Huis) -> Database:
    """The house as its psycholoog sees it."""
    with huis.database.transaction(Compartment.register) as session:
        judith = add_medewerker(session, "Judith", "Meilink", Rol.psycholoog)
    return open_as(Rol.psycholoog, medewerker_id=judith)
