"""Connections to PostgreSQL: one per working thread, given back after every transaction.

Every failure of the server becomes ``Busy``: the laptop tries again later, and what it sends may
always be sent twice.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from psycopg import Connection, Cursor
from psycopg.rows import TupleRow

from hvh_desktop.hub.schema import prepare

CONNECT_SECONDS = 5
OPTIONS = (
    "-c statement_timeout=30s -c lock_timeout=10s"
    " -c idle_in_transaction_session_timeout=30s -c TimeZone=UTC"
)

Rows = Cursor[TupleRow]


class Busy(Exception):
    """The database does not answer, or not now. Nothing was done."""


class Database:
    """A few connections to one database; the number that is open is the number at work."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._idle: list[Connection[TupleRow]] = []
        self._lock = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[Rows]:
        """One transaction: committed when the block ends, undone when it raises."""
        try:
            connection = self._take()
            try:
                with connection.transaction(), connection.cursor() as cursor:
                    yield cursor
            except BaseException:
                self._give_back(connection)
                raise
            self._give_back(connection)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Busy(type(error).__name__) from None

    def prepare(self) -> None:
        with self.transaction() as cursor:
            prepare(cursor)

    def connect(self) -> Connection[TupleRow]:
        """A connection of the caller's own (for LISTEN and for backups)."""
        try:
            return psycopg.connect(
                self.url, autocommit=True, connect_timeout=CONNECT_SECONDS, options=OPTIONS
            )
        except psycopg.OperationalError as error:
            raise Busy(type(error).__name__) from None

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            with suppress(psycopg.Error):
                connection.close()

    def _take(self) -> Connection[TupleRow]:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self.connect()

    def _give_back(self, connection: Connection[TupleRow]) -> None:
        if connection.closed:
            self.close()  # the server went away: the others are dead too
            return
        with self._lock:
            self._idle.append(connection)
