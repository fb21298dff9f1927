"""A house with laptops that travel through a hub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.conftest import KEYS
from tests.sync.laptops import TEAM, Desk, House, ListHub, NewDesk, copy_folder


@pytest.fixture
def huis() -> House:
    return House([KEYS[TEAM]])


@pytest.fixture
def hub() -> ListHub:
    return ListHub()


@pytest.fixture
def new_desk(empty_house: Path, tmp_path: Path, huis: House) -> Iterator[NewDesk]:
    """Another laptop of the house; ``source``: its files are a copy of these."""
    desks: list[Desk] = []

    def make(
        source: Path = empty_house, *, device: UUID | None = None, user: UUID | None = None
    ) -> Desk:
        folder = copy_folder(source, tmp_path / f"laptop-{len(desks)}")
        desks.append(Desk(huis, folder, device=device, user=user))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def anna(new_desk: NewDesk) -> Desk:
    return new_desk()


@pytest.fixture
def bram(new_desk: NewDesk) -> Desk:
    return new_desk()
