"""Which ground there is for whom, on which day, and the sentence when there is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken.service import change_netwerklid, remove_netwerklid
from hvh_desktop.organisaties.service import change_organisatie, remove_organisatie
from hvh_desktop.toestemmingen.grond import Gronden, find_gronden
from hvh_desktop.toestemmingen.model import GegevensSoort, Grondslag, OntvangerSoort
from hvh_desktop.toestemmingen.ontvangers import Ontvanger
from tests.conftest import Clock
from tests.toestemmingen.conftest import HIMSELF, TEAM, TODAY, Give, World, day

K = GegevensSoort
WET_GEMEENTE = {K.persoonsgegevens, K.doelen, K.afspraken}
WET_LEEFGEBIEDEN = ("wonen", "geld_inkomen", "werken_leren", "gezondheid_zelfzorg")
Withdraw = Callable[..., None]


def gronden(
    database: Database, world: World, ontvanger: Ontvanger, on: date | None = None
) -> Gronden:
    with database.reading() as session:
        return find_gronden(session, world.deelnemer_id, ontvanger, on=on)


@pytest.mark.parametrize(
    ("offset", "sentence"),
    [
        (-31, "De toestemming voor vader Mehmet geldt pas vanaf 13 oktober 2026."),
        (-30, None),
        (0, None),
        (30, None),
        (31, "Er is geen toestemming voor vader Mehmet. De vorige liep af op 12 december 2026."),
    ],
)
def test_a_consent_holds_from_its_first_day_to_its_last(
    database: Database, world: World, give: Give, offset: int, sentence: str | None
) -> None:
    give()
    found = gronden(database, world, world.vader, day(offset))
    if sentence is None:
        assert set(found.toegestaan) == {K.doelen, K.afspraken}
        assert found.missing([K.doelen, K.afspraken]) == ()
    else:
        assert found.toegestaan == {}
        assert found.ontbreekt == (sentence,)


def test_never_given(database: Database, world: World) -> None:
    found = gronden(database, world, world.vader)
    assert found.toegestaan == {}
    assert found.ontbreekt == ("Er is geen toestemming voor vader Mehmet: die is nooit gegeven.",)


def test_a_withdrawal_works_on_the_same_day(
    database: Database, world: World, give: Give, withdraw: Withdraw
) -> None:
    withdraw(give())
    assert set(gronden(database, world, world.vader, day(-1)).toegestaan) == {
        K.doelen,
        K.afspraken,
    }
    for offset in (0, 1):
        found = gronden(database, world, world.vader, day(offset))
        assert found.toegestaan == {}
        assert found.ontbreekt == (
            "Er is geen toestemming voor vader Mehmet. "
            "De vorige is ingetrokken op 12 november 2026.",
        )


def test_a_kind_that_it_does_not_cover(database: Database, world: World, give: Give) -> None:
    give()
    found = gronden(database, world, world.vader)
    assert found.missing([K.doelen, K.netwerk, K.zorg]) == (
        "De toestemming voor vader Mehmet gaat niet over ‘mensen om hem heen’ en "
        "‘zorg en verwijzing’.",
    )


def test_one_of_two_consents_was_withdrawn(
    database: Database, world: World, give: Give, withdraw: Withdraw
) -> None:
    give()
    withdraw(give(doel="Bezoek", gegevens=[K.netwerk.value]))
    assert gronden(database, world, world.vader).missing([K.netwerk, K.zorg]) == (
        "De toestemming voor vader Mehmet over ‘mensen om hem heen’ is ingetrokken op "
        "12 november 2026.",
        "De toestemming voor vader Mehmet gaat niet over ‘zorg en verwijzing’.",
    )


def test_leefgebieden_and_words_come_along(database: Database, world: World, give: Give) -> None:
    key = give(leefgebieden=("wonen",), beperking="Niets over mijn schulden.")
    found = gronden(database, world, world.vader)
    grond = found.toegestaan[K.doelen]
    assert (grond.grondslag, grond.toestemming_id) == (Grondslag.toestemming, key)
    assert (grond.leefgebieden, grond.beperking) == (("wonen",), "Niets over mijn schulden.")
    assert (grond.tot_datum, found.leefgebieden(K.doelen)) == (day(30), ("wonen",))
    assert found.leefgebieden(K.zorg) is None


def test_two_consents_give_a_union(database: Database, world: World, give: Give) -> None:
    give(leefgebieden=("wonen",))
    give(doel="Geld", leefgebieden=("geld_inkomen",), gegevens=[K.doelen.value])
    found = gronden(database, world, world.vader)
    assert set(found.leefgebieden(K.doelen) or ()) == {"wonen", "geld_inkomen"}
    assert found.leefgebieden(K.afspraken) == ("wonen",)
    give(doel="Alles", gegevens=[K.doelen.value])
    assert gronden(database, world, world.vader).leefgebieden(K.doelen) == ()


def test_a_newer_one_for_the_same_purpose_takes_its_place(
    database: Database, world: World, give: Give, withdraw: Withdraw, clock: Clock
) -> None:
    give()
    clock.advance(minutes=1)
    smaller = give(gegevens=[K.doelen.value], vanaf_datum=TODAY, tot_datum=day(5))
    assert K.afspraken in gronden(database, world, world.vader, day(-1)).toegestaan
    assert set(gronden(database, world, world.vader).toegestaan) == {K.doelen}
    assert gronden(database, world, world.vader, day(6)).toegestaan == {}
    withdraw(smaller)
    assert gronden(database, world, world.vader).toegestaan == {}
    assert gronden(database, world, world.vader).missing([K.doelen]) == (
        "Er is geen toestemming voor vader Mehmet. De vorige is ingetrokken op 12 november 2026.",
    )


def test_the_law_lets_some_pass_to_the_gemeente(database: Database, world: World) -> None:
    found = gronden(database, world, world.gemeente)
    assert set(found.toegestaan) == WET_GEMEENTE
    grond = found.toegestaan[K.doelen]
    assert (grond.grondslag, grond.wet_sleutel) == (Grondslag.wet, "dr_plan_gemeente")
    assert grond.leefgebieden == WET_LEEFGEBIEDEN
    assert "VNG" in grond.bron
    assert (grond.bron_url or "").startswith("https://vng.nl")
    assert found.missing([K.doelen, K.netwerk]) == (
        "Er is geen toestemming voor gemeente Almelo: die is nooit gegeven. "
        "De wet geeft geen grond voor ‘mensen om hem heen’.",
    )


def test_the_law_begins_on_its_day(database: Database, world: World) -> None:
    assert gronden(database, world, world.gemeente, date(2021, 6, 30)).toegestaan == {}
    assert gronden(database, world, world.gemeente, date(2021, 7, 1)).toegestaan


def test_the_law_is_not_for_another_gemeente(database: Database, world: World) -> None:
    borne = Ontvanger(OntvangerSoort.organisatie, world.borne_id, "")
    assert gronden(database, world, borne).toegestaan == {}


def test_each_task_has_its_own_kinds(database: Database, world: World) -> None:
    reclassering = Ontvanger(OntvangerSoort.organisatie, world.reclassering_id, "")
    found = gronden(database, world, reclassering)
    assert set(found.toegestaan) == WET_GEMEENTE | {K.aandachtspunten}
    assert found.leefgebieden(K.doelen) == ()


@pytest.mark.parametrize(
    ("other", "also", "areas"),
    [
        ({}, set(), ()),
        ({"gegevens": [K.netwerk.value]}, {K.netwerk}, WET_LEEFGEBIEDEN),
        ({"leefgebieden": ("partner",)}, set(), (*WET_LEEFGEBIEDEN, "partner")),
        ({"vanaf_datum": day(1)}, set(), WET_LEEFGEBIEDEN),
        ({"tot_datum": day(-1)}, set(), WET_LEEFGEBIEDEN),
    ],
)
def test_consent_and_law_together(
    database: Database,
    world: World,
    give: Give,
    other: dict[str, Any],
    also: set[GegevensSoort],
    areas: tuple[str, ...],
) -> None:
    to = {"ontvanger_soort": OntvangerSoort.organisatie, "ontvanger_id": world.gemeente_id}
    give(**to, **other)
    found = gronden(database, world, world.gemeente)
    assert set(found.toegestaan) == WET_GEMEENTE | also
    assert sorted(found.leefgebieden(K.doelen) or ()) == sorted(areas)


def test_a_withdrawn_consent_leaves_what_the_law_says(
    database: Database, world: World, give: Give, withdraw: Withdraw
) -> None:
    to = {"ontvanger_soort": OntvangerSoort.organisatie, "ontvanger_id": world.gemeente_id}
    withdraw(give(**to, gegevens=[K.doelen.value, K.netwerk.value]))
    found = gronden(database, world, world.gemeente)
    assert set(found.toegestaan) == WET_GEMEENTE
    assert found.missing([K.netwerk]) == (
        "Er is geen toestemming voor gemeente Almelo. De vorige is ingetrokken op "
        "12 november 2026. De wet geeft geen grond voor ‘mensen om hem heen’.",
    )


def test_an_organisation_on_his_list_is_the_one_of_the_directory(
    database: Database, world: World, give: Give
) -> None:
    give(ontvanger_id=world.justact_lid_id)
    for ontvanger in (
        Ontvanger(OntvangerSoort.netwerklid, world.justact_lid_id, ""),
        Ontvanger(OntvangerSoort.organisatie, world.justact_id, ""),
    ):
        assert K.doelen in gronden(database, world, ontvanger).toegestaan


def test_the_team_needs_consent_only_for_the_signaleringsplan(
    database: Database, world: World, give: Give
) -> None:
    found = gronden(database, world, TEAM)
    assert found.missing([K.signaleringsplan]) == (
        "Er is geen toestemming voor het team van het huis: die is nooit gegeven.",
    )
    assert "leest het dossier zelf" in found.missing([K.doelen])[0]
    give(
        ontvanger_soort=OntvangerSoort.team,
        ontvanger_id=None,
        gegevens=[K.signaleringsplan.value],
    )
    assert set(gronden(database, world, TEAM).toegestaan) == {K.signaleringsplan}


def test_he_himself_may_see_everything(database: Database, world: World) -> None:
    found = gronden(database, world, HIMSELF)
    assert set(found.toegestaan) == set(GegevensSoort)
    assert {grond.grondslag for grond in found.toegestaan.values()} == {Grondslag.inzage}


def test_who_left_the_list_gets_nothing(database: Database, world: World, give: Give) -> None:
    give()
    with database.transaction(Compartment.team) as session:
        remove_netwerklid(session, world.vader_id, "wil geen contact meer")
    found = gronden(database, world, world.vader)
    assert found.toegestaan == {}
    assert "staat niet meer op de lijst" in found.ontbreekt[0]


@pytest.mark.parametrize("soort", [OntvangerSoort.netwerklid, OntvangerSoort.organisatie])
def test_a_stranger_is_no_recipient(
    database: Database, world: World, soort: OntvangerSoort
) -> None:
    with pytest.raises(UserError, match="uit de lijst"):
        gronden(database, world, Ontvanger(soort, UUID(int=7), "Iemand"))


def test_his_father_is_no_recipient_of_another(database: Database, world: World) -> None:
    with database.reading() as session, pytest.raises(UserError, match="uit de lijst"):
        find_gronden(session, world.ander_id, world.vader)


# Who it was given for -----------------------------------------------------------------------


def rename(database: Database, key: UUID, **values: Any) -> None:
    with database.transaction(Compartment.team) as session:
        change_netwerklid(session, key, values)


def test_a_consent_does_not_follow_the_row_to_another_person(
    database: Database, world: World, give: Give
) -> None:
    give()
    rename(database, world.vader_id, naam="Sonja", relatie="ex-vriendin")
    found = gronden(database, world, world.vader)
    assert found.toegestaan == {}
    assert found.missing([K.doelen]) == (
        "Zijn toestemming was voor ‘vader Mehmet’. Daar staat nu ‘ex-vriendin Sonja’ op de lijst. "
        "Leg voor ex-vriendin Sonja een nieuwe toestemming vast.",
    )
    give(doel="Iets anders")
    assert K.doelen in gronden(database, world, world.vader).toegestaan
    rename(database, world.vader_id, naam="mehmet", relatie="stiefvader")
    assert K.doelen in gronden(database, world, world.vader).toegestaan


def test_a_consent_for_another_person_is_not_in_the_place_of_his(
    database: Database, world: World, give: Give, clock: Clock
) -> None:
    give()
    clock.advance(minutes=1)
    rename(database, world.vader_id, naam="Sonja")
    give(gegevens=[K.zorg.value])
    assert set(gronden(database, world, world.vader).toegestaan) == {K.zorg}
    rename(database, world.vader_id, naam="Mehmet")
    assert set(gronden(database, world, world.vader).toegestaan) == {K.doelen, K.afspraken}


def test_a_consent_stays_with_the_organisation_it_was_given_for(
    database: Database, world: World, give: Give
) -> None:
    give(ontvanger_id=world.justact_lid_id)
    lid = Ontvanger(OntvangerSoort.netwerklid, world.justact_lid_id, "")
    reclassering = Ontvanger(OntvangerSoort.organisatie, world.reclassering_id, "")
    rename(database, world.justact_lid_id, organisatie_id=world.reclassering_id)
    for other in (lid, reclassering):
        assert {one.grondslag for one in gronden(database, world, other).toegestaan.values()} == {
            Grondslag.wet
        }
    assert "Zijn toestemming was voor ‘JusTact’" in gronden(database, world, lid).ontbreekt[0]


@pytest.mark.parametrize("by_list", [True, False])
def test_an_organisation_with_another_name_is_another_recipient(
    database: Database, world: World, give: Give, by_list: bool
) -> None:
    to: dict[str, Any] = {"ontvanger_id": world.justact_lid_id}
    if not by_list:
        to = {"ontvanger_soort": OntvangerSoort.organisatie, "ontvanger_id": world.justact_id}
    give(**to)
    with database.transaction(Compartment.register) as session:
        change_organisatie(session, world.justact_id, {"naam": "Incassobureau"})
    for ontvanger in (
        Ontvanger(OntvangerSoort.netwerklid, world.justact_lid_id, ""),
        Ontvanger(OntvangerSoort.organisatie, world.justact_id, ""),
    ):
        found = gronden(database, world, ontvanger)
        assert found.toegestaan == {}
        assert "Zijn toestemming was voor ‘JusTact’" in found.ontbreekt[0]


def test_a_gemeente_that_is_not_filled_in_has_no_ground_by_law(
    database: Database, world: World, give: Give
) -> None:
    with database.transaction(Compartment.register) as session:
        change_organisatie(session, world.borne_id, {"gemeente": None})
    borne = Ontvanger(OntvangerSoort.organisatie, world.borne_id, "")
    found = gronden(database, world, borne)
    assert found.toegestaan == {}
    assert found.ontbreekt == (
        "Bij gemeente Borne staat niet welke gemeente het is, dus de wet geeft geen grond. "
        "Vul dat in bij ‘Organisaties’. "
        "Er is geen toestemming voor gemeente Borne: die is nooit gegeven.",
    )
    give(ontvanger_soort=OntvangerSoort.organisatie, ontvanger_id=world.borne_id)
    assert set(gronden(database, world, borne).toegestaan) == {K.doelen, K.afspraken}


def test_an_organisation_that_was_dropped_gets_nothing_over_his_list(
    database: Database, world: World, give: Give
) -> None:
    give(ontvanger_id=world.justact_lid_id)
    with database.transaction(Compartment.register) as session:
        remove_organisatie(session, world.justact_id)
    lid = Ontvanger(OntvangerSoort.netwerklid, world.justact_lid_id, "")
    found = gronden(database, world, lid)
    assert found.toegestaan == {}
    assert "staat niet meer op de lijst" in found.ontbreekt[0]
