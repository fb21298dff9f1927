"""One stop of the tour, and who may be at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from hvh_desktop.ui import kit

Act = Callable[[QWidget], None]
MENTOR, LEAD, BEHEERDER, DIRECTEUR = "marloes", "ilse", "dennis", "carolien"
DECIDING = 6
"""The reason ‘Ik bereid een beslissing voor’, in the order of the list."""
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


def give_reason(then: Act | None = None) -> Act:
    """Who is not around him gives a reason first; then the page opens."""

    def act(page: QWidget) -> None:
        window = page.window()
        row = window.findChild(kit.Row, f"reden_{DECIDING}")
        if row is not None:
            row.activated.emit()
            QApplication.processEvents()
        if then is not None:
            then(window)

    return act


def press(name: str) -> Act:
    """Press a button of the page by its object name."""

    def act(page: QWidget) -> None:
        button = page.window().findChild(QAbstractButton, name)
        if button is None:
            raise LookupError(f"no button {name}")
        button.click()

    return act
