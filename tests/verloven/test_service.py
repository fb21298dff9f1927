"""Verlof and work through their services, on real encrypted files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hvh_desktop.actieplannen.service import remove_doel
from hvh_desktop.db import Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.verloven import service
from hvh_desktop.verloven.form import euros, parse_euros
from hvh_desktop.verloven.model import VerlofStatus
from hvh_desktop.verloven.words import times_words, waits_words, when_words, work_name, work_words
from tests.verloven.house import House

TODAY = date(2026, 11, 12)


def refused(home: House, what: Any, *given: Any) -> UserError:
    with pytest.raises(UserError) as problem:
        home.do(what, *given)
    return problem.value


# Verlof ---------------------------------------------------------------------------------------


def test_a_verlof_says_its_four_things(home: House) -> None:
    row = home.get(home.record())
    assert row.doel == "Ik wil werk in het groen."
    assert row.bijdrage == "Hij ziet of het werk bij hem past."
    assert times_words(row) == "één keer, van 9.00 tot 17.00 uur"
    assert when_words(row) == "vrijdag 20 november 2026"
    assert row.status is VerlofStatus.voorbereiding
    assert waits_words(row, TODAY) == "Aangevraagd op 2 november 2026. Het besluit komt nog."


@pytest.mark.parametrize("field", ["doel_id", "bijdrage", "oogmerk", "duur", "aantal"])
def test_without_one_of_them_it_is_refused(home: House, field: str) -> None:
    values = home.values(**{field: None})
    problem = refused(home, service.record_verlof, home.deelnemer_id, values)
    assert set(problem.fields) == {field}


def test_incidenteel_verlof_needs_no_doel(home: House) -> None:
    key = home.record(soort="incidenteel", doel_id=None, bijdrage="", oogmerk="Een begrafenis.")
    assert home.get(key).doel == ""


def test_a_bba_resident_has_no_plan_to_hang_it_on(home: House) -> None:
    key = home.record(home.bba_id, soort="extramurale arbeid", doel_id=None, bijdrage="")
    assert home.get(key).doel_id is None
    problem = refused(home, service.record_verlof, home.bba_id, home.values())
    assert set(problem.fields) == {"doel_id"}, "a doel of somebody else"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"eind_datum": date(2026, 11, 19)}, "eind_datum"),
        ({"eind_datum": date(2026, 11, 21)}, "eind_datum"),
        ({"aanvraag_datum": date(2026, 11, 21)}, "aanvraag_datum"),
        ({"aantal": 0}, "aantal"),
        ({"soort": "vakantie"}, "soort"),
    ],
)
def test_what_cannot_be_is_refused(home: House, other: dict[str, Any], field: str) -> None:
    problem = refused(home, service.record_verlof, home.deelnemer_id, home.values(**other))
    assert set(problem.fields) == {field}


def test_short_verlof_may_come_back(home: House) -> None:
    row = home.get(home.record(eind_datum=date(2026, 12, 18), aantal=5))
    assert when_words(row) == "20 november tot en met 18 december 2026"
    assert times_words(row).startswith("5 keer")


def test_a_closed_doel_is_kept_and_not_offered(home: House) -> None:
    key = home.record()
    with home.casemanager.transaction(Compartment.team) as session:
        remove_doel(session, home.doel_id, "Hij wil iets anders.")
    refused(home, service.record_verlof, home.deelnemer_id, home.values())
    home.do(service.change_verlof, key, {"duur": "Een halve dag"})
    assert home.get(key).duur == "Een halve dag"


def test_granted_had_and_how_it_went(home: House) -> None:
    key = home.record()
    home.do(service.change_verlofstatus, key, VerlofStatus.toegekend)
    assert "verandert niet meer" in refused(home, service.change_verlof, key, {"aantal": 2}).text
    assert "nog niet voorbij" in refused(home, service.complete_verlof, key, "Goed.").text
    home.clock.advance(days=8)
    assert waits_words(home.get(key), date(2026, 11, 20)).startswith("Het verlof is geweest.")
    assert set(refused(home, service.complete_verlof, key, " ").fields) == {"evaluatie"}
    home.do(service.complete_verlof, key, "Hij was op tijd terug.")
    row = home.get(key)
    assert (row.status, row.evaluatie) == (VerlofStatus.gehad, "Hij was op tijd terug.")


@pytest.mark.parametrize("status", [VerlofStatus.geweigerd, VerlofStatus.ingetrokken])
def test_an_end_asks_why(home: House, status: VerlofStatus) -> None:
    key = home.record()
    assert set(refused(home, service.change_verlofstatus, key, status).fields) == {"reden"}
    home.do(service.change_verlofstatus, key, status, "De werkgever zegde af.")
    assert home.get(key).status_reden == "De werkgever zegde af."
    problem = refused(home, service.change_verlofstatus, key, VerlofStatus.toegekend)
    assert "Dit verlof is afgesloten." in problem.text


def test_a_step_that_may_not_follow_says_what_may(home: House) -> None:
    key = home.record()
    problem = refused(home, service.complete_verlof, key, "Goed.")
    assert problem.text.endswith("Wel: ‘toegekend’, ‘geweigerd’ of ‘ingetrokken’.")
    home.do(service.change_verlofstatus, key, VerlofStatus.toegekend)
    refused(home, service.change_verlofstatus, key, VerlofStatus.gehad)
    refused(home, service.change_verlofstatus, key, VerlofStatus.geweigerd, "Toch niet.")


def test_a_wrong_step_is_taken_back(home: House) -> None:
    key = home.record()
    refused(home, service.reopen_verlof, key, "Fout.")
    home.do(service.change_verlofstatus, key, VerlofStatus.geweigerd, "Verkeerde man.")
    assert set(refused(home, service.reopen_verlof, key, "").fields) == {"reden"}
    home.do(service.reopen_verlof, key, "Verkeerde regel aangeklikt.")
    assert home.get(key).status is VerlofStatus.voorbereiding


def test_what_is_coming_comes_soonest_first(home: House) -> None:
    later = home.record(begin_datum=date(2026, 12, 4))
    soon = home.record()
    gone = home.record(begin_datum=date(2026, 11, 5), aanvraag_datum=None)
    off = home.record(begin_datum=date(2026, 11, 14))
    home.do(service.change_verlofstatus, off, VerlofStatus.ingetrokken, "Ziek.")
    assert home.listed(only_coming=True) == [soon, later]
    assert home.listed() == [later, soon, off, gone]


def test_the_mentor_reads_verlof_and_does_not_write_it(home: House) -> None:
    key = home.record()
    with (
        pytest.raises(UserError, match="casemanager"),
        home.mentor.transaction(Compartment.team) as session,
    ):
        service.change_verlofstatus(session, key, VerlofStatus.toegekend)


# Work -----------------------------------------------------------------------------------------


def test_his_work_now(home: House) -> None:
    assert home.find_work() is None
    home.work(tot_datum=date(2026, 11, 11))
    assert home.find_work() is None
    home.work(soort="in het huis", plek="keuken", uren=4, weekloon="")
    home.work(soort="groenvoorziening", plek="park", uren=20, weekloon="€ 16")
    found = home.find_work()
    assert found is not None
    assert work_name(found) == "De groenvoorziening, park"
    assert work_words(found) == "20 uur per week, weekloon € 16,00"
    with home.mentor.reading() as session:
        rows = service.list_werkplekken(session, home.deelnemer_id)
    assert [row.is_nu for row in rows] == [True, True, False]


def test_he_stops_and_a_mistake_goes(home: House) -> None:
    key = home.work()
    with home.mentor.transaction(Compartment.team) as session:
        with pytest.raises(UserError):
            service.complete_werkplek(session, key, date(2026, 8, 2))
        service.complete_werkplek(session, key, date(2026, 11, 20))
    found = home.find_work()
    assert found is not None
    assert found.tot_datum == date(2026, 11, 20)
    home.clock.advance(days=9)
    assert home.find_work() is None
    home.do(service.remove_werkplek, key)
    with home.mentor.reading() as session:
        assert service.list_werkplekken(session, home.deelnemer_id) == []
    home.do(service.reopen_werkplek, key)
    with home.mentor.reading() as session:
        assert service.get_werkplek(session, key).uren == 24


def test_work_changes_with_its_wage(home: House) -> None:
    key = home.work()
    home.do(service.change_werkplek, key, {"uren": 30})
    home.do(service.change_werkplek, key, {"weekloon_centen": 2000})
    row = home.find_work()
    assert row is not None
    assert (row.uren, row.weekloon_centen) == (30, 2000)
    home.do(service.change_werkplek, key, {"weekloon": ""})
    row = home.find_work()
    assert row is not None
    assert row.weekloon_centen is None


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"uren": 0}, "uren"),
        ({"weekloon": "veertien"}, "weekloon"),
        ({"weekloon": "1475"}, "weekloon"),
        ({"tot_datum": date(2026, 8, 2)}, "tot_datum"),
    ],
)
def test_work_that_cannot_be(home: House, other: dict[str, Any], field: str) -> None:
    with pytest.raises(UserError) as problem:
        home.work(**other)
    assert set(problem.value.fields) == {field}


def test_another_mentor_does_not_write_his_work(home: House) -> None:
    key = home.work()
    with (
        pytest.raises(UserError, match="eigen deelnemers"),
        home.other_mentor.transaction(Compartment.team) as session,
    ):
        service.complete_werkplek(session, key, TODAY)


@pytest.mark.parametrize(
    ("typed", "cents"), [("14,75", 1475), ("€ 14", 1400), ("14.5", 1450), ("0,05", 5)]
)
def test_euros_are_read_and_written(typed: str, cents: int) -> None:
    assert parse_euros(typed) == cents
    assert parse_euros(euros(cents)) == cents
