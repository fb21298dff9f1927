"""What the services of verloven give back; nothing in them can be changed.

A file of its own, without the database, because pure modules of other slices reckon with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hvh_desktop.verloven.model import VerlofSoort, VerlofStatus, WerkSoort

COMING = (VerlofStatus.voorbereiding, VerlofStatus.toegekend)
"""What may still happen."""


@dataclass(frozen=True)
class VerlofRow:
    """One verlof, or a row of them with the same aim."""

    id: UUID
    deelnemer_id: UUID
    soort: VerlofSoort
    doel_id: UUID | None
    doel: str
    """In his own words; empty when it hangs on none."""
    oogmerk: str
    bijdrage: str
    aanvraag_datum: date | None
    begin_datum: date
    eind_datum: date | None
    duur: str
    aantal: int
    status: VerlofStatus
    status_reden: str
    evaluatie: str

    @property
    def laatste_datum(self) -> date:
        """The last day of it."""
        return self.eind_datum or self.begin_datum

    @property
    def is_open(self) -> bool:
        """Is it prepared or granted, and not said what became of it?"""
        return self.status in COMING


@dataclass(frozen=True)
class WerkplekRow:
    """His work in a period."""

    id: UUID
    deelnemer_id: UUID
    soort: WerkSoort
    plek: str
    van_datum: date
    tot_datum: date | None
    uren: int
    """In a week."""
    weekloon_centen: int | None
    is_nu: bool
    """Does he do it today?"""
