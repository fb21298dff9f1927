"""Strokes that the style and the widgets share: surfaces, focus ring, marks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from hvh_desktop.ui import theme

AnyRect = QRect | QRectF
RING = 2  # width of the focus ring


@contextmanager
def kept(painter: QPainter) -> Iterator[QPainter]:
    """Antialiased painting that leaves the painter as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    yield painter
    painter.restore()


def surface(
    painter: QPainter,
    rect: AnyRect,
    fill: QColor | None,
    border: QColor | None,
    radius: float,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """A rounded surface whose border lies wholly inside ``rect``."""
    half = width / 2 if border is not None else 0
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(border, width, style))
    painter.drawRoundedRect(inner, radius, radius)


def soft_edge() -> QColor | None:
    """Soft surfaces have no edge, except where their colour is plain paper."""
    return theme.color("line") if theme.is_high_contrast() else None


def focus_ring(painter: QPainter, rect: AnyRect, radius: float) -> None:
    surface(painter, rect, None, theme.color("focus"), radius, RING)


def left_bar(painter: QPainter, rect: AnyRect, color: QColor, radius: float, width: int) -> None:
    """A bar on the left that follows the round corners."""
    area = QRectF(rect)
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.fillRect(QRectF(area.left(), area.top(), width, area.height()), color)
    painter.restore()


def stroke(color: QColor, width: float) -> QPen:
    """A pen with round ends and joins."""
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(color, width, Qt.PenStyle.SolidLine, cap, join)


def caret(painter: QPainter, center: QPointF, size: float, color: QColor, up: bool = False) -> None:
    """A small arrow head that points down, or up."""
    w, h = size / 3, size / 6 * (-1 if up else 1)
    painter.setPen(stroke(color, max(1.4, size / 11)))
    x, y = center.x(), center.y()
    painter.drawPolyline([QPointF(x - w, y - h), QPointF(x, y + h), QPointF(x + w, y - h)])


def tick(painter: QPainter, box: QRectF, color: QColor, width: float = 2.0) -> None:
    """A check mark that fills ``box``."""
    k = box.width() / 18
    x, y = box.left(), box.top()
    painter.setPen(stroke(color, width * max(1.0, k)))
    points = ((4.6, 9.4), (7.9, 12.5), (13.5, 5.8))
    painter.drawPolyline([QPointF(x + a * k, y + b * k) for a, b in points])
