"""What a laptop keeps of a stream: sealed, kept, carried out, and nothing lost or doubled."""

from __future__ import annotations

import base64
import os
from dataclasses import replace

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db import new_id
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer
from hvh_desktop.sync import envelope
from hvh_desktop.sync.envelope import is_by, split
from hvh_desktop.sync.parts import MAX_BYTES, MAX_CHANGES, NO_HASH, Cursor, Seen, Verdict
from hvh_desktop.sync.wire import WireChange
from tests.sync.laptops import NOTHING, Desk, House, ListHub, assert_equal


def opened(desk: Desk, raw: bytes) -> list[WireChange]:
    """With the keys of this laptop."""
    return envelope.open_items(split(raw), desk.store._keys.find)


# Travelling ----------------------------------------------------------------------------------


def test_two_laptops_that_exchange_become_equal(anna: Desk, bram: Desk, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    punt = anna.write_punt(deelnemer, "Belt graag met zijn moeder.")
    anna.sync(hub)
    bram.sync(hub)
    bram.change(Deelnemer, deelnemer, talen="Nederlands")
    bram.change(Aandachtspunt, punt, tekst="Belt graag met zijn zus.")
    anna.change(Aandachtspunt, punt, tekst="Belt graag met zijn broer.")
    other = anna.write_deelnemer("Mehmet")
    anna.write_punt(other, "Spreekt Turks.")
    for desk in (anna, bram, anna):
        desk.sync(hub)
    assert_equal(anna, bram)
    assert anna.count("conflict") == 1
    assert anna.count("deelnemer") == 2
    assert anna.store.count_aside() == bram.store.count_aside() == NOTHING


def test_everything_comes_over_in_small_steps(anna: Desk, bram: Desk, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    for number in range(2 * MAX_CHANGES):
        anna.write_punt(deelnemer, f"Punt {number}")
    anna.give(hub)
    assert [len(opened(anna, raw)) for raw in hub.raws] == [MAX_CHANGES, MAX_CHANGES, 1]
    bram.store.keep_keys(hub.keys, 1)
    envelopes, cursor = hub.pull(Cursor(hub.generation))
    bram.store.keep(envelopes, cursor)
    assert bram.store.count_unapplied() == 3
    before = 0
    while kinds := bram.store.apply(50):
        done = bram.count("aandachtspunt") + bram.count("deelnemer")
        assert done - before <= 50
        assert all(isinstance(kind, type) for kind in kinds)
        before = done
    assert before == 2 * MAX_CHANGES + 1
    assert bram.store.count_unapplied() == 0
    assert_equal(anna, bram)


def test_what_comes_twice_is_there_once(anna: Desk, bram: Desk, hub: ListHub) -> None:
    anna.write_punt(anna.write_deelnemer(), "Eén keer.")
    anna.give(hub)
    bram.take(hub)
    envelopes, cursor = hub.pull(Cursor(hub.generation))
    bram.store.keep([*envelopes, *envelopes], cursor)
    assert bram.store.apply() == frozenset()
    assert (bram.count("envelope"), bram.count("change")) == (1, 2)


def test_applying_writes_nothing_new(anna: Desk, bram: Desk, hub: ListHub) -> None:
    anna.write_punt(anna.write_deelnemer(), "Van Anna.")
    anna.give(hub)
    bram.take(hub)
    assert bram.store.count_unsealed() == 0
    assert bram.store.seal() is None


# Sealing -------------------------------------------------------------------------------------


def test_each_deelnemer_has_a_part_and_a_key_of_his_own(anna: Desk, bram: Desk) -> None:
    hub = ListHub()
    men = [anna.write_deelnemer(name) for name in ("Jeffrey", "Mehmet")]
    for man in (*men, *men):
        anna.write_punt(man, "Iets.")
    anna.give(hub)
    (raw,) = hub.raws
    assert len(split(raw).items) == len(hub.keys) == 2
    assert [change.kind for change in opened(anna, raw)] == ["Deelnemer"] * 2 + [
        "Aandachtspunt"
    ] * 4
    anna.write_punt(men[0], "Nog iets.")
    anna.give(hub)
    assert len(hub.keys) == 2
    bram.sync(hub)
    assert {about for (about,) in bram.rows("SELECT deelnemer_id FROM subject_key")} == {
        man.bytes for man in men
    }


def test_a_new_epoch_gets_new_keys(anna: Desk, bram: Desk, huis: House, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    anna.give(hub)
    huis.epochs.append(bytes(primitives.new_key()))
    anna.write_punt(deelnemer, "Na het vertrek van een collega.")
    anna.give(hub)
    assert [split(raw).header.epoch for raw in hub.raws] == [0, 1]
    assert [key.epoch for key in hub.keys] == [0, 1]
    bram.sync(hub)
    assert_equal(anna, bram)


def test_an_envelope_is_of_one_person(anna: Desk, bram: Desk, huis: House, hub: ListHub) -> None:
    first = anna.user
    deelnemer = anna.write_deelnemer()
    anna.log_in(new_id())
    anna.write_punt(deelnemer, "Van de tweede.")
    anna.give(hub)
    headers = [split(raw).header for raw in hub.raws]
    assert [header.user for header in headers] == [first, anna.user]
    assert [header.sealer for header in headers] == [anna.user] * 2
    assert all(is_by(split(raw), primitives.sign_public(huis.users[anna.user])) for raw in hub.raws)
    assert [header.n for header in headers] == [1, 2]
    assert [header.previous for header in headers] == [NO_HASH, split(hub.raws[0]).hash]
    bram.sync(hub)
    assert_equal(anna, bram)


def test_who_has_a_password_of_somebody_else_seals_nothing_yet(anna: Desk, hub: ListHub) -> None:
    is_own = False
    anna.trust = replace(anna.trust, can_sign=lambda: is_own)
    anna.restart()
    anna.write_deelnemer()
    anna.give(hub)
    assert (hub.raws, anna.store.count_unsealed(), anna.store.count_left()) == ([], 0, 1)
    is_own = True
    anna.give(hub)
    assert (len(hub.raws), anna.store.count_unsealed(), anna.store.count_left()) == (1, 0, 0)


def test_the_seal_says_what_the_writer_had_seen(anna: Desk, bram: Desk, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    anna.sync(hub)
    bram.take(hub)
    bram.write_punt(deelnemer, "Later.")
    bram.give(hub)
    chain = sha256(NO_HASH + split(hub.raws[0]).hash)
    assert split(hub.raws[1]).header.seen == Seen(hub.generation, 1, chain, register=1)


def test_a_photo_travels_alone(anna: Desk, bram: Desk, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    photo = os.urandom(3_000_000)
    anna.change(Deelnemer, deelnemer, foto=photo)
    anna.write_punt(deelnemer, "Na de foto.")
    anna.give(hub)
    sizes = [len(raw) for raw in hub.raws]
    assert len(sizes) == 3
    assert sizes[0] < MAX_BYTES
    assert sizes[2] < MAX_BYTES
    assert base64.b64encode(photo).decode() in opened(anna, hub.raws[1])[0].values
    bram.sync(hub)
    assert_equal(anna, bram)


def test_what_waits_to_leave_is_asked_in_parts(anna: Desk, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    for _ in range(3):
        anna.change(Deelnemer, deelnemer, foto=os.urandom(600_000))
    while anna.store.seal():
        pass
    assert anna.store.count_unsent() == 4
    assert len(anna.store.list_unsent()) == 2
    assert len(anna.store.list_unsent(limit=1)) == 1
    anna.give(hub)
    assert (anna.store.count_unsent(), len(hub.raws)) == (0, 4)


def test_what_the_hub_refuses_is_set_aside_and_counted(anna: Desk) -> None:
    anna.write_deelnemer()
    first = anna.store.seal()
    anna.write_deelnemer("Mehmet")
    second = anna.store.seal()
    assert first is not None
    assert second is not None
    anna.store.mark_sent(
        [(first.hash, Verdict.refused, None), (second.hash, Verdict.quarantined, None)]
    )
    assert anna.store.list_unsent() == []
    assert anna.store.count_unsent() == 0
    assert anna.store.count_aside() == replace(NOTHING, refused=1)
    anna.store.lose_hub(new_id())
    assert [kept.hash for kept in anna.store.list_unsent()] == [first.hash, second.hash]
    assert anna.store.count_aside() == NOTHING
