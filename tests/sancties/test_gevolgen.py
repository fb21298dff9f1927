"""The chain names real things of this man: his verlof, his work, his place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from hvh_desktop.sancties.gevolgen import SCHAKELS, GevolgStand, chain, coming, lost_verloven
from hvh_desktop.sancties.rows import AlternatiefRow
from hvh_desktop.sancties.rows_maatwerk import Gevolg
from hvh_desktop.sancties.words import AlternatiefSoort, StrafSoort
from hvh_desktop.verloven.model import VerlofSoort, VerlofStatus, WerkSoort
from tests.sancties.weighing import MAXIMA, TODAY, outcome, straf, verlof, werk

FRIDAY = date(2026, 11, 20)
KORT = verlof(VerlofSoort.kort, FRIDAY)
LANG = verlof(VerlofSoort.lang, date(2026, 12, 5), date(2026, 12, 6))
FUNERAL = verlof(VerlofSoort.incidenteel, date(2026, 11, 14))
ARBEID = verlof(VerlofSoort.extramurale_arbeid, date(2026, 12, 1), date(2027, 2, 1))
STAND = GevolgStand(TODAY, (KORT, LANG), werk(), date(2027, 2, 16), 3, ("Tactus",))
EMPTY = GevolgStand(TODAY, (), None, None, 0, ())
LAST = date(2027, 2, 12)


def links(alternatief: AlternatiefRow, stand: GevolgStand = STAND) -> dict[str, Gevolg]:
    return {one.schakel: one for one in chain(alternatief, stand)}


def test_always_five_links_with_a_tone_and_a_sentence() -> None:
    stands = [STAND, EMPTY, replace(STAND, werk=werk(WerkSoort.buiten), verloven=(ARBEID,))]
    kinds = [
        (),
        *(
            (straf(soort, amount, part),)
            for soort in StrafSoort
            for amount in (1, MAXIMA[soort])
            for part in (0, amount)
        ),
    ]
    for stand, straffen, down, back in product(stands, kinds, (False, True), (False, True)):
        row = outcome(*straffen, is_degradatie=down, is_terugplaatsing=back)
        found = chain(row, stand)
        assert tuple(one.schakel for one in found) == SCHAKELS
        for one in found:
            assert one.toon in ("good", "warn", "danger")
            assert re.fullmatch(r"[A-Z0-9].*\.", one.zin), one.zin
            assert not re.search(r"  |\.\.", one.zin), one.zin


def test_the_regular_outcome_takes_verlof_and_work() -> None:
    found = links(outcome(straf(StrafSoort.opsluiting, 7), is_degradatie=True))
    assert found["straf"].zin == "7 dagen opsluiting."
    assert found["straf"].toon == found["degradatie"].toon == found["verlof"].toon == "danger"
    assert "Kortdurend verlof van vrijdag 20 november" in found["verlof"].zin
    assert "angdurend verlof van zaterdag 5 december vervallen" in found["verlof"].zin
    assert found["werk"].toon == "warn"
    assert "7 dagen geen werk: hij mist ongeveer 20 uur" in found["werk"].zin
    assert "De Fabriek, montage" in found["werk"].zin
    assert found["plaatsing"].zin == (
        "Hij blijft hier tot zijn uitstroom op 16 februari 2027. "
        "Hij houdt zijn 3 doelen en zijn zorg bij Tactus."
    )


def test_voorwaardelijk_leaves_everything_as_it_is() -> None:
    found = links(outcome(straf(StrafSoort.opsluiting, 3, 3), proeftijd_tot_datum=LAST))
    assert found["straf"] == Gevolg(
        "straf",
        "warn",
        "3 dagen opsluiting, voorwaardelijk. Proeftijd tot en met 12 februari 2027.",
    )
    assert [found[one].toon for one in SCHAKELS[1:]] == ["good"] * 4
    assert found["verlof"].zin.endswith("blijven staan.")
    assert found["werk"].zin == "Hij houdt zijn werk: De Fabriek, montage (20 uur per week)."


def test_no_straf_says_what_was_agreed() -> None:
    row = outcome(soort=AlternatiefSoort.geen_straf, afspraak="Extra gesprek bij JusTact")
    found = links(row)
    assert found["straf"] == Gevolg(
        "straf", "good", "Geen straf. Afspraak: Extra gesprek bij JusTact."
    )
    assert found["degradatie"].zin == "Geen degradatie."


def test_a_straf_without_degradatie_says_that_it_deviates() -> None:
    found = links(outcome(straf(StrafSoort.uitsluiting, 2)))
    assert "De directeur schrijft op waarom" in found["degradatie"].zin


def test_a_fine_says_what_comes_instead() -> None:
    found = links(outcome(straf(StrafSoort.boete, 1000)))
    assert found["straf"].zin == (
        "Geldboete van € 10,00. Betaalt hij niet: 1 dag uitsluiting van activiteiten."
    )
    assert found["werk"].toon == "good"


def test_refusing_verlof_takes_only_the_next_one() -> None:
    row = outcome(straf(StrafSoort.verlof, 1))
    assert lost_verloven(row, STAND) == (KORT,)
    said = links(row)["verlof"]
    assert said.toon == "danger"
    assert "Kortdurend verlof van vrijdag 20 november vervalt; de casemanager beslist." in said.zin
    assert "Langdurend verlof van zaterdag 5 december blijft staan." in said.zin


def test_refusing_verlof_voorwaardelijk_takes_none() -> None:
    row = outcome(straf(StrafSoort.verlof, 1, 1), proeftijd_tot_datum=LAST)
    assert lost_verloven(row, STAND) == ()
    said = links(row)["verlof"]
    assert said.toon == "warn"
    assert "zolang hij zich aan de voorwaarden houdt" in said.zin


def test_degradatie_spares_incidenteel_verlof() -> None:
    stand = replace(STAND, verloven=(FUNERAL, KORT, LANG))
    row = outcome(is_degradatie=True)
    assert lost_verloven(row, stand) == (KORT, LANG)
    said = links(row, stand)["verlof"].zin
    assert "Incidenteel verlof van zaterdag 14 november blijft staan." in said
    refused = outcome(straf(StrafSoort.verlof, 1), is_degradatie=True)
    assert lost_verloven(refused, stand) == (FUNERAL, KORT, LANG)


@pytest.mark.parametrize(("days", "is_inside"), [(8, False), (9, True)])
def test_verlof_on_a_day_of_opsluiting_is_named(days: int, is_inside: bool) -> None:
    """From today, 12 november, the ninth day is vrijdag 20 november."""
    row = outcome(straf(StrafSoort.opsluiting, days))
    said = links(row)["verlof"]
    assert ("valt in de opsluiting" in said.zin) is is_inside
    assert said.toon == ("warn" if is_inside else "good")
    assert lost_verloven(row, STAND) == ()


def test_uitsluiting_does_not_touch_verlof() -> None:
    assert links(outcome(straf(StrafSoort.uitsluiting, 14)))["verlof"].toon == "good"


def test_degradatie_takes_work_outside_and_endangers_his_place() -> None:
    stand = replace(STAND, werk=werk(WerkSoort.buiten, plek="Bakkerij Smit"), verloven=(ARBEID,))
    found = links(outcome(is_degradatie=True), stand)
    assert "Hij raakt zijn werk kwijt" in found["werk"].zin
    assert "Bakkerij Smit" in found["werk"].zin
    assert found["plaatsing"].toon == "warn"
    assert "overplaatsing" in found["plaatsing"].zin


def test_work_outside_that_was_to_begin_is_lost_too() -> None:
    for work in (werk(), None):
        stand = replace(STAND, werk=work, verloven=(ARBEID,))
        said = links(outcome(is_degradatie=True), stand)["werk"]
        assert said.toon == "danger"
        assert "Werk buiten vanaf dinsdag 1 december kan niet beginnen." in said.zin


def test_terugplaatsing_says_in_words_that_it_ends_his_part() -> None:
    found = links(outcome(is_terugplaatsing=True))
    assert found["plaatsing"] == Gevolg(
        "plaatsing",
        "danger",
        "Terugplaatsing: zijn deelname aan het Huis van Herstel stopt. "
        "Hij verliest zijn 3 doelen en zijn zorg bij Tactus. De casemanager beslist.",
    )
    assert found["werk"].zin.startswith("Zijn werk stopt")
    assert found["verlof"].toon == "danger"


def test_who_has_nothing_planned_loses_nothing() -> None:
    found = links(outcome(straf(StrafSoort.opsluiting, 5)), EMPTY)
    assert found["verlof"].zin == "Er staat geen verlof gepland."
    assert found["werk"].zin == "Hij heeft nu geen werk dat hij kan verliezen."
    assert found["plaatsing"].zin == "Hij blijft hier."


def test_what_is_past_or_refused_does_not_count() -> None:
    past = verlof(VerlofSoort.kort, date(2026, 11, 11))
    refused = verlof(VerlofSoort.kort, FRIDAY, status=VerlofStatus.geweigerd)
    running = verlof(VerlofSoort.extramurale_arbeid, date(2026, 10, 1), date(2026, 12, 1))
    assert coming((LANG, past, refused, KORT, running), TODAY) == (running, KORT, LANG)
