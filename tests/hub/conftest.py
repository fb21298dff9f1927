"""The parts that tests of the hub stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hub.house import House, HouseLaptop
from tests.hub.served import ServedHub, hub, postgres_url, start_hub

__all__ = ["hub", "postgres_url", "start_hub"]


@pytest.fixture
def laptop(hub: ServedHub) -> Iterator[HouseLaptop]:
    """The first laptop of a house at a hub."""
    with House(hub).found() as first:
        yield first
