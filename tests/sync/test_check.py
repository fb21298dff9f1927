"""The self-check finds every table that is not what the log says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.sync.merge.check import find_difference
from tests.sync.merging import Machine, exchange
from tests.sync.test_apply import add_deelnemer, add_doel, set_tekst

TEAM = Compartment.team


@pytest.fixture
def machine(empty_house: Path, tmp_path: Path) -> Iterator[Machine]:
    one, other = Machine(empty_house, tmp_path / "een"), Machine(empty_house, tmp_path / "twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    exchange(one, other)
    set_tekst(one, doel, "een")
    set_tekst(other, doel, "twee")
    exchange(one, other)
    other.close()
    yield one
    one.close()


def test_a_sound_file_is_what_its_log_says(machine: Machine) -> None:
    assert find_difference(machine.connection, TEAM) is None


@pytest.mark.parametrize(
    ("damage", "table", "column"),
    [
        ("UPDATE doel SET waarom = 'anders'", "doel", "waarom"),
        ("UPDATE doel SET heads = '{\"\": []}'", "doel", "heads"),
        ("DELETE FROM doel", "doel", ""),
        ("DELETE FROM conflict", "conflict", ""),
        ("UPDATE conflict SET deelnemer_id = NULL", "conflict", "deelnemer_id"),
        ("UPDATE \"change\" SET state = 'apart' WHERE operation = 'set'", "change", "state"),
        (
            "INSERT INTO beaten SELECT id, 'Doel', id, deelnemer_id FROM doel",
            "beaten",
            "",
        ),
    ],
)
def test_the_first_difference_is_named(
    machine: Machine, damage: str, table: str, column: str
) -> None:
    machine.connection.execute(damage)
    found = find_difference(machine.connection, TEAM)
    assert found is not None
    assert (found.table, found.column) == (table, column)
    assert isinstance(found.id, UUID)


def test_the_check_changes_nothing(machine: Machine) -> None:
    before = machine.connection.total_changes
    find_difference(machine.connection, TEAM)
    assert machine.connection.total_changes == before
