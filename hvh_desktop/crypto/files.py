"""Files that must survive a power cut and two processes at once: lock, read, replace."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from hvh_desktop.errors import EnvironmentProblem

VAULT_FILE = "kluis.json"
SPARE_FILE = "kluis.reserve.json"
LOCK_FILE = "kluis.lock"
KEY_FILE = "apparaat.sleutel"
NOT_WRITTEN = (
    "De kluis kon niet worden bewaard. Misschien is de schijf vol of is de map alleen-lezen. "
    "Wat er stond is niet veranderd. Maak ruimte of vraag de beheerder om toegang tot de map, en "
    "probeer het opnieuw."
)


def has_vault(folder: Path) -> bool:
    """Was the house set up here? Asked before the login window, so it loads nothing more."""
    return (folder / VAULT_FILE).exists() or (folder / SPARE_FILE).exists()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process (and one thread) at a time. Not re-entrant; held for milliseconds."""
    try:
        handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise EnvironmentProblem(NOT_WRITTEN) from None
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Released by the system when the file is closed, also when the process dies."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        raise EnvironmentProblem(
            "De kluis is in gebruik door een ander venster. Er is niets veranderd. "
            "Sluit het andere venster of probeer het over een minuut opnieuw."
        ) from None


def replace_file(path: Path, content: bytes) -> None:
    """Either the old or the new content is there, never a part of it. Raises OSError."""
    fresh = path.with_name(path.name + ".nieuw")
    handle = os.open(
        fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    if sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
