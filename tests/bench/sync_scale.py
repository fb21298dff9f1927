"""From one house to all: ``python -m tests.bench.sync_scale [laptops]``.

The hub gets, for half a minute, what so many laptops send and ask on a working day, at the rate of
a busy hour, from a few real connections that stand for them all; then the size of its database is
taken. What one laptop does on a day is an assumption and stands at the top of this file.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from threading import Event

import psycopg

from hvh_desktop.sync.line.channel import Identity
from hvh_desktop.sync.line.client import HubClient
from hvh_desktop.sync.parts import NoHub
from tests.bench.sync_house import served_site
from tests.hub.house import HouseLaptop
from tests.sync.real.site import Site

ENVELOPES = 120
"""That one laptop makes on a working day: about as often as somebody saves something."""
BUSY = 0.25
"""Part of a day's work that is done in its busiest hour."""
LAPTOPS_PER_HOUSE = 20
REQUESTS = 5 * LAPTOPS_PER_HOUSE
"""That one envelope brings about: five of who gives it, and of each who hears of it."""
SECONDS = 20
LINES = 12
"""Connections that stand for all laptops."""
DAYS = 365
"""The houses work every day."""
DECLARED = (20, 200, 2000)


@dataclass(frozen=True)
class Load:
    """What was asked of the hub and what became of it."""

    laptops: int
    asked: float
    """Requests a second that this many laptops make in the busiest hour."""
    done: float
    typical: float
    """Milliseconds."""
    p95: float
    refused: int
    bytes_per_envelope: float


def pushes_of(laptops: int) -> float:
    """A second, in the busiest hour. Every other laptop of the house hears of each."""
    return laptops * ENVELOPES * BUSY / 3600


def give(line: HubClient, raw: bytes) -> Iterator[Callable[[], object]]:
    """What a laptop asks in a round in which it gives one envelope."""
    yield line.hello
    yield line.positions
    yield lambda: line.pull("team", 0, limit=1)
    yield lambda: line.get_keys("team", 0)
    yield lambda: line.push("team", [raw])


def hear(line: HubClient, at: int) -> Iterator[Callable[[], object]]:
    """What another one asks: the answer to its long poll, and a round in which it takes it."""
    yield lambda: line.pull("team", at - 1, limit=1)
    yield line.hello
    yield line.positions
    yield lambda: line.pull("team", at - 1, limit=1)
    yield lambda: line.get_keys("team", 0)


def measure(site: Site, laptops: int) -> Load:
    """Send at the rate of so many, and see whether the hub keeps up."""
    pushes = pushes_of(laptops)
    gap = LINES / pushes
    seats = [site.device(number) for number in range(LINES)]
    lines = [HubClient(site.link, _identity(seat)) for seat in seats]
    stored = _bytes_per_envelope(site, seats[0], lines[0])
    begun = time.monotonic()

    def work(number: int) -> tuple[list[float], int]:
        took, refused = list[float](), 0
        due, line = begun + gap * number / LINES, lines[number]
        while due < begun + SECONDS and time.monotonic() < begun + SECONDS:
            Event().wait(max(0.0, due - time.monotonic()))
            due += gap
            raw = seats[number].seal(text="woorden van een dag " * 10)
            try:
                took += [_timed(ask) for ask in give(line, raw)]
                at = line.hello().heads["team"].position
                for _ in range(LAPTOPS_PER_HOUSE - 1):
                    if time.monotonic() < begun + SECONDS:
                        took += [_timed(ask) for ask in hear(line, at)]
            except NoHub:
                refused += 1
        return took, refused

    with ThreadPoolExecutor(LINES) as pool:
        found = list(pool.map(work, range(LINES)))
    spent = time.monotonic() - begun
    took = [ms for times, _ in found for ms in times]
    for line in lines:
        line.close()
    return Load(
        laptops,
        pushes * REQUESTS,
        len(took) / spent,
        median(took),
        quantiles(took, n=20)[-1],
        sum(refused for _, refused in found),
        stored,
    )


def _identity(seat: HouseLaptop) -> Identity:
    return Identity(seat.id, seat.key)


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def _bytes_per_envelope(site: Site, seat: HouseLaptop, line: HubClient) -> float:
    before = _size(site)
    for _ in range(20):
        line.push("team", [seat.seal(text="woorden van een dag " * 10) for _ in range(32)])
    return (_size(site) - before) / 640


def _size(site: Site) -> int:
    with psycopg.connect(site.hub.database_url) as connection:
        row = connection.execute(
            "SELECT pg_total_relation_size('envelope') + pg_total_relation_size('wrapped_key')"
        ).fetchone()
    assert row is not None
    size: int = row[0]
    return size


def main(arguments: list[str]) -> int:
    """A line per number of laptops."""
    for laptops in [int(word) for word in arguments] or DECLARED:
        with served_site(workers=2) as site:
            load = measure(site, laptops)
        yearly = load.bytes_per_envelope * ENVELOPES * laptops * DAYS / 2**30
        print(  # noqa: T201
            f"{load.laptops:5} laptops: gevraagd {load.asked:7.1f}/s, gedaan {load.done:7.1f}/s,"
            f" mediaan {load.typical:6.1f} ms, p95 {load.p95:7.1f} ms, geweigerd {load.refused},"
            f" {load.bytes_per_envelope:6.0f} B per envelop, {yearly:7.2f} GiB per jaar",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
