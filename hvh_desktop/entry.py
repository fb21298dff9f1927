"""Getting in: from a keyring to opened files, with today's roles. No Qt.

``founding.py`` makes a new house, ``medewerkers/accounts.py`` gives and takes access,
``safekeeping.py`` makes the daily copy; their names are here for who needs all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from hvh_desktop.crypto import KdfCost, Keyring, Vault, check_password
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.db.session import Clock
from hvh_desktop.device import change_backups_folder, load_device
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.founding import (
    FirstRun,
    NewAccount,
    PreparedHouse,
    Setup,
    check_account,
    check_setup,
    first_run,
    prepare_house,
)
from hvh_desktop.medewerkers.accounts import (
    Entry,
    change_account,
    finish_accounts,
    record_account,
    reset_password,
)
from hvh_desktop.medewerkers.labels import (
    FIELDS,
    day_of,
    first_end,
    labels_of,
    narrowed,
    newest_moment,
    rollen_in,
)
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.readlog import record_passed_on, record_raadpleging
from hvh_desktop.rights import COMPARTMENTS, Actor, Rol, compartments_of
from hvh_desktop.safekeeping import backup_if_due
from hvh_desktop.sync.line.link import LINK_FILE
from hvh_desktop.text import date_words

__all__ = [
    "Entry",
    "FirstRun",
    "NewAccount",
    "PreparedHouse",
    "Setup",
    "backup_if_due",
    "change_account",
    "change_backups_folder",
    "check_account",
    "check_setup",
    "enter",
    "first_run",
    "is_unfilled",
    "load_device",
    "prepare_house",
    "record_account",
    "recover_with_sheets",
    "reset_password",
]

CLOCK_SLACK = timedelta(hours=1)
_ESSENTIAL = frozenset({Compartment.team, Compartment.register, Compartment.log})
_NOT_READY = (
    "Je account is nog niet klaar. Vraag een beheerder om één keer in te loggen, "
    "en probeer het daarna opnieuw."
)
_UNKNOWN = (
    "Je account staat niet meer in de lijst van medewerkers. Vraag een beheerder om het na te "
    "kijken."
)
_WAITING = (
    "Je kunt nog geen dossiers openen. Een collega met toegang tot het team moet eerst één keer "
    "inloggen; daarna vergrendel je en log je opnieuw in."
)
_NO_KEY = (
    "Je kunt nog niet naar binnen. Een collega met toegang tot het team moet eerst één keer "
    "inloggen; log daarna opnieuw in."
)
_NO_ROLE = "Je hebt vandaag geen rol in dit programma. Werk je hier nog? Vraag een beheerder."
_CLOCK_BEHIND = (
    "De klok van deze laptop loopt achter: er is al iets bewaard op {moment}. Zet de klok goed. "
    "Je kunt gewoon doorwerken."
)


def enter(folder: Path, keyring: Keyring, *, clock: Clock | None = None) -> Database:
    """Open what this person may open today. Sentences for a banner are in ``keyring.notices``.

    Where register and vault differ, the smaller set counts.
    """
    if keyring.labels is not None and not keyring.labels:
        raise UserError(_NO_ROLE)
    if not keyring.holds(Compartment.register):
        raise UserError(_NOT_READY)
    _make_missing(folder, keyring)
    database = _open(folder, keyring, frozenset(Compartment), clock)
    try:
        rollen = _todays_roles(database, keyring)
        allowed = compartments_of(rollen)
        if database.compartments - allowed:
            database.close()
            database = _open(folder, keyring, allowed, clock)
        usable = _usable(rollen, database.compartments, keyring)
        if not usable:
            raise UserError(_NO_KEY)
        database.actor = Actor(keyring.medewerker_id, usable)
        _note_passed_on(database, keyring)
        keyring.notices += _notices(folder, database, keyring, rollen)
    except BaseException:
        database.close()
        raise
    return database


def is_unfilled(folder: Path, keyring: Keyring) -> bool:
    """Is this laptop in a house with a hub, and must it be filled for this person?"""
    if not (folder / LINK_FILE).exists():
        return False
    from hvh_desktop.sync.thread.filling import list_unfilled

    return bool(list_unfilled(folder, keyring))


def _make_missing(folder: Path, keyring: Keyring) -> None:
    """The file of a compartment appears when the first person with its key comes in here."""
    if (folder / LINK_FILE).exists():
        from hvh_desktop.sync.thread.filling import make_missing

        make_missing(folder, keyring)


def _open(
    folder: Path, keyring: Keyring, allowed: frozenset[Compartment], clock: Clock | None
) -> Database:
    keys = {c: bytes(keyring.key(c)) for c in Compartment if c in allowed and keyring.holds(c)}
    nobody = Actor(keyring.medewerker_id, frozenset())
    return Database(folder, keys, actor=nobody, device=load_device(folder).id, clock=clock)


def _todays_roles(database: Database, keyring: Keyring) -> frozenset[Rol]:
    """The roles that register and vault both name; ``keyring.expires`` is when the first ends."""
    with database.reading() as session:
        medewerker = session.get(Medewerker, keyring.medewerker_id)
        if medewerker is None:
            raise UserError(_UNKNOWN)
        day = day_of(session)
        _check_working(medewerker, day)
        asked = labels_of({name: getattr(medewerker, name) for name in FIELDS}, day)
    given = narrowed(keyring.labels, asked, day)
    if not given:
        raise UserError(_NO_ROLE)
    keyring.expires = first_end(given)
    return rollen_in(given)


def _check_working(medewerker: Medewerker, today: date) -> None:
    begin, end = medewerker.actief_vanaf_datum, medewerker.actief_tot_datum
    if end is not None and end < today:
        raise UserError(
            f"Je account is afgesloten op {date_words(end)}. Werk je hier nog? Vraag een beheerder."
        )
    if begin is not None and today < begin:
        raise UserError(f"Je account werkt vanaf {date_words(begin)}.")


def _usable(
    rollen: frozenset[Rol], held: frozenset[Compartment], keyring: Keyring
) -> frozenset[Rol]:
    """A role counts when its basic files are open; a beheerder must be one in the vault too."""
    open_roles = {rol for rol in rollen if COMPARTMENTS[rol] & _ESSENTIAL <= held}
    if not keyring.is_beheerder:
        open_roles.discard(Rol.beheerder)
    return frozenset(open_roles)


def _notices(
    folder: Path, database: Database, keyring: Keyring, rollen: frozenset[Rol]
) -> tuple[str, ...]:
    sentences: list[str] = []
    if Compartment.team in compartments_of(rollen) - database.compartments:
        sentences.append(_WAITING)
    with database.reading() as session:
        sentences += _clock_notice(session)
    if Rol.beheerder in database.actor.rollen:
        try:
            sentences += finish_accounts(Vault(folder), keyring, database)
        except EnvironmentProblem as problem:
            sentences.append(problem.text)
    return tuple(sentences)


def _clock_notice(session: Session) -> list[str]:
    newest = newest_moment(session)
    if newest - session.now <= CLOCK_SLACK:
        return []
    return [_CLOCK_BEHIND.format(moment=date_words(newest.astimezone().date()))]


def _note_passed_on(database: Database, keyring: Keyring) -> None:
    """Keys that this unlock passed on to colleagues are written down in the log."""
    if not keyring.fulfilled or Compartment.log not in database.compartments:
        return
    with database.transaction(Compartment.log) as session:
        record_passed_on(session, keyring.fulfilled)


def recover_with_sheets(
    folder: Path,
    sheets: Sequence[str],
    gebruikersnaam: str,
    new_password: str,
    *,
    cost: KdfCost | None = None,
    clock: Clock | None = None,
) -> None:
    """A new password for one account with two recovery sheets; waiting keys are passed on too.

    UserError.fields: "blad_1", "blad_2", "gebruikersnaam", "nieuw_wachtwoord".
    """
    vault = Vault(folder, cost)
    keyring = vault.recover(sheets)
    try:
        medewerker_id = vault.find_user(keyring, gebruikersnaam)
        if medewerker_id is None:
            sentence = "Deze gebruikersnaam is niet bekend. Kijk de spelling na."
            raise UserError(sentence, {"gebruikersnaam": sentence})
        check_password(gebruikersnaam, new_password)
        _make_missing(folder, keyring)
        keys = {c: bytes(keyring.key(c)) for c in (Compartment.register, Compartment.log)}
        actor, device = Actor(medewerker_id, frozenset()), load_device(folder).id
        database = Database(folder, keys, actor=actor, device=device, clock=clock)
        try:
            with database.reading() as session:
                medewerker = session.get(Medewerker, medewerker_id)
                if medewerker is not None:
                    _check_working(medewerker, session.today)
            vault.reset_user(
                keyring, medewerker_id, gebruikersnaam, new_password, must_change=False
            )
            vault.fulfil(keyring)
            with database.transaction(Compartment.log) as session:
                record_raadpleging(session, "herstelbladen", None, handeling="herstellen")
        finally:
            database.close()
    finally:
        keyring.wipe()
