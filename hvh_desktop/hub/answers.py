"""The JSON that goes over the line, as models: they check what comes in and make /openapi.json.

Bytes are hexadecimal (hashes, keys, ids of keys) or base64 (entries, signatures, wrapped keys).
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.schema import Stream
from hvh_desktop.sync import parts
from hvh_desktop.sync.house.register import Answer, Decision

BIG = (1 << 63) - 1
Hex16 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Hex32 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]*={0,2}$")]
Signature = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")]
Count = Annotated[int, Field(ge=0, le=BIG)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


def from_base64(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        raise Problem(422, NOT_WHOLE) from None


def to_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


NOT_WHOLE = "Dit verzoek is niet heel. Er is niets gedaan."


class ProblemAnswer(_Model):
    """What every refusal says."""

    text: str


class ReceiptAnswer(_Model):
    """The hub's signed word about the order of a stream."""

    generation: UUID
    stream: str = Field(max_length=200)
    position: Count
    chain: Hex32
    time: str = Field(max_length=40)
    signature: Signature

    @classmethod
    def of(cls, receipt: parts.Receipt) -> ReceiptAnswer:
        return cls(
            generation=receipt.generation,
            stream=receipt.stream,
            position=receipt.position,
            chain=receipt.chain.hex(),
            time=receipt.time.isoformat(timespec="microseconds"),
            signature=to_base64(receipt.signature),
        )

    def read(self) -> parts.Receipt:
        try:
            time = datetime.fromisoformat(self.time)
            time.astimezone()
        except (ValueError, OverflowError):
            raise Problem(422, NOT_WHOLE) from None
        if time.tzinfo is None:
            raise Problem(422, NOT_WHOLE)
        return parts.Receipt(
            self.generation,
            self.stream,
            self.position,
            bytes.fromhex(self.chain),
            time,
            from_base64(self.signature),
        )


class HelloAnswer(_Model):
    """Told to anybody."""

    generation: UUID
    time: str
    heads: dict[str, ReceiptAnswer]
    register_number: int = Field(serialization_alias="register")
    lowest_version: int
    highest_version: int
    site: str
    """Empty as long as no house was founded here."""


class AskBody(_Model):
    """A laptop asks to come in. Signed with the key that it names."""

    id: UUID
    sign: Hex32
    seal: Hex32


class AnswerAnswer(_Model):
    answer: Answer


class AskingAnswer(_Model):
    id: UUID
    sign: Hex32
    seal: Hex32
    since: datetime


class AskingsAnswer(_Model):
    asking: list[AskingAnswer]


class EntryBody(_Model):
    """The next entry of the register of laptops."""

    entry: Base64
    signature: Signature
    parent: Count
    code: str | None = Field(default=None, max_length=100)
    """Only with the first: the one-time code of the hub."""


class NumberAnswer(_Model):
    number: int


class EntryAnswer(_Model):
    number: int
    entry: str
    signature: str


class RegisterAnswer(_Model):
    """Ask again after the last number here as long as it is below ``last``."""

    entries: list[EntryAnswer]
    last: int


class KnownAnswer(_Model):
    incarnation: UUID
    n: int
    hashes: list[str]


class PositionAnswer(_Model):
    streams: dict[str, list[KnownAnswer]]


class ResultAnswer(_Model):
    verdict: parts.Verdict
    position: int | None


class PushAnswer(_Model):
    results: list[ResultAnswer]
    receipt: ReceiptAnswer

    @classmethod
    def of(cls, pushed: parts.Pushed) -> PushAnswer:
        return cls(
            results=[ResultAnswer(verdict=v, position=p) for v, p in pushed.results],
            receipt=ReceiptAnswer.of(pushed.receipt),
        )


class KeyPart(_Model):
    """A wrapped key; without bytes it was destroyed."""

    key_id: Hex16
    epoch: Annotated[int, Field(ge=0, le=(1 << 31) - 1)]
    wrapped: Annotated[Base64, StringConstraints(max_length=1024)] | None


class KeysBody(_Model):
    keys: list[KeyPart] = Field(max_length=2000)


class OrderPart(_Model):
    """The order by which keys were destroyed, as the authority signed it."""

    key_ids: list[Hex16]
    signature: Signature


class KeysAnswer(_Model):
    """Ask again after ``last`` until it stays the same."""

    keys: list[KeyPart]
    last: int
    orders: list[OrderPart] = []
    """By which the keys without bytes were destroyed."""


class DoneAnswer(_Model):
    count: int


class AsideAnswer(_Model):
    hash: str
    stream: Stream
    device: UUID
    incarnation: UUID
    n: int
    size: int
    received: datetime
    user: UUID
    sealer: UUID | None


class QuarantineAnswer(_Model):
    envelopes: list[AsideAnswer]


class DecisionBody(_Model):
    """The authority signs ``{"soort": "quarantaine", "hash": …, "besluit": …}``."""

    decision: Decision
    signature: Signature


class ReleasedAnswer(_Model):
    position: int | None


class EraseBody(_Model):
    """The authority signs ``{"soort": "vernietig", "stream": …, "key_ids": […]}``."""

    stream: Stream
    key_ids: list[Hex16] = Field(min_length=1, max_length=1000)
    signature: Signature


class HealthAnswer(_Model):
    database: bool
    disk: bool
