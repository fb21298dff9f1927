"""Urine checks: ordered, taken or refused, and what waits. Source: DF §3b.

All names of the slice stand here; the result and what follows have modules of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words
from hvh_desktop.urinecontroles.form import (
    AFNAME,
    URINECONTROLE,
    VERWIJDEREN,
    WEIGERING,
    urinecontrole_form,
)
from hvh_desktop.urinecontroles.model import Heronderzoek, Urinecontrole, UrineUitslag
from hvh_desktop.urinecontroles.reading import chance_until, detail_of, rows_of, wacht_of
from hvh_desktop.urinecontroles.rows import (
    LopendRow,
    StofInvoer,
    StofRow,
    StofTelling,
    UrineDetail,
    UrineRow,
    Wacht,
)
from hvh_desktop.urinecontroles.service_cijfers import count_stoffen
from hvh_desktop.urinecontroles.service_uitslag import (
    change_nieuw_gebruik,
    record_heronderzoek,
    record_heruitslag,
    record_meegedeeld,
    record_uitslag,
)
from hvh_desktop.urinecontroles.stappen import (
    day_problems,
    find_check,
    time_problems,
    who_was_there,
)
from hvh_desktop.urinecontroles.termijnen import moment_words
from hvh_desktop.urinecontroles.words import wait_words

__all__ = [
    "LopendRow",
    "StofInvoer",
    "StofRow",
    "StofTelling",
    "UrineDetail",
    "UrineRow",
    "Wacht",
    "change_nieuw_gebruik",
    "change_urinecontrole",
    "count_stoffen",
    "get_urinecontrole",
    "is_heronderzoek",
    "list_keuzes",
    "list_lopend",
    "list_urinecontroles",
    "record_afname",
    "record_heronderzoek",
    "record_heruitslag",
    "record_meegedeeld",
    "record_uitslag",
    "record_urinecontrole",
    "record_weigering",
    "remove_urinecontrole",
]


# Reading --------------------------------------------------------------------------------------


def list_urinecontroles(
    session: Session,
    *,
    deelnemer_id: UUID | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
) -> list[UrineRow]:
    """Checks by the day of the order, newest first; without those that were taken off."""
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_dossier)
    else:
        require(session, Right.read_dossier, deelnemer_id)
    statement = select(Urinecontrole).where(Urinecontrole.is_vervallen.is_(False))
    if deelnemer_id is not None:
        statement = statement.where(Urinecontrole.deelnemer_id == deelnemer_id)
    if from_day is not None:
        statement = statement.where(Urinecontrole.opdracht_datum >= from_day)
    if to_day is not None:
        statement = statement.where(Urinecontrole.opdracht_datum <= to_day)
    found = sorted(
        session.scalars(statement),
        key=lambda one: (one.opdracht_datum, one.opdracht_tijd, one.id),
        reverse=True,
    )
    return rows_of(session, found)


def get_urinecontrole(session: Session, urinecontrole_id: UUID) -> UrineDetail:
    """Everything about one check, also when it was taken off."""
    return detail_of(session, find_check(session, Right.read_dossier, urinecontrole_id))


def is_heronderzoek(session: Session, urinecontrole_id: UUID) -> bool:
    """Does a second look run? What follows from the result waits for it."""
    one = find_check(session, Right.read_dossier, urinecontrole_id)
    return wacht_of(one) is Wacht.heronderzoek


def list_lopend(session: Session, *, deelnemer_id: UUID | None = None) -> list[LopendRow]:
    """What waits: first where hours run, by their end, then untold results, then the rest."""
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_dossier)
    else:
        require(session, Right.read_dossier, deelnemer_id)
    open_ones = or_(
        Urinecontrole.uitslag.in_((UrineUitslag.gevraagd, UrineUitslag.onderweg)),
        Urinecontrole.meegedeeld_datum.is_(None),
        Urinecontrole.heronderzoek == Heronderzoek.gevraagd,
    )
    statement = select(Urinecontrole).where(open_ones, Urinecontrole.is_vervallen.is_(False))
    if deelnemer_id is not None:
        statement = statement.where(Urinecontrole.deelnemer_id == deelnemer_id)
    found = [one for one in session.scalars(statement) if wacht_of(one) is not None]
    rows = [
        _lopend(session, one, row) for one, row in zip(found, rows_of(session, found), strict=True)
    ]
    order = (Wacht.gelegenheid, Wacht.mededelen, Wacht.heronderzoek, Wacht.laboratorium)
    return sorted(
        rows,
        key=lambda one: (
            order.index(one.wacht),
            one.row.opdracht_datum,
            one.row.opdracht_tijd,
            one.row.id,
        ),
    )


def _lopend(session: Session, one: Urinecontrole, row: UrineRow) -> LopendRow:
    wacht = wacht_of(one) or Wacht.gelegenheid
    until = chance_until(session, one) if wacht is Wacht.gelegenheid else None
    said = wait_words(wacht, until, session.now, session.today)
    return LopendRow(row, wacht, said, until, until is not None and session.now >= until)


def list_keuzes(session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The reasons there are for a check, and the substances; words of policy."""
    rights.require(session.actor, Right.read_dossier)
    return (
        tuple(get_value(session, "urinecontrole_aanleidingen")),
        tuple(get_value(session, "urinecontrole_stoffen")),
    )


# The order ------------------------------------------------------------------------------------


