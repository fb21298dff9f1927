"""Wakes who waits for a stream, whichever process stored something: LISTEN on one connection."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

import psycopg

from hvh_desktop.hub.database import Busy, Database
from hvh_desktop.hub.schema import Stream
from hvh_desktop.hub.streams import CHANNEL

AGAIN_SECONDS = 1.0
LOOK_SECONDS = 0.5


class Waker:
    """A thread that listens, and one event per stream on the loop of the service."""

    def __init__(self, database: Database, loop: asyncio.AbstractEventLoop) -> None:
        self._database = database
        self._loop = loop
        self._events = {stream: asyncio.Event() for stream in Stream}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hub-listen", daemon=True)
        self._thread.start()

    def next(self, stream: Stream) -> asyncio.Event:
        """Set when something comes in this stream after now. Ask before looking in the
        database, or what comes in between is missed."""
        return self._events[stream]

    def stop(self) -> None:
        self._stopping.set()
        self._on_loop(self._wake_all)
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with suppress(Busy, psycopg.Error):
                self._listen()
            self._stopping.wait(AGAIN_SECONDS)

    def _listen(self) -> None:
        with self._database.connect() as connection:
            connection.execute("SET statement_timeout = 0")
            connection.execute(f"LISTEN {CHANNEL}")
            self._on_loop(self._wake_all)  # what came while nobody listened
            while not self._stopping.is_set():
                for notice in connection.notifies(timeout=LOOK_SECONDS):
                    with suppress(ValueError):
                        self._on_loop(self._wake, Stream(notice.payload))

    def _on_loop(self, call: object, *args: object) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(call, *args)  # type: ignore[arg-type]

    def _wake_all(self) -> None:
        for stream in Stream:
            self._wake(stream)

    def _wake(self, stream: Stream) -> None:
        event, self._events[stream] = self._events[stream], asyncio.Event()
        event.set()
