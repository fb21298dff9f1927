"""A house at a real hub: laptops with real encrypted files and a real connection."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from hvh_desktop.db import Compartment
from hvh_desktop.sync.envelope import split
from hvh_desktop.sync.laptop import Laptop, Round, Step, What
from hvh_desktop.sync.line.channel import Identity
from hvh_desktop.sync.line.client import HubClient
from hvh_desktop.sync.line.link import Link
from hvh_desktop.sync.merge.check import find_difference
from hvh_desktop.sync.parts import NO_HASH, HubRefuses, NoHub
from tests.conftest import KEYS
from tests.hub import house as at_hub
from tests.hub.served import ServedHub
from tests.sync.laptops import NOTHING, TEAM, Desk, House, assert_equal, copy_folder

CALM = frozenset({What.hub_went_back, What.numbered_anew, What.set_aside, What.refused})
"""What may not happen any more when the weather has cleared."""


@dataclass
class Seat:
    """Somebody at a laptop, and its line with the hub."""

    desk: Desk
    link: Link
    line: HubClient
    going: Iterator[Step] | None = None
    """A round that was begun."""

    def round(self) -> Round:
        """A whole one; what was begun is given up."""
        self.going = None
        return Laptop(self.line, [self.desk.store]).round()

    def go_on(self, steps: int) -> None:
        """Some steps of a round; it goes on the next time, when others did things too."""
        for _ in range(steps):
            if self.going is None:
                self.going = Laptop(self.line, [self.desk.store]).steps()
            try:
                next(self.going)
            except (NoHub, HubRefuses, StopIteration):
                self.going = None

    def crash(self) -> None:
        """Nothing is left of what was in memory."""
        self.going = None
        self.desk.restart()

    def close(self) -> None:
        self.line.close()
        self.desk.close()


@dataclass
class Site:
    """The house: its authority, its keys, and everybody who sits at a laptop."""

    hub: ServedHub
    empty: Path
    folder: Path
    keys: House = field(default_factory=lambda: House([KEYS[TEAM]]))
    seats: list[Seat] = field(default_factory=list)
    _devices: list[at_hub.HouseLaptop] = field(default_factory=list)
    _copies: int = 0

    def __post_init__(self) -> None:
        self.house = at_hub.House(self.hub)
        self.keys.site = self.house.site
        self.first = self.house.found()
        self._know(self.first)

    def _know(self, device: at_hub.HouseLaptop) -> None:
        self._devices.append(device)
        self.keys.devices[device.id] = device.key

    @property
    def link(self) -> Link:
        hub = self.hub
        return Link(hub.address, hub.certificate, hub.public, self.house.site, proxy="")

    def device(self, number: int) -> at_hub.HouseLaptop:
        """The keys of a laptop that the register knows; let in when it is new."""
        while len(self._devices) <= number:
            fresh = at_hub.HouseLaptop(self.house)
            self.house.let_in(fresh, through=self.first)
            self._know(fresh)
        return self._devices[number]

    def sit(
        self, link: Link | None = None, *, source: Path | None = None, number: int | None = None
    ) -> Seat:
        """Another laptop; ``source``: its files are a copy of these; ``number``: of this one."""
        device = self.device(len(self.seats) if number is None else number)
        self._copies += 1
        folder = copy_folder(source or self.empty, self.folder / f"laptop-{self._copies}")
        return self.take(folder, device, link)

    def take(self, folder: Path, device: at_hub.HouseLaptop, link: Link | None = None) -> Seat:
        """The laptop with these files."""
        desk = Desk(self.keys, folder, device=device.id)
        where = link or self.link
        seat = Seat(desk, where, HubClient(where, Identity(device.id, device.key)))
        self.seats.append(seat)
        return seat

    def leave(self) -> None:
        """Everybody goes."""
        while self.seats:
            self.seats.pop().close()

    def begin_anew(self) -> None:
        """As on the first day: the same laptops in the register, and nothing written."""
        self.leave()
        with psycopg.connect(self.hub.database_url) as connection:
            connection.execute("TRUNCATE envelope, wrapped_key, quarantine")
            connection.execute(
                "UPDATE head SET position = 0, key_number = 0, chain = %s", (NO_HASH,)
            )

    def close(self) -> None:
        self.leave()
        for device in self._devices:
            with suppress(RuntimeError):
                device.client.close()

    def stored(self) -> list[tuple[int, bytes]]:
        """What the hub holds, in its order."""
        with psycopg.connect(self.hub.database_url) as connection:
            return connection.execute(
                "SELECT position, raw FROM envelope WHERE stream = 'team' ORDER BY position",
                binary=True,
            ).fetchall()


def all_become_equal(site: Site, *, is_forked: bool = False) -> None:
    """The weather is fair; a few rounds for everybody, and then it is quiet. ``is_forked``: a
    laptop was copied, and may have used a number before anybody could know."""
    seats = site.seats
    for _ in range(3):
        for seat in seats:
            assert seat.round().problem is None
    for seat in seats:
        last = seat.round()
        assert last.problem is None
        assert not [step for step in last.steps if step.what in CALM], last.steps
    check_equal(seats)
    check_order(site, seats, is_forked=is_forked)


def check_equal(seats: list[Seat]) -> None:
    """All tables equal, as their own log says, and nothing waits anywhere."""
    first = seats[0].desk
    for seat in seats:
        desk = seat.desk
        assert_equal(first, desk)
        assert desk.store.count_aside() == NOTHING
        assert (desk.store.count_unsealed(), desk.store.count_unsent()) == (0, 0)
        assert desk.store.cursor().chain == first.store.cursor().chain
        check_log(desk)


def check_log(desk: Desk) -> None:
    """The tables are what the log says."""
    connection = desk.connect()
    connection.execute("BEGIN")
    assert find_difference(connection, Compartment.team) is None
    connection.close()


def check_order(site: Site, seats: list[Seat], *, is_forked: bool) -> None:
    """Every envelope once, every number once, no gap."""
    stored = site.stored()
    assert [position for position, _ in stored] == list(range(1, len(stored) + 1))
    parsed = [split(raw) for _, raw in stored]
    assert len({envelope.hash for envelope in parsed}) == len(parsed)
    names = {(e.header.device, e.header.incarnation, e.header.n) for e in parsed}
    assert is_forked or len(names) == len(parsed)
    assert seats[0].desk.store.cursor().position == len(stored)


def check_words(seats: list[Seat], words: list[str]) -> None:
    """Every word that was saved stands in everybody's log, once."""
    for seat in seats:
        log = [values for (values,) in seat.desk.rows('SELECT "values" FROM "change"')]
        told = Counter(
            word
            for values in log
            for word in {said for said in json.loads(values).values() if isinstance(said, str)}
        )
        assert [word for word in words if told[word] != 1] == []
