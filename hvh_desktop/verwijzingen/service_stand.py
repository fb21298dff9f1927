"""What the team sees of care: to whom and how far it is, and when he has to be where.

Written by the psycholoog's own action, in a commit of its own in ``team``. Between the two
compartments go ids, days, times and words from fixed lists; no text that anybody typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.organisaties.service import get_organisatie_names
from hvh_desktop.rights import Right
from hvh_desktop.verwijzingen import path
from hvh_desktop.verwijzingen.model import (
    Afspraakplaats,
    Behandelafspraak,
    Verwijzing,
    Verwijzingsstand,
    VerwijzingStatus,
    Zorgafspraak,
    ZorgafspraakSoort,
)
from hvh_desktop.verwijzingen.reading import counts, dates_of
from hvh_desktop.verwijzingen.rows import StandRow, ZorgafspraakRow

# What the team reads --------------------------------------------------------------------------


def list_standen(session: Session, deelnemer_id: UUID) -> list[StandRow]:
    """His referrals as the team sees them: running ones first, newest first."""
    require(session, Right.read_dossier, deelnemer_id)
    names = get_organisatie_names(session)
    coming = _coming(session, deelnemer_id)
    statement = select(Verwijzingsstand).where(
        Verwijzingsstand.deelnemer_id == deelnemer_id, ~Verwijzingsstand.is_vervallen
    )
    rows = [
        StandRow(
            one.verwijzing_id,
            one.instelling_id,
            names.get(one.instelling_id, ""),
            one.status,
            one.status_datum,
            not path.is_end(one.status),
            None if path.is_end(one.status) else coming.get(one.instelling_id),
        )
        for one in session.scalars(statement)
    ]
    rows.sort(key=lambda row: (row.status_datum, row.verwijzing_id), reverse=True)
    return sorted(rows, key=lambda row: not row.is_open)


def _coming(session: Session, deelnemer_id: UUID) -> dict[UUID, ZorgafspraakRow]:
    """The next appointment per instelling."""
    rows = list_zorgafspraken(
        session, deelnemer_ids=[deelnemer_id], from_day=session.today, to_day=date.max
    )
    found: dict[UUID, ZorgafspraakRow] = {}
    for row in rows:
        if row.instelling_id is not None:
            found.setdefault(row.instelling_id, row)
    return found


def list_zorgafspraken(
    session: Session,
    *,
    deelnemer_ids: Collection[UUID] | None = None,
    from_day: date,
    to_day: date,
) -> list[ZorgafspraakRow]:
    """Appointments for care in a period, first one first; of everybody when no ids are given."""
    rights.require(session.actor, Right.read_dossier)
    statement = select(Zorgafspraak).where(
        ~Zorgafspraak.is_vervallen,
        Zorgafspraak.datum >= from_day,
        Zorgafspraak.datum <= to_day,
    )
    if deelnemer_ids is not None:
        statement = statement.where(Zorgafspraak.deelnemer_id.in_(list(deelnemer_ids)))
    names = get_organisatie_names(session)
    rows = [_zorgafspraak_row(one, names) for one in session.scalars(statement)]
    return sorted(rows, key=lambda row: (row.datum, row.tijd is None, row.tijd or time.min, row.id))


def _zorgafspraak_row(one: Zorgafspraak, names: Mapping[UUID, str]) -> ZorgafspraakRow:
    return ZorgafspraakRow(
        one.id,
        one.deelnemer_id,
        one.bron_id,
        one.soort,
        one.instelling_id,
        names.get(one.instelling_id, "") if one.instelling_id else "",
        one.medewerker_id,
        one.datum,
        one.tijd,
        one.plaats,
    )


# What the psycholoog's action writes there ----------------------------------------------------


def change_stand(session: Session, verwijzing_id: UUID) -> None:
    """Let the team's small record say what the referral says now; ``session`` writes team.

    Called after each write in behandeling, and again when the two fell apart. Twice is as once.
    Also for who became a BBA resident since: what was written is told in any case.
    """
    rights.require(session.actor, Right.write_verwijzing)
    verwijzing = session.get_one(Verwijzing, verwijzing_id)
    require(session, Right.read_behandeling, verwijzing.deelnemer_id)
    wanted = _wanted(verwijzing)
    stand = session.scalars(
        select(Verwijzingsstand).where(Verwijzingsstand.verwijzing_id == verwijzing_id)
    ).one_or_none()
    if stand is None and wanted is not None:
        session.add(
            Verwijzingsstand(
                verwijzing_id=verwijzing_id,
                deelnemer_id=verwijzing.deelnemer_id,
                **vars(wanted),
            )
        )
    elif stand is not None:
        _bring_level(stand, wanted)
    statement = select(Behandelafspraak).where(Behandelafspraak.verwijzing_id == verwijzing_id)
    for row in _appointments(verwijzing, session.scalars(statement)):
        _keep_zorgafspraak(session, **row)


@dataclass(frozen=True)
class _Wanted:
    instelling_id: UUID
    status: VerwijzingStatus
    status_datum: date
    is_vervallen: bool


def _wanted(verwijzing: Verwijzing) -> _Wanted | None:
    """What the team may see of it: nothing before he is signed up."""
    if verwijzing.aangemeld_datum is None:
        return None
    day = dates_of(verwijzing)[verwijzing.status]
    return _Wanted(verwijzing.instelling_id, verwijzing.status, day, is_vervallen=False)


def _bring_level(stand: Verwijzingsstand, wanted: _Wanted | None) -> None:
    """A sign-up that was taken back leaves a stand that nobody sees."""
    if wanted is None:
        stand.is_vervallen = True
        return
    for name, value in vars(wanted).items():
        setattr(stand, name, value)


def _appointments(
    verwijzing: Verwijzing, afspraken: Iterable[Behandelafspraak]
) -> list[dict[str, Any]]:
    """What the team's appointments should say."""
    is_known = verwijzing.aangemeld_datum is not None
    return [
        {
            "bron_id": one.id,
            "deelnemer_id": one.deelnemer_id,
            "soort": ZorgafspraakSoort.behandeling,
            "instelling_id": verwijzing.instelling_id,
            "medewerker_id": None,
            "datum": one.datum,
            "tijd": one.tijd,
            "plaats": one.plaats,
            "is_vervallen": not (is_known and counts(one, verwijzing)),
        }
        for one in afspraken
    ]


