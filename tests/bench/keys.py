"""What more compartments cost at the unlock, with the password as slow as it is in the house."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import hvh_desktop.models  # noqa: F401
from hvh_desktop.crypto import Vault
from hvh_desktop.crypto.users import NewUser
from hvh_desktop.db import Compartment, Database, new_id, schema
from hvh_desktop.rights import Actor

ROUNDS = 7
PASSWORD = "vier gele fietsen"
ONE = (Compartment.register,)
THREE = (Compartment.register, Compartment.log, Compartment.team)


def compartments(figure: Any) -> Any:
    """Password to open files: three compartments, against one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = NewUser(new_id(), "drie", PASSWORD, THREE)
        vault, keyring, _sheets = Vault.create(folder, Compartment, first)
        vault.add_user(keyring, new_id(), "een", PASSWORD, ONE, must_change=False)
        for compartment in Compartment:
            schema.create_file(folder, compartment, bytes(keyring.key(compartment)))
        keyring.wipe()
        values, floors = [], []
        for _ in range(ROUNDS):
            floors.append(_ms(lambda: _unlock(vault, folder, "een", ONE)))
            values.append(_ms(lambda: _unlock(vault, folder, "drie", THREE)))
    return figure("compartments", median(values), median(floors), "ms", "3 tegen 1")


def _unlock(vault: Vault, folder: Path, user_name: str, wanted: tuple[Compartment, ...]) -> None:
    keyring = vault.unlock(user_name, PASSWORD)
    keys = {compartment: bytes(keyring.key(compartment)) for compartment in wanted}
    nobody = Actor(keyring.medewerker_id, frozenset())
    Database(folder, keys, actor=nobody, device=UUID(int=1)).close()
    keyring.wipe()


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
