"""The hours and days that count in a check. Pure: no session. Source: DF §3b.

Hours are counted on the clock that goes on, so also in the night that summer time ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hvh_desktop.db import AMSTERDAM
from hvh_desktop.text import day_words, format_time
from hvh_desktop.urinecontroles.rows import EerderePositief

LANG_ZICHTBAAR = frozenset({"cannabis"})
"""Substances that stay visible for weeks after the last use."""


def moment(day: date, clock: time) -> datetime:
    """A day and a time of the house, as a moment."""
    return datetime.combine(day, clock, AMSTERDAM)


def after_hours(start: datetime, hours: int) -> datetime:
    """So many hours later, in the time of the house."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(AMSTERDAM)


def kept_until(afname: date, weeks: int) -> date:
    """The last day of the second tube."""
    return afname + timedelta(weeks=weeks)


def moment_words(when: datetime, today: date) -> str:
    """'14.30 uur' today, else 'vrijdag 13 november, 14.30 uur'."""
    local = when.astimezone(AMSTERDAM)
    clock = f"{format_time(local.time())} uur"
    return clock if local.date() == today else f"{day_words(local.date())}, {clock}"


def left_words(until: datetime, now: datetime) -> str:
    """'nog 3 uur en 20 minuten'; nothing when it is over."""
    minutes = int((until - now).total_seconds() // 60)
    if until <= now:
        return ""
    if minutes < 1:
        return "nog minder dan een minuut"
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} uur"] if hours else []
    if minutes:
        parts.append(f"{minutes} {'minuut' if minutes == 1 else 'minuten'}")
    return f"nog {' en '.join(parts)}"


def still_visible(
    found: Iterable[str],
    day: date,
    earlier: Iterable[tuple[UUID, date, tuple[str, ...]]],
    days: int,
) -> tuple[EerderePositief, ...]:
    """Earlier positives that may be seen again now: per substance the last one in the term."""
    wanted = [stof for stof in found if stof in LANG_ZICHTBAAR]
    last: dict[str, EerderePositief] = {}
    for key, when, stoffen in earlier:
        if not timedelta(0) <= day - when <= timedelta(days=days):
            continue
        for stof in wanted:
            if stof in stoffen and (stof not in last or last[stof].datum <= when):
                last[stof] = EerderePositief(key, stof, when)
    return tuple(last[stof] for stof in wanted if stof in last)
