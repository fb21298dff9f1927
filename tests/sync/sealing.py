"""A small house that seals and opens envelopes, with keys that are made for one test."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from hvh_desktop.crypto import primitives, streams
from hvh_desktop.crypto.primitives import Key
from hvh_desktop.db import new_id
from hvh_desktop.sync import envelope
from hvh_desktop.sync.parts import NO_HASH, Header, Seen
from hvh_desktop.sync.wire import WireChange

SIGNED = b"hvh-envelop/1"


@dataclass(frozen=True)
class Writer:
    """One person at one laptop, with everything needed to seal and to open."""

    device: UUID = field(default_factory=new_id)
    incarnation: UUID = field(default_factory=new_id)
    user: UUID = field(default_factory=new_id)
    device_key: Key = field(default_factory=primitives.new_key)
    user_key: Key = field(default_factory=primitives.new_key)
    keys: tuple[Key, ...] = field(
        default_factory=lambda: tuple(streams.new_subject_key() for _ in range(3))
    )
    colleagues: Mapping[UUID, bytes] = field(default_factory=dict)
    """The public keys of others who may seal."""

    @property
    def device_public(self) -> bytes:
        return primitives.sign_public(self.device_key)

    @property
    def user_public(self) -> bytes:
        return primitives.sign_public(self.user_key)

    def sign_device(self, message: bytes) -> bytes:
        return primitives.sign(self.device_key, message)

    def sign_user(self, message: bytes) -> bytes:
        return primitives.sign(self.user_key, message)

    def change(self, number: int = 0, text: str = "Hij kookte zelf.") -> WireChange:
        """A small change; ``number`` makes its clock reading go on."""
        return WireChange(
            id=new_id(),
            action=new_id(),
            user=self.user,
            device=self.device,
            at="2026-11-12T09:30:00.000000Z",
            hlc=(1 << 57) + number,
            schema="0004",
            kind="Mentorgesprek",
            entity=new_id(),
            operation="set",
            values=json.dumps({"eigen_woorden": text}, ensure_ascii=False),
            parents="{}",
        )

    def seal(
        self,
        groups: Sequence[tuple[Key, Sequence[WireChange]]],
        *,
        author: bool = True,
        **other: Any,
    ) -> bytes:
        fields: dict[str, Any] = {
            "site": "huis-1",
            "stream": "team",
            "epoch": 0,
            "device": self.device,
            "incarnation": self.incarnation,
            "n": 1,
            "previous": NO_HASH,
            "seen": Seen(new_id(), 41, b"\x07" * 32, 5),
            "user": self.user,
            "sign_device": self.sign_device,
            "sign_user": self.sign_user if author else None,
            "sealer": self.user if author else None,
        }
        return envelope.seal(groups, **fields | other)

    def find_key(self, key_id: bytes) -> Key | None:
        return {streams.key_id_of(key): key for key in self.keys}.get(key_id)

    def accept(self, raw: bytes) -> list[WireChange] | None:
        """What a careful reader takes from these bytes; None when he refuses them."""
        try:
            parsed = envelope.split(raw)
            if not envelope.is_genuine(parsed, self.device_public):
                return None
            sealer, people = parsed.header.sealer, {self.user: self.user_public, **self.colleagues}
            keys = [key for who, key in people.items() if sealer in (None, who)]
            is_bare = sealer is None and not parsed.author_signature
            if not is_bare and not any(envelope.is_by(parsed, key) for key in keys):
                return None
            return envelope.open_items(parsed, self.find_key)
        except (envelope.NotWhole, envelope.NotGenuine, envelope.NoKey, envelope.NeedsUpdate):
            return None


def unpack(raw: bytes) -> tuple[list[Any], bytes, bytes, list[bytes | None]]:
    """Header as plain values, both signatures and the items."""
    raw_header, signature, author, items = msgspec.msgpack.decode(raw)
    return msgspec.msgpack.decode(raw_header), signature, author, items


HEADER = (
    "format",
    "site",
    "stream",
    "epoch",
    "device",
    "incarnation",
    "n",
    "previous",
    "seen",
    "user",
    "lowest_reader",
    "items",
    "has_author",
    "sealer",
)
"""The parts of a header in their order on the wire."""


def forge(raw: bytes, writer: Writer, edit: Callable[[list[Any], list[Any]], None]) -> bytes:
    """What somebody with the signing keys of laptop and person, but without the keys of the
    content, can make of an envelope: header and items edited, and everything signed anew."""
    header, _, author, items = unpack(raw)
    edit(header, items)
    raw_header = msgspec.msgpack.encode(header)
    by = writer.sign_user(SIGNED + raw_header) if author else b""
    return msgspec.msgpack.encode(
        [raw_header, writer.sign_device(SIGNED + raw_header + by), by, items]
    )


def with_content(writer: Writer, contents: Sequence[bytes]) -> bytes:
    """An envelope by a real laptop whose items hold these bytes, whatever they are."""
    raw = writer.seal([(key, [writer.change()]) for key in writer.keys[: len(contents)]])
    before = envelope.split(raw).header

    def put(header: list[Any], items: list[Any]) -> None:
        for index, content in enumerate(contents):
            key, head = writer.keys[index], header[HEADER.index("items")][index]
            item = primitives.close_box(key, content, aad_of(before, index, head[0]))
            header[HEADER.index("items")][index] = [head[0], len(item), primitives.sha256(item)]
            items[index] = item

    return forge(raw, writer, put)


def aad_of(header: Header, index: int, key_id: bytes) -> bytes:
    return msgspec.msgpack.encode(
        [
            "hvh-deel/1",
            header.site,
            header.stream,
            header.epoch,
            header.device.bytes,
            header.incarnation.bytes,
            header.n,
            index,
            key_id,
        ]
    )
