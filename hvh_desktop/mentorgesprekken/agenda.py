"""When the next talk is: the rhythm, planning ahead, and putting off with a reason.

A file of its own because Vandaag asks this about everybody at once and the service about one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import or_, select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Deelnemer, Titel, Verblijf
from hvh_desktop.errors import UserError
from hvh_desktop.mentorgesprekken.checks import (
    OPEN,
    STILL_TO_HOLD,
    check_day,
    find_after,
    find_on_day,
    find_vertrek,
    furthest,
    mentor_ids_on,
    require_writable,
)
from hvh_desktop.mentorgesprekken.form import PLANNING, VERZET
from hvh_desktop.mentorgesprekken.model import GesprekStatus, Mentorgesprek, VerzetReden
from hvh_desktop.mentorgesprekken.rows import (
    GesprekRow,
    VolgendGesprek,
    gesprek_rows,
    to_hex,
)
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text, date_words

_RITME = "mentorgesprek_ritme_dagen"


def propose_datum(session: Session, after: date) -> date:
    """The day of the next talk: the rhythm on, never in a weekend or on a public holiday."""
    return next_workday(after + timedelta(days=int(get_value(session, _RITME, on=after))))


def propose_volgende(session: Session, deelnemer_id: UUID, after: date) -> date | None:
    """The talk after a day: what is planned, else by the rhythm; None when he leaves first."""
    access.require(session, Right.read_dossier, deelnemer_id)
    planned = find_after(session, deelnemer_id, after)
    if planned is not None:
        return planned.datum
    proposed = propose_datum(session, after)
    leaves = find_vertrek(session, deelnemer_id, after)
    return None if leaves is not None and leaves <= proposed else proposed


def next_workday(day: date) -> date:
    """This day, or the first one after it that is no weekend day and no public holiday."""
    while find_rustdag(day) is not None:
        day += timedelta(days=1)
    return day


def find_rustdag(day: date) -> str | None:
    """'zaterdag', 'zondag' or the Dutch name of the public holiday; None on a working day."""
    holiday = _feestdagen(day.year).get(day)
    if holiday is not None:
        return holiday
    return {5: "zaterdag", 6: "zondag"}.get(day.weekday())


@lru_cache
def _feestdagen(year: int) -> Mapping[date, str]:
    import holidays  # loaded when first asked: it would slow down the start

    return dict(holidays.country_holidays("NL", years=year, language="nl").items())


def record_planning(
    session: Session,
    deelnemer_id: UUID,
    datum: date,
    tijd: time | None = None,
    medewerker_ids: Sequence[UUID] = (),
) -> UUID:
    """Plan a talk on a day to come; without names it is with his mentoren of that day."""
    deelnemer = access.require(session, Right.write_mentorgesprek, deelnemer_id)
    PLANNING.check({"datum": datum, "tijd": tijd})
    _check_to_come(session, datum)
    check_day(session, deelnemer, datum)
    _check_free(session, deelnemer_id, datum)
    return plan(session, deelnemer_id, datum, tijd, medewerker_ids).id


def plan(
    session: Session,
    deelnemer_id: UUID,
    datum: date,
    tijd: time | None,
    medewerker_ids: Sequence[UUID | str] = (),
) -> Mentorgesprek:
    """Add a planned talk; the caller has checked rights and day."""
    there = medewerker_ids or mentor_ids_on(session, deelnemer_id, datum)
    gesprek = Mentorgesprek(
        deelnemer_id=deelnemer_id, datum=datum, tijd=tijd, medewerker_ids=to_hex(there)
    )
    session.add(gesprek)
    session.flush()
    return gesprek


def plan_next(session: Session, gesprek: Mentorgesprek, later: Sequence[Mentorgesprek]) -> None:
    """Plan the talk that a fixed one names, unless it is there already.

    ``later``: the talks after this one, read before it changed, so that all is written at once.
    """
    day = gesprek.volgende_datum
    if day is None:
        return
    there = furthest(one for one in later if one.datum == day)
    if there is not None:
        if there.status is GesprekStatus.gepland and gesprek.volgende_tijd is not None:
            there.tijd = gesprek.volgende_tijd
        return
    planned = next(iter(later), None)
    if planned is None:
        with session.no_autoflush:
            plan(session, gesprek.deelnemer_id, day, gesprek.volgende_tijd)
    elif planned.status is GesprekStatus.gepland and day < planned.datum:
        planned.datum, planned.tijd = day, gesprek.volgende_tijd
    else:
        sentence = (
            f"Er staat al een gesprek op {date_words(planned.datum)}. Kies die dag, "
            "of verzet dat gesprek met een reden."
        )
        raise UserError(sentence, {"volgende_datum": sentence})


def change_planning(
    session: Session,
    mentorgesprek_id: UUID,
    *,
    datum: date | None = None,
    tijd: time | None = None,
    medewerker_ids: Sequence[UUID] | None = None,
) -> None:
    """Change the time or the people of a planned talk, or bring it forward.

    A later day needs a reason: ``record_verzet``.
    """
    gesprek, deelnemer = require_writable(session, mentorgesprek_id)
    if gesprek.status is not GesprekStatus.gepland:
        raise UserError("Dit gesprek is al begonnen. Wijzig de dag in het gesprek zelf.")
    if datum is not None and datum != gesprek.datum:
        if datum > gesprek.datum:
            sentence = "Een gesprek naar een latere dag zetten kan met een reden: kies ‘Verzet’."
            raise UserError(sentence, {"datum": sentence})
        _check_to_come(session, datum)
        check_day(session, deelnemer, datum)
        _check_free(session, deelnemer.id, datum)
        gesprek.datum = datum
    gesprek.tijd = tijd
    if medewerker_ids is not None:
        gesprek.medewerker_ids = to_hex(medewerker_ids)


def record_verzet(
    session: Session,
    mentorgesprek_id: UUID,
    reden: str,
    toelichting: str,
    naar_datum: date,
    naar_tijd: time | None = None,
) -> UUID:
    """Put a talk off with a reason; the old one stays, and points to the new one (its id).

    When there is already a talk on the new day, that one is the new one.
    """
    gesprek, deelnemer = require_writable(session, mentorgesprek_id)
    toelichting = clean_text(toelichting).strip()
    VERZET.check(
        {
            "verzet_reden": reden,
            "verzet_toelichting": toelichting,
            "datum": naar_datum,
            "tijd": naar_tijd,
        }
    )
    if naar_datum <= gesprek.datum:
        sentence = f"Kies een dag na {date_words(gesprek.datum)}."
        raise UserError(sentence, {"datum": sentence})
    new = find_on_day(session, deelnemer.id, naar_datum)
    if new is None:
        _check_to_come(session, naar_datum)
        check_day(session, deelnemer, naar_datum)
        tijd = naar_tijd or gesprek.tijd
        new = plan(session, deelnemer.id, naar_datum, tijd, gesprek.medewerker_ids)
    gesprek.status = GesprekStatus.verzet
    gesprek.verzet_reden = VerzetReden(reden)
    gesprek.verzet_toelichting = toelichting
    gesprek.verzet_naar_id = new.id
    gesprek.verzet_op, gesprek.verzet_door = session.now, session.actor.medewerker_id
    return new.id


def list_agenda(
    session: Session,
    *,
    deelnemer_ids: Collection[UUID] | None = None,
    from_day: date,
    to_day: date,
) -> list[GesprekRow]:
    """Planned and begun talks in a period (both days included), in order of day and time."""
    rights.require(session.actor, Right.read_dossier)
    statement = select(Mentorgesprek).where(
        Mentorgesprek.status.in_(OPEN),
        Mentorgesprek.datum.between(from_day, to_day),
        Mentorgesprek.is_vervallen.is_(False),
        STILL_TO_HOLD,
    )
    if deelnemer_ids is not None:
        statement = statement.where(Mentorgesprek.deelnemer_id.in_(deelnemer_ids))
    rows = gesprek_rows(session, list(session.scalars(statement)))
    return sorted(rows, key=lambda row: (row.datum, row.tijd or time.max, row.id))


def list_volgende(session: Session, *, only: UUID | None = None) -> Mapping[UUID, VolgendGesprek]:
    """The next talk of every present HvH deelnemer, planned or due; a handful of queries.

    ``only``: ask it for one deelnemer; the answer is empty when he gets no talks.
    """
    rights.require(session.actor, Right.read_dossier)
    since = _last_or_arrival(session, only)
    whose = [] if only is None else [Mentorgesprek.deelnemer_id == only]
    found = list(
        session.scalars(
            select(Mentorgesprek)
            .where(
                Mentorgesprek.status.in_(OPEN),
                Mentorgesprek.is_vervallen.is_(False),
                STILL_TO_HOLD,
                *whose,
            )
            .order_by(Mentorgesprek.datum, Mentorgesprek.id)
        )
    )
    following: dict[UUID, Mentorgesprek] = {}
    for gesprek in found:
        if gesprek.deelnemer_id in since:
            following.setdefault(gesprek.deelnemer_id, gesprek)
    put_off = _put_off(session, following.values())
    rhythm = timedelta(days=int(get_value(session, _RITME)))
    return {
        deelnemer_id: _planned(session.today, following[deelnemer_id], put_off)
        if deelnemer_id in following
        else _due(session.today, next_workday(last + rhythm))
        for deelnemer_id, last in since.items()
    }


def _last_or_arrival(session: Session, only: UUID | None) -> dict[UUID, date]:
    """Present HvH deelnemers with the day of their last fixed talk of this stay, or they came."""
    last = (
        select(Mentorgesprek.datum)
        .where(
            Mentorgesprek.deelnemer_id == Verblijf.deelnemer_id,
            Mentorgesprek.status == GesprekStatus.vastgesteld,
        )
        .order_by(Mentorgesprek.datum.desc())
        .limit(1)
        .correlate(Verblijf)
        .scalar_subquery()
    )
    statement = (
        select(Verblijf.deelnemer_id, Verblijf.begin_datum, last)
        .join(Deelnemer, Deelnemer.id == Verblijf.deelnemer_id)
        .where(
            Deelnemer.titel == Titel.hvh,
            Verblijf.begin_datum <= session.today,
            or_(Verblijf.einde_datum.is_(None), Verblijf.einde_datum >= session.today),
        )
    )
    if only is not None:
        statement = statement.where(Verblijf.deelnemer_id == only)
    return {
        deelnemer_id: max(came, held) if held is not None else came
        for deelnemer_id, came, held in session.execute(statement)
    }


def _put_off(
    session: Session, open_ones: Collection[Mentorgesprek]
) -> dict[UUID, tuple[Mentorgesprek, Mentorgesprek]]:
    """Talk -> the one that was first put off to it, over several times, and the last one."""
    roots = {gesprek.id: gesprek.id for gesprek in open_ones}
    found: dict[UUID, tuple[Mentorgesprek, Mentorgesprek]] = {}
    while roots:
        statement = (
            select(Mentorgesprek)
            .where(Mentorgesprek.verzet_naar_id.in_(roots))
            .order_by(Mentorgesprek.datum.desc())
        )
        deeper: dict[UUID, UUID] = {}
        for old in session.scalars(statement):
            root = roots[old.verzet_naar_id] if old.verzet_naar_id else old.id
            found[root] = (old, found[root][1] if root in found else old)
            deeper[old.id] = root
        roots = deeper
    return found


def _due(today: date, day: date) -> VolgendGesprek:
    late = max(0, (today - day).days)
    return VolgendGesprek(None, day, None, None, late > 0, late, None, None)


def _planned(
    today: date,
    gesprek: Mentorgesprek,
    put_off: Mapping[UUID, tuple[Mentorgesprek, Mentorgesprek]],
) -> VolgendGesprek:
    first, latest = put_off.get(gesprek.id, (gesprek, None))
    late = max(0, (today - first.datum).days)
    return VolgendGesprek(
        gesprek.id,
        gesprek.datum,
        gesprek.tijd,
        gesprek.status,
        late > 0,
        late,
        latest.verzet_reden if latest else None,
        latest.verzet_door if latest else None,
    )


def _check_to_come(session: Session, day: date) -> None:
    if day < session.today:
        sentence = "Die dag is al geweest. Schrijf dat gesprek achteraf op."
        raise UserError(sentence, {"datum": sentence})


def _check_free(session: Session, deelnemer_id: UUID, day: date) -> None:
    if find_on_day(session, deelnemer_id, day) is not None:
        sentence = f"Er staat al een gesprek op {date_words(day)}. Kies een andere dag."
        raise UserError(sentence, {"datum": sentence})
