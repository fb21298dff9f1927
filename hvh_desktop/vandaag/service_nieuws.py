"""What was begun and not finished, and what colleagues did since yesterday.

A file of its own because both gather from every slice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Integer, cast, func, select

from hvh_desktop.actieplannen.model import Doel, DoelStatus, Instemming, InstemmingAntwoord
from hvh_desktop.db import AMSTERDAM, Change, Compartment, Session
from hvh_desktop.db.drafts import DraftRow, list_drafts
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Aandachtspunt
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.krachteninventarisaties.model import (
    InventarisatieStatus,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek
from hvh_desktop.text import capitalise, date_words, shorten
from hvh_desktop.toestemmingen.model import Toestemming
from hvh_desktop.toestemmingen.service import get_toestemming
from hvh_desktop.trajectplannen.model import PlanStatus, Trajectplan
from hvh_desktop.vandaag.formulieren import FORMS, TAB
from hvh_desktop.vandaag.rows import ConceptLine, Naar, NieuwsLine
from hvh_desktop.vandaag.service_termijnen import Kijk

_RECORDED_LATE = timedelta(days=21)
_LONG = 60


def list_concepten(session: Session, kijk: Kijk) -> list[ConceptLine]:
    """What the person at the keyboard can go on with, newest first: his drafts, and the open
    krachteninventarisaties that he began or makes with others.
    """
    drafts = list_drafts(session, Compartment.team)
    for also in (Compartment.register, Compartment.behandeling):
        if session.holds(also):
            drafts += list_drafts(session, also)
    ids = {d.key.deelnemer_id for d in drafts if d.key.deelnemer_id is not None}
    names = get_deelnemer_names(session, ids) if ids else {}
    found = [
        _draft(draft, names.get(draft.key.deelnemer_id or UUID(int=0), "")) for draft in drafts
    ]
    found += _inventarisaties(session, kijk)
    newest: dict[tuple[str, str], ConceptLine] = {}
    for line in sorted(found, key=lambda one: one.bewaard_op):
        kept = newest.get((line.wat, line.wie))
        toelichting = line.toelichting or (kept.toelichting if kept else "")
        naar = kept.naar if kept and kept.toelichting else line.naar
        newest[line.wat, line.wie] = ConceptLine(
            line.wat, line.wie, line.bewaard_op, naar, toelichting
        )
    return sorted(newest.values(), key=lambda one: one.bewaard_op, reverse=True)


def _draft(draft: DraftRow, wie: str) -> ConceptLine:
    key = draft.key
    wat, place, subject = FORMS.get(key.form, ("Gegevens", TAB, "gegevens"))
    address: dict[str, object] = {}
    if key.deelnemer_id is not None:
        address["deelnemer_id"] = key.deelnemer_id
    if place == TAB:
        address["tab"] = subject
    elif subject and _is_id(key.subject):
        address[subject] = UUID(hex=key.subject)
    return ConceptLine(wat, wie, draft.saved_at, Naar(place, address))


def _is_id(subject: str) -> bool:
    return len(subject) == 32 and all(char in "0123456789abcdef" for char in subject)


def _inventarisaties(session: Session, kijk: Kijk) -> Iterator[ConceptLine]:
    discussed = func.sum(cast(Leefgebiedblad.is_besproken, Integer))
    statement = (
        select(
            Krachteninventarisatie.id,
            Krachteninventarisatie.deelnemer_id,
            Krachteninventarisatie.created_at,
            Krachteninventarisatie.created_by,
            Krachteninventarisatie.medewerker_ids,
            discussed,
            func.count(),
        )
        .join(Leefgebiedblad, Leefgebiedblad.krachteninventarisatie_id == Krachteninventarisatie.id)
        .where(
            Krachteninventarisatie.status == InventarisatieStatus.concept,
            Krachteninventarisatie.is_vervallen.is_(False),
            Krachteninventarisatie.deelnemer_id.in_(list(kijk.deelnemers)),
        )
        .group_by(Krachteninventarisatie.id)
    )
    me = session.actor.medewerker_id
    for one, deelnemer_id, created_at, who, others, done, total in session.execute(statement):
        if who != me and me.hex not in others:
            continue
        address = {"deelnemer_id": deelnemer_id, "inventarisatie_id": one}
        yield ConceptLine(
            "Krachteninventarisatie",
            kijk.deelnemers[deelnemer_id].naam,
            created_at,
            Naar("inventarisatie", address),
            f"{done or 0} van {total} leefgebieden klaar",
        )


def list_nieuws(session: Session, kijk: Kijk) -> list[NieuwsLine]:
    """What colleagues did for these deelnemers since yesterday morning, newest first.

    Words of a dossier that asks a reason are left out; that something happened is not.
    """
    yesterday = session.today - timedelta(days=1)
    since = datetime.combine(yesterday, time.min, AMSTERDAM).astimezone(UTC)
    readable = _readable(session, kijk)
    found = [
        *_gesprekken(session, kijk, since),
        *_doelen(session, kijk, since, readable),
        *_plannen(session, kijk, since),
        *_krachten(session, kijk, since),
        *_instemmingen(session, kijk, since),
        *_aandachtspunten(session, kijk, since, readable),
        *_ingetrokken(session, kijk, since),
    ]
    return sorted(found, key=lambda line: line.op, reverse=True)


def _readable(session: Session, kijk: Kijk) -> frozenset[UUID]:
    """The men whose words may be shown without asking why."""
    own = frozenset(one for one, row in kijk.deelnemers.items() if row.is_eigen)
    if not access.asks_reason(session.actor) or len(own) == len(kijk.deelnemers):
        return frozenset(kijk.deelnemers)
    return own | access.list_opened_ids(session)


def _is_other(session: Session, who: UUID | None) -> bool:
    return who is not None and who != session.actor.medewerker_id


def _gesprekken(session: Session, kijk: Kijk, since: datetime) -> Iterator[NieuwsLine]:
    statement = select(
        Mentorgesprek.id,
        Mentorgesprek.deelnemer_id,
        Mentorgesprek.datum,
        Mentorgesprek.vastgesteld_op,
        Mentorgesprek.vastgesteld_door,
    ).where(
        Mentorgesprek.status == GesprekStatus.vastgesteld,
        Mentorgesprek.datum >= session.today - _RECORDED_LATE,
        Mentorgesprek.vastgesteld_op >= since,
    )
    for one, about, day, moment, who in session.execute(statement):
        if about in kijk.deelnemers and _is_other(session, who) and moment is not None:
            naar = Naar("mentorgesprek", {"deelnemer_id": about, "mentorgesprek_id": one})
            text = f"{capitalise(_who(kijk, who))} stelde een gesprek met {_man(kijk, about)} vast"
            yield NieuwsLine(text, f"Gesprek van {_day(day)}", moment, naar)


def _doelen(
    session: Session, kijk: Kijk, since: datetime, readable: frozenset[UUID]
) -> Iterator[NieuwsLine]:
    """Who reached it with him stands only in the change log."""
    reached = {
        row.id: row
        for row in session.execute(
            select(Doel.id, Doel.deelnemer_id, Doel.tekst).where(
                Doel.deelnemer_id.in_(list(kijk.deelnemers)),
                Doel.status == DoelStatus.behaald,
                Doel.afgesloten_datum >= session.today - timedelta(days=1),
            )
        )
    }
    if not reached:
        return
    changes = (
        select(Change.entity, Change.user, Change.at)
        .where(Change.entity.in_(list(reached)), Change.at >= since)
        .order_by(Change.hlc)
    )
    bind = {"bind": session.engine_of(Compartment.team)}
    last = {row[0]: (row[1], row[2]) for row in session.execute(changes, bind_arguments=bind)}
    for one, (who, moment) in last.items():
        if _is_other(session, who):
            doel = reached[one]
            text = f"{_man(kijk, doel.deelnemer_id)} heeft een doel behaald, met {_who(kijk, who)}"
            naar = Naar(TAB, {"deelnemer_id": doel.deelnemer_id, "tab": "doelen"})
            said = f"“{shorten(doel.tekst, _LONG)}”" if doel.deelnemer_id in readable else ""
            yield NieuwsLine(text, said, moment, naar)


def _plannen(session: Session, kijk: Kijk, since: datetime) -> Iterator[NieuwsLine]:
    statement = select(
        Trajectplan.deelnemer_id,
        Trajectplan.versie,
        Trajectplan.vastgesteld_op,
        Trajectplan.vastgesteld_door,
    ).where(Trajectplan.status == PlanStatus.vastgesteld, Trajectplan.vastgesteld_op >= since)
    for about, versie, moment, who in session.execute(statement):
        if about in kijk.deelnemers and _is_other(session, who) and moment is not None:
            text = (
                f"{capitalise(_who(kijk, who))} stelde het trajectplan van {_man(kijk, about)} vast"
            )
            naar = Naar(TAB, {"deelnemer_id": about, "tab": "trajectplan"})
            yield NieuwsLine(text, f"Versie {versie}", moment, naar)


def _krachten(session: Session, kijk: Kijk, since: datetime) -> Iterator[NieuwsLine]:
    statement = select(
        Krachteninventarisatie.deelnemer_id,
        Krachteninventarisatie.versie,
        Krachteninventarisatie.afgerond_op,
        Krachteninventarisatie.afgerond_door,
    ).where(Krachteninventarisatie.afgerond_op >= since)
    for about, versie, moment, who in session.execute(statement):
        if about in kijk.deelnemers and _is_other(session, who) and moment is not None:
            of = f"de krachteninventarisatie van {_man(kijk, about)}"
            text = f"{capitalise(_who(kijk, who))} rondde {of} af"
            naar = Naar(TAB, {"deelnemer_id": about, "tab": "krachten"})
            yield NieuwsLine(text, f"Versie {versie}", moment, naar)


def _instemmingen(session: Session, kijk: Kijk, since: datetime) -> Iterator[NieuwsLine]:
    statement = select(
        Instemming.deelnemer_id, Instemming.antwoord, Instemming.created_at, Instemming.created_by
    ).where(Instemming.deelnemer_id.in_(list(kijk.deelnemers)), Instemming.created_at >= since)
    words = {
        InstemmingAntwoord.ja: "is het eens met zijn plan",
        InstemmingAntwoord.nee: "is het niet eens met zijn plan",
        InstemmingAntwoord.kon_niet: "kon niet zeggen of hij het eens is met zijn plan",
    }
    for about, antwoord, moment, who in session.execute(statement):
        if _is_other(session, who):
            naar = Naar(TAB, {"deelnemer_id": about, "tab": "doelen"})
            sub = f"Vastgelegd door {_who(kijk, who)}"
            yield NieuwsLine(f"{_man(kijk, about)} {words[antwoord]}", sub, moment, naar)


def _aandachtspunten(
    session: Session, kijk: Kijk, since: datetime, readable: frozenset[UUID]
) -> Iterator[NieuwsLine]:
    statement = select(
        Aandachtspunt.deelnemer_id,
        Aandachtspunt.tekst,
        Aandachtspunt.created_at,
        Aandachtspunt.created_by,
    ).where(
        Aandachtspunt.deelnemer_id.in_(list(kijk.deelnemers)), Aandachtspunt.created_at >= since
    )
    for about, tekst, moment, who in session.execute(statement):
        if not _is_other(session, who):
            continue
        naar = Naar(TAB, {"deelnemer_id": about, "tab": "gegevens"})
        text = f"{capitalise(_who(kijk, who))} schreef een aandachtspunt bij {_man(kijk, about)}"
        said = shorten(tekst, _LONG) if about in readable else ""
        yield NieuwsLine(text, said, moment, naar)


def _ingetrokken(session: Session, kijk: Kijk, since: datetime) -> Iterator[NieuwsLine]:
    """A consent that was taken back: from then on nothing may go to somebody.

    Who wrote that down, and when, stands only in the change log.
    """
    statement = (
        select(Toestemming.id, Toestemming.deelnemer_id, Change.user, Change.at)
        .join(Change, Change.entity == Toestemming.id)
        .where(
            Toestemming.deelnemer_id.in_(list(kijk.deelnemers)),
            Toestemming.ingetrokken_datum.is_not(None),
            Change.at >= since,
            Change.values.contains('"ingetrokken_datum"'),
        )
        .order_by(Change.hlc)
    )
    bind = {"bind": session.engine_of(Compartment.team)}
    rows = session.execute(statement, bind_arguments=bind)
    last = {one: (about, who, moment) for one, about, who, moment in rows}
    for one, (about, who, moment) in last.items():
        if _is_other(session, who):
            wie = get_toestemming(session, one).wie
            yield NieuwsLine(
                f"{_man(kijk, about)} trok zijn toestemming voor {wie} in",
                f"Er gaat niets meer naartoe. Vastgelegd door {_who(kijk, who)}",
                moment,
                Naar("toestemming", {"deelnemer_id": about, "toestemming_id": one}),
            )


def _who(kijk: Kijk, who: UUID | None) -> str:
    """His roepnaam; somebody who is not in the list of colleagues has none here."""
    return kijk.names.get(who, "een collega") if who is not None else "een collega"


def _man(kijk: Kijk, about: UUID) -> str:
    return kijk.deelnemers[about].roepnaam


def _day(day: date) -> str:
    return date_words(day).rsplit(" ", 1)[0]
