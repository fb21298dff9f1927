"""The thread that syncs in a test: a clock that is moved by hand, and a hub in this process."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from queue import Queue
from threading import Event, Lock
from uuid import UUID

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db import new_id
from hvh_desktop.db.engine import connect
from hvh_desktop.sync.envelope import split
from hvh_desktop.sync.parts import (
    NO_HASH,
    Hello,
    HubRefuses,
    Known,
    NoHub,
    Pulled,
    Pushed,
    Receipt,
    Verdict,
    WrappedKey,
)
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.store import SqlStore
from hvh_desktop.sync.thread.runner import Line
from hvh_desktop.sync.thread.state import State, Tally
from hvh_desktop.sync.thread.tally import tally_of
from tests.conftest import KEYS, NOW
from tests.sync.laptops import TEAM, Desk

PATIENCE = 20.0
"""Seconds before a test gives up waiting for a thread."""


class ManualTime:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.wall, self.steady = NOW, 1000.0
        self.waits: Queue[float] = Queue()
        """The seconds of every wait that began."""

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.steady

    def advance(self, seconds: float, *, wall: float | None = None) -> None:
        """Move on; ``wall``: the wall clock moves otherwise."""
        self.wall += timedelta(seconds=seconds if wall is None else wall)
        self.steady += seconds

    def wait(self, flag: Event, seconds: float) -> None:
        until = self.steady + seconds
        self.waits.put(seconds)
        while self.steady < until and not flag.wait(0.002):
            pass


@dataclass
class MemoryHub:
    """Keeps all promises of a hub, until a test breaks one."""

    generation: UUID = field(default_factory=new_id)
    time: datetime = NOW
    orders: dict[str, list[bytes]] = field(default_factory=dict)
    keys: dict[str, list[WrappedKey]] = field(default_factory=dict)
    lines: list[HubLine] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    fault: Callable[[str], None] = lambda what: None
    """Called with the name of each question; raises what a test wants."""
    guard: Lock = field(default_factory=Lock)

    def connect(self) -> Line:
        self.lines.append(HubLine(self))
        return self.lines[-1]

    def order(self, stream: str) -> list[bytes]:
        return self.orders.setdefault(stream, [])

    def receipt(self, stream: str) -> Receipt:
        chain = NO_HASH
        for raw in self.order(stream):
            chain = sha256(chain + split(raw).hash)
        at = len(self.order(stream))
        return Receipt(self.generation, stream, at, chain, self.time.astimezone(UTC), b"")


@dataclass
class HubLine:
    """One connection with it."""

    hub: MemoryHub
    is_closed: Event = field(default_factory=Event)
    watched: dict[str, tuple[int, Callable[[], None]]] = field(default_factory=dict)

    def _begin(self, what: str) -> None:
        self.hub.asked[what] += 1
        self.hub.fault(what)
        if self.is_closed.is_set():
            raise NoHub("dicht")

    def hello(self) -> Hello:
        self._begin("hello")
        hub = self.hub
        heads = {stream: hub.receipt(stream) for stream, order in hub.orders.items() if order}
        return Hello(hub.generation, hub.time, heads, 1)

    def positions(self) -> Mapping[str, Sequence[Known]]:
        self._begin("positions")
        return {}

    def push(self, stream: str, raws: Sequence[bytes]) -> Pushed:
        self._begin("push")
        results = []
        with self.hub.guard:
            order = self.hub.order(stream)
            for raw in raws:
                verdict = Verdict.known if raw in order else Verdict.stored
                if verdict is Verdict.stored:
                    order.append(raw)
                results.append((verdict, order.index(raw) + 1))
        pushed = Pushed(tuple(results), self.hub.receipt(stream))
        self._ring(stream)
        return pushed

    def _ring(self, stream: str) -> None:
        for line in self.hub.lines:
            _, ring = line.watched.pop(stream, (0, lambda: None))
            if line is not self and not line.is_closed.is_set():
                ring()

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        self._begin("pull")
        found = tuple(enumerate(self.hub.order(stream), 1))[after : after + 64]
        return Pulled(found, self.hub.receipt(stream))

    def reseed(self, stream: str, after: int, raws: Sequence[bytes], receipt: Receipt) -> Pushed:
        self._begin("reseed")
        raise HubRefuses("duw maar")

    def put_keys(self, stream: str, keys: Sequence[WrappedKey]) -> None:
        self._begin("put_keys")
        self.hub.keys.setdefault(stream, []).extend(keys)

    def get_keys(self, stream: str, after: int) -> tuple[Sequence[WrappedKey], int]:
        self._begin("get_keys")
        keys = self.hub.keys.get(stream, [])
        return keys[after:], len(keys)

    def watch(self, stream: str, after: int, on_news: Callable[[], None]) -> None:
        self.watched[stream] = (after, on_news)
        if len(self.hub.order(stream)) != after:
            on_news()

    def close(self) -> None:
        self.is_closed.set()


class DeskFiles:
    """The stream ``team`` of one laptop."""

    notices: tuple[str, ...] = ()

    def __init__(self, desk: Desk) -> None:
        connection = connect(desk.folder / "team.db", KEYS[TEAM])
        self._store = desk.open_store()
        self._file = CompartmentFile(connection)
        self._device = desk.device
        self.met: list[Hello] = []
        self.is_closed = False

    @property
    def stores(self) -> Sequence[SqlStore]:
        return [self._store]

    def tallies(self) -> tuple[Tally, ...]:
        return (tally_of(self._store, self._file, self._device),)

    def meet(self, line: Line, hello: Hello) -> None:
        self.met.append(hello)

    def close(self) -> None:
        self._store.close()
        self._file.close()
        self.is_closed = True


class Ear:
    """Hears what is told, and lets a test wait for it."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self.kinds: list[frozenset[object]] = []
        self.bugs: list[BaseException] = []


def until(is_so: Callable[[], object], what: str = "it") -> None:
    """Wait for another thread, within ``PATIENCE``."""
    end = time.monotonic() + PATIENCE
    tick = Event()
    while not is_so():
        assert time.monotonic() < end, f"{what} did not happen"
        tick.wait(0.005)
