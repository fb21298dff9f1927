"""The vault: who opens which compartment, with what password.

See ``decisions/002-vault.md``. Every call reads the file, because another process may have
changed it; deriving a key (about a second) happens outside the lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto import grants
from hvh_desktop.crypto import merge as merging
from hvh_desktop.crypto import users as table
from hvh_desktop.crypto.administration import Administration
from hvh_desktop.crypto.attempts import Clock, WrongPassword
from hvh_desktop.crypto.document import Document
from hvh_desktop.crypto.keyring import Grant, Keyring, Labels, split_name
from hvh_desktop.crypto.merge import Merged
from hvh_desktop.crypto.passwords import KdfCost, calibrate, check_password
from hvh_desktop.crypto.recovery import RecoverySheet, join_sheets
from hvh_desktop.crypto.slots import PrivateKeys, close_slot, open_slot
from hvh_desktop.crypto.store import FROM_SPARE, VaultStore
from hvh_desktop.crypto.succession import Line, Step
from hvh_desktop.crypto.users import NewUser
from hvh_desktop.errors import EnvironmentProblem, UserError

_OTHER_SHEETS = (
    "Deze bladen passen niet op deze kluis. Ze zijn van een ander huis of van een eerdere reeks. "
    "Gebruik de laatst afgedrukte herstelbladen."
)
_JUST_CHANGED = "Je toegang is zojuist ergens anders gewijzigd. Ontgrendel opnieuw."
_SAME_PASSWORD = "Kies een ander wachtwoord dan je nu hebt."


class Vault(Administration):
    """One vault file in a folder. Nothing is kept in memory between calls."""

    @staticmethod
    def exists(folder: Path) -> bool:
        return VaultStore(folder).exists()

    @classmethod
    def create(
        cls,
        folder: Path,
        compartments: Iterable[str],
        first: NewUser,
        cost: KdfCost | None = None,
        clock: Clock | None = None,
        second_folder: Path | None = None,
    ) -> tuple[Vault, Keyring, list[RecoverySheet]]:
        """A new vault with its beheerder. The keyring holds every key: for setting up only."""
        first.check()
        used = cost or calibrate()
        vault = cls(folder, cost, clock, second_folder)
        document, keyring, sheets = table.new_document(compartments, first, used)
        prepared = table.prepare(document.roster, first, used, is_own=True)
        table.insert_user(document, first, prepared, keyring, beheerder=True)
        if keyring.authority is not None:
            grants.sign_roster(document, keyring.authority)
        vault._store.create(document)
        vault._attempts.create()
        return vault, keyring, sheets

    # Unlock

    def unlock(self, user_name: str, password: str) -> Keyring:
        """The keys of this user. Keys that colleagues wait for are passed on at once."""
        document, user_id, private = self._open(user_name, password)
        keyring = grants.open_grants(document, user_id, private)
        private.wipe()
        try:
            if self._store.repair():
                keyring.notices += (FROM_SPARE,)
            passed_on, problem = self._pass_on(keyring)
            keyring.fulfilled = tuple(passed_on)
        except EnvironmentProblem as caught:
            problem = caught
        if problem is not None:
            keyring.notices += (problem.text,)
        return keyring

    def wait_seconds(self, user_name: str) -> int:
        """How long this user name still has to wait."""
        return self._attempts.wait_seconds(self._store.read().roster.hash_name(user_name))

    def _open(self, user_name: str, password: str) -> tuple[Document, UUID, PrivateKeys]:
        document = self._store.read()
        name_hash = document.roster.hash_name(user_name)
        wait = self._attempts.start(name_hash)
        opened = open_slot(document, name_hash, password)
        if opened is None:
            raise WrongPassword(wait)
        self._attempts.clear(name_hash)
        return document, *opened

    def fulfil(self, keyring: Keyring) -> list[Grant]:
        """Pass on the keys that colleagues wait for and that this keyring holds."""
        passed_on, problem = self._pass_on(keyring)
        if problem is not None:
            raise problem
        return passed_on

    def _pass_on(self, keyring: Keyring) -> tuple[list[Grant], EnvironmentProblem | None]:
        """One tampered slot stops no other."""
        passed_on: list[Grant] = []
        problem: EnvironmentProblem | None = None
        with self._store.changing() as document:
            grants.verify_roster(document, keyring.authority_public, keyring.revision)
            grants.pass_on_recovery(document, keyring)
            for user_id in document.roster.users:
                try:
                    passed_on += grants.pass_on(document, user_id, keyring)
                except EnvironmentProblem as caught:
                    problem = caught
        return passed_on, problem

    # Passwords and recovery

    def change_password(self, user_name: str, old: str, new: str) -> Keyring:
        """The first own password also replaces the keys that the beheerder made."""
        check_password(user_name, new)
        if old == new:
            raise UserError(_SAME_PASSWORD, {"nieuw_wachtwoord": _SAME_PASSWORD})
        document, user_id, private = self._open(user_name, old)
        roster = document.roster
        keyring = grants.open_grants(document, user_id, private)
        mine = private
        if not private.is_own:
            mine = PrivateKeys.new(roster.authority_public, roster.revision, is_own=True)
        mine.revision, mine.authority_public = roster.revision, roster.authority_public
        cost, version = self._cost or roster.cost, document.slots[user_id].version + 1
        slot = close_slot(roster.vault_id, user_id, new, cost, mine, version)
        with self._store.changing() as fresh:
            grants.verify_roster(fresh, keyring.authority_public, keyring.revision)
            before = fresh.slots.get(user_id)
            if before is None or before.box != document.slots[user_id].box:
                raise UserError(_JUST_CHANGED)
            fresh.slots[user_id] = slot
            if mine is private:
                slot.grants, slot.renewal = before.grants, before.renewal
                slot.others = before.others
            else:
                slot.renewal = grants.renew_keys(fresh, user_id, private, mine)
                grants.pass_on(fresh, user_id, keyring)
        keyring.renew(mine)
        private.wipe()
        mine.wipe()
        return keyring

    def recover(self, sheets: Sequence[str]) -> Keyring:
        """Every key, from two of the three recovery sheets as typed."""
        document = self._store.read()
        secret = join_sheets(sheets)
        if grants.recovery_public(secret) != document.roster.recovery_public:
            raise UserError(_OTHER_SHEETS)
        keyring = grants.open_recovery(document, secret)
        secret[:] = bytes(len(secret))
        return keyring

    # Other laptops

    def content(self) -> bytes:
        """The whole vault as it stands, for the other laptops of the house."""
        return documents.dump(self._store.read())

    def site(self) -> tuple[str, Line]:
        """The id of this house, and the public keys of who signed for it, the newest last."""
        roster = self._store.read().roster
        return roster.vault_id, grants.verify_line(roster)

    def succession(self) -> tuple[Step, ...]:
        """How the signing key of now came after the first one."""
        return self._store.read().roster.succession

    @classmethod
    def settle(cls, folder: Path, document: Document, second_folder: Path | None = None) -> Vault:
        """The vault of the house on a laptop that has none yet."""
        vault = cls(folder, second_folder=second_folder)
        vault._store.create(document)
        vault._attempts.create()
        return vault

    def merge(self, theirs: Document, keyring: Keyring | None = None) -> Merged:
        """Take in what the house has; a keyring of a beheerder signs what was changed apart, and
        moves along when the house has another signing key.

        EnvironmentProblem when ``theirs`` is not of this house: nothing changes then.
        """
        with self._store.changing() as document:
            merged = merging.merge(document, theirs, keyring)
            if keyring is not None and not merged.waits:
                grants.pass_on_recovery(merged.document, keyring)
            for part in fields(Document):
                setattr(document, part.name, getattr(merged.document, part.name))
        if keyring is not None:
            grants.follow_authority(document, keyring)
        return merged

    def refresh(self, keyring: Keyring) -> bool:
        """Add the keys that came since to a keyring in use. False: this person has no access
        any more, or got other keys, so lock."""
        document = self._store.read()
        grants.verify_roster(document, keyring.authority_public, keyring.revision)
        user = document.roster.users.get(keyring.medewerker_id)
        if user is None or keyring.private is None:
            return False
        if keyring.private.publics() != grants.public_keys(document, keyring.medewerker_id):
            return False
        keyring.add(grants.open_newer(document, keyring), document.roster.revision)
        held = {split_name(name)[0] for name in keyring.keys}
        is_same = held <= user.compartments and keyring.is_beheerder <= user.is_beheerder
        grants.follow_authority(document, keyring)
        return is_same and not _is_less(user.labels, keyring.labels)


def _is_less(labels: Labels | None, before: Labels | None) -> bool:
    """Whether a word is gone, or ends earlier than it did."""
    always = "9999-12-31"
    return (
        labels is not None
        and before is not None
        and any(
            word not in labels or (labels[word] or always) < (end or always)
            for word, end in before.items()
        )
    )
