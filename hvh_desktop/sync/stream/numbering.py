"""Which number an own envelope gets: each number once, whatever happens to the files.

The last number stands in the database and in a file beside it. The database comes first, the
file before the envelope can leave. So a crash between the two leaves the file behind, and that
is put right; a database that was put back from a copy is behind the file, and then the laptop
numbers anew, in a new incarnation. So it does when an envelope of this incarnation comes back
that this database never sealed: then these files are a copy. (A folder that was copied or put
back as a whole looks right from here: the hub knows better, see ``laptop.py``.)
"""

from __future__ import annotations

from uuid import UUID

from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.laptop_state import LaptopState, Numbers

NUMBERS = "nummers"
"""The setting with the last number that was given."""


class Numbering:
    """The numbers of this laptop in one stream."""

    def __init__(self, file: CompartmentFile, state: LaptopState, device: UUID) -> None:
        self._file, self._state, self._device = file, state, device

    def settle(self) -> Numbers:
        """The last number, safe in both places: ask before anything is numbered or leaves."""
        here = Numbers.from_json(self._file.setting(NUMBERS) or "")
        beside = self._state.load()
        if here is None or beside is None or not self._agree(here, beside):
            return self.start()
        if beside != here:
            self._state.save(here)
        return here

    def start(self) -> Numbers:
        """A new incarnation."""
        fresh = Numbers()
        with self._file.writing():
            self._file.change_setting(NUMBERS, fresh.to_json())
        self._state.save(fresh)
        return fresh

    def find(self, incarnation: UUID, n: int) -> bytes | None:
        """The hash of the own envelope with this number; the first that came here."""
        found: bytes | None = self._file.value(
            "SELECT hash FROM envelope WHERE device = ? AND incarnation = ? AND n = ?"
            " ORDER BY number LIMIT 1",
            self._device.bytes,
            incarnation.bytes,
            n,
        )
        return found

    def _agree(self, here: Numbers, beside: Numbers) -> bool:
        if here.incarnation != beside.incarnation or beside.n > here.n:
            return False
        if beside.n and self.find(here.incarnation, beside.n) != beside.hash:
            return False
        return self._count(here.incarnation) == here.n

    def _count(self, incarnation: UUID) -> int:
        """Those that are kept: as many as were sealed, or some came from elsewhere."""
        found: int = self._file.value(
            "SELECT count(*) FROM envelope WHERE device = ? AND incarnation = ?",
            self._device.bytes,
            incarnation.bytes,
        )
        return found
