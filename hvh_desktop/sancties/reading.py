"""From kept cases to rows of a list; the services here have asked the right before.

Every part is read for all cases at once, so that a long register costs as many queries as one
case. The parts of one case are in ``reading_delen.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers.service import get_deelnemer_names, list_eigen_deelnemer_ids
from hvh_desktop.sancties import path, straffen
from hvh_desktop.sancties.beklag import is_running
from hvh_desktop.sancties.model import Beslissing, Sanctieadvies, Sanctiezaak, Zaakstap
from hvh_desktop.sancties.model_gevolg import Beklag, Tenuitvoerlegging
from hvh_desktop.sancties.reading_uitvoering import stand_of
from hvh_desktop.sancties.rows import StrafRow, ZaakRow
from hvh_desktop.sancties.stappen import awaits_revision, is_refuted
from hvh_desktop.sancties.wacht import Feiten, Wacht, waits
from hvh_desktop.sancties.words import (
    VOORVAL_SOORTEN,
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
    Uitkomst,
)
from hvh_desktop.text import initials, join_words
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.urinecontroles.reading import wacht_of
from hvh_desktop.urinecontroles.rows import Wacht as WachtUrine

HERONDERZOEK = "Wacht op het heronderzoek"
GESCHORST = "Geschorst tot er een uitspraak is"
_IN_PLACE = frozenset({RondeAanleiding.omzetting, RondeAanleiding.herziening})


@dataclass(frozen=True)
class Stand:
    """A case with its row and what waits in it."""

    zaak: Sanctiezaak
    row: ZaakRow
    wacht: Wacht
    beslissing: Beslissing | None
    """The newest one."""
    straffen: tuple[StrafRow, ...] = ()
    """Of that beslissing."""


@dataclass
class _Parts:
    """What was read for all cases at once, by id of the case."""

    names: Mapping[UUID, str]
    own: frozenset[UUID]
    step_days: dict[UUID, date] = field(default_factory=dict)
    decisions: dict[UUID, list[Beslissing]] = field(default_factory=dict)
    straffen: Mapping[UUID, tuple[StrafRow, ...]] = field(default_factory=dict)
    running: frozenset[UUID] = frozenset()
    """Cases in which a straf runs at this moment."""
    served: frozenset[UUID] = frozenset()
    """Cases in which he already underwent what a revised decision left of the straf."""
    complaints: dict[UUID, list[Beklag]] = field(default_factory=dict)
    retests: frozenset[UUID] = frozenset()
    """Urine checks of which a second look runs."""
    refuted: frozenset[UUID] = frozenset()
    """Cases of which a second look said no since the last decision."""
    advised_at: dict[UUID, date] = field(default_factory=dict)


def rows_of(session: Session, zaken: Sequence[Sanctiezaak]) -> list[ZaakRow]:
    """Rows in the order in which they were given."""
    return [stand.row for stand in stands_of(session, zaken)]


def stands_of(session: Session, zaken: Sequence[Sanctiezaak]) -> list[Stand]:
    """The same with what waits and the newest decision."""
    if not zaken:
        return []
    parts = _read(session, zaken)
    return [_stand(zaak, parts, session.today) for zaak in zaken]


def _read(session: Session, zaken: Sequence[Sanctiezaak]) -> _Parts:
    ids = [zaak.id for zaak in zaken]
    names = get_deelnemer_names(session, {zaak.deelnemer_id for zaak in zaken})
    parts = _Parts(names, list_eigen_deelnemer_ids(session))
    steps = select(Zaakstap.sanctiezaak_id, Zaakstap.datum).order_by(Zaakstap.id)
    for row in session.execute(steps.where(Zaakstap.sanctiezaak_id.in_(ids))):
        parts.step_days[row.sanctiezaak_id] = row.datum
    parts.decisions = _by_case(session, Beslissing, ids)
    parts.complaints = _by_case(session, Beklag, ids)
    newest = [found[-1].id for found in parts.decisions.values()]
    parts.straffen = straffen.read_straffen(session, newest) if newest else {}
    parts.running = _running(session, ids)
    parts.served = frozenset(
        zaak.id for zaak in zaken if _is_served(session, zaak, parts.decisions.get(zaak.id, ()))
    )
    parts.advised_at = _advised_at(session, ids)
    parts.retests = _retests(session, zaken)
    parts.refuted = frozenset(zaak.id for zaak in zaken if is_refuted(session, zaak))
    return parts


def _by_case(session: Session, entity: Any, ids: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Per case its rows of this kind, newest last."""
    found: dict[UUID, list[Any]] = {}
    statement = select(entity).where(entity.sanctiezaak_id.in_(ids)).order_by(entity.id)
    for one in session.scalars(statement):
        found.setdefault(one.sanctiezaak_id, []).append(one)
    return found


def _running(session: Session, ids: Sequence[UUID]) -> frozenset[UUID]:
    columns = (Tenuitvoerlegging.eind_datum, Tenuitvoerlegging.eind_tijd)
    statement = select(Tenuitvoerlegging.sanctiezaak_id, *columns).where(
        Tenuitvoerlegging.sanctiezaak_id.in_(ids), Tenuitvoerlegging.is_vervallen.is_(False)
    )
    now = session.now.astimezone(AMSTERDAM).replace(tzinfo=None)
    return frozenset(
        row.sanctiezaak_id
        for row in session.execute(statement)
        if datetime.combine(row.eind_datum, row.eind_tijd or time.max) > now
    )


