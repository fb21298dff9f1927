"""The tables of the hub. Bytes that travel are kept as they came; nothing in here can be read."""

from __future__ import annotations

from enum import StrEnum
from typing import LiteralString

from psycopg import Cursor
from psycopg.rows import TupleRow

VERSION = 2


class Stream(StrEnum):
    """One order of envelopes; a laptop follows those that its people may read."""

    team = "team"
    behandeling = "behandeling"
    instroom = "instroom"
    register = "register"
    log = "log"


TABLES: tuple[LiteralString, ...] = (
    "hub",
    "generation",
    "register_entry",
    "asking",
    "head",
    "envelope",
    "quarantine",
    "wrapped_key",
    "erasure",
)
"""What a backup holds, in the order in which it is filled again. Nonces live ten minutes."""

_CREATE: tuple[LiteralString, ...] = (
    "CREATE TABLE hub (one boolean PRIMARY KEY DEFAULT true CHECK (one), schema int NOT NULL,"
    " generation uuid NOT NULL)",
    "CREATE TABLE generation (id uuid PRIMARY KEY, since timestamptz NOT NULL,"
    " reason text NOT NULL)",
    "CREATE TABLE register_entry (number bigint PRIMARY KEY, entry bytea NOT NULL,"
    " signature bytea NOT NULL, received timestamptz NOT NULL)",
    "CREATE TABLE asking (id uuid PRIMARY KEY, sign bytea NOT NULL, seal bytea NOT NULL,"
    " since timestamptz NOT NULL, refused boolean NOT NULL DEFAULT false, origin bytea NOT NULL"
    " DEFAULT '', rests_until timestamptz)",
    # the row that is locked while positions are given out: a sequence would leave gaps behind
    # which a slower transaction disappears for every reader
    "CREATE TABLE head (stream text PRIMARY KEY, position bigint NOT NULL, chain bytea NOT NULL,"
    " key_number bigint NOT NULL)",
    "CREATE TABLE envelope (stream text NOT NULL, position bigint NOT NULL, hash bytea NOT NULL,"
    " device uuid NOT NULL, incarnation uuid NOT NULL, n bigint NOT NULL,"
    " chain bytea NOT NULL, key_ids bytea[] NOT NULL, size int NOT NULL, raw bytea NOT NULL,"
    " received timestamptz NOT NULL, PRIMARY KEY (stream, position))",
    "CREATE UNIQUE INDEX envelope_hash ON envelope (stream, hash)",
    "CREATE INDEX envelope_writer ON envelope (device, stream, incarnation, n)",
    # sealed bytes do not get smaller
    "ALTER TABLE envelope ALTER COLUMN raw SET STORAGE EXTERNAL",
    "CREATE TABLE quarantine (hash bytea PRIMARY KEY, stream text NOT NULL, device uuid NOT NULL,"
    " incarnation uuid NOT NULL, n bigint NOT NULL, raw bytea NOT NULL,"
    " received timestamptz NOT NULL, decision text, decided timestamptz)",
    "CREATE TABLE wrapped_key (stream text NOT NULL, number bigint NOT NULL,"
    " key_id bytea NOT NULL, epoch int NOT NULL, wrapped bytea, PRIMARY KEY (stream, number))",
    "CREATE UNIQUE INDEX wrapped_key_id ON wrapped_key (stream, key_id, epoch)",
    # with the order as it was signed: laptops do not believe a hub that only says so
    "CREATE TABLE erasure (stream text NOT NULL, key_id bytea NOT NULL, ordered timestamptz"
    " NOT NULL, key_ids bytea[] NOT NULL, signature bytea NOT NULL, PRIMARY KEY (stream, key_id))",
    # unlogged: a nonce need not survive a crash, every route may be repeated
    "CREATE UNLOGGED TABLE nonce (laptop uuid NOT NULL, nonce bytea NOT NULL,"
    " at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (laptop, nonce))",
)


_INDEXES: tuple[LiteralString, ...] = (
    # every laptop asks at every round what is here of it
    "CREATE INDEX IF NOT EXISTS quarantine_writer ON quarantine (device, stream, incarnation, n)",
    # what was decided stays, and is never listed again
    "CREATE INDEX IF NOT EXISTS quarantine_waits ON quarantine (received, n)"
    " WHERE decision IS NULL",
)
_UPGRADE: tuple[LiteralString, ...] = (
    "ALTER TABLE asking ADD COLUMN IF NOT EXISTS origin bytea NOT NULL DEFAULT '',"
    " ADD COLUMN IF NOT EXISTS rests_until timestamptz",
    "UPDATE register_entry SET entry ="
    " substring(entry FROM 1 FOR position('\\x0a'::bytea IN entry) - 1)"
    " WHERE position('\\x0a'::bytea IN entry) > 0 AND number <"
    " (SELECT max(number) FROM register_entry WHERE position('\\x0a'::bytea IN entry) > 0)",
    *_INDEXES,
    f"UPDATE hub SET schema = {VERSION}",
)
"""From version 1, or from a backup of it. Of old sealed vaults the head is kept."""


class NewerDatabase(Exception):
    """A newer hub wrote this database; this one keeps its hands off."""


def prepare(cursor: Cursor[TupleRow]) -> None:
    """Make the tables when the database is empty. Safe when several processes start at once."""
    cursor.execute("SELECT pg_advisory_xact_lock(717273)")
    if cursor.execute("SELECT to_regclass('hub')").fetchone() == (None,):
        for statement in (*_CREATE, *_INDEXES):
            cursor.execute(statement)
        cursor.executemany(
            "INSERT INTO head VALUES (%s, 0, %s, 0)", [(stream, bytes(32)) for stream in Stream]
        )
        return
    row = cursor.execute("SELECT schema FROM hub").fetchone()
    if row is not None and row[0] > VERSION:
        raise NewerDatabase
    if row is not None and row[0] < VERSION:
        for statement in _UPGRADE:
            cursor.execute(statement)
