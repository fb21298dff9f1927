"""A backup of the database in one file, and putting it back.

A zip with a binary COPY per table, all from one moment, while the hub goes on serving. The file
holds what the database holds: sealed bytes. The keys of the hub are not in it (``folder.py``).
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.hub.database import Database, Rows
from hvh_desktop.hub.generation import begin_generation
from hvh_desktop.hub.schema import TABLES, VERSION
from hvh_desktop.sync.parts import NO_HASH

MANIFEST = "inhoud.json"
FORMAT = "hvh-hub-backup/1"
_PIECE = 1 << 20


class BadBackup(Exception):
    """Not a backup of a hub, or not a whole one."""


class NotEmpty(Exception):
    """There is something in the database that a restore would take away."""


def write_backup(url: str, path: Path) -> int:
    """The number of rows. The file is there when it is whole, and not before."""
    fresh = path.with_name(path.name + ".nieuw")
    database = Database(url)
    try:
        handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as file:
            with closing(database.connect()) as connection, zipfile.ZipFile(file, "w") as archive:
                rows = _dump(connection, archive)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    return sum(rows.values())


def _dump(connection: psycopg.Connection[Any], archive: zipfile.ZipFile) -> dict[str, int]:
    connection.execute("SET statement_timeout = 0")
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    counts: dict[str, int] = {}
    columns: dict[str, list[str]] = {}
    with connection.transaction(), connection.cursor() as cursor:
        for table in TABLES:
            name = sql.Identifier(table)
            cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(name))
            columns[table] = [column.name for column in cursor.description or ()]
            copying = sql.SQL("COPY {} TO STDOUT (FORMAT BINARY)").format(name)
            with (
                archive.open(table, "w", force_zip64=True) as entry,
                cursor.copy(copying) as copy,
            ):
                for piece in copy:
                    entry.write(piece)
            counts[table] = cursor.rowcount
    manifest = {"format": FORMAT, "schema": VERSION, "columns": columns, "rows": counts}
    archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
    return counts


def restore_backup(url: str, path: Path, now: datetime) -> int:
    """Fill an empty database, look whether the chains are whole, and begin a new generation."""
    database = Database(url)
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            database.prepare()
            with closing(database.connect()) as connection:
                connection.execute("SET statement_timeout = 0")
                with connection.transaction(), connection.cursor() as cursor:
                    rows = _fill(cursor, archive, manifest)
                    _check_chains(cursor)
                    begin_generation(cursor, "back-up teruggezet", now)
    except (zipfile.BadZipFile, OSError, KeyError, psycopg.DataError, psycopg.IntegrityError):
        raise BadBackup from None
    finally:
        database.close()
    return rows


def _read_manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        is_ours = manifest["format"] == FORMAT and manifest["schema"] <= VERSION
    except (ValueError, TypeError):
        raise BadBackup from None
    if not is_ours or set(manifest["columns"]) != set(TABLES) or archive.testzip() is not None:
        raise BadBackup
    return dict(manifest)


def _fill(cursor: Rows, archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> int:
    for table in ("register_entry", "envelope", "quarantine", "wrapped_key"):
        if cursor.execute(
            sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))
        ).fetchone():
            raise NotEmpty
    rows = 0
    for table in TABLES:
        name = sql.Identifier(table)
        cursor.execute(sql.SQL("TRUNCATE {}").format(name))
        columns = sql.SQL(", ").join(sql.Identifier(c) for c in manifest["columns"][table])
        copying = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(name, columns)
        with archive.open(table) as entry, cursor.copy(copying) as copy:
            while piece := entry.read(_PIECE):
                copy.write(piece)
        if cursor.rowcount != manifest["rows"][table]:
            raise BadBackup
        rows += cursor.rowcount
    return rows


def _check_chains(cursor: Rows) -> None:
    """Every stream: 1, 2, 3 ... up to its head, and the chain over all of them."""
    cursor.execute("SELECT stream, position, chain FROM head", binary=True)
    for stream, end, chain in cursor.fetchall():
        position, so_far = 0, NO_HASH
        cursor.execute(
            "SELECT position, hash, chain FROM envelope WHERE stream = %s ORDER BY position",
            (stream,),
            binary=True,
        )
        for at, envelope_hash, said in cursor:
            position, so_far = position + 1, sha256(so_far + envelope_hash)
            if (at, said) != (position, so_far):
                raise BadBackup
        if (position, so_far) != (end, chain):
            raise BadBackup
