"""What the screens of this slice share: words for days and times, plain lines, and mending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.rows import BeschikbaarheidRow, TijdRow
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import (
    WEEKDAYS,
    capitalise,
    date_words,
    day_words,
    format_time,
    join_words,
    near_day,
)
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verwijzingen import service_stand

PAGE_MARGINS = (24, 0, 24, 16)
TOP = Qt.AlignmentFlag.AlignTop
DAYS_AHEAD = 28


def is_psycholoog(context: Context) -> bool:
    """May the person at the keyboard read the psycholoog's part?"""
    return is_allowed(context.actor, Right.read_behandeling)


def mend(context: Context, deelnemer_id: UUID | None = None) -> None:
    """Bring what the team sees up to what the psycholoog wrote, when that was broken off."""
    if not is_psycholoog(context):
        return
    talks = context.read(lambda s: service.list_behind(s, deelnemer_id))
    for one in talks:
        context.perform(partial(service.change_zorgafspraak, psycholooggesprek_id=one))
    referrals = context.read(lambda s: service_stand.list_behind(s, deelnemer_id=deelnemer_id))
    for one in referrals:
        context.perform(partial(service_stand.change_stand, verwijzing_id=one))


# Words ----------------------------------------------------------------------------------------


def moment_words(day: date, clock: time | None, today: date) -> str:
    """'vandaag 14.00', 'donderdag 19 november 14.00'."""
    said = near_day(day, today)
    if abs((day - today).days) > 1:
        said = day_words(day) if day.year == today.year else f"{day_words(day)} {day.year}"
    return said if clock is None else f"{said} {format_time(clock)}"


def time_words(tijden: Sequence[TijdRow]) -> str:
    """'9.00 tot 12.30 en 13.00 tot 17.00'."""
    return join_words(
        f"{format_time(one.van_tijd)} tot {format_time(one.tot_tijd)}" for one in tijden
    )


def away_words(row: BeschikbaarheidRow) -> str:
    """'Afwezig tot en met 20 november 2026. Sanne vervangt.', or '' when he is just there."""
    if row.afwezig_vanaf_datum is None:
        return ""
    since = "" if row.is_afwezig else f" vanaf {date_words(row.afwezig_vanaf_datum)}"
    until = ""
    if row.afwezig_tot_datum is not None:
        until = f" tot en met {date_words(row.afwezig_tot_datum)}"
    who = f"{row.vervanger} vervangt." if row.vervanger else "Er is nog geen vervanger."
    unknown = "" if until else " Een einddatum is nog niet bekend."
    return f"Afwezig{since}{until}.{unknown} {who}"


def next_words(row: BeschikbaarheidRow, today: date) -> str:
    """'Vandaag van 8.30 tot 12.00', or that nothing is known."""
    found = row.eerstvolgende
    if found is None:
        return "Er zijn nog geen tijden ingevuld" if not row.tijden else "Nog niet bekend"
    day = capitalise(moment_words(found.datum, None, today))
    return f"{day} van {format_time(found.van_tijd)} tot {format_time(found.tot_tijd)}"


# Lines ----------------------------------------------------------------------------------------


def plain_line(icon: str, title: str, sub: str = "", *right: QWidget) -> QWidget:
    """A line that tells something and leads nowhere."""
    words = kit.column(
        kit.Label(title, semibold=True, wrap=True),
        kit.Label(sub, "klein", "muted", wrap=True) if sub else None,
    )
    return kit.beside((kit.IconDisc(icon), TOP), (words, 1), *right, gap=12, margins=(0, 4, 0, 4))


def week_table(row: BeschikbaarheidRow) -> QWidget:
    """The times of one psycholoog, a day per line; days without times are left out."""
    lines: list[QWidget] = []
    for number, name in enumerate(WEEKDAYS, start=1):
        tijden = [one for one in row.tijden if one.weekdag == number]
        if tijden:
            day = kit.Label(capitalise(name), "klein", "muted")
            shown = kit.Label(time_words(tijden), "klein", wrap=True)
            lines.append(kit.beside((day, 2), (shown, 5), gap=12))
    return kit.column(*lines, gap=2)


def who_is_there(row: BeschikbaarheidRow, today: date) -> QWidget:
    """A psycholoog: when next, whether he is away and who stands in, and his week."""
    away = away_words(row)
    first = None if row.is_afwezig and row.eerstvolgende is None else next_words(row, today)
    return kit.column(
        kit.Label(row.naam, semibold=True, wrap=True),
        kit.IconLabel("clock", first, icon_role="muted", wrap=True) if first else None,
        kit.IconLabel("warning", away, icon_role="warn", wrap=True) if away else None,
        4 if row.tijden else None,
        week_table(row) if row.tijden else None,
        gap=2,
    )
