"""The house of these tests."""

from __future__ import annotations

import pytest

from tests.conftest import OpenAs
from tests.verwijzingen.house import House, make_house


@pytest.fixture
def home(open_as: OpenAs) -> House:
    return make_house(open_as)
