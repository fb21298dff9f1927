"""Schedules by the ten thousand: a seed is a world and everything that befalls it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.sync.model.checks import finish
from tests.sync.model.world import DAY, MOST, Rules, Seat, World

THINGS = ("een", "twee", "drie")
LONGEST = 80
"""Events in one schedule."""
OFTEN = ("ja", "nee")
"""Words that more than one person writes: equal versions are one version."""


class Schedule:
    """The events of one seed. The same seed and rules give the same world, step for step."""

    def __init__(self, seed: int, rules: Rules) -> None:
        self.chance = chance = Random(seed)
        self.is_silent = chance.random() < 0.15
        """The hub may go back without saying so: then it is only seen by its receipts. Keys have
        no receipts: to restore a hub without a new generation is not allowed (see its manual)."""
        self.world = World(
            rules,
            chance,
            badness=chance.choice((0.0, 0.05, 0.3)),
            page=chance.choice((1, 2, 5, 100)),
            streams=2 if chance.random() < 0.15 else 1,
            keys=not self.is_silent,
        )
        self.length = chance.randrange(20, LONGEST)
        self.trace: list[str] = []
        for _ in range(chance.choice((2, 2, 2, 3, 3, 4, 5, 6))):
            self.join()

    def run(self, most: int | None = None) -> None:
        """Everything, and the checks at the end. ``most`` cuts it short, to tell a failure."""
        self.befall(most)
        finish(self.world)

    def befall(self, most: int | None = None) -> None:
        """Everything, and nothing of it looked after yet."""
        picks = self.chance.choices(_EVENTS, _WEIGHTS, k=self.length)
        for event in picks[:most]:
            if self.world.seats or event in (Schedule.join, Schedule.deliver):
                event(self)
        self.trace.append("the weather clears")

    def _someone(self, what: str) -> Seat:
        index = int(self.chance.random() * len(self.world.seats))
        self.trace.append(f"laptop {index} {what}")
        return self.world.seats[index]

    # Events

    def join(self) -> None:
        """A new laptop, with a clock that may be far off; not everybody has every stream."""
        world, chance = self.world, self.chance
        if len(world.seats) < MOST:
            skew = chance.choice((0, 0, 3, chance.randrange(-400, 401) * DAY))
            streams = world.streams[: 1 if chance.random() < 0.3 else 2]
            self.trace.append(f"a laptop joins, {skew} minutes wrong, with {streams}")
            world.join(skew, chance.choice((1, 3, 50)), streams)

    def save(self) -> None:
        """Somebody saves something; often where others do too."""
        chance, world = self.chance, self.world
        fate = chance.random()
        word = OFTEN[int(fate * 10)] if fate < 0.2 else f"woord {len(world.written)}"
        entity = THINGS[int(chance.random() * 3)]
        field = "doel" if chance.random() < 0.6 else "verslag"
        resolve = chance.random() < 0.15
        seat = self._someone(f"saves ‘{word}’ as {field} of {entity}, resolve={resolve}")
        stream = chance.choice(tuple(seat.stores)) if len(seat.stores) > 1 else "team"
        world.save(seat, stream, entity, field, word, resolve=resolve)

    def look(self) -> None:
        """A page is opened, and stays open."""
        entity = THINGS[int(self.chance.random() * 3)]
        self.world.look(self._someone(f"opens {entity}"), "team", entity)

    def sync(self) -> None:
        """A whole round."""
        self.world.sync(self._someone("syncs"), 99)

    def sync_partly(self) -> None:
        """A few steps; the rest later, when others did something in between."""
        steps = self.chance.randrange(1, 6)
        self.world.sync(self._someone(f"syncs for {steps} steps"), steps)

    def crash(self) -> None:
        """The power fails between two commits."""
        commits = self.chance.randrange(8)
        self.world.crash(self._someone(f"crashes after {commits} commits"), commits)

    def back_up(self) -> None:
        """Of a laptop."""
        seat = self._someone("is backed up")
        seat.backups.append(seat.back_up())

    def restore(self) -> None:
        """A laptop from an older backup."""
        seat = self._someone("is restored")
        if seat.backups:
            seat.restore(self.chance.choice(seat.backups))

    def copy(self) -> None:
        """A folder is copied, and both go on."""
        if len(self.world.seats) < MOST:
            self.world.copy(self._someone("is copied"))

    def leave(self) -> None:
        """A laptop is gone for good."""
        if len(self.world.seats) > 2:
            self.world.leave(self._someone("is lost"))

    def back_up_hub(self) -> None:
        """Of the hub."""
        self.trace.append("the hub is backed up")
        self.world.back_up_hub()

    def restore_hub(self) -> None:
        """The hub goes back."""
        is_told = not (self.is_silent and self.chance.random() < 0.7)
        index = self.chance.randrange(100)
        self.trace.append(f"the hub is restored to {index}, told={is_told}")
        self.world.restore_hub(index, is_told=is_told)

    def deliver(self) -> None:
        """An old request arrives after all."""
        if self.world.network.under_way:
            index = self.chance.randrange(100)
            self.trace.append(f"old request {index} arrives")
            self.world.network.deliver(index)


_SHARES: dict[Callable[[Schedule], None], int] = {
    Schedule.save: 34,
    Schedule.look: 6,
    Schedule.sync: 22,
    Schedule.sync_partly: 14,
    Schedule.crash: 6,
    Schedule.back_up: 3,
    Schedule.restore: 3,
    Schedule.copy: 2,
    Schedule.join: 1,
    Schedule.leave: 1,
    Schedule.back_up_hub: 3,
    Schedule.restore_hub: 2,
    Schedule.deliver: 4,
}
_EVENTS, _WEIGHTS = tuple(_SHARES), tuple(_SHARES.values())


def search(rules: Rules, first: int, number: int) -> tuple[int, Exception] | None:
    """The first of these seeds in whose world something happens that may never happen."""
    for seed in range(first, first + number):
        try:
            Schedule(seed, rules).run()
        except Exception as found:
            return seed, found
    return None


def explain(rules: Rules, seed: int) -> str:
    """The shortest beginning of this schedule that goes wrong, event by event."""
    for most in range(LONGEST):
        schedule = Schedule(seed, rules)
        try:
            schedule.run(most)
        except Exception as found:
            story = "\n  ".join(schedule.trace)
            return f"seed {seed}, {most} events:\n  {story}\n{type(found).__name__}: {found}"
    return f"seed {seed}: nothing goes wrong"
