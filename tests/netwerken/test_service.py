"""The people around a deelnemer: who they are to him, and how they leave the list."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken import service
from hvh_desktop.netwerken.model import Sterkte, Steun
from hvh_desktop.organisaties.service import record_organisatie
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs
from tests.deelnemers.example import deelnemer_values

ZUS: dict[str, Any] = {
    "soort": "persoon",
    "naam": "Diny",
    "relatie": "zus",
    "sterkte": "sterk",
    "steun": "beide",
}


@pytest.fixture
def deelnemer_id(database: Database) -> UUID:
    with database.transaction(Compartment.team) as session:
        return record_deelnemer(session, deelnemer_values())


def record(database: Database, deelnemer_id: UUID, **values: Any) -> UUID:
    with database.transaction(Compartment.team) as session:
        return service.record_netwerklid(session, deelnemer_id, ZUS | values)


def get(database: Database, netwerklid_id: UUID) -> service.NetwerklidRow:
    with database.reading() as session:
        return service.get_netwerklid(session, netwerklid_id)


def test_a_person_comes_back_as_he_was_written(database: Database, deelnemer_id: UUID) -> None:
    found = get(database, record(database, deelnemer_id, bezoek="Elke zondag", notitie="🙂 دينا"))
    assert (found.sterkte, found.steun) == (Sterkte.sterk, Steun.beide)
    assert (found.bezoek, found.notitie, found.leeftijd) == ("Elke zondag", "🙂 دينا", None)


def test_children_come_first_and_have_an_age(database: Database, deelnemer_id: UUID) -> None:
    record(database, deelnemer_id)
    child = {"relatie": "dochter", "is_kind": True, "woont_bij": "haar moeder in Borne"}
    noa = record(database, deelnemer_id, naam="Noa", geboortedatum=date(2019, 5, 30), **child)
    tim = record(database, deelnemer_id, naam="Tim", geboortejaar=2015, **child)
    record(database, deelnemer_id, soort="organisatie", naam="Fabriek", relatie="werkgever")
    with database.reading() as session:
        rows = service.list_netwerk(session, deelnemer_id)
    assert [row.naam for row in rows] == ["Noa", "Tim", "Diny", "Fabriek"]
    assert get(database, noa).leeftijd == 7
    assert get(database, tim).leeftijd == 11


def test_an_organisation_of_the_directory_lends_its_name(
    database: Database, deelnemer_id: UUID
) -> None:
    with database.transaction(Compartment.register) as session:
        transfore = record_organisatie(session, {"naam": "Transfore"})
    values = {"soort": "organisatie", "naam": "", "organisatie_id": transfore}
    key = record(database, deelnemer_id, **values)
    assert (get(database, key).naam, get(database, key).organisatie_id) == ("Transfore", transfore)
    with database.transaction(Compartment.team) as session:
        service.change_netwerklid(session, key, {"soort": "persoon", "naam": "Jan"})
    assert get(database, key).organisatie_id is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": "\u202e\u0007"}, "naam"),
        ({"naam": "x" * 100_000}, "naam"),
        ({"relatie": "zus\nen buur"}, "relatie"),
        ({"sterkte": "reuze"}, "sterkte"),
        ({"steun": None}, "steun"),
        ({"mail": "diny"}, "mail"),
        ({"telefoon": "geen"}, "telefoon"),
        ({"geboortejaar": 1800}, "geboortejaar"),
        ({"geboortejaar": 2027}, "geboortejaar"),
        ({"geboortedatum": date(2027, 1, 1)}, "geboortedatum"),
        ({"geboortedatum": date(2015, 1, 1), "geboortejaar": 2016}, "geboortejaar"),
        ({"soort": "organisatie", "is_kind": True}, "is_kind"),
    ],
)
def test_bad_input_gets_one_sentence(
    database: Database, deelnemer_id: UUID, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError) as caught:
        record(database, deelnemer_id, **values)
    assert set(caught.value.fields) == {field}
    assert len(caught.value.fields[field]) < 200


def test_taking_off_asks_a_reason_and_can_be_undone(database: Database, deelnemer_id: UUID) -> None:
    key = record(database, deelnemer_id)
    with (
        pytest.raises(UserError) as caught,
        database.transaction(Compartment.team) as session,
    ):
        service.remove_netwerklid(session, key, "  ")
    assert set(caught.value.fields) == {"vervallen_reden"}
    with database.transaction(Compartment.team) as session:
        service.remove_netwerklid(session, key, "wil geen contact meer")
    with database.reading() as session:
        assert service.list_netwerk(session, deelnemer_id) == []
        (row,) = service.list_netwerk(session, deelnemer_id, with_vervallen=True)
    assert (row.is_vervallen, row.vervallen_reden) == (True, "wil geen contact meer")
    with database.transaction(Compartment.team) as session:
        service.reopen_netwerklid(session, key)
    assert not get(database, key).is_vervallen
    assert get(database, key).vervallen_reden == ""


def test_a_mentor_of_another_writes_nothing(
    database: Database, deelnemer_id: UUID, open_as: OpenAs
) -> None:
    key = record(database, deelnemer_id)
    other = open_as(Rol.mentor)
    assert get(other, key).naam == "Diny"
    with (
        pytest.raises(UserError, match="eigen deelnemers"),
        other.transaction(Compartment.team) as session,
    ):
        service.change_netwerklid(session, key, {"naam": "Dina"})
