"""Opening: is it what it says it is, and what is in it. Nothing is thrown away for saying no."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hvh_desktop.sync.envelope import (
    NeedsUpdate,
    NoKey,
    NotGenuine,
    NotWhole,
    Parsed,
    is_by,
    is_genuine,
    open_contents,
    split,
)
from hvh_desktop.sync.parts import FORMAT, Header
from hvh_desktop.sync.stream.authorship import may_write
from hvh_desktop.sync.stream.keycase import KeyCase
from hvh_desktop.sync.stream.trust import Trust
from hvh_desktop.sync.wire import WireChange


class EnvelopeState(StrEnum):
    """How far an envelope is; see ``db.travel.SealedEnvelope.state``."""

    wacht = "wacht"
    open = "open"
    update = "update"
    sleutel = "sleutel"
    apart = "apart"


@dataclass(frozen=True)
class Opened:
    """What came out of it."""

    state: EnvelopeState
    changes: Sequence[WireChange] = ()
    by_key: Mapping[bytes, Sequence[WireChange]] = field(default_factory=dict)
    """The same, by the name of the key under which they were sealed."""


def open_envelope(raw: bytes, trust: Trust, stream: str, keys: KeyCase) -> Opened:
    """The changes in it, or why not. What was destroyed in it gives nothing."""
    try:
        parsed = split(raw)
        if not _is_welcome(parsed, trust, stream):
            return Opened(EnvelopeState.apart)
        signer = _signer(parsed, trust)
        if signer is None and (parsed.author_signature or parsed.header.sealer):
            return Opened(EnvelopeState.apart)
        if parsed.header.lowest_reader > FORMAT:
            return Opened(EnvelopeState.update)
        destroyed = keys.destroyed([item.key_id for item in parsed.header.items])
        if left_out := parsed.erased - destroyed:  # on the way, and nobody destroyed them
            raise NoKey(tuple(left_out))
        parsed = without(parsed, destroyed)
        contents = open_contents(parsed, keys.find)
        changes = contents.changes
        if not all(map(_is_moment, {change.at for change in changes})):
            return Opened(EnvelopeState.apart)
        if not may_write(trust.find_roles(signer) if signer else frozenset(), changes):
            return Opened(EnvelopeState.apart)
        return Opened(EnvelopeState.open, changes, contents.by_key)
    except NoKey:
        return Opened(EnvelopeState.sleutel)
    except NeedsUpdate:
        return Opened(EnvelopeState.update)
    except (NotWhole, NotGenuine):
        return Opened(EnvelopeState.apart)


def without(parsed: Parsed, key_ids: Collection[bytes]) -> Parsed:
    """The same envelope as if the parts of these keys were erased."""
    pairs = zip(parsed.header.items, parsed.items, strict=True)
    items = tuple(None if head.key_id in key_ids else item for head, item in pairs)
    return replace(parsed, items=items)


def _is_welcome(parsed: Parsed, trust: Trust, stream: str) -> bool:
    """For this house and stream, and sealed by a laptop of this house."""
    header: Header = parsed.header
    if (header.site, header.stream) != (trust.site, stream):
        return False
    public = trust.find_device_public(header.device)
    return public is not None and is_genuine(parsed, public)


def _signer(parsed: Parsed, trust: Trust) -> UUID | None:
    """Who signed it: the sealer that it names and nobody else. An older program named nobody:
    then the writer, or a colleague who sealed what the writer had left."""
    if not parsed.author_signature:
        return None
    writer, sealer = parsed.header.user, parsed.header.sealer
    others = (user for user in trust.list_users() if user != writer)
    for user in (writer, *others) if sealer is None else (sealer,):
        if any(is_by(parsed, key) for key in trust.find_user_publics(user)):
            return user
    return None


def _is_moment(text: str) -> bool:
    """As every program of ours writes it: the files keep it as it stands, and screens read it."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 27 and text.endswith("Z") and text[10] == "T"
