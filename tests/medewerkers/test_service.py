"""Colleagues in the register: recorded, changed, away, gone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.founding import NewAccount, check_account
from hvh_desktop.medewerkers.service import (
    change_medewerker,
    find_vervanger,
    get_medewerker,
    get_medewerker_full_names,
    get_medewerker_names,
    list_medewerkers,
    record_medewerker,
)
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs

TODAY = date(2026, 11, 12)


def values(**other: Any) -> dict[str, Any]:
    return {
        "naam": "Nahrin Bethyoho",
        "roepnaam": "Nahrin",
        "gebruikersnaam": "nahrin",
        "rollen": ("mentor",),
        **other,
    }


def record(database: Database, **other: Any) -> Any:
    with database.transaction(Compartment.register) as session:
        return record_medewerker(session, values(**other))


def test_a_recorded_colleague_reads_back_whole(database: Database) -> None:
    given = values(functie="ZBIW", talen="Nederlands, Suryoyo", is_krachtwerkcoach=True)
    medewerker_id = record(database, **given)
    with database.reading() as session:
        detail = get_medewerker(session, medewerker_id)
        assert {name: detail.values[name] for name in given} == given
        assert get_medewerker_names(session)[medewerker_id] == "Nahrin"
        assert get_medewerker_full_names(session)[medewerker_id] == "Nahrin Bethyoho"


def test_a_user_name_is_used_once_whatever_its_capitals(database: Database) -> None:
    record(database)
    with pytest.raises(UserError) as caught:
        record(database, gebruikersnaam="NAHRIN ")
    assert "gebruikersnaam" in caught.value.fields


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x00", "\x1b", "\u2066", "\ud800"])
def test_a_user_name_with_signs_nobody_sees_is_refused(database: Database, sign: str) -> None:
    sentence = "In de gebruikersnaam staan onzichtbare tekens. Typ hem opnieuw."
    with pytest.raises(UserError) as caught:
        record(database, gebruikersnaam=f"nah{sign}rin")
    assert caught.value.fields == {"gebruikersnaam": sentence}
    kept = record(database, gebruikersnaam=" Şêrko Żółć ")
    with database.transaction(Compartment.register) as session, pytest.raises(UserError):
        change_medewerker(session, kept, {"gebruikersnaam": f"{sign}nahrin"})
    rollen = frozenset({Rol.mentor})
    account = NewAccount("Nahrin", "", f"nah{sign}rin", "vier gele fietsen", rollen)
    with pytest.raises(UserError) as caught:
        check_account(account, set())
    assert caught.value.fields == {"gebruikersnaam": sentence}


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"naam": " "}, "naam"),
        ({"rollen": ()}, "rollen"),
        ({"rollen": ("koning",)}, "rollen"),
        ({"naam": "x" * 100_000}, "naam"),
        (
            {"actief_vanaf_datum": TODAY, "actief_tot_datum": date(2026, 1, 1)},
            "actief_tot_datum",
        ),
        ({"afwezig_tot_datum": TODAY}, "afwezig_vanaf_datum"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    database: Database, other: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError) as caught:
        record(database, **other)
    assert field in caught.value.fields


def test_only_a_beheerder_changes_colleagues(open_as: OpenAs) -> None:
    database = open_as(Rol.mentor)
    with pytest.raises(UserError, match="beheerder"):
        record(database)


def test_while_somebody_is_away_his_replacement_is_known(database: Database) -> None:
    ilse = record(database, gebruikersnaam="ilse")
    away = {
        "afwezig_vanaf_datum": TODAY,
        "afwezig_tot_datum": date(2026, 11, 20),
        "vervanger_id": ilse,
    }
    nahrin = record(database, **away)
    later = record(
        database, **{**away, "afwezig_vanaf_datum": date(2026, 11, 13)}, gebruikersnaam="later"
    )
    with database.reading() as session:
        assert find_vervanger(session, nahrin) == ilse
        assert find_vervanger(session, later) is None
        rows = {row.id: row for row in list_medewerkers(session)}
    assert rows[nahrin].is_afwezig
    assert rows[nahrin].afwezig_tot_datum == date(2026, 11, 20)
    assert not rows[later].is_afwezig


def test_nobody_replaces_himself(database: Database) -> None:
    nahrin = record(database)
    with pytest.raises(UserError), database.transaction(Compartment.register) as session:
        change_medewerker(session, nahrin, {"vervanger_id": nahrin})


def test_who_left_stays_in_the_names_but_not_in_the_list(database: Database) -> None:
    gone = record(database, actief_tot_datum=date(2026, 11, 11))
    last_day = record(database, actief_tot_datum=TODAY, gebruikersnaam="vandaag")
    with database.reading() as session:
        assert [row.id for row in list_medewerkers(session)] == [last_day]
        assert len(list_medewerkers(session, only_active=False)) == 2
        assert gone in get_medewerker_names(session)
