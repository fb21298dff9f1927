"""On which days a talk can be, and what may still happen to it.

A file of its own because the agenda and the service both ask it before they write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, exists, or_, select

from hvh_desktop.actieplannen.model import Actie, Doel
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Deelnemer, Taak, Teamlid, Verblijf
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words

OPEN = (GesprekStatus.gepland, GesprekStatus.concept)
_FURTHEST = {status: number for number, status in enumerate(reversed(GesprekStatus))}

_HIS_STAY = Verblijf.deelnemer_id == Mentorgesprek.deelnemer_id
STILL_TO_HOLD = or_(
    Mentorgesprek.status != GesprekStatus.gepland,
    ~exists().where(_HIS_STAY, Verblijf.einde_datum < Mentorgesprek.datum),
    exists().where(
        _HIS_STAY,
        Verblijf.begin_datum <= Mentorgesprek.datum,
        or_(Verblijf.einde_datum.is_(None), Verblijf.einde_datum >= Mentorgesprek.datum),
    ),
)
"""Leaves out what was planned for a day after he left. It is kept: his leaving may be undone."""

# Statements that every save asks, made once.
_HIS = Mentorgesprek.deelnemer_id == bindparam("deelnemer_id")
_COUNTS = (
    Mentorgesprek.status != GesprekStatus.verzet,
    Mentorgesprek.is_vervallen.is_(False),
    STILL_TO_HOLD,
)
_ON_DAY = select(Mentorgesprek).where(_HIS, Mentorgesprek.datum == bindparam("day"), *_COUNTS)
_AFTER = (
    select(Mentorgesprek)
    .where(_HIS, Mentorgesprek.datum > bindparam("day"), *_COUNTS)
    .order_by(Mentorgesprek.datum, Mentorgesprek.id)
)
_FIRST_AFTER = _AFTER.limit(1)
_STAYS = (
    select(Verblijf)
    .where(Verblijf.deelnemer_id == bindparam("deelnemer_id"))
    .order_by(Verblijf.begin_datum)
)
_MENTOREN = (
    select(Teamlid.medewerker_id)
    .where(
        Teamlid.deelnemer_id == bindparam("deelnemer_id"),
        Teamlid.taak == Taak.mentor,
        Teamlid.vanaf_datum <= bindparam("day"),
        or_(Teamlid.tot_datum.is_(None), Teamlid.tot_datum >= bindparam("day")),
    )
    .order_by(Teamlid.vanaf_datum, Teamlid.id)
)


def require_writable(session: Session, mentorgesprek_id: UUID) -> tuple[Mentorgesprek, Deelnemer]:
    """The talk and its deelnemer, when it may still change; else a sentence that says what may."""
    gesprek = session.get_one(Mentorgesprek, mentorgesprek_id)
    deelnemer = access.require(session, Right.write_mentorgesprek, gesprek.deelnemer_id)
    if gesprek.status is GesprekStatus.vastgesteld:
        raise UserError(
            f"Dit gesprek is vastgesteld op {_day_of(gesprek)} en verandert niet meer. "
            "Schrijf er een aanvulling bij."
        )
    if gesprek.status is GesprekStatus.verzet:
        raise UserError("Dit gesprek is verzet. Ga verder met het nieuwe gesprek.")
    if gesprek.is_vervallen:
        raise UserError("Dit concept is weggegooid. Begin een nieuw gesprek.")
    return gesprek, deelnemer


def check_day(
    session: Session, deelnemer: Deelnemer, day: date, *, may_be_later: bool = True
) -> None:
    """Refuse a day on which he did not live here, or one that is still to come."""
    problems = day_problems(session, deelnemer, day, may_be_later=may_be_later)
    if problems:
        raise UserError(problems["datum"], problems)


def day_problems(
    session: Session,
    deelnemer: Deelnemer,
    day: date,
    *,
    field: str = "datum",
    may_be_later: bool = True,
    stays: Sequence[Verblijf] | None = None,
) -> dict[str, str]:
    """As ``check_day``, as a sentence for a field; empty when the day is right.

    ``stays``: his, when the caller has read them already.
    """
    if day > session.today and not may_be_later:
        return {field: "Die dag moet nog komen. Kies vandaag of een eerdere dag."}
    stays = list_stays(session, deelnemer.id) if stays is None else stays
    if any(_covers(stay, day) for stay in stays):
        return {}
    return {field: _outside(deelnemer.roepnaam, stays, day)}


def list_stays(session: Session, deelnemer_id: UUID) -> list[Verblijf]:
    """His stays in the house, oldest first."""
    return list(session.scalars(_STAYS, {"deelnemer_id": deelnemer_id}))


def find_vertrek(session: Session, deelnemer_id: UUID, on: date) -> date | None:
    """The day he leaves, or is expected to, of the stay he is in on a day."""
    stay = next((s for s in list_stays(session, deelnemer_id) if _covers(s, on)), None)
    return None if stay is None else stay.einde_datum or stay.verwacht_einde_datum


def mentor_ids_on(session: Session, deelnemer_id: UUID, on: date) -> tuple[UUID, ...]:
    """His mentoren on a day, who came first in front."""
    return tuple(session.scalars(_MENTOREN, {"deelnemer_id": deelnemer_id, "day": on}))


def find_on_day(session: Session, deelnemer_id: UUID, day: date) -> Mentorgesprek | None:
    """A talk of that day that is planned, being written or fixed; the furthest one first."""
    return furthest(session.scalars(_ON_DAY, {"deelnemer_id": deelnemer_id, "day": day}))


def furthest(gesprekken: Iterable[Mentorgesprek]) -> Mentorgesprek | None:
    """The one that is fixed, else being written, else planned."""
    return min(gesprekken, key=lambda gesprek: _FURTHEST[gesprek.status], default=None)


def find_after(session: Session, deelnemer_id: UUID, day: date) -> Mentorgesprek | None:
    """The first talk after a day that is planned, being written or fixed."""
    return session.scalars(_FIRST_AFTER, {"deelnemer_id": deelnemer_id, "day": day}).first()


def list_after(session: Session, deelnemer_id: UUID, day: date) -> list[Mentorgesprek]:
    """All talks after a day that are planned, being written or fixed, in order."""
    return list(session.scalars(_AFTER, {"deelnemer_id": deelnemer_id, "day": day}))


def find_planned_later(session: Session, deelnemer_id: UUID, day: date) -> Mentorgesprek | None:
    """The next planned talk, when it comes after today: it is held earlier now."""
    if day < session.today:
        return None
    found = find_after(session, deelnemer_id, day)
    return found if found is not None and found.status is GesprekStatus.gepland else None


def check_doelen(session: Session, deelnemer_id: UUID, notities: Mapping[UUID, str]) -> None:
    """What was said is about doelen of this man; other ids are a bug of who calls."""
    about = {doel_id for doel_id, words in notities.items() if words.strip()}
    known = select(Doel.id).where(Doel.deelnemer_id == deelnemer_id, Doel.id.in_(about))
    if about - set(session.scalars(known)):
        raise ValueError("a doel of another deelnemer")


def check_acties(session: Session, deelnemer_id: UUID, actie_ids: Collection[UUID]) -> None:
    """As ``check_doelen``, for acties."""
    known = select(Actie.id).where(Actie.deelnemer_id == deelnemer_id, Actie.id.in_(actie_ids))
    if set(actie_ids) - set(session.scalars(known)):
        raise ValueError("an actie of another deelnemer")


def _covers(stay: Verblijf, day: date) -> bool:
    return stay.begin_datum <= day and (stay.einde_datum is None or day <= stay.einde_datum)


def _outside(roepnaam: str, stays: Sequence[Verblijf], day: date) -> str:
    if not stays:
        return f"{roepnaam} heeft nog geen verblijf. Vul eerst in wanneer hij kwam."
    if day < stays[0].begin_datum:
        came = date_words(stays[0].begin_datum)
        return f"{roepnaam} kwam op {came}. Kies een dag vanaf toen."
    before = [stay for stay in stays if stay.einde_datum is not None and stay.einde_datum < day]
    left = max(stay.einde_datum for stay in before if stay.einde_datum is not None)
    return f"{roepnaam} vertrok op {date_words(left)}. Kies een dag tot en met toen."


def _day_of(gesprek: Mentorgesprek) -> str:
    if gesprek.vastgesteld_op is None:
        return date_words(gesprek.datum)
    return date_words(gesprek.vastgesteld_op.astimezone(AMSTERDAM).date())
