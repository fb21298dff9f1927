"""The same world in the hands of Hypothesis: slower, and it makes a failure as small as it can."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.sync.model.checks import finish
from tests.sync.model.schedules import OFTEN, THINGS
from tests.sync.model.things import FIELDS
from tests.sync.model.world import DAY, MOST, Rules, Seat, World

INDEX = st.integers(0, MOST - 1)
SKEW = st.sampled_from((0, 3, -400 * DAY, 400 * DAY))
ROWS = st.sampled_from((1, 3, 50))
THING = st.sampled_from(THINGS)


class House(RuleBasedStateMachine):
    """Every event of ``World`` is a rule; the end of every run is a check of everything."""

    world: World

    @initialize(
        number=st.integers(2, 4),
        badness=st.sampled_from((0.0, 0.05, 0.3)),
        page=st.sampled_from((1, 2, 100)),
        keys=st.booleans(),
        seed=st.integers(0, 2**32),
    )
    def move_in(self, number: int, badness: float, page: int, keys: bool, seed: int) -> None:
        self.world = World(Rules(), Random(seed), badness=badness, page=page, streams=1, keys=keys)
        for _ in range(number):
            self.world.join(0, 50)

    def seat(self, index: int) -> Seat:
        return self.world.seats[index % len(self.world.seats)]

    @rule(
        index=INDEX,
        entity=THING,
        field=st.sampled_from(FIELDS),
        word=st.sampled_from(OFTEN) | st.none(),
        resolve=st.booleans(),
    )
    def save(self, index: int, entity: str, field: str, word: str | None, resolve: bool) -> None:
        word = word or f"woord {len(self.world.written)}"
        self.world.save(self.seat(index), "team", entity, field, word, resolve=resolve)

    @rule(index=INDEX, entity=THING)
    def look(self, index: int, entity: str) -> None:
        self.world.look(self.seat(index), "team", entity)

    @rule(index=INDEX, steps=st.sampled_from((1, 2, 3, 5, 99)))
    def sync(self, index: int, steps: int) -> None:
        self.world.sync(self.seat(index), steps)

    @rule(index=INDEX, commits=st.integers(0, 8))
    def crash(self, index: int, commits: int) -> None:
        self.world.crash(self.seat(index), commits)

    @rule(index=INDEX)
    def back_up(self, index: int) -> None:
        self.seat(index).backups.append(self.seat(index).back_up())

    @rule(index=INDEX)
    def restore(self, index: int) -> None:
        if self.seat(index).backups:
            self.seat(index).restore(self.seat(index).backups[-1])

    @precondition(lambda self: len(self.world.seats) < MOST)
    @rule(index=INDEX)
    def copy(self, index: int) -> None:
        self.world.copy(self.seat(index))

    @precondition(lambda self: len(self.world.seats) < MOST)
    @rule(skew=SKEW, rows=ROWS)
    def join(self, skew: int, rows: int) -> None:
        self.world.join(skew, rows)

    @precondition(lambda self: len(self.world.seats) > 2)
    @rule(index=INDEX)
    def leave(self, index: int) -> None:
        self.world.leave(self.seat(index))

    @rule()
    def back_up_hub(self) -> None:
        self.world.back_up_hub()

    @rule(index=INDEX, is_told=st.booleans())
    def restore_hub(self, index: int, is_told: bool) -> None:
        self.world.restore_hub(index, is_told=is_told or self.world.has_keys)

    @precondition(lambda self: self.world.network.under_way)
    @rule(index=INDEX)
    def deliver(self, index: int) -> None:
        self.world.network.deliver(index)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            finish(self.world)


TestHouse = House.TestCase
TestHouse.settings = settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    derandomize=False,
    print_blob=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
