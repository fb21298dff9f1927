"""What a beheerder does: give and take access. The other half of the vault.

Each change is checked, signed with the key that only a beheerder holds, and written in one lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto import epochs, grants
from hvh_desktop.crypto import users as table
from hvh_desktop.crypto.amending import amending, check_beheerder, is_beheerder
from hvh_desktop.crypto.attempts import Attempts, Clock
from hvh_desktop.crypto.document import Document
from hvh_desktop.crypto.keyring import AUTHORITY, Keyring, Labels
from hvh_desktop.crypto.laptop import is_coupled
from hvh_desktop.crypto.passwords import KdfCost
from hvh_desktop.crypto.recovery import RecoverySheet
from hvh_desktop.crypto.store import VaultStore
from hvh_desktop.crypto.users import DrawnRecovery, NewUser, Prepared, VaultUser
from hvh_desktop.errors import UserError

_NOT_EVERY_KEY = (
    "Voor nieuwe herstelbladen zijn alle sleutels nodig. Gebruik twee van de oude herstelbladen."
)


class Administration:
    """Users and recovery sheets of the vault in one folder."""

    def __init__(
        self,
        folder: Path,
        cost: KdfCost | None = None,
        clock: Clock | None = None,
        second_folder: Path | None = None,
    ) -> None:
        self._folder, self._store = folder, VaultStore(folder)
        self._cost = cost
        self._attempts = Attempts(folder, second_folder, clock or Clock())

    def add_user(
        self,
        keyring: Keyring,
        medewerker_id: UUID,
        user_name: str,
        password: str,
        compartments: Iterable[str],
        *,
        beheerder: bool = False,
        must_change: bool = True,
        labels: Labels | None = None,
    ) -> VaultUser:
        """A new user. Keys that this keyring lacks become wanted."""
        user = NewUser(medewerker_id, user_name, password, tuple(compartments), labels)
        prepared = self._prepare(keyring, user, is_own=not must_change)
        with self._administering(keyring) as document:
            table.insert_user(document, user, prepared, keyring, beheerder=beheerder)
        return table.describe(document, medewerker_id)

    def change_compartments(
        self,
        keyring: Keyring,
        medewerker_id: UUID,
        compartments: Iterable[str],
        beheerder: bool | None = None,
        labels: Labels | None = None,
    ) -> VaultUser:
        """Another role: what he may no longer hold leaves his slot, what is new is passed on.

        ``labels`` None: they stay as they are.
        """
        with self._administering(keyring) as document:
            table.change_user(document, medewerker_id, compartments, beheerder, keyring, labels)
        return table.describe(document, medewerker_id)

    def remove_user(self, keyring: Keyring, medewerker_id: UUID) -> None:
        with self._administering(keyring) as document:
            table.remove_user(document, medewerker_id)

    def users(self, keyring: Keyring | None = None) -> list[VaultUser]:
        """Everybody; verified when a keyring is given, else only to show."""
        document = self._store.read()
        if keyring is not None:
            grants.verify_roster(document, keyring.authority_public, keyring.revision)
        return [table.describe(document, user_id) for user_id in document.roster.users]

    def find_user(self, keyring: Keyring, user_name: str) -> UUID | None:
        document = self._store.read()
        grants.verify_roster(document, keyring.authority_public, keyring.revision)
        return document.roster.find(document.roster.hash_name(user_name))

    def orphans(self) -> frozenset[str]:
        """Compartments that no user holds: only two recovery sheets can pass them on."""
        return table.find_orphans(self._store.read())

    def _prepare(self, keyring: Keyring, user: NewUser, *, is_own: bool) -> Prepared:
        user.check()
        document = self._store.read()
        check_beheerder(document, keyring)
        roster, slot = document.roster, document.slots.get(user.medewerker_id)
        table.checked(roster, user.compartments)
        version = slot.version + 1 if slot else 1
        cost = self._cost or roster.cost
        return table.prepare(roster, user, cost, is_own=is_own, version=version)

    def reset_user(
        self,
        keyring: Keyring,
        medewerker_id: UUID,
        user_name: str,
        new_password: str,
        *,
        must_change: bool = True,
        labels: Labels | None = None,
    ) -> VaultUser:
        """A forgotten password: new keys. What this keyring lacks, a colleague passes on."""
        user = NewUser(medewerker_id, user_name, new_password, labels=labels)
        prepared = self._prepare(keyring, user, is_own=not must_change)
        with self._administering(keyring) as document:
            table.reset_user(document, user, prepared, keyring)
        self._attempts.clear(document.roster.hash_name(user_name))
        return table.describe(document, medewerker_id)

    def renew_recovery(self, keyring: Keyring) -> list[RecoverySheet]:
        """Three new sheets; the old ones stop working."""
        if set(keyring.keys) != set(self._store.read().roster.commitments):
            raise UserError(_NOT_EVERY_KEY)
        with self._administering(keyring) as document:
            return table.renew_recovery(document, keyring)

    def draw_recovery(self, keyring: Keyring) -> DrawnRecovery:
        """Three new sheets to print first; the old ones work until ``put_recovery``."""
        document = self._store.read()
        check_beheerder(document, keyring)
        if set(keyring.keys) != set(document.roster.commitments):
            raise UserError(_NOT_EVERY_KEY)
        return table.draw_recovery(document, keyring)

    def put_recovery(self, keyring: Keyring, drawn: DrawnRecovery) -> None:
        """They are on paper: from now on they count. Asks the signing key, no other."""
        with self._administering(keyring) as document:
            table.put_recovery(document, drawn, keyring)

    def authors(self, keyring: Keyring) -> Mapping[UUID, frozenset[bytes]]:
        """With which public keys everybody signs or signed, also who left; verified."""
        document = self._store.read()
        grants.verify_roster(document, keyring.authority_public, keyring.revision)
        now = {who: grants.authors_of(document, who) for who in document.roster.users}
        return {**document.roster.authors, **now}

    def labels_held(self, keyring: Keyring) -> Mapping[UUID, frozenset[str] | None]:
        """The labels that everybody has or ever had, also who left; verified. None: nobody ever
        signed what his labels are."""
        document = self._store.read()
        grants.verify_roster(document, keyring.authority_public, keyring.revision)
        roster = document.roster
        found: dict[UUID, frozenset[str] | None] = dict.fromkeys(roster.authors)
        found |= roster.held
        for who, user in roster.users.items():
            before = roster.held.get(who, frozenset())
            found[who] = before | frozenset(user.labels) if user.labels is not None else None
        return found

    def presence(self, keyring: Keyring) -> tuple[frozenset[UUID], frozenset[UUID]]:
        """Who has an account, and who had one; verified."""
        document = self._store.read()
        grants.verify_roster(document, keyring.authority_public, keyring.revision)
        roster = document.roster
        here = frozenset(roster.users)
        return here, frozenset({*roster.changed, *roster.authors, *roster.held}) - here

    def due(self, keyring: Keyring) -> frozenset[str]:
        """Compartments that need a new key: somebody who left still has the newest. So may the
        signing key, ``AUTHORITY``."""
        document = self._store.read()
        grants.verify_roster(document, keyring.authority_public, keyring.revision)
        return document.roster.due

    def may_administer(self, keyring: Keyring) -> bool:
        """By the table as it is now. The keyring moves along with a signing key that is newer."""
        return is_beheerder(self._store.read(), keyring)

    def mark_due(self, keyring: Keyring) -> None:
        """Somebody may have any of the keys, such as who found a laptop."""
        with self._administering(keyring) as document:
            table.add_due(document.roster, {AUTHORITY, *document.roster.compartments})

    def draft_rotation(self, keyring: Keyring, compartments: Iterable[str]) -> bytes:
        """The vault as it will be with new keys for these compartments, and a new signing key when
        ``AUTHORITY`` is among them. Nothing is written: the house must have it first (``merge``
        takes it in)."""
        document, names = self._store.read(), {str(name) for name in compartments}
        with amending(document, keyring, replaces=AUTHORITY in names) as done:
            epochs.rotate(document, table.checked(document.roster, names - {AUTHORITY}))
            table.add_due(document.roster, names & {AUTHORITY})
        if done.is_replaced:
            done.authority[:] = bytes(len(done.authority))
        return documents.dump(document)

    @contextlib.contextmanager
    def _administering(self, keyring: Keyring) -> Iterator[Document]:
        """Change the table of users and sign it again. A signing key that is due is replaced at
        once while there is no house with a hub that must have it first."""
        replaces = not is_coupled(self._folder)
        with (
            self._store.changing() as document,
            amending(document, keyring, replaces=replaces) as done,
        ):
            yield document
        roster = document.roster
        if done.is_replaced:
            keyring.succeed(done.authority, roster.authority_public, roster.revision)
        elif keyring.authority_public == roster.authority_public:  # else it is further by now
            keyring.revision = roster.revision
