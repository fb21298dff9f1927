"""Who writes a file next: somebody at the window goes before what comes in from elsewhere.

SQLite lets writers try again after a while, so a thread that commits all the time keeps the
others out for long. Here the window waits for one commit at most. Only good manners within one
program: that two never write at once is SQLite's own lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

PATIENCE = 10.0
"""Seconds; then SQLite may say that the file is in use."""


class Turns:
    """The turns of one file."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._writing = 0
        self._at_window = 0

    @contextmanager
    def first(self) -> Iterator[None]:
        """A turn for the window: after the commit that goes on now, before all others."""
        with self._changed:
            self._at_window += 1
            try:
                self._changed.wait_for(lambda: not self._writing, PATIENCE)
            finally:
                self._at_window -= 1
                self._changed.notify_all()
            self._writing += 1
        yield from self._turn()

    @contextmanager
    def after(self) -> Iterator[None]:
        """A turn for what can wait: when nobody else wants one."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._writing or self._at_window), PATIENCE)
            self._writing += 1
        yield from self._turn()

    def _turn(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._writing -= 1
                self._changed.notify_all()
