"""The hub over HTTPS: what ``laptop.py`` and the admission of laptops ask, as requests.

Nothing that comes back is believed as it stands. It must be what a hub may answer, within a
size, and its word about an order must carry the signature of the hub of this house. A hub that
does otherwise is no hub (``NoHub``); one that says no refuses (``HubRefuses``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

import msgspec

from hvh_desktop.crypto.requests import check_receipt
from hvh_desktop.sync.line import answers
from hvh_desktop.sync.line.channel import GARBAGE, OTHER_HOUSE, TOO_OLD, Channel, Identity, strict
from hvh_desktop.sync.line.connection import Answer, Limits, Request
from hvh_desktop.sync.line.house_client import HouseClient
from hvh_desktop.sync.line.link import Link
from hvh_desktop.sync.line.watching import Watches
from hvh_desktop.sync.parts import (
    Hello,
    HubRefuses,
    Known,
    NoHub,
    Pulled,
    Pushed,
    Receipt,
    WrappedKey,
)

VERSION = 1
MOST_PULL = 40 << 20
"""Bytes of one answer: a few envelopes with a photo."""
MOST_KEYS = 1000
"""In one request."""
LONG_POLL = 25
_PACKED = "application/msgpack"


class HubClient:
    """One connection with the hub of this house. Safe to ask from any thread."""

    def __init__(
        self,
        link: Link,
        identity: Identity,
        *,
        limits: Limits | None = None,
        long_poll: float = LONG_POLL,
    ) -> None:
        self._channel = Channel(link, identity, limits)
        self._hub = link.hub
        self._long_poll = long_poll
        self._watches = Watches(self._channel.connection, self._look)

    def hello(self) -> Hello:
        answer = self._channel.ask(Request("GET", "/v1/hello"), is_signed=False)
        with strict():
            said = self._channel.read(answer, answers.HelloAnswer)
            if said.site and said.site != (self._channel.site or said.site):
                raise HubRefuses(OTHER_HOUSE)
            if not said.lowest_version <= VERSION <= said.highest_version:
                raise HubRefuses(TOO_OLD)
            time = self._channel.meet(said)
            heads = {s: self._receipt(head, s) for s, head in said.heads.items() if head.position}
            return Hello(
                said.generation,
                time,
                heads,
                said.register,
                said.lowest_version,
                said.highest_version,
            )

    def positions(self) -> Mapping[str, Sequence[Known]]:
        answer = self._channel.ask(Request("GET", "/v1/position"))
        with strict():
            said = self._channel.read(answer, answers.PositionAnswer)
            return {s: [known.read() for known in found] for s, found in said.streams.items()}

    def push(self, stream: str, raws: Sequence[bytes]) -> Pushed:
        return self._give(stream, "push", msgspec.msgpack.encode(list(raws)), len(raws))

    def reseed(self, stream: str, after: int, raws: Sequence[bytes], receipt: Receipt) -> Pushed:
        body = {"receipt": answers.write_receipt(receipt), "raws": list(raws)}
        return self._give(stream, f"reseed?after={after}", msgspec.msgpack.encode(body), len(raws))

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        return self._read_pull(stream, self._channel.ask(_pull(stream, after, limit, wait)))

    def put_keys(self, stream: str, keys: Sequence[WrappedKey]) -> None:
        for start in range(0, len(keys), MOST_KEYS):
            body = answers.write_keys(keys[start : start + MOST_KEYS])
            self._channel.ask(Request("PUT", _path(stream, "keys"), body))

    def get_keys(self, stream: str, after: int) -> tuple[Sequence[WrappedKey], int]:
        target = _path(stream, f"keys?after={after}")
        answer = self._channel.ask(Request("GET", target, max_answer=8 << 20))
        with strict():
            said = self._channel.read(answer, answers.KeysAnswer)
            if said.last < after:
                raise NoHub(GARBAGE)
            return said.read(), said.last

    def watch(self, stream: str, after: int, on_news: Callable[[], None]) -> None:
        """Call ``on_news`` once, on the thread of the network, when there is something above
        ``after``. A later call for the same stream takes its place."""
        self._watches.watch(stream, after, on_news)

    @property
    def house(self) -> HouseClient:
        """Laptops, the vault, and what stands apart, over the same connection."""
        return HouseClient(self._channel)

    def find_site(self) -> str:
        """The house that this hub serves; empty when nobody founded one yet."""
        answer = self._channel.ask(Request("GET", "/v1/hello"), is_signed=False)
        with strict():
            return self._channel.read(answer, answers.HelloAnswer).site

    def close(self) -> None:
        """Let go of everybody who waits."""
        self._channel.close()

    def _give(self, stream: str, what: str, body: bytes, count: int) -> Pushed:
        answer = self._channel.ask(Request("POST", _path(stream, what), body, _PACKED))
        with strict():
            said = self._channel.read(answer, answers.PushAnswer)
            if len(said.results) != count:
                raise NoHub(GARBAGE)
            results = tuple((result.verdict, result.position) for result in said.results)
            return Pushed(results, self._receipt(said.receipt, stream))

    def _read_pull(self, stream: str, answer: Answer) -> Pulled:
        with strict():
            said = self._channel.read(answer, answers.PullAnswer)
            return Pulled(tuple(said.envelopes), self._receipt(said.receipt, stream))

    def _receipt(self, said: answers.ReceiptAnswer, stream: str) -> Receipt:
        receipt = said.read()
        if receipt.stream != stream:
            raise NoHub(GARBAGE)
        if not check_receipt(self._hub, self._channel.site, receipt):
            raise HubRefuses(OTHER_HOUSE)
        return receipt

    async def _look(self, stream: str, after: int) -> int:
        """Where the stream ends, as soon as that is beyond ``after`` or after a while."""
        answer = await self._channel.ask_here(_pull(stream, after, 1, self._long_poll))
        return self._read_pull(stream, answer).receipt.position


def _path(stream: str, what: str) -> str:
    return f"/v1/s/{quote(stream, safe='')}/{what}"


def _pull(stream: str, after: int, limit: int, wait: float) -> Request:
    query = f"pull?after={after}&bytes={limit}&wait={wait:g}"
    return Request("GET", _path(stream, query), wait=wait, max_answer=MOST_PULL)
