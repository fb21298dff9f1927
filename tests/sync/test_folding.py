"""Folding: lengths say little, and nothing unfolds to more than an envelope may hold."""

from __future__ import annotations

import secrets
import tracemalloc

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from hvh_desktop.crypto.primitives import NONCE_SIZE, TAG_SIZE
from hvh_desktop.sync.envelope import MAX_PLAIN, NotGenuine, open_items, split
from hvh_desktop.sync.folding import NotFolded, fold, padme, unfold
from hvh_desktop.sync.wire import encode_changes
from tests.sync.sealing import Writer, with_content

WRITER = Writer()
ROOM = 1 << 20


@given(st.binary(max_size=3000) | st.integers(0, 100_000).map(lambda size: b"a" * size))
@settings(deadline=None)
def test_what_was_folded_unfolds(plain: bytes) -> None:
    folded = fold(plain)
    assert unfold(folded, ROOM) == plain
    assert unfold(folded, len(plain)) == plain
    assert padme(len(folded)) == len(folded)


@pytest.mark.parametrize(
    ("length", "filled"),
    [(0, 0), (1, 1), (2, 2), (8, 8), (9, 10), (100, 104), (1000, 1024), (100_001, 100_352)],
)
def test_the_length_to_fill_up_to(length: int, filled: int) -> None:
    assert padme(length) == filled


@given(st.integers(0, 1 << 40))
@settings(deadline=None)
def test_filling_costs_little_and_is_stable(length: int) -> None:
    filled = padme(length)
    assert length <= filled <= length * 1.12 + 1
    assert padme(filled) == filled
    assert padme(length + 1) >= filled


def test_few_lengths_are_left_to_tell_apart() -> None:
    assert len({padme(length) for length in range(1, 200_000)}) < 300


def test_items_have_such_a_length_only() -> None:
    for size in (1, 7, 60, 400, 5000):
        parsed = split(WRITER.seal([(WRITER.keys[0], [WRITER.change(text="x" * size)])]))
        inside = parsed.header.items[0].length - NONCE_SIZE - TAG_SIZE
        assert padme(inside) == inside


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_what_was_not_folded_does_not_unfold(data: bytes) -> None:
    with pytest.raises(NotFolded):
        unfold(data, ROOM)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_a_frame_of_rubbish_does_not_unfold(data: bytes) -> None:
    for start in (b"", zstandard.FRAME_HEADER, b"\x50\x2a\x4d\x18"):
        with pytest.raises(NotFolded):
            unfold(start + data + b"\x80", ROOM)


def test_filling_with_anything_but_zeros_is_refused() -> None:
    folded = fold(b"woorden" * 100)
    for wrong in (
        folded[:-1] + b"\x01",
        folded + b"\x01",
        folded.rstrip(b"\x00")[:-1],
        b"\x00" * 9,
    ):
        with pytest.raises(NotFolded):
            unfold(wrong, ROOM)


def _frames(size: int) -> dict[str, bytes]:
    """Frames of ``size`` zeros, honest and lying."""
    honest = zstandard.ZstdCompressor(level=19).compress(bytes(size))
    silent = zstandard.ZstdCompressor(level=3, write_content_size=False).compress(bytes(size))
    width = {0x80: 4, 0xC0: 8, 0x40: 2}[honest[4] & 0xC0]
    start = 5 if honest[4] & 0x20 else 6
    little = honest[:start] + (9).to_bytes(width, "little") + honest[start + width :]
    huge = honest[:start] + (0).to_bytes(width, "little")[:-1] + b"\x7f" + honest[start + width :]
    return {"honest": honest, "silent": silent, "little": little, "huge": huge}


@pytest.mark.parametrize("kind", ["honest", "silent", "little", "huge"])
def test_a_small_frame_never_unfolds_to_much(kind: str) -> None:
    frame = _frames(64 << 20)[kind]
    assert len(frame) < 20_000
    tracemalloc.start()
    try:
        with pytest.raises(NotFolded):
            unfold(frame + b"\x80", ROOM)
        assert tracemalloc.get_traced_memory()[1] < 2 * ROOM
    finally:
        tracemalloc.stop()


def test_two_frames_or_bytes_behind_a_frame_are_refused() -> None:
    frame = zstandard.ZstdCompressor().compress(b"een")
    for data in (frame + frame, frame + b"x", frame[:-1]):
        with pytest.raises(NotFolded):
            unfold(data + b"\x80", ROOM)


def test_a_laptop_that_seals_a_bomb_is_not_believed() -> None:
    raw = with_content(WRITER, [_frames(MAX_PLAIN + 1)["honest"] + b"\x80"])
    assert len(raw) < 20_000
    with pytest.raises(NotGenuine):
        open_items(split(raw), WRITER.find_key)


def test_the_limit_holds_for_all_items_together() -> None:
    texts = ["a" * (MAX_PLAIN * 2 // 5)] * 3
    runs = [(key, [WRITER.change(text=t)]) for key, t in zip(WRITER.keys, texts, strict=True)]
    assert len(open_items(split(WRITER.seal(runs[:2])), WRITER.find_key)) == 2
    with pytest.raises(NotGenuine):
        open_items(split(WRITER.seal(runs)), WRITER.find_key)


def _content(places: bytes, changes: bytes) -> bytes:
    return fold(b"\x92" + places + changes)


ONE = encode_changes([WRITER.change()])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        fold(b""),
        fold(b"\xc0"),
        fold(b"\x92"),
        fold(b"\x91" * 100_000),
        _content(b"\x90", ONE),
        _content(b"\x92\x00\x01", ONE),
        _content(b"\x91\xff", ONE),
        _content(b"\x91\xa1x", ONE),
        _content(b"\x91\x00", b"\x91" * 100_000),
        _content(b"\x92\x00\x00", encode_changes([WRITER.change(), WRITER.change()])),
        _content(b"\x91\x00", ONE + b"\x00"),
        secrets.token_bytes(100) + b"\x80",
    ],
    ids=[
        *("nothing", "empty", "nil", "cut-list", "many-lists", "no-places", "too-many-places"),
        *("wrong-place", "a-word", "many-changes", "same-places", "too-long", "random"),
    ],
)
def test_rubbish_under_the_right_keys_is_not_genuine(content: bytes) -> None:
    with pytest.raises(NotGenuine):
        open_items(split(with_content(WRITER, [content])), WRITER.find_key)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_rubbish_under_the_right_keys_is_not_genuine(content: bytes) -> None:
    with pytest.raises(NotGenuine):
        open_items(split(with_content(WRITER, [fold(content)])), WRITER.find_key)


def test_two_items_never_claim_the_same_place() -> None:
    contents = [_content(b"\x91\x00", ONE), _content(b"\x91\x00", ONE)]
    with pytest.raises(NotGenuine):
        open_items(split(with_content(WRITER, contents)), WRITER.find_key)


def test_the_helper_seals_what_opens() -> None:
    contents = [_content(b"\x91\x01", ONE), _content(b"\x91\x00", ONE)]
    assert len(open_items(split(with_content(WRITER, contents)), WRITER.find_key)) == 2
