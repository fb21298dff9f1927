"""The result of a check, when he heard it, and the second look; ``service`` offers all of this.

A file of its own because it has other rules: from the telling on nothing changes any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.urinecontroles.form import (
    HERONDERZOEK,
    HERUITSLAG,
    MEEGEDEELD,
    NIEUW_GEBRUIK,
    STOF,
    UITSLAG,
)
from hvh_desktop.urinecontroles.model import (
    Heronderzoek,
    NieuwGebruik,
    Stofuitslag,
    Urinecontrole,
    Urinestof,
    UrineUitslag,
)
from hvh_desktop.urinecontroles.reading import BAD, ask_until, day_of
from hvh_desktop.urinecontroles.rows import StofInvoer
from hvh_desktop.urinecontroles.stappen import (
    day_problems,
    find_check,
    time_problems,
    who_was_there,
)
from hvh_desktop.urinecontroles.termijnen import moment, moment_words

_HAS_RESULT = (UrineUitslag.negatief, *BAD)


# The result -----------------------------------------------------------------------------------


def record_uitslag(session: Session, urinecontrole_id: UUID, values: Mapping[str, Any]) -> None:
    """What the laboratory said: ``uitslag_datum``, ``stoffen`` (StofInvoer for each that was
    asked), or ``is_geknoeid`` with ``toelichting``. Once more before he heard it: replaces.
    """
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    clean = UITSLAG.clean(values)
    _refuse_result(one, is_geknoeid=clean["is_geknoeid"])
    problems = UITSLAG.problems(clean)
    if "uitslag_datum" not in problems:
        problems |= day_problems(session, "uitslag_datum", clean["uitslag_datum"], day_of(one))
    found: list[dict[str, Any]] = []
    if clean["is_geknoeid"]:
        if not clean["toelichting"]:
            problems["toelichting"] = "Vul in waaruit blijkt dat er geknoeid is."
    else:
        found, more = _checked_stoffen(session, one, values.get("stoffen") or ())
        problems |= more
    if problems:
        raise UserError(summary(problems.values()), problems)
    _replace_stoffen(session, one, found)
    one.uitslag = _result(found, is_geknoeid=clean["is_geknoeid"])
    one.uitslag_datum, one.toelichting = clean["uitslag_datum"], clean["toelichting"]


def _refuse_result(one: Urinecontrole, *, is_geknoeid: bool) -> None:
    if one.meegedeeld_datum is not None:
        raise UserError(
            "Hij kent de uitslag al. Daarna verandert die niet meer. Klopt de uitslag niet, haal "
            "deze controle dan weg en leg hem opnieuw vast."
        )
    if one.uitslag is UrineUitslag.geweigerd:
        raise UserError("Hij heeft geweigerd. Daar hoort geen uitslag bij.")
    if one.uitslag is UrineUitslag.gevraagd and not is_geknoeid:
        raise UserError("Leg eerst vast wanneer hij urine gaf.")


def _checked_stoffen(
    session: Session, one: Urinecontrole, given: Iterable[StofInvoer]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Clean rows and sentences; a field is called ``stof_<number>`` and what it is about."""
    known = {*one.stoffen, *get_value(session, "urinecontrole_stoffen")}
    rows: list[dict[str, Any]] = []
    problems: dict[str, str] = {}
    for number, stof in enumerate(given, start=1):
        clean = STOF.clean(
            {
                "stof": stof.stof,
                "uitslag": str(stof.uitslag),
                "waarde": stof.waarde,
                "is_verklaard": stof.is_verklaard,
            }
        )
        wrong = STOF.problems(clean)
        if "stof" not in wrong and clean["stof"] not in known:
            wrong["stof"] = f"‘{clean['stof']}’ staat niet in de lijst met stoffen."
        if clean["is_verklaard"] and clean["uitslag"] != Stofuitslag.positief:
            wrong["is_verklaard"] = "Alleen wat gevonden is, kan door medicatie verklaard zijn."
        problems |= {f"stof_{number}_{name}": said for name, said in wrong.items()}
        rows.append(clean)
    names = [row["stof"] for row in rows]
    missing = [stof for stof in one.stoffen if stof not in names]
    if missing:
        problems["stoffen"] = f"Vul ook in wat er gevonden is van: {', '.join(missing)}."
    elif len(set(names)) != len(names):
        problems["stoffen"] = "Een stof staat er twee keer. Laat er één staan."
    return rows, problems


def _result(found: Iterable[Mapping[str, Any]], *, is_geknoeid: bool) -> UrineUitslag:
    """Positive when something was found that medicine does not explain."""
    if is_geknoeid:
        return UrineUitslag.geknoeid
    counts = (row["uitslag"] == Stofuitslag.positief and not row["is_verklaard"] for row in found)
    return UrineUitslag.positief if any(counts) else UrineUitslag.negatief


