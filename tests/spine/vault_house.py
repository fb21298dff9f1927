"""A small house with a vault, and a clock that the test moves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from hvh_desktop.crypto import (
    SPARE_FILE,
    VAULT_FILE,
    Clock,
    KdfCost,
    Keyring,
    NewUser,
    RecoverySheet,
    Vault,
    primitives,
)
from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto.document import Document

ALL = ("team", "behandeling", "instroom", "register", "log")
MENTOR_KEYS = ("team", "register", "log")
PSY_KEYS = ("team", "behandeling", "register", "log")
BEHEERDER = UUID(int=1)
MENTOR = UUID(int=2)
PSY = UUID(int=3)
COLLEAGUE = UUID(int=4)
LABELS: dict[UUID, dict[str, str | None]] = {
    MENTOR: {"begeleider": None},
    PSY: {"behandelaar": None, "waarnemer": "2026-11-12"},
}
PASSWORDS = {
    "beheer": "sleutelbos aan de haak",
    "mentor": "koffie om half negen",
    "psy": "stoel bij het raam",
    "collega": "fiets zonder zadel",
}


@dataclass
class MovingClock:
    """A wall clock that can be set and a steady one that only runs on."""

    wall: float = 1_800_000_000.0
    steady: float = 1000.0

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.steady)

    def restarted(self) -> Clock:
        """The steady clock begins again after a restart of the computer."""
        self.steady = 0.0
        return self.clock()

    def run(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@dataclass
class House:
    folder: Path
    vault: Vault
    setup: Keyring
    sheets: Sequence[RecoverySheet]
    time: MovingClock = field(default_factory=MovingClock)

    def unlock(self, user_name: str) -> Keyring:
        return self.vault.unlock(user_name, PASSWORDS[user_name])

    def restart(self) -> Vault:
        return Vault(self.folder, KdfCost.cheap(), self.time.restarted())


def make_house(folder: Path) -> House:
    """Beheerder, mentor and psycholoog, set up with every key at hand."""
    time = MovingClock()
    first = NewUser(BEHEERDER, "beheer", PASSWORDS["beheer"], ("register", "log"))
    vault, setup, sheets = Vault.create(folder, ALL, first, KdfCost.cheap(), time.clock())
    for who, name, keys in ((MENTOR, "mentor", MENTOR_KEYS), (PSY, "psy", PSY_KEYS)):
        vault.add_user(
            setup, who, name, PASSWORDS[name], keys, must_change=False, labels=LABELS[who]
        )
    return House(folder, vault, setup, sheets, time)


def as_bytes(keyring: Keyring) -> dict[str, bytes]:
    return {name: bytes(key) for name, key in keyring.keys.items()}


def read(house: House) -> Document:
    return documents.load((house.folder / VAULT_FILE).read_bytes())


def write(house: House, document: Document) -> None:
    """As an attacker: the checksum is right and the spare is replaced too."""
    put(house, documents.dump(document))


def put(house: House, content: bytes) -> None:
    for name in (VAULT_FILE, SPARE_FILE):
        (house.folder / name).write_bytes(content)


def recomputed(body: dict[str, Any]) -> bytes:
    check = hashlib.sha256(primitives.canonical(body)).hexdigest()
    return primitives.canonical({"body": body, "check": check}) + b"\n"
