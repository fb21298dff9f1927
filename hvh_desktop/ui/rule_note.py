"""A rule beside the thing that it is about: it opens, and says its source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.policy import Rule
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit, theme


class RuleNote(QWidget):
    """A quiet button with the rule in short; it opens what the rule says and where it stands."""

    def __init__(
        self, short: str, rule: Rule, *, name: str, extra: str = "", is_apart: bool = False
    ) -> None:
        """``is_apart``: somebody else places ``head``; this is only what opens."""
        super().__init__()
        self._is_apart = is_apart
        self._short = short
        self.head = kit.Button(
            short, "stil", "book-open", small=True, name=name, on_click=self._turn
        )
        self.body = kit.Panel("sunken", "line", theme.radius("veld"))
        lines = _lines(rule, extra)
        labels = [kit.Label(line, "klein", wrap=True, selectable=True) for line in lines]
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(4)
        kit.fill(inner, *labels)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if not is_apart:
            kit.fill(layout, (self.head, Qt.AlignmentFlag.AlignLeft))
        kit.fill(layout, self.body)
        self.set_open(False)

    def is_open(self) -> bool:
        """Is the source in sight?"""
        return not self.body.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Show or fold the source."""
        self.body.setHidden(not is_open)
        if self._is_apart:
            self.setHidden(not is_open)
        state = "open" if is_open else "dicht"
        self.head.setAccessibleName(f"Regel en bron: {self._short}, {state}")

    def _turn(self) -> None:
        self.set_open(not self.is_open())


def _lines(rule: Rule, extra: str) -> list[str]:
    state = " Voorlopig: het huis stelt dit nog vast." if rule.is_hypothese else ""
    lines = [
        rule.omschrijving,
        extra,
        f"Geldig vanaf {date_words(rule.geldig_vanaf)}.{state}",
        f"Bron: {rule.bron.rstrip('.')}.",
        rule.bron_url or "",
    ]
    return [line for line in lines if line]
