"""Who asks: every request is signed by a laptop, on time, and once.

The order matters: first the size, then the rate, then the signature, and only then is anything
written down.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from hvh_desktop.crypto.requests import SLACK_SECONDS, Claim, check_request, read_claim
from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.laptops import Register, find_asking
from hvh_desktop.hub.limits import Bucket
from hvh_desktop.hub.problem import Problem
from hvh_desktop.sync.house.register import RegisterState

UNKNOWN = "Deze laptop hoort niet bij dit huis, of het verzoek is niet door hem ondertekend."
BAD_TIME = "De klok van deze laptop wijkt te ver af van die van de hub."
TWICE = "Dit verzoek is al eens gedaan."
TAKEN_OFF = "Deze laptop is afgemeld. Vraag de beheerder."

Standing = Literal["in", "off", "asking"]


@dataclass(frozen=True)
class Sent:
    """A request as it came in."""

    method: str
    target: str
    """Path and query, exactly as they were sent."""
    headers: Mapping[str, str]
    body: bytes
    address: str


@dataclass(frozen=True)
class Caller:
    """Who proved to have sent it, and the register as it was then."""

    laptop: UUID
    standing: Standing
    register: RegisterState


def check_time(claim: Claim) -> None:
    if abs(claim.time - time.time()) > SLACK_SECONDS:
        raise Problem(401, BAD_TIME)


def recognise(cursor: Rows, register: Register, sent: Sent, unsigned: Bucket) -> Caller:
    """The laptop that signed this request. Raises ``Problem`` 401 for anybody else."""
    claim = read_claim(sent.headers)
    state = register.state(cursor)
    found = _find(cursor, state, claim.laptop) if claim is not None else None
    if claim is None or found is None:
        unsigned.take(sent.address)
        raise Problem(401, UNKNOWN)
    standing, public = found
    if not is_signed_by(claim, public, state, sent):
        unsigned.take(sent.address)
        raise Problem(401, UNKNOWN)
    check_time(claim)
    use_once(cursor, claim)
    return Caller(claim.laptop, standing, state)


def is_signed_by(claim: Claim, public: bytes, state: RegisterState, sent: Sent) -> bool:
    return check_request(
        claim, public, site=state.site, method=sent.method, target=sent.target, body=sent.body
    )


def use_once(cursor: Rows, claim: Claim) -> None:
    """A nonce is kept longer than a request is on time."""
    cursor.execute(
        "INSERT INTO nonce (laptop, nonce) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        (claim.laptop, bytes.fromhex(claim.nonce)),
    )
    if cursor.rowcount == 0:
        raise Problem(401, TWICE)


def forget_nonces(cursor: Rows) -> None:
    cursor.execute("DELETE FROM nonce WHERE at < now() - interval '10 minutes'")


def _find(cursor: Rows, state: RegisterState, laptop: UUID) -> tuple[Standing, bytes] | None:
    known = state.find(laptop)
    if known is not None:
        return "in" if known.is_in else "off", known.sign_public
    asking = find_asking(cursor, laptop)
    return None if asking is None else ("asking", asking.sign)
