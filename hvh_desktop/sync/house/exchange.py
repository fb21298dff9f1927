"""The vault here and the vault of the house become the same, through the register of laptops."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from hvh_desktop.crypto import Keyring, Vault, has_vault
from hvh_desktop.crypto.document import Document
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.crypto.travel import NotOurs, TooNew, check_ours, read_vault
from hvh_desktop.errors import UserError
from hvh_desktop.sync.house import register
from hvh_desktop.sync.house.following import BUSY, TRIES, Following, RegisterHub

_TOO_NEW = (
    "De accounts en wachtwoorden van het huis zijn bewaard door een nieuwere versie van het "
    "programma. Werk het programma op deze laptop bij; tot dan gelden hier de accounts van eerst."
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
                theirs = self._open_theirs(hub)
            except TooNew:
                return replace(did, waits=True, notices=(*did.notices, _TOO_NEW))
            if theirs is None and not has_vault(self._folder):
                return did
            did, is_ahead = self._merge(theirs, keyring, did)
            if did.waits:
                return did
            content = self._vault.content()
            if not is_ahead or self._tell(hub, content):
                self._agree(content)
            else:
                self._following.catch_up(hub)
        raise UserError(BUSY)

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

    def _open_theirs(self, hub: RegisterHub) -> Document | None:
        """None when the house has none, or one that is not of this house: then ours goes there."""
        box = self._following.fetch_vault(hub)
        state = self._following.state
        try:
            found = None if box is None else self._following.keys.open_vault(box, state.site)
            if found is not None:
                check_ours(found, state.authority)
        except NotOurs:
            return None
        return found

    def _tell(self, hub: RegisterHub, content: bytes) -> bool:
        chain, keys = self._following.known.chain, self._following.keys
        entry = register.vault_entry(chain, keys.id, keys.seal_vault(content, chain.site))
        return self._following.put_once(hub, entry, keys.sign_private)

    def _agree(self, content: bytes) -> None:
        known = self._following.known
        self._following.keep(replace(known, agreed=self._mark(content)))

    def _has_agreed(self) -> bool:
        agreed = self._following.known.agreed
        is_there = bool(agreed) and has_vault(self._folder)
        return is_there and agreed == self._mark(self._vault.content())

    def _mark(self, content: bytes) -> str:
        return f"{self._following.known.chain.vault_number}.{sha256(content).hex()}"
