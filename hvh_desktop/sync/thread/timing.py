"""How long the thread that syncs waits for what, and the clock that it reads."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from typing import Protocol


class Time(Protocol):
    """The clocks of the computer. A test gives others."""

    def now(self) -> datetime:
        """The wall clock, in UTC; it may jump."""
        ...

    def monotonic(self) -> float:
        """Seconds; runs on evenly, and on some systems stands still during sleep."""
        ...

    def wait(self, flag: Event, seconds: float) -> None:
        """Until the flag is up or the time is over."""
        ...


class _SystemTime:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, flag: Event, seconds: float) -> None:
        flag.wait(max(0.0, seconds))


SYSTEM: Time = _SystemTime()


@dataclass(frozen=True)
class Pace:
    """All in seconds, but for ``rows``."""

    rows: int = 50
    """Changes that one commit carries out while a window is open: typing never waits for more."""
    quiet: float = 60
    """Between two rounds when nothing happens at all."""
    gather: float = 0.2
    """After a write: what is written together is sealed together."""
    tell: float = 0.5
    """Between two messages to the window during a long round."""
    first_retry: float = 2
    longest_retry: float = 60
    refused: float = 300
    """After a no of the hub, which only a person can change."""
    stuck: float = 120
    """With something to send and nothing that moves: begin a new connection."""
    slept: float = 30
    """A wait that took so much longer: the computer was asleep."""
    last_words: float = 2
    """For the network, at lock and close."""
    join: float = 3
    """For the thread to end after that."""

    def retry(self, failures: int, chance: float) -> float:
        """Doubling, with a part of chance, so that a whole house does not knock at once."""
        longest: float = min(self.longest_retry, self.first_retry * (1 << min(failures - 1, 10)))
        return longest * (0.5 + chance / 2)
