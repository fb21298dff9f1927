"""Who may hold which key: the signed table of users, and passing keys on by it.

Three things are checked before a key is used or passed on. The table is signed by the key that
the owner's own box names (so nobody adds a user or swaps a public key). A user's newer public
key is signed by the one in the table. A compartment key has the fingerprint in the table (so
nobody slips in a key that he knows himself).
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from hvh_desktop.crypto import primitives, succession
from hvh_desktop.crypto.document import FORMAT, Document, Renewal, Roster, Slot, signed_part
from hvh_desktop.crypto.keyring import AUTHORITY, RECOVERY_ID, Grant, Keyring
from hvh_desktop.crypto.slots import PrivateKeys, proof_message
from hvh_desktop.errors import EnvironmentProblem

TAMPERED = (
    "Het kluisbestand is buiten het programma om veranderd. Er is niets geopend en niets "
    "doorgegeven. Waarschuw de beheerder en zet ‘kluis.json’ terug uit de laatste reservekopie."
)


def tampered() -> EnvironmentProblem:
    return EnvironmentProblem(TAMPERED)


def sign_roster(document: Document, authority: bytearray, keyring: Keyring | None = None) -> None:
    """``keyring``: of the beheerder who does it, for his own signature beside it."""
    document.signature = primitives.sign(authority, signed_part(document.roster))
    document.signer = None
    if keyring is not None and keyring.can_sign:
        document.signer = keyring.medewerker_id, keyring.sign(signer_message(document.roster))


def signer_message(roster: Roster) -> bytes:
    digest = primitives.sha256(signed_part(roster)).hex()
    return primitives.canonical(["hvh-kluis", FORMAT, "ondertekenaar", roster.vault_id, digest])


def verify_roster(document: Document, authority_public: bytes, revision: int) -> None:
    """The table is signed by the right key and not older than what we know, or by a key that came
    after it: then it is newer whatever its revision."""
    roster = document.roster
    if authority_public not in verify_line(roster):
        raise tampered()
    if authority_public == roster.authority_public and roster.revision < revision:
        raise tampered()
    if not primitives.is_signed(roster.authority_public, signed_part(roster), document.signature):
        raise tampered()


def verify_line(roster: Roster) -> succession.Line:
    """Every signing key of this vault, each named by the one before it."""
    try:
        line = succession.walk(roster.vault_id, roster.line[:1], roster.succession)
    except ValueError:
        raise tampered() from None
    if line[-1] != roster.authority_public:
        raise tampered()
    return line


def commitment(vault_id: str, compartment: str, key: bytearray) -> str:
    return primitives.fingerprint("hvh-kluis", FORMAT, vault_id, compartment, key.hex())


def seal_info(vault_id: str, owner: UUID, compartment: str) -> bytes:
    return primitives.canonical(["hvh-kluis", FORMAT, "sleutel", vault_id, str(owner), compartment])


def _is_genuine(roster: Roster, name: str, key: bytearray) -> bool:
    if name == AUTHORITY:
        return len(key) == 32 and primitives.sign_public(key) == roster.authority_public
    return roster.commitments.get(name) == commitment(roster.vault_id, name, key)


# Public keys


def renewal_message(roster: Roster, user_id: UUID, seal: bytes, sign: bytes) -> bytes:
    before = roster.users[user_id].seal_public
    parts = [before.hex(), seal.hex(), sign.hex()]
    return primitives.canonical(
        ["hvh-kluis", FORMAT, "vernieuwing", roster.vault_id, str(user_id), *parts]
    )


def renew_keys(document: Document, user_id: UUID, old: PrivateKeys, new: PrivateKeys) -> Renewal:
    """The owner replaces keys that the beheerder made for him by keys that only he knows."""
    seal, sign = new.publics()
    message = renewal_message(document.roster, user_id, seal, sign)
    return Renewal(seal, sign, primitives.sign(old.sign, message))


def public_keys(document: Document, user_id: UUID) -> tuple[bytes, bytes]:
    """The keys to seal to and to check with, after following the owner's own renewal."""
    user = document.roster.users[user_id]
    renewal = document.slots[user_id].renewal
    if renewal is None:
        return user.seal_public, user.sign_public
    if not is_renewal(document.roster, user_id, renewal):
        raise tampered()
    return renewal.seal_public, renewal.sign_public


def is_renewal(roster: Roster, user_id: UUID, renewal: Renewal) -> bool:
    """Whether the owner of the keys in the table signed it."""
    message = renewal_message(roster, user_id, renewal.seal_public, renewal.sign_public)
    return primitives.is_signed(roster.users[user_id].sign_public, message, renewal.signature)


