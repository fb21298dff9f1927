"""The order of the hub becomes known to a laptop that decided by itself: then the first counts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from hvh_desktop.actieplannen.model import Instemming, InstemmingAntwoord
from hvh_desktop.db import new_id
from tests.sync.laptops import TEAM, Desk, ListHub, assert_equal


def ask(desk: Desk, deelnemer_id: object, answer: InstemmingAntwoord) -> object:
    with desk.database.transaction(TEAM) as session:
        found = Instemming(
            deelnemer_id=deelnemer_id, antwoord=answer, toelichting="", datum=date(2026, 11, 12)
        )
        session.add(found)
        session.flush()
        return found.id


def counting(desk: Desk) -> list[object]:
    with desk.database.reading() as session:
        return list(session.scalars(select(Instemming.id)))


def decide_apart(anna: Desk, bram: Desk, hub: ListHub) -> tuple[object, object]:
    """Both wrote down an answer of the same man; nobody told the hub yet."""
    man = anna.write_deelnemer()
    anna.sync(hub)
    bram.sync(hub)
    return ask(anna, man, InstemmingAntwoord.ja), ask(bram, man, InstemmingAntwoord.nee)


def test_the_first_in_the_order_of_the_hub_counts_on_both(
    anna: Desk, bram: Desk, hub: ListHub
) -> None:
    first, second = decide_apart(anna, bram, hub)
    anna.sync(hub)
    assert counting(bram) == [second]
    bram.sync(hub)
    anna.sync(hub)
    assert counting(anna) == counting(bram) == [first]
    assert_equal(anna, bram)


def test_another_order_after_the_hub_was_lost_is_the_order_of_both(
    anna: Desk, bram: Desk, hub: ListHub
) -> None:
    first, second = decide_apart(anna, bram, hub)
    for desk in (anna, bram, anna):
        desk.sync(hub)
    assert counting(anna) == counting(bram) == [first]
    turned = ListHub(new_id(), [hub.raws[0], hub.raws[2], hub.raws[1]], hub.keys)
    for desk in (anna, bram):
        desk.store.lose_hub(turned.generation)
    for desk in (anna, bram):
        desk.sync(turned)
    assert counting(anna) == counting(bram) == [second]
    assert_equal(anna, bram)
