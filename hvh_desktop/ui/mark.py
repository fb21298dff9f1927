"""The mark of the house: a roof line over an open door."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from hvh_desktop.ui import theme

_LINES = (
    ((7, 15.5), (16, 8), (25, 15.5)),
    ((9.5, 14.5), (9.5, 24), (14, 24), (14, 18), (18, 16.2), (18, 24), (22.5, 24), (22.5, 14.5)),
)


def draw(painter: QPainter, size: float, fill: QColor, ink: QColor) -> None:
    """Paint the mark in a square of this size at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 32, size / 32)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(0, 0, 32, 32), 8, 8)
    pen = QPen(ink, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in _LINES:
        painter.drawPolyline([QPointF(x, y) for x, y in line])


def window_icon() -> QIcon:
    """The mark as the icon of the window."""
    picture = QPixmap(64, 64)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, 64, theme.color("accent"), theme.color("accent_text"))
    painter.end()
    return QIcon(picture)


class Mark(QWidget):
    """The mark as a widget."""

    def __init__(self, size: int = 32) -> None:
        super().__init__()
        self._size = theme.px(size)
        self.setFixedSize(self._size, self._size)
        self.setAccessibleName("Huis van Herstel")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, self._size, theme.color("accent"), theme.color("accent_text"))
