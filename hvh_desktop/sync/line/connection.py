"""One connection with one hub: HTTPS with a pinned certificate, bounded in time and in size.

Its own thread runs the network, so that whoever waits for an answer can be let go at once: at
lock, at close, after sleep. Knows nothing of what is asked.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any, Generic, TypeVar

import httpx2

from hvh_desktop.sync.line.link import Link
from hvh_desktop.sync.parts import NoHub

_T = TypeVar("_T")
_STEP = 16 * 1024
_SLOWEST = 2 * 1024
"""Bytes per second: with less than this a request counts as one that stands still."""
_CHUNK = 64 * 1024
UNREACHABLE = "De server is niet te bereiken."
STOPPED = "De verbinding is gesloten."
_BROKEN = "De verbinding viel weg."
_SLOW = "De server antwoordde niet op tijd."
_STRANGER = (
    "Op het adres van de server antwoordt iets anders dan de server van dit huis. Er is niets "
    "verstuurd. Vaak is het een wifi-netwerk dat eerst een inlogpagina toont."
)
_PROXY = "De proxy van dit netwerk laat het programma niet naar de server."
_PROXY_LOGIN = (
    "De proxy van dit netwerk vraagt een naam en een wachtwoord, of wijst ze af. Vraag de "
    "systeembeheerder of de proxy de server zonder inloggen doorlaat."
)
_LARGE = "De server stuurde een antwoord dat niet kan kloppen: het is te groot."


@dataclass(frozen=True)
class Limits:
    """How long a request may stand still, in seconds."""

    connect: float = 10
    progress: float = 30
    """Without another 16 KiB, or the end."""


@dataclass(frozen=True)
class Request:
    """What is asked. ``target`` is the path with its query, as it is sent and signed."""

    method: str
    target: str
    body: bytes = b""
    content_type: str = "application/json"
    wait: float = 0
    """Seconds that the hub may take before it answers at all."""
    max_answer: int = 1 << 20


_LAST_TURNS = 0.02
"""Seconds for sockets that are closing, so that none is left to Python's garbage."""


@dataclass(frozen=True)
class Answer:
    """What came back, whole. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Sign = Callable[[Request], Mapping[str, str]]


class Connection:
    """Ask from any thread. ``close`` lets everybody go who waits, with ``NoHub``."""

    def __init__(self, link: Link, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._client = _make_client(link, self._limits)
        self._loop = asyncio.new_event_loop()
        self._is_closed = False
        self._thread = Thread(target=self._run, name="hvh-netwerk", daemon=True)
        self._thread.start()

    def ask(self, request: Request, sign: Sign | None = None) -> Answer:
        """Send one request and wait for the whole answer. Raises ``NoHub`` when there is none."""
        return self.start(self.exchange(request, sign)).result()

    def start(self, work: Coroutine[Any, Any, _T]) -> Waiting[_T]:
        """Run ``work`` on the thread of the network."""
        if self._is_closed:
            work.close()
            raise NoHub(STOPPED)
        return Waiting(asyncio.run_coroutine_threadsafe(work, self._loop))

    def call(self, work: Callable[[], None]) -> None:
        """Do something short on the thread of the network."""
        with suppress(RuntimeError):  # it ended just now
            self._loop.call_soon_threadsafe(work)

    async def exchange(self, request: Request, sign: Sign | None = None) -> Answer:
        """``ask`` for who is on the thread of the network already."""
        try:
            patience = self._limits.progress + request.wait
            async with asyncio.timeout(patience) as deadline:
                return await self._exchange(request, sign, deadline)
        except TimeoutError:
            raise NoHub(_SLOW) from None
        except httpx2.TimeoutException:
            raise NoHub(UNREACHABLE) from None
        except httpx2.HTTPError as error:
            raise NoHub(_sentence_of(error)) from None
        except (httpx2.InvalidURL, OSError, ValueError):
            raise NoHub(UNREACHABLE) from None

    def close(self, seconds: float = 2) -> None:
        """Let go of everything. May be called twice, from any thread but that of the network."""
        if not self._is_closed:
            self._is_closed = True
            self.call(self._loop.stop)
        self._thread.join(seconds)

    @property
    def is_closed(self) -> bool:
        """Nothing can be asked any more."""
        return self._is_closed

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            tasks = asyncio.all_tasks(self._loop)
            for task in tasks:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            with suppress(httpx2.HTTPError, OSError):
                self._loop.run_until_complete(self._client.aclose())
            self._loop.run_until_complete(asyncio.sleep(_LAST_TURNS))
        finally:
            self._loop.close()

    async def _exchange(
        self, request: Request, sign: Sign | None, deadline: asyncio.Timeout
    ) -> Answer:
        headers = {"Content-Type": request.content_type, **(sign(request) if sign else {})}
        content = None
        if request.body:
            headers["Content-Length"] = str(len(request.body))
            content = self._upload(request.body, deadline)
        built = self._client.build_request(
            request.method, request.target, headers=headers, content=content
        )
        response = await self._client.send(built, stream=True)
        try:
            return await self._download(response, request.max_answer, deadline)
        finally:
            await response.aclose()

    async def _upload(self, body: bytes, deadline: asyncio.Timeout) -> AsyncIterator[bytes]:
        """In parts, because a slow line may take minutes for what still makes progress."""
        for start in range(0, len(body), _CHUNK):
            in_pipe = min(len(body), start + _CHUNK) / _SLOWEST
            self._extend(deadline, in_pipe)
            yield body[start : start + _CHUNK]

    async def _download(
        self, response: httpx2.Response, limit: int, deadline: asyncio.Timeout
    ) -> Answer:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise NoHub(_STRANGER)
        body, mark = bytearray(), 0
        self._extend(deadline)
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > limit:
                raise NoHub(_LARGE)
            if len(body) - mark >= _STEP:
                mark = len(body)
                self._extend(deadline)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body))

    def _extend(self, deadline: asyncio.Timeout, extra: float = 0) -> None:
        later = self._loop.time() + self._limits.progress + extra
        deadline.reschedule(max(later, deadline.when() or 0) if extra else later)


class Waiting(Generic[_T]):
    """Something that goes on on the thread of the network."""

    def __init__(self, future: Future[_T]) -> None:
        self._future = future

    def result(self) -> _T:
        """Wait for it."""
        try:
            return self._future.result()
        except CancelledError:
            raise NoHub(STOPPED) from None

    def cancel(self) -> None:
        """It is not needed any more."""
        self._future.cancel()


def _make_client(link: Link, limits: Limits) -> httpx2.AsyncClient:
    """Believes the one authority of the link; follows nothing and unpacks nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=link.certificate)
    return httpx2.AsyncClient(
        base_url=link.address,
        verify=context,
        proxy=link.proxy or None,
        trust_env=link.proxy is None,
        follow_redirects=False,
        timeout=httpx2.Timeout(None, connect=limits.connect),
        limits=httpx2.Limits(max_connections=16, keepalive_expiry=4),
        headers={"Accept-Encoding": "identity", "User-Agent": "HvH-Desktop"},
    )


def _sentence_of(error: httpx2.HTTPError) -> str:
    if isinstance(error, httpx2.ProxyError):
        return _PROXY_LOGIN if str(error).startswith("407") else _PROXY
    if isinstance(error, httpx2.ConnectError):
        return _STRANGER if "CERTIFICATE_VERIFY_FAILED" in str(error) else UNREACHABLE
    if isinstance(error, (httpx2.NetworkError, httpx2.ProtocolError)):
        return _BROKEN
    return UNREACHABLE
