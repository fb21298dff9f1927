"""The vault file on disk: read with its spare copy, replaced whole, one writer at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from hvh_desktop.crypto import document as documents
from hvh_desktop.crypto.document import Damaged, Document, TooNew
from hvh_desktop.crypto.files import (
    NOT_WRITTEN,
    SPARE_FILE,
    VAULT_FILE,
    has_vault,
    locked,
    replace_file,
)
from hvh_desktop.errors import EnvironmentProblem

FROM_SPARE = "Het kluisbestand was beschadigd en is hersteld uit de reservekopie ernaast."
_MISSING = (
    "In de map met gegevens is geen kluis gevonden. Zonder kluis kan niemand de gegevens openen. "
    "Er is niets veranderd. Zet de reservekopie van de kluis terug of kies de goede map."
)
_DAMAGED = (
    "Het kluisbestand is beschadigd en de reservekopie ernaast ook. Er is niets geopend en niets "
    "veranderd. Zet ‘kluis.json’ terug uit de laatste reservekopie."
)
_TOO_NEW = (
    "Deze kluis is gemaakt door een nieuwere versie van het programma. Er is niets veranderd. "
    "Werk het programma op deze computer bij."
)
_UNREADABLE = (
    "Het kluisbestand kan niet worden gelezen. Er is niets veranderd. Vraag de beheerder om "
    "toegang tot de map met gegevens."
)


class VaultStore:
    """Reads the file at every call: another process may have changed it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / VAULT_FILE
        self._spare = folder / SPARE_FILE

    def exists(self) -> bool:
        return has_vault(self._folder)

    def create(self, document: Document) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise EnvironmentProblem(NOT_WRITTEN) from None
        with locked(self._folder):
            if self.exists():
                raise EnvironmentProblem(
                    "In deze map staat al een kluis. Er is niets veranderd. Kies een lege map."
                )
            self._write(document)

    def read(self) -> Document:
        if not self.exists():
            raise EnvironmentProblem(_MISSING)
        with locked(self._folder):
            return self._load()[0]

    def repair(self) -> bool:
        """Put the spare copy back when the file itself is damaged or gone."""
        with locked(self._folder):
            document, from_spare = self._load()
            if from_spare:
                self._write(document)
            return from_spare

    @contextlib.contextmanager
    def changing(self) -> Iterator[Document]:
        """Read, change and write in one lock. An exception inside leaves the file as it was."""
        if not self.exists():
            raise EnvironmentProblem(_MISSING)
        with locked(self._folder):
            document = self._load()[0]
            before = documents.dump(document)
            yield document
            if documents.dump(document) != before:
                self._write(document)

    def _load(self) -> tuple[Document, bool]:
        problem = _MISSING
        for path in (self._path, self._spare):
            try:
                return documents.load(path.read_bytes()), path == self._spare
            except TooNew:
                raise EnvironmentProblem(_TOO_NEW) from None
            except FileNotFoundError:
                continue
            except Damaged:
                problem = _DAMAGED
            except OSError:
                problem = _UNREADABLE
        raise EnvironmentProblem(problem)

    def _write(self, document: Document) -> None:
        """The spare gets the same content: an old password must not live on in it.

        The spare goes first: when that fails, what counts is not touched yet.
        """
        content = documents.dump(document)
        try:
            replace_file(self._spare, content)
            replace_file(self._path, content)
        except OSError:
            raise EnvironmentProblem(NOT_WRITTEN) from None
