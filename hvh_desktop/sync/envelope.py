"""The envelope: what is signed and the hub may read, around what only the house can open.

raw = msgpack [raw_header, signature, author_signature, [item or nil, ...]]. The header and the
signature are the identity; an item may be erased later and the signature still holds. What a
newer version adds, it adds behind the parts of the header, where it is signed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from uuid import UUID

import msgspec

from hvh_desktop.crypto.primitives import Key, close_box, is_signed, open_box, sha256
from hvh_desktop.crypto.streams import key_id_of
from hvh_desktop.sync.folding import NotFolded, fold, unfold
from hvh_desktop.sync.parts import FORMAT, MAX_BYTES, MAX_CHANGES, Header, ItemHead, Seen
from hvh_desktop.sync.wire import NotWhole, WireChange, decode_changes, encode_changes

__all__ = [
    "MAX_RAW",
    "Contents",
    "NeedsUpdate",
    "NoKey",
    "NotGenuine",
    "NotWhole",
    "Parsed",
    "erase",
    "find_header",
    "how_many_fit",
    "is_by",
    "is_genuine",
    "open_contents",
    "open_items",
    "seal",
    "split",
]

MAX_RAW = 16 * 1024 * 1024
"""Of one envelope, whatever is in it: a laptop makes and the hub takes no larger one."""
MAX_PLAIN = 48 * 1024 * 1024
"""Of what all items of one envelope unfold to."""
_READS = 1
"""The lowest reader version of what ``seal`` writes."""
_SIGNED = b"hvh-envelop/1"
_FILL = MAX_BYTES * 3 // 4
"""Of plain changes, so that the whole stays below ``MAX_BYTES`` when nothing compresses."""

Signer = Callable[[bytes], bytes]
Group = tuple[Key, Sequence[WireChange]]


class NotGenuine(Exception):
    """It is not from whom it says it is, or it was moved or changed."""


class NeedsUpdate(Exception):
    """A newer version sealed it: keep it until this one is updated."""


class NoKey(Exception):
    """Keys of it are not here (yet)."""

    def __init__(self, key_ids: tuple[bytes, ...]) -> None:
        super().__init__(f"{len(key_ids)} key(s) are not here")
        self.key_ids = key_ids


@dataclass(frozen=True)
class Parsed:
    """An envelope in its parts. ``split`` proves nothing: ``is_genuine`` does."""

    header: Header
    raw_header: bytes
    signature: bytes
    author_signature: bytes
    """By ``header.sealer``. Empty in what an older program sealed while its user was away."""
    items: tuple[bytes | None, ...]
    """None: erased."""
    hash: bytes

    @property
    def erased(self) -> frozenset[bytes]:
        """Keys whose items are gone. Only a key that was destroyed may be among them: anybody on
        the way can leave an item out, and the signature does not tell."""
        heads = zip(self.header.items, self.items, strict=True)
        return frozenset(head.key_id for head, item in heads if item is None)


@dataclass(frozen=True)
class Contents:
    """What was sealed in an envelope."""

    changes: Sequence[WireChange]
    """In the order in which they were sealed."""
    by_key: Mapping[bytes, Sequence[WireChange]]
    """The same, by the name of the key of their item."""


_Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_KeyId = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]
_Number = Annotated[int, msgspec.Meta(ge=1, le=(1 << 63) - 1)]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
_Maybe = Annotated[bytes, msgspec.Meta(max_length=64)]


class _Seen(msgspec.Struct, frozen=True, array_like=True):
    generation: UUID | None
    position: _Count
    chain: _Hash
    register: _Count
    register_chain: _Maybe = b""


class _ItemHead(msgspec.Struct, frozen=True, array_like=True):
    key_id: _KeyId
    length: _Count
    digest: _Hash


class _Header(msgspec.Struct, frozen=True, array_like=True):
    format: _Number
    site: _Name
    stream: _Name
    epoch: _Count
    device: UUID
    incarnation: UUID
    n: _Number
    previous: _Hash
    seen: _Seen
    user: UUID
    lowest_reader: _Number
    items: list[_ItemHead]
    has_author: bool
    """So that nobody on the way can take the author's signature off."""
    sealer: UUID | None = None


class _Content(msgspec.Struct, frozen=True, array_like=True):
    places: list[_Count]
    """Of each change among all changes of the envelope."""
    changes: msgspec.Raw


_encode = msgspec.msgpack.Encoder(uuid_format="bytes").encode
_outer = msgspec.msgpack.Decoder(tuple[bytes, _Signature, _Maybe, list[bytes | None]])
_header = msgspec.msgpack.Decoder(_Header)
_content = msgspec.msgpack.Decoder(_Content)


