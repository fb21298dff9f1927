"""Who holds no key of the team finds no word of a case, a urine check, verlof or work.

He has every file, his own password and the source: a beheerder who is curious.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.engine import connect
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.sancties import service, service_bijlagen
from hvh_desktop.urinecontroles.service import list_urinecontroles
from hvh_desktop.verloven.service import list_verloven
from tests.conftest import Clock
from tests.journeys.test_adversary import STEM, Laptop, Planted, everything_in
from tests.whole_dossier import Dossier, Words, record_dossier, record_organisatie
from tests.whole_sanctie import record_sanctie


def as_everybody(laptop: Laptop, user_name: str) -> Database:
    """The source is changed: the program believes that he holds every role."""
    _, keyring = laptop.unlock(user_name)
    keys = {c: bytes(keyring.key(c)) for c in Compartment if keyring.holds(c)}
    actor = Actor(keyring.medewerker_id, frozenset(Rol))
    return Database(laptop.folder, keys, actor=actor, device=new_id(), clock=laptop.clock)


@pytest.fixture
def stolen(founded: Path, tmp_path: Path, clock: Clock) -> Iterator[tuple[Laptop, Dossier]]:
    """A laptop with one man; every text of his case is a planted word."""
    folder = tmp_path / "gegevens"
    shutil.copytree(founded, folder)
    laptop = Laptop(folder, clock)
    writer = as_everybody(laptop, "ilse")
    with writer.reading() as session:
        team = {Rol(rol): row.id for row in list_medewerkers(session) for rol in row.rollen}
    dossier = record_dossier(writer, team, record_organisatie(writer, Words()), Words(), 3)
    record_sanctie(writer, dossier, Planted())
    with writer.reading() as session:
        assert STEM in service.get_zaak(session, dossier.ids["zaak_id"]).feiten
    writer.close()
    laptop.lock()
    yield laptop, dossier
    laptop.lock()


def test_no_file_holds_a_word_that_can_be_read(stolen: tuple[Laptop, Dossier]) -> None:
    laptop, _ = stolen
    files = [path for path in laptop.folder.rglob("*") if path.is_file()]
    assert len(files) >= 6
    for path in files:
        content = path.read_bytes().lower()
        for how in ("utf-8", "utf-16-le", "utf-32-le"):
            assert STEM.encode(how) not in content, path.name


def test_only_the_key_of_the_team_opens_the_words(stolen: tuple[Laptop, Dossier]) -> None:
    laptop, _ = stolen
    _, keyring = laptop.unlock("ilse")
    connection = connect(laptop.folder / "team.db", bytes(keyring.key("team")))
    assert everything_in(connection).count(STEM) >= 20
    connection.close()
    for name, key in keyring.keys.items():
        if name != "team":
            connection = connect(laptop.folder / f"{name}.db", bytes(key))
            assert STEM not in everything_in(connection), name
            connection.close()


def test_a_beheerder_finds_none_of_them(stolen: tuple[Laptop, Dossier]) -> None:
    """With his own keys, and with rights that he gave himself."""
    laptop, dossier = stolen
    _, keyring = laptop.unlock("dennis")
    assert not keyring.holds("team")
    for name, key in keyring.keys.items():
        connection = connect(laptop.folder / f"{name}.db", bytes(key))
        assert STEM not in everything_in(connection), name
        connection.close()
    curious = as_everybody(laptop, "dennis")
    ids, him = dossier.ids, dossier.deelnemer_id
    for ask in (
        lambda s: service.get_zaak(s, ids["zaak_id"]),
        lambda s: service_bijlagen.get_bijlage(s, ids["bijlage_id"]),
        lambda s: list_urinecontroles(s, deelnemer_id=him),
        lambda s: list_verloven(s, him),
    ):
        with curious.reading() as session, pytest.raises(UserError, match="geen toegang"):
            ask(session)
    curious.close()
