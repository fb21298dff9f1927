"""Which rights a change asks for: what honest people wrote must pass, on every laptop."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Compartment
from hvh_desktop.db.engine import connect
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.db.ids import id_from
from hvh_desktop.demo_accounts import DEMO_PASSWORD
from hvh_desktop.rights import Rol
from hvh_desktop.sync.stream.authorship import guarded_kinds, may_write_one, needs_of
from tests.journeys.demo_house import whole_demo
from tests.spine.vault_house import MENTOR, PASSWORDS, make_house


def test_everything_that_a_whole_house_wrote_passes(tmp_path: Path) -> None:
    folder = shutil.copytree(whole_demo(), tmp_path / "demo")
    keyring = Vault(folder, KdfCost.cheap()).unlock("ilse", DEMO_PASSWORD)
    labels = Vault(folder, KdfCost.cheap()).labels_held(keyring)
    passed: Counter[str] = Counter()
    refused: Counter[tuple[str, str]] = Counter()
    for compartment in (Compartment.register, Compartment.team):
        key = bytes(keyring.key(compartment))
        with closing(connect(folder / f"{compartment}.db", key)) as connection:
            for user, kind, operation, values in connection.execute(
                'SELECT user, kind, operation, "values" FROM "change"'
            ):
                words = labels[id_from(user)] or frozenset()
                roles = frozenset(Rol(word) for word in words)
                if not may_write_one(roles, kind, operation, values):
                    refused[kind, operation] += 1
                elif needs_of(kind, operation, values):
                    passed[kind] += 1
    keyring.wipe()
    assert not refused
    seen = set(guarded_kinds(Compartment.team)) | set(guarded_kinds(Compartment.register))
    assert not seen - set(passed) - {"Beleidsregel", "Laptopnaam", "Ordemaatregel"}


def test_what_decides_is_guarded() -> None:
    """A decision that anybody could make up is none; the rest of a decision hangs on it."""
    decides = {kind for kind in entity_classes() if kind.__decides__ or kind.__is_decision__}
    assert all(kind.__written_by__ or kind.__value_written_by__ for kind in decides)
    assert {"Medewerker", "Huis", "Beleidsregel"} <= set(guarded_kinds(Compartment.register))


def test_rights_named_are_rights_that_somebody_has() -> None:
    for kind in entity_classes():
        for needed in (kind.__written_by__, kind.__changed_by__ or ()):
            roles = frozenset(Rol)
            assert not needed or may_write_one(roles, kind.__name__, "create", "{}")
        for values in kind.__value_written_by__.values():
            assert all(values.values())


def test_the_vault_remembers_what_somebody_was(tmp_path: Path) -> None:
    house = make_house(tmp_path)
    beheer, who = house.vault.unlock("beheer", PASSWORDS["beheer"]), MENTOR
    for labels in ({"mentor": None}, {"directeur": None}):
        house.vault.change_compartments(beheer, who, ["team"], labels=labels)
    assert house.vault.labels_held(beheer)[who] >= {"mentor", "directeur"}  # type: ignore[operator]
    house.vault.remove_user(beheer, who)
    assert house.vault.labels_held(beheer)[who] >= {"mentor", "directeur"}  # type: ignore[operator]
