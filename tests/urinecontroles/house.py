"""A man who is checked, and those who check him; fictional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.deelnemers.service import record_deelnemer, record_teamlid
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Rol
from hvh_desktop.urinecontroles import service
from hvh_desktop.urinecontroles.model import Stofuitslag
from hvh_desktop.urinecontroles.rows import StofInvoer, UrineDetail
from tests.conftest import Clock, OpenAs
from tests.deelnemers.example import deelnemer_values

TODAY = date(2026, 11, 12)
"""It is 10.30 in the house."""


def order_values(**other: Any) -> dict[str, Any]:
    """An order as the form gives it: at nine this morning."""
    return {
        "aanleiding": "vermoeden",
        "reden": "Zijn ogen waren rood en hij praatte langzaam.",
        "is_reden_meegedeeld": True,
        "stoffen": ("cannabis", "cocaïne"),
        "opdracht_datum": TODAY,
        "opdracht_tijd": time(9, 0),
        "nummer": "",
        "nummer_tweede": "",
    } | other


def found(
    *positive: str, asked: tuple[str, ...] = ("cannabis", "cocaïne")
) -> tuple[StofInvoer, ...]:
    """What the laboratory wrote: these were found, the others not."""
    return tuple(
        StofInvoer(
            stof, Stofuitslag.positief if stof in positive else Stofuitslag.negatief, "62 ng/ml"
        )
        for stof in asked
    )


@dataclass
class House:
    """Who and what there is."""

    mentor: Database
    casemanager: Database
    psycholoog: Database
    mentor_id: UUID
    deelnemer_id: UUID
    ander_id: UUID
    clock: Clock

    def order(self, deelnemer_id: UUID | None = None, **other: Any) -> UUID:
        with self.mentor.transaction(Compartment.team) as session:
            return service.record_urinecontrole(
                session, deelnemer_id or self.deelnemer_id, order_values(**other)
            )

    def do(self, what: Any, *given: Any) -> Any:
        """One service call in a transaction of the mentor."""
        with self.mentor.transaction(Compartment.team) as session:
            return what(session, *given)

    def take(self, key: UUID, nummer: str = "A-1001", **other: Any) -> None:
        values = {
            "afname_datum": TODAY,
            "afname_tijd": time(9, 40),
            "nummer": nummer,
            "nummer_tweede": "",
        }
        self.do(service.record_afname, key, values | other)

    def result(self, key: UUID, *positive: str, **other: Any) -> None:
        values = {"uitslag_datum": TODAY, "stoffen": found(*positive)}
        self.do(service.record_uitslag, key, values | other)

    def tell(self, key: UUID, **other: Any) -> None:
        values = {"meegedeeld_datum": TODAY, "meegedeeld_tijd": time(10, 15)}
        self.do(service.record_meegedeeld, key, values | other)

    def get(self, key: UUID) -> UrineDetail:
        with self.mentor.reading() as session:
            return service.get_urinecontrole(session, key)

    def past_positive(self, day: date, nummer: str, *positive: str, **other: Any) -> UUID:
        """A whole check on one earlier day, told at the end of it."""
        key = self.order(opdracht_datum=day, opdracht_tijd=time(9, 0), **other)
        self.take(key, nummer, afname_datum=day)
        self.result(key, *positive, uitslag_datum=day)
        self.tell(key, meegedeeld_datum=day, meegedeeld_tijd=time(17, 0))
        return key


def make_house(open_as: OpenAs, clock: Clock) -> House:
    office = open_as(Rol.casemanager, Rol.beheerder)
    with office.transaction(Compartment.register) as session:
        mentor = Medewerker(
            naam="Ilse Ribberink",
            roepnaam="Ilse",
            gebruikersnaam="ilse",
            functie="mentor",
            rollen=("mentor",),
        )
        session.add(mentor)
        session.flush()
        mentor_id = mentor.id
    with office.transaction(Compartment.team) as session:
        deelnemer_id = record_deelnemer(session, deelnemer_values(begin_datum=date(2026, 7, 9)))
        other = deelnemer_values(roepnaam="Serkan", achternaam="Karataş")
        ander_id = record_deelnemer(session, other)
        for one in (deelnemer_id, ander_id):
            record_teamlid(session, one, mentor_id, Taak.mentor, date(2026, 7, 9))
    return House(
        open_as(Rol.mentor, medewerker_id=mentor_id),
        office,
        open_as(Rol.psycholoog),
        mentor_id,
        deelnemer_id,
        ander_id,
        clock,
    )
