"""Talks of the psycholoog, and the appointment that the team sees of each.

Only day, time and place go to the team, in a commit of its own with the same action. Whoever
finds an appointment that is behind (the first commit was made, the second was not) mends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.behandelingen.form import PSYCHOLOOGGESPREK, VERVALLEN
from hvh_desktop.behandelingen.model import Psycholooggesprek, PsycholooggesprekStatus
from hvh_desktop.behandelingen.rows import PsycholooggesprekRow
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.verwijzingen.model import Afspraakplaats, Zorgafspraak, ZorgafspraakSoort
from hvh_desktop.verwijzingen.service_stand import record_zorgafspraak

_GONE = "Dit gesprek is vervallen. Zet het eerst terug."


def list_psycholooggesprekken(
    session: Session,
    *,
    deelnemer_id: UUID | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
    with_vervallen: bool = False,
) -> list[PsycholooggesprekRow]:
    """Talks by day and time, of one deelnemer or of everyone."""
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_behandeling)
    else:
        require(session, Right.read_behandeling, deelnemer_id)
    statement = select(Psycholooggesprek)
    if deelnemer_id is not None:
        statement = statement.where(Psycholooggesprek.deelnemer_id == deelnemer_id)
    if from_day is not None:
        statement = statement.where(Psycholooggesprek.datum >= from_day)
    if to_day is not None:
        statement = statement.where(Psycholooggesprek.datum <= to_day)
    if not with_vervallen:
        statement = statement.where(Psycholooggesprek.status != PsycholooggesprekStatus.vervallen)
    rows = [_row(gesprek) for gesprek in session.scalars(statement)]
    return sorted(rows, key=lambda row: (row.datum, row.tijd or time.max, row.id))


def get_psycholooggesprek(session: Session, psycholooggesprek_id: UUID) -> PsycholooggesprekRow:
    """One talk."""
    gesprek = session.get_one(Psycholooggesprek, psycholooggesprek_id)
    require(session, Right.read_behandeling, gesprek.deelnemer_id)
    return _row(gesprek)


def record_psycholooggesprek(
    session: Session, deelnemer_id: UUID, values: Mapping[str, Any]
) -> UUID:
    """Plan a talk, or write down one that was held; it is of the person at the keyboard."""
    require(session, Right.write_behandelnotitie, deelnemer_id)
    usual = {
        "duur_minuten": get_value(session, "psycholooggesprek_minuten"),
        "plaats": Afspraakplaats.in_huis.value,
        "status": PsycholooggesprekStatus.gepland.value,
    }
    clean = _checked(session, {**usual, **values})
    gesprek = Psycholooggesprek(
        deelnemer_id=deelnemer_id, medewerker_id=session.actor.medewerker_id, **clean
    )
    session.add(gesprek)
    session.flush()
    return gesprek.id


def change_psycholooggesprek(
    session: Session, psycholooggesprek_id: UUID, values: Mapping[str, Any]
) -> None:
    """Change what is given; the rest stays."""
    gesprek = _writable(session, psycholooggesprek_id)
    if gesprek.status is PsycholooggesprekStatus.vervallen:
        raise UserError(_GONE)
    now = {name: getattr(gesprek, name) for name in PSYCHOLOOGGESPREK.names()}
    for name, value in _checked(session, {**now, **values}).items():
        setattr(gesprek, name, value)


def complete_psycholooggesprek(session: Session, psycholooggesprek_id: UUID) -> None:
    """It was held."""
    held = {"status": PsycholooggesprekStatus.gehouden.value}
    change_psycholooggesprek(session, psycholooggesprek_id, held)


def withdraw_psycholooggesprek(session: Session, psycholooggesprek_id: UUID, reden: str) -> None:
    """It does not take place, with why; the reason stays with the psycholoog."""
    gesprek = _writable(session, psycholooggesprek_id)
    if gesprek.status is PsycholooggesprekStatus.gehouden:
        raise UserError("Dit gesprek is gehouden. Het kan niet meer vervallen.")
    clean = VERVALLEN.clean({"vervallen_reden": reden})
    VERVALLEN.check(clean)
    gesprek.status = PsycholooggesprekStatus.vervallen
    gesprek.vervallen_reden = clean["vervallen_reden"]


def reopen_psycholooggesprek(session: Session, psycholooggesprek_id: UUID) -> None:
    """Undo ``withdraw_psycholooggesprek`` or ``complete_psycholooggesprek``."""
    gesprek = _writable(session, psycholooggesprek_id)
    gesprek.status, gesprek.vervallen_reden = PsycholooggesprekStatus.gepland, ""


# What the team sees ---------------------------------------------------------------------------


def change_zorgafspraak(session: Session, psycholooggesprek_id: UUID) -> None:
    """Bring the team's appointment up to the talk; ``session`` writes team.

    Ids, day, time and a place from a fixed list go over, and not one typed word.
    """
    gesprek = _writable(session, psycholooggesprek_id)
    record_zorgafspraak(
        session,
        bron_id=gesprek.id,
        deelnemer_id=gesprek.deelnemer_id,
        soort=ZorgafspraakSoort.psycholoog,
        instelling_id=None,
        medewerker_id=gesprek.medewerker_id,
        datum=gesprek.datum,
        tijd=gesprek.tijd,
        plaats=gesprek.plaats,
        is_vervallen=_is_gone(gesprek),
    )


def list_behind(session: Session, deelnemer_id: UUID | None = None) -> list[UUID]:
    """Talks of which the team's appointment is missing or tells something else."""
    rights.require(session.actor, Right.write_behandelnotitie)
    gesprekken, afspraken = select(Psycholooggesprek), select(Zorgafspraak)
    if deelnemer_id is not None:
        gesprekken = gesprekken.where(Psycholooggesprek.deelnemer_id == deelnemer_id)
        afspraken = afspraken.where(Zorgafspraak.deelnemer_id == deelnemer_id)
    told = {one.bron_id: _told(one) for one in session.scalars(afspraken)}
    return [
        one.id
        for one in session.scalars(gesprekken.order_by(Psycholooggesprek.id))
        if (one.id in told or not _is_gone(one)) and told.get(one.id) != _to_tell(one)
    ]


