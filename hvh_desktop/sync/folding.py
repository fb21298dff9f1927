"""Compressed and filled up: so that little of what is in an item shows in its length."""

from __future__ import annotations

import zstandard

_LEVEL = 3
_NOTHING = zstandard.ZstdCompressor(level=_LEVEL).compress(b"")
_END = b"\x80"
"""Behind the frame, before the filling of zeros."""


class NotFolded(Exception):
    """These bytes were not folded, or unfold to too much."""


def fold(plain: bytes) -> bytes:
    """Compressed, and filled up so that its length says little of what is in it."""
    frame = zstandard.ZstdCompressor(level=_LEVEL).compress(plain) + _END
    return frame.ljust(padme(len(frame)), b"\0")


def unfold(content: bytes | bytearray, room: int) -> bytes:
    """What was folded; never more than ``room``, whatever the frame promises."""
    frame = content.rstrip(b"\0")
    if not frame.endswith(_END):
        raise NotFolded("the filling is wrong")
    frame = frame[: -len(_END)]
    try:
        size = zstandard.get_frame_parameters(frame).content_size
        if size == 0 and frame != _NOTHING:  # the library would not look any further
            raise NotFolded("it does not unfold")
        if size > room:
            raise NotFolded("it unfolds to more than an envelope can hold")
        return zstandard.ZstdDecompressor().decompress(frame, allow_extra_data=False)
    except zstandard.ZstdError:
        raise NotFolded("it does not unfold") from None


def padme(length: int) -> int:
    """The length to fill up to: at most 12% more, and few lengths are left to tell apart."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low = exponent - exponent.bit_length()
    step = (1 << max(low, 0)) - 1
    return (length + step) & ~step
