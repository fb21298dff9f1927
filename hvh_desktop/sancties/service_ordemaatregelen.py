"""Measures for order or safety. They are no straf, they have a clock of their own.

Staff may take one for some hours, the directeur for some days; only the directeur extends it, and
each extension is a row of its own. Source: Pbw articles 23-24 (DF §3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import Rule, get_rule, get_value
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties import path
from hvh_desktop.sancties.form_uitvoering import EINDE, VERLENGING, ordemaatregel_form
from hvh_desktop.sancties.klok import (
    OrdemaatregelDeel,
    OrdemaatregelRow,
    at,
    moment_words,
    most,
)
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Ordemaatregel
from hvh_desktop.sancties.words import VOORVAL_SOORTEN
from hvh_desktop.text import date_words, initials, plural

# Reading --------------------------------------------------------------------------------------


def list_ordemaatregelen(
    session: Session, *, deelnemer_id: UUID | None = None, only_running: bool = False
) -> list[OrdemaatregelRow]:
    """Measures with their extensions: running ones first, then the newest first."""
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_dossier)
    else:
        require(session, Right.read_dossier, deelnemer_id)
    statement = select(Ordemaatregel).order_by(Ordemaatregel.id)
    if deelnemer_id is not None:
        statement = statement.where(Ordemaatregel.deelnemer_id == deelnemer_id)
    rows = _rows(session, session.scalars(statement))
    rows.sort(key=lambda row: row.begin, reverse=True)
    rows.sort(key=lambda row: not row.is_lopend)
    return [row for row in rows if row.is_lopend or not only_running]


def get_ordemaatregel(session: Session, ordemaatregel_id: UUID) -> OrdemaatregelRow:
    """One measure; the id may also be that of an extension."""
    first = _find(session, ordemaatregel_id, Right.read_dossier)
    rows = list_ordemaatregelen(session, deelnemer_id=first.deelnemer_id)
    return next(row for row in rows if any(one.id == ordemaatregel_id for one in row.delen))


def get_grens(session: Session, *, on: date | None = None) -> tuple[Rule, bool]:
    """How long the person at the keyboard may make one: the rule, and whether it is in hours."""
    rights.require(session.actor, Right.record_ordemaatregel)
    is_staff = Rol.directeur not in session.actor.rollen
    key = "ordemaatregel_personeel_uren" if is_staff else "ordemaatregel_dagen"
    return get_rule(session, key, on=on), is_staff


def list_lopende_zaken(session: Session, deelnemer_id: UUID) -> dict[UUID, str]:
    """His cases that are not closed, in words: a measure may belong to one."""
    require(session, Right.read_dossier, deelnemer_id)
    statement = select(Sanctiezaak).where(
        Sanctiezaak.deelnemer_id == deelnemer_id, Sanctiezaak.status.not_in(path.ENDS)
    )
    return {
        one.id: f"{VOORVAL_SOORTEN.get(one.voorval_soort, one.voorval_soort)}, "
        f"{date_words(one.voorval_datum)}"
        for one in session.scalars(statement.order_by(Sanctiezaak.voorval_datum.desc()))
    }


def _rows(session: Session, found: Iterable[Ordemaatregel]) -> list[OrdemaatregelRow]:
    all_of_them = list(found)
    if not all_of_them:
        return []
    people = get_deelnemer_names(session, {one.deelnemer_id for one in all_of_them})
    colleagues = get_medewerker_names(session)
    chains: dict[UUID, list[Ordemaatregel]] = {}
    root_of: dict[UUID, UUID] = {}
    for one in all_of_them:
        root = root_of.get(one.verlenging_van_id, one.id) if one.verlenging_van_id else one.id
        root_of[one.id] = root
        chains.setdefault(root, []).append(one)
    now = session.now.astimezone(AMSTERDAM)
    return [_row(chain, people, colleagues, now) for chain in chains.values()]


def _row(
    chain: list[Ordemaatregel],
    people: Mapping[UUID, str],
    colleagues: Mapping[UUID, str],
    now: datetime,
) -> OrdemaatregelRow:
    first = chain[0]
    stopped = next((one for one in chain if one.einde_datum is not None), None)
    naam = people.get(first.deelnemer_id, "")
    return OrdemaatregelRow(
        id=first.id,
        deelnemer_id=first.deelnemer_id,
        deelnemer=naam,
        initialen=initials(naam),
        sanctiezaak_id=first.sanctiezaak_id,
        soort=first.soort,
        delen=tuple(
            OrdemaatregelDeel(
                id=one.id,
                is_door_personeel=one.is_door_personeel,
                door=colleagues.get(one.created_by, ""),
                reden=one.reden,
                begin=at(one.begin_datum, one.begin_tijd),
                eind=at(one.eind_datum, one.eind_tijd),
            )
            for one in chain
        ),
        gestopt=at(stopped.einde_datum, stopped.einde_tijd)
        if stopped and stopped.einde_datum and stopped.einde_tijd
        else None,
        einde_reden=stopped.einde_reden if stopped else "",
        nu=now,
    )


def _find(session: Session, ordemaatregel_id: UUID, right: Right) -> Ordemaatregel:
    rights.require(session.actor, right)
    found = session.get_one(Ordemaatregel, ordemaatregel_id)
    require(session, right, found.deelnemer_id)
    return found


# Writing --------------------------------------------------------------------------------------


def record_ordemaatregel(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new measure, by staff for some hours or by the directeur for some days."""
    require(session, Right.record_ordemaatregel, deelnemer_id)
    zaken = {key.hex: said for key, said in list_lopende_zaken(session, deelnemer_id).items()}
    form = ordemaatregel_form(get_value(session, "ordemaatregel_soorten"), zaken)
    zaak = values.get("sanctiezaak_id")
    clean = form.clean({**values, "sanctiezaak_id": zaak.hex if isinstance(zaak, UUID) else zaak})
    found = form.problems(clean)
    is_staff = Rol.directeur not in session.actor.rollen
    if not found.keys() & {"begin_datum", "begin_tijd", "eind_datum", "eind_tijd"}:
        begin = at(clean["begin_datum"], clean["begin_tijd"])
        found |= _begin_problem(session, begin)
        if "begin_datum" not in found:
            end = at(clean["eind_datum"], clean["eind_tijd"])
            found |= _end_problems(session, begin, end, is_staff=is_staff)
    if not found:
        found = _twice_problem(session, deelnemer_id, clean, is_staff=is_staff)
    if found:
        raise UserError(summary(found.values()), found)
    given = clean["sanctiezaak_id"]
    row = Ordemaatregel(
        deelnemer_id=deelnemer_id,
        is_door_personeel=is_staff,
        **{**clean, "sanctiezaak_id": UUID(hex=given) if given else None},
    )
    session.add(row)
    session.flush()
    return row.id


