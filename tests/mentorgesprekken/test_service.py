"""Begin a talk, fix it, add to it; and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.model import (
    Aanvulling,
    Doelnotitie,
    GesprekStatus,
    VerzetReden,
)
from hvh_desktop.rights import Rol
from tests.conftest import Clock, OpenAs
from tests.mentorgesprekken.conftest import AddMan, People, record_doel

TODAY = date(2026, 11, 12)
NEXT = date(2026, 11, 26)
SAID: dict[str, Any] = {"eigen_woorden": "Beter. Ik slaap weer.", "volgende_datum": NEXT}


@pytest.fixture
def gesprek(ilse: Database, people: People) -> UUID:
    """A concept of today."""
    with ilse.transaction(Compartment.team) as session:
        return service.start_mentorgesprek(session, people.jeffrey, tijd=time(10, 30))


@pytest.fixture
def vastgesteld(ilse: Database, gesprek: UUID) -> UUID:
    """A fixed talk of today, the next one planned."""
    complete(ilse, gesprek, SAID)
    return gesprek


def complete(database: Database, gesprek_id: UUID, values: dict[str, Any]) -> None:
    with database.transaction(Compartment.team) as session:
        service.complete_mentorgesprek(session, gesprek_id, values)


def get(database: Database, gesprek_id: UUID) -> service.GesprekDetail:
    with database.reading() as session:
        return service.get_gesprek(session, gesprek_id)


def refused(database: Database, gesprek_id: UUID, values: dict[str, Any]) -> UserError:
    with pytest.raises(UserError) as caught:
        complete(database, gesprek_id, values)
    return caught.value


# Begin --------------------------------------------------------------------------------------


def test_a_talk_starts_as_a_concept_of_who_writes_it(
    ilse: Database, people: People, gesprek: UUID
) -> None:
    row = get(ilse, gesprek)
    assert row.status is GesprekStatus.concept
    assert row.datum == TODAY
    assert row.begonnen_door == people.ilse
    assert row.medewerker_ids == (people.ilse, people.ruben)
    assert not row.is_achteraf


def test_starting_takes_the_one_that_was_planned_today(ilse: Database, people: People) -> None:
    with ilse.transaction(Compartment.team) as session:
        planned = service.record_planning(session, people.jeffrey, TODAY, time(10, 30))
        assert service.start_mentorgesprek(session, people.jeffrey) == planned
        assert service.start_mentorgesprek(session, people.jeffrey) == planned
    assert get(ilse, planned).tijd == time(10, 30)


def test_starting_brings_a_later_one_forward(ilse: Database, people: People) -> None:
    with ilse.transaction(Compartment.team) as session:
        planned = service.record_planning(session, people.jeffrey, date(2026, 11, 13))
        assert service.start_mentorgesprek(session, people.jeffrey) == planned
    assert get(ilse, planned).datum == TODAY


def test_a_second_talk_on_one_day_is_another_talk(
    ilse: Database, people: People, vastgesteld: UUID
) -> None:
    with ilse.transaction(Compartment.team) as session:
        assert service.start_mentorgesprek(session, people.jeffrey) != vastgesteld


def test_recording_afterwards_is_visible(ilse: Database, people: People) -> None:
    with ilse.transaction(Compartment.team) as session:
        late = service.start_mentorgesprek(session, people.jeffrey, datum=date(2026, 11, 9))
    assert get(ilse, late).is_achteraf
    complete(ilse, late, SAID)
    assert get(ilse, late).is_achteraf


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 13), "moet nog komen"),
        (date(2026, 7, 8), "kwam op 9 juli 2026"),
    ],
)
def test_no_talk_on_a_day_that_cannot_be(
    ilse: Database, people: People, day: date, words: str
) -> None:
    with (
        pytest.raises(UserError, match=words),
        ilse.transaction(Compartment.team) as session,
    ):
        service.start_mentorgesprek(session, people.jeffrey, datum=day)


def test_no_talk_after_he_left(ilse: Database, people: People, add_man: AddMan) -> None:
    gone = add_man("Kees", left=date(2026, 10, 1), mentoren=(people.ilse,))
    with (
        pytest.raises(UserError, match="vertrok op 1 oktober 2026"),
        ilse.transaction(Compartment.team) as session,
    ):
        service.start_mentorgesprek(session, gone)
    with ilse.transaction(Compartment.team) as session:
        service.start_mentorgesprek(session, gone, datum=date(2026, 9, 30))


def test_somebody_elses_mentor_may_not_write(open_as: OpenAs, people: People) -> None:
    petra = open_as(Rol.mentor, medewerker_id=people.petra)
    with (
        pytest.raises(UserError, match="alleen bij je eigen deelnemers"),
        petra.transaction(Compartment.team) as session,
    ):
        service.start_mentorgesprek(session, people.jeffrey)
    with petra.reading() as session:
        assert service.list_gesprekken(session, people.jeffrey) == []


def test_a_concept_may_move_to_another_day(ilse: Database, people: People, gesprek: UUID) -> None:
    with ilse.transaction(Compartment.team) as session:
        service.change_mentorgesprek(
            session,
            gesprek,
            {"datum": date(2026, 11, 11), "tijd": None, "medewerker_ids": (people.ruben,)},
        )
    row = get(ilse, gesprek)
    assert (row.datum, row.tijd, row.medewerker_ids) == (date(2026, 11, 11), None, (people.ruben,))
    assert row.is_achteraf


def test_a_concept_begun_by_mistake_can_be_thrown_away(
    ilse: Database, people: People, gesprek: UUID
) -> None:
    with ilse.transaction(Compartment.team) as session:
        service.remove_mentorgesprek(session, gesprek)
    with ilse.reading() as session:
        assert service.list_gesprekken(session, people.jeffrey) == []
    assert "weggegooid" in refused(ilse, gesprek, SAID).text


def test_a_planned_one_that_was_begun_by_mistake_is_planned_again(
    ilse: Database, people: People, clock: Clock
) -> None:
    with ilse.transaction(Compartment.team) as session:
        planned = service.record_planning(session, people.jeffrey, TODAY)
    clock.advance(minutes=5)
    with ilse.transaction(Compartment.team) as session:
        service.start_mentorgesprek(session, people.jeffrey)
        service.remove_mentorgesprek(session, planned)
    row = get(ilse, planned)
    assert (row.status, row.begonnen_door) == (GesprekStatus.gepland, None)


def test_a_concept_with_afspraken_is_not_thrown_away(
    ilse: Database, people: People, gesprek: UUID
) -> None:
    with ilse.transaction(Compartment.team) as session:
        record_afspraak(session, people.jeffrey, gesprek)
    with (
        pytest.raises(UserError, match="Er staan al afspraken"),
        ilse.transaction(Compartment.team) as session,
    ):
        service.remove_mentorgesprek(session, gesprek)


def record_afspraak(session: Any, deelnemer_id: UUID, gesprek_id: UUID) -> UUID:
    values = {
        "mentorgesprek_id": gesprek_id,
        "wat": "Brief aan schuldhulp afmaken",
        "uitvoerder": "deelnemer",
        "wanneer_datum": date(2026, 11, 19),
    }
    return actieplannen.record_actie(session, deelnemer_id, values)


# Fix ----------------------------------------------------------------------------------------


def test_fixing_keeps_everything_and_plans_the_next(
    ilse: Database, people: People, gesprek: UUID
) -> None:
    with ilse.transaction(Compartment.team) as session:
        doel = record_doel(session, people.jeffrey, "Elke maand zelf mijn rekeningen betalen", 1)
        record_afspraak(session, people.jeffrey, gesprek)
    notes = {doel: "  Overzicht is af.\x00 ", new_id(): "   "}
    values = {
        **SAID,
        "gezicht": 4,
        "notitie": "Rustig.",
        "volgende_tijd": time(10, 30),
        "overige_aanwezigen": "zijn moeder",
        "doelnotities": notes,
    }
    complete(ilse, gesprek, values)
    row = get(ilse, gesprek)
    assert row.status is GesprekStatus.vastgesteld
    assert row.vastgesteld_door == people.ilse
    assert row.doelnotities == {doel: "Overzicht is af."}
    assert (row.gezicht, row.notitie, row.overige_aanwezigen) == (4, "Rustig.", "zijn moeder")
    assert [actie.wat for actie in row.acties] == ["Brief aan schuldhulp afmaken"]
    assert row.aantal_afspraken == 1
    with ilse.reading() as session:
        newest = service.list_gesprekken(session, people.jeffrey)[0]
    assert (newest.datum, newest.tijd, newest.status) == (NEXT, time(10, 30), GesprekStatus.gepland)
    assert newest.medewerker_ids == (people.ilse, people.ruben)


def test_what_is_missing_is_named_all_at_once(ilse: Database, gesprek: UUID) -> None:
    error = refused(ilse, gesprek, {"medewerker_ids": ()})
    assert error.text == "Er kloppen 3 dingen nog niet."
    assert error.fields == {
        "medewerker_ids": "Kies wie er van het huis bij was.",
        "eigen_woorden": "Schrijf op wat hij zei, of maak zelf een notitie.",
        "volgende_datum": "Kies wanneer het volgende gesprek is.",
    }
    assert get(ilse, gesprek).status is GesprekStatus.concept


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"volgende_datum": TODAY}, "volgende_datum"),
        ({"gezicht": 6}, "gezicht"),
        ({"gezicht": 2, "is_gezicht_geweigerd": True}, "gezicht"),
        ({"datum": date(2026, 11, 20)}, "datum"),
        ({"datum": "12 november"}, "datum"),
        ({"overige_aanwezigen": "x" * 301}, "overige_aanwezigen"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    ilse: Database, gesprek: UUID, values: dict[str, Any], field: str
) -> None:
    assert field in refused(ilse, gesprek, SAID | values).fields


def test_a_note_about_a_doel_is_enough(ilse: Database, gesprek: UUID, people: People) -> None:
    with ilse.transaction(Compartment.team) as session:
        doel = record_doel(session, people.jeffrey, "Een vaste baan", 1)
    complete(ilse, gesprek, {"volgende_datum": NEXT, "doelnotities": {doel: "Proefdag gehad."}})


def test_ids_of_another_man_are_refused(
    ilse: Database, gesprek: UUID, people: People, add_man: AddMan
) -> None:
    tom = add_man("Tom", mentoren=(people.ilse,))
    with ilse.transaction(Compartment.team) as session:
        doel = record_doel(session, tom, "Een vaste baan", 1)
        his = service.start_mentorgesprek(session, tom)
        afspraak = record_afspraak(session, tom, his)
    notes = {"doelnotities": {doel: "Proefdag gehad."}}
    with pytest.raises(ValueError, match="a doel of another deelnemer"):
        complete(ilse, gesprek, SAID | notes)
    with (
        pytest.raises(ValueError, match="an actie of another deelnemer"),
        ilse.transaction(Compartment.team) as session,
    ):
        service.change_afspraken_volgorde(session, gesprek, [afspraak])
    with ilse.transaction(Compartment.team) as session:
        wrong = {"mentorgesprek_id": gesprek, "doel_id": doel, "tekst": "Van Tom."}
        session.add(Doelnotitie(deelnemer_id=tom, **wrong))
        session.add(Aanvulling(deelnemer_id=tom, mentorgesprek_id=gesprek, tekst="Van Tom."))
    row = get(ilse, gesprek)
    assert (row.doelnotities, row.aanvullingen) == ({}, ())
    assert row.status is GesprekStatus.concept


def test_no_next_talk_is_needed_when_he_leaves_before_it(
    ilse: Database, people: People, add_man: AddMan
) -> None:
    leaving = add_man("Tom", expected=date(2026, 11, 20), mentoren=(people.ilse,))
    with ilse.transaction(Compartment.team) as session:
        assert service.propose_volgende(session, leaving, TODAY) is None
        last = service.start_mentorgesprek(session, leaving)
    complete(ilse, last, {"eigen_woorden": "Het was goed."})
    with ilse.reading() as session:
        assert len(service.list_gesprekken(session, leaving)) == 1


def test_an_older_talk_recorded_afterwards_plans_nothing_new(
    ilse: Database, people: People, vastgesteld: UUID
) -> None:
    with ilse.transaction(Compartment.team) as session:
        older = service.start_mentorgesprek(session, people.jeffrey, datum=date(2026, 10, 29))
        assert service.propose_volgende(session, people.jeffrey, date(2026, 10, 29)) == TODAY
    complete(ilse, older, {"notitie": "Kort gesproken.", "volgende_datum": TODAY})
    with ilse.reading() as session:
        days = [row.datum for row in service.list_gesprekken(session, people.jeffrey)]
    assert days == [NEXT, TODAY, date(2026, 10, 29)]


def test_a_later_next_day_than_the_planned_one_needs_a_reason(
    ilse: Database, people: People
) -> None:
    with ilse.transaction(Compartment.team) as session:
        service.record_planning(session, people.jeffrey, NEXT)
        older = service.start_mentorgesprek(session, people.jeffrey, datum=date(2026, 11, 11))
    error = refused(ilse, older, SAID | {"volgende_datum": date(2026, 12, 3)})
    assert "verzet dat gesprek met een reden" in error.fields["volgende_datum"]
    complete(ilse, older, SAID | {"volgende_datum": date(2026, 11, 25)})
    with ilse.reading() as session:
        assert service.list_gesprekken(session, people.jeffrey)[0].datum == date(2026, 11, 25)


def test_a_fixed_talk_never_changes_again(ilse: Database, vastgesteld: UUID) -> None:
    def _each(session: Any) -> Iterator[Any]:
        yield lambda: service.complete_mentorgesprek(session, vastgesteld, SAID)
        yield lambda: service.change_mentorgesprek(session, vastgesteld, {"datum": TODAY})
        yield lambda: service.change_planning(session, vastgesteld, tijd=time(9))
        yield lambda: service.record_verzet(session, vastgesteld, "ziek", "", NEXT)
        yield lambda: service.remove_mentorgesprek(session, vastgesteld)

    with ilse.reading() as session:
        for change in _each(session):
            with pytest.raises(UserError, match="Schrijf er een aanvulling bij"):
                change()


def test_an_aanvulling_is_dated_and_by_whom(
    open_as: OpenAs, people: People, vastgesteld: UUID, ilse: Database, clock: Clock
) -> None:
    clock.advance(days=2)
    ruben = open_as(Rol.mentor, medewerker_id=people.ruben)
    with ruben.transaction(Compartment.team) as session:
        service.record_aanvulling(session, vastgesteld, "Noa belde zelf.")
    row = get(ilse, vastgesteld)
    (added,) = row.aanvullingen
    assert (added.tekst, added.geschreven_door) == ("Noa belde zelf.", people.ruben)
    assert added.geschreven_op == clock()
    assert row.aantal_aanvullingen == 1
    assert row.eigen_woorden == "Beter. Ik slaap weer."


def test_an_aanvulling_needs_text_and_a_fixed_talk(
    ilse: Database, people: People, vastgesteld: UUID
) -> None:
    with ilse.reading() as session:
        with pytest.raises(UserError) as caught:
            service.record_aanvulling(session, vastgesteld, " \n ")
        assert "tekst" in caught.value.fields
    with ilse.transaction(Compartment.team) as session:
        concept = service.start_mentorgesprek(session, people.jeffrey)
        with pytest.raises(UserError, match="nog niet vastgesteld"):
            service.record_aanvulling(session, concept, "Nog iets.")


# Prepared -----------------------------------------------------------------------------------


def test_a_talk_is_prepared_from_the_one_before(
    ilse: Database, people: People, gesprek: UUID, clock: Clock
) -> None:
    with ilse.transaction(Compartment.team) as session:
        record_doel(session, people.jeffrey, "Elke maand zelf mijn rekeningen betalen", 2)
        record_doel(session, people.jeffrey, "Noa weer om de week zien", 1)
        agreed = record_afspraak(session, people.jeffrey, gesprek)
        loose = {"wat": "Vervoer regelen", "uitvoerder": "deelnemer"}
        actieplannen.record_actie(session, people.jeffrey, loose)
    complete(ilse, gesprek, SAID)
    clock.advance(days=14)
    with ilse.transaction(Compartment.team) as session:
        service.record_aanvulling(session, gesprek, "Noa belde.")
        following = service.start_mentorgesprek(session, people.jeffrey)
        new = {"wat": "Nieuw van nu", "uitvoerder": "deelnemer", "mentorgesprek_id": following}
        actieplannen.record_actie(session, people.jeffrey, new)
        ready = service.get_voorbereiding(session, following)
    assert ready.vorige is not None
    assert ready.vorige.id == gesprek
    assert [actie.id for actie in ready.vorige_afspraken] == [agreed]
    assert [actie.wat for actie in ready.open_acties] == ["Vervoer regelen"]
    assert [doel.tekst for doel in ready.doelen] == [
        "Noa weer om de week zien",
        "Elke maand zelf mijn rekeningen betalen",
    ]
    assert [line.tekst for line in ready.veranderd] == [
        "Aanvulling op het vorige gesprek, 26 november"
    ]


def test_the_first_talk_has_nothing_before_it(ilse: Database, gesprek: UUID) -> None:
    ready = get(ilse, gesprek).voorbereiding
    assert ready.vorige is None
    assert not ready.vorige_afspraken
    assert not ready.open_acties
    assert not ready.veranderd


def test_reasons_have_words_of_the_house() -> None:
    assert [reden.value for reden in VerzetReden] == [
        "ziek",
        "verlof",
        "rechtszitting",
        "personeel",
        "deelnemer wil niet",
        "anders",
    ]
