"""Changes in the table of users, on a document in memory.

The vault reads, verifies, signs and writes around these functions.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from hvh_desktop.crypto import grants, primitives
from hvh_desktop.crypto.document import Document, Roster, RosterUser, Slot, checked_labels
from hvh_desktop.crypto.keyring import AUTHORITY, Keyring, Labels, split_name
from hvh_desktop.crypto.passwords import KdfCost, check_password, check_user_name
from hvh_desktop.crypto.recovery import RecoverySheet, split_secret
from hvh_desktop.crypto.slots import PrivateKeys, close_slot
from hvh_desktop.errors import UserError

_LAST_BEHEERDER = "Dit is de laatste beheerder. Maak eerst een collega beheerder."
_UNKNOWN = "Deze medewerker heeft geen toegang tot dit programma."
_KNOWN = "Deze medewerker heeft al toegang. Geef hem een nieuw wachtwoord."
_NAME_TAKEN = "Deze gebruikersnaam is al in gebruik. Kies een andere."


@dataclass(frozen=True)
class NewUser:
    """A user as the beheerder gives him in."""

    medewerker_id: UUID
    user_name: str
    password: str = field(repr=False)
    compartments: Sequence[str] = ()
    labels: Labels | None = None

    def check(self) -> None:
        check_user_name(self.user_name)
        check_password(self.user_name, self.password)


@dataclass(frozen=True)
class VaultUser:
    """What a user holds and what still has to be passed on to him."""

    medewerker_id: UUID
    granted: frozenset[str]
    wanted: frozenset[str]
    is_beheerder: bool
    labels: Labels | None = None


@dataclass(frozen=True)
class Prepared:
    """New keys behind a password, made before the file is locked."""

    seal_public: bytes
    sign_public: bytes
    slot: Slot


def prepare(
    roster: Roster, user: NewUser, cost: KdfCost, *, is_own: bool, version: int = 1
) -> Prepared:
    private = PrivateKeys.new(roster.authority_public, roster.revision, is_own=is_own)
    slot = close_slot(roster.vault_id, user.medewerker_id, user.password, cost, private, version)
    seal, sign = private.publics()
    private.wipe()
    return Prepared(seal, sign, slot)


def new_document(
    compartments: Iterable[str], first: NewUser, cost: KdfCost
) -> tuple[Document, Keyring, list[RecoverySheet]]:
    """Every key, the recovery sheets, no user yet and no signature yet."""
    vault_id = str(uuid.uuid4())
    keys = {str(name): primitives.new_key() for name in compartments}
    if AUTHORITY in keys:
        raise ValueError(f"{AUTHORITY} is not a compartment")
    authority = primitives.new_key()
    roster = Roster(
        vault_id=vault_id,
        revision=1,
        name_salt=secrets.token_bytes(32),
        cost=cost,
        authority_public=primitives.sign_public(authority),
        recovery_public=b"",
        recovery_series=0,
        commitments={name: grants.commitment(vault_id, name, key) for name, key in keys.items()},
    )
    document = Document(roster, b"", {}, {}, b"")
    keyring = Keyring(
        first.medewerker_id,
        keys,
        roster.authority_public,
        roster.revision,
        authority,
        is_setup=True,
    )
    return document, keyring, renew_recovery(document, keyring)


@dataclass(frozen=True)
class DrawnRecovery:
    """Three sheets with every key sealed to them; they count once they are put in the vault."""

    sheets: Sequence[RecoverySheet] = field(repr=False)
    public: bytes
    keys: Mapping[str, bytes]
    authority: bytes


def draw_recovery(document: Document, keyring: Keyring) -> DrawnRecovery:
    """A new secret over three sheets. ``document`` is a copy that is thrown away."""
    secret = primitives.new_key()
    grants.seal_recovery(document, secret, keyring)
    roster = document.roster
    sheets = split_secret(secret, roster.vault_id, roster.recovery_series + 1)
    secret[:] = bytes(len(secret))
    keys = dict(document.recovery_keys)
    return DrawnRecovery(sheets, roster.recovery_public, keys, document.recovery_authority)


def put_recovery(document: Document, drawn: DrawnRecovery, keyring: Keyring) -> None:
    """From now on these sheets open; the sheets before them no longer fit."""
    document.roster.recovery_public = drawn.public
    document.roster.recovery_series += 1
    document.recovery_keys = dict(drawn.keys)
    document.recovery_authority = drawn.authority
    grants.pass_on_recovery(document, keyring)


def renew_recovery(document: Document, keyring: Keyring) -> list[RecoverySheet]:
    """Draw and put at once: for a new vault."""
    drawn = draw_recovery(document, keyring)
    put_recovery(document, drawn, keyring)
    return list(drawn.sheets)


def insert_user(
    document: Document, user: NewUser, prepared: Prepared, keyring: Keyring, *, beheerder: bool
) -> None:
    if user.medewerker_id in document.roster.users:
        raise UserError(_KNOWN)
    document.roster.users[user.medewerker_id] = RosterUser(
        _free_name(document.roster, user),
        prepared.seal_public,
        prepared.sign_public,
        checked(document.roster, user.compartments),
        beheerder,
        None if user.labels is None else checked_labels(user.labels),
    )
    document.slots[user.medewerker_id] = prepared.slot
    grants.pass_on(document, user.medewerker_id, keyring)


def reset_user(document: Document, user: NewUser, prepared: Prepared, keyring: Keyring) -> None:
    known = find_known(document, user.medewerker_id)
    _keep_author(document, user.medewerker_id)
    if known.is_beheerder:
        add_due(document.roster, {AUTHORITY})
    document.roster.users[user.medewerker_id] = replace(
        known,
        name_hash=_free_name(document.roster, user),
        seal_public=prepared.seal_public,
        sign_public=prepared.sign_public,
        labels=known.labels if user.labels is None else checked_labels(user.labels),
    )
    document.slots[user.medewerker_id] = prepared.slot
    grants.pass_on(document, user.medewerker_id, keyring)


def change_user(
    document: Document,
    medewerker_id: UUID,
    compartments: Iterable[str],
    beheerder: bool | None,
    keyring: Keyring,
    labels: Labels | None = None,
) -> None:
    known = find_known(document, medewerker_id)
    user = replace(
        known,
        compartments=checked(document.roster, compartments),
        is_beheerder=known.is_beheerder if beheerder is None else beheerder,
        labels=known.labels if labels is None else checked_labels(labels),
    )
    document.roster.users[medewerker_id] = user
    slot, entitled = document.slots[medewerker_id], document.roster.entitled(medewerker_id)
    gone = {AUTHORITY} if known.is_beheerder else set[str]()
    add_due(document.roster, (gone | set(slot.grants)) - entitled)
    slot.grants = {name: key for name, key in slot.grants.items() if name in entitled}
    grants.pass_on(document, medewerker_id, keyring)


def remove_user(document: Document, medewerker_id: UUID) -> None:
    known = find_known(document, medewerker_id)
    _keep_author(document, medewerker_id)
    add_due(document.roster, document.slots[medewerker_id].grants)
    if known.is_beheerder:
        add_due(document.roster, {AUTHORITY})
    del document.roster.users[medewerker_id], document.slots[medewerker_id]


def _keep_author(document: Document, medewerker_id: UUID) -> None:
    """Other keys are coming, or none: what he signed until now stays his."""
    keys = grants.authors_of(document, medewerker_id)
    grants.keep_authors(document.roster, medewerker_id, keys)


def add_due(roster: Roster, names: Iterable[str]) -> None:
    """Somebody who had these keys may no longer have them: new ones must come."""
    roster.due |= {split_name(name)[0] for name in names} & {AUTHORITY, *roster.compartments}


def describe(document: Document, medewerker_id: UUID) -> VaultUser:
    user = find_known(document, medewerker_id)
    wanted = grants.missing(document, medewerker_id)
    return VaultUser(
        medewerker_id,
        user.compartments & document.slots[medewerker_id].grants.keys(),
        user.compartments & {split_name(name)[0] for name in wanted},
        user.is_beheerder,
        user.labels,
    )


def find_known(document: Document, medewerker_id: UUID) -> RosterUser:
    try:
        return document.roster.users[medewerker_id]
    except KeyError:
        raise UserError(_UNKNOWN) from None


def find_orphans(document: Document) -> frozenset[str]:
    held = {name for slot in document.slots.values() for name in slot.grants}
    return frozenset(split_name(name)[0] for name in set(document.roster.commitments) - held)


def check_beheerder_left(document: Document) -> None:
    """Somebody must be able to sign: wanted beheerders do not count, they hold no key yet."""
    for user_id, user in document.roster.users.items():
        if user.is_beheerder and AUTHORITY in document.slots[user_id].grants:
            return
    raise UserError(_LAST_BEHEERDER)


def checked(roster: Roster, compartments: Iterable[str]) -> frozenset[str]:
    names = frozenset(str(name) for name in compartments)
    if unknown := names - roster.compartments:
        raise ValueError(f"not in this vault: {sorted(unknown)}")
    return names


def _free_name(roster: Roster, user: NewUser) -> str:
    name_hash = roster.hash_name(user.user_name)
    if roster.find(name_hash) not in (None, user.medewerker_id):
        raise UserError(_NAME_TAKEN, {"gebruikersnaam": _NAME_TAKEN})
    return name_hash
