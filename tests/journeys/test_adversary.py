"""Somebody has every file of a laptop, a mentor's password and the source code.

He may try whatever the source allows: raw connections, other rights, other rows. The words that
the psycholoog wrote stay away from him, and the psycholoog reads them on the same laptop.
"""

from __future__ import annotations

import base64
import binascii
import json
import shutil
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from hvh_desktop.behandelingen.service_notities import list_behandelnotities
from hvh_desktop.crypto import VAULT_FILE, KdfCost, Keyring, Vault
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.engine import connect
from hvh_desktop.entry import Entry, enter
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.signaleringsplannen import service as signaleringsplannen
from hvh_desktop.verwijzingen import service as verwijzingen
from tests.conftest import NOW, Clock
from tests.journeys.conftest import PASSWORD
from tests.whole_care import record_care
from tests.whole_dossier import Dossier, Words, record_dossier, record_organisatie

STEM = "zilverreigerput"


class Planted(Words):
    """A word for each text field of the psycholoog that stands nowhere else."""

    def about(self, about: str, number: int) -> str:
        return f"{STEM}{number:03d}"


class Laptop:
    """The folder, and who may unlock it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder, self.clock = folder, clock
        self._open: list[tuple[Database, Keyring]] = []

    def unlock(self, user_name: str) -> tuple[Database, Keyring]:
        keyring = Vault(self.folder, KdfCost.cheap()).unlock(user_name, PASSWORD)
        database = enter(self.folder, keyring, clock=self.clock)
        self._open.append((database, keyring))
        return database, keyring

    def lock(self) -> None:
        for database, keyring in self._open:
            database.close()
            keyring.wipe()
        self._open.clear()


@pytest.fixture(scope="module")
def written(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dossier]:
    """A folder with one man; of his care every text is a planted word, of the rest none is."""
    folder = tmp_path_factory.mktemp("geschreven") / "gegevens"
    shutil.copytree(founded, folder)
    laptop = Laptop(folder, Clock())
    writer, _ = laptop.unlock("ilse")
    with writer.reading() as session:
        team = {Rol(rol): row.id for row in list_medewerkers(session) for rol in row.rollen}
    dossier = record_dossier(writer, team, record_organisatie(writer, Words()), Words(), 3)
    psycholoog, _ = laptop.unlock("nadia")
    record_care(psycholoog, dossier, Planted())
    laptop.lock()
    return folder, dossier


@pytest.fixture
def stolen(
    written: tuple[Path, Dossier], tmp_path: Path, clock: Clock
) -> Iterator[tuple[Laptop, Dossier]]:
    """A laptop with a copy of that folder."""
    folder = tmp_path / "gegevens"
    shutil.copytree(written[0], folder)
    laptop = Laptop(folder, clock)
    yield laptop, deepcopy(written[1])
    laptop.lock()


def everything_in(connection: Any) -> str:
    """All values of all tables of an opened file, decoded as far as they are text."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = []
    for (name,) in names:
        for row in connection.execute(f'SELECT * FROM "{name}"').fetchall():
            found += [v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in row]
    return "\n".join(found).casefold()


