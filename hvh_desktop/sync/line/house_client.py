"""What the house asks of a hub over HTTPS: its laptops, its vault, and what stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from hvh_desktop.sync.house.admission import Answer, Asking
from hvh_desktop.sync.house.register_file import Signed
from hvh_desktop.sync.line import answers
from hvh_desktop.sync.line.answers import from_base64, from_hex, to_base64
from hvh_desktop.sync.line.channel import Channel, Conflict, Forbidden, strict
from hvh_desktop.sync.line.connection import Request
from hvh_desktop.sync.parts import HubRefuses

MOST_REGISTER = 64 << 20
WRONG_CODE = (
    "Deze code hoort niet bij deze server, of ze is al gebruikt. Vraag de systeembeheerder om de "
    "koppeling die de server bij het inrichten maakte."
)
MOST_LIST = 8 << 20


@dataclass(frozen=True)
class Aside:
    """An envelope that stands apart at the hub; a beheerder decides."""

    hash: bytes
    stream: str
    device: UUID
    size: int
    received: datetime
    user: UUID | None = None
    """Who wrote it."""
    sealer: UUID | None = None
    """Who sealed it; None: an older program did not say."""


class HouseClient:
    """Keeps ``admission.RegisterHub``, and what else only the house asks."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def get_register(self, after: int) -> tuple[Sequence[Signed], int]:
        target = f"/v1/register?after={after}"
        answer = self._channel.ask(Request("GET", target, max_answer=MOST_REGISTER))
        with strict():
            said = self._channel.read(answer, answers.RegisterAnswer)
            return [
                (from_base64(found.entry), from_base64(found.signature)) for found in said.entries
            ], said.last

    def put_entry(
        self, entry: bytes, signature: bytes, parent: int, code: str | None = None
    ) -> bool:
        body: dict[str, object] = {
            "entry": to_base64(entry),
            "signature": to_base64(signature),
            "parent": parent,
        }
        if code is not None:
            body["code"] = code
        try:
            self._post("/v1/register", body)
        except Conflict:
            return False
        except Forbidden:
            if code is None:
                raise
            raise HubRefuses(WRONG_CODE) from None
        return True

    def ask(self, asking: Asking) -> Answer:
        body = {
            "id": str(asking.id),
            "sign": asking.sign_public.hex(),
            "seal": asking.seal_public.hex(),
        }
        return self._standing(Request("POST", "/v1/enrol", msgspec.json.encode(body)))

    def asked_state(self, laptop: UUID) -> Answer:
        return self._standing(Request("GET", f"/v1/enrol/{laptop}"))

    def list_asking(self) -> Sequence[Asking]:
        answer = self._channel.ask(Request("GET", "/v1/enrol", max_answer=MOST_LIST))
        with strict():
            said = self._channel.read(answer, answers.AskingsAnswer)
            return [Asking(a.id, from_hex(a.sign, 32), from_hex(a.seal, 32)) for a in said.asking]

    def refuse(self, laptop: UUID) -> None:
        self._post(f"/v1/enrol/{laptop}/weiger", {})

    def refuse_all(self) -> int:
        """Everybody who asks; how many that were."""
        answer = self._channel.ask(Request("POST", "/v1/enrol/weiger", msgspec.json.encode({})))
        with strict():
            return self._channel.read(answer, answers.DoneAnswer).count

    def list_quarantine(self) -> Sequence[Aside]:
        """What waits for a decision."""
        answer = self._channel.ask(Request("GET", "/v1/quarantine", max_answer=MOST_LIST))
        with strict():
            said = self._channel.read(answer, answers.QuarantineAnswer)
            return [
                Aside(
                    from_hex(a.hash, 32), a.stream, a.device, a.size, a.received, a.user, a.sealer
                )
                for a in said.envelopes
            ]

    def decide_quarantine(self, envelope: bytes, decision: str, signature: bytes) -> None:
        """``toelaten`` or ``weigeren``, signed by the authority of the house."""
        body = {"decision": decision, "signature": to_base64(signature)}
        self._post(f"/v1/quarantine/{envelope.hex()}", body)

    def erase(self, stream: str, key_ids: Sequence[bytes], signature: bytes) -> None:
        """Destroy these keys for good, by order of the authority of the house."""
        ids = [key_id.hex() for key_id in key_ids]
        order = {"stream": stream, "key_ids": ids, "signature": to_base64(signature)}
        self._post("/v1/erase", order)

    def _post(self, target: str, body: Mapping[str, object]) -> None:
        self._channel.ask(Request("POST", target, msgspec.json.encode(body)))

    def _standing(self, request: Request) -> Answer:
        answer = self._channel.ask(request)
        with strict():
            said = self._channel.read(answer, answers.StandingAnswer)
            try:
                return Answer(said.answer)
            except ValueError:
                raise answers.Garbage from None
