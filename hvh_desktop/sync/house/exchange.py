"""The vault here and the vault of the house become the same, through the register of laptops."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto import Keyring, Vault, grants, has_vault
from hvh_desktop.crypto.document import Document
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.crypto.succession import is_one_line
from hvh_desktop.crypto.travel import NotOurs, TooNew, check_ours, read_vault
from hvh_desktop.errors import UserError
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.following import BUSY, TRIES, Following, RegisterHub
from hvh_desktop.sync.house.register import Reason

_TOO_NEW = (
    "De accounts en wachtwoorden van het huis zijn bewaard door een nieuwere versie van het "
    "programma. Werk het programma op deze laptop bij; tot dan gelden hier de accounts van eerst."
)
_BEHIND = (
    "Het huis heeft een nieuwe sleutel voor de accounts, maar de server heeft de accounts nog niet "
    "die daarbij horen. Zodra een andere laptop van het huis verbinding heeft, komt het vanzelf "
    "goed."
)


@dataclass(frozen=True)
class Exchanged:
    """What was done with the vault."""

    vault_changed: bool = False
    waits: bool = False
    notices: tuple[str, ...] = ()


class Exchange:
    """The vault in the folder of this laptop, and the one in the register."""

    def __init__(self, folder: Path, following: Following, settings: Path | None) -> None:
        self._folder, self._following = folder, following
        self._vault = Vault(folder, second_folder=settings)
        self._settings = settings

    def run(self, hub: RegisterHub, keyring: Keyring | None) -> Exchanged:
        """Take in what the house has and tell what it lacks, until both are the same."""
        did = Exchanged()
        for _ in range(TRIES):
            if self._has_agreed():
                return did
            try:
                theirs, is_last = self._open_theirs(hub)
            except TooNew:
                return replace(did, waits=True, notices=(*did.notices, _TOO_NEW))
            if theirs is None and not has_vault(self._folder):
                return did
            if theirs is None and self._is_behind():
                return replace(did, waits=True, notices=(*did.notices, _BEHIND))
            did, is_ahead = self._merge(theirs, keyring, did)
            if did.waits:
                return did
            content = self._vault.content()
            if (is_last and not is_ahead) or self._tell(hub, content):
                self._agree(content)
            else:
                self._following.catch_up(hub)
        raise UserError(BUSY)

    def follow_authority(self, hub: RegisterHub, keyring: Keyring) -> None:
        """Move the keyring of a beheerder along: the house may have another authority by now."""
        if self._following.is_in and keyring.is_beheerder:
            self._following.catch_up(hub)
            if keyring.authority_public != self._following.state.authority:
                self.run(hub, keyring)
                self._vault.may_administer(keyring)

    def put(self, hub: RegisterHub, draft: bytes, keyring: Keyring) -> bool:
        """Tell the house first, and take it in after; False when somebody was before us."""
        if not self._tell(hub, draft):
            return False
        self._vault.merge(read_vault(draft), keyring)
        self._agree(draft)
        return True

    def _merge(
        self, theirs: Document | None, keyring: Keyring | None, did: Exchanged
    ) -> tuple[Exchanged, bool]:
        """Also whether something is here that the house does not have."""
        if theirs is None:
            return did, True
        if not has_vault(self._folder):
            Vault.settle(self._folder, theirs, self._settings)
            return replace(did, vault_changed=True), False
        before = self._vault.content()
        merged = self._vault.merge(theirs, keyring)
        did = Exchanged(
            did.vault_changed or self._vault.content() != before,
            merged.waits,
            did.notices + merged.notices,
        )
        return did, merged.is_ahead

    def _open_theirs(self, hub: RegisterHub) -> tuple[Document | None, bool]:
        """Not the last one when its authority of now did not sign that, but the one that came with
        this authority; None when neither is there. Then ours goes there."""
        state, chain = self._following.state, self._following.known.chain
        for number in dict.fromkeys((chain.vault_number, chain.succession_number)):
            box = self._following.fetch_vault(hub, number)
            try:
                found = None if box is None else self._following.keys.open_vault(box, state.site)
                if found is not None:
                    check_ours(found, state.authority)
                    return found, number == chain.vault_number
            except NotOurs:
                continue
            except TooNew:
                if not self._is_of_lost(number):
                    raise
        return None, False

    def _is_of_lost(self, number: int) -> bool:
        """Whether a laptop that was lost since told this vault: whoever has it could else stop the
        new keys that must come because of it, with one that nobody can read."""
        told_by = register.read_head(self._following.known.entries[number - 1][0]).get("laptop")
        laptop = self._following.state.find(UUID(told_by)) if told_by else None
        return laptop is not None and laptop.reason is Reason.verloren

    def _is_behind(self) -> bool:
        """Our table is signed by an authority of before: it goes nowhere."""
        return len(self._vault.site()[1]) < len(self._following.state.line)

    def _tell(self, hub: RegisterHub, content: bytes) -> bool:
        """With the authority that signed it, when this hub does not know that one (any more)."""
        chain, keys = self._following.known.chain, self._following.keys
        box, roster = keys.seal_vault(content, chain.site), read_vault(content).roster
        if not is_one_line(roster.line, chain.line):
            raise grants.tampered()
        steps = roster.succession[len(chain.line) - 1 :]
        entry = register.vault_entry(chain, keys.id, box, steps)
        return self._following.put_once(hub, entry, keys.sign_private)

    def _agree(self, content: bytes) -> None:
        known = self._following.known
        self._following.keep(replace(known, agreed=self._mark(content)))

    def _has_agreed(self) -> bool:
        agreed = self._following.known.agreed
        if not agreed or not has_vault(self._folder) or self._is_behind():
            return False
        return agreed == self._mark(self._vault.content())

    def _mark(self, content: bytes) -> str:
        return f"{self._following.known.chain.vault_number}.{sha256(content).hex()}"
