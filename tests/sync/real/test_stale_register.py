"""A hub that goes back in the register of laptops, with a house that was really founded."""

from __future__ import annotations

from typing import Any

import psycopg

from hvh_desktop.device import load_device
from hvh_desktop.sync.house.admission import House
from hvh_desktop.sync.house.register import Reason
from hvh_desktop.sync.thread.starting import connect
from tests.hub.served import ServedHub, hub, start_hub
from tests.medewerkers.founded import founded, founded_once
from tests.sync.test_connected import AddLaptop, Laptop, add_laptop, first

__all__ = ["add_laptop", "first", "founded", "founded_once", "hub", "start_hub"]


def count_entries(hub: ServedHub) -> int:
    with psycopg.connect(hub.database_url) as connection:
        row = connection.execute("SELECT max(number) FROM register_entry").fetchone()
    assert row is not None
    number: int = row[0]
    return number


def forget_entries(hub: ServedHub, number: int) -> None:
    hub.stop()
    with psycopg.connect(hub.database_url) as connection:
        connection.execute("DELETE FROM register_entry WHERE number > %s", (number,))
    hub.start()


def test_a_lost_laptop_stays_off_whatever_the_hub_forgot(
    first: Laptop, add_laptop: AddLaptop, hub: ServedHub
) -> None:
    second = add_laptop("tweede")
    lost = load_device(second.folder).id
    with first.sit("dennis") as dennis:
        dennis.in_step()
        before = count_entries(hub)

        def take_off(line: Any, files: Any) -> None:
            files.house.take_off(line.house, dennis.keyring, lost, Reason.verloren)

        dennis.syncing.ask(take_off)
    after = count_entries(hub)
    assert after > before
    forget_entries(hub, before)
    with first.sit("ilse") as ilse:
        ilse.write("Ömer")
        ilse.in_step()
    assert count_entries(hub) >= after, "the hub got the entries back"
    house = House(second.folder, lost)
    client = connect(second.folder, house)
    client.hello()
    assert house.sync(client.house).was_taken_off
    client.close()
