"""A laptop that is killed between any two things that it does to its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hvh_desktop.sync.envelope import split
from tests.sync.killed import FolderHub, Orders, live
from tests.sync.laptops import NOTHING, House, NewDesk, assert_equal


@pytest.mark.parametrize("first", range(1, 5))
def test_a_kill_between_any_two_steps_loses_and_doubles_nothing(
    new_desk: NewDesk, huis: House, tmp_path: Path, first: int
) -> None:
    folder = tmp_path / "hub"
    folder.mkdir()
    anna, bram = new_desk(), new_desk()
    deelnemer = bram.write_deelnemer()
    bram.sync(FolderHub(folder))
    anna.close()
    orders = Orders(huis, anna.folder, folder, anna.device, anna.user, {})
    live(orders)
    said: list[str] = []
    kills = 0
    for kill_at in range(first, 150, 16):
        bram.write_punt(deelnemer, f"Van Bram voor kill {kill_at}.")
        bram.sync(FolderHub(folder))
        words = {deelnemer: [f"Van Anna voor kill {kill_at}."]}
        heard, is_whole = live(replace(orders, writes=words, kill_at=kill_at))
        kills += not is_whole
        said += heard
    live(orders)
    bram.sync(FolderHub(folder))
    anna.log_in(anna.user)
    assert kills >= 5
    found = [tekst for (tekst,) in anna.rows("SELECT tekst FROM aandachtspunt")]
    assert set(said) <= set(found)
    assert len(found) == len(set(found))
    assert_equal(anna, bram)
    assert anna.store.count_aside() == bram.store.count_aside() == NOTHING
    assert (anna.store.count_unsealed(), anna.store.count_unsent()) == (0, 0)
    assert_each_number_once(FolderHub(folder))


def assert_each_number_once(hub: FolderHub) -> None:
    headers = [split(raw).header for raw in hub.raws]
    names = [(header.device, header.incarnation, header.n) for header in headers]
    assert len(names) == len(set(names))
