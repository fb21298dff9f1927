"""The keys of this laptop: with one it signs, the other opens what is sealed to it.

They stand in ``apparaat.sleutel``, a plain file that only the user of the system may read (0600).
No password guards it, because the laptop must sync before anybody logged in here; the encryption of
the disk by the operating system protects it. Whoever takes the file can speak to the hub as this
laptop until it is taken off, and can read nothing with it but the sealed vault.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto import primitives, travel
from hvh_desktop.crypto.document import Document
from hvh_desktop.crypto.files import KEY_FILE, replace_file
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.resources import resource_path

WORDS = 8
_MAGIC = b"hvh-laptop/1\n"
_NOT_WRITTEN = (
    "De sleutels van deze laptop konden niet worden bewaard. Misschien is de schijf vol of is de "
    "map alleen-lezen. De gegevens zelf zijn veilig. Maak ruimte en probeer het opnieuw."
)
_DAMAGED = (
    "De sleutels van deze laptop zijn beschadigd. De gegevens zelf zijn veilig en je kunt "
    "doorwerken. Een beheerder moet deze laptop afmelden en opnieuw toevoegen."
)


@dataclass(frozen=True)
class LaptopKeys:
    """Private: keep them in memory and in their file, nowhere else."""

    id: UUID
    """As in ``apparaat.json``, which can get lost."""
    sign_private: bytes = field(repr=False)
    seal_private: bytes = field(repr=False)
    site_keys: tuple[bytes, ...] = field(default=(), repr=False)
    """The keys of the house, oldest first; empty until this laptop was let in."""

    @classmethod
    def new(cls, laptop: UUID) -> LaptopKeys:
        return cls(laptop, bytes(primitives.new_key()), bytes(primitives.new_key()))

    @property
    def sign_public(self) -> bytes:
        return primitives.sign_public(self.sign_private)

    @property
    def seal_public(self) -> bytes:
        return primitives.seal_public(self.seal_private)

    def sign(self, message: bytes) -> bytes:
        return primitives.sign(self.sign_private, message)

    def words(self) -> tuple[str, ...]:
        """Eight words to compare by eye or by telephone."""
        return words_of(self.sign_public, self.seal_public)

    def with_site_keys(self, sealed: Sequence[bytes], site: str) -> LaptopKeys:
        """With the keys of the house that were sealed to this laptop."""
        opened = [travel.open_house_key(box, self.seal_private, site) for box in sealed]
        keys = [*self.site_keys, *(bytes(key) for key in opened if key is not None)]
        return replace(self, site_keys=tuple(dict.fromkeys(keys)))

    def seal_vault(self, content: bytes, site: str) -> bytes:
        """The vault for the other laptops, under the newest key of the house."""
        return travel.seal_vault(content, self.site_keys[-1], site)

    def open_vault(self, box: bytes, site: str) -> Document | None:
        """None when it is sealed with a key that this laptop never got; ``NotOurs``."""
        for key in reversed(self.site_keys):
            document = travel.open_vault(box, key, site)
            if document is not None:
                return document
        return None


def words_of(sign_public: bytes, seal_public: bytes) -> tuple[str, ...]:
    """The eight words of a laptop, from both public keys: about 88 bits."""
    with resource_path("woorden.txt").open(encoding="utf-8") as file:
        words = file.read().split()
    number = int.from_bytes(primitives.sha256(b"hvh-woorden/1", sign_public, seal_public))
    found = []
    for _ in range(WORDS):
        number, place = divmod(number, len(words))
        found.append(words[place])
    return tuple(found)


def find_laptop_keys(folder: Path) -> LaptopKeys | None:
    """None when this laptop has none yet; EnvironmentProblem when the file is damaged."""
    try:
        content = (folder / KEY_FILE).read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        raise EnvironmentProblem(_DAMAGED) from None
    body, check = content[len(_MAGIC) : -32], content[-32:]
    size = primitives.KEY_SIZE
    is_whole = content.startswith(_MAGIC) and primitives.sha256(body) == check
    if not is_whole or len(body) < 16 + 2 * size or (len(body) - 16) % size:
        raise EnvironmentProblem(_DAMAGED)
    sign, seal, *site = (body[at : at + size] for at in range(16, len(body), size))
    return LaptopKeys(UUID(bytes=body[:16]), sign, seal, tuple(site))


def is_coupled(folder: Path) -> bool:
    """Whether this laptop belongs to a house with a hub. With damaged keys it does: then what must
    be told there first has to wait."""
    try:
        keys = find_laptop_keys(folder)
    except EnvironmentProblem:
        return True
    return keys is not None and bool(keys.site_keys)


def save_laptop_keys(folder: Path, keys: LaptopKeys) -> None:
    """Replace the file whole."""
    body = b"".join((keys.id.bytes, keys.sign_private, keys.seal_private, *keys.site_keys))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(folder / KEY_FILE, _MAGIC + body + primitives.sha256(body))
    except OSError:
        raise EnvironmentProblem(_NOT_WRITTEN) from None


def forget_laptop_keys(folder: Path) -> None:
    """This laptop leaves the house."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(folder / KEY_FILE)
