"""The numbers that a laptop gave to its envelopes, kept beside the database.

A database can be put back from a copy; it then forgets that it used a number. This small file
remembers. One per stream, because it is the thread that syncs which writes it. Losing it costs
nothing: the laptop then numbers anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from hvh_desktop.crypto.files import replace_file
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.sync.parts import NO_HASH

_NOT_WRITTEN = (
    "Er kan nu niets worden verstuurd: een bestand in de map met gegevens is niet te schrijven. "
    "Wat je bewaarde is veilig. Maak ruimte op de schijf of vraag de beheerder om hulp."
)


@dataclass(frozen=True)
class Numbers:
    """The last envelope that was sealed in an incarnation."""

    incarnation: UUID = field(default_factory=uuid4)
    n: int = 0
    hash: bytes = NO_HASH

    def to_json(self) -> str:
        """As it is kept, in the file and in the database."""
        return json.dumps(
            {"incarnatie": self.incarnation.hex, "n": self.n, "hash": self.hash.hex()}
        )

    @staticmethod
    def from_json(text: str) -> Numbers | None:
        """None when it is not what ``to_json`` made."""
        try:
            raw = json.loads(text)
            found = Numbers(UUID(hex=raw["incarnatie"]), int(raw["n"]), bytes.fromhex(raw["hash"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        return found if found.n >= 0 and len(found.hash) == len(NO_HASH) else None


class LaptopState:
    """The file of one stream."""

    def __init__(self, folder: Path, stream: str) -> None:
        self._path = folder / f"{stream}.db-nummers"

    def load(self) -> Numbers | None:
        """None when there is none, or when it cannot be read."""
        try:
            return Numbers.from_json(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def save(self, numbers: Numbers) -> None:
        """On the disk when this returns. Raises EnvironmentProblem."""
        try:
            replace_file(self._path, numbers.to_json().encode("ascii"))
        except OSError:
            raise EnvironmentProblem(_NOT_WRITTEN) from None
