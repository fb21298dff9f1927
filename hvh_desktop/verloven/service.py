"""Verlof with the four things that it must say, and what became of it.

All names of the slice stand here; his work has a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.actieplannen.model import DoelStatus
from hvh_desktop.actieplannen.service import list_doelen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.model import Deelnemer, Titel
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.rights import Right
from hvh_desktop.text import join_words
from hvh_desktop.verloven.form import EVALUATIE, REDEN, VERLOF, verlof_form
from hvh_desktop.verloven.model import Verlof, VerlofSoort, VerlofStatus
from hvh_desktop.verloven.rows import COMING, VerlofRow, WerkplekRow
from hvh_desktop.verloven.service_werk import (
    change_werkplek,
    complete_werkplek,
    find_werkplek,
    get_werkplek,
    list_werkplekken,
    record_werkplek,
    remove_werkplek,
    reopen_werkplek,
)
from hvh_desktop.verloven.words import STATUS_WORDS

__all__ = [
    "VerlofRow",
    "WerkplekRow",
    "change_verlof",
    "change_verlofstatus",
    "change_werkplek",
    "complete_verlof",
    "complete_werkplek",
    "find_werkplek",
    "get_verlof",
    "get_werkplek",
    "list_verlofdoelen",
    "list_verloven",
    "list_werkplekken",
    "next_statuses",
    "record_verlof",
    "record_werkplek",
    "remove_werkplek",
    "reopen_verlof",
    "reopen_werkplek",
]

_NEXT: Mapping[VerlofStatus, tuple[VerlofStatus, ...]] = {
    VerlofStatus.voorbereiding: (
        VerlofStatus.toegekend,
        VerlofStatus.geweigerd,
        VerlofStatus.ingetrokken,
    ),
    VerlofStatus.toegekend: (VerlofStatus.gehad, VerlofStatus.ingetrokken),
}
"""What may follow; the others are ends."""


def next_statuses(status: VerlofStatus) -> tuple[VerlofStatus, ...]:
    """What may follow on this one."""
    return _NEXT.get(status, ())


# Reading --------------------------------------------------------------------------------------


def list_verloven(
    session: Session, deelnemer_id: UUID, *, only_coming: bool = False
) -> list[VerlofRow]:
    """His verloven, newest first; ``only_coming``: what may still happen, soonest first."""
    require(session, Right.read_dossier, deelnemer_id)
    statement = select(Verlof).where(Verlof.deelnemer_id == deelnemer_id)
    if only_coming:
        statement = statement.where(Verlof.status.in_(COMING))
    rows = _rows(session, deelnemer_id, session.scalars(statement))
    if only_coming:
        coming = [row for row in rows if row.laatste_datum >= session.today]
        return sorted(coming, key=lambda row: (row.begin_datum, row.id))
    return sorted(rows, key=lambda row: (row.begin_datum, row.id), reverse=True)


def get_verlof(session: Session, verlof_id: UUID) -> VerlofRow:
    """One of them."""
    verlof = _found(session, Right.read_dossier, verlof_id)
    return _rows(session, verlof.deelnemer_id, [verlof])[0]


def list_verlofdoelen(
    session: Session, deelnemer_id: UUID, *, kept: UUID | None = None
) -> dict[UUID, str]:
    """The doelen that a verlof of his may hang on; ``kept``: one that stays, also when closed."""
    require(session, Right.read_dossier, deelnemer_id)
    return {
        doel.id: doel.tekst
        for doel in list_doelen(session, deelnemer_id)
        if doel.status in (DoelStatus.nu, DoelStatus.later) or doel.id == kept
    }


def _rows(session: Session, deelnemer_id: UUID, verloven: Iterable[Verlof]) -> list[VerlofRow]:
    found = list(verloven)
    doelen: dict[UUID, str] = {}
    if any(one.doel_id for one in found):
        doelen = {doel.id: doel.tekst for doel in list_doelen(session, deelnemer_id)}
    return [
        VerlofRow(
            id=one.id,
            deelnemer_id=one.deelnemer_id,
            soort=one.soort,
            doel_id=one.doel_id,
            doel=doelen.get(one.doel_id, "") if one.doel_id else "",
            oogmerk=one.oogmerk,
            bijdrage=one.bijdrage,
            aanvraag_datum=one.aanvraag_datum,
            begin_datum=one.begin_datum,
            eind_datum=one.eind_datum,
            duur=one.duur,
            aantal=one.aantal,
            status=one.status,
            status_reden=one.status_reden,
            evaluatie=one.evaluatie,
        )
        for one in found
    ]


# Writing --------------------------------------------------------------------------------------


def record_verlof(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new verlof, in preparation."""
    deelnemer = require(session, Right.write_verlof, deelnemer_id)
    verlof = Verlof(deelnemer_id=deelnemer_id, **_checked(session, deelnemer, values, None))
    session.add(verlof)
    session.flush()
    return verlof.id