def _told(afspraak: Zorgafspraak) -> tuple[Any, ...]:
    return (
        *(afspraak.deelnemer_id, afspraak.soort, afspraak.medewerker_id, afspraak.datum),
        *(afspraak.tijd, afspraak.plaats, afspraak.is_vervallen),
    )


def _to_tell(gesprek: Psycholooggesprek) -> tuple[Any, ...]:
    return (
        *(gesprek.deelnemer_id, ZorgafspraakSoort.psycholoog, gesprek.medewerker_id),
        *(gesprek.datum, gesprek.tijd, gesprek.plaats, _is_gone(gesprek)),
    )


def _is_gone(gesprek: Psycholooggesprek) -> bool:
    return gesprek.status is PsycholooggesprekStatus.vervallen


# Below ----------------------------------------------------------------------------------------


def nearest(
    rows: Sequence[PsycholooggesprekRow], today: date
) -> tuple[PsycholooggesprekRow | None, PsycholooggesprekRow | None]:
    """The last talk that was held, and the first that is planned from today on."""
    held = [row for row in rows if row.status is PsycholooggesprekStatus.gehouden]
    planned = [row for row in rows if row.is_gepland and row.datum >= today]
    return (held[-1] if held else None, planned[0] if planned else None)


def _writable(session: Session, psycholooggesprek_id: UUID) -> Psycholooggesprek:
    gesprek = session.get_one(Psycholooggesprek, psycholooggesprek_id)
    require(session, Right.write_behandelnotitie, gesprek.deelnemer_id)
    return gesprek


def _checked(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    clean = PSYCHOLOOGGESPREK.clean(values)
    problems = PSYCHOLOOGGESPREK.problems(clean)
    if "datum" not in problems and "status" not in problems:
        problems |= _day_problems(clean, session.today)
    if problems:
        raise UserError(summary(problems.values()), problems)
    return {
        **clean,
        "plaats": Afspraakplaats(clean["plaats"]),
        "status": PsycholooggesprekStatus(clean["status"]),
    }


def _day_problems(clean: Mapping[str, Any], today: date) -> dict[str, str]:
    is_held = clean["status"] == PsycholooggesprekStatus.gehouden
    if is_held and clean["datum"] > today:
        return {"datum": "Deze dag moet nog komen. Kies ‘Gepland’, of een dag die geweest is."}
    if not is_held and clean["datum"] < today:
        return {"datum": "Deze dag is voorbij. Kies ‘Gehouden’, of een dag die nog komt."}
    return {}


def _row(gesprek: Psycholooggesprek) -> PsycholooggesprekRow:
    return PsycholooggesprekRow(
        **{name: getattr(gesprek, name) for name in PsycholooggesprekRow.__dataclass_fields__}
    )
