"""Laptops of strangers ask at a real hub; a beheerder sends them away at once."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from hvh_desktop.sync.house.admission import Answer
from hvh_desktop.sync.line.link import import_link
from hvh_desktop.verbindingen.joining import Joining
from hvh_desktop.verbindingen.laptops import LaptopDesk
from tests.hub.served import ServedHub, hub, start_hub
from tests.medewerkers.founded import founded, founded_once
from tests.sync.test_connected import Laptop, first

__all__ = ["first", "founded", "founded_once", "hub", "start_hub"]


def test_strangers_are_sent_away(first: Laptop, hub: ServedHub, tmp_path: Path) -> None:
    link = replace(import_link(hub.link_file).link, proxy="")
    with ExitStack() as stack:
        strangers = []
        for number in range(3):
            folder = tmp_path / f"vreemd-{number}"
            folder.mkdir()
            one = stack.enter_context(closing(Joining(folder)))
            one.use(link)
            assert one.look() is Answer.wacht
            strangers.append(one)
        with first.sit("dennis") as dennis:
            dennis.in_step()
            desk = LaptopDesk(first.folder, dennis.keyring, dennis.syncing.ask)
            assert len(desk.list_asking()) == 3
            assert desk.refuse_all() == 3
            assert desk.list_asking() == ()
        assert {one.look() for one in strangers} == {Answer.geweigerd}
