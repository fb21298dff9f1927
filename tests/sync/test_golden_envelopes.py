"""Envelopes of every released format stay readable for ever, byte for byte as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hvh_desktop.crypto import primitives, streams
from hvh_desktop.sync.envelope import erase, is_by, is_genuine, open_items, split
from hvh_desktop.sync.parts import FORMAT
from hvh_desktop.sync.wire import WireChange, decode_changes, encode_changes
from tests.golden.make_envelope import (
    COLLEAGUE,
    COLLEAGUE_KEY,
    DEVICE,
    FOLDER,
    INCARNATION,
    SITE,
    STREAM,
    SUBJECT_KEYS,
    USER,
    find_key,
)

FORMATS = sorted(FOLDER.iterdir())


def read_expected(folder: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((folder / "verwacht.json").read_text("utf-8"))
    return expected


def in_words(change: WireChange) -> dict[str, str]:
    return {name: str(getattr(change, name)) for name in WireChange.__struct_fields__}


def test_there_is_a_golden_envelope_of_every_format() -> None:
    numbers = [f"format-{number}" for number in range(1, FORMAT + 1)]
    assert [folder.name for folder in FORMATS] == numbers


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", ["met-schrijver", "zonder-schrijver", "gewist", "met-verzegelaar"])
def test_a_golden_envelope_opens(folder: Path, name: str) -> None:
    expected = read_expected(folder)
    raw = (folder / f"{name}.bin").read_bytes()
    parsed = split(raw)
    header = parsed.header
    assert (header.site, header.stream, header.epoch) == (SITE, STREAM, 0)
    assert (header.device, header.incarnation, header.user) == (DEVICE, INCARNATION, USER)
    assert header.n == {"zonder-schrijver": 2, "met-verzegelaar": 3}.get(name, 1)
    assert header.sealer == (COLLEAGUE if name == "met-verzegelaar" else None)
    assert is_genuine(parsed, bytes.fromhex(expected["device_public"]))
    is_signed_by = is_by(parsed, bytes.fromhex(expected["user_public"]))
    assert is_signed_by == (name in ("met-schrijver", "gewist"))
    is_by_colleague = is_by(parsed, primitives.sign_public(COLLEAGUE_KEY))
    assert is_by_colleague == (name == "met-verzegelaar")
    changes = expected["changes"]
    if name == "gewist":
        changes = [changes[1], changes[2], changes[4]]
    assert [in_words(change) for change in open_items(parsed, find_key)] == changes


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_erasing_gives_the_same_bytes_for_ever(folder: Path) -> None:
    whole = (folder / "met-schrijver.bin").read_bytes()
    erased = (folder / "gewist.bin").read_bytes()
    assert erase(whole, {streams.key_id_of(SUBJECT_KEYS[0])}) == erased
    assert split(whole).hash == split(erased).hash
    assert erase(whole, ()) == whole


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_changes_are_written_in_the_same_bytes_for_ever(folder: Path) -> None:
    data = bytes.fromhex(read_expected(folder)["on_the_wire"])
    changes = decode_changes(data)
    assert [in_words(change) for change in changes] == read_expected(folder)["changes"]
    assert encode_changes(changes) == data
