"""A laptop in a process of its own with a real line to the hub, that dies when it is told to.

It writes words and says each one as soon as it is saved, and syncs in between. It dies with
SIGKILL just before the n-th thing that it does to its files or asks of the hub.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from hvh_desktop.sync.laptop import Laptop
from hvh_desktop.sync.line.channel import Identity
from hvh_desktop.sync.line.client import HubClient
from hvh_desktop.sync.line.link import Link
from tests.splitting import SPLITTING
from tests.sync.killed import KilledDesk, Killer
from tests.sync.laptops import House

_ASKING = ("hello", "positions", "push", "pull", "reseed", "put_keys", "get_keys")
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_ONE_AT_A_TIME = Lock()
"""Starting a process asks how all others ended; asked by two threads, one gets no answer."""


class WatchedLine:
    """Counts before and after everything that is asked of the hub."""

    def __init__(self, line: HubClient, count: Callable[[], None]) -> None:
        self._line, self._count = line, count

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._line, name)
        if name not in _ASKING:
            return found

        def ask(*given: Any, **named: Any) -> Any:
            self._count()
            answer = found(*given, **named)
            self._count()
            return answer

        return ask


@dataclass(frozen=True)
class Life:
    """Whose laptop it is, and when it ends."""

    house: House
    folder: Path
    device: UUID
    user: UUID
    link: Link
    kill_at: int = 0
    """0: it lives until it is told to end."""


class Lived:
    """A laptop that lives. ``tell`` it what to write; ``hear`` what it saved."""

    def __init__(self, life: Life) -> None:
        self._ours, theirs = SPLITTING.Pipe()
        self._process: BaseProcess = SPLITTING.Process(target=_live, args=(life, theirs))
        with _ONE_AT_A_TIME:
            self._process.start()
        theirs.close()

    def tell(self, deelnemer: UUID, words: Sequence[str]) -> None:
        """Write these, each followed by a round. Does not wait."""
        with suppress(OSError):  # it is dead already
            self._ours.send((deelnemer, list(words)))

    def hear(self, most: int = 1 << 30) -> list[str]:
        """What it saved for certain: ``most`` words, or all until it ends."""
        said: list[str] = []
        with suppress(EOFError, OSError):
            while len(said) < most:
                said.append(self._ours.recv())
        return said

    def end(self) -> tuple[list[str], bool]:
        """Let it end by itself; the rest of what it saved, and whether it was killed."""
        with suppress(OSError):
            self._ours.send(None)
        said = self.hear()
        self._ours.close()
        wait([self._process.sentinel])
        with _ONE_AT_A_TIME:
            self._process.join()
            code = self._process.exitcode
            self._process.close()
        if code not in (0, -_KILL):
            raise RuntimeError(f"it died of something else: {code}")
        return said, code != 0


def _live(life: Life, orders: Connection) -> None:
    KilledDesk.killer = Killer(life.kill_at)
    sys.addaudithook(KilledDesk.killer.hear)
    desk = KilledDesk(life.house, life.folder, device=life.device, user=life.user)
    key = life.house.devices[life.device]
    line = WatchedLine(HubClient(life.link, Identity(life.device, key)), KilledDesk.killer.count)
    while (order := orders.recv()) is not None:
        deelnemer, words = order
        for word in words:
            desk.write_punt(deelnemer, word)
            orders.send(word)
            Laptop(line, [desk.store]).round()  # a hub that is away is no reason to stop
    desk.close()
    orders.close()
    os._exit(0)
