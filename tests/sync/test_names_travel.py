"""The name that a beheerder gives on one laptop is there on the other, over a real hub."""

from __future__ import annotations

from uuid import UUID

from hvh_desktop.db import Compartment
from hvh_desktop.verbindingen.service_namen import change_laptopnaam, list_laptopnamen
from tests.hub.served import hub, start_hub
from tests.medewerkers.founded import founded, founded_once
from tests.sync.running import until
from tests.sync.test_connected import AddLaptop, Laptop, Sitting, add_laptop, first

__all__ = ["add_laptop", "first", "founded", "founded_once", "hub", "start_hub"]


def names(sitting: Sitting) -> dict[UUID, str]:
    with sitting.database.reading() as session:
        return dict(list_laptopnamen(session))


def call(sitting: Sitting, laptop: UUID, naam: str) -> None:
    with sitting.database.transaction(Compartment.register) as session:
        change_laptopnaam(session, laptop, {"naam": naam})


def test_a_name_arrives_and_so_does_the_next(first: Laptop, add_laptop: AddLaptop) -> None:
    second = add_laptop("tweede")
    with first.sit("dennis") as here:
        here.in_step()
        ids = [one.id for one in here.syncing.ask(lambda line, files: files.house.list_laptops())]
        call(here, ids[0], "Balie")
        here.in_step()
        with second.sit("dennis") as there:
            until(lambda: names(there) == {ids[0]: "Balie"})
            call(there, ids[0], "Balie beneden")
            call(there, ids[1], "Kantoor")
            until(lambda: names(here) == {ids[0]: "Balie beneden", ids[1]: "Kantoor"})
            assert here.syncing.state.aside == there.syncing.state.aside == 0
