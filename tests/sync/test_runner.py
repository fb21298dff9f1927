"""The thread that syncs: when it works, how it waits, what it says, and that it really ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event as Flag

import pytest

from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.sync.thread.runner import BUG, Files, Syncing
from hvh_desktop.sync.thread.state import Event, Stage
from hvh_desktop.sync.thread.telling import Listener
from hvh_desktop.sync.thread.timing import Pace
from tests.conftest import KEYS
from tests.sync.laptops import TEAM, Desk, House, copy_folder
from tests.sync.running import DeskFiles, Ear, ManualTime, MemoryHub, until

PACE = Pace(last_words=0.3)


@dataclass
class Laptop:
    """A desk with its thread."""

    desk: Desk
    hub: MemoryHub
    time: ManualTime = field(default_factory=ManualTime)
    ear: Ear = field(default_factory=Ear)
    files: list[DeskFiles] = field(default_factory=list)
    open_files: Callable[[], Files] | None = None

    def __post_init__(self) -> None:
        ear = self.ear
        listener = Listener(ear.states.append, ear.kinds.append, ear.bugs.append)
        self.syncing = Syncing(
            self.open_files or self._open, self.hub.connect, listener, time=self.time, pace=PACE
        )
        self.desk.database.on_commit(lambda _: self.syncing.nudge())

    def _open(self) -> Files:
        self.files.append(DeskFiles(self.desk))
        return self.files[-1]

    def start(self) -> Laptop:
        self.syncing.start()
        return self

    def until(self, stage: Stage) -> None:
        until(lambda: self.syncing.state.stage is stage, stage)

    def rest(self, seconds: float) -> None:
        """Wait until the thread waits for this long."""
        until(lambda: self._began(seconds), f"a wait of {seconds}")

    def _began(self, seconds: float) -> bool:
        while not self.time.waits.empty():
            if self.time.waits.get() == seconds:
                return True
        return False

    def pass_gather(self) -> None:
        """A write: what belongs together goes together, and then it goes."""
        self.rest(PACE.gather)
        self.time.advance(PACE.gather)


NewLaptop = Callable[..., Laptop]


@pytest.fixture
def hub() -> MemoryHub:
    return MemoryHub()


@pytest.fixture
def new_laptop(empty_house: Path, tmp_path: Path, hub: MemoryHub) -> Iterator[NewLaptop]:
    house = House([KEYS[TEAM]])
    laptops: list[Laptop] = []

    def make(**other: object) -> Laptop:
        folder = copy_folder(empty_house, tmp_path / f"laptop-{len(laptops)}")
        laptops.append(Laptop(Desk(house, folder), hub, **other))  # type: ignore[arg-type]
        return laptops[-1]

    yield make
    for laptop in laptops:
        laptop.syncing.stop()
        laptop.desk.close()
        assert not laptop.syncing.is_alive


# Working


def test_what_is_written_goes_out_and_comes_in_elsewhere(
    new_laptop: NewLaptop, hub: MemoryHub
) -> None:
    mentor, casemanager = new_laptop().start(), new_laptop().start()
    mentor.until(Stage.in_step)
    casemanager.until(Stage.in_step)
    casemanager.rest(PACE.quiet)
    mentor.rest(PACE.quiet)
    mentor.desk.write_deelnemer("Ömer")
    mentor.pass_gather()
    until(lambda: casemanager.desk.count("deelnemer") == 1)
    until(lambda: any(Deelnemer in kinds for kinds in casemanager.ear.kinds))
    mentor.until(Stage.in_step)
    assert mentor.syncing.state.waiting == 0
    assert mentor.syncing.state.in_step_at == mentor.time.now()


def test_several_writes_go_in_one_envelope(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop().start()
    laptop.rest(PACE.quiet)
    laptop.desk.write_deelnemer("Een")
    laptop.rest(PACE.gather)
    laptop.desk.write_deelnemer("Twee")
    laptop.time.advance(PACE.gather)
    until(lambda: len(hub.order("team")) == 1)
    laptop.until(Stage.in_step)
    assert len(hub.order("team")) == 1


def test_once_a_minute_everything_is_looked_at(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop().start()
    laptop.rest(PACE.quiet)
    before = hub.asked["pull"]
    laptop.time.advance(PACE.quiet)
    laptop.rest(PACE.quiet)
    assert hub.asked["pull"] > before


def test_a_nudge_with_nothing_to_do_asks_next_to_nothing(
    new_laptop: NewLaptop, hub: MemoryHub
) -> None:
    laptop = new_laptop().start()
    laptop.rest(PACE.quiet)
    before = hub.asked.copy()
    laptop.syncing.nudge()
    laptop.pass_gather()
    laptop.rest(PACE.quiet)
    assert hub.asked - before == {"hello": 1}


def test_the_clock_of_the_hub_is_compared(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    hub.time += timedelta(minutes=12)
    laptop = new_laptop().start()
    laptop.until(Stage.in_step)
    assert laptop.syncing.state.clock == timedelta(minutes=12)


def test_what_is_between_house_and_hub_comes_first(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop().start()
    laptop.until(Stage.in_step)
    assert laptop.files[0].met[0].generation == hub.generation


# Failing


def fail_with(error: Exception, *names: str) -> Callable[[str], None]:
    def fault(what: str) -> None:
        if what in (names or ("hello",)):
            raise error

    return fault


def test_without_a_hub_it_waits_longer_and_longer_up_to_a_minute(
    new_laptop: NewLaptop, hub: MemoryHub
) -> None:
    hub.fault = fail_with(NoHub("Geen lijn."))
    laptop = new_laptop().start()
    waits: list[float] = []
    for _ in range(9):
        waits.append(laptop.time.waits.get(timeout=20))
        laptop.time.advance(waits[-1])
    for number, wait in enumerate(waits):
        longest = min(60.0, 2.0 * 2**number)
        assert longest / 2 <= wait <= longest
    assert laptop.syncing.state.stage is Stage.offline
    assert laptop.syncing.state.problem == "Geen lijn."
    hub.fault = lambda _: None
    laptop.syncing.try_now()
    laptop.until(Stage.in_step)


def test_writing_without_a_hub_is_counted_and_does_not_hammer(
    new_laptop: NewLaptop, hub: MemoryHub
) -> None:
    hub.fault = fail_with(NoHub("Geen lijn.", wait_seconds=50))
    laptop = new_laptop().start()
    laptop.rest(50)
    laptop.desk.write_deelnemer()
    until(lambda: laptop.syncing.state.waiting == 1)
    since = laptop.syncing.state.waiting_since
    assert since is not None
    assert since.tzinfo is not None
    assert hub.asked["hello"] == 1
    hub.fault = lambda _: None
    laptop.time.advance(50)
    laptop.until(Stage.in_step)
    assert len(hub.order("team")) == 1


def test_a_refusal_is_told_and_tried_again_after_five_minutes(
    new_laptop: NewLaptop, hub: MemoryHub
) -> None:
    hub.fault = fail_with(HubRefuses("Afgemeld."))
    laptop = new_laptop().start()
    laptop.rest(PACE.refused)
    state = laptop.syncing.state
    assert (state.stage, state.problem) == (Stage.refused, "Afgemeld.")
    assert state.retry_at == laptop.time.now() + timedelta(seconds=PACE.refused)


def test_a_stream_that_is_refused_does_not_stop_the_others(
    new_laptop: NewLaptop, hub: MemoryHub
) -> None:
    hub.fault = fail_with(HubRefuses("Te groot."), "push")
    laptop = new_laptop()
    laptop.desk.write_deelnemer()
    laptop.start().until(Stage.refused)
    assert laptop.syncing.state.problem == "Te groot."
    laptop.rest(PACE.quiet)
    hub.fault = lambda _: None
    laptop.syncing.try_now()
    laptop.until(Stage.in_step)
    assert len(hub.order("team")) == 1


def test_a_bug_is_told_once_and_the_thread_lives_on(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    hub.fault = fail_with(ZeroDivisionError())
    laptop = new_laptop().start()
    laptop.rest(PACE.refused)
    laptop.time.advance(PACE.refused)
    laptop.rest(PACE.refused)
    assert [type(error) for error in laptop.ear.bugs] == [ZeroDivisionError]
    assert laptop.syncing.state.problem == BUG
    hub.fault = lambda _: None
    laptop.syncing.try_now()
    laptop.until(Stage.in_step)


def test_files_that_do_not_open_are_tried_again(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    tried = Flag()

    def open_files() -> Files:
        if tried.is_set():
            return laptop._open()
        tried.set()
        raise EnvironmentProblem("De schijf is vol.")

    laptop = new_laptop(open_files=open_files)
    laptop.start().until(Stage.refused)
    assert laptop.syncing.state.problem == "De schijf is vol."
    laptop.syncing.try_now()
    laptop.until(Stage.in_step)


def test_after_sleep_the_connection_is_made_anew(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop().start()
    laptop.rest(PACE.quiet)
    laptop.time.advance(1, wall=3 * 3600)
    laptop.syncing.nudge()
    until(lambda: len(hub.lines) == 2)
    assert hub.lines[0].is_closed.is_set()
    laptop.until(Stage.in_step)


def test_what_does_not_move_begins_anew_and_is_told(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop()
    laptop.desk.write_deelnemer()
    hub.fault = fail_with(HubRefuses("Nu niet."), "push")
    laptop.start()
    for _ in range(3):
        laptop.rest(PACE.quiet)
        laptop.time.advance(PACE.quiet)
    until(lambda: len(hub.lines) == 2)
    laptop.rest(PACE.quiet)
    assert [told.event for told in laptop.syncing.state.told] == [Event.started_over]


def test_a_hub_that_was_restored_is_told(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop()
    laptop.desk.write_deelnemer()
    laptop.start().until(Stage.in_step)
    laptop.rest(PACE.quiet)
    hub.orders, hub.keys, hub.generation = {}, {}, laptop.desk.device
    laptop.time.advance(PACE.quiet)
    until(lambda: laptop.syncing.state.told)
    assert laptop.syncing.state.told[0].event is Event.hub_restored
    until(lambda: len(hub.order("team")) == 1)


# Ending


def test_at_the_end_all_is_sealed_sent_and_let_go(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop().start()
    laptop.rest(PACE.quiet)
    laptop.desk.write_deelnemer()
    laptop.rest(PACE.gather)
    laptop.syncing.stop()
    assert not laptop.syncing.is_alive
    assert len(hub.order("team")) == 1
    assert hub.lines[0].is_closed.is_set()
    assert laptop.files[0].is_closed
    assert laptop.syncing.state.stage is Stage.stopped
    with pytest.raises(NoHub):
        laptop.syncing.ask(lambda line, files: None)


def test_without_a_line_it_is_sealed_and_not_sent(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    hub.fault = fail_with(NoHub("Geen lijn.", wait_seconds=50))
    laptop = new_laptop().start()
    laptop.rest(50)
    laptop.desk.write_deelnemer()
    laptop.syncing.stop()
    assert not laptop.syncing.is_alive
    assert laptop.desk.count("change", "envelope IS NULL") == 0
    assert laptop.desk.count("envelope", "NOT is_sent") == 1
    assert hub.asked["push"] == 0


def test_a_hub_that_hangs_holds_nobody(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    hanging = Flag()

    def hang(what: str) -> None:
        if what == "push":
            hanging.set()
            hub.lines[-1].is_closed.wait(20)

    hub.fault = hang
    laptop = new_laptop()
    laptop.desk.write_deelnemer()
    laptop.start()
    assert hanging.wait(20)
    laptop.syncing.stop()
    assert not laptop.syncing.is_alive
    assert laptop.files[0].is_closed


def test_stop_before_start_and_twice_is_fine(new_laptop: NewLaptop) -> None:
    never, once = new_laptop(), new_laptop().start()
    never.syncing.stop()
    once.syncing.stop()
    once.syncing.stop()


def test_a_page_asks_over_the_open_line(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    laptop = new_laptop().start()
    laptop.rest(PACE.quiet)
    assert laptop.syncing.ask(lambda line, files: (line, files)) == (hub.lines[0], laptop.files[0])
    with pytest.raises(ZeroDivisionError):
        laptop.syncing.ask(lambda line, files: 1 // 0)
    assert laptop.ear.bugs == []


def test_a_page_that_asks_without_a_line_is_told_why(new_laptop: NewLaptop, hub: MemoryHub) -> None:
    hub.fault = fail_with(NoHub("Geen lijn.", wait_seconds=50))
    laptop = new_laptop().start()
    laptop.rest(50)
    with pytest.raises(NoHub, match=r"Geen lijn\."):
        laptop.syncing.ask(lambda line, files: line.hello())
    assert laptop.syncing.ask(lambda line, files: files, needs_line=False) is laptop.files[0]
