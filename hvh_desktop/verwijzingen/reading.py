"""From kept referrals to frozen rows; the services here have asked the right before.

A file of its own because four service files make these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import get_deelnemer
from hvh_desktop.organisaties.service import get_organisatie_names, list_organisaties
from hvh_desktop.policy import get_rule
from hvh_desktop.verwijzingen import path
from hvh_desktop.verwijzingen.form import VERVOLG, VERWIJZING
from hvh_desktop.verwijzingen.model import Behandelafspraak, Verwijzing, VerwijzingStatus
from hvh_desktop.verwijzingen.rows import (
    BehandelafspraakRow,
    NaPlaatsing,
    Normen,
    VerwijzingDetail,
    VerwijzingRow,
)


def dates_of(verwijzing: Verwijzing) -> dict[VerwijzingStatus, date]:
    """The days that are known, by status."""
    found = {one: getattr(verwijzing, path.date_field(one)) for one in VerwijzingStatus}
    return {one: day for one, day in found.items() if day is not None}


def get_normen(session: Session, *, on: date | None = None) -> Normen:
    """How many days each step may take, as policy says on a day."""
    stappen = get_rule(session, "verwijzing_doorlooptijden", on=on)
    plaatsing = get_rule(session, "verwijzing_start_na_plaatsing_dagen", on=on)
    return Normen(
        stappen.waarde,
        stappen.is_hypothese,
        stappen.bron,
        plaatsing.waarde,
        plaatsing.is_hypothese,
        plaatsing.bron,
    )


def counts(afspraak: Behandelafspraak, verwijzing: Verwijzing) -> bool:
    """Not taken off, and not after the day on which the referral ended."""
    if afspraak.is_vervallen:
        return False
    if not path.is_end(verwijzing.status):
        return True
    return afspraak.datum <= dates_of(verwijzing)[verwijzing.status]


def afspraken_of(
    session: Session, verwijzingen: Sequence[Verwijzing]
) -> dict[UUID, list[BehandelafspraakRow]]:
    """Per referral its appointments that count, by day and time."""
    by_id = {one.id: one for one in verwijzingen}
    statement = select(Behandelafspraak).where(Behandelafspraak.verwijzing_id.in_(list(by_id)))
    found: dict[UUID, list[BehandelafspraakRow]] = {key: [] for key in by_id}
    for one in session.scalars(statement) if by_id else ():
        verwijzing = by_id[one.verwijzing_id]
        if counts(one, verwijzing):
            found[verwijzing.id].append(afspraak_row(one, verwijzing))
    for rows in found.values():
        rows.sort(key=lambda row: (row.datum, row.tijd is None, row.tijd, row.id))
    return found


def afspraak_row(one: Behandelafspraak, verwijzing: Verwijzing) -> BehandelafspraakRow:
    """One appointment."""
    return BehandelafspraakRow(
        one.id,
        one.verwijzing_id,
        one.deelnemer_id,
        one.datum,
        one.tijd,
        one.plaats,
        not counts(one, verwijzing),
    )


def rows_of(session: Session, verwijzingen: Sequence[Verwijzing]) -> list[VerwijzingRow]:
    """Rows in the order in which they were given."""
    names, normen = get_organisatie_names(session), get_normen(session)
    afspraken = afspraken_of(session, verwijzingen)
    return [
        _row(one, names.get(one.instelling_id, ""), normen, afspraken[one.id], session.today)
        for one in verwijzingen
    ]


def _row(
    one: Verwijzing,
    instelling: str,
    normen: Normen,
    afspraken: Iterable[BehandelafspraakRow],
    today: date,
) -> VerwijzingRow:
    day = dates_of(one)[one.status]
    coming = next((row for row in afspraken if row.datum >= today), None)
    held = any(day <= row.datum < today for row in afspraken)
    target = path.awaited(one.status)
    norm = normen.stappen.get(target.value) if target else None
    dagen = (today - day).days
    return VerwijzingRow(
        id=one.id,
        deelnemer_id=one.deelnemer_id,
        instelling_id=one.instelling_id,
        instelling=instelling,
        soort_zorg=one.soort_zorg,
        urgentie=one.urgentie,
        status=one.status,
        status_datum=day,
        besproken_datum=one.besproken_datum,
        slot_categorie=one.slot_categorie,
        wacht_op=path.waits_on(
            one.status, has_appointment=coming is not None, had_appointment=held
        ),
        dagen=dagen,
        norm=norm,
        is_open=not path.is_end(one.status),
        is_te_lang=norm is not None and dagen > norm,
        volgende=coming,
    )


def detail_of(session: Session, one: Verwijzing) -> VerwijzingDetail:
    """Everything about one referral."""
    (row,) = rows_of(session, [one])
    normen, dates = get_normen(session), dates_of(one)
    names = get_organisatie_names(session)
    man = get_deelnemer(session, one.deelnemer_id)
    begins = [stay.begin_datum for stay in man.verblijven]
    return VerwijzingDetail(
        row=row,
        deelnemer=man.roepnaam,
        contactpersoon_id=one.contactpersoon_id,
        contactpersoon=_contact_words(session, one),
        indicatie=one.indicatie,
        vraag=one.vraag,
        datums=dates,
        slot_toelichting=one.slot_toelichting,
        heropend_reden=one.heropend_reden,
        vervolg=one.vervolg,
        vervolg_organisatie_id=one.vervolg_organisatie_id,
        vervolg_organisatie=names.get(one.vervolg_organisatie_id, "")
        if one.vervolg_organisatie_id
        else "",
        vervolg_toelichting=one.vervolg_toelichting,
        stappen=path.steps(one.status, dates, today=session.today, norms=normen.stappen),
        mag=path.next_statuses(one.status),
        afspraken=tuple(afspraken_of(session, [one])[one.id]),
        normen=normen,
        na_plaatsing=na_plaatsing(one, begins, normen.na_plaatsing),
        values={n: getattr(one, n) for n in (*VERWIJZING.names(), *VERVOLG.names())},
    )


def _contact_words(session: Session, one: Verwijzing) -> str:
    if one.contactpersoon_id is None:
        return ""
    for organisatie in list_organisaties(session, with_vervallen=True):
        for contact in organisatie.contactpersonen:
            if contact.id == one.contactpersoon_id:
                return ", ".join(part for part in (contact.functie, contact.naam) if part)
    return ""


def na_plaatsing(one: Verwijzing, begins: Iterable[date], norm: int) -> NaPlaatsing | None:
    """For a referral that was discussed before his placement or within the norm after it."""
    known = dates_of(one)
    stays = [begin for begin in begins if one.besproken_datum <= begin + timedelta(days=norm)]
    if not stays:
        return None
    begin = min(stays)
    met = known.get(VerwijzingStatus.kennisgemaakt) or known.get(VerwijzingStatus.gestart)
    is_over = path.is_end(one.status) and path.latest(known) < begin
    if is_over or (met is not None and met < begin):
        return None
    return NaPlaatsing(begin, (met - begin).days if met else None, norm)
