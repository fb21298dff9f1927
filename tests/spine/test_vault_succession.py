"""The signing key of the house is replaced when somebody who had it may no longer have it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.crypto import VAULT_FILE, KdfCost, Keyring, Vault, grants, primitives
from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto.document import signed_part
from hvh_desktop.crypto.keyring import AUTHORITY, RECOVERY_ID
from hvh_desktop.crypto.laptop import LaptopKeys, save_laptop_keys
from hvh_desktop.crypto.succession import Step
from hvh_desktop.crypto.travel import read_vault
from hvh_desktop.errors import EnvironmentProblem, UserError
from tests.spine.vault_house import (
    BEHEERDER,
    COLLEAGUE,
    MENTOR,
    MENTOR_KEYS,
    PASSWORDS,
    PSY,
    PSY_KEYS,
    House,
    as_bytes,
    make_house,
    read,
    write,
)

NEW = "een nieuwe lange zin"
KEY = bytes(range(32))
GOLDEN = Path(__file__).parents[1] / "golden" / "vaults"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The psycholoog is beheerder too. There is no hub."""
    made = make_house(tmp_path / "gegevens")
    made.vault.change_compartments(made.unlock("beheer"), PSY, PSY_KEYS, beheerder=True)
    return made


def couple(house: House) -> None:
    """From now on what is new is told to a house first."""
    save_laptop_keys(house.folder, LaptopKeys(UUID(int=9), KEY, KEY, (KEY,)))


def holds_newest(house: House, keyring: Keyring) -> bool:
    public = read(house).roster.authority_public
    held = keyring.authority is not None and primitives.sign_public(keyring.authority) == public
    return held and keyring.authority_public == public


def recover(house: House) -> Keyring:
    return house.vault.recover([sheet.text for sheet in house.sheets[:2]])


def replace_authority(house: House) -> None:
    """Somebody was beheerder for a moment."""
    beheer = house.unlock("beheer")
    house.vault.change_compartments(beheer, MENTOR, MENTOR_KEYS, beheerder=True)
    house.vault.change_compartments(beheer, MENTOR, MENTOR_KEYS, beheerder=False)


@pytest.mark.parametrize("how", ["remove", "demote", "reset"])
def test_without_a_hub_it_is_replaced_in_the_same_lock(house: House, how: str) -> None:
    beheer, psy = house.unlock("beheer"), house.unlock("psy")
    before = read(house).roster.authority_public
    if how == "remove":
        house.vault.remove_user(beheer, PSY)
    elif how == "demote":
        house.vault.change_compartments(beheer, PSY, PSY_KEYS, beheerder=False)
    else:
        house.vault.reset_user(beheer, PSY, "psy", NEW, must_change=False)
    assert read(house).roster.line == (before, read(house).roster.authority_public)
    assert read(house).roster.authority_public != before
    assert holds_newest(house, beheer)
    assert holds_newest(house, house.unlock("beheer"))
    assert house.vault.due(beheer) == (set(PSY_KEYS) if how == "remove" else set())
    assert not holds_newest(house, psy)
    assert house.vault.refresh(psy) is False
    house.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    assert house.unlock("mentor").fulfilled
    assert house.unlock("collega").holds("team")
    if how == "reset":
        assert holds_newest(house, house.vault.unlock("psy", NEW))


def test_what_takes_nothing_from_a_beheerder_replaces_nothing(house: House) -> None:
    beheer, before = house.unlock("beheer"), read(house).roster.authority_public
    house.vault.remove_user(beheer, MENTOR)
    house.vault.change_compartments(beheer, PSY, MENTOR_KEYS)
    house.vault.change_password("beheer", PASSWORDS["beheer"], NEW)
    assert read(house).roster.line == (before,)
    house.vault.mark_due(house.vault.unlock("beheer", NEW))
    assert len(read(house).roster.line) == 2


def test_with_a_hub_it_waits_for_the_house(house: House) -> None:
    couple(house)
    beheer, before = house.unlock("beheer"), read(house).roster.authority_public
    house.vault.remove_user(beheer, PSY)
    assert AUTHORITY in house.vault.due(beheer)
    assert house.vault.may_administer(beheer)
    assert not house.vault.may_administer(house.unlock("mentor"))
    draft = house.vault.draft_rotation(beheer, house.vault.due(beheer))
    assert read(house).roster.line == (before,)
    assert beheer.authority_public == before
    house.vault.merge(read_vault(draft), beheer)
    assert house.vault.due(beheer) == frozenset()
    assert holds_newest(house, beheer)
    assert house.unlock("mentor").epoch("team") == 1


