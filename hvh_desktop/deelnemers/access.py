"""Whose deelnemer he is, and whether this may be done for him today.

A sixth file in this slice because every other slice asks it before it reads or writes.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, or_, select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Deelnemer, Teamlid, Titel
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import list_vervangen_ids
from hvh_desktop.rights import Right

GUIDANCE = frozenset(
    {
        Right.write_krachteninventarisatie,
        Right.write_actieplan,
        Right.write_mentorgesprek,
        Right.complete_trajectplan,
    }
)
"""What a BBA resident does not get. Source: process, deelnemer and placement."""

_OWN = (
    select(Teamlid.id)
    .where(
        Teamlid.deelnemer_id == bindparam("deelnemer_id"),
        Teamlid.medewerker_id == bindparam("medewerker_id"),
        Teamlid.vanaf_datum <= bindparam("today"),
        or_(Teamlid.tot_datum.is_(None), Teamlid.tot_datum >= bindparam("today")),
    )
    .limit(1)
)
"""Made once, because every write asks it."""


def is_own(session: Session, deelnemer_id: UUID) -> bool:
    """Is the person at the keyboard in his team today, or standing in for somebody who is?"""
    if _is_in_team(session, deelnemer_id, session.actor.medewerker_id):
        return True
    return any(_is_in_team(session, deelnemer_id, one) for one in list_vervangen_ids(session))


def _is_in_team(session: Session, deelnemer_id: UUID, medewerker_id: UUID) -> bool:
    asked = {
        "deelnemer_id": deelnemer_id,
        "medewerker_id": medewerker_id,
        "today": session.today,
    }
    return session.scalars(_OWN, asked).first() is not None


def require(session: Session, right: Right, deelnemer_id: UUID) -> Deelnemer:
    """The deelnemer, when this may be done for him; else a UserError that says why not.

    A BBA resident gets no guidance. Unknown id: a bug (NoResultFound).
    """
    asks_own = rights.scope_of(session.actor, right) is rights.Scope.own
    rights.require(session.actor, right, is_own=asks_own and is_own(session, deelnemer_id))
    deelnemer = session.get_one(Deelnemer, deelnemer_id)
    if right in GUIDANCE and deelnemer.titel is Titel.bba:
        raise UserError(
            f"{deelnemer.roepnaam} woont hier met een BBA-titel. "
            "Daar hoort geen begeleiding van het huis bij."
        )
    return deelnemer


def is_allowed(session: Session, right: Right, deelnemer_id: UUID) -> bool:
    """Would ``require`` let this pass? For screens, to leave out what would be refused."""
    try:
        require(session, right, deelnemer_id)
    except UserError:
        return False
    return True
