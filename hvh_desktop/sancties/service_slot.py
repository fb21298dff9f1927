"""The ends of a case that ask for a reason: no straf, dropped, or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import get_value
from hvh_desktop.sancties.form import SLOT_LISTS, slot_form
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.reading_uitvoering import list_running
from hvh_desktop.sancties.stappen import (
    check_step,
    day_problem,
    find_zaak,
    in_new_round,
    take_step,
)
from hvh_desktop.sancties.words import SanctieStatus


def list_slotredenen(session: Session, zaak_id: UUID, status: SanctieStatus) -> tuple[str, ...]:
    """The words for why this case may end in this way: those of the day of its voorval."""
    zaak = find_zaak(session, zaak_id)
    return _redenen(session, zaak, status) if status in SLOT_LISTS else ()


def _redenen(session: Session, zaak: Sanctiezaak, status: SanctieStatus) -> tuple[str, ...]:
    return tuple(get_value(session, SLOT_LISTS[status], on=zaak.voorval_datum))


def record_slot(
    session: Session, zaak_id: UUID, status: SanctieStatus, values: Mapping[str, Any]
) -> None:
    """End a case; who may, depends on how far it is (``path.right_for``)."""
    zaak = find_zaak(session, zaak_id)
    status = SanctieStatus(status)
    if status not in SLOT_LISTS:
        raise UserError("Zo sluit je een zaak niet. Kies: geen straf, seponeren of intrekken.")
    if in_new_round(zaak) and status == zaak.voor_ronde:
        raise UserError("Stop de nieuwe ronde. Dan staat de zaak weer waar die stond.")
    check_step(session, zaak, status, session.today)
    if running := list_running(session, zaak):
        raise UserError(
            f"{' '.join(running)} Leg eerst vast wanneer dat stopte, of trek de regel in. Daarna "
            "kan de zaak worden gesloten."
        )
    form = slot_form(status, _redenen(session, zaak, status))
    clean = form.clean(values)
    problems = form.problems(clean)
    if "datum" not in problems and (text := day_problem(session, zaak, clean["datum"])):
        problems["datum"] = text
    if problems:
        raise UserError(summary(problems.values()), problems)
    take_step(
        session,
        zaak,
        status,
        clean["datum"],
        reden=clean["reden"],
        toelichting=clean["toelichting"],
    )
