"""A consent: given with care, never changed, withdrawn as easily as given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from hvh_desktop import policy
from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken.service import change_netwerklid, remove_netwerklid
from hvh_desktop.rights import Rol
from hvh_desktop.toestemmingen import service
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    Toestemming,
    ToestemmingWijze,
)
from hvh_desktop.toestemmingen.service import ToestemmingRow, ToestemmingStatus
from hvh_desktop.toestemmingen.service_formulier import collect_formulier
from tests.conftest import Clock, OpenAs
from tests.deelnemers.example import deelnemer_values
from tests.toestemmingen.conftest import TODAY, Give, World, consent_values, day

K = GegevensSoort
Withdraw = Callable[..., None]


def rows(database: Database, world: World) -> list[ToestemmingRow]:
    with database.reading() as session:
        return service.list_toestemmingen(session, world.deelnemer_id)


def test_a_consent_comes_back_as_it_was_given(database: Database, world: World, give: Give) -> None:
    key = give(leefgebieden=("wonen",), beperking="Niets over geld", taal="Turks")
    (row,) = rows(database, world)
    assert (row.id, row.ontvanger, row.wie) == (key, "Mehmet", "vader Mehmet")
    assert row.gegevens == (K.doelen, K.afspraken)
    assert (row.leefgebieden, row.beperking, row.taal) == (("wonen",), "Niets over geld", "Turks")
    assert (row.status, row.dagen_over) == (ToestemmingStatus.geldig, 30)
    assert row.tekst_vanaf_datum == date(2021, 1, 1)
    with database.reading() as session:
        assert service.get_toestemming(session, key) == row


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"doel": "  "}, "doel"),
        ({"gegevens": ()}, "gegevens"),
        ({"gegevens": ("alles",)}, "gegevens"),
        ({"leefgebieden": ("tuin",)}, "leefgebieden"),
        ({"vanaf_datum": None}, "vanaf_datum"),
        ({"tot_datum": day(-31)}, "tot_datum"),
        ({"wijze": None}, "wijze"),
        ({"wijze": "mondeling"}, "getuige_id"),
        ({"wijze": "voorgelezen en getekend"}, "getuige_id"),
        ({"wijze": "met tolk besproken en getekend", "getuige": " "}, "getuige_id"),
        ({"getuige_id": uuid4()}, "getuige_id"),
        ({"ontvanger_soort": None}, "ontvanger_id"),
        ({"ontvanger_id": uuid4()}, "ontvanger_id"),
        ({"ontvanger_soort": OntvangerSoort.deelnemer, "ontvanger_id": None}, "ontvanger_id"),
        ({"ontvanger_soort": OntvangerSoort.team, "ontvanger_id": None}, "gegevens"),
        ({"ontvanger_id": "iedereen:"}, "ontvanger_id"),
        ({"ontvanger_id": "netwerklid:xyz"}, "ontvanger_id"),
    ],
)
def test_bad_input_gets_one_sentence(
    database: Database, world: World, give: Give, other: dict[str, Any], field: str
) -> None:
    with pytest.raises(UserError) as caught:
        give(**other)
    assert set(caught.value.fields) == {field}
    assert rows(database, world) == []


def test_a_witness_is_a_colleague_or_somebody_else(
    database: Database, world: World, give: Give
) -> None:
    give(wijze="mondeling", getuige_id=world.mentor_id)
    give(wijze="mondeling", getuige="Zijn zus", doel="Bezoek")
    assert {row.getuige for row in rows(database, world)} == {"Ruben", "Zijn zus"}


def test_who_left_the_list_cannot_be_chosen(database: Database, world: World, give: Give) -> None:
    with database.transaction(Compartment.team) as session:
        remove_netwerklid(session, world.vader_id, "wil geen contact meer")
    with pytest.raises(UserError) as caught:
        give()
    assert caught.value.fields["ontvanger_id"].startswith("Vader Mehmet staat niet meer")


def test_it_stays_a_consent_for_who_it_was_given_for(
    database: Database, world: World, give: Give
) -> None:
    key = give()
    with database.transaction(Compartment.team) as session:
        change_netwerklid(session, world.vader_id, {"naam": "Sonja", "relatie": "ex-vriendin"})
    (row,) = rows(database, world)
    assert (row.ontvanger, row.wie) == ("Mehmet", "vader Mehmet")
    assert row.ontvanger_nu == "ex-vriendin Sonja"
    with database.reading() as session:
        assert collect_formulier(session, key).wie == "vader Mehmet"
    with database.transaction(Compartment.team) as session:
        change_netwerklid(session, world.vader_id, {"naam": "Mehmet", "relatie": "stiefvader"})
    (row,) = rows(database, world)
    assert (row.wie, row.ontvanger_nu) == ("vader Mehmet", "")


def test_one_that_follows_is_for_the_same_person(
    database: Database, world: World, give: Give
) -> None:
    soon = give(tot_datum=day(2))
    with database.transaction(Compartment.team) as session:
        change_netwerklid(session, world.vader_id, {"naam": "Sonja"})
    give(vanaf_datum=day(3), tot_datum=day(90))
    with database.reading() as session:
        assert [row.id for row in service.list_expiring(session, [world.deelnemer_id], 14)] == [
            soon
        ]


def test_the_text_of_that_day_is_kept(database: Database, world: World, give: Give) -> None:
    with database.transaction(Compartment.register) as session:
        text = policy.get_value(session, "toestemming_tekst")
        policy.change_rule(session, "toestemming_tekst", text, day(-10), "Het huis")
    give()
    give(vanaf_datum=day(5), doel="Straks")
    assert {row.tekst_vanaf_datum for row in rows(database, world)} == {
        date(2021, 1, 1),
        day(-10),
    }


def test_the_order_and_words_of_the_list(
    database: Database, world: World, give: Give, withdraw: Withdraw, clock: Clock
) -> None:
    withdraw(give(doel="Bezoek"))
    give(doel="Vroeger", tot_datum=day(-1))
    give(doel="Straks", vanaf_datum=day(5), tot_datum=day(90))
    give(doel="Geld", gegevens=[K.doelen.value])
    clock.advance(minutes=5)
    give(doel=" geld ")
    assert [(row.doel, row.status.value) for row in rows(database, world)] == [
        ("geld", "geldig"),
        ("Straks", "nog niet"),
        ("Geld", "vervangen"),
        ("Vroeger", "verlopen"),
        ("Bezoek", "ingetrokken"),
    ]


def test_the_period_that_is_proposed(database: Database, clock: Clock) -> None:
    with database.reading() as session:
        assert service.propose_period(session) == (TODAY, date(2027, 5, 11), True)
    clock.advance(days=(date(2027, 8, 31) - TODAY).days)
    with database.reading() as session:
        assert service.propose_period(session)[1] == date(2028, 2, 28)


# Withdrawing --------------------------------------------------------------------------------


def test_a_withdrawal_is_kept(
    database: Database, world: World, give: Give, withdraw: Withdraw
) -> None:
    withdraw(give(), ingetrokken_datum=day(-3), is_gevolg_besproken=False)
    (row,) = rows(database, world)
    assert (row.status, row.ingetrokken_datum) == (ToestemmingStatus.ingetrokken, day(-3))
    assert (row.ingetrokken_hoe, row.is_gevolg_besproken) == ("mondeling", False)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"ingetrokken_datum": None}, "ingetrokken_datum"),
        ({"ingetrokken_datum": day(1)}, "ingetrokken_datum"),
        ({"ingetrokken_datum": day(-31)}, "ingetrokken_datum"),
        ({"ingetrokken_door": "de buurman"}, "ingetrokken_door"),
        ({"ingetrokken_hoe": ""}, "ingetrokken_hoe"),
    ],
)
def test_a_bad_withdrawal_gets_one_sentence(
    database: Database,
    world: World,
    give: Give,
    withdraw: Withdraw,
    other: dict[str, Any],
    field: str,
) -> None:
    key = give()
    with pytest.raises(UserError) as caught:
        withdraw(key, **other)
    assert set(caught.value.fields) == {field}
    assert rows(database, world)[0].ingetrokken_datum is None


def test_it_is_withdrawn_once(give: Give, withdraw: Withdraw) -> None:
    key = give()
    withdraw(key)
    with pytest.raises(UserError, match="al ingetrokken, op 12 november 2026"):
        withdraw(key)


def test_before_it_begins_and_after_it_ended(give: Give, withdraw: Withdraw) -> None:
    withdraw(give(vanaf_datum=day(5)))
    old = give(tot_datum=day(-5), doel="Vroeger")
    with pytest.raises(UserError) as caught:
        withdraw(old)
    assert "liep al af" in caught.value.fields["ingetrokken_datum"]
    withdraw(old, ingetrokken_datum=day(-6))


# Who may ------------------------------------------------------------------------------------


def test_his_mentor_withdraws_and_does_not_record(
    world: World, mentor: Database, give: Give
) -> None:
    key = give()
    with (
        pytest.raises(UserError, match="hoort niet bij je rol"),
        mentor.transaction(Compartment.team) as session,
    ):
        service.record_toestemming(session, world.deelnemer_id, consent_values(world))
    values = {
        "ingetrokken_datum": TODAY,
        "ingetrokken_door": "hij zelf",
        "ingetrokken_hoe": "Hij zei het tegen mij",
    }
    with mentor.transaction(Compartment.team) as session:
        service.withdraw_toestemming(session, key, values)
    assert rows(mentor, world)[0].status is ToestemmingStatus.ingetrokken


def test_another_mentor_withdraws_nothing(world: World, open_as: OpenAs, give: Give) -> None:
    key = give()
    other = open_as(Rol.mentor)
    with (
        pytest.raises(UserError, match="eigen deelnemers"),
        other.transaction(Compartment.team) as session,
    ):
        service.withdraw_toestemming(session, key, {})


def test_the_office_reads_nothing(world: World, open_as: OpenAs) -> None:
    with open_as(Rol.beheerder).reading() as session, pytest.raises(UserError):
        service.list_toestemmingen(session, world.deelnemer_id)
    with open_as(Rol.projectmanager).reading() as session, pytest.raises(UserError):
        service.list_expiring(session, [world.deelnemer_id], 14)


def test_a_bba_resident_may_give_consent(database: Database, world: World) -> None:
    with database.transaction(Compartment.team) as session:
        bba = record_deelnemer(session, deelnemer_values(titel="BBA"))
        to = {"ontvanger_soort": "organisatie", "ontvanger_id": world.gemeente_id}
        assert isinstance(
            service.record_toestemming(session, bba, consent_values(world, **to)), UUID
        )


# What ends soon -----------------------------------------------------------------------------


def test_what_ends_soon(database: Database, world: World, give: Give, withdraw: Withdraw) -> None:
    soon = give(tot_datum=day(14))
    give(tot_datum=day(15), doel="Later")
    give(tot_datum=day(-1), doel="Vroeger")
    withdraw(give(tot_datum=day(3), doel="Niet meer"))
    followed = give(tot_datum=day(2), doel="Bezoek")
    give(vanaf_datum=day(3), tot_datum=day(90), doel="Bezoek")
    with database.reading() as session:
        found = service.list_expiring(session, [world.deelnemer_id, world.ander_id], 14)
        assert service.list_expiring(session, [world.ander_id], 14) == []
    assert [row.id for row in found] == [soon]
    assert followed != soon
    assert found[0].dagen_over == 14


def test_the_list_of_recipients(database: Database, world: World) -> None:
    with database.reading() as session:
        found = service.list_ontvangers(session, world.deelnemer_id)
    assert [(one.groep, one.naam) for one in found] == [
        ("Om hem heen", "Mehmet"),
        ("Om hem heen", "JusTact"),
        ("Organisaties", "Gemeente Almelo"),
        ("Organisaties", "Gemeente Borne"),
        ("Organisaties", "Tactus Reclassering"),
        ("In het huis", "het team van het huis"),
    ]


def test_a_recipient_that_is_not_known_here_yet(
    database: Database, world: World, give: Give
) -> None:
    values = {
        "ontvanger_soort": OntvangerSoort.organisatie,
        "ontvanger_id": uuid4(),
        "wijze": ToestemmingWijze.getekend,
        "tekst_vanaf_datum": TODAY,
        "deelnemer_id": world.deelnemer_id,
        "ontvanger_naam": "Nieuw",
        "ontvanger_wie": "Nieuw",
        "ontvanger_organisatie": "Nieuw",
    }
    with database.transaction(Compartment.team) as session:
        session.add(Toestemming(**(consent_values(world) | values)))
    give()
    assert {row.ontvanger for row in rows(database, world)} == {
        "Mehmet",
        "Nieuw",
    }
