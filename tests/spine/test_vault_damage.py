"""The vault file is damaged, newer, or cannot be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hvh_desktop.crypto import SPARE_FILE, VAULT_FILE
from hvh_desktop.crypto import document as documents
from hvh_desktop.errors import EnvironmentProblem
from tests.spine.vault_house import PSY, House, make_house, put, read, recomputed


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "gegevens")


def test_any_flipped_byte_is_noticed_and_opens_nothing(house: House) -> None:
    whole = (house.folder / VAULT_FILE).read_bytes()
    for place in range(len(whole)):
        for bit in (0x01, 0x20, 0x80):
            with pytest.raises((documents.Damaged, documents.TooNew)):
                documents.load(flip(whole, place, bit))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_flipped_byte_gives_a_clear_error(house: House, data: st.DataObject) -> None:
    whole = documents.dump(read(house))
    place = data.draw(st.integers(0, len(whole) - 1))
    put(house, flip(whole, place, data.draw(st.integers(1, 255))))
    with pytest.raises(EnvironmentProblem, match="beschadigd"):
        house.unlock("mentor")
    put(house, whole)


def flip(content: bytes, place: int, bits: int) -> bytes:
    return content[:place] + bytes([content[place] ^ bits]) + content[place + 1 :]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 5000, None])
def test_damaged_file_is_repaired_from_the_spare(house: House, content: bytes | None) -> None:
    path = house.folder / VAULT_FILE
    good = path.read_bytes()
    path.unlink() if content is None else path.write_bytes(content)
    keyring = house.unlock("mentor")
    assert keyring.holds("team")
    assert any("hersteld" in notice for notice in keyring.notices)
    assert path.read_bytes() == good


def test_newer_format_is_not_touched(house: House) -> None:
    body = json.loads(documents.dump(read(house)))["body"]
    content = recomputed({**body, "format": documents.FORMAT_SUCCESSION + 1, "extra": {}})
    put(house, content)
    with pytest.raises(EnvironmentProblem, match="nieuwere versie"):
        house.unlock("mentor")
    assert (house.folder / VAULT_FILE).read_bytes() == content


def test_write_that_fails_leaves_the_vault_as_it_was(house: House) -> None:
    """A folder on the place of the fresh file stands for a full or read-only disk."""
    whole = (house.folder / VAULT_FILE).read_bytes()
    for name in (VAULT_FILE, SPARE_FILE):
        blocked = house.folder / f"{name}.nieuw"
        blocked.mkdir()
        beheer = house.unlock("beheer")
        with pytest.raises(EnvironmentProblem, match="niet worden bewaard"):
            house.vault.remove_user(beheer, PSY)
        assert (house.folder / VAULT_FILE).read_bytes() == whole
        blocked.rmdir()
