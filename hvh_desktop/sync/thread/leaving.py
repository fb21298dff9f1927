"""This laptop leaves the house, and nothing that was written on it is left behind unseen.

It goes only when the hub has everything, or when what the hub lacks was written to a rescue file.
That file holds envelopes as they would have travelled: sealed and signed. Any laptop of the house
may bring them to the hub.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hvh_desktop.crypto import Keyring
from hvh_desktop.crypto.files import replace_file
from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db import Compartment
from hvh_desktop.device import DEVICE_FILE, load_device
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.safekeeping import PREFIX
from hvh_desktop.sync.house.register import Reason
from hvh_desktop.sync.parts import DONE, Hub, Known, Verdict, WrappedKey
from hvh_desktop.sync.stream.laptop_state import LaptopState

if TYPE_CHECKING:
    from hvh_desktop.sync.line.client import HubClient
    from hvh_desktop.sync.thread.files import OpenFiles

RESCUE_NAME = "hvh-redding.hvh"
MOST_FILE = 1 << 30
_MAGIC = b"hvh-redding/1\n"
_BATCH, _BATCH_BYTES = 64, 1 << 20
_LEFT = (
    "Nog niet alles van deze laptop is verstuurd. Wacht tot ‘Alles verstuurd’ boven in beeld "
    "staat, of bewaar eerst een reddingsbestand."
)
_CLOSED = (
    "Op deze laptop staat nog werk dat jij niet kunt openen en dat nog niet is verstuurd. Laat "
    "degene die hier het laatst met {what} werkte, één keer inloggen met verbinding."
)
_NO_RESCUE = "Dit is geen reddingsbestand van dit huis, of het is niet heel."
_NOT_TAKEN = (
    "De server nam {count} van de {total} delen niet aan. Bewaar het reddingsbestand en vertel het "
    "de systeembeheerder."
)
_NOT_WRITTEN = (
    "Het reddingsbestand kon niet worden bewaard. Er is niets gewijzigd. Kies een andere plek."
)
_NOT_REMOVED = (
    "Deze laptop hoort niet meer bij het huis, maar niet alle bestanden konden worden verwijderd. "
    "Verwijder de map met gegevens zelf, en de reservekopieën op deze laptop."
)
_OURS = (
    *("*.db", "*.db-*", "*.db.voor-*", "*.deel", "kluis*", "pogingen*", "koppeling.json"),
    *("laptops.json", "apparaat.json", "apparaat.sleutel", "weergave.json"),
    *("storingen*.log", "*.nieuw"),
)
_BACKUPS = f"{PREFIX}????-??-??"


@dataclass(frozen=True)
class Left:
    """What the hub may not have of this laptop."""

    envelopes: int
    closed: tuple[str, ...]
    """Streams that this person cannot open, and of which the hub lacks something."""

    @property
    def is_nothing(self) -> bool:
        return not self.envelopes and not self.closed


class _Part(msgspec.Struct, frozen=True):
    raws: list[bytes]
    keys: list[tuple[bytes, int, bytes | None]]


class _Rescue(msgspec.Struct, frozen=True):
    site: str
    streams: dict[str, _Part]


# Before leaving; on the thread that syncs: ``Syncing.ask(lambda line, files: ...)``


def find_left(line: Hub, files: OpenFiles) -> Left:
    """Seals what waits, and compares with the hub what this person cannot open."""
    _seal(files)
    count = sum(len(raws) for raws in files.list_unsent().values())
    known = line.positions()
    waiting = {store.stream: store.count_left() for store in files.stores}
    closed = tuple(
        compartment.value
        for compartment in Compartment
        if (files.folder / f"{compartment}.db").exists()
        and (
            waiting[compartment]  # decisions that their writer must sign
            if compartment in waiting
            else not _has_all(files.folder, compartment, known.get(compartment, ()))
        )
    )
    return Left(count, closed)


def write_rescue(files: OpenFiles, path: Path) -> int:
    """Everything of the open streams that the hub may not have; how many envelopes."""
    _seal(files)
    unsent = files.list_unsent()
    streams = {
        store.stream: _Part(
            list(unsent[store.stream]),
            [(key.key_id, key.epoch, key.wrapped) for key in store.list_unsent_keys()],
        )
        for store in files.stores
    }
    body = msgspec.msgpack.encode(_Rescue(files.house.state.site, streams))
    try:
        replace_file(path, _MAGIC + sha256(body) + body)
    except OSError:
        raise EnvironmentProblem(_NOT_WRITTEN) from None
    return sum(len(raws) for raws in unsent.values())


def leave(line: HubClient, files: OpenFiles, keyring: Keyring, *, is_rescued: bool = False) -> None:
    """A beheerder signs this laptop off. ``forget_house`` afterwards, when all is closed."""
    left = find_left(line, files)
    if left.closed:
        raise UserError(_CLOSED.format(what=f"‘{left.closed[0]}’"))
    if left.envelopes and not is_rescued:
        raise UserError(_LEFT)
    files.house.take_off(line.house, keyring, files.house.keys.id, Reason.ingeleverd)


def _seal(files: OpenFiles) -> None:
    for store in files.stores:
        while store.seal() is not None:
            pass


def _has_all(folder: Path, compartment: Compartment, known: Sequence[Known]) -> bool:
    """Whether the hub has the last envelope that was numbered in this file. One without numbers
    was never synced."""
    numbers = LaptopState(folder, compartment).load()
    if numbers is None or not numbers.n:
        return numbers is not None
    return any(found.incarnation == numbers.incarnation and found.n >= numbers.n for found in known)


# Afterwards


@dataclass(frozen=True)
class Brought:
    """What came of a rescue file at the hub, in envelopes."""

    total: int
    aside: int
    """Of these: how many stand apart until a beheerder decides."""


def import_rescue(line: Hub, site: str, path: Path) -> Brought:
    """Bring what a rescue file holds to the hub. Repeatable."""
    rescue = _read(path, site)
    refused = aside = total = 0
    for stream, part in rescue.streams.items():
        if part.keys:
            line.put_keys(stream, [WrappedKey(*key) for key in part.keys])
        for batch in _batches(part.raws):
            results = line.push(stream, batch).results
            refused += sum(verdict not in DONE for verdict, _ in results)
            aside += sum(verdict is Verdict.quarantined for verdict, _ in results)
            total += len(results)
    if refused:
        raise UserError(_NOT_TAKEN.format(count=refused, total=total))
    return Brought(total, aside)


def _read(path: Path, site: str) -> _Rescue:
    try:
        if path.stat().st_size > MOST_FILE:
            raise UserError(_NO_RESCUE)
        content = path.read_bytes()
    except OSError:
        raise UserError("Dit bestand kan niet worden gelezen. Kies het opnieuw.") from None
    head = len(_MAGIC) + 32
    check, body = content[len(_MAGIC) : head], content[head:]
    if not content.startswith(_MAGIC) or sha256(body) != check:
        raise UserError(_NO_RESCUE)
    try:
        rescue = msgspec.msgpack.decode(body, type=_Rescue, strict=True)
    except (ValueError, RecursionError):
        raise UserError(_NO_RESCUE) from None
    if rescue.site != site or not set(rescue.streams) <= set(Compartment):
        raise UserError(_NO_RESCUE)
    return rescue


def _batches(raws: Sequence[bytes]) -> Sequence[Sequence[bytes]]:
    batches: list[list[bytes]] = []
    size = 0
    for raw in raws:
        if not batches or len(batches[-1]) == _BATCH or size + len(raw) > _BATCH_BYTES:
            batches.append([])
            size = 0
        batches[-1].append(raw)
        size += len(raw)
    return batches


def find_backups_elsewhere(folder: Path) -> Path | None:
    """Where the daily copies go, when that is not on this laptop: a disk that somebody takes along
    or a place on the network, perhaps of the whole house. They stay there."""
    backups = load_device(folder).backups
    if backups is None or _is_on_one_disk(folder, backups):
        return None
    return backups


def forget_house(folder: Path) -> None:
    """Remove everything of the house from this laptop, the daily copies on it too. Nothing may be
    open any more."""
    found = {path for pattern in _OURS for path in folder.glob(pattern)}
    backups = load_device(folder).backups
    if backups is not None and _is_on_one_disk(folder, backups):
        found.update(backups.glob(_BACKUPS))
    for path in sorted(found | {folder / DEVICE_FILE}):
        with contextlib.suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if any(path.exists() for path in found):
        raise EnvironmentProblem(_NOT_REMOVED)


def _is_on_one_disk(folder: Path, backups: Path) -> bool:
    try:
        return folder.stat().st_dev == backups.stat().st_dev
    except OSError:
        return False
