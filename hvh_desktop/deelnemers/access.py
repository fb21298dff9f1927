"""Whose deelnemer he is, and whether this may be done for him today.

A sixth file in this slice because every other slice asks it before it reads or writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Deelnemer, Teamlid, Titel
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import list_vervangen_ids
from hvh_desktop.policy import Rule, get_rule, get_value
from hvh_desktop.readlog import WAARNEMING, Raadpleging, record_raadpleging
from hvh_desktop.rights import Actor, Right, Scope
from hvh_desktop.text import full_name, initials

GUIDANCE = frozenset(
    {
        Right.write_krachteninventarisatie,
        Right.write_actieplan,
        Right.write_mentorgesprek,
        Right.complete_trajectplan,
        Right.write_verwijzing,
        Right.write_signaleringsplan,
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
    session.info[deelnemer_id] = deelnemer  # else the session forgets him and asks again
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


# Opening the dossier of somebody else's deelnemer ----------------------------------------------


class ReasonNeeded(UserError):
    """His dossier opens when it is said why. Holds no name, for it may end in a log."""

    def __init__(self) -> None:
        super().__init__(
            "Dit is niet jouw eigen deelnemer. Kies eerst waarom je zijn dossier opent."
        )


@dataclass(frozen=True)
class Question:
    """Who he is, in as few words as asking needs, and the reasons there are."""

    naam: str
    roepnaam: str
    initialen: str
    redenen: Rule
    """The value is a list of sentences."""
    uren: int
    """How long a reason is valid."""


def asks_reason(actor: Actor) -> bool:
    """Does this person need a reason for a man who is not his? The widest role counts."""
    return rights.scope_of(actor, Right.open_dossier) is Scope.own


def needs_reason(session: Session, deelnemer_id: UUID) -> bool:
    """Not his own, and no reason given in the last hours."""
    if not asks_reason(session.actor) or is_own(session, deelnemer_id):
        return False
    given = _with_reason(session).where(Raadpleging.deelnemer_id == deelnemer_id)
    return session.scalars(given.limit(1)).first() is None


def require_opening(session: Session, deelnemer_id: UUID) -> Deelnemer:
    """The deelnemer whose dossier is opened; ``ReasonNeeded`` when it must be said why first."""
    found = require(session, Right.read_dossier, deelnemer_id)
    if needs_reason(session, deelnemer_id):
        raise ReasonNeeded
    return found


def list_opened_ids(session: Session) -> frozenset[UUID]:
    """Men of others whose dossier this person opened with a reason that is valid now."""
    return frozenset(one for one in session.scalars(_with_reason(session)) if one is not None)


def get_question(session: Session, deelnemer_id: UUID) -> Question:
    """What the page that asks why shows."""
    found = require(session, Right.read_dossier, deelnemer_id)
    naam = full_name(found.roepnaam, found.tussenvoegsel, found.achternaam)
    redenen = get_rule(session, "raadpleging_redenen")
    return Question(naam, found.roepnaam, initials(naam), redenen, _hours(session))


def record_opening(session: Session, deelnemer_id: UUID, reden: str | None = None) -> None:
    """Note that his dossier is opened; ``session`` writes the log.

    ``reden``: a line of the list of the house, for a man who is not his own.
    """
    require(session, Right.read_dossier, deelnemer_id)
    if reden is not None and reden not in get_value(session, "raadpleging_redenen"):
        raise UserError("Deze reden staat niet in de lijst. Kies een reden uit de lijst.")
    if reden is None and _stands_in(session, deelnemer_id):
        reden = WAARNEMING
    record_raadpleging(session, "dossier", deelnemer_id, reden=reden)


def _stands_in(session: Session, deelnemer_id: UUID) -> bool:
    """Is he his own only because a colleague is away?"""
    if not asks_reason(session.actor):
        return False
    me = session.actor.medewerker_id
    return not _is_in_team(session, deelnemer_id, me) and is_own(session, deelnemer_id)


def _with_reason(session: Session) -> Select[UUID | None]:
    """Openings by this person with a reason that is still valid."""
    return select(Raadpleging.deelnemer_id).where(
        Raadpleging.created_by == session.actor.medewerker_id,
        Raadpleging.created_at > session.now - timedelta(hours=_hours(session)),
        Raadpleging.created_at <= session.now,
        Raadpleging.reden.is_not(None),
        Raadpleging.reden != WAARNEMING,
    )


def _hours(session: Session) -> int:
    return int(get_value(session, "raadpleging_reden_uren"))
