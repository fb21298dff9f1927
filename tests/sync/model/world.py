"""A house with laptops and a hub, and everything that may befall it, one event at a time.

Every event is a method with plain arguments, so that a schedule can come from anywhere: from
``schedules`` (fast, by the ten thousand) and from Hypothesis (slow, and makes failures small).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from hvh_desktop.db.heads import of, same_as_shown
from hvh_desktop.sync.laptop import Laptop, Step
from hvh_desktop.sync.parts import NoHub
from tests.sync.model.hub import ModelHub, Stream
from tests.sync.model.line import Line, Network
from tests.sync.model.store import Files, ModelStore
from tests.sync.model.things import FIELDS, NOBODYS, REFERS, Change, Crash, Fuse, Matter

DAY = 24 * 60
MOST = 8
"""Laptops in one world."""


@dataclass(frozen=True)
class Look:
    """What a page showed of one field, at the moment that it read."""

    shown: tuple[str, ...]
    """The shown version, and those that say the same."""
    all: tuple[str, ...]
    value: object


class Writer:
    """The rule of an ordinary write: it names what the writer saw, and nothing else."""

    def name_parents(self, store: ModelStore, entity: str, field: str, look: Look) -> Sequence[str]:
        return look.shown


@dataclass(frozen=True)
class Rules:
    """What a world runs on; a planted bug replaces one of these."""

    laptop: type[Laptop] = Laptop
    store: type[ModelStore] = ModelStore
    hub: type[ModelHub] = ModelHub
    writer: type[Writer] = Writer


@dataclass
class Seat:
    """One laptop: its files, what is in its memory, and its clock."""

    device: UUID
    stores: Mapping[str, ModelStore]
    fuse: Fuse
    line: Line
    skew: int
    """Minutes that its clock is wrong."""
    rows: int
    backups: list[dict[str, Files]] = field(default_factory=list)
    pages: dict[tuple[str, str], Mapping[str, Look]] = field(default_factory=dict)
    under_way: Iterator[Step] | None = None

    def stop(self) -> None:
        """The process ends; only the files are left."""
        self.under_way = None
        self.pages = {}
        self.fuse.left = None

    def back_up(self) -> dict[str, Files]:
        return {name: store.files.copy() for name, store in self.stores.items()}

    def restore(self, backup: Mapping[str, Files]) -> None:
        self.stop()
        for name, files in backup.items():
            self.stores[name].files = files.copy()


class World:
    """The house."""

    def __init__(
        self, rules: Rules, chance: Random, *, badness: float, page: int, streams: int, keys: bool
    ) -> None:
        self.rules = rules
        self.chance = chance
        self.matter = Matter()
        self.hub = rules.hub(self.matter, page)
        self.network = Network(chance, badness)
        self.streams = ("team", "behandeling")[:streams]
        self.writer = rules.writer()
        self.has_keys = keys
        self.seats: list[Seat] = []
        self.minute = 0
        self.hub_backups: list[dict[str, Stream]] = []
        self.written: dict[str, Change] = {}
        self.was_silent = False
        """The hub went back once and did not say so: then it did show two orders."""
        self.saw: dict[str, Mapping[str, Sequence[str]]] = {}
        """What each writer truly saw, whatever the change says of it."""

    # People

    def look(self, seat: Seat, stream: str, entity: str) -> None:
        """Somebody opens a page; it stays open and may grow old."""
        seat.pages[stream, entity] = self._read(seat.stores[stream], entity)

    def save(
        self, seat: Seat, stream: str, entity: str, field: str, word: str, *, resolve: bool
    ) -> None:
        """Somebody saves a word, on the page that was opened or on a fresh one."""
        store = seat.stores[stream]
        self.minute += 1
        if entity == REFERS and NOBODYS not in store.files.heads:
            self._write(seat, store, NOBODYS, dict.fromkeys(FIELDS, word), {}, {})
        if entity not in store.files.heads:
            self._write(seat, store, entity, dict.fromkeys(FIELDS, word), {}, {})
            return
        page = seat.pages.pop((stream, entity), None) or self._read(store, entity)
        look = page[field]
        if resolve:
            named: Sequence[str] = look.all
            seen = look.all
        else:
            named = self.writer.name_parents(store, entity, field, look)
            seen = look.shown
        if resolve or look.value != word:
            self._write(seat, store, entity, {field: word}, {field: named}, {field: seen})

    def _read(self, store: ModelStore, entity: str) -> Mapping[str, Look]:
        heads = store.files.heads.get(entity)
        if heads is None:
            return {}
        found = {}
        for name in FIELDS:
            stand = of(heads, name)
            shown = same_as_shown(heads, name, store)
            found[name] = Look(tuple(shown), tuple(stand), store.value(stand[0], name))
        return found

    def _write(
        self,
        seat: Seat,
        store: ModelStore,
        entity: str,
        values: Mapping[str, str],
        parents: Mapping[str, Sequence[str]],
        saw: Mapping[str, Sequence[str]],
    ) -> None:
        hlc = max(store.files.clock + 1, self.minute + seat.skew)
        base = NOBODYS if entity == REFERS and not parents else ""
        change = Change(self.matter.new_id(), hlc, not parents, values, parents, entity, base)
        self.written[change.id] = change
        self.saw[change.id] = saw
        store.write(change)

    # Syncing

    def sync(self, seat: Seat, steps: int) -> None:
        """A round goes on, or a new one begins; at most so many steps of it."""
        if seat.under_way is None:
            seat.under_way = self.make_laptop(seat).steps()
        try:
            for _ in range(steps):
                if next(seat.under_way, None) is None:
                    seat.under_way = None
                    return
        except NoHub:
            seat.under_way = None
        except Crash:
            seat.stop()

    def make_laptop(self, seat: Seat) -> Laptop:
        """The real rules, over the files of this laptop."""
        stores = seat.stores.values()
        return self.rules.laptop(seat.line, stores, rows=seat.rows, read=self.matter.read)

    def crash(self, seat: Seat, commits: int) -> None:
        """It syncs, and the power fails before so many commits more."""
        seat.fuse.left = commits
        self.sync(seat, 99)
        seat.stop()

    # Laptops

    def join(self, skew: int, rows: int, streams: Sequence[str] | None = None) -> Seat:
        """A new laptop, with nothing on it."""
        return self._seat(self.matter.new_uuid(), skew, rows, streams or self.streams)

    def _seat(self, device: UUID, skew: int, rows: int, streams: Sequence[str]) -> Seat:
        fuse = Fuse()
        stores = {name: self.rules.store(name, device, self.matter, fuse) for name in streams}
        for store in stores.values():
            store.has_keys = self.has_keys
        line = Line(self.hub.face(device), self.network, device)
        seat = Seat(device, stores, fuse, line, skew, rows)
        self.seats.append(seat)
        return seat

    def copy(self, seat: Seat) -> None:
        """Its folder is copied to another computer, and both are used from now on."""
        twin = self._seat(seat.device, seat.skew, seat.rows, tuple(seat.stores))
        twin.restore(seat.back_up())

    def leave(self, seat: Seat) -> None:
        """It falls in the canal."""
        self.seats.remove(seat)

    # The hub

    def back_up_hub(self) -> None:
        self.hub_backups.append(self.hub.back_up())

    def restore_hub(self, index: int, *, is_told: bool) -> None:
        """It goes back to an older backup, or to nothing. Whoever does that without a new
        generation loses keys that only the hub's word was given for, so then there are none."""
        self.was_silent |= not is_told
        backups = self.hub_backups
        self.hub.restore(backups[index % len(backups)] if backups else {}, is_told=is_told)
