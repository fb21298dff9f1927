"""The demo can be made on every day: a straf or a proeftijd is over before its case is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from hvh_desktop.db import AMSTERDAM
from hvh_desktop.demo.days import Calendar
from hvh_desktop.demo.reading_sancties import Zaak, read_zaken

FIRST = date(2026, 1, 1)
DAYS = 4 * 366
"""Easter and Christmas on several weekdays are in it."""


def closed_cases() -> Iterator[Zaak]:
    for cases in read_zaken().values():
        yield from (one for one in cases if one.afloop is not None or one.ronde is not None)


def wrong(zaak: Zaak, calendar: Calendar) -> str:
    """What is not over yet on the day that the case is closed; empty when nothing."""
    ronde, voorstel, beslissing = zaak.ronde, zaak.voorstel, zaak.beslissing
    closed = calendar.past(ronde.afloop if ronde else zaak.afloop or 0)
    if ronde is not None and voorstel is not None and voorstel.gekozen is not None:
        days = sum(given for *_, given in voorstel.gekozen.straffen)
        return "ronde" if calendar.past(ronde.beslis) + timedelta(days=days) > closed else ""
    if zaak.uitvoering is not None:
        begin, days = zaak.uitvoering
        if calendar.past(begin) + timedelta(days=days) > closed:
            return "uitvoering"
    until = beslissing.proeftijd if beslissing else None
    return "proeftijd" if until is not None and calendar.past(until) >= closed else ""


def test_what_is_closed_was_over_on_every_day_on_which_the_demo_is_made() -> None:
    closed = list(closed_cases())
    assert closed
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        calendar = Calendar(datetime(day.year, day.month, day.day, 10, 30, tzinfo=AMSTERDAM))
        for zaak in closed:
            found = wrong(zaak, calendar)
            assert not found, f"{zaak.man}: {found} is not over, made on {day}"
