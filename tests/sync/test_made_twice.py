"""A thing with a name of its own, made on two laptops apart: both versions stand on both, whichever
of them is shown and whichever came last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.rights import Rol
from hvh_desktop.sync.merge.conflicts import list_conflicts
from hvh_desktop.verbindingen.service_namen import change_laptopnaam, list_laptopnamen
from tests.sync.merging import Machine, exchange, tables_of

LAPTOP = UUID(int=7)


@pytest.fixture
def machines(empty_house: Path, tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    made = [
        Machine(
            empty_house, tmp_path / name, rollen=(Rol.beheerder,), compartment=Compartment.register
        )
        for name in ("een", "twee")
    ]
    yield made[0], made[1]
    for machine in made:
        machine.close()


@pytest.mark.parametrize("ahead", [None, 0, 1])
def test_the_one_that_is_not_shown_stays_too(
    machines: tuple[Machine, Machine], ahead: int | None
) -> None:
    if ahead is not None:
        machines[ahead].clock.advance(days=400)
    for machine, naam in zip(machines, ("Balie", "Entree"), strict=True):
        machine.write(lambda s, naam=naam: change_laptopnaam(s, LAPTOP, {"naam": naam}))  # type: ignore[misc]
    exchange(*machines)
    one, other = machines
    assert tables_of(one) == tables_of(other)
    for machine in machines:
        (row,) = machine.read(list_conflicts)
        assert {version.value for version in row.versions} == {"Balie", "Entree"}


def test_the_same_made_twice_is_one(machines: tuple[Machine, Machine]) -> None:
    for machine in machines:
        machine.write(lambda s: change_laptopnaam(s, LAPTOP, {"naam": "Balie"}))
    exchange(*machines)
    for machine in machines:
        assert machine.read(list_conflicts) == []
        assert machine.read(list_laptopnamen) == {LAPTOP: "Balie"}
