"""What happened with a man, newest first; ``service`` offers this too.

A file of its own because the timeline asks eleven slices and the page about him asks more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from hvh_desktop.actieplannen.model import (
    Actie,
    ActieStatus,
    Doel,
    DoelStatus,
    Instemming,
    InstemmingAntwoord,
)
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Deelnemer, Verblijf
from hvh_desktop.dossier.moments import Moment, Soort, tab_of
from hvh_desktop.dossier.service_sancties import list_sanctie_moments
from hvh_desktop.dossier.service_zorg import list_zorg_moments
from hvh_desktop.krachteninventarisaties.model import InventarisatieStatus, Krachteninventarisatie
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.checks import STILL_TO_HOLD
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek
from hvh_desktop.mentorgesprekken.words import reden_words
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, date_words, format_time, join_words, plural, shorten
from hvh_desktop.trajectplannen.model import PlanStatus, Trajectplan

_LONG = 70
_ANTWOORDEN = {
    InstemmingAntwoord.ja: "Hij is het eens met zijn plan",
    InstemmingAntwoord.nee: "Hij is het niet eens met zijn plan",
    InstemmingAntwoord.kon_niet: "Hij kon niet zeggen of hij het eens is",
}


def list_verloop(session: Session, deelnemer_id: UUID, limit: int) -> list[Moment]:
    """What happened, newest first; on top the talk that comes next."""
    deelnemer = access.require(session, Right.read_dossier, deelnemer_id)
    names = dict(session.execute(select(Medewerker.id, Medewerker.roepnaam)).all())
    found = [
        *_gesprekken(session, deelnemer_id, limit, names),
        *_plannen(session, deelnemer_id, limit, names),
        *_doelen(session, deelnemer_id, limit),
        *_inventarisaties(session, deelnemer_id, limit, names),
        *_instemmingen(session, deelnemer_id, limit),
        *_verblijven(session, deelnemer),
        *list_zorg_moments(session, deelnemer_id),
        *list_sanctie_moments(session, deelnemer_id),
    ]
    order = list(Soort)
    found.sort(key=lambda one: order.index(one.soort))
    found.sort(key=lambda one: one.datum, reverse=True)
    return found[:limit]


def _gesprekken(
    session: Session, deelnemer_id: UUID, limit: int, names: Mapping[UUID, str]
) -> Iterator[Moment]:
    to_come = session.execute(
        _gesprek_columns(deelnemer_id)
        .where(Mentorgesprek.datum > session.today, Mentorgesprek.status == GesprekStatus.gepland)
        .where(STILL_TO_HOLD)
        .order_by(Mentorgesprek.datum)
        .limit(1)
    ).all()
    before = session.execute(
        _gesprek_columns(deelnemer_id)
        .where(
            or_(Mentorgesprek.datum <= session.today, Mentorgesprek.status == GesprekStatus.verzet)
        )
        .order_by(Mentorgesprek.datum.desc(), Mentorgesprek.id.desc())
        .limit(limit)
    ).all()
    afspraken = _count_afspraken(session, [row.id for row in before])
    towards = _days(session, [row.verzet_naar_id for row in before if row.verzet_naar_id])
    for row in (*to_come, *before):
        soort, titel, sub = _gesprek_words(row, session.today, names, afspraken, towards)
        address = {"deelnemer_id": deelnemer_id, "mentorgesprek_id": row.id}
        yield Moment(row.datum, soort, titel, sub, "mentorgesprek", address)


def _gesprek_columns(deelnemer_id: UUID) -> Select[Any]:
    columns: tuple[Any, ...] = (
        *(Mentorgesprek.id, Mentorgesprek.datum, Mentorgesprek.tijd, Mentorgesprek.status),
        *(Mentorgesprek.medewerker_ids, Mentorgesprek.verzet_reden, Mentorgesprek.verzet_naar_id),
    )
    return select(*columns).where(
        Mentorgesprek.deelnemer_id == deelnemer_id, Mentorgesprek.is_vervallen.is_(False)
    )


def _count_afspraken(session: Session, ids: list[UUID]) -> dict[UUID | None, int]:
    statement = (
        select(Actie.mentorgesprek_id, func.count())
        .where(Actie.mentorgesprek_id.in_(ids), Actie.status != ActieStatus.vervallen)
        .group_by(Actie.mentorgesprek_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _days(session: Session, ids: list[UUID]) -> dict[UUID, date]:
    if not ids:
        return {}
    statement = select(Mentorgesprek.id, Mentorgesprek.datum).where(Mentorgesprek.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(statement)}


def _gesprek_words(
    row: Any,
    today: date,
    names: Mapping[UUID, str],
    afspraken: Mapping[UUID | None, int],
    towards: Mapping[UUID, date],
) -> tuple[Soort, str, str]:
    there = _people(row.medewerker_ids, names)
    with_whom = f"Mentorgesprek met {there}" if there else "Mentorgesprek"
    if row.status is GesprekStatus.vastgesteld:
        number = afspraken.get(row.id, 0)
        return Soort.gesprek, with_whom, plural(number, "afspraak", "afspraken") if number else ""
    if row.status is GesprekStatus.verzet:
        naar = towards.get(row.verzet_naar_id)
        moved = f", naar {date_words(naar).rsplit(' ', 1)[0]}" if naar else ""
        sub = f"{capitalise(reden_words(row.verzet_reden))}{moved}"
        return Soort.verzet, "Mentorgesprek verzet", sub
    clock = f"Mentorgesprek {format_time(row.tijd)}" if row.tijd else with_whom
    if row.status is GesprekStatus.concept:
        return Soort.komend_gesprek, clock, "Concept, nog niet vastgesteld"
    if row.datum < today:
        return Soort.komend_gesprek, clock, "Nog niet gehouden"
    return Soort.komend_gesprek, clock, "Voorbereiding staat klaar"


def _people(ids: Iterable[str], names: Mapping[UUID, str]) -> str:
    return join_words(names.get(UUID(one), "") for one in ids)


def _plannen(
    session: Session, deelnemer_id: UUID, limit: int, names: Mapping[UUID, str]
) -> Iterator[Moment]:
    statement = (
        select(Trajectplan.versie, Trajectplan.datum, Trajectplan.vastgesteld_door)
        .where(
            Trajectplan.deelnemer_id == deelnemer_id, Trajectplan.status == PlanStatus.vastgesteld
        )
        .order_by(Trajectplan.versie.desc())
        .limit(limit)
    )
    for versie, datum, door in session.execute(statement):
        who = f", door {names[door]}" if door is not None and door in names else ""
        titel, sub = "Trajectplan vastgesteld", f"Versie {versie}{who}"
        yield Moment(
            datum, Soort.trajectplan, titel, sub, "dossier", tab_of(deelnemer_id, "trajectplan")
        )


def _doelen(session: Session, deelnemer_id: UUID, limit: int) -> Iterator[Moment]:
    statement = (
        select(Doel.id, Doel.tekst, Doel.afgesloten_datum)
        .where(Doel.deelnemer_id == deelnemer_id, Doel.status == DoelStatus.behaald)
        .order_by(Doel.afgesloten_datum.desc())
        .limit(limit)
    )
    for doel_id, tekst, datum in session.execute(statement):
        if datum is not None:
            sub = f"“{shorten(tekst, _LONG)}”"
            address = {"deelnemer_id": deelnemer_id, "doel_id": doel_id}
            yield Moment(datum, Soort.doel_behaald, "Doel behaald", sub, "doel", address)


def _inventarisaties(
    session: Session, deelnemer_id: UUID, limit: int, names: Mapping[UUID, str]
) -> Iterator[Moment]:
    statement = (
        select(
            Krachteninventarisatie.id,
            Krachteninventarisatie.versie,
            Krachteninventarisatie.datum,
            Krachteninventarisatie.status,
            Krachteninventarisatie.medewerker_ids,
        )
        .where(
            Krachteninventarisatie.deelnemer_id == deelnemer_id,
            Krachteninventarisatie.is_vervallen.is_(False),
        )
        .order_by(Krachteninventarisatie.versie.desc())
        .limit(limit)
    )
    for row in session.execute(statement):
        is_ready = row.status is InventarisatieStatus.afgerond
        there = _people(row.medewerker_ids, names)
        sub = f"Versie {row.versie}{f', met {there}' if there else ''}"
        address = {"deelnemer_id": deelnemer_id, "inventarisatie_id": row.id}
        yield Moment(
            row.datum,
            Soort.inventarisatie,
            "Krachten besproken" if is_ready else "Krachten bespreken, nog bezig",
            sub,
            "inventarisatie",
            address,
        )


def _instemmingen(session: Session, deelnemer_id: UUID, limit: int) -> Iterator[Moment]:
    statement = (
        select(Instemming.antwoord, Instemming.toelichting, Instemming.datum)
        .where(Instemming.deelnemer_id == deelnemer_id)
        .order_by(Instemming.datum.desc(), Instemming.id.desc())
        .limit(limit)
    )
    for antwoord, toelichting, datum in session.execute(statement):
        sub = f"“{shorten(toelichting, _LONG)}”" if toelichting else ""
        address = tab_of(deelnemer_id, "doelen")
        yield Moment(datum, Soort.instemming, _ANTWOORDEN[antwoord], sub, "dossier", address)


def _verblijven(session: Session, deelnemer: Deelnemer) -> Iterator[Moment]:
    statement = select(Verblijf.begin_datum, Verblijf.einde_datum, Verblijf.uitstroom).where(
        Verblijf.deelnemer_id == deelnemer.id, Verblijf.begin_datum <= session.today
    )
    address = tab_of(deelnemer.id, "gegevens")
    stays = session.execute(statement.order_by(Verblijf.begin_datum)).all()
    for number, (begin, end, uitstroom) in enumerate(stays):
        titel = "Kwam terug in huis" if number else "Kwam in huis"
        herkomst = deelnemer.inrichting_herkomst
        sub = f"uit {herkomst}" if herkomst and not number else ""
        yield Moment(begin, Soort.geplaatst, titel, sub, "dossier", address)
        if end is not None:
            sub = capitalise(uitstroom.value) if uitstroom else ""
            yield Moment(end, Soort.vertrokken, "Vertrok", sub, "dossier", address)