def how_many_fit(changes: Sequence[WireChange]) -> int:
    """How many of these, from the first, go into one envelope; one large one goes alone."""
    filled = 0
    for count, change in enumerate(changes[:MAX_CHANGES]):
        filled += len(encode_changes([change]))
        if filled > _FILL:
            return max(count, 1)
    return min(len(changes), MAX_CHANGES)


def seal(
    groups: Sequence[Group],
    *,
    site: str,
    stream: str,
    epoch: int,
    device: UUID,
    incarnation: UUID,
    n: int,
    previous: bytes,
    seen: Seen,
    user: UUID,
    sign_device: Signer,
    sign_user: Signer | None,
    sealer: UUID | None = None,
) -> bytes:
    """Raw bytes of a new envelope with the changes of one person; ``sealer`` signs.

    ``groups`` are runs of changes in the order of the log, each with its key. A key may come
    back in a later run: it still gets one item, and ``open_items`` gives the order of the runs.
    """
    contents = _fold_groups(groups, user)
    numbered = (site, stream, epoch, device, incarnation, n, previous, seen)
    bare = Header(*numbered, user, _READS, items=(), sealer=sealer)
    items = [
        close_box(key, content, _aad(bare, index, key_id))
        for index, (key_id, key, content) in enumerate(contents)
    ]
    heads = tuple(
        ItemHead(key_id, len(item), sha256(item))
        for (key_id, _, _), item in zip(contents, items, strict=True)
    )
    raw_header = _write_header(replace(bare, items=heads), has_author=sign_user is not None)
    author = b"" if sign_user is None else sign_user(_SIGNED + raw_header)
    return _encode((raw_header, sign_device(_SIGNED + raw_header + author), author, items))


def erase(raw: bytes, key_ids: Collection[bytes]) -> bytes:
    """The same envelope without the items of these keys; its hash and signature stay."""
    parsed = split(raw)
    items = [
        None if head.key_id in key_ids else item
        for head, item in zip(parsed.header.items, parsed.items, strict=True)
    ]
    return _encode((parsed.raw_header, parsed.signature, parsed.author_signature, items))


def split(raw: bytes) -> Parsed:
    """The parts of an envelope; ``NotWhole`` when it is none. Proves nothing yet."""
    if len(raw) > MAX_RAW:
        raise NotWhole("larger than an envelope can be")
    try:
        raw_header, signature, author, items = _outer.decode(raw)
        header = _header.decode(raw_header)
    except (ValueError, RecursionError):
        raise NotWhole("this is no envelope") from None
    if _encode((raw_header, signature, author, items)) != raw:
        raise NotWhole("an envelope is written in one way only")
    if len(items) != len(header.items) or len(author) != (64 if header.has_author else 0):
        raise NotWhole("parts of the envelope are missing")
    return Parsed(
        header=_read_header(header),
        raw_header=raw_header,
        signature=signature,
        author_signature=author,
        items=tuple(items),
        hash=sha256(raw_header + signature),
    )


def find_header(front: bytes) -> Header | None:
    """The header out of the first bytes of an envelope that was looked at before; None when it is
    longer than these."""
    # how msgpack writes how many bytes follow
    width = {0xC4: 1, 0xC5: 2, 0xC6: 4}.get(front[1], 0) if len(front) > 6 else 0
    begin = 2 + width
    try:
        length = int.from_bytes(front[2:begin])
        return _read_header(_header.decode(front[begin : begin + length]))
    except ValueError:
        return None


def is_genuine(parsed: Parsed, device_public: bytes) -> bool:
    """Whether this laptop sealed it and every item that is there is as it was sealed."""
    signed = _SIGNED + parsed.raw_header + parsed.author_signature
    return is_signed(device_public, signed, parsed.signature) and is_whole(parsed)


def is_whole(parsed: Parsed) -> bool:
    """Are its parts those of its header, as far as they are there? Needs no key."""
    return all(
        item is None or (len(item) == head.length and sha256(item) == head.digest)
        for head, item in zip(parsed.header.items, parsed.items, strict=True)
    )


def is_by(parsed: Parsed, user_public: bytes) -> bool:
    """Whether a person signed it with this key. An envelope that nobody signed is by nobody."""
    return is_signed(user_public, _SIGNED + parsed.raw_header, parsed.author_signature)


def open_items(parsed: Parsed, find_key: Callable[[bytes], Key | None]) -> list[WireChange]:
    """The changes in the order in which they were sealed; see ``open_contents``."""
    return list(open_contents(parsed, find_key).changes)


