"""A hub of the register in memory, that can be put back, lose answers and lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.admission import Answer, Asking
from hvh_desktop.sync.house.register import BadEntry, RegisterState
from hvh_desktop.sync.house.register_file import Signed
from hvh_desktop.sync.parts import HubRefuses, NoHub

CODE = "een code"


@dataclass
class MemoryHub:
    """What the hub of ``hub/`` does with the register, without network and database."""

    entries: list[Signed] = field(default_factory=list)
    waiting: dict[UUID, Asking] = field(default_factory=dict)
    refused: set[UUID] = field(default_factory=set)
    lose_answers: int = 0
    page: int = 3

    @property
    def state(self) -> RegisterState:
        return register.fold(self.entries)

    def as_seen_by(self, laptop: UUID) -> AsLaptop:
        return AsLaptop(self, laptop)

    def put_back(self, count: int) -> None:
        """As it was when it had so many entries."""
        del self.entries[count:]


@dataclass
class AsLaptop:
    """The hub as one laptop reaches it: it signs its requests."""

    hub: MemoryHub
    laptop: UUID
    is_reached: bool = True

    def get_register(self, after: int) -> tuple[Sequence[Signed], int]:
        self._enter()
        state = self.hub.state
        page = self.hub.entries[after : after + self.hub.page]
        kept = (state.vault_number, state.succession_number)
        return [
            (entry if number in kept else register.thin(entry), signature)
            for number, (entry, signature) in enumerate(page, start=after + 1)
        ], state.number

    def put_entry(
        self, entry: bytes, signature: bytes, parent: int, code: str | None = None
    ) -> bool:
        is_first = code == CODE and parent == 0
        if not is_first and self.laptop not in self.hub.waiting:
            self._enter()
        if parent != len(self.hub.entries):
            return False
        try:
            register.follow(self.hub.state, entry, signature)
        except BadEntry as error:
            raise HubRefuses(str(error)) from None
        self.hub.entries.append((entry, signature))
        self._answer()
        return True

    def ask(self, asking: Asking) -> Answer:
        if not self.is_reached:
            raise NoHub("weg")
        known = self.hub.state.find(asking.id)
        if known is not None:
            return Answer.toegelaten if known.is_in else Answer.geweigerd
        self.hub.waiting[asking.id] = asking
        self.hub.refused.discard(asking.id)
        self._answer()
        return Answer.wacht

    def asked_state(self, laptop: UUID) -> Answer:
        known = self.hub.state.find(laptop)
        if known is not None:
            return Answer.toegelaten if known.is_in else Answer.geweigerd
        return Answer.geweigerd if laptop in self.hub.refused else Answer.wacht

    def list_asking(self) -> Sequence[Asking]:
        self._enter()
        state = self.hub.state
        return [a for a in self.hub.waiting.values() if state.find(a.id) is None]

    def refuse(self, laptop: UUID) -> None:
        self._enter()
        self.hub.refused.add(laptop)

    def _enter(self) -> None:
        if not self.is_reached:
            raise NoHub("weg")
        found = self.hub.state.find(self.laptop)
        if found is None or not found.is_in:
            raise HubRefuses("onbekend")

    def _answer(self) -> None:
        if self.hub.lose_answers > 0:
            self.hub.lose_answers -= 1
            raise NoHub("antwoord kwijt")
