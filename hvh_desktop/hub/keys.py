"""Wrapped keys of deelnemers' parts, and the order to destroy some of them.

The hub cannot unwrap a key. What was destroyed stays destroyed: neither the key nor the bytes it
sealed are taken in again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.schema import Stream
from hvh_desktop.sync.envelope import Parsed, erase, split
from hvh_desktop.sync.parts import Destruction, Verdict, WrappedKey

MOST_KEYS = 2000
"""In one answer."""


def put_keys(cursor: Rows, stream: Stream, keys: Sequence[WrappedKey]) -> None:
    """Repeatable; the first word about a key in an epoch stands. Only an order of the authority
    destroys, so a key without bytes is passed over."""
    number = _lock_numbers(cursor, stream)
    destroyed = list_erased(cursor, stream, [key.key_id for key in keys])
    for key in keys:
        if key.wrapped is None:
            continue
        cursor.execute(
            "INSERT INTO wrapped_key VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (
                stream.value,
                number + 1,
                key.key_id,
                key.epoch,
                None if key.key_id in destroyed else key.wrapped,
            ),
        )
        number += cursor.rowcount
    _set_number(cursor, stream, number)


def get_keys(cursor: Rows, stream: Stream, after: int) -> tuple[list[WrappedKey], int]:
    """Keys with a number above ``after`` in order, and the last number among them."""
    cursor.execute(
        "SELECT number, key_id, epoch, wrapped FROM wrapped_key"
        " WHERE stream = %s AND number > %s ORDER BY number LIMIT %s",
        (stream.value, after, MOST_KEYS),
        binary=True,
    )
    rows = cursor.fetchall()
    last: int = rows[-1][0] if rows else after
    return [WrappedKey(key_id, epoch, wrapped) for _, key_id, epoch, wrapped in rows], last


def list_orders(cursor: Rows, stream: Stream, keys: Sequence[WrappedKey]) -> list[Destruction]:
    """By which orders those of these keys that have no bytes were destroyed."""
    gone = [key.key_id for key in keys if key.wrapped is None]
    cursor.execute(
        "SELECT DISTINCT key_ids, signature FROM erasure WHERE stream = %s AND key_id = ANY(%s)",
        (stream.value, gone),
        binary=True,
    )
    return [Destruction(tuple(key_ids), signature) for key_ids, signature in cursor]


def erase_keys(cursor: Rows, stream: Stream, order: Destruction) -> int:
    """Destroy the keys, and the bytes that they sealed; how many envelopes lost something.
    The chain still verifies: the header names what was there by hash."""
    ids = sorted(set(order.key_ids))
    number = _lock_numbers(cursor, stream)
    cursor.executemany(
        "INSERT INTO erasure VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [
            (stream.value, key_id, datetime.now(UTC), list(order.key_ids), order.signature)
            for key_id in ids
        ],
    )
    # a new number each, so that every laptop hears of it
    cursor.execute(
        "UPDATE wrapped_key AS k SET wrapped = NULL, number = %s + o.place FROM"
        " (SELECT key_id, epoch, row_number() OVER (ORDER BY number) AS place FROM wrapped_key"
        " WHERE stream = %s AND key_id = ANY(%s) AND wrapped IS NOT NULL) AS o"
        " WHERE k.stream = %s AND k.key_id = o.key_id AND k.epoch = o.epoch",
        (number, stream.value, ids, stream.value),
    )
    _set_number(cursor, stream, number + cursor.rowcount)
    return _erase_envelopes(cursor, stream, ids) + _erase_quarantine(cursor, stream, ids)


def _erase_envelopes(cursor: Rows, stream: Stream, ids: Sequence[bytes]) -> int:
    cursor.execute(
        "SELECT position FROM envelope WHERE stream = %s AND key_ids && %s", (stream.value, ids)
    )
    positions = [row[0] for row in cursor]
    for position in positions:
        cursor.execute(
            "SELECT raw FROM envelope WHERE stream = %s AND position = %s",
            (stream.value, position),
            binary=True,
        )
        row = cursor.fetchone()
        assert row is not None
        raw = erase(row[0], ids)
        cursor.execute(
            "UPDATE envelope SET raw = %s, size = %s WHERE stream = %s AND position = %s",
            (raw, len(raw), stream.value, position),
        )
    return len(positions)


def _erase_quarantine(cursor: Rows, stream: Stream, ids: Sequence[bytes]) -> int:
    cursor.execute(
        "SELECT hash, raw FROM quarantine WHERE stream = %s", (stream.value,), binary=True
    )
    wanted, count = set(ids), 0
    for envelope_hash, raw in cursor.fetchall():
        if wanted & {item.key_id for item in split(raw).header.items}:
            cursor.execute(
                "UPDATE quarantine SET raw = %s WHERE hash = %s", (erase(raw, ids), envelope_hash)
            )
            count += 1
    return count


def list_erased(cursor: Rows, stream: Stream, key_ids: Collection[bytes]) -> set[bytes]:
    """Which of these were destroyed."""
    cursor.execute(
        "SELECT key_id FROM erasure WHERE stream = %s AND key_id = ANY(%s)",
        (stream.value, list(key_ids)),
        binary=True,
    )
    return {row[0] for row in cursor}


def without_erased(
    cursor: Rows, stream: Stream, looked: Sequence[tuple[bytes, Parsed | Verdict]]
) -> list[tuple[bytes, Parsed | Verdict]]:
    """What comes in, less what was destroyed: a laptop may bring back what it still keeps."""
    ids = {
        item.key_id
        for _, parsed in looked
        if isinstance(parsed, Parsed)
        for item in parsed.header.items
    }
    destroyed = list_erased(cursor, stream, ids) if ids else set()
    return [
        (erase(raw, sorted(destroyed)), parsed)
        if isinstance(parsed, Parsed) and _holds(parsed, destroyed)
        else (raw, parsed)
        for raw, parsed in looked
    ]


def _holds(parsed: Parsed, key_ids: set[bytes]) -> bool:
    return any(item.key_id in key_ids for item in parsed.header.items)


def _lock_numbers(cursor: Rows, stream: Stream) -> int:
    """The last number given out, locked as positions are: no gap that a reader passes."""
    row = cursor.execute(
        "SELECT key_number FROM head WHERE stream = %s FOR UPDATE", (stream.value,)
    ).fetchone()
    assert row is not None
    number: int = row[0]
    return number


def _set_number(cursor: Rows, stream: Stream, number: int) -> None:
    cursor.execute("UPDATE head SET key_number = %s WHERE stream = %s", (number, stream.value))
