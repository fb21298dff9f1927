"""A house at a hub, with laptops that sign what they ask. Every request can be bent first."""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any
from uuid import UUID, uuid4

import httpx2
import msgspec

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.crypto.requests import check_receipt, sign_order, sign_request
from hvh_desktop.crypto.streams import key_id_of
from hvh_desktop.sync.envelope import seal, split
from hvh_desktop.sync.house.register import (
    NO_STATE,
    Reason,
    RegisterState,
    follow,
    house_entry,
    laptop_entry,
    removal_entry,
    sign_entry,
)
from hvh_desktop.sync.parts import NO_HASH, Receipt, Seen
from hvh_desktop.sync.wire import WireChange
from tests.hub.served import ServedHub, trust

SUBJECT = bytes(range(32))
"""The key of the part of one deelnemer."""
PERSON = bytes(range(1, 33))
"""Who signs: the hub does not know his key, and believes what stands there."""


def b64(value: bytes) -> str:
    return base64.b64encode(value).decode()


@dataclass
class House:
    """The authority of a house and the register as it grew."""

    hub: ServedHub
    site: str = field(default_factory=lambda: str(uuid4()))
    authority: bytes = field(default_factory=lambda: bytes(primitives.new_key()))
    state: RegisterState = NO_STATE

    def found(self) -> HouseLaptop:
        """The house and its first laptop."""
        first = HouseLaptop(self)
        public = primitives.sign_public(self.authority)
        entry = house_entry(self.site, public)
        answer = first.plain("POST", "/v1/register", self.body(entry, 0, code=self.hub.code))
        assert answer.status_code == 201, answer.text
        self.follow(entry)
        self.let_in(first, through=first)
        return first

    def body(self, entry: bytes, parent: int, **other: object) -> dict[str, object]:
        signature = sign_entry(self.authority, self.site, entry)
        return {"entry": b64(entry), "signature": b64(signature), "parent": parent, **other}

    def follow(self, entry: bytes) -> None:
        self.state = follow(self.state, entry, sign_entry(self.authority, self.site, entry))

    def let_in(self, laptop: HouseLaptop, *, through: HouseLaptop) -> None:
        assert laptop.ask().json() == {"answer": "wacht"}
        entry = laptop_entry(self.state, laptop.id, laptop.public, bytes(32), b"verzegeld")
        self.add(entry, through)

    def take_off(self, laptop: HouseLaptop, *, through: HouseLaptop) -> None:
        self.add(removal_entry(self.state, laptop.id, Reason.verloren, {}), through)

    def add(self, entry: bytes, through: HouseLaptop) -> None:
        answer = through.send("POST", "/v1/register", self.body(entry, self.state.number))
        assert answer.status_code == 201, answer.text
        self.follow(entry)

    def order(self, order: object) -> str:
        return b64(sign_order(self.authority, self.site, order))


class HouseLaptop(AbstractContextManager["HouseLaptop"]):
    """One laptop with its keys, its numbering and a connection."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.id = uuid4()
        self.key = bytes(primitives.new_key())
        self.public = primitives.sign_public(self.key)
        self.incarnation = uuid4()
        self.last: dict[str, tuple[int, bytes]] = {}
        self.client = httpx2.Client(
            base_url=house.hub.address, verify=trust(house.hub), timeout=30, trust_env=False
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.close()

    # Asking

    def send(
        self, method: str, target: str, body: object = None, /, **bent: Any
    ) -> httpx2.Response:
        """A signed request. ``bent``: what to sign otherwise than what is sent."""
        content = write(body)
        signed: dict[str, Any] = {
            "site": self.house.site,
            "method": method,
            "target": target,
            "body": content,
            "time": round(time.time()),
        } | bent
        headers = sign_request(self.key, self.id, **signed)
        return self.raw(method, target, content, headers)

    def raw(
        self, method: str, target: str, content: bytes, headers: dict[str, str]
    ) -> httpx2.Response:
        kind = {"content-type": "application/json"}
        return self.client.request(method, target, content=content, headers=headers | kind)

    def plain(self, method: str, target: str, body: object = None) -> httpx2.Response:
        """Not signed."""
        return self.raw(method, target, write(body), {})

    def ask(self) -> httpx2.Response:
        body = {"id": str(self.id), "sign": self.public.hex(), "seal": bytes(32).hex()}
        return self.send("POST", "/v1/enrol", body)

    def push(self, stream: str, raws: Sequence[bytes]) -> dict[str, Any]:
        answer = self.send("POST", f"/v1/s/{stream}/push", list(raws))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        self.check(found["receipt"])
        return found

    def pull(self, stream: str, after: int = 0, **query: object) -> dict[str, Any]:
        words = "".join(f"&{name}={value}" for name, value in query.items())
        answer = self.send("GET", f"/v1/s/{stream}/pull?after={after}{words}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = msgspec.msgpack.decode(answer.content)
        self.check(found["receipt"])
        return found

    def pull_all(self, stream: str) -> list[tuple[int, bytes]]:
        """Everything, with positions and chain looked after."""
        found: list[tuple[int, bytes]] = []
        chain = NO_HASH
        while True:
            answer = self.pull(stream, len(found))
            for position, raw in answer["envelopes"]:
                found.append((position, raw))
                assert position == len(found)
                chain = sha256(chain + split(raw).hash)
            if not answer["envelopes"]:
                assert answer["receipt"]["position"] == len(found)
                assert answer["receipt"]["chain"] == chain.hex()
                return found

    def check(self, receipt: dict[str, Any]) -> None:
        """The hub's own word."""
        found = read_receipt(receipt)
        assert check_receipt(self.house.hub.public, self.house.site, found)

    # Sealing

    def seal(self, stream: str = "team", text: str = "woord", **other: Any) -> bytes:
        n, previous = self.last.get(stream, (0, NO_HASH))
        change = make_change(text)
        parts: dict[str, Any] = {
            "site": self.house.site,
            "stream": stream,
            "epoch": 0,
            "device": self.id,
            "incarnation": self.incarnation,
            "n": n + 1,
            "previous": previous,
            "seen": Seen(None, 0, NO_HASH, 1),
            "user": change.user,
            "sign_device": lambda message: primitives.sign(self.key, message),
            "sign_user": lambda message: primitives.sign(PERSON, message),
            "sealer": change.user,
        }
        raw = seal([(SUBJECT, [change])], **(parts | other))
        self.last[stream] = n + 1, split(raw).hash
        return raw


def write(body: object) -> bytes:
    """JSON of a dict, msgpack of a list, bytes as they are."""
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    return msgspec.json.encode(body) if isinstance(body, dict) else msgspec.msgpack.encode(body)


def read_receipt(found: dict[str, Any]) -> Receipt:
    return Receipt(
        UUID(found["generation"]),
        found["stream"],
        found["position"],
        bytes.fromhex(found["chain"]),
        datetime.fromisoformat(found["time"]),
        base64.b64decode(found["signature"]),
    )


def make_change(text: str) -> WireChange:
    return WireChange(
        uuid4(),
        uuid4(),
        UUID(int=5),
        UUID(int=6),
        "2026-11-12T09:30:00+00:00",
        1,
        "0004",
        "doel",
        uuid4(),
        "set",
        f'{{"tekst": "{text}"}}',
        "{}",
    )


SUBJECT_ID = key_id_of(SUBJECT)
