"""The beginning of a case: what happened, the report about it, and what the psycholoog advises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.service import get_deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.forms import Form, summary
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties.form import SANCTIEADVIES, VOORVAL, verslag_form, voorval_form
from hvh_desktop.sancties.model import Sanctieadvies, Sanctiezaak, Zaakstap
from hvh_desktop.sancties.reading import is_advice_open
from hvh_desktop.sancties.stappen import (
    begin,
    check_step,
    find_zaak,
    may_change,
    moment_problem,
    take_step,
)
from hvh_desktop.sancties.words import SanctieStatus, Verantwoordelijkheid
from hvh_desktop.text import date_words
from hvh_desktop.urinecontroles.service import list_urinecontroles
from hvh_desktop.urinecontroles.words import result_words

_FUTURE = "Deze dag ligt in de toekomst. Kijk hem na."
_FIXED = (
    "Er is al een verslag over dit voorval. Wat er staat, verandert niet meer. Leg een correctie "
    "vast als er iets bij moet."
)


# What happened --------------------------------------------------------------------------------


def record_voorval(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new case, also for a BBA resident; ``session`` writes team."""
    require(session, Right.record_voorval, deelnemer_id)
    zaak = Sanctiezaak(deelnemer_id=deelnemer_id, **_checked_voorval(session, deelnemer_id, values))
    session.add(zaak)
    session.flush()
    begin(session, zaak)
    session.flush()
    return zaak.id


