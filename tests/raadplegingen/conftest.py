"""The sample house of the dossier, and a way to write lines of the log."""

from __future__ import annotations

import pytest

from tests.conftest import Clock, OpenAs
from tests.dossier.conftest import house, huis, ilse, sample_house, watched
from tests.raadplegingen.lines import Log

__all__ = ["house", "huis", "ilse", "log", "sample_house", "watched"]


@pytest.fixture
def log(open_as: OpenAs, clock: Clock) -> Log:
    return Log(open_as, clock)
