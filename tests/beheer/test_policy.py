"""A new value has the shape of the brought one, or it is refused with a sentence at its place."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hvh_desktop import policy
from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.resources import resource_path
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs

TODAY = date(2026, 11, 12)
BRON = "Besluit managementteam"
SLEUTELS = sorted(
    {row["sleutel"] for row in json.loads(resource_path("beleid.json").read_text("utf-8"))}
)


def change(database: Database, sleutel: str, waarde: Any, day: date = TODAY) -> None:
    with database.transaction(Compartment.register) as session:
        policy.change_rule(session, sleutel, waarde, day, BRON)


def value(database: Database, sleutel: str) -> Any:
    with database.reading() as session:
        return copy.deepcopy(policy.get_value(session, sleutel))


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_the_brought_value_is_a_good_value_unless_it_is_fixed(
    database: Database, sleutel: str
) -> None:
    with database.reading() as session:
        found = policy.check_value(session, sleutel, value(database, sleutel))
    assert found.keys() == ({"waarde"} if sleutel in policy.FIXED else set())


@pytest.mark.parametrize(
    ("sleutel", "waarde", "place"),
    [
        ("aantal_plaatsen", "29", "waarde"),
        ("aantal_plaatsen", True, "waarde"),
        ("aantal_plaatsen", 2.5, "waarde"),
        ("aantal_plaatsen", None, "waarde"),
        ("aantal_plaatsen", 0, "waarde"),
        ("aantal_plaatsen", -1, "waarde"),
        ("raadplegingen_bewaarjaren", 101, "waarde"),
        ("mentorgesprek_ritme_dagen", 5001, "waarde"),
        ("soorten_zorg", [], "waarde"),
        ("soorten_zorg", ["behandeling", 3, "anders"], "waarde"),
        ("soorten_zorg", ["behandeling", " ", "anders"], "waarde"),
        ("soorten_zorg", ["anders", "Behandeling", "behandeling"], "waarde"),
        ("soorten_zorg", ["behandeling"], "waarde"),
        ("soorten_zorg", "behandeling", "waarde"),
        ("soorten_zorg", ["x" * 301, "anders"], "waarde"),
        ("verwijzing_doorlooptijden", {"aangemeld": 3}, "waarde"),
        ("kolomkoppen", {"nu": "", "wensen": "W", "hulpbronnen": "H"}, "waarde_nu"),
        ("bereidheid_stappen", ["ziet het niet", "wil wel"], "waarde"),
        ("verstrekking_wettelijke_gronden", [], "waarde"),
        ("gezichten", ["a", "b", "c", "d", "e"], "waarde"),
        ("leefgebieden", [{"sleutel": "wonen", "naam": "Huis"}], "waarde"),
    ],
)
def test_another_shape_is_refused_at_its_place(
    database: Database, sleutel: str, waarde: Any, place: str
) -> None:
    with pytest.raises(UserError) as caught:
        change(database, sleutel, waarde)
    assert list(caught.value.fields) == [place]
    assert caught.value.fields[place].endswith(".")
    with database.reading() as session:
        assert len(policy.list_versions(session, sleutel)) == 1


def test_nought_has_a_meaning_only_where_it_may(database: Database) -> None:
    change(database, "toestemming_waarschuwing_dagen", 0)
    assert value(database, "toestemming_waarschuwing_dagen") == 0


def test_each_part_of_a_map_is_looked_at(database: Database) -> None:
    times = value(database, "verwijzing_doorlooptijden") | {"gestart": -3, "aangemeld": "drie"}
    with pytest.raises(UserError) as caught:
        change(database, "verwijzing_doorlooptijden", times)
    assert set(caught.value.fields) == {"waarde_gestart", "waarde_aangemeld"}


def test_a_part_of_a_text_is_named(database: Database) -> None:
    text = value(database, "toestemming_tekst") | {"regels": []}
    with pytest.raises(UserError) as caught:
        change(database, "toestemming_tekst", text)
    assert list(caught.value.fields) == ["waarde_regels"]


def test_a_legal_ground_keeps_its_task_and_may_allow_nothing(database: Database) -> None:
    grounds = value(database, "verstrekking_wettelijke_gronden")
    grounds[0]["gegevens"] = []
    change(database, "verstrekking_wettelijke_gronden", grounds)
    assert value(database, "verstrekking_wettelijke_gronden")[0]["gegevens"] == []
    grounds[0]["taak"] = "inrichting"
    with pytest.raises(UserError) as caught:
        change(database, "verstrekking_wettelijke_gronden", grounds)
    assert list(caught.value.fields) == ["waarde_1"]


def test_the_areas_and_the_table_that_leads_to_them_stay_together(database: Database) -> None:
    areas = value(database, "dr_gebieden")
    table = value(database, "leefgebied_dr_gebied")
    with pytest.raises(UserError, match="netwerk"):
        change(database, "dr_gebieden", [area for area in areas if area != "netwerk"])
    with pytest.raises(UserError) as caught:
        change(database, "leefgebied_dr_gebied", table | {"partner": ["liefde"]})
    assert list(caught.value.fields) == ["waarde_partner"]
    change(database, "dr_gebieden", [*areas, "liefde"])
    change(database, "leefgebied_dr_gebied", table | {"partner": ["liefde"]})
    assert value(database, "leefgebied_dr_gebied")["partner"] == ["liefde"]


def test_a_rule_that_nothing_reckons_with_is_known_as_such() -> None:
    package = Path(policy.__file__).parent
    here = {package / "policy.py", *(package / "beheer").rglob("*.py")}
    code = "".join(p.read_text("utf-8") for p in set(package.rglob("*.py")) - here)
    unread = {sleutel for sleutel in SLEUTELS if f'"{sleutel}"' not in code}
    assert unread - policy.FIXED.keys() == policy.NOT_ASKED


def test_a_rule_needs_a_source(database: Database) -> None:
    with pytest.raises(UserError) as caught, database.transaction(Compartment.register) as session:
        policy.change_rule(session, "aantal_plaatsen", 30, TODAY, "  ")
    assert list(caught.value.fields) == ["bron"]


def test_the_history_tells_what_the_house_decided_and_who(database: Database) -> None:
    change(database, "aantal_plaatsen", 30, date(2027, 1, 1))
    change(database, "aantal_plaatsen", 31, TODAY)
    with database.reading() as session:
        versions = policy.list_versions(session, "aantal_plaatsen")
        assert [v.rule.waarde for v in versions] == [30, 31, 29]
        assert [v.medewerker_id for v in versions] == [database.actor.medewerker_id] * 2 + [None]
        assert policy.get_value(session, "aantal_plaatsen") == 31
        assert policy.get_value(session, "aantal_plaatsen", on=date(2027, 1, 1)) == 30
        assert policy.get_value(session, "aantal_plaatsen", on=date(2026, 11, 11)) == 29


def test_only_a_beheerder_changes_a_rule(open_as: OpenAs) -> None:
    with pytest.raises(UserError, match="beheerder"):
        change(open_as(Rol.casemanager), "aantal_plaatsen", 30)
