"""Envelopes: the right house opens them, and nobody changes, moves or makes one up."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hvh_desktop.crypto import primitives, streams
from hvh_desktop.crypto.primitives import Key
from hvh_desktop.db import new_id
from hvh_desktop.sync.envelope import (
    MAX_RAW,
    NeedsUpdate,
    NoKey,
    NotGenuine,
    NotWhole,
    erase,
    find_header,
    how_many_fit,
    is_by,
    is_genuine,
    open_items,
    split,
)
from hvh_desktop.sync.parts import MAX_BYTES, MAX_CHANGES, NO_HASH, Seen
from hvh_desktop.sync.wire import WireChange, encode_changes
from tests.sync.sealing import HEADER, Writer, forge, unpack
from tests.sync.test_wire import changes as any_change

WRITER = Writer()
A, B, C = WRITER.keys


def of(key: Key) -> bytes:
    return streams.key_id_of(key)


def open_raw(raw: bytes, writer: Writer = WRITER) -> list[WireChange]:
    return open_items(split(raw), writer.find_key)


def small(*, author: bool = True) -> bytes:
    one, two, three = (WRITER.change(number) for number in range(3))
    return WRITER.seal([(A, [one]), (B, [two]), (A, [three])], author=author)


# What goes in comes out


def test_changes_come_out_in_the_order_of_the_runs() -> None:
    written = [WRITER.change(number) for number in (5, 1, 4, 2, 3)]
    raw = WRITER.seal([(A, written[:2]), (B, written[2:3]), (A, written[3:4]), (C, written[4:])])
    parsed = split(raw)
    assert [item.key_id for item in parsed.header.items] == [of(A), of(B), of(C)]
    assert open_items(parsed, WRITER.find_key) == written


@given(
    st.lists(
        st.tuples(st.sampled_from([A, B, C]), st.lists(any_change, max_size=4)), max_size=8
    ).filter(lambda groups: any(run for _, run in groups))
)
@settings(deadline=None)
def test_any_changes_come_out_as_they_went_in(groups: list[tuple[Key, list[WireChange]]]) -> None:
    mine = [
        (key, [msgspec.structs.replace(change, user=WRITER.user) for change in run])
        for key, run in groups
    ]
    raw = WRITER.seal(mine)
    assert len(split(raw).header.items) == len({bytes(key) for key, run in mine if run})
    assert WRITER.accept(raw) == [change for _, run in mine for change in run]


def test_the_header_says_what_was_sealed() -> None:
    seen = Seen(new_id(), 812, secrets.token_bytes(32), 9)
    other: dict[str, Any] = {
        "stream": "behandeling",
        "epoch": 3,
        "n": 17,
        "previous": b"\x05" * 32,
        "seen": seen,
    }
    raw = WRITER.seal([(A, [WRITER.change()])], **other)
    parsed = split(raw)
    header = parsed.header
    assert {name: getattr(header, name) for name in other} == other
    assert (header.site, header.device, header.incarnation, header.user) == (
        "huis-1",
        WRITER.device,
        WRITER.incarnation,
        WRITER.user,
    )
    assert (header.format, header.lowest_reader) == (1, 1)
    (head,), (item,) = header.items, parsed.items
    assert item is not None
    assert (head.key_id, head.length, head.digest) == (of(A), len(item), primitives.sha256(item))
    assert parsed.hash == primitives.sha256(parsed.raw_header + parsed.signature)


def test_a_laptop_seals_without_the_user_who_is_gone() -> None:
    raw = small(author=False)
    parsed = split(raw)
    assert is_genuine(parsed, WRITER.device_public)
    assert parsed.author_signature == b""
    assert not is_by(parsed, WRITER.user_public)
    assert len(open_raw(raw)) == 3


@pytest.mark.parametrize("groups", [[], [(A, [])], [(A, []), (B, [])]])
def test_an_empty_envelope_is_never_sealed(groups: list[tuple[Key, list[WireChange]]]) -> None:
    with pytest.raises(ValueError):
        WRITER.seal(groups)


def test_one_envelope_holds_one_person() -> None:
    with pytest.raises(ValueError):
        WRITER.seal([(A, [WRITER.change(), Writer().change()])])


def test_sealing_the_same_again_shows_nothing_of_being_the_same() -> None:
    change = WRITER.change()
    first, second = (split(WRITER.seal([(A, [change])])) for _ in range(2))
    assert first.items != second.items
    assert first.hash != second.hash


# Nobody changes a byte


@pytest.mark.parametrize("author", [True, False], ids=["with-author", "without-author"])
def test_every_changed_byte_is_refused(author: bool) -> None:
    raw = small(author=author)
    assert WRITER.accept(raw) is not None
    for place, byte in enumerate(raw):
        for other in {byte ^ (1 << bit) for bit in range(8)} | {0, 255, 0xC0} - {byte}:
            bad = raw[:place] + bytes([other]) + raw[place + 1 :]
            assert WRITER.accept(bad) is None, (place, byte, other)


def test_every_value_of_every_byte_around_the_signed_parts_is_refused() -> None:
    raw = small()
    parsed = split(raw)
    inside = [parsed.raw_header, parsed.signature, parsed.author_signature, *parsed.items]
    framing = set(range(len(raw)))
    for part in inside:
        assert part is not None
        start = raw.index(part)
        framing -= set(range(start, start + len(part)))
    assert len(framing) >= 10
    for place in framing:
        for other in set(range(256)) - {raw[place]}:
            bad = raw[:place] + bytes([other]) + raw[place + 1 :]
            assert WRITER.accept(bad) is None, (place, other)


def test_an_envelope_that_is_cut_off_or_longer_is_refused() -> None:
    raw = small()
    for end in range(len(raw)):
        with pytest.raises(NotWhole):
            split(raw[:end])
    for more in (b"\x00", b"\xc0", raw):
        with pytest.raises(NotWhole):
            split(raw + more)


SEALED = small()


@given(st.data())
@settings(deadline=None)
def test_damage_of_any_kind_is_refused(data: st.DataObject) -> None:
    raw = SEALED
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    middle = data.draw(st.binary(max_size=40) | st.sampled_from([raw[40:80], raw[-60:]]))
    bad = raw[:start] + middle + raw[end:]
    assert bad == raw or WRITER.accept(bad) is None


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_what_is_no_envelope_is_not_whole(data: bytes) -> None:
    with pytest.raises(NotWhole):
        split(data)


def test_an_envelope_is_written_in_one_way_only() -> None:
    raw = small()
    raw_header, signature, author, items = msgspec.msgpack.decode(raw)
    assert msgspec.msgpack.encode([raw_header, signature, author, items]) == raw
    long_array = b"\xdc\x00\x04" + raw[1:]
    long_bytes = b"\x94\xc6" + len(raw_header).to_bytes(4, "big") + raw[raw.index(raw_header) :]
    as_text = raw.replace(b"\xc4\x40" + author, b"\xd9\x40" + author)
    more = msgspec.msgpack.encode([raw_header, signature, author, items, b"meer"])
    for other in (long_array, long_bytes, as_text, more):
        with pytest.raises(NotWhole):
            split(other)


def test_nested_rubbish_does_not_exhaust_the_reader() -> None:
    deep = b"\x91" * 200_000 + b"\xc0"
    raw_header, signature, author, items = msgspec.msgpack.decode(small())
    longer = b"\x9e" + raw_header[1:] + deep
    for bad in (deep, msgspec.msgpack.encode([longer, signature, author, items])):
        with pytest.raises(NotWhole):
            split(bad)


def test_more_than_the_largest_envelope_is_not_even_read() -> None:
    raw_header, signature, author, _ = msgspec.msgpack.decode(small())
    raw = msgspec.msgpack.encode([raw_header, signature, author, [bytes(MAX_RAW)] * 2])
    with pytest.raises(NotWhole, match="larger"):
        split(raw)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", 0),
        ("site", ""),
        ("site", "x" * 201),
        ("stream", 7),
        ("epoch", -1),
        ("device", b"\x01" * 15),
        ("incarnation", None),
        ("n", 0),
        ("n", 1 << 63),
        ("previous", b"\x00" * 31),
        ("seen", [None, 0, b"", 0]),
        ("seen", [None, -1, NO_HASH, 0]),
        ("user", b""),
        ("lowest_reader", 0),
        ("items", []),
        ("items", [[b"\x00" * 15, 1, NO_HASH]] * 2),
        ("items", None),
        ("has_author", False),
        ("has_author", 1),
    ],
)
def test_a_header_with_an_impossible_part_is_refused(name: str, value: object) -> None:
    def put(header: list[Any], items: list[Any]) -> None:
        header[HEADER.index(name)] = value

    with pytest.raises(NotWhole):
        split(forge(small(), WRITER, put))


# Nobody takes a signature off or puts another on


def test_the_signature_of_the_author_cannot_be_taken_off() -> None:
    raw_header, signature, author, items = msgspec.msgpack.decode(small())
    assert len(author) == 64
    with pytest.raises(NotWhole):
        split(msgspec.msgpack.encode([raw_header, signature, b"", items]))
    header = msgspec.msgpack.decode(raw_header)
    header[HEADER.index("has_author")] = False
    raw = msgspec.msgpack.encode([msgspec.msgpack.encode(header), signature, b"", items])
    assert not is_genuine(split(raw), WRITER.device_public)


def test_a_signature_of_an_author_cannot_be_put_on() -> None:
    raw_header, signature, _, items = msgspec.msgpack.decode(small(author=False))
    by = WRITER.sign_user(b"hvh-envelop/1" + raw_header)
    with pytest.raises(NotWhole):
        split(msgspec.msgpack.encode([raw_header, signature, by, items]))


def test_another_laptop_or_person_did_not_sign_it() -> None:
    parsed, stranger = split(small()), Writer()
    assert not is_genuine(parsed, stranger.device_public)
    assert not is_genuine(parsed, WRITER.user_public)
    assert not is_by(parsed, stranger.user_public)
    assert not is_by(parsed, WRITER.device_public)


@pytest.mark.parametrize(
    "public",
    [b"", b"\x00" * 31, b"\x00" * 32, b"\xff" * 32, b"\x00" * 33],
    ids=["none", "short", "zero", "ones", "long"],
)
def test_a_key_that_is_no_key_signed_nothing(public: bytes) -> None:
    parsed = split(small())
    assert not is_genuine(parsed, public)
    assert not is_by(parsed, public)


def test_signatures_of_laptop_and_author_are_not_exchanged() -> None:
    raw_header, signature, author, items = msgspec.msgpack.decode(small())
    parsed = split(msgspec.msgpack.encode([raw_header, author, signature, items]))
    assert not is_genuine(parsed, WRITER.device_public)
    assert not is_by(parsed, WRITER.user_public)


# Nobody moves an item


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("site", "huis-2"),
        ("stream", "behandeling"),
        ("epoch", 1),
        ("device", b"\x05" * 16),
        ("incarnation", b"\x06" * 16),
        ("n", 2),
    ],
    ids=["site", "stream", "epoch", "device", "incarnation", "n"],
)
def test_an_item_that_was_moved_does_not_open(name: str, value: object) -> None:
    def move(header: list[Any], items: list[Any]) -> None:
        header[HEADER.index(name)] = value

    parsed = split(forge(small(), WRITER, move))
    assert is_genuine(parsed, WRITER.device_public)
    with pytest.raises(NotGenuine):
        open_items(parsed, WRITER.find_key)


def _swap(header: list[Any], items: list[Any]) -> None:
    heads = header[HEADER.index("items")]
    heads.reverse()
    items.reverse()


def _swap_bytes_only(header: list[Any], items: list[Any]) -> None:
    heads = header[HEADER.index("items")]
    for head, other in zip(heads, [head[1:] for head in reversed(heads)], strict=True):
        head[1:] = other
    items.reverse()


def _double(header: list[Any], items: list[Any]) -> None:
    heads = header[HEADER.index("items")]
    heads.append(heads[0])
    items.append(items[0])


def _other_key(header: list[Any], items: list[Any]) -> None:
    header[HEADER.index("items")][0][0] = of(C)


def _cut(header: list[Any], items: list[Any]) -> None:
    head = header[HEADER.index("items")][0]
    items[0] = items[0][:-1]
    head[1:] = [len(items[0]), primitives.sha256(items[0])]


def _empty(header: list[Any], items: list[Any]) -> None:
    items[0] = b""
    header[HEADER.index("items")][0][1:] = [0, primitives.sha256(b"")]


@pytest.mark.parametrize("edit", [_swap, _swap_bytes_only, _double, _other_key, _cut, _empty])
def test_items_that_were_arranged_anew_do_not_open(
    edit: Callable[[list[Any], list[Any]], None],
) -> None:
    parsed = split(forge(small(), WRITER, edit))
    assert is_genuine(parsed, WRITER.device_public)
    with pytest.raises(NotGenuine):
        open_items(parsed, WRITER.find_key)


@pytest.mark.parametrize(
    "edit",
    [
        lambda items: items.reverse(),
        lambda items: items.__setitem__(0, items[1]),
        lambda items: items.__setitem__(0, items[0][:-1]),
        lambda items: items.__setitem__(0, items[0] + b"\x00"),
        lambda items: items.__setitem__(0, b""),
    ],
    ids=["swapped", "doubled", "cut", "longer", "empty"],
)
def test_items_that_do_not_fit_the_signed_header_are_not_genuine(
    edit: Callable[[list[bytes | None]], None],
) -> None:
    raw_header, signature, author, items = msgspec.msgpack.decode(small())
    edit(items)
    parsed = split(msgspec.msgpack.encode([raw_header, signature, author, items]))
    assert not is_genuine(parsed, WRITER.device_public)


def test_who_cannot_open_an_item_still_sees_every_changed_byte_of_it() -> None:
    """The hub has no key: for it the digest in the signed header must tell."""
    raw_header, signature, author, items = msgspec.msgpack.decode(small())
    for place in range(len(items[0])):
        bad = items[0][:place] + bytes([items[0][place] ^ 1]) + items[0][place + 1 :]
        parsed = split(msgspec.msgpack.encode([raw_header, signature, author, [bad, items[1]]]))
        assert not is_genuine(parsed, WRITER.device_public)


@pytest.mark.parametrize("count", [1, 3])
def test_items_that_are_missing_or_too_many_are_not_whole(count: int) -> None:
    raw_header, signature, author, items = msgspec.msgpack.decode(small())
    with pytest.raises(NotWhole):
        split(msgspec.msgpack.encode([raw_header, signature, author, (items * 2)[:count]]))


def test_an_item_of_another_envelope_does_not_open_here() -> None:
    donor = unpack(WRITER.seal([(A, [WRITER.change()])], n=2))

    def put(header: list[Any], items: list[Any]) -> None:
        header[HEADER.index("items")][0] = donor[0][HEADER.index("items")][0]
        items[0] = donor[3][0]

    with pytest.raises(NotGenuine):
        open_raw(forge(small(), WRITER, put))


def test_nobody_signs_for_the_words_of_somebody_else() -> None:
    def pass_for(header: list[Any], items: list[Any]) -> None:
        header[HEADER.index("user")] = new_id().bytes

    with pytest.raises(NotGenuine):
        open_raw(forge(small(), WRITER, pass_for))


# Keys


def test_without_a_key_it_waits_and_says_for_which() -> None:
    parsed = split(small())
    with pytest.raises(NoKey) as waits:
        open_items(parsed, {of(A): A}.get)
    assert waits.value.key_ids == (of(B),)
    with pytest.raises(NoKey) as waits:
        open_items(parsed, lambda key_id: None)
    assert waits.value.key_ids == (of(A), of(B))


def test_a_key_under_a_wrong_name_is_no_key() -> None:
    parsed = split(small())
    with pytest.raises(NoKey):
        open_items(parsed, lambda key_id: C)
    with pytest.raises(NoKey):
        open_items(parsed, {of(A): B, of(B): A}.get)


# Erased


def test_an_erased_item_leaves_hash_and_signatures_as_they_were() -> None:
    one, two, three = (WRITER.change(number) for number in range(3))
    raw = WRITER.seal([(A, [one]), (B, [two]), (A, [three])])
    whole, parsed = split(raw), split(erase(raw, {of(A)}))
    assert (parsed.hash, parsed.header) == (whole.hash, whole.header)
    assert is_genuine(parsed, WRITER.device_public)
    assert is_by(parsed, WRITER.user_public)
    assert parsed.erased == {of(A)}
    assert not whole.erased
    assert open_items(parsed, {of(B): B}.get) == [two]
    assert whole.items[0] not in (None, *parsed.items)


def test_everything_may_be_erased_and_erasing_again_changes_nothing() -> None:
    raw = small()
    empty = erase(raw, {of(A), of(B), of(C)})
    assert open_items(split(empty), lambda key_id: None) == []
    assert is_genuine(split(empty), WRITER.device_public)
    assert erase(empty, {of(A)}) == empty
    assert erase(raw, set()) == raw == erase(raw, {of(C)})
    assert erase(erase(raw, {of(A)}), {of(B)}) == empty


def test_what_is_left_of_an_erased_envelope_is_guarded_as_before() -> None:
    raw = erase(small(), {of(B)})
    left = WRITER.accept(raw)
    assert left is not None
    for place in range(len(raw)):
        bad = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        assert WRITER.accept(bad) is None, place


# A newer version


def later(raw: bytes, *, lowest_reader: int) -> bytes:
    def edit(header: list[Any], items: list[Any]) -> None:
        header[HEADER.index("format")] = 2
        header[HEADER.index("lowest_reader")] = lowest_reader
        header[HEADER.index("seen")].append({"iets": "nieuws"})
        header[HEADER.index("items")][0].append([1, b"\x00"])
        header.extend([{"nog": "iets"}, [1, 2, 3]])

    return forge(raw, WRITER, edit)


def test_an_envelope_of_a_newer_version_is_kept_and_read_when_it_can_be() -> None:
    old = small()
    raw = later(old, lowest_reader=1)
    parsed = split(raw)
    assert parsed.header.format == 2
    assert is_genuine(parsed, WRITER.device_public)
    assert is_by(parsed, WRITER.user_public)
    assert WRITER.accept(raw) == WRITER.accept(old)
    assert erase(raw, set()) == raw


def test_an_envelope_that_needs_a_newer_reader_waits_for_an_update() -> None:
    raw = later(small(), lowest_reader=2)
    parsed = split(raw)
    assert is_genuine(parsed, WRITER.device_public)
    with pytest.raises(NeedsUpdate):
        open_items(parsed, WRITER.find_key)
    assert split(erase(raw, {of(A)})).hash == parsed.hash


def test_parts_of_changes_that_this_version_does_not_know_are_kept() -> None:
    change = msgspec.structs.replace(WRITER.change(), ext='{"$later": "kcM="}')
    written = encode_changes([change])
    (found,) = open_raw(WRITER.seal([(A, [change])]))
    assert encode_changes([found]) == written
    assert msgspec.msgpack.decode(written)[0][13:] == [True]


# Who sealed it


def test_the_sealer_is_signed_along() -> None:
    colleague = new_id()
    raw = WRITER.seal([(A, [WRITER.change()])], sealer=colleague)
    header = split(raw).header
    assert (header.user, header.sealer) == (WRITER.user, colleague)

    def rename(header: list[Any], _: list[Any]) -> None:
        header[HEADER.index("sealer")] = new_id().bytes

    bent = split(forge(raw, Writer(device_key=WRITER.device_key), rename))
    assert is_genuine(bent, WRITER.device_public)
    assert not is_by(bent, WRITER.user_public)


@pytest.mark.parametrize("sealer", [b"", b"x", "x", 7, [], bytes(17)])
def test_a_sealer_that_is_none_is_no_envelope(sealer: object) -> None:
    def put(header: list[Any], _: list[Any]) -> None:
        header[HEADER.index("sealer")] = sealer

    with pytest.raises(NotWhole):
        split(forge(small(), WRITER, put))


def test_an_envelope_of_before_names_nobody() -> None:
    def drop(header: list[Any], _: list[Any]) -> None:
        del header[HEADER.index("sealer") :]

    parsed = split(forge(small(), WRITER, drop))
    assert parsed.header.sealer is None
    assert is_by(parsed, WRITER.user_public)


def test_the_header_is_read_from_the_front_of_an_envelope() -> None:
    for raw in (small(), WRITER.seal([(A, [WRITER.change(text="x" * 90_000)])])):
        whole = split(raw)
        assert find_header(raw) == whole.header
        size = 16 + len(whole.raw_header)
        assert find_header(raw[:size]) == whole.header
        assert all(find_header(raw[:n]) is None for n in range(len(whole.raw_header)))
    for front in (b"", b"\x94", b"\x94\xc4", b"\x94\xc6\xff\xff\xff\xff\xff", b"\xc1" * 40):
        assert find_header(front) is None


# How much goes in one


def test_as_many_fit_as_the_largest_envelope_takes() -> None:
    assert how_many_fit([]) == 0
    assert how_many_fit([WRITER.change()]) == 1
    assert how_many_fit([WRITER.change()] * 500) == MAX_CHANGES


def test_a_large_change_goes_alone() -> None:
    little, large = WRITER.change(), WRITER.change(text="x" * MAX_BYTES)
    assert how_many_fit([little, little, large, little]) == 2
    assert how_many_fit([large, little]) == 1
    assert len(open_raw(WRITER.seal([(A, [large])]))) == 1


@pytest.mark.parametrize("length", [0, 300, 700, 1500, 60_000])
def test_what_fits_stays_below_the_limit_when_nothing_compresses(length: int) -> None:
    changes = [WRITER.change(text=secrets.token_urlsafe(length)) for _ in range(MAX_CHANGES)]
    runs = [(streams.new_subject_key(), [change]) for change in changes[: how_many_fit(changes)]]
    raw = WRITER.seal(runs, seen=Seen(new_id(), 1 << 60, b"\xff" * 32, 1 << 60), n=1 << 60)
    assert len(raw) <= MAX_BYTES
    assert len(runs) > 1


def test_what_belongs_to_nobody_may_be_sealed_under_the_stream_key() -> None:
    stream = streams.stream_key(primitives.new_key(), site="huis-1", stream="team", epoch=0)
    raw = WRITER.seal([(stream, [WRITER.change()])])
    with pytest.raises(NoKey):
        open_raw(raw)
    assert len(open_items(split(raw), {of(stream): stream}.get)) == 1
