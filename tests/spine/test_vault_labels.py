"""Words with a last day that a beheerder signs about a user."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hvh_desktop.crypto import VAULT_FILE, grants
from hvh_desktop.crypto import document as documents
from hvh_desktop.errors import EnvironmentProblem
from tests.spine.vault_house import (
    BEHEERDER,
    COLLEAGUE,
    LABELS,
    MENTOR,
    PASSWORDS,
    PSY,
    PSY_KEYS,
    House,
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


def test_an_unlock_brings_the_labels_that_were_signed(house: House) -> None:
    assert house.unlock("psy").labels == LABELS[PSY]
    assert house.unlock("beheer").labels is None
    told = {user.medewerker_id: user.labels for user in house.vault.users(house.unlock("mentor"))}
    assert told == {**LABELS, BEHEERDER: None}
    assert house.vault.recover([sheet.text for sheet in house.sheets[:2]]).labels is None


def test_labels_stay_until_a_beheerder_gives_others(house: House) -> None:
    beheer = house.unlock("beheer")
    house.vault.change_compartments(beheer, PSY, ("team", "register"))
    house.vault.reset_user(beheer, PSY, "psy", PASSWORDS["psy"])
    house.vault.change_password("psy", PASSWORDS["psy"], "een nieuwe lange zin")
    house.vault.change_compartments(beheer, MENTOR, PSY_KEYS)
    assert house.vault.unlock("psy", "een nieuwe lange zin").labels == LABELS[PSY]
    user = house.vault.change_compartments(beheer, PSY, ("register",), labels={"mentor": None})
    assert user.labels == {"mentor": None}
    user = house.vault.reset_user(beheer, PSY, "psy", PASSWORDS["psy"], labels={})
    assert user.labels == {}
    assert house.unlock("psy").labels == {}


@pytest.mark.parametrize("end", ["2026-1-2", "20261112", "2026-W46-4", "morgen", "", 7, True])
def test_an_end_that_is_no_day_is_refused(house: House, end: Any) -> None:
    before = (house.folder / VAULT_FILE).read_bytes()
    with pytest.raises(ValueError, match=r"day|isoformat"):
        house.vault.change_compartments(house.unlock("beheer"), PSY, PSY_KEYS, labels={"x": end})
    assert (house.folder / VAULT_FILE).read_bytes() == before


def test_a_file_from_before_labels_opens_and_its_signature_fits(house: House) -> None:
    document = read(house)
    for user_id, user in document.roster.users.items():
        document.roster.users[user_id] = replace(user, labels=None)
    assert b"labels" not in documents.signed_part(document.roster)
    authority = house.unlock("beheer").authority
    assert authority is not None
    grants.sign_roster(document, authority)
    write(house, document)
    assert b"labels" not in (house.folder / VAULT_FILE).read_bytes()
    assert house.unlock("mentor").labels is None
    assert house.unlock("mentor").holds("team")
    beheer = house.unlock("beheer")
    house.vault.add_user(
        beheer, COLLEAGUE, "collega", PASSWORDS["collega"], (), labels={"mentor": "2026-11-12"}
    )
    assert house.unlock("collega").labels == {"mentor": "2026-11-12"}
    assert house.unlock("mentor").labels is None


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "gone": lambda users: users[str(PSY)].pop("labels"),
    "later": lambda users: users[str(PSY)]["labels"].update(waarnemer="2099-01-01"),
    "for always": lambda users: users[str(PSY)]["labels"].update(waarnemer=None),
    "another word": lambda users: users[str(MENTOR)]["labels"].update(directeur=None),
    "given to who had none": lambda users: users[str(BEHEERDER)].update(labels={"mentor": None}),
    "swapped": lambda users: users[str(MENTOR)].update(labels=users[str(PSY)]["labels"]),
}


@pytest.mark.parametrize("how", CHANGES)
def test_labels_that_somebody_writes_himself_open_nothing(house: House, how: str) -> None:
    body = json.loads((house.folder / VAULT_FILE).read_bytes())["body"]
    CHANGES[how](body["roster"]["users"])
    put(house, recomputed(body))
    for user_name in ("mentor", "psy", "beheer"):
        with pytest.raises(EnvironmentProblem, match=TAMPERED):
            house.unlock(user_name)