def _is_served(session: Session, zaak: Sanctiezaak, decisions: Sequence[Beslissing]) -> bool:
    """Rare, so it is asked per case: a decision in place of one that was executed already."""
    if zaak.status is not SanctieStatus.uitreiking or not decisions:
        return False
    if decisions[-1].aanleiding not in _IN_PLACE:
        return False
    stand = stand_of(session, zaak)
    return stand is not None and all(one.over == 0 for one in stand.straffen)


def _advised_at(session: Session, ids: Sequence[UUID]) -> dict[UUID, date]:
    statement = select(Sanctieadvies.sanctiezaak_id, Sanctieadvies.datum)
    rows = session.execute(
        statement.where(Sanctieadvies.sanctiezaak_id.in_(ids)).order_by(Sanctieadvies.id)
    )
    return {row.sanctiezaak_id: row.datum for row in rows}


def _retests(session: Session, zaken: Iterable[Sanctiezaak]) -> frozenset[UUID]:
    ids = [zaak.urinecontrole_id for zaak in zaken if zaak.urinecontrole_id is not None]
    if not ids:
        return frozenset()
    checks = session.scalars(select(Urinecontrole).where(Urinecontrole.id.in_(ids)))
    return frozenset(one.id for one in checks if wacht_of(one) is WachtUrine.heronderzoek)


def _stand(zaak: Sanctiezaak, parts: _Parts, today: date) -> Stand:
    decisions = parts.decisions.get(zaak.id, [])
    newest = decisions[-1] if decisions else None
    rows = parts.straffen.get(newest.id, ()) if newest else ()
    asked = is_advice_open(zaak, parts.advised_at.get(zaak.id))
    ends = newest.proeftijd_tot_datum if newest and not path.is_end(zaak.status) else None
    feiten = Feiten(
        status=zaak.status,
        ronde=zaak.ronde,
        is_nu=zaak.id not in parts.served and any(row.onvoorwaardelijk > 0 for row in rows),
        is_voorwaardelijk=any(row.voorwaardelijk > 0 for row in rows),
        is_bezig=zaak.id in parts.running,
        proeftijd_tot_datum=ends,
        opschorting=_hold(zaak, parts),
        is_weerlegd=zaak.id in parts.refuted,
        is_herzien=_awaits_revision(zaak, parts),
        is_advies_gevraagd=asked,
    )
    wacht = waits(feiten, today)
    outcome = outcome_words(newest, rows) if newest else ""
    row = _row(zaak, parts, feiten, outcome, wacht)
    return Stand(zaak, row, wacht, newest, rows)


def _row(zaak: Sanctiezaak, parts: _Parts, feiten: Feiten, uitkomst: str, wacht: Wacht) -> ZaakRow:
    naam = parts.names.get(zaak.deelnemer_id, "")
    return ZaakRow(
        id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        deelnemer=naam,
        initialen=initials(naam),
        is_eigen=zaak.deelnemer_id in parts.own,
        status=zaak.status,
        status_datum=parts.step_days.get(zaak.id, zaak.voorval_datum),
        ronde=zaak.ronde,
        voorval_soort=zaak.voorval_soort,
        voorval=VOORVAL_SOORTEN.get(zaak.voorval_soort, zaak.voorval_soort),
        voorval_datum=zaak.voorval_datum,
        uitkomst=uitkomst,
        wacht_op=wacht.woorden,
        wacht_stap=wacht.stap,
        is_advies_gevraagd=feiten.is_advies_gevraagd,
        proeftijd_tot_datum=feiten.proeftijd_tot_datum,
    )


def outcome_words(beslissing: Beslissing, rows: Sequence[StrafRow]) -> str:
    """The decision in words."""
    said = straffen.summary(rows, beslissing.afspraak)
    if beslissing.uitkomst in (Uitkomst.straf, Uitkomst.geen_straf):
        return said
    return f"{beslissing.uitkomst.value}: {said}" if rows else beslissing.uitkomst.value


def conditional_words(rows: Iterable[StrafRow]) -> str:
    """What hangs over him: '2 dagen opsluiting'."""
    return join_words(
        straffen.kind_words(row.soort, row.voorwaardelijk) for row in rows if row.voorwaardelijk
    )


def is_advice_open(zaak: Sanctiezaak, advised_at: date | None) -> bool:
    """Is the psycholoog asked, and is there no answer of that day or later?"""
    if zaak.adviesvraag_datum is None or zaak.status not in path.ASKS_ADVICE:
        return False
    return advised_at is None or advised_at < zaak.adviesvraag_datum


def _hold(zaak: Sanctiezaak, parts: _Parts) -> str:
    if zaak.urinecontrole_id in parts.retests:
        return HERONDERZOEK
    held = (
        one.schorsing is Schorsing.toegewezen and is_running(one.status, one.beroep)
        for one in parts.complaints.get(zaak.id, ())
    )
    return GESCHORST if any(held) else ""


def _awaits_revision(zaak: Sanctiezaak, parts: _Parts) -> bool:
    revised = (
        one.datum
        for one in parts.decisions.get(zaak.id, ())
        if one.aanleiding is RondeAanleiding.herziening
    )
    return awaits_revision(parts.complaints.get(zaak.id, ()), revised)
