"""No combination of kinds and durations passes that the law forbids, and none is refused else.

The expectation here is written anew from the law's words, so that it is a second opinion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product

import pytest

from hvh_desktop.db import Compartment, Database
from hvh_desktop.policy import change_rule, get_value
from hvh_desktop.sancties.maatstaf import regels_of
from hvh_desktop.sancties.maxima import NOT_RESPONSIBLE, Regels, problems
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.words import StrafSoort, Verantwoordelijkheid
from hvh_desktop.text import months_on
from tests.sancties.weighing import MAXIMA, TODAY, regels, straf

KINDS = tuple(StrafSoort)
WEEK_PAY = 1475
LAST = date(2027, 2, 12)
"""Three months after ``TODAY``."""


def amounts(soort: StrafSoort) -> tuple[int, ...]:
    """Around the maximum of this kind: days, times, or cents."""
    most = MAXIMA[soort] * (WEEK_PAY if soort is StrafSoort.boete else 1)
    return tuple(sorted({-1, 0, 1, most - 1, most, most + 1}))


def found(
    straffen: Sequence[StrafRow],
    rules: Regels | None = None,
    tot: date | None = None,
    can: Verantwoordelijkheid = Verantwoordelijkheid.volledig,
) -> dict[str, str]:
    if tot is None and any(one.voorwaardelijk > 0 for one in straffen):
        tot = LAST
    return problems(
        straffen,
        rules or regels(),
        proeftijd_tot_datum=tot,
        datum=TODAY,
        verantwoordelijkheid=can,
    )


def is_lawful(straffen: Sequence[StrafRow]) -> bool:
    """Article 51, written down once more and otherwise: by what he undergoes, per kind."""
    undergoes: dict[StrafSoort, int] = {}
    for one in straffen:
        instead = one.vervangende_soort
        if one.aantal <= 0 or not 0 <= one.voorwaardelijk <= one.aantal:
            return False
        if StrafSoort.bezoek in (one.soort, instead) and not one.bezoek_reden:
            return False
        if one.soort is StrafSoort.boete:
            if one.aantal > 2 * (one.weekloon_centen or 0):
                return False
            if instead in (None, StrafSoort.boete) or (one.vervangende_dagen or 0) < 1:
                return False
            assert instead is not None
            days = one.vervangende_dagen or 0
            undergoes[instead] = undergoes.get(instead, 0) + days
        else:
            undergoes[one.soort] = undergoes.get(one.soort, 0) + one.aantal
    if len({one.soort for one in straffen}) < len(straffen):
        return False
    locked = undergoes.get(StrafSoort.opsluiting, 0) + undergoes.get(StrafSoort.uitsluiting, 0)
    return locked <= 14 and all(days <= MAXIMA[soort] for soort, days in undergoes.items())


def agree(straffen: Sequence[StrafRow]) -> None:
    told = found(straffen)
    assert bool(told) is not is_lawful(straffen), (straffen, told)


# Every kind, every pair, every part -------------------------------------------------------------


@pytest.mark.parametrize("soort", KINDS)
def test_each_kind_around_its_maximum(soort: StrafSoort) -> None:
    for amount in amounts(soort):
        for part in sorted({-1, 0, 1, amount - 1, amount, amount + 1}):
            agree([straf(soort, amount, part)])


@pytest.mark.parametrize(("one", "other"), list(combinations(KINDS, 2)))
def test_each_pair_around_both_maxima(one: StrafSoort, other: StrafSoort) -> None:
    for first, second in product(amounts(one), amounts(other)):
        agree([straf(one, first), straf(other, second)])
        agree([straf(one, first, max(first, 0)), straf(other, second)])


def test_opsluiting_and_uitsluiting_together_over_all_days() -> None:
    for locked, kept_out in product(range(1, 16), range(1, 16)):
        agree([straf(StrafSoort.opsluiting, locked), straf(StrafSoort.uitsluiting, kept_out)])


def test_voorwaardelijke_days_count_for_the_combination() -> None:
    pair = [straf(StrafSoort.opsluiting, 8, 8), straf(StrafSoort.uitsluiting, 7, 7)]
    assert "straffen" in found(pair)


def substitutes() -> Iterator[StrafRow]:
    for soort in (None, *KINDS):
        most = MAXIMA[soort] if soort else 1
        for days in (None, 0, 1, most - 1, most, most + 1):
            for reason in ("", "Het kwam mee met dit bezoek."):
                yield straf(
                    StrafSoort.boete,
                    WEEK_PAY,
                    vervangende_soort=soort,
                    vervangende_dagen=days,
                    bezoek_reden=reason,
                )


def test_a_fine_with_each_substitute_alone() -> None:
    for fine in substitutes():
        agree([fine])


@pytest.mark.parametrize("soort", [one for one in KINDS if one is not StrafSoort.boete])
def test_a_fine_with_each_substitute_beside_each_kind(soort: StrafSoort) -> None:
    for fine, amount in product(substitutes(), amounts(soort)):
        agree([straf(soort, amount), fine])
        agree([fine, straf(soort, amount)])


def test_three_and_more_at_once() -> None:
    days = (1, 7, 13)
    for locked, kept_out, instead in product(days, days, days):
        fine = straf(StrafSoort.boete, WEEK_PAY, vervangende_dagen=instead)
        three = [straf(StrafSoort.opsluiting, locked), straf(StrafSoort.uitsluiting, kept_out)]
        agree([*three, fine])
        agree([*three, fine, straf(StrafSoort.bezoek, 28), straf(StrafSoort.verlof, 1)])


@pytest.mark.parametrize("soort", KINDS)
def test_no_kind_twice(soort: StrafSoort) -> None:
    assert "twee keer" in found([straf(soort, 1), straf(soort, 1)])["straffen"]


# Single rules, and where the sentence stands ----------------------------------------------------


@pytest.mark.parametrize("soort", KINDS)
def test_nothing_without_responsibility(soort: StrafSoort) -> None:
    for amount in amounts(soort):
        told = found([straf(soort, amount)], can=Verantwoordelijkheid.niet)
        assert told == {"straffen": NOT_RESPONSIBLE}
    assert found([], can=Verantwoordelijkheid.niet) == {}
    assert found([straf(soort, 1)], can=Verantwoordelijkheid.verminderd) == {}


def test_a_visit_only_with_its_reason() -> None:
    told = found([straf(StrafSoort.verlof, 1), straf(StrafSoort.bezoek, 7, bezoek_reden=" ")])
    assert list(told) == ["straf_2_bezoek_reden"]


def test_a_fine_is_measured_by_his_own_pay() -> None:
    assert found([straf(StrafSoort.boete, 2950)]) == {}
    told = found([straf(StrafSoort.boete, 2951)])
    assert told == {
        "straf_1_aantal": "Een boete is ten hoogste 2 weeklonen. Bij hem is dat € 29,50."
    }
    assert list(found([straf(StrafSoort.boete, 100, weekloon_centen=None)])) == [
        "straf_1_weekloon_centen"
    ]


def test_too_long_is_told_once_and_at_its_own_field() -> None:
    told = found([straf(StrafSoort.opsluiting, 15)])
    assert told == {"straf_1_aantal": "Opsluiting duurt ten hoogste 14 dagen."}


# The proeftijd ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tot", "is_right"),
    [
        (None, False),
        (TODAY - timedelta(days=1), False),
        (TODAY, False),
        (TODAY + timedelta(days=1), True),
        (LAST - timedelta(days=1), True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
@pytest.mark.parametrize("soort", KINDS)
def test_a_proeftijd_for_each_kind(soort: StrafSoort, tot: date | None, is_right: bool) -> None:
    told = problems(
        [straf(soort, 1, 1)],
        regels(),
        proeftijd_tot_datum=tot,
        datum=TODAY,
        verantwoordelijkheid=Verantwoordelijkheid.volledig,
    )
    assert list(told) == ([] if is_right else ["proeftijd_tot_datum"])


def test_no_proeftijd_without_a_voorwaardelijk_part() -> None:
    assert list(found([straf(StrafSoort.opsluiting, 3)], tot=LAST)) == ["proeftijd_tot_datum"]
    assert list(found([], tot=LAST)) == ["proeftijd_tot_datum"]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
    ],
)
def test_months_on_the_calendar(day: date, months: int, then: date) -> None:
    assert months_on(day, months) == then


# The table decides ------------------------------------------------------------------------------

NEW_LAW = date(2026, 11, 1)


def change(database: Database, sleutel: str, waarde: object) -> None:
    with database.transaction(Compartment.register) as session:
        change_rule(session, sleutel, waarde, NEW_LAW, "Proef van 1 november 2026")


def test_the_brought_table_is_the_law_as_it_was_read(database: Database) -> None:
    with database.reading() as session:
        brought = regels_of(session, TODAY)
    assert {soort: brought.maximum(soort) for soort in KINDS} == MAXIMA
    assert (brought.combinatie_dagen.waarde, brought.proeftijd_maanden.waarde) == (14, 3)


@pytest.mark.parametrize("soort", KINDS)
def test_another_maximum_counts_from_its_day_and_not_before(
    database: Database, soort: StrafSoort
) -> None:
    with database.reading() as session:
        rows = get_value(session, "sanctie_maxima")
    wanted = 3 if soort is StrafSoort.verlof else 1 if soort is StrafSoort.boete else 5
    changed = [
        {**row, "maximum": wanted if row["sleutel"] == soort else row["maximum"]} for row in rows
    ]
    change(database, "sanctie_maxima", changed)
    with database.reading() as session:
        old, new = regels_of(session, date(2026, 10, 31)), regels_of(session, NEW_LAW)
    unit = WEEK_PAY if soort is StrafSoort.boete else 1
    most, before = straf(soort, wanted * unit), straf(soort, MAXIMA[soort] * unit)
    bigger, smaller = (most, before) if most.aantal > before.aantal else (before, most)
    loose, tight = (new, old) if bigger is most else (old, new)
    assert (found([bigger], loose), found([smaller], tight)) == ({}, {})
    assert list(found([bigger], tight)) == ["straf_1_aantal"]


def test_another_combination_and_proeftijd_count_from_their_day(database: Database) -> None:
    change(database, "sanctie_combinatie_dagen", 10)
    change(database, "sanctie_proeftijd_maanden", 1)
    with database.reading() as session:
        old, new = regels_of(session, date(2026, 10, 31)), regels_of(session, NEW_LAW)
    pair = [straf(StrafSoort.opsluiting, 6), straf(StrafSoort.uitsluiting, 5)]
    assert (list(found(pair, old)), list(found(pair, new))) == ([], ["straffen"])
    assert list(found([straf(StrafSoort.opsluiting, 12)], new)) == ["straffen"]
    part = [straf(StrafSoort.opsluiting, 3, 3)]
    assert found(part, old, tot=LAST) == {}
    assert list(found(part, new, tot=LAST)) == ["proeftijd_tot_datum"]
