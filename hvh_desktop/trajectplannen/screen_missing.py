"""What a plan still lacks, each line a jump to where it is filled in.

A file of its own because the tab and the print page both show it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.trajectplannen.service import Missing
from hvh_desktop.ui import kit


class MissingList(QWidget):
    """The lines under a heading with how many there are."""

    def __init__(self, missing: Sequence[Missing], go: Callable[[Missing], object]) -> None:
        super().__init__()
        self._go = go
        self.rows = [self._row(number, one) for number, one in enumerate(missing)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        kit.fill(
            layout,
            kit.SectionHead("Wat ontbreekt nog", count=len(self.rows)),
            kit.RowList(*self.rows),
        )

    def focus_first(self) -> None:
        """Go to the first line."""
        self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, number: int, one: Missing) -> kit.Row:
        row = kit.Row(one.sentence, icon="warning")
        row.setObjectName(f"ontbreekt_{number}")
        row.activated.connect(lambda: self._go(one))
        return row
