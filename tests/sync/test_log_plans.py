"""Nothing that happens at a save walks through the whole log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from hvh_desktop.db import Compartment
from hvh_desktop.db.line import read_nodes
from hvh_desktop.db.versions import BEATEN
from tests.sync.merging import Machine, exchange
from tests.sync.test_apply import add_deelnemer, add_doel, set_tekst


@pytest.fixture
def laptops(empty_house: Path, tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    one, other = Machine(empty_house, tmp_path / "een"), Machine(empty_house, tmp_path / "twee")
    yield one, other
    one.close()
    other.close()


def scans(connection: Any, statement: str, values: Any = ()) -> list[str]:
    """The steps that read every row of the log."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    return [
        step[3]
        for step in plan
        if step[3].startswith("SCAN ") and step[3].split()[1] in {"change", "c", "m"}
    ]


def test_a_save_with_two_versions_reads_no_whole_log(laptops: tuple[Machine, Machine]) -> None:
    one, other = laptops
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer, "Werk"))
    exchange(one, other)
    set_tekst(one, doel, "Werk vinden")
    set_tekst(other, doel, "Werk houden")
    exchange(one, other)
    asked: list[tuple[str, Any]] = []
    engine = one.read(lambda session: session.engine_of(Compartment.team))

    def note(*call: Any) -> None:
        asked.append((call[2], call[3]))

    event.listen(engine, "before_cursor_execute", note)
    set_tekst(one, doel, "Werk zoeken")
    event.remove(engine, "before_cursor_execute", note)
    about_log = [(statement, values) for statement, values in asked if '"change"' in statement]
    assert any("beaten" in statement for statement, _ in about_log)
    for statement, values in about_log:
        if statement.startswith("SELECT"):
            assert scans(one.connection, statement, values) == []


@pytest.mark.parametrize("which", ["id", "entity"])
def test_what_does_not_count_is_found_from_the_few_that_were_beaten(
    laptops: tuple[Machine, Machine], which: str
) -> None:
    statement = f"{BEATEN} AND c.{which} = ?"
    assert scans(laptops[0].connection, statement, (b"x" * 16,)) == []


def test_decisions_about_one_thing_are_found_from_their_own_table(
    laptops: tuple[Machine, Machine],
) -> None:
    asked: list[tuple[str, Any]] = []

    def fetch(statement: str, values: Any) -> list[Any]:
        asked.append((statement, values))
        return []

    read_nodes(fetch, "zaakstap", ["sanctiezaak_id"], [b"x" * 16])
    ((statement, values),) = asked
    assert scans(laptops[0].connection, statement, values) == []
