"""Who works with a deelnemer and what everybody must know about him.

A file of its own beside ``service.py``, which gives these functions on, because together they are
too long to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.form import AANDACHTSPUNT, TEAMLID
from hvh_desktop.deelnemers.model import (
    Aandachtspunt,
    AandachtspuntSoort,
    Taak,
    Teamlid,
    Titel,
)
from hvh_desktop.deelnemers.rows import AandachtspuntRow, TeamlidRow
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import list_vervangen_ids
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right

_TASK_ORDER = list(Taak)
_GRAVITY = list(AandachtspuntSoort)


def mentor_ids(session: Session, deelnemer_id: UUID, on: date | None = None) -> tuple[UUID, ...]:
    """His mentoren on a day (today by default), who began first first."""
    require(session, Right.read_dossier, deelnemer_id)
    return _mentoren(session, on or session.today, deelnemer_id).get(deelnemer_id, ())


def list_mentor_ids(session: Session) -> Mapping[UUID, tuple[UUID, ...]]:
    """The mentoren of today for every deelnemer who has them."""
    rights.require(session.actor, Right.read_dossier)
    return _mentoren(session, session.today)


def _mentoren(
    session: Session, day: date, deelnemer_id: UUID | None = None
) -> dict[UUID, tuple[UUID, ...]]:
    statement = select(Teamlid.deelnemer_id, Teamlid.medewerker_id).where(
        Teamlid.taak == Taak.mentor,
        Teamlid.vanaf_datum <= day,
        or_(Teamlid.tot_datum.is_(None), Teamlid.tot_datum >= day),
    )
    if deelnemer_id is not None:
        statement = statement.where(Teamlid.deelnemer_id == deelnemer_id)
    found: dict[UUID, tuple[UUID, ...]] = {}
    for of, mentor in session.execute(statement.order_by(Teamlid.vanaf_datum, Teamlid.id)):
        found[of] = (*found.get(of, ()), mentor)
    return found


def list_eigen_deelnemer_ids(session: Session) -> frozenset[UUID]:
    """Whose team the person at the keyboard is in today, or stands in for somebody who is."""
    rights.require(session.actor, Right.read_dossier)
    day = session.today
    statement = select(Teamlid.deelnemer_id).where(
        Teamlid.medewerker_id.in_((session.actor.medewerker_id, *list_vervangen_ids(session))),
        Teamlid.vanaf_datum <= day,
        or_(Teamlid.tot_datum.is_(None), Teamlid.tot_datum >= day),
    )
    return frozenset(session.scalars(statement))


def list_team(session: Session, deelnemer_id: UUID) -> tuple[TeamlidRow, ...]:
    """His team: those of today first, by taak; then the others, newest first."""
    require(session, Right.read_dossier, deelnemer_id)
    found = session.scalars(select(Teamlid).where(Teamlid.deelnemer_id == deelnemer_id))
    rows = [_teamlid_row(teamlid, session.today) for teamlid in found]
    now = [row for row in rows if row.is_huidig]
    now.sort(key=lambda row: (_TASK_ORDER.index(row.taak), row.vanaf_datum, row.id))
    others = [row for row in rows if not row.is_huidig]
    others.sort(key=lambda row: (row.vanaf_datum, row.id), reverse=True)
    return (*now, *others)


def _teamlid_row(teamlid: Teamlid, today: date) -> TeamlidRow:
    return TeamlidRow(
        id=teamlid.id,
        medewerker_id=teamlid.medewerker_id,
        taak=teamlid.taak,
        vanaf_datum=teamlid.vanaf_datum,
        tot_datum=teamlid.tot_datum,
        reden=teamlid.reden,
        is_huidig=teamlid.vanaf_datum <= today
        and (teamlid.tot_datum is None or today <= teamlid.tot_datum),
    )


def record_teamlid(
    session: Session,
    deelnemer_id: UUID,
    medewerker_id: UUID,
    taak: Taak | str,
    vanaf_datum: date,
    reden: str = "",
) -> UUID:
    """Put a colleague in his team; two mentoren at most, one of every other taak."""
    deelnemer = require(session, Right.change_team, deelnemer_id)
    values = _checked_teamlid({"taak": taak, "vanaf_datum": vanaf_datum, "reden": reden})
    teamlid = Teamlid(
        deelnemer_id=deelnemer_id,
        medewerker_id=medewerker_id,
        taak=Taak(values["taak"]),
        vanaf_datum=values["vanaf_datum"],
        reden=values["reden"],
    )
    if teamlid.taak is Taak.mentor and deelnemer.titel is Titel.bba:
        text = "Met een BBA-titel krijgt hij geen begeleiding en dus geen mentor."
        raise UserError(text, {"taak": text})
    _check_room(session, teamlid)
    session.add(teamlid)
    session.flush()
    return teamlid.id


def _checked_teamlid(values: Mapping[str, Any]) -> dict[str, Any]:
    """Clean values; the medewerker is an id here, so it is not checked against a list."""
    clean = TEAMLID.clean({**values, "taak": str(values["taak"])})
    found = TEAMLID.problems(clean)
    found.pop("medewerker_id", None)
    if found:
        raise UserError(next(iter(found.values())), found)
    return clean


def _check_room(session: Session, new: Teamlid) -> None:
    statement = select(Teamlid).where(
        Teamlid.deelnemer_id == new.deelnemer_id,
        Teamlid.taak == new.taak,
        or_(Teamlid.tot_datum.is_(None), Teamlid.tot_datum > new.vanaf_datum),
    )
    others = list(session.scalars(statement))
    if any(other.medewerker_id == new.medewerker_id for other in others):
        text = f"Deze collega is in dit team al {new.taak.value}. Kies iemand anders."
        raise UserError(text, {"medewerker_id": text})
    most = get_value(session, "mentoren_per_deelnemer") if new.taak is Taak.mentor else 1
    if len(others) < most:
        return
    if new.taak is Taak.mentor:
        text = "Hij heeft al twee mentoren. Sluit eerst een van hen af, dan kan de nieuwe erbij."
        if most != 2:
            text = f"Hij heeft al {most} mentoren. Sluit eerst een van hen af."
    else:
        text = f"Hij heeft al een {new.taak.value}. Sluit die eerst af, dan kan de nieuwe erbij."
    raise UserError(text, {"taak": text})


def complete_teamlid(session: Session, teamlid_id: UUID, tot_datum: date, reden: str = "") -> None:
    """The last day of a colleague in this team; he stays in the history."""
    teamlid = session.get_one(Teamlid, teamlid_id)
    require(session, Right.change_team, teamlid.deelnemer_id)
    values = {
        "taak": teamlid.taak,
        "vanaf_datum": teamlid.vanaf_datum,
        "tot_datum": tot_datum,
        "reden": reden or teamlid.reden,
    }
    clean = _checked_teamlid(values)
    if clean["tot_datum"] is None:
        text = "Vul de laatste dag in."
        raise UserError(text, {"tot_datum": text})
    teamlid.tot_datum, teamlid.reden = clean["tot_datum"], clean["reden"]


def reopen_teamlid(session: Session, teamlid_id: UUID) -> None:
    """Undo ``complete_teamlid``, when there is still room."""
    teamlid = session.get_one(Teamlid, teamlid_id)
    require(session, Right.change_team, teamlid.deelnemer_id)
    if teamlid.tot_datum is None:
        return
    with session.no_autoflush:
        again = Teamlid(
            deelnemer_id=teamlid.deelnemer_id,
            medewerker_id=teamlid.medewerker_id,
            taak=teamlid.taak,
            vanaf_datum=teamlid.tot_datum,
        )
        _check_room(session, again)
    teamlid.tot_datum = None


def list_aandachtspunten(
    session: Session, deelnemer_id: UUID
) -> tuple[tuple[AandachtspuntRow, ...], tuple[AandachtspuntRow, ...]]:
    """Those of today, gravest first, and those of before, newest first."""
    require(session, Right.read_dossier, deelnemer_id)
    found = session.scalars(select(Aandachtspunt).where(Aandachtspunt.deelnemer_id == deelnemer_id))
    rows = [AandachtspuntRow(a.id, a.soort, a.tekst, a.vanaf_datum, a.tot_datum) for a in found]
    now = [row for row in rows if row.tot_datum is None or row.tot_datum >= session.today]
    now.sort(key=lambda row: (_GRAVITY.index(row.soort), row.vanaf_datum, row.id))
    before = [row for row in rows if row not in now]
    before.sort(key=lambda row: (row.tot_datum or row.vanaf_datum, row.id), reverse=True)
    return tuple(now), tuple(before)


def list_gravest(session: Session, deelnemer_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Per deelnemer the text of his gravest aandachtspunt of today, if he has one."""
    rights.require(session.actor, Right.read_dossier)
    wanted = frozenset(deelnemer_ids)
    statement = select(Aandachtspunt).where(
        or_(Aandachtspunt.tot_datum.is_(None), Aandachtspunt.tot_datum >= session.today)
    )
    found = [a for a in session.scalars(statement) if a.deelnemer_id in wanted]
    found.sort(key=lambda a: (_GRAVITY.index(a.soort), a.vanaf_datum, a.id), reverse=True)
    return {a.deelnemer_id: a.tekst for a in found}


