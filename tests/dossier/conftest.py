"""The sample house, and Ilse at the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from hvh_desktop.db import Database
from hvh_desktop.rights import Rol
from hvh_desktop.ui import theme
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched
from tests.dossier.sample import Huis, make_house


@pytest.fixture
def huis(database: Database) -> Huis:
    return make_house(database)


@pytest.fixture
def ilse(open_as: OpenAs, huis: Huis) -> Database:
    """The house as Ilse sees it, mentor of five men."""
    return open_as(Rol.mentor, medewerker_id=huis.ilse)


@pytest.fixture
def watched(qapp: QApplication, ilse: Database, clock: Clock) -> Watched:
    theme.apply(qapp, theme.LICHT)
    return Watched(ilse, clock)
