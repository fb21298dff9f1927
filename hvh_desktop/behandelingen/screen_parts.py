"""What the screens of this slice share: words for days and times, plain lines, and mending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hvh_desktop.behandelingen import service
from hvh_desktop.behandelingen.rows import BeschikbaarheidRow, TijdRow
from hvh_desktop.db import Compartment, Session
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
from hvh_desktop.verwijzingen.screen_commit import heal
from hvh_desktop.verwijzingen.words import odd_hour_words

PAGE_MARGINS = (24, 0, 24, 16)
TOP = Qt.AlignmentFlag.AlignTop
DAYS_AHEAD = 28
KEY_WAITS = "Je sleutel is er nog niet"
KEY_COMES = (
    "Je sleutel voor de behandeling komt als een andere psycholoog één keer inlogt, of met twee "
    "herstelbladen. Je hoeft er zelf niets voor te doen."
)


def is_psycholoog(context: Context) -> bool:
    """May the person at the keyboard read the psycholoog's part?"""
    return is_allowed(context.actor, Right.read_behandeling)


def holds_key(context: Context) -> bool:
    """Is the key of behandeling there, beside the right? Who got the role may still wait for it."""
    return is_psycholoog(context) and Compartment.behandeling in context.database.compartments


def waits_for_key(context: Context) -> bool:
    """The right is there and the key is not yet."""
    return is_psycholoog(context) and not holds_key(context)


def mend(context: Context, deelnemer_id: UUID | None = None) -> None:
    """Bring what the team sees up to what the psycholoog wrote, when that was broken off."""
    if not holds_key(context):
        return
    talks = context.read(lambda s: service.list_behind(s, deelnemer_id))
    for one in talks:
        context.perform(partial(service.change_zorgafspraak, psycholooggesprek_id=one))
    heal(context, deelnemer_id)


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


def time_remark(
    session: Session, medewerker_id: UUID, day: object, clock: object, minutes: object
) -> str:
    """'Dit is buiten je tijden.', or '' when nothing is odd. It refuses nothing."""
    if not isinstance(day, date) or not isinstance(clock, time):
        return ""
    rows = service.list_beschikbaarheid(session)
    row = next((one for one in rows if one.medewerker_id == medewerker_id), None)
    if row is None or not row.tijden:
        return odd_hour_words(clock)
    end = datetime.combine(day, clock) + timedelta(minutes=minutes if type(minutes) is int else 0)
    is_inside = end.date() == day and any(
        one.weekdag == day.isoweekday() and one.van_tijd <= clock and end.time() <= one.tot_tijd
        for one in row.tijden
    )
    if is_inside:
        return ""
    is_mine = medewerker_id == session.actor.medewerker_id
    return f"Dit is buiten {'je tijden' if is_mine else f'de tijden van {row.roepnaam}'}."


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
