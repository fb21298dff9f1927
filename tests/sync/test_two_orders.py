"""A hub that tells two laptops two orders, on real files: noticed, told, kept until it is seen."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db import new_id
from hvh_desktop.sync.envelope import split
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.register_file import KnownRegister
from hvh_desktop.sync.laptop import Laptop, Round, What
from hvh_desktop.sync.parts import NO_HASH, Cursor
from hvh_desktop.sync.stream.chain import MARK_EVERY, NEAR
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.shelf import Shelf
from hvh_desktop.sync.thread.state import Stage, State, Tally, Tone, page_sentences
from hvh_desktop.sync.thread.tally import tally_of
from tests.conftest import NOW
from tests.sync.laptops import Desk
from tests.sync.running import MemoryHub


def make_round(desk: Desk, hub: MemoryHub) -> Round:
    done = Laptop(hub.connect(), [desk.store]).round()
    assert done.problem is None
    assert not done.refusals
    return done


def tell_two_orders(anna: Desk, bram: Desk) -> tuple[MemoryHub, MemoryHub]:
    """Each wrote something, and each is told that the own word came first."""
    hers = MemoryHub()
    his = MemoryHub(hers.generation)
    for desk, hub, name in ((anna, hers, "Jeffrey"), (bram, his, "Mehmet")):
        desk.write_deelnemer(name)
        make_round(desk, hub)
    pass_on(hers, his)
    return hers, his


def pass_on(one: MemoryHub, other: MemoryHub) -> None:
    for source, target in ((one, other), (other, one)):
        keys = target.keys.setdefault("team", [])
        keys += [key for key in source.keys["team"] if key not in keys]
        target.order("team").extend(
            r for r in source.order("team") if r not in target.order("team")
        )


def test_it_is_noticed_and_nothing_stops(anna: Desk, bram: Desk) -> None:
    hers, his = tell_two_orders(anna, bram)
    make_round(anna, hers)
    make_round(bram, his)
    assert anna.store.count_disputed() == bram.store.count_disputed() == 0, "nobody said it yet"
    anna.write_deelnemer("Delano")
    make_round(anna, hers)
    pass_on(hers, his)
    done = make_round(bram, his)
    assert (done.count(What.disputed), done.count(What.pulled)) == (1, 1)
    assert anna.store.count_disputed() == 0, "from bram she heard nothing since"
    assert anna.count("deelnemer") == bram.count("deelnemer") == 3
    assert anna.store.count_unsent() == bram.store.count_unsent() == 0


def test_it_is_kept_until_somebody_has_seen_it(anna: Desk, bram: Desk) -> None:
    hers, his = tell_two_orders(anna, bram)
    make_round(anna, hers)
    anna.write_deelnemer("Delano")
    make_round(anna, hers)
    pass_on(hers, his)
    make_round(bram, his)
    bram.restart()
    bram.store.lose_hub(new_id())
    with closing(bram.connect()) as connection:
        assert tally_of(bram.store, CompartmentFile(connection), bram.device).disputed == 1
    bram.store.see_disputed()
    assert bram.store.count_disputed() == 0
    bram.restart()
    assert bram.store.count_disputed() == 0


def test_a_hub_that_says_that_it_was_put_back_is_not_doubted(anna: Desk, bram: Desk) -> None:
    hers, his = tell_two_orders(anna, bram)
    make_round(anna, hers)
    anna.write_deelnemer("Delano")  # sealed in the order that is lost
    assert anna.store.seal() is not None
    his.generation = new_id()
    for desk in (anna, bram, anna, bram):
        make_round(desk, his)
    assert anna.store.count_disputed() == bram.store.count_disputed() == 0
    assert anna.count("deelnemer") == bram.count("deelnemer") == 3


def test_who_says_to_have_seen_what_came_after_him_is_disputed(anna: Desk, bram: Desk) -> None:
    """The end was taken off and something else came there."""
    hub = MemoryHub()
    for name in ("Jeffrey", "Mehmet"):
        anna.write_deelnemer(name)
        make_round(anna, hub)
    anna.write_deelnemer("Delano")
    make_round(anna, hub)
    hub.order("team")[:] = hub.order("team")[2:]
    make_round(bram, hub)
    assert bram.store.count_disputed() == 1


def test_another_register_is_another_order_too(anna: Desk, bram: Desk) -> None:
    """Who was shown other laptops than we signs that with every envelope."""
    hub, registers = MemoryHub(), {1: b"a" * 32, 2: b"b" * 32}
    anna.trust = replace(anna.trust, register_at=registers.get)
    anna.restart()
    anna.write_deelnemer("Jeffrey")
    make_round(anna, hub)
    for known, disputed in (({1: b"a" * 32}, 0), ({}, 0), ({1: b"c" * 32}, 1)):
        bram.trust = replace(bram.trust, register_at=known.get)
        bram.restart()
        bram.store.lose_hub(hub.generation)
        make_round(bram, hub)
        assert bram.store.count_disputed() == disputed
    bram.store.see_disputed()
    hub.generation = new_id()
    make_round(bram, hub)
    assert bram.store.count_disputed() == 0, "after a restore the register may be another"


def test_a_program_that_named_no_register_is_not_doubted(anna: Desk, bram: Desk) -> None:
    hub = MemoryHub()
    anna.write_deelnemer("Jeffrey")
    make_round(anna, hub)
    bram.trust = replace(bram.trust, register_at={1: b"c" * 32}.get)
    bram.restart()
    make_round(bram, hub)
    assert split(hub.order("team")[0]).header.seen.register_chain == b""
    assert bram.store.count_disputed() == 0


def test_the_sentence_says_what_is_safe_and_who_does_what() -> None:
    state = State(Stage.in_step, (Tally("team", disputed=3),), in_step_at=NOW, contact_at=NOW)
    (told,) = [s for s in page_sentences(state, NOW) if "volgorde" in s.text]
    assert told.tone is state.tone is Tone.warning
    for part in ("niets verloren", "gewoon doorwerken", "beheerder", "systeembeheerder"):
        assert part in told.text
    calm = replace(state, tallies=(Tally("team"),))
    assert not any("volgorde" in s.text for s in page_sentences(calm, NOW))


def test_the_chain_is_known_everywhere_and_costs_little(bram: Desk) -> None:
    """Also far behind what is in memory, after a restart, and never of another order."""
    raws = [f"geen envelop {number}".encode() for number in range(NEAR + MARK_EVERY + 77)]
    chains = [NO_HASH]
    for raw in raws:
        chains.append(sha256(chains[-1] + sha256(raw)))
    with closing(bram.connect()) as connection:
        file = CompartmentFile(connection)
        shelf, generation = Shelf(file), new_id()
        for start in range(0, len(raws), 500):
            page = list(enumerate(raws[start : start + 500], start + 1))
            shelf.keep(page, Cursor(generation, page[-1][0], chains[page[-1][0]]))
        asked = (0, 1, MARK_EVERY - 1, MARK_EVERY, MARK_EVERY + 1, 3 * MARK_EVERY - 1, len(raws))
        for known in (shelf, Shelf(file)):
            assert [known.chain_at(at) for at in asked] == [chains[at] for at in asked]
            assert known.chain_at(len(raws) + 1) is None
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection.set_progress_handler(count, 100)
        assert Shelf(file).chain_at(len(raws) - 1) == chains[-2]
        connection.set_progress_handler(None, 0)
        assert steps < MARK_EVERY, "it did not begin at a mark"
        with file.writing() as writing:
            shelf.lose_hub(writing, Cursor(new_id()))
        assert [known.chain_at(MARK_EVERY) for known in (shelf, Shelf(file))] == [None, None]


def test_the_register_knows_its_hash_at_every_entry() -> None:
    site, authority = str(new_id()), primitives.new_key()
    known, states = KnownRegister(), [register.NO_STATE]
    entry = register.house_entry(site, primitives.sign_public(authority))
    for number in range(4):
        if number:
            keys = (bytes([number]) * 32, bytes(32), b"sleutel")
            entry = register.laptop_entry(known.chain, new_id(), *keys)
        known = known.follow([(entry, register.sign_entry(authority, site, entry))])
        states.append(known.chain)
    assert [known.chain_at(number) for number in range(5)] == [state.chain for state in states]
    assert known.chain_at(5) is None
    assert known.chain_at(-1) is None
