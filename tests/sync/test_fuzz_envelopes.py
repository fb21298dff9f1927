"""The fuzz runner itself: a short run over the golden envelopes, and it finds what is planted."""

from __future__ import annotations

import pytest

from hvh_desktop.sync import envelope
from tests.sync.fuzz_envelopes import check_bytes, check_changes, content_of, list_golden, run


def test_a_short_run_over_every_golden_envelope_is_sane() -> None:
    tries, _ = run(list_golden(), seconds=0, first_seed=1)
    assert tries >= 500


def test_an_envelope_with_an_item_left_out_is_no_damage() -> None:
    good = list_golden()[1].read_bytes()
    key_ids = [head.key_id for head in envelope.split(good).header.items]
    check_bytes(good, envelope.erase(good, key_ids[:1]))


def test_the_runner_notices_a_reader_that_checks_nothing() -> None:
    good = list_golden()[1].read_bytes()
    bad = good[:-1] + bytes([good[-1] ^ 1])
    check_bytes(good, bad)
    with pytest.raises(AssertionError):
        check_bytes(good, bad, accept=lambda raw: [])


def test_the_runner_reads_what_it_damages() -> None:
    for file in list_golden():
        content = content_of(file.read_bytes())
        assert content.startswith(b"\x92")
        check_changes(content)