def _twice_problem(
    session: Session, deelnemer_id: UUID, clean: Mapping[str, Any], *, is_staff: bool
) -> dict[str, str]:
    """The hours of staff do not begin anew; who decides himself may take over from staff."""
    begin = at(clean["begin_datum"], clean["begin_tijd"])
    end = at(clean["eind_datum"], clean["eind_tijd"])
    for one in list_ordemaatregelen(session, deelnemer_id=deelnemer_id):
        if one.soort != clean["soort"] or not (one.begin <= end and begin <= one.loopt_tot):
            continue
        if is_staff or not one.delen[-1].is_door_personeel:
            until = moment_words(one.loopt_tot, session.today)
            return {
                "begin_datum": f"Deze maatregel is er al, tot {until}. Langer duren kan alleen "
                "als de directeur hem verlengt."
            }
    return {}


def _begin_problem(session: Session, begin: datetime) -> dict[str, str]:
    if begin > session.now:
        return {
            "begin_datum": "Dit begin ligt in de toekomst. Leg de maatregel vast als hij loopt."
        }
    return {}


def _end_problems(
    session: Session, begin: datetime, end: datetime, *, is_staff: bool
) -> dict[str, str]:
    if end <= begin:
        return {"eind_datum": "Het einde ligt niet na het begin. Kijk dag en tijd na."}
    key = "ordemaatregel_personeel_uren" if is_staff else "ordemaatregel_dagen"
    amount = get_value(session, key, on=begin.date())
    last = most(begin, amount, is_door_personeel=is_staff)
    if end <= last:
        return {}
    length = f"{amount} uur" if is_staff else plural(amount, "dag", "dagen")
    who = "Personeel" if is_staff else "De directeur"
    more = " De directeur kan hem daarna verlengen." if is_staff else ""
    return {
        "eind_datum": f"{who} mag een ordemaatregel hooguit {length} laten duren: tot "
        f"{moment_words(last, session.today)}.{more}"
    }


