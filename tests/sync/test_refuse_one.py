"""A beheerder sends one laptop away at a real hub: it hears so, and comes back only when asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from hvh_desktop.sync.house.admission import Answer
from hvh_desktop.sync.line.link import Link, import_link
from hvh_desktop.ui import kit
from hvh_desktop.verbindingen.joining import Joining
from hvh_desktop.verbindingen.laptops import LaptopDesk
from hvh_desktop.verbindingen.screen_join import JoinPage
from tests.hub.served import ServedHub, hub, start_hub
from tests.medewerkers.founded import founded, founded_once
from tests.sync.test_connected import Laptop, first

__all__ = ["first", "founded", "founded_once", "hub", "start_hub"]


@pytest.fixture
def link(first: Laptop, hub: ServedHub) -> Link:
    return replace(import_link(hub.link_file).link, proxy="")


@pytest.fixture
def desk(first: Laptop, link: Link) -> Iterator[LaptopDesk]:
    with first.sit("dennis") as dennis:
        dennis.in_step()
        yield LaptopDesk(first.folder, dennis.keyring, dennis.syncing.ask)


def new_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "vreemd"
    folder.mkdir()
    return folder


def says_on(page: JoinPage, words: str) -> bool:
    return any(words in one.text() for one in page.findChildren(kit.Label) if one.isVisible())


def test_who_is_refused_stays_so(desk: LaptopDesk, link: Link, tmp_path: Path) -> None:
    with closing(Joining(new_folder(tmp_path))) as stranger:
        stranger.use(link)
        assert stranger.look() is Answer.wacht
        desk.refuse(desk.list_asking()[0].id)
        assert [stranger.look() for _ in range(3)] == [Answer.geweigerd] * 3
        assert desk.list_asking() == ()
        stranger.use(link)
        assert stranger.look() is Answer.wacht
        assert len(desk.list_asking()) == 1


def test_the_screen_says_so(desk: LaptopDesk, hub: ServedHub, tmp_path: Path, qtbot: QtBot) -> None:
    page = JoinPage(new_folder(tmp_path))
    qtbot.addWidget(page)
    page.show()

    def says(words: str) -> bool:
        return says_on(page, words)

    page.use_file(hub.link_file)
    qtbot.waitUntil(lambda: len(desk.list_asking()) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: says("Wacht op een beheerder"))
    desk.refuse(desk.list_asking()[0].id)
    qtbot.waitUntil(lambda: says("heeft deze laptop geweigerd"), timeout=10_000)
    assert not says("Wacht op een beheerder")
    assert desk.list_asking() == ()
    again = page.findChild(QAbstractButton, "vraag_opnieuw")
    assert again is not None
    again.click()
    qtbot.waitUntil(lambda: len(desk.list_asking()) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: says("Wacht op een beheerder"))
    page.left.connect(page.close)
    back = page.findChild(QAbstractButton, "terug")
    assert back is not None
    back.click()


def test_a_request_on_a_stick_is_said_to_be_there(tmp_path: Path, qtbot: QtBot) -> None:
    page = JoinPage(new_folder(tmp_path))
    qtbot.addWidget(page)
    page.show()
    page.save_request(tmp_path / "aanvraag.hvh")
    assert (tmp_path / "aanvraag.hvh").exists()
    qtbot.waitUntil(lambda: says_on(page, "De aanvraag is bewaard."))
    page.save_request(tmp_path / "weg" / "aanvraag.hvh")
    qtbot.waitUntil(lambda: says_on(page, "Dit bestand kan niet worden gelezen of geschreven."))
    assert not says_on(page, "De aanvraag is bewaard.")
