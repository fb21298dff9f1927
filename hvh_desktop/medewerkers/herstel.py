"""New recovery sheets, and keys passed on with the old ones, for a beheerder who is in.

A beheerder has no key of the dossiers. So both acts ask two sheets, which hold every key; the keys
are in memory only while the act lasts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from hvh_desktop import rights
from hvh_desktop.crypto import DrawnRecovery, Grant, Keyring, Vault
from hvh_desktop.db import Compartment, Database
from hvh_desktop.huis import get_huis
from hvh_desktop.readlog import record_passed_on, record_raadpleging
from hvh_desktop.recovery_report import recovery_pdf
from hvh_desktop.rights import Right


@dataclass(frozen=True)
class NewSheets:
    """Three sheets to print now; they count after ``put_sheets`` and are kept nowhere."""

    pdf: bytes = field(repr=False)
    drawn: DrawnRecovery = field(repr=False)
    doorgegeven: int
    """How many keys were passed on in passing."""


def holds_every_key(keyring: Keyring) -> bool:
    """Then no old sheets are needed to make new ones."""
    return all(keyring.holds(compartment) for compartment in Compartment)


def draw_sheets(
    vault: Vault, keyring: Keyring, database: Database, sheets: Sequence[str] = ()
) -> NewSheets:
    """Three new sheets. The old ones open everything until ``put_sheets``."""
    rights.require(database.actor, Right.renew_herstelbladen)
    with database.reading() as session:
        huis, day = get_huis(session).naam, session.today
    with _every_key(vault, keyring, sheets) as whole:
        passed_on = vault.fulfil(whole)
        drawn = vault.draw_recovery(whole)
    if passed_on:
        _note(database, passed_on, "doorgeven")
    return NewSheets(recovery_pdf(drawn.sheets, huis, day), drawn, len(passed_on))


def put_sheets(vault: Vault, keyring: Keyring, database: Database, made: NewSheets) -> None:
    """They are on paper: from now on these open, and the old ones open nothing."""
    rights.require(database.actor, Right.renew_herstelbladen)
    vault.put_recovery(keyring, made.drawn)
    _note(database, (), "vernieuwen")


def pass_on_with_sheets(vault: Vault, database: Database, sheets: Sequence[str]) -> int:
    """Give every colleague the keys that he waits for; how many keys that were."""
    rights.require(database.actor, Right.renew_herstelbladen)
    whole = vault.recover(sheets)
    try:
        passed_on = vault.fulfil(whole)
    finally:
        whole.wipe()
    _note(database, passed_on, "doorgeven")
    return len(passed_on)


@contextmanager
def _every_key(vault: Vault, keyring: Keyring, sheets: Sequence[str]) -> Iterator[Keyring]:
    if holds_every_key(keyring):
        yield keyring
        return
    whole = vault.recover(sheets)
    try:
        yield whole
    finally:
        whole.wipe()


def _note(database: Database, passed_on: Sequence[Grant], handeling: str) -> None:
    """In the log: what was done, and who got which key."""
    with database.transaction(Compartment.log) as session:
        record_raadpleging(session, "herstelbladen", None, handeling=handeling)
        record_passed_on(session, passed_on)
