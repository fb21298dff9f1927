"""When a psycholoog is in the house, when not, and who stands in; everybody may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.behandelingen.form import BESCHIKBAARHEID
from hvh_desktop.behandelingen.model import Beschikbaarheid
from hvh_desktop.behandelingen.rows import AanwezigRow, BeschikbaarheidRow, TijdRow
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import find_vervanger, get_medewerker_names, list_medewerkers
from hvh_desktop.rights import Right, Rol

LOOK_AHEAD_DAYS = 60
_OVERLAP = "Deze tijd valt samen met een andere op dezelfde dag. Maak er één van."
_NOT_YOURS = "Je wijzigt alleen je eigen tijden. Vraag het aan je collega zelf."
_NO_PSYCHOLOOG = "Deze collega is geen psycholoog. Alleen een psycholoog heeft hier tijden."


def list_beschikbaarheid(session: Session) -> list[BeschikbaarheidRow]:
    """Every psycholoog who works here, by name."""
    rights.require(session.actor, Right.list_medewerkers)
    names = get_medewerker_names(session)
    people = _psychologen(session)
    times: dict[UUID, list[TijdRow]] = {one.id: [] for one in people}
    for row in session.scalars(select(Beschikbaarheid).where(~Beschikbaarheid.is_vervallen)):
        if row.medewerker_id in times:
            times[row.medewerker_id].append(TijdRow(row.weekdag, row.van_tijd, row.tot_tijd))
    return [_row(session, one, times[one.id], names) for one in people]


def change_beschikbaarheid(
    session: Session, medewerker_id: UUID, tijden: Sequence[Mapping[str, Any]]
) -> None:
    """Put these times in place of the old ones; ``session`` writes the register.

    One's own, or those of a colleague for whom one stands in. A problem is named by the number of
    its line: "0.tot_tijd".
    """
    rights.require(session.actor, Right.change_beschikbaarheid)
    if medewerker_id not in {one.id for one in _psychologen(session)}:
        raise UserError(_NO_PSYCHOLOOG)
    if not _may_change(session, medewerker_id):
        raise UserError(_NOT_YOURS)
    wanted = {astuple(tijd) for tijd in _checked(tijden)}
    known = session.scalars(
        select(Beschikbaarheid).where(
            Beschikbaarheid.medewerker_id == medewerker_id, ~Beschikbaarheid.is_vervallen
        )
    )
    for row in known:
        key = (row.weekdag, row.van_tijd, row.tot_tijd)
        row.is_vervallen = key not in wanted
        wanted.discard(key)
    for weekdag, van_tijd, tot_tijd in sorted(wanted):
        session.add(
            Beschikbaarheid(
                medewerker_id=medewerker_id, weekdag=weekdag, van_tijd=van_tijd, tot_tijd=tot_tijd
            )
        )


def _checked(tijden: Sequence[Mapping[str, Any]]) -> list[TijdRow]:
    problems: dict[str, str] = {}
    found: list[tuple[int, TijdRow]] = []
    for number, values in enumerate(tijden):
        clean = BESCHIKBAARHEID.clean(values)
        wrong = BESCHIKBAARHEID.problems(clean)
        problems |= {f"{number}.{name}": told for name, told in wrong.items()}
        if not wrong:
            found.append((number, TijdRow(**clean)))
    found.sort(key=lambda pair: (astuple(pair[1]), pair[0]))
    for (_, before), (number, after) in pairwise(found):
        if before.weekdag == after.weekdag and after.van_tijd < before.tot_tijd:
            problems[f"{number}.van_tijd"] = _OVERLAP
    if problems:
        raise UserError(summary(problems.values()), problems)
    return [tijd for _, tijd in found]


def _psychologen(session: Session) -> list[Medewerker]:
    """Who works here and is psycholoog today, also for some time; by name."""
    ids = [row.id for row in list_medewerkers(session) if Rol.psycholoog in row.rollen]
    found = {m.id: m for m in session.scalars(select(Medewerker).where(Medewerker.id.in_(ids)))}
    return [found[one] for one in ids]


def _may_change(session: Session, medewerker_id: UUID) -> bool:
    me = session.actor.medewerker_id
    if not rights.is_allowed(session.actor, Right.change_beschikbaarheid):
        return False
    return me in (medewerker_id, find_vervanger(session, medewerker_id))


def _row(
    session: Session,
    medewerker: Medewerker,
    tijden: Iterable[TijdRow],
    names: Mapping[UUID, str],
) -> BeschikbaarheidRow:
    begin, end = medewerker.afwezig_vanaf_datum, medewerker.afwezig_tot_datum
    is_known = begin is not None and (end is None or end >= session.today)
    begin, end = (begin, end) if is_known else (None, None)
    stand_in = names.get(medewerker.vervanger_id, "") if medewerker.vervanger_id else ""
    ordered = tuple(sorted(tijden, key=astuple))
    return BeschikbaarheidRow(
        medewerker_id=medewerker.id,
        naam=medewerker.naam,
        roepnaam=medewerker.roepnaam,
        tijden=ordered,
        is_afwezig=begin is not None and begin <= session.today,
        afwezig_vanaf_datum=begin,
        afwezig_tot_datum=end,
        vervanger=stand_in,
        eerstvolgende=_next(ordered, session.now, begin, end),
        mag_wijzigen=_may_change(session, medewerker.id),
    )


def _next(
    tijden: Sequence[TijdRow], now: datetime, away_from: date | None, away_to: date | None
) -> AanwezigRow | None:
    """The first time that is not over yet, on a day that he is not away."""
    local = now.astimezone(AMSTERDAM)
    for ahead in range(LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=ahead)
        if away_from is not None and away_from <= day and (away_to is None or day <= away_to):
            continue
        for tijd in tijden:
            is_over = ahead == 0 and tijd.tot_tijd <= local.time()
            if tijd.weekdag == day.isoweekday() and not is_over:
                return AanwezigRow(day, tijd.van_tijd, tijd.tot_tijd)
    return None