def change_verlof(session: Session, verlof_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given; only while nobody decided about it."""
    verlof = _found(session, Right.write_verlof, verlof_id)
    if verlof.status is not VerlofStatus.voorbereiding:
        raise UserError(
            f"Dit verlof is {STATUS_WORDS[verlof.status].lower()} en verandert niet meer. "
            "Klopt het niet, zet dan eerst de laatste stap terug."
        )
    deelnemer = session.get_one(Deelnemer, verlof.deelnemer_id)
    now = {name: getattr(verlof, name) for name in VERLOF.names()}
    checked = _checked(session, deelnemer, {**now, **values}, verlof.doel_id)
    for name, value in checked.items():
        setattr(verlof, name, value)


def change_verlofstatus(
    session: Session, verlof_id: UUID, status: VerlofStatus, reden: str = ""
) -> None:
    """Granted, refused or withdrawn; the last two ask why. Had: ``complete_verlof``."""
    verlof = _found(session, Right.write_verlof, verlof_id)
    status = VerlofStatus(status)
    _refuse_step(verlof, status)
    if status is VerlofStatus.gehad:
        raise UserError("Leg vast hoe het verlof ging. Dan staat het op ‘gehad’.")
    clean = REDEN.clean({"reden": reden})
    if status is not VerlofStatus.toegekend:
        REDEN.check(clean)
    verlof.status, verlof.status_reden = status, clean["reden"]


def complete_verlof(session: Session, verlof_id: UUID, evaluatie: str) -> None:
    """He had it, and this is how it went; not before its last day."""
    verlof = _found(session, Right.write_verlof, verlof_id)
    _refuse_step(verlof, VerlofStatus.gehad)
    if (verlof.eind_datum or verlof.begin_datum) > session.today:
        raise UserError("Dit verlof is nog niet voorbij. Leg na de laatste dag vast hoe het ging.")
    clean = EVALUATIE.clean({"evaluatie": evaluatie})
    EVALUATIE.check(clean)
    verlof.status, verlof.status_reden = VerlofStatus.gehad, ""
    verlof.evaluatie = clean["evaluatie"]


def reopen_verlof(session: Session, verlof_id: UUID, reden: str) -> None:
    """Take the last step back, because it was wrong; the reason stays with it."""
    verlof = _found(session, Right.write_verlof, verlof_id)
    if verlof.status is VerlofStatus.voorbereiding:
        raise UserError("Dit verlof is nog in voorbereiding. Wijzig het of trek het in.")
    clean = REDEN.clean({"reden": reden})
    REDEN.check(clean)
    was_had = verlof.status is VerlofStatus.gehad
    verlof.status = VerlofStatus.toegekend if was_had else VerlofStatus.voorbereiding
    verlof.status_reden, verlof.evaluatie = clean["reden"], ""


def _refuse_step(verlof: Verlof, wanted: VerlofStatus) -> None:
    may = next_statuses(verlof.status)
    if wanted in may:
        return
    said = f"Na ‘{STATUS_WORDS[verlof.status].lower()}’ kan ‘{STATUS_WORDS[wanted].lower()}’ niet."
    words = join_words([f"‘{STATUS_WORDS[one].lower()}’" for one in may], "of")
    raise UserError(f"{said} Wel: {words}." if may else f"{said} Dit verlof is afgesloten.")


def _found(session: Session, right: Right, verlof_id: UUID) -> Verlof:
    rights.require(session.actor, right, is_own=True)
    verlof = session.get_one(Verlof, verlof_id)
    require(session, right, verlof.deelnemer_id)
    return verlof


def _checked(
    session: Session, deelnemer: Deelnemer, values: Mapping[str, Any], kept: UUID | None
) -> dict[str, Any]:
    """Clean values with their own types; the doel may come as UUID or as hex."""
    doelen = {
        one.hex: text for one, text in list_verlofdoelen(session, deelnemer.id, kept=kept).items()
    }
    given = {**values, "doel_id": _hex(values.get("doel_id"))}
    if isinstance(given.get("soort"), VerlofSoort):
        given["soort"] = given["soort"].value
    is_free = deelnemer.titel is Titel.bba or given.get("soort") == VerlofSoort.incidenteel
    form = verlof_form(doelen, asks_doel=not is_free)
    clean = form.clean(given)
    problems = form.problems(clean)
    if problems:
        raise UserError(summary(problems.values()), problems)
    doel = clean["doel_id"]
    return {
        **clean,
        "soort": VerlofSoort(clean["soort"]),
        "doel_id": UUID(hex=doel) if doel else None,
    }


def _hex(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) else value