def test_the_last_beheerder_stays_and_signs_on(house: House) -> None:
    beheer, psy = house.unlock("beheer"), house.unlock("psy")
    house.vault.remove_user(psy, BEHEERDER)
    before = house.vault.content()
    with pytest.raises(UserError, match="laatste beheerder"):
        house.vault.remove_user(psy, PSY)
    assert house.vault.content() == before
    with pytest.raises(UserError, match="beheerder"):
        house.vault.remove_user(beheer, MENTOR)
    assert holds_newest(house, psy)
    house.vault.remove_user(psy, MENTOR)


def test_a_write_that_fails_leaves_the_key_of_before_in_use(house: House) -> None:
    """A folder on the place of the fresh file stands for a full disk."""
    beheer, before = house.unlock("beheer"), house.vault.content()
    blocked = house.folder / f"{VAULT_FILE}.nieuw"
    blocked.mkdir()
    with pytest.raises(EnvironmentProblem, match="niet worden bewaard"):
        house.vault.remove_user(beheer, PSY)
    blocked.rmdir()
    assert house.vault.content() == before
    assert holds_newest(house, beheer)
    house.vault.remove_user(beheer, PSY)
    assert holds_newest(house, beheer)


def test_a_first_own_password_after_it(house: House) -> None:
    """A beheerder who still had the password that was given to him."""
    beheer = house.unlock("beheer")
    house.vault.add_user(
        beheer, COLLEAGUE, "collega", PASSWORDS["collega"], ("register",), beheerder=True
    )
    house.vault.remove_user(beheer, PSY)
    collega = house.vault.change_password("collega", PASSWORDS["collega"], NEW)
    assert holds_newest(house, collega)
    assert collega.can_sign
    house.vault.remove_user(collega, MENTOR)
    assert holds_newest(house, house.vault.unlock("collega", NEW))


def test_a_changed_password_names_the_newest(house: House) -> None:
    """So that a vault of before is no longer taken for the one of now."""
    shutil.copytree(house.folder, house.folder.parent / "kopie")
    replace_authority(house)
    house.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    document, old = (
        read(house),
        documents.load((house.folder.parent / "kopie/kluis.json").read_bytes()),
    )
    assert house.vault.unlock("mentor", NEW).holds("team")
    write(house, replace(document, roster=old.roster, signature=old.signature))
    with pytest.raises(EnvironmentProblem, match="buiten het programma"):
        house.vault.unlock("mentor", NEW)


def test_keys_of_before_are_wiped_too(house: House) -> None:
    beheer = house.unlock("beheer")
    spent = beheer.authority
    house.vault.remove_user(beheer, PSY)
    assert spent is not None
    assert any(spent)  # somebody may be signing with it at this moment
    beheer.wipe()
    assert not any(spent)


# Sheets


def test_the_sheets_open_after_one_and_after_two(house: House) -> None:
    for count in (1, 2, 3):
        replace_authority(house)
        sheets = recover(house)
        assert len(read(house).roster.line) == count + 1
        assert as_bytes(sheets) == as_bytes(house.setup)
        assert holds_newest(house, sheets)
        house.vault.reset_user(sheets, MENTOR, "mentor", PASSWORDS["mentor"], must_change=False)


def test_the_sheets_for_the_only_beheerder(house: House) -> None:
    """He forgot his password: whoever knew that may have had the signing key."""
    house.vault.remove_user(house.unlock("beheer"), PSY)
    sheets = recover(house)
    house.vault.reset_user(sheets, BEHEERDER, "beheer", NEW, must_change=False)
    house.vault.fulfil(sheets)
    beheer = house.vault.unlock("beheer", NEW)
    assert holds_newest(house, beheer)
    assert len(read(house).roster.line) == 3
    assert holds_newest(house, recover(house))


