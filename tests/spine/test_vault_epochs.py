"""New keys from some day on, who gets them, and what everybody signed before."""

from __future__ import annotations

from pathlib import Path

import pytest

from hvh_desktop.crypto import Keyring, primitives
from hvh_desktop.crypto.travel import read_vault
from hvh_desktop.errors import EnvironmentProblem, UserError
from tests.spine.vault_house import (
    ALL,
    BEHEERDER,
    COLLEAGUE,
    MENTOR,
    MENTOR_KEYS,
    PASSWORDS,
    PSY,
    PSY_KEYS,
    House,
    make_house,
    read,
    write,
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "gegevens")


def rotate(house: House, keyring: Keyring, *compartments: str) -> None:
    draft = house.vault.draft_rotation(keyring, compartments)
    house.vault.merge(read_vault(draft), keyring)


def test_without_rotation_everything_is_epoch_0(house: House) -> None:
    mentor = house.unlock("mentor")
    assert mentor.epoch("team") == 0
    assert mentor.stream_secret("team", 0) is mentor.key("team")
    assert mentor.stream_secret("team", 1) is None
    assert mentor.stream_secret("behandeling", 0) is None


def test_a_new_epoch_goes_to_who_may_have_it_and_to_the_sheets(house: House) -> None:
    rotate(house, house.unlock("beheer"), "behandeling", "team")
    psy, mentor = house.unlock("psy"), house.unlock("mentor")
    assert (psy.epoch("behandeling"), psy.epoch("team"), psy.epoch("log")) == (1, 1, 0)
    assert (mentor.epoch("behandeling"), mentor.epoch("team")) == (0, 1)
    assert mentor.stream_secret("team", 1) == psy.stream_secret("team", 1)
    assert mentor.stream_secret("team", 1) != mentor.stream_secret("team", 0)
    sheets = house.vault.recover([sheet.text for sheet in house.sheets[1:]])
    assert sheets.stream_secret("behandeling", 1) == psy.stream_secret("behandeling", 1)
    rotate(house, house.unlock("beheer"), "team")
    assert house.unlock("psy").epoch("team") == 2
    assert house.unlock("psy").stream_secret("team", 1) == psy.stream_secret("team", 1)


def test_the_beheerder_draws_a_key_that_he_may_not_read_and_forgets_it(house: House) -> None:
    beheer = house.unlock("beheer")
    rotate(house, beheer, "behandeling", "register")
    secret = bytes(house.unlock("psy").stream_secret("behandeling", 1) or b"")
    assert house.vault.refresh(beheer)
    assert len(secret) == 32
    assert secret not in [bytes(key) for key in beheer.secrets().values()]
    assert (beheer.epoch("behandeling"), beheer.epoch("register")) == (0, 1)
    assert secret not in (house.folder / "kluis.json").read_bytes()


def test_only_a_beheerder_rotates(house: House) -> None:
    with pytest.raises(UserError, match="beheerder"):
        house.vault.draft_rotation(house.unlock("mentor"), ["team"])
    with pytest.raises(ValueError, match="not in this vault"):
        house.vault.draft_rotation(house.unlock("beheer"), ["team.1"])


def test_a_draft_writes_nothing(house: House) -> None:
    before = house.vault.content()
    house.vault.draft_rotation(house.unlock("beheer"), ["team"])
    assert house.vault.content() == before


def test_who_comes_later_gets_every_epoch_from_a_colleague(house: House) -> None:
    beheer = house.unlock("beheer")
    rotate(house, beheer, "team")
    house.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    user = {u.medewerker_id: u for u in house.vault.users(beheer)}[COLLEAGUE]
    assert (set(user.wanted), set(user.granted)) == ({"team"}, {"register", "log"})
    passed = {grant.compartment for grant in house.unlock("mentor").fulfilled}
    assert passed == {"team", "team.1"}
    collega = house.unlock("collega")
    assert collega.stream_secret("team", 1) == house.unlock("psy").stream_secret("team", 1)
    user = {u.medewerker_id: u for u in house.vault.users(beheer)}[COLLEAGUE]
    assert (set(user.wanted), set(user.granted)) == (set(), set(MENTOR_KEYS))


def test_who_leaves_makes_new_keys_due_until_they_are_drawn(house: House) -> None:
    beheer = house.unlock("beheer")
    assert house.vault.due(beheer) == frozenset()
    house.vault.change_compartments(beheer, PSY, MENTOR_KEYS)
    assert house.vault.due(beheer) == {"behandeling"}
    house.vault.remove_user(beheer, MENTOR)
    assert house.vault.due(beheer) == {"behandeling", *MENTOR_KEYS}
    rotate(house, beheer, *MENTOR_KEYS)
    assert house.vault.due(beheer) == {"behandeling"}
    house.vault.mark_due(beheer)
    assert house.vault.due(beheer) == set(ALL)


def test_a_former_user_gets_nothing_of_what_comes(house: House) -> None:
    beheer, mentor = house.unlock("beheer"), house.unlock("mentor")
    private = mentor.private
    assert private is not None
    house.vault.remove_user(beheer, MENTOR)
    rotate(house, beheer, *house.vault.due(beheer))
    secret = house.unlock("psy").stream_secret("team", 1)
    document = read(house)
    sealed = [box for slot in document.slots.values() for box in slot.grants.values()]
    assert b"" not in sealed
    for box in [*sealed, *document.recovery_keys.values()]:
        for name in ("team.1", "team"):
            info = primitives.canonical(
                ["hvh-kluis", 1, "sleutel", document.roster.vault_id, str(MENTOR), name]
            )
            assert primitives.open_sealed(private.seal, box, info) is None
    assert secret not in list(mentor.keys.values())
    assert house.vault.refresh(mentor) is False


