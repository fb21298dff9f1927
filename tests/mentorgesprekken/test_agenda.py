"""The rhythm, planning ahead, putting off, and the next talk of everybody."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.engine import Engine

from hvh_desktop import policy
from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers import service as deelnemers
from hvh_desktop.deelnemers.model import Titel, Verblijf
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken import service
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek, VerzetReden
from tests.conftest import Clock
from tests.mentorgesprekken.conftest import AddMan, People

TODAY = date(2026, 11, 12)


def planned(database: Database, deelnemer_id: UUID, day: date) -> UUID:
    with database.transaction(Compartment.team) as session:
        return service.record_planning(session, deelnemer_id, day, time(10, 30))


def volgende(database: Database, deelnemer_id: UUID) -> service.VolgendGesprek:
    with database.reading() as session:
        return service.list_volgende(session)[deelnemer_id]


# The rhythm ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (date(2026, 11, 12), date(2026, 11, 26)),  # an ordinary Thursday
        (date(2026, 11, 14), date(2026, 11, 30)),  # a Saturday: the Monday after
        (date(2026, 12, 11), date(2026, 12, 28)),  # Eerste Kerstdag on a Friday, then a weekend
        (date(2027, 3, 15), date(2027, 3, 30)),  # Tweede Paasdag
        (date(2027, 4, 13), date(2027, 4, 28)),  # Koningsdag
        (date(2027, 4, 22), date(2027, 5, 7)),  # Hemelvaart on a Thursday
    ],
)
def test_the_next_day_is_two_weeks_on_and_a_working_day(
    ilse: Database, after: date, expected: date
) -> None:
    with ilse.reading() as session:
        assert service.propose_datum(session, after) == expected


@given(day=st.dates(date(2021, 1, 1), date(2040, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_a_working_day_is_never_a_day_of_rest(day: date) -> None:
    found = service.next_workday(day)
    assert service.find_rustdag(found) is None
    assert 0 <= (found - day).days <= 5


def test_a_day_of_rest_has_a_dutch_name() -> None:
    assert service.find_rustdag(date(2026, 12, 25)) == "Eerste kerstdag"
    assert service.find_rustdag(date(2026, 11, 14)) == "zaterdag"
    assert service.find_rustdag(TODAY) is None


def test_the_house_may_choose_another_rhythm(database: Database, ilse: Database) -> None:
    with database.transaction(Compartment.register) as session:
        policy.change_rule(session, "mentorgesprek_ritme_dagen", 7, TODAY, "besluit van het huis")
    with ilse.reading() as session:
        assert service.propose_datum(session, TODAY) == date(2026, 11, 19)


# Planning -----------------------------------------------------------------------------------


def test_a_planned_talk_is_with_his_mentoren(ilse: Database, people: People) -> None:
    gesprek = planned(ilse, people.jeffrey, date(2026, 11, 20))
    with ilse.reading() as session:
        (row,) = service.list_agenda(session, from_day=TODAY, to_day=date(2026, 11, 30))
        assert service.list_agenda(session, from_day=TODAY, to_day=TODAY) == []
    assert row.id == gesprek
    assert row.medewerker_ids == (people.ilse, people.ruben)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 11), "al geweest"),
        (date(2026, 11, 20), "Er staat al een gesprek"),
    ],
)
def test_some_days_cannot_be_planned(ilse: Database, people: People, day: date, words: str) -> None:
    planned(ilse, people.jeffrey, date(2026, 11, 20))
    with pytest.raises(UserError, match=words) as caught:
        planned(ilse, people.jeffrey, day)
    assert "datum" in caught.value.fields


def test_a_planned_talk_comes_forward_but_not_back_without_a_reason(
    ilse: Database, people: People
) -> None:
    gesprek = planned(ilse, people.jeffrey, date(2026, 11, 20))
    with ilse.transaction(Compartment.team) as session:
        service.change_planning(session, gesprek, datum=date(2026, 11, 18), tijd=time(9))
    with (
        pytest.raises(UserError, match="met een reden"),
        ilse.transaction(Compartment.team) as session,
    ):
        service.change_planning(session, gesprek, datum=date(2026, 11, 19))
    assert volgende(ilse, people.jeffrey).datum == date(2026, 11, 18)


# Putting off --------------------------------------------------------------------------------


def test_putting_off_keeps_the_old_one_with_its_reason(ilse: Database, people: People) -> None:
    old = planned(ilse, people.jeffrey, TODAY)
    with ilse.transaction(Compartment.team) as session:
        new = service.record_verzet(session, old, "ziek", "Griep", date(2026, 11, 17))
    with ilse.reading() as session:
        rows = {row.id: row for row in service.list_gesprekken(session, people.jeffrey)}
    assert rows[old].status is GesprekStatus.verzet
    assert rows[old].verzet_reden is VerzetReden.ziek
    assert rows[old].verzet_toelichting == "Griep"
    assert rows[old].verzet_naar_datum == date(2026, 11, 17)
    assert rows[old].verzet_door == people.ilse
    assert (rows[new].status, rows[new].tijd) == (GesprekStatus.gepland, time(10, 30))


@pytest.mark.parametrize(
    ("reden", "toelichting", "day", "field"),
    [
        ("", "", date(2026, 11, 17), "verzet_reden"),
        ("geen zin", "", date(2026, 11, 17), "verzet_reden"),
        ("anders", " ", date(2026, 11, 17), "verzet_toelichting"),
        ("ziek", "", TODAY, "datum"),
        ("ziek", "", date(2026, 11, 1), "datum"),
        ("ziek", "", None, "datum"),
    ],
)
def test_putting_off_needs_a_reason_and_a_later_day(
    ilse: Database, people: People, reden: str, toelichting: str, day: date, field: str
) -> None:
    old = planned(ilse, people.jeffrey, TODAY)
    with (
        pytest.raises(UserError) as caught,
        ilse.transaction(Compartment.team) as session,
    ):
        service.record_verzet(session, old, reden, toelichting, day)
    assert field in caught.value.fields
    assert volgende(ilse, people.jeffrey).mentorgesprek_id == old


def test_what_was_put_off_cannot_be_begun(ilse: Database, people: People) -> None:
    old = planned(ilse, people.jeffrey, TODAY)
    with ilse.transaction(Compartment.team) as session:
        service.record_verzet(session, old, "personeel", "", date(2026, 11, 17))
        with pytest.raises(UserError, match="Ga verder met het nieuwe gesprek"):
            service.change_planning(session, old, tijd=time(9))
        assert service.start_mentorgesprek(session, people.jeffrey) != old


def test_a_missed_one_can_be_put_off_to_the_talk_that_was_held(
    ilse: Database, people: People, clock: Clock
) -> None:
    missed = planned(ilse, people.jeffrey, TODAY)
    clock.advance(days=4)
    with ilse.transaction(Compartment.team) as session:
        held = service.start_mentorgesprek(session, people.jeffrey)
        assert held != missed
        values = {"notitie": "Toch gesproken.", "volgende_datum": date(2026, 11, 30)}
        service.complete_mentorgesprek(session, held, values)
        to = service.record_verzet(session, missed, "personeel", "", date(2026, 11, 16))
    assert to == held
    assert volgende(ilse, people.jeffrey).datum == date(2026, 11, 30)


# The next one of everybody ------------------------------------------------------------------


def test_a_planned_talk_is_the_next_one(ilse: Database, people: People) -> None:
    gesprek = planned(ilse, people.jeffrey, date(2026, 11, 20))
    row = volgende(ilse, people.jeffrey)
    assert row == service.VolgendGesprek(
        mentorgesprek_id=gesprek,
        datum=date(2026, 11, 20),
        tijd=time(10, 30),
        status=GesprekStatus.gepland,
        is_te_laat=False,
        dagen_te_laat=0,
        reden=None,
        verzet_door=None,
    )


def test_without_a_plan_it_is_due_two_weeks_after_he_came(ilse: Database, people: People) -> None:
    row = volgende(ilse, people.jeffrey)
    assert (row.mentorgesprek_id, row.datum) == (None, date(2026, 7, 23))
    assert row.is_te_laat
    assert row.dagen_te_laat == 112


def test_without_a_plan_it_is_due_two_weeks_after_the_last_one(
    ilse: Database, people: People, clock: Clock
) -> None:
    with ilse.transaction(Compartment.team) as session:
        held = service.start_mentorgesprek(session, people.jeffrey)
        values = {"notitie": "Goed.", "volgende_datum": date(2026, 11, 26)}
        service.complete_mentorgesprek(session, held, values)
    clock.advance(days=16)
    row = volgende(ilse, people.jeffrey)
    assert (row.datum, row.dagen_te_laat, row.reden) == (date(2026, 11, 26), 2, None)


def test_late_with_a_reason_counts_from_the_day_that_was_agreed(
    ilse: Database, people: People, clock: Clock
) -> None:
    old = planned(ilse, people.jeffrey, TODAY)
    with ilse.transaction(Compartment.team) as session:
        second = service.record_verzet(session, old, "ziek", "", date(2026, 11, 13))
        service.record_verzet(session, second, "verlof", "", date(2026, 11, 18))
    clock.advance(days=3)
    row = volgende(ilse, people.jeffrey)
    assert (row.datum, row.is_te_laat, row.dagen_te_laat) == (date(2026, 11, 18), True, 3)
    assert (row.reden, row.verzet_door) == (VerzetReden.verlof, people.ilse)


def test_only_present_deelnemers_of_the_house_have_a_next_talk(
    ilse: Database, people: People, add_man: AddMan
) -> None:
    bba = add_man("Bert", titel=Titel.bba)
    gone = add_man("Kees", left=date(2026, 10, 1))
    with ilse.reading() as session:
        found = service.list_volgende(session)
    assert people.jeffrey in found
    assert bba not in found
    assert gone not in found


def test_a_bba_resident_gets_no_talk(ilse: Database, people: People, add_man: AddMan) -> None:
    bba = add_man("Bert", titel=Titel.bba, mentoren=(people.ilse,))
    with pytest.raises(UserError, match="BBA"):
        planned(ilse, bba, date(2026, 11, 20))


def test_the_next_talk_of_everybody_takes_a_handful_of_queries(
    ilse: Database, people: People, add_man: AddMan
) -> None:
    for number in range(12):
        man = add_man(f"Man{number}", mentoren=(people.ilse,))
        if number % 2:
            planned(ilse, man, date(2026, 11, 20))
    statements: list[str] = []

    def note(_c: object, _d: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with ilse.reading() as session:
            assert len(service.list_volgende(session)) == 13
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len([s for s in statements if s.lstrip().startswith("SELECT")]) <= 5


# After he left ------------------------------------------------------------------------------


def test_what_was_planned_after_he_left_is_no_talk_to_come(
    database: Database, ilse: Database, people: People
) -> None:
    gesprek = planned(ilse, people.jeffrey, date(2026, 11, 20))
    earlier = planned(ilse, people.jeffrey, TODAY)
    with database.transaction(Compartment.team) as session:
        stay = session.query(Verblijf).filter_by(deelnemer_id=people.jeffrey).one()
        deelnemers.complete_verblijf(session, stay.id, TODAY, "v.i.")
    with ilse.reading() as session:
        ids = [row.id for row in service.list_gesprekken(session, people.jeffrey)]
        agenda = service.list_agenda(session, from_day=TODAY, to_day=date(2026, 12, 31))
        assert ids == [earlier]
        assert [row.id for row in agenda] == [earlier]
        assert service.find_volgend(session, people.jeffrey, TODAY) is None
        assert service.propose_volgende(session, people.jeffrey, TODAY) is None
        assert session.get_one(Mentorgesprek, gesprek).is_vervallen is False
    with database.transaction(Compartment.team) as session:
        deelnemers.reopen_verblijf(session, stay.id)
    with ilse.reading() as session:
        found = service.find_volgend(session, people.jeffrey, TODAY)
        assert found is not None
        assert found.id == gesprek


def test_who_comes_back_is_not_late_for_a_talk_of_before(
    database: Database, ilse: Database, people: People
) -> None:
    planned(ilse, people.jeffrey, date(2026, 11, 20))
    with database.transaction(Compartment.team) as session:
        stay = session.query(Verblijf).filter_by(deelnemer_id=people.jeffrey).one()
        deelnemers.complete_verblijf(session, stay.id, date(2026, 11, 10), "v.i.")
        back = {"begin_datum": date(2026, 11, 23), "plaats_nummer": None}
        deelnemers.record_verblijf(session, people.jeffrey, back)
    with ilse.reading() as session:
        assert service.list_gesprekken(session, people.jeffrey) == []
