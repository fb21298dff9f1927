"""What somebody has to do today, for his own deelnemers or for everyone's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.actieplannen.service import list_acties
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.model import Titel
from hvh_desktop.deelnemers.service import DeelnemerRow, get_roepnamen, list_deelnemers
from hvh_desktop.medewerkers.service import MedewerkerRow, list_medewerkers
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.mentorgesprekken.service import GesprekRow, list_agenda, list_volgende
from hvh_desktop.rights import Right
from hvh_desktop.vandaag.rows import GesprekLine, Vandaag
from hvh_desktop.vandaag.service_nieuws import list_concepten, list_nieuws
from hvh_desktop.vandaag.service_sancties import list_sancties
from hvh_desktop.vandaag.service_termijnen import (
    Kijk,
    list_let_op,
    list_te_laat,
    list_termijnen,
    list_terms,
)
from hvh_desktop.vandaag.service_zorg import list_aflopend, list_wacht, list_zorg

__all__ = ["Vandaag", "get_vandaag"]

DAYS_AHEAD = 14


def get_vandaag(session: Session, everyone: bool) -> Vandaag:
    """The page of today. Who has no deelnemers of his own sees everyone's."""
    rights.require(session.actor, Right.read_dossier)
    me = session.actor.medewerker_id
    colleagues = {row.id: row for row in list_medewerkers(session, only_active=False)}
    away = [c for c in colleagues.values() if c.is_afwezig and c.vervanger_id == me]
    present = list_deelnemers(session)
    own = {row.id for row in present if row.is_eigen}
    chosen = [row for row in present if everyone or not own or row.id in own]
    kijk = Kijk(
        deelnemers={row.id: row for row in chosen if row.titel is Titel.hvh},
        volgende=list_volgende(session),
        names={row.id: row.roepnaam for row in colleagues.values()},
    )
    lines = _agenda(session, kijk, colleagues)
    terms = list(list_terms(session, kijk))
    acties = list_acties(session, uitvoerder_medewerker=me)
    about = {actie.deelnemer_id for actie in acties}
    wachten = list_wacht(session)
    return Vandaag(
        roepnaam=colleagues[me].roepnaam if me in colleagues else "",
        everyone=everyone or not own,
        has_own=bool(own),
        deelnemers=tuple(kijk.deelnemers.values()),
        vandaag=tuple(line for line in lines if line.datum == session.today),
        te_laat=tuple(list_te_laat(session, kijk, terms)),
        let_op=(*list_let_op(session, kijk), *list_aflopend(session, kijk)),
        daarna=tuple(_daarna(session, kijk, lines)),
        termijnen=tuple(list_termijnen(session, terms)),
        acties=tuple(acties),
        actie_namen=get_roepnamen(session, about) if about else {},
        concepten=tuple(list_concepten(session, kijk)),
        nieuws=tuple(list_nieuws(session, kijk)),
        vervangt=tuple(row.roepnaam for row in away),
        zorg=tuple(list_zorg(session, kijk, session.today + timedelta(days=DAYS_AHEAD))),
        wacht=wachten.op_jou,
        vraag_na=wachten.vraag_na,
        sancties=tuple(list_sancties(session, frozenset(own), everyone)),
    )


def _agenda(
    session: Session, kijk: Kijk, colleagues: Mapping[UUID, MedewerkerRow]
) -> list[GesprekLine]:
    """Planned and begun talks of today and the next days."""
    today, me = session.today, session.actor.medewerker_id
    rows = list_agenda(
        session,
        deelnemer_ids=list(kijk.deelnemers),
        from_day=today,
        to_day=today + timedelta(days=DAYS_AHEAD),
    )
    return [_gesprek(row, kijk.deelnemers, colleagues, me) for row in rows]


def _gesprek(
    row: GesprekRow,
    deelnemers: Mapping[UUID, DeelnemerRow],
    colleagues: Mapping[UUID, MedewerkerRow],
    me: UUID,
) -> GesprekLine:
    others = (one for one in row.medewerker_ids if one != me and one in colleagues)
    return GesprekLine(
        deelnemer=deelnemers[row.deelnemer_id],
        mentorgesprek_id=row.id,
        datum=row.datum,
        tijd=row.tijd,
        is_begonnen=row.status is GesprekStatus.concept,
        met=tuple(colleagues[one].roepnaam for one in others),
        is_met_mij=me in row.medewerker_ids,
    )


def _daarna(session: Session, kijk: Kijk, lines: list[GesprekLine]) -> list[GesprekLine]:
    """Talks of the next days, and those that are due then and not planned yet."""
    today, last = session.today, session.today + timedelta(days=DAYS_AHEAD)
    found = [line for line in lines if line.datum > today]
    for deelnemer_id, volgend in kijk.volgende.items():
        deelnemer = kijk.deelnemers.get(deelnemer_id)
        day = volgend.datum
        if deelnemer is None or day is None or volgend.mentorgesprek_id is not None:
            continue
        if today <= day <= last:
            found.append(GesprekLine(deelnemer, None, day, None, False, (), False))
    return sorted(found, key=lambda one: (one.datum, one.tijd or time.max, one.deelnemer.naam))
