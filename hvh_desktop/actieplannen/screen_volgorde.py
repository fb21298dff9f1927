"""His doelen below each other, put in his order by dragging, by keyboard or by a menu."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.ui import kit, paint, theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Handle(QWidget):
    """The number of a doel; take it to drag, or press Alt and an arrow."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, number: int, tekst: str, *, can_move: bool) -> None:
        super().__init__()
        self._number, self._can_move = str(number), can_move
        self._dots = theme.pixmap("dots-six-vertical", 18, "muted")
        self._is_dragging = False
        if can_move:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.setToolTip("Sleep naar een andere plek, of druk op Alt en een pijltje")
        self.setAccessibleName(f"Doel {number}: {tekst}")
        self.setAccessibleDescription("Alt met pijl omhoog of omlaag verandert de volgorde")
        self.setFixedWidth(theme.px(28))
        self.setMinimumHeight(theme.line_height("kop2") + theme.px(24))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(28), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        high = theme.line_height("kop2")
        with paint.kept(QPainter(self)) as painter:
            painter.setFont(theme.font("kop2", semibold=True))
            painter.setPen(theme.color("voice"))
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(0, 4, self.width(), high, middle, self._number)
            if self._can_move:
                side = self._dots.deviceIndependentSize().width()
                painter.drawPixmap(round((self.width() - side) / 2), high + 6, self._dots)
            if self.hasFocus():
                rect = self.rect().adjusted(0, 1, 0, -1)
                rect.setHeight(min(rect.height(), high + theme.px(24)))
                paint.focus_ring(painter, rect, 6)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._can_move and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self._is_dragging = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(event.globalPosition().toPoint())


class Volgorde(QWidget):
    """Blocks in order, with a line between them and a mark where a dragged one would land."""

    reordered = Signal(object)
    """The ids in their new order, and the id that moved: (tuple, UUID)."""

    def __init__(self, ids: Sequence[UUID], blocks: Sequence[QWidget]) -> None:
        super().__init__()
        self._ids, self.blocks = tuple(ids), tuple(blocks)
        self._mark = kit.filled(QWidget(self), "accent")
        self._mark.setFixedHeight(4)
        self._mark.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, block in enumerate(blocks):
            kit.fill(layout, kit.line() if number else None, block)

    def watch(self, number: int, handle: Handle) -> None:
        """Let this handle move the block of that number."""
        handle.dragged.connect(self._show_mark)
        handle.dropped.connect(lambda at: self._drop(number, at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        step = _STEPS.get(Qt.Key(event.key())) if is_alt else None
        number = next((n for n, block in enumerate(self.blocks) if self._holds_focus(block)), None)
        if step is None or number is None:
            super().keyPressEvent(event)
            return
        self.move_by(self._ids[number], step)

    def _holds_focus(self, block: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and block.isAncestorOf(focused)

    def move_by(self, one: UUID, step: int) -> None:
        """One place up or down; at the end nothing happens."""
        at = self._ids.index(one)
        self._put(at, at + step)

    def _put(self, at: int, to: int) -> None:
        if at == to or not 0 <= to < len(self._ids):
            return
        moved = self._ids[at]
        rest = [one for one in self._ids if one != moved]
        rest.insert(to, moved)
        self.reordered.emit((tuple(rest), moved))

    def _gap(self, at: QPoint) -> int:
        """Before which block the pointer is; the number of blocks when it is below all."""
        y = self.mapFromGlobal(at).y()
        above = [block for block in self.blocks if block.geometry().center().y() < y]
        return len(above)

    def _show_mark(self, at: QPoint) -> None:
        gap = self._gap(at)
        last = self.blocks[-1].geometry().bottom()
        y = self.blocks[gap].geometry().top() if gap < len(self.blocks) else last
        self._mark.setFixedWidth(self.width())
        self._mark.move(0, max(0, min(y - 2, self.height() - 4)))
        self._mark.raise_()
        self._mark.show()

    def _drop(self, number: int, at: QPoint) -> None:
        self._mark.hide()
        gap = self._gap(at)
        self._put(number, gap - 1 if gap > number else gap)
