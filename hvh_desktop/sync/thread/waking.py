"""Why the thread that syncs wakes up: a write, news, a person who asks, the clock, or the end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from hvh_desktop.sync.thread.timing import Pace, Time


class Slept(Exception):
    """The computer slept in the meantime: what was open is probably dead."""


class Waker:
    """The bell of one thread: anybody may ring, that thread waits."""

    def __init__(self, time: Time, pace: Pace) -> None:
        self._time, self._pace = time, pace
        self._bell, self._urgent, self._stopping = Event(), Event(), Event()
        self._is_news = False

    @property
    def is_stopping(self) -> bool:
        """It is over."""
        return self._stopping.is_set()

    def nudge(self) -> None:
        """Something was written."""
        self._bell.set()

    def tell_news(self) -> None:
        """The hub has something."""
        self._is_news = True
        self._bell.set()

    def hurry(self) -> None:
        """A person asks not to wait."""
        self._urgent.set()
        self._bell.set()

    def stop(self) -> None:
        """End every wait, now and later."""
        self._stopping.set()
        self.hurry()

    def rest(self) -> bool:
        """Until there is a reason for a round; whether that must look at everything."""
        self._wait(self._bell, self._pace.quiet)
        is_whole = not self._bell.is_set() or self._urgent.is_set()
        if not is_whole and not self._is_news:
            self._wait(self._stopping, self._pace.gather)
        self._clear()
        return is_whole

    def pause(self, seconds: float, on_nudge: Callable[[], None]) -> None:
        """Before the next try. What is written in the meantime does not shorten it."""
        until = self._time.monotonic() + seconds
        while not self._urgent.is_set() and (left := until - self._time.monotonic()) > 0:
            self._wait(self._bell, left)
            if self._bell.is_set() and not self._urgent.is_set():
                self._clear()
                on_nudge()
        self._clear()

    def _clear(self) -> None:
        """Before the round, so that what rings during it is heard after it."""
        self._is_news = False
        if not self.is_stopping:
            self._bell.clear()
            self._urgent.clear()

    def _wait(self, flag: Event, seconds: float) -> None:
        wall, steady = self._time.now(), self._time.monotonic()
        self._time.wait(flag, seconds)
        passed = (self._time.now() - wall).total_seconds()
        if max(passed, self._time.monotonic() - steady) > seconds + self._pace.slept:
            raise Slept
