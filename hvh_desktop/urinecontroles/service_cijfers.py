"""How often each substance was looked for and found; numbers without names.

A file of its own because it counts over all men and tells about none.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.rights import Right
from hvh_desktop.urinecontroles.model import NieuwGebruik, Urinecontrole, UrineUitslag
from hvh_desktop.urinecontroles.reading import counting, stoffen_of
from hvh_desktop.urinecontroles.rows import StofTelling


def count_stoffen(session: Session, from_day: date, to_day: date) -> list[StofTelling]:
    """Per substance, most often found first, by the day of the order.

    Looked for: the laboratory said something about it. Found: it counts.
    """
    rights.require(session.actor, Right.read_dossier)
    statement = select(Urinecontrole).where(
        Urinecontrole.is_vervallen.is_(False),
        Urinecontrole.uitslag.in_((UrineUitslag.positief, UrineUitslag.negatief)),
        Urinecontrole.opdracht_datum >= from_day,
        Urinecontrole.opdracht_datum <= to_day,
    )
    checks = list(session.scalars(statement))
    stoffen = stoffen_of(session, [one.id for one in checks])
    positives = counting(session, {one.deelnemer_id for one in checks})
    found = {key: names for own in positives.values() for key, _day, names in own}
    looked: Counter[str] = Counter()
    new: Counter[tuple[str, NieuwGebruik]] = Counter()
    for one in checks:
        looked.update(row.stof for row in stoffen.get(one.id, ()))
        new.update((stof, one.nieuw_gebruik) for stof in found.get(one.id, ()))
    rows = [_telling(stof, looked[stof], new) for stof in looked]
    return sorted(rows, key=lambda row: (-row.positief, -row.gecontroleerd, row.stof))


def _telling(stof: str, looked: int, new: Counter[tuple[str, NieuwGebruik]]) -> StofTelling:
    yes, no, unknown = (new[stof, one] for one in NieuwGebruik)
    return StofTelling(stof, looked, yes + no + unknown, yes, no, unknown)
