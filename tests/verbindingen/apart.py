"""Two people who write the same field without seeing each other."""

from __future__ import annotations

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Compartment, Database
from hvh_desktop.rights import Rol
from tests.conftest import Clock
from tests.journeys.pages import Whole

BEFORE = "Ik wil werk.\nIk begin met mijn cv."
FIRST = "Ik wil werk.\nIk begin met mijn cv.\nRuben helpt me."
SECOND = "Ik wil werk bij een fabriek.\nIk begin met mijn cv."


def write(database: Database, whole: Whole, seen: int | None = None, **values: object) -> int:
    """Change the doel, by somebody who saw it up to ``seen``; how far the log is then."""
    with database.transaction(Compartment.team, seen=seen) as session:
        doel = session.get(Doel, whole.man.ids["doel_id"])
        for name, value in values.items():
            setattr(doel, name, value)
    with database.reading() as session:
        return session.mark(Compartment.team)


def record_two_versions(whole: Whole) -> None:
    """The doel gets two texts."""
    clock = Clock()
    one, other = whole.open(clock, Rol.casemanager), whole.open(clock, Rol.locatiemanager)
    seen = write(one, whole, tekst=BEFORE)
    write(other, whole, tekst=FIRST)
    write(one, whole, seen, tekst=SECOND)
    for database in (one, other):
        whole.opened.remove(database)
        database.close()
