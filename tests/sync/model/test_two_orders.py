"""A hub that tells half of the laptops another order: nothing is lost, and everybody notices."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import randbits
from uuid import UUID

from hvh_desktop.sync.parts import Hello
from tests.sync.model.hub import ModelHub, Stream
from tests.sync.model.schedules import Schedule
from tests.sync.model.things import FIELDS, Matter
from tests.sync.model.world import Rules, World

SCHEDULES = 400
HOLDS_BACK = 7
"""Once in so many times it passes on what it has."""


class TwoFaced(ModelHub):
    """Every second laptop speaks to a twin with the same name. Both pass everything on to each
    other, later, and sign an order of their own."""

    def __init__(self, matter: Matter, page: int) -> None:
        super().__init__(matter, page)
        self.twin = ModelHub(matter, page)
        self.twin.generation = self.generation
        self.faces: dict[UUID, ModelHub] = {}

    def face(self, device: UUID) -> ModelHub:
        return self.faces.setdefault(device, (self, self.twin)[len(self.faces) % 2])

    def hello(self) -> Hello:
        if self.matter.new_uuid().int % HOLDS_BACK == 0:
            self.pass_on()
        return super().hello()

    def pass_on(self) -> None:
        """What was given to the one, behind what was given to the other."""
        for source, target in ((self, self.twin), (self.twin, self)):
            for name, stream in list(source.streams.items()):
                target.put_keys(name, stream.keys)
                for raw in stream.order:
                    target.take(name, raw)

    def restore(self, backup: Mapping[str, Stream], *, is_told: bool) -> None:
        super().restore(backup, is_told=is_told)
        self.twin.restore(backup, is_told=False)
        self.twin.generation = self.generation


def test_whoever_was_shown_another_order_knows_it() -> None:
    first, lies = randbits(48), 0
    for seed in range(first, first + SCHEDULES):
        schedule = Schedule(seed, Rules(hub=TwoFaced))
        schedule.befall()
        lies += _finish(schedule.world, seed)
    assert lies > SCHEDULES // 2, "it hardly ever lied"


def _finish(world: World, seed: int) -> int:
    """In how many streams two orders were shown. The first word that somebody writes after it
    tells everybody else."""
    hub = world.hub
    assert isinstance(hub, TwoFaced)
    world.network.clear_up()
    for seat in world.seats:
        seat.stop()
    for _ in range(2):
        _everybody(world, hub)
        _everybody_writes(world)
    _everybody(world, hub)
    lied = [name for name in world.streams if _are_two(hub, name)]
    _everybody_writes(world)
    for _ in range(3):
        _everybody(world, hub)
    for name in world.streams:
        _check_words(world, name, seed)
    return sum(_check_told(world, hub, name, seed) for name in lied)


def _are_two(hub: TwoFaced, name: str) -> bool:
    return hub.streams[name].chains != hub.twin.streams[name].chains


def _everybody(world: World, hub: TwoFaced) -> None:
    for seat in world.seats:
        done = world.make_laptop(seat).round()
        assert done.problem is None
        assert not done.refusals
    hub.pass_on()


def _everybody_writes(world: World) -> None:
    for seat in world.seats:
        for name in seat.stores:
            word = f"woord {len(world.written)}"
            world.save(seat, name, "last", FIELDS[0], word, resolve=True)


def _check_words(world: World, name: str, seed: int) -> None:
    words = [seat.stores[name].files.log.keys() for seat in world.seats if name in seat.stores]
    assert all(mine == words[0] for mine in words), f"seed {seed}: a word is lost"


def _check_told(world: World, hub: TwoFaced, name: str, seed: int) -> bool:
    seats = [seat for seat in world.seats if name in seat.stores]
    if len({id(hub.faces[seat.device]) for seat in seats}) < 2:
        return False
    for seat in seats:
        assert seat.stores[name].files.disputed, f"seed {seed}: nobody told {seat.device}"
    return True
