"""What laptop and hub sign for each other: requests, receipts and the orders of a beheerder.

A signature is over exactly what is used: the parts as canonical JSON, with a word in front that
says what it is, so that nothing that was signed for one purpose passes for another.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING
from uuid import UUID

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import Key, canonical

if TYPE_CHECKING:
    from hvh_desktop.sync.parts import Receipt

LAPTOP, TIME, NONCE, SIGNATURE = "HvH-Laptop", "HvH-Time", "HvH-Nonce", "HvH-Signature"
SLACK_SECONDS = 120
"""How far the time of a request may be from the hub's clock, either way."""
_NONCE = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"(0|[1-9][0-9]{0,11})")


@dataclass(frozen=True)
class Claim:
    """Who says that he sent a request. Nothing is proven yet."""

    laptop: UUID
    time: int
    nonce: str
    signature: bytes


def sign_request(
    private: Key, laptop: UUID, *, site: str, method: str, target: str, body: bytes, time: int
) -> dict[str, str]:
    """The headers for one request. ``target`` is the path with its query, as it is sent;
    ``time`` in seconds on the hub's clock."""
    nonce = secrets.token_hex(16)
    message = _request_message(site, method, target, time, nonce, body)
    signature = base64.b64encode(primitives.sign(private, message)).decode("ascii")
    return {LAPTOP: str(laptop), TIME: str(time), NONCE: nonce, SIGNATURE: signature}


def read_claim(headers: Mapping[str, str]) -> Claim | None:
    """None when a header is absent or is not written in the one way that we write it."""
    lower = {name.lower(): value for name, value in headers.items()}
    laptop, time, nonce, coded = (
        lower.get(name.lower(), "") for name in (LAPTOP, TIME, NONCE, SIGNATURE)
    )
    try:
        found = UUID(laptop)
        signature = base64.b64decode(coded, validate=True)
    except ValueError:
        return None
    is_well_written = str(found) == laptop and _TIME.fullmatch(time) and _NONCE.fullmatch(nonce)
    if not is_well_written or len(signature) != 64:
        return None
    return Claim(found, int(time), nonce, signature)


def check_request(
    claim: Claim, public: bytes, *, site: str, method: str, target: str, body: bytes
) -> bool:
    """Whether the laptop with this public key signed exactly this request. Whether it is on time
    and new is for the hub to say."""
    message = _request_message(site, method, target, claim.time, claim.nonce, body)
    return primitives.is_signed(public, message, claim.signature)


def _request_message(
    site: str, method: str, target: str, time: int, nonce: str, body: bytes
) -> bytes:
    digest = hashlib.sha256(body).hexdigest()
    return canonical(["hvh-verzoek", 1, site, method.upper(), target, time, nonce, digest])


def sign_receipt(private: Key, site: str, receipt: Receipt) -> Receipt:
    """The same receipt with the hub's signature."""
    return replace(receipt, signature=primitives.sign(private, _receipt_message(site, receipt)))


def check_receipt(public: bytes, site: str, receipt: Receipt) -> bool:
    """Whether the hub with this public key signed exactly this receipt."""
    return primitives.is_signed(public, _receipt_message(site, receipt), receipt.signature)


def _receipt_message(site: str, receipt: Receipt) -> bytes:
    time = receipt.time.astimezone(UTC).isoformat(timespec="microseconds")
    chain, generation = receipt.chain.hex(), str(receipt.generation)
    return canonical(
        ["hvh-ontvangst", 1, site, generation, receipt.stream, receipt.position, chain, time]
    )


def sign_order(private: Key, site: str, order: object) -> bytes:
    """A beheerder tells the hub what to do with something; ``order`` is plain JSON."""
    return primitives.sign(private, canonical(["hvh-opdracht", 1, site, order]))


def destruction(stream: str, key_ids: Sequence[bytes]) -> object:
    """The order to destroy these keys, to be signed as it is."""
    return {"soort": "vernietig", "stream": stream, "key_ids": [key.hex() for key in key_ids]}


def judgement(envelope_hash: bytes, decision: str) -> object:
    """The order to let an envelope in that stands apart, or to refuse it, to be signed as it is."""
    return {"soort": "quarantaine", "hash": envelope_hash.hex(), "besluit": decision}


def check_order(public: bytes, site: str, order: object, signature: bytes) -> bool:
    """Whether the authority of the house signed exactly this order."""
    return primitives.is_signed(public, canonical(["hvh-opdracht", 1, site, order]), signature)
