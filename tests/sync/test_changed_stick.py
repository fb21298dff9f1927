"""A stick or a file that somebody changed: the new laptop does not go to another server."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.site import make_site
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.house import carrying
from hvh_desktop.sync.house.admission import Answer
from hvh_desktop.sync.line.link import LINK_FILE, import_link, read_link
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.verbindingen.joining import Joining
from hvh_desktop.verbindingen.laptops import LaptopDesk
from tests.hub.served import ServedHub
from tests.medewerkers.founded import PASSWORDS, Founded, founded, founded_once
from tests.sync.test_connected import Laptop, first, hub, start_hub
from tests.verbindingen.coupled import Coupled

__all__ = ["first", "founded", "founded_once", "hub", "start_hub"]


@pytest.fixture
def coupled(founded: Founded) -> Coupled:
    keyring = founded.vault.unlock("dennis", PASSWORDS["dennis"])
    return Coupled(founded.folder, keyring)


@pytest.fixture
def stick(coupled: Coupled, tmp_path: Path) -> tuple[Joining, bytes]:
    """A new laptop, and the admission that a beheerder made for it."""
    folder = tmp_path / "nieuw"
    folder.mkdir()
    joining = Joining(folder)
    desk = LaptopDesk(coupled.folder, coupled.keyring, coupled.ask)
    desk.admit(carrying.read_request(joining.write_request()))
    desk.write_admission(tmp_path / "toelating.hvh")
    return joining, (tmp_path / "toelating.hvh").read_bytes()


def another_server() -> dict[str, str]:
    certificate = make_site(["hub.kwaad"], datetime.now(UTC)).authority.decode()
    hub = primitives.sign_public(primitives.new_key()).hex()
    return {"certificaat": certificate, "hub": hub}


def with_link(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    said = json.loads(content)
    link = json.loads(said["koppeling"])
    change(link)
    return json.dumps({**said, "koppeling": json.dumps(link)}).encode()


def test_as_it_was_made(stick: tuple[Joining, bytes], coupled: Coupled, tmp_path: Path) -> None:
    joining, content = stick
    assert joining.take_admission(content) is Answer.toegelaten
    assert read_link(tmp_path / "nieuw") == read_link(coupled.folder)


@pytest.mark.parametrize("name", ["certificaat", "hub"])
def test_another_server_on_the_stick(
    stick: tuple[Joining, bytes], tmp_path: Path, name: str
) -> None:
    joining, content = stick
    changed = with_link(content, lambda link: link.update({name: another_server()[name]}))
    with pytest.raises(UserError, match="andere server"):
        joining.take_admission(changed)
    assert not (tmp_path / "nieuw" / LINK_FILE).exists()
    assert joining.take_admission(content) is Answer.toegelaten, "the right one still works"


def test_the_house_may_be_reached_elsewhere(stick: tuple[Joining, bytes], tmp_path: Path) -> None:
    """Another address, and the same certificate written otherwise: still the same server."""
    joining, content = stick

    def move(link: dict[str, Any]) -> None:
        link["adres"] = "https://10.0.0.7:9443"
        link["certificaat"] = "\n" + link["certificaat"].replace("\n", "\r\n")

    assert joining.take_admission(with_link(content, move)) is Answer.toegelaten
    found = read_link(tmp_path / "nieuw")
    assert found is not None
    assert found.address == "https://10.0.0.7:9443"


def test_the_mark_of_the_server_is_signed(stick: tuple[Joining, bytes]) -> None:
    """Nobody on the way puts another mark, or none, in the words of the beheerder."""
    joining, content = stick
    said = json.loads(content)
    for number, (entry, sign) in enumerate(said["regels"]):
        head = json.loads(base64.b64decode(entry).split(b"\n")[0])
        if head.pop("server", None) is not None:
            said["regels"][number] = [
                base64.b64encode(primitives.canonical(head)).decode("ascii"),
                sign,
            ]
            break
    else:
        raise AssertionError("no mark in the register")
    with pytest.raises((UserError, EnvironmentProblem)):
        joining.take_admission(json.dumps(said).encode())


def test_a_server_in_between_is_noticed(
    first: Laptop, hub: ServedHub, founded: Founded, tmp_path: Path
) -> None:
    """Online: a file that names another one, that passes on all that it hears to the real one."""
    link = replace(import_link(hub.link_file).link, proxy="")
    folder = tmp_path / "nieuw"
    folder.mkdir()
    joining = Joining(folder)
    joining.use(link)
    assert joining.look() is Answer.wacht
    with first.sit("dennis") as dennis:
        dennis.in_step()
        desk = LaptopDesk(first.folder, dennis.keyring, dennis.syncing.ask)
        (asking,) = desk.list_asking()
        desk.admit(asking)
    false = replace(link, hub=primitives.sign_public(primitives.new_key()))
    joining.use(false)
    with pytest.raises((UserError, HubRefuses, NoHub)):
        joining.look()
    assert not (folder / LINK_FILE).exists()
    joining.use(link)
    assert joining.look() is Answer.toegelaten
    joining.close()


def test_who_was_let_in_without_a_mark_comes_in_as_before(coupled: Coupled, tmp_path: Path) -> None:
    """By a beheerder with the version before this one."""
    folder = tmp_path / "nieuw"
    folder.mkdir()
    joining = Joining(folder)
    coupled.house.admit(
        coupled.hub, coupled.keyring, carrying.read_request(joining.write_request())
    )
    link = (coupled.folder / LINK_FILE).read_text("utf-8")
    content = carrying.write_admission(coupled.hub, link)
    assert joining.take_admission(content) is Answer.toegelaten
