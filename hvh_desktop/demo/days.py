"""The calendar of a story: days counted from today become days on which the house works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hvh_desktop.db import AMSTERDAM
from hvh_desktop.mentorgesprekken.service import find_rustdag, next_workday

PRESENT = ((1, (9, 0), (17, 0)), (3, (9, 0), (13, 0)), (4, (9, 0), (17, 0)))
"""When the psycholoog is there: weekday, from and until."""
TALK = timedelta(minutes=60)


@dataclass(frozen=True)
class Calendar:
    """Everything is told from one moment; what happened before it never lies after it."""

    now: datetime

    @property
    def today(self) -> date:
        """The calendar day in the house."""
        return self.now.astimezone(AMSTERDAM).date()

    def day(self, offset: int) -> date:
        """So many days from today, or the first working day after that."""
        return next_workday(self.today + timedelta(days=offset))

    def past(self, offset: int) -> date:
        """As ``day``, but never after today: then it is the last working day before."""
        found = self.day(offset)
        if found <= self.today:
            return found
        found = min(self.today, self.today + timedelta(days=offset))
        while find_rustdag(found) is not None:
            found -= timedelta(days=1)
        return found

    def talk_day(self, offset: int, uur: tuple[int, int], taken: set[tuple[date, time]]) -> date:
        """The nearest day on which the psycholoog is there at that time and has no other talk.

        What was held stays before today, what is planned is not before it. Adds to ``taken``.
        """
        found, begin = self.today + timedelta(days=offset), time(*uur)
        way = timedelta(days=-1 if offset < 0 else 1)
        while not _is_present(found, begin) or (found, begin) in taken:
            found += way
        taken.add((found, begin))
        return found

    def born(self, leeftijd: int, month: int, day: int) -> date:
        """The birthday of somebody who has this age today."""
        has_been = (month, day) <= (self.today.month, self.today.day)
        return date(self.today.year - leeftijd - (not has_been), month, day)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time of a day in the house, in UTC; not later than now."""
        there = datetime.combine(day, time(hour, minute), AMSTERDAM).astimezone(UTC)
        return min(there, self.now)


def _is_present(day: date, begin: time) -> bool:
    """Is the psycholoog in the house for a whole talk that begins then?"""
    end = (datetime.combine(day, begin) + TALK).time()
    return find_rustdag(day) is None and any(
        weekday == day.isoweekday() and time(*first) <= begin and end <= time(*last)
        for weekday, first, last in PRESENT
    )
