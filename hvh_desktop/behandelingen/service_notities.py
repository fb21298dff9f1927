"""Short notes of the psycholoog: no treatment file, and nobody else reads them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.behandelingen.form import BEHANDELNOTITIE, VERVALLEN
from hvh_desktop.behandelingen.model import Behandelnotitie, Psycholooggesprek
from hvh_desktop.behandelingen.rows import NotitieRow
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import format_number


def list_behandelnotities(session: Session, deelnemer_id: UUID) -> list[NotitieRow]:
    """Notes about one deelnemer, newest first."""
    require(session, Right.read_behandeling, deelnemer_id)
    found = session.scalars(
        select(Behandelnotitie)
        .where(Behandelnotitie.deelnemer_id == deelnemer_id, ~Behandelnotitie.is_vervallen)
        .order_by(Behandelnotitie.datum.desc(), Behandelnotitie.id.desc())
    )
    return [_row(notitie) for notitie in found]


def record_behandelnotitie(
    session: Session,
    deelnemer_id: UUID,
    tekst: str,
    *,
    datum: date | None = None,
    psycholooggesprek_id: UUID | None = None,
) -> UUID:
    """Write a short note, of today unless another day is given, and perhaps about a talk."""
    require(session, Right.write_behandelnotitie, deelnemer_id)
    if psycholooggesprek_id is not None:
        _check_talk(session, psycholooggesprek_id, deelnemer_id)
    clean = _checked(session, tekst, datum or session.today)
    notitie = Behandelnotitie(
        deelnemer_id=deelnemer_id, psycholooggesprek_id=psycholooggesprek_id, **clean
    )
    session.add(notitie)
    session.flush()
    return notitie.id


def remove_behandelnotitie(session: Session, behandelnotitie_id: UUID, reden: str) -> None:
    """Take a note away, with why."""
    notitie = _writable(session, behandelnotitie_id)
    clean = VERVALLEN.clean({"vervallen_reden": reden})
    VERVALLEN.check(clean)
    notitie.is_vervallen, notitie.vervallen_reden = True, clean["vervallen_reden"]


def reopen_behandelnotitie(session: Session, behandelnotitie_id: UUID) -> None:
    """Undo ``remove_behandelnotitie``."""
    notitie = _writable(session, behandelnotitie_id)
    notitie.is_vervallen, notitie.vervallen_reden = False, ""


def _writable(session: Session, behandelnotitie_id: UUID) -> Behandelnotitie:
    notitie = session.get_one(Behandelnotitie, behandelnotitie_id)
    require(session, Right.write_behandelnotitie, notitie.deelnemer_id)
    return notitie


def _check_talk(session: Session, psycholooggesprek_id: UUID, deelnemer_id: UUID) -> None:
    gesprek = session.get_one(Psycholooggesprek, psycholooggesprek_id)
    if gesprek.deelnemer_id != deelnemer_id:
        raise UserError("Dit gesprek is van iemand anders. Kies een gesprek van deze deelnemer.")


def _checked(session: Session, tekst: str, datum: date) -> dict[str, Any]:
    clean = BEHANDELNOTITIE.clean({"tekst": tekst, "datum": datum})
    problems = BEHANDELNOTITIE.problems(clean)
    most = get_value(session, "behandelnotitie_tekens")
    number = len(clean["tekst"])
    if "tekst" not in problems and number > most:
        problems["tekst"] = (
            f"Deze notitie heeft {format_number(number)} tekens, er passen er "
            f"{format_number(most)}. Houd het kort: een verslag hoort in het behandeldossier van "
            "de behandelaar."
        )
    if "datum" not in problems and clean["datum"] > session.today:
        problems["datum"] = "Deze dag moet nog komen. Kijk de datum na."
    if problems:
        raise UserError(summary(problems.values()), problems)
    return clean


def _row(notitie: Behandelnotitie) -> NotitieRow:
    return NotitieRow(
        id=notitie.id,
        deelnemer_id=notitie.deelnemer_id,
        psycholooggesprek_id=notitie.psycholooggesprek_id,
        datum=notitie.datum,
        tekst=notitie.tekst,
        medewerker_id=notitie.created_by,
    )
