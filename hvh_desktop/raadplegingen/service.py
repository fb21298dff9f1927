"""Who looked at what, when and why: per deelnemer, per colleague, and as paper for him.

What one person did with one thing on one day is one line; the norm (NEN 7513) allows that. Names
of deelnemers are only for who may read dossiers: a beheerder sees a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from hvh_desktop import rights
from hvh_desktop.db import AMSTERDAM, Compartment, Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Teamlid
from hvh_desktop.deelnemers.service import get_deelnemer_names, list_eigen_deelnemer_ids
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import get_medewerker_full_names, list_medewerkers
from hvh_desktop.policy import get_value
from hvh_desktop.raadplegingen.words import (
    EIGEN,
    FUNCTIE,
    NIET_GEZEGD,
    about_words,
    code_words,
    reden_words,
    rol_words,
    wat_words,
)
from hvh_desktop.readlog import Raadpleging, record_raadpleging
from hvh_desktop.rights import Actor, Right, Rol, Scope
from hvh_desktop.text import capitalise, fold

DAGEN = 30
"""The period that is shown when nobody chose another."""
MOST = 60_000
"""Lines of the log that one question may read."""
TOO_MANY = (
    "In deze periode staan te veel regels om te tonen. "
    "Kies een kortere periode, één medewerker of één deelnemer."
)


@dataclass(frozen=True)
class RaadplegingRow:
    """What one person did with one thing on one day. Moments are in the time of the house."""

    datum: date
    eerste: datetime
    laatste: datetime
    aantal: int
    medewerker_id: UUID
    medewerker: str
    rol: str
    """The roles that he held then, in words."""
    deelnemer_id: UUID | None
    deelnemer: str
    """His name, a code for who may not know it, or "" when it is not about a deelnemer."""
    onderdeel: str
    handeling: str
    wat: str
    redenen: tuple[str, ...]
    """Lines of the list of the house; also those that were given up to some hours before."""
    waarom: str
    is_eigen: bool | None
    """Was he in his team that day? None: not known here, or not about a deelnemer."""


@dataclass(frozen=True)
class Keuzes:
    """What the person at the keyboard may choose: (id, words)."""

    deelnemers: tuple[tuple[UUID, str], ...]
    medewerkers: tuple[tuple[UUID, str], ...]
    redenen: tuple[str, ...]
    may_all: bool
    """May he see what colleagues looked at, of everyone?"""
    knows_team: bool
    """Can he see who is in whose team?"""


# Asking --------------------------------------------------------------------------------------


def list_raadplegingen(
    session: Session,
    *,
    deelnemer_id: UUID | None = None,
    medewerker_id: UUID | None = None,
    from_day: date,
    to_day: date,
    reden: str | None = None,
    only_not_own: bool = False,
) -> list[RaadplegingRow]:
    """Who looked, newest first, both days included.

    Everybody may see what he himself looked at. Lines that are not about a deelnemer are only
    for who may see what colleagues looked at. ``only_not_own``: only by people who were not in
    his team that day; who cannot see teams gets the lines with a reason instead.
    """
    _require(session, deelnemer_id, medewerker_id)
    asked = _asked(session, deelnemer_id, medewerker_id, from_day, to_day)
    merged = _merge(_with_reasons(session, asked, from_day), session)
    rows = _rows(session, merged)
    return [
        row
        for row in rows
        if (reden is None or reden in row.redenen)
        and (not only_not_own or row.is_eigen is False or (row.is_eigen is None and row.redenen))
    ]


def record_inzage(
    session: Session, *, deelnemer_id: UUID | None = None, medewerker_id: UUID | None = None
) -> None:
    """Note that the log itself is looked at; ``session`` writes the log."""
    _require(session, deelnemer_id, medewerker_id)
    if deelnemer_id is not None:
        record_raadpleging(session, "raadplegingen", deelnemer_id)
    else:
        is_self = medewerker_id == session.actor.medewerker_id
        onderdeel = "raadplegingen_zelf" if is_self else "raadplegingen_collega"
        record_raadpleging(session, onderdeel, None)


def list_keuzes(session: Session) -> Keuzes:
    """Whose log the person at the keyboard may open, besides his own."""
    actor = session.actor
    may_all = rights.is_allowed(actor, Right.read_raadplegingen_collega)
    colleagues = list_medewerkers(session, only_active=False) if may_all else []
    return Keuzes(
        deelnemers=tuple(_men(session)),
        medewerkers=tuple((row.id, row.naam) for row in colleagues),
        redenen=tuple(get_value(session, "raadpleging_redenen")),
        may_all=may_all,
        knows_team=_knows_names(session),
    )


# Rights --------------------------------------------------------------------------------------


def _require(session: Session, deelnemer_id: UUID | None, medewerker_id: UUID | None) -> None:
    """His own looking; else of this man; else of everyone."""
    if medewerker_id == session.actor.medewerker_id:
        return
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_raadplegingen_collega)
    elif session.holds(Compartment.team):
        access.require(session, Right.read_raadplegingen, deelnemer_id)
    else:
        rights.require(session.actor, Right.read_raadplegingen)


def _knows_names(session: Session) -> bool:
    """May he know who the deelnemers are? Asks the key and the right."""
    return session.holds(Compartment.team) and rights.is_allowed(session.actor, Right.read_dossier)


def _men(session: Session) -> list[tuple[UUID, str]]:
    scope = rights.scope_of(session.actor, Right.read_raadplegingen)
    if scope is Scope.none:
        return []
    if _knows_names(session):
        own = list_eigen_deelnemer_ids(session) if scope is Scope.own else None
        names = get_deelnemer_names(session, own)
        return sorted(names.items(), key=lambda pair: fold(pair[1]))
    known = select(Raadpleging.deelnemer_id).where(Raadpleging.deelnemer_id.is_not(None))
    ids = [one for one in session.scalars(known.distinct()) if one is not None]
    return sorted(((one, capitalise(code_words(one))) for one in ids), key=lambda pair: pair[1])


# Reading and merging -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """One line of the log with the reason that counts for it."""

    at: datetime
    by: UUID
    deelnemer_id: UUID | None
    onderdeel: str
    handeling: str
    rollen: tuple[str, ...]
    reden: str | None


def statement(
    deelnemer_id: UUID | None, medewerker_id: UUID | None, begin: datetime, end: datetime
) -> Select[Any, *tuple[Any, ...]]:
    """The question to the log: always by period, and by the index of who or of whom."""
    asked = select(
        Raadpleging.created_at,
        Raadpleging.created_by,
        Raadpleging.deelnemer_id,
        Raadpleging.onderdeel,
        Raadpleging.handeling,
        Raadpleging.rollen,
        Raadpleging.reden,
    ).where(Raadpleging.created_at >= begin, Raadpleging.created_at < end)
    if deelnemer_id is not None:
        asked = asked.where(Raadpleging.deelnemer_id == deelnemer_id)
    if medewerker_id is not None:
        asked = asked.where(Raadpleging.created_by == medewerker_id)
    return asked.order_by(Raadpleging.created_at)


def _asked(
    session: Session,
    deelnemer_id: UUID | None,
    medewerker_id: UUID | None,
    from_day: date,
    to_day: date,
) -> list[_Line]:
    """The lines of the period, and of the hours before it in which a reason may stand."""
    if from_day > to_day:
        raise UserError("De eerste dag ligt na de laatste dag. Kies de dagen opnieuw.")
    hours = timedelta(hours=int(get_value(session, "raadpleging_reden_uren")))
    end = _midnight(to_day + timedelta(days=1))
    asked = statement(deelnemer_id, medewerker_id, _midnight(from_day) - hours, end)
    if not rights.is_allowed(session.actor, Right.read_raadplegingen_collega):
        asked = asked.where(Raadpleging.deelnemer_id.is_not(None))
    lines = [_Line(*tuple(row)) for row in session.execute(asked.limit(MOST + 1))]
    if len(lines) > MOST:
        raise UserError(TOO_MANY)
    return lines


def _midnight(day: date) -> datetime:
    """When a day of the house begins."""
    return datetime.combine(day, time.min, AMSTERDAM).astimezone(UTC)


def _with_reasons(session: Session, lines: Sequence[_Line], from_day: date) -> list[_Line]:
    """Each line of the period with the reason that was valid when it was written."""
    hours = timedelta(hours=int(get_value(session, "raadpleging_reden_uren")))
    begin = _midnight(from_day)
    last: dict[tuple[UUID, UUID], _Line] = {}
    found = []
    for line in lines:
        reden = line.reden
        if line.deelnemer_id is not None:
            key = (line.by, line.deelnemer_id)
            if reden is not None:
                last[key] = line
            elif key in last and line.at - last[key].at < hours:
                reden = last[key].reden
        if line.at >= begin:
            found.append(line if reden == line.reden else replace(line, reden=reden))
    return found


def _merge(lines: Iterable[_Line], session: Session) -> list[list[_Line]]:
    """Lines of one person, one man, one thing and one day together; newest first."""
    days: dict[tuple[Any, ...], list[_Line]] = {}
    for line in lines:
        day = line.at.astimezone(AMSTERDAM).date()
        about = line.deelnemer_id or line.reden
        key = (day, line.by, about, line.onderdeel, line.handeling)
        days.setdefault(key, []).append(line)
    return sorted(days.values(), key=lambda group: group[-1].at, reverse=True)


def _rows(session: Session, merged: Sequence[Sequence[_Line]]) -> list[RaadplegingRow]:
    colleagues = get_medewerker_full_names(session) if merged else {}
    names: Mapping[UUID, str] = {}
    teams: Mapping[tuple[UUID, UUID], list[tuple[date, date | None]]] | None = None
    if merged and _knows_names(session):
        names = get_deelnemer_names(session)
        teams = _teams(session)
    return [_row(group, colleagues, names, teams) for group in merged]


def _teams(session: Session) -> dict[tuple[UUID, UUID], list[tuple[date, date | None]]]:
    """(colleague, deelnemer) -> the periods in which he was in his team."""
    columns = (Teamlid.medewerker_id, Teamlid.deelnemer_id)
    found: dict[tuple[UUID, UUID], list[tuple[date, date | None]]] = {}
    for by, of, begin, end in session.execute(
        select(*columns, Teamlid.vanaf_datum, Teamlid.tot_datum)
    ):
        found.setdefault((by, of), []).append((begin, end))
    return found


def _row(
    group: Sequence[_Line],
    colleagues: Mapping[UUID, str],
    names: Mapping[UUID, str],
    teams: Mapping[tuple[UUID, UUID], list[tuple[date, date | None]]] | None,
) -> RaadplegingRow:
    first, last = group[0], group[-1]
    eerste, laatste = first.at.astimezone(AMSTERDAM), last.at.astimezone(AMSTERDAM)
    day, of = eerste.date(), first.deelnemer_id
    is_eigen: bool | None = None
    if of is not None and teams is not None:
        periods = teams.get((first.by, of), ())
        is_eigen = any(begin <= day and (end is None or day <= end) for begin, end in periods)
    redenen = tuple(dict.fromkeys(line.reden for line in group if line.reden)) if of else ()
    return RaadplegingRow(
        datum=day,
        eerste=eerste,
        laatste=laatste,
        aantal=len(group),
        medewerker_id=first.by,
        medewerker=colleagues.get(first.by, "onbekende medewerker"),
        rol=rol_words(rol for line in group for rol in line.rollen),
        deelnemer_id=of,
        deelnemer="" if of is None else names.get(of) or code_words(of),
        onderdeel=first.onderdeel,
        handeling=first.handeling,
        wat=wat_words(first.onderdeel, first.handeling),
        redenen=redenen,
        waarom=_waarom(first, redenen, is_eigen, colleagues),
        is_eigen=is_eigen,
    )


def _waarom(
    line: _Line, redenen: Sequence[str], is_eigen: bool | None, colleagues: Mapping[UUID, str]
) -> str:
    if line.deelnemer_id is None:
        return about_words(line.reden, colleagues)
    if redenen:
        return "; ".join(reden_words(one) for one in redenen)
    if is_eigen:
        return EIGEN
    held = frozenset(rol for rol in Rol if rol.value in line.rollen)
    if not access.asks_reason(Actor(line.by, held)):
        return FUNCTIE
    return EIGEN if is_eigen is None else NIET_GEZEGD
