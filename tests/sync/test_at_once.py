"""Noted and carried out in one step, as when a laptop is filled: the same as in two steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from uuid import UUID

import msgspec
import pytest

from hvh_desktop.db import new_id
from hvh_desktop.sync.merge.check import find_difference
from hvh_desktop.sync.wire import WireChange
from tests.sync.merging import Machine, tables_of
from tests.sync.test_apply import add_deelnemer, add_doel, conflicts, set_tekst, tekst_of

Make = Callable[[str], Machine]
HASH = b"h" * 32


@pytest.fixture
def make(empty_house: Path, tmp_path: Path) -> Iterator[Make]:
    made: list[Machine] = []

    def _make(name: str) -> Machine:
        made.append(Machine(empty_house, tmp_path / name))
        return made[-1]

    yield _make
    for machine in made:
        machine.close()


def take_at_once(machine: Machine, changes: Sequence[WireChange]) -> bool:
    """Whether it went."""
    with machine.transaction():
        found = machine.applier.note_and_carry_out(machine.connection, [(HASH, changes)])
    return found is not None


def two_versions(one: Machine, two: Machine) -> tuple[list[WireChange], UUID]:
    """What two people wrote who did not see each other."""
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    two.take(one.changes())
    set_tekst(one, doel, "Werk houden")
    set_tekst(two, doel, "Werk zoeken")
    set_tekst(two, doel, "Ander werk zoeken")
    before = one.changes()
    return before + [change for change in two.changes() if change not in before], doel


def test_it_gives_the_same_tables_and_the_same_log(make: Make) -> None:
    one, two, quick, slow = make("een"), make("twee"), make("drie"), make("vier")
    changes, doel = two_versions(one, two)
    assert take_at_once(quick, changes)
    slow.take(changes)
    assert tables_of(quick) == tables_of(slow)
    assert quick.changes() == changes
    assert conflicts(quick) == [(doel.bytes, "tekst")]
    assert quick.waiting().new == 0
    assert find_difference(quick.connection, quick.compartment) is None


@pytest.mark.parametrize("seed", range(6))
def test_the_order_and_the_cuts_are_no_matter(make: Make, seed: int) -> None:
    one, two, quick = make("een"), make("twee"), make("drie")
    changes, _ = two_versions(one, two)
    expected = make("vier")
    expected.take(changes)
    chance = Random(seed)
    chance.shuffle(changes)
    while changes:
        count = chance.randint(1, len(changes))
        assert take_at_once(quick, changes[:count])
        quick.carry_out()
        changes = changes[count:]
    assert tables_of(quick) == tables_of(expected)
    assert quick.waiting() == expected.waiting()


def test_what_waits_in_the_same_step_is_no_parent_yet(make: Make) -> None:
    """A change whose parent waits itself waits too, though both are in the log."""
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    doel = one.write(lambda session: add_doel(session, deelnemer))
    for tekst in ("Werk houden", "Ander werk"):
        set_tekst(one, doel, tekst)
    man, made, first, second = one.changes()
    assert take_at_once(other, [man, made])
    assert take_at_once(other, [second])
    assert other.waiting().parent == 1
    assert tekst_of(other, doel) == "Werk vinden"
    assert take_at_once(other, [first])
    other.carry_out()
    assert other.waiting().parent == 0
    assert tables_of(other) == tables_of(one)


def test_what_is_there_already_is_left_to_the_two_steps(make: Make) -> None:
    one, other = make("een"), make("twee")
    deelnemer = one.write(add_deelnemer)
    one.write(lambda session: add_doel(session, deelnemer))
    changes = one.changes()
    other.take(changes[:1])
    before = tables_of(other)
    assert not take_at_once(other, changes)
    assert tables_of(other) == before
    assert other.changes() == changes[:1], "nothing of it is half there"
    other.take(changes)
    assert tables_of(other) == tables_of(one)


def test_a_thing_that_is_made_twice_is_left_to_the_two_steps(make: Make) -> None:
    one, other = make("een"), make("twee")
    one.write(add_deelnemer)
    (made,) = one.changes()
    again = msgspec.structs.replace(made, id=new_id())
    assert take_at_once(other, [made])
    assert not take_at_once(other, [again])
    other.take([again])
    one.take([again])
    assert tables_of(other) == tables_of(one)


def test_what_does_not_fit_stops_nothing(make: Make) -> None:
    one, other = make("een"), make("twee")
    one.write(add_deelnemer)
    (made,) = one.changes()
    broken = msgspec.structs.replace(made, id=new_id(), entity=new_id(), values="[3]")
    assert take_at_once(other, [broken, made])
    assert other.waiting().apart == 1
    assert tables_of(other) == tables_of(one)
