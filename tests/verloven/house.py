"""A man with a doel, and those who arrange his verlof and work; fictional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hvh_desktop.actieplannen.service import record_doel
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers.service import record_deelnemer, record_teamlid
from hvh_desktop.rights import Rol
from hvh_desktop.verloven import service
from hvh_desktop.verloven.rows import VerlofRow, WerkplekRow
from tests.conftest import Clock, OpenAs
from tests.deelnemers.example import deelnemer_values


@dataclass
class House:
    """Who and what there is. Today is 12 november 2026."""

    casemanager: Database
    mentor: Database
    other_mentor: Database
    deelnemer_id: UUID
    bba_id: UUID
    doel_id: UUID
    clock: Clock

    def values(self, **other: Any) -> dict[str, Any]:
        """A verlof as the form gives it."""
        return {
            "soort": "kort",
            "doel_id": self.doel_id,
            "oogmerk": "Een dag meelopen bij de hovenier.",
            "bijdrage": "Hij ziet of het werk bij hem past.",
            "aanvraag_datum": date(2026, 11, 2),
            "begin_datum": date(2026, 11, 20),
            "eind_datum": None,
            "duur": "Van 9.00 tot 17.00 uur",
            "aantal": 1,
        } | other

    def record(self, deelnemer_id: UUID | None = None, **other: Any) -> UUID:
        with self.casemanager.transaction(Compartment.team) as session:
            return service.record_verlof(
                session, deelnemer_id or self.deelnemer_id, self.values(**other)
            )

    def do(self, what: Any, *given: Any) -> Any:
        with self.casemanager.transaction(Compartment.team) as session:
            return what(session, *given)

    def get(self, key: UUID) -> VerlofRow:
        with self.mentor.reading() as session:
            return service.get_verlof(session, key)

    def listed(self, **other: Any) -> list[UUID]:
        with self.mentor.reading() as session:
            return [row.id for row in service.list_verloven(session, self.deelnemer_id, **other)]

    def work(self, **other: Any) -> UUID:
        """New work, by his own mentor."""
        values = {
            "soort": "Fabriek",
            "plek": "montage",
            "van_datum": date(2026, 8, 3),
            "tot_datum": None,
            "uren": 24,
            "weekloon": "14,75",
        } | other
        with self.mentor.transaction(Compartment.team) as session:
            return service.record_werkplek(session, self.deelnemer_id, values)

    def find_work(self) -> WerkplekRow | None:
        with self.mentor.reading() as session:
            return service.find_werkplek(session, self.deelnemer_id)


def make_house(open_as: OpenAs, clock: Clock) -> House:
    office = open_as(Rol.casemanager, Rol.beheerder)
    mentor_id = new_id()
    with office.transaction(Compartment.team) as session:
        deelnemer_id = record_deelnemer(session, deelnemer_values(begin_datum=date(2026, 7, 9)))
        bba = deelnemer_values(roepnaam="Bart", achternaam="Steinhardt", titel="BBA")
        bba_id = record_deelnemer(session, bba)
        record_teamlid(session, deelnemer_id, mentor_id, "mentor", date(2026, 7, 9))
        doel = {
            "tekst": "Ik wil werk in het groen.",
            "leefgebieden": ("werken_leren",),
            "herstelvorm": "maatschappij",
            "herkomst": "anders",
        }
        doel_id = record_doel(session, deelnemer_id, doel)
    return House(
        office,
        open_as(Rol.mentor, medewerker_id=mentor_id),
        open_as(Rol.mentor),
        deelnemer_id,
        bba_id,
        doel_id,
        clock,
    )
