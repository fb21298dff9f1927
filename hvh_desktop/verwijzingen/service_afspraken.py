"""The appointments of a referral. What the team sees of them is in ``service_stand.py``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words
from hvh_desktop.verwijzingen import path
from hvh_desktop.verwijzingen.form import BEHANDELAFSPRAAK
from hvh_desktop.verwijzingen.model import (
    Afspraakplaats,
    Behandelafspraak,
    Verwijzing,
    VerwijzingStatus,
)


def record_behandelafspraak(
    session: Session, verwijzing_id: UUID, values: Mapping[str, Any]
) -> UUID:
    """A new appointment; only while the referral is on its way, because the team sees it."""
    rights.require(session.actor, Right.write_verwijzing)
    verwijzing = session.get_one(Verwijzing, verwijzing_id)
    require(session, Right.write_verwijzing, verwijzing.deelnemer_id)
    _refuse_when_nothing_runs(verwijzing)
    afspraak = Behandelafspraak(
        verwijzing_id=verwijzing_id,
        deelnemer_id=verwijzing.deelnemer_id,
        **_checked(values, verwijzing),
    )
    session.add(afspraak)
    session.flush()
    return afspraak.id


def change_behandelafspraak(
    session: Session, behandelafspraak_id: UUID, values: Mapping[str, Any]
) -> None:
    """Change what is given; the rest stays."""
    afspraak, verwijzing = _found(session, behandelafspraak_id)
    _refuse_when_nothing_runs(verwijzing)
    now = {name: getattr(afspraak, name) for name in BEHANDELAFSPRAAK.names()}
    for name, value in _checked({**now, **values}, verwijzing).items():
        setattr(afspraak, name, value)


def remove_behandelafspraak(session: Session, behandelafspraak_id: UUID) -> None:
    """It does not go on; the team does not see it any more."""
    afspraak, _verwijzing = _found(session, behandelafspraak_id)
    afspraak.is_vervallen = True


def reopen_behandelafspraak(session: Session, behandelafspraak_id: UUID) -> None:
    """Undo ``remove_behandelafspraak``."""
    afspraak, _verwijzing = _found(session, behandelafspraak_id)
    afspraak.is_vervallen = False


def _found(session: Session, behandelafspraak_id: UUID) -> tuple[Behandelafspraak, Verwijzing]:
    rights.require(session.actor, Right.write_verwijzing)
    afspraak = session.get_one(Behandelafspraak, behandelafspraak_id)
    require(session, Right.write_verwijzing, afspraak.deelnemer_id)
    return afspraak, session.get_one(Verwijzing, afspraak.verwijzing_id)


def _refuse_when_nothing_runs(verwijzing: Verwijzing) -> None:
    if verwijzing.status is VerwijzingStatus.besproken:
        raise UserError(
            "Hij is nog niet aangemeld. Leg eerst de aanmelding vast: het team ziet bij een "
            "afspraak ook de instelling."
        )
    if path.is_end(verwijzing.status):
        raise UserError("Deze verwijzing is klaar. Er horen geen nieuwe afspraken bij.")


def _checked(values: Mapping[str, Any], verwijzing: Verwijzing) -> dict[str, Any]:
    clean = BEHANDELAFSPRAAK.clean(values)
    problems = BEHANDELAFSPRAAK.problems(clean)
    first = verwijzing.aangemeld_datum
    if "datum" not in problems and first is not None and clean["datum"] < first:
        problems["datum"] = (
            f"Dit is vóór de aanmelding, die van {date_words(first)}. Kijk de dag na."
        )
    if problems:
        raise UserError(next(iter(problems.values())), problems)
    return {**clean, "plaats": Afspraakplaats(clean["plaats"])}
