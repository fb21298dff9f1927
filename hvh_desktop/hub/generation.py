"""Which life of the database this is.

A database that was put back from a backup is not the one that laptops know: it misses what came
after, and would give the same positions out again. So the hub keeps beside the database how far
it had come. When the database does not get that far, it was put back: a new generation begins,
and laptops fill it up from what they kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from hvh_desktop.crypto.files import replace_file
from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.schema import VERSION

STAND_FILE = "stand.json"


@dataclass(frozen=True)
class Stand:
    """How far a generation had come, per stream: position and chain."""

    generation: UUID
    heads: dict[str, tuple[int, str]]
    register: int


def current_generation(cursor: Rows) -> UUID:
    row = cursor.execute("SELECT generation FROM hub").fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def begin_generation(cursor: Rows, reason: str, now: datetime) -> UUID:
    """From here laptops compare what they have with what the hub has."""
    fresh = uuid4()
    cursor.execute("INSERT INTO generation VALUES (%s, %s, %s)", (fresh, now, reason))
    cursor.execute(
        "INSERT INTO hub (schema, generation) VALUES (%s, %s)"
        " ON CONFLICT (one) DO UPDATE SET generation = excluded.generation",
        (VERSION, fresh),
    )
    return fresh


def settle_generation(cursor: Rows, folder: Path, now: datetime) -> tuple[UUID, str | None]:
    """The generation to serve, and the reason when a new one had to begin."""
    cursor.execute("SELECT pg_advisory_xact_lock(717273)")
    noted = read_stand(folder)
    if cursor.execute("SELECT 1 FROM hub").fetchone() is None:
        reason = "nieuw" if noted is None else "lege database"
        return begin_generation(cursor, reason, now), reason
    if noted is not None and _was_put_back(cursor, noted):
        reason = "database teruggezet"
        return begin_generation(cursor, reason, now), reason
    return current_generation(cursor), None


def _was_put_back(cursor: Rows, noted: Stand) -> bool:
    known = cursor.execute("SELECT 1 FROM generation WHERE id = %s", (noted.generation,))
    if known.fetchone() is None:
        return True
    if current_generation(cursor) != noted.generation:
        return False  # somebody else has already begun a new one
    last = cursor.execute("SELECT coalesce(max(number), 0) FROM register_entry").fetchone()
    if last is None or last[0] < noted.register:
        return True
    for stream, (position, chain) in noted.heads.items():
        row = cursor.execute(
            "SELECT chain FROM envelope WHERE stream = %s AND position = %s", (stream, position)
        ).fetchone()
        if row is None or bytes(row[0]).hex() != chain:
            return True
    return False


def look(cursor: Rows) -> Stand:
    rows = cursor.execute("SELECT stream, position, chain FROM head WHERE position > 0").fetchall()
    last = cursor.execute("SELECT coalesce(max(number), 0) FROM register_entry").fetchone()
    assert last is not None
    heads = {stream: (position, bytes(chain).hex()) for stream, position, chain in rows}
    return Stand(current_generation(cursor), heads, last[0])


def read_stand(folder: Path) -> Stand | None:
    """None when there is none or it cannot be read: then the database is believed."""
    try:
        found = json.loads((folder / STAND_FILE).read_bytes())
        heads = {str(s): (int(p), str(c)) for s, (p, c) in found["heads"].items()}
        return Stand(UUID(found["generation"]), heads, int(found["register"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def note_stand(folder: Path, stand: Stand) -> None:
    value = {
        "generation": str(stand.generation),
        "heads": stand.heads,
        "register": stand.register,
    }
    replace_file(folder / STAND_FILE, json.dumps(value, indent=2).encode("ascii") + b"\n")
