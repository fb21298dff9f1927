"""Somebody can write the vault file, or a colleague wants more than his roles give."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.crypto import VAULT_FILE, KdfCost, NewUser, Vault, grants, primitives
from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto.document import Document, Renewal
from hvh_desktop.crypto.keyring import AUTHORITY, RECOVERY_ID
from hvh_desktop.crypto.slots import PrivateKeys, open_slot, slot_aad
from hvh_desktop.crypto.users import prepare
from hvh_desktop.errors import EnvironmentProblem, UserError
from tests.spine.vault_house import (
    ALL,
    COLLEAGUE,
    MENTOR,
    PASSWORDS,
    PSY,
    PSY_KEYS,
    House,
    as_bytes,
    make_house,
    put,
    read,
    recomputed,
    write,
)

TAMPERED = "buiten het programma om veranderd"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "gegevens")


def make_psy_wait(house: House) -> None:
    """The psycholoog forgot his password: team and behandeling are wanted."""
    house.vault.reset_user(house.unlock("beheer"), PSY, "psy", PASSWORDS["psy"], must_change=False)


def private_keys(house: House, user_name: str) -> PrivateKeys:
    document = read(house)
    opened = open_slot(document, document.roster.hash_name(user_name), PASSWORDS[user_name])
    assert opened is not None
    return opened[1]


# Every value, changed by somebody who keeps the checksum right


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path


def changed(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + 1
    middle = len(value) // 2
    return value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :]


def test_a_changed_value_opens_nothing_that_is_not_genuine(house: House) -> None:
    make_psy_wait(house)
    house.vault.add_user(house.setup, COLLEAGUE, "collega", PASSWORDS["collega"], PSY_KEYS)
    house.vault.change_password("collega", PASSWORDS["collega"], "eigen en lang genoeg")
    real = as_bytes(house.setup)
    whole = documents.dump(read(house))
    opened = 0
    for path in leaves(json.loads(whole)["body"]):
        body = json.loads(whole)["body"]
        inner = body
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = changed(inner[path[-1]])
        put(house, recomputed(body))
        try:
            keyring = Vault(house.folder, KdfCost.cheap(), house.time.clock()).unlock(
                "mentor", PASSWORDS["mentor"]
            )
        except (EnvironmentProblem, UserError):
            house.time.run(1000)
            continue
        opened += 1
        assert path[0] in ("slots", "recovery"), path
        assert as_bytes(keyring) == {name: real[name] for name in ("team", "register", "log")}
    assert opened > 0


# Attacks on the table of users


def test_swapped_public_key_of_a_wanted_grant_is_noticed_before_sealing(house: House) -> None:
    make_psy_wait(house)
    document = read(house)
    mine = primitives.new_key()
    user = document.roster.users[PSY]
    document.roster.users[PSY] = replace(user, seal_public=primitives.seal_public(mine))
    refused_without_sealing(house, document)


def refused_without_sealing(house: House, document: Document) -> None:
    write(house, document)
    before = (house.folder / VAULT_FILE).read_bytes()
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.unlock("mentor")
    assert (house.folder / VAULT_FILE).read_bytes() == before


def test_swapped_public_key_is_noticed_in_an_open_session(house: House) -> None:
    make_psy_wait(house)
    document = read(house)
    mentor, beheer = house.setup, house.unlock("beheer")
    user = document.roster.users[PSY]
    public = primitives.seal_public(primitives.new_key())
    document.roster.users[PSY] = replace(user, seal_public=public)
    write(house, document)
    mentor.revision = 0
    calls: tuple[Callable[[], object], ...] = (
        lambda: house.vault.fulfil(mentor),
        lambda: house.vault.change_compartments(beheer, MENTOR, ALL),
        lambda: house.vault.users(beheer),
        lambda: house.vault.recover([sheet.text for sheet in house.sheets[:2]]),
    )
    for call in calls:
        with pytest.raises(EnvironmentProblem, match=TAMPERED):
            call()


def test_added_user_is_noticed(house: House) -> None:
    document = read(house)
    stranger = NewUser(COLLEAGUE, "collega", PASSWORDS["collega"], ALL)
    prepared = prepare(document.roster, stranger, KdfCost.cheap(), is_own=True)
    document.roster.users[COLLEAGUE] = documents.RosterUser(
        document.roster.hash_name("collega"),
        prepared.seal_public,
        prepared.sign_public,
        frozenset(ALL),
        True,
    )
    document.slots[COLLEAGUE] = prepared.slot
    refused_without_sealing(house, document)
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.unlock("collega")


def test_mentor_cannot_raise_his_own_rights(house: House) -> None:
    document = read(house)
    user = document.roster.users[MENTOR]
    document.roster.users[MENTOR] = replace(user, compartments=frozenset(ALL), is_beheerder=True)
    refused_without_sealing(house, document)
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.unlock("psy")


def test_table_signed_by_the_attackers_own_key_is_refused(house: House) -> None:
    make_psy_wait(house)
    document = read(house)
    authority = primitives.new_key()
    document.roster.authority_public = primitives.sign_public(authority)
    grants.sign_roster(document, authority)
    refused_without_sealing(house, document)
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.vault.recover([sheet.text for sheet in house.sheets[:2]])


def test_forged_renewal_gets_no_key_and_stops_no_other(house: House) -> None:
    make_psy_wait(house)
    beheer = house.unlock("beheer")
    house.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], ("team",))
    document = read(house)
    mine, signer = primitives.new_key(), primitives.new_key()
    seal, sign = primitives.seal_public(mine), primitives.sign_public(signer)
    message = grants.renewal_message(document.roster, PSY, seal, sign)
    document.slots[PSY].renewal = Renewal(seal, sign, primitives.sign(signer, message))
    write(house, document)
    mentor = house.unlock("mentor")
    assert [grant.medewerker_id for grant in mentor.fulfilled] == [COLLEAGUE]
    assert any(TAMPERED in notice for notice in mentor.notices)
    assert "team" not in read(house).slots[PSY].grants


def test_planted_key_is_noticed(house: House) -> None:
    """A key that the attacker knows, sealed rightly to the victim, is not taken for the real."""
    document = read(house)
    for owner, blobs, public in (
        (PSY, document.slots[PSY].grants, document.roster.users[PSY].seal_public),
        (RECOVERY_ID, document.recovery_keys, document.roster.recovery_public),
    ):
        info = grants.seal_info(document.roster.vault_id, owner, "behandeling")
        blobs["behandeling"] = primitives.seal_to(public, primitives.new_key(), info)
    write(house, document)
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.unlock("psy")
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.vault.recover([sheet.text for sheet in house.sheets[:2]])


def test_old_table_in_a_newer_file_is_refused(house: House) -> None:
    old = read(house)
    beheer = house.unlock("beheer")
    house.vault.change_compartments(beheer, PSY, ("register",))
    house.vault.change_password("mentor", PASSWORDS["mentor"], "een nieuwe lange zin")
    document = read(house)
    document.roster, document.signature = old.roster, old.signature
    write(house, document)
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.vault.unlock("mentor", "een nieuwe lange zin")
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.vault.fulfil(beheer)


def test_slots_of_two_users_cannot_be_swapped(house: House) -> None:
    document = read(house)
    slots = document.slots
    slots[PSY], slots[MENTOR] = slots[MENTOR], slots[PSY]
    write(house, document)
    for name in ("psy", "mentor"):
        with pytest.raises(UserError):
            house.vault.unlock(name, PASSWORDS["mentor"])


def test_lower_cost_in_the_file_opens_nothing(house: House) -> None:
    document = read(house)
    document.slots[MENTOR].cost = KdfCost(16, 1, 1)
    write(house, document)
    with pytest.raises(UserError):
        house.unlock("mentor")
    document.slots[MENTOR].cost = KdfCost(2**31, 1000, 1)
    write(house, document)
    with pytest.raises(EnvironmentProblem, match="beschadigd"):
        house.unlock("mentor")


# Inside: a colleague with his own keys and every file


def every_blob(document: Document) -> tuple[list[bytes], list[tuple[bytes, bytes]]]:
    """Everything sealed to a public key, and every box with what it is bound to."""
    sealed = list(document.recovery_keys.values())
    boxes = [(document.recovery_authority, grants.recovery_aad(document.roster))]
    for user_id, slot in document.slots.items():
        sealed += slot.grants.values()
        aad = slot_aad(document.roster.vault_id, user_id, slot.salt, slot.cost)
        boxes.append((slot.box, aad))
    return sealed, boxes


@pytest.mark.parametrize("user_name", ["mentor", "beheer"])
def test_all_files_and_another_slot_never_yield_behandeling(house: House, user_name: str) -> None:
    make_psy_wait(house)
    recovery = house.vault.recover([sheet.text for sheet in house.sheets[:2]])
    house.vault.fulfil(recovery)
    secret = as_bytes(house.setup)["behandeling"]
    keyring, private = house.unlock(user_name), private_keys(house, user_name)
    document = read(house)
    keys = [*map(bytes, keyring.secrets().values()), bytes(private.seal), bytes(private.sign)]
    sealed, boxes = every_blob(document)
    for key in keys:
        for box, aad in boxes:
            assert primitives.open_box(key, box, aad) is None
        for blob in sealed:
            for owner in (*document.slots, RECOVERY_ID):
                for name in (*ALL, AUTHORITY):
                    info = grants.seal_info(document.roster.vault_id, owner, name)
                    assert bytes(primitives.open_sealed(key, blob, info) or b"") != secret
    assert not keyring.holds("behandeling")
    for path in house.folder.iterdir():
        content = path.read_bytes()
        assert secret not in content
        assert secret.hex().encode() not in content


def test_sealed_key_opens_only_for_its_owner_and_compartment(house: House) -> None:
    document, private = read(house), private_keys(house, "mentor")
    blob = document.slots[MENTOR].grants["team"]
    vault_id = document.roster.vault_id
    right = grants.seal_info(vault_id, MENTOR, "team")
    assert primitives.open_sealed(private.seal, blob, right) == house.setup.key("team")
    for info in (
        grants.seal_info(vault_id, MENTOR, "behandeling"),
        grants.seal_info(vault_id, PSY, "team"),
        grants.seal_info(str(UUID(int=9)), MENTOR, "team"),
    ):
        assert primitives.open_sealed(private.seal, blob, info) is None


def test_two_vaults_share_nothing(house: House, tmp_path: Path) -> None:
    other = make_house(tmp_path / "ander huis")
    assert not set(as_bytes(house.setup).values()) & set(as_bytes(other.setup).values())
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.vault.fulfil(other.setup)
    put(house, (other.folder / VAULT_FILE).read_bytes())
    assert as_bytes(house.unlock("psy")) != {name: house.setup.key(name) for name in PSY_KEYS}


def test_random_bytes_as_a_box(house: House) -> None:
    document = read(house)
    for size in (0, 1, 12, 28, 400):
        document.slots[MENTOR].box = os.urandom(size)
        write(house, document)
        with pytest.raises(UserError):
            house.vault.unlock("mentor", PASSWORDS["mentor"])
        house.time.run(1000)


def test_slot_from_before_a_reset_cannot_be_put_back(house: House) -> None:
    old = read(house).slots[PSY]
    recovery = house.vault.recover([sheet.text for sheet in house.sheets[:2]])
    house.vault.reset_user(recovery, PSY, "psy", "een nieuwe lange zin")
    document = read(house)
    document.slots[PSY] = old
    write(house, document)
    with pytest.raises(EnvironmentProblem, match=TAMPERED):
        house.unlock("psy")


def test_key_that_was_taken_away_is_gone_from_the_file(house: House) -> None:
    house.vault.change_compartments(house.unlock("beheer"), PSY, ("register",))
    assert set(read(house).slots[PSY].grants) == {"register"}


def test_own_keys_are_taken_into_the_table_at_the_next_change(house: House) -> None:
    beheer = house.unlock("beheer")
    house.vault.add_user(beheer, COLLEAGUE, "collega", PASSWORDS["collega"], ("register",))
    given_public = read(house).roster.users[COLLEAGUE].seal_public
    house.vault.change_password("collega", PASSWORDS["collega"], "eigen en lang genoeg")
    assert read(house).slots[COLLEAGUE].renewal is not None
    house.vault.change_compartments(beheer, MENTOR, ("register",))
    assert read(house).slots[COLLEAGUE].renewal is None
    assert read(house).roster.users[COLLEAGUE].seal_public != given_public
    assert house.vault.unlock("collega", "eigen en lang genoeg").holds("register")
