"""The one door: every kind needs a ground, and what is refused leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.netwerken.service import change_netwerklid
from hvh_desktop.rights import Rol
from hvh_desktop.toestemmingen import service_verstrekkingen as service
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    Grondslag,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.ontvangers import Ontvanger
from tests.conftest import OpenAs
from tests.toestemmingen.conftest import HIMSELF, TODAY, Give, World, day

K = GegevensSoort


def record(
    database: Database, world: World, to: Ontvanger, *kinds: GegevensSoort, **other: Any
) -> UUID:
    with database.transaction(Compartment.team) as session:
        return service.record_verstrekking(
            session,
            world.deelnemer_id,
            to.soort,
            to.id,
            VerstrekkingWat.mondeling,
            kinds,
            VerstrekkingWijze.mondeling,
            **other,
        )


def rows(database: Database, world: World) -> list[service.VerstrekkingRow]:
    with database.reading() as session:
        return service.list_verstrekkingen(session, world.deelnemer_id)


def refused(database: Database, world: World, *args: Any, **other: Any) -> str:
    with pytest.raises(UserError) as caught:
        record(database, world, *args, **other)
    assert rows(database, world) == []
    return caught.value.text


@pytest.mark.parametrize("kind", set(GegevensSoort) - {K.doelen, K.afspraken})
def test_each_kind_without_a_ground_stops_everything(
    database: Database, world: World, give: Give, kind: GegevensSoort
) -> None:
    give()
    told = refused(database, world, world.vader, K.doelen, kind)
    assert told == f"De toestemming voor vader Mehmet gaat niet over ‘{kind.value}’."


def test_what_a_consent_covers_may_go(database: Database, world: World, give: Give) -> None:
    key = give()
    made = record(database, world, world.vader, K.afspraken, K.doelen, omschrijving="Het verlof")
    (row,) = rows(database, world)
    assert (row.id, row.datum, row.wie) == (made, TODAY, "vader Mehmet")
    assert row.gegevens == (K.doelen, K.afspraken)
    assert row.bases[0].grondslag is Grondslag.toestemming
    assert row.bases[0].tekst == "Toestemming vanaf 13 oktober 2026"
    assert not row.is_vitaal_belang
    assert key


def test_a_consent_withdrawn_today_stops_it_today(
    database: Database, world: World, give: Give, withdraw: Callable[..., None]
) -> None:
    withdraw(give())
    told = refused(database, world, world.vader, K.doelen)
    assert "ingetrokken op 12 november 2026" in told


def test_law_and_consent_stand_on_one_line(database: Database, world: World, give: Give) -> None:
    give(
        ontvanger_soort=OntvangerSoort.organisatie,
        ontvanger_id=world.gemeente_id,
        gegevens=[K.netwerk.value],
    )
    record(database, world, world.gemeente, K.netwerk, K.doelen, K.persoonsgegevens)
    (row,) = rows(database, world)
    by_ground = {basis.grondslag: basis.gegevens for basis in row.bases}
    assert by_ground == {
        Grondslag.wet: (K.persoonsgegevens, K.doelen),
        Grondslag.toestemming: (K.netwerk,),
    }
    assert row.bases[0].tekst.startswith("Wet: Het detentie- en re-integratieplan")


def test_contents_outside_the_leefgebieden_stop_it(database: Database, world: World) -> None:
    told = refused(database, world, world.gemeente, K.doelen, leefgebieden=["partner"])
    assert "‘doelen en acties’" in told
    record(database, world, world.gemeente, K.doelen, leefgebieden=["wonen"])


@pytest.mark.parametrize("words", ["gevaar", "!!!!!!!!!!!!!", "123 456 789 0"])
def test_vital_interest_needs_words(database: Database, world: World, words: str) -> None:
    told = refused(database, world, world.vader, K.zorg, vitaal_belang=words)
    assert "wat het gevaar was" in told


def test_vital_interest_is_marked(database: Database, world: World) -> None:
    danger = "Hij dreigde zich iets aan te doen, zijn vader was bij hem."
    record(database, world, world.vader, K.zorg, vitaal_belang=danger)
    (row,) = rows(database, world)
    assert row.is_vitaal_belang
    assert (row.toelichting, row.bases[0].tekst) == (danger, "Vitaal belang")


def test_blank_words_are_no_vital_interest(database: Database, world: World) -> None:
    assert "nooit gegeven" in refused(database, world, world.vader, K.zorg, vitaal_belang=" \n\t ")


@pytest.mark.parametrize(
    ("kinds", "other", "sentence"),
    [
        ((), {}, "Kies waarover het gaat"),
        ((K.doelen, "alles"), {}, "uit de lijst"),
        ((K.doelen,), {"datum": day(1)}, "moet nog komen"),
    ],
)
def test_bad_input_gets_a_sentence(
    database: Database,
    world: World,
    give: Give,
    kinds: tuple[Any, ...],
    other: dict[str, Any],
    sentence: str,
) -> None:
    give()
    assert sentence in refused(database, world, world.vader, *kinds, **other)


def test_the_ground_is_asked_of_the_day_itself(
    database: Database, world: World, give: Give
) -> None:
    give(vanaf_datum=day(-30), tot_datum=day(-10))
    assert "liep af" in refused(database, world, world.vader, K.doelen)
    record(database, world, world.vader, K.doelen, datum=day(-10))
    assert rows(database, world)[0].datum == day(-10)


def test_he_himself_gets_what_he_asks(database: Database, world: World, mentor: Database) -> None:
    record(mentor, world, HIMSELF, *GegevensSoort)
    (row,) = rows(database, world)
    assert row.bases[0].grondslag is Grondslag.inzage
    assert row.gegevens == tuple(GegevensSoort)


def test_a_mentor_gives_nothing_to_others(
    world: World, mentor: Database, give: Give, database: Database
) -> None:
    give()
    assert "hoort niet bij je rol" in refused(mentor, world, world.vader, K.doelen)
    danger = "Hij dreigde zich iets aan te doen."
    told = refused(mentor, world, world.vader, K.doelen, vitaal_belang=danger)
    assert "hoort niet bij je rol" in told


@pytest.mark.parametrize(
    "rol", [Rol.reclasseringswerker, Rol.casemanager, Rol.psycholoog, Rol.locatiemanager]
)
def test_who_may(world: World, open_as: OpenAs, give: Give, rol: Rol) -> None:
    give()
    someone = open_as(rol)
    record(someone, world, world.vader, K.doelen)
    assert len(rows(someone, world)) == 1


def test_it_stays_written_down_who_got_it(database: Database, world: World, give: Give) -> None:
    give()
    record(database, world, world.vader, K.doelen)
    with database.transaction(Compartment.team) as session:
        change_netwerklid(session, world.vader_id, {"naam": "Sonja", "relatie": "ex-vriendin"})
    (row,) = rows(database, world)
    assert (row.ontvanger, row.wie) == ("Mehmet", "vader Mehmet")