def adopt_renewals(document: Document) -> None:
    """Take the owners' newer public keys into the table, just before it is signed again."""
    for user_id, slot in document.slots.items():
        if slot.renewal is not None:
            keep_authors(document.roster, user_id, _other_authors(document, user_id))
            seal, sign = public_keys(document, user_id)
            user = document.roster.users[user_id]
            document.roster.users[user_id] = replace(user, seal_public=seal, sign_public=sign)
            slot.renewal, slot.others = None, ()


def fits(roster: Roster, user_id: UUID, slot: Slot) -> bool:
    """Whether the owner himself made this slot: with the keys in the table, or with newer ones
    that those signed. A slot from before versions were there cannot show it."""
    sign = roster.users[user_id].sign_public
    if slot.renewal is not None:
        if not is_renewal(roster, user_id, slot.renewal):
            return False
        sign = slot.renewal.sign_public
    if slot.version == 0:
        return not slot.proof
    message = proof_message(roster.vault_id, user_id, slot)
    return primitives.is_signed(sign, message, slot.proof)


# Authors


def authors_of(document: Document, user_id: UUID) -> frozenset[bytes]:
    """The public keys with which a user of now signs and has signed."""
    renewal, sign = document.slots[user_id].renewal, document.roster.users[user_id].sign_public
    if renewal is not None and is_renewal(document.roster, user_id, renewal):
        sign = renewal.sign_public
    before = document.roster.authors.get(user_id, frozenset())
    return before | {sign} | _other_authors(document, user_id)


def _other_authors(document: Document, user_id: UUID) -> frozenset[bytes]:
    others = document.slots[user_id].others
    return frozenset(o.sign_public for o in others if is_renewal(document.roster, user_id, o))


def keep_authors(roster: Roster, user_id: UUID, keys: frozenset[bytes]) -> None:
    """What they signed stays theirs, also after they left or got other keys."""
    if keys:
        roster.authors[user_id] = roster.authors.get(user_id, frozenset()) | keys


# Keys


def missing(document: Document, user_id: UUID) -> frozenset[str]:
    """What the table gives this user and nobody has passed on yet."""
    return document.roster.entitled(user_id) - set(document.slots[user_id].grants)


def pass_on(document: Document, user_id: UUID, keyring: Keyring) -> list[Grant]:
    """Seal the wanted keys that this keyring holds. The table must be verified before."""
    held = _held(document.roster, keyring)
    wanted = sorted(missing(document, user_id) & set(held))
    if not wanted:
        return []
    roster, slot = document.roster, document.slots[user_id]
    seal, _ = public_keys(document, user_id)
    for name in wanted:
        info = seal_info(roster.vault_id, user_id, name)
        slot.grants[name] = primitives.seal_to(seal, held[name], info)
    return [Grant(user_id, name) for name in wanted]


def _held(roster: Roster, keyring: Keyring) -> dict[str, bytearray]:
    """Without a signing key that was replaced."""
    held = dict(keyring.secrets())
    if keyring.authority_public != roster.authority_public:
        held.pop(AUTHORITY, None)
    return held


def pass_on_recovery(document: Document, keyring: Keyring) -> None:
    """The sheets get what they lack: two beheerders made sheets and keys apart."""
    roster, held = document.roster, _held(document.roster, keyring)
    names = set(roster.commitments) | ({AUTHORITY} if roster.succession else set())
    for name in sorted((names - set(document.recovery_keys)) & set(held)):
        info = seal_info(roster.vault_id, RECOVERY_ID, name)
        sealed = primitives.seal_to(roster.recovery_public, held[name], info)
        document.recovery_keys[name] = sealed


def open_newer(document: Document, keyring: Keyring) -> dict[str, bytearray]:
    """The keys that were passed on since this keyring was made. The table must be verified."""
    user_id, private = keyring.medewerker_id, keyring.private
    if private is None or private.publics() != public_keys(document, user_id):
        raise tampered()
    granted = document.slots[user_id].grants
    names = (document.roster.entitled(user_id) & set(granted)) - {AUTHORITY, *keyring.keys}
    return {
        name: _open(document.roster, user_id, name, private.seal, granted[name]) for name in names
    }


def follow_authority(document: Document, keyring: Keyring) -> None:
    """Move a keyring in use along with the signing key, unless its owner is beheerder no longer.
    The table must be verified."""
    roster = document.roster
    user = roster.users.get(keyring.medewerker_id)
    if keyring.is_beheerder and (user is None or not user.is_beheerder):
        return
    if keyring.authority_public != roster.authority_public:
        authority = find_authority(document, keyring)
        keyring.succeed(authority, roster.authority_public, roster.revision)


