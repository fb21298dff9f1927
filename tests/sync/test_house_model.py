"""Three laptops whose people change accounts and passwords at random, and a hub that loses.

In the end all have the same vault, nobody is shut out by the merge, nothing more is put, and
whatever somebody signed is still his.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.crypto import Keyring, primitives
from hvh_desktop.crypto.keyring import AUTHORITY
from hvh_desktop.crypto.merge import FORMER
from hvh_desktop.crypto.store import VaultStore
from hvh_desktop.errors import UserError
from hvh_desktop.sync.parts import NoHub
from tests.spine.vault_house import (
    MENTOR,
    MENTOR_KEYS,
    PASSWORDS,
    PSY,
    PSY_KEYS,
    make_house,
)
from tests.sync.register_hub import CODE, MemoryHub
from tests.sync.test_admission import Desk

SECOND = UUID(int=5)
THIRD = UUID(int=6)
NAMES = {MENTOR: "mentor", PSY: "psy"}


@dataclass
class World:
    """What happens, and what must still be true afterwards."""

    seed: int
    folder: Path
    hub: MemoryHub = field(default_factory=MemoryHub)
    desks: list[Desk] = field(default_factory=list)
    passwords: dict[UUID, set[str]] = field(default_factory=dict)
    signed: dict[UUID, set[bytes]] = field(default_factory=dict)
    notices: set[str] = field(default_factory=set)
    made: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        house = make_house(self.folder / "laptop 0")
        house.vault.add_user(
            house.setup, SECOND, "tweede", PASSWORDS["collega"], ("register", "log"),
            beheerder=True, must_change=False,
        )  # fmt: skip
        house.vault.add_user(
            house.setup, THIRD, "derde", PASSWORDS["collega"], ("register", "log"),
            beheerder=True, must_change=False,
        )  # fmt: skip
        for number in range(3):
            laptop = UUID(int=2000 + number)
            desk = Desk(self.folder / f"laptop {number}", self.hub.as_seen_by(laptop), laptop)
            self.desks.append(desk)
        first = self.desks[0]
        first.house.found(first.hub, CODE, first.unlock("beheer"))
        for desk in self.desks[1:]:
            first.house.admit(first.hub, first.unlock("beheer"), desk.house.asking)
            desk.sync()
        self.passwords = {who: {PASSWORDS[name]} for who, name in NAMES.items()}

    def beheerder(self, desk: Desk) -> Keyring:
        """Each laptop has its own, so that they work apart."""
        if desk is self.desks[0]:
            return desk.unlock("beheer")
        return desk.vault.unlock("tweede", PASSWORDS["collega"])

    def keyring(self, desk: Desk, who: UUID) -> Keyring | None:
        for password in sorted(self.passwords[who]):
            desk.time.run(2000)
            try:
                return desk.vault.unlock(NAMES[who], password)
            except UserError:
                continue
        return None

    def step(self) -> None:
        desk = self.dice.choice(self.desks)
        acts: list[Callable[[Desk, UUID], None]] = [
            self.change_password, self.reset, self.change_keys, self.write, self.turn_beheerder,
            self.sync, self.sync, self.sync, self.sync_as_beheerder,
        ]  # fmt: skip
        self.hub.lose_answers = self.dice.choice([0, 0, 0, 1])
        try:
            self.dice.choice(acts)(desk, self.dice.choice([MENTOR, PSY]))
        except NoHub:
            desk.restart()
        self.hub.lose_answers = 0

    def fresh_password(self, who: UUID) -> str:
        self.made += 1
        self.passwords[who].add(f"zin nummer {self.made} is lang")
        return f"zin nummer {self.made} is lang"

    def change_password(self, desk: Desk, who: UUID) -> None:
        for password in sorted(self.passwords[who]):
            desk.time.run(2000)
            try:
                desk.vault.unlock(NAMES[who], password)
            except UserError:
                continue
            desk.vault.change_password(NAMES[who], password, self.fresh_password(who))
            return

    def reset(self, desk: Desk, who: UUID) -> None:
        password = self.fresh_password(who)
        must_change = self.dice.random() < 0.5
        beheerder = self.beheerder(desk)
        desk.vault.reset_user(beheerder, who, NAMES[who], password, must_change=must_change)

    def change_keys(self, desk: Desk, who: UUID) -> None:
        keys = self.dice.choice([MENTOR_KEYS, PSY_KEYS, ("team", "register")])
        desk.vault.change_compartments(self.beheerder(desk), who, keys)

    def turn_beheerder(self, desk: Desk, _who: UUID) -> None:
        """Somebody is beheerder no longer, or leaves, or is one again."""
        keyring = self.beheerder(desk)
        known = {user.medewerker_id: user for user in desk.vault.users(keyring)}
        if THIRD not in known:
            desk.vault.add_user(
                keyring, THIRD, "derde", PASSWORDS["collega"], ("register",), beheerder=True
            )
        elif known[THIRD].is_beheerder and self.dice.random() < 0.5:
            desk.vault.remove_user(keyring, THIRD)
        else:
            was = known[THIRD].is_beheerder
            desk.vault.change_compartments(keyring, THIRD, ("register",), beheerder=not was)

    def write(self, desk: Desk, who: UUID) -> None:
        keyring = self.keyring(desk, who)
        if keyring is not None and keyring.can_sign:
            self.signed.setdefault(who, set()).add(keyring.sign(b"woorden"))

    def sync(self, desk: Desk, who: UUID) -> None:
        self.notices |= set(desk.house.sync(desk.hub, self.keyring(desk, who)).notices)

    def sync_as_beheerder(self, desk: Desk, _who: UUID) -> None:
        self.notices |= set(desk.house.sync(desk.hub, self.beheerder(desk)).notices)

    def settle(self) -> None:
        """Everybody has logged in everywhere once more."""
        for _ in range(3):
            for desk in self.desks:
                self.sync_as_beheerder(desk, MENTOR)
                for who in (MENTOR, PSY):
                    self.sync(desk, who)


@pytest.mark.parametrize("seed", range(4))
def test_all_laptops_end_up_with_one_vault(tmp_path: Path, seed: int) -> None:
    world = World(seed, tmp_path)
    for _ in range(20):
        world.step()
    world.settle()
    count = len(world.hub.entries)
    for desk in world.desks:
        desk.restart()
        news = desk.sync()
        assert (news.is_in, news.waits, news.vault_changed) == (True, False, False)
    assert len(world.hub.entries) == count
    first = world.desks[0]
    documents = [documents_of(desk) for desk in world.desks]
    assert documents[0] == documents[1] == documents[2]
    roster = VaultStore(first.folder).read().roster
    assert world.hub.state.line == roster.line
    assert AUTHORITY not in roster.due
    assert FORMER not in world.notices  # who changed something is beheerder still
    for desk in world.desks:
        held = world.beheerder(desk).authority or b""
        assert primitives.sign_public(held) == roster.authority_public
    for who in (MENTOR, PSY):
        keyrings = [world.keyring(desk, who) for desk in world.desks]
        opened = [{n: bytes(k) for n, k in k.keys.items()} for k in keyrings if k]
        assert len(opened) == 3
        assert opened[0] == opened[1] == opened[2]
        publics = first.vault.authors(world.beheerder(first))[who]
        for signature in world.signed.get(who, ()):
            assert any(primitives.is_signed(p, b"woorden", signature) for p in publics)


def documents_of(desk: Desk) -> tuple[object, ...]:
    """Everything but the bytes of sealed keys: each laptop may have sealed its own."""
    document = VaultStore(desk.folder).read()
    slots = {
        who: (slot.box, slot.version, sorted(slot.grants), slot.renewal, slot.others)
        for who, slot in document.slots.items()
    }
    return document.roster, slots, sorted(document.recovery_keys)
