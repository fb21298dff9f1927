"""New keys for compartments from now on, and what a table remembers so that two can be merged.

What was sealed before stays sealed with the key of then: nothing is encrypted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from hvh_desktop.crypto import grants, primitives
from hvh_desktop.crypto.document import Document, Roster, RosterUser, signed_part
from hvh_desktop.crypto.keyring import AUTHORITY, RECOVERY_ID, epoch_name, split_name
from hvh_desktop.crypto.succession import make_step

TRAIL = 256
"""So many tables back, it is seen which of two is the newer."""


def rotate(document: Document, compartments: Iterable[str]) -> None:
    """Draw a key for the next epoch of each, seal it to who may have it, and forget it.

    Whoever does this may be a beheerder who may not read the compartment himself.
    """
    roster = document.roster
    for compartment in sorted({str(name) for name in compartments}):
        key = primitives.new_key()
        name = epoch_name(compartment, newest_epoch(roster, compartment) + 1)
        roster.commitments[name] = grants.commitment(roster.vault_id, name, key)
        _seal(document, name, key)
        key[:] = bytes(len(key))
        roster.due -= {compartment}


def rotate_authority(document: Document, authority: bytearray) -> bytearray:
    """Draw a new signing key, named by the one before and sealed to every beheerder and to the
    sheets; the caller signs the table with it."""
    roster = document.roster
    key = primitives.new_key()
    public = primitives.sign_public(key)
    roster.succession = (*roster.succession, make_step(roster.vault_id, authority, public))
    roster.authority_public = public
    for slot in document.slots.values():
        slot.grants.pop(AUTHORITY, None)
    _seal(document, AUTHORITY, key)
    roster.due -= {AUTHORITY}
    return key


def _seal(document: Document, name: str, key: bytearray) -> None:
    """To everybody who may have it, and to the sheets."""
    roster = document.roster
    for user_id, slot in document.slots.items():
        if name in roster.entitled(user_id):
            seal, _ = grants.public_keys(document, user_id)
            info = grants.seal_info(roster.vault_id, user_id, name)
            slot.grants[name] = primitives.seal_to(seal, key, info)
    info = grants.seal_info(roster.vault_id, RECOVERY_ID, name)
    document.recovery_keys[name] = primitives.seal_to(roster.recovery_public, key, info)


def newest_epoch(roster: Roster, compartment: str) -> int:
    """ValueError for what is no compartment of this vault."""
    return max(n for name, n in map(split_name, roster.commitments) if name == compartment)


def mark(roster: Roster) -> str:
    """The table as it is now, in one word: its revision and its hash."""
    return f"{roster.revision}.{primitives.sha256(signed_part(roster))[:16].hex()}"


def revision_of(marked: str) -> int:
    return int(marked.partition(".")[0])


def leave_trail(roster: Roster, before: Mapping[UUID, RosterUser], marked: str) -> None:
    """Note what the table was, and whom this revision changed."""
    roster.trail = (*roster.trail, marked)[-TRAIL:]
    for user_id in before.keys() | roster.users.keys():
        if before.get(user_id) != roster.users.get(user_id):
            roster.changed[user_id] = roster.revision
            keep_held(roster, user_id, before.get(user_id))


def keep_held(roster: Roster, user_id: UUID, before: RosterUser | None) -> None:
    """The words that this user had and has no longer stay known."""
    now = roster.users.get(user_id)
    words = frozenset((before.labels if before else None) or ())
    gone = words - frozenset((now.labels if now else None) or ())
    if gone:
        roster.held[user_id] = roster.held.get(user_id, frozenset()) | gone
