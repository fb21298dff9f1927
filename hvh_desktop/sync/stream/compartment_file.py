"""One compartment file as the sync thread uses it: short commits on a connection of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2

from hvh_desktop.db.engine import problem_of
from hvh_desktop.db.turns import Turns

ROOM = "PRAGMA cache_size = -32000"
"""32 MiB, for commits of thousands of rows: with less, each page is sealed and opened again many
times within one commit."""


class CompartmentFile:
    """Reads, writes in whole commits, and keeps settings by name."""

    def __init__(self, connection: Any, turns: Turns | None = None) -> None:
        self._connection = connection
        self._turns = turns or Turns()
        self._has_room = False

    def make_room(self) -> None:
        """Large commits come: hold more of the file in memory until it is closed."""
        if not self._has_room:
            self._connection.execute(ROOM)
            self._has_room = True

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """One commit, or none. The window writes this file too: do in here only what must be.

        Raises EnvironmentProblem for a full disk, a damaged file and the like.
        """
        try:
            with self._turns.after():
                yield from self._commit()
        except sqlcipher3.dbapi2.Error as error:
            raise problem_of(error) or error from error

    def _commit(self) -> Iterator[Any]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a question gives."""
        return list(self.each(sql, *values))

    def each(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The same, row by row: what is not asked for is not read."""
        try:
            yield from self._connection.execute(sql, values)
        except sqlcipher3.dbapi2.Error as error:
            raise problem_of(error) or error from error

    def value(self, sql: str, *values: object) -> Any:
        """The first value of the first row, or None."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def setting(self, name: str) -> str | None:
        """What was kept under this name."""
        found: str | None = self.value("SELECT value FROM sync_setting WHERE name = ?", name)
        return found

    def change_setting(self, name: str, value: str) -> None:
        """Within ``writing``."""
        self._connection.execute(
            "INSERT INTO sync_setting (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def change_many(self, sql: str, values: Sequence[Sequence[object]]) -> None:
        """One statement for many rows, within ``writing``."""
        self._connection.executemany(sql, values)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
