"""A server between laptops and their hub: it sees what goes through, and lets things go wrong.

It ends the TLS of the laptop with a certificate that this laptop was told to believe, so it can
lose one request, deliver another twice, or answer 500 to what the hub has stored already.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from random import Random

import httpx2

from hvh_desktop.sync.line.link import Link
from tests.hub.served import ServedHub, trust
from tests.sync.rude_hub import Asked, RudeHub, Say

_GONE = Say(cut=0)
_PASSED = ("content-type", "retry-after")


class Fault(StrEnum):
    """What may befall one request."""

    lost = "lost"
    torn = "torn"
    """Half of it arrives."""
    late = "late"
    """It arrives after a later one."""
    busy = "busy"
    unanswered = "unanswered"
    """Carried out; the answer is lost."""
    failed = "failed"
    """Carried out; the answer is 500."""
    doubled = "doubled"
    cut = "cut"
    """Half of the answer arrives."""


class Weather:
    """What befalls the next request. Fair until somebody makes it bad."""

    def __init__(self, seed: int = 0, badness: float = 0) -> None:
        self.chance = Random(seed)
        self.badness = badness
        self.befell = dict.fromkeys(Fault, 0)

    def next(self) -> Fault | None:
        if self.chance.random() >= self.badness:
            return None
        fault = self.chance.choice(tuple(Fault))
        self.befell[fault] += 1
        return fault


class Relay(RudeHub):
    """Passes everything on to a hub. ``asked`` and ``said``: all that laptops sent and got."""

    def __init__(self, folder: Path, hub: ServedHub) -> None:
        folder.mkdir()
        self.hub = hub
        self.weather = Weather()
        self.said: list[Say] = []
        self._late: list[Asked] = []
        self._onward: httpx2.AsyncClient | None = None
        super().__init__(folder, lambda asked: _GONE)

    def lead(self, link: Link) -> Link:
        """The same hub, by this way."""
        own = self.link
        return replace(link, address=own.address, certificate=own.certificate, proxy="")

    def close(self) -> None:
        if self._onward is not None:
            asyncio.run_coroutine_threadsafe(self._onward.aclose(), self._loop).result(5)
            self._onward = None
        super().close()

    async def reply(self, asked: Asked) -> Say:
        fault, chance = self.weather.next(), self.weather.chance
        if fault in (Fault.lost, Fault.torn, Fault.late):
            if fault is Fault.torn:
                await self._tear(asked)
            elif fault is Fault.late:
                self._late.append(asked)
            return _GONE
        if fault is Fault.busy:
            return Say(503, headers={"retry-after": "1"})
        late, self._late = self._late, []
        said = await self._pass_on(asked)
        for old in late:
            await self._pass_on(old)
        if fault is Fault.doubled:
            said = chance.choice((said, await self._pass_on(asked)))
        elif fault is Fault.unanswered:
            return _GONE
        elif fault is Fault.failed:
            return Say(500)
        elif fault is Fault.cut:
            return replace(said, cut=chance.randrange(1, len(said.body) + 40))
        self.said.append(said)
        return said

    async def _pass_on(self, asked: Asked) -> Say:
        if self._onward is None:
            self._onward = httpx2.AsyncClient(
                base_url=self.hub.address,
                verify=trust(self.hub),
                timeout=60,
                trust_env=False,
                limits=httpx2.Limits(max_connections=200, keepalive_expiry=2),
            )
        headers = {n: v for n, v in asked.headers.items() if n.startswith(("hvh-", "content-t"))}
        try:
            answer = await self._onward.request(
                asked.method, asked.target, content=asked.body, headers=headers
            )
        except httpx2.HTTPError:
            return _GONE
        passed = {name: answer.headers[name] for name in _PASSED if name in answer.headers}
        return Say(answer.status_code, answer.content, passed)

    async def _tear(self, asked: Asked) -> None:
        head = "".join(f"{name}: {value}\r\n" for name, value in asked.headers.items())
        whole = f"{asked.method} {asked.target} HTTP/1.1\r\n{head}\r\n".encode() + asked.body
        with suppress(OSError, ssl.SSLError):
            _, writer = await asyncio.open_connection(
                "127.0.0.1", self.hub.port, ssl=trust(self.hub)
            )
            writer.write(whole[: -max(1, len(asked.body) // 2)])
            await writer.drain()
            writer.close()
            await writer.wait_closed()
