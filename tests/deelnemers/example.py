"""A deelnemer as forms give him, for tests; fictional."""

from __future__ import annotations

from datetime import date
from typing import Any

from hvh_desktop.db import new_id


def deelnemer_values(**other: Any) -> dict[str, Any]:
    """Everything that must be filled in, with other values where they are given."""
    values: dict[str, Any] = {
        "voornamen": "Jeffrey Johan",
        "roepnaam": "Jeffrey",
        "achternaam": "Nijhuis",
        "geboortedatum": date(1992, 3, 14),
        "registratienummer": f"HT-{new_id().hex}",
        "gemeente_herkomst": "Almelo",
        "gemeente_vestiging": "Almelo",
        "titel": "HvH",
        "begin_datum": date(2026, 7, 9),
    }
    return values | other
