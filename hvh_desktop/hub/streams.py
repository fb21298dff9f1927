"""The order of envelopes: position 1, 2, 3 ... without a gap, and a chain over all of them.

Positions are given out while the head row of the stream is locked. The hub looks whether an
envelope is whole and signed by a laptop of the house; what is in it, it cannot read. It takes
every envelope that is genuine, also two with the same number: a copied laptop is noticed by the
laptop itself, and both branches must be kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.crypto.requests import check_receipt, sign_receipt
from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.generation import begin_generation, current_generation
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.schema import Stream
from hvh_desktop.sync.envelope import MAX_RAW, NotWhole, Parsed, is_genuine, split
from hvh_desktop.sync.house.register import RegisterState
from hvh_desktop.sync.parts import NO_HASH, Known, Pulled, Pushed, Receipt, Verdict

MOST_ROWS = 4096
_TYPES = "text int8 bytea uuid uuid int8 bytea bytea[] int4 bytea timestamptz".split()
"""Of the columns of an envelope, in order."""
CHANNEL = "hvh_stroom"


@dataclass(frozen=True)
class Signing:
    """The key with which the hub gives its word."""

    key: bytes
    public: bytes


@dataclass(frozen=True)
class Head:
    """Where a stream ends."""

    stream: Stream
    generation: UUID
    position: int
    chain: bytes

    def receipt(self, signing: Signing, site: str) -> Receipt:
        now = datetime.now(UTC)
        bare = Receipt(self.generation, self.stream.value, self.position, self.chain, now, b"")
        return sign_receipt(signing.key, site, bare)

    def after(self, envelope_hash: bytes) -> Head:
        chain = sha256(self.chain + envelope_hash)
        return Head(self.stream, self.generation, self.position + 1, chain)


def lock_head(cursor: Rows, stream: Stream) -> Head:
    """The head, and nobody else gives out positions until this transaction ends."""
    cursor.execute(
        "SELECT position, chain FROM head WHERE stream = %s FOR UPDATE",
        (stream.value,),
        binary=True,
    )
    row = cursor.fetchone()
    assert row is not None
    return Head(stream, current_generation(cursor), row[0], row[1])


def read_heads(cursor: Rows) -> dict[Stream, Head]:
    """The ends of all streams, also of empty ones."""
    cursor.execute("SELECT stream, generation, position, chain FROM head, hub", binary=True)
    return {Stream(row[0]): Head(Stream(row[0]), *row[1:]) for row in cursor}


# Looking at what comes in


def look(raw: bytes, stream: Stream, register: RegisterState) -> Parsed | Verdict:
    """The envelope, or why not: it must be whole, of this house and stream, and signed by a laptop
    that is or was in the register. Who brings it is not asked: laptops give a restored hub each
    other's envelopes back."""
    if len(raw) > MAX_RAW:
        return Verdict.too_big
    try:
        parsed = split(raw)
    except NotWhole:
        return Verdict.refused
    laptop = register.find(parsed.header.device)
    is_ours = parsed.header.site == register.site and parsed.header.stream == stream.value
    if not is_ours or laptop is None or not is_genuine(parsed, laptop.sign_public):
        return Verdict.refused
    return parsed


# Push


def push(
    cursor: Rows, stream: Stream, looked: Sequence[tuple[bytes, Parsed | Verdict]]
) -> tuple[list[tuple[Verdict, int | None]], Head]:
    """Give every genuine envelope a position; the one it had when it is known."""
    hashes = [parsed.hash for _, parsed in looked if isinstance(parsed, Parsed)]
    head = lock_head(cursor, stream)
    known = find_known(cursor, stream, hashes)
    results: list[tuple[Verdict, int | None]] = []
    fresh: list[tuple[Head, Parsed, bytes]] = []
    for raw, parsed in looked:
        if isinstance(parsed, Verdict):
            results.append((parsed, None))
        elif parsed.hash in known:
            position, size = known[parsed.hash]
            if len(raw) > size:
                _make_whole(cursor, stream, position, raw)
            results.append((Verdict.known, position))
        else:
            head = head.after(parsed.hash)
            known[parsed.hash] = head.position, len(raw)
            fresh.append((head, parsed, raw))
            results.append((Verdict.stored, head.position))
    _store(cursor, head, fresh)
    return results, head


def find_known(
    cursor: Rows, stream: Stream, hashes: Sequence[bytes]
) -> dict[bytes, tuple[int, int]]:
    """Position and size of those that are there."""
    cursor.execute(
        "SELECT hash, position, size FROM envelope WHERE stream = %s AND hash = ANY(%s)",
        (stream.value, list(hashes)),
        binary=True,
    )
    return {envelope_hash: (position, size) for envelope_hash, position, size in cursor}


def _make_whole(cursor: Rows, stream: Stream, position: int, raw: bytes) -> None:
    """Somebody brought it first with items that were left out, which the signature allows.
    What was destroyed by order is taken out before it comes here."""
    cursor.execute(
        "UPDATE envelope SET raw = %s, size = %s WHERE stream = %s AND position = %s",
        (raw, len(raw), stream.value, position),
    )


