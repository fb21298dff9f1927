"""Keys of what travels: one per stream and epoch, and one per deelnemer beneath it.

A stream key follows from the compartment key, so it never travels. The key of a deelnemer is
random and travels wrapped, so that it can be destroyed, and with it everything that it sealed.
"""

from __future__ import annotations

from hvh_desktop.crypto.primitives import Key, canonical, close_box, expand, new_key, open_box

KEY_ID_SIZE = 16


def stream_key(secret: Key, *, site: str, stream: str, epoch: int) -> bytearray:
    """The key of a stream in an epoch, from the compartment key of that epoch."""
    return expand(secret, canonical(["hvh-stroom", 1, site, stream, epoch]))


def new_subject_key() -> bytearray:
    """A key for what is written about one deelnemer."""
    return new_key()


def key_id_of(key: Key) -> bytes:
    """The name of a key. Made from the key: another key cannot go by the same name."""
    return bytes(expand(key, b"hvh/key-id")[:KEY_ID_SIZE])


def wrap(stream_key: Key, subject_key: Key) -> bytes:
    """The key of a deelnemer as it travels, under the stream key of some epoch."""
    return close_box(stream_key, subject_key, _wrap_aad(key_id_of(subject_key)))


def unwrap(stream_key: Key, key_id: bytes, wrapped: bytes) -> bytearray | None:
    """The key with this name; None under another stream key or when it is another key."""
    key = open_box(stream_key, wrapped, _wrap_aad(key_id))
    return key if key is not None and key_id_of(key) == key_id else None


def _wrap_aad(key_id: bytes) -> bytes:
    return canonical(["hvh-sleutel", 1, key_id.hex()])
