"""The thread that syncs: when a round is made, what happens when it fails, and when it ends.

What a round does is in ``laptop.py``; the network is in ``client.py``. Here is only time: a round
after each write, when the hub says that there is news, and once a minute; a longer and longer
wait when the hub is away; a new connection after sleep and when nothing moves.

Everything that it tells, it tells on its own thread: hand it over before you touch a window.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from threading import Event as Flag
from threading import Lock, Thread
from typing import Any, Protocol, TypeVar

from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.sync.laptop import Laptop, What
from hvh_desktop.sync.parts import NO_HASH, Hello, Hub, HubRefuses, NoHub, Store
from hvh_desktop.sync.thread.errands import Errands
from hvh_desktop.sync.thread.state import Event, Stage, State, Tally
from hvh_desktop.sync.thread.telling import Listener, Teller
from hvh_desktop.sync.thread.timing import SYSTEM, Pace, Time
from hvh_desktop.sync.thread.waking import Slept, Waker

_T = TypeVar("_T")
BUG = "Het programma maakte een fout bij het versturen."
NOT_NOW = "Er is nu geen verbinding met de server. Probeer het later opnieuw."
_EVENTS = {What.hub_went_back: Event.hub_restored, What.numbered_anew: Event.laptop_restored}


class Line(Hub, Protocol):
    """One connection with the hub."""

    def watch(self, stream: str, after: int, on_news: Callable[[], None]) -> None:
        """Call ``on_news`` once, on any thread, when there is something above ``after``."""
        ...

    def close(self) -> None:
        """Every call that waits ends with ``NoHub``. May be called twice."""
        ...


class Files(Protocol):
    """What one person has open on this laptop."""

    @property
    def stores(self) -> Sequence[Store]: ...

    def tallies(self) -> tuple[Tally, ...]: ...

    def meet(self, line: Any, hello: Hello) -> None:
        """What is between the house and the hub, before the streams: laptops and the vault."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know about that, as sentences."""
        ...

    def close(self) -> None: ...


class _Stuck(Exception):
    """Something waits and nothing moves: this connection is given up for a new one."""