def record_urinecontrole(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """He is told to give urine; from the time of the order his hours run."""
    require(session, Right.record_urinecontrole, deelnemer_id)
    one = Urinecontrole(
        deelnemer_id=deelnemer_id,
        medewerker_id=who_was_there(session, values.get("medewerker_id")),
        **_checked(session, values, None),
    )
    session.add(one)
    session.flush()
    return one.id


def change_urinecontrole(
    session: Session, urinecontrole_id: UUID, values: Mapping[str, Any]
) -> None:
    """Change what is given of the order; only until the urine was given or refused."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    _refuse_unless_asked(one)
    now = {name: getattr(one, name) for name in URINECONTROLE.names()}
    for name, value in _checked(session, {**now, **values}, one).items():
        setattr(one, name, value)


def _checked(
    session: Session, values: Mapping[str, Any], old: Urinecontrole | None
) -> dict[str, Any]:
    reasons, stoffen = list_keuzes(session)
    kept = ((old.aanleiding,), old.stoffen) if old is not None else ((), ())
    form = urinecontrole_form(
        dict.fromkeys((*reasons, *kept[0])), dict.fromkeys((*stoffen, *kept[1]))
    )
    clean = form.clean(values)
    problems = form.problems(clean)
    if not {"opdracht_datum", "opdracht_tijd"} & problems.keys():
        day, clock = clean["opdracht_datum"], clean["opdracht_tijd"]
        problems |= day_problems(session, "opdracht_datum", day)
        problems |= time_problems(session, "opdracht_tijd", day, clock)
    problems |= _number_problems(session, clean, old)
    if problems:
        raise UserError(summary(problems.values()), problems)
    return clean


def _number_problems(
    session: Session, clean: Mapping[str, Any], old: Urinecontrole | None
) -> dict[str, str]:
    """Every tube of the house has a number of its own."""
    problems: dict[str, str] = {}
    for name in ("nummer", "nummer_tweede"):
        number = clean.get(name)
        if not number:
            continue
        statement = select(Urinecontrole).where(
            or_(Urinecontrole.nummer == number, Urinecontrole.nummer_tweede == number),
            Urinecontrole.is_vervallen.is_(False),
        )
        if old is not None:
            statement = statement.where(Urinecontrole.id != old.id)
        other = session.scalars(statement.limit(1)).first()
        if other is not None:
            problems[name] = (
                f"Dit nummer staat al op een buis van {date_words(other.opdracht_datum)}. "
                "Kijk op de buis of het klopt."
            )
    return problems


# Taken or refused -----------------------------------------------------------------------------


def record_afname(session: Session, urinecontrole_id: UUID, values: Mapping[str, Any]) -> None:
    """He gave urine; the tubes go to the laboratory."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    _refuse_unless_asked(one)
    known = {"nummer": one.nummer, "nummer_tweede": one.nummer_tweede}
    clean = AFNAME.clean({**known, **values})
    problems = AFNAME.problems(clean)
    if not {"afname_datum", "afname_tijd"} & problems.keys():
        day, clock = clean["afname_datum"], clean["afname_tijd"]
        problems |= day_problems(session, "afname_datum", day)
        problems |= time_problems(session, "afname_tijd", day, clock)
        if (day, clock) < (one.opdracht_datum, one.opdracht_tijd):
            problems["afname_tijd"] = "Dit is vóór de opdracht. Kijk de dag en de tijd na."
    problems = _number_problems(session, clean, one) | problems
    if problems:
        raise UserError(summary(problems.values()), problems)
    for name, value in clean.items():
        setattr(one, name, value)
    one.medewerker_id = who_was_there(session, values.get("medewerker_id"))
    one.uitslag = UrineUitslag.onderweg


def record_weigering(session: Session, urinecontrole_id: UUID, values: Mapping[str, Any]) -> None:
    """He said no, with what he said; or his hours are over and he gave nothing."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    _refuse_unless_asked(one)
    clean = WEIGERING.clean(values)
    problems = WEIGERING.problems(clean)
    until = chance_until(session, one)
    if not clean["is_nee"] and session.now < until:
        problems["is_nee"] = (
            f"Hij heeft nog tot {moment_words(until, session.today)} de tijd. Zei hij dat hij "
            "het niet doet, zet dan hier een vinkje."
        )
    if clean["is_nee"] and not clean["toelichting"]:
        problems["toelichting"] = "Vul in wat hij zei."
    if "datum" not in problems:
        problems |= day_problems(session, "datum", clean["datum"], one.opdracht_datum)
    if problems:
        raise UserError(summary(problems.values()), problems)
    one.uitslag, one.uitslag_datum = UrineUitslag.geweigerd, clean["datum"]
    one.toelichting = clean["toelichting"]


def remove_urinecontrole(session: Session, urinecontrole_id: UUID, reden: str) -> None:
    """It was a mistake: it counts no more and its numbers are free; the reason stays."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    if wacht_of(one) is Wacht.heronderzoek:
        raise UserError(
            "Er loopt een heronderzoek. Leg eerst de uitslag daarvan vast: tot dan gaat er geen "
            "straf in."
        )
    clean = VERWIJDEREN.clean({"reden": reden})
    VERWIJDEREN.check(clean)
    one.is_vervallen, one.vervallen_reden = True, clean["reden"]


def _refuse_unless_asked(one: Urinecontrole) -> None:
    if one.uitslag is not UrineUitslag.gevraagd:
        raise UserError(
            "De urine is al gegeven of geweigerd. Klopt dat niet, haal deze controle dan weg en "
            "leg hem opnieuw vast."
        )
