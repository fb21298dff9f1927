"""The chain over the hub's order, at every position that is kept here.

Every envelope that comes in asks for it at one earlier position, mostly a near one. So near ones
stay in memory, and a mark in the file every so many positions bounds what the others cost.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.sync.parts import NO_HASH, Cursor
from hvh_desktop.sync.stream.compartment_file import CompartmentFile

MARK_EVERY = 1024
NEAR = 4096
"""Chains in memory: half a MiB."""
_MARK = "keten "


class Chain:
    """Of one stream. What is said here is said of the order of one generation."""

    def __init__(self, file: CompartmentFile) -> None:
        self._file = file
        self._near: OrderedDict[int, bytes] = OrderedDict()

    def at(self, position: int, cursor: Cursor) -> bytes | None:
        """None when not everything up to there is here."""
        if position == cursor.position:
            return cursor.chain
        found = self._near.get(position) if position < cursor.position else None
        if found is None:
            found = self._reckon(position)
            if found is not None:
                self._remember(position, found)
        return found

    def go_on(self, cursor: Cursor, placed: Iterable[tuple[int, bytes]]) -> None:
        """These (position, hash) come behind what is here. Within a commit."""
        position, chain = cursor.position, cursor.chain
        for at, hash in placed:
            if at != position + 1:
                return
            position, chain = at, sha256(chain + hash)
            self._remember(position, chain)
            if position % MARK_EVERY == 0:
                self._file.change_setting(_name(position), chain.hex())

    def lose(self) -> None:
        """Another order begins. Within a commit."""
        self._near.clear()
        self._file.change_many("DELETE FROM sync_setting WHERE name GLOB ?", [(f"{_MARK}*",)])

    def _reckon(self, position: int) -> bytes | None:
        reached, chain = self._mark_before(position)
        for at, hash in self._file.each(
            "SELECT position, hash FROM envelope WHERE position > ? AND position <= ?"
            " ORDER BY position",
            reached,
            position,
        ):
            if at != reached + 1:
                return None
            reached, chain = at, sha256(chain + hash)
        return chain if reached == position else None

    def _mark_before(self, position: int) -> tuple[int, bytes]:
        for name, value in self._file.each(
            "SELECT name, value FROM sync_setting WHERE name > ? AND name <= ?"
            " ORDER BY name DESC LIMIT 1",
            _MARK,
            _name(position),
        ):
            return int(name.removeprefix(_MARK)), bytes.fromhex(value)
        return 0, NO_HASH

    def _remember(self, position: int, chain: bytes) -> None:
        self._near[position] = chain
        self._near.move_to_end(position)
        if len(self._near) > NEAR:
            self._near.popitem(last=False)


def _name(position: int) -> str:
    return f"{_MARK}{position:019}"