def test_new_sheets_after_it_and_in_between(house: House) -> None:
    replace_authority(house)
    drawn = house.vault.draw_recovery(recover(house))
    replace_authority(house)
    beheer = house.unlock("beheer")
    house.vault.put_recovery(beheer, drawn)
    texts = [sheet.text for sheet in drawn.sheets[1:]]
    for _ in range(2):
        fresh = house.vault.recover(texts)
        assert as_bytes(fresh) == as_bytes(house.setup)
        assert holds_newest(house, fresh)
        replace_authority(house)
    with pytest.raises(UserError, match="passen niet"):
        recover(house)


def test_sheets_believe_no_signing_key_of_another(house: House) -> None:
    """Somebody who knows only the public half of the sheets seals them a key of his own."""
    replace_authority(house)
    document, key = read(house), primitives.new_key()
    info = grants.seal_info(document.roster.vault_id, RECOVERY_ID, AUTHORITY)
    sealed = primitives.seal_to(document.roster.recovery_public, key, info)
    document.recovery_keys[AUTHORITY] = sealed
    write(house, document)
    with pytest.raises(EnvironmentProblem):
        recover(house)
    document.roster.authority_public = primitives.sign_public(key)
    step = document.roster.succession[-1]
    forged = Step(step.public, document.roster.authority_public, bytes(64))
    for steps in ((), document.roster.succession, (*document.roster.succession, forged)):
        document.roster.succession = steps
        grants.sign_roster(document, key)
        write(house, document)
        for who in (lambda: recover(house), lambda: house.unlock("mentor")):
            with pytest.raises(EnvironmentProblem):
                who()


def test_sheets_that_lack_it_open_the_rest_and_get_it_from_a_beheerder(house: House) -> None:
    replace_authority(house)
    document = read(house)
    del document.recovery_keys[AUTHORITY]
    write(house, document)
    sheets = recover(house)
    assert as_bytes(sheets) == as_bytes(house.setup)
    with pytest.raises(UserError, match="beheerder"):
        house.vault.remove_user(sheets, MENTOR)
    house.unlock("beheer")
    assert holds_newest(house, recover(house))


# What stands in the file


def test_a_vault_from_before_is_the_same_to_the_byte(tmp_path: Path) -> None:
    made = make_house(tmp_path / "eerder")
    document = read(made)
    assert b"succession" not in signed_part(document.roster)
    assert b"signer" not in made.vault.content()
    assert documents.dump(documents.load(made.vault.content())) == made.vault.content()
    assert b'"format":2' in made.vault.content()
    replace_authority(made)
    assert b'"format":3' in made.vault.content()


def test_a_vault_of_an_earlier_version_opens_and_goes_on(tmp_path: Path) -> None:
    """Made by the version before this one: with an epoch, a renewal, somebody who left and one
    beheerder more."""
    content = (GOLDEN / "kluis-2.json").read_bytes().replace(b"\r\n", b"\n")
    sheets = (GOLDEN / "kluis-2.txt").read_text(encoding="ascii").splitlines()
    vault = Vault.settle(tmp_path / "gegevens", documents.load(content))
    assert vault.content() == content
    whole, beheer = vault.recover(sheets[:2]), vault.unlock("beheer", PASSWORDS["beheer"])
    assert vault.unlock("collega", "een eigen lange zin").holds("team")
    vault.remove_user(beheer, PSY)
    assert len(read_vault(vault.content()).roster.line) == 2
    again = vault.recover(sheets[1:])
    assert as_bytes(again) == as_bytes(whole)
    assert again.authority == beheer.authority != whole.authority
    assert vault.unlock("collega", "een eigen lange zin").epoch("team") == 1


def test_the_line_is_signed_and_whole(house: House) -> None:
    replace_authority(house)
    replace_authority(house)
    whole = read(house)
    steps = whole.roster.succession
    for wrong in (
        steps[:1],
        steps[1:],
        steps[::-1],
        (),
        (replace(steps[0], signature=bytes(64)), steps[1]),
    ):
        whole.roster.succession = wrong
        write(house, whole)
        with pytest.raises(EnvironmentProblem):
            house.unlock("mentor")
    whole.roster.succession = steps
    write(house, whole)
    assert house.unlock("mentor").holds("team")


