"""Faults of the surroundings end in one clear sentence and change nothing."""

from __future__ import annotations

import os
import resource
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.engine import check_library
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.rights import Actor, Rol
from tests.conftest import KEYS, OpenAs
from tests.spine.test_db import make_deelnemer


def test_a_plain_sqlite_build_is_refused() -> None:
    with pytest.raises(EnvironmentProblem, match="mist de versleuteling"):
        check_library(sqlite3)


def test_a_wrong_key_opens_nothing_and_says_so(house: Path) -> None:
    actor = Actor(new_id(), frozenset({Rol.mentor}))
    with pytest.raises(EnvironmentProblem, match="beschadigd of hoort niet bij dit huis"):
        Database(house, {Compartment.team: secrets.token_bytes(32)}, actor=actor, device=new_id())


@pytest.mark.parametrize("content", [b"", b"dit is geen database" * 500, b"SQLite format 3\0" * 99])
def test_a_foreign_or_cut_file_is_refused(house: Path, open_as: OpenAs, content: bytes) -> None:
    (house / "team.db").write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="reservekopie"):
        open_as(Rol.mentor)
    assert (house / "team.db").read_bytes()[: len(content)] == content


def test_a_flipped_byte_is_noticed(house: Path, open_as: OpenAs) -> None:
    path = house / "team.db"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="beschadigd"):
        open_as(Rol.mentor)


def test_a_missing_file_is_explained(house: Path, open_as: OpenAs) -> None:
    (house / "team.db").unlink()
    with pytest.raises(EnvironmentProblem, match="niet te lezen"):
        open_as(Rol.mentor)


@contextmanager
def size_limit(amount: int) -> Iterator[None]:
    """No file may grow beyond this many bytes: what a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (amount, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_while_saving_loses_nothing(database: Database, house: Path) -> None:
    with database.transaction(Compartment.team) as session:
        session.add(make_deelnemer())
    limit = max(path.stat().st_size for path in house.iterdir()) + 4096
    with (
        size_limit(limit),
        pytest.raises(EnvironmentProblem, match="schijf is vol"),
        database.transaction(Compartment.team) as session,
    ):
        session.add(make_deelnemer(motivatiebrief=secrets.token_hex(3_000_000)))
    with database.transaction(Compartment.team) as session:
        session.add(make_deelnemer())
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Deelnemer)) == 2


@contextmanager
def nobody() -> Iterator[None]:
    """An ordinary user: root may write in a read-only folder, so it is put aside."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_read_only_folder_is_explained(empty_house: Path) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copytree(empty_house, folder / "huis")
        for path in (folder, folder / "huis"):
            path.chmod(0o555)
        for path in (folder / "huis").iterdir():
            path.chmod(0o444)
        actor = Actor(new_id(), frozenset({Rol.mentor}))
        keys = {c: KEYS[c] for c in (Compartment.team, Compartment.register)}
        with nobody(), pytest.raises(EnvironmentProblem, match="rechten"):
            database = Database(folder / "huis", keys, actor=actor, device=new_id())
            with database.transaction(Compartment.team) as session:
                session.add(make_deelnemer())
    finally:
        (folder / "huis").chmod(0o755)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_clock_set_back_changes_no_order(database: Database, clock: object) -> None:
    with database.transaction(Compartment.team) as session:
        first = make_deelnemer()
        session.add(first)
        session.flush()
        before = session.next_tick()
    clock.advance(days=-400)  # type: ignore[attr-defined]
    with database.transaction(Compartment.team) as session:
        assert session.next_tick() > before
