"""What a hub may answer, read strictly: anything else is no answer. Bytes are hex or base64.

Nothing here believes the hub: whether a receipt is signed by it is checked in ``client.py``.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec

from hvh_desktop.sync import parts

Count = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]
Word = Annotated[str, msgspec.Meta(max_length=200)]
_A = TypeVar("_A")


class Garbage(Exception):
    """Not an answer of a hub."""


class ReceiptAnswer(msgspec.Struct, frozen=True):
    generation: UUID
    stream: Word
    position: Count
    chain: Word
    time: Word
    signature: Word

    def read(self) -> parts.Receipt:
        chain = from_hex(self.chain, 32)
        signature = from_base64(self.signature)
        return parts.Receipt(
            self.generation, self.stream, self.position, chain, read_time(self.time), signature
        )


class HelloAnswer(msgspec.Struct, frozen=True):
    generation: UUID
    time: Word
    heads: dict[str, ReceiptAnswer]
    register: Count
    lowest_version: Count
    highest_version: Count
    site: Word


class KnownAnswer(msgspec.Struct, frozen=True):
    incarnation: UUID
    n: Count
    hashes: list[Word]

    def read(self) -> parts.Known:
        hashes = frozenset(from_hex(found, 32) for found in self.hashes)
        return parts.Known(self.incarnation, self.n, hashes)


class PositionAnswer(msgspec.Struct, frozen=True):
    streams: dict[str, list[KnownAnswer]]


class ResultAnswer(msgspec.Struct, frozen=True):
    verdict: parts.Verdict
    position: Count | None


class PushAnswer(msgspec.Struct, frozen=True):
    results: list[ResultAnswer]
    receipt: ReceiptAnswer


class PullAnswer(msgspec.Struct, frozen=True):
    """As msgpack; an envelope is [position, bytes]."""

    envelopes: list[tuple[Count, bytes]]
    receipt: ReceiptAnswer


class KeyAnswer(msgspec.Struct, frozen=True):
    key_id: Word
    epoch: Annotated[int, msgspec.Meta(ge=0, le=(1 << 31) - 1)]
    wrapped: Annotated[str, msgspec.Meta(max_length=4096)] | None

    def read(self) -> parts.WrappedKey:
        wrapped = None if self.wrapped is None else from_base64(self.wrapped)
        return parts.WrappedKey(from_hex(self.key_id, 16), self.epoch, wrapped)


class OrderAnswer(msgspec.Struct, frozen=True):
    key_ids: list[Word]
    signature: Word

    def read(self) -> parts.Destruction:
        ids = tuple(from_hex(key_id, 16) for key_id in self.key_ids)
        return parts.Destruction(ids, from_base64(self.signature))


class KeysAnswer(msgspec.Struct, frozen=True):
    keys: list[KeyAnswer]
    last: Count
    orders: list[OrderAnswer] = []

    def read(self) -> list[parts.WrappedKey]:
        orders = {
            key_id: order
            for said in self.orders
            for order in [said.read()]
            for key_id in order.key_ids
        }
        keys = (key.read() for key in self.keys)
        return [
            replace(key, order=orders.get(key.key_id)) if key.wrapped is None else key
            for key in keys
        ]


class EntryAnswer(msgspec.Struct, frozen=True):
    number: Count
    entry: str
    signature: Word


class RegisterAnswer(msgspec.Struct, frozen=True):
    entries: list[EntryAnswer]
    last: Count


class NumberAnswer(msgspec.Struct, frozen=True):
    number: Count


class DoneAnswer(msgspec.Struct, frozen=True):
    count: Count


class AskingAnswer(msgspec.Struct, frozen=True):
    id: UUID
    sign: Word
    seal: Word
    since: datetime


class AskingsAnswer(msgspec.Struct, frozen=True):
    asking: list[AskingAnswer]


class StandingAnswer(msgspec.Struct, frozen=True):
    answer: Word


class AsideAnswer(msgspec.Struct, frozen=True):
    hash: Word
    stream: Word
    device: UUID
    incarnation: UUID
    n: Count
    size: Count
    received: datetime
    user: UUID | None = None
    sealer: UUID | None = None
    """A hub of before says neither."""


class QuarantineAnswer(msgspec.Struct, frozen=True):
    envelopes: list[AsideAnswer]


def read_json(body: bytes, kind: type[_A]) -> _A:
    """``Garbage`` for anything else."""
    return _read(msgspec.json.decode, body, kind)


def read_msgpack(body: bytes, kind: type[_A]) -> _A:
    """``Garbage`` for anything else."""
    return _read(msgspec.msgpack.decode, body, kind)


def _read(decode: Any, body: bytes, kind: type[_A]) -> _A:
    try:
        found: _A = decode(body, type=kind, strict=True)
    except (ValueError, RecursionError, OverflowError):
        raise Garbage from None
    return found


def from_hex(text: str, size: int) -> bytes:
    """So many bytes."""
    try:
        found = bytes.fromhex(text)
    except ValueError:
        raise Garbage from None
    if len(found) != size:
        raise Garbage
    return found


def from_base64(text: str) -> bytes:
    """The bytes."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise Garbage from None


def to_base64(value: bytes) -> str:
    """As text."""
    return base64.b64encode(value).decode("ascii")


def read_time(text: str) -> datetime:
    """A moment that says in which zone it is."""
    try:
        found = datetime.fromisoformat(text)
        found.astimezone()
    except (ValueError, OverflowError, OSError):
        raise Garbage from None
    if found.tzinfo is None:
        raise Garbage
    return found


def write_receipt(receipt: parts.Receipt) -> Mapping[str, object]:
    """As the hub reads it."""
    return {
        "generation": str(receipt.generation),
        "stream": receipt.stream,
        "position": receipt.position,
        "chain": receipt.chain.hex(),
        "time": receipt.time.isoformat(timespec="microseconds"),
        "signature": to_base64(receipt.signature),
    }


def write_keys(keys: Sequence[parts.WrappedKey]) -> bytes:
    """As the hub reads them."""
    return msgspec.json.encode(
        {
            "keys": [
                {
                    "key_id": key.key_id.hex(),
                    "epoch": key.epoch,
                    "wrapped": None if key.wrapped is None else to_base64(key.wrapped),
                }
                for key in keys
            ]
        }
    )