def test_who_holds_the_key_of_before_writes_nothing(house: House) -> None:
    """Not for who knows the newer one; who never heard of it is helped by the house."""
    former = house.unlock("psy")
    house.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    house.vault.remove_user(house.unlock("beheer"), PSY)
    mentor, beheer = house.vault.unlock("mentor", NEW), house.unlock("beheer")
    document = read(house)
    document.roster.revision += 10
    assert former.authority is not None
    grants.sign_roster(document, former.authority)
    for line in ((), document.roster.succession):
        document.roster.succession = line
        document.roster.authority_public = former.authority_public
        grants.sign_roster(document, former.authority)
        write(house, document)
        for use in (house.vault.refresh, house.vault.fulfil, house.vault.due, house.vault.authors):
            for keyring in (mentor, beheer):
                with pytest.raises(EnvironmentProblem):
                    use(keyring)


def test_two_houses_copied_by_hand_do_not_mix(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "kopie"
    shutil.copytree(house.folder, folder)
    other = House(folder, Vault(folder, KdfCost.cheap(), house.time.clock()), house.setup, ())
    replace_authority(house)
    replace_authority(other)
    before = house.vault.content()
    for keyring in (None, house.unlock("beheer")):
        with pytest.raises(EnvironmentProblem, match="buiten het programma"):
            house.vault.merge(read(other), keyring)
    assert house.vault.content() == before


# Changed apart


@pytest.fixture
def away(house: House, tmp_path: Path) -> House:
    """The same house, with a hub, on a laptop that was away while the key was replaced here."""
    couple(house)
    folder = tmp_path / "weg"
    shutil.copytree(house.folder, folder)
    vault = Vault(folder, KdfCost.cheap(), house.time.clock())
    return House(folder, vault, house.setup, house.sheets, house.time)


def renew(house: House) -> None:
    beheer = house.unlock("beheer")
    house.vault.change_compartments(beheer, PSY, PSY_KEYS, beheerder=False)
    draft = house.vault.draft_rotation(beheer, house.vault.due(beheer))
    house.vault.merge(read_vault(draft), beheer)


@pytest.mark.parametrize("first", ["here", "away"])
def test_what_a_beheerder_did_there_comes_along(house: House, away: House, first: str) -> None:
    stale = away.unlock("beheer")
    away.vault.add_user(
        stale, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS, must_change=False
    )
    away.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    renew(house)
    one, other, keyring = house, away, house.unlock("beheer")
    if first == "away":
        one, other, keyring = away, house, stale
    assert one.vault.merge(read(other)).waits
    merged = one.vault.merge(read(other), keyring)
    assert (merged.is_ahead, merged.waits, merged.notices) == (True, False, ())
    assert other.vault.merge(read(one)).is_ahead is False
    assert read(one).roster == read(other).roster
    for desk in (house, away):
        assert desk.vault.unlock("mentor", NEW).holds("team")
        assert desk.unlock("collega").holds("team")
        assert desk.unlock("psy").authority is None
        assert holds_newest(desk, desk.unlock("beheer"))
        assert len(read(desk).roster.line) == 2
    assert holds_newest(one, keyring)


@pytest.mark.parametrize("first", ["here", "away"])
def test_what_a_former_beheerder_did_there_does_not(house: House, away: House, first: str) -> None:
    psy = away.unlock("psy")
    away.vault.add_user(psy, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    away.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    renew(house)
    one, other = (house, away) if first == "here" else (away, house)
    merged = one.vault.merge(read(other), one.unlock("beheer"))
    assert not merged.waits
    assert "vervangen" in merged.notices[0]
    other.vault.merge(read(one))
    assert read(one).roster == read(other).roster
    for desk in (house, away):
        assert COLLEAGUE not in read(desk).roster.users
        assert desk.vault.unlock("mentor", NEW).holds("team")
        assert holds_newest(desk, desk.unlock("beheer"))


def test_new_sheets_there_open_the_newest(house: House, away: House) -> None:
    sheets = away.vault.recover([sheet.text for sheet in away.sheets[:2]])
    drawn = away.vault.draw_recovery(sheets)
    away.vault.put_recovery(away.unlock("beheer"), drawn)
    renew(house)
    merged = house.vault.merge(read(away), house.unlock("beheer"))
    assert merged.is_ahead
    house.unlock("beheer")
    fresh = house.vault.recover([sheet.text for sheet in drawn.sheets[:2]])
    assert as_bytes(fresh) == as_bytes(house.setup)
    assert holds_newest(house, fresh)
    with pytest.raises(UserError, match="passen niet"):
        recover(house)
