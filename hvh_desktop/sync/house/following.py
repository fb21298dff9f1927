"""Following the register of laptops at a hub, to its end and never back.

A hub that is behind gets the very same entries again. A hub that was put back and went on without
us is followed from the beginning, and gets back what the authority of the house had said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from uuid import UUID

from hvh_desktop.crypto import Vault, has_vault
from hvh_desktop.crypto.laptop import (
    LaptopKeys,
    find_laptop_keys,
    save_laptop_keys,
    words_of,
)
from hvh_desktop.crypto.primitives import Key
from hvh_desktop.crypto.succession import is_one_line
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.register import Answer, BadEntry, Laptop, RegisterState
from hvh_desktop.sync.house.register_file import KnownRegister, Signed, load_register, save_register

TRIES = 8
"""How often somebody else may be just before us."""
_NOT_OURS = (
    "De server geeft een lijst van laptops die niet klopt met wat deze laptop al wist. Er is niets "
    "overgenomen. Je kunt gewoon doorwerken. Waarschuw de systeembeheerder."
)
BUSY = "Iemand anders wijzigt de laptops ook, op dit moment. Probeer het over een minuut opnieuw."


@dataclass(frozen=True)
class Asking:
    """A laptop that asks to come in."""

    id: UUID
    sign_public: bytes
    seal_public: bytes

    @property
    def words(self) -> tuple[str, ...]:
        """To compare with what the other laptop shows."""
        return words_of(self.sign_public, self.seal_public)


class RegisterHub(Protocol):
    """What the house needs of a hub. Every call may raise ``NoHub`` or ``HubRefuses``, and may
    have been carried out although its answer was lost."""

    def get_register(self, after: int) -> tuple[Sequence[Signed], int]:
        """Entries after this number in order (perhaps not all), and the number of the last."""
        ...

    def put_entry(
        self, entry: bytes, signature: bytes, parent: int, code: str | None = None
    ) -> bool:
        """False when ``parent`` is not the last entry (any more). ``code``: for the first."""
        ...

    def ask(self, asking: Asking) -> Answer: ...

    def asked_state(self, laptop: UUID) -> Answer: ...

    def list_asking(self) -> Sequence[Asking]: ...

    def refuse(self, laptop: UUID) -> None: ...


class Following:
    """The register and the keys of this laptop, in its folder. Not for two threads at once."""

    def __init__(self, folder: Path, laptop: UUID) -> None:
        self._folder = folder
        self.known = load_register(folder)
        found = find_laptop_keys(folder)
        self.keys = found or LaptopKeys.new(laptop)
        if found is None:
            save_laptop_keys(folder, self.keys)
        self._is_sure = False

    @property
    def state(self) -> RegisterState:
        return self.known.state

    @property
    def own(self) -> Laptop | None:
        """This laptop in the register."""
        found = self.state.find(self.keys.id)
        return found if found and found.sign_public == self.keys.sign_public else None

    @property
    def is_in(self) -> bool:
        return self.own is not None and self.own.is_in

    def keep_keys(self, keys: LaptopKeys) -> None:
        if keys != self.keys:
            save_laptop_keys(self._folder, keys)
            self.keys = keys

    def keep(self, known: KnownRegister) -> None:
        save_register(self._folder, known)
        self.known = known

    def catch_up(self, hub: RegisterHub) -> int:
        """Follow the register to its end; how many entries the hub got back.

        EnvironmentProblem when the hub serves another house.
        """
        try:
            last = self._pull(hub)
            self._compare(hub, last)
        except BadEntry:
            last = self._pull_fork(hub)
        self._is_sure = True
        own = self.own
        if own is not None:
            self.keep_keys(self.keys.with_site_keys(own.house_keys, self.state.site))
        return self._give_again(hub, last) + self._give_lost(hub)

    def put(
        self,
        hub: RegisterHub,
        make: Callable[[RegisterState], bytes | None],
        private: Key,
    ) -> None:
        """Put the entry that ``make`` gives for the register as it is by then; None: done."""
        for _ in range(TRIES):
            self.catch_up(hub)
            entry = make(self.state)
            if entry is None or self.put_once(hub, entry, private):
                return
        raise UserError(BUSY)

    def say_again(self, hub: RegisterHub, authority: Key) -> None:
        """What an authority of before said and this hub forgot, it takes only of the one of now."""
        for lost in self.known.lost:

            def entry(_state: RegisterState, lost: Signed = lost) -> bytes | None:
                chain = self.known.chain
                is_told = register.with_given_back(chain, [lost]) is chain
                is_taken = register.with_given_back(chain, [lost], earlier=False) is not chain
                return None if is_told or is_taken else register.next_entry(chain, lost[0])

            self.put(hub, entry, authority)

    def say_who_left(
        self, hub: RegisterHub, here: frozenset[UUID], gone: frozenset[UUID], authority: Key
    ) -> None:
        """Write down whose account was closed and who came back, so that the hub knows from whom
        words must wait. Not while the house has had one laptop only: nobody who left has another,
        and what he wrote on this one goes along as it always did."""
        state = self.state
        if len(state.laptops) < 2:
            return
        for user in sorted(gone - state.left | state.left & here):

            def entry(state: RegisterState, user: UUID = user) -> bytes | None:
                is_told = (user in state.left) == (user in gone)
                return None if is_told else register.user_entry(state, user)

            self.put(hub, entry, authority)

    def put_once(self, hub: RegisterHub, entry: bytes, private: Key) -> bool:
        """False when somebody was before us."""
        chain = self.known.chain
        signature = register.sign_entry(private, chain.site, entry)
        if not hub.put_entry(entry, signature, chain.number):
            return False
        self.keep(self.known.follow([(entry, signature)]))
        return True

    def fetch_vault(self, hub: RegisterHub, number: int) -> bytes | None:
        """The sealed vault in this entry of the register; a hub gives the last one, and the last
        one with another authority."""
        entries = hub.get_register(number - 1)[0] if number else ()
        for entry, _ in entries[:1]:
            head, box = register.split_entry(entry)
            if head == self.known.entries[number - 1][0] and box is not None:
                return box if register.is_box_of(entry) else None
        return None

    def _pull(self, hub: RegisterHub) -> int:
        while True:
            entries, last = hub.get_register(self.known.chain.number)
            if not entries:
                return last
            self._take(self.known.follow(entries))

    def _compare(self, hub: RegisterHub, last: int) -> None:
        """The last entry that both have must be the same one; asked only when there is doubt."""
        if (self._is_sure and last == self.known.chain.number) or not last:
            return
        for entry, signature in hub.get_register(last - 1)[0][:1]:
            if (register.thin(entry), signature) != self.known.entries[last - 1]:
                raise BadEntry("the hub went another way")

    def doubt(self) -> None:
        """The hub may be another than it was: compare anew, the vault too."""
        self._is_sure = False
        if self.known.agreed:
            self.keep(replace(self.known, agreed=""))

    def _pull_fork(self, hub: RegisterHub) -> int:
        everything: list[Signed] = []
        while True:
            entries, last = hub.get_register(len(everything))
            if not entries:
                break
            everything += entries
        try:
            self._take(self.known.fork(everything))
        except BadEntry:
            raise EnvironmentProblem(_NOT_OURS) from None
        return last

    def _take(self, known: KnownRegister) -> None:
        if has_vault(self._folder):
            site, line = Vault(self._folder).site()
            if site != known.chain.site or not is_one_line(line, known.chain.line):
                raise EnvironmentProblem(_NOT_OURS)
        self.keep(known)

    def _give_again(self, hub: RegisterHub, last: int) -> int:
        behind = self.known.after(last)
        for before, (entry, signature) in behind:
            if not hub.put_entry(entry, signature, before):
                raise EnvironmentProblem(_NOT_OURS)
        if behind:
            self.keep(replace(self.known, agreed=""))
        return len(behind)

    def _give_lost(self, hub: RegisterHub) -> int:
        """Only a laptop that this hub knows can; another one does it otherwise."""
        count = 0
        for lost in self.known.lost:
            chain = self.known.chain
            own = chain.find(self.keys.id)
            after = register.with_given_back(chain, [lost], earlier=False)
            if own is None or not own.is_in or after is chain:
                continue
            entry = register.return_entry(chain, self.keys.id, *lost)
            if not self.put_once(hub, entry, self.keys.sign_private):
                break
            count += 1
        return count
