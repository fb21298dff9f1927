"""Copies of the encrypted files, made while the program runs, under the same key."""

from __future__ import annotations

from pathlib import Path

from hvh_desktop.db.engine import connect


def copy_file(source: Path, key: bytes, target: Path) -> None:
    """Copy one compartment file to ``target``; the copy opens with the same key."""
    target.unlink(missing_ok=True)
    original = connect(source, key)
    try:
        copy = connect(target, key, create=True)
        try:
            original.backup(copy)
        finally:
            copy.close()
    finally:
        original.close()