def open_contents(parsed: Parsed, find_key: Callable[[bytes], Key | None]) -> Contents:
    """The changes that were sealed; erased items give none.

    Look with ``is_genuine`` first. A key that was destroyed never comes: ``erase`` its items
    before opening, or they keep the others waiting.
    """
    header = parsed.header
    if header.lowest_reader > FORMAT:
        raise NeedsUpdate(f"needs a reader of version {header.lowest_reader}")
    found: dict[int, WireChange] = {}
    by_key: dict[bytes, Sequence[WireChange]] = {}
    room = MAX_PLAIN
    for index, key, item in _find_keys(parsed, find_key):
        key_id = header.items[index].key_id
        content = open_box(key, item, _aad(header, index, key_id))
        if content is None:
            raise NotGenuine(f"item {index} was not sealed here")
        try:
            plain = unfold(content, room)
            part = _read_content(plain, found)
        except (NotFolded, NotWhole) as problem:
            raise NotGenuine(f"item {index}: {problem}") from None
        room -= len(plain)
        by_key[key_id] = [*by_key.get(key_id, ()), *part]
    user = header.user.int
    if any(change.user.int != user for change in found.values()):
        raise NotGenuine("a change of another person is in it")
    return Contents([found[place] for place in sorted(found)], by_key)


def _find_keys(
    parsed: Parsed, find_key: Callable[[bytes], Key | None]
) -> list[tuple[int, Key, bytes]]:
    """Of each item that is there its number, its key and its bytes."""
    found: list[tuple[int, Key, bytes]] = []
    missing: list[bytes] = []
    for index, (head, item) in enumerate(zip(parsed.header.items, parsed.items, strict=True)):
        if item is None:
            continue
        key = find_key(head.key_id)
        if key is None or key_id_of(key) != head.key_id:
            missing.append(head.key_id)
        else:
            found.append((index, key, item))
    if missing:
        raise NoKey(tuple(missing))
    return found


def _fold_groups(groups: Sequence[Group], user: UUID) -> list[tuple[bytes, Key, bytes]]:
    """Per key its name, itself, and its changes folded, with their places in the envelope."""
    names = [key_id_of(key) for key, _ in groups]
    keys = {name: key for name, (key, _) in zip(names, groups, strict=True)}
    written = [
        (name, change)
        for name, (_, changes) in zip(names, groups, strict=True)
        for change in changes
    ]
    if not written or any(change.user != user for _, change in written):
        raise ValueError("an envelope holds the changes of one person, and at least one")
    parts: dict[bytes, list[tuple[int, WireChange]]] = {}
    for place, (name, change) in enumerate(written):
        parts.setdefault(name, []).append((place, change))
    return [(name, keys[name], fold(_write_content(part))) for name, part in parts.items()]


def _write_content(part: Sequence[tuple[int, WireChange]]) -> bytes:
    changes = msgspec.Raw(encode_changes([change for _, change in part]))
    return _encode(_Content([place for place, _ in part], changes))


def _read_content(plain: bytes, found: dict[int, WireChange]) -> Sequence[WireChange]:
    """Put the changes of one item in their places among those of the others."""
    try:
        content = _content.decode(plain)
    except (ValueError, RecursionError):
        raise NotWhole("these are no changes") from None
    changes = decode_changes(bytes(content.changes))
    places = content.places
    if len(places) != len(changes) or len(set(places)) != len(places) or found.keys() & set(places):
        raise NotWhole("changes without a place of their own")
    found |= zip(places, changes, strict=True)
    return changes


def _aad(header: Header, index: int, key_id: bytes) -> bytes:
    """What ties an item to its place: moved anywhere else it does not open."""
    return _encode(
        (
            "hvh-deel/1",
            header.site,
            header.stream,
            header.epoch,
            header.device,
            header.incarnation,
            header.n,
            index,
            key_id,
        )
    )


_SAME = tuple(set(_Header.__struct_fields__) - {"seen", "items", "has_author"})
"""What a header holds as it travels."""


def _write_header(header: Header, *, has_author: bool) -> bytes:
    seen = header.seen
    told = {name: getattr(header, name) for name in _SAME}
    return _encode(
        _Header(
            **told,
            seen=_Seen(**{name: getattr(seen, name) for name in _Seen.__struct_fields__}),
            items=[_ItemHead(item.key_id, item.length, item.digest) for item in header.items],
            has_author=has_author,
        )
    )


def _read_header(header: _Header) -> Header:
    seen = header.seen
    told = {name: getattr(header, name) for name in _SAME}
    return Header(
        **told,
        seen=Seen(**{name: getattr(seen, name) for name in _Seen.__struct_fields__}),
        items=tuple(ItemHead(item.key_id, item.length, item.digest) for item in header.items),
    )
