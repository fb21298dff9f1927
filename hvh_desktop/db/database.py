"""The one door to what is kept: reading sessions, and transactions that announce themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from hvh_desktop.db import schema
from hvh_desktop.db.engine import open_engine, problem_of
from hvh_desktop.db.session import Clock, Session
from hvh_desktop.db.turns import Turns
from hvh_desktop.rights import Actor, Compartment

MAX_TICK = 1 << 62
"""The clock stands still here rather than run over; it only orders what is shown."""
Listener = Callable[[frozenset[type]], None]


class Database:
    """The compartments of one unlocked person, each a file in ``folder``.

    Hides SQLCipher, the change log, the index and the announcement after each commit.
    """

    def __init__(
        self,
        folder: Path,
        keys: Mapping[Compartment, bytes],
        *,
        actor: Actor,
        device: UUID,
        clock: Clock | None = None,
    ) -> None:
        self.actor = actor
        self._device = device
        self._clock = clock
        self._last_tick = 0
        self._tick_lock = Lock()
        self._listeners: list[Listener] = []
        self._keys = {compartment: bytearray(key) for compartment, key in keys.items()}
        self._engines: dict[Compartment, Engine] = {}
        self._turns = {compartment: Turns() for compartment in keys}
        try:
            for compartment in self._keys:
                self._engines[compartment] = self._open(folder, compartment)
        except BaseException:
            self.close()
            raise

    def _open(self, folder: Path, compartment: Compartment) -> Engine:
        key = self._keys[compartment]
        path = folder / f"{compartment}.db"
        try:
            engine = open_engine(path, lambda: bytes(key))
            schema.ensure_current(engine, compartment, path, bytes(key))
            self.see_tick(_last_tick(engine))
        except (DBAPIError, OSError) as error:
            raise problem_of(error) or error from error
        return engine

    def on_commit(self, listener: Listener) -> None:
        """Call ``listener`` with the changed entity types after each commit, on its thread."""
        self._listeners.append(listener)

    def announce(self, kinds: frozenset[type]) -> None:
        """Tell the listeners what was written past this door: what came from other laptops.
        They are called on the thread of the caller."""
        for listener in self._listeners:
            listener(kinds)

    @contextmanager
    def transaction(
        self, compartment: Compartment, *, action: UUID | None = None, seen: int | None = None
    ) -> Iterator[Session]:
        """Write one compartment. Commits at the end, or rolls everything back.

        ``seen``: the ``Session.mark`` of what was on the screen. What others wrote after it is
        never overwritten: both versions stand. None: everything that is there was seen.

        Raises EnvironmentProblem for a full disk, a damaged file and the like.
        """
        session = self._session(compartment, action, seen)
        try:
            session.engine_of(compartment)
            with self._turns[compartment].first():
                session.write_connection()
                yield session
                session.commit()
        except DBAPIError as error:
            session.rollback()
            raise problem_of(error) or error from error
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
        if session.touched:
            self.announce(frozenset(session.touched))

    def turns(self, compartment: Compartment) -> Turns:
        """For whoever writes this file past this door."""
        return self._turns[compartment]

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read every compartment that is open; nothing is written."""
        session = self._session(None)
        try:
            yield session
        except DBAPIError as error:
            raise problem_of(error) or error from error
        finally:
            session.close()

    def _session(
        self,
        compartment: Compartment | None,
        action: UUID | None = None,
        seen: int | None = None,
    ) -> Session:
        return Session(
            self._engines,
            actor=self.actor,
            device=self._device,
            schema=schema.HEAD,
            clock=self._clock,
            compartment=compartment,
            action=action,
            seen=seen,
            tick=self._next_tick,
        )

    def see_tick(self, tick: int) -> None:
        """Go on above the clock of a change that came from elsewhere. From any thread."""
        with self._tick_lock:
            self._last_tick = max(self._last_tick, tick)

    def _next_tick(self, wall_ms: int, above: int) -> int:
        with self._tick_lock:
            next_tick = max(wall_ms << 16, self._last_tick + 1, above + 1)
            self._last_tick = min(next_tick, MAX_TICK)
            return self._last_tick

    @property
    def compartments(self) -> frozenset[Compartment]:
        """What this person's keys opened."""
        return frozenset(self._engines)

    def close(self) -> None:
        """Close all files and forget the keys."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
        for key in self._keys.values():
            key[:] = bytes(len(key))
        self._keys.clear()


def _last_tick(engine: Engine) -> int:
    """The highest clock in the log of a file: of what was noted from elsewhere it is kept apart,
    and what was written here since then only rose."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT max(coalesce((SELECT CAST(value AS INTEGER) FROM sync_setting"
            " WHERE name = 'tick'), 0),"
            ' coalesce((SELECT hlc FROM "change" ORDER BY rowid DESC LIMIT 1), 0))'
        )
        tick: int = found.scalar_one()
    return tick
