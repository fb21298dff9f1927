"""The vault on its way between the laptops of a house, sealed under a key that the hub lacks.

In the vault stand boxes that a password opens. Whoever has them can guess passwords on his own
computer, so only laptops that are let in may have them.
"""

from __future__ import annotations

from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto import grants, primitives
from hvh_desktop.crypto.document import Damaged, Document, TooNew
from hvh_desktop.crypto.primitives import Key, canonical
from hvh_desktop.errors import EnvironmentProblem

ID_SIZE = 16
_STEP = 4096
"""The size tells a hub no more than about how many colleagues there are."""


class NotOurs(Exception):
    """Not a vault of this house, or not whole."""


def house_key_id(key: Key) -> bytes:
    """Says which key of the house sealed something, and nothing about that key."""
    return bytes(primitives.expand(key, b"hvh-huissleutel nummer")[:ID_SIZE])


def seal_vault(content: bytes, key: Key, site: str) -> bytes:
    """``content`` as it stands in the file."""
    padded = content.ljust(-(-len(content) // _STEP) * _STEP)
    box_key = primitives.expand(key, b"hvh-huissleutel kluis")
    return house_key_id(key) + primitives.close_box(box_key, padded, _aad(site))


def open_vault(box: bytes, key: Key, site: str) -> Document | None:
    """None when another key of the house sealed it; ``NotOurs``, ``TooNew``."""
    if box[:ID_SIZE] != house_key_id(key):
        return None
    box_key = primitives.expand(key, b"hvh-huissleutel kluis")
    padded = primitives.open_box(box_key, box[ID_SIZE:], _aad(site))
    if padded is None:
        raise NotOurs
    document = read_vault(bytes(padded).rstrip(b" "))
    if document.roster.vault_id != site:
        raise NotOurs
    return document


def read_vault(content: bytes) -> Document:
    """As it stands in the file; ``NotOurs``, ``TooNew``."""
    try:
        return documents.load(content)
    except Damaged:
        raise NotOurs from None


def check_ours(document: Document, authority: bytes) -> None:
    """``NotOurs`` when the table is not signed by this authority, but by another of the line."""
    if document.roster.authority_public != authority:
        raise NotOurs
    try:
        grants.verify_roster(document, authority, 0)
    except EnvironmentProblem:
        raise NotOurs from None


def seal_house_key(key: Key, seal_public: bytes, site: str) -> bytes:
    """The key of the house for one laptop."""
    return primitives.seal_to(seal_public, key, _info(site))


def open_house_key(sealed: bytes, private: Key, site: str) -> bytearray | None:
    key = primitives.open_sealed(private, sealed, _info(site))
    return key if key is not None and len(key) == primitives.KEY_SIZE else None


def _aad(site: str) -> bytes:
    return canonical(["hvh-kluis", 1, "reis", site])


def _info(site: str) -> bytes:
    return canonical(["hvh-register", 1, "huissleutel", site])


__all__ = [
    "NotOurs",
    "TooNew",
    "check_ours",
    "house_key_id",
    "open_house_key",
    "open_vault",
    "read_vault",
    "seal_house_key",
    "seal_vault",
]
