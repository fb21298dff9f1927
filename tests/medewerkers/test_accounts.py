"""Register and vault together: made, changed, broken off, ended."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from hvh_desktop.crypto import WrongPassword
from hvh_desktop.db import Compartment
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.medewerkers.service import change_medewerker, record_medewerker
from hvh_desktop.rights import Rol
from tests.medewerkers.founded import OTHER, PASSWORDS, Founded

NEW = {
    "naam": "Ferhat Yalçınkaya",
    "roepnaam": "Ferhat",
    "gebruikersnaam": "ferhat",
    "rollen": ("mentor",),
}


def test_a_new_colleague_waits_for_a_key_until_somebody_with_it_unlocks(founded: Founded) -> None:
    with founded.inside("dennis") as beheer:
        ferhat = beheer.record_account(NEW, OTHER)
        assert beheer.list_waiting()[ferhat].startswith("Wacht op sleutel")
    refused = pytest.raises(UserError, match="Je kunt nog niet naar binnen")
    with refused, founded.inside("ferhat", OTHER):
        pass
    with founded.inside("ilse") as entry:
        assert [grant.medewerker_id for grant in entry.keyring.fulfilled] == [ferhat]
    with founded.inside("ferhat", OTHER) as entry:
        assert entry.database.actor.rollen == {Rol.mentor}
        assert Compartment.team in entry.database.compartments
        assert entry.keyring.must_change_password
    with founded.inside("dennis") as beheer:
        assert beheer.list_waiting() == {}


@pytest.mark.parametrize(
    ("other", "password", "field"),
    [
        ({}, "kort", "nieuw_wachtwoord"),
        ({"gebruikersnaam": "ILSE"}, OTHER, "gebruikersnaam"),
        ({"gebruikersnaam": " "}, OTHER, "gebruikersnaam"),
        ({"rollen": ()}, OTHER, "rollen"),
    ],
)
def test_what_the_vault_would_refuse_leaves_no_row(
    founded: Founded, other: dict[str, Any], password: str, field: str
) -> None:
    with founded.inside("dennis") as beheer:
        with pytest.raises(UserError) as caught:
            beheer.record_account(NEW | other, password)
        assert field in caught.value.fields
        assert beheer.list_waiting() == {}


def test_a_mentor_makes_no_accounts(founded: Founded) -> None:
    with founded.inside("marloes") as entry, pytest.raises(UserError, match="beheerder"):
        entry.record_account(NEW, OTHER)


def test_a_role_less_closes_its_files_at_once(founded: Founded) -> None:
    judith = founded.id_of("judith")
    with founded.inside("dennis") as beheer:
        beheer.change_account(judith, {"rollen": ("mentor",)})
    with founded.inside("judith") as entry:
        assert entry.database.compartments == {"team", "register", "log"}
        assert entry.database.actor.rollen == {Rol.mentor}
    assert not founded.vault.unlock("judith", PASSWORDS["judith"]).holds("behandeling")


def test_a_role_more_comes_when_a_holder_unlocks(founded: Founded) -> None:
    marloes = founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        beheer.change_account(marloes, {"rollen": ("psycholoog", "mentor")})
        assert "behandeling" in beheer.list_waiting()[marloes]
    with founded.inside("marloes") as entry:
        assert Compartment.behandeling not in entry.database.compartments
    with founded.inside("judith"):
        pass
    with founded.inside("marloes") as entry:
        assert Compartment.behandeling in entry.database.compartments


def test_a_key_that_nobody_holds_asks_for_the_sheets(founded: Founded) -> None:
    judith, marloes = founded.id_of("judith"), founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        beheer.change_account(judith, {"rollen": ("mentor",)})
        beheer.change_account(marloes, {"rollen": ("psycholoog", "mentor")})
        assert beheer.list_waiting()[marloes] == (
            "Niemand heeft deze sleutel nog. Gebruik twee herstelbladen bij ‘Herstelbladen’."
        )


def test_the_sheets_say_that_the_words_are_english(founded: Founded) -> None:
    pages = PdfReader(io.BytesIO(founded.result.sheets_pdf)).pages
    assert len(pages) == 3
    for page in pages:
        told = " ".join(page.extract_text().split())
        assert "De woorden zijn Engels. Typ ze letter voor letter over." in told


def break_off_a_role_less(founded: Founded) -> UUID:
    """Judith is psycholoog and mentor; the register says mentor, the vault did not follow."""
    judith = founded.id_of("judith")
    with founded.inside("dennis") as beheer:
        beheer.change_account(judith, {"rollen": ("mentor", "psycholoog")})
    swap(founded, judith)
    return judith


def swap(founded: Founded, medewerker_id: UUID) -> None:
    with (
        founded.inside("dennis") as beheer,
        beheer.database.transaction(Compartment.register) as session,
    ):
        change_medewerker(session, medewerker_id, {"rollen": ("mentor",)})


def test_another_role_that_was_broken_off_opens_nothing_until_it_is_saved(founded: Founded) -> None:
    judith = founded.id_of("judith")
    swap(founded, judith)
    with pytest.raises(UserError, match="geen rol"), founded.inside("judith"):
        pass
    with founded.inside("dennis") as beheer:
        assert "Bij Judith Meilink-Roos staan meer rollen" in beheer.keyring.notices[0]
    with pytest.raises(UserError, match="geen rol"), founded.inside("judith"):
        pass
    with founded.inside("dennis") as beheer:
        beheer.change_account(judith, {"rollen": ("mentor",)})
        assert beheer.keyring.notices
    with founded.inside("ilse"):
        pass
    with founded.inside("judith") as entry:
        assert entry.database.actor.rollen == {Rol.mentor}


def test_the_smaller_set_counts_when_the_change_was_broken_off(founded: Founded) -> None:
    judith = break_off_a_role_less(founded)
    with founded.inside("judith") as entry:
        assert entry.keyring.medewerker_id == judith
        assert entry.database.actor.rollen == {Rol.mentor}
        assert entry.keyring.holds("behandeling")
        assert Compartment.behandeling not in entry.database.compartments


def test_the_next_unlock_of_a_beheerder_finishes_what_was_broken_off(founded: Founded) -> None:
    break_off_a_role_less(founded)
    with founded.inside("dennis") as beheer:
        assert beheer.keyring.notices == ()
    assert not founded.vault.unlock("judith", PASSWORDS["judith"]).holds("behandeling")


def test_nobody_is_told_to_give_a_password_to_who_left(founded: Founded) -> None:
    """The vault came from another laptop; the list of colleagues comes a moment later."""
    marloes = founded.id_of("marloes")
    keyring = founded.vault.unlock("dennis", PASSWORDS["dennis"])
    founded.vault.remove_user(keyring, marloes)
    with founded.inside("dennis") as beheer:
        (said,) = beheer.keyring.notices
        assert said.startswith("Het account van Marloes Kuiphuis is gesloten, maar")
        assert "wachtwoord" not in said


def test_an_account_that_was_broken_off_is_told_and_can_be_finished(founded: Founded) -> None:
    with (
        founded.inside("dennis") as beheer,
        beheer.database.transaction(Compartment.register) as session,
    ):
        ferhat = record_medewerker(session, NEW)
    with founded.inside("dennis") as beheer:
        assert "Ferhat Yalçınkaya is niet afgemaakt" in beheer.keyring.notices[0]
        assert "wachtwoord" in beheer.list_waiting()[ferhat]
        beheer.reset_password(ferhat, "ferhat", OTHER)
    with founded.inside("dennis") as beheer:
        assert beheer.keyring.notices == ()
    assert founded.vault.unlock("ferhat", OTHER).medewerker_id == ferhat


def test_a_vault_that_cannot_be_written_leaves_something_to_finish(
    founded: Founded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    with founded.inside("dennis") as beheer:
        with monkeypatch.context() as patch, pytest.raises(EnvironmentProblem):
            patch.setattr("hvh_desktop.crypto.store.replace_file", full)
            beheer.record_account(NEW, OTHER)
        assert len(beheer.list_waiting()) == 1


def test_a_forgotten_password_is_reset_and_changed_at_the_first_unlock(founded: Founded) -> None:
    marloes = founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        beheer.reset_password(marloes, "marloes.k", OTHER)
    with pytest.raises(WrongPassword):
        founded.vault.unlock("marloes", PASSWORDS["marloes"])
    with founded.inside("ilse"):
        pass
    with founded.inside("marloes.k", OTHER) as entry:
        assert entry.keyring.must_change_password
        assert entry.database.actor.rollen == {Rol.mentor}
        entry.change_own_password(OTHER, "acht droge handdoeken")
        assert not entry.keyring.must_change_password
    with founded.inside("marloes.k", "acht droge handdoeken") as entry:
        assert not entry.keyring.must_change_password


def test_after_the_last_working_day_nothing_opens(founded: Founded) -> None:
    marloes = founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        beheer.complete_account(marloes, date(2026, 11, 13))
    with founded.inside("marloes"):
        pass
    founded.clock.advance(days=2)
    with (
        pytest.raises(UserError, match="afgesloten op 13 november 2026"),
        founded.inside("marloes"),
    ):
        pass
    with founded.inside("dennis"):
        pass
    with pytest.raises(WrongPassword):
        founded.vault.unlock("marloes", PASSWORDS["marloes"])


def test_before_the_first_working_day_nothing_opens(founded: Founded) -> None:
    with founded.inside("dennis") as beheer:
        start = {"actief_vanaf_datum": date(2026, 12, 1)}
        beheer.change_account(founded.id_of("marloes"), start)
    with pytest.raises(UserError, match="vanaf 1 december 2026"), founded.inside("marloes"):
        pass


@pytest.mark.parametrize(
    "change", [{"rollen": ("mentor",)}, {"actief_tot_datum": date(2026, 11, 11)}]
)
def test_the_last_beheerder_stays(founded: Founded, change: dict[str, Any]) -> None:
    with founded.inside("dennis") as beheer:
        dennis = beheer.keyring.medewerker_id
        with pytest.raises(UserError, match="laatste beheerder"):
            beheer.change_account(dennis, change)
    with founded.inside("dennis") as beheer:
        assert beheer.database.actor.rollen == {Rol.beheerder}


def test_a_clock_that_runs_behind_is_told_and_blocks_nothing(founded: Founded) -> None:
    founded.clock.advance(days=-3)
    with founded.inside("ilse") as entry:
        assert "De klok van deze laptop loopt achter" in entry.keyring.notices[0]
    founded.clock.now += timedelta(days=3) - timedelta(minutes=59)
    with founded.inside("ilse") as entry:
        assert entry.keyring.notices == ()
