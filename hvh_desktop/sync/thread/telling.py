"""What the thread that syncs tells: the state, and kinds that changed, as often as is useful."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hvh_desktop.sync.thread.state import Event, Stage, State, Tally, Told
from hvh_desktop.sync.thread.timing import Pace, Time

_KEPT_EVENTS = 20


@dataclass(frozen=True)
class Listener:
    """Who is told what, on the thread that syncs."""

    state: Callable[[State], None] = lambda _: None
    changed: Callable[[frozenset[Any]], None] = lambda _: None
    """Kinds of entities that came in from others."""
    bug: Callable[[BaseException], None] = lambda _: None


class Teller:
    """Keeps the state and passes it on."""

    def __init__(self, listener: Listener, time: Time, pace: Pace) -> None:
        self._listener, self._time, self._pace = listener, time, pace
        self.state = State()
        self._shown = self.state
        self._kinds: set[Any] = set()
        self._shown_at = time.monotonic()
        self._bugs: set[tuple[object, ...]] = set()

    def change(self, **facts: Any) -> None:
        """Note facts; they are shown with the next ``show``."""
        self.state = replace(self.state, **facts)

    def note_event(self, event: Event) -> None:
        """Something was noticed and healed."""
        told = (*self.state.told, Told(event, self._time.now()))
        self.change(told=told[-_KEPT_EVENTS:])

    def note_kinds(self, kinds: Iterable[Any]) -> None:
        """These came in. The window reads again once for many commits."""
        self._kinds.update(kinds)
        if self._time.monotonic() - self._shown_at >= self._pace.tell:
            self.show()

    def settle(self, tallies: tuple[Tally, ...], refusal: str = "") -> None:
        """A round is over."""
        now = self._time.now()
        self.change(tallies=tallies)
        if refusal:
            self.change(stage=Stage.refused, problem=refusal, problem_at=now)
        elif self.state.waiting or self.state.to_apply:
            self.change(stage=Stage.busy)
        else:
            self.change(stage=Stage.in_step, in_step_at=now)
        self.show()

    def fail(self, stage: Stage, text: str, delay: float) -> None:
        """It did not go; it is tried again after ``delay`` seconds."""
        now = self._time.now()
        retry_at = now + timedelta(seconds=delay)
        self.change(stage=stage, problem=text, problem_at=now, retry_at=retry_at)
        self.show()

    def report(self, error: Exception) -> None:
        """Each bug once: the same one every five minutes helps nobody."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        if (type(error), place) not in self._bugs:
            self._bugs.add((type(error), place))
            self._listener.bug(error)

    def show(self, **facts: Any) -> None:
        """Pass on what changed."""
        self.change(**facts)
        self._shown_at = self._time.monotonic()
        kinds, self._kinds = frozenset(self._kinds), set()
        if kinds:
            self._listener.changed(kinds)
        if self.state != self._shown:
            self._shown = self.state
            self._listener.state(self.state)
