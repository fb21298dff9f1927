"""Roles that end by themselves: what they open, on which day, and when the key goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.entry import Entry
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.screen import MedewerkerPage, MedewerkersPage
from hvh_desktop.medewerkers.service import get_medewerker, list_medewerkers
from hvh_desktop.rights import Right, Rol, Scope, scope_of
from hvh_desktop.ui.context import Context
from tests.medewerkers.founded import OTHER, PASSWORDS, Founded, make_context
from tests.medewerkers.test_accounts import NEW
from tests.medewerkers.test_screen import click, show, typed, words

TODAY, TOMORROW = date(2026, 11, 12), date(2026, 11, 13)


def until(day: date | None, *rollen: Rol) -> dict[str, Any]:
    names = tuple(rol.value for rol in rollen)
    return {"tijdelijke_rollen": names, "tijdelijke_rollen_tot_datum": day}


def lend(founded: Founded, user_name: str, day: date, *rollen: Rol) -> None:
    """A beheerder gives the roles, and who holds the keys unlocks once."""
    medewerker_id = founded.id_of(user_name)
    with founded.inside("dennis") as beheer:
        beheer.change_account(medewerker_id, until(day, *rollen))
    with founded.inside("judith"):
        pass


def test_a_role_counts_on_its_last_day_and_its_files_close_the_day_after(founded: Founded) -> None:
    lend(founded, "marloes", TODAY, Rol.psycholoog)
    with founded.inside("marloes") as entry:
        assert entry.database.actor.rollen == {Rol.mentor, Rol.psycholoog}
        assert Compartment.behandeling in entry.database.compartments
    founded.clock.advance(days=1)
    with founded.inside("marloes") as entry:
        assert entry.database.actor.rollen == {Rol.mentor}
        assert entry.database.compartments == {"team", "register", "log"}
        assert entry.keyring.holds(Compartment.behandeling)


def test_the_key_leaves_the_slot_when_a_beheerder_unlocks(founded: Founded) -> None:
    lend(founded, "marloes", TODAY, Rol.psycholoog)
    with founded.inside("dennis"):
        pass
    assert founded.vault.unlock("marloes", PASSWORDS["marloes"]).holds("behandeling")
    founded.clock.advance(days=1)
    with founded.inside("dennis") as beheer:
        assert beheer.keyring.notices == ()
    keyring = founded.vault.unlock("marloes", PASSWORDS["marloes"])
    assert not keyring.holds("behandeling")
    assert keyring.holds("team")


def test_of_two_roles_the_widest_reach_counts(founded: Founded) -> None:
    lend(founded, "marloes", TOMORROW, Rol.casemanager)
    with founded.inside("marloes") as entry:
        actor = entry.database.actor
        assert scope_of(actor, Right.write_actieplan) is Scope.all
        assert scope_of(actor, Right.change_team) is Scope.all
    founded.clock.advance(days=2)
    with founded.inside("marloes") as entry:
        assert scope_of(entry.database.actor, Right.write_actieplan) is Scope.own


def test_a_new_colleague_may_begin_with_a_temporary_role(founded: Founded) -> None:
    with founded.inside("dennis") as beheer:
        ferhat = beheer.record_account(NEW | until(TODAY, Rol.psycholoog), OTHER)
        waiting = next(u for u in beheer.vault.users() if u.medewerker_id == ferhat)
        assert "behandeling" in waiting.wanted


def test_a_lent_administration_ends_too(founded: Founded) -> None:
    lend(founded, "ilse", TODAY, Rol.beheerder)
    with founded.inside("ilse") as entry:
        assert Rol.beheerder in entry.database.actor.rollen
        assert entry.keyring.is_beheerder
    founded.clock.advance(days=1)
    with founded.inside("ilse") as entry:
        assert entry.database.actor.rollen == {Rol.casemanager}
        with pytest.raises(UserError, match="beheerder"):
            entry.record_account(NEW, OTHER)
    with founded.inside("dennis"):
        pass
    assert not founded.vault.unlock("ilse", PASSWORDS["ilse"]).is_beheerder


def test_a_lent_beheerder_does_not_follow_the_last_one_up(founded: Founded) -> None:
    lend(founded, "ilse", TOMORROW, Rol.beheerder)
    with founded.inside("dennis") as beheer:
        dennis = beheer.keyring.medewerker_id
        with pytest.raises(UserError, match="laatste beheerder"):
            beheer.change_account(dennis, {"rollen": ("mentor",)})
    ilse = founded.id_of("ilse")
    with founded.inside("dennis") as beheer:
        beheer.change_account(ilse, {"rollen": ("casemanager", "beheerder"), **until(None)})
    with founded.inside("dennis") as beheer:
        beheer.change_account(dennis, {"rollen": ("mentor",)})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (until(None, Rol.mentor), "tijdelijke_rollen_tot_datum"),
        (until(TODAY), "tijdelijke_rollen"),
        (until(date(2026, 11, 11), Rol.mentor), "tijdelijke_rollen_tot_datum"),
    ],
)
def test_roles_and_last_day_come_together_and_not_in_the_past(
    founded: Founded, change: dict[str, Any], field: str
) -> None:
    marloes = founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        with pytest.raises(UserError) as caught:
            beheer.change_account(marloes, change)
        assert list(caught.value.fields) == [field]
        assert caught.value.fields[field].endswith(".")


def test_roles_that_ended_do_not_stop_another_change(founded: Founded) -> None:
    lend(founded, "marloes", TODAY, Rol.casemanager)
    marloes = founded.id_of("marloes")
    founded.clock.advance(days=3)
    with founded.inside("dennis") as beheer:
        beheer.change_account(marloes, {"functie": "Avonddienst"})
        with beheer.database.reading() as session:
            detail = get_medewerker(session, marloes)
    assert detail.row.rollen == {Rol.mentor}
    assert detail.row.tijdelijke_rollen == frozenset()
    assert detail.values["tijdelijke_rollen_tot_datum"] == TODAY


@pytest.fixture
def beheer(founded: Founded, qapp: QApplication) -> Iterator[Entry]:
    with founded.inside("dennis") as entry:
        yield entry


@pytest.fixture
def context(beheer: Entry, founded: Founded) -> Context:
    return make_context(beheer, founded.clock)


def test_a_beheerder_lends_a_role_on_the_page(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    page = show(qtbot, MedewerkerPage(context, medewerker_id=founded.id_of("marloes")))
    click(page, "tijdelijke_rollen_directeur")
    click(page, "bewaar")
    qtbot.waitUntil(lambda: "tot en met welke dag" in words(page))
    typed(page, "tijdelijke_rollen_tot_datum", "20-11-2026")
    with qtbot.waitSignal(context.opened):
        click(page, "bewaar")
    rows = context.read(list_medewerkers)
    marloes = next(row for row in rows if row.roepnaam == "Marloes")
    assert marloes.rollen == {Rol.mentor, Rol.directeur}
    told = words(show(qtbot, MedewerkersPage(context)))
    assert "Tijdelijk directeur, tot en met 20 november 2026" in told


def test_the_page_says_that_a_role_ended(qtbot: QtBot, context: Context, founded: Founded) -> None:
    marloes = founded.id_of("marloes")
    context.entry.change_account(marloes, until(TODAY, Rol.directeur))
    founded.clock.advance(days=1)
    page = show(qtbot, MedewerkerPage(context, medewerker_id=marloes))
    assert "De tijdelijke rollen zijn op 12 november 2026 opgehouden." in words(page)
