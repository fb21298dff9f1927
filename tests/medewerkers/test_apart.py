"""Two beheerders change the same colleague on two laptops: nothing that one of them wrote is
overwritten unseen, and nobody gives roles that he did not see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.beheer.screen import BeheerPage
from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Compartment
from hvh_desktop.db.engine import connect
from hvh_desktop.device import DEVICE_FILE
from hvh_desktop.entry import Entry
from hvh_desktop.medewerkers.screen import MedewerkerPage
from hvh_desktop.medewerkers.service import get_medewerker
from hvh_desktop.sync.merge.apply import Applier
from hvh_desktop.sync.merge.conflicts import list_conflicts
from hvh_desktop.ui import theme
from hvh_desktop.verbindingen.screen import LaptopsPage, TweeVersiesPage
from hvh_desktop.verbindingen.service_namen import change_laptopnaam
from tests.conftest import Clock
from tests.desk import Desk
from tests.medewerkers.founded import Founded, make_context
from tests.sync.merging import as_wire
from tests.verbindingen.coupled import Coupled

REGISTER = Compartment.register
COLUMNS = (
    'id, action, user, device, at, hlc, "schema", kind, entity, operation, "values", parents, ext'
)


@dataclass
class Two:
    """Dennis on one laptop and Ilse, who is a beheerder too, on another."""

    one: Entry
    other: Entry
    marloes: UUID

    def bring(self, giver: Entry, taker: Entry) -> None:
        """What one wrote comes in at the other."""
        with opened(giver) as source:
            rows = source.execute(f'SELECT {COLUMNS} FROM "change" ORDER BY rowid').fetchall()
        applier = Applier(REGISTER, see_tick=taker.database.see_tick)
        with opened(taker) as target:
            target.execute("BEGIN IMMEDIATE")
            applier.put_in_log(target, [as_wire(row) for row in rows], b"h" * 32)
            while applier.carry_out(target):
                pass
            target.execute("COMMIT")

    def exchange(self) -> None:
        self.bring(self.one, self.other)
        self.bring(self.other, self.one)


@contextmanager
def opened(entry: Entry) -> Iterator[Any]:
    connection = connect(entry.folder / "register.db", bytes(entry.keyring.key(REGISTER)))
    try:
        yield connection
    finally:
        connection.close()


def mark(entry: Entry) -> int:
    with entry.database.reading() as session:
        return session.mark(REGISTER)


def detail(entry: Entry, who: UUID) -> Any:
    with entry.database.reading() as session:
        return get_medewerker(session, who)


def conflicts(entry: Entry) -> dict[str, set[object]]:
    with entry.database.reading() as session:
        return {
            row.field: {version.value for version in row.versions}
            for row in list_conflicts(session)
        }


def labels(entry: Entry, who: UUID) -> set[str]:
    (user,) = [one for one in entry.vault.users(entry.keyring) if one.medewerker_id == who]
    return set(user.labels or {})


@pytest.fixture
def two(founded: Founded, tmp_path: Path) -> Iterator[Two]:
    with founded.inside("dennis") as beheer:
        beheer.change_account(founded.id_of("ilse"), {"rollen": ("casemanager", "beheerder")})
    copy = tmp_path / "tweede"
    shutil.copytree(founded.folder, copy)
    (copy / DEVICE_FILE).unlink()
    second = Founded(copy, Vault(copy, KdfCost.cheap()), founded.result, founded.clock)
    with ExitStack() as stack:
        one = stack.enter_context(founded.inside("dennis"))
        other = stack.enter_context(second.inside("ilse"))
        yield Two(one, other, founded.id_of("marloes"))


def test_both_facts_stand_and_a_person_chooses(two: Two) -> None:
    seen = mark(two.other)
    two.one.change_account(two.marloes, {"functie": "Dagdienst", "telefoon": "06 11111111"})
    two.bring(two.one, two.other)
    form = {"functie": "Nachtdienst", "telefoon": "", "talen": "Pools"}
    two.other.change_account(two.marloes, form, seen=seen)
    two.exchange()
    for entry in (two.one, two.other):
        assert conflicts(entry) == {"functie": {"Dagdienst", "Nachtdienst"}}
        values = detail(entry, two.marloes).values
        assert (values["telefoon"], values["talen"]) == ("06 11111111", "Pools")


def test_what_came_in_and_was_seen_is_simply_changed(two: Two) -> None:
    two.one.change_account(two.marloes, {"functie": "Dagdienst"})
    two.bring(two.one, two.other)
    two.other.change_account(two.marloes, {"functie": "Nachtdienst"}, seen=mark(two.other))
    two.exchange()
    assert conflicts(two.one) == {}
    assert detail(two.one, two.marloes).values["functie"] == "Nachtdienst"


def test_roles_that_he_did_not_see_are_neither_taken_nor_given(two: Two) -> None:
    seen = mark(two.other)
    two.one.change_account(two.marloes, {"rollen": ("mentor", "psycholoog")})
    two.bring(two.one, two.other)
    form = {**detail(two.other, two.marloes).values, "rollen": ("mentor",), "functie": "Nacht"}
    two.other.change_account(two.marloes, form, seen=seen)
    assert detail(two.other, two.marloes).values["rollen"] == ("mentor", "psycholoog")
    assert labels(two.other, two.marloes) == {"mentor"}
    assert labels(two.one, two.marloes) == {"mentor", "psycholoog"}


def test_a_last_day_and_another_user_name_are_no_exception(two: Two) -> None:
    seen = mark(two.other)
    two.one.complete_account(two.marloes, date(2027, 1, 31))
    two.one.reset_password(two.marloes, "marloes.k", "acht droge handdoeken")
    two.bring(two.one, two.other)
    two.other.reset_password(two.marloes, "m.kuiphuis", "negen natte wanten", seen=seen)
    two.other.complete_account(two.marloes, date(2026, 12, 24), seen=seen)
    two.exchange()
    assert conflicts(two.one) == {
        "gebruikersnaam": {"marloes.k", "m.kuiphuis"},
        "actief_tot_datum": {date(2027, 1, 31), date(2026, 12, 24)},
    }


def test_the_page_builds_on_what_it_read(
    two: Two, qapp: QApplication, qtbot: QtBot, clock: Clock
) -> None:
    theme.apply(qapp, theme.LICHT)
    context = make_context(two.other, clock)
    desk = Desk(context, qtbot)
    desk.show(MedewerkerPage(context, medewerker_id=two.marloes))
    desk.put("functie", "Nachtdienst")
    two.one.change_account(two.marloes, {"functie": "Dagdienst", "talen": "Pools"})
    two.bring(two.one, two.other)
    desk.press("bewaar")
    qtbot.waitUntil(lambda: bool(desk.places))
    assert conflicts(two.other) == {"functie": {"Dagdienst", "Nachtdienst"}}
    assert detail(two.other, two.marloes).values["talen"] == "Pools"


def test_a_beheerder_is_told_where_he_works(
    two: Two, qapp: QApplication, qtbot: QtBot, clock: Clock
) -> None:
    """He may have no dossiers, and so no Vandaag."""
    theme.apply(qapp, theme.LICHT)
    context = make_context(two.one, clock)
    desk = Desk(context, qtbot)
    desk.show(BeheerPage(context))
    assert "Twee versies" not in desk.texts()
    seen = mark(two.other)
    two.one.change_account(two.marloes, {"functie": "Dagdienst"})
    two.bring(two.one, two.other)
    two.other.change_account(two.marloes, {"functie": "Nachtdienst"}, seen=seen)
    two.exchange()
    desk.show(BeheerPage(context))
    assert "Collega Marloes: ‘Functie’. Dennis en Ilse schreven dit apart" in desk.texts()
    desk.press("bekijk_beide")
    place, address = desk.places.pop()
    desk.show(TweeVersiesPage(context, **address))
    assert place == "twee_versies"
    assert "Dagdienst" in desk.texts()
    desk.put("tekst", "Dag en nacht")
    desk.press("bewaar_tekst")
    two.exchange()
    assert conflicts(two.other) == {}
    assert detail(two.other, two.marloes).values["functie"] == "Dag en nacht"


def test_two_names_of_a_laptop_are_told_at_the_laptops(
    two: Two, qapp: QApplication, qtbot: QtBot, clock: Clock
) -> None:
    theme.apply(qapp, theme.LICHT)
    laptop, seen = UUID(int=7), mark(two.other)
    for entry, naam in ((two.one, "Balie"), (two.other, "Entree")):
        with entry.database.transaction(REGISTER) as session:
            change_laptopnaam(session, laptop, {"naam": naam})
        entry.change_account(two.marloes, {"functie": naam}, seen=seen)
    two.exchange()
    context = make_context(two.one, clock)
    context.syncing = Coupled(two.one.folder, two.one.keyring)
    desk = Desk(context, qtbot)
    desk.show(LaptopsPage(context))
    assert "Laptop: ‘Naam van de laptop’. Dennis en Ilse schreven dit apart" in desk.texts()
    desk.show(BeheerPage(context))
    assert "Op 2 plekken schreven collega’s apart van elkaar." in desk.texts()
