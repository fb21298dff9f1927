"""One connection: what comes before there is a request, and how many one address may hold.

Whoever opens connections and says nothing, or says it one letter at a time, would else keep all
places until nobody comes in any more.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from hvh_desktop.hub.limits import network_of


class Doorway(H11Protocol):
    """Half of the places is the most for one address. A request must begin and come up to its
    body within the time that a connection may be idle."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.network = ""
        self._closing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.network = network_of(self.client[0] if self.client else "")
        same = sum(
            isinstance(other, Doorway) and other.network == self.network
            for other in self.connections
        )
        if self.limit_concurrency is not None and same > self.limit_concurrency // 2:
            transport.abort()
        else:
            self._hurry()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._hurry()
        else:
            self._calm()

    def connection_lost(self, exc: Exception | None) -> None:
        self._calm()
        super().connection_lost(exc)

    def _hurry(self) -> None:
        if self._closing is None:
            self._closing = self.loop.call_later(self.timeout_keep_alive, self.transport.abort)

    def _calm(self) -> None:
        if self._closing is not None:
            self._closing.cancel()
            self._closing = None
