"""UUIDv7: ids that sort by the time they were made. Order is never used to decide anything."""

from __future__ import annotations

import os
import threading
import time
from functools import lru_cache
from uuid import UUID, uuid5

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A new UUIDv7; within one process every id is greater than the one before it."""
    global _last
    with _lock:
        stamp = max(time.time_ns() // 1_000_000 << 12 | os.urandom(1)[0], _last + 1)
        _last = stamp
    high = (stamp >> 12) << 16 | 0x7000 | (stamp & 0xFFF)
    low = 0x8000000000000000 | int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=high << 64 | low)


_THINGS = UUID("6b1d2f0e-8f34-5c7a-9d52-1f0c7a94e3b6")


def id_of(kind: str, which: str) -> UUID:
    """The id of a thing of which there is one: the same wherever it is made."""
    return uuid5(_THINGS, f"{kind} {which}")


@lru_cache(maxsize=8192)
def id_from(raw: bytes) -> UUID:
    """The id in 16 bytes. The same people and doelen come back all the time."""
    return UUID(bytes=raw)
