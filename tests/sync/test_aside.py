"""What cannot be opened or does not belong is kept apart and counted; the rest goes on."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db import new_id
from hvh_desktop.sync.envelope import NotWhole, erase, split
from hvh_desktop.sync.parts import Cursor, WrappedKey
from tests.sync.laptops import NOTHING, Desk, House, ListHub, NewDesk, assert_equal


def keep_all(desk: Desk, hub: ListHub, *raws: bytes) -> None:
    """What this hub gives, as it comes; a hub that checks nothing gives anything."""
    cursor = desk.store.cursor()
    envelopes = list(enumerate(raws, start=cursor.position + 1))
    position = cursor.position + len(raws)
    desk.store.keep(envelopes, Cursor(hub.generation, position, cursor.chain))
    while desk.store.apply():
        pass


def a_word_of(desk: Desk, hub: ListHub) -> bytes:
    """One envelope of this laptop, and its key at the hub."""
    desk.write_deelnemer()
    desk.give(hub)
    return hub.raws[-1]


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def give_keys(desk: Desk, hub: ListHub) -> None:
    desk.store.keep_keys(hub.keys, len(hub.keys))


@pytest.mark.parametrize("garbage", [b"", b"x", b"\x94" * 50, b"\xc0" * 1000])
def test_garbage_is_kept_and_counted(anna: Desk, bram: Desk, hub: ListHub, garbage: bytes) -> None:
    raw = a_word_of(anna, hub)
    give_keys(bram, hub)
    keep_all(bram, hub, garbage, raw, garbage)
    assert bram.store.count_aside() == replace(NOTHING, apart=1)
    assert bram.count("deelnemer") == 1
    assert bram.rows("SELECT raw FROM envelope WHERE n = 0") == [(garbage,)]
    bram.store.lose_hub(new_id())
    assert [kept.raw for kept in bram.store.list_unsent()] == [raw]


def test_every_flipped_byte_is_noticed(anna: Desk, bram: Desk, hub: ListHub) -> None:
    raw = a_word_of(anna, hub)
    give_keys(bram, hub)
    damaged = [flipped(raw, at) for at in range(0, len(raw), 7)]
    keep_all(bram, hub, *damaged)
    assert bram.count("change") == 0
    assert bram.store.count_aside() == replace(NOTHING, apart=bram.count("envelope"))
    keep_all(bram, hub, raw)  # under the same name as some of the damaged ones
    assert bram.count("deelnemer") == 1
    keep_all(bram, hub, *damaged)
    assert bram.rows("SELECT raw FROM envelope WHERE state = 'open'") == [(raw,)]


def test_a_part_that_was_left_out_on_the_way_is_missed(
    anna: Desk, bram: Desk, hub: ListHub
) -> None:
    raw = a_word_of(anna, hub)
    give_keys(bram, hub)
    keep_all(bram, hub, erase(raw, {item.key_id for item in split(raw).header.items}))
    assert bram.store.count_aside() == replace(NOTHING, key=1)
    assert bram.count("change") == 0
    keep_all(bram, hub, raw)
    assert bram.store.count_aside() == NOTHING
    assert_equal(anna, bram)


def test_a_laptop_that_is_not_known_yet_is_heard_later(
    anna: Desk, bram: Desk, huis: House, hub: ListHub
) -> None:
    a_word_of(anna, hub)
    huis.strangers.add(anna.device)
    bram.sync(hub)
    assert bram.store.count_aside() == replace(NOTHING, apart=1)
    assert bram.count("change") == 0
    huis.strangers.clear()
    assert bram.store.apply() == frozenset()
    huis.register += 1
    bram.sync(hub)
    assert bram.store.count_aside() == NOTHING
    assert_equal(anna, bram)


def test_somebody_who_is_not_known_yet_is_heard_later(
    anna: Desk, bram: Desk, huis: House, hub: ListHub
) -> None:
    a_word_of(anna, hub)
    huis.strangers.add(anna.user)
    bram.sync(hub)
    assert bram.store.count_aside() == replace(NOTHING, apart=1)
    huis.strangers.clear()
    bram.restart()
    bram.sync(hub)
    assert_equal(anna, bram)


def test_another_house_or_stream_is_no_word_of_ours(
    bram: Desk, new_desk: NewDesk, hub: ListHub, huis: House
) -> None:
    huis.site = "ander huis"
    stranger = new_desk()
    huis.site = "huis"
    a_word_of(stranger, hub)
    bram.sync(hub)
    assert bram.store.count_aside() == replace(NOTHING, apart=1)
    assert bram.count("change") == 0


def test_nobody_writes_in_the_name_of_another(
    anna: Desk, bram: Desk, hub: ListHub, huis: House
) -> None:
    """A laptop of the house, but the author's signature is not by this author."""
    real, huis.users[anna.user] = huis.users[anna.user], primitives.new_key()
    a_word_of(anna, hub)
    huis.users[anna.user] = real
    bram.sync(hub)
    assert bram.store.count_aside() == replace(NOTHING, apart=1)
    assert bram.count("change") == 0


def test_what_waits_for_its_key_is_opened_when_it_comes(
    anna: Desk, bram: Desk, hub: ListHub
) -> None:
    raw = a_word_of(anna, hub)
    keep_all(bram, hub, raw)
    assert bram.store.count_aside() == replace(NOTHING, key=1)
    assert bram.store.count_unapplied() == 0
    give_keys(bram, hub)
    assert bram.store.count_unapplied() == 1
    assert bram.store.apply()
    assert bram.store.count_aside() == NOTHING
    assert_equal(anna, bram)


