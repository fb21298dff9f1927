"""A laptop leaves the house: only when nothing of it is left behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hvh_desktop.db import Compartment
from hvh_desktop.device import change_backups_folder
from hvh_desktop.errors import UserError
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.safekeeping import backup_if_due
from hvh_desktop.sync.parts import Hub, NoHub
from hvh_desktop.sync.thread import leaving
from hvh_desktop.sync.thread.state import Stage
from hvh_desktop.ui.crash import record_crash
from tests.hub.served import ServedHub, hub, start_hub
from tests.medewerkers.founded import founded, founded_once
from tests.sync.running import until
from tests.sync.test_connected import AddLaptop, Laptop, add_laptop, first

__all__ = ["add_laptop", "first", "founded", "founded_once", "hub", "start_hub"]


def test_a_laptop_leaves_when_all_is_sent_and_nothing_stays_on_it(
    first: Laptop, add_laptop: AddLaptop
) -> None:
    second = add_laptop("tweede")
    backups = second.folder.parent / "kopieën"
    backups.mkdir()
    (backups / "vakantie.jpg").write_bytes(b"van hemzelf")
    change_backups_folder(second.folder, backups)
    record_crash(second.folder, RuntimeError())
    with second.sit("dennis") as dennis:
        assert backup_if_due(second.folder, dennis.database, dennis.keyring, backups)
        dennis.in_step()
        left = dennis.syncing.ask(leaving.find_left)
        assert left.is_nothing
        dennis.syncing.ask(lambda line, files: leaving.leave(line, files, dennis.keyring))
    leaving.forget_house(second.folder)
    assert [path.name for path in second.folder.iterdir() if path.name != "kluis.lock"] == []
    assert [path.name for path in backups.iterdir()] == ["vakantie.jpg"]
    with first.sit("ilse") as ilse:
        ilse.in_step()
        taken = ilse.syncing.ask(lambda line, files: files.house.list_laptops())
        assert sorted(laptop.is_in for laptop in taken) == [False, True]


def test_what_is_not_sent_goes_into_a_file_and_comes_back_elsewhere(
    first: Laptop, add_laptop: AddLaptop, hub: ServedHub, tmp_path: Path
) -> None:
    second = add_laptop("tweede")
    rescue = tmp_path / leaving.RESCUE_NAME
    with second.sit("marloes") as marloes:
        marloes.in_step()
        hub.kill()
        marloes.write("Ömer")
        until(lambda: marloes.syncing.state.stage is Stage.offline)
    with second.sit("marloes") as marloes:
        until(lambda: marloes.syncing.state.stage is Stage.offline)
        assert leaving.write_rescue(marloes.syncing._files, rescue) >= 1  # type: ignore[arg-type]
    assert "Ömer".encode() not in rescue.read_bytes()
    hub.start()
    with first.sit("ilse") as ilse:
        ilse.in_step()
        site = ilse.syncing.ask(lambda line, files: files.house.state.site)
        brought = ilse.syncing.ask(lambda line, files: leaving.import_rescue(line, site, rescue))
        again = ilse.syncing.ask(lambda line, files: leaving.import_rescue(line, site, rescue))
        assert brought == again
        assert (brought.total >= 1, brought.aside) == (True, 0)
        until(lambda: ilse.names() == {"Ömer"})


def test_work_that_is_not_sent_keeps_the_laptop(first: Laptop, add_laptop: AddLaptop) -> None:
    second = add_laptop("tweede")
    with second.sit("dennis") as dennis:
        dennis.in_step()

        def write_and_leave(line: Any, files: Any) -> None:
            with dennis.database.transaction(Compartment.log) as session:
                record_raadpleging(session, "laptops", None)
            leaving.leave(line, files, dennis.keyring)

        with pytest.raises(UserError, match="reddingsbestand"):
            dennis.syncing.ask(write_and_leave)


def test_work_that_this_person_cannot_open_keeps_it_too(
    first: Laptop, add_laptop: AddLaptop
) -> None:
    add_laptop("tweede")
    with first.sit("dennis") as dennis:
        dennis.in_step()
        left = dennis.syncing.ask(leaving.find_left)
        assert "team" in left.closed
        with pytest.raises(UserError, match="‘team’"):
            dennis.syncing.ask(
                lambda line, files: leaving.leave(line, files, dennis.keyring, is_rescued=True)
            )


class NoLine:
    """Somebody who may not be asked anything."""

    def __getattr__(self, name: str) -> object:
        raise NoHub("nee")


@pytest.mark.parametrize("content", [b"", b"hvh-redding/1\n", b"hvh-redding/1\n" + bytes(40)])
def test_another_file_is_no_rescue_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets"
    path.write_bytes(content)
    line: Hub = NoLine()  # type: ignore[assignment]
    with pytest.raises(UserError, match="geen reddingsbestand"):
        leaving.import_rescue(line, "huis", path)
    with pytest.raises(UserError, match="niet worden gelezen"):
        leaving.import_rescue(line, "huis", tmp_path / "weg")