def _replace_stoffen(
    session: Session, one: Urinecontrole, found: Iterable[Mapping[str, Any]]
) -> None:
    old = select(Urinestof).where(
        Urinestof.urinecontrole_id == one.id, Urinestof.is_vervallen.is_(False)
    )
    for stof in session.scalars(old):
        stof.is_vervallen = True
    for row in found:
        session.add(
            Urinestof(
                urinecontrole_id=one.id,
                deelnemer_id=one.deelnemer_id,
                stof=row["stof"],
                uitslag=Stofuitslag(row["uitslag"]),
                waarde=row["waarde"],
                is_verklaard=row["is_verklaard"],
            )
        )
        session.flush()


# He hears it ----------------------------------------------------------------------------------


def record_meegedeeld(session: Session, urinecontrole_id: UUID, values: Mapping[str, Any]) -> None:
    """When he heard the result, and from whom; without ``meegedeeld_door`` who writes it."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    if one.uitslag not in _HAS_RESULT:
        raise UserError("Er is nog geen uitslag om te vertellen.")
    if one.meegedeeld_datum is not None:
        raise UserError("Er staat al wanneer hij de uitslag hoorde.")
    clean = MEEGEDEELD.clean(values)
    problems = MEEGEDEELD.problems(clean)
    if not problems:
        day = clean["meegedeeld_datum"]
        problems |= day_problems(session, "meegedeeld_datum", day, one.uitslag_datum)
        problems |= time_problems(session, "meegedeeld_tijd", day, clean["meegedeeld_tijd"])
    if problems:
        raise UserError(summary(problems.values()), problems)
    one.meegedeeld_datum, one.meegedeeld_tijd = clean["meegedeeld_datum"], clean["meegedeeld_tijd"]
    one.meegedeeld_door = who_was_there(session, values.get("meegedeeld_door"))


def change_nieuw_gebruik(
    session: Session, urinecontrole_id: UUID, nieuw_gebruik: NieuwGebruik
) -> None:
    """Is it new use? A judgment beside the result, so it may change."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    if one.uitslag is not UrineUitslag.positief:
        raise UserError("Deze vraag hoort alleen bij een positieve uitslag.")
    NIEUW_GEBRUIK.check({"nieuw_gebruik": str(nieuw_gebruik)})
    one.nieuw_gebruik = NieuwGebruik(nieuw_gebruik)


# The second look ------------------------------------------------------------------------------


def record_heronderzoek(
    session: Session, urinecontrole_id: UUID, values: Mapping[str, Any]
) -> None:
    """He asks for a second look, in writing, within his hours; from here what follows waits."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    until = ask_until(session, one)
    if until is None:
        raise UserError(
            "Een heronderzoek kan hij vragen als hij een positieve uitslag heeft gehoord."
        )
    if one.heronderzoek is not Heronderzoek.niet_gevraagd:
        raise UserError("Er staat al dat hij om een heronderzoek vroeg.")
    clean = HERONDERZOEK.clean(values)
    problems = HERONDERZOEK.problems(clean)
    if not problems:
        day, clock = clean["heronderzoek_datum"], clean["heronderzoek_tijd"]
        problems |= time_problems(session, "heronderzoek_tijd", day, clock)
        problems |= day_problems(session, "heronderzoek_datum", day, one.meegedeeld_datum)
        if not problems and day == one.meegedeeld_datum and clock < one.meegedeeld_tijd:
            problems["heronderzoek_tijd"] = "Dit is vóór hij de uitslag hoorde. Kijk de tijd na."
        if not problems and moment(day, clock) > until:
            problems["heronderzoek_tijd"] = (
                f"Dit is te laat: hij kon het vragen tot {moment_words(until, session.today)}. "
                "Alleen de directeur kan beslissen dat het laboratorium toch opnieuw kijkt."
            )
    if problems:
        raise UserError(summary(problems.values()), problems)
    one.heronderzoek = Heronderzoek.gevraagd
    one.heronderzoek_datum = clean["heronderzoek_datum"]
    one.heronderzoek_tijd = clean["heronderzoek_tijd"]


def record_heruitslag(session: Session, urinecontrole_id: UUID, values: Mapping[str, Any]) -> None:
    """The second look is done: ``bevestigd`` ja or nee, and the day."""
    one = find_check(session, Right.record_urinecontrole, urinecontrole_id)
    if one.heronderzoek is not Heronderzoek.gevraagd:
        raise UserError("Er loopt geen heronderzoek.")
    clean = HERUITSLAG.clean(values)
    problems = HERUITSLAG.problems(clean)
    if "heronderzoek_uitslag_datum" not in problems:
        day = clean["heronderzoek_uitslag_datum"]
        name = "heronderzoek_uitslag_datum"
        problems |= day_problems(session, name, day, one.heronderzoek_datum)
    if problems:
        raise UserError(summary(problems.values()), problems)
    is_yes = clean["bevestigd"] == "ja"
    one.heronderzoek = Heronderzoek.bevestigd if is_yes else Heronderzoek.niet_bevestigd
    one.heronderzoek_uitslag_datum = clean["heronderzoek_uitslag_datum"]
