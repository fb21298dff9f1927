"""A house grows: from one laptop to a hub and a second laptop, where colleagues find everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hvh_desktop.crypto import KdfCost, Vault
from tests.conftest import Clock
from tests.hub.served import ServedHub, hub, start_hub
from tests.journeys import work, work_sync
from tests.journeys.test_thin_line import FIRST, OWN, first_login, record_him, set_up
from tests.journeys.work_sync import HE, Desk, MakeDesk

__all__ = ["hub", "start_hub"]

NEW = "zeven natte kranten"
NOTE = "Hij slaapt slecht sinds het bezoek van zijn broer."


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path, clock: Clock, hub: ServedHub) -> Iterator[MakeDesk]:
    with work_sync.desks(qtbot, tmp_path, clock, hub) as make:
        yield make


def found_it(laptop: Desk) -> None:
    """The first laptop: a house, and a man in it."""
    laptop.begin("begin_nieuw")
    set_up(laptop)
    first_login(laptop, "ilse")
    record_him(laptop)
    laptop.see("Bewaard op deze laptop")
    laptop.lock()


def bring_it(first: Desk) -> None:
    """The beheerder has no key of the dossiers: who has one brings them to the hub."""
    first.login("ilse", OWN)
    first.await_sent()
    first.lock()


def find_him_there(second: Desk) -> None:
    """His mentor, on a laptop where nobody ever was. Her password was given on the other."""
    second.login("marloes", FIRST)
    second.see("Kies je eigen wachtwoord")
    second.answer(oud=FIRST, nieuw=OWN, nog=OWN)
    second.press("Wijzig het wachtwoord")
    second.see("Je wachtwoord is gewijzigd", "Vandaag")
    second.await_sent()
    second.picture("08-vandaag-op-de-tweede")
    work.open_dossier(second, HE)
    second.see(HE, "Nog geen krachteninventarisatie")
    second.lock()


def write_for_himself(second: Desk) -> None:
    """The psycholoog: his file was never on this laptop. Nobody else has it open after him."""
    assert not (second.folder / "behandeling.db").exists()
    second.login("nadia", FIRST)
    second.answer(oud=FIRST, nieuw=OWN, nog=OWN)
    second.press("Wijzig het wachtwoord")
    second.see("Je wachtwoord is gewijzigd")
    assert (second.folder / "behandeling.db").exists()
    second.go("Deelnemers", HE)
    if second.stands("Waarom open je dit dossier?"):
        second.press("Overleg over hem")
    second.tab("Zorg")
    second.fill("notitie", NOTE)
    second.press("bewaar_notitie")
    second.see(NOTE)
    second.picture("09-zorg-van-de-psycholoog")
    second.await_sent()
    second.lock()
    second.login("marloes", OWN)
    work.open_dossier(second, HE, "Zorg")
    second.see_not(NOTE, "Nieuwe notitie")
    assert second.program.inside is not None
    assert "behandeling" not in second.program.inside.database.compartments
    second.lock()
    vault = Vault(second.folder, KdfCost.cheap())
    keyring = vault.unlock("marloes", OWN)
    assert not keyring.holds("behandeling")
    keyring.wipe()


def change_password(first: Desk, second: Desk) -> None:
    """On the first; the second knows it as soon as somebody is in there."""
    first.login("marloes", OWN)
    first.go("Instellingen", "wachtwoord")
    first.answer(oud=OWN, nieuw=NEW, nog=NEW)
    first.press("Wijzig het wachtwoord")
    first.see("Je wachtwoord is gewijzigd")
    first.await_sent()
    first.lock()
    second.login("nadia", OWN)
    second.await_sent()
    second.lock()
    second.login("marloes", NEW)
    second.see("Vandaag")
    second.lock()


def test_a_second_laptop_comes_into_the_house(make_desk: MakeDesk) -> None:
    first, second = make_desk("eerste"), make_desk("tweede")
    found_it(first)
    work_sync.couple(first, OWN)
    bring_it(first)
    work_sync.add_laptop(first, second, OWN)
    first.lock()
    find_him_there(second)
    write_for_himself(second)
    change_password(first, second)
    work_sync.await_equal(first, second, "marloes", NEW)
