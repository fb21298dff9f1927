"""What every screen is given: reading, the one door for writes, and where to go.

Failures end here. A ``UserError`` is shown at the form that was being filled in; a fault of the
surroundings is explained in a banner; everything else is a bug and goes to the crash dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from hvh_desktop import jobs
from hvh_desktop.db import AMSTERDAM, Compartment, Database, Session
from hvh_desktop.db.session import Clock
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.rights import Actor

T = TypeVar("T")
Seen = Mapping[Compartment, int]
"""Per compartment the last change that was there when somebody read. What he writes later builds
on that, not on what a colleague's laptop brought in the meantime."""


class ProblemView(Protocol):
    """A form or page that can show what is wrong at the place where it is wrong."""

    def show_problems(self, error: UserError) -> None:
        """Show the sentences; keep everything that was typed."""


class Context(QObject):
    """One unlocked person's way to the data and around the screens."""

    changed = Signal(object)
    """frozenset of entity types, after each commit; always on the main thread."""
    opened = Signal(str, object)
    """Somebody wants to go to a place: its name and its address (dict)."""
    problem = Signal(str)
    """A sentence that has no form of its own."""
    trouble = Signal(str)
    """A fault of the surroundings, for the banner."""
    bug = Signal(object)
    """An exception that nobody expected."""
    link_changed = Signal(object)
    """How it stands with the hub (``hvh_desktop.sync.thread.state.State``); may be told from any
    thread, arrives on the main thread."""
    lock_asked = Signal(str)
    """Everything must be opened anew; the sentence says why."""
    left_house = Signal()
    """This laptop was signed off: nothing of the house may stay on it."""
    notice = Signal(str, object)
    """Something happened: a sentence, and a function that undoes it or None."""

    def __init__(
        self, database: Database, *, clock: Clock | None = None, is_demo: bool = False
    ) -> None:
        super().__init__()
        self.database = database
        self.is_demo = is_demo
        self._clock = clock
        self.entry: Any = None
        """Account operations (``hvh_desktop.entry.Entry``), set by the composition root."""
        self.syncing: Any = None
        """The link with the hub (``sync.thread.runner.Syncing``), or None without one."""
        self.is_performing = False
        """The change that is announced now was made here, by the person at the keyboard."""
        self.seen: Seen = {}
        """What the page that is shown read last. A form has its own: ``DraftKeeper.seen``."""
        database.on_commit(self.changed.emit)

    @property
    def actor(self) -> Actor:
        """The person at the keyboard."""
        return self.database.actor

    def now(self) -> datetime:
        """This moment, in UTC."""
        return self._clock() if self._clock else datetime.now(UTC)

    def today(self) -> date:
        """The calendar day in the house."""
        return self.now().astimezone(AMSTERDAM).date()

    def read(self, question: Callable[[Session], T]) -> T:
        """Ask something in a reading session. Errors go to the caller."""
        with self.database.reading() as session:
            return question(session)

    def mark(self) -> Seen:
        """Up to where everything is kept now: take it before reading what somebody will change."""
        return self.read(_marks)

    def perform(
        self,
        operation: Callable[[Session], T],
        *,
        compartment: Compartment = Compartment.team,
        form: ProblemView | None = None,
        done: Callable[[T], None] | None = None,
        action: UUID | None = None,
        seen: Seen | None = None,
    ) -> bool:
        """Do one thing in one transaction. True when it is kept; ``done`` gets the result.

        ``seen``: what the person had before him when he began; usually what the page read last.
        """
        result: list[T] = []
        mark = (self.seen if seen is None else seen).get(compartment)
        with self.explain(form):
            with (
                self._performing(),
                self.database.transaction(compartment, action=action, seen=mark) as session,
            ):
                result.append(operation(session))
            if done is not None:
                done(result[0])
            return True
        return False

    @contextmanager
    def _performing(self) -> Iterator[None]:
        before, self.is_performing = self.is_performing, True
        try:
            yield
        finally:
            self.is_performing = before

    @contextmanager
    def explain(self, form: ProblemView | None = None) -> Iterator[None]:
        """Show whatever goes wrong inside to the person, in the way that fits it."""
        try:
            yield
        except UserError as error:
            if form is not None:
                form.show_problems(error)
            else:
                self.problem.emit(" ".join(dict.fromkeys([error.text, *error.fields.values()])))
        except EnvironmentProblem as error:
            self.trouble.emit(error.text)
        except Exception as error:  # the one place where a bug is caught, to show its number
            self.bug.emit(error)

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do something long beside the window; failures are explained here."""

        def failed(error: BaseException) -> None:
            with self.explain():
                raise error

        jobs.run(work, done, failed)

    def record_reading(
        self, onderdeel: str, deelnemer_id: UUID | None, *, handeling: str = "lezen"
    ) -> None:
        """Note in the read log that this person looked."""
        self.perform(
            lambda session: record_raadpleging(
                session, onderdeel, deelnemer_id, handeling=handeling
            ),
            compartment=Compartment.log,
        )

    def open(self, place: str, **address: Any) -> None:
        """Go to a place; names are in ``menu.py``."""
        self.opened.emit(place, address)

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say at the bottom that something was done, with a way back when there is one."""
        self.notice.emit(text, undo)


def _marks(session: Session) -> Seen:
    return {one: session.mark(one) for one in Compartment if session.holds(one)}
