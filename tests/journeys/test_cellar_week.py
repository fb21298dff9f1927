"""A week in the cellar: a laptop without a network for five days, and nobody who does anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.hub.served import ServedHub, hub, start_hub
from tests.journeys import work, work_sync
from tests.journeys.conftest import PASSWORD
from tests.journeys.work_sync import HE, Desk, MakeDesk

__all__ = ["hub", "start_hub"]

DOEL = "Ik wil een baan vinden."
DAYS = 5
WORDS = tuple(f"Dag {number} in de kelder: ik heb doorgewerkt." for number in range(1, DAYS + 1))
ABOVE = {words: f"Dag {number} boven: zijn zus belde." for number, words in enumerate(WORDS[::2])}
"""What is written upstairs on the same day."""


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path, clock: Clock, hub: ServedHub) -> Iterator[MakeDesk]:
    with work_sync.desks(qtbot, tmp_path, clock, hub) as make:
        yield make


def write_below(second: Desk, words: str, day: date) -> None:
    """His mentor writes down a talk, and the lid goes down."""
    second.login("marloes", PASSWORD)
    work.open_dossier(second, HE, "Gesprekken")
    second.press("Schrijf achteraf op")
    second.answer(datum=day, tijd=time(9, 0))
    second.press("Schrijf gesprek op")
    work.write_talk(second, words, gezicht=3)
    work.fix_talk(second, words)


def write_above(first: Desk, words: str) -> None:
    """The casemanager goes on with the plan, on the laptop that has a network."""
    first.login("ilse", PASSWORD)
    work.open_dossier(first, HE)
    work.add_actie(first, DOEL, (words, "Ewout", date(2026, 12, 1)))
    first.lock()


def test_everything_arrives_after_a_week_in_the_cellar(make_desk: MakeDesk) -> None:
    first, second = work_sync.begin_house(make_desk, DOEL)
    second.login("marloes", PASSWORD)
    second.await_sent()
    second.lock()
    second.cable.pull_out()
    for words in WORDS:
        write_below(second, words, second.clock.now.date())
        if words in ABOVE:
            write_above(first, ABOVE[words])
        if words != WORDS[-1]:
            second.lock()
            second.later(days=1)
    second.await_offline()
    second.picture("40-week-in-de-kelder")
    first.login("ilse", PASSWORD)
    second.cable.put_in()
    work.open_dossier(first, HE, "Gesprekken")
    first.see(*WORDS)
    first.picture("41-alles-is-er")
    work.open_dossier(second, HE, "Doelen en acties")
    second.see(*ABOVE.values())
    first.await_sent()
    second.await_sent()
    first.lock()
    second.lock()
    work_sync.await_equal(first, second, "ilse")
