"""What somebody wrote shows nowhere on the outside of an envelope, in no spelling."""

from __future__ import annotations

import base64
import codecs
import json
import secrets
import traceback
from collections.abc import Iterator
from statistics import mean
from uuid import UUID

import msgspec
import pytest

from hvh_desktop.crypto import streams
from hvh_desktop.db import new_id
from hvh_desktop.sync import envelope
from hvh_desktop.sync.wire import WireChange
from tests.sync.sealing import Writer, forge, unpack, with_content

WRITER = Writer()
WORDS = ("Krzysztof Żółkiewski", "zwembadterugval", "Parelhoenstraat 7", "HT-90129", "kürbissoep")
KIND, FIELD, OPERATION = "Plantensoort", "plantenveld", "plantendaad"
DEELNEMER = new_id()
CHANCE = 7
"""Fewer bytes than this may be there by chance."""


def planted(number: int) -> WireChange:
    """A change in which every part that a person or the program writes can be told."""
    values = {FIELD: " ".join(WORDS), "deelnemer_id": {"$id": DEELNEMER.hex}}
    return msgspec.structs.replace(
        WRITER.change(number),
        kind=KIND,
        operation=OPERATION,
        schema="planten-0004",
        values=json.dumps(values, ensure_ascii=False),
        parents=json.dumps({FIELD: [new_id().hex]}),
        ext=json.dumps({"later": WORDS[0]}),
    )


def spellings(word: str) -> Iterator[bytes]:
    """The ways in which a word can lie in a file: as text, and as text packed once more."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp1252"):
        data = word.encode(coding, "ignore")
        yield from (data, data.lower(), data.upper(), data[::-1], data.hex().encode())
        yield from (base64.b64encode(b"x" * shift + data)[4:-4] for shift in range(3))
    yield json.dumps(word)[1:-1].encode()
    yield codecs.encode(word.encode("ascii", "ignore").decode(), "rot13").encode()


def ids_of(change: WireChange) -> Iterator[bytes]:
    """Ids that tell which record it was. Person and laptop stand in the header on purpose."""
    for found in (change.id, change.action, change.entity, DEELNEMER):
        yield from spell_id(found)
    yield change.hlc.to_bytes(8, "big")
    yield change.at.encode()


def spell_id(found: UUID) -> Iterator[bytes]:
    yield from (found.bytes, found.bytes_le, found.hex.encode(), str(found).encode())
    yield base64.b64encode(found.bytes)[:20]


@pytest.mark.parametrize("count", [1, 20, 200])
@pytest.mark.parametrize("author", [True, False], ids=["with-author", "without-author"])
def test_no_planted_word_shows(count: int, author: bool) -> None:
    written = [planted(number) for number in range(count)]
    runs = [(WRITER.keys[number % 3], [change]) for number, change in enumerate(written)]
    raw = WRITER.seal(runs, author=author)
    some_erased = envelope.erase(raw, {streams.key_id_of(WRITER.keys[0])})
    for data in (raw, some_erased):
        for word in (*WORDS, *" ".join(WORDS).split(), KIND, FIELD, OPERATION, "planten-0004"):
            for spelling in spellings(word):
                assert len(spelling) < CHANCE or spelling not in data
        for change in written[:20]:
            assert not any(spelling in data for spelling in ids_of(change))
    assert WRITER.accept(raw) == written


def test_the_planted_words_would_be_found() -> None:
    """The same search finds them when they are there."""
    data = msgspec.msgpack.encode(planted(0), enc_hook=str)
    assert all(any(spelling in data for spelling in spellings(word)) for word in WORDS)
    assert any(spelling in planted(0).values.encode() for spelling in spell_id(DEELNEMER))


def test_no_key_shows() -> None:
    raw = WRITER.seal([(key, [planted(0)]) for key in WRITER.keys])
    for key in (*WRITER.keys, WRITER.device_key, WRITER.user_key):
        assert bytes(key) not in raw
        assert bytes(key).hex().encode() not in raw


def test_the_header_holds_nothing_but_what_the_hub_may_know() -> None:
    header, _, _, _ = unpack(WRITER.seal([(WRITER.keys[0], [planted(0)])]))
    texts = [part for part in header if isinstance(part, str)]
    assert texts == ["huis-1", "team"]


def test_what_is_sealed_looks_like_chance() -> None:
    """Bits of items are as often set as not, also when the same words are sealed each time."""
    items = [
        item
        for _ in range(60)
        for item in unpack(WRITER.seal([(WRITER.keys[0], [planted(0)])]))[3]
        if item is not None
    ]
    bits = [byte.bit_count() / 8 for item in items for byte in item]
    assert len(bits) > 10_000
    assert mean(bits) == pytest.approx(0.5, abs=0.02)
    assert len({item[:12] for item in items}) == len(items)


def test_words_of_almost_one_length_give_one_length() -> None:
    """Whether somebody wrote ‘ja’ or ‘nee’ cannot be told from outside."""
    lengths = {
        split_length(WRITER.change(text="x" * 300 + secrets.token_urlsafe(size)))
        for size in (30, 31, 32, 33)
        for _ in range(10)
    }
    assert len(lengths) <= 2


def split_length(change: WireChange) -> int:
    (head,) = envelope.split(WRITER.seal([(WRITER.keys[0], [change])])).header.items
    return head.length


def test_no_refusal_tells_what_was_in_it() -> None:
    """What goes to a log file when an envelope is refused: numbers, never words or ids of men."""
    raw = WRITER.seal([(WRITER.keys[0], [planted(0)]), (WRITER.keys[1], [planted(1)])])

    def pass_for(header: list[object], items: list[object]) -> None:
        header[9] = new_id().bytes

    cases = [
        raw[:-1],
        forge(raw, WRITER, pass_for),
        with_content(WRITER, [" ".join(WORDS).encode() + b"\x80"]),
        WRITER.seal([(streams.new_subject_key(), [planted(0)])]),
    ]
    for case in cases:
        with pytest.raises(Exception) as refused:
            envelope.open_items(envelope.split(case), WRITER.find_key)
        told = "".join(traceback.format_exception(refused.value))
        for word in (*WORDS, KIND, FIELD, OPERATION, DEELNEMER.hex, WRITER.user.hex):
            assert word not in told
        assert isinstance(refused.value, envelope.NotWhole | envelope.NotGenuine | envelope.NoKey)
