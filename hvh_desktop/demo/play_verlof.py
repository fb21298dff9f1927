"""Verlof, work and urine checks of a story become steps: on which day who does what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from uuid import UUID

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.demo.invent_verlof import invent_vrijheid
from hvh_desktop.demo.play import Act, Man, Step
from hvh_desktop.demo.reading_verlof import Urine, Verlof, Vrijheid, Werk, read_vrijheden
from hvh_desktop.urinecontroles import service as urinecontroles
from hvh_desktop.urinecontroles.model import NieuwGebruik, Stofuitslag
from hvh_desktop.urinecontroles.rows import StofInvoer
from hvh_desktop.verloven import service as verloven
from hvh_desktop.verloven.model import VerlofStatus

BEFORE = timedelta(minutes=50)
"""So long before he gave urine he was told to."""
SUSPICION = "Hij kwam later terug dan afgesproken, praatte langzaam en keek weg."
NO_WORDS = "Hij zei: “Doe ik niet. Schrijf maar op.”"
STOPPED = "Het plan veranderde."


@cache
def _told() -> dict[str, Vrijheid]:
    return read_vrijheden()


def list_verlof_steps(man: Man) -> Iterator[Step]:
    """All three, in any order; the runner sorts them by moment."""
    found = _told().get(man.story.key) or invent_vrijheid(man.story)
    for number, one in enumerate(found.verloven):
        yield from _verlof(man, one, f"verlof {number}")
    for number, work in enumerate(found.werk):
        yield from _werk(man, work, f"werk {number}")
    for number, check in enumerate(found.urine):
        yield from _urine(man, check, f"urine {check.nummer or number}")


def _exact(man: Man, offset: int) -> date:
    """So many days from today, also when that is a Sunday."""
    return man.calendar.today + timedelta(days=offset)


# Verlof ---------------------------------------------------------------------------------------


def _verlof(man: Man, told: Verlof, key: str) -> Iterator[Step]:
    lead = man.story.casemanager
    begun = {doel.key: doel.begin for doel in man.story.doelen}
    possible = begun.get(told.doel, man.story.verblijf.begin)
    asked = min(max(told.aanvraag, possible), -1)

    def record(session: Session) -> None:
        is_asked = told.aanvraag <= 0
        values = {
            "soort": told.soort,
            "doel_id": man.doelen[told.doel] if told.doel else None,
            "oogmerk": told.oogmerk,
            "bijdrage": told.bijdrage,
            "aanvraag_datum": _exact(man, min(told.aanvraag, asked)) if is_asked else None,
            "begin_datum": _exact(man, told.begin),
            "eind_datum": None if told.einde is None else _exact(man, told.einde),
            "duur": told.duur,
            "aantal": told.aantal,
        }
        man.zorg[key] = verloven.record_verlof(session, man.id, values)

    yield man.step(asked, 15, lead, record)
    if told.status == VerlofStatus.voorbereiding:
        return
    between = min(asked + max((told.begin - asked) // 2, 0), -1)
    granted = max(_exact(man, between), man.calendar.past(asked))
    yield man.step_on(granted, 16, lead, _state(man, key, VerlofStatus.toegekend))
    if told.status == VerlofStatus.ingetrokken:
        day = max(_exact(man, min(told.begin - 2, -1)), granted)
        why = told.woorden or STOPPED
        yield man.step_on(day, 17, lead, _state(man, key, VerlofStatus.ingetrokken, why))
    elif told.status == VerlofStatus.gehad:
        day = max(_exact(man, min(told.laatste + 1, 0)), granted + timedelta(days=1))

        def complete(session: Session) -> None:
            verloven.complete_verlof(session, man.zorg[key], told.woorden)

        yield man.step_on(day, 9, lead, complete)


def _state(man: Man, key: str, status: VerlofStatus, why: str = "") -> Act:
    def act(session: Session) -> None:
        verloven.change_verlofstatus(session, man.zorg[key], status, why)

    return act


# Work -----------------------------------------------------------------------------------------


def _werk(man: Man, told: Werk, key: str) -> Iterator[Step]:
    day = man.calendar.past(told.van)

    def begin(session: Session) -> None:
        values = {
            "soort": told.soort,
            "plek": told.plek,
            "van_datum": day,
            "uren": told.uren,
            "weekloon_centen": told.centen,
        }
        man.zorg[key] = verloven.record_werkplek(session, man.id, values)

    yield man.step(told.van, 13, man.worker(told.van), begin)
    if told.tot is None:
        return
    last = max(man.calendar.past(told.tot), day)

    def stop(session: Session) -> None:
        verloven.complete_werkplek(session, man.zorg[key], last)

    yield man.step(told.tot, 13, man.worker(told.tot), stop, 30)


# Urine checks ---------------------------------------------------------------------------------


def _urine(man: Man, told: Urine, key: str) -> Iterator[Step]:
    day = man.calendar.past(told.dag)
    taken = datetime.combine(day, time(*told.tijd), AMSTERDAM)
    if told.dag == 0:
        taken = man.calendar.now.astimezone(AMSTERDAM).replace(second=0, microsecond=0)
    ordered = taken - BEFORE if told.dag < 0 else taken - timedelta(minutes=20)
    by = man.worker(told.dag)

    def order(session: Session) -> None:
        values = {
            "aanleiding": told.aanleiding,
            "reden": SUSPICION if told.aanleiding == "vermoeden" else "",
            "is_reden_meegedeeld": True,
            "stoffen": told.stoffen,
            "opdracht_datum": ordered.date(),
            "opdracht_tijd": ordered.time(),
            "nummer": told.nummer,
        }
        man.zorg[key] = urinecontroles.record_urinecontrole(session, man.id, values)

    yield _at(man, ordered, by, order)
    if told.is_geweigerd:
        yield _at(man, taken, by, _refused(man, key, day))
    elif told.nummer:
        yield _at(man, taken, by, _taken(man, told, key, taken))
        if told.meegedeeld is not None:
            yield from _result(man, told, key, taken, told.meegedeeld)


def _refused(man: Man, key: str, day: date) -> Act:
    values = {"datum": day, "is_nee": True, "toelichting": NO_WORDS}
    return lambda session: urinecontroles.record_weigering(session, _id(man, key), values)


def _taken(man: Man, told: Urine, key: str, taken: datetime) -> Act:
    values = {
        "afname_datum": taken.date(),
        "afname_tijd": taken.time(),
        "nummer": told.nummer,
        "nummer_tweede": f"{told.nummer}-2",
    }
    return lambda session: urinecontroles.record_afname(session, _id(man, key), values)


def _result(man: Man, told: Urine, key: str, taken: datetime, offset: int) -> Iterator[Step]:
    """Early that day, or an hour after he gave urine when it is known at once."""
    day = man.calendar.past(offset)
    known = datetime.combine(day, time(7), AMSTERDAM)
    if day == taken.date():
        known = taken + timedelta(hours=1)
    by = man.worker(offset)
    stoffen = tuple(_stof(told, one) for one in told.stoffen)

    def write(session: Session) -> None:
        found = {"uitslag_datum": day, "stoffen": stoffen}
        urinecontroles.record_uitslag(session, _id(man, key), found)
        if told.gevonden:
            new = NieuwGebruik(told.nieuw)
            urinecontroles.change_nieuw_gebruik(session, _id(man, key), new)

    def tell(session: Session) -> None:
        when = {"meegedeeld_datum": day, "meegedeeld_tijd": heard.time()}
        urinecontroles.record_meegedeeld(session, _id(man, key), when)

    heard = known + timedelta(minutes=20)
    yield _at(man, known, by, write)
    yield _at(man, heard, by, tell)


def _stof(told: Urine, stof: str) -> StofInvoer:
    is_found = stof in (*told.gevonden, *told.verklaard)
    waarde = (told.waarden or {}).get(stof, "") if is_found else ""
    uitslag = Stofuitslag.positief if is_found else Stofuitslag.negatief
    return StofInvoer(stof, uitslag, waarde, stof in told.verklaard)


def _id(man: Man, key: str) -> UUID:
    return man.zorg[key]


def _at(man: Man, when: datetime, by: str, act: Act) -> Step:
    return man.step_on(when.date(), when.hour, by, act, when.minute)
