"""Checks as the rows that screens get, in few queries; nobody's rights are asked here.

A file of its own because the services of the order, of the result and of the counts share it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import get_rule
from hvh_desktop.text import initials
from hvh_desktop.urinecontroles.form import URINECONTROLE
from hvh_desktop.urinecontroles.model import (
    Heronderzoek,
    Stofuitslag,
    Urinecontrole,
    Urinestof,
    UrineUitslag,
)
from hvh_desktop.urinecontroles.rows import Regels, StofRow, UrineDetail, UrineRow, Wacht
from hvh_desktop.urinecontroles.termijnen import after_hours, kept_until, moment, still_visible
from hvh_desktop.urinecontroles.words import wait_words

BAD = (UrineUitslag.positief, UrineUitslag.geknoeid)
"""Results after which he may ask for a second look."""


def day_of(one: Urinecontrole) -> date:
    """The day it tells about."""
    return one.afname_datum or one.opdracht_datum


def rows_of(session: Session, checks: Iterable[Urinecontrole]) -> list[UrineRow]:
    """Rows in the order given."""
    found = list(checks)
    if not found:
        return []
    men = {one.deelnemer_id for one in found}
    positives = counting(session, men)
    numbers = {
        key: number
        for own in positives.values()
        for number, (key, _day, _stoffen) in enumerate(own, start=1)
    }
    stoffen = {key: names for own in positives.values() for key, _day, names in own}
    names = get_deelnemer_names(session, men)
    return [
        _row(one, names[one.deelnemer_id], stoffen.get(one.id, ()), numbers.get(one.id))
        for one in found
    ]


def counting(
    session: Session, deelnemer_ids: Iterable[UUID]
) -> Mapping[UUID, list[tuple[UUID, date, tuple[str, ...]]]]:
    """Per man his positive results that count, oldest first, with the substances."""
    checks = session.scalars(
        select(Urinecontrole).where(
            Urinecontrole.deelnemer_id.in_(list(deelnemer_ids)),
            Urinecontrole.uitslag == UrineUitslag.positief,
            Urinecontrole.heronderzoek != Heronderzoek.niet_bevestigd,
            Urinecontrole.is_vervallen.is_(False),
        )
    )
    found = sorted(checks, key=lambda one: (day_of(one), one.afname_tijd or one.opdracht_tijd))
    stoffen = stoffen_of(session, [one.id for one in found])
    own: dict[UUID, list[tuple[UUID, date, tuple[str, ...]]]] = defaultdict(list)
    for one in found:
        names = tuple(
            row.stof
            for row in stoffen.get(one.id, ())
            if row.uitslag is Stofuitslag.positief and not row.is_verklaard
        )
        if names:
            own[one.deelnemer_id].append((one.id, day_of(one), names))
    return own


def stoffen_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, tuple[StofRow, ...]]:
    """What was found per check, in the order in which it was written."""
    found: dict[UUID, list[StofRow]] = defaultdict(list)
    statement = (
        select(Urinestof)
        .where(Urinestof.urinecontrole_id.in_(list(ids)), Urinestof.is_vervallen.is_(False))
        .order_by(Urinestof.id)
    )
    for one in session.scalars(statement):
        found[one.urinecontrole_id].append(
            StofRow(one.stof, one.uitslag, one.waarde, one.is_verklaard)
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _row(
    one: Urinecontrole, deelnemer: str, positief: tuple[str, ...], hoeveelste: int | None
) -> UrineRow:
    return UrineRow(
        id=one.id,
        deelnemer_id=one.deelnemer_id,
        deelnemer=deelnemer,
        initialen=initials(deelnemer),
        nummer=one.nummer,
        aanleiding=one.aanleiding,
        stoffen=one.stoffen,
        opdracht_datum=one.opdracht_datum,
        opdracht_tijd=one.opdracht_tijd,
        afname_datum=one.afname_datum,
        uitslag=one.uitslag,
        uitslag_datum=one.uitslag_datum,
        positief=positief,
        meegedeeld_datum=one.meegedeeld_datum,
        heronderzoek=one.heronderzoek,
        nieuw_gebruik=one.nieuw_gebruik,
        hoeveelste=hoeveelste,
    )


def wacht_of(one: Urinecontrole) -> Wacht | None:
    """What it waits for."""
    if one.is_vervallen:
        return None
    if one.uitslag is UrineUitslag.gevraagd:
        return Wacht.gelegenheid
    if one.uitslag is UrineUitslag.onderweg:
        return Wacht.laboratorium
    if one.uitslag is not UrineUitslag.geweigerd and one.meegedeeld_datum is None:
        return Wacht.mededelen
    return Wacht.heronderzoek if one.heronderzoek is Heronderzoek.gevraagd else None


def chance_until(session: Session, one: Urinecontrole) -> datetime:
    """Until when he may give urine."""
    hours = get_rule(session, "urinecontrole_gelegenheid_uren", on=one.opdracht_datum).waarde
    return after_hours(moment(one.opdracht_datum, one.opdracht_tijd), int(hours))


def ask_until(session: Session, one: Urinecontrole) -> datetime | None:
    """Until when he may ask for a second look; None while he does not know the result."""
    if one.uitslag not in BAD or one.meegedeeld_datum is None or one.meegedeeld_tijd is None:
        return None
    hours = get_rule(session, "urinecontrole_heronderzoek_uren", on=one.meegedeeld_datum).waarde
    return after_hours(moment(one.meegedeeld_datum, one.meegedeeld_tijd), int(hours))


def regels_of(session: Session, one: Urinecontrole) -> Regels:
    """The rules of its days, with their sources."""
    told = one.meegedeeld_datum or session.today
    return Regels(
        get_rule(session, "urinecontrole_gelegenheid_uren", on=one.opdracht_datum),
        get_rule(session, "urinecontrole_heronderzoek_uren", on=told),
        get_rule(session, "urinecontrole_bewaar_weken", on=day_of(one)),
        get_rule(session, "urinecontrole_zichtbaar_dagen", on=day_of(one)),
    )


def detail_of(session: Session, one: Urinecontrole) -> UrineDetail:
    """Everything about it."""
    names = get_medewerker_names(session)
    regels, wacht = regels_of(session, one), wacht_of(one)
    chance, ask = chance_until(session, one), ask_until(session, one)
    own = counting(session, [one.deelnemer_id]).get(one.deelnemer_id, [])
    row = rows_of(session, [one])[0]
    now = session.now.astimezone(UTC)
    today = now.astimezone(AMSTERDAM).date()
    before = [line for line in own if line[0] != one.id]
    door = one.meegedeeld_door
    return UrineDetail(
        row=row,
        nummer_tweede=one.nummer_tweede,
        reden=one.reden,
        is_reden_meegedeeld=one.is_reden_meegedeeld,
        afname_tijd=one.afname_tijd,
        medewerker_id=one.medewerker_id,
        medewerker=names.get(one.medewerker_id, ""),
        toelichting=one.toelichting,
        meegedeeld_tijd=one.meegedeeld_tijd,
        meegedeeld_door=names.get(door, "") if door else "",
        heronderzoek_datum=one.heronderzoek_datum,
        heronderzoek_tijd=one.heronderzoek_tijd,
        heronderzoek_uitslag_datum=one.heronderzoek_uitslag_datum,
        is_vervallen=one.is_vervallen,
        vervallen_reden=one.vervallen_reden,
        stoffen=stoffen_of(session, [one.id]).get(one.id, ()),
        gelegenheid_tot=chance,
        heronderzoek_tot=ask,
        is_heronderzoek_voorbij=ask is not None and now > ask,
        bewaard_tot=_kept(one, regels),
        eerdere=still_visible(row.positief, day_of(one), before, int(regels.zichtbaar.waarde)),
        regels=regels,
        wacht=wacht,
        wacht_op=wait_words(wacht, chance, now, today),
        values={name: getattr(one, name) for name in URINECONTROLE.names()},
    )


def _kept(one: Urinecontrole, regels: Regels) -> date | None:
    if one.afname_datum is None:
        return None
    return kept_until(one.afname_datum, int(regels.bewaren.waarde))
