"""A server on a real port with a real certificate that answers whatever a test wants."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.requests import sign_receipt
from hvh_desktop.crypto.site import SiteCertificates, make_site
from hvh_desktop.db import new_id
from hvh_desktop.sync.line.answers import write_receipt
from hvh_desktop.sync.line.channel import Identity
from hvh_desktop.sync.line.link import Link
from hvh_desktop.sync.parts import NO_HASH, Receipt

SITE = "5f0c9c1e-0000-7000-8000-000000000001"
GENERATION = UUID(int=7)
HUB_KEY = bytes(range(32))


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Say:
    """What to answer. ``cut``: stop after so many bytes; ``hold``: wait for this first."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    cut: int | None = None
    hold: Event | None = None
    length: int | None = None


Answering = Callable[[Asked], Say]


class RudeHub:
    """Runs on a thread of its own until ``close``."""

    def __init__(self, folder: Path, answer: Answering, host: str = "127.0.0.1") -> None:
        self.site = make_site([host], datetime.now(UTC))
        self.asked: list[Asked] = []
        self.answer = answer
        self.is_hanging = Event()
        """Somebody waits for a ``hold``."""
        self._context = _context(folder, self.site)
        self._loop = asyncio.new_event_loop()
        self._ready = Event()
        self.port = 0
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    @property
    def link(self) -> Link:
        public = primitives.sign_public(HUB_KEY)
        certificate = self.site.authority.decode()
        return Link(f"https://127.0.0.1:{self.port}", certificate, public, SITE, proxy="")

    def close(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        serving = asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context)
        server = self._loop.run_until_complete(serving)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0.01))  # what was hung up is let go
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            writer.close()

    async def reply(self, asked: Asked) -> Say:
        """What to answer, on the loop of the server."""
        return self.answer(asked)

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, target, _ = lines[0].split(" ")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        asked = Asked(method, target, headers, body)
        self.asked.append(asked)
        say = await self.reply(asked)
        if say.hold is not None:
            self.is_hanging.set()
            await asyncio.to_thread(say.hold.wait, 20)
        head = {"content-length": str(say.length or len(say.body)), **say.headers}
        raw = f"HTTP/1.1 {say.status} X\r\n".encode()
        raw += "".join(f"{name}: {value}\r\n" for name, value in head.items()).encode() + b"\r\n"
        raw += say.body
        writer.write(raw[: say.cut])
        await writer.drain()
        return say.cut is None


def _context(folder: Path, site: SiteCertificates) -> ssl.SSLContext:
    (folder / "server.pem").write_bytes(site.server)
    (folder / "server-key.pem").write_bytes(site.server_key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server-key.pem")
    return context


def identity() -> Identity:
    """Some laptop."""
    return Identity(new_id(), primitives.new_key())


def receipt(
    stream: str = "team", position: int = 0, chain: bytes = NO_HASH, *, key: bytes = HUB_KEY
) -> Receipt:
    """The hub's word."""
    bare = Receipt(GENERATION, stream, position, chain, datetime.now(UTC), b"")
    return sign_receipt(key, SITE, bare)


def hello_body(*heads: Receipt, site: str = SITE, **other: object) -> bytes:
    """What a good hub says to anybody."""
    found: dict[str, object] = {
        "generation": str(GENERATION),
        "time": datetime.now(UTC).isoformat(),
        "heads": {head.stream: write_receipt(head) for head in heads},
        "register": 3,
        "lowest_version": 1,
        "highest_version": 1,
        "site": site,
    }
    return json.dumps(found | other).encode()
