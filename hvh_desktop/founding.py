"""The first run: a new house with its vault, its five files and its first accounts.

Everything is made in a folder inside the folder and moved out of it at the end, so that a
failure half-way leaves the folder as it was.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from hvh_desktop.crypto import (
    SPARE_FILE,
    VAULT_FILE,
    KdfCost,
    Keyring,
    NewUser,
    RecoverySheet,
    Vault,
    check_password,
)
from hvh_desktop.crypto.passwords import check_user_name
from hvh_desktop.db import AMSTERDAM, Compartment, Database, new_id
from hvh_desktop.db.schema import create_file
from hvh_desktop.db.session import Clock
from hvh_desktop.device import Device, load_device, save_device
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.forms import MAX_LINE
from hvh_desktop.huis import Huis, find_too_long
from hvh_desktop.medewerkers.labels import labels_of, rollen_in
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.recovery_report import recovery_pdf
from hvh_desktop.rights import Actor, Rol, compartments_of
from hvh_desktop.text import clean_text

WORK_FOLDER = "nieuw-huis.deel"
_FOREIGN = (
    "In deze map staan al gegevens van HvH Desktop, zonder kluis erbij. Er is niets veranderd. "
    "Zet ‘kluis.json’ terug uit de reservekopie, of kies een lege map."
)
_TOO_LONG = f"Dit is te lang: er passen {MAX_LINE} tekens. Maak het korter."
_NO_ROOM = (
    "Het huis kon niet worden klaargezet. Misschien is de schijf vol of is de map alleen-lezen. "
    "Er is niets veranderd. Maak ruimte of kies een andere map, en probeer het opnieuw."
)


@dataclass(frozen=True)
class NewAccount:
    """Somebody who starts with the house."""

    naam: str
    roepnaam: str
    gebruikersnaam: str
    wachtwoord: str = field(repr=False)
    rollen: frozenset[Rol] = frozenset()
    functie: str = ""
    must_change: bool = True
    """He chooses his own password at his first unlock."""
    medewerker_id: UUID = field(default_factory=new_id)
    values: Mapping[str, Any] = field(default_factory=dict)
    """Other columns of Medewerker."""


@dataclass(frozen=True)
class Setup:
    """What the first run asks."""

    huis: str
    plaats: str
    beheerder: NewAccount
    accounts: tuple[NewAccount, ...] = ()
    reservekopie_map: Path | None = None

    def everybody(self) -> tuple[NewAccount, ...]:
        """The first beheerder, who typed his own password, and the others."""
        return (_as_beheerder(self.beheerder), *self.accounts)


@dataclass(frozen=True)
class FirstRun:
    """What the first run gives back. The sheets are printed, never stored."""

    sheets_pdf: bytes = field(repr=False)
    medewerker_id: UUID


@dataclass(frozen=True)
class PreparedHouse:
    """A house that is ready but not in its place yet: first the sheets must be on paper."""

    folder: Path
    result: FirstRun
    was_there: bool

    def complete(self) -> FirstRun:
        """Put the house in its place; from now on the program asks for a password."""
        with _all_or_nothing(self.folder, was_there=self.was_there):
            _move_out(self.folder / WORK_FOLDER, self.folder)
        shutil.rmtree(self.folder / WORK_FOLDER, ignore_errors=True)
        return self.result

    def discard(self) -> None:
        """Leave the folder as it was."""
        _sweep(self.folder, was_there=self.was_there)


def first_run(
    folder: Path,
    setup: Setup,
    *,
    clock: Clock | None = None,
    cost: KdfCost | None = None,
    fill: Callable[[Database], None] | None = None,
) -> FirstRun:
    """Found the house at once. About a second per account; run it as a job.

    ``fill`` may write into the new house with all compartments open (the demo does).
    """
    return prepare_house(folder, setup, clock=clock, cost=cost, fill=fill).complete()


def prepare_house(
    folder: Path,
    setup: Setup,
    *,
    clock: Clock | None = None,
    cost: KdfCost | None = None,
    fill: Callable[[Database], None] | None = None,
) -> PreparedHouse:
    """Make everything aside, so that nothing is there when the sheets were never printed."""
    check_setup(setup)
    _check_empty(folder)
    now = clock() if clock else datetime.now(UTC)
    was_there = folder.exists()
    with _all_or_nothing(folder, was_there=was_there):
        work = folder / WORK_FOLDER
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        day = now.astimezone(AMSTERDAM).date()
        _, keyring, sheets = _make_vault(work, setup, cost, day)
        try:
            _make_files(work, keyring, setup, clock, fill)
            pdf = recovery_pdf(sheets, setup.huis.strip(), day)
        finally:
            keyring.wipe()
        save_device(work, Device(load_device(work).id, setup.reservekopie_map))
    return PreparedHouse(folder, FirstRun(pdf, setup.beheerder.medewerker_id), was_there)


def check_setup(setup: Setup) -> None:
    """Refuse what would stop half-way. Fields are named "huis" or as in ``check_account``."""
    check_house(setup.huis, setup.plaats)
    taken: set[str] = set()
    for account in setup.everybody():
        check_account(account, taken)
        taken.add(check_user_name(account.gebruikersnaam))


def check_house(huis: str, plaats: str) -> None:
    """The name of the house and where it is. Fields are named "huis" and "plaats"."""
    problems = find_too_long(_plain(huis), _plain(plaats))
    if "naam" in problems:
        problems["huis"] = problems.pop("naam")
    if not _plain(huis):
        problems["huis"] = "Vul de naam van het huis in."
    if problems:
        raise UserError(next(iter(problems.values())), problems)


def check_account(account: NewAccount, taken: set[str]) -> None:
    """One account of the first run; ``taken`` holds the user names before it."""
    problems = {}
    if not _plain(account.naam) or len(account.naam) > MAX_LINE:
        problems["naam"] = _TOO_LONG if _plain(account.naam) else "Vul de naam in."
    if len(account.functie) > MAX_LINE:
        problems["functie"] = _TOO_LONG
    if not account.rollen:
        problems["rollen"] = "Kies ten minste één rol."
    for check in (
        lambda: check_user_name(account.gebruikersnaam),
        lambda: check_password(account.gebruikersnaam, account.wachtwoord),
    ):
        try:
            check()
        except UserError as error:
            problems |= error.fields
    if "gebruikersnaam" not in problems and check_user_name(account.gebruikersnaam) in taken:
        problems["gebruikersnaam"] = "Deze gebruikersnaam is al in gebruik. Kies een andere."
    if problems:
        raise UserError(next(iter(problems.values())), problems)


def _plain(words: str) -> str:
    """One line without what cannot be seen."""
    return " ".join(clean_text(words).split())


def _as_beheerder(account: NewAccount) -> NewAccount:
    return NewAccount(
        account.naam,
        account.roepnaam,
        account.gebruikersnaam,
        account.wachtwoord,
        account.rollen | {Rol.beheerder},
        account.functie,
        False,
        account.medewerker_id,
        account.values,
    )


def _make_vault(
    work: Path, setup: Setup, cost: KdfCost | None, day: date
) -> tuple[Vault, Keyring, list[RecoverySheet]]:
    first, *others = setup.everybody()
    vault, keyring, sheets = Vault.create(work, [*Compartment], _new_user(first, day), cost)
    for account in others:
        user = _new_user(account, day)
        vault.add_user(
            keyring,
            user.medewerker_id,
            user.user_name,
            user.password,
            user.compartments,
            beheerder=Rol.beheerder in (user.labels or ()),
            must_change=account.must_change,
            labels=user.labels,
        )
    return vault, keyring, sheets


def _new_user(account: NewAccount, day: date) -> NewUser:
    labels = labels_of({"rollen": account.rollen, **account.values}, day)
    return NewUser(
        account.medewerker_id,
        account.gebruikersnaam,
        account.wachtwoord,
        sorted(compartments_of(rollen_in(labels))),
        labels,
    )


def _make_files(
    work: Path,
    keyring: Keyring,
    setup: Setup,
    clock: Clock | None,
    fill: Callable[[Database], None] | None,
) -> None:
    keys = {compartment: bytes(keyring.key(compartment)) for compartment in Compartment}
    for compartment, key in keys.items():
        create_file(work, compartment, key)
    actor = Actor(setup.beheerder.medewerker_id, frozenset({Rol.beheerder}))
    device = load_device(work).id
    database = Database(work, keys, actor=actor, device=device, clock=clock)
    try:
        with database.transaction(Compartment.register) as session:
            session.add(Huis(naam=_plain(setup.huis), plaats=_plain(setup.plaats)))
            session.add_all(_medewerker(account) for account in setup.everybody())
        if fill is not None:
            fill(database)
    finally:
        database.close()


def _medewerker(account: NewAccount) -> Medewerker:
    naam = _plain(account.naam)
    return Medewerker(
        **{
            "id": account.medewerker_id,
            "naam": naam,
            "roepnaam": _plain(account.roepnaam) or naam.split()[0],
            "gebruikersnaam": _plain(account.gebruikersnaam),
            "functie": _plain(account.functie),
            "rollen": tuple(sorted(account.rollen)),
            **account.values,
        }
    )


def _check_empty(folder: Path) -> None:
    if Vault.exists(folder):
        raise UserError("In deze map staat al een huis. Er is niets veranderd. Kies een lege map.")
    if any((folder / f"{compartment}.db").exists() for compartment in Compartment):
        raise EnvironmentProblem(_FOREIGN)


@contextlib.contextmanager
def _all_or_nothing(folder: Path, *, was_there: bool) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        _sweep(folder, was_there=was_there)
        if isinstance(error, OSError):
            raise EnvironmentProblem(_NO_ROOM) from None
        raise


def _sweep(folder: Path, *, was_there: bool) -> None:
    shutil.rmtree(folder if not was_there else folder / WORK_FOLDER, ignore_errors=True)


def _move_out(work: Path, folder: Path) -> None:
    """The vault goes last: without it the program sees no house."""
    last = (SPARE_FILE, VAULT_FILE)
    paths = sorted(work.iterdir(), key=lambda path: (path.name in last, path.name))
    moved: list[Path] = []
    try:
        for path in paths:
            moved.append(folder / path.name)
            path.replace(folder / path.name)
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        raise
