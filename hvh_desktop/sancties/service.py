"""Cases read: the register, one case with all its parts, what waits for me, what proeftijd runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties import path, reading_delen
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Beklag
from hvh_desktop.sancties.reading import Stand, conditional_words, rows_of, stands_of
from hvh_desktop.sancties.rows import ZaakDetail, ZaakRow
from hvh_desktop.sancties.rows_maatwerk import Proeftijd
from hvh_desktop.sancties.stappen import (
    find_zaak,
    hold_reason,
    is_heronderzoek,
    list_possible_rounds,
)
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus

_AS_KEPT = (
    *("aanleiding", "voor_ronde", "voorval_tijd", "plaats", "feiten", "betrokkenen"),
    *("is_zelf_gemeld", "urinecontrole_id", "verslag", "verslag_datum", "verslag_tijd"),
    *("aangezegd_datum", "aangezegd_tijd", "adviesvraag_datum"),
)
"""What a screen gets as it is in the file."""
_LEADS = frozenset({Rol.casemanager, Rol.locatiemanager})
"""Who watches over every case that waits."""


def list_zaken(
    session: Session,
    *,
    deelnemer_id: UUID | None = None,
    statuses: Iterable[SanctieStatus] | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
) -> list[ZaakRow]:
    """Cases, newest first; the days are those of the voorval, both included."""
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_dossier)
    else:
        require(session, Right.read_dossier, deelnemer_id)
    statement = select(Sanctiezaak)
    if deelnemer_id is not None:
        statement = statement.where(Sanctiezaak.deelnemer_id == deelnemer_id)
    if statuses is not None:
        statement = statement.where(Sanctiezaak.status.in_(list(statuses)))
    if from_day is not None:
        statement = statement.where(Sanctiezaak.voorval_datum >= from_day)
    if to_day is not None:
        statement = statement.where(Sanctiezaak.voorval_datum <= to_day)
    newest_first = (Sanctiezaak.voorval_datum.desc(), Sanctiezaak.id.desc())
    return rows_of(session, list(session.scalars(statement.order_by(*newest_first))))


def get_zaak(session: Session, zaak_id: UUID) -> ZaakDetail:
    """Everything about one case."""
    zaak = find_zaak(session, zaak_id)
    (stand,) = stands_of(session, [zaak])
    names = get_medewerker_names(session)
    rounds = list_possible_rounds(session, zaak)
    hold = hold_reason(session, zaak)
    is_closed = path.is_end(zaak.status)
    return ZaakDetail(
        row=stand.row,
        is_heronderzoek=is_heronderzoek(session, zaak),
        gemeld_door=names.get(zaak.created_by, ""),
        gemeld_op=zaak.created_at,
        gemeld_door_id=zaak.created_by,
        verslag_door=names.get(zaak.verslag_door, "") if zaak.verslag_door else "",
        aangezegd_door=names.get(zaak.aangezegd_door, "") if zaak.aangezegd_door else "",
        slot_datum=zaak.slot_datum if is_closed else None,
        slot_reden=zaak.slot_reden if is_closed else "",
        slot_toelichting=zaak.slot_toelichting if is_closed else "",
        may=_may(session, stand, rounds, hold),
        aanleidingen=rounds,
        opschorting=hold,
        **{name: getattr(zaak, name) for name in _AS_KEPT},
        **reading_delen.parts_of(session, zaak, names),
    )


def _may(
    session: Session, stand: Stand, rounds: tuple[RondeAanleiding, ...], hold: str
) -> frozenset[SanctieStatus]:
    zaak = stand.zaak
    found = {
        one
        for one in path.next_statuses(zaak.status, zaak.ronde, zaak.voor_ronde)
        if _is_allowed(session, path.right_for(zaak.status, one, zaak.ronde), stand)
    }
    if zaak.status in path.AFTER_DECISION and not rounds:
        found.discard(SanctieStatus.horen)
    if hold:
        found.discard(SanctieStatus.tenuitvoerlegging)
    return frozenset(found)


def _is_allowed(session: Session, right: Right, stand: Stand) -> bool:
    return rights.is_allowed(session.actor, right, is_own=stand.row.is_eigen)


def list_wachtend(session: Session) -> list[ZaakRow]:
    """Cases in which the person at the keyboard may take the step that is due; oldest first.

    A step that nearly everyone may take waits for those who work with him and those who lead
    the house; a voorval also for whoever reported it. The psycholoog finds what he is asked.
    """
    rights.require(session.actor, Right.read_dossier)
    complained = select(Beklag.sanctiezaak_id)
    found = select(Sanctiezaak).where(
        or_(Sanctiezaak.status.not_in(path.ENDS), Sanctiezaak.id.in_(complained))
    )
    oldest_first = found.order_by(Sanctiezaak.voorval_datum, Sanctiezaak.id)
    stands = stands_of(session, list(session.scalars(oldest_first)))
    return [stand.row for stand in stands if _waits_for_me(session, stand)]


def _waits_for_me(session: Session, stand: Stand) -> bool:
    if stand.row.is_advies_gevraagd and _is_allowed(session, Right.advise_sanctie, stand):
        return True
    right = stand.wacht.right
    if right is None or not _is_allowed(session, right, stand):
        return False
    if not stand.wacht.is_open_for_all or stand.row.is_eigen:
        return True
    is_mine = stand.zaak.created_by == session.actor.medewerker_id
    if stand.zaak.status is SanctieStatus.voorval and is_mine:
        return True
    return not _LEADS.isdisjoint(session.actor.rollen)


def list_proeftijden(session: Session, *, deelnemer_id: UUID | None = None) -> list[Proeftijd]:
    """Proeftijden that run today, the first to end first; also while he is heard about one."""
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_dossier)
    else:
        require(session, Right.read_dossier, deelnemer_id)
    lasting = select(Beslissing.sanctiezaak_id).where(
        Beslissing.proeftijd_tot_datum >= session.today
    )
    statement = select(Sanctiezaak).where(
        Sanctiezaak.status.not_in(path.ENDS), Sanctiezaak.id.in_(lasting)
    )
    if deelnemer_id is not None:
        statement = statement.where(Sanctiezaak.deelnemer_id == deelnemer_id)
    running = [
        stand
        for stand in stands_of(session, list(session.scalars(statement)))
        if any(straf.voorwaardelijk for straf in stand.straffen)
    ]
    conditions = reading_delen.lasting_voorwaarden(
        session, [one.zaak.id for one in running], get_medewerker_names(session)
    )
    found = [
        Proeftijd(
            one.zaak.id,
            one.zaak.deelnemer_id,
            one.row.proeftijd_tot_datum,
            conditional_words(one.straffen),
            conditions.get(one.zaak.id, ()),
        )
        for one in running
        if one.row.proeftijd_tot_datum and one.row.proeftijd_tot_datum >= session.today
    ]
    return sorted(found, key=lambda row: row.tot_datum)
