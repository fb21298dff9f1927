"""Changing the signed table of users: who may, and how it is signed again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from hvh_desktop.crypto import epochs, grants
from hvh_desktop.crypto import users as table
from hvh_desktop.crypto.document import Document
from hvh_desktop.crypto.keyring import AUTHORITY, Keyring
from hvh_desktop.errors import UserError

_NO_BEHEERDER = "Alleen een beheerder kan dit doen. Ontgrendel eerst als beheerder."


@dataclass
class Amended:
    """What the change came to."""

    authority: bytearray
    """The key that signed the table."""
    is_replaced: bool = False
    """It is a new one."""


@contextlib.contextmanager
def amending(document: Document, keyring: Keyring, *, replaces: bool) -> Iterator[Amended]:
    """``replaces``: a signing key that is due is replaced here and now."""
    done = Amended(check_beheerder(document, keyring))
    roster = document.roster
    before, marked = dict(roster.users), epochs.mark(roster)
    yield done
    table.check_beheerder_left(document)
    grants.adopt_renewals(document)
    if replaces and AUTHORITY in roster.due:
        done.authority = epochs.rotate_authority(document, done.authority)
        done.is_replaced = True
    roster.revision += 1
    epochs.leave_trail(roster, before, marked)
    grants.sign_roster(document, done.authority, keyring)


def check_beheerder(document: Document, keyring: Keyring) -> bytearray:
    """The key that signs this table. The keyring moves along with it when it was replaced."""
    grants.verify_roster(document, keyring.authority_public, keyring.revision)
    user = document.roster.users.get(keyring.medewerker_id)
    is_known = keyring.is_recovery or (user is not None and user.is_beheerder)
    grants.follow_authority(document, keyring)
    is_newest = keyring.authority_public == document.roster.authority_public
    if keyring.authority is None or not (is_known and is_newest):
        raise UserError(_NO_BEHEERDER)
    return keyring.authority


def is_beheerder(document: Document, keyring: Keyring) -> bool:
    """Whether this keyring may change the table as it is now."""
    try:
        check_beheerder(document, keyring)
    except UserError:
        return False
    return True
