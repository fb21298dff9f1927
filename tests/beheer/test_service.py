"""The rules in words, with their history, and changed by who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hvh_desktop import policy
from hvh_desktop.beheer import service
from hvh_desktop.beheer.words import GROUPS, OTHER_GROUP, value_lines, value_words
from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.huis import change_huis, get_huis
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs

TODAY = date(2026, 11, 12)
RITME = "mentorgesprek_ritme_dagen"
GRONDEN = "verstrekking_wettelijke_gronden"


def change(database: Database, sleutel: str, waarde: Any, **values: Any) -> None:
    given = {"geldig_vanaf": TODAY, "bron": "Besluit van het huis", **values}
    with database.transaction(Compartment.register) as session:
        service.change_beleidsregel(session, sleutel, waarde, given)


def test_every_rule_has_a_name_a_group_and_words(database: Database) -> None:
    with database.reading() as session:
        rows = service.list_beleid(session)
    assert {row.sleutel for row in rows} == {s for titles in GROUPS.values() for s in titles}
    assert all(row.groep != OTHER_GROUP and row.waarde and row.bron for row in rows)
    assert len({row.titel for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("zoek", "found"),
    [("ritme mentorgesprek", {RITME}), ("hellendoorn", {"gemeenten"}), ("bestaat niet", set())],
)
def test_any_word_finds(database: Database, zoek: str, found: set[str]) -> None:
    with database.reading() as session:
        assert {row.sleutel for row in service.list_beleid(session, zoek)} == found


def test_a_value_is_said_in_words() -> None:
    assert value_words(RITME, 14) == "14 dagen"
    assert value_words(RITME, 1) == "1 dag"
    assert value_words("soorten_zorg", ["a", "b"]) == "a, b"
    assert value_lines("x", {"regels": ["Een zin.", "Nog een."]}) == [
        "Wat erbij hoort: Een zin. Nog een."
    ]
    assert value_lines("leefgebied_dr_gebied", {"wonen": [], "partner": ["netwerk"]}) == [
        "Wonen: geen",
        "Partner: netwerk",
    ]


def test_what_the_house_decides_counts_from_its_day(database: Database) -> None:
    change(database, RITME, 21)
    change(database, RITME, 7, geldig_vanaf=date(2027, 1, 1), bron=" Besluit van 3 november ")
    with database.reading() as session:
        detail = service.get_beleidsregel(session, RITME)
    assert (detail.row.waarde, detail.row.later_vanaf) == ("21 dagen", date(2027, 1, 1))
    assert detail.row.is_van_huis
    assert [(v.regels, v.is_nu) for v in detail.versies] == [
        (("7 dagen",), False),
        (("21 dagen",), True),
        (("14 dagen",), False),
    ]
    assert detail.versies[0].bron == "Besluit van 3 november"
    assert detail.versies[0].vastgelegd_op == TODAY
    assert (detail.versies[0].wie, detail.versies[2].wie) == ("onbekend", "")


def test_a_decision_of_the_house_is_no_hypothesis(database: Database) -> None:
    sleutel = "toestemming_maanden"
    with database.reading() as session:
        assert service.get_beleidsregel(session, sleutel).row.is_hypothese
    change(database, sleutel, 6)
    with database.reading() as session:
        assert not service.get_beleidsregel(session, sleutel).row.is_hypothese


@pytest.mark.parametrize(
    ("waarde", "values", "fields"),
    [
        (0, {}, {"waarde"}),
        (14, {"bron": " "}, {"bron"}),
        (14, {"geldig_vanaf": None}, {"geldig_vanaf"}),
        ("x", {"bron": "", "geldig_vanaf": None}, {"waarde", "bron", "geldig_vanaf"}),
    ],
)
def test_all_that_is_wrong_is_said_at_once(
    database: Database, waarde: Any, values: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(UserError) as caught:
        change(database, RITME, waarde, **values)
    assert set(caught.value.fields) == fields


def test_a_legal_ground_names_kinds_of_data_that_exist(database: Database) -> None:
    with database.reading() as session:
        detail = service.get_beleidsregel(session, GRONDEN)
    assert {"gegevens", "leefgebieden"} == set(detail.keuzes)
    first, *others = detail.waarde
    with pytest.raises(UserError) as caught:
        change(database, GRONDEN, [first | {"gegevens": ["zijn dagboek"]}, *others])
    assert list(caught.value.fields) == ["waarde_1_gegevens"]


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.beheerder])
def test_others_hear_whom_to_ask(open_as: OpenAs, rol: Rol) -> None:
    with open_as(rol).reading() as session:
        for ask in (service.list_beleid, lambda s: service.get_beleidsregel(s, RITME)):
            with pytest.raises(UserError, match="Vraag het aan: beheerder"):
                ask(session)


def test_the_house_gets_another_name(database: Database) -> None:
    with database.transaction(Compartment.register) as session:
        change_huis(session, " Huis  van\x07 Herstel ", "Almelo")
    with database.reading() as session:
        assert get_huis(session).volledige_naam == "Huis van Herstel Almelo"


@pytest.mark.parametrize(
    ("naam", "plaats", "field"),
    [("", "", "naam"), ("x" * 61, "", "naam"), ("x", "y" * 41, "plaats")],
)
def test_a_name_of_the_house_that_does_not_fit_is_refused(
    database: Database, naam: str, plaats: str, field: str
) -> None:
    with (
        pytest.raises(UserError) as caught,
        database.transaction(Compartment.register) as session,
    ):
        change_huis(session, naam, plaats)
    assert list(caught.value.fields) == [field]


def test_the_longest_name_and_place_fit(database: Database) -> None:
    with database.transaction(Compartment.register) as session:
        change_huis(session, "x" * 60, "y" * 40)


def test_the_brought_rules_are_asked_by_name(database: Database) -> None:
    with database.reading() as session, pytest.raises(KeyError):
        policy.list_versions(session, "bestaat_niet")
