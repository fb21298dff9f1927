"""Cases as steps, each told as far as its story goes, and the ordemaatregelen beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from functools import lru_cache

from hvh_desktop.db import Session
from hvh_desktop.demo.play import Man, Step
from hvh_desktop.demo.play_sancties_begin import Begin
from hvh_desktop.demo.play_sancties_gevolg import Gevolg
from hvh_desktop.demo.reading_sancties import (
    Ordemaatregel,
    Zaak,
    read_ordemaatregelen,
    read_zaken,
)
from hvh_desktop.demo.telling import Telling
from hvh_desktop.sancties.service_ordemaatregelen import record_ordemaatregel


@lru_cache
def _all() -> dict[str, list[Zaak]]:
    return read_zaken()


@lru_cache
def _ordemaatregelen() -> tuple[Ordemaatregel, ...]:
    return tuple(read_ordemaatregelen())


def list_sanctie_steps(man: Man) -> Iterator[Step]:
    """All cases of this man, and what was ordered apart from them."""
    last = None
    for number, zaak in enumerate(_all().get(man.story.key, ())):
        last = Telling(man, zaak, f"zaak {number}")
        yield from Begin(last).steps()
        yield from Gevolg(last).steps()
    for told in _ordemaatregelen():
        if told.man == man.story.key:
            yield _order(man, told, last if told.bij_zaak else None)


def _order(man: Man, told: Ordemaatregel, of: Telling | None) -> Step:
    begin = man.calendar.past(told.dag)

    def act(session: Session) -> None:
        values = {
            "soort": told.soort,
            "reden": told.reden,
            "sanctiezaak_id": of.id if of else None,
            "begin_datum": begin,
            "begin_tijd": time(told.uur),
            "eind_datum": begin if told.tot_dag == told.dag else man.calendar.day(told.tot_dag),
            "eind_tijd": time(told.tot_uur),
        }
        record_ordemaatregel(session, man.id, values)

    return man.step_on(begin, told.uur, told.door, act)
