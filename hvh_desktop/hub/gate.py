"""The outermost layer: bodies are read up to a limit and within a time, and every request gets one
line in the log and its place in the figures. A fault never shows more than that it happened."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from hvh_desktop.hub.limits import network_of
from hvh_desktop.hub.log import get_log, where
from hvh_desktop.sync.envelope import MAX_RAW

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hvh_desktop.hub.metrics import Figures

MOST_BODY = MAX_RAW + (1 << 20)
"""One envelope as large as there are, and a little around it."""
MOST_OF_HOUSE = 8 << 20
"""An entry with the vault, or a thousand keys."""
MOST_ELSE = 256 << 10
"""Of what anybody may send before it is known who he is."""
MOST_AT_ONCE = 256 * 1024 * 1024
"""Bytes of all bodies that one process holds."""
MOST_OF_ADDRESS = MOST_AT_ONCE // 4
"""Of these from one address: nobody knows yet who sends."""
LEAST_SPEED = 16 * 1024
"""Bytes a second: a photo over a slow line takes minutes, and still comes in."""
TOO_BIG = b'{"text":"Dit is te groot voor de hub."}'
TOO_SLOW = b'{"text":"Het versturen duurde te lang. Probeer het opnieuw."}'
TOO_FULL = b'{"text":"De hub heeft het te druk. Probeer het zo opnieuw."}'
FAULT = b'{"text":"Er ging iets mis op de hub. Probeer het later opnieuw."}'


class _Stop(Exception):
    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


class Gate:
    """Around the application."""

    def __init__(self, app: ASGIApp, body_seconds: float) -> None:
        self._app, self._body_seconds = app, body_seconds
        self._held: Counter[str] = Counter()
        """Bytes of bodies by address."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, seen = time.perf_counter(), _Seen(send)
        held, address = bytearray(), network_of((scope.get("client") or ("",))[0])
        try:
            try:
                await self._read(scope, receive, held, address)
                await self._app(scope, _Again(bytes(held), receive), seen)
            except _Stop as stop:
                await seen.refuse(stop.status, stop.body)
            except Exception as error:
                get_log().error("fout", fout=where(error))
                if seen.status == 0:
                    await seen.refuse(500, FAULT)
        finally:
            self._held[address] -= len(held)
            if not self._held[address]:
                del self._held[address]
            _note(scope, seen, len(held), time.perf_counter() - begun)

    async def _read(self, scope: Scope, receive: Receive, held: bytearray, address: str) -> None:
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        most = _most(scope["path"])
        if not announced.isdigit() or int(announced[:20]) > most:
            raise _Stop(413, TOO_BIG)
        try:
            async with asyncio.timeout(self._body_seconds) as deadline:
                end = deadline.when() or 0
                more = True
                while more:
                    message = await receive()
                    if message["type"] != "http.request":
                        raise _Stop(400, TOO_SLOW)  # the other side hung up
                    part, more = message.get("body", b""), message.get("more_body", False)
                    held += part
                    self._held[address] += len(part)
                    if len(held) > most:
                        raise _Stop(413, TOO_BIG)
                    if self._held[address] > MOST_OF_ADDRESS:
                        raise _Stop(503, TOO_FULL)
                    if self._held.total() > MOST_AT_ONCE:
                        raise _Stop(503, TOO_FULL)
                    deadline.reschedule(end + len(held) / LEAST_SPEED)
        except TimeoutError:
            raise _Stop(408, TOO_SLOW) from None


def _most(path: str) -> int:
    """The largest body of a route; it is read, and JSON is taken apart, before a signature is."""
    last = path.rpartition("/")[2]
    if last in ("push", "reseed"):
        return MOST_BODY
    return MOST_OF_HOUSE if last in ("register", "keys") else MOST_ELSE


class _Again:
    """Gives the body that was read once more, in one part."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


class _Seen:
    """Passes an answer on and remembers its status and size."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        self.size += len(message.get("body", b""))
        await self._send(message)

    async def refuse(self, status: int, body: bytes) -> None:
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        if status == 503:
            headers.append((b"retry-after", b"2"))
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self({"type": "http.response.body", "body": body})


def _note(scope: Scope, seen: _Seen, received: int, seconds: float) -> None:
    state: dict[str, Any] = scope.get("state") or {}
    route = getattr(scope.get("route"), "path", "onbekend")
    method = scope["method"] if scope.get("route") is not None else "-"
    laptop = state.get("laptop")
    get_log().info(
        "verzoek",
        route=f"{method} {route}",
        status=seen.status,
        ms=round(seconds * 1000, 1),
        ontvangen=received,
        verstuurd=seen.size,
        **({"laptop": str(laptop)} if laptop is not None else {}),
    )
    figures: Figures | None = state.get("figures")
    if figures is not None:
        figures.requests.labels(route, str(seen.status)).inc()
        figures.seconds.labels(route).observe(seconds)
        figures.bytes.labels("in").inc(received)
        figures.bytes.labels("out").inc(seen.size)
