"""A house at a hub in memory: laptops that come in, ask and go out, and what comes in too late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from hvh_desktop.crypto import Keyring
from hvh_desktop.crypto.laptop import LaptopKeys
from hvh_desktop.crypto.requests import check_order
from hvh_desktop.crypto.site import make_site
from hvh_desktop.device import load_device
from hvh_desktop.sync.house.admission import Asking, House
from hvh_desktop.sync.house.register import Reason
from hvh_desktop.sync.line.house_client import Aside
from hvh_desktop.sync.line.link import Link, write_link
from hvh_desktop.sync.parts import NoHub
from hvh_desktop.sync.thread.state import State
from tests.conftest import NOW
from tests.sync.register_hub import CODE, AsLaptop, MemoryHub
from tests.verbindingen.states import IN_STEP, Syncing


@dataclass
class HouseAtHub(AsLaptop):
    """With what stands apart there."""

    apart: list[Aside] = field(default_factory=list)
    decided: list[tuple[bytes, str]] = field(default_factory=list)

    def refuse_all(self) -> int:
        count = len(self.list_asking())
        self.hub.refused.update(self.hub.waiting)
        self.hub.waiting.clear()
        return count

    def list_quarantine(self) -> Sequence[Aside]:
        self._enter()
        return list(self.apart)

    def decide_quarantine(self, envelope: bytes, decision: str, signature: bytes) -> None:
        self._enter()
        order = {"soort": "quarantaine", "hash": envelope.hex(), "besluit": decision}
        state = self.hub.state
        assert check_order(state.authority, state.site, order, signature)
        self.decided.append((envelope, decision))
        self.apart = [one for one in self.apart if one.hash != envelope]


class Coupled(Syncing):
    """This laptop, as its screens see it: what they ask is done at once."""

    def __init__(self, folder: Path, keyring: Keyring, state: State = IN_STEP) -> None:
        super().__init__(state)
        self.keyring, self.folder = keyring, folder
        self.gone_laptop = UUID(int=0)
        device = load_device(folder).id
        self.hub = HouseAtHub(MemoryHub(), device)
        self.house = House(folder, device)
        assert self.house.found(self.hub, CODE, keyring).is_in
        certificate = make_site(["hub.huis"], NOW).authority.decode()
        site = self.house.state.site
        write_link(folder, Link("https://hub.huis:8443", certificate, bytes(32), site))

    def ask(self, work: Callable[[Any, Any], Any], *, needs_line: bool = True) -> Any:
        if needs_line and not self.hub.is_reached:
            raise NoHub("Er is nu geen verbinding met de server.")
        files = SimpleNamespace(house=self.house, stores=(), list_unsent=dict)
        return work(SimpleNamespace(house=self.hub), files)

    def let_ask(self, number: int) -> Asking:
        """Another laptop asks to come in."""
        keys = LaptopKeys.new(UUID(int=number))
        asking = Asking(keys.id, keys.sign_public, keys.seal_public)
        self.hub.hub.waiting[asking.id] = asking
        return asking

    def admit(self, number: int) -> UUID:
        """Another laptop belongs to the house."""
        asking = self.let_ask(number)
        self.house.admit(self.hub, self.keyring, asking)
        return asking.id

    def take_off(self, laptop: UUID, reason: Reason = Reason.verloren) -> None:
        self.house.take_off(self.hub, self.keyring, laptop, reason)

    def bring_late(
        self, laptop: UUID, *hashes: int, user: UUID | None = None, sealer: UUID | None = None
    ) -> None:
        """It still sends; the hub keeps it apart."""
        for number in hashes:
            received = NOW - timedelta(hours=26 - number % 20)
            raw = number.to_bytes(32, "big")
            self.hub.apart.append(Aside(raw, "team", laptop, 4096, received, user, sealer))
