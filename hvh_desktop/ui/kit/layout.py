"""Putting widgets above and beside each other, in pages that scroll and columns that stack."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hvh_desktop.ui import theme


class Stretch(Enum):
    """Empty room that takes what is left over."""

    STRETCH = 1


STRETCH = Stretch.STRETCH
Margins = int | tuple[int, int, int, int]
Simple = QWidget | QLayout
Item = Simple | int | Stretch | tuple[Simple, int] | tuple[QWidget, Qt.AlignmentFlag] | None


def fill(layout: QBoxLayout, *items: Item) -> None:
    """Add widgets, layouts, room (int), STRETCH, (item, stretch) or (widget, alignment)."""
    for item in items:
        if isinstance(item, tuple):
            _add_with(layout, item[0], item[1])
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif item is STRETCH:
            layout.addStretch(1)


def _add_with(layout: QBoxLayout, what: Simple, how: int | Qt.AlignmentFlag) -> None:
    if isinstance(how, Qt.AlignmentFlag):
        if isinstance(what, QWidget):
            layout.addWidget(what, 0, how)
    elif isinstance(what, QWidget):
        layout.addWidget(what, how)
    else:
        layout.addLayout(what, how)


def prepare(layout: QBoxLayout, gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(left, top, right, bottom)


def column(*items: Item, gap: int = 0, margins: Margins = 0) -> QWidget:
    widget = QWidget()
    layout = QVBoxLayout(widget)
    prepare(layout, gap, margins)
    fill(layout, *items)
    return widget


def beside(*items: Item, gap: int = 8, margins: Margins = 0) -> QWidget:
    widget = QWidget()
    layout = QHBoxLayout(widget)
    prepare(layout, gap, margins)
    fill(layout, *items)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


class Holder(QWidget):
    """A place of which the contents change."""

    def __init__(self, gap: int = 0) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        prepare(self._box, gap, 0)

    def show_items(self, *items: Item) -> None:
        """These, in place of what was there."""
        clear(self._box)
        fill(self._box, *items)


def filled(widget: QWidget, role: str) -> QWidget:
    """The widget itself, on a plain surface of a token colour."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, theme.color(role))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
    return widget


def line(vertical: bool = False) -> QWidget:
    """A thin separation, for the eye only."""
    widget = filled(QWidget(), "line")
    if vertical:
        widget.setFixedWidth(1)
    else:
        widget.setFixedHeight(1)
    return widget


BAR = 12  # width of a scroll bar; every page keeps at least this free on its right
WIDEST = 16777215  # Qt's word for "no maximum"
LEAST = 160  # a part that takes what is left is never asked to be narrower
SETTLING = 4  # times that the layouts are asked again before a page is painted


class ScrollPage(QScrollArea):
    """A page without frame that is as wide as its room; what gets the focus comes into view.

    The scroll bar lies over the page's own right margin, so a page that scrolls ends at the same
    edge as one that fits. Words are measured before the first painting: rows would show
    squeezed for a moment. ``gutter``: room for the bar, in a page that has no margin of its own.
    """

    def __init__(self, content: QWidget | None = None, *, gutter: bool = False) -> None:
        super().__init__()
        self._gutter = gutter
        self._is_settling = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(QWidget())  # asking for Qt's own makes PySide load every widget class
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, 0, -BAR, 0)
        self.verticalScrollBar().rangeChanged.connect(lambda low, high: self._show_bar(high > low))
        self._show_bar(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        if content is not None:
            self.set_content(content)

    def _show_bar(self, is_needed: bool) -> None:
        """Its room is always laid out, so that no width changes when it comes or goes: words that
        wrapped anew would ask it back, without end."""
        bar = self.verticalScrollBar()
        bar.setVisible(is_needed)
        holder = bar.parentWidget()
        if holder is not None:
            holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not is_needed)
            holder.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answer = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.LayoutRequest and watched is self.widget():
            self._settle()
        return answer

    def _settle(self) -> None:
        """Words that wrap ask for another height once they know their width: wait for that."""
        if self._is_settling:
            return
        self._is_settling = True
        for _ in range(SETTLING):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._is_settling = False

    def set_content(self, content: QWidget) -> None:
        """Show this instead. What was there goes later: the click that asked may come from it."""
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        if self._gutter:
            content = column(content, margins=(0, 0, BAR, 10))
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        content = self.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            self.ensureWidgetVisible(new, 24, 24)


class Columns(QWidget):
    """Parts beside each other; where they do not fit they stand below each other.

    A part is (widget, width at 100 % in pixels), width 0 takes what is left. From 150 % text, and
    in a window that is too narrow, they stack in ``narrow_order``.
    """

    def __init__(
        self,
        *parts: tuple[QWidget, int],
        gap: int = 16,
        narrow_order: Sequence[int] | None = None,
    ) -> None:
        super().__init__()
        self._parts, self._gap = parts, gap
        self._order = range(len(parts)) if narrow_order is None else narrow_order
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        prepare(self._layout, gap, 0)
        self._is_stacked = theme.is_narrow()
        self._arrange()

    def _arrange(self) -> None:
        while self._layout.count():
            self._layout.takeAt(0)
        way = QBoxLayout.Direction
        self._layout.setDirection(way.TopToBottom if self._is_stacked else way.LeftToRight)
        for number in self._order if self._is_stacked else range(len(self._parts)):
            widget, width = self._parts[number]
            if width:
                widget.setMinimumWidth(0 if self._is_stacked else theme.px(width))
                widget.setMaximumWidth(WIDEST if self._is_stacked else theme.px(width))
            self._layout.addWidget(widget, 1 if not self._is_stacked and not width else 0)
        if self._is_stacked:
            self._layout.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.px(LEAST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if theme.is_narrow():
            return
        asked = sum(theme.px(width or LEAST) for _, width in self._parts)
        stacks = self.width() < asked + self._gap * (len(self._parts) - 1)
        if stacks != self._is_stacked:
            self._is_stacked = stacks
            self._arrange()
