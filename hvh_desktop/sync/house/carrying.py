"""Letting a laptop in with a file on a USB stick, when both cannot reach the hub at once.

The new laptop writes what it asks. An enrolled one reads that, shows the eight words, lets it in at
the hub and writes the register with the sealed vault back. Neither file opens anything: the vault
is sealed to the laptops of the house.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hvh_desktop.errors import UserError
from hvh_desktop.sync.house.admission import Answer, Asking, House, News, RegisterHub
from hvh_desktop.sync.house.register_file import Signed
from hvh_desktop.sync.parts import NoHub

MOST_BYTES = 64 * 1024 * 1024
_REQUEST, _ADMISSION = "hvh-aanvraag", "hvh-toelating"
_NO_REQUEST = "Dit bestand is geen aanvraag van een laptop. Kies het bestand van de nieuwe laptop."
_NO_ADMISSION = (
    "Dit bestand is geen toelating van het huis. Kies het bestand dat een beheerder heeft gemaakt."
)
_NOT_FOR_US = "Dit bestand is voor een andere laptop, of deze laptop is nog niet toegelaten."
_CARRIED = "Dit kan alleen met verbinding."


def write_request(house: House) -> bytes:
    """What the new laptop asks, for on the stick."""
    asking = house.asking
    told = {
        "soort": _REQUEST,
        "id": str(asking.id),
        "sign": asking.sign_public.hex(),
        "seal": asking.seal_public.hex(),
    }
    return json.dumps(told, indent=1).encode("ascii")


def read_request(content: bytes) -> Asking:
    """Who asks; show the words before ``House.admit``."""
    try:
        said = _read(content, _REQUEST)
        sign, seal = bytes.fromhex(said["sign"]), bytes.fromhex(said["seal"])
        if (len(sign), len(seal)) != (32, 32):
            raise ValueError("wrong size")
        return Asking(UUID(said["id"]), sign, seal)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(_NO_REQUEST) from None


def write_admission(hub: RegisterHub, link: str) -> bytes:
    """The whole register with the sealed vault, and ``link``: how the hub is reached."""
    entries: list[Signed] = []
    while True:
        more, _ = hub.get_register(len(entries))
        if not more:
            break
        entries += more
    rows = [[base64.b64encode(part).decode("ascii") for part in pair] for pair in entries]
    return json.dumps({"soort": _ADMISSION, "koppeling": link, "regels": rows}).encode("ascii")


def take_admission(house: House, content: bytes) -> tuple[News, str]:
    """Come in with what is on the stick; also how the hub is reached."""
    try:
        said = _read(content, _ADMISSION)
        link = str(said["koppeling"])
        entries = [
            (base64.b64decode(entry, validate=True), base64.b64decode(sign, validate=True))
            for entry, sign in said["regels"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(_NO_ADMISSION) from None
    try:
        news = house.sync(_Carried(entries))
    except NoHub:
        raise UserError(_NOT_FOR_US) from None
    if not news.is_in:
        raise UserError(_NOT_FOR_US)
    return news, link


def _read(content: bytes, kind: str) -> Mapping[str, Any]:
    if len(content) > MOST_BYTES:
        raise ValueError("too big")
    said = json.loads(content)
    if said["soort"] != kind:
        raise ValueError("another file")
    return dict(said)


@dataclass(frozen=True)
class _Carried:
    """What is on the stick, as a hub that only tells."""

    entries: Sequence[Signed]

    def get_register(self, after: int) -> tuple[Sequence[Signed], int]:
        return self.entries[after:], len(self.entries)

    def put_entry(
        self, entry: bytes, signature: bytes, parent: int, code: str | None = None
    ) -> bool:
        raise NoHub(_CARRIED)

    def ask(self, asking: Asking) -> Answer:
        raise NoHub(_CARRIED)

    def asked_state(self, laptop: UUID) -> Answer:
        raise NoHub(_CARRIED)

    def list_asking(self) -> Sequence[Asking]:
        raise NoHub(_CARRIED)

    def refuse(self, laptop: UUID) -> None:
        raise NoHub(_CARRIED)
