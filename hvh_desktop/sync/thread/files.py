"""What one person has open on this laptop, for the thread that syncs: stores, keys, the house.

Opens connections of its own, and is used by one thread from beginning to end. Holds the keyring
of who is logged in as long as it is open, and no key of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from hvh_desktop.crypto import VAULT_FILE, Grant, Keyring, Vault
from hvh_desktop.crypto.requests import check_order, destruction
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.engine import connect
from hvh_desktop.errors import UserError
from hvh_desktop.readlog import record_passed_on
from hvh_desktop.rights import Rol
from hvh_desktop.sync.house.admission import House
from hvh_desktop.sync.merge.apply import Applier
from hvh_desktop.sync.parts import Hello, HubRefuses, NoHub, WrappedKey
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.store import SqlStore
from hvh_desktop.sync.stream.trust import Trust
from hvh_desktop.sync.thread.state import Tally
from hvh_desktop.sync.thread.tally import tally_of

if TYPE_CHECKING:
    from hvh_desktop.sync.line.client import HubClient

ORDER = (
    Compartment.register,
    Compartment.team,
    Compartment.behandeling,
    Compartment.instroom,
    Compartment.log,
)
"""Who works here first, then what they wrote; who read what is in no hurry."""
NOT_IN = "Deze laptop is nog niet toegelaten tot het huis. Vraag een beheerder."
FORGOTTEN = (
    "De server kent deze laptop niet meer, want hij is teruggezet. Zodra een andere laptop van het "
    "huis verbinding heeft, komt het vanzelf goed."
)


class OpenFiles:
    """The streams of the compartments that ``database`` has open."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        keyring: Keyring,
        house: House,
        *,
        settings: Path | None = None,
        only: Collection[Compartment] = ORDER,
        on_revoked: Callable[[], None] = lambda: None,
    ) -> None:
        """``on_revoked``: this person has no access any more, or got other keys."""
        self._folder, self._keyring, self._house = folder, keyring, house
        self._database, self._on_revoked = database, on_revoked
        self._vault = Vault(folder, second_folder=settings)
        self._authors = self._vault.authors(keyring)
        self._labels = self._vault.labels_held(keyring)
        self._stores: list[SqlStore] = []
        self._counters: list[tuple[SqlStore, CompartmentFile]] = []
        self._met: tuple[int, tuple[int, int]] | None = None
        self._generation: UUID | None = None
        self.notices: tuple[str, ...] = ()
        with ExitStack() as undo:
            undo.callback(self.close)
            for compartment in ORDER:
                if compartment in database.compartments and compartment in only:
                    self._open(folder, database, compartment)
            undo.pop_all()

    def _open(self, folder: Path, database: Database, compartment: Compartment) -> None:
        path, key = folder / f"{compartment}.db", bytes(self._keyring.key(compartment))
        applier = Applier(compartment, see_tick=database.see_tick)
        store = SqlStore(
            folder,
            compartment.value,
            connect(path, key),
            self._trust(),
            applier,
            turns=database.turns(compartment),
        )
        self._stores.append(store)
        self._counters.append((store, CompartmentFile(connect(path, key))))

    def _trust(self) -> Trust:
        keyring, keys = self._keyring, self._house.keys
        return Trust(
            site=self._house.state.site,
            device=keys.id,
            sign_device=keys.sign,
            user=keyring.medewerker_id,
            sign_user=keyring.sign,
            find_device_public=self._house.find_device_public,
            find_user_publics=lambda user: self._authors.get(user, frozenset()),
            list_users=lambda: self._authors,
            find_roles=self._find_roles,
            is_destroyed=self._is_destroyed,
            epoch=keyring.epoch,
            stream_secret=keyring.stream_secret,
            register=lambda: self._house.state.number,
            register_at=self._house.register_at,
            can_sign=lambda: keyring.can_sign,
        )

    def _find_roles(self, user: UUID) -> frozenset[Rol] | None:
        labels = self._labels.get(user, frozenset())
        return None if labels is None else frozenset(rol for rol in Rol if rol.value in labels)

    def _is_destroyed(self, stream: str, key: WrappedKey) -> bool:
        state, order = self._house.state, key.order
        if order is None or key.key_id not in order.key_ids:
            return False
        told = destruction(stream, order.key_ids)
        return any(check_order(by, state.site, told, order.signature) for by in state.line)

    @property
    def stores(self) -> Sequence[SqlStore]:
        return self._stores

    def tallies(self) -> tuple[Tally, ...]:
        device = self._house.keys.id
        return tuple(tally_of(store, file, device) for store, file in self._counters)

    def meet(self, line: HubClient, hello: Hello) -> None:
        """Take in and tell what changed of laptops and vault, when something did."""
        if hello.generation != self._generation:
            self._house.doubt()
        elif (hello.register, self._mark()) == self._met:
            return
        try:
            news = self._house.sync(line.house, self._keyring)
        except UserError as problem:  # others were just before us, again and again
            raise NoHub(problem.text) from None
        if news.vault_changed and not self._vault.refresh(self._keyring):
            self._on_revoked()
        self._authors = self._vault.authors(self._keyring)
        self._labels = self._vault.labels_held(self._keyring)
        self._note_passed_on(news.passed_on)
        self.notices = news.notices
        if not news.is_in and not news.was_taken_off:
            raise HubRefuses(FORGOTTEN if news.is_forgotten else NOT_IN)
        self._met, self._generation = (self._house.state.number, self._mark()), hello.generation

    def _note_passed_on(self, grants: Sequence[Grant]) -> None:
        """Keys that colleagues waited for are written down where everybody's reading is."""
        if not grants or Compartment.log not in self._database.compartments:
            return
        with self._database.transaction(Compartment.log) as session:
            record_passed_on(session, grants)

    def _mark(self) -> tuple[int, int]:
        """Differs when an account or a key was changed in the vault of this laptop."""
        found = (self._folder / VAULT_FILE).stat()
        return found.st_mtime_ns, found.st_size

    def see_disputed(self) -> None:
        """A person has read that the hub showed two orders."""
        for store in self._stores:
            if store.count_disputed():
                store.see_disputed()

    def list_unsent(self) -> Mapping[str, Sequence[bytes]]:
        """Every envelope that the hub may not have, as it would travel; also what it refused."""
        return {
            store.stream: [
                raw
                for (raw,) in file.each(
                    "SELECT raw FROM envelope WHERE position IS NULL AND NOT is_sent AND n > 0"
                    " ORDER BY number"
                )
            ]
            for store, file in self._counters
        }

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self._folder

    @property
    def house(self) -> House:
        """Laptops and vault; only on the thread that syncs."""
        return self._house

    def close(self) -> None:
        """Let go of the files, and wipe what was unwrapped."""
        for store in self._stores:
            store.close()
        for _, file in self._counters:
            file.close()
