"""Doelen in his own words and order; ``service`` offers all of this too.

A file of its own because doelen, acties and agreement together outgrow one module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import policy, rights
from hvh_desktop.actieplannen.form import DOEL
from hvh_desktop.actieplannen.model import Actie, ActieStatus, Doel, DoelStatus, HerkomstSoort
from hvh_desktop.actieplannen.service_acties import CURRENT, ActieRow, actie_rows
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.leefgebieden import Herstelvorm, Leefgebied
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text


@dataclass(frozen=True)
class DoelRow:
    """A doel with its acties. ``nummer``: 1 first among nu, then later; 0 for the others."""

    id: UUID
    deelnemer_id: UUID
    nummer: int
    tekst: str
    waarom: str
    leefgebieden: tuple[Leefgebied, ...]
    herstelvorm: Herstelvorm
    herkomst: HerkomstSoort
    herkomst_leefgebied: Leefgebied | None
    herkomst_kolom: str | None
    herkomst_tekst: str
    begin_datum: date
    streefdatum: date | None
    volgorde: int
    status: DoelStatus
    opbrengst: str
    vervallen_reden: str
    afgesloten_datum: date | None
    acties: tuple[ActieRow, ...]

    @property
    def has_actie(self) -> bool:
        """Is there a step that was not dropped?"""
        return any(actie.status is not ActieStatus.vervallen for actie in self.acties)


# Reading ---------------------------------------------------------------------------------


def list_doelen(
    session: Session, deelnemer_id: UUID, *, statuses: Iterable[DoelStatus | str] | None = None
) -> list[DoelRow]:
    """His doelen with their acties: nu and later in his order, then behaald, then vervallen."""
    require(session, Right.read_dossier, deelnemer_id)
    doelen = list(session.scalars(select(Doel).where(Doel.deelnemer_id == deelnemer_id)))
    doelen.sort(key=_order)
    wanted = {DoelStatus(status) for status in statuses or DoelStatus}
    acties: dict[UUID | None, list[ActieRow]] = {}
    found = session.scalars(
        select(Actie).where(Actie.deelnemer_id == deelnemer_id, Actie.doel_id.is_not(None))
    )
    for actie in actie_rows(session, found):
        acties.setdefault(actie.doel_id, []).append(actie)
    return [
        _row(doel, number if doel.status in CURRENT else 0, acties.get(doel.id, []))
        for number, doel in enumerate(doelen, start=1)
        if doel.status in wanted
    ]


def get_doel(session: Session, doel_id: UUID) -> DoelRow:
    """One doel with its acties."""
    doel = session.get_one(Doel, doel_id)
    return next(row for row in list_doelen(session, doel.deelnemer_id) if row.id == doel_id)


def list_doelen_without_actie(session: Session, deelnemer_id: UUID) -> list[DoelRow]:
    """Doelen he works on now that have no step yet; he cannot agree before they have."""
    doelen = list_doelen(session, deelnemer_id, statuses=[DoelStatus.nu])
    return [doel for doel in doelen if not doel.has_actie]


def list_vervallenredenen(session: Session) -> tuple[str, ...]:
    """The reasons the house gives for dropping a doel."""
    rights.require(session.actor, Right.read_dossier)
    return tuple(policy.get_value(session, "vervallenredenen"))


# Writing ------------------------------------------------------------------------------------


def record_doel(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new doel, last in his order. Without ``begin_datum`` it starts today, without status nu."""
    require(session, Right.write_actieplan, deelnemer_id)
    start = {"begin_datum": session.today, "status": DoelStatus.nu}
    last = max((doel.volgorde for doel in _current(session, deelnemer_id)), default=0)
    doel = Doel(deelnemer_id=deelnemer_id, volgorde=last + 1)
    _apply(doel, start | {name: value for name, value in values.items() if value is not None})
    session.add(doel)
    session.flush()
    return doel.id


def change_doel(session: Session, doel_id: UUID, values: Mapping[str, Any]) -> None:
    """Change the named fields of a doel that is still worked on."""
    doel = _get(session, doel_id, CURRENT)
    names = (*DOEL.names(), "herkomst_leefgebied", "herkomst_kolom", "herkomst_tekst")
    _apply(doel, {name: getattr(doel, name) for name in names} | dict(values))


def change_volgorde(session: Session, deelnemer_id: UUID, doel_ids: Sequence[UUID]) -> None:
    """His order: these doelen first, the others after them as they were."""
    require(session, Right.write_actieplan, deelnemer_id)
    current = {doel.id: doel for doel in _current(session, deelnemer_id)}
    if not current.keys() >= set(doel_ids) or len(set(doel_ids)) != len(doel_ids):
        raise UserError("De lijst met doelen is net veranderd. Kijk opnieuw en zet ze op volgorde.")
    order = [*doel_ids, *(one for one in current if one not in set(doel_ids))]
    for place, one in enumerate(order, start=1):
        current[one].volgorde = place


