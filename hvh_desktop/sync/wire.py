"""How changes are written in an item: a msgpack list with one array per change.

One list of changes has exactly one way to be written. A newer version may put more parts behind
the thirteen of a change; they are kept in ``ext`` and written back where they were.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec

MAX_TICK = 1 << 62
"""A clock reading above this is no clock reading; below it there is room to count on."""
_MANY = 4096
_LATER = re.compile(r'(?:, )?"\$later": "([A-Za-z0-9+/=]+)"\}\Z')


class NotWhole(Exception):
    """These bytes are not what they should be: cut off, damaged or made up."""


class WireChange(msgspec.Struct, frozen=True, array_like=True):
    """One row of the change log as it travels."""

    id: UUID
    action: UUID
    user: UUID
    device: UUID
    at: str
    hlc: Annotated[int, msgspec.Meta(ge=0, le=MAX_TICK)]
    schema: str
    kind: str
    entity: UUID
    operation: str
    values: str
    """JSON text, exactly as it was written."""
    parents: str
    """JSON text, exactly as it was written."""
    ext: str = "{}"


_PARTS = len(WireChange.__struct_fields__)
_encoder = msgspec.msgpack.Encoder(uuid_format="bytes")
_changes: msgspec.msgpack.Decoder[list[WireChange]] = msgspec.msgpack.Decoder(
    Annotated[list[WireChange], msgspec.Meta(max_length=_MANY)]
)
_arrays = msgspec.msgpack.Decoder(list[list[msgspec.Raw]])
_change = msgspec.msgpack.Decoder(WireChange)
_any = msgspec.msgpack.Decoder(list[msgspec.Raw])


def encode_changes(changes: Sequence[WireChange]) -> bytes:
    """The one way to write these changes."""
    if all(change.ext == "{}" for change in changes):
        return _encoder.encode(list(changes))
    return _encoder.encode([msgspec.Raw(_encode_one(change)) for change in changes])


def decode_changes(data: bytes) -> list[WireChange]:
    """The changes that were written; ``NotWhole`` for anything else."""
    try:
        changes = _changes.decode(data)
        if encode_changes(changes) == data:
            return changes
        changes = [_decode_long(parts) for parts in _arrays.decode(data)]
        if encode_changes(changes) != data:
            raise NotWhole("changes are not written as they should be")
    except (ValueError, RecursionError):
        raise NotWhole("these are no changes") from None
    return changes


def _encode_one(change: WireChange) -> bytes:
    found = _LATER.search(change.ext)
    if found is None:
        return _encoder.encode(change)
    before = change.ext[: found.start()]
    plain = msgspec.structs.replace(change, ext=before + "}")
    parts = _any.decode(_encoder.encode(plain)) + _any.decode(base64.b64decode(found[1]))
    return _encoder.encode(parts)


def _decode_long(parts: list[msgspec.Raw]) -> WireChange:
    """A change with more parts than this version knows."""
    change = _change.decode(_encoder.encode(parts[:_PARTS]))
    if len(parts) == _PARTS:
        return change
    if not (change.ext.startswith("{") and change.ext.endswith("}")):
        raise NotWhole("a change has later parts and no object to keep them in")
    later = base64.b64encode(_encoder.encode(parts[_PARTS:])).decode("ascii")
    comma = "" if change.ext == "{}" else ", "
    return msgspec.structs.replace(change, ext=f'{change.ext[:-1]}{comma}"$later": "{later}"}}')
