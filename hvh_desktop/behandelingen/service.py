"""The psycholoog's caseload and agenda, and the door to the other services of this slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.behandelingen.model import Behandelnotitie
from hvh_desktop.behandelingen.rows import (
    AfspraakRow,
    BeschikbaarheidRow,
    CaseloadRow,
    NotitieRow,
    Overzicht,
    PlanStand,
    PsycholooggesprekRow,
    TijdRow,
    WachtOp,
    WachtRow,
)
from hvh_desktop.behandelingen.service_beschikbaarheid import (
    change_beschikbaarheid,
    list_beschikbaarheid,
)
from hvh_desktop.behandelingen.service_gesprekken import (
    change_psycholooggesprek,
    change_zorgafspraak,
    complete_psycholooggesprek,
    get_psycholooggesprek,
    list_behind,
    list_psycholooggesprekken,
    nearest,
    record_psycholooggesprek,
    reopen_psycholooggesprek,
    withdraw_psycholooggesprek,
)
from hvh_desktop.behandelingen.service_notities import (
    list_behandelnotities,
    record_behandelnotitie,
    remove_behandelnotitie,
    reopen_behandelnotitie,
)
from hvh_desktop.behandelingen.service_wachten import list_wachten
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import DeelnemerRow, get_deelnemer_names, list_deelnemers
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right
from hvh_desktop.signaleringsplannen.model import Signaleringsplan
from hvh_desktop.text import fold
from hvh_desktop.verwijzingen.model import Behandelafspraak, ZorgafspraakSoort
from hvh_desktop.verwijzingen.rows import OpenRow
from hvh_desktop.verwijzingen.service_doorlooptijden import list_open
from hvh_desktop.verwijzingen.service_stand import list_zorgafspraken

__all__ = [
    "AfspraakRow",
    "BeschikbaarheidRow",
    "CaseloadRow",
    "NotitieRow",
    "Overzicht",
    "PlanStand",
    "PsycholooggesprekRow",
    "TijdRow",
    "WachtOp",
    "WachtRow",
    "change_beschikbaarheid",
    "change_psycholooggesprek",
    "change_zorgafspraak",
    "complete_psycholooggesprek",
    "get_overzicht",
    "get_psycholooggesprek",
    "list_agenda",
    "list_behandelnotities",
    "list_behind",
    "list_beschikbaarheid",
    "list_caseload",
    "list_psycholooggesprekken",
    "record_behandelnotitie",
    "record_psycholooggesprek",
    "remove_behandelnotitie",
    "reopen_behandelnotitie",
    "reopen_psycholooggesprek",
    "withdraw_psycholooggesprek",
]


def list_agenda(session: Session, *, from_day: date, to_day: date) -> list[AfspraakRow]:
    """Talks of the psychologen and appointments of referrals, by day and time."""
    rights.require(session.actor, Right.read_behandeling)
    names, colleagues = get_deelnemer_names(session), get_medewerker_names(session)
    me = session.actor.medewerker_id
    found = [
        AfspraakRow(
            deelnemer_id=row.deelnemer_id,
            deelnemer=names[row.deelnemer_id],
            datum=row.datum,
            tijd=row.tijd,
            plaats=row.plaats,
            met="" if row.medewerker_id == me else colleagues.get(row.medewerker_id, ""),
            psycholooggesprek_id=row.id,
        )
        for row in list_psycholooggesprekken(session, from_day=from_day, to_day=to_day)
        if row.is_gepland or row.datum == session.today
    ]
    found += _at_instellingen(session, names, from_day, to_day)
    return sorted(found, key=lambda row: (row.datum, row.tijd or time.max, fold(row.deelnemer)))


def _at_instellingen(
    session: Session, names: Mapping[UUID, str], from_day: date, to_day: date
) -> Iterator[AfspraakRow]:
    for one in list_zorgafspraken(session, from_day=from_day, to_day=to_day):
        if one.soort is not ZorgafspraakSoort.behandeling:
            continue
        afspraak = session.get(Behandelafspraak, one.bron_id)
        yield AfspraakRow(
            deelnemer_id=one.deelnemer_id,
            deelnemer=names[one.deelnemer_id],
            datum=one.datum,
            tijd=one.tijd,
            plaats=one.plaats,
            met=one.instelling,
            psycholooggesprek_id=None,
            verwijzing_id=afspraak.verwijzing_id if afspraak else None,
        )


@dataclass(frozen=True)
class _Known:
    """Everything that the caseload is made of, read in a few queries."""

    gesprekken: Mapping[UUID, list[PsycholooggesprekRow]]
    open: Mapping[UUID, list[OpenRow]]
    plannen: Mapping[UUID, PlanStand]
    notities: frozenset[UUID]

    def deelnemer_ids(self) -> set[UUID]:
        return {*self.gesprekken, *self.open, *self.plannen, *self.notities}


def list_caseload(session: Session) -> list[CaseloadRow]:
    """Everybody with a running referral, a plan, a talk or a note; by name."""
    return list(get_overzicht(session).caseload)


def get_overzicht(session: Session) -> Overzicht:
    """The caseload with what waits for whom, also for men who are not in it."""
    rights.require(session.actor, Right.read_behandeling)
    known = _read(session)
    ids = known.deelnemer_ids()
    men = {row.id: row for row in list_deelnemers(session, scope="alle")}
    names = {one: row.naam for one, row in men.items()}
    running = [row for rows in known.open.values() for row in rows]
    wachten = list_wachten(session, running, known.gesprekken, known.plannen, names, ids)
    waiting: dict[UUID, list[WachtRow]] = defaultdict(list)
    for row in wachten:
        waiting[row.deelnemer_id].append(row)
    ordered = sorted(ids, key=lambda one: (fold(men[one].sorteernaam), one))
    caseload = (_caseload_row(men[one], known, waiting[one], session.today) for one in ordered)
    return Overzicht(tuple(caseload), tuple(wachten))


def _caseload_row(
    man: DeelnemerRow, known: _Known, waiting: Iterable[WachtRow], today: date
) -> CaseloadRow:
    laatste, volgende = nearest(known.gesprekken.get(man.id, []), today)
    return CaseloadRow(
        deelnemer_id=man.id,
        deelnemer=man.naam,
        roepnaam=man.roepnaam,
        is_aanwezig=man.einde_datum is None or man.einde_datum >= today,
        laatste=laatste,
        volgende=volgende,
        verwijzingen=tuple(known.open.get(man.id, ())),
        plan=known.plannen.get(man.id),
        wachten=tuple(waiting),
    )


def _read(session: Session) -> _Known:
    gesprekken: dict[UUID, list[PsycholooggesprekRow]] = defaultdict(list)
    for row in list_psycholooggesprekken(session):
        gesprekken[row.deelnemer_id].append(row)
    running: dict[UUID, list[OpenRow]] = defaultdict(list)
    for one in list_open(session):
        running[one.deelnemer_id].append(one)
    statement = select(Behandelnotitie.deelnemer_id).where(~Behandelnotitie.is_vervallen)
    notities = frozenset(session.scalars(statement))
    plans = session.scalars(select(Signaleringsplan).order_by(Signaleringsplan.versie))
    return _Known(gesprekken, running, _newest(plans), notities)


def _newest(plans: Iterable[Signaleringsplan]) -> dict[UUID, PlanStand]:
    return {
        plan.deelnemer_id: PlanStand(plan.id, plan.versie, plan.status, plan.datum)
        for plan in plans
    }