def record_verlenging(session: Session, ordemaatregel_id: UUID, values: Mapping[str, Any]) -> UUID:
    """The directeur lets it go on from its end: a new row, as long as the rule allows."""
    asked = _find(session, ordemaatregel_id, Right.change_ordemaatregel)
    chain = _chain(session, asked)
    last = chain[-1]
    _refuse_ended(session, chain)
    if at(last.begin_datum, last.begin_tijd) > session.now:
        raise UserError(
            "Deze maatregel is al verlengd en die verlenging is nog niet begonnen. Kijk dan "
            "opnieuw of langer nodig is."
        )
    clean = VERLENGING.clean(values)
    found = VERLENGING.problems(clean)
    begin = at(last.eind_datum, last.eind_tijd)
    if not found.keys() & {"eind_datum", "eind_tijd"}:
        end = at(clean["eind_datum"], clean["eind_tijd"])
        found |= _end_problems(session, begin, end, is_staff=False)
    if found:
        raise UserError(summary(found.values()), found)
    row = Ordemaatregel(
        deelnemer_id=last.deelnemer_id,
        sanctiezaak_id=last.sanctiezaak_id,
        soort=last.soort,
        is_door_personeel=False,
        begin_datum=last.eind_datum,
        begin_tijd=last.eind_tijd,
        verlenging_van_id=last.id,
        **clean,
    )
    session.add(row)
    session.flush()
    return row.id


def complete_ordemaatregel(
    session: Session, ordemaatregel_id: UUID, values: Mapping[str, Any]
) -> None:
    """It ends before its time, with why; an extension that had not begun falls away with it."""
    chain = _chain(session, _find(session, ordemaatregel_id, Right.record_ordemaatregel))
    _refuse_ended(session, chain)
    clean = EINDE.clean(values)
    found = EINDE.problems(clean)
    if not found.keys() & {"einde_datum", "einde_tijd"}:
        end = at(clean["einde_datum"], clean["einde_tijd"])
        if end > session.now:
            found["einde_datum"] = "Dit ligt in de toekomst. Leg het vast als hij gestopt is."
        elif end < at(chain[0].begin_datum, chain[0].begin_tijd):
            found["einde_datum"] = "Dit is vóór het begin van de maatregel. Kijk dag en tijd na."
    if found:
        raise UserError(summary(found.values()), found)
    end = at(clean["einde_datum"], clean["einde_tijd"])
    for one in chain:
        if at(one.eind_datum, one.eind_tijd) > end:
            one.einde_datum, one.einde_tijd = clean["einde_datum"], clean["einde_tijd"]
            one.einde_reden = clean["einde_reden"]
    session.flush()


def _chain(session: Session, asked: Ordemaatregel) -> list[Ordemaatregel]:
    """The measure and its extensions, in order."""
    statement = select(Ordemaatregel).where(Ordemaatregel.deelnemer_id == asked.deelnemer_id)
    rows = list(session.scalars(statement.order_by(Ordemaatregel.id)))
    before = {one.verlenging_van_id: one for one in rows if one.verlenging_van_id is not None}
    by_id = {one.id: one for one in rows}
    first = asked
    while first.verlenging_van_id is not None:
        first = by_id[first.verlenging_van_id]
    chain = [first]
    while chain[-1].id in before:
        chain.append(before[chain[-1].id])
    return chain


def _refuse_ended(session: Session, chain: list[Ordemaatregel]) -> None:
    last = chain[-1]
    if any(one.einde_datum is not None for one in chain):
        raise UserError(
            "Deze maatregel is al eerder gestopt. Leg een nieuwe vast als het nodig is."
        )
    if at(last.eind_datum, last.eind_tijd) <= session.now:
        raise UserError("Deze maatregel is al afgelopen. Leg een nieuwe vast als het nodig is.")
