"""Recovery sheets: two of three, typed by people."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hvh_desktop.crypto.recovery import join_sheets, split_secret
from hvh_desktop.errors import UserError
from tests.spine.vault_house import House, as_bytes, make_house


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "gegevens")


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_any_two_sheets_give_the_secret_and_one_does_not(secret: bytes) -> None:
    sheets = [sheet.text for sheet in split_secret(secret, "huis", 1)]
    for pair in combinations(sheets, 2):
        assert join_sheets(pair) == secret
    assert join_sheets(sheets) == secret
    for sheet in sheets:
        with pytest.raises(UserError, match="twee van de drie"):
            join_sheets([sheet])


def test_sheets_may_be_typed_in_many_ways(house: House) -> None:
    words = house.sheets[0].words
    numbered = "\n".join(f"{place}. {word.upper()}" for place, word in enumerate(words, 1))
    short = ", ".join(word[:4] for word in house.sheets[1].words)
    assert house.vault.recover([numbered, "", short]).is_recovery


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 32), st.integers(1, 1023))
def test_one_wrong_word_is_found_on_its_sheet(place: int, shift: int) -> None:
    from shamir_mnemonic.wordlist import WORDLIST

    good, other, _ = split_secret(bytes(range(32)), "huis", 1)
    words = list(other.words)
    words[place] = WORDLIST[(WORDLIST.index(words[place]) + shift) % 1024]
    with pytest.raises(UserError) as wrong:
        join_sheets([good.text, " ".join(words)])
    assert set(wrong.value.fields) == {"blad_2"}
    shown = wrong.value.text + wrong.value.fields["blad_2"]
    assert not any(word in shown.split() for word in words)


def test_each_mistake_with_sheets_has_its_own_sentence(house: House, tmp_path: Path) -> None:
    one, two, _ = (sheet.text for sheet in house.sheets)
    foreign = [sheet.text for sheet in make_house(tmp_path / "ander huis").sheets]
    cases: list[tuple[list[str], str, str]] = [
        ([], "twee van de drie", ""),
        ([one, "  "], "twee van de drie", ""),
        ([one, one], "hetzelfde blad als blad 1", "blad_2"),
        ([one, foreign[1]], "horen niet bij elkaar", ""),
        ([one, foreign[0]], "horen niet bij elkaar", ""),
        (foreign[:2], "passen niet op deze kluis", ""),
        ([one, two.rsplit(" ", 1)[0]], "blad 2", "blad_2"),
        (["zomaar " + one, two], "blad 1", "blad_1"),
        (["🙂", two], "blad 1", "blad_1"),
    ]
    for sheets, sentence, field in cases:
        with pytest.raises(UserError, match=sentence) as wrong:
            house.vault.recover(sheets)
        assert set(wrong.value.fields) == ({field} if field else set())
        assert wrong.value.__cause__ is None


def test_new_sheets_replace_the_old(house: House) -> None:
    recovery = house.vault.recover([sheet.text for sheet in house.sheets[:2]])
    fresh = house.vault.renew_recovery(recovery)
    assert [sheet.series for sheet in fresh] == [2, 2, 2]
    with pytest.raises(UserError, match="passen niet op deze kluis"):
        house.vault.recover([sheet.text for sheet in house.sheets[:2]])
    assert as_bytes(house.vault.recover([fresh[2].text, fresh[0].text])) == as_bytes(house.setup)
    with pytest.raises(UserError, match="alle sleutels"):
        house.vault.renew_recovery(house.unlock("beheer"))
