"""The rules of a laptop on real files: databases and folders that are put back or copied, a hub
that is put back, in any order. In the end all words are everywhere, once."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db import new_id
from hvh_desktop.deelnemers.model import Aandachtspunt
from hvh_desktop.sync.envelope import open_items, split
from hvh_desktop.sync.laptop import Laptop
from hvh_desktop.sync.parts import (
    NO_HASH,
    Hello,
    HubRefuses,
    Known,
    Pulled,
    Pushed,
    Receipt,
    WrappedKey,
)
from tests.sync.laptops import NOTHING, NOW, TEAM, Desk, ListHub, NewDesk, assert_equal, copy_folder


@dataclass
class Line:
    """The hub as one laptop sees it."""

    hub: ListHub
    device: UUID

    def receipt(self) -> Receipt:
        chain = NO_HASH
        for raw in self.hub.raws:
            chain = sha256(chain + split(raw).hash)
        position = len(self.hub.raws)
        return Receipt(self.hub.generation, TEAM, position, chain, NOW, b"")

    def hello(self) -> Hello:
        heads = {TEAM.value: self.receipt()} if self.hub.raws else {}
        return Hello(self.hub.generation, NOW, heads, 1)

    def positions(self) -> Mapping[str, Sequence[Known]]:
        highest: dict[UUID, tuple[int, frozenset[bytes]]] = {}
        for parsed in map(split, self.hub.raws):
            header = parsed.header
            if header.device == self.device:
                n, hashes = highest.get(header.incarnation, (0, frozenset()))
                if header.n > n:
                    n, hashes = header.n, frozenset()
                if header.n == n:
                    highest[header.incarnation] = n, hashes | {parsed.hash}
        return {TEAM.value: [Known(name, *found) for name, found in highest.items()]}

    def push(self, stream: str, raws: Sequence[bytes]) -> Pushed:
        results = tuple((verdict, place) for _, verdict, place in self.hub.push(raws))
        return Pushed(results, self.receipt())

    def pull(self, stream: str, after: int, *, limit: int = 1 << 20, wait: float = 0) -> Pulled:
        found = list(enumerate(self.hub.raws, start=1))[after : after + 8]
        return Pulled(tuple(found), self.receipt())

    def reseed(self, stream: str, after: int, raws: Sequence[bytes], receipt: Receipt) -> Pushed:
        if after != len(self.hub.raws):
            raise HubRefuses("409")
        return self.push(stream, raws)

    def put_keys(self, stream: str, keys: Sequence[WrappedKey]) -> None:
        self.hub.put_keys(keys)

    def get_keys(self, stream: str, after: int) -> tuple[Sequence[WrappedKey], int]:
        return self.hub.keys[after:], len(self.hub.keys)


class Trouble:
    """A few laptops to which everything happens."""

    def __init__(self, seed: int, desks: list[Desk], folder: Path) -> None:
        self.chance = random.Random(seed)
        self.desks, self.folder = desks, folder
        self.hub = ListHub()
        self.words: set[str] = set()
        self.copies: dict[Path, Desk] = {}
        self.backup = self._copy_of_hub()
        self.deelnemer = desks[0].write_deelnemer()
        for desk in desks:
            self.sync(desk)

    def sync(self, desk: Desk) -> None:
        Laptop(Line(self.hub, desk.device), [desk.store]).round()

    def step(self) -> None:
        desk = self.chance.choice(self.desks)
        happening = self.chance.choices(
            (self.write, self.change, self.sync, self.keep_copy, self.put_back, self.put_back_hub),
            (6, 3, 6, 2, 2, 1),
        )[0]
        happening(desk)

    def write(self, desk: Desk) -> None:
        word = f"Woord {len(self.words)}"
        desk.write_punt(self.deelnemer, word)
        self.words.add(word)
        if self.chance.random() < 0.5:
            desk.store.seal()

    def change(self, desk: Desk) -> None:
        found = [row[0] for row in desk.rows("SELECT id FROM aandachtspunt ORDER BY id")]
        if found:
            punt = UUID(bytes=self.chance.choice(found))
            day = date.fromordinal(739_000 + self.chance.randrange(999))
            desk.change(Aandachtspunt, punt, vanaf_datum=day)

    def keep_copy(self, desk: Desk) -> None:
        """Made while nobody works at it."""
        desk.close()
        copy = self.folder / f"kopie-{new_id().hex}"
        self.copies[copy_folder(desk.folder, copy)] = desk
        desk.log_in(desk.user)

    def put_back(self, desk: Desk) -> None:
        """The whole folder, or only the database, of some earlier moment."""
        ours = [copy for copy, owner in self.copies.items() if owner is desk]
        if not ours:
            return
        desk.close()
        copy = self.chance.choice(ours)
        is_whole = self.chance.random() < 0.5
        for path in copy.iterdir():
            if is_whole or (path.name.startswith("team.db") and "nummers" not in path.name):
                shutil.copy(path, desk.folder / path.name)
        desk.log_in(desk.user)

    def put_back_hub(self, desk: Desk) -> None:
        """What it forgot is with the laptops."""
        before = self.backup
        self.backup = self._copy_of_hub()
        self.hub.raws, self.hub.keys = before.raws, before.keys
        self.hub.generation = new_id()

    def words_left(self) -> set[str]:
        """Those that are still somewhere: who loses both laptop and hub loses what was there."""
        changes = [
            json.loads(values)
            for desk in self.desks
            for (values,) in desk.rows('SELECT "values" FROM "change"')
        ]
        return {values["tekst"] for values in changes if "tekst" in values}

    def words_at_hub(self) -> set[str]:
        """Once all laptops have the keys."""
        find = self.desks[0].store._keys.find
        changes = [change for raw in self.hub.raws for change in open_items(split(raw), find)]
        return {word for word in self.words if any(f'"{word}"' in one.values for one in changes)}

    def _copy_of_hub(self) -> ListHub:
        return ListHub(raws=list(self.hub.raws), keys=list(self.hub.keys))


@pytest.mark.parametrize("seed", range(8))
def test_all_words_are_everywhere_in_the_end(new_desk: NewDesk, tmp_path: Path, seed: int) -> None:
    desks = [new_desk() for _ in range(3)]
    desks[0].close()
    desks.append(new_desk(desks[0].folder, device=desks[0].device, user=desks[0].user))  # a copy
    desks[0].log_in(desks[0].user)
    trouble = Trouble(seed, desks, tmp_path)
    for _ in range(40):
        trouble.step()
    left = trouble.words_left()
    for desk in (*desks, *desks, *desks):
        trouble.sync(desk)
    left |= trouble.words_at_hub()
    assert left <= trouble.words
    for desk in desks:
        found = [word for (word,) in desk.rows("SELECT tekst FROM aandachtspunt")]
        assert sorted(found) == sorted(left)
        assert desk.store.count_aside() == NOTHING
        assert desk.store.count_unsent() == desk.store.count_unsealed() == 0
        assert_equal(desks[0], desk)
