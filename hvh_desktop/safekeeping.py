"""The daily copy of the encrypted files and the vault, in a dated folder, the last ten kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2

from hvh_desktop.crypto import SPARE_FILE, VAULT_FILE, Keyring
from hvh_desktop.db import AMSTERDAM, Compartment, Database
from hvh_desktop.db.backup import copy_file
from hvh_desktop.db.engine import connect
from hvh_desktop.errors import EnvironmentProblem

KEEP = 10
PREFIX = "hvh-reservekopie-"
_FAILED = (
    "De reservekopie van vandaag is niet gelukt: {why}. Je gegevens zelf zijn veilig en je kunt "
    "doorwerken. {cure}"
)
_NO_PLACE = (
    "de map voor reservekopieën is er niet of is vol",
    "Sluit de schijf aan of maak ruimte, of kies bij Instellingen een andere map.",
)
_NOT_WHOLE = (
    "een bestand kon niet heel worden gekopieerd",
    "Waarschuw de beheerder.",
)


def backup_if_due(
    folder: Path,
    database: Database,
    keyring: Keyring,
    backups: Path,
    *,
    now: datetime | None = None,
) -> bool:
    """Copy what this person opened and today's folder lacks; True when a copy was made.

    Run it as a job. Raises EnvironmentProblem with a sentence for the banner.
    """
    keys = {c: bytes(keyring.key(c)) for c in database.compartments if keyring.holds(c)}
    day = (now or datetime.now(UTC)).astimezone(AMSTERDAM).date()
    today = backups / f"{PREFIX}{day.isoformat()}"
    missing = {c: key for c, key in keys.items() if not (today / f"{c}.db").exists()}
    if not missing:
        return False
    try:
        if not backups.is_dir():
            raise EnvironmentProblem(_sentence(_NO_PLACE))
        today.mkdir(exist_ok=True)
        for compartment, key in missing.items():
            _copy_whole(folder, today, compartment, key)
        for name in (VAULT_FILE, SPARE_FILE):
            if (folder / name).exists():
                shutil.copyfile(folder / name, today / name)
        _prune(backups)
    except OSError:
        raise EnvironmentProblem(_sentence(_NO_PLACE)) from None
    except sqlcipher3.dbapi2.Error as error:
        is_full = "full" in str(error).lower() or "unable to open" in str(error).lower()
        raise EnvironmentProblem(_sentence(_NO_PLACE if is_full else _NOT_WHOLE)) from None
    return True


def _sentence(parts: tuple[str, str]) -> str:
    return _FAILED.format(why=parts[0], cure=parts[1])


def _copy_whole(folder: Path, today: Path, compartment: Compartment, key: bytes) -> None:
    """A copy counts only under its own name once it was checked."""
    part = today / f"{compartment}.db.deel"
    try:
        copy_file(folder / f"{compartment}.db", key, part)
        copy = connect(part, key)
        try:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise EnvironmentProblem(_sentence(_NOT_WHOLE))
        finally:
            copy.close()
        part.replace(today / f"{compartment}.db")
    finally:
        for left in today.glob(f"{part.name}*"):
            left.unlink()


def _prune(backups: Path) -> None:
    """Keep the last ten, and whatever holds the newest copy of a file."""
    folders = sorted(backups.glob(f"{PREFIX}????-??-??"), reverse=True)
    newest = {
        next((f for f in folders if (f / f"{compartment}.db").exists()), None)
        for compartment in Compartment
    }
    for old in folders[KEEP:]:
        if old not in newest:
            shutil.rmtree(old, ignore_errors=True)
