"""Signed questions to one hub, and what its status means in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from hvh_desktop.crypto.primitives import Key
from hvh_desktop.crypto.requests import sign_request
from hvh_desktop.sync.line import answers
from hvh_desktop.sync.line.connection import Answer, Connection, Limits, Request
from hvh_desktop.sync.line.link import Link
from hvh_desktop.sync.parts import HubRefuses, NoHub

_A = TypeVar("_A")
_MOST_WAIT = 3600
UNKNOWN = (
    "De server kent deze laptop niet. Vraag een beheerder om deze laptop toe te laten; wat je "
    "schrijft, blijft hier bewaard."
)
TAKEN_OFF = (
    "Deze laptop is afgemeld door een beheerder: wat je hier schrijft, gaat niet meer mee. Werk "
    "verder op een andere laptop en vraag het de beheerder."
)
TOO_BIG = "Een wijziging is te groot voor de server. Ze blijft hier bewaard. Vraag de beheerder."
FULL = (
    "Er staat te veel apart bij de server. Een beheerder beslist daar eerst over, bij de laptops "
    "van het huis. Wat je schrijft, blijft hier bewaard en gaat daarna vanzelf mee."
)
TOO_OLD = (
    "De server en dit programma begrijpen elkaar niet: een van de twee is te oud. Vraag de "
    "beheerder om bij te werken. Wat je schrijft, blijft hier bewaard."
)
OTHER_HOUSE = (
    "Deze server hoort bij een ander huis. Er is niets verstuurd. Vraag de beheerder om de "
    "koppeling na te kijken."
)
GARBAGE = "De server gaf een antwoord dat niet kan kloppen."
BUSY = "De server heeft het druk."
FAULT = "De server heeft een storing."


class Conflict(HubRefuses):
    """Somebody was before us (409)."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("Een andere laptop was net eerder. Probeer het opnieuw.")
        self.answer = answer


class Forbidden(HubRefuses):
    """Not for this laptop (403)."""

    def __init__(self) -> None:
        super().__init__(TAKEN_OFF)


@dataclass(frozen=True)
class Identity:
    """As whom this laptop asks."""

    laptop: UUID
    private: Key = field(repr=False)
    """Its signing key."""


class Channel:
    """One connection, the keys to sign with, and the hub's clock."""

    def __init__(self, link: Link, identity: Identity, limits: Limits | None = None) -> None:
        self.identity, self.site = identity, link.site
        self.connection = Connection(link, limits)
        self._ahead = 0.0
        """Seconds that the clock of the hub is before ours."""

    def meet(self, hello: answers.HelloAnswer) -> datetime:
        """From now on requests carry the clock of the hub; and its house, when we knew none."""
        with strict():
            time = answers.read_time(hello.time)
        self._ahead = time.timestamp() - datetime.now(UTC).timestamp()
        self.site = self.site or hello.site
        return time

    def ask(self, request: Request, *, is_signed: bool = True) -> Answer:
        """The answer when it is a yes. Raises ``NoHub`` or ``HubRefuses``."""
        answer = self.connection.ask(request, self._sign if is_signed else None)
        if answer.status == 401 and is_signed:  # the clock may have been changed just now
            hello = check(self.connection.ask(Request("GET", "/v1/hello")))
            self.meet(self.read(hello, answers.HelloAnswer))
            answer = self.connection.ask(request, self._sign)
        return check(answer)

    async def ask_here(self, request: Request) -> Answer:
        """The same on the thread of the network."""
        return check(await self.connection.exchange(request, self._sign))

    def read(self, answer: Answer, kind: type[_A]) -> _A:
        """What it says; ``NoHub`` when that is nothing a hub says."""
        is_packed = answer.headers.get("content-type", "").startswith("application/msgpack")
        with strict():
            reader = answers.read_msgpack if is_packed else answers.read_json
            return reader(answer.body, kind)

    def close(self) -> None:
        """Let go of everything."""
        self.connection.close()

    def _sign(self, request: Request) -> Mapping[str, str]:
        return sign_request(
            self.identity.private,
            self.identity.laptop,
            site=self.site,
            method=request.method,
            target=request.target,
            body=request.body,
            time=round(datetime.now(UTC).timestamp() + self._ahead),
        )


@contextmanager
def strict() -> Iterator[None]:
    """What cannot be read is no answer."""
    try:
        yield
    except answers.Garbage:
        raise NoHub(GARBAGE) from None


def check(answer: Answer) -> Answer:
    """The answer when it is a yes, else what its status means."""
    status = answer.status
    if 200 <= status < 300:
        return answer
    if status in (429, 503):
        raise NoHub(BUSY, wait_seconds=_wait_of(answer))
    if status == 409:
        raise Conflict(answer)
    if status == 401:
        raise HubRefuses(UNKNOWN)
    if status == 403:
        raise Forbidden
    if status == 413:
        raise HubRefuses(TOO_BIG)
    if status == 507:
        raise HubRefuses(FULL)
    if status in (404, 405, 406, 415, 422, 426):
        raise HubRefuses(TOO_OLD)
    raise NoHub(FAULT if status >= 500 else GARBAGE)


def _wait_of(answer: Answer) -> float | None:
    """``Retry-After`` in seconds, within reason."""
    said = answer.headers.get("retry-after", "")
    return float(min(int(said), _MOST_WAIT)) if said.isascii() and said.isdigit() else None
