"""Every setting on one line: its name, default, Dutch label and choices.

Settings of a person live in the register, encrypted (``voorkeuren.py``). What the login window
needs before anybody is known (colours, text size) is also kept in a small file beside the
databases; it holds nothing about anybody, and this module loads no database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """A declared setting. ``choices``: value -> Dutch label."""

    name: str
    label: str
    default: str
    choices: Mapping[str, str]


SETTINGS: dict[str, Setting] = {
    s.name: s
    for s in (
        Setting(
            "thema",
            "Kleuren",
            "systeem",
            {
                "systeem": "Zoals de computer",
                "licht": "Licht",
                "donker": "Donker",
                "hoog_contrast": "Hoog contrast",
            },
        ),
        Setting(
            "tekstgrootte",
            "Tekstgrootte",
            "100",
            {n: f"{n} %" for n in ("100", "110", "125", "150", "175", "200")},
        ),
        Setting(
            "vergrendel_minuten",
            "Vergrendelen na",
            "5",
            {"1": "1 minuut", "2": "2 minuten", "5": "5 minuten", "10": "10 minuten"},
        ),
        Setting(
            "vandaag_van",
            "Op Vandaag",
            "mij",
            {"mij": "Alleen mijn deelnemers", "iedereen": "Iedereen"},
        ),
    )
}
ON_LAPTOP = ("thema", "tekstgrootte")
_FILE = "weergave.json"


def load_laptop_settings(folder: Path) -> dict[str, str]:
    """Colours and text size for the login window; defaults when the file is absent or damaged."""
    values = {name: SETTINGS[name].default for name in ON_LAPTOP}
    try:
        found = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return values
    if isinstance(found, dict):
        values |= {n: v for n, v in found.items() if n in values and v in SETTINGS[n].choices}
    return values


def save_laptop_settings(folder: Path, values: Mapping[str, str]) -> None:
    """Keep colours and text size for the next login window; a read-only folder is no problem."""
    try:
        (folder / _FILE).write_text(
            json.dumps({n: values[n] for n in ON_LAPTOP if n in values}), encoding="utf-8"
        )
    except OSError:
        return
