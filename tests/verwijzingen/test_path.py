"""The way of a referral: what may follow what, and how long each step took."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hvh_desktop.errors import UserError
from hvh_desktop.verwijzingen import path
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.path import StapStaat, WachtOp
from tests.verwijzingen.house import House

S = VerwijzingStatus
DAY = date(2026, 10, 2)
NORMS = {"aangemeld": 3, "geaccepteerd": 14, "kennisgemaakt": 7, "gestart": 14}
TO = {
    S.besproken: (),
    S.aangemeld: (S.aangemeld,),
    S.geaccepteerd: (S.aangemeld, S.geaccepteerd),
    S.kennisgemaakt: (S.aangemeld, S.geaccepteerd, S.kennisgemaakt),
    S.gestart: (S.aangemeld, S.geaccepteerd, S.kennisgemaakt, S.gestart),
    S.afgerond: (S.aangemeld, S.geaccepteerd, S.gestart, S.afgerond),
    S.gestopt: (S.aangemeld, S.kennisgemaakt, S.gestart, S.gestopt),
    S.afgewezen: (S.aangemeld, S.afgewezen),
    S.ingetrokken: (S.ingetrokken,),
}
"""A way to each status."""
REASONS = {
    S.afgewezen: "geen financiering",
    S.gestopt: "overplaatsing",
    S.afgerond: "doel bereikt",
    S.ingetrokken: "niet meer nodig",
}
ALLOWED = {
    ("besproken", "aangemeld"),
    ("besproken", "ingetrokken"),
    ("aangemeld", "geaccepteerd"),
    ("aangemeld", "kennisgemaakt"),
    ("aangemeld", "afgewezen"),
    ("aangemeld", "ingetrokken"),
    ("geaccepteerd", "kennisgemaakt"),
    ("geaccepteerd", "gestart"),
    ("geaccepteerd", "ingetrokken"),
    ("kennisgemaakt", "gestart"),
    ("kennisgemaakt", "afgewezen"),
    ("kennisgemaakt", "ingetrokken"),
    ("gestart", "afgerond"),
    ("gestart", "gestopt"),
}
PAIRS = [(one, other) for one in S for other in S]


@pytest.mark.parametrize(("now", "then"), PAIRS)
def test_every_pair_is_allowed_or_refused_by_name(
    home: House, now: VerwijzingStatus, then: VerwijzingStatus
) -> None:
    key = home.record()
    for status in TO[now]:
        home.step(key, status, DAY, categorie=REASONS.get(status, ""))
    assert home.get(key).row.status is now
    reason = REASONS.get(then, "")
    if (now.value, then.value) in ALLOWED:
        home.step(key, then, DAY, categorie=reason)
        assert home.get(key).row.status is then
        return
    with pytest.raises(UserError) as caught:
        home.step(key, then, DAY, categorie=reason)
    said = caught.value.text
    assert f"‘{now.value}’ kan ‘{then.value}’ niet" in said
    may = [two for one, two in ALLOWED if one == now.value]
    assert all(one in said for one in may)
    assert may or "Deze verwijzing is klaar" in said
    assert home.get(key).row.status is now


def days(**given: int) -> dict[VerwijzingStatus, date]:
    return {S(name): DAY + timedelta(days=number) for name, number in given.items()}


def test_each_step_has_its_days_and_its_norm() -> None:
    dates = days(besproken=0, aangemeld=2, geaccepteerd=20, kennisgemaakt=25)
    today = DAY + timedelta(days=30)
    found = path.steps(S.kennisgemaakt, dates, today=today, norms=NORMS)
    assert [(one.status, one.dagen, one.norm, one.is_te_lang) for one in found] == [
        (S.besproken, None, None, False),
        (S.aangemeld, 2, 3, False),
        (S.geaccepteerd, 18, 14, True),
        (S.kennisgemaakt, 5, 7, False),
        (S.gestart, 5, 14, False),
    ]
    assert [one.staat for one in found] == [StapStaat.klaar] * 4 + [StapStaat.nu]


def test_a_skipped_step_lends_its_norm_to_the_next() -> None:
    dates = days(besproken=0, aangemeld=1, kennisgemaakt=21)
    found = path.steps(S.kennisgemaakt, dates, today=DAY + timedelta(days=21), norms=NORMS)
    assert [one.staat for one in found] == [
        StapStaat.klaar,
        StapStaat.klaar,
        StapStaat.overgeslagen,
        StapStaat.klaar,
        StapStaat.nu,
    ]
    assert (found[3].dagen, found[3].norm, found[3].is_te_lang) == (20, 21, False)


def test_an_end_shows_what_was_done_and_nothing_that_will_not_come() -> None:
    dates = days(besproken=0, aangemeld=1, afgewezen=9)
    found = path.steps(S.afgewezen, dates, today=DAY + timedelta(days=50), norms=NORMS)
    assert [one.status for one in found] == [S.besproken, S.aangemeld, S.afgewezen]
    assert not any(one.is_te_lang for one in found)


def test_the_step_before_is_the_furthest_that_was_taken() -> None:
    dates = days(besproken=0, aangemeld=1, kennisgemaakt=5, gestart=6, gestopt=9)
    assert path.status_before(S.gestopt, dates) is S.gestart
    assert path.status_before(S.kennisgemaakt, days(besproken=0, aangemeld=1)) is S.aangemeld
    assert path.status_before(S.besproken, days(besproken=0)) is None


@pytest.mark.parametrize(
    ("status", "coming", "held", "who"),
    [
        (S.besproken, False, False, WachtOp.psycholoog),
        (S.besproken, True, False, WachtOp.psycholoog),
        (S.aangemeld, False, False, WachtOp.instelling),
        (S.aangemeld, True, False, WachtOp.niemand),
        (S.geaccepteerd, False, False, WachtOp.instelling),
        (S.geaccepteerd, False, True, WachtOp.psycholoog),
        (S.kennisgemaakt, False, False, WachtOp.deelnemer),
        (S.kennisgemaakt, False, True, WachtOp.psycholoog),
        (S.gestart, False, False, WachtOp.niemand),
        (S.gestart, False, True, WachtOp.niemand),
        (S.afgerond, False, True, WachtOp.niemand),
        (S.ingetrokken, False, False, WachtOp.niemand),
    ],
)
def test_whose_move_it_is(status: VerwijzingStatus, coming: bool, held: bool, who: WachtOp) -> None:
    found = path.waits_on(status, has_appointment=coming, had_appointment=held)
    assert found is who