def change_doel_status(session: Session, doel_id: UUID, status: DoelStatus | str) -> None:
    """From nu to later or back; it goes to the end of his order there."""
    doel = _get(session, doel_id, CURRENT)
    if DoelStatus(status) not in CURRENT:
        raise ValueError(f"complete_doel or remove_doel, not {status}")
    if doel.status is not DoelStatus(status):
        _put_last(session, doel, DoelStatus(status))


def complete_doel(session: Session, doel_id: UUID, opbrengst: str = "") -> None:
    """Reached, with what it brought him. Its open acties stay as they are and count no more."""
    doel = _get(session, doel_id, CURRENT)
    doel.status, doel.afgesloten_datum = DoelStatus.behaald, session.today
    doel.opbrengst = clean_text(opbrengst).strip()


def remove_doel(session: Session, doel_id: UUID, reden: str) -> None:
    """Dropped, with the reason; it stays to be seen and can come back."""
    doel = _get(session, doel_id, CURRENT)
    reden = clean_text(reden).strip()
    if not reden:
        sentence = "Kies of schrijf waarom dit doel vervalt."
        raise UserError(sentence, {"reden": sentence})
    doel.status, doel.afgesloten_datum = DoelStatus.vervallen, session.today
    doel.vervallen_reden = reden


def reopen_doel(session: Session, doel_id: UUID, status: DoelStatus | str = DoelStatus.nu) -> None:
    """Worked on again, at the place in his order that it had."""
    doel = _get(session, doel_id, (DoelStatus.behaald, DoelStatus.vervallen))
    if DoelStatus(status) not in CURRENT:
        raise ValueError(f"a doel is reopened as nu or later, not as {status}")
    doel.status, doel.afgesloten_datum = DoelStatus(status), None
    doel.opbrengst = doel.vervallen_reden = ""


# Inside -------------------------------------------------------------------------------------


def _row(doel: Doel, nummer: int, acties: Iterable[ActieRow]) -> DoelRow:
    return DoelRow(
        id=doel.id,
        deelnemer_id=doel.deelnemer_id,
        nummer=nummer,
        tekst=doel.tekst,
        waarom=doel.waarom,
        leefgebieden=tuple(Leefgebied(one) for one in doel.leefgebieden),
        herstelvorm=doel.herstelvorm,
        herkomst=doel.herkomst,
        herkomst_leefgebied=doel.herkomst_leefgebied,
        herkomst_kolom=doel.herkomst_kolom,
        herkomst_tekst=doel.herkomst_tekst,
        begin_datum=doel.begin_datum,
        streefdatum=doel.streefdatum,
        volgorde=doel.volgorde,
        status=doel.status,
        opbrengst=doel.opbrengst,
        vervallen_reden=doel.vervallen_reden,
        afgesloten_datum=doel.afgesloten_datum,
        acties=tuple(acties),
    )


def _order(doel: Doel) -> tuple[int, int, UUID]:
    place = list(DoelStatus).index(doel.status)
    if doel.status in CURRENT:
        return place, doel.volgorde, doel.id
    closed = doel.afgesloten_datum or doel.begin_datum
    return place, -closed.toordinal(), doel.id


def _current(session: Session, deelnemer_id: UUID) -> list[Doel]:
    found = session.scalars(
        select(Doel).where(Doel.deelnemer_id == deelnemer_id, Doel.status.in_(CURRENT))
    )
    return sorted(found, key=_order)


def _get(session: Session, doel_id: UUID, statuses: Sequence[DoelStatus]) -> Doel:
    doel = session.get_one(Doel, doel_id)
    require(session, Right.write_actieplan, doel.deelnemer_id)
    if doel.status in statuses:
        return doel
    if doel.status in CURRENT:
        raise UserError("Aan dit doel wordt al gewerkt.")
    raise UserError(f"Dit doel is {doel.status.value}. Zet het eerst terug.")


def _put_last(session: Session, doel: Doel, status: DoelStatus) -> None:
    others = [one.volgorde for one in _current(session, doel.deelnemer_id) if one is not doel]
    doel.status, doel.volgorde = status, max(others, default=0) + 1


def _apply(doel: Doel, values: Mapping[str, Any]) -> None:
    """Check everything, then set it. The line it came from is kept as it stood then."""
    clean = DOEL.clean(values)
    DOEL.check({**values, **clean})
    chosen = {str(one) for one in clean["leefgebieden"]}
    doel.tekst, doel.waarom = clean["tekst"], clean["waarom"]
    doel.leefgebieden = tuple(one.value for one in Leefgebied if one.value in chosen)
    doel.herstelvorm = Herstelvorm(clean["herstelvorm"])
    doel.begin_datum, doel.streefdatum = clean["begin_datum"], clean["streefdatum"]
    doel.status = DoelStatus(clean["status"])
    doel.herkomst = HerkomstSoort(clean["herkomst"])
    has_line = doel.herkomst is HerkomstSoort.krachteninventarisatie
    leefgebied = values.get("herkomst_leefgebied") if has_line else None
    doel.herkomst_leefgebied = Leefgebied(leefgebied) if leefgebied else None
    doel.herkomst_kolom = (values.get("herkomst_kolom") or None) if has_line else None
    doel.herkomst_tekst = clean_text(str(values.get("herkomst_tekst") or "")).strip()