def test_a_planted_epoch_key_is_noticed(house: House) -> None:
    rotate(house, house.unlock("beheer"), "team")
    document = read(house)
    seal = document.roster.users[PSY].seal_public
    info = primitives.canonical(
        ["hvh-kluis", 1, "sleutel", document.roster.vault_id, str(PSY), "team.1"]
    )
    document.slots[PSY].grants["team.1"] = primitives.seal_to(seal, bytes(32), info)
    write(house, document)
    with pytest.raises(EnvironmentProblem, match="buiten het programma"):
        house.unlock("psy")


def test_a_key_comes_into_a_keyring_in_use(house: House) -> None:
    psy = house.unlock("psy")
    rotate(house, house.unlock("beheer"), "behandeling")
    assert psy.epoch("behandeling") == 0
    assert house.vault.refresh(psy) is True
    assert psy.epoch("behandeling") == 1
    psy.wipe()
    assert psy.stream_secret("behandeling", 1) is None
    assert psy.is_wiped


@pytest.mark.parametrize("what", ["reset", "remove", "narrow", "demote", "earlier"])
def test_who_lost_something_must_lock(house: House, what: str) -> None:
    beheer = house.unlock("beheer")
    house.vault.change_compartments(beheer, PSY, PSY_KEYS, beheerder=True)
    house.unlock("beheer")
    psy = house.unlock("psy")
    assert house.vault.refresh(psy) is True
    if what == "reset":
        house.vault.reset_user(beheer, PSY, "psy", PASSWORDS["collega"])
    elif what == "remove":
        house.vault.remove_user(beheer, PSY)
    elif what == "earlier":
        labels: dict[str, str | None] = {"behandelaar": "2026-12-01", "waarnemer": "2026-11-12"}
        house.vault.change_compartments(beheer, PSY, PSY_KEYS, labels=labels)
    else:
        keys = MENTOR_KEYS if what == "narrow" else PSY_KEYS
        house.vault.change_compartments(beheer, PSY, keys, beheerder=what == "narrow")
    assert house.vault.refresh(psy) is False


# Authors


def test_everybody_signs_with_his_own_key(house: House) -> None:
    mentor, psy = house.unlock("mentor"), house.unlock("psy")
    (public,) = house.vault.authors(psy)[MENTOR]
    assert primitives.is_signed(public, b"woorden", mentor.sign(b"woorden"))
    assert not primitives.is_signed(public, b"woorden", psy.sign(b"woorden"))
    mentor.wipe()
    assert not mentor.can_sign
    with pytest.raises(ValueError, match="nobody"):
        mentor.sign(b"woorden")


def test_nobody_signs_with_a_password_that_the_beheerder_knows(house: House) -> None:
    beheer = house.unlock("beheer")
    house.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], ("register",))
    given = house.unlock("collega")
    assert not given.can_sign
    with pytest.raises(ValueError, match="nobody"):
        given.sign(b"woorden")
    own = house.vault.change_password("collega", PASSWORDS["collega"], "eigen en lang genoeg")
    given.take_over(own)
    assert (given.can_sign, own.is_wiped, given.holds("register")) == (True, True, True)
    again = house.vault.unlock("collega", "eigen en lang genoeg")
    for _ in range(2):
        (public,) = house.vault.authors(beheer)[COLLEAGUE]
        for keyring in (given, again):
            assert primitives.is_signed(public, b"woorden", keyring.sign(b"woorden"))
        house.vault.change_compartments(beheer, MENTOR, MENTOR_KEYS)


def test_setup_and_sheets_are_nobody(house: House) -> None:
    sheets = house.vault.recover([sheet.text for sheet in house.sheets[:2]])
    assert not house.setup.can_sign
    assert not sheets.can_sign


def test_what_was_signed_before_stays_verifiable(house: House) -> None:
    """After another password, a reset, and after he left."""
    beheer, before = house.unlock("beheer"), house.unlock("mentor")
    old = before.sign(b"vroeger")
    after = house.vault.change_password("mentor", PASSWORDS["mentor"], "een nieuwe lange zin")
    assert house.vault.authors(beheer)[MENTOR] == {_public(after)} == {_public(before)}
    house.vault.reset_user(beheer, MENTOR, "mentor", PASSWORDS["collega"], must_change=False)
    fresh = house.vault.unlock("mentor", PASSWORDS["collega"])
    assert house.vault.authors(beheer)[MENTOR] == {_public(before), _public(fresh)}
    house.vault.remove_user(beheer, MENTOR)
    known = house.vault.authors(beheer)[MENTOR]
    assert known == {_public(before), _public(fresh)}
    assert any(primitives.is_signed(public, b"vroeger", old) for public in known)
    assert BEHEERDER in house.vault.authors(beheer)


def test_an_author_is_not_added_in_the_file(house: House) -> None:
    document = read(house)
    document.roster.authors[MENTOR] = frozenset({primitives.sign_public(primitives.new_key())})
    write(house, document)
    with pytest.raises(EnvironmentProblem):
        house.vault.authors(house.setup)


def _public(keyring: Keyring) -> bytes:
    assert keyring.private is not None
    return keyring.private.publics()[1]
