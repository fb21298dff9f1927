"""The delay after wrong passwords: it grows, survives a restart and a clock that is set back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hvh_desktop.crypto import KdfCost, TooEarly, Vault, WrongPassword
from hvh_desktop.crypto.attempts import ATTEMPTS_FILE, Attempts, delay_after
from hvh_desktop.errors import EnvironmentProblem
from tests.spine.vault_house import MENTOR, PASSWORDS, House, make_house


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "gegevens")


def fail(vault: Vault, times: int, name: str = "mentor") -> int:
    wait = 0
    for _ in range(times):
        with pytest.raises(WrongPassword) as wrong:
            vault.unlock(name, "niet het goede")
        wait = wrong.value.wait_seconds
    return wait


def test_five_free_tries_then_doubling_to_a_quarter_of_an_hour(house: House) -> None:
    assert fail(house.vault, 4) == 0
    expected = [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]
    for wait in expected:
        assert fail(house.vault, 1) == wait
        with pytest.raises(TooEarly) as early:
            house.unlock("mentor")
        assert early.value.wait_seconds == wait == house.vault.wait_seconds("mentor")
        house.time.run(wait)
    assert house.unlock("mentor").medewerker_id == MENTOR
    assert fail(house.vault, 4) == 0


@given(st.integers(0, 10_000))
def test_the_delay_never_shrinks(failures: int) -> None:
    assert 0 <= delay_after(failures) <= delay_after(failures + 1) <= 900


def test_one_user_does_not_lock_out_another(house: House) -> None:
    fail(house.vault, 5)
    assert house.unlock("psy").holds("behandeling")
    assert house.vault.wait_seconds("mentor") == 5


def test_a_name_that_does_not_exist_waits_just_the_same(house: House) -> None:
    assert fail(house.vault, 5, "niemand") == 5
    with pytest.raises(TooEarly):
        house.vault.unlock("Niemand ", "x")


def test_restart_keeps_the_delay(house: House) -> None:
    wait = fail(house.vault, 5)
    again = house.restart()
    with pytest.raises(TooEarly) as early:
        again.unlock("mentor", PASSWORDS["mentor"])
    assert early.value.wait_seconds == wait
    house.time.run(wait)
    assert again.unlock("mentor", PASSWORDS["mentor"]).medewerker_id == MENTOR


def test_a_crash_during_the_check_counts_as_a_failure(house: House) -> None:
    """The try is on disk before the password is checked."""
    attempts = Attempts(house.folder, None, house.time.clock())
    for _ in range(5):
        attempts.start("naam")
    assert Attempts(house.folder, None, house.time.restarted()).wait_seconds("naam") == 5


@pytest.mark.parametrize("back", [1, 3600, 10 * 365 * 86400])
def test_clock_set_back_starts_the_delay_again(house: House, back: int) -> None:
    wait = fail(house.vault, 5)
    house.time.wall -= back
    again = house.restart()
    with pytest.raises(TooEarly) as early:
        again.unlock("mentor", PASSWORDS["mentor"])
    assert early.value.wait_seconds == wait
    house.time.run(wait - 1)
    with pytest.raises(TooEarly):
        again.unlock("mentor", PASSWORDS["mentor"])
    house.time.run(1)
    assert again.unlock("mentor", PASSWORDS["mentor"]).medewerker_id == MENTOR


def test_clock_set_forward_does_not_help_while_the_program_runs(house: House) -> None:
    fail(house.vault, 5)
    house.time.wall += 86400
    with pytest.raises(TooEarly):
        house.unlock("mentor")


def two_places(house: House, second: Path) -> Vault:
    second.mkdir(exist_ok=True)
    return Vault(house.folder, KdfCost.cheap(), house.time.clock(), second)


@pytest.mark.parametrize("gone", [0, 1])
@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"names":{},"unknown":[0,1]}'])
def test_one_place_deleted_or_damaged_keeps_the_delay(
    house: House, tmp_path: Path, gone: int, content: bytes | None
) -> None:
    second = tmp_path / "instellingen"
    wait = fail(two_places(house, second), 5)
    path = (house.folder, second)[gone] / ATTEMPTS_FILE
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(TooEarly) as early:
        two_places(house, second).unlock("mentor", PASSWORDS["mentor"])
    assert early.value.wait_seconds == wait


def test_both_places_deleted_gives_nobody_free_tries(house: House) -> None:
    (house.folder / ATTEMPTS_FILE).unlink()
    for _ in range(2):
        with pytest.raises(TooEarly) as early:
            house.unlock("mentor")
        assert early.value.wait_seconds == 5
    house.time.run(5)
    assert fail(house.vault, 1) == 10
    house.time.run(10)
    assert house.unlock("mentor").medewerker_id == MENTOR


def test_made_up_names_do_not_fill_the_disk(house: House) -> None:
    attempts = Attempts(house.folder, None, house.time.clock())
    for _ in range(5):
        attempts.start("wacht")
    names = [f"naam {number}" for number in range(1010)]
    content = {name: [1, house.time.wall - 10] for name in names}
    path = house.folder / ATTEMPTS_FILE
    merged = path.read_text().replace('{"names":{', '{"names":{' + _json(content) + ",")
    path.write_text(merged)
    attempts.start("nog een")
    assert path.stat().st_size < 60_000
    assert attempts.wait_seconds("wacht") == 5


def _json(content: dict[str, list[float]]) -> str:
    return ",".join(f'"{name}":{value}' for name, value in content.items())


def test_a_folder_that_cannot_be_written_is_no_way_around(house: House) -> None:
    path = house.folder / ATTEMPTS_FILE
    path.unlink()
    path.mkdir()
    with pytest.raises(EnvironmentProblem, match="niet worden bewaard"):
        house.unlock("mentor")
