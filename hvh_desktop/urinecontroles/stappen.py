"""What every step of a check asks before it writes: the right, and days that can be.

A file of its own because the services of the order and of the result share it.
"""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.urinecontroles.termijnen import moment


def find_check(session: Session, right: Right, urinecontrole_id: UUID) -> Urinecontrole:
    """The check, when this may be done with it; what was taken off is only to be read."""
    rights.require(session.actor, right, is_own=True)
    one = session.get_one(Urinecontrole, urinecontrole_id)
    require(session, right, one.deelnemer_id)
    if one.is_vervallen and right is not Right.read_dossier:
        raise UserError("Deze controle is weggehaald. Leg een nieuwe vast.")
    return one


def who_was_there(session: Session, given: UUID | None) -> UUID:
    """The colleague who is named, or who is at the keyboard; an id of nobody is a bug."""
    me = session.actor.medewerker_id
    if given is None or given == me:
        return me
    if given not in get_medewerker_names(session):
        raise UserError("Deze medewerker is er niet. Kies iemand uit de lijst.")
    return given


def day_problems(
    session: Session, name: str, day: date, not_before: date | None = None
) -> dict[str, str]:
    """Not in the future, and not before the step before."""
    if day > session.today:
        return {name: "Deze dag ligt in de toekomst. Kijk hem na."}
    if not_before is not None and day < not_before:
        return {
            name: f"Dit is vóór de vorige stap, die van {date_words(not_before)}. Kijk de dag na."
        }
    return {}


def time_problems(session: Session, name: str, day: date, clock: time) -> dict[str, str]:
    """Not later than now, on the day itself."""
    if day == session.today and moment(day, clock) > session.now:
        return {name: "Deze tijd moet nog komen. Kijk hem na."}
    return {}
