"""The krachtenwiel: ten leefgebieden round, seven rings, now filled and then as an arc."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hvh_desktop.leefgebieden import LEEFGEBIED_SHORT
from hvh_desktop.ui import paint, theme

WHEEL_WORDS = tuple(LEEFGEBIED_SHORT.values())
RINGS = 7
HUB = 0.16  # share of the radius that stays open
GAP = 1.1  # degrees between sectors
FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
Step = int | None


def step_words(step: Step) -> str:
    return "weet niet" if step is None else f"stap {step}"


class Wheel(QWidget):
    """``now`` and ``then`` hold 1 to 7 per leefgebied, None for "weet niet".

    ``rows()`` is the same in words, for the table beside it. Arrows walk round, Enter chooses.
    """

    chosen = Signal(int)

    def __init__(
        self,
        now: Sequence[Step],
        then: Sequence[Step] = (),
        *,
        words: Sequence[str] = WHEEL_WORDS,
        size: int = 282,
    ) -> None:
        super().__init__()
        self.words = tuple(words)
        count = len(self.words)
        self.now = (*now, *(None,) * count)[:count]
        self.then = (*then, *(None,) * count)[:count]
        self.marked = 0
        self._least = theme.px(size)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Krachtenwiel")
        self._describe()

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """(leefgebied, nu, toen) in words."""
        together = zip(self.words, self.now, self.then, strict=True)
        return tuple((word, step_words(now), step_words(then)) for word, now, then in together)

    def sizeHint(self) -> QSize:
        return QSize(self._least + theme.px(40), self._least)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, self._least)

    # ---------------------------------------------------------------------- where things are

    def _center(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _radius(self) -> float:
        metrics = QFontMetricsF(theme.font("klein"))
        widest = max(metrics.horizontalAdvance(word) for word in self.words)
        high = self.height() / 2 - metrics.height() - 8
        return max(20.0, min(high, self.width() / 2 - widest - 6))

    def _start(self, number: int) -> float:
        """Where a sector begins, in degrees against the clock from the right."""
        part = 360 / len(self.words)
        return 90 + part / 2 - number * part

    def _wedge(self, number: int, inner: float, outer: float) -> QPainterPath:
        center, part = self._center(), 360 / len(self.words)
        start, span = self._start(number) - GAP, part - 2 * GAP
        path = QPainterPath()
        big = _circle(center, outer)
        path.arcMoveTo(big, start)
        path.arcTo(big, start, -span)
        path.arcTo(_circle(center, inner), start - span, span)
        path.closeSubpath()
        return path

    def sector_at(self, point: QPointF) -> int | None:
        offset = point - self._center()
        if math.hypot(offset.x(), offset.y()) > self._radius():
            return None
        degrees = math.degrees(math.atan2(-offset.y(), offset.x()))
        part = 360 / len(self.words)
        return int(((self._start(0) - degrees) % 360) // part)

    # -------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            for number in range(len(self.words)):
                self._paint_sector(painter, number)
                self._paint_then(painter, number)
            if self.hasFocus():
                radius = self._radius()
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(paint.stroke(theme.color("focus"), 2))
                painter.drawPath(self._wedge(self.marked, radius * HUB - 1, radius + 2))
            self._paint_words(painter)

    def _ring_color(self, ring: int, on: bool) -> QColor:
        if theme.is_high_contrast():
            return theme.color("accent" if on else "surface")
        if on:
            return theme.mix("accent", "accent_soft", 0.62 - 0.1 * ring)
        dark = theme.current().name == theme.DONKER
        return theme.mix("surface", "line", 0.75) if dark else theme.color("sunken")

    def _paint_sector(self, painter: QPainter, number: int) -> None:
        radius = self._radius()
        hub, step = radius * HUB, radius * (1 - HUB) / RINGS
        filled = self.now[number] or 0
        plain = theme.is_high_contrast()
        painter.setPen(paint.stroke(theme.color("line"), 0.6) if plain else Qt.PenStyle.NoPen)
        for ring in range(RINGS):
            painter.setBrush(self._ring_color(ring, ring < filled))
            wedge = self._wedge(number, hub + ring * step + 1, hub + (ring + 1) * step - 1)
            painter.drawPath(wedge)

    def _paint_then(self, painter: QPainter, number: int) -> None:
        then = self.then[number]
        if not then:
            return
        radius = self._radius()
        at = radius * HUB + then * radius * (1 - HUB) / RINGS
        start = (self._start(number) - 5) * 16
        span = -(360 / len(self.words) - 10) * 16
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("surface", theme.px(6.5)), ("voice", theme.px(3))):
            painter.setPen(paint.stroke(theme.color(role), width))
            painter.drawArc(_circle(self._center(), at), round(start), round(span))

    def _paint_words(self, painter: QPainter) -> None:
        font = theme.font("klein")
        metrics, center = QFontMetricsF(font), self._center()
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        rim = self._radius() + 8
        for number, word in enumerate(self.words):
            angle = math.radians(90 - number * 360 / len(self.words))
            across, up = math.cos(angle), math.sin(angle)
            width, height = metrics.horizontalAdvance(word) + 2, metrics.height()
            x = center.x() + rim * across
            left = x - width / 2 if abs(across) < 0.15 else x if across > 0 else x - width
            top = center.y() - rim * up - height / 2
            top -= height / 2 if up > 0.9 else -height / 2 if up < -0.9 else 0
            painter.drawText(QRectF(left, top, width, height), word)

    # -------------------------------------------------------------------------------- using it

    def _describe(self) -> None:
        word, now, then = self.rows()[self.marked]
        self.setAccessibleDescription(f"{word}: nu {now}, toen {then}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*FORWARD, *BACK):
            move = 1 if event.key() in FORWARD else -1
            self.marked = (self.marked + move) % len(self.words)
            self._describe()
            self.update()
        elif event.key() in ENTER:
            self.chosen.emit(self.marked)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self.sector_at(event.position())
        if number is not None:
            self.marked = number
            self._describe()
            self.update()
            self.chosen.emit(number)


def _circle(center: QPointF, radius: float) -> QRectF:
    return QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
