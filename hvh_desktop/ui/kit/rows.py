"""Rows of lists: people, moments in time, steps. The whole row is the target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.kit.layout import STRETCH, beside, clear, column, fill, line, prepare
from hvh_desktop.ui.kit.marks import Avatar, IconDisc
from hvh_desktop.ui.kit.surfaces import Card, ClickSurface, Panel
from hvh_desktop.ui.kit.words import Heading, Label

STEP_STATES = {
    "klaar": "klaar",
    "anders": "overgeslagen",
    "nu": "hier ben je nu",
    "nog": "nog te doen",
}


class Row(ClickSurface):
    """Time or lateness left, then who, then what; a button or badge right."""

    def __init__(
        self,
        name: str,
        subline: str = "",
        *,
        left: tuple[str, str] | None = None,
        left_tone: str | None = None,
        initials: str = "",
        icon: str = "",
        right: Sequence[QWidget] = (),
        selected: bool = False,
        name_role: str = "text",
    ) -> None:
        spoken = ", ".join(part for part in (*(left or ()), name, subline) if part)
        super().__init__(spoken)
        self.name, self._selected = name, selected
        layout = QHBoxLayout(self)
        prepare(layout, 12, (16, 7, 16, 7))
        words = column(
            STRETCH,
            Label(name, role=name_role, semibold=True, wrap=True),
            Label(subline, "klein", "muted", wrap=True) if subline else None,
            STRETCH,
        )
        disc = Avatar(initials, 32, quiet=True) if initials else IconDisc(icon) if icon else None
        fill(layout, _left_column(left, left_tone), disc, (words, 1), *right)
        self.least_height = theme.row_height("lijstregel") if subline else 44

    def set_selected(self, selected: bool) -> None:
        self._selected = selected
        self.update()

    def is_selected(self) -> bool:
        return self._selected

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            if self._selected:
                painter.fillRect(self.rect(), theme.color("selected"))
                painter.fillRect(0, 0, 4, self.height(), theme.color("accent"))
            elif self.underMouse() or self.isDown():
                painter.fillRect(self.rect(), theme.color("hover"))
            if self.hasFocus():
                paint.focus_ring(painter, QRectF(self.rect()).adjusted(2, 1, -2, -1), 7)


def _left_column(left: tuple[str, str] | None, tone: str | None) -> QWidget | None:
    if left is None:
        return None
    below = Label(left[1], "klein", tone or "muted", wrap=True) if left[1] else None
    above = Label(left[0], role=tone or "text", semibold=True, wrap=True)
    widget = column(STRETCH, above, below, STRETCH)
    widget.setFixedWidth(theme.px(64))
    return widget


class RowList(Panel):
    """A card of rows with inset lines; up and down walk through the rows."""

    def __init__(self, *rows: QWidget, empty: QWidget | None = None) -> None:
        super().__init__("surface", "line", theme.radius("kaart"))
        self.rows: list[QWidget] = []
        self._empty = empty
        self._layout = QVBoxLayout(self)
        prepare(self._layout, 0, (1, 3, 1, 3))
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        if self._empty is not None:
            self._layout.removeWidget(self._empty)
            self._empty.hide()
        clear(self._layout)
        self.rows = list(rows)
        for number, row in enumerate(rows):
            inset = beside(line(), margins=(15, 0, 15, 0)) if number else None
            fill(self._layout, inset, row)
        if not rows and self._empty is not None:
            self._layout.addWidget(self._empty)
            self._empty.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        focused = [n for n, row in enumerate(self.rows) if row.hasFocus()]
        if event.key() in moves and focused:
            to = focused[0] + moves[Qt.Key(event.key())]
            if 0 <= to < len(self.rows):
                self.rows[to].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class TimelineDot(QWidget):
    """The line through time with a disc on it."""

    def __init__(self, icon: str, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        self._picture = theme.pixmap(icon, 16, "accent_text" if first else "muted")
        self.setFixedWidth(theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        x, radius = self.width() / 2, theme.px(13)
        y = radius + 3
        with paint.kept(QPainter(self)) as painter:
            painter.setPen(paint.stroke(theme.color("line"), 2))
            end = y if self._last else self.height() + 2
            painter.drawLine(QPointF(x, y if self._first else -2), QPointF(x, end))
            disc = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
            fill = theme.color("accent" if self._first else "surface")
            paint.surface(painter, disc, fill, theme.color("line"), radius)
            half = self._picture.deviceIndependentSize().width() / 2
            painter.drawPixmap(QPointF(x - half, y - half), self._picture)


class TimelineItem(ClickSurface):
    """What happened on a day; the newest is ``first``."""

    def __init__(
        self,
        day: str,
        icon: str,
        title: str,
        subline: str = "",
        *,
        first: bool = False,
        last: bool = False,
    ) -> None:
        super().__init__(", ".join(part for part in (day, title, subline) if part))
        layout = QHBoxLayout(self)
        prepare(layout, 8, (4, 0, 4, 0))
        right = Qt.AlignmentFlag.AlignRight
        when = column(2, Label(day, "klein", semibold=True, align=right), STRETCH)
        when.setFixedWidth(theme.px(50))
        words = column(
            2,
            Label(title, semibold=first, wrap=True),
            Label(subline, "klein", "muted", wrap=True) if subline else None,
            8,
        )
        fill(layout, when, TimelineDot(icon, first, last), (words, 1))


class StepItem(ClickSurface):
    """One step in a rail: number or mark, words, and what became of it."""

    def __init__(self, number: int, word: str, state: str, subline: str = "") -> None:
        said = ", ".join(part for part in (f"Stap {number}: {word}", subline) if part)
        super().__init__(f"{said}, {STEP_STATES[state]}")
        self._number, self._state = number, state
        layout = QHBoxLayout(self)
        side = theme.px(26)
        prepare(layout, 0, (20 + side, 4, 6, 4))
        role = {"nu": "accent", "nog": "muted"}.get(state, "text")
        name = Label(word, role=role, semibold=state == "nu", wrap=True)
        sub = Label(subline, "klein", "muted", wrap=True) if subline else None
        fill(layout, (column(STRETCH, name, sub, STRETCH), 1))
        self.least_height = max(40, side + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        rect, side = QRectF(self.rect()).adjusted(0, 1, 0, -1), theme.px(26)
        disc = QRectF(10, (self.height() - side) / 2, side, side)
        with paint.kept(QPainter(self)) as painter:
            if self._state == "nu":
                paint.surface(painter, rect, theme.color("accent_soft"), paint.soft_edge(), 6)
                bar = QRectF(0, 10, 3, self.height() - 20)
                paint.surface(painter, bar, theme.color("accent"), None, 1.5)
            elif self.underMouse():
                paint.surface(painter, rect, theme.color("hover"), paint.soft_edge(), 6)
            self._paint_disc(painter, disc)
            if self.hasFocus():
                paint.focus_ring(painter, rect, 7)

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        radius = disc.width() / 2
        fills = {"klaar": "good_soft", "anders": "sunken", "nu": "accent"}
        fill = theme.color(fills[self._state]) if self._state in fills else None
        edge = theme.color("line_strong") if fill is None else paint.soft_edge()
        paint.surface(painter, disc, fill, edge, radius)
        inner = disc.adjusted(5, 5, -5, -5)
        if self._state == "klaar":
            paint.tick(painter, inner, theme.color("good"), 1.6)
        elif self._state == "anders":
            painter.setPen(paint.stroke(theme.color("muted"), 1.6))
            middle = disc.center()
            half = QPointF(radius * 0.4, 0)
            painter.drawLine(middle - half, middle + half)
        else:
            now = self._state == "nu"
            painter.setFont(theme.font("klein", semibold=now))
            painter.setPen(theme.color("accent_text" if now else "muted"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepRail(Card):
    """The steps of something weighty: (word, state, line below); states klaar anders nu nog."""

    chosen = Signal(int)

    def __init__(
        self, steps: Sequence[tuple[str, str, str]], *, title: str = "", summary: str = ""
    ) -> None:
        super().__init__(gap=0, margins=(14, 10, 14, 10))
        self._title, self._summary = title, summary
        self.items: list[StepItem] = []
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[tuple[str, str, str]], summary: str | None = None) -> None:
        self._summary = self._summary if summary is None else summary
        had_focus = any(item.hasFocus() for item in self.items)
        clear(self.body)
        self.items = [StepItem(n, *step) for n, step in enumerate(steps, start=1)]
        for number, item in enumerate(self.items):
            item.activated.connect(lambda number=number: self.chosen.emit(number))
        heading = Heading(self._title) if self._title else None
        told = Label(self._summary, "klein", "muted", wrap=True) if self._summary else None
        fill(self.body, heading, told, 6 if heading or told else None, *self.items, STRETCH)
        if had_focus:
            self._focus_now([state for _word, state, _line in steps])

    def _focus_now(self, states: Sequence[str]) -> None:
        """The items are made anew; who walks the steps by key stays in them."""
        if "nu" in states:
            now = self.items[states.index("nu")]
            now.show()  # what is not seen yet takes no focus
            now.setFocus()
