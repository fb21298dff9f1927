"""Damage envelope files for as long as you like, and see that the reader stays sane.

``python -m tests.sync.fuzz_envelopes --seconds 60 [file ...]``: without files the golden ones.
Three depths: the bytes as they lie on a disk; the parts of an envelope, signed anew by a laptop
of the house that means harm; and what is inside an item, sealed anew by such a laptop. A find
prints the seed; ``--seed`` runs it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from hvh_desktop.crypto import primitives
from hvh_desktop.sync import envelope
from hvh_desktop.sync.folding import fold, unfold
from hvh_desktop.sync.wire import NotWhole, WireChange, decode_changes, encode_changes
from tests.golden import make_envelope as golden
from tests.sync.sealing import Writer, aad_of, forge

WRITER = Writer(
    device=golden.DEVICE,
    incarnation=golden.INCARNATION,
    user=golden.USER,
    device_key=golden.DEVICE_KEY,
    user_key=golden.USER_KEY,
    keys=(*golden.SUBJECT_KEYS, golden.STREAM_KEY),
    colleagues={golden.COLLEAGUE: primitives.sign_public(golden.COLLEAGUE_KEY)},
)
REFUSALS = (envelope.NotWhole, envelope.NotGenuine, envelope.NoKey, envelope.NeedsUpdate)
Accept = Callable[[bytes], list[WireChange] | None]
Draw = Callable[[st.SearchStrategy[Any]], Any]

odd = (
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 64) - 1)
    | st.binary(max_size=70)
    | st.text(max_size=20)
    | st.lists(st.integers(0, 300), max_size=4)
)


@st.composite
def damaged(draw: Draw, good: bytes) -> bytes:
    """Some bytes flipped, cut out, put in, doubled or moved."""
    data = good
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 80)))
        other = draw(st.integers(0, len(data)))
        here, mask = data[start:end], draw(st.integers(1, 255))
        flipped = bytes(byte ^ mask for byte in here)
        ready = [b"", here * 2, data[other : other + 40], flipped]
        middle = draw(st.sampled_from(ready) | st.binary(max_size=40))
        data = data[:start] + middle + data[end:]
    return data


@st.composite
def bent(draw: Draw, value: list[Any]) -> list[Any]:
    """The same list with one part changed, left out, doubled or put elsewhere, at any depth."""
    if value and draw(st.booleans()):
        place = draw(st.integers(0, len(value) - 1))
        if isinstance(value[place], list) and draw(st.booleans()):
            return [*value[:place], draw(bent(value[place])), *value[place + 1 :]]
        with_it = draw(st.sampled_from(["change", "drop", "double", "move"]))
        rest = [*value[:place], *value[place + 1 :]]
        if with_it == "drop":
            return rest
        if with_it == "double":
            return [*value, value[place]]
        if with_it == "move":
            return [value[place], *rest]
        return [*value[:place], draw(odd), *value[place + 1 :]]
    return [*value, draw(odd)]


def check_bytes(good: bytes, bad: bytes, accept: Accept = WRITER.accept) -> None:
    """Nothing is accepted but the envelope itself, and itself with items left out."""
    if accept(bad) is None or bad == good:
        return
    left_out = envelope.split(bad).erased
    if bad != envelope.erase(good, left_out):
        raise AssertionError("damaged bytes were accepted")


def check_forged(good: bytes, header: list[Any], items: list[Any]) -> None:
    """Signed by a real laptop without keys: it shows what was written there, or nothing."""

    def put(old_header: list[Any], old_items: list[Any]) -> None:
        old_header[:], old_items[:] = header, items

    written = WRITER.accept(good) or []
    read = WRITER.accept(forge(good, WRITER, put))
    if read is not None and not all(change in written for change in read):
        raise AssertionError("an envelope shows what was not sealed for it")


def check_inside(good: bytes, content: bytes) -> None:
    """Sealed by a real laptop with keys: changes of that person, or a refusal."""
    before = envelope.split(good).header

    def put(header: list[Any], items: list[Any]) -> None:
        for index, head in enumerate(before.items):
            if items[index] is None:
                continue
            key = WRITER.find_key(head.key_id)
            assert key is not None
            item = primitives.close_box(key, content, aad_of(before, index, head.key_id))
            header[11][index] = [head.key_id, len(item), primitives.sha256(item)]
            items[index] = item

    read = WRITER.accept(forge(good, WRITER, put))
    for change in read or ():
        if type(change) is not WireChange or change.user != before.user:
            raise AssertionError("a change of somebody else was read")


def check_changes(bad: bytes) -> None:
    """Changes are read when they are written in the one way, else refused."""
    try:
        read = decode_changes(bad)
    except NotWhole:
        return
    if encode_changes(read) != bad:
        raise AssertionError("changes were read that are written otherwise")


def content_of(good: bytes) -> bytes:
    """What is inside the last item that is there, unfolded."""
    parsed = envelope.split(good)
    index, item = [pair for pair in enumerate(parsed.items) if pair[1] is not None][-1]
    key_id = parsed.header.items[index].key_id
    key = WRITER.find_key(key_id)
    assert key is not None
    assert item is not None
    content = primitives.open_box(key, item, aad_of(parsed.header, index, key_id))
    assert content is not None
    return unfold(content, envelope.MAX_PLAIN)


def fuzz(good: bytes, data: st.DataObject) -> None:
    """One try at one of the depths."""
    depth = data.draw(st.sampled_from(["bytes", "forged", "folded", "inside", "changes"]))
    if depth == "bytes":
        check_bytes(good, data.draw(damaged(good)))
    elif depth == "forged":
        raw_header, _, _, items = msgspec.msgpack.decode(good)
        header = msgspec.msgpack.decode(raw_header)
        check_forged(good, data.draw(bent(header)), data.draw(st.just(items) | bent(items)))
    elif depth == "folded":
        check_inside(good, data.draw(damaged(fold(content_of(good)))))
    elif depth == "inside":
        check_inside(good, fold(data.draw(damaged(content_of(good)))))
    else:
        check_changes(data.draw(damaged(encode_changes(WRITER.accept(good) or []))))


def run(files: Sequence[Path], *, seconds: float, first_seed: int) -> tuple[int, int]:
    """Try until the time is over; how many tries, and the last seed."""
    tries, number = 0, first_seed
    until = time.monotonic() + seconds
    goods = [file.read_bytes() for file in files]
    while True:

        @seed(number)
        @settings(
            max_examples=500,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.sampled_from(goods), st.data())
        def attempt(good: bytes, data: st.DataObject) -> None:
            nonlocal tries
            tries += 1
            fuzz(good, data)

        try:
            attempt()
        except BaseException:
            sys.stderr.write(f"seed {number}\n")
            raise
        if time.monotonic() >= until:
            return tries, number
        number += 1


def list_golden() -> list[Path]:
    return sorted(golden.FOLDER.glob("format-*/*.bin"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    given_to = parser.parse_args()
    files = given_to.files or list_golden()
    tries, last = run(files, seconds=given_to.seconds, first_seed=given_to.seed)
    sys.stdout.write(f"{tries} tries on {len(files)} files, seeds to {last}: all sane\n")


if __name__ == "__main__":
    main()
