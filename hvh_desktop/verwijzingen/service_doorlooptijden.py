"""Whose move it is, over everybody, and how long each step took per instelling."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Verblijf
from hvh_desktop.deelnemers.service import get_deelnemer_names, get_roepnamen
from hvh_desktop.organisaties.service import get_organisatie_names
from hvh_desktop.rights import Right
from hvh_desktop.text import fold
from hvh_desktop.verwijzingen import path
from hvh_desktop.verwijzingen.model import Verwijzing, VerwijzingStatus
from hvh_desktop.verwijzingen.reading import dates_of, get_normen, na_plaatsing, rows_of
from hvh_desktop.verwijzingen.rows import DoorlooptijdRow, Normen, OpenRow

NA_PLAATSING = "na plaatsing"
"""The step from placement to the first meeting."""
_MOVES = tuple(path.WachtOp)


def list_open(session: Session) -> list[OpenRow]:
    """Everybody's running referrals: what waits for the psycholoog first, longest first."""
    rights.require(session.actor, Right.read_behandeling)
    running = [one for one in session.scalars(select(Verwijzing)) if not path.is_end(one.status)]
    ids = {one.deelnemer_id for one in running}
    names, roepnamen = get_deelnemer_names(session, ids), get_roepnamen(session, ids)
    rows = [
        OpenRow(
            verwijzing_id=row.id,
            deelnemer_id=row.deelnemer_id,
            deelnemer=names.get(row.deelnemer_id, ""),
            roepnaam=roepnamen.get(row.deelnemer_id, ""),
            instelling_id=row.instelling_id,
            instelling=row.instelling,
            soort_zorg=row.soort_zorg,
            urgentie=row.urgentie,
            status=row.status,
            status_datum=row.status_datum,
            wacht_op=row.wacht_op,
            dagen=row.dagen,
            norm=row.norm,
            is_te_lang=row.is_te_lang,
            volgende=row.volgende,
        )
        for row in rows_of(session, running)
    ]
    return sorted(
        rows,
        key=lambda row: (
            _MOVES.index(row.wacht_op),
            not row.is_te_lang,
            -row.dagen,
            row.verwijzing_id,
        ),
    )


def list_doorlooptijden(session: Session, *, from_day: date, to_day: date) -> list[DoorlooptijdRow]:
    """Per instelling per step: how often, the median, the norm, and how much was in time.

    A step counts on the day on which it was taken. When the step before was skipped, its norm
    is added: the time is of both.
    """
    rights.require(session.actor, Right.read_behandeling)
    normen = get_normen(session, on=to_day)
    begins = _begins(session)
    found: dict[tuple[UUID, str], list[tuple[int, bool]]] = {}
    for one in session.scalars(select(Verwijzing)):
        for stap, day, dagen, is_in_time in _taken(one, begins.get(one.deelnemer_id, ()), normen):
            if from_day <= day <= to_day:
                found.setdefault((one.instelling_id, stap), []).append((dagen, is_in_time))
    names = get_organisatie_names(session)
    rows = [_row(key, names.get(key[0], ""), times, normen) for key, times in found.items()]
    order = [*(one.value for one in path.STEPS), NA_PLAATSING]
    return sorted(
        rows, key=lambda row: (fold(row.instelling), row.instelling_id, order.index(row.stap))
    )


def _begins(session: Session) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = {}
    for row in session.execute(select(Verblijf.deelnemer_id, Verblijf.begin_datum)):
        found.setdefault(row.deelnemer_id, []).append(row.begin_datum)
    return found


def _taken(
    one: Verwijzing, begins: Iterable[date], normen: Normen
) -> list[tuple[str, date, int, bool]]:
    """Step, day, days it took, and whether that was within the norm."""
    dates = dates_of(one)
    found = []
    for status in path.STEPS[1:]:
        days, norm = path.lead_time(status, dates, normen.stappen)
        if days is not None and norm is not None:
            found.append((status.value, dates[status], days, days <= norm))
    since = na_plaatsing(one, begins, normen.na_plaatsing)
    if since is not None and since.dagen is not None:
        met = dates.get(VerwijzingStatus.kennisgemaakt) or dates[VerwijzingStatus.gestart]
        found.append((NA_PLAATSING, met, since.dagen, since.dagen <= since.norm))
    return found


def _row(
    key: tuple[UUID, str], instelling: str, times: list[tuple[int, bool]], normen: Normen
) -> DoorlooptijdRow:
    instelling_id, stap = key
    days = [dagen for dagen, _ in times]
    norm = normen.na_plaatsing if stap == NA_PLAATSING else normen.stappen[stap]
    return DoorlooptijdRow(
        instelling_id,
        instelling,
        stap,
        len(times),
        path.middle(days),
        norm,
        sum(is_in_time for _, is_in_time in times) / len(times),
        max(days),
    )
