"""The stays of a deelnemer and the places of the house.

A file of its own beside ``service.py``, which gives these functions on, because together they are
too long to read.
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
from hvh_desktop.deelnemers.form import UITSTROOM, VERBLIJF
from hvh_desktop.deelnemers.model import Deelnemer, Titel, UitstroomSoort, Verblijf
from hvh_desktop.deelnemers.rows import Bezetting, VerblijfRow
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import join_words


def capacity(session: Session) -> Bezetting:
    """How many live in the house today, and how many places it has."""
    rights.require(session.actor, Right.read_dossier)
    statement = (
        select(Deelnemer.titel)
        .join(Verblijf, Verblijf.deelnemer_id == Deelnemer.id)
        .where(Verblijf.einde_datum.is_(None), Verblijf.begin_datum <= session.today)
    )
    titels = list(session.scalars(statement))
    return Bezetting(
        aanwezig_hvh=titels.count(Titel.hvh),
        aanwezig_bba=titels.count(Titel.bba),
        plaatsen=get_value(session, "aantal_plaatsen"),
    )


def list_vrije_plaatsen(session: Session, *, on: date | None = None) -> list[int]:
    """The numbers of the places that are free from a day on (today by default)."""
    rights.require(session.actor, Right.read_dossier)
    return _free(session, on or session.today, None, None)


def _free(session: Session, begin: date, end: date | None, verblijf_id: UUID | None) -> list[int]:
    """Free places between two days; the stay itself does not count."""
    taken = {
        other.plaats_nummer
        for other in session.scalars(select(Verblijf).where(Verblijf.plaats_nummer.is_not(None)))
        if other.id != verblijf_id
        and (end is None or other.begin_datum < end)
        and (other.einde_datum is None or other.einde_datum > begin)
    }
    places = range(1, get_value(session, "aantal_plaatsen") + 1)
    return [number for number in places if number not in taken]


def list_verblijven(session: Session, deelnemer_id: UUID) -> tuple[VerblijfRow, ...]:
    """All stays of a deelnemer, newest first."""
    require(session, Right.read_dossier, deelnemer_id)
    statement = select(Verblijf).where(Verblijf.deelnemer_id == deelnemer_id)
    newest_first = statement.order_by(Verblijf.begin_datum.desc(), Verblijf.id.desc())
    return tuple(_verblijf_row(verblijf) for verblijf in session.scalars(newest_first))


def _verblijf_row(verblijf: Verblijf) -> VerblijfRow:
    names = (*VERBLIJF.names(), *UITSTROOM.names())
    values = {name: getattr(verblijf, name) for name in names}
    return VerblijfRow(id=verblijf.id, is_huidig=verblijf.einde_datum is None, **values)


def record_verblijf(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new stay of somebody who comes back."""
    require(session, Right.record_deelnemer, deelnemer_id)
    stay = VERBLIJF.clean(values)
    VERBLIJF.check(stay)
    return add_verblijf(session, deelnemer_id, stay)


def add_verblijf(session: Session, deelnemer_id: UUID, stay: Mapping[str, Any]) -> UUID:
    """Add a stay of which the form was checked and the rights were asked."""
    statement = select(Verblijf).where(Verblijf.deelnemer_id == deelnemer_id)
    for other in session.scalars(statement):
        if other.einde_datum is None:
            raise UserError("Hij woont nog in het huis. Leg eerst zijn vertrek vast.")
        if stay["begin_datum"] < other.einde_datum:
            refuse({"begin_datum": "Hij was toen nog in huis. Kijk de datum van plaatsing na."})
    verblijf = Verblijf(deelnemer_id=deelnemer_id, **_typed(stay))
    _check_plaats(session, verblijf)
    session.add(verblijf)
    session.flush()
    return verblijf.id


