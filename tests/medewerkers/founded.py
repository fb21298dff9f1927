"""A house that was really founded, with five people, a vault and their passwords."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from shamir_mnemonic.wordlist import WORDLIST

from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.entry import Entry, FirstRun, NewAccount, Setup, enter, first_run
from hvh_desktop.rights import Rol
from hvh_desktop.ui.context import Context
from tests.conftest import Clock

PASSWORDS = {
    "dennis": "sleutelbos aan de haak",
    "ilse": "koffie om half negen",
    "marloes": "stoel bij het raam",
    "judith": "fiets zonder zadel",
}
OTHER = "zeven natte kranten"


def account(naam: str, user_name: str, *rollen: Rol, functie: str = "") -> NewAccount:
    return NewAccount(
        naam, "", user_name, PASSWORDS[user_name], frozenset(rollen), functie, must_change=False
    )


def make_setup(backups: Path | None = None) -> Setup:
    return Setup(
        "Huis van Herstel",
        "Almelo",
        account("Dennis Oude Kotte", "dennis"),
        (
            account("Ilse Groothengel", "ilse", Rol.casemanager, functie="senior casemanager"),
            account("Marloes Kuiphuis", "marloes", Rol.mentor),
            account("Judith Meilink-Roos", "judith", Rol.psycholoog),
        ),
        backups,
    )


@dataclass
class Founded:
    """The folder, the vault over it and the printed sheets."""

    folder: Path
    vault: Vault
    result: FirstRun
    clock: Clock

    def id_of(self, user_name: str) -> UUID:
        keyring = self.vault.unlock(user_name, PASSWORDS[user_name])
        return keyring.medewerker_id

    @contextmanager
    def inside(self, user_name: str, password: str = "") -> Iterator[Entry]:
        """Unlock and enter as the program does."""
        keyring = self.vault.unlock(user_name, password or PASSWORDS[user_name])
        database = enter(self.folder, keyring, clock=self.clock)
        try:
            yield Entry(self.vault, keyring, database, self.folder)
        finally:
            database.close()
            keyring.wipe()

    def sheets(self) -> list[str]:
        return read_sheets(self.result.sheets_pdf)


def read_sheets(pdf: bytes) -> list[str]:
    """The words of each sheet, as somebody reads them from paper."""
    known = frozenset(WORDLIST)
    sheets = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        pairs = re.findall(r"\b(\d{1,2})\s+([a-z]{3,8})\b", page.extract_text())
        found = {int(number): word for number, word in pairs if word in known}
        sheets.append(" ".join(found[number] for number in range(1, 34)))
    return sheets


def make_context(entry: Entry, clock: Clock) -> Context:
    context = Context(entry.database, clock=clock)
    context.entry = entry
    return context


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FirstRun]:
    folder = tmp_path_factory.mktemp("gesticht") / "huis"
    return folder, first_run(folder, make_setup(), clock=Clock(), cost=KdfCost.cheap())


@pytest.fixture
def founded(founded_once: tuple[Path, FirstRun], tmp_path: Path, clock: Clock) -> Founded:
    folder = tmp_path / "gesticht"
    shutil.copytree(founded_once[0], folder)
    return Founded(folder, Vault(folder, KdfCost.cheap()), founded_once[1], clock)
