"""The house of these tests."""

from __future__ import annotations

import pytest

from tests.conftest import OpenAs
from tests.sancties.uitvoering.huis import Huis, make_huis


@pytest.fixture
def huis(open_as: OpenAs) -> Huis:
    return make_huis(open_as)