def test_an_epoch_that_is_not_here_yet_waits_too(
    anna: Desk, bram: Desk, huis: House, hub: ListHub
) -> None:
    fresh = bytes(primitives.new_key())
    huis.epochs.append(fresh)
    a_word_of(anna, hub)
    huis.epochs.pop()
    bram.sync(hub)
    assert bram.store.count_aside() == replace(NOTHING, key=1)
    huis.epochs.append(fresh)
    bram.sync(hub)
    assert_equal(anna, bram)


def test_a_key_that_does_not_open_is_replaced_by_one_that_does(
    anna: Desk, bram: Desk, hub: ListHub
) -> None:
    raw = a_word_of(anna, hub)
    (key,) = hub.keys
    bram.store.keep_keys([replace(key, wrapped=b"x" * 60)], 1)
    keep_all(bram, hub, raw)
    assert bram.store.count_aside() == replace(NOTHING, key=1)
    give_keys(bram, hub)
    assert bram.store.apply()
    bram.store.keep_keys([replace(key, wrapped=b"x" * 60)], 2)
    bram.restart()
    keep_all(bram, hub, raw)
    assert_equal(anna, bram)


def test_what_was_destroyed_stays_destroyed_and_the_rest_opens(
    anna: Desk, bram: Desk, hub: ListHub
) -> None:
    gone, stays = anna.write_deelnemer("Jeffrey"), anna.write_deelnemer("Mehmet")
    anna.give(hub)
    ((key_id,),) = anna.rows("SELECT key_id FROM subject_key WHERE deelnemer_id = ?", gone.bytes)
    keys = [replace(key, wrapped=None) if key.key_id == key_id else key for key in hub.keys]
    bram.store.keep_keys(keys, 2)
    bram.store.keep_keys(hub.keys, 2)
    keep_all(bram, hub, *hub.raws)
    assert bram.rows("SELECT id FROM deelnemer") == [(stays.bytes,)]
    assert bram.store.count_aside() == NOTHING
    assert WrappedKey(key_id, 0, None) in keys
    assert bram.count("subject_key", "wrapped IS NULL") == 1


def test_a_key_is_not_used_again_after_it_was_destroyed(anna: Desk, hub: ListHub) -> None:
    deelnemer = anna.write_deelnemer()
    anna.give(hub)
    (key,) = hub.keys
    anna.store.keep_keys([replace(key, wrapped=None)], 1)
    anna.write_punt(deelnemer, "Daarna.")
    anna.give(hub)
    assert split(hub.raws[1]).header.items[0].key_id != key.key_id


def test_what_a_newer_version_sealed_waits_for_the_update(
    anna: Desk, bram: Desk, hub: ListHub, huis: House
) -> None:
    newer = of_a_newer_version(a_word_of(anna, hub), huis, anna)
    give_keys(bram, hub)
    keep_all(bram, hub, newer)
    assert bram.store.count_aside() == replace(NOTHING, update=1)
    bram.store.lose_hub(new_id())
    assert [kept.raw for kept in bram.store.list_unsent()] == [newer]


def of_a_newer_version(raw: bytes, huis: House, desk: Desk) -> bytes:
    """The same, signed again, with a header that says that only version 2 reads it."""
    raw_header, _, _, items = msgspec.msgpack.decode(raw)
    header = msgspec.msgpack.decode(raw_header)
    header[10], header[12:] = 2, [False]
    again = msgspec.msgpack.encode(header)
    signature = primitives.sign(huis.devices[desk.device], b"hvh-envelop/1" + again)
    return msgspec.msgpack.encode([again, signature, b"", items])


# The hub's order -----------------------------------------------------------------------------


def test_the_order_of_the_hub_is_kept(anna: Desk, bram: Desk, hub: ListHub) -> None:
    for name in ("Jeffrey", "Mehmet", "Delano"):
        anna.write_deelnemer(name)
        anna.give(hub)
    bram.sync(hub)
    chains = [bytes(32)]
    for raw in hub.raws:
        chains.append(sha256(chains[-1] + split(raw).hash))
    for desk in (anna, bram):
        assert [desk.store.chain_at(position) for position in range(4)] == chains
        assert desk.store.chain_at(4) is None
        assert [kept.raw for _, kept in desk.store.list_run(1)] == hub.raws[1:]
        assert [place for place, _ in desk.store.list_run(0, limit=2)] == [1, 2]


def test_a_gap_is_not_passed_over(anna: Desk, bram: Desk, hub: ListHub) -> None:
    for name in ("Jeffrey", "Mehmet", "Delano"):
        anna.write_deelnemer(name)
        anna.give(hub)
    bram.store.keep([(1, hub.raws[0]), (3, hub.raws[2])], Cursor(hub.generation, 1, b"\1" * 32))
    assert [place for place, _ in bram.store.list_run(0)] == [1]
    assert bram.store.list_run(1) == []
    assert bram.store.chain_at(3) is None


def test_another_hub_gets_everything_again(anna: Desk, bram: Desk, hub: ListHub) -> None:
    a_word_of(anna, hub)
    bram.sync(hub)
    bram.write_deelnemer("Mehmet")
    bram.sync(hub)
    fresh = ListHub()
    for desk in (bram, anna):
        desk.store.lose_hub(fresh.generation)
        assert desk.store.cursor() == Cursor(fresh.generation)
        assert desk.store.keys_cursor() == 0
        desk.sync(fresh)
    anna.sync(fresh)
    assert set(fresh.raws) == set(hub.raws)
    assert {key.key_id for key in fresh.keys} == {key.key_id for key in hub.keys}
    assert_equal(anna, bram)
    assert bram.store.count_unsent() == anna.store.count_unsent() == 0


def test_split_says_no_to_garbage() -> None:
    with pytest.raises(NotWhole):
        split(b"x")
