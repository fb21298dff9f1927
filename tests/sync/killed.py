"""A laptop that is killed, in a process of its own.

It writes, seals, gives, takes and carries out, and dies with SIGKILL just before the n-th thing
that it does to a file: a statement to the database, a file that is opened or renamed. The hub is
a folder with a file per envelope, which lives on.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

import hvh_desktop.models  # noqa: F401
from hvh_desktop.db.engine import connect
from hvh_desktop.sync.parts import Verdict, WrappedKey
from hvh_desktop.sync.stream.store import SqlStore
from tests.splitting import SPLITTING
from tests.sync.laptops import Desk, House, ListHub

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class FolderHub(ListHub):
    """Envelopes and keys as files: what was stored before a kill is there after it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(UUID(int=1))
        self._folder = folder
        self.raws = [path.read_bytes() for path in sorted(folder.glob("*.envelop"))]
        self.keys = []
        for path in sorted(folder.glob("*.sleutel")):
            key_id, epoch, wrapped = json.loads(path.read_text())
            self.keys.append(WrappedKey(bytes.fromhex(key_id), epoch, bytes.fromhex(wrapped)))

    def push(self, raws: Sequence[bytes]) -> list[tuple[bytes, Verdict, int]]:
        before = len(self.raws)
        answers = super().push(raws)
        for place, raw in enumerate(self.raws[before:], start=before + 1):
            self._write(f"{place:08}.envelop", raw)
        return answers

    def put_keys(self, keys: Sequence[WrappedKey]) -> None:
        before = len(self.keys)
        super().put_keys(keys)
        for place, key in enumerate(self.keys[before:], start=before + 1):
            parts = (key.key_id.hex(), key.epoch, (key.wrapped or b"").hex())
            self._write(f"{place:08}.sleutel", json.dumps(parts).encode())

    def _write(self, name: str, content: bytes) -> None:
        (self._folder / f"{name}.nieuw").write_bytes(content)
        (self._folder / f"{name}.nieuw").rename(self._folder / name)


class Killer:
    """Counts what is done to files, and ends it all at number ``at``."""

    def __init__(self, at: int) -> None:
        self.left = at

    def count(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), _KILL)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("os.rename", "os.remove") or (event == "open" and "w" in str(arguments[1])):
            self.count()


class KilledDesk(Desk):
    """A laptop whose store is watched."""

    killer: Killer

    def open_store(self) -> SqlStore:
        connection = connect(self.folder / "team.db", self.house.epochs[0])
        connection.set_trace_callback(self.killer.count)
        return self.store_on(connection)


@dataclass(frozen=True)
class Orders:
    """One life of a laptop."""

    house: House
    folder: Path
    hub: Path
    device: UUID
    user: UUID
    writes: Mapping[UUID, Sequence[str]]
    """Deelnemer -> what is written about him."""
    kill_at: int = 0


def live(orders: Orders) -> tuple[list[str], bool]:
    """Live it; what was saved for certain, and whether it lived to the end."""
    ours, theirs = SPLITTING.Pipe(duplex=False)
    process = SPLITTING.Process(target=_live, args=(orders, theirs))
    process.start()
    theirs.close()
    said: list[str] = []
    with ours, suppress(EOFError):
        while True:
            said.append(ours.recv())
    process.join()
    if process.exitcode not in (0, -_KILL):
        raise RuntimeError(f"it died of something else: {process.exitcode}")
    process.close()
    return [word for word in said if word], "" in said


def _live(orders: Orders, said: Connection) -> None:
    hub = FolderHub(orders.hub)
    KilledDesk.killer = Killer(orders.kill_at)
    sys.addaudithook(KilledDesk.killer.hear)
    desk = KilledDesk(orders.house, orders.folder, device=orders.device, user=orders.user)
    for deelnemer, words in orders.writes.items():
        for tekst in words:
            desk.write_punt(deelnemer, tekst)
            said.send(tekst)
    desk.sync(hub)
    said.send("")
    desk.close()