def change_verblijf(session: Session, verblijf_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given of a stay, also of one that has ended; the rest stays."""
    verblijf = session.get_one(Verblijf, verblijf_id)
    require(session, Right.change_deelnemer, verblijf.deelnemer_id)
    now = {name: getattr(verblijf, name) for name in VERBLIJF.names()}
    stay = VERBLIJF.clean({**now, **values})
    problems = VERBLIJF.problems(stay)
    begin, end = stay["begin_datum"], verblijf.einde_datum
    if isinstance(begin, date) and end is not None and begin > end:
        problems["begin_datum"] = "De plaatsing ligt niet na het vertrek. Kijk de datum na."
    refuse(problems)
    with session.no_autoflush:
        for name, value in _typed(stay).items():
            setattr(verblijf, name, value)
        _check_plaats(session, verblijf)


def _typed(stay: Mapping[str, Any]) -> dict[str, Any]:
    soort = stay["verwachte_uitstroom"]
    return {**stay, "verwachte_uitstroom": UitstroomSoort(soort) if soort else None}


def _check_plaats(session: Session, verblijf: Verblijf) -> None:
    """Refuse a place that is not there or taken; the place is named, never the man."""
    number = verblijf.plaats_nummer
    if number is None:
        return
    most = get_value(session, "aantal_plaatsen")
    if number > most:
        text = f"Het huis heeft {most} plaatsen. Kies een nummer van 1 tot en met {most}."
        raise UserError(text, {"plaats_nummer": text})
    free = _free(session, verblijf.begin_datum, verblijf.einde_datum, verblijf.id)
    if number not in free:
        ways = join_words([str(one) for one in free[:6]])
        cure = f"Kies een andere plaats, bijvoorbeeld {ways}." if free else "Er is nu geen plaats."
        text = f"Plaats {number} is al bezet. {cure}"
        raise UserError(text, {"plaats_nummer": text})


def complete_verblijf(
    session: Session,
    verblijf_id: UUID,
    einde_datum: date,
    uitstroom: UitstroomSoort | str,
    reden: str = "",
) -> None:
    """He left: from this day on his place is free. Also mends a departure that was written."""
    verblijf = session.get_one(Verblijf, verblijf_id)
    require(session, Right.record_deelnemer, verblijf.deelnemer_id)
    values = {
        "einde_datum": einde_datum,
        "uitstroom": str(uitstroom or ""),
        "uitstroom_reden": reden,
    }
    clean = UITSTROOM.clean(values)
    problems = UITSTROOM.problems(clean)
    day = clean["einde_datum"]
    if isinstance(day, date) and day < verblijf.begin_datum:
        problems["einde_datum"] = "Hij vertrekt niet vóór zijn plaatsing. Kijk de datum na."
    elif isinstance(day, date) and day > session.today:
        problems["einde_datum"] = (
            "Die dag komt nog. Leg zijn vertrek vast als hij weg is; wijzig tot dan zijn "
            "verwachte vertrek."
        )
    refuse(problems)
    verblijf.einde_datum = day
    verblijf.uitstroom = UitstroomSoort(clean["uitstroom"])
    verblijf.uitstroom_reden = clean["uitstroom_reden"]


def reopen_verblijf(session: Session, verblijf_id: UUID) -> None:
    """Undo ``complete_verblijf``, when his place is still free and he did not come back."""
    verblijf = session.get_one(Verblijf, verblijf_id)
    require(session, Right.record_deelnemer, verblijf.deelnemer_id)
    statement = select(Verblijf.id).where(
        Verblijf.deelnemer_id == verblijf.deelnemer_id, Verblijf.begin_datum > verblijf.begin_datum
    )
    if session.scalars(statement.limit(1)).first() is not None:
        raise UserError("Hij heeft na dit verblijf al een nieuw verblijf. Dit blijft zoals het is.")
    with session.no_autoflush:
        verblijf.einde_datum, verblijf.uitstroom, verblijf.uitstroom_reden = None, None, ""
        _check_plaats(session, verblijf)


def refuse(problems: Mapping[str, str]) -> None:
    """Raise one UserError that names every problem, if there are any."""
    if problems:
        raise UserError(summary(problems.values()), problems)
