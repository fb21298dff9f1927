"""A laptop on which something is still missing: its files are made empty and filled from the hub.

A mark beside a file says that it is not full yet. It is there before the file is, and goes when
everything that the hub had was carried out; so a filling that breaks off goes on the next time.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

from hvh_desktop.crypto import Keyring
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.schema import create_file
from hvh_desktop.device import load_device
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.rights import Actor
from hvh_desktop.sync.laptop import Laptop
from hvh_desktop.sync.line.link import LINK_FILE
from hvh_desktop.sync.parts import Hello, HubRefuses, NoHub, Store
from hvh_desktop.sync.thread.runner import Files, Line
from hvh_desktop.sync.thread.state import Filling

ROWS = 8000
"""Changes in one commit: nobody types in these files yet."""
ESSENTIAL = frozenset({Compartment.register, Compartment.team, Compartment.log})
"""Without these nobody comes in; the others may come later."""
WAITS = (
    "Nog niet alles staat op deze laptop: er was geen verbinding. Het komt vanzelf zodra die er is."
)
_NOT_WRITTEN = (
    "Deze laptop kan niet worden gevuld. Misschien is de schijf vol of is de map alleen-lezen. "
    "Maak ruimte en probeer het opnieuw."
)
_EMPTY = (
    "Op deze laptop staat nog niet alles wat je nodig hebt, en er is nu geen verbinding met de "
    "server. {why} Zorg voor verbinding en log opnieuw in; het gaat verder waar het was."
)


class Stopped(Exception):
    """Somebody does not want to wait."""


def list_unfilled(folder: Path, keyring: Keyring) -> tuple[Compartment, ...]:
    """What this person may open and what is not here, or not whole; nothing without a hub."""
    if not (folder / LINK_FILE).exists():
        return ()
    return tuple(c for c in Compartment if keyring.holds(c) and _is_unfilled(folder, c))


def make_missing(folder: Path, keyring: Keyring) -> None:
    """An empty file for every compartment that this person has the key of. Only with a hub: in a
    house by itself a file that is gone was lost, and must not be replaced by an empty one."""
    for compartment in list_unfilled(folder, keyring):
        if not _file(folder, compartment).exists():
            _make(folder, compartment, bytes(keyring.key(compartment)))


def _make(folder: Path, compartment: Compartment, key: bytes) -> None:
    """Beside its place first, so that it is there whole or not at all."""
    work = folder / f"{compartment}.deel"
    try:
        _mark(folder, compartment).touch()
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        create_file(work, compartment, key)
        _file(work, compartment).replace(_file(folder, compartment))
        work.rmdir()
    except OSError:
        raise EnvironmentProblem(_NOT_WRITTEN) from None


def fill(
    folder: Path,
    keyring: Keyring,
    line: Line,
    open_files: Callable[[Database, Collection[Compartment]], Files],
    report: Callable[[Filling], None],
) -> None:
    """Make what is missing and carry out everything that the hub has. Raises ``NoHub``,
    ``HubRefuses``, and whatever ``report`` raises to break it off."""
    make_missing(folder, keyring)
    compartments = list_unfilled(folder, keyring)
    if not compartments:
        return
    database = _open(folder, keyring, compartments)
    try:
        with closing(open_files(database, compartments)) as files:
            _fill(line, files, report)
    finally:
        database.close()
    for compartment in compartments:
        _mark(folder, compartment).unlink(missing_ok=True)


def _open(folder: Path, keyring: Keyring, compartments: Collection[Compartment]) -> Database:
    keys = {compartment: bytes(keyring.key(compartment)) for compartment in compartments}
    nobody = Actor(keyring.medewerker_id, frozenset())
    return Database(folder, keys, actor=nobody, device=load_device(folder).id)


def _fill(line: Line, files: Files, report: Callable[[Filling], None]) -> None:
    """Until a whole round brings nothing more."""
    while True:
        hello = line.hello()
        files.meet(line, hello)
        report(_progress(files, hello, files.stores[0].stream))
        refusal = None
        for step in Laptop(line, files.stores, rows=ROWS).steps(hello):
            refusal = refusal or step.problem
            report(_progress(files, hello, step.stream))
        if refusal is not None:
            raise refusal
        if all(_is_full(store, hello) for store in files.stores):
            return


def _progress(files: Files, hello: Hello, stream: str) -> Filling:
    """Kept and carried out each count for half."""
    done = total = 0
    for store in files.stores:
        head = hello.heads.get(store.stream)
        if head is not None:
            kept = min(store.cursor().position, head.position)
            total += 2 * head.position
            done += max(kept, 2 * kept - store.count_unapplied())
    return Filling(stream, done, total)


def _is_full(store: Store, hello: Hello) -> bool:
    head = hello.heads.get(store.stream)
    return head is None or store.cursor().position >= head.position


def come_later(folder: Path, keyring: Keyring, problem: NoHub | HubRefuses) -> str:
    """A sentence for who comes in while something is still missing. UserError when too much is."""
    if ESSENTIAL & set(list_unfilled(folder, keyring)):
        raise UserError(_EMPTY.format(why=problem.text))
    return WAITS


def _is_unfilled(folder: Path, compartment: Compartment) -> bool:
    return _mark(folder, compartment).exists() or not _file(folder, compartment).exists()


def _file(folder: Path, compartment: Compartment) -> Path:
    return folder / f"{compartment}.db"


def _mark(folder: Path, compartment: Compartment) -> Path:
    return folder / f"{compartment}.db-vullen"
