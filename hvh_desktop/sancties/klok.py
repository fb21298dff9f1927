"""The clock of an ordemaatregel: until when at most, and how long it still lasts, in words.

Pure. Hours of staff are real hours, also in the night in which the clock is put back; days of the
directeur end at the same time of day. Source: Pbw articles 23-24 (DF §3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hvh_desktop.db import AMSTERDAM
from hvh_desktop.text import day_words, format_time, near_day, plural


@dataclass(frozen=True)
class OrdemaatregelDeel:
    """The measure itself, or one extension of it."""

    id: UUID
    is_door_personeel: bool
    door: str
    reden: str
    begin: datetime
    eind: datetime
    """Until when at most; the clock on the wall of the house."""


@dataclass(frozen=True)
class OrdemaatregelRow:
    """A measure with its extensions. Not a straf: it is never counted as one."""

    id: UUID
    deelnemer_id: UUID
    deelnemer: str
    initialen: str
    sanctiezaak_id: UUID | None
    soort: str
    delen: tuple[OrdemaatregelDeel, ...]
    gestopt: datetime | None
    """When it was ended before its time."""
    einde_reden: str
    nu: datetime
    """The moment of which this tells."""

    @property
    def begin(self) -> datetime:
        """When it began."""
        return self.delen[0].begin

    @property
    def loopt_tot(self) -> datetime:
        """When it ends or ended."""
        return self.gestopt or self.delen[-1].eind

    @property
    def is_lopend(self) -> bool:
        """Does it run now?"""
        return self.begin <= self.nu < self.loopt_tot

    @property
    def nog(self) -> str:
        """How long it still lasts, or when it ended, in words."""
        return remaining_words(self, self.nu)


def most(begin: datetime, amount: int, *, is_door_personeel: bool) -> datetime:
    """Until when at most."""
    if is_door_personeel:
        later = begin.timestamp() + amount * 3600
        return datetime.fromtimestamp(later, AMSTERDAM)
    return at(begin.date() + timedelta(days=amount), begin.timetz().replace(tzinfo=None))


def at(day: date, moment: time) -> datetime:
    """A day and a time in the house."""
    return datetime.combine(day, moment, AMSTERDAM)


def moment_words(moment: datetime, today: date) -> str:
    """'vandaag 23.30' or 'zondag 15 november, 10.30'."""
    near = near_day(moment.date(), today)
    clock = format_time(moment.time())
    if near in ("vandaag", "morgen", "gisteren"):
        return f"{near} {clock}"
    year = "" if moment.year == today.year else f" {moment.year}"
    return f"{day_words(moment.date())}{year}, {clock}"


def remaining_words(row: OrdemaatregelRow, now: datetime) -> str:
    """'Loopt nog 13 uur en 20 minuten, tot vandaag 23.50.'"""
    today = now.date()
    until = moment_words(row.loopt_tot, today)
    if now < row.begin:
        return f"Begint {moment_words(row.begin, today)}."
    if row.gestopt is not None and row.gestopt <= now:
        return f"Eerder gestopt, {until}."
    if now >= row.loopt_tot:
        return f"Afgelopen, {until}."
    seconds = row.loopt_tot.timestamp() - now.timestamp()
    return f"Loopt nog {length_words(int(seconds // 60))}, tot {until}."


def length_words(minutes: int) -> str:
    """'3 dagen en 4 uur', '13 uur en 20 minuten', 'minder dan een minuut'."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [
        plural(days, "dag", "dagen") if days else "",
        f"{hours} uur" if hours else "",
        plural(left, "minuut", "minuten") if left and not days else "",
    ]
    return " en ".join(part for part in parts if part) or "minder dan een minuut"
