"""Changes on the wire: one way to write them, and nothing else is read."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hvh_desktop.sync.wire import MAX_TICK, NotWhole, WireChange, decode_changes, encode_changes

ids = st.uuids()
words = st.text(max_size=60)
objects = st.dictionaries(st.text(max_size=12), words | st.integers() | st.none(), max_size=4).map(
    lambda value: json.dumps(value, ensure_ascii=False)
)
changes = st.builds(
    WireChange,
    id=ids,
    action=ids,
    user=ids,
    device=ids,
    at=words,
    hlc=st.integers(0, MAX_TICK),
    schema=words,
    kind=words,
    entity=ids,
    operation=st.sampled_from(["create", "set", "iets nieuws"]),
    values=objects,
    parents=objects,
    ext=objects.filter(lambda text: "$later" not in text),
)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 64) - 1)
    | st.binary(max_size=20)
    | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)

CHANGE = WireChange(
    id=UUID(int=1),
    action=UUID(int=2),
    user=UUID(int=3),
    device=UUID(int=4),
    at="2026-11-12T09:30:00.000000Z",
    hlc=5,
    schema="0004",
    kind="Doel",
    entity=UUID(int=6),
    operation="create",
    values='{"eigen_woorden": "zélf koken 🍲"}',
    parents="{}",
)


def parts_of(change: WireChange) -> list[Any]:
    (parts,) = msgspec.msgpack.decode(encode_changes([change]))
    return list(parts)


@given(st.lists(changes, max_size=5))
@settings(deadline=None)
def test_what_was_written_is_read(written: list[WireChange]) -> None:
    data = encode_changes(written)
    assert decode_changes(data) == written
    assert encode_changes(decode_changes(data)) == data


@given(st.lists(st.tuples(changes, st.lists(plain, max_size=3)), max_size=4))
@settings(deadline=None)
def test_parts_of_a_newer_version_are_kept_and_written_back(
    written: list[tuple[WireChange, list[Any]]],
) -> None:
    data = msgspec.msgpack.encode([parts_of(change) + later for change, later in written])
    read = decode_changes(data)
    assert encode_changes(read) == data
    for (change, later), found in zip(written, read, strict=True):
        ext = json.loads(found.ext)
        assert ("$later" in ext) == bool(later)
        assert json.loads(change.ext).items() <= ext.items()
        assert msgspec.structs.replace(found, ext=change.ext) == change


def test_later_parts_stay_with_a_change_that_is_kept_and_sealed_again() -> None:
    later = msgspec.msgpack.encode([[*parts_of(CHANGE), {"x": b"\x00\xff"}, [7]]])
    (kept,) = decode_changes(later)
    assert encode_changes([CHANGE, kept])[1:] == encode_changes([CHANGE])[1:] + later[1:]


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_anything_else_is_not_whole(data: bytes) -> None:
    try:
        read = decode_changes(data)
    except NotWhole:
        return
    assert encode_changes(read) == data


@given(st.lists(changes, min_size=1, max_size=3), st.data())
@settings(deadline=None)
def test_damaged_changes_are_refused_or_written_the_same(
    written: list[WireChange], data: st.DataObject
) -> None:
    good = encode_changes(written)
    place = data.draw(st.integers(0, len(good) - 1))
    kind = data.draw(st.sampled_from(["flip", "cut", "more", "less"]))
    bad = {
        "flip": good[:place]
        + bytes([good[place] ^ data.draw(st.integers(1, 255))])
        + good[place + 1 :],
        "cut": good[:place],
        "more": good[:place] + data.draw(st.binary(min_size=1, max_size=9)) + good[place:],
        "less": good[:place] + good[place + 1 :],
    }[kind]
    try:
        read = decode_changes(bad)
    except NotWhole:
        return
    assert encode_changes(read) == bad


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "00000000-0000-0000-0000-000000000001"),
        (0, b"\x01" * 15),
        (0, None),
        (4, 12),
        (5, -1),
        (5, MAX_TICK + 1),
        (5, 1.5),
        (5, True),
        (7, b"Doel"),
        (10, {"eigen_woorden": "x"}),
        (12, '{"$later": "koGhYQGRAg=="}'),
        (12, None),
    ],
)
def test_a_part_of_another_type_is_refused(place: int, value: object) -> None:
    parts = parts_of(CHANGE)
    parts[place] = value
    with pytest.raises(NotWhole):
        decode_changes(msgspec.msgpack.encode([parts]))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc0",
        b"\x80",
        b"\x91\x90",
        b"\xdd\xff\xff\xff\xff",
        b"\x91" * 100_000,
        b"\x91" + b"\x9e" + encode_changes([CHANGE])[2:] + b"\x91" * 100_000,
        msgspec.msgpack.encode([parts_of(CHANGE)[:12]]),
        msgspec.msgpack.encode([parts_of(CHANGE)]) + b"\x00",
        b"\xdc\x00\x01" + encode_changes([CHANGE])[1:],
        msgspec.msgpack.encode([parts_of(CHANGE)] * 5000),
    ],
    ids=lambda data: f"{len(data)}-bytes",
)
def test_what_looks_like_it_is_refused(data: bytes) -> None:
    with pytest.raises(NotWhole):
        decode_changes(data)


def test_later_parts_need_an_object_to_be_kept_in() -> None:
    parts = parts_of(msgspec.structs.replace(CHANGE, ext="geen object"))
    with pytest.raises(NotWhole):
        decode_changes(msgspec.msgpack.encode([[*parts, 1]]))


def test_a_text_that_talks_of_later_parts_is_only_text() -> None:
    talk = msgspec.structs.replace(CHANGE, values='{"eigen_woorden": "\\"$later\\": \\"AAAA\\""}')
    assert decode_changes(encode_changes([talk])) == [talk]


def test_no_value_is_told_when_it_goes_wrong() -> None:
    data = encode_changes([msgspec.structs.replace(CHANGE, kind="GEHEIM", values="GEHEIM")])
    with pytest.raises(NotWhole) as refused:
        decode_changes(data[:-1])
    assert "GEHEIM" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
