"""What the telling of a case needs: whose it is, when its next step can be, and small words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.demo.play import Man, Step
from hvh_desktop.demo.reading_sancties import Uitkomst, Zaak
from hvh_desktop.sancties import service
from hvh_desktop.sancties.rows import AlternatiefRow, BeslissingRow, StrafRow
from hvh_desktop.sancties.words import AlternatiefSoort, StrafSoort

LOCATIEMANAGER, DIRECTEUR = "l01", "d01"
OPENING, REPORT, HEARING, ADVICE, PROPOSAL, DECISION, PAPER, HANDING, START, END = range(8, 18)
"""At which hour of its day each part is done."""
APART = timedelta(minutes=5)
ADVISED = "Volgens het advies van de psycholoog."


@dataclass
class Telling:
    """One case while it is told; its steps come one after the other."""

    man: Man
    zaak: Zaak
    key: str
    _at: datetime | None = None

    @property
    def id(self) -> UUID:
        """Of the case, once it was recorded."""
        return self.man.zorg[self.key]

    def day(self, offset: int) -> date:
        """A day of the story that has been."""
        return self.man.calendar.past(offset)

    def do(self, offset: int, hour: int, by: str, act: Callable[[Session], Any]) -> Step:
        """A step at that hour, or a little after the one before it."""
        asked = datetime.combine(self.day(offset), time(hour))
        at = self._at = asked if self._at is None else max(asked, self._at + APART)

        def keep(session: Session) -> None:
            act(session)

        return self.man.step_on(at.date(), at.hour, by, keep, at.minute)


def no_answer(_: object) -> None:
    """A step gives nothing back."""


def counts(session: Session, zaak_id: UUID) -> BeslissingRow:
    """The decision that counts now."""
    return service.get_zaak(session, zaak_id).beslissingen[-1]


def row_of(told: Uitkomst, soort: AlternatiefSoort, last_day: date | None) -> AlternatiefRow:
    """An outcome as a service wants it."""
    straffen = tuple(
        StrafRow(StrafSoort(kind), much, given, uitwerking=told.uitwerking)
        for kind, much, given in told.straffen
    )
    return AlternatiefRow(
        soort,
        told.naam,
        straffen,
        told.afspraak,
        told.degradatie,
        told.terugplaatsing,
        last_day if any(straf.voorwaardelijk for straf in straffen) else None,
    )
