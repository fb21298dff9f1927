"""How a talk is said in words: one spelling for the screens and the prints.

A file of its own because the service gives facts and three screens say the same about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from uuid import UUID

from hvh_desktop.mentorgesprekken.form import GEZICHTEN, REDENEN
from hvh_desktop.mentorgesprekken.model import VerzetReden
from hvh_desktop.text import (
    WEEKDAYS,
    capitalise,
    countdown,
    date_words,
    day_words,
    format_time,
    join_words,
    near_day,
    plural,
)


def day_month(day: date) -> str:
    """'29 oktober'."""
    return date_words(day).rsplit(" ", 1)[0]


def near_or_full(day: date, today: date) -> str:
    """'vandaag', 'gisteren', 'morgen', 'donderdag 5 november', with the year when it differs."""
    if abs((day - today).days) <= 1:
        return near_day(day, today)
    return day_words(day) if day.year == today.year else f"{day_words(day)} {day.year}"


def moment_words(day: date, clock: time | None, today: date) -> str:
    """'Vandaag 10.30'."""
    said = capitalise(near_or_full(day, today))
    return said if clock is None else f"{said} {format_time(clock)}"


def with_words(roepnaam: str, names: Iterable[str], others: str = "") -> str:
    """'met Jeffrey, Ilse en Ruben'."""
    return f"met {join_words([roepnaam, *names, others.strip()])}"


def names_of(ids: Iterable[UUID], names: Mapping[UUID, str]) -> list[str]:
    """Roepnamen in this order; somebody who is not known any more is left out."""
    return [names[one] for one in ids if one in names]


def gezicht_words(gezicht: int | None, is_geweigerd: bool) -> str:
    """'goed', 'wil hij niet zeggen', or '' when nothing was asked."""
    if gezicht is not None:
        return GEZICHTEN[gezicht - 1]
    return "wil hij niet zeggen" if is_geweigerd else ""


def reden_words(reden: VerzetReden | None) -> str:
    """'ziek', 'deelnemer wil niet': short, for a badge."""
    return "" if reden is None else reden.value


def reden_sentence(reden: VerzetReden | None) -> str:
    """'Hij of de mentor is ziek'."""
    return "" if reden is None else REDENEN[reden.value]


def late_words(days: int) -> str:
    """'2 dagen te laat'."""
    return f"{plural(days, 'dag', 'dagen')} te laat" if days > 0 else ""


def volgend_sentence(day: date, today: date, rustdag: str | None, there: str) -> str:
    """'Donderdag, over 14 dagen. Ruben en jij zijn er.'"""
    weekday = WEEKDAYS[day.weekday()]
    said = f"{capitalise(weekday)}, {countdown(day, today)}."
    if rustdag is not None and rustdag != weekday:
        said = f"{said} Dat is {rustdag}."
    elif rustdag is not None:
        said = f"{said} Dat is in het weekend."
    return f"{said} {there}".strip()
