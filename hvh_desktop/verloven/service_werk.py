"""His work, from when until when; ``service`` offers all of this too.

A file of its own because verlof and work have other rules and other people who write them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.rights import Right
from hvh_desktop.verloven.form import MOST_CENTS, STOP, WERKPLEK, euros, parse_euros
from hvh_desktop.verloven.model import Werkplek, WerkSoort
from hvh_desktop.verloven.rows import WerkplekRow


def list_werkplekken(session: Session, deelnemer_id: UUID) -> list[WerkplekRow]:
    """His work: what he does now first, then newest first."""
    require(session, Right.read_dossier, deelnemer_id)
    statement = select(Werkplek).where(
        Werkplek.deelnemer_id == deelnemer_id, Werkplek.is_vervallen.is_(False)
    )
    rows = [_row(one, session.today) for one in session.scalars(statement)]
    rows.sort(key=lambda row: (row.van_datum, row.id), reverse=True)
    return sorted(rows, key=lambda row: not row.is_nu)


def get_werkplek(session: Session, werkplek_id: UUID) -> WerkplekRow:
    """One of them."""
    return _row(_found(session, Right.read_dossier, werkplek_id), session.today)


def find_werkplek(session: Session, deelnemer_id: UUID) -> WerkplekRow | None:
    """The work he does today; of several the one with most hours, then the newest."""
    now = [row for row in list_werkplekken(session, deelnemer_id) if row.is_nu]
    return max(now, key=lambda row: (row.uren, row.van_datum, row.id), default=None)


def record_werkplek(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """New work. The wage comes as ``weekloon`` (typed, in euros) or as ``weekloon_centen``."""
    require(session, Right.write_werk, deelnemer_id)
    werkplek = Werkplek(deelnemer_id=deelnemer_id, **_checked(values))
    session.add(werkplek)
    session.flush()
    return werkplek.id


def change_werkplek(session: Session, werkplek_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given; the rest stays."""
    werkplek = _found(session, Right.write_werk, werkplek_id)
    names = (*(name for name in WERKPLEK.names() if name != "weekloon"), "weekloon_centen")
    now = {name: getattr(werkplek, name) for name in names}
    if "weekloon" in values:
        del now["weekloon_centen"]
    for name, value in _checked({**now, **values}).items():
        setattr(werkplek, name, value)


def complete_werkplek(session: Session, werkplek_id: UUID, tot_datum: date | None) -> None:
    """He stops there; the last day may still be to come."""
    werkplek = _found(session, Right.write_werk, werkplek_id)
    problems = STOP.problems({"tot_datum": tot_datum})
    if not problems and tot_datum is not None and tot_datum < werkplek.van_datum:
        problems["tot_datum"] = "De laatste dag is vóór de eerste. Kijk de dag na."
    if problems:
        raise UserError(next(iter(problems.values())), problems)
    werkplek.tot_datum = tot_datum


def remove_werkplek(session: Session, werkplek_id: UUID) -> None:
    """It was written down by mistake."""
    _found(session, Right.write_werk, werkplek_id).is_vervallen = True


def reopen_werkplek(session: Session, werkplek_id: UUID) -> None:
    """Undo ``remove_werkplek``."""
    _found(session, Right.write_werk, werkplek_id).is_vervallen = False


def _found(session: Session, right: Right, werkplek_id: UUID) -> Werkplek:
    rights.require(session.actor, right, is_own=True)
    werkplek = session.get_one(Werkplek, werkplek_id)
    require(session, right, werkplek.deelnemer_id)
    return werkplek


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(values)
    cents = given.pop("weekloon_centen", None)
    if cents is not None and not given.get("weekloon"):
        given["weekloon"] = euros(min(cents, MOST_CENTS + 1))
    if isinstance(given.get("soort"), WerkSoort):
        given["soort"] = given["soort"].value
    clean = WERKPLEK.clean(given)
    problems = WERKPLEK.problems(clean)
    if problems:
        raise UserError(summary(problems.values()), problems)
    wage = clean.pop("weekloon")
    return {
        **clean,
        "soort": WerkSoort(clean["soort"]),
        "weekloon_centen": parse_euros(wage) if wage else None,
    }


def _row(one: Werkplek, today: date) -> WerkplekRow:
    return WerkplekRow(
        id=one.id,
        deelnemer_id=one.deelnemer_id,
        soort=one.soort,
        plek=one.plek,
        van_datum=one.van_datum,
        tot_datum=one.tot_datum,
        uren=one.uren,
        weekloon_centen=one.weekloon_centen,
        is_nu=one.van_datum <= today and (one.tot_datum is None or one.tot_datum >= today),
    )
