"""Accounts: a colleague in the register together with what his password opens in the vault.

The register goes first, the vault second. What was broken off between the two is put right (or
told) when a beheerder unlocks the next time, and until then the smaller set counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.crypto import Keyring, Labels, Vault, VaultUser, check_password
from hvh_desktop.crypto.passwords import check_user_name
from hvh_desktop.db import Compartment, Database, Session, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.herstel import (
    NewSheets,
    draw_sheets,
    holds_every_key,
    pass_on_with_sheets,
    put_sheets,
)
from hvh_desktop.medewerkers.labels import (
    FIELDS,
    add_to_vault,
    day_of,
    labels_of,
    settle,
    within,
)
from hvh_desktop.medewerkers.service import (
    MedewerkerDetail,
    change_medewerker,
    find_problems,
    get_medewerker,
    list_medewerkers,
    record_medewerker,
)
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.rights import Right, Rol

_LAST_BEHEERDER = "Dit is de laatste beheerder. Maak eerst een collega beheerder."
_FIRST_LABELS = (
    "De rollen van alle collega’s zijn nu vastgelegd in de kluis. Kijk ze één keer na bij "
    "Medewerkers."
)
_CLOSED = (
    "Het account van {naam} is gesloten, maar in de lijst op deze laptop staat dat nog niet. Dat "
    "komt vanzelf met de verbinding. Zo niet, kijk dan bij Medewerkers."
)
_NOBODY = "Niemand heeft deze sleutel nog. Gebruik twee herstelbladen bij ‘Herstelbladen’."


@dataclass(frozen=True)
class Entry:
    """The vault and the files of the person at the keyboard, for what concerns accounts.

    Every method that makes a password takes about a second: run it as a job. ``seen``: the mark
    of the register when the page was read (``Session.mark``). What a colleague's laptop brought
    after that is not overwritten: both versions stand.
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

    def change_account(
        self, medewerker_id: UUID, values: Mapping[str, Any], *, seen: int | None = None
    ) -> None:
        """Other facts, roles or days; the keys follow."""
        change_account(self.vault, self.keyring, self.database, medewerker_id, values, seen=seen)

    def reset_password(
        self, medewerker_id: UUID, gebruikersnaam: str, password: str, *, seen: int | None = None
    ) -> None:
        """A forgotten password, another user name, or an account that was broken off."""
        name = gebruikersnaam
        reset_password(
            self.vault, self.keyring, self.database, medewerker_id, name, password, seen=seen
        )

    def complete_account(
        self, medewerker_id: UUID, last_day: date, *, seen: int | None = None
    ) -> None:
        """The last working day of a colleague: after it the account opens nothing."""
        self.change_account(medewerker_id, {"actief_tot_datum": last_day}, seen=seen)

    def own_user_name(self) -> str:
        """The user name of the person at the keyboard."""
        with self.database.reading() as session:
            return get_medewerker(session, self.keyring.medewerker_id).gebruikersnaam

    def change_own_password(self, old: str, new: str) -> None:
        """The keys of the files stay as they are; the first own password brings new own keys."""
        gebruikersnaam = self.own_user_name()
        self.keyring.take_over(self.vault.change_password(gebruikersnaam, old, new))

    def holds_every_key(self) -> bool:
        """Whether new recovery sheets can be made without two old ones."""
        return holds_every_key(self.keyring)

    def draw_sheets(self, sheets: Sequence[str] = ()) -> NewSheets:
        """Three new recovery sheets to print; the old ones still work."""
        return draw_sheets(self.vault, self.keyring, self.database, sheets)

    def put_sheets(self, made: NewSheets) -> None:
        """They are on paper: the old ones stop working."""
        put_sheets(self.vault, self.keyring, self.database, made)

    def pass_on_with_sheets(self, sheets: Sequence[str]) -> int:
        """Keys for who waits for them; how many."""
        return pass_on_with_sheets(self.vault, self.database, sheets)

    def orphans(self) -> frozenset[str]:
        """Compartments whose key nobody holds."""
        return self.vault.orphans()

    def list_holders(self) -> Mapping[str, frozenset[UUID]]:
        """Per compartment: who holds its key."""
        users = self.vault.users(self.keyring)
        return {
            compartment.value: frozenset(
                user.medewerker_id for user in users if compartment.value in user.granted
            )
            for compartment in Compartment
        }

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
        asked = _asked(session, get_medewerker(session, medewerker_id))
    add_to_vault(vault, keyring, medewerker_id, name, password, asked, must_change=must_change)
    _note(database, action, medewerker_id, "account maken")
    return medewerker_id


def change_account(
    vault: Vault,
    keyring: Keyring,
    database: Database,
    medewerker_id: UUID,
    values: Mapping[str, Any],
    *,
    seen: int | None = None,
) -> None:
    """The user name stays: another name needs another password (``reset_password``).

    Roles count as saved here; a change of something else widens nothing, and nor does what a
    colleague wrote after ``seen`` and this person did not have before him.
    """
    rights.require(database.actor, Right.change_medewerkers)
    wanted = {name: value for name, value in values.items() if name != "gebruikersnaam"}
    with database.reading() as session:
        before = get_medewerker(session, medewerker_id)
        lasting = _lasting_beheerders(session)
    if not _is_lasting_beheerder({**before.values, **wanted}):
        _check_beheerder_left(vault, keyring, medewerker_id, lasting)
    action = new_id()
    with database.transaction(Compartment.register, action=action, seen=seen) as session:
        change_medewerker(session, medewerker_id, wanted)
        session.flush()  # puts back what a colleague wrote and this person left alone
        detail = get_medewerker(session, medewerker_id)
        day, asked = day_of(session), _asked(session, detail)
    user = {user.medewerker_id: user for user in vault.users(keyring)}.get(medewerker_id)
    is_said = not wanted.keys().isdisjoint(FIELDS)
    is_said = is_said and labels_of({**detail.values, **wanted}, day) == asked
    given = asked if is_said or user is None else within(user, asked, day)
    if settle(vault, keyring, user, given, is_actief=detail.row.is_actief):
        _note(database, action, medewerker_id, "account wijzigen")