def _store(cursor: Rows, head: Head, fresh: Sequence[tuple[Head, Parsed, bytes]]) -> None:
    if not fresh:
        return
    now = datetime.now(UTC)
    with cursor.copy("COPY envelope FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(_TYPES)
        for at, parsed, raw in fresh:
            header = parsed.header
            copy.write_row(
                (
                    *(head.stream.value, at.position, parsed.hash),
                    *(header.device, header.incarnation, header.n, at.chain),
                    *([item.key_id for item in header.items], len(raw), raw, now),
                )
            )
    cursor.execute(
        "UPDATE head SET position = %s, chain = %s WHERE stream = %s",
        (head.position, head.chain, head.stream.value),
    )
    cursor.execute("SELECT pg_notify(%s, %s)", (CHANNEL, head.stream.value))


# Pull


def pull(
    cursor: Rows, stream: Stream, after: int, limit: int
) -> tuple[list[tuple[int, bytes]], Head]:
    """Whole envelopes above ``after``: at least one when there is one, about ``limit`` bytes."""
    cursor.execute(
        "SELECT position, raw FROM envelope WHERE stream = %(stream)s AND position > %(after)s"
        " AND position <= (SELECT max(position) FROM (SELECT position,"
        " sum(size) OVER (ORDER BY position) - size AS before FROM (SELECT position, size"
        " FROM envelope WHERE stream = %(stream)s AND position > %(after)s"
        " ORDER BY position LIMIT %(rows)s) AS next) AS run WHERE before < %(limit)s)"
        " ORDER BY position",
        {"stream": stream.value, "after": after, "limit": limit, "rows": MOST_ROWS},
        binary=True,
    )
    envelopes = cursor.fetchall()
    # read after the envelopes, so it is never behind them
    return [(position, raw) for position, raw in envelopes], read_heads(cursor)[stream]


def list_known(cursor: Rows, laptop: UUID) -> dict[str, list[Known]]:
    """The last envelopes of every incarnation of a laptop; the hub has those that wait for a
    person too."""
    cursor.execute(
        "WITH last AS (SELECT stream, incarnation, max(n) AS n FROM"
        " (SELECT stream, incarnation, n FROM envelope WHERE device = %(laptop)s UNION ALL"
        " SELECT stream, incarnation, n FROM quarantine WHERE device = %(laptop)s) AS own"
        " GROUP BY stream, incarnation)"
        " SELECT stream, incarnation, n, array_agg(DISTINCT hash) FROM"
        " (SELECT stream, incarnation, n, hash FROM envelope JOIN last"
        " USING (stream, incarnation, n) WHERE device = %(laptop)s UNION ALL"
        " SELECT stream, incarnation, n, hash FROM quarantine JOIN last"
        " USING (stream, incarnation, n) WHERE device = %(laptop)s) AS found"
        " GROUP BY stream, incarnation, n",
        {"laptop": laptop},
        binary=True,
    )
    found: dict[str, list[Known]] = {}
    for stream, incarnation, n, hashes in cursor:
        found.setdefault(stream, []).append(Known(incarnation, n, frozenset(hashes)))
    return found


# Filling up after a restore


def reseed(
    cursor: Rows,
    stream: Stream,
    after: int,
    looked: Sequence[tuple[bytes, Parsed | Verdict]],
    receipt: Receipt,
) -> tuple[list[tuple[Verdict, int | None]], Head]:
    """Take the old order back, when the chain over these envelopes is the one in ``receipt``.
    That the receipt is our own was looked at before (``is_own_receipt``)."""
    head = lock_head(cursor, stream)
    at = _head_at(cursor, head, after)
    run: list[tuple[Head, Parsed, bytes]] = []
    for raw, parsed in looked:
        if at is None or isinstance(parsed, Verdict):
            raise Problem(409, NOT_OUR_ORDER)
        at = at.after(parsed.hash)
        run.append((at, parsed, raw))
    if at is None or (at.position, at.chain) != (receipt.position, receipt.chain):
        raise Problem(409, NOT_OUR_ORDER)
    for there, _, _ in run:
        if there.position == head.position and there.chain != head.chain:
            raise Problem(409, NOT_OUR_ORDER)
    fresh = [part for part in run if part[0].position > head.position]
    if find_known(cursor, stream, [parsed.hash for _, parsed, _ in fresh]):
        raise Problem(409, NOT_OUR_ORDER)
    if fresh and receipt.generation == head.generation:
        # our own word of this generation went further than the database: it was put back
        generation = begin_generation(cursor, "database bleek teruggezet", datetime.now(UTC))
        at = Head(stream, generation, at.position, at.chain)
    _store(cursor, at, fresh)
    results: list[tuple[Verdict, int | None]] = [
        (Verdict.stored if there.position > head.position else Verdict.known, there.position)
        for there, _, _ in run
    ]
    return results, at if fresh else head


NOT_OUR_ORDER = "Deze volgorde sluit niet aan op die van de hub. Stuur de enveloppen gewoon."


def is_own_receipt(signing: Signing, site: str, stream: Stream, receipt: Receipt) -> bool:
    return receipt.stream == stream.value and check_receipt(signing.public, site, receipt)


def _head_at(cursor: Rows, head: Head, position: int) -> Head | None:
    """The end as it was at an earlier position; None when the hub is not that far."""
    if position == head.position:
        return head
    if position == 0:
        return Head(head.stream, head.generation, 0, NO_HASH)
    row = cursor.execute(
        "SELECT chain FROM envelope WHERE stream = %s AND position = %s",
        (head.stream.value, position),
        binary=True,
    ).fetchone()
    return None if row is None else Head(head.stream, head.generation, position, row[0])


def answer_push(
    results: Sequence[tuple[Verdict, int | None]], head: Head, signing: Signing, site: str
) -> Pushed:
    return Pushed(tuple(results), head.receipt(signing, site))


def answer_pull(
    envelopes: Sequence[tuple[int, bytes]], head: Head, signing: Signing, site: str
) -> Pulled:
    return Pulled(tuple(envelopes), head.receipt(signing, site))


def receipts(heads: Mapping[Stream, Head], signing: Signing, site: str) -> dict[str, Receipt]:
    """Of the streams that hold something."""
    return {s.value: head.receipt(signing, site) for s, head in heads.items() if head.position}
