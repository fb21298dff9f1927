"""What every test stands on: real encrypted files, copied from one empty house."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM", "offscreen")

import gc
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6 import QtWidgets  # noqa: F401  (without Qt the suite fails, it never skips)

import hvh_desktop.models  # noqa: F401
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.schema import create_file
from hvh_desktop.rights import Actor, Rol, compartments_of

_WHOLE = 100
"""Tests to one clearing of all garbage."""
_done = 0


def pytest_sessionstart() -> None:
    """As in the program (``ui/garbage.py``): only the main thread clears garbage."""
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Between two tests, on the main thread."""
    global _done
    _done += 1
    gc.collect(2 if _done % _WHOLE == 0 else 1)


KEYS = {compartment: secrets.token_bytes(32) for compartment in Compartment}
NOW = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
"""A Thursday, half past ten in the house."""


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        """Move on by a timedelta's arguments."""
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leeg")
    for compartment, key in KEYS.items():
        create_file(folder, compartment, key)
    return folder


@pytest.fixture
def house(empty_house: Path, tmp_path: Path) -> Path:
    """A folder with all five empty encrypted files."""
    folder = tmp_path / "huis"
    shutil.copytree(empty_house, folder)
    return folder


OpenAs = Callable[..., Database]


@pytest.fixture
def open_as(house: Path, clock: Clock) -> Iterator[OpenAs]:
    """Open the house as somebody with these roles: ``open_as(Rol.mentor, medewerker_id=...)``."""
    opened: list[Database] = []

    def _open(*rollen: Rol, medewerker_id: UUID | None = None) -> Database:
        actor = Actor(medewerker_id or new_id(), frozenset(rollen))
        keys = {c: KEYS[c] for c in compartments_of(actor.rollen)}
        database = Database(house, keys, actor=actor, device=new_id(), clock=clock)
        opened.append(database)
        return database

    yield _open
    for database in opened:
        database.close()


@pytest.fixture
def database(open_as: OpenAs) -> Database:
    """The house as a casemanager who is also beheerder sees it."""
    return open_as(Rol.casemanager, Rol.beheerder)
