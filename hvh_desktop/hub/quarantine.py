"""What a laptop brought after it was taken off: kept aside until a person decides.

It may hold words that were written before. Nothing in here has a position; a released envelope
gets one like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.schema import Stream
from hvh_desktop.hub.streams import Head, lock_head, push
from hvh_desktop.sync.envelope import Parsed, split
from hvh_desktop.sync.parts import Verdict

MOST_BYTES_PER_LAPTOP = 256 * 1024 * 1024


class Decision(StrEnum):
    """What a beheerder decides about one envelope."""

    toelaten = "toelaten"
    weigeren = "weigeren"


@dataclass(frozen=True)
class Aside:
    """An envelope that waits for a decision."""

    hash: bytes
    stream: Stream
    device: UUID
    incarnation: UUID
    n: int
    size: int
    received: datetime


def set_aside(
    cursor: Rows, stream: Stream, looked: Sequence[tuple[bytes, Parsed | Verdict]]
) -> tuple[list[tuple[Verdict, int | None]], Head]:
    """Keep what is genuine aside; what the stream holds already is known."""
    head = lock_head(cursor, stream)
    results: list[tuple[Verdict, int | None]] = []
    for raw, parsed in looked:
        if isinstance(parsed, Verdict):
            results.append((parsed, None))
            continue
        row = cursor.execute(
            "SELECT position FROM envelope WHERE stream = %s AND hash = %s",
            (stream.value, parsed.hash),
        ).fetchone()
        if row is not None:
            results.append((Verdict.known, row[0]))
            continue
        _keep(cursor, stream, raw, parsed)
        results.append((Verdict.quarantined, None))
    return results, head


def _keep(cursor: Rows, stream: Stream, raw: bytes, parsed: Parsed) -> None:
    header = parsed.header
    row = cursor.execute(
        "SELECT coalesce(sum(octet_length(raw)), 0) FROM quarantine WHERE device = %s",
        (header.device,),
    ).fetchone()
    if row is None or row[0] + len(raw) > MOST_BYTES_PER_LAPTOP:
        raise Problem(507, "Er staat al te veel van deze laptop apart. Vraag de beheerder.")
    cursor.execute(
        "INSERT INTO quarantine VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (
            parsed.hash,
            stream.value,
            header.device,
            header.incarnation,
            header.n,
            raw,
            datetime.now(UTC),
        ),
    )


def list_aside(cursor: Rows) -> list[Aside]:
    """What waits for a decision, first come first."""
    cursor.execute(
        "SELECT hash, stream, device, incarnation, n, octet_length(raw), received FROM quarantine"
        " WHERE decision IS NULL ORDER BY received, n LIMIT 1000",
        binary=True,
    )
    return [Aside(row[0], Stream(row[1]), *row[2:]) for row in cursor]


def decide(cursor: Rows, envelope_hash: bytes, decision: Decision) -> int | None:
    """The position it got when it was released. Deciding the same twice is harmless; deciding
    otherwise afterwards is not possible."""
    cursor.execute(
        "SELECT stream, raw, decision FROM quarantine WHERE hash = %s FOR UPDATE",
        (envelope_hash,),
        binary=True,
    )
    row = cursor.fetchone()
    if row is None:
        raise Problem(404, "Deze envelop staat niet apart.")
    stream, raw, before = Stream(row[0]), row[1], row[2]
    if before is not None and before != decision.value:
        raise Problem(409, "Over deze envelop is al anders beslist.")
    cursor.execute(
        "UPDATE quarantine SET decision = %s, decided = %s WHERE hash = %s",
        (decision.value, datetime.now(UTC), envelope_hash),
    )
    if decision is Decision.weigeren:
        return None
    results, _ = push(cursor, stream, [(raw, split(raw))])
    return results[0][1]
