"""A colleague leaves while her laptop stays in use: the whole program, from account to release."""

from __future__ import annotations

from typing import Any

from hvh_desktop.medewerkers.accounts import Entry
from hvh_desktop.sync.house.register import Decision, Reason
from hvh_desktop.sync.thread import leaving
from hvh_desktop.sync.thread.state import Stage, page_sentences
from hvh_desktop.verbindingen.laptops import LaptopDesk
from hvh_desktop.verbindingen.late import Waarom
from tests.conftest import NOW
from tests.hub.served import ServedHub, hub, start_hub
from tests.medewerkers.founded import Founded, founded, founded_once
from tests.sync.running import until
from tests.sync.test_connected import AddLaptop, Laptop, Sitting, add_laptop, first

__all__ = ["add_laptop", "first", "founded", "founded_once", "hub", "start_hub"]


def desk_of(dennis: Sitting) -> LaptopDesk:
    return LaptopDesk(dennis.folder, dennis.keyring, dennis.syncing.ask)


def end_account(dennis: Sitting, founded: Founded, name: str) -> None:
    """As the page of this colleague does it, and everybody hears of it."""
    day = founded.clock().date().replace(day=1)
    entry = Entry(founded.vault, dennis.keyring, dennis.database, dennis.folder)
    entry.complete_account(founded.id_of(name), day)
    dennis.syncing.try_now()
    until(lambda: dennis.syncing.ask(lambda _, files: bool(files.house.state.left)))


def test_what_lay_on_her_laptop_waits_for_the_beheerder(
    first: Laptop, add_laptop: AddLaptop, founded: Founded, hub: ServedHub
) -> None:
    second, who = add_laptop("tweede"), founded.id_of("marloes")
    with second.sit("marloes") as marloes:
        marloes.in_step()
        hub.kill()
        until(lambda: marloes.syncing.state.stage is Stage.offline)
        marloes.write("Ömer")
    hub.start()
    with first.sit("dennis") as dennis:
        dennis.in_step()
        end_account(dennis, founded, "marloes")
    with second.sit("marloes") as marloes:  # this laptop has not heard of it yet
        until(lambda: marloes.syncing.state.held > 0)
        marloes.write("Delano")
        until(lambda: marloes.syncing.state.held > 1)
        said = "\n".join(one.text for one in page_sentences(marloes.syncing.state, NOW))
        assert "apart bij de server" in said
    with first.sit("ilse") as ilse:
        ilse.write("Jeffrey")
        ilse.in_step()
        assert ilse.names() == {"Jeffrey"}
    with first.sit("dennis") as dennis:
        dennis.in_step()
        (group,) = desk_of(dennis).list_late()
        assert (group.waarom, group.id) == (Waarom.weg, who)
        desk_of(dennis).decide_late(group, Decision.toelaten)
        assert desk_of(dennis).list_late() == ()
    with first.sit("ilse") as ilse:
        until(lambda: ilse.names() == {"Jeffrey", "Ömer", "Delano"})
        assert ilse.syncing.state.aside == 0
    with second.sit("ilse") as ilse:
        until(lambda: ilse.names() == {"Jeffrey", "Ömer", "Delano"})
        until(lambda: ilse.syncing.state.held == 0)


def test_a_rescue_file_of_a_laptop_that_left_waits_too(
    first: Laptop, add_laptop: AddLaptop, hub: ServedHub, tmp_path: Any
) -> None:
    second = add_laptop("tweede")
    rescue = tmp_path / leaving.RESCUE_NAME
    with second.sit("marloes") as marloes:
        marloes.in_step()
        hub.kill()
        marloes.write("Ömer")
        until(lambda: marloes.syncing.state.stage is Stage.offline)
        assert leaving.write_rescue(marloes.syncing._files, rescue) >= 1  # type: ignore[arg-type]
        gone = marloes.syncing._files.house.keys.id  # type: ignore[attr-defined]
    hub.start()
    with first.sit("dennis") as dennis:
        dennis.in_step()
        desk = desk_of(dennis)
        desk.take_off(gone, Reason.ingeleverd)
        brought = desk.read_rescue(rescue)
        assert brought.aside == brought.total >= 1
        (group,) = desk.list_late()
        assert (group.waarom, group.id) == (Waarom.afgemeld, gone)
    with first.sit("ilse") as ilse:
        ilse.in_step()
        assert ilse.names() == set()
    with first.sit("dennis") as dennis:
        dennis.in_step()
        desk_of(dennis).decide_late(group, Decision.toelaten)
    with first.sit("ilse") as ilse:
        until(lambda: ilse.names() == {"Ömer"})
