"""The line between a laptop and the hub, with everything that a line can do wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import TypeVar
from uuid import UUID

from hvh_desktop.sync.parts import (
    Hello,
    HubRefuses,
    Known,
    NoHub,
    Pulled,
    Pushed,
    Receipt,
    WrappedKey,
)
from tests.sync.model.hub import ModelHub

T = TypeVar("T")


class Network:
    """The weather of a world, and the requests that are still under way in it."""

    def __init__(self, chance: Random, badness: float) -> None:
        self.chance = chance
        self.badness = badness
        self.under_way: list[Callable[[], object]] = []
        self._calm = 0
        self._draw()

    def _draw(self) -> None:
        self._calm = 0
        while self._calm < 20 and self.chance.random() >= self.badness:
            self._calm += 1

    def is_disturbed(self) -> bool:
        """Whether this request is. Drawn ahead, because it is asked so often."""
        self._calm -= 1
        if self._calm >= 0:
            return False
        self._draw()
        return self.badness > 0

    def clear_up(self) -> None:
        """From now on nothing goes wrong; what was under way arrives now, or never."""
        self.badness = 0
        self._draw()
        while self.under_way:
            if self.chance.random() < 0.5:
                self.deliver(0)
            else:
                self.under_way.pop()

    def deliver(self, index: int) -> None:
        """A request that was given up long ago, or a copy of one, arrives after all."""
        ask = self.under_way.pop(index % len(self.under_way))
        with suppress(HubRefuses, NoHub):  # nobody hears the answer
            ask()


class Line:
    """``parts.Hub`` for one laptop: requests and answers get lost, late, doubled and cut."""

    def __init__(self, hub: ModelHub, network: Network, device: UUID) -> None:
        self._hub = hub
        self._network = network
        self._device = device

    def hello(self) -> Hello:
        self._may_fail()
        return self._hub.hello()

    def positions(self) -> Mapping[str, Sequence[Known]]:
        self._may_fail()
        return self._hub.positions(self._device)

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        self._may_fail()
        return self._hub.pull(stream, after)

    def get_keys(self, stream: str, after: int) -> tuple[Sequence[WrappedKey], int]:
        self._may_fail()
        return self._hub.get_keys(stream, after)

    def push(self, stream: str, raws: Sequence[bytes]) -> Pushed:
        if self._network.is_disturbed():
            if len(raws) > 1 and self._network.chance.random() < 0.3:
                self._hub.push(stream, raws[:1])
                raise NoHub("cut halfway")
            return self._disturb(lambda: self._hub.push(stream, raws))
        return self._hub.push(stream, raws)

    def reseed(self, stream: str, after: int, raws: Sequence[bytes], receipt: Receipt) -> Pushed:
        if self._network.is_disturbed():
            return self._disturb(lambda: self._hub.reseed(stream, after, raws, receipt))
        return self._hub.reseed(stream, after, raws, receipt)

    def put_keys(self, stream: str, keys: Sequence[WrappedKey]) -> None:
        if self._network.is_disturbed():
            return self._disturb(lambda: self._hub.put_keys(stream, keys))
        return self._hub.put_keys(stream, keys)

    def _may_fail(self) -> None:
        """A question that changes nothing: lost on the way out or on the way back is one."""
        if self._network.is_disturbed():
            raise NoHub("lost")

    def _disturb(self, ask: Callable[[], T]) -> T:
        fate = self._network.chance.random()
        if fate < 0.2:
            raise NoHub("the request was lost")
        if fate < 0.4:
            self._network.under_way.append(ask)
            raise NoHub("the request is late")
        result = ask()
        if fate >= 0.6:
            self._network.under_way.append(ask)  # a copy of it
        if fate < 0.8:
            raise NoHub("the answer was lost")
        return result
