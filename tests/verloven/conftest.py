"""The house of these tests."""

from __future__ import annotations

import pytest

from tests.conftest import Clock, OpenAs
from tests.verloven.house import House, make_house


@pytest.fixture
def home(open_as: OpenAs, clock: Clock) -> House:
    return make_house(open_as, clock)
