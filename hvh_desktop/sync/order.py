"""Following the order of one stream along the chain that the hub signs, one position at a time.

On the way it is compared with what others were shown: the signed header of an envelope says up to
where its writer had the order (``Seen``). In one generation of a hub there is one order, so there
our chain must be his. When it is not, the hub told two laptops two orders, or was put back without
a new generation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.sync.envelope import split
from hvh_desktop.sync.parts import Cursor, Receipt, Seen
from hvh_desktop.sync.wire import NotWhole


@dataclass(frozen=True)
class Marked:
    """What the order needs of an envelope."""

    hash: bytes
    """By which everybody knows it."""
    seen: Seen


@dataclass(frozen=True)
class Followed:
    """Where we are after some envelopes."""

    cursor: Cursor
    disputed: tuple[bytes, ...] = ()
    """Envelopes whose writers were shown another order than we."""


Read = Callable[[bytes], Marked]
"""``NotWhole`` for what is no envelope."""
ChainAt = Callable[[int], bytes | None]


def read_marked(raw: bytes) -> Marked:
    """Of a real envelope; proves nothing about who signed it."""
    parsed = split(raw)
    return Marked(parsed.hash, parsed.header.seen)


def lies_on(cursor: Cursor, position: int, chain: bytes) -> bool:
    """Whether what we have can lie on an order that ends here."""
    return cursor.position < position or (cursor.position, cursor.chain) == (position, chain)


def follow(
    cursor: Cursor,
    envelopes: Iterable[tuple[int, bytes]],
    receipt: Receipt,
    read: Read,
    chain_at: ChainAt,
    register_at: ChainAt,
) -> Followed | None:
    """None when that is not the order that the hub signs. ``chain_at``: at positions before the
    cursor; asked only of what a writer had seen before these envelopes. ``register_at``: the same
    of the register of laptops, which is an order too."""
    if not lies_on(cursor, receipt.position, receipt.chain):
        return None
    passed = {cursor.position: cursor.chain}
    disputed: list[bytes] = []
    for at, raw in envelopes:
        if at != cursor.position + 1:
            return None
        try:
            marked = read(raw)
        except NotWhole:
            return None
        if _is_disputed(marked.seen, cursor, passed, chain_at) or _is_register_disputed(
            marked.seen, cursor, register_at
        ):
            disputed.append(marked.hash)
        chain = sha256(cursor.chain + marked.hash)
        cursor = Cursor(cursor.generation, at, chain, cursor.receipt)
        passed[at] = chain
        if at == receipt.position and chain != receipt.chain:
            return None
    is_newer = cursor.receipt is None or cursor.receipt.position < receipt.position
    if cursor.position == receipt.position and is_newer:
        cursor = replace(cursor, receipt=receipt)
    return Followed(cursor, tuple(disputed))


def _is_disputed(seen: Seen, cursor: Cursor, passed: dict[int, bytes], chain_at: ChainAt) -> bool:
    """``cursor``: right before the envelope, so its writer saw no more than that."""
    if seen.generation is None or seen.generation != cursor.generation:
        return False
    if seen.position > cursor.position:
        return True
    ours = passed.get(seen.position) or chain_at(seen.position)
    return ours is not None and ours != seen.chain


def _is_register_disputed(seen: Seen, cursor: Cursor, register_at: ChainAt) -> bool:
    """Another generation may hold another register: what was lost of it is given back behind it."""
    if not seen.register_chain or seen.generation != cursor.generation:
        return False
    ours = register_at(seen.register)
    return ours is not None and ours != seen.register_chain
