"""What does not go into the order by itself: kept aside until a beheerder decides.

It may hold words that were written honestly, so nothing is thrown away. Nothing in here has a
position; a released envelope gets one like any other.

The hub cannot check a person's signature, and need not: laptops believe only the sealer that an
envelope names. So whoever seals must name himself, and what the named one sealed waits here when
he left. Who brings it is not asked: another laptop may, and a rescue file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.schema import Stream
from hvh_desktop.hub.streams import Head, find_known, lock_head, push
from hvh_desktop.sync.envelope import Parsed, find_header, split
from hvh_desktop.sync.house.register import Decision, RegisterState
from hvh_desktop.sync.parts import Header, Verdict

MOST_BYTES_PER_LAPTOP = 256 * 1024 * 1024
"""Of what one laptop sealed and nobody decided about."""
MOST_LISTED = 5000
FULL = "Er staat al te veel van deze laptop apart. Een beheerder beslist daar eerst over."
_FRONT = 16 * 1024
"""So much of an envelope is read for its header, which is at the front; more when it is longer."""


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
    user: UUID
    """Who wrote what is in it."""
    sealer: UUID | None
    """Who sealed it; None: an older program, that did not say."""


def must_wait(header: Header, register: RegisterState) -> bool:
    """Whether a person decides about it first: its laptop was taken off, who wrote or sealed it
    left, or it does not say who sealed it."""
    laptop = register.find(header.device)
    if laptop is None or not laptop.is_in or header.sealer is None:
        return True
    return not register.left.isdisjoint({header.user, header.sealer})


def take(
    cursor: Rows,
    stream: Stream,
    looked: Sequence[tuple[bytes, Parsed | Verdict]],
    register: RegisterState,
) -> tuple[list[tuple[Verdict, int | None]], Head]:
    """Push what may have a position, keep the rest aside; what the stream holds already is known,
    whatever became of who sealed it."""
    lock_head(cursor, stream)
    hashes = [parsed.hash for _, parsed in looked if isinstance(parsed, Parsed)]
    known = find_known(cursor, stream, hashes)
    waits = [
        isinstance(parsed, Parsed)
        and parsed.hash not in known
        and must_wait(parsed.header, register)
        for _, parsed in looked
    ]
    go_on = [part for part, must in zip(looked, waits, strict=True) if not must]
    pushed, head = push(cursor, stream, go_on)
    aside = [
        (raw, parsed)
        for (raw, parsed), must in zip(looked, waits, strict=True)
        if must and isinstance(parsed, Parsed)
    ]
    # the same may come twice in one push, once with items left out: the longest is the last
    aside.sort(key=lambda part: len(part[0]))
    _keep(cursor, stream, {parsed.hash: (raw, parsed.header) for raw, parsed in aside})
    rest = iter(pushed)
    return [(Verdict.quarantined, None) if must else next(rest) for must in waits], head


def _keep(cursor: Rows, stream: Stream, found: Mapping[bytes, tuple[bytes, Header]]) -> None:
    """By hash. What stands there already is counted once for all of these."""
    if not found:
        return
    _need_room(cursor, found)
    now = datetime.now(UTC)
    cursor.executemany(
        "INSERT INTO quarantine VALUES (%s, %s, %s, %s, %s, %s, %s)"
        # somebody brought it first with items left out, which the signature allows
        " ON CONFLICT (hash) DO UPDATE SET raw = excluded.raw WHERE quarantine.decision IS NULL"
        " AND octet_length(quarantine.raw) < octet_length(excluded.raw)",
        [
            (envelope_hash, stream.value, header.device, header.incarnation, header.n, raw, now)
            for envelope_hash, (raw, header) in found.items()
        ],
    )


def _need_room(cursor: Rows, found: Mapping[bytes, tuple[bytes, Header]]) -> None:
    sizes = Counter[UUID]()
    for raw, header in found.values():
        sizes[header.device] += len(raw)
    cursor.execute(
        "SELECT device, sum(octet_length(raw)) FROM quarantine WHERE device = ANY(%s)"
        " AND decision IS NULL AND hash != ALL(%s) GROUP BY device",
        (list(sizes), list(found)),
    )
    for device, size in cursor:
        sizes[device] += int(size)
    if max(sizes.values()) > MOST_BYTES_PER_LAPTOP:
        raise Problem(507, FULL)


def list_aside(cursor: Rows) -> list[Aside]:
    """What waits for a decision, first come first. What came into the order in another way (by
    ``reseed``, or because its sealer is back) waits no more."""
    cursor.execute(
        "SELECT hash, stream, device, incarnation, n, octet_length(raw), received,"
        " substring(raw FROM 1 FOR %s) FROM quarantine AS q WHERE decision IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM envelope AS e WHERE e.stream = q.stream AND e.hash = q.hash)"
        " ORDER BY received, n LIMIT %s",
        (_FRONT, MOST_LISTED),
        binary=True,
    )
    found: list[Aside] = []
    for row in cursor.fetchall():
        header = find_header(row[-1]) or _read_header(cursor, row[0])
        told = (row[0], Stream(row[1]), *row[2:-1], header.user, header.sealer)
        found.append(Aside(*told))
    return found


def _read_header(cursor: Rows, envelope_hash: bytes) -> Header:
    cursor.execute("SELECT raw FROM quarantine WHERE hash = %s", (envelope_hash,), binary=True)
    row = cursor.fetchone()
    assert row is not None
    return split(row[0]).header


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
