"""One user's slot: his private keys in a box that only his password opens."""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass, field, replace
from uuid import UUID

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.document import FORMAT, Document, Slot
from hvh_desktop.crypto.passwords import KdfCost

_LAYOUT = struct.Struct(">32s32s32s?Q")


@dataclass
class PrivateKeys:
    """What the box holds. ``authority_public`` is how the owner knows the real user table."""

    seal: bytearray = field(repr=False)
    sign: bytearray = field(repr=False)
    authority_public: bytes
    revision: int
    is_own: bool

    @classmethod
    def new(cls, authority_public: bytes, revision: int, *, is_own: bool) -> PrivateKeys:
        """``is_own``: the owner chose the password himself, nobody else ever knew it."""
        return cls(primitives.new_key(), primitives.new_key(), authority_public, revision, is_own)

    def publics(self) -> tuple[bytes, bytes]:
        return primitives.seal_public(self.seal), primitives.sign_public(self.sign)

    def copy(self) -> PrivateKeys:
        """For who keeps them after the others are wiped."""
        return replace(self, seal=bytearray(self.seal), sign=bytearray(self.sign))

    def wipe(self) -> None:
        for key in (self.seal, self.sign):
            key[:] = bytes(len(key))


def slot_aad(vault_id: str, user_id: UUID, salt: bytes, cost: KdfCost) -> bytes:
    """The box belongs to this vault, this user and this way of deriving the key."""
    return primitives.canonical(
        ["hvh-kluis", FORMAT, "slot", vault_id, str(user_id), salt.hex(), *vars(cost).values()]
    )


def proof_message(vault_id: str, user_id: UUID, slot: Slot) -> bytes:
    """What the owner signs about his slot, so that everybody sees which is his newest."""
    digest = primitives.sha256(slot.box).hex()
    parts = [vault_id, str(user_id), slot.version, slot.salt.hex(), *vars(slot.cost).values()]
    return primitives.canonical(["hvh-kluis", FORMAT, "slotbewijs", *parts, digest])


def close_slot(
    vault_id: str,
    user_id: UUID,
    password: str,
    cost: KdfCost,
    private: PrivateKeys,
    version: int = 1,
) -> Slot:
    """``version`` goes up with every new password of this user."""
    salt = secrets.token_bytes(16)
    plaintext = bytearray(_LAYOUT.size)
    _LAYOUT.pack_into(
        plaintext,
        0,
        private.seal,
        private.sign,
        private.authority_public,
        private.is_own,
        private.revision,
    )
    key = primitives.derive_key(password, salt, cost)
    box = primitives.close_box(key, plaintext, slot_aad(vault_id, user_id, salt, cost))
    _zero(key, plaintext)
    slot = Slot(salt, cost, box, version=version)
    slot.proof = primitives.sign(private.sign, proof_message(vault_id, user_id, slot))
    return slot


def open_slot(document: Document, name_hash: str, password: str) -> tuple[UUID, PrivateKeys] | None:
    """None for a wrong name and for a wrong password, after the same work."""
    roster = document.roster
    user_id = roster.find(name_hash)
    if user_id is None:
        _zero(primitives.derive_key(password, roster.name_salt[:16], roster.cost))
        return None
    slot = document.slots[user_id]
    key = primitives.derive_key(password, slot.salt, slot.cost)
    plaintext = primitives.open_box(
        key, slot.box, slot_aad(roster.vault_id, user_id, slot.salt, slot.cost)
    )
    _zero(key)
    if plaintext is None or len(plaintext) != _LAYOUT.size:
        return None
    seal, sign, authority_public, is_own, revision = _LAYOUT.unpack(plaintext)
    _zero(plaintext)
    return user_id, PrivateKeys(
        bytearray(seal), bytearray(sign), authority_public, revision, is_own
    )


def _zero(*keys: bytearray) -> None:
    for key in keys:
        key[:] = bytes(len(key))
