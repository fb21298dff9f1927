"""The roles in register and vault: the smaller of the two counts, on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hvh_desktop.crypto import SPARE_FILE, VAULT_FILE, grants
from hvh_desktop.crypto import document as documents
from hvh_desktop.db import Compartment
from hvh_desktop.entry import Entry
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.labels import first_end, labels_of, narrowed
from hvh_desktop.medewerkers.service import change_medewerker
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.rights import Rol
from tests.medewerkers.founded import OTHER, PASSWORDS, Founded
from tests.medewerkers.test_accounts import NEW
from tests.medewerkers.test_tijdelijke_rollen import TODAY, TOMORROW, lend, until

DAY = date(2026, 11, 12)


def signed(founded: Founded, user_name: str) -> dict[str, str | None] | None:
    """What the vault says about this person."""
    with founded.inside("dennis") as beheer:
        who = founded.id_of(user_name)
        found = {user.medewerker_id: user.labels for user in beheer.vault.users(beheer.keyring)}
    labels = found[who]
    return None if labels is None else dict(labels)


def write_past_the_program(founded: Founded, user_name: str, **values: object) -> None:
    """The service of the beheerder, in a database whose actor is somebody else's word."""
    who = founded.id_of(user_name)
    with (
        founded.inside("dennis") as beheer,
        beheer.database.transaction(Compartment.register) as session,
    ):
        change_medewerker(session, who, values)


def test_what_the_register_gives() -> None:
    values = {"rollen": ("mentor",), **until(TOMORROW, Rol.psycholoog, Rol.mentor)}
    assert labels_of(values, DAY) == {"mentor": None, "psycholoog": "2026-11-13"}
    assert labels_of(values, date(2026, 11, 14)) == {"mentor": None}
    values["actief_tot_datum"] = DAY
    assert labels_of(values, DAY) == {"mentor": "2026-11-12", "psycholoog": "2026-11-12"}
    assert labels_of(values, TOMORROW) == {}
    assert labels_of({"rollen": (), "tijdelijke_rollen": ("mentor",)}, DAY) == {}


def test_the_earliest_end_counts() -> None:
    labels = {"mentor": None, "psycholoog": "2026-11-13", "directeur": "2026-11-11"}
    asked = {"mentor": "2026-12-01", "psycholoog": None, "directeur": None, "casemanager": None}
    assert narrowed(labels, asked, DAY) == {"mentor": "2026-12-01", "psycholoog": "2026-11-13"}
    assert narrowed(None, asked, DAY) == asked
    assert narrowed({}, asked, DAY) == {}
    assert first_end(narrowed(labels, asked, DAY)) == TOMORROW
    assert first_end({"mentor": None}) is None


def test_every_way_to_give_a_role_signs_it(founded: Founded) -> None:
    assert signed(founded, "dennis") == {"beheerder": None}
    assert signed(founded, "judith") == {"psycholoog": None}
    lend(founded, "marloes", TOMORROW, Rol.psycholoog)
    assert signed(founded, "marloes") == {"mentor": None, "psycholoog": "2026-11-13"}
    with founded.inside("dennis") as beheer:
        ferhat = beheer.record_account(NEW | until(TODAY, Rol.directeur), OTHER)
        beheer.reset_password(ferhat, "ferhat", "acht droge handdoeken")
        users = {user.medewerker_id: user.labels for user in beheer.vault.users(beheer.keyring)}
        assert users[ferhat] == {"mentor": None, "directeur": "2026-11-12"}
        beheer.complete_account(founded.id_of("marloes"), TODAY)
    assert signed(founded, "marloes") == {"mentor": "2026-11-12", "psycholoog": "2026-11-12"}


def test_another_fact_or_a_new_password_signs_no_wider_role(founded: Founded) -> None:
    marloes = founded.id_of("marloes")
    write_past_the_program(founded, "marloes", rollen=("mentor", "casemanager"))
    with founded.inside("dennis") as beheer:
        beheer.change_account(marloes, {"functie": "Avonddienst"})
        beheer.reset_password(marloes, "marloes", OTHER)
    with founded.inside("ilse"):
        pass
    with founded.inside("marloes", OTHER) as entry:
        assert entry.database.actor.rollen == {Rol.mentor}
    with founded.inside("dennis") as beheer:
        assert "Bij Marloes Kuiphuis staan meer rollen" in beheer.keyring.notices[0]
        beheer.change_account(marloes, {"rollen": ("mentor", "casemanager")})
    with founded.inside("dennis") as beheer:
        assert beheer.keyring.notices == ()


