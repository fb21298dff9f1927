"""The rules of a laptop one at a time, each in the smallest world that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest

from hvh_desktop.sync.laptop import CONTRADICTS, Laptop, Round, What
from hvh_desktop.sync.parts import HubRefuses, Known, NoHub, Pulled, Pushed, Verdict, WrappedKey
from tests.sync.model.checks import finish
from tests.sync.model.line import Line
from tests.sync.model.things import Crash
from tests.sync.model.world import Rules, Seat, World

TEAM = "team"


def make_world(laptops: int = 2, *, page: int = 100, streams: int = 1, keys: bool = True) -> World:
    world = World(Rules(), Random(1), badness=0, page=page, streams=streams, keys=keys)
    for _ in range(laptops):
        world.join(0, 50)
    return world


def save(world: World, seat: Seat, *words: str, stream: str = TEAM) -> None:
    for word in words:
        world.save(seat, stream, "een", "doel", word, resolve=False)


def sync(world: World, seat: Seat) -> Round:
    return world.make_laptop(seat).round()


def order(world: World) -> list[bytes]:
    return world.hub.streams[TEAM].order


def shown(seat: Seat) -> set[object]:
    store = seat.stores[TEAM]
    return {store.value(id, "doel") for id in store.files.heads["een"]["doel"]}


def test_what_one_wrote_the_other_has() -> None:
    world = make_world()
    mentor, casemanager = world.seats
    save(world, mentor, "een", "twee")
    assert sync(world, mentor).count(What.pushed) == 1
    done = sync(world, casemanager)
    assert done.count(What.pulled) == 1
    assert done.kinds == {"een"}
    assert shown(casemanager) == {"twee"}


def test_two_that_wrote_apart_both_stand() -> None:
    world = make_world()
    for seat in world.seats:
        save(world, world.seats[0], "begin")
        sync(world, world.seats[0])
        sync(world, seat)
    save(world, world.seats[0], "kamer zoeken")
    save(world, world.seats[1], "werk zoeken")
    for seat in (*world.seats, *world.seats):
        sync(world, seat)
    assert shown(world.seats[0]) == shown(world.seats[1]) == {"kamer zoeken", "werk zoeken"}
    finish(world)


def test_a_round_in_which_nothing_happened_writes_nothing() -> None:
    world = make_world()
    save(world, world.seats[0], "een", "twee")
    sync(world, world.seats[0])
    sync(world, world.seats[0])
    world.seats[0].fuse.left = 0  # the first commit would end it
    assert sync(world, world.seats[0]) == Round()


def test_its_own_words_are_not_pulled_back() -> None:
    world = make_world()
    save(world, world.seats[0], "een")
    sync(world, world.seats[0])
    assert world.seats[0].stores[TEAM].cursor().position == 1
    assert sync(world, world.seats[0]).count(What.pulled) == 0


def test_after_a_lost_answer_it_looks_what_the_hub_has() -> None:
    world = make_world()
    mentor = world.seats[0]
    save(world, mentor, "een")
    mentor.line = _Deaf(world.hub, world.network, mentor.device)
    assert isinstance(sync(world, mentor).problem, NoHub)
    assert mentor.stores[TEAM].count_unsent() == 1
    mentor.line = Line(world.hub, world.network, mentor.device)
    sync(world, mentor)
    assert mentor.stores[TEAM].count_unsent() == 0
    assert len(order(world)) == 1


class _Deaf(Line):
    """It is heard, and hears nothing."""

    def push(self, stream: str, raws: Sequence[bytes]) -> Pushed:
        super().push(stream, raws)
        raise NoHub("lost")


def test_what_was_kept_is_carried_out_without_a_hub() -> None:
    world = make_world(keys=False)
    save(world, world.seats[0], "een")
    sync(world, world.seats[0])
    reader = world.seats[1]
    world.sync(reader, 1)  # kept, and then the process ends
    reader.stop()
    reader.line = _Gone(world.hub, world.network, reader.device)
    done = sync(world, reader)
    assert done.problem is not None
    assert done.streams(What.applied) == {TEAM}


class _Gone(Line):
    """No hub at all."""

    def _may_fail(self) -> None:
        raise NoHub("gone")


def test_a_restored_laptop_numbers_anew_and_gets_its_words_back() -> None:
    world = make_world()
    mentor = world.seats[0]
    save(world, mentor, "een")
    sync(world, mentor)
    backup = mentor.back_up()
    save(world, mentor, "twee")
    sync(world, mentor)
    mentor.restore(backup)
    save(world, mentor, "drie")
    assert sync(world, mentor).streams(What.numbered_anew) == {TEAM}
    assert shown(mentor) == {"twee", "drie"}
    finish(world)


def test_a_copied_folder_is_two_laptops() -> None:
    world = make_world(1)
    save(world, world.seats[0], "een")
    sync(world, world.seats[0])
    world.copy(world.seats[0])
    first, second = world.seats
    save(world, first, "links")
    save(world, second, "rechts")
    assert sync(world, first).count(What.numbered_anew) == 0
    assert sync(world, second).count(What.numbered_anew) == 1
    finish(world)


def test_a_restored_hub_gets_its_own_order_back() -> None:
    world = make_world(3)
    for seat in world.seats:
        save(world, seat, "een", "twee", "drie", "vier")
        sync(world, seat)
    for seat in world.seats:
        sync(world, seat)
    before = list(order(world))
    world.restore_hub(0, is_told=True)
    done = sync(world, world.seats[2])
    assert done.count(What.given_back) == len(before)
    assert done.count(What.hub_went_back) == 1
    assert order(world) == before
    finish(world)
    assert order(world)[: len(before)] == before


@pytest.mark.parametrize("page", [1, 100])
def test_a_hub_that_went_back_in_silence_is_seen_by_its_order(page: int) -> None:
    world = make_world(page=page)
    mentor, casemanager = world.seats
    world.back_up_hub()
    save(world, mentor, "een")
    sync(world, mentor)
    world.restore_hub(0, is_told=False)
    save(world, casemanager, "twee", "drie", "vier", "vijf")
    sync(world, casemanager)  # the hub is as far as it was, with other envelopes
    assert sync(world, mentor).count(What.hub_went_back) == 1
    finish(world)


def test_a_hub_that_contradicts_itself_is_not_believed() -> None:
    world = make_world(streams=2)
    save(world, world.seats[0], "een")
    save(world, world.seats[0], "een", stream="behandeling")
    sync(world, world.seats[0])
    reader = world.seats[1]
    reader.line = _Liar(world.hub, world.network, reader.device)
    done = sync(world, reader)
    assert [problem.text for problem in done.refusals] == [CONTRADICTS]
    assert done.streams(What.refused) == {TEAM}
    assert done.streams(What.pulled) == {"behandeling"}  # the other one goes on


class _Liar(Line):
    """It signs another order than it gives."""

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        pulled = super().pull(stream, after)
        if stream != TEAM:
            return pulled
        return replace(pulled, receipt=replace(pulled.receipt, chain=b"x" * 32))


def test_a_gap_is_not_passed_over() -> None:
    world = make_world()
    for word in ("een", "twee", "drie"):
        save(world, world.seats[0], word)
        sync(world, world.seats[0])
    reader = world.seats[1]
    reader.line = _Gap(world.hub, world.network, reader.device)
    sync(world, reader)
    assert reader.stores[TEAM].cursor().position == 0
    reader.line = Line(world.hub, world.network, reader.device)
    sync(world, reader)
    assert shown(reader) == {"drie"}


class _Gap(Line):
    """The second one is not visible yet."""

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        pulled = super().pull(stream, after)
        return replace(pulled, envelopes=tuple(it for it in pulled.envelopes if it[0] != 2))


def test_a_laptop_that_was_taken_off_still_hands_in_its_words() -> None:
    world = make_world()
    gone = world.seats[0]
    sync(world, gone)
    save(world, gone, "een")
    gone.line = _TakenOff(world.hub, world.network, gone.device)
    done = sync(world, gone)
    assert done.refusals
    assert done.count(What.set_aside) == 1
    assert gone.stores[TEAM].count_unsent() == 0


class _TakenOff(Line):
    """The hub wants nothing of it but what it wrote, and keeps that apart."""

    def positions(self) -> Mapping[str, Sequence[Known]]:
        raise HubRefuses("403")

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        raise HubRefuses("403")

    def put_keys(self, stream: str, keys: Sequence[WrappedKey]) -> None:
        raise HubRefuses("403")

    def push(self, stream: str, raws: Sequence[bytes]) -> Pushed:
        results = tuple((Verdict.quarantined, None) for _ in raws)
        return Pushed(results, self._hub.receipt(stream))


def test_listening_takes_what_comes() -> None:
    world = make_world()
    listener = world.seats[1]
    assert list(world.make_laptop(listener).listen(TEAM, 25)) == []  # never met the hub
    sync(world, listener)
    save(world, world.seats[0], "een")
    sync(world, world.seats[0])
    steps = list(world.make_laptop(listener).listen(TEAM, 25))
    assert [step.what for step in steps] == [What.pulled, What.applied]


def test_no_commit_carries_out_more_than_it_may() -> None:
    world = make_world()
    save(world, world.seats[0], *map(str, range(30)))
    sync(world, world.seats[0])
    reader = world.seats[1]
    reader.rows = 4
    store = reader.stores[TEAM]
    left: list[int] = []
    for step in world.make_laptop(reader).steps():
        if step.what is What.applied:
            left.append(len(store.files.applied))
    assert left == [4, 8, 12, 16, 20, 24, 28, 30]


def test_sealing_needs_no_hub() -> None:
    world = make_world()
    mentor = world.seats[0]
    save(world, mentor, "een", "twee", "drie", "vier")
    mentor.line = _Gone(world.hub, world.network, mentor.device)
    assert len(list(world.make_laptop(mentor).seal())) == 2
    assert mentor.stores[TEAM].count_unsealed() == 0


@pytest.mark.parametrize("commits", range(12))
def test_it_may_be_stopped_before_any_commit(commits: int) -> None:
    world = make_world(page=1)
    save(world, world.seats[0], *map(str, range(7)))
    sync(world, world.seats[0])
    save(world, world.seats[1], "anders")
    world.crash(world.seats[1], commits)
    finish(world)


def test_what_was_handed_over_is_not_sent_before_its_place_is_known() -> None:
    world = make_world(keys=False)
    mentor, casemanager = world.seats
    sync(world, mentor)
    save(world, mentor, "een")
    steps = world.make_laptop(mentor).steps()
    assert next(steps).what is What.sealed
    save(world, casemanager, "twee")
    sync(world, casemanager)  # right between taking and giving
    mentor.fuse.left = 0
    with pytest.raises(Crash):
        list(steps)
    assert len(order(world)) == 2
    assert mentor.stores[TEAM].count_unsent() == 1
    finish(world)


def test_bytes_that_are_no_envelope_are_not_believed() -> None:
    world = make_world()
    save(world, world.seats[0], "een")
    sync(world, world.seats[0])
    reader = world.seats[1]
    done = Laptop(reader.line, reader.stores.values()).round()  # it expects real envelopes
    assert [problem.text for problem in done.refusals] == [CONTRADICTS]
    assert reader.stores[TEAM].cursor().position == 0
