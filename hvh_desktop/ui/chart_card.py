"""A figure: bars with their numbers, the same as a table, and how it was worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hvh_desktop.ui import kit, paint, theme


class Staaf(QWidget):
    """One bar, with a part of it filled; the number beside it says the same."""

    def __init__(self, share: float, part: float = 0, role: str = "accent") -> None:
        super().__init__()
        self._share, self._part, self._role = share, part, role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        width = self.width() * self._share
        if width <= 0:
            return
        area = QRectF(0, 0, max(width, 4), self.height())
        with paint.kept(QPainter(self)) as painter:
            fill, edge = theme.color(self._role), theme.color("line_strong")
            plain = self._role == "sunken"
            paint.surface(painter, area, fill, edge if plain else None, 3)
            if self._part > 0:
                area.setWidth(max(self.width() * self._part, 4))
                paint.surface(painter, area, theme.color("voice"), None, 3)


class ChartCard(kit.Card):
    """Bars, or the same as a table; ‘Zo is dit berekend’ below. ``empty``: there is no figure."""

    def __init__(
        self,
        title: str,
        bars: Callable[[], QWidget],
        table: Callable[[], QWidget],
        how: Sequence[str],
        *above: QWidget,
        name: str,
        empty: str = "",
    ) -> None:
        self._title, self._bars, self._table = title, bars, table
        self._shows_table = False
        self._toggle = kit.Button(
            "Als tabel", "stil", "table", small=True, name=f"tabel_{name}", on_click=self._turn
        )
        super().__init__(title=title, actions=[] if empty else [self._toggle], gap=8)
        self.setObjectName(name)
        self._toggle.setHidden(bool(empty))
        self._place = kit.Holder()
        words = kit.column(*(kit.Label(line, wrap=True) for line in how), gap=6)
        words.setMaximumWidth(theme.px(760))
        fold = kit.Fold("Zo is dit berekend", words)
        fold.setObjectName(f"berekend_{name}")
        self.add(*above, self._place, fold)
        if empty:
            self._place.show_items(kit.Label(empty, role="muted", wrap=True))
        else:
            self._show()

    def _turn(self) -> None:
        self._shows_table = not self._shows_table
        self._toggle.setText("Als staven" if self._shows_table else "Als tabel")
        self._toggle.set_icon("chart-bar-horizontal" if self._shows_table else "table")
        self._show()

    def _show(self) -> None:
        self._toggle.setAccessibleName(f"{self._toggle.text()}: {self._title}")
        self._place.show_items(self._table() if self._shows_table else self._bars())


def fit_rows(table: kit.Table, rows: int) -> None:
    """All rows are in sight: the page scrolls, not the table."""
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    high = table.horizontalHeader().height() + 4
    table.setFixedHeight(high + rows * table.verticalHeader().defaultSectionSize())
