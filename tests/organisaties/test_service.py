"""The directory: found by any word, with whom to call, and each organisation once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.organisaties import service
from hvh_desktop.organisaties.model import WettelijkeTaak
from hvh_desktop.rights import Rol
from tests.conftest import OpenAs

KOMPAS: dict[str, Any] = {
    "naam": "Bewindvoering Het Kompas",
    "soort": "bewindvoering",
    "plaats": "Hengelo",
    "telefoon": "06-00000342",
}
CONTACT = {"functie": "bewindvoerder", "telefoon": "06-00000343", "mail": "bewind@voorbeeld.nl"}


def record(database: Database, contacts: tuple[dict[str, Any], ...] = (), **values: Any) -> UUID:
    with database.transaction(Compartment.register) as session:
        return service.record_organisatie(session, KOMPAS | values, contacts)


def test_an_organisation_comes_back_with_its_contacts(database: Database) -> None:
    key = record(database, (CONTACT, {"functie": "balie"}), gemeente="Hengelo", notitie="Bel vroeg")
    with database.reading() as session:
        found = service.get_organisatie(session, key)
        names = service.get_organisatie_names(session)
    assert (found.naam, found.gemeente, found.notitie) == (KOMPAS["naam"], "Hengelo", "Bel vroeg")
    assert [one.functie for one in found.contactpersonen] == ["bewindvoerder", "balie"]
    assert names == {key: KOMPAS["naam"]}


def test_the_task_by_law_is_one_of_three_or_none(database: Database) -> None:
    key = record(database, wettelijke_taak="reclassering")
    with database.reading() as session:
        assert service.get_organisatie(session, key).wettelijke_taak is WettelijkeTaak.reclassering
        assert len(service.list_organisaties(session, "reclassering kompas")) == 1
    with database.transaction(Compartment.register) as session:
        service.change_organisatie(session, key, {"plaats": "Almelo"})
    with database.reading() as session:
        assert service.get_organisatie(session, key).wettelijke_taak is WettelijkeTaak.reclassering
    with database.transaction(Compartment.register) as session:
        service.change_organisatie(session, key, {"wettelijke_taak": None})
    with database.reading() as session:
        assert service.get_organisatie(session, key).wettelijke_taak is None


def test_every_word_finds_and_accents_are_forgiven(database: Database) -> None:
    key = record(database, (CONTACT,))
    record(database, naam="Café De Brug", soort="werkgever", plaats="Almelo")
    with database.reading() as session:
        assert [row.naam for row in service.list_organisaties(session, "cafe")] == ["Café De Brug"]
        assert [row.id for row in service.list_organisaties(session, "hengelo bewindv")] == [key]
        assert service.list_organisaties(session, "almelo bewindv") == []
        assert len(service.list_organisaties(session)) == 2


def test_changing_keeps_adds_and_drops_contacts(database: Database) -> None:
    key = record(database, (CONTACT, {"functie": "balie"}))
    with database.reading() as session:
        keep = service.get_organisatie(session, key).contactpersonen[0]
    with database.transaction(Compartment.register) as session:
        contacts: list[dict[str, Any]] = [
            CONTACT | {"id": keep.id, "naam": "Anouk"},
            {"functie": "directie"},
        ]
        service.change_organisatie(session, key, {"plaats": "Almelo"}, contacts)
    with database.transaction(Compartment.register) as session:
        service.change_organisatie(session, key, {"mail": "post@voorbeeld.nl"})
    with database.reading() as session:
        found = service.get_organisatie(session, key)
    assert (found.plaats, found.mail, found.soort) == (
        *("Almelo", "post@voorbeeld.nl", "bewindvoering"),
    )
    assert [(one.functie, one.naam) for one in found.contactpersonen] == [
        *(("bewindvoerder", "Anouk"), ("directie", "")),
    ]
    assert found.contactpersonen[0].id == keep.id


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"naam": "  "}, "naam"),
        ({"naam": "x" * 100_000}, "naam"),
        ({"naam": "\u202e\u0007"}, "naam"),
        ({"mail": "post"}, "mail"),
        ({"mail": "een twee@voorbeeld.nl"}, "mail"),
        ({"telefoon": "bel maar"}, "telefoon"),
        ({"gemeente": "Utrecht"}, "gemeente"),
        ({"wettelijke_taak": "vereniging"}, "wettelijke_taak"),
        ({"naam": "bewindvoering het kompas"}, "naam"),
    ],
)
def test_bad_input_gets_one_sentence(
    database: Database, values: dict[str, Any], field: str
) -> None:
    record(database)
    new = values if values.get("naam") else {"naam": "Andere"} | values
    with pytest.raises(UserError) as caught:
        record(database, **new)
    assert set(caught.value.fields) == {field}


def test_a_contact_that_is_wrong_is_named_by_its_place(database: Database) -> None:
    with pytest.raises(UserError) as caught:
        record(database, (CONTACT, {"functie": "", "mail": "x"}))
    assert set(caught.value.fields) == {"contact_2_functie", "contact_2_mail"}


def test_what_is_not_used_any_more_leaves_the_list_and_can_come_back(database: Database) -> None:
    key = record(database)
    with database.transaction(Compartment.register) as session:
        service.remove_organisatie(session, key)
    with database.reading() as session:
        assert service.list_organisaties(session) == []
        assert service.get_organisatie_names(session) == {key: KOMPAS["naam"]}
    with database.transaction(Compartment.register) as session:
        service.reopen_organisatie(session, key)
    with database.reading() as session:
        assert len(service.list_organisaties(session)) == 1


def test_who_may_see_and_change(open_as: OpenAs) -> None:
    record(open_as(Rol.mentor))
    with pytest.raises(UserError, match="hoort niet bij je rol"):
        record(open_as(Rol.directeur), naam="Andere")
    with open_as(Rol.directeur).reading() as session:
        assert len(service.list_organisaties(session)) == 1
    with (
        open_as(Rol.onderzoeker).reading() as session,
        pytest.raises(UserError, match="hoort niet bij je rol"),
    ):
        service.list_organisaties(session)


def test_the_task_of_the_law_is_not_everybodys_choice(open_as: OpenAs) -> None:
    """It lets data go without consent."""
    tactus = {"naam": "Tactus", "wettelijke_taak": "reclassering"}
    with (
        open_as(Rol.mentor).transaction(Compartment.register) as session,
        pytest.raises(UserError) as refused,
    ):
        service.record_organisatie(session, tactus)
    assert set(refused.value.fields) == {"wettelijke_taak"}
    with open_as(Rol.casemanager).transaction(Compartment.register) as session:
        made = service.record_organisatie(session, tactus)
    with open_as(Rol.mentor).transaction(Compartment.register) as session:
        service.change_organisatie(session, made, {"telefoon": "06-00000001"})
        with pytest.raises(UserError):
            service.change_organisatie(session, made, {"wettelijke_taak": None})


def test_who_has_a_task_of_the_law_is_not_changed_by_everybody(open_as: OpenAs) -> None:
    """Another name or gemeente would send the data somewhere else without consent."""
    almelo = {"naam": "Gemeente Almelo", "gemeente": "Almelo", "wettelijke_taak": "gemeente"}
    with open_as(Rol.casemanager).transaction(Compartment.register) as session:
        made = service.record_organisatie(session, almelo)
    changes: list[dict[str, Any]] = [
        {"naam": "Incassobureau"},
        {"gemeente": "Hengelo"},
        {"gemeente": None},
        {"wettelijke_taak": "reclassering"},
    ]
    with open_as(Rol.mentor).transaction(Compartment.register) as session:
        for values in changes:
            with pytest.raises(UserError) as refused:
                service.change_organisatie(session, made, values)
            assert set(refused.value.fields) == set(values)
        service.change_organisatie(session, made, almelo | {"plaats": "Almelo"})
        service.remove_organisatie(session, made)
        service.reopen_organisatie(session, made)
    with open_as(Rol.casemanager).transaction(Compartment.register) as session:
        service.change_organisatie(session, made, {"naam": "Gemeente Hengelo"})
        service.change_organisatie(session, made, {"gemeente": "Hengelo"})
