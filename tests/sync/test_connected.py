"""Real laptops of a real house at a real hub: founded, coupled, added, filled, written, read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Queue
from typing import NoReturn

import pytest

from hvh_desktop.crypto import KdfCost, Keyring, Vault
from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.device import load_device
from hvh_desktop.entry import enter, is_unfilled
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.sync.house.admission import Answer, House
from hvh_desktop.sync.house.following import BUSY
from hvh_desktop.sync.line.link import LinkFile, import_link, write_link
from hvh_desktop.sync.parts import NoHub
from hvh_desktop.sync.thread import filling
from hvh_desktop.sync.thread.runner import Syncing
from hvh_desktop.sync.thread.starting import connect, fill_laptop, make_syncing
from hvh_desktop.sync.thread.state import Filling, Stage, State
from hvh_desktop.sync.thread.telling import Listener
from tests.hub.served import ServedHub, hub, start_hub
from tests.medewerkers.founded import PASSWORDS, Founded, founded, founded_once
from tests.sync.laptops import deelnemer_columns
from tests.sync.running import until

__all__ = ["founded", "founded_once", "hub", "start_hub"]


@dataclass
class Sitting:
    """Somebody who is logged in on a laptop."""

    folder: Path
    keyring: Keyring
    database: Database
    syncing: Syncing
    states: list[State] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)
    kinds: Queue[frozenset[object]] = field(default_factory=Queue)

    def in_step(self) -> None:
        until(lambda: self.syncing.state.stage is Stage.in_step, "in step")

    def write(self, name: str) -> None:
        with self.database.transaction(Compartment.team) as session:
            session.add(Deelnemer(**deelnemer_columns(name)))

    def names(self) -> set[str]:
        with self.database.reading() as session:
            return {found.roepnaam for found in session.query(Deelnemer)}


@dataclass
class Laptop:
    """A folder that belongs to the house."""

    folder: Path
    founded: Founded

    def unlock(self, user_name: str) -> Keyring:
        return Vault(self.folder, KdfCost.cheap()).unlock(user_name, PASSWORDS[user_name])

    def fill(self, user_name: str) -> list[Filling]:
        keyring, seen = self.unlock(user_name), list[Filling]()
        try:
            fill_laptop(self.folder, keyring, seen.append)
        finally:
            keyring.wipe()
        return seen

    @contextmanager
    def sit(self, user_name: str) -> Iterator[Sitting]:
        keyring = self.unlock(user_name)
        if is_unfilled(self.folder, keyring):
            fill_laptop(self.folder, keyring, lambda _: None)
        database = enter(self.folder, keyring, clock=self.founded.clock)
        states, bugs, kinds = list[State](), list[BaseException](), Queue[frozenset[object]]()
        listener = Listener(states.append, kinds.put, bugs.append)
        syncing = make_syncing(self.folder, database, keyring, listener)
        database.on_commit(lambda _: syncing.nudge())
        syncing.start()
        try:
            yield Sitting(self.folder, keyring, database, syncing, states, bugs, kinds)
        finally:
            syncing.stop()
            database.close()
            keyring.wipe()
        assert bugs == []
        assert not syncing.is_alive
        assert not any(state.disputed for state in states), "an honest hub is not trusted"


AddLaptop = Callable[[str], Laptop]


def couple(folder: Path, file: LinkFile, keyring: Keyring) -> None:
    """Begin the register of the house at an empty hub, from this laptop."""
    house = House(folder, load_device(folder).id)
    link = replace(file.link, proxy="")
    client = connect(folder, house, link)
    client.hello()
    house.found(client.house, file.code, keyring)
    client.close()
    write_link(folder, replace(link, site=house.state.site))


@pytest.fixture
def first(founded: Founded, hub: ServedHub) -> Laptop:
    """The laptop on which the house was founded, coupled to the hub."""
    keyring = founded.vault.unlock("dennis", PASSWORDS["dennis"])
    couple(founded.folder, import_link(hub.link_file), keyring)
    keyring.wipe()
    return Laptop(founded.folder, founded)


@pytest.fixture
def add_laptop(first: Laptop, founded: Founded, hub: ServedHub, tmp_path: Path) -> AddLaptop:
    """Another one, let in by the beheerder."""

    def add(name: str) -> Laptop:
        folder = tmp_path / name
        folder.mkdir()
        house = House(folder, load_device(folder).id)
        link = replace(import_link(hub.link_file).link, proxy="")
        client = connect(folder, house, link)
        client.hello()
        assert house.ask(client.house) is Answer.wacht
        with first.sit("dennis") as dennis:
            dennis.in_step()

            def admit(line: object, files: object) -> None:
                (asking,) = line.house.list_asking()  # type: ignore[attr-defined]
                assert asking.words == house.words
                files.house.admit(line.house, dennis.keyring, asking)  # type: ignore[attr-defined]

            dennis.syncing.ask(admit)
        assert house.ask(client.house) is Answer.toegelaten
        assert house.sync(client.house).is_in
        client.close()
        write_link(folder, replace(link, site=house.state.site))
        return Laptop(folder, founded)

    return add


def test_a_laptop_is_added_filled_and_both_become_equal(
    first: Laptop, add_laptop: AddLaptop
) -> None:
    with first.sit("ilse") as ilse:
        ilse.write("Ömer")
        ilse.in_step()
    second = add_laptop("tweede")
    told = second.fill("marloes")
    assert told[-1].percent == 100
    with second.sit("marloes") as marloes, first.sit("ilse") as ilse:
        assert marloes.names() == {"Ömer"}
        marloes.write("Şirin")
        until(lambda: ilse.names() == {"Ömer", "Şirin"})
        assert Deelnemer in ilse.kinds.get(timeout=20)
        ilse.write("Łukasz")
        until(lambda: marloes.names() == {"Ömer", "Şirin", "Łukasz"})


def test_the_file_of_the_psycholoog_appears_when_he_first_comes(
    first: Laptop, add_laptop: AddLaptop
) -> None:
    with first.sit("ilse") as ilse:
        ilse.in_step()
    second = add_laptop("tweede")
    with second.sit("marloes") as marloes:
        marloes.in_step()
    assert not (second.folder / "behandeling.db").exists()
    with second.sit("judith") as judith:
        judith.in_step()
        assert Compartment.behandeling in judith.database.compartments
    assert (second.folder / "behandeling.db").exists()


def test_a_filling_that_breaks_off_goes_on_and_nobody_comes_in_before(
    first: Laptop, add_laptop: AddLaptop, hub: ServedHub
) -> None:
    with first.sit("ilse") as ilse:
        ilse.in_step()
    second = add_laptop("tweede")

    class Enough(Exception):
        pass

    def enough(_: Filling) -> None:
        raise Enough

    keyring = second.unlock("marloes")
    with pytest.raises(Enough):
        fill_laptop(second.folder, keyring, enough)
    assert is_unfilled(second.folder, keyring)
    hub.kill()
    with pytest.raises(NoHub) as away:
        fill_laptop(second.folder, keyring, lambda _: None)
    with pytest.raises(UserError, match="Zorg voor verbinding"):
        filling.come_later(second.folder, keyring, away.value)
    hub.start()
    fill_laptop(second.folder, keyring, lambda _: None)
    assert not is_unfilled(second.folder, keyring)
    database = enter(second.folder, keyring)
    with database.reading() as session:
        assert session.query(Medewerker).count() == 4
    database.close()
    keyring.wipe()


def test_a_hub_that_goes_and_comes_back_loses_nothing(first: Laptop, hub: ServedHub) -> None:
    with first.sit("ilse") as ilse:
        ilse.in_step()
        hub.kill()
        ilse.write("Ömer")
        until(lambda: ilse.syncing.state.stage is Stage.offline)
        until(lambda: ilse.syncing.state.waiting >= 1)
        hub.start()
        ilse.syncing.try_now()
        until(lambda: ilse.syncing.state.waiting == 0)
        ilse.in_step()


def test_who_finds_the_register_busy_tries_again_and_reports_no_fault(
    first: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a morning on which everybody has something to tell at once."""
    tried: list[str] = []

    def sync(*_: object) -> NoReturn:
        tried.append("")
        raise UserError(BUSY)

    monkeypatch.setattr(House, "sync", sync)
    with first.sit("ilse") as ilse:
        ilse.write("Ömer")
        until(lambda: ilse.syncing.state.stage is Stage.offline)
        assert tried
        monkeypatch.undo()
        ilse.syncing.try_now()
        until(lambda: ilse.syncing.state.waiting == 0)
        ilse.in_step()


def test_no_key_stays_in_memory_after_the_end(first: Laptop) -> None:
    with first.sit("ilse") as ilse:
        ilse.in_step()
        ilse.write("Ömer")
        files, opened = ilse.syncing._files, list[bytearray]()

        def has_opened() -> bool:
            opened[:] = (key for store in files.stores for key in store._keys._epochs.values())  # type: ignore[attr-defined]
            return bool(opened)

        until(has_opened)
    assert all(not any(key) for key in opened)
    assert ilse.keyring.is_wiped