def record_aandachtspunt(
    session: Session,
    deelnemer_id: UUID,
    soort: AandachtspuntSoort | str,
    tekst: str,
    vanaf_datum: date,
    tot_datum: date | None = None,
) -> UUID:
    """Something everybody must know from a day on, until a day if that is known."""
    require(session, Right.change_deelnemer, deelnemer_id)
    values = {"soort": soort, "tekst": tekst, "vanaf_datum": vanaf_datum, "tot_datum": tot_datum}
    aandachtspunt = Aandachtspunt(deelnemer_id=deelnemer_id, **_checked_aandachtspunt(values))
    session.add(aandachtspunt)
    session.flush()
    return aandachtspunt.id


def change_aandachtspunt(
    session: Session, aandachtspunt_id: UUID, values: Mapping[str, Any]
) -> None:
    """Change what is given; the rest stays."""
    aandachtspunt = session.get_one(Aandachtspunt, aandachtspunt_id)
    require(session, Right.change_deelnemer, aandachtspunt.deelnemer_id)
    now = {name: getattr(aandachtspunt, name) for name in AANDACHTSPUNT.names()}
    for name, value in _checked_aandachtspunt({**now, **values}).items():
        setattr(aandachtspunt, name, value)


def complete_aandachtspunt(session: Session, aandachtspunt_id: UUID, tot_datum: date) -> None:
    """The last day on which it counts."""
    change_aandachtspunt(session, aandachtspunt_id, {"tot_datum": tot_datum})


def reopen_aandachtspunt(session: Session, aandachtspunt_id: UUID) -> None:
    """It counts again, or still."""
    change_aandachtspunt(session, aandachtspunt_id, {"tot_datum": None})


def _checked_aandachtspunt(values: Mapping[str, Any]) -> dict[str, Any]:
    clean = AANDACHTSPUNT.clean({**values, "soort": str(values["soort"] or "")})
    AANDACHTSPUNT.check(clean)
    return {**clean, "soort": AandachtspuntSoort(clean["soort"])}
