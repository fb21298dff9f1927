"""Accounts: a colleague in the register together with what his password opens in the vault.

The register goes first, the vault second. What was broken off between the two is put right (or
told) when a beheerder unlocks the next time, and until then the smaller set counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.crypto import Keyring, Vault, VaultUser, check_password
from hvh_desktop.crypto.passwords import check_user_name
from hvh_desktop.db import Compartment, Database, Session, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import (
    MedewerkerRow,
    change_medewerker,
    find_problems,
    get_medewerker,
    list_medewerkers,
    record_medewerker,
)
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.rights import Right, Rol, compartments_of

_LAST_BEHEERDER = "Dit is de laatste beheerder. Maak eerst een collega beheerder."
_NOBODY = "Niemand heeft deze sleutel nog. Gebruik twee herstelbladen bij ‘Wachtwoord vergeten’."


@dataclass(frozen=True)
class Entry:
    """The vault and the files of the person at the keyboard, for what concerns accounts.

    Every method that makes a password takes about a second: run it as a job.
    """

    vault: Vault
    keyring: Keyring
    database: Database
    folder: Path

    def record_account(
        self, values: Mapping[str, Any], password: str, *, must_change: bool = True
    ) -> UUID:
        """A new colleague with a first password."""
        return record_account(
            self.vault, self.keyring, self.database, values, password, must_change=must_change
        )

    def change_account(self, medewerker_id: UUID, values: Mapping[str, Any]) -> None:
        """Other facts, roles or days; the keys follow."""
        change_account(self.vault, self.keyring, self.database, medewerker_id, values)

    def reset_password(self, medewerker_id: UUID, gebruikersnaam: str, password: str) -> None:
        """A forgotten password, another user name, or an account that was broken off."""
        reset_password(
            self.vault, self.keyring, self.database, medewerker_id, gebruikersnaam, password
        )

    def complete_account(self, medewerker_id: UUID, last_day: date) -> None:
        """The last working day of a colleague."""
        complete_account(self.vault, self.keyring, self.database, medewerker_id, last_day)

    def own_user_name(self) -> str:
        """The user name of the person at the keyboard."""
        with self.database.reading() as session:
            return get_medewerker(session, self.keyring.medewerker_id).gebruikersnaam

    def change_own_password(self, old: str, new: str) -> None:
        """The keys stay as they are; only what opens them changes."""
        gebruikersnaam = self.own_user_name()
        self.vault.change_password(gebruikersnaam, old, new).wipe()
        self.keyring.must_change_password = False

    def list_waiting(self) -> Mapping[UUID, str]:
        """Per colleague whose account is not whole yet: why, in one sentence."""
        with self.database.reading() as session:
            rows = list_medewerkers(session)
        users = {user.medewerker_id: user for user in self.vault.users()}
        held = frozenset[str]().union(*(user.granted for user in users.values()))
        found = {row.id: _waiting(users.get(row.id), held) for row in rows}
        return {medewerker_id: text for medewerker_id, text in found.items() if text}


def record_account(
    vault: Vault,
    keyring: Keyring,
    database: Database,
    values: Mapping[str, Any],
    password: str,
    *,
    must_change: bool = True,
) -> UUID:
    """Register first, then the vault; all that can be refused is refused before, at once."""
    rights.require(database.actor, Right.change_medewerkers)
    name = str(values.get("gebruikersnaam") or "")
    with database.reading() as session:
        problems = find_problems(session, values)
    _check({**_login_problems(vault, keyring, None, name, password), **problems})
    action = new_id()
    with database.transaction(Compartment.register, action=action) as session:
        medewerker_id = record_medewerker(session, values)
    rollen = _rollen(values)
    vault.add_user(
        keyring,
        medewerker_id,
        name,
        password,
        compartments_of(rollen),
        beheerder=Rol.beheerder in rollen,
        must_change=must_change,
    )
    _note(database, action, medewerker_id, "account maken")
    return medewerker_id


def change_account(
    vault: Vault,
    keyring: Keyring,
    database: Database,
    medewerker_id: UUID,
    values: Mapping[str, Any],
) -> None:
    """The user name stays: another name needs another password (``reset_password``)."""
    rights.require(database.actor, Right.change_medewerkers)
    wanted = {name: value for name, value in values.items() if name != "gebruikersnaam"}
    with database.reading() as session:
        before = get_medewerker(session, medewerker_id)
    after = {**before.values, **wanted}
    if not _stays(after) or Rol.beheerder not in _rollen(after):
        _check_beheerder_left(vault, keyring, medewerker_id)
    action = new_id()
    with database.transaction(Compartment.register, action=action) as session:
        change_medewerker(session, medewerker_id, wanted)
        row = get_medewerker(session, medewerker_id).row
    users = {user.medewerker_id: user for user in vault.users(keyring)}
    if _settle(vault, keyring, row, users.get(medewerker_id)):
        _note(database, action, medewerker_id, "account wijzigen")


def reset_password(
    vault: Vault,
    keyring: Keyring,
    database: Database,
    medewerker_id: UUID,
    gebruikersnaam: str,
    password: str,
) -> None:
    """A new password that he changes at his first unlock."""
    rights.require(database.actor, Right.change_medewerkers)
    _check(_login_problems(vault, keyring, medewerker_id, gebruikersnaam, password))
    action = new_id()
    with database.transaction(Compartment.register, action=action) as session:
        change_medewerker(session, medewerker_id, {"gebruikersnaam": gebruikersnaam})
        row = get_medewerker(session, medewerker_id).row
    if not row.is_actief:
        raise UserError("Dit account is afgesloten. Haal eerst de laatste werkdag weg.")
    if medewerker_id in {user.medewerker_id for user in vault.users(keyring)}:
        vault.reset_user(keyring, medewerker_id, gebruikersnaam, password)
    else:
        vault.add_user(
            keyring,
            medewerker_id,
            gebruikersnaam,
            password,
            compartments_of(row.rollen),
            beheerder=Rol.beheerder in row.rollen,
        )
    _note(database, action, medewerker_id, "nieuw wachtwoord")


def complete_account(
    vault: Vault, keyring: Keyring, database: Database, medewerker_id: UUID, last_day: date
) -> None:
    """After this day the account opens nothing."""
    change_account(vault, keyring, database, medewerker_id, {"actief_tot_datum": last_day})


def finish_accounts(vault: Vault, keyring: Keyring, database: Database) -> tuple[str, ...]:
    """Put right what was broken off between register and vault; sentences for what cannot be."""
    with database.reading() as session:
        rows = list_medewerkers(session, only_active=False)
        names = {row.id: get_medewerker(session, row.id).gebruikersnaam for row in rows}
    users = {user.medewerker_id: user for user in vault.users(keyring)}
    unfinished = []
    for row in rows:
        _settle(vault, keyring, row, users.get(row.id))
        is_known = row.id in users and vault.find_user(keyring, names[row.id]) == row.id
        if row.is_actief and not is_known:
            unfinished.append(row.naam)
    if not unfinished:
        return ()
    if len(unfinished) == 1:
        told = f"Het account van {unfinished[0]} is niet afgemaakt."
    else:
        told = f"{len(unfinished)} accounts zijn niet afgemaakt."
    return (f"{told} Geef een nieuw wachtwoord bij Medewerkers.",)


def _settle(vault: Vault, keyring: Keyring, row: MedewerkerRow, user: VaultUser | None) -> bool:
    """Give the vault what the register says; True when that was a change."""
    if user is None:
        return False
    if not row.is_actief:
        vault.remove_user(keyring, row.id)
        return True
    wanted = frozenset(str(c) for c in compartments_of(row.rollen))
    is_beheerder = Rol.beheerder in row.rollen
    if user.granted | user.wanted == wanted and user.is_beheerder == is_beheerder:
        return False
    vault.change_compartments(keyring, row.id, wanted, beheerder=is_beheerder)
    return True


def _waiting(user: VaultUser | None, held: frozenset[str]) -> str:
    if user is None:
        return "Heeft nog geen wachtwoord: geef er een op de pagina van deze collega."
    if user.wanted - held:
        return _NOBODY
    if Compartment.team in user.wanted:
        return "Wacht op sleutel: een collega met toegang tot het team moet één keer inloggen."
    if user.wanted:
        rooms = " en ".join(sorted(user.wanted))
        return f"Wacht op sleutel: een collega met toegang tot {rooms} moet één keer inloggen."
    return ""


def _check(problems: Mapping[str, str]) -> None:
    if problems:
        text = next(iter(problems.values())) if len(problems) == 1 else summary(problems.values())
        raise UserError(text, dict(problems))


def _login_problems(
    vault: Vault, keyring: Keyring, medewerker_id: UUID | None, name: str, password: str
) -> dict[str, str]:
    """What is wrong with the user name and with the password, each in one sentence."""
    found: dict[str, str] = {}
    if not name.strip():
        found["gebruikersnaam"] = "Vul ‘Gebruikersnaam’ in."
    if not password:
        found["nieuw_wachtwoord"] = "Vul ‘Eerste wachtwoord’ in."
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("gebruikersnaam", lambda: _check_name(vault, keyring, medewerker_id, name)),
        ("nieuw_wachtwoord", lambda: check_password(name, password)),
    )
    for field, check in checks:
        try:
            if field not in found:
                check()
        except UserError as error:
            found |= error.fields
    return found


def _check_name(
    vault: Vault, keyring: Keyring, medewerker_id: UUID | None, gebruikersnaam: str
) -> None:
    check_user_name(gebruikersnaam)
    if vault.find_user(keyring, gebruikersnaam) not in (None, medewerker_id):
        sentence = "Deze gebruikersnaam is al in gebruik. Kies een andere."
        raise UserError(sentence, {"gebruikersnaam": sentence})


def _check_beheerder_left(vault: Vault, keyring: Keyring, medewerker_id: UUID) -> None:
    users = vault.users(keyring)
    was_beheerder = any(u.is_beheerder and u.medewerker_id == medewerker_id for u in users)
    others = any(u.is_beheerder and u.medewerker_id != medewerker_id for u in users)
    if was_beheerder and not others:
        raise UserError(_LAST_BEHEERDER, {"rollen": _LAST_BEHEERDER})


def _stays(values: Mapping[str, Any]) -> bool:
    """Whoever has a last working day will be gone some day, so he does not count."""
    return values.get("actief_tot_datum") is None


def _rollen(values: Mapping[str, Any]) -> frozenset[Rol]:
    return frozenset(Rol(rol) for rol in values.get("rollen") or ())


def _note(database: Database, action: UUID, medewerker_id: UUID, what: str) -> None:
    """The same action in the log: it tells that the vault followed."""

    def note(session: Session) -> None:
        record_raadpleging(
            session, "account", None, handeling=what, reden=f"medewerker {medewerker_id}"
        )

    if Compartment.log in database.compartments:
        with database.transaction(Compartment.log, action=action) as session:
            note(session)
