"""One entry of the register of laptops as bytes: a signed head, perhaps a sealed vault after it.

What an entry means and who may sign it is in ``register``. Pure: no file, no network.
"""

from __future__ import annotations

import json
from typing import Any

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.primitives import Key, canonical

MOST_HEAD = 256 * 1024
MOST_BOX = 4 * 1024 * 1024
_CONTEXT = b"hvh-register/1"


class BadEntry(Exception):
    """Not an entry, not signed by who may sign it, or not the next one. Says which, no values."""


def is_box_of(entry: bytes) -> bool:
    """Whether the vault in this entry is the one that its head names."""
    box = split_entry(entry)[1]
    return box is not None and primitives.sha256(box).hex() == read_head(entry).get("doos")


def split_entry(entry: bytes) -> tuple[bytes, bytes | None]:
    """The head and the sealed vault after it; None when there is no vault or it was thinned."""
    head, line, box = entry.partition(b"\n")
    if len(head) > MOST_HEAD or len(box) > MOST_BOX:
        raise BadEntry("too big")
    return head, box if line else None


def thin(entry: bytes) -> bytes:
    """The entry without the vault: enough to verify everything that comes after it."""
    return split_entry(entry)[0]


def read_head(entry: bytes) -> dict[str, Any]:
    """What the head says. Nothing is proven yet."""
    head, _ = split_entry(entry)
    try:
        found = json.loads(head)
        is_canonical = isinstance(found, dict) and canonical(found) == head
    except (ValueError, RecursionError):
        raise BadEntry("not json") from None
    if not is_canonical:
        raise BadEntry("not canonical")
    return dict(found)


def sign_entry(private: Key, site: str, entry: bytes) -> bytes:
    """The signature that goes beside the entry: over the head, which names the vault by hash."""
    return primitives.sign(private, _CONTEXT + site.encode() + thin(entry))


def is_signed(public: bytes, site: str, entry: bytes, signature: bytes) -> bool:
    return primitives.is_signed(public, _CONTEXT + site.encode() + thin(entry), signature)
