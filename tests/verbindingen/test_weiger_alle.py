"""Many laptops ask at once and none is of the house: a beheerder sends them all away."""

from __future__ import annotations

import pytest

from hvh_desktop.ui.context import Context
from hvh_desktop.verbindingen.laptops import LaptopDesk
from hvh_desktop.verbindingen.screen import LaptopToelatenPage
from tests.desk import Desk
from tests.medewerkers.founded import Founded, founded, founded_once
from tests.verbindingen.coupled import Coupled
from tests.verbindingen.test_laptops import answer, await_words, context, coupled, desk, show

__all__ = ["Founded", "context", "coupled", "desk", "founded", "founded_once"]


def test_all_are_refused_after_a_question(context: Context, desk: Desk, coupled: Coupled) -> None:
    mine = coupled.admit(7)
    one, _, _ = (coupled.let_ask(number) for number in (20, 21, 22))
    show(desk, LaptopToelatenPage(context, laptop_id=one.id))
    await_words(desk, "Er vragen 3 laptops toegang")
    desk.press("weiger_alle")
    assert "kan na een uur opnieuw" in answer(desk, "veilig")
    assert len(coupled.hub.list_asking()) == 3
    desk.press("weiger_alle")
    answer(desk, "doen")
    desk.qtbot.waitUntil(lambda: desk.said == ["Alle aanvragen zijn geweigerd"])
    assert not coupled.hub.list_asking()
    assert mine in {laptop.id for laptop in coupled.house.state.list_in()}
    assert desk.places.pop() == ("laptops", {})


def test_of_one_that_asks_there_is_no_all(context: Context, desk: Desk, coupled: Coupled) -> None:
    one = coupled.let_ask(20)
    show(desk, LaptopToelatenPage(context, laptop_id=one.id))
    await_words(desk, "Alle acht")
    assert not desk.has("weiger_alle")


@pytest.mark.parametrize("count", [0, 3])
def test_the_desk_tells_how_many(coupled: Coupled, count: int) -> None:
    for number in range(count):
        coupled.let_ask(20 + number)
    assert LaptopDesk(coupled.folder, coupled.keyring, coupled.ask).refuse_all() == count
