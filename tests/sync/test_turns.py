"""The window goes first: a save never waits for more than one commit of what comes in."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest

from hvh_desktop.db.turns import Turns
from tests.sync.laptops import Desk, ListHub, assert_equal

PATIENCE = 10


def started(work: Callable[[], None]) -> Thread:
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_somebody_at_the_window_goes_before_what_comes_in() -> None:
    turns, order = Turns(), list[str]()
    is_inside, may_end = Event(), Event()

    def come_in() -> None:
        with turns.after():
            is_inside.set()
            assert may_end.wait(PATIENCE)
        with turns.after():
            order.append("in")

    def save() -> None:
        with turns.first():
            order.append("venster")

    busy = started(come_in)
    assert is_inside.wait(PATIENCE)
    window = started(save)
    while not turns._at_window:
        assert window.is_alive()
    may_end.set()
    window.join(PATIENCE)
    busy.join(PATIENCE)
    assert order == ["venster", "in"]


def test_a_turn_ends_when_the_work_fails() -> None:
    turns = Turns()
    for turn in (turns.first, turns.after):
        with pytest.raises(ValueError, match="stuk"), turn():
            raise ValueError("stuk")
    with turns.after(), turns._changed:
        assert turns._writing == 1


def test_typing_goes_on_while_a_house_comes_in(anna: Desk, bram: Desk, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    for number in range(450):
        anna.write_punt(deelnemer, f"Punt {number}")
    anna.give(hub)
    other = bram.write_deelnemer("Mehmet")
    is_done = Event()
    typed = list[int]()

    def type_on() -> None:
        while not is_done.is_set():
            bram.write_punt(other, f"Getypt {len(typed)}")
            typed.append(1)

    window = started(type_on)
    bram.take(hub)
    is_done.set()
    window.join(PATIENCE)
    assert len(typed) > 3
    for desk in (bram, anna, bram):
        desk.sync(hub)
    assert_equal(anna, bram)
    assert bram.count("aandachtspunt") == 450 + len(typed)