def change_voorval(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given, until there is a report; by its writer or the locatiemanager."""
    zaak = find_zaak(session, zaak_id, Right.record_voorval)
    if zaak.status is not SanctieStatus.voorval:
        raise UserError(_FIXED)
    if not may_change(session, zaak):
        raise UserError(
            "Een voorval verandert alleen door wie het schreef of door de locatiemanager. "
            "Leg een correctie vast als er iets bij moet."
        )
    now = {name: getattr(zaak, name) for name in VOORVAL.names()}
    clean = _checked_voorval(session, zaak.deelnemer_id, {**now, **values}, zaak)
    for name, value in clean.items():
        setattr(zaak, name, value)
    step = select(Zaakstap).where(Zaakstap.sanctiezaak_id == zaak.id)
    session.scalars(step).one().datum = zaak.voorval_datum
    session.flush()


def list_urinekeuzes(session: Session, deelnemer_id: UUID) -> dict[str, str]:
    """His urine checks that a voorval may come from, newest first: id as hex -> words."""
    return {
        row.id.hex: f"{row.nummer} van {date_words(row.opdracht_datum)}: {result_words(row)}"
        for row in list_urinecontroles(session, deelnemer_id=deelnemer_id)
    }


def _checked_voorval(
    session: Session, deelnemer_id: UUID, values: Mapping[str, Any], old: Sanctiezaak | None = None
) -> dict[str, Any]:
    choices = list_urinekeuzes(session, deelnemer_id)
    if old is not None and old.urinecontrole_id is not None:
        choices.setdefault(old.urinecontrole_id.hex, "")
    form = voorval_form(choices)
    clean = form.clean({**values, "urinecontrole_id": _hex(values.get("urinecontrole_id"))})
    problems = form.problems(clean)
    if "voorval_datum" not in problems:
        problems |= _voorval_day(session, deelnemer_id, clean)
    _refuse(problems)
    check = clean["urinecontrole_id"]
    return {**clean, "urinecontrole_id": UUID(hex=check) if check else None}


def _voorval_day(
    session: Session, deelnemer_id: UUID, clean: Mapping[str, Any]
) -> Mapping[str, str]:
    day: date = clean["voorval_datum"]
    if day > session.today:
        return {"voorval_datum": _FUTURE}
    stays = get_deelnemer(session, deelnemer_id).verblijven
    if not any(s.begin_datum <= day and (s.einde_datum or day) >= day for s in stays):
        return {"voorval_datum": "Op die dag woonde hij hier niet. Kijk de dag na."}
    if isinstance(clean["voorval_tijd"], time) and (
        text := moment_problem(session, day, clean["voorval_tijd"])
    ):
        return {"voorval_tijd": text}
    return {}


# The report -----------------------------------------------------------------------------------


def record_verslag(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> None:
    """The report, and when he was told that it would come."""
    zaak = find_zaak(session, zaak_id, Right.write_verslag)
    form = _verslag_form(session)
    clean = form.clean({**values, "aangezegd_door": _hex(values.get("aangezegd_door"))})
    problems = form.problems(clean)
    for part in ("verslag", "aangezegd"):
        problems = _moment_problems(session, zaak, clean, part, problems) | problems
    step = SanctieStatus.verslag
    last = session.today if problems else max(clean["verslag_datum"], clean["aangezegd_datum"])
    check_step(session, zaak, step, last, field="verslag_datum")
    _refuse(problems)
    clean["aangezegd_door"] = UUID(hex=clean["aangezegd_door"])
    for name, value in clean.items():
        setattr(zaak, name, value)
    zaak.verslag_door = session.actor.medewerker_id
    take_step(session, zaak, step, last, field="verslag_datum")


def _verslag_form(session: Session) -> Form:
    """The form with everyone who can have told him."""
    return verslag_form({key.hex: name for key, name in get_medewerker_names(session).items()})


def _moment_problems(
    session: Session,
    zaak: Sanctiezaak,
    clean: Mapping[str, Any],
    part: str,
    problems: Mapping[str, str],
) -> dict[str, str]:
    """Not still to come, and not before the voorval."""
    day_name, time_name = f"{part}_datum", f"{part}_tijd"
    if day_name in problems or time_name in problems:
        return {}
    day, clock = clean[day_name], clean[time_name]
    if day > session.today:
        return {day_name: _FUTURE}
    if day < zaak.voorval_datum:
        before = date_words(zaak.voorval_datum)
        return {day_name: f"Dit is vóór het voorval van {before}. Kijk de dag na."}
    if text := moment_problem(session, day, clock):
        return {time_name: text}
    if datetime.combine(day, clock) < datetime.combine(
        zaak.voorval_datum, zaak.voorval_tijd or time.min
    ):
        return {time_name: "Dit is vóór het voorval. Kijk de tijd na."}
    return {}


# Advice ---------------------------------------------------------------------------------------


def record_adviesvraag(session: Session, zaak_id: UUID) -> None:
    """Ask the psycholoog what he can say about responsibility."""
    zaak = find_zaak(session, zaak_id, Right.propose_sanctie)
    _refuse_advice(zaak)
    if is_advice_open(zaak, _advised_at(session, zaak)):
        assert zaak.adviesvraag_datum is not None
        raise UserError(
            f"Het advies is al gevraagd op {date_words(zaak.adviesvraag_datum)}. "
            "De psycholoog heeft nog niet geantwoord."
        )
    zaak.adviesvraag_datum = session.today
    session.flush()


def record_sanctieadvies(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> UUID:
    """What the psycholoog releases to the team; an earlier advice stays beside it."""
    zaak = find_zaak(session, zaak_id, Right.advise_sanctie)
    _refuse_advice(zaak)
    clean = SANCTIEADVIES.clean(values)
    SANCTIEADVIES.check(clean)
    advice = Sanctieadvies(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        datum=session.today,
        verantwoordelijkheid=Verantwoordelijkheid(clean["verantwoordelijkheid"]),
        tekst=clean["tekst"],
    )
    session.add(advice)
    session.flush()
    return advice.id


def _refuse_advice(zaak: Sanctiezaak) -> None:
    if zaak.status is SanctieStatus.voorval:
        raise UserError("Er is nog geen verslag. Een advies kan daarna.")
    if zaak.status not in path.ASKS_ADVICE:
        raise UserError("Over deze zaak is al beslist. Een advies kan alleen daarvoor.")


def _advised_at(session: Session, zaak: Sanctiezaak) -> date | None:
    days = select(Sanctieadvies.datum).where(Sanctieadvies.sanctiezaak_id == zaak.id)
    return session.scalars(days.order_by(Sanctieadvies.id.desc()).limit(1)).first()


def _hex(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) else value


def _refuse(problems: Mapping[str, str]) -> None:
    if problems:
        raise UserError(summary(problems.values()), problems)
