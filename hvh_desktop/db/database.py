"""The one door to what is kept: reading sessions, and transactions that announce themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from hvh_desktop.db import schema
from hvh_desktop.db.engine import open_engine, problem_of
from hvh_desktop.db.session import Clock, Session
from hvh_desktop.rights import Actor, Compartment

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
        self._listeners: list[Listener] = []
        self._keys = {compartment: bytearray(key) for compartment, key in keys.items()}
        self._engines: dict[Compartment, Engine] = {}
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
        except (DBAPIError, OSError) as error:
            raise problem_of(error) or error from error
        return engine

    def on_commit(self, listener: Listener) -> None:
        """Call ``listener`` with the changed entity types after each commit, on its thread."""
        self._listeners.append(listener)

    @contextmanager
    def transaction(
        self, compartment: Compartment, *, action: UUID | None = None
    ) -> Iterator[Session]:
        """Write one compartment. Commits at the end, or rolls everything back.

        Raises EnvironmentProblem for a full disk, a damaged file and the like.
        """
        session = self._session(compartment, action)
        try:
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
            for listener in self._listeners:
                listener(frozenset(session.touched))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read every compartment that is open; nothing is written."""
        session = self._session(None, None)
        try:
            yield session
        except DBAPIError as error:
            raise problem_of(error) or error from error
        finally:
            session.close()

    def _session(self, compartment: Compartment | None, action: UUID | None) -> Session:
        return Session(
            self._engines,
            actor=self.actor,
            device=self._device,
            schema=schema.HEAD,
            clock=self._clock,
            compartment=compartment,
            action=action,
            tick=self._next_tick,
        )

    def _next_tick(self, wall_ms: int) -> int:
        self._last_tick = max(wall_ms << 16, self._last_tick + 1)
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
