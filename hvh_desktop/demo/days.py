"""The calendar of a story: days counted from today become days on which the house works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hvh_desktop.db import AMSTERDAM
from hvh_desktop.mentorgesprekken.service import find_rustdag, next_workday


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

    def born(self, leeftijd: int, month: int, day: int) -> date:
        """The birthday of somebody who has this age today."""
        has_been = (month, day) <= (self.today.month, self.today.day)
        return date(self.today.year - leeftijd - (not has_been), month, day)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time of a day in the house, in UTC; not later than now."""
        there = datetime.combine(day, time(hour, minute), AMSTERDAM).astimezone(UTC)
        return min(there, self.now)