def record_zorgafspraak(
    session: Session,
    *,
    bron_id: UUID,
    deelnemer_id: UUID,
    soort: ZorgafspraakSoort,
    instelling_id: UUID | None,
    medewerker_id: UUID | None,
    datum: date,
    tijd: time | None,
    plaats: Afspraakplaats,
    is_vervallen: bool,
) -> UUID | None:
    """Keep what the team sees of an appointment or a talk; the one that was there is changed.

    None when it was taken off before the team ever saw it.
    """
    rights.require(session.actor, Right.write_verwijzing)
    require(session, Right.read_behandeling, deelnemer_id)
    return _keep_zorgafspraak(
        session,
        bron_id=bron_id,
        deelnemer_id=deelnemer_id,
        soort=ZorgafspraakSoort(soort),
        instelling_id=instelling_id,
        medewerker_id=medewerker_id,
        datum=datum,
        tijd=tijd,
        plaats=Afspraakplaats(plaats),
        is_vervallen=is_vervallen,
    )


def _keep_zorgafspraak(session: Session, *, bron_id: UUID, **values: Any) -> UUID | None:
    found = _zorgafspraak(session, bron_id)
    if found is None:
        if values["is_vervallen"]:
            return None
        found = Zorgafspraak(bron_id=bron_id, **values)
        session.add(found)
        session.flush()
        return found.id
    for name, value in values.items():
        setattr(found, name, value)
    return found.id


def _zorgafspraak(session: Session, bron_id: UUID) -> Zorgafspraak | None:
    return session.scalars(
        select(Zorgafspraak).where(Zorgafspraak.bron_id == bron_id)
    ).one_or_none()


# When the second commit did not come ----------------------------------------------------------


def list_behind(session: Session, *, deelnemer_id: UUID | None = None) -> list[UUID]:
    """Referrals of which the team's record says something else than the referral itself."""
    rights.require(session.actor, Right.read_behandeling)
    statement = select(Verwijzing)
    if deelnemer_id is not None:
        statement = statement.where(Verwijzing.deelnemer_id == deelnemer_id)
    verwijzingen = session.scalars(statement).all()
    standen = {one.verwijzing_id: one for one in session.scalars(select(Verwijzingsstand))}
    kept = {one.bron_id: one for one in session.scalars(select(Zorgafspraak))}
    afspraken: dict[UUID, list[Behandelafspraak]] = {}
    for afspraak in session.scalars(select(Behandelafspraak)):
        afspraken.setdefault(afspraak.verwijzing_id, []).append(afspraak)
    return [
        one.id
        for one in verwijzingen
        if _stand_is_behind(standen.get(one.id), _wanted(one))
        or _appointments_are_behind(kept, _appointments(one, afspraken.get(one.id, ())))
    ]


def _stand_is_behind(stand: Verwijzingsstand | None, wanted: _Wanted | None) -> bool:
    if stand is None:
        return wanted is not None
    if wanted is None:
        return not stand.is_vervallen
    return any(getattr(stand, name) != value for name, value in vars(wanted).items())


def _appointments_are_behind(
    kept: dict[UUID, Zorgafspraak], wanted: Sequence[dict[str, Any]]
) -> bool:
    for row in wanted:
        found = kept.get(row["bron_id"])
        if found is None:
            if not row["is_vervallen"]:
                return True
        elif any(getattr(found, name) != value for name, value in row.items()):
            return True
    return False
