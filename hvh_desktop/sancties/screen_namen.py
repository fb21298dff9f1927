"""A quiet remark when a name of somebody else is typed where only roles belong."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.medewerkers.service import get_medewerker_full_names
from hvh_desktop.text import fold_letters, join_words
from hvh_desktop.ui import kit

SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def list_known_names(session: Session, deelnemer_id: UUID) -> frozenset[str]:
    """Name parts of all deelnemers and medewerkers, folded; those of the man himself not."""
    deelnemers = dict(get_deelnemer_names(session))
    himself = _parts(deelnemers.pop(deelnemer_id, ""))
    others = [*deelnemers.values(), *get_medewerker_full_names(session).values()]
    return frozenset().union(*(_parts(naam) for naam in others)) - himself


def _parts(naam: str) -> frozenset[str]:
    """Names in it; "van" and "de" are words of everybody."""
    return frozenset(
        fold_letters(word)
        for word in _WORD.findall(naam)
        if len(word) >= SHORTEST and not word.islower()
    )


def names_in(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """Known names as they were typed, each once. A word without a capital is no name."""
    typed = dict.fromkeys(word for word in _WORD.findall(text) if not word.islower())
    return tuple(word for word in typed if fold_letters(word) in known)


class NamesHint(QWidget):
    """Stands above a form and says which names were typed; it never stops anybody."""

    def __init__(self, known: frozenset[str], text: Callable[[], str]) -> None:
        super().__init__()
        self._known, self._text = known, text
        self._said = kit.IconLabel("warning", "", size="klein", role="warn", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._said)
        self.hide()

    def look(self) -> None:
        """Read what is typed now."""
        found = names_in(self._text(), self._known)
        self.setVisible(bool(found))
        if found:
            names = join_words(f"‘{one}’" for one in found)
            self._said.set(
                "warning",
                f"Je noemt {names}. Is dat de naam van iemand anders? Schrijf dan zijn rol op, "
                "zoals ‘medebewoner A’.",
            )
