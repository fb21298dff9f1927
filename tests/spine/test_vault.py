"""The vault: users, passwords, roles and recovery sheets."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from hvh_desktop.crypto import (
    SPARE_FILE,
    VAULT_FILE,
    Grant,
    KdfCost,
    NewUser,
    Vault,
    WrongPassword,
    calibrate,
    check_password,
)
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
    as_bytes,
    make_house,
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "gegevens")


def test_import_loads_no_crypto_library() -> None:
    code = (
        "import sys, hvh_desktop.crypto;"
        "print([m for m in ('argon2', 'cryptography', 'shamir_mnemonic') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_env()
    )
    assert done.stdout.strip() == "[]"


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


# Unlock


def test_everybody_gets_the_keys_of_his_roles(house: House) -> None:
    every = as_bytes(house.setup)
    assert set(every) == set(ALL)
    assert len(set(every.values())) == len(ALL)
    for name, keys in (("beheer", ("register", "log")), ("mentor", MENTOR_KEYS), ("psy", PSY_KEYS)):
        assert as_bytes(house.unlock(name)) == {key: every[key] for key in keys}


def test_capitals_and_spaces_in_the_name_do_not_matter(house: House) -> None:
    assert house.vault.unlock("  MENTOR ", PASSWORDS["mentor"]).medewerker_id == MENTOR


def test_wrong_name_and_wrong_password_are_the_same(house: House) -> None:
    with pytest.raises(WrongPassword) as wrong_password:
        house.vault.unlock("mentor", "niet het goede")
    with pytest.raises(WrongPassword) as wrong_name:
        house.vault.unlock("niemand", "niet het goede")
    assert wrong_password.value.text == wrong_name.value.text
    assert wrong_password.value.wait_seconds == wrong_name.value.wait_seconds == 0


def test_no_name_and_no_password_in_any_file(house: House) -> None:
    for path in house.folder.iterdir():
        content = path.read_bytes().lower()
        for text in (*PASSWORDS, *PASSWORDS.values()):
            assert b'"%s"' % text.encode() not in content
    assert house.folder.joinpath(VAULT_FILE).stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_second_vault_in_the_same_folder_is_refused(house: House) -> None:
    before = (house.folder / VAULT_FILE).read_bytes()
    with pytest.raises(EnvironmentProblem, match="al een kluis"):
        make_house(house.folder)
    assert (house.folder / VAULT_FILE).read_bytes() == before


def test_no_vault(tmp_path: Path) -> None:
    assert not Vault.exists(tmp_path)
    with pytest.raises(EnvironmentProblem, match="geen kluis"):
        Vault(tmp_path).unlock("mentor", "maakt niet uit")


# Keyring


def test_keyring_is_wiped(house: House) -> None:
    keyring = house.unlock("beheer")
    held = list(keyring.secrets().values())
    assert len(held) == 3
    keyring.wipe()
    assert keyring.is_wiped
    assert not keyring.holds("register")
    assert all(key == bytes(32) for key in held)


def test_keyring_shows_and_stores_nothing(house: House) -> None:
    keyring = house.unlock("beheer")
    shown = repr(keyring) + str(keyring) + repr(house.sheets) + repr(NewUser(MENTOR, "m", "geheim"))
    assert "geheim" not in shown
    assert all(
        key.hex() not in shown and repr(bytes(key)) not in shown
        for key in keyring.secrets().values()
    )
    for sheet in house.sheets:  # exactly this: a word may by chance be a part of "series" too
        told = f"number={sheet.number}, series={sheet.series}, vault_id={sheet.vault_id!r}"
        assert repr(sheet) == f"RecoverySheet({told})"
    for store in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            store(keyring)


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "",
        "hond",
        "elf tekens.",
        "Mentor Jansen",
        "mentor jansen 12",
        "mentor jansen mentor jansen",
        "Welkom2026!!",
        "aaaaaaaaaaaaaa",
        "123456789012",
        "Wachtwoord123!",
        "abcdefghijklm",
        "Huis van Herstel 1",
        "geheel verschillend " * 60,
    ],
)
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(UserError) as refused:
        check_password("mentor jansen", password)
    assert set(refused.value.fields) == {"nieuw_wachtwoord"}
    assert not password or password not in refused.value.text


@pytest.mark.parametrize(
    "password", ["vier losse woorden hier", "çay & simit ‘s ochtends", "🙂🙃😀😁😂🤣😃😄😅😆😉😊"]
)
def test_good_passwords_open(house: House, password: str) -> None:
    house.vault.change_password("mentor", PASSWORDS["mentor"], password)
    assert house.restart().unlock("mentor", password).medewerker_id == MENTOR
    with pytest.raises(WrongPassword):
        house.vault.unlock("mentor", PASSWORDS["mentor"])


def test_password_with_a_broken_character_is_only_wrong(house: House) -> None:
    with pytest.raises(WrongPassword):
        house.vault.unlock("mentor\ud800\x00", "half teken \ud800\x00" + "x" * 100_000)


def test_own_password_change_keeps_keys_and_leaves_no_old_slot(house: House) -> None:
    before = as_bytes(house.unlock("mentor"))
    house.vault.change_password("mentor", PASSWORDS["mentor"], "thee om kwart voor tien")
    (house.folder / VAULT_FILE).unlink()
    with pytest.raises(WrongPassword):
        house.unlock("mentor")
    assert as_bytes(house.vault.unlock("mentor", "thee om kwart voor tien")) == before


def test_first_own_password_makes_the_given_one_worthless(house: House) -> None:
    house.vault.add_user(house.setup, COLLEAGUE, "collega", PASSWORDS["collega"], MENTOR_KEYS)
    known_to_beheerder = (house.folder / VAULT_FILE).read_bytes()
    assert house.unlock("collega").must_change_password
    keyring = house.vault.change_password("collega", PASSWORDS["collega"], "eigen en lang genoeg")
    assert not keyring.must_change_password
    house.vault.change_compartments(house.unlock("beheer"), COLLEAGUE, PSY_KEYS)
    granted = house.unlock("psy").fulfilled
    assert granted == (Grant(COLLEAGUE, "behandeling"),)
    fresh = house.vault.unlock("collega", "eigen en lang genoeg")
    assert as_bytes(fresh) == as_bytes(house.unlock("psy"))
    (house.folder / VAULT_FILE).write_bytes(known_to_beheerder)
    assert not house.unlock("collega").holds("behandeling")


def test_same_password_is_not_a_change(house: House) -> None:
    with pytest.raises(UserError, match="ander wachtwoord"):
        house.vault.change_password("mentor", PASSWORDS["mentor"], PASSWORDS["mentor"])


def test_forgotten_password_through_the_beheerder(house: House) -> None:
    beheer = house.unlock("beheer")
    user = house.vault.reset_user(beheer, PSY, "psy", "een nieuwe lange zin")
    assert user.granted == {"register", "log"}
    assert user.wanted == {"team", "behandeling"}
    with pytest.raises(WrongPassword):
        house.unlock("psy")
    assert set(house.vault.unlock("psy", "een nieuwe lange zin").keys) == {"register", "log"}
    mentor = house.unlock("mentor")
    assert mentor.fulfilled == (Grant(PSY, "team"),)
    assert house.unlock("mentor").fulfilled == ()
    assert house.vault.orphans() == {"behandeling", "instroom"}
    recovery = house.vault.recover([house.sheets[0].text, house.sheets[2].text])
    assert house.vault.fulfil(recovery) == [Grant(PSY, "behandeling")]
    assert set(house.vault.unlock("psy", "een nieuwe lange zin").keys) == set(PSY_KEYS)


def test_forgotten_password_with_the_sheets_gives_everything_at_once(house: House) -> None:
    for one, two in permutations(house.sheets, 2):
        recovery = house.vault.recover([one.text, two.text])
        assert recovery.is_recovery
        assert as_bytes(recovery) == as_bytes(house.setup)
    found = house.vault.find_user(recovery, "PSY")
    assert found == PSY
    user = house.vault.reset_user(recovery, PSY, "psy", "een nieuwe lange zin", must_change=False)
    assert not user.wanted
    assert set(house.vault.unlock("psy", "een nieuwe lange zin").keys) == set(PSY_KEYS)


# Users and roles


def test_change_of_role_gives_and_takes(house: House) -> None:
    beheer = house.unlock("beheer")
    house.vault.change_compartments(beheer, PSY, MENTOR_KEYS)
    assert set(house.unlock("psy").keys) == set(MENTOR_KEYS)
    house.vault.change_compartments(beheer, MENTOR, PSY_KEYS)
    wanted = {user.medewerker_id: user.wanted for user in house.vault.users(beheer)}
    assert wanted == {BEHEERDER: set(), MENTOR: {"behandeling"}, PSY: set()}


def test_removed_user_cannot_unlock(house: House) -> None:
    beheer = house.unlock("beheer")
    house.vault.remove_user(beheer, PSY)
    with pytest.raises(WrongPassword):
        house.unlock("psy")
    with pytest.raises(UserError, match="geen toegang"):
        house.vault.remove_user(beheer, PSY)


def test_only_a_beheerder_changes_users(house: House) -> None:
    mentor = house.unlock("mentor")
    before = (house.folder / VAULT_FILE).read_bytes()
    changes = (
        lambda: house.vault.add_user(mentor, COLLEAGUE, "collega", PASSWORDS["collega"], ("team",)),
        lambda: house.vault.change_compartments(mentor, MENTOR, ALL),
        lambda: house.vault.reset_user(mentor, PSY, "psy", "een nieuwe lange zin"),
        lambda: house.vault.remove_user(mentor, PSY),
    )
    for change in changes:
        with pytest.raises(UserError, match="Alleen een beheerder"):
            change()
    with pytest.raises(UserError, match="alle sleutels"):
        house.vault.renew_recovery(mentor)
    assert (house.folder / VAULT_FILE).read_bytes() == before


def test_a_beheerder_who_was_removed_can_do_nothing_in_his_open_session(house: House) -> None:
    beheer = house.unlock("beheer")
    house.vault.change_compartments(beheer, MENTOR, MENTOR_KEYS, beheerder=True)
    mentor = house.unlock("mentor")
    assert mentor.is_beheerder
    house.vault.remove_user(mentor, BEHEERDER)
    with pytest.raises(UserError, match="Alleen een beheerder"):
        house.vault.change_compartments(beheer, MENTOR, ())


def test_the_last_beheerder_stays(house: House) -> None:
    beheer = house.unlock("beheer")
    with pytest.raises(UserError, match="laatste beheerder"):
        house.vault.remove_user(beheer, BEHEERDER)
    with pytest.raises(UserError, match="laatste beheerder"):
        house.vault.change_compartments(beheer, BEHEERDER, ("register",), beheerder=False)
    assert house.unlock("beheer").is_beheerder


def test_a_name_is_given_once(house: House) -> None:
    beheer = house.unlock("beheer")
    with pytest.raises(UserError) as refused:
        house.vault.add_user(beheer, COLLEAGUE, " Mentor", PASSWORDS["collega"], ("team",))
    assert "gebruikersnaam" in refused.value.fields
    with pytest.raises(UserError, match="al toegang"):
        house.vault.add_user(beheer, MENTOR, "nog een naam", PASSWORDS["collega"], ("team",))
    with pytest.raises(UserError, match="gebruikersnaam"):
        house.vault.add_user(beheer, COLLEAGUE, "  ", PASSWORDS["collega"], ("team",))


def test_two_processes_lose_no_user(house: House) -> None:
    code = (
        "import sys, uuid; from pathlib import Path;"
        "from hvh_desktop.crypto import Vault, KdfCost;"
        "vault = Vault(Path(sys.argv[1]), KdfCost.cheap());"
        f"keyring = vault.unlock('beheer', {PASSWORDS['beheer']!r});"
        "[vault.add_user(keyring, uuid.UUID(n), 'naam ' + n, 'lange zin met een staart', ['team'])"
        " for n in sys.argv[2:]]"
    )
    ids = [[str(uuid4()) for _ in range(12)] for _ in range(2)]
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(house.folder), *part], env=_env())
        for part in ids
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    users = {user.medewerker_id for user in house.vault.users(house.unlock("beheer"))}
    assert users == {BEHEERDER, MENTOR, PSY, *(UUID(text) for part in ids for text in part)}


# Cost


def test_cost_is_never_below_the_floor() -> None:
    floor = KdfCost.floor()
    assert floor == KdfCost(64 * 1024, 3, 4)
    for target in (0.01, 0.5):
        cost = calibrate(target)
        assert floor.memory_kib <= cost.memory_kib <= 256 * 1024
        assert cost.rounds >= floor.rounds
        assert cost.lanes == floor.lanes


def test_the_cost_of_the_vault_is_used_when_none_is_given(house: House) -> None:
    keyring = Vault(house.folder).unlock("beheer", PASSWORDS["beheer"])
    assert keyring.medewerker_id == BEHEERDER


def test_spare_file_is_the_same_state(house: House) -> None:
    spare, file = house.folder / SPARE_FILE, house.folder / VAULT_FILE
    assert spare.read_bytes() == file.read_bytes()
