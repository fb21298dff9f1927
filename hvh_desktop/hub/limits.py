"""How much one laptop or one address may ask. What is too much is told politely: try later.

Counted per process, in memory: with n processes the whole hub takes n times as much.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from hvh_desktop.hub.problem import Problem

TOO_OFTEN = "Te veel verzoeken achter elkaar. Probeer het zo opnieuw."
MOST_KEPT = 10_000


@dataclass(frozen=True)
class Limits:
    """What a laptop of the house needs is far below this."""

    per_laptop: float = 100.0
    laptop_burst: float = 400.0
    per_address: float = 20.0
    """Requests a second that no laptop of the house signed."""
    address_burst: float = 200.0
    at_once: int = 16
    """Requests of one laptop at the same time; a long poll per stream is five."""
    connections: int = 1000
    """Of one process; one address may hold half of them."""
    idle_seconds: int = 30
    """Without a request, or with half of one up to its body."""
    body_seconds: float = 60.0
    """For a body, and more as long as it makes progress."""
    entries: float = 1 / 30
    """Entries of the register a second that one laptop signs; a vault goes along with most."""
    entries_burst: float = 120.0
    least_free: int = 512 * 1024 * 1024
    """Bytes on the disk; with less nothing is stored but the words of a beheerder."""


def network_of(address: str) -> str:
    """Whoever has one address of IPv6 has some billions: they count as one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


class Bucket:
    """Fills with ``rate`` a second up to ``burst``; a request takes one."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float]) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: Hashable) -> None:
        now = self._clock()
        with self._lock:
            level, at = self._levels.pop(who, (self._burst, now))
            level = min(self._burst, level + (now - at) * self._rate)
            self._levels[who] = (level - 1 if level >= 1 else level, now)
            if len(self._levels) > MOST_KEPT:
                self._levels.popitem(last=False)
        if level < 1:
            raise Problem(429, TOO_OFTEN, retry_after=ceil((1 - level) / self._rate))


class AtOnce:
    """How many requests of one laptop are at work."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._now: dict[Hashable, int] = {}
        self._lock = threading.Lock()

    @contextmanager
    def one(self, who: Hashable) -> Iterator[None]:
        with self._lock:
            count = self._now.get(who, 0)
            if count >= self._most:
                raise Problem(429, TOO_OFTEN, retry_after=1)
            self._now[who] = count + 1
        try:
            yield
        finally:
            with self._lock:
                if self._now[who] == 1:
                    del self._now[who]
                else:
                    self._now[who] -= 1
