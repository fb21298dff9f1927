"""Surfaces that hold other things: panel, card, his voice, a section that folds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.kit.buttons import ENTER
from hvh_desktop.ui.kit.layout import STRETCH, Item, Margins, fill, prepare
from hvh_desktop.ui.kit.words import Label, SectionHead


class Panel(QWidget):
    """A rounded surface. In high contrast it always has an edge."""

    def __init__(
        self,
        fill: str | None = "surface",
        border: str | None = "line",
        radius: int = 10,
        *,
        bar: str | None = None,
        dashed: bool = False,
        width: int = 1,
    ) -> None:
        super().__init__()
        self.fill_role, self.border_role, self.bar_role = fill, border, bar
        self._radius, self._dashed, self._width = radius, dashed, width

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = theme.color(self.border_role) if self.border_role else paint.soft_edge()
        fill = theme.color(self.fill_role) if self.fill_role else None
        with paint.kept(QPainter(self)) as painter:
            paint.surface(painter, self.rect(), fill, edge, self._radius, self._width, self._dashed)
            if self.bar_role:
                bar = theme.color(self.bar_role)
                paint.left_bar(painter, self.rect(), bar, self._radius, 4)


class Card(Panel):
    """A part of the page, with an optional heading and quiet buttons."""

    def __init__(
        self,
        *items: Item,
        title: str | None = None,
        actions: Sequence[QWidget] = (),
        count: int | str | None = None,
        gap: int = 8,
        margins: Margins | None = None,
    ) -> None:
        super().__init__("surface", "line", theme.radius("kaart"))
        self.body = QVBoxLayout(self)
        usual: Margins = 16 if title is None else (16, 10, 16, 14)
        prepare(self.body, gap, usual if margins is None else margins)
        self.head: SectionHead | None = None
        if title is not None:
            self.head = SectionHead(title, *actions, count=count)
            self.body.addWidget(self.head)
            self.setAccessibleName(title)
        self.add(*items)

    def add(self, *items: Item) -> None:
        fill(self.body, *items)


class Quote(Panel):
    """What he says himself, with why he says it."""

    def __init__(self, text: str, why: str | None = None, *, size: str = "basis") -> None:
        super().__init__("voice_soft", None, theme.radius("veld"), bar="voice")
        layout = QVBoxLayout(self)
        prepare(layout, 1, (14, 8, 12, 8))
        self.label = Label(text, size, wrap=True)
        fill(layout, self.label, Label(why, "klein", "muted", wrap=True) if why else None)


class ClickSurface(QPushButton):
    """A surface that is one button: hover, focus ring, Space and Enter; give it a layout."""

    activated = Signal()

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAutoDefault(False)
        self.clicked.connect(lambda: self.activated.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    least_height = 0
    """Never lower than this; a minimum height of Qt's own would let wrapped words be cut off."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        hint = layout.totalSizeHint() if layout is not None else QSize(0, 0)
        return hint.expandedTo(QSize(0, self.least_height))

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        hint = layout.totalMinimumSize() if layout is not None else QSize(0, 0)
        return hint.expandedTo(QSize(0, self.least_height))

    def paint_state(self, painter: QPainter, radius: float, inset: int = 0) -> None:
        """Hover below, focus ring above: what every surface shows."""
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        if self.underMouse() or self.isDown():
            paint.surface(painter, rect, theme.color("hover"), None, radius)
        if self.hasFocus():
            paint.focus_ring(painter, rect, radius)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            self.paint_state(painter, theme.radius("knop"))


class FoldHead(ClickSurface):
    """The line that opens and closes a fold."""

    def __init__(self, title: str, count: int | str | None) -> None:
        super().__init__(title)
        self.open = False
        layout = QHBoxLayout(self)
        prepare(layout, 8, (4, 4, 8, 4))
        number = Label(str(count), "basis", "muted") if count is not None else None
        layout.addSpacing(theme.px(24))
        fill(layout, Label(title, "kop3", semibold=True, wrap=True), number, STRETCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            self.paint_state(painter, theme.radius("knop"))
            painter.translate(QPointF(4 + theme.px(10), self.height() / 2))
            painter.rotate(0 if self.open else -90)
            paint.caret(painter, QPointF(0, 0), theme.px(16), theme.color("muted"))


class Fold(QWidget):
    """A section that folds away under its heading."""

    toggled = Signal(bool)

    def __init__(
        self, title: str, content: QWidget, open: bool = False, count: int | str | None = None
    ) -> None:
        super().__init__()
        self.content = content
        self.head = FoldHead(title, count)
        self._title = title
        layout = QVBoxLayout(self)
        prepare(layout, 8, 0)
        fill(layout, self.head, content)
        self.head.activated.connect(lambda: self.set_open(not self.is_open()))
        self.set_open(open)

    def is_open(self) -> bool:
        return self.head.open

    def set_open(self, open: bool) -> None:
        changed = open != self.head.open
        self.head.open = open
        self.head.setAccessibleName(f"{self._title}, {'open' if open else 'dicht'}")
        self.content.setVisible(open)
        self.head.update()
        if changed:
            self.toggled.emit(open)
