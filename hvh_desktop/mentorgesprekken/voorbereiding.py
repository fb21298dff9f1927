"""What the program lays ready before a talk, out of what is known already.

A file of its own because it reads other slices, and the service should stay small enough to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus, InstemmingAntwoord
from hvh_desktop.actieplannen.service import (
    ActieRow,
    DoelRow,
    find_instemming,
    list_acties,
    list_doelen,
    list_gespreksacties,
)
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers import access
from hvh_desktop.krachteninventarisaties.service import compare, list_inventarisaties
from hvh_desktop.leefgebieden import LEEFGEBIED_SHORT
from hvh_desktop.mentorgesprekken.checks import find_vertrek
from hvh_desktop.mentorgesprekken.model import Aanvulling, GesprekStatus, Mentorgesprek
from hvh_desktop.mentorgesprekken.rows import Verandering, Voorbereiding, gesprek_rows
from hvh_desktop.mentorgesprekken.words import day_month
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.rights import Right
from hvh_desktop.text import about, shorten

_SOON = timedelta(weeks=8)
_MOST = 6
_ENDED = (ActieStatus.gedaan, ActieStatus.niet_gelukt)
_CLOSED_WORDS = {DoelStatus.behaald: "Doel behaald", DoelStatus.vervallen: "Doel vervallen"}
_INSTEMMING_WORDS = {
    InstemmingAntwoord.ja: "Hij is het eens met zijn plan",
    InstemmingAntwoord.nee: "Hij is het niet eens met zijn plan",
    InstemmingAntwoord.kon_niet: "Hij kon nog niet zeggen of hij het eens is",
}


def collect_voorbereiding(session: Session, gesprek: Mentorgesprek) -> Voorbereiding:
    """The last afspraken, open acties, doelen in his order, and what changed since."""
    vorige = _find_vorige(session, gesprek)
    afspraken = () if vorige is None else tuple(list_gespreksacties(session, vorige.id))
    shown = {actie.id for actie in afspraken}
    open_acties = tuple(
        actie
        for actie in list_acties(session, deelnemer_ids={gesprek.deelnemer_id})
        if actie.id not in shown and actie.mentorgesprek_id != gesprek.id
    )
    doelen = list_doelen(session, gesprek.deelnemer_id)
    return Voorbereiding(
        vorige=None if vorige is None else gesprek_rows(session, [vorige])[0],
        vorige_afspraken=afspraken,
        open_acties=open_acties,
        doelen=tuple(doel for doel in doelen if doel.status in (DoelStatus.nu, DoelStatus.later)),
        veranderd=tuple(_changes(session, gesprek, vorige, doelen))[:_MOST],
    )


def list_afgesloten(session: Session, mentorgesprek_id: UUID) -> list[ActieRow]:
    """Acties that ended after the talk before this one, up to and with the day of this one.

    Without those agreed in this talk itself: they stand with its afspraken.
    """
    gesprek = session.get_one(Mentorgesprek, mentorgesprek_id)
    access.require(session, Right.read_dossier, gesprek.deelnemer_id)
    vorige = _find_vorige(session, gesprek)
    since = date.min if vorige is None else vorige.datum
    found = [
        (actie.afgesloten_datum, actie.id, actie)
        for actie in list_acties(session, deelnemer_ids={gesprek.deelnemer_id}, only_open=False)
        if actie.status in _ENDED and actie.mentorgesprek_id != gesprek.id
        if actie.afgesloten_datum is not None
        if since < actie.afgesloten_datum <= gesprek.datum
    ]
    return [actie for *_, actie in sorted(found, key=lambda one: one[:2])]


def _find_vorige(session: Session, gesprek: Mentorgesprek) -> Mentorgesprek | None:
    """The newest fixed talk before this one."""
    return session.scalars(
        select(Mentorgesprek)
        .where(
            Mentorgesprek.deelnemer_id == gesprek.deelnemer_id,
            Mentorgesprek.status == GesprekStatus.vastgesteld,
            or_(Mentorgesprek.datum < gesprek.datum, Mentorgesprek.id < gesprek.id),
            Mentorgesprek.datum <= gesprek.datum,
            Mentorgesprek.id != gesprek.id,
        )
        .order_by(Mentorgesprek.datum.desc(), Mentorgesprek.id.desc())
        .limit(1)
    ).first()


def _changes(
    session: Session,
    gesprek: Mentorgesprek,
    vorige: Mentorgesprek | None,
    doelen: Sequence[DoelRow],
) -> Iterator[Verandering]:
    if vorige is not None:
        yield from _inventarisatie_lines(session, gesprek.deelnemer_id, vorige.datum)
        yield from _doel_lines(doelen, vorige.datum)
        yield from _instemming_lines(session, gesprek.deelnemer_id, vorige.datum)
        yield from _netwerk_lines(session, gesprek.deelnemer_id, vorige.vastgesteld_op)
        yield from _aanvulling_lines(session, vorige.id)
    leaves = find_vertrek(session, gesprek.deelnemer_id, gesprek.datum)
    if leaves is not None and timedelta() <= leaves - session.today <= _SOON:
        yield Verandering("sign-out", f"Hij vertrekt {about(leaves, session.today)}")


def _inventarisatie_lines(
    session: Session, deelnemer_id: UUID, since: date
) -> Iterator[Verandering]:
    versions = list_inventarisaties(session, deelnemer_id)
    fixed = [one for one in versions if one.is_afgerond]
    if not fixed or fixed[0].datum <= since:
        return
    yield Verandering("notebook", f"Krachteninventarisatie versie {fixed[0].versie} is af")
    if len(fixed) == 1:
        return
    for row in compare(session, fixed[0].id, fixed[1].id):
        if row.stappen:
            icon = "trend-up" if row.stappen > 0 else "trend-down"
            name = LEEFGEBIED_SHORT[row.leefgebied]
            steps = f"van stap {row.toen.bereidheid} naar stap {row.nu.bereidheid}"
            yield Verandering(icon, f"{name}: {steps}")


def _doel_lines(doelen: Sequence[DoelRow], since: date) -> Iterator[Verandering]:
    for doel in doelen:
        name = f"‘{shorten(doel.tekst, 48)}’"
        if doel.afgesloten_datum is not None and doel.afgesloten_datum > since:
            yield Verandering("flag-banner", f"{_CLOSED_WORDS[doel.status]}: {name}")
        elif doel.afgesloten_datum is None and doel.begin_datum > since:
            yield Verandering("flag", f"Nieuw doel: {name}")


def _instemming_lines(session: Session, deelnemer_id: UUID, since: date) -> Iterator[Verandering]:
    found = find_instemming(session, deelnemer_id)
    if found is not None and found.datum > since:
        yield Verandering("handshake", _INSTEMMING_WORDS[found.antwoord])


def _netwerk_lines(
    session: Session, deelnemer_id: UUID, since: datetime | None
) -> Iterator[Verandering]:
    if since is None:
        return
    statement = select(Netwerklid.naam).where(
        Netwerklid.deelnemer_id == deelnemer_id,
        Netwerklid.created_at > since,
        Netwerklid.is_vervallen.is_(False),
    )
    for naam in session.scalars(statement.order_by(Netwerklid.id)):
        yield Verandering("user-plus", f"Nieuw in zijn netwerk: {naam}")


def _aanvulling_lines(session: Session, mentorgesprek_id: UUID) -> Iterator[Verandering]:
    statement = select(Aanvulling.created_at).where(Aanvulling.mentorgesprek_id == mentorgesprek_id)
    for moment in session.scalars(statement.order_by(Aanvulling.id)):
        day = moment.astimezone(AMSTERDAM).date()
        yield Verandering("note-pencil", f"Aanvulling op het vorige gesprek, {day_month(day)}")