def binaries(value: Any) -> Iterator[bytes]:
    """Every string of the vault file that could be bytes."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from binaries(key)
            yield from binaries(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from binaries(inner)
    elif isinstance(value, str):
        for decode in (base64.b64decode, base64.urlsafe_b64decode, bytes.fromhex):
            try:
                yield decode(value)
            except (ValueError, binascii.Error):
                continue


def test_the_words_are_there_for_the_psycholoog(stolen: tuple[Laptop, Dossier]) -> None:
    laptop, dossier = stolen
    database, keyring = laptop.unlock("nadia")
    connection = connect(laptop.folder / "behandeling.db", bytes(keyring.key("behandeling")))
    told = everything_in(connection)
    connection.close()
    assert told.count(STEM) >= 10
    with database.reading() as session:
        rows = verwijzingen.list_verwijzingen(session, dossier.deelnemer_id)
        assert rows
        assert STEM in verwijzingen.get_verwijzing(session, rows[0].id).indicatie
        notes = list_behandelnotities(session, dossier.deelnemer_id)
        assert any(STEM in note.tekst for note in notes)


def test_no_file_holds_a_word_that_can_be_read(stolen: tuple[Laptop, Dossier]) -> None:
    laptop, _ = stolen
    looked = 0
    for path in (p for p in laptop.folder.rglob("*") if p.is_file()):
        content = path.read_bytes().lower()
        for how in ("utf-8", "utf-16-le", "utf-32-le"):
            assert STEM.encode(how) not in content, path.name
        for shift in range(3):
            coded = base64.b64encode(b"x" * shift + STEM.encode())[4:-4].lower()
            assert coded not in content, path.name
        looked += 1
    assert looked >= 6


def test_a_mentors_keys_open_every_file_but_that_one(stolen: tuple[Laptop, Dossier]) -> None:
    laptop, _ = stolen
    _, keyring = laptop.unlock("marloes")
    assert not keyring.holds("behandeling")
    for name, key in keyring.keys.items():
        connection = connect(laptop.folder / f"{name}.db", bytes(key))
        assert STEM not in everything_in(connection), name
        connection.close()


def test_no_key_in_reach_opens_that_one(stolen: tuple[Laptop, Dossier]) -> None:
    """The keys of a mentor, and every string of the vault as a key."""
    laptop, _ = stolen
    _, keyring = laptop.unlock("marloes")
    document = json.loads((laptop.folder / VAULT_FILE).read_text(encoding="utf-8"))
    tries = {bytes(key) for key in keyring.secrets().values()}
    tries |= {part[at : at + 32] for part in binaries(document) for at in (0, len(part) - 32)}
    tried = [key for key in tries if len(key) == 32]
    assert len(tried) > 20
    for key in tried:
        with pytest.raises(dbapi2.DatabaseError):
            connect(laptop.folder / "behandeling.db", key)


def test_other_rights_with_the_same_keys_give_nothing(stolen: tuple[Laptop, Dossier]) -> None:
    """The source is changed: the program believes that he holds every role."""
    laptop, dossier = stolen
    _, keyring = laptop.unlock("marloes")
    keys = {c: bytes(keyring.key(c)) for c in Compartment if keyring.holds(c)}
    actor = Actor(keyring.medewerker_id, frozenset(Rol))
    database = Database(laptop.folder, keys, actor=actor, device=new_id(), clock=laptop.clock)
    him = dossier.deelnemer_id
    asked = (
        verwijzingen.list_verwijzingen,
        list_behandelnotities,
        signaleringsplannen.find_current,
    )
    for ask in asked:
        with database.reading() as session, pytest.raises(UserError, match="geen toegang"):
            ask(session, him)
    with (
        pytest.raises(UserError, match="geen toegang"),
        database.transaction(Compartment.behandeling) as session,
    ):
        verwijzingen.list_verwijzingen(session, him)
    database.close()


def write_in_register(laptop: Laptop, **values: str | None) -> None:
    """What the mentor can do with his own key, past the program."""
    _, keyring = laptop.unlock("marloes")
    connection = connect(laptop.folder / "register.db", bytes(keyring.key("register")))
    him: UUID = keyring.medewerker_id
    for column, value in values.items():
        changed = f"UPDATE medewerker SET {column} = ? WHERE id = ?"
        assert connection.execute(changed, (value, him.bytes)).rowcount == 1
    connection.close()
    laptop.lock()


def change_by_beheerder(laptop: Laptop, **values: Any) -> None:
    """Dennis saves this of Marloes, and who holds the keys unlocks once."""
    _, keyring = laptop.unlock("marloes")
    marloes = keyring.medewerker_id
    database, keyring = laptop.unlock("dennis")
    vault = Vault(laptop.folder, KdfCost.cheap())
    Entry(vault, keyring, database, laptop.folder).change_account(marloes, values)
    laptop.unlock("nadia")
    laptop.lock()


def lend_psycholoog(laptop: Laptop) -> None:
    """For today only."""
    change_by_beheerder(
        laptop, tijdelijke_rollen=("psycholoog",), tijdelijke_rollen_tot_datum=NOW.date()
    )


def rollen_of(laptop: Laptop, user_name: str) -> frozenset[Rol]:
    database, _ = laptop.unlock(user_name)
    rollen = database.actor.rollen
    assert (Compartment.behandeling in database.compartments) is (Rol.psycholoog in rollen)
    laptop.lock()
    return rollen


def test_a_later_end_that_he_writes_keeps_no_role(stolen: tuple[Laptop, Dossier]) -> None:
    laptop, _ = stolen
    lend_psycholoog(laptop)
    assert rollen_of(laptop, "marloes") == {Rol.mentor, Rol.psycholoog}
    write_in_register(laptop, tijdelijke_rollen_tot_datum="2099-01-01")
    laptop.clock.advance(days=1)
    assert rollen_of(laptop, "marloes") == {Rol.mentor}
    write_in_register(laptop, rollen=json.dumps(["mentor", "psycholoog"]))
    assert rollen_of(laptop, "marloes") == {Rol.mentor}
    _, keyring = laptop.unlock("dennis")
    assert any("Marloes Kuiphuis" in told for told in keyring.notices)
    laptop.lock()
    _, keyring = laptop.unlock("marloes")
    assert not keyring.holds("behandeling")


@pytest.mark.parametrize("rol", [Rol.casemanager, Rol.locatiemanager, Rol.directeur])
@pytest.mark.parametrize("is_lent", [False, True])
def test_a_role_that_needs_no_other_key_is_not_his_either(
    stolen: tuple[Laptop, Dossier], rol: Rol, is_lent: bool
) -> None:
    laptop, _ = stolen
    if is_lent:
        names = json.dumps([rol])
        write_in_register(laptop, tijdelijke_rollen=names, tijdelijke_rollen_tot_datum="2099-01-01")
    else:
        write_in_register(laptop, rollen=json.dumps(["mentor", rol]))
    assert rollen_of(laptop, "marloes") == {Rol.mentor}
    _, keyring = laptop.unlock("dennis")
    assert any("Marloes Kuiphuis" in told for told in keyring.notices)
    laptop.lock()
    assert rollen_of(laptop, "marloes") == {Rol.mentor}


def test_a_clock_that_he_sets_back_revives_no_role(stolen: tuple[Laptop, Dossier]) -> None:
    """Somebody worked on the day after; that day counts, whatever the clock says."""
    laptop, _ = stolen
    lend_psycholoog(laptop)
    laptop.clock.advance(days=1)
    database, _ = laptop.unlock("ilse")
    with database.transaction(Compartment.log) as session:
        record_raadpleging(session, "dossier", None)
    laptop.lock()
    for days in (-1, -30, -400):
        laptop.clock.now = NOW + timedelta(days=days)
        assert rollen_of(laptop, "marloes") == {Rol.mentor}
    assert rollen_of(laptop, "nadia") == {Rol.psycholoog}


def test_a_last_working_day_that_he_takes_away_stays_his_last(
    stolen: tuple[Laptop, Dossier],
) -> None:
    laptop, _ = stolen
    change_by_beheerder(laptop, actief_tot_datum=NOW.date())
    write_in_register(laptop, actief_tot_datum=None)
    laptop.clock.advance(days=1)
    for _ in range(2):
        with pytest.raises(UserError, match="geen rol"):
            laptop.unlock("marloes")
        laptop.unlock("dennis")
        laptop.lock()


def test_a_role_that_he_writes_in_the_register_brings_no_key(
    stolen: tuple[Laptop, Dossier],
) -> None:
    """A mentor holds the key of the register, so he can write there past the program.

    The key follows the signed table of the vault, which only a beheerder can change; a beheerder
    who unlocks does not widen it by what the register says.
    """
    laptop, _ = stolen
    wanted = json.dumps(["beheerder", "mentor", "psycholoog"])
    write_in_register(
        laptop,
        rollen=wanted,
        tijdelijke_rollen=wanted,
        tijdelijke_rollen_tot_datum="2099-01-01",
    )
    for user_name in ("marloes", "dennis", "nadia", "dennis", "marloes"):
        database, keyring = laptop.unlock(user_name)
        if user_name == "marloes":
            assert not keyring.holds("behandeling")
            assert not keyring.is_beheerder
            assert Compartment.behandeling not in database.compartments
            assert database.actor.rollen == {Rol.mentor}
        if user_name == "dennis":
            assert any("Marloes Kuiphuis" in told for told in keyring.notices)
        laptop.lock()
