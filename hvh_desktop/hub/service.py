"""One process of the hub: what all its routes share, and the way to the database."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.hub.access import Caller, Sent, forget_nonces, recognise
from hvh_desktop.hub.database import Busy, Database, Rows
from hvh_desktop.hub.folder import HubFolder
from hvh_desktop.hub.generation import look, note_stand, read_stand
from hvh_desktop.hub.laptops import Register, forget_asking
from hvh_desktop.hub.limits import AtOnce, Bucket, Limits
from hvh_desktop.hub.log import get_log, where
from hvh_desktop.hub.metrics import Figures, end_figures
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.streams import Signing
from hvh_desktop.hub.wake import Waker

T = TypeVar("T")

THREADS = 8
"""At work in the database at once; the others wait their turn."""
MOST_WAITING = 256
NOTE_SECONDS = 5.0
NO_ROOM = "De hub heeft geen ruimte meer. Er is niets verloren; waarschuw de systeembeheerder."
BUSY = "De hub heeft het nu te druk of kan niet bij zijn database. Probeer het zo opnieuw."


@dataclass(frozen=True)
class Setup:
    """How a process of the hub is started."""

    folder: Path
    database_url: str
    limits: Limits = field(default_factory=Limits)


class Service:
    """Made once per process, inside its event loop."""

    def __init__(self, setup: Setup, folder: HubFolder) -> None:
        limits = setup.limits
        self.folder = folder
        self.signing = Signing(folder.key, folder.public)
        self.database = Database(setup.database_url)
        self.register = Register()
        self.figures = Figures()
        self.per_laptop = Bucket(limits.per_laptop, limits.laptop_burst, time.monotonic)
        self.per_address = Bucket(limits.per_address, limits.address_burst, time.monotonic)
        self.entries = Bucket(limits.entries, limits.entries_burst, time.monotonic)
        self.at_once = AtOnce(limits.at_once)
        self._least_free = limits.least_free
        self.waker = Waker(self.database, asyncio.get_running_loop())
        self._threads = CapacityLimiter(THREADS)
        self._keeping = asyncio.create_task(self._keep_notes())

    async def run(self, work: Callable[[Rows], T]) -> T:
        """One transaction in a thread."""
        if self._threads.statistics().tasks_waiting >= MOST_WAITING:
            raise Problem(503, BUSY, retry_after=2)
        return await anyio.to_thread.run_sync(self._carry_out, work, limiter=self._threads)

    def _carry_out(self, work: Callable[[Rows], T]) -> T:
        try:
            with self.database.transaction() as cursor:
                return work(cursor)
        except Busy:
            raise Problem(503, BUSY, retry_after=2) from None

    async def recognise(self, sent: Sent) -> Caller:
        """Who signed this request. Raises ``Problem``."""
        caller = await self.run(
            lambda cursor: recognise(cursor, self.register, sent, self.per_address)
        )
        self.per_laptop.take(caller.laptop)
        return caller

    def mark_of(self, address: str) -> bytes:
        """The same for the same address, and nobody else can tell which it is."""
        return sha256(self.folder.key + address.encode())

    def has_room(self) -> bool:
        return shutil.disk_usage(self.folder.path).free >= self._least_free

    def need_room(self) -> None:
        """Before anything large is stored: a full disk stops PostgreSQL for everybody."""
        if not self.has_room():
            raise Problem(503, NO_ROOM, retry_after=300)

    async def stop(self) -> None:
        self._keeping.cancel()
        await asyncio.to_thread(self.waker.stop)
        await asyncio.to_thread(self._note)
        self.database.close()
        end_figures()

    async def _keep_notes(self) -> None:
        """Write down beside the database how far it has come, and forget what is too old."""
        while True:
            await asyncio.sleep(NOTE_SECONDS)
            await asyncio.to_thread(self._note)

    def _note(self) -> None:
        try:
            with self.database.transaction() as cursor:
                stand = look(cursor)
                forget_nonces(cursor)
                forget_asking(cursor)
            if stand != read_stand(self.folder.path):
                note_stand(self.folder.path, stand)
        except (Busy, OSError) as error:
            get_log().warning("stand niet genoteerd", fout=where(error))
