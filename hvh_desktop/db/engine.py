"""Opening one encrypted file: raw key, safe settings, and plain words when it does not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from hvh_desktop.errors import EnvironmentProblem

MINIMUM_SQLITE = (3, 51, 3)
_ATTACH = 24  # SQLITE_ATTACH, the action code for the authorizer
_PRAGMAS = (
    "cipher_log_level = NONE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
)

DAMAGED = (
    "De gegevens op deze computer kunnen niet worden geopend: een bestand is beschadigd of hoort "
    "niet bij dit huis. Er is niets gewijzigd. Vraag de beheerder een reservekopie terug te zetten."
)
FULL = (
    "De schijf is vol, dus dit kon niet worden bewaard. Wat je typte staat nog op het scherm. "
    "Maak ruimte op de schijf en bewaar opnieuw."
)
READ_ONLY = (
    "Er kan niets worden bewaard: de map met gegevens is alleen-lezen. Wat je typte staat nog op "
    "het scherm. Vraag de beheerder om schrijfrechten op die map."
)
UNREADABLE = (
    "De map met gegevens is niet te lezen. Er is niets gewijzigd. "
    "Vraag de beheerder om de rechten op die map na te kijken."
)
BUSY = "Een ander venster is nog aan het bewaren. Wacht even en bewaar opnieuw."
NOT_ENCRYPTED = (
    "Dit programma mist de versleuteling en opent daarom geen gegevens. "
    "Installeer HvH Desktop opnieuw met installer/start.py."
)

_PROBLEMS = (
    ("database or disk is full", FULL),
    ("readonly database", READ_ONLY),
    ("read-only", READ_ONLY),
    ("unable to open database", UNREADABLE),
    ("file is not a database", DAMAGED),
    ("malformed", DAMAGED),
    ("database is locked", BUSY),
    ("disk i/o error", FULL),
)


def problem_of(error: BaseException) -> EnvironmentProblem | None:
    """The fault of the surroundings behind a database error, or None when it is a bug."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    return next((EnvironmentProblem(text) for sign, text in _PROBLEMS if sign in said), None)


def check_library(library: ModuleType) -> None:
    """Refuse a build without encryption or with a SQLite that is too old."""
    connection = library.connect(":memory:")
    try:
        version = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    if not version or not version[0] or library.sqlite_version_info < MINIMUM_SQLITE:
        raise EnvironmentProblem(NOT_ENCRYPTED)


def _deny_attach(action: int, *_: object) -> int:
    return 1 if action == _ATTACH else 0


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """A raw connection to an encrypted file. Without ``create`` the file must exist."""
    address = f"file:{quote(str(path))}?mode={'rwc' if create else 'rw'}"
    connection = sqlcipher3.dbapi2.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=10
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.set_authorizer(_deny_attach)
    except BaseException:
        connection.close()
        raise
    return connection


def open_engine(path: Path, key: Callable[[], bytes], *, create: bool = False) -> Engine:
    """An engine on one compartment file; ``key`` is asked at each new connection."""
    check_library(sqlcipher3.dbapi2)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: connect(path, key(), create=create),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
