"""Vaults that were changed on two laptops apart, and what an attacker puts between them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.crypto import KdfCost, Keyring, Vault, epochs, primitives, travel
from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto.document import Document, Renewal
from hvh_desktop.crypto.laptop import LaptopKeys, save_laptop_keys
from hvh_desktop.crypto.merge import Merged
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
    make_house,
    read,
    recomputed,
    write,
)

NEW = "een nieuwe lange zin"
OTHER = "en nog een andere zin"
SECOND = UUID(int=5)
SITE_KEY = bytes(range(32))


@pytest.fixture
def here(tmp_path: Path) -> House:
    """Of a house with a hub, with two beheerders, so that they can work apart."""
    house = make_house(tmp_path / "hier")
    save_laptop_keys(house.folder, LaptopKeys(UUID(int=9), SITE_KEY, SITE_KEY, (SITE_KEY,)))
    labels: dict[str, str | None] = {"beheerder": None}
    house.vault.add_user(
        house.setup, SECOND, "tweede", PASSWORDS["collega"], ("register", "log"),
        beheerder=True, must_change=False, labels=labels,
    )  # fmt: skip
    return house


@pytest.fixture
def there(here: House, tmp_path: Path) -> House:
    """The same house on another laptop."""
    folder = tmp_path / "daar"
    shutil.copytree(here.folder, folder)
    vault = Vault(folder, KdfCost.cheap(), here.time.clock())
    return House(folder, vault, here.setup, here.sheets, here.time)


def take(house: House, other: House, keyring: Keyring | None = None) -> Merged:
    """``house`` takes in what ``other`` has told the house."""
    return house.vault.merge(read(other), keyring)


def second(house: House) -> Keyring:
    return house.vault.unlock("tweede", PASSWORDS["collega"])


def test_what_is_the_same_stays(here: House, there: House) -> None:
    before = here.vault.content()
    merged = take(here, there)
    assert (merged.is_ahead, merged.waits, merged.notices) == (False, False, ())
    assert here.vault.content() == before


def test_the_newer_table_counts_both_ways(here: House, there: House) -> None:
    beheer = here.unlock("beheer")
    here.vault.change_compartments(beheer, PSY, MENTOR_KEYS)
    here.vault.remove_user(beheer, MENTOR)
    assert take(here, there).is_ahead
    assert not take(there, here).is_ahead
    assert there.vault.content() == here.vault.content()
    with pytest.raises(UserError):
        there.unlock("mentor")


def test_an_old_vault_played_back_changes_nothing(here: House, there: House) -> None:
    here.vault.change_password("psy", PASSWORDS["psy"], NEW)
    here.vault.reset_user(here.unlock("beheer"), MENTOR, "mentor", NEW)
    before = here.vault.content()
    assert take(here, there).is_ahead
    assert here.vault.content() == before


def test_the_newest_password_counts(here: House, there: House) -> None:
    here.vault.change_password("psy", PASSWORDS["psy"], OTHER)
    here.vault.change_password("psy", OTHER, NEW)
    there.vault.change_password("psy", PASSWORDS["psy"], OTHER)
    there.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    assert take(here, there).is_ahead
    assert not take(there, here).is_ahead
    for house in (here, there):
        assert house.vault.unlock("psy", NEW).holds("behandeling")
        assert house.vault.unlock("mentor", NEW).holds("team")
        with pytest.raises(UserError):
            house.vault.unlock("psy", OTHER)


def test_two_new_passwords_apart_become_one_everywhere(here: House, there: House) -> None:
    here.vault.change_password("psy", PASSWORDS["psy"], NEW)
    there.vault.change_password("psy", PASSWORDS["psy"], OTHER)
    take(here, there)
    take(there, here)
    assert read(here).slots[PSY].box == read(there).slots[PSY].box
    assert not take(here, there).is_ahead


def test_reset_there_while_he_changed_his_password_here(here: House, there: House) -> None:
    """The reset may be because of somebody who knew the old one."""
    mentor = here.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    words = mentor.sign(b"van voor de reset")
    there.vault.reset_user(second(there), MENTOR, "mentor", OTHER)
    assert not take(here, there).is_ahead
    with pytest.raises(UserError):
        here.vault.unlock("mentor", NEW)
    assert here.vault.unlock("mentor", OTHER).must_change_password
    assert here.vault.refresh(mentor) is False
    publics = here.vault.authors(here.unlock("beheer"))[MENTOR]
    assert any(primitives.is_signed(public, b"van voor de reset", words) for public in publics)


def test_first_own_password_on_two_laptops(here: House, there: House) -> None:
    beheer = here.unlock("beheer")
    here.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], ("register", "log"))
    take(there, here)
    one = here.vault.change_password("collega", PASSWORDS["collega"], NEW)
    other = there.vault.change_password("collega", PASSWORDS["collega"], OTHER)
    signed = {one.sign(b"x"), other.sign(b"x")}
    take(here, there)
    take(there, here)
    assert read(here).slots[COLLEAGUE] == read(there).slots[COLLEAGUE]
    opened = 0
    for password in (NEW, OTHER):
        try:
            opened += here.vault.unlock("collega", password).holds("register")
        except UserError:
            here.time.run(1000)
    assert opened == 1
    for _ in range(2):
        publics = here.vault.authors(beheer)[COLLEAGUE]
        assert all(any(primitives.is_signed(p, b"x", s) for p in publics) for s in signed)
        here.vault.change_compartments(beheer, MENTOR, ("register",))
    assert take(there, here).is_ahead is False


def test_keys_passed_on_apart_come_together(here: House, there: House) -> None:
    beheer = here.unlock("beheer")
    here.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], PSY_KEYS)
    take(there, here)
    here.unlock("mentor")
    there.unlock("psy")
    assert read(here).slots[COLLEAGUE].grants.keys() < set(PSY_KEYS)
    assert not take(here, there).is_ahead
    assert set(here.unlock("collega").keys) == set(PSY_KEYS)


def test_two_beheerders_apart(here: House, there: House) -> None:
    one, other = here.unlock("beheer"), second(there)
    here.vault.add_user(one, COLLEAGUE, "collega", PASSWORDS["collega"], ("register", "log"))
    here.vault.change_compartments(one, PSY, MENTOR_KEYS, labels={"begeleider": None})
    there.vault.remove_user(other, MENTOR)
    merged = take(here, there, one)
    assert (merged.is_ahead, merged.waits, merged.notices) == (True, False, ())
    assert not take(there, here).is_ahead
    for house in (here, there):
        users = {u.medewerker_id: u for u in house.vault.users(house.unlock("beheer"))}
        assert users.keys() == {BEHEERDER, SECOND, PSY, COLLEAGUE}
        assert users[PSY].granted == set(MENTOR_KEYS)
        assert house.vault.due(house.unlock("beheer")) == {"behandeling", *MENTOR_KEYS}
        assert MENTOR in house.vault.authors(house.unlock("beheer"))


def test_apart_and_nobody_who_may_sign(here: House, there: House) -> None:
    here.vault.change_compartments(here.unlock("beheer"), PSY, MENTOR_KEYS)
    there.vault.remove_user(second(there), MENTOR)
    before = here.vault.content()
    for keyring in (None, here.unlock("mentor"), here.unlock("psy")):
        merged = take(here, there, keyring)
        assert merged.waits
        assert not merged.is_ahead
        assert "beheerder moet hier" in merged.notices[0]
        assert here.vault.content() == before
    take(here, there, here.unlock("beheer"))
    assert not take(there, here).is_ahead
    assert here.vault.content() == there.vault.content()


def test_both_changed_the_same_user_he_gets_the_least(here: House, there: House) -> None:
    one = here.unlock("beheer")
    soon = date(2026, 12, 1).isoformat()
    here.vault.change_compartments(one, PSY, MENTOR_KEYS, labels={"begeleider": None, "x": soon})
    there.vault.change_compartments(
        second(there), PSY, ("team", "instroom"), beheerder=True, labels={"x": None, "y": None}
    )
    merged = take(here, there, one)
    assert "hetzelfde account" in merged.notices[0]
    user = {u.medewerker_id: u for u in here.vault.users(one)}[PSY]
    assert (set(user.granted | user.wanted), user.is_beheerder) == ({"team"}, False)
    assert user.labels == {"x": soon}
    assert here.vault.due(one) >= {"behandeling", "register", "log"}


def test_removed_there_and_changed_here_stays_removed(here: House, there: House) -> None:
    one = here.unlock("beheer")
    here.vault.reset_user(one, MENTOR, "mentor", NEW, must_change=False)
    wrote = here.vault.unlock("mentor", NEW).sign(b"woorden")
    there.vault.remove_user(second(there), MENTOR)
    take(here, there, one)
    assert MENTOR not in read(here).roster.users
    publics = here.vault.authors(one)[MENTOR]
    assert any(primitives.is_signed(public, b"woorden", wrote) for public in publics)


def test_who_was_removed_can_come_back(here: House, there: House) -> None:
    one = here.unlock("beheer")
    here.vault.remove_user(one, MENTOR)
    take(there, here)
    here.vault.add_user(one, MENTOR, "mentor", NEW, ("register",))
    there.vault.change_compartments(second(there), PSY, MENTOR_KEYS)
    take(here, there, one)
    take(there, here)
    assert there.vault.unlock("mentor", NEW).holds("register")


def test_two_colleagues_with_one_name(here: House, there: House) -> None:
    one = here.unlock("beheer")
    here.vault.add_user(one, UUID(int=8), "sam", NEW, ("register",))
    there.vault.add_user(second(there), UUID(int=9), "sam", OTHER, ("register",))
    merged = take(here, there, one)
    assert "dezelfde gebruikersnaam" in merged.notices[0]
    assert here.vault.unlock("sam", NEW).medewerker_id == UUID(int=8)
    here.vault.reset_user(one, UUID(int=9), "sam de tweede", OTHER)
    assert here.vault.unlock("sam de tweede", OTHER).medewerker_id == UUID(int=9)


def test_beheerders_who_take_each_other_out(here: House, there: House) -> None:
    one = here.unlock("beheer")
    here.vault.remove_user(one, SECOND)
    there.vault.remove_user(second(there), BEHEERDER)
    merged = take(here, there, one)
    assert merged.waits  # the house says that he is none any more, so he signs nothing
    sheets = here.vault.recover([sheet.text for sheet in here.sheets[:2]])
    assert take(here, there, sheets).is_ahead
    assert {BEHEERDER, SECOND} & read(here).roster.users.keys() == set()


def test_a_beheerder_who_was_demoted_signs_nothing(here: House, there: House) -> None:
    there.vault.change_compartments(second(there), BEHEERDER, ("register",), beheerder=False)
    one = here.unlock("beheer")
    here.vault.change_compartments(one, MENTOR, PSY_KEYS)
    assert take(here, there, one).waits
    assert take(here, there, second(here)).is_ahead
    assert not read(here).roster.users[BEHEERDER].is_beheerder


def test_demoting_each_other_leaves_one(here: House, there: House) -> None:
    here.vault.change_compartments(here.unlock("beheer"), SECOND, ("register",), beheerder=False)
    there.vault.change_compartments(second(there), BEHEERDER, ("register",), beheerder=False)
    assert take(here, there, here.unlock("beheer")).waits


# Keys and sheets apart


def rotated(house: House, keyring: Keyring, *names: str) -> None:
    house.vault.merge(travel.read_vault(house.vault.draft_rotation(keyring, names)), keyring)


def test_rotated_here_and_there(here: House, there: House) -> None:
    """The key of the house counts; a grant of the other is not taken for it."""
    one = here.unlock("beheer")
    here.vault.remove_user(one, MENTOR)
    rotated(here, one, "team")
    rotated(there, second(there), "team", "log")
    take(here, there, one)
    assert not take(there, here).is_ahead
    for house in (here, there):
        psy = house.unlock("psy")
        assert (psy.epoch("team"), psy.epoch("log")) == (1, 1)
        assert house.vault.recover([s.text for s in here.sheets[:2]]).epoch("team") == 1
    assert "team" in here.vault.due(one)  # he who left has the key that counts


def test_new_sheets_here_and_new_keys_there(here: House, there: House) -> None:
    one = here.unlock("beheer")
    whole = here.vault.recover([sheet.text for sheet in here.sheets[:2]])
    drawn = here.vault.draw_recovery(whole)
    here.vault.put_recovery(one, drawn)
    rotated(there, second(there), "team")
    take(here, there, one)
    new = [sheet.text for sheet in drawn.sheets[:2]]
    assert here.vault.recover(new).epoch("team") == 0
    assert here.unlock("psy").epoch("team") == 1
    assert here.vault.recover(new).epoch("team") == 1
    with pytest.raises(UserError):
        here.vault.recover([sheet.text for sheet in here.sheets[:2]])


def test_sheets_made_twice_are_told(here: House, there: House) -> None:
    for house in (here, there):
        whole = house.vault.recover([sheet.text for sheet in here.sheets[:2]])
        house.vault.put_recovery(whole, house.vault.draw_recovery(whole))
    merged = take(here, there, here.unlock("beheer"))
    assert any("herstelbladen" in notice for notice in merged.notices)
    assert read(here).roster.recovery_public == read(there).roster.recovery_public


# An attacker between the laptops


def test_a_vault_of_another_house_is_refused(here: House, tmp_path: Path) -> None:
    other = make_house(tmp_path / "ander")
    before = here.vault.content()
    with pytest.raises(EnvironmentProblem, match="buiten het programma"):
        take(here, other)
    assert here.vault.content() == before


def test_a_table_that_was_changed_is_refused(here: House, there: House) -> None:
    document = read(there)
    user = document.roster.users[MENTOR]
    document.roster.users[MENTOR] = replace(user, compartments=frozenset(PSY_KEYS))
    write(there, document)
    with pytest.raises(EnvironmentProblem):
        take(here, there)
    document.roster.revision += 1
    document.signature = primitives.sign(primitives.new_key(), b"x")
    write(there, document)
    with pytest.raises(EnvironmentProblem):
        take(here, there, here.unlock("beheer"))


def _forged(document: Document, how: str) -> None:
    """What a colleague with an enrolled laptop can do to the slot of another."""
    slot = document.slots[MENTOR]
    signer = primitives.new_key()
    seal, sign = primitives.seal_public(primitives.new_key()), primitives.sign_public(signer)
    if how == "version":
        slot.version += 100
    elif how == "box":
        slot.box, slot.version = bytes(len(slot.box)), slot.version + 1
    elif how == "from before versions":
        slot.box, slot.version, slot.proof = bytes(len(slot.box)), 0, b""
    elif how == "renewal":
        slot.renewal = Renewal(seal, sign, primitives.sign(signer, b"x"))
    elif how == "others":
        slot.others = (Renewal(seal, sign, primitives.sign(signer, b"x")),)
    elif how == "grants":
        slot.grants = dict.fromkeys(slot.grants, bytes(80))
    elif how == "sheets":
        document.recovery_keys = dict.fromkeys(document.recovery_keys, bytes(80))
        document.recovery_authority = bytes(60)


@pytest.mark.parametrize(
    "how", ["version", "box", "from before versions", "renewal", "others", "grants", "sheets"]
)
@pytest.mark.parametrize("is_newer", [False, True])
def test_a_forged_slot_changes_nothing(
    here: House, there: House, how: str, *, is_newer: bool
) -> None:
    if is_newer:
        there.vault.change_compartments(second(there), PSY, MENTOR_KEYS)
    document = read(there)
    _forged(document, how)
    write(there, document)
    take(here, there)
    assert here.unlock("mentor").holds("team")
    assert here.vault.recover([sheet.text for sheet in here.sheets[:2]]).holds("team")
    assert len(here.vault.authors(here.unlock("beheer"))[MENTOR]) == 1
    assert not take(here, here).is_ahead


def test_a_slot_of_an_older_program_stays_until_there_is_a_newer(here: House, there: House) -> None:
    for house in (here, there):
        document = read(house)
        for slot in document.slots.values():
            slot.version, slot.proof = 0, b""
        write(house, document)
    assert not take(here, there).is_ahead
    there.vault.change_password("mentor", PASSWORDS["mentor"], NEW)
    take(here, there)
    assert here.vault.unlock("mentor", NEW).holds("team")


# Under way


def test_under_way_only_a_laptop_of_the_house_opens_it(here: House) -> None:
    site, _ = here.vault.site()
    content = here.vault.content()
    box = travel.seal_vault(content, SITE_KEY, site)
    opened = travel.open_vault(box, SITE_KEY, site)
    assert opened is not None
    assert documents.dump(opened) == content
    assert travel.open_vault(box, bytes(32), site) is None
    assert len(box) % 4096 == (16 + 12 + 16) % 4096
    for name in ("vault_id", site, "box", str(MENTOR)):
        assert name.encode() not in box
    with pytest.raises(travel.NotOurs):
        travel.open_vault(box, SITE_KEY, str(UUID(int=9)))
    for place in (16, 40, len(box) - 1):
        changed = box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :]
        with pytest.raises(travel.NotOurs):
            travel.open_vault(changed, SITE_KEY, site)
    with pytest.raises(travel.NotOurs):
        travel.open_vault(travel.seal_vault(b"{}", SITE_KEY, site), SITE_KEY, site)


def test_a_box_of_a_newer_program_is_not_taken_for_damage(here: House) -> None:
    site, _ = here.vault.site()
    body = json.loads(here.vault.content())["body"]
    newer = recomputed({**body, "format": documents.FORMAT_SUCCESSION + 1})
    with pytest.raises(travel.TooNew):
        travel.open_vault(travel.seal_vault(newer, SITE_KEY, site), SITE_KEY, site)


def test_a_house_key_opens_for_one_laptop_only() -> None:
    private = primitives.new_key()
    sealed = travel.seal_house_key(SITE_KEY, primitives.seal_public(private), "huis")
    assert bytes(travel.open_house_key(sealed, private, "huis") or b"") == SITE_KEY
    assert travel.open_house_key(sealed, private, "ander huis") is None
    assert travel.open_house_key(sealed, primitives.new_key(), "huis") is None


def test_a_laptop_without_a_vault_gets_the_one_of_the_house(here: House, tmp_path: Path) -> None:
    vault = Vault.settle(tmp_path / "nieuw", read(here))
    assert vault.unlock("mentor", PASSWORDS["mentor"]).holds("team")
    with pytest.raises(EnvironmentProblem, match="al een kluis"):
        Vault.settle(tmp_path / "nieuw", read(here))


@pytest.mark.parametrize("where", ["long away", "in the house"])
def test_who_came_meanwhile_stays_when_a_laptop_was_very_long_away(
    here: House, there: House, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More changes than a trail remembers: nothing tells any more what both once had."""
    monkeypatch.setattr(epochs, "TRAIL", 3)
    beheer = here.unlock("beheer")
    here.vault.add_user(beheer, COLLEAGUE, "collega", NEW, MENTOR_KEYS, must_change=False)
    here.vault.remove_user(beheer, MENTOR)
    for _ in range(5):
        here.vault.change_compartments(beheer, PSY, PSY_KEYS)
    if where == "long away":
        merged = take(there, here, second(there))
        signed = there
    else:
        merged = take(here, there, beheer)
        signed = here
    assert (merged.is_ahead, merged.waits) == (True, False)
    users = read(signed).roster.users
    assert COLLEAGUE in users
    assert MENTOR not in users
    assert signed.vault.unlock("collega", NEW).holds("register")
