"""What is late, what has a term that comes near, and what asks attention without a term.

A file of its own because the rules of the terms are more than the page that shows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from hvh_desktop.actieplannen.model import Doel, DoelStatus
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import DeelnemerRow
from hvh_desktop.krachteninventarisaties.service import list_first_due_dates
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.mentorgesprekken.service import VolgendGesprek
from hvh_desktop.mentorgesprekken.words import reden_words
from hvh_desktop.policy import get_rule, get_value
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import capitalise, countdown, months_on, plural
from hvh_desktop.trajectplannen.model import PlanStatus, Trajectplan
from hvh_desktop.vandaag.rows import LetOpLine, Naar, TeLaatLine, TermijnLine, WatTeLaat

NEAR_DAYS = 14
LEAVING_DAYS = 30


@dataclass(frozen=True)
class Kijk:
    """Whom the page is about, and what is known of everyone already."""

    deelnemers: Mapping[UUID, DeelnemerRow]
    volgende: Mapping[UUID, VolgendGesprek]
    names: Mapping[UUID, str]


@dataclass(frozen=True)
class Term:
    """Something that must be ready by a day."""

    deelnemer: DeelnemerRow
    wat: WatTeLaat
    datum: date
    naar: Naar
    is_hypothese: bool


def list_te_laat(session: Session, kijk: Kijk, terms: Sequence[Term]) -> list[TeLaatLine]:
    """Talks first and most days first; what was put off with a reason after what has none."""
    today = session.today
    found = [
        line
        for one, volgend in kijk.volgende.items()
        if one in kijk.deelnemers
        and (line := _late_talk(today, kijk.deelnemers[one], volgend, kijk.names)) is not None
    ]
    found += [
        TeLaatLine(
            term.deelnemer,
            term.wat,
            term.datum,
            (today - term.datum).days,
            term.naar,
            is_hypothese=term.is_hypothese,
        )
        for term in terms
        if term.datum < today
    ]
    order = list(WatTeLaat)
    return sorted(
        found,
        key=lambda one: (
            order.index(one.wat) > 1,
            bool(one.reden),
            -one.dagen,
            one.deelnemer.naam,
        ),
    )


def list_termijnen(session: Session, terms: Sequence[Term]) -> list[TermijnLine]:
    """Terms of the next two weeks, the first one first."""
    today, last = session.today, session.today + timedelta(days=NEAR_DAYS)
    near = [term for term in terms if today <= term.datum <= last]
    near.sort(key=lambda term: (term.datum, term.deelnemer.naam))
    return [TermijnLine(t.deelnemer, t.wat, t.datum, t.naar, t.is_hypothese) for t in near]


def list_let_op(session: Session, kijk: Kijk) -> list[LetOpLine]:
    """Nobody is his mentor, or he leaves soon and doelen are still open."""
    open_doelen = _open_doelen(session, kijk)
    choose = "Kies mentoren" if is_allowed(session.actor, Right.change_team) else "Bekijk"
    found = []
    for row in kijk.deelnemers.values():
        if not row.mentor_ids and row.begin_datum <= session.today:
            naar = Naar("dossier", {"deelnemer_id": row.id, "tab": "gegevens"})
            tekst = "Hij heeft nog geen mentoren"
            found.append(LetOpLine(row, "users-three", tekst, choose, naar))
        number, day = open_doelen.get(row.id, 0), row.verwacht_einde_datum
        if number and day is not None and (day - session.today).days <= LEAVING_DAYS:
            naar = Naar("dossier", {"deelnemer_id": row.id, "tab": "doelen"})
            tekst = f"{_leaving(day, session.today)}, {_doelen_words(number)}"
            found.append(LetOpLine(row, "sign-out", tekst, "Kijk naar zijn doelen", naar))
    return found


def _leaving(day: date, today: date) -> str:
    if day < today:
        return f"Zou {countdown(day, today)} vertrekken"
    return f"Vertrekt {countdown(day, today)}"


def _doelen_words(number: int) -> str:
    return f"{plural(number, 'doel staat', 'doelen staan')} nog open"


def _open_doelen(session: Session, kijk: Kijk) -> dict[UUID, int]:
    statement = (
        select(Doel.deelnemer_id, func.count())
        .where(Doel.deelnemer_id.in_(list(kijk.deelnemers)), Doel.status == DoelStatus.nu)
        .group_by(Doel.deelnemer_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _late_talk(
    today: date, deelnemer: DeelnemerRow, volgend: VolgendGesprek, names: Mapping[UUID, str]
) -> TeLaatLine | None:
    day = volgend.datum
    if not volgend.is_te_laat or day is None:
        return None
    was_due = today - timedelta(days=volgend.dagen_te_laat)
    talk = {"deelnemer_id": deelnemer.id, "mentorgesprek_id": volgend.mentorgesprek_id}
    if volgend.reden is not None and day >= today:
        return TeLaatLine(
            deelnemer,
            WatTeLaat.gesprek,
            was_due,
            volgend.dagen_te_laat,
            Naar("mentorgesprek", talk),
            reden=capitalise(reden_words(volgend.reden)),
            nieuwe_datum=day,
            nieuwe_tijd=volgend.tijd,
            door=names.get(volgend.verzet_door, "") if volgend.verzet_door else "",
        )
    late = (today - day).days
    if late <= 0:
        return None
    if volgend.status is GesprekStatus.concept:
        naar = Naar("mentorgesprek", talk)
        return TeLaatLine(deelnemer, WatTeLaat.begonnen_gesprek, day, late, naar)
    naar = (
        Naar("mentorgesprek_verzetten", talk)
        if volgend.mentorgesprek_id is not None
        else Naar("mentorgesprek_nieuw", {"deelnemer_id": deelnemer.id, "wijze": "plan"})
    )
    return TeLaatLine(deelnemer, WatTeLaat.gesprek, was_due, volgend.dagen_te_laat, naar)


def list_terms(session: Session, kijk: Kijk) -> Iterator[Term]:
    """His first krachteninventarisatie, his first trajectplan, and each next one."""
    rule = get_rule(session, "krachteninventarisatie_eerste_dagen")
    for one, day in list_first_due_dates(session, list(kijk.deelnemers)).items():
        naar = Naar("dossier", {"deelnemer_id": one, "tab": "krachten"})
        deelnemer = kijk.deelnemers[one]
        yield Term(deelnemer, WatTeLaat.inventarisatie, day, naar, rule.is_hypothese)
    weeks = timedelta(weeks=int(get_value(session, "trajectplan_eerste_weken")))
    months = int(get_value(session, "trajectplan_evaluatie_maanden"))
    last = _last_plans(session)
    for one, deelnemer in kijk.deelnemers.items():
        naar = Naar("dossier", {"deelnemer_id": one, "tab": "trajectplan"})
        made = last.get(one)
        is_of_now = made is not None and made >= deelnemer.begin_datum
        day = months_on(made, months) if made and is_of_now else deelnemer.begin_datum + weeks
        yield Term(deelnemer, WatTeLaat.trajectplan, day, naar, False)


def _last_plans(session: Session) -> dict[UUID, date]:
    statement = (
        select(Trajectplan.deelnemer_id, func.max(Trajectplan.datum))
        .where(Trajectplan.status == PlanStatus.vastgesteld)
        .group_by(Trajectplan.deelnemer_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
