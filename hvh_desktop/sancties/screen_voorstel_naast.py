"""Outcomes beside each other with the same rows, so that the eye compares along a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hvh_desktop.sancties.rows import AlternatiefRow
from hvh_desktop.sancties.rows_maatwerk import Gevolg
from hvh_desktop.sancties.screen_voorstel_keten import SCHAKELS, GevolgLine, schakel_head
from hvh_desktop.sancties.straffen import summary
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, paint, theme

LABELS: Final = 84
GAP: Final = 12


class Kolom:
    """The widgets of one outcome: a head with its radio, five links, and what one may do."""

    def __init__(self, name: str, *, is_fixed: bool) -> None:
        self.radio = QRadioButton()
        self.radio.setObjectName(f"kies_{name}")
        self.radio.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.mark = kit.Icon("check-circle", "accent", 20)
        self.mark.hide()
        self.naam = kit.Label("", "klein", "muted", wrap=True)
        self.title = kit.Label("", semibold=True, wrap=True)
        self.lines = {schakel: GevolgLine() for schakel in SCHAKELS}
        self.edit = kit.Button("Wijzig", "stil", "pencil-simple", small=True)
        self.edit.setObjectName(f"wijzig_{name}")
        if is_fixed:
            self.radio.hide()
            self.edit.hide()
        self.is_fixed = is_fixed
        self.is_on = False

    def head(self) -> QWidget:
        """Radio left, its name and what it comes down to right of it."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        edit = None if self.is_fixed else (self.edit, top)
        first = kit.beside((kit.column(self.naam, kit.STRETCH), 1), edit, gap=0)
        words = kit.column(first, self.title, kit.STRETCH)
        kit.fill(layout, (self.radio, top), (self.mark, top), (words, 1))
        return row

    def show_row(self, row: AlternatiefRow, gevolgen: Sequence[Gevolg], *, is_empty: bool) -> None:
        """Write what it is now, in place."""
        agreed = "" if row.straffen else row.afspraak
        said = "Nog niet ingevuld" if is_empty else capitalise(summary(row.straffen, agreed))
        self.naam.set_text(row.naam)
        self.title.set_text(said)
        self.title.set_role("muted" if is_empty else "text")
        found = {one.schakel: one for one in gevolgen}
        for schakel, line in self.lines.items():
            line.show_gevolg(found.get(schakel), said=said)
        spoken = ". ".join(line.label.text() for line in self.lines.values() if not is_empty)
        self.radio.setAccessibleName(f"{row.naam}: {said}")
        self.radio.setAccessibleDescription(spoken)
        self.edit.setAccessibleName(f"Wijzig ‘{row.naam}’")

    def set_on(self, is_on: bool) -> None:
        """Is this the one that was chosen?"""
        self.is_on = is_on
        self.naam.set_role("accent" if is_on else "muted")
        self.mark.setVisible(self.is_fixed and is_on)


class NaastElkaar(QWidget):
    """Columns with a radio in the head; ``is_fixed``: only to look at."""

    chosen = Signal(int)
    edit = Signal(int)

    def __init__(self, names: Sequence[str], *, is_fixed: bool = False) -> None:
        super().__init__()
        self.kolommen = [Kolom(name, is_fixed=is_fixed) for name in names]
        self._boxes: list[kit.Panel] = []
        self._is_fixed = is_fixed
        self.group = QButtonGroup(self)
        for number, kolom in enumerate(self.kolommen):
            self.group.addButton(kolom.radio, number)
            kolom.edit.clicked.connect(lambda _on=False, number=number: self.edit.emit(number))
        self.group.idToggled.connect(self._on_toggled)
        if theme.is_narrow():
            self._stack()
        else:
            self._lay_beside()

    def _lay_beside(self) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, theme.px(LABELS))
        chain = kit.Label("Keten van gevolgen", "klein", "muted", wrap=True)
        chain.setFixedWidth(theme.px(LABELS))
        grid.addWidget(_cell(chain, 0), 0, 0)
        for place, schakel in enumerate(SCHAKELS, start=1):
            grid.addWidget(_row_head(schakel, place == len(SCHAKELS)), place, 0)
        for number, kolom in enumerate(self.kolommen, start=1):
            grid.setColumnStretch(number, 1)
            grid.addWidget(_cell(kolom.head(), 12, top=8), 0, number)
            for place, line in enumerate(kolom.lines.values(), start=1):
                grid.addWidget(_cell(line, 12, is_lined=True), place, number)

    def _stack(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for number, kolom in enumerate(self.kolommen):
            box = kit.Panel("surface", "line_strong", 8)
            inner = QVBoxLayout(box)
            inner.setContentsMargins(14, 12, 14, 12)
            inner.setSpacing(4)
            kit.fill(inner, kolom.head())
            for schakel, line in kolom.lines.items():
                kit.fill(inner, 4, schakel_head(schakel), line)
            self._boxes.append(box)
            kit.fill(layout, box)
            box.setAccessibleName(f"Keuze {number + 1}")

    # Choosing -------------------------------------------------------------------------------

    def value(self) -> int | None:
        """Which one is chosen."""
        number = self.group.checkedId()
        return number if number >= 0 else None

    def set_value(self, number: int | None) -> None:
        """Choose without telling."""
        self.group.blockSignals(True)
        self.group.setExclusive(False)
        for place, kolom in enumerate(self.kolommen):
            kolom.radio.setChecked(place == number)
            kolom.set_on(place == number)
        self.group.setExclusive(True)
        self.group.blockSignals(False)
        self._show_on()

    def _on_toggled(self, number: int, is_on: bool) -> None:
        self.kolommen[number].set_on(is_on)
        self._show_on()
        if is_on:
            self.chosen.emit(number)

    def _show_on(self) -> None:
        for box, kolom in zip(self._boxes, self.kolommen, strict=False):
            box.fill_role = "selected" if kolom.is_on else "surface"
            box.border_role = "accent" if kolom.is_on else "line_strong"
            box.update()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole head of a column chooses, as a card does."""
        if self._is_fixed or theme.is_narrow():
            return
        point = event.position().toPoint()
        for number, kolom in enumerate(self.kolommen, start=1):
            if self._grid.cellRect(0, number).contains(point):
                kolom.radio.setFocus(Qt.FocusReason.MouseFocusReason)
                kolom.radio.click()

    # Painting -------------------------------------------------------------------------------

    def _area(self, number: int) -> QRect:
        return self._grid.cellRect(0, number).united(self._grid.cellRect(len(SCHAKELS), number))

    def paintEvent(self, event: QPaintEvent) -> None:
        if theme.is_narrow():
            return
        with paint.kept(QPainter(self)) as painter:
            for number, kolom in enumerate(self.kolommen, start=1):
                fill = theme.color("selected" if kolom.is_on else "surface")
                edge = theme.color("accent" if kolom.is_on else "line_strong")
                width = 2 if kolom.is_on else 1
                paint.surface(painter, self._area(number), fill, edge, 8, width)


def _row_head(schakel: str, is_last: bool) -> QWidget:
    arrow = None if is_last else kit.IconLabel("arrow-down", "daardoor", size="klein", role="muted")
    return _cell(kit.column(kit.Label(capitalise(schakel), semibold=True), arrow), 0)


def _cell(content: QWidget, side: int, *, top: int = 5, is_lined: bool = False) -> QWidget:
    rule = kit.line() if is_lined else None
    return kit.column(rule, top, content, 5, kit.STRETCH, margins=(side, 0, side, 0))
