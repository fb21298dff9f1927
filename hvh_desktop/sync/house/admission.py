"""This laptop's place in the house: begin a house at a hub, come in, let others in, go out.

The register of laptops and the vault travel together. ``House.sync`` is the one thing that is done
again and again: it takes in what the hub has, gives back what a restored hub forgot, merges the
vault, and tells the house what changed here. Everything may break off anywhere and be done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto import Grant, Keyring, Vault, has_vault
from hvh_desktop.crypto.keyring import AUTHORITY
from hvh_desktop.crypto.laptop import LaptopKeys
from hvh_desktop.crypto.primitives import Key, new_key
from hvh_desktop.crypto.requests import sign_order
from hvh_desktop.crypto.travel import seal_house_key
from hvh_desktop.errors import UserError
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.exchange import Exchange
from hvh_desktop.sync.house.following import BUSY, TRIES, Asking, Following, RegisterHub
from hvh_desktop.sync.house.register import Answer, Laptop, Reason, RegisterState
from hvh_desktop.sync.house.register_file import KnownRegister, Signed
from hvh_desktop.sync.parts import HubRefuses

__all__ = ["Answer", "Asking", "House", "News", "Reason", "RegisterHub"]

_NO_BEHEERDER = "Alleen een beheerder kan dit doen. Log in als beheerder."
_NOT_IN = "Deze laptop hoort niet bij het huis."
_AGAIN = "De server weigerde de lijst van laptops. Probeer het later opnieuw."
_NOT_WHOLE = (
    "Nieuwe sleutels kunnen nu niet worden gemaakt: op deze laptop wacht nog een wijziging van "
    "accounts die eerst moet worden samengevoegd."
)
_LAST = "Dit is de laatste laptop van het huis. Voeg eerst een andere toe."
_UNKNOWN = "Deze laptop staat niet in de lijst."
_KNOWN = (
    "Deze laptop staat al in de lijst, of heeft er ooit in gestaan. Laat hem opnieuw aanvragen."
)


@dataclass(frozen=True)
class News:
    """What one ``sync`` did."""

    is_in: bool = False
    """This laptop belongs to the house."""
    was_taken_off: bool = False
    vault_changed: bool = False
    """Accounts or keys came in: ``Vault.refresh`` the keyring in use."""
    is_forgotten: bool = False
    """The hub was put back to before this laptop came in; it waits for another laptop."""
    passed_on: tuple[Grant, ...] = ()
    """Keys that colleagues waited for: to be written down in the log."""
    gave_back: int = 0
    """Entries that a restored hub had forgotten."""
    waits: bool = False
    """Accounts were changed here and elsewhere: a beheerder must log in here once."""
    rotated: frozenset[str] = frozenset()
    """Compartments that got new keys, because somebody or a laptop left."""
    notices: tuple[str, ...] = ()


class House:
    """The house as this laptop knows it. Not for two threads at once."""

    def __init__(self, folder: Path, laptop: UUID, *, settings: Path | None = None) -> None:
        """``settings``: the second folder of the vault."""
        self._folder, self._settings = folder, settings
        self._following = Following(folder, laptop)
        self._exchange = Exchange(folder, self._following, settings)

    @property
    def keys(self) -> LaptopKeys:
        return self._following.keys

    @property
    def state(self) -> RegisterState:
        """The register as this laptop knows it, also without a network."""
        return self._following.state

    @property
    def is_in(self) -> bool:
        """Whether this laptop belongs to the house, as far as it knows."""
        return self._following.is_in

    @property
    def words(self) -> tuple[str, ...]:
        """The eight words of this laptop."""
        return self.keys.words()

    @property
    def asking(self) -> Asking:
        """This laptop as it asks to come in."""
        return Asking(self.keys.id, self.keys.sign_public, self.keys.seal_public)

    def find_device_public(self, laptop: UUID) -> bytes | None:
        """Of every laptop that was ever let in: what it wrote then stays verifiable."""
        found = self.state.find(laptop)
        return found.sign_public if found else None

    def register_at(self, number: int) -> bytes | None:
        """The hash over the register up to an entry; None when it is not here."""
        return self._following.known.chain_at(number)

    def list_laptops(self) -> Sequence[Laptop]:
        """All of them, in the order in which they came; also who went."""
        return sorted(self.state.laptops.values(), key=lambda laptop: laptop.since)

    def doubt(self) -> None:
        """The hub began a new life: compare the whole register at the next ``sync``."""
        self._following.doubt()

    # Coming in

    def found(self, hub: RegisterHub, code: str, keyring: Keyring) -> News:
        """Begin the register of this house at an empty hub, with this laptop as the first."""
        site, line = self._vault().site()
        authority = _authority(keyring, line[-1])
        if not self.keys.site_keys:
            self._following.keep_keys(replace(self.keys, site_keys=(bytes(new_key()),)))
        known = _beginning(self._following.known, self._vault(), authority)
        hub.put_entry(*known[0], 0, code)
        if hub.ask(self.asking) is Answer.wacht:
            for parent, said in enumerate(known[1:], start=1):
                hub.put_entry(*said, parent)
            state = register.fold(known)
            if state.find(self.keys.id) is None:
                entry = _admission(self.keys, state, self.asking)
                hub.put_entry(entry, register.sign_entry(authority, site, entry), state.number)
        news = self.sync(hub, keyring)
        return replace(news, gave_back=news.gave_back + len(known) - 1)

    def ask(self, hub: RegisterHub) -> Answer:
        """Ask to come in, or hear what became of it. ``sync`` then brings the vault."""
        return hub.ask(self.asking)

    def admit(
        self, hub: RegisterHub, keyring: Keyring, asking: Asking, *, server: str = ""
    ) -> News:
        """The laptop whose words were compared; ``server`` is the mark of the hub for it."""

        def entry(state: RegisterState) -> bytes | None:
            known = state.find(asking.id)
            if known is None:
                return _admission(self.keys, state, asking, server)
            if known.sign_public != asking.sign_public or not known.is_in:
                raise UserError(_KNOWN)
            return None

        self._exchange.follow_authority(hub, keyring)
        self._following.put(hub, entry, self._as_beheerder(keyring))
        return self.sync(hub, keyring)

    def take_off(self, hub: RegisterHub, keyring: Keyring, laptop: UUID, reason: Reason) -> News:
        """A laptop goes out for good. The keys in one that was lost open nothing that comes."""
        self._exchange.follow_authority(hub, keyring)
        authority = self._as_beheerder(keyring)
        if laptop not in self.state.laptops:
            raise UserError(_UNKNOWN)
        if not [other for other in self.state.list_in() if other.id != laptop]:
            raise UserError(_LAST)
        if reason is Reason.verloren:
            self._vault().mark_due(keyring)

        def entry(state: RegisterState) -> bytes | None:
            stay = [other for other in state.list_in() if other.id != laptop]
            if len(stay) == len(state.list_in()):
                return None
            keys: dict[UUID, bytes] = {}
            if reason is Reason.verloren:
                fresh = new_key()
                keys = {o.id: seal_house_key(fresh, o.seal_public, state.site) for o in stay}
            return register.removal_entry(state, laptop, reason, keys)

        self._following.put(hub, entry, authority)
        return self.sync(hub, keyring)

    # Again and again

    def sync(self, hub: RegisterHub, keyring: Keyring | None = None) -> News:
        """Take in, merge, tell. With the keyring of a beheerder also what waited for one."""
        try:
            gave_back = self._following.catch_up(hub)
        except HubRefuses:
            return self._hear_why(hub)
        own = self._following.own
        if own is None or not own.is_in:
            return News(was_taken_off=own is not None, gave_back=gave_back)
        did = self._exchange.run(hub, keyring)
        news = News(
            is_in=True,
            vault_changed=did.vault_changed,
            gave_back=gave_back,
            waits=did.waits,
            notices=did.notices,
        )
        if keyring is None or news.waits or not has_vault(self._folder):
            return news
        is_beheerder = self._vault().may_administer(keyring)
        if is_beheerder:
            authority = self._as_beheerder(keyring)
            self._following.say_again(hub, authority)
            self._following.say_who_left(hub, *self._vault().presence(keyring), authority)
        passed_on = tuple(self._vault().fulfil(keyring))
        due = self._vault().due(keyring) if is_beheerder else frozenset[str]()
        if due:
            self.rotate(hub, keyring, due)
        elif passed_on:
            self._exchange.run(hub, keyring)
        is_changed = news.vault_changed or bool(due or passed_on)
        return replace(
            news, rotated=due - {AUTHORITY}, passed_on=passed_on, vault_changed=is_changed
        )

    def _hear_why(self, hub: RegisterHub) -> News:
        """The hub does not let us read the register: we were taken off, or it was put back to
        before we came. Then we ask again; another laptop of the house gives the entry back."""
        answer = hub.ask(self.asking)
        if answer is Answer.toegelaten:
            raise HubRefuses(_AGAIN)
        if answer is Answer.geweigerd:
            return News(was_taken_off=self._following.own is not None)
        return News(is_forgotten=self._following.is_in)

    def rotate(self, hub: RegisterHub, keyring: Keyring, compartments: Iterable[str]) -> None:
        """New keys for these compartments from now on, and a new authority when ``AUTHORITY`` is
        among them: first in the house, then here. Refused while anything is here or there that the
        other does not have."""
        self._exchange.follow_authority(hub, keyring)
        self._as_beheerder(keyring)
        names = [str(name) for name in compartments]
        for _ in range(TRIES):
            self._following.catch_up(hub)
            if self._exchange.run(hub, keyring).waits:
                raise UserError(_NOT_WHOLE)
            draft = self._vault().draft_rotation(keyring, names)
            if self._exchange.put(hub, draft, keyring):
                self._vault().refresh(keyring)
                return
        raise UserError(BUSY)

    def sign_order(self, keyring: Keyring, order: object) -> bytes:
        """What the hub does only when the authority of the house says so."""
        return sign_order(self._as_beheerder(keyring), self.state.site, order)

    def _as_beheerder(self, keyring: Keyring) -> Key:
        if not self.is_in:
            raise UserError(_NOT_IN)
        return _authority(keyring, self.state.authority)

    def _vault(self) -> Vault:
        return Vault(self._folder, second_folder=self._settings)


def _beginning(known: KnownRegister, vault: Vault, authority: Key) -> Sequence[Signed]:
    """What an empty hub hears first: all that we know when no key of now signs it again."""
    if len(known.chain.line) > 1:
        return known.entries
    site, line = vault.site()
    first = register.house_entry(site, line[0], vault.succession())
    return [(first, register.sign_entry(authority, site, first))]


def _admission(keys: LaptopKeys, state: RegisterState, asking: Asking, server: str = "") -> bytes:
    house_key = seal_house_key(keys.site_keys[-1], asking.seal_public, state.site)
    return register.laptop_entry(
        state, asking.id, asking.sign_public, asking.seal_public, house_key, server
    )


def _authority(keyring: Keyring, public: bytes) -> Key:
    if keyring.authority is None or keyring.authority_public != public:
        raise UserError(_NO_BEHEERDER)
    return keyring.authority
