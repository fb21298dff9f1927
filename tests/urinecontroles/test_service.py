"""A check from order to second look, on real encrypted files, with the clock in the hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.db import AMSTERDAM, Compartment
from hvh_desktop.errors import UserError
from hvh_desktop.policy import change_rule
from hvh_desktop.urinecontroles import service
from hvh_desktop.urinecontroles.model import (
    Heronderzoek,
    NieuwGebruik,
    Stofuitslag,
    UrineUitslag,
)
from hvh_desktop.urinecontroles.rows import StofInvoer, Wacht
from tests.urinecontroles.house import TODAY, House, found, order_values


def refused(home: House, what: Any, *given: Any) -> UserError:
    with pytest.raises(UserError) as problem:
        home.do(what, *given)
    return problem.value


def lopend(home: House) -> list[Any]:
    with home.mentor.reading() as session:
        return service.list_lopend(session)


def listed(home: House, **other: Any) -> list[UUID]:
    with home.mentor.reading() as session:
        return [row.id for row in service.list_urinecontroles(session, **other)]


# The order ------------------------------------------------------------------------------------


def test_from_the_order_he_has_four_hours(home: House) -> None:
    detail = home.get(home.order())
    assert detail.row.uitslag is UrineUitslag.gevraagd
    assert detail.gelegenheid_tot == datetime(2026, 11, 12, 13, 0, tzinfo=AMSTERDAM)
    assert detail.wacht is Wacht.gelegenheid
    assert detail.wacht_op == "Hij heeft tot 13.00 uur de tijd, nog 2 uur en 30 minuten."
    assert detail.medewerker == "Ilse"


def test_when_his_hours_are_over_it_says_so(home: House) -> None:
    key = home.order()
    home.clock.advance(hours=2, minutes=30)
    detail = home.get(key)
    assert detail.wacht_op.startswith("Zijn tijd was om 13.00 uur voorbij.")


def test_the_hours_go_on_when_summer_time_ends(home: House) -> None:
    home.clock.now = datetime(2026, 10, 25, 8, 0, tzinfo=UTC)
    key = home.order(opdracht_datum=date(2026, 10, 25), opdracht_tijd=time(0, 30))
    assert home.get(key).gelegenheid_tot == datetime(2026, 10, 25, 3, 30, tzinfo=AMSTERDAM)


def test_the_hours_are_those_of_policy_on_that_day(home: House) -> None:
    with home.casemanager.transaction(Compartment.register) as session:
        change_rule(session, "urinecontrole_gelegenheid_uren", 2, date(2026, 11, 12), "Besluit")
    old = home.order(opdracht_datum=date(2026, 11, 11), opdracht_tijd=time(9, 0))
    assert home.get(old).gelegenheid_tot.astimezone(AMSTERDAM).hour == 13
    assert home.get(home.order()).gelegenheid_tot.astimezone(AMSTERDAM).hour == 11


def test_a_suspicion_asks_for_a_reason(home: House) -> None:
    problem = refused(
        home, service.record_urinecontrole, home.deelnemer_id, order_values(reden="", stoffen=())
    )
    assert set(problem.fields) == {"reden", "stoffen"}
    home.order(aanleiding="steekproef", reden="")


@pytest.mark.parametrize(
    ("day", "hour", "field"),
    [(date(2026, 11, 13), time(9, 0), "opdracht_datum"), (TODAY, time(10, 31), "opdracht_tijd")],
)
def test_an_order_is_not_in_the_future(home: House, day: date, hour: time, field: str) -> None:
    values = order_values(opdracht_datum=day, opdracht_tijd=hour)
    problem = refused(home, service.record_urinecontrole, home.deelnemer_id, values)
    assert set(problem.fields) == {field}


def test_the_order_changes_until_he_gave_urine(home: House) -> None:
    key = home.order()
    home.do(service.change_urinecontrole, key, {"stoffen": ("alcohol",)})
    assert home.get(key).row.stoffen == ("alcohol",)
    home.take(key)
    refused(home, service.change_urinecontrole, key, {"stoffen": ("cannabis",)})


# Tubes ----------------------------------------------------------------------------------------


def test_a_tube_has_a_number_of_its_own(home: House) -> None:
    home.take(home.order(), "A-1", nummer_tweede="A-2")
    other = home.order(home.ander_id)
    values = {"afname_datum": TODAY, "afname_tijd": time(9, 40), "nummer": "A-2"}
    problem = refused(home, service.record_afname, other, values | {"nummer_tweede": "A-2"})
    assert problem.fields["nummer"].startswith(
        "Dit nummer staat al op een buis van 12 november 2026."
    )
    home.take(other, "A-3", nummer_tweede="A-4")
    problem = refused(
        home,
        service.record_urinecontrole,
        home.deelnemer_id,
        order_values(nummer="A-5", nummer_tweede="A-5"),
    )
    assert set(problem.fields) == {"nummer_tweede"}


def test_what_is_taken_off_gives_its_number_back(home: House) -> None:
    key = home.order(nummer="A-1")
    assert "reden" in refused(home, service.remove_urinecontrole, key, " ").fields
    home.do(service.remove_urinecontrole, key, "Bij de verkeerde man.")
    assert listed(home) == []
    assert lopend(home) == []
    detail = home.get(key)
    assert detail.is_vervallen
    assert detail.vervallen_reden == "Bij de verkeerde man."
    assert home.get(home.order(home.ander_id, nummer="A-1")).row.nummer == "A-1"
    refused(home, service.record_afname, key, {})


def test_urine_is_not_given_before_the_order(home: House) -> None:
    values = {"afname_datum": TODAY, "afname_tijd": time(8, 59), "nummer": "A-1"}
    problem = refused(home, service.record_afname, home.order(), values)
    assert "vóór de opdracht" in problem.fields["afname_tijd"]


def test_the_second_tube_is_kept_two_weeks(home: House) -> None:
    key = home.order()
    home.take(key, "A-1", nummer_tweede="A-2")
    detail = home.get(key)
    assert detail.bewaard_tot == date(2026, 11, 26)
    assert (detail.row.nummer, detail.nummer_tweede) == ("A-1", "A-2")
    assert detail.wacht is Wacht.laboratorium


# Refusal --------------------------------------------------------------------------------------


def test_no_refusal_while_his_hours_run(home: House) -> None:
    key = home.order()
    problem = refused(home, service.record_weigering, key, {"datum": TODAY})
    assert problem.fields["is_nee"].startswith("Hij heeft nog tot 13.00 uur de tijd.")
    home.clock.advance(hours=2, minutes=29, seconds=59)
    refused(home, service.record_weigering, key, {"datum": TODAY})
    home.clock.advance(seconds=1)
    home.do(service.record_weigering, key, {"datum": TODAY})
    detail = home.get(key)
    assert detail.row.uitslag is UrineUitslag.geweigerd
    assert detail.wacht is None
    assert detail.row.nummer == ""


def test_he_says_no_with_his_words(home: House) -> None:
    key = home.order()
    problem = refused(home, service.record_weigering, key, {"datum": TODAY, "is_nee": True})
    assert set(problem.fields) == {"toelichting"}
    said = {"datum": TODAY, "is_nee": True, "toelichting": "“Ik plas niet voor jullie.”"}
    home.do(service.record_weigering, key, said)
    assert home.get(key).toelichting == "“Ik plas niet voor jullie.”"
    refused(home, service.record_weigering, key, said)
    refused(home, service.record_uitslag, key, {"uitslag_datum": TODAY, "stoffen": found()})


# The result -----------------------------------------------------------------------------------


def test_the_result_asks_every_substance(home: House) -> None:
    key = home.order()
    refused(home, service.record_uitslag, key, {"uitslag_datum": TODAY, "stoffen": found()})
    home.take(key)
    some = found(asked=("cannabis",))
    problem = refused(home, service.record_uitslag, key, {"uitslag_datum": TODAY, "stoffen": some})
    assert problem.fields == {"stoffen": "Vul ook in wat er gevonden is van: cocaïne."}
    twice = (*found(), *some)
    refused(home, service.record_uitslag, key, {"uitslag_datum": TODAY, "stoffen": twice})
    home.result(key, "cannabis")
    detail = home.get(key)
    assert detail.row.uitslag is UrineUitslag.positief
    assert detail.row.positief == ("cannabis",)
    assert detail.row.hoeveelste == 1
    assert [(one.stof, one.waarde) for one in detail.stoffen] == [
        ("cannabis", "62 ng/ml"),
        ("cocaïne", "62 ng/ml"),
    ]
    assert detail.wacht is Wacht.mededelen


def test_what_medicine_explains_does_not_count(home: House) -> None:
    key = home.order(stoffen=("opiaten",))
    home.take(key)
    stof = StofInvoer("opiaten", Stofuitslag.positief, "", is_verklaard=True)
    home.do(service.record_uitslag, key, {"uitslag_datum": TODAY, "stoffen": (stof,)})
    detail = home.get(key)
    assert detail.row.uitslag is UrineUitslag.negatief
    assert detail.row.positief == ()
    assert detail.row.hoeveelste is None
    assert detail.stoffen[0].is_verklaard
    wrong = StofInvoer("opiaten", Stofuitslag.negatief, "", is_verklaard=True)
    problem = refused(
        home, service.record_uitslag, key, {"uitslag_datum": TODAY, "stoffen": (wrong,)}
    )
    assert set(problem.fields) == {"stof_1_is_verklaard"}


def test_until_he_knows_it_the_result_may_be_written_again(home: House) -> None:
    key = home.order()
    home.take(key)
    home.result(key, "cannabis")
    home.result(key)
    assert home.get(key).row.uitslag is UrineUitslag.negatief
    assert len(home.get(key).stoffen) == 2
    home.tell(key)
    values = {"uitslag_datum": TODAY, "stoffen": found("cannabis")}
    assert "Hij kent de uitslag al" in refused(home, service.record_uitslag, key, values).text


def test_tampering_asks_how_it_was_seen(home: House) -> None:
    key = home.order()
    values = {"uitslag_datum": TODAY, "is_geknoeid": True}
    assert set(refused(home, service.record_uitslag, key, values).fields) == {"toelichting"}
    home.do(service.record_uitslag, key, values | {"toelichting": "Er was water bij gedaan."})
    detail = home.get(key)
    assert detail.row.uitslag is UrineUitslag.geknoeid
    assert detail.row.hoeveelste is None


def test_he_is_told_with_day_time_and_by_whom(home: House) -> None:
    key = home.order()
    refused(home, service.record_meegedeeld, key, {})
    home.take(key)
    home.result(key, "cannabis")
    late = {"meegedeeld_datum": TODAY, "meegedeeld_tijd": time(10, 31)}
    assert set(refused(home, service.record_meegedeeld, key, late).fields) == {"meegedeeld_tijd"}
    home.tell(key)
    detail = home.get(key)
    assert (detail.meegedeeld_tijd, detail.meegedeeld_door) == (time(10, 15), "Ilse")
    assert detail.heronderzoek_tot == datetime(2026, 11, 13, 10, 15, tzinfo=AMSTERDAM)
    refused(home, service.record_meegedeeld, key, late)


# The second look ------------------------------------------------------------------------------


def told(home: House, *positive: str) -> UUID:
    key = home.order()
    home.take(key)
    home.result(key, *positive)
    home.tell(key)
    return key


def ask(home: House, key: UUID, day: date, clock: time) -> None:
    values = {"heronderzoek_datum": day, "heronderzoek_tijd": clock}
    home.do(service.record_heronderzoek, key, values)


def test_within_a_day_he_may_ask_for_a_second_look(home: House) -> None:
    key = told(home, "cannabis")
    home.clock.advance(days=1)
    with pytest.raises(UserError) as early:
        ask(home, key, TODAY, time(10, 14))
    assert set(early.value.fields) == {"heronderzoek_tijd"}
    with pytest.raises(UserError) as late:
        ask(home, key, date(2026, 11, 13), time(10, 16))
    assert "Alleen de directeur" in late.value.fields["heronderzoek_tijd"]
    ask(home, key, date(2026, 11, 13), time(10, 15))
    detail = home.get(key)
    assert detail.wacht is Wacht.heronderzoek
    assert "gaat niet in" in detail.wacht_op
    with home.psycholoog.reading() as session:
        assert service.is_heronderzoek(session, key)


def test_a_negative_result_has_no_second_look(home: House) -> None:
    key = told(home)
    with pytest.raises(UserError, match="positieve uitslag"):
        ask(home, key, TODAY, time(10, 20))


@pytest.mark.parametrize(
    ("answer", "became", "number"),
    [("ja", Heronderzoek.bevestigd, 1), ("nee", Heronderzoek.niet_bevestigd, None)],
)
def test_the_second_look_decides(
    home: House, answer: str, became: Heronderzoek, number: int | None
) -> None:
    key = told(home, "cannabis")
    values = {"heronderzoek_uitslag_datum": TODAY, "bevestigd": answer}
    refused(home, service.record_heruitslag, key, values)
    ask(home, key, TODAY, time(10, 20))
    home.do(service.record_heruitslag, key, values)
    row = home.get(key).row
    assert (row.heronderzoek, row.hoeveelste) == (became, number)
    assert row.positief == (("cannabis",) if number else ())
    with home.mentor.reading() as session:
        assert not service.is_heronderzoek(session, key)
    refused(home, service.record_heruitslag, key, values)


# New use --------------------------------------------------------------------------------------


def test_cannabis_stays_visible_for_weeks(home: House) -> None:
    first = home.past_positive(date(2026, 10, 1), "B-1", "cannabis", "cocaïne")
    key = home.order()
    home.take(key, "B-2")
    home.result(key, "cannabis", "cocaïne")
    detail = home.get(key)
    assert [(one.urinecontrole_id, one.stof) for one in detail.eerdere] == [(first, "cannabis")]
    assert detail.row.hoeveelste == 2
    assert home.get(first).eerdere == ()
    home.do(service.change_nieuw_gebruik, key, NieuwGebruik.nee)
    assert home.get(key).row.nieuw_gebruik is NieuwGebruik.nee


def test_after_that_term_it_is_not_said(home: House) -> None:
    home.past_positive(date(2026, 9, 30), "B-1", "cannabis")
    key = home.order()
    home.take(key, "B-2")
    home.result(key, "cannabis")
    assert home.get(key).eerdere == ()


def test_new_use_belongs_to_a_positive_result(home: House) -> None:
    key = home.order()
    refused(home, service.change_nieuw_gebruik, key, NieuwGebruik.ja)


# Lists and counts -----------------------------------------------------------------------------


def test_what_runs_is_on_top(home: House) -> None:
    lab = home.order()
    home.take(lab, "C-1")
    untold = home.order(home.ander_id)
    home.take(untold, "C-2")
    home.result(untold, "cocaïne")
    again = told(home, "cannabis")
    ask(home, again, TODAY, time(10, 20))
    asked = home.order(home.ander_id, opdracht_tijd=time(6, 0))
    done = told_other(home)
    assert [(one.row.id, one.is_te_laat) for one in lopend(home)] == [
        (asked, True),
        (untold, False),
        (again, False),
        (lab, False),
    ]
    assert set(listed(home)) == {lab, untold, again, asked, done}
    assert listed(home, deelnemer_id=home.deelnemer_id, from_day=TODAY) != []
    assert listed(home, to_day=date(2026, 11, 11)) == [done]


def told_other(home: House) -> UUID:
    return home.past_positive(date(2026, 11, 2), "C-9")


def test_counts_have_no_names(home: House) -> None:
    first = home.past_positive(date(2026, 11, 2), "D-1", "cannabis")
    home.past_positive(date(2026, 11, 3), "D-2", "cannabis", deelnemer_id=home.ander_id)
    home.past_positive(date(2026, 11, 4), "D-3")
    home.past_positive(date(2026, 10, 4), "D-4", "cocaïne")
    home.do(service.change_nieuw_gebruik, first, NieuwGebruik.ja)
    with home.psycholoog.reading() as session:
        counts = service.count_stoffen(session, date(2026, 11, 1), TODAY)
    assert [
        (one.stof, one.gecontroleerd, one.positief, one.nieuw_ja, one.nieuw_onbekend)
        for one in counts
    ] == [("cannabis", 3, 2, 1, 1), ("cocaïne", 3, 0, 0, 0)]


# Rights ---------------------------------------------------------------------------------------


def test_the_psycholoog_reads_and_does_not_write(home: House) -> None:
    key = home.order()
    with home.psycholoog.reading() as session:
        assert service.get_urinecontrole(session, key).row.id == key
    with (
        pytest.raises(UserError, match="hoort niet bij je rol"),
        home.psycholoog.transaction(Compartment.team) as session,
    ):
        service.remove_urinecontrole(session, key, "Fout.")
