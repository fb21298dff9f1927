"""Each number is used once, whatever is put back, copied or lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.db.ids import id_from
from hvh_desktop.sync.parts import NO_HASH
from tests.sync.laptops import Desk, ListHub, NewDesk, assert_equal, copy_folder


def numbers_of(desk: Desk) -> list[tuple[UUID, int]]:
    rows = desk.rows("SELECT incarnation, n FROM envelope WHERE n > 0 ORDER BY number")
    return [(id_from(incarnation), n) for incarnation, n in rows]


def seal_one(desk: Desk, name: str = "Jeffrey") -> tuple[UUID, int]:
    desk.write_deelnemer(name)
    kept = desk.store.seal()
    assert kept is not None
    return kept.incarnation, kept.n


def test_numbers_go_on_after_a_restart(anna: Desk) -> None:
    incarnation, n = seal_one(anna)
    anna.restart()
    assert seal_one(anna) == (incarnation, n + 1)
    number, hash = anna.store.last_sealed()
    assert (number, hash) == (2, anna.store.find_own(incarnation, 2))
    assert anna.store.incarnation() == incarnation
    assert anna.store.find_own(incarnation, 3) is None


def test_a_database_of_yesterday_numbers_anew(anna: Desk, tmp_path: Path, hub: ListHub) -> None:
    first = seal_one(anna)
    anna.close()
    shutil.copy(anna.folder / "team.db", tmp_path / "gisteren.db")
    anna.log_in(anna.user)
    seal_one(anna, "Mehmet")
    anna.give(hub)
    anna.close()
    shutil.copy(tmp_path / "gisteren.db", anna.folder / "team.db")
    anna.log_in(anna.user)
    after = seal_one(anna, "Na het terugzetten")
    assert after[0] != first[0]
    assert after[1] == 1
    anna.sync(hub)
    assert anna.count("deelnemer") == 3
    assert len(hub.raws) == 3


def test_a_crash_before_the_file_beside_it_reuses_no_number(anna: Desk) -> None:
    """The envelope is in the database, the file still names the one before it."""
    numbers = anna.folder / "team.db-nummers"
    incarnation, _ = seal_one(anna)
    before = numbers.read_bytes()
    seal_one(anna, "Mehmet")
    numbers.write_bytes(before)
    anna.restart()
    assert [kept.n for kept in anna.store.list_unsent()] == [1, 2]
    assert numbers.read_bytes() != before
    assert seal_one(anna, "Delano") == (incarnation, 3)


@pytest.mark.parametrize("content", [b"", b"{}", b"geen json", b"[1]", b'{"n": -1}', None])
def test_a_lost_or_damaged_file_of_numbers_costs_nothing(
    anna: Desk, bram: Desk, hub: ListHub, content: bytes | None
) -> None:
    incarnation, _ = seal_one(anna)
    path = anna.folder / "team.db-nummers"
    path.unlink() if content is None else path.write_bytes(content)
    anna.restart()
    assert seal_one(anna, "Mehmet")[0] != incarnation
    anna.sync(hub)
    bram.sync(hub)
    assert_equal(anna, bram)


def test_a_copied_folder_is_noticed_when_the_other_copy_speaks(
    anna: Desk, new_desk: NewDesk, hub: ListHub
) -> None:
    incarnation, _ = seal_one(anna)
    anna.close()
    copy = new_desk(anna.folder, device=anna.device, user=anna.user)
    anna.log_in(anna.user)
    assert seal_one(copy, "Op de kopie") == (incarnation, 2)
    assert seal_one(anna, "Op de eerste") == (incarnation, 2)
    copy.give(hub)
    anna.sync(hub)
    assert anna.store.incarnation() != incarnation
    assert anna.store.last_sealed() == (0, NO_HASH)
    copy.sync(hub)
    assert_equal(anna, copy)
    assert anna.count("deelnemer") == 3


def test_what_a_copy_forgot_to_have_sealed_is_not_sealed_again(
    anna: Desk, tmp_path: Path, hub: ListHub
) -> None:
    anna.write_deelnemer()
    anna.close()
    copy = copy_folder(anna.folder, tmp_path / "kopie")
    anna.log_in(anna.user)
    anna.give(hub)
    anna.close()
    shutil.rmtree(anna.folder)
    copy.rename(anna.folder)
    anna.log_in(anna.user)
    anna.sync(hub)
    assert len(hub.raws) == 1
    assert anna.count("deelnemer") == 1
    assert anna.store.count_unsealed() == 0


def test_a_number_is_safe_before_the_envelope_can_leave(anna: Desk) -> None:
    """The file cannot be written: then nothing leaves, and nothing is lost."""
    seal_one(anna)
    blocker = anna.folder / "team.db-nummers.nieuw"
    blocker.mkdir()
    anna.write_deelnemer("Mehmet")
    with pytest.raises(Exception, match="niets worden verstuurd"):
        anna.store.seal()
    with pytest.raises(Exception, match="niets worden verstuurd"):
        anna.store.list_unsent()
    blocker.rmdir()
    assert [kept.n for kept in anna.store.list_unsent()] == [1, 2]
