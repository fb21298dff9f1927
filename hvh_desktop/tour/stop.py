"""One stop of the tour, and who may be at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget

Act = Callable[[QWidget], None]
MENTOR, LEAD, BEHEERDER, DIRECTEUR = "marloes", "ilse", "dennis", "carolien"
PSYCHOLOOG, LOCATIEMANAGER = "judith", "erwin"


@dataclass(frozen=True)
class Stop:
    """One picture. ``then`` does something on the page first; ``is_main``: in every look."""

    name: str
    by: str
    place: str
    address: Mapping[str, Any] = field(default_factory=dict)
    then: Act | None = None
    is_main: bool = False


def press(name: str) -> Act:
    """Press a button of the page by its object name."""

    def act(page: QWidget) -> None:
        button = page.window().findChild(QAbstractButton, name)
        if button is None:
            raise LookupError(f"no button {name}")
        button.click()

    return act
