"""Waiting at the hub for news of several streams at once, on the thread of the network."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from hvh_desktop.sync.line.connection import Connection
from hvh_desktop.sync.parts import HubRefuses, NoHub

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
Look = Callable[[str, int], Awaitable[int]]
"""Stream and position; where the stream ends, as soon as that is beyond it or after a while."""


@dataclass
class _Watch:
    after: int
    on_news: Callable[[], None]
    is_wanted: asyncio.Event = field(default_factory=asyncio.Event)


class Watches:
    """At most one question per stream waits at the hub. They end with the connection."""

    def __init__(self, connection: Connection, look: Look) -> None:
        self._connection, self._look = connection, look
        self._watches: dict[str, _Watch] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def watch(self, stream: str, after: int, on_news: Callable[[], None]) -> None:
        """Call ``on_news`` once when there is something above ``after``; from any thread."""
        self._connection.call(lambda: self._want(stream, after, on_news))

    def _want(self, stream: str, after: int, on_news: Callable[[], None]) -> None:
        watch = self._watches.get(stream)
        if watch is None:
            watch = self._watches[stream] = _Watch(after, on_news)
            self._tasks.add(asyncio.get_running_loop().create_task(self._follow(stream, watch)))
        watch.after, watch.on_news = after, on_news
        watch.is_wanted.set()

    async def _follow(self, stream: str, watch: _Watch) -> None:
        pause = FIRST_PAUSE
        while True:
            await watch.is_wanted.wait()
            try:
                end = await self._look(stream, watch.after)
            except (NoHub, HubRefuses):
                if pause == FIRST_PAUSE:
                    watch.on_news()  # a round will show what is the matter
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            if end != watch.after:  # lower: it was restored
                watch.is_wanted.clear()
                watch.on_news()