def test_a_later_end_in_the_register_is_told_and_does_not_count(founded: Founded) -> None:
    lend(founded, "marloes", TODAY, Rol.psycholoog)
    write_past_the_program(founded, "marloes", tijdelijke_rollen_tot_datum=TOMORROW)
    with founded.inside("dennis") as beheer:
        assert "Bij Marloes Kuiphuis staan meer rollen" in beheer.keyring.notices[0]
    founded.clock.advance(days=1)
    with founded.inside("marloes") as entry:
        assert entry.database.actor.rollen == {Rol.mentor}
    with founded.inside("dennis"):
        pass
    assert signed(founded, "marloes") == {"mentor": None}
    assert not founded.vault.unlock("marloes", PASSWORDS["marloes"]).holds("behandeling")


def look(entry: Entry) -> None:
    with entry.database.transaction(Compartment.log) as session:
        record_raadpleging(session, "dossier", None)


def test_a_clock_that_is_set_back_revives_no_role(founded: Founded) -> None:
    lend(founded, "marloes", TODAY, Rol.psycholoog)
    founded.clock.advance(days=1)
    with founded.inside("dennis") as beheer:
        look(beheer)
    founded.clock.advance(days=-1)
    with founded.inside("marloes") as entry:
        assert entry.database.actor.rollen == {Rol.mentor}
        assert any("klok" in told for told in entry.keyring.notices)


def test_the_last_working_day_ends_the_signed_roles_too(founded: Founded) -> None:
    with founded.inside("dennis") as beheer:
        beheer.complete_account(founded.id_of("marloes"), TODAY)
    write_past_the_program(founded, "marloes", actief_tot_datum=None)
    with founded.inside("marloes") as entry:
        assert entry.keyring.expires == TODAY
    founded.clock.advance(days=1)
    with pytest.raises(UserError, match="geen rol"), founded.inside("marloes"):
        pass
    with founded.inside("dennis") as beheer:
        assert "Bij Marloes Kuiphuis staan meer rollen" in beheer.keyring.notices[0]
        beheer.change_account(founded.id_of("marloes"), {"actief_tot_datum": None})
    with founded.inside("ilse"):
        pass
    with founded.inside("marloes") as entry:
        assert entry.database.actor.rollen == {Rol.mentor}
        assert entry.keyring.expires is None


def test_a_lent_administration_that_the_register_calls_lasting_is_not_the_last(
    founded: Founded,
) -> None:
    lend(founded, "ilse", TOMORROW, Rol.beheerder)
    write_past_the_program(founded, "ilse", rollen=("beheerder", "casemanager"))
    with founded.inside("dennis") as beheer, pytest.raises(UserError, match="laatste beheerder"):
        beheer.change_account(beheer.keyring.medewerker_id, {"rollen": ("mentor",)})


def make_old(founded: Founded) -> None:
    """As the vault was before roles were signed."""
    path = founded.folder / VAULT_FILE
    document = documents.load(path.read_bytes())
    for user_id, user in document.roster.users.items():
        document.roster.users[user_id] = replace(user, labels=None)
    authority = founded.vault.unlock("dennis", PASSWORDS["dennis"]).authority
    assert authority is not None
    grants.sign_roster(document, authority)
    for name in (VAULT_FILE, SPARE_FILE):
        (founded.folder / name).write_bytes(documents.dump(document))


def test_an_older_vault_opens_by_the_register_until_a_beheerder_unlocks(founded: Founded) -> None:
    lend(founded, "marloes", TODAY, Rol.directeur)
    make_old(founded)
    with founded.inside("marloes") as entry:
        assert entry.keyring.labels is None
        assert entry.database.actor.rollen == {Rol.mentor, Rol.directeur}
    with founded.inside("dennis") as beheer:
        assert any("nu vastgelegd in de kluis" in told for told in beheer.keyring.notices)
    with founded.inside("dennis") as beheer:
        assert beheer.keyring.notices == ()
    assert signed(founded, "marloes") == {"mentor": None, "directeur": "2026-11-12"}
    assert signed(founded, "dennis") == {"beheerder": None}


def test_an_older_vault_signs_no_role_whose_keys_nobody_gave(founded: Founded) -> None:
    rollen = ("mentor", "casemanager", "psycholoog", "beheerder")
    write_past_the_program(founded, "marloes", rollen=rollen)
    make_old(founded)
    with founded.inside("dennis") as beheer:
        assert "Bij Marloes Kuiphuis staan meer rollen" in beheer.keyring.notices[0]
    assert signed(founded, "marloes") == {"mentor": None}
