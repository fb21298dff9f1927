"""The roles as the signed table of the vault holds them: each with its last day, or for always.

Everybody who holds the key of the register could write there past the program. So a role counts
only while register and vault both name it, and the earliest end counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from hvh_desktop.crypto import Keyring, Labels, Vault, VaultUser
from hvh_desktop.db import AMSTERDAM, Change, Compartment, Session
from hvh_desktop.rights import Rol, compartments_of

FIELDS = ("rollen", "tijdelijke_rollen", "tijdelijke_rollen_tot_datum", "actief_tot_datum")
"""What the register says about roles and how long they last."""
_POWER = "beheer"
"""Stands among the names of compartments for the right to change the vault."""


def labels_of(values: Mapping[str, Any], day: date) -> Labels:
    """What the register gives from this day on. No role outlives the last working day."""
    last, lent = values.get("actief_tot_datum"), values.get("tijdelijke_rollen_tot_datum")
    ends: dict[str, date | None] = {}
    if lent is not None:
        ends |= dict.fromkeys(_words(values.get("tijdelijke_rollen")), _earliest(lent, last))
    ends |= dict.fromkeys(_words(values.get("rollen")), last)
    return _from(ends, day)


def narrowed(labels: Labels | None, asked: Labels, day: date) -> Labels:
    """What the register asks, as far as the vault gives it; an older vault says nothing yet."""
    if labels is None:
        return asked
    ends = {w: _earliest(_day(labels[w]), _day(end)) for w, end in asked.items() if w in labels}
    return _from(ends, day)


def rollen_in(labels: Labels) -> frozenset[Rol]:
    """The roles, whatever their last day is."""
    return frozenset(Rol(word) for word in labels)


def first_end(labels: Labels) -> date | None:
    """The last day on which all of these roles count; None when that is for always."""
    return _earliest(*map(_day, labels.values()))


def day_of(session: Session) -> date:
    """The later of the laptop's day and the day of the newest thing that the files hold.

    So a clock that is set back revives no role that ended.
    """
    return max(session.today, newest_moment(session).astimezone(AMSTERDAM).date())


def newest_moment(session: Session) -> datetime:
    """When something was kept last on this laptop in the files that are open; this moment when
    nothing was. A colleague whose clock is ahead ends nobody's roles."""
    moments = [
        session.scalar(
            select(func.max(Change.at)).where(Change.device == session.device),
            bind_arguments={"bind": session.engine_of(compartment)},
        )
        for compartment in Compartment
        if session.holds(compartment)
    ]
    return max((moment for moment in moments if moment is not None), default=session.now)


def opens_of(labels: Labels) -> frozenset[str]:
    """What these roles open; the beheerder's own power is one of them."""
    rollen = rollen_in(labels)
    power = {_POWER} if Rol.beheerder in rollen else frozenset[str]()
    return frozenset(str(c) for c in compartments_of(rollen)) | power


def held_by(user: VaultUser) -> frozenset[str]:
    """What the signed table of the vault gives, passed on already or still waited for."""
    return user.granted | user.wanted | ({_POWER} if user.is_beheerder else frozenset())


def within(user: VaultUser, asked: Labels, day: date) -> Labels:
    """The roles as far as the signed table goes, in name, last day and keys."""
    held = held_by(user)
    given = narrowed(user.labels, asked, day)
    return {word: end for word, end in given.items() if opens_of({word: end}) <= held}


def add_to_vault(
    vault: Vault,
    keyring: Keyring,
    medewerker_id: UUID,
    name: str,
    password: str,
    labels: Labels,
    *,
    must_change: bool = True,
) -> None:
    """Somebody who has no password yet."""
    vault.add_user(
        keyring,
        medewerker_id,
        name,
        password,
        opens_of(labels) - {_POWER},
        beheerder=_POWER in opens_of(labels),
        must_change=must_change,
        labels=labels,
    )


def settle(
    vault: Vault, keyring: Keyring, user: VaultUser | None, labels: Labels, *, is_actief: bool
) -> bool:
    """Give the vault exactly these roles with their keys; True when that was a change."""
    if user is None:
        return False
    who, opens = user.medewerker_id, opens_of(labels)
    if not is_actief:
        vault.remove_user(keyring, who)
        return True
    if (held_by(user), user.labels) == (opens, labels):
        return False
    vault.change_compartments(keyring, who, opens - {_POWER}, _POWER in opens, labels)
    return True


def _words(rollen: Iterable[str] | None) -> list[str]:
    return sorted(str(rol) for rol in rollen or ())


def _day(end: str | None) -> date | None:
    return None if end is None else date.fromisoformat(end)


def _earliest(*ends: date | None) -> date | None:
    return min((end for end in ends if end is not None), default=None)


def _from(ends: Mapping[str, date | None], day: date) -> Labels:
    """Without what is over."""
    return {
        word: None if end is None else end.isoformat()
        for word, end in ends.items()
        if end is None or end >= day
    }