def reset_password(
    vault: Vault,
    keyring: Keyring,
    database: Database,
    medewerker_id: UUID,
    gebruikersnaam: str,
    password: str,
    *,
    seen: int | None = None,
) -> None:
    """A new password that he changes at his first unlock; his roles stay as they were signed."""
    rights.require(database.actor, Right.change_medewerkers)
    _check(_login_problems(vault, keyring, medewerker_id, gebruikersnaam, password))
    action = new_id()
    with database.transaction(Compartment.register, action=action, seen=seen) as session:
        change_medewerker(session, medewerker_id, {"gebruikersnaam": gebruikersnaam})
        detail = get_medewerker(session, medewerker_id)
        asked = _asked(session, detail)
    if not detail.row.is_actief:
        raise UserError("Dit account is afgesloten. Haal eerst de laatste werkdag weg.")
    if medewerker_id in {user.medewerker_id for user in vault.users(keyring)}:
        vault.reset_user(keyring, medewerker_id, gebruikersnaam, password)
    else:
        add_to_vault(vault, keyring, medewerker_id, gebruikersnaam, password, asked)
    _note(database, action, medewerker_id, "nieuw wachtwoord")


def finish_accounts(vault: Vault, keyring: Keyring, database: Database) -> tuple[str, ...]:
    """Take back what the register no longer gives; sentences for what a beheerder must look at.

    Nothing is given here: everybody who holds the key of the register could have written there,
    so a wider role counts only when a beheerder saves it himself (``change_account``).
    """
    with database.reading() as session:
        rows = list_medewerkers(session, only_active=False)
        details = [get_medewerker(session, row.id) for row in rows]
        day, everything = day_of(session), [_asked(session, detail) for detail in details]
    users, (_, gone) = {u.medewerker_id: u for u in vault.users(keyring)}, vault.presence(keyring)
    unfinished, wider, closed = list[str](), list[str](), list[str]()
    for detail, asked in zip(details, everything, strict=True):
        row, user = detail.row, users.get(detail.row.id)
        if user is not None:
            given = within(user, asked, day)
            settle(vault, keyring, user, given, is_actief=row.is_actief)
            wider += [row.naam] if row.is_actief and asked != given else []
        is_known = user is not None and vault.find_user(keyring, detail.gebruikersnaam) == row.id
        if row.is_actief and not is_known:
            (closed if row.id in gone else unfinished).append(row.naam)
    is_first = any(user.labels is None for user in users.values())
    return (
        *_wider_told(wider),
        *([_FIRST_LABELS] if is_first else ()),
        *_unfinished_told(unfinished),
        *(_CLOSED.format(naam=naam) for naam in closed),
    )


def _wider_told(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        f"Bij {naam} staan meer rollen in de lijst dan een beheerder heeft gegeven. Kijk die "
        "rollen na bij Medewerkers, en bewaar ze alleen als ze kloppen."
        for naam in names
    )


def _unfinished_told(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    if len(names) == 1:
        told = f"Het account van {names[0]} is niet afgemaakt."
    else:
        told = f"{len(names)} accounts zijn niet afgemaakt."
    return (f"{told} Geef een nieuw wachtwoord bij Medewerkers.",)


def _asked(session: Session, detail: MedewerkerDetail) -> Labels:
    """The roles that the register gives, with their last day."""
    return labels_of(detail.values, day_of(session))


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


def _check_beheerder_left(
    vault: Vault, keyring: Keyring, medewerker_id: UUID, lasting: frozenset[UUID]
) -> None:
    """Somebody else must be beheerder in register and vault, and stay so by himself."""
    held = {user.medewerker_id for user in vault.users(keyring) if _is_signed_for_always(user)}
    if medewerker_id in held & lasting and not (held & lasting) - {medewerker_id}:
        raise UserError(_LAST_BEHEERDER, {"rollen": _LAST_BEHEERDER})


def _is_signed_for_always(user: VaultUser) -> bool:
    labels = user.labels if user.labels is not None else {Rol.beheerder: None}
    return user.is_beheerder and labels.get(Rol.beheerder, "") is None


def _lasting_beheerders(session: Session) -> frozenset[UUID]:
    rows = list_medewerkers(session)
    return frozenset(
        row.id for row in rows if _is_lasting_beheerder(get_medewerker(session, row.id).values)
    )


def _is_lasting_beheerder(values: Mapping[str, Any]) -> bool:
    """Whoever has a last working day, or the role for some time only, will be gone some day."""
    stays = values.get("actief_tot_datum") is None
    return stays and Rol.beheerder in (values.get("rollen") or ())


def _note(database: Database, action: UUID, medewerker_id: UUID, what: str) -> None:
    """The same action in the log: it tells that the vault followed."""

    def note(session: Session) -> None:
        record_raadpleging(
            session, "account", None, handeling=what, reden=f"medewerker {medewerker_id}"
        )

    if Compartment.log in database.compartments:
        with database.transaction(Compartment.log, action=action) as session:
            note(session)
