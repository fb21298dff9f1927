"""What this laptop knows about itself: its id in the change log, and where its backups go.

Lives in ``apparaat.json`` beside the databases; it says nothing about anybody. Loads no database.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from hvh_desktop.crypto.files import KEY_FILE
from hvh_desktop.db.ids import new_id
from hvh_desktop.errors import EnvironmentProblem

DEVICE_FILE = "apparaat.json"
_NOT_WRITTEN = (
    "De instellingen van deze laptop konden niet worden bewaard. Misschien is de schijf vol of is "
    "de map alleen-lezen. De gegevens zelf zijn veilig. Maak ruimte en probeer het opnieuw."
)


@dataclass(frozen=True)
class Device:
    """This laptop."""

    id: UUID
    backups: Path | None = None


def load_device(folder: Path) -> Device:
    """The laptop's own file; made anew when it is absent or damaged."""
    try:
        found = json.loads((folder / DEVICE_FILE).read_text(encoding="utf-8"))
        backups = found.get("reservekopieen") or None
        return Device(UUID(found["apparaat"]), Path(backups) if backups else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        device = Device(_known_id(folder) or new_id())
        save_device(folder, device)
        return device


def _known_id(folder: Path) -> UUID | None:
    """The id under which the house knows this laptop, from the file with its keys."""
    if not (folder / KEY_FILE).exists():
        return None
    from hvh_desktop.crypto.laptop import find_laptop_keys

    try:
        keys = find_laptop_keys(folder)
    except EnvironmentProblem:
        return None
    return keys.id if keys else None


def save_device(folder: Path, device: Device) -> None:
    """Write the file whole."""
    content = json.dumps(
        {"apparaat": str(device.id), "reservekopieen": str(device.backups or "")},
        ensure_ascii=False,
    )
    fresh = folder / f"{DEVICE_FILE}.nieuw"
    try:
        fresh.write_text(content, encoding="utf-8")
        fresh.replace(folder / DEVICE_FILE)
    except OSError:
        raise EnvironmentProblem(_NOT_WRITTEN) from None


def change_backups_folder(folder: Path, backups: Path | None) -> None:
    """Where the daily copy goes from now on."""
    save_device(folder, replace(load_device(folder), backups=backups))
