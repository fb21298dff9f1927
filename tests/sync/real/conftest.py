"""A real hub, a real PostgreSQL and laptops with real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.served import ServedHub, hub, postgres_url, start_hub
from tests.sync.real.relay import Relay
from tests.sync.real.site import Site

__all__ = ["hub", "postgres_url", "start_hub"]


@pytest.fixture
def site(hub: ServedHub, empty_house: Path, tmp_path: Path) -> Iterator[Site]:
    """A house with nobody at work yet."""
    folder = tmp_path / "laptops"
    folder.mkdir()
    found = Site(hub, empty_house, folder)
    yield found
    found.close()


@pytest.fixture
def relay(site: Site, tmp_path: Path) -> Iterator[Relay]:
    """A way to the hub that can go wrong."""
    found = Relay(tmp_path / "tussenpost", site.hub)
    yield found
    site.leave()
    found.close()
