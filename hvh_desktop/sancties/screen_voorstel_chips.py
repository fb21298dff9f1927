"""Words that count or not, each with an edge that says whether it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, paint, theme


class Chip(kit.Check):
    """A word that counts, with an edge around it that says whether it does."""

    def __init__(self, text: str) -> None:
        super().__init__(capitalise(text))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(8, 3, 10, 3)
        self.box.toggled.connect(lambda _on: self.update())

    def paintEvent(self, event: QPaintEvent) -> None:
        is_on = self.box.isChecked()
        fill = theme.color("selected" if is_on else "surface")
        edge = theme.color("accent" if is_on else "line_strong")
        with paint.kept(QPainter(self)) as painter:
            paint.surface(painter, self.rect(), fill, edge, 6)


class Chips(QWidget):
    """Words that count or not, in rows of equal width; Tab and Space."""

    changed = Signal()

    def __init__(self, words: Sequence[str], *, name: str, across: int = 3) -> None:
        super().__init__()
        self._words = tuple(words)
        self.chips = [Chip(word) for word in words]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        columns = 1 if theme.is_narrow() else across
        for number, chip in enumerate(self.chips):
            chip.setObjectName(f"{name}_{number + 1}")
            chip.setAccessibleName(self._words[number])
            chip.changed.connect(self.changed)
            grid.addWidget(chip, number // columns, number % columns)
        if self.chips:
            self.setFocusProxy(self.chips[0])
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def value(self) -> tuple[str, ...]:
        """The words that count, in the order of the list."""
        pairs = zip(self._words, self.chips, strict=True)
        return tuple(word for word, chip in pairs if chip.value())

    def set_value(self, value: Any) -> None:
        """Tick these."""
        for word, chip in zip(self._words, self.chips, strict=True):
            chip.set_value(word in (value or ()))
            chip.update()

    def set_error(self, wrong: bool) -> None:
        """The sentence above says it; the first chip gets the focus."""
        self.setProperty("fout", wrong)
