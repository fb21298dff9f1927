"""A proxy as networks have it: it opens a way (CONNECT) to a name that only it knows, and sees
nothing of what goes through. It may ask for a password, say no, hang, or cut what it carries."""

from __future__ import annotations

import asyncio
import base64
from contextlib import suppress
from enum import StrEnum
from threading import Event, Thread

HOST = "hub.huis.example"
"""Found nowhere but here."""


class Manner(StrEnum):
    """What it does with who comes from now on."""

    open = "open"
    refuses = "refuses"
    hangs = "hangs"
    """It takes the question and says nothing."""
    cuts = "cuts"
    """It opens the way and lets go of it at the first bytes."""


class Proxy:
    """Runs on a thread of its own until ``close``; ``go_away`` and ``come_back`` in between."""

    def __init__(self, port: int, *, login: str = "") -> None:
        """``port``: of the hub, on this computer. ``login``: "name:password"."""
        self.manner = Manner.open
        self.asked: list[tuple[str, bool]] = []
        """What was asked for, and whether the way was opened."""
        self.carried = 0
        """Bytes, both ways."""
        self.is_hanging = Event()
        self._hub_port, self._login = port, login
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        self.come_back()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def with_login(self, login: str) -> str:
        """As the settings of a computer say it."""
        return f"http://{login}@127.0.0.1:{self.port}"

    def come_back(self) -> None:
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def go_away(self) -> None:
        """Everything that goes through it breaks, and nobody answers at its door."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)

    def close(self) -> None:
        self.go_away()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._answer(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ")
        name = target.partition(":")[0]
        is_open = method == "CONNECT" and name == HOST and self.manner is not Manner.refuses
        knows = not self._login or _said(lines) == self._login
        self.asked.append((target, is_open and knows))
        if self.manner is Manner.hangs:
            self.is_hanging.set()
            await reader.read()
        elif not knows:
            writer.write(
                b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                b'Proxy-Authenticate: Basic realm="huis"\r\nContent-Length: 0\r\n\r\n'
            )
            await writer.drain()
        elif not is_open:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
        else:
            await self._carry(reader, writer)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection("127.0.0.1", self._hub_port)
        try:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.drain()
            if self.manner is Manner.cuts:
                await reader.read(64)
                return
            ways = [
                asyncio.ensure_future(self._pour(*way))
                for way in ((reader, onward), (there, writer))
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        finally:
            onward.close()

    async def _pour(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while part := await source.read(1 << 16):
            self.carried += len(part)
            target.write(part)
            await target.drain()


def _said(lines: list[str]) -> str:
    """The name and password that came along."""
    for line in lines:
        name, _, value = line.partition(":")
        if name.lower() == "proxy-authorization":
            return base64.b64decode(value.strip().removeprefix("Basic ")).decode()
    return ""
