"""Later rounds: nothing heavier than there was, no longer proeftijd, and a revision replaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from hvh_desktop.errors import UserError
from hvh_desktop.forms import MAX_LINE
from hvh_desktop.sancties import alternatieven
from hvh_desktop.sancties.alternatieven import MAX_AFSPRAAK, Maat
from hvh_desktop.sancties.rows import BeslissingRow, StrafRow
from hvh_desktop.sancties.ruimte import NOT_BROKEN, Ruimte, problems, ruimte_of, uitkomst_of
from hvh_desktop.sancties.words import (
    AlternatiefSoort,
    BeklagStatus,
    RondeAanleiding,
    SanctieStatus,
    StrafSoort,
    Uitkomst,
    Verantwoordelijkheid,
    VervolgSoort,
    VervolgStatus,
)
from tests.sancties.house import (
    MIXED,
    VOORWAARDELIJK,
    House,
    alternatief,
    voorstel_values,
)
from tests.sancties.life import give_life
from tests.sancties.weighing import regels, straf

S, R = SanctieStatus, RondeAanleiding
LAST = date(2027, 1, 12)
REGULAR = voorstel_values()["alternatieven"][0]


# Pure -------------------------------------------------------------------------------------------


def ruimte(aanleiding: RondeAanleiding, *straffen: StrafRow) -> Ruimte:
    return ruimte_of(aanleiding, straffen, LAST)


@pytest.mark.parametrize("soort", StrafSoort)
def test_never_more_than_was_voorwaardelijk(soort: StrafSoort) -> None:
    """Every amount and part, against every amount and part that there was."""
    for total, part, now, kept in product(range(1, 4), range(4), range(1, 5), range(5)):
        if part > total or kept > now:
            continue
        space = ruimte(R.tenuitvoerlegging, straf(soort, total, part))
        told = problems([straf(soort, now, kept)], LAST, space)
        assert bool(told) is (part == 0 or now > part), (total, part, now, kept)


@pytest.mark.parametrize("soort", StrafSoort)
def test_a_conversion_makes_nothing_heavier(soort: StrafSoort) -> None:
    for total, part, now, kept in product(range(1, 4), range(4), range(1, 5), range(5)):
        if part > total or kept > now:
            continue
        space = ruimte(R.omzetting, straf(soort, total, part))
        told = problems([straf(soort, now, kept)], LAST, space)
        is_heavier = now > total or now - kept > total - part
        assert bool(told) is is_heavier, (total, part, now, kept)


@pytest.mark.parametrize("aanleiding", [R.tenuitvoerlegging, R.omzetting])
def test_no_other_kind_and_no_longer_proeftijd(aanleiding: RondeAanleiding) -> None:
    space = ruimte(aanleiding, straf(StrafSoort.opsluiting, 3, 3))
    for soort in StrafSoort:
        told = problems([straf(soort, 1)], None, space)
        is_other = soort is not StrafSoort.opsluiting
        assert bool(told) is (is_other or aanleiding is R.omzetting)
    kept = [straf(StrafSoort.opsluiting, 3, 3)]
    assert problems(kept, LAST, space) == problems(kept, LAST - timedelta(days=9), space) == {}
    later = problems(kept, LAST + timedelta(days=1), space)
    assert list(later) == ["proeftijd_tot_datum"]


def test_a_substitute_becomes_no_other_or_heavier() -> None:
    fine = straf(StrafSoort.boete, 1000, 1000, vervangende_dagen=2)
    space = ruimte(R.tenuitvoerlegging, fine)
    assert problems([replace(fine, vervangende_dagen=1)], LAST, space) == {}
    for other in (
        replace(fine, vervangende_dagen=3),
        replace(fine, vervangende_soort=StrafSoort.opsluiting),
    ):
        assert list(problems([other], LAST, space)) == ["straf_1_vervangende_dagen"]


def test_what_an_execution_comes_down_to() -> None:
    space = ruimte(
        R.tenuitvoerlegging, straf(StrafSoort.opsluiting, 3, 2), straf(StrafSoort.verlof, 1, 1)
    )
    locked, leave = StrafSoort.opsluiting, StrafSoort.verlof
    assert uitkomst_of([straf(locked, 2), straf(leave, 1)], space) is Uitkomst.geheel
    assert uitkomst_of([straf(locked, 2)], space) is Uitkomst.deels
    assert uitkomst_of([straf(locked, 2, 1), straf(leave, 1)], space) is Uitkomst.deels
    assert uitkomst_of([straf(locked, 2, 2), straf(leave, 1, 1)], space) is Uitkomst.niet
    assert uitkomst_of([], space) is Uitkomst.niet
    assert uitkomst_of([], None) is Uitkomst.geen_straf
    assert uitkomst_of([straf(locked, 2, 2)], None) is Uitkomst.straf


# Through the services ---------------------------------------------------------------------------


def hear_again(home: House, zaak_id: UUID, aanleiding: RondeAanleiding) -> None:
    if aanleiding is R.tenuitvoerlegging:
        home.break_condition(zaak_id)
    home.horen(zaak_id, aanleiding, datum=home.today, tijd=time(9, 0))


def propose(home: House, zaak_id: UUID, *straffen: StrafRow, **other: Any) -> None:
    """The chosen outcome alone: in a bound round the gewone uitkomst is not asked."""
    soort = AlternatiefSoort.maatwerk if straffen else AlternatiefSoort.geen_straf
    chosen = alternatief(*straffen, soort=soort, is_gekozen=True, **other)
    home.voorstel(zaak_id, alternatieven=(chosen,))


def again(
    home: House, zaak_id: UUID, aanleiding: RondeAanleiding, *straffen: StrafRow, **other: Any
) -> BeslissingRow:
    """Heard anew, proposed and decided."""
    hear_again(home, zaak_id, aanleiding)
    propose(home, zaak_id, *straffen, **other)
    home.beslissing(zaak_id)
    return home.get(zaak_id).beslissingen[-1]


DAYS = StrafSoort.opsluiting


@pytest.mark.parametrize(
    ("straffen", "uitkomst"),
    [
        ((StrafRow(DAYS, 2),), Uitkomst.geheel),
        ((StrafRow(DAYS, 2, 1),), Uitkomst.deels),
        ((StrafRow(DAYS, 1),), Uitkomst.deels),
        ((StrafRow(DAYS, 2, 2),), Uitkomst.niet),
        ((), Uitkomst.niet),
    ],
)
def test_a_round_about_execution(
    home: House, straffen: tuple[StrafRow, ...], uitkomst: Uitkomst
) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    found = again(home, zaak_id, R.tenuitvoerlegging, *straffen)
    assert (found.ronde, found.aanleiding) == (2, R.tenuitvoerlegging)
    assert found.uitkomst is uitkomst
    has_rest = any(one.voorwaardelijk for one in straffen)
    assert found.proeftijd_tot_datum == (LAST if has_rest else None)
    assert len(found.voorwaarden) == (1 if has_rest else 0)
    assert len(home.get(zaak_id).beslissingen) == 2


def test_execution_is_about_the_voorwaardelijke_part_only(home: House) -> None:
    """Of three days one was executed at once; two are left."""
    zaak_id = home.case(S.tenuitvoerlegging, MIXED)
    home.clock.advance(days=2)
    home.proeftijd(zaak_id)
    hear_again(home, zaak_id, R.tenuitvoerlegging)
    with pytest.raises(UserError) as told:
        propose(home, zaak_id, StrafRow(DAYS, 3))
    assert told.value.fields == {
        "alternatief_1_straf_1_aantal": "Voorwaardelijk was 2 dagen opsluiting. "
        "Meer kan het nu niet worden."
    }
    propose(home, zaak_id, StrafRow(DAYS, 2))
    home.beslissing(zaak_id)
    assert home.get(zaak_id).beslissingen[-1].uitkomst is Uitkomst.geheel


def test_the_proeftijd_is_never_later_in_a_later_round(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    hear_again(home, zaak_id, R.tenuitvoerlegging)
    late = LAST + timedelta(days=1)
    with pytest.raises(UserError) as told:
        propose(home, zaak_id, StrafRow(DAYS, 2, 1), proeftijd_tot_datum=late)
    assert list(told.value.fields) == ["alternatief_1_proeftijd_tot_datum"]
    propose(home, zaak_id, StrafRow(DAYS, 2, 1))
    with pytest.raises(UserError) as told:
        other = alternatief(StrafRow(DAYS, 2, 1), proeftijd_tot_datum=late)
        home.beslissing(zaak_id, is_gevolgd=False, alternatief=other)
    assert list(told.value.fields) == ["proeftijd_tot_datum"]


def test_the_directeur_is_bound_as_well(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    hear_again(home, zaak_id, R.tenuitvoerlegging)
    propose(home, zaak_id, StrafRow(DAYS, 1))
    for other, place in (
        (StrafRow(DAYS, 3), "straf_1_aantal"),
        (StrafRow(StrafSoort.uitsluiting, 1), "straf_1_aantal"),
    ):
        with pytest.raises(UserError) as told:
            home.beslissing(zaak_id, is_gevolgd=False, alternatief=alternatief(other))
        assert list(told.value.fields) == [place]


def test_a_second_execution_counts_from_what_was_left(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    again(home, zaak_id, R.tenuitvoerlegging, StrafRow(DAYS, 2, 1))
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    home.tenuitvoerlegging(zaak_id)
    home.clock.advance(days=2)
    home.proeftijd(zaak_id)
    hear_again(home, zaak_id, R.tenuitvoerlegging)
    with pytest.raises(UserError):
        propose(home, zaak_id, StrafRow(DAYS, 2))
    propose(home, zaak_id, StrafRow(DAYS, 1))


def test_nothing_is_executed_while_he_kept_to_every_condition(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    home.horen(zaak_id, R.tenuitvoerlegging, datum=home.today, tijd=time(9, 0))
    home.voorstel(zaak_id, replace(VOORWAARDELIJK, voorwaardelijk=1))
    with pytest.raises(UserError) as refused:
        home.beslissing(zaak_id)
    assert refused.value.fields == {"alternatief": NOT_BROKEN}
    home.beslissing(zaak_id, is_gevolgd=False, alternatief=alternatief(VOORWAARDELIJK))
    assert home.get(zaak_id).beslissingen[-1].uitkomst is Uitkomst.niet


@pytest.mark.parametrize("name", ["uitwerking", "bezoek_reden"])
@pytest.mark.parametrize("words", ["a" * (MAX_LINE + 1), "twee\nregels"])
def test_a_line_stays_a_line(name: str, words: str) -> None:
    maat = Maat(regels(), None, date(2026, 11, 12), Verantwoordelijkheid.volledig)
    typed: dict[str, Any] = {name: words}
    row = alternatief(straf(StrafSoort.bezoek, 7, **typed))
    assert f"straf_1_{name}" in alternatieven.problems(row, maat)
    assert f"straf_1_{name}" in alternatieven.too_much(row, maat)


def test_an_afspraak_is_some_sentences(home: House) -> None:
    zaak_id = home.case(S.horen)
    row = replace(alternatief(straf(StrafSoort.opsluiting, 1)), afspraak="a" * (MAX_AFSPRAAK + 1))
    with pytest.raises(UserError) as refused:
        home.voorstel(zaak_id, alternatieven=(REGULAR, replace(row, is_gekozen=True)))
    said = "Houd de afspraak korter: ten hoogste 2000 tekens."
    assert refused.value.fields["alternatief_2_afspraak"] == said


def test_a_regular_outcome_beside_it_is_only_to_compare_with(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    hear_again(home, zaak_id, R.tenuitvoerlegging)
    home.voorstel(zaak_id, StrafRow(DAYS, 1))
    assert home.get(zaak_id).voorstellen[-1].alternatieven[0].straffen[0].aantal == 5


def test_a_round_about_conversion_makes_it_voorwaardelijk(home: House) -> None:
    zaak_id = home.case(S.tenuitvoerlegging, StrafRow(DAYS, 5))
    hear_again(home, zaak_id, R.omzetting)
    too_long = home.today + timedelta(days=93)
    with pytest.raises(UserError) as told:
        propose(home, zaak_id, StrafRow(DAYS, 5, 4), proeftijd_tot_datum=too_long)
    assert list(told.value.fields) == ["alternatief_1_proeftijd_tot_datum"]
    with pytest.raises(UserError):
        propose(home, zaak_id, StrafRow(DAYS, 6, 6))
    propose(home, zaak_id, StrafRow(DAYS, 5, 4))
    home.beslissing(zaak_id)
    found = home.get(zaak_id).beslissingen[-1]
    assert (found.uitkomst, found.straffen[0].onvoorwaardelijk) == (Uitkomst.straf, 1)
    assert [one.is_algemeen for one in found.voorwaarden] == [True]


def test_a_revision_replaces_the_decision_and_lets_its_questions_go(home: House) -> None:
    give_life(home)
    zaak_id = home.case(S.voorstel)
    home.beslissing(
        zaak_id,
        is_gevolgd=False,
        alternatief=alternatief(VOORWAARDELIJK, is_degradatie=True),
    )
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    home.proeftijd(zaak_id)
    home.beklag(zaak_id, BeklagStatus.gegrond)
    hear_again(home, zaak_id, R.herziening)
    home.voorstel(zaak_id, StrafRow(StrafSoort.verlof, 1))
    home.beslissing(zaak_id)
    detail = home.get(zaak_id)
    first, second = detail.beslissingen
    assert (first.is_degradatie, second.is_degradatie) == (True, False)
    assert (second.aanleiding, second.uitkomst) == (R.herziening, Uitkomst.straf)
    old = [one for one in detail.vervolgvoorstellen if one.status is VervolgStatus.niet_gevolgd]
    new = [one for one in detail.vervolgvoorstellen if one.status is VervolgStatus.open]
    assert len(old) == 2
    assert all("herzien" in one.antwoord for one in old)
    assert [(one.soort, "Weigering" in one.reden) for one in new] == [(VervolgSoort.verlof, True)]


def test_a_verlof_that_is_asked_about_is_not_asked_twice(home: House) -> None:
    life = give_life(home)
    zaak_id = home.case(S.voorstel)
    home.beslissing(
        zaak_id,
        is_gevolgd=False,
        alternatief=alternatief(straf(StrafSoort.verlof, 1, 1), is_degradatie=True),
    )
    home.mededeling(zaak_id)
    home.uitreiking(zaak_id)
    home.proeftijd(zaak_id)
    again(home, zaak_id, R.tenuitvoerlegging, straf(StrafSoort.verlof, 1))
    asked = [one.verlof_id for one in home.get(zaak_id).vervolgvoorstellen]
    assert sorted(asked, key=str) == sorted([life.verlof_id, life.later_verlof_id], key=str)


def test_a_revision_may_not_go_past_the_law_either(home: House) -> None:
    zaak_id = home.case(S.voorwaardelijk)
    home.beklag(zaak_id, BeklagStatus.deels_gegrond)
    hear_again(home, zaak_id, R.herziening)
    with pytest.raises(UserError) as told:
        home.voorstel(zaak_id, StrafRow(DAYS, 15))
    assert list(told.value.fields) == ["alternatief_2_straf_1_aantal"]
