"""Laptops on real files with a hub on PostgreSQL, through a network that does everything wrong.

What happens is drawn from a seed; the seed is in the name of a test that fails.
``HVH_SEEDS=200`` looks at more of them.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from random import Random
from uuid import UUID

import pytest

from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer
from tests.sync.real.relay import Relay, Weather
from tests.sync.real.site import Seat, Site, all_become_equal, check_words

SEEDS = int(os.environ.get("HVH_SEEDS", "9"))
EVENTS = 60


class Schedule:
    """Some laptops and what they do, all from one seed."""

    def __init__(self, site: Site, relay: Relay, seed: int) -> None:
        self.chance = chance = Random(seed)
        site.begin_anew()
        relay.weather = Weather(seed, chance.choice((0.1, 0.3, 0.5)))
        self.seats = [site.sit(relay.lead(site.link)) for _ in range(chance.choice((2, 3, 3, 4)))]
        self.words: list[str] = []
        self.men: list[UUID] = []

    def run(self) -> None:
        self.write_man(self.seats[0])
        events = (self.write, self.change, self.look, self.go_on, self.crash)
        for event in self.chance.choices(events, (8, 6, 8, 10, 2), k=EVENTS):
            event(self.chance.choice(self.seats))

    def write_man(self, seat: Seat) -> None:
        self.men.append(seat.desk.write_deelnemer(self._word()))

    def write(self, seat: Seat) -> None:
        """About somebody of whom this laptop knows."""
        known = seat.desk.rows("SELECT id FROM deelnemer ORDER BY id")
        if not known or self.chance.random() < 0.15:
            self.write_man(seat)
        else:
            seat.desk.write_punt(UUID(bytes=self.chance.choice(known)[0]), self._word())

    def change(self, seat: Seat) -> None:
        """Something that others change too."""
        for kind, column in ((Aandachtspunt, "tekst"), (Deelnemer, "voornamen")):
            table = kind.__tablename__
            rows = seat.desk.rows(f"SELECT id FROM {table} ORDER BY id LIMIT 4")
            if rows:
                entity = UUID(bytes=self.chance.choice(rows)[0])
                seat.desk.change(kind, entity, **{column: self._word()})
                return

    def look(self, seat: Seat) -> None:
        seat.round()

    def go_on(self, seat: Seat) -> None:
        seat.go_on(self.chance.randrange(1, 5))

    def crash(self, seat: Seat) -> None:
        seat.crash()

    def _word(self) -> str:
        self.words.append(f"woord {len(self.words)}")
        return self.words[-1]


@pytest.mark.parametrize("part", range(3))
def test_whatever_the_network_does_all_become_equal_and_no_word_is_lost_or_doubled(
    site: Site, relay: Relay, part: int
) -> None:
    befell = Weather().befell
    for seed in range(part, SEEDS, 3):
        print(f"seed {seed}")  # noqa: T201
        schedule = Schedule(site, relay, seed)
        schedule.run()
        relay.weather.badness = 0
        all_become_equal(site)
        check_words(site.seats, schedule.words)
        befell = {fault: befell[fault] + relay.weather.befell[fault] for fault in befell}
    print(befell)  # noqa: T201
    assert all(befell.values())


def test_all_at_the_same_time(site: Site) -> None:
    """Four laptops that write and sync at once, each on a thread."""
    seats = [site.sit() for _ in range(4)]
    man = seats[0].desk.write_deelnemer("woord 0")
    for seat in (seats[0], *seats):
        assert seat.round().problem is None

    def work(number: int) -> list[str]:
        said = []
        for turn in range(8):
            word = f"van {number}, keer {turn}"
            seats[number].desk.write_punt(man, word)
            said.append(word)
            assert seats[number].round().problem is None
        return said

    with ThreadPoolExecutor(len(seats)) as pool:
        words = [word for said in pool.map(work, range(len(seats))) for word in said]
    all_become_equal(site)
    check_words(seats, ["woord 0", *words])