def find_authority(document: Document, keyring: Keyring) -> bytearray | None:
    """The key that signs this table, for the keyring of who is and was beheerder."""
    roster, private = document.roster, keyring.private
    if keyring.authority_public == roster.authority_public:
        return keyring.authority
    user = roster.users.get(keyring.medewerker_id)
    if private is None or user is None or not (user.is_beheerder and keyring.is_beheerder):
        return None
    sealed = document.slots[keyring.medewerker_id].grants.get(AUTHORITY)
    if sealed is None or private.publics() != public_keys(document, keyring.medewerker_id):
        return None
    return _open(roster, keyring.medewerker_id, AUTHORITY, private.seal, sealed)


def open_grants(document: Document, user_id: UUID, private: PrivateKeys) -> Keyring:
    """Verify everything and open what the table gives this user."""
    roster = document.roster
    verify_roster(document, private.authority_public, private.revision)
    if private.publics() != public_keys(document, user_id):
        raise tampered()
    granted = document.slots[user_id].grants
    names = roster.entitled(user_id) & set(granted)
    keys = {name: _open(roster, user_id, name, private.seal, granted[name]) for name in names}
    authority = keys.pop(AUTHORITY, None)
    return Keyring(
        user_id,
        keys,
        roster.authority_public,
        roster.revision,
        authority,
        must_change_password=not private.is_own,
        labels=roster.users[user_id].labels,
        private=private.copy(),
    )


def _open(roster: Roster, owner: UUID, name: str, private: bytearray, sealed: bytes) -> bytearray:
    key = primitives.open_sealed(private, sealed, seal_info(roster.vault_id, owner, name))
    if key is None or not _is_genuine(roster, name, key):
        raise tampered()
    return key


# Recovery


def _recovery_parts(secret: bytearray) -> tuple[bytearray, bytearray]:
    """The private half of the recovery key, and a key that proves the signing key is ours."""
    return primitives.expand(secret, b"hvh-kluis herstel"), primitives.expand(
        secret, b"hvh-kluis sleutelbeheer"
    )


def recovery_aad(roster: Roster) -> bytes:
    return primitives.canonical(["hvh-kluis", FORMAT, "herstel", roster.vault_id])


def recovery_public(secret: bytearray) -> bytes:
    return primitives.seal_public(_recovery_parts(secret)[0])


def seal_recovery(document: Document, secret: bytearray, keyring: Keyring) -> None:
    """Seal every key to a new recovery secret; the caller signs the table afterwards."""
    roster = document.roster
    if keyring.authority is None or set(keyring.keys) != set(roster.commitments):
        raise ValueError("a recovery secret needs every key")
    private, box_key = _recovery_parts(secret)
    roster.recovery_public = primitives.seal_public(private)
    document.recovery_keys = {
        name: primitives.seal_to(
            roster.recovery_public, key, seal_info(roster.vault_id, RECOVERY_ID, name)
        )
        for name, key in keyring.keys.items()
    }
    document.recovery_authority = primitives.close_box(
        box_key, keyring.authority, recovery_aad(roster)
    )


def open_recovery(document: Document, secret: bytearray) -> Keyring:
    """All keys. The box proves the signing key of when the sheets were drawn; its successors and
    the whole table are proven by that. Nobody can administer with the sheets while the newest
    signing key is not sealed to them yet."""
    roster = document.roster
    private, box_key = _recovery_parts(secret)
    first = primitives.open_box(box_key, document.recovery_authority, recovery_aad(roster))
    if first is None or len(first) != primitives.KEY_SIZE:
        raise tampered()
    verify_roster(document, primitives.sign_public(first), 0)
    lacking = set(roster.commitments) - set(document.recovery_keys)
    unknown = set(document.recovery_keys) - {AUTHORITY, *roster.commitments}
    if unknown or lacking & roster.compartments:
        raise tampered()
    keys = {
        name: _open(roster, RECOVERY_ID, name, private, sealed)
        for name, sealed in document.recovery_keys.items()
    }
    authority = keys.pop(AUTHORITY, None)
    if authority is None and _is_genuine(roster, AUTHORITY, first):
        authority = first
    if authority is not first:
        first[:] = bytes(len(first))
    return Keyring(RECOVERY_ID, keys, roster.authority_public, roster.revision, authority)