class Syncing:
    """One person's stay: ``start``, ``nudge`` after each write, ``stop`` at lock and close."""

    def __init__(
        self,
        open_files: Callable[[], Files],
        connect: Callable[[], Line],
        listener: Listener,
        *,
        time: Time = SYSTEM,
        pace: Pace | None = None,
    ) -> None:
        """``open_files`` and ``connect`` are called on the thread, again after a failure."""
        self._open_files, self._connect = open_files, connect
        self._files: Files = _NO_FILES
        self._time, self._pace = time, pace or Pace()
        self._teller = Teller(listener, time, self._pace)
        self._waker, self._ended = Waker(time, self._pace), Flag()
        self._guard = Lock()
        self._line: Line | None = None
        self._errands: Errands[Any, Any] = Errands()
        self._failures = 0
        self._moved_at, self._least = time.monotonic(), 0
        self._thread = Thread(target=self._run, name="hvh-sync", daemon=True)

    @property
    def state(self) -> State:
        """How things are now."""
        return self._teller.state

    def ask(self, work: Callable[[Any, Any], _T], *, needs_line: bool = True) -> _T:
        """Do ``work(line, files)`` between two rounds, and wait for it: never on the thread of
        the window. Raises ``NoHub`` without a connection, and what ``work`` raises."""
        future = self._errands.give(work, needs_line=needs_line)
        self._waker.hurry()
        return future.result()

    @property
    def is_alive(self) -> bool:
        """Does the thread still run?"""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin. Costs nothing on this thread."""
        self._thread.start()

    def nudge(self) -> None:
        """Something was written."""
        self._waker.nudge()

    def try_now(self) -> None:
        """A person asks not to wait."""
        self._waker.hurry()

    def stop(self) -> None:
        """Seal what was written and let go. Waits for the network ``last_words`` at most."""
        self._waker.stop()
        if not self._thread.is_alive():
            return
        if not self._ended.wait(self._pace.last_words):
            self._hang_up()
        self._thread.join(self._pace.join)

    # The thread

    def _run(self) -> None:
        try:
            delay = 0.0
            while not self._waker.is_stopping:
                with suppress(Slept):
                    self._waker.pause(delay, lambda: self._survive(self._show_tallies))
                if not self._waker.is_stopping:
                    delay = self._make_connection()
            self._survive(self._seal_all)
            self._survive(self._say_last_words)
        finally:
            self._hang_up()
            self._errands.end(NoHub(NOT_NOW))
            self._survive(self._files.close)
            self._teller.show(stage=Stage.stopped)
            self._ended.set()

    def _make_connection(self) -> float:
        """Everything over one connection; how many seconds to wait before the next."""
        try:
            if self._files is _NO_FILES:
                self._files = self._open_files()
            line = self._connect()
            with self._guard:
                self._line = line
            self._serve(line)
        except NoHub as problem:
            return self._fail(Stage.offline, problem.text, problem.wait_seconds)
        except HubRefuses as problem:
            return self._fail(Stage.refused, problem.text, self._pace.refused)
        except EnvironmentProblem as problem:
            return self._fail(Stage.refused, problem.text, None)
        except Slept:
            self._failures = 0
        except _Stuck:
            self._teller.note_event(Event.started_over)
        except Exception as error:  # a bug must not end the thread, nor stay hidden
            self._teller.report(error)
            return self._fail(Stage.refused, BUG, self._pace.refused)
        finally:
            if not self._waker.is_stopping:
                self._hang_up()
        return 0.0

    def _serve(self, line: Line) -> None:
        self._moved_at, self._least = self._time.monotonic(), self._count_waiting()
        is_whole = True
        while not self._waker.is_stopping:
            self._make_round(line, is_whole=is_whole)
            self._check_moving()
            for store in self._files.stores:
                line.watch(store.stream, store.cursor().position, self._waker.tell_news)
            is_whole = self._waker.rest()

    def _make_round(self, line: Line, *, is_whole: bool) -> None:
        hello = self._say_hello(line)
        self._files.meet(line, hello)
        self._teller.change(notices=self._files.notices)
        self._errands.carry_out(line, self._files)
        stores = [s for s in self._files.stores if is_whole or not _is_equal(s, hello)]
        refusal = ""
        for step in Laptop(line, stores, rows=self._pace.rows).steps(hello) if stores else ():
            if step.problem is not None:
                refusal = refusal or step.problem.text
            elif step.what in _EVENTS:
                self._teller.note_event(_EVENTS[step.what])
            else:
                self._moved_at = self._time.monotonic()
            self._teller.note_kinds(step.kinds)
            if self._waker.is_stopping:
                return
        self._teller.settle(self._files.tallies(), refusal)

    def _say_hello(self, line: Line) -> Hello:
        asked = self._time.now()
        hello = line.hello()
        now = self._time.now()
        apart = (hello.time - asked - (now - asked) / 2).total_seconds()
        self._failures = 0
        self._teller.change(contact_at=now, clock=timedelta(seconds=round(apart)), retry_at=None)
        return hello

    def _check_moving(self) -> None:
        """What waits must get less within two minutes, or the connection is not what it seems."""
        waiting = self._count_waiting()
        if waiting < self._least or not waiting:
            self._moved_at = self._time.monotonic()
        self._least = waiting
        if waiting and self._time.monotonic() - self._moved_at > self._pace.stuck:
            raise _Stuck

    def _count_waiting(self) -> int:
        return sum(store.count_unsealed() + store.count_unsent() for store in self._files.stores)

    # Failing and ending

    def _fail(self, stage: Stage, text: str, wait: float | None) -> float:
        self._failures += 1
        self._errands.go_without(NoHub(text), self._files)
        delay = self._pace.retry(self._failures, random.random()) if wait is None else wait
        self._survive(self._show_tallies)
        self._teller.fail(stage, text, delay)
        return delay

    def _show_tallies(self) -> None:
        self._teller.show(tallies=self._files.tallies())

    def _seal_all(self) -> None:
        for store in self._files.stores:
            while store.seal() is not None:
                pass

    def _say_last_words(self) -> None:
        """Send what was sealed when the line is still open."""
        stores = [store for store in self._files.stores if store.count_unsent()]
        if self._line is None or not stores:
            return
        with suppress(NoHub, HubRefuses):
            for _ in Laptop(self._line, stores, rows=self._pace.rows).steps():
                pass

    def _survive(self, work: Callable[[], None]) -> None:
        try:
            work()
        except EnvironmentProblem as problem:
            self._teller.change(problem=problem.text, problem_at=self._time.now())
        except Exception as error:
            self._teller.report(error)

    def _hang_up(self) -> None:
        with self._guard:
            line, self._line = self._line, None
        if line is not None:
            line.close()


class _NoFiles:
    """Before they are opened, and when that fails."""

    stores: Sequence[Store] = ()

    def tallies(self) -> tuple[Tally, ...]:
        return ()

    notices: tuple[str, ...] = ()

    def meet(self, line: Line, hello: Hello) -> None:
        return

    def close(self) -> None:
        return


_NO_FILES = _NoFiles()


def _is_equal(store: Store, hello: Hello) -> bool:
    """Nothing to take and nothing to give, as far as both sides know."""
    cursor, head = store.cursor(), hello.heads.get(store.stream)
    theirs = (
        (hello.generation, head.position, head.chain) if head else (hello.generation, 0, NO_HASH)
    )
    return (cursor.generation, cursor.position, cursor.chain) == theirs and not (
        store.count_unsealed() or store.count_unsent() or store.list_unsent_keys()
    )
