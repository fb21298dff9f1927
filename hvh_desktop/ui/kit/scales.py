"""Two scales that he can point at: seven steps of readiness and five faces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.kit.fields import Input, set_mark
from hvh_desktop.ui.kit.layout import prepare

FACE_WORDS = ("slecht", "niet zo goed", "gaat wel", "goed", "heel goed")
# Per face: how deep the mouth bends (down is glad) and how low it starts, in a face of 31.
MOUTHS = ((-5.0, 8.0), (-2.5, 8.0), (0.0, 6.0), (3.0, 6.0), (6.0, 6.0))
CENTER_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
EMPTY_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def words_height(words: Sequence[str], width: float, semibold: bool = False) -> float:
    """Height of the highest of some words that wrap at ``width``."""
    metrics = QFontMetricsF(theme.font("klein", semibold))
    area = QRectF(0, 0, max(width, 1), 1000)
    flags = CENTER_TOP | Qt.TextFlag.TextWordWrap
    return max(metrics.boundingRect(area, int(flags.value), word).height() for word in words)


class ScalePart(QRadioButton):
    """One part of a scale: paints itself, is a radio button to the keyboard and the reader."""

    def __init__(self, scale: Scale, number: int, word: str) -> None:
        super().__init__()
        self.scale, self.number, self.word = scale, number, word
        self.setAccessibleName(f"{number}, {word}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        return QSize(self.scale.part_width(), self.scale.part_height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.scale.least_width(), self.scale.part_height(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            self.scale.paint_part(painter, self)


class Scale(QWidget, Input):
    """Parts in a row, at most one chosen, none beforehand. Digits choose, Delete empties."""

    changed = Signal()
    gap = 4

    def __init__(self, words: Sequence[str], value: int | None) -> None:
        super().__init__()
        self.words = tuple(words)
        self.group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        prepare(layout, self.gap, 0)
        self.parts = [ScalePart(self, n, word) for n, word in enumerate(self.words, start=1)]
        for part in self.parts:
            self.group.addButton(part, part.number)
            layout.addWidget(part, 1)
        self.setFocusProxy(self.parts[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(value)
        self.group.idToggled.connect(self._announce)

    def part_width(self) -> int:
        raise NotImplementedError

    def part_height(self, width: int) -> int:
        raise NotImplementedError

    def paint_part(self, painter: QPainter, part: ScalePart) -> None:
        raise NotImplementedError

    def least_width(self) -> int:
        """Never narrower than the longest single word."""
        metrics = QFontMetricsF(theme.font("klein", semibold=True))
        longest = max((w for word in self.words for w in word.split()), key=len)
        return math.ceil(metrics.horizontalAdvance(longest)) + 8

    def sizeHint(self) -> QSize:
        return self._fitting(self.part_width())

    def minimumSizeHint(self) -> QSize:
        return self._fitting(self.least_width())

    def _fitting(self, part: int) -> QSize:
        count = len(self.words)
        real = (self.width() - self.gap * (count - 1)) // count if self.isVisible() else 0
        height = self.part_height(max(real, self.least_width()) if real else self.part_width())
        return QSize(part * count + self.gap * (count - 1), height)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.updateGeometry()

    def setObjectName(self, name: Any) -> None:
        super().setObjectName(name)
        for part in self.parts:
            part.setObjectName(f"{name}_{part.number}")

    def value(self) -> int | None:
        number = self.group.checkedId()
        return number if number > 0 else None

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.group):
            self._check(value)
        self._describe()

    def _check(self, value: Any) -> None:
        self.group.setExclusive(False)
        for part in self.parts:
            part.setChecked(part.number == value)
        self.group.setExclusive(True)
        self.update()

    def set_fixed(self, fixed: bool) -> None:
        set_mark(self, "vast", fixed)
        for part in self.parts:
            part.setEnabled(not fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = int(event.text()) if event.text() in set("123456789") else 0
        if self.property("vast"):
            event.ignore()
        elif event.key() in EMPTY_KEYS and self.value() is not None:
            self.set_value(None)
            self.changed.emit()
        elif 1 <= digit <= len(self.parts):
            self.parts[digit - 1].setFocus()
            self.parts[digit - 1].setChecked(True)
        else:
            super().keyPressEvent(event)

    def _announce(self, _number: int, on: bool) -> None:
        if on:
            self._describe()
            self.update()
            self.changed.emit()

    def value_words(self) -> str:
        """The choice in words, for a screen reader."""
        value = self.value()
        if value is None:
            return "Nog niet gekozen"
        return f"{value} van {len(self.words)}: {self.words[value - 1]}"

    def _describe(self) -> None:
        self.setAccessibleDescription(self.value_words())


class SevenSteps(Scale):
    """Seven numbered boxes with words; a dot where he was (``then``)."""

    def __init__(
        self, words: Sequence[str], *, value: int | None = None, then: int | None = None
    ) -> None:
        self.then = then
        super().__init__(words, value)
        if then is not None:
            part = self.parts[then - 1]
            part.setAccessibleName(f"{part.accessibleName()}, hier was hij de vorige keer")

    def part_width(self) -> int:
        metrics = QFontMetricsF(theme.font("klein", semibold=True))
        return math.ceil(max(metrics.horizontalAdvance(word) for word in self.words)) + 16

    def part_height(self, width: int) -> int:
        words = words_height(self.words, width - 8, semibold=True)
        return max(52, math.ceil(theme.line_height("basis") + words + 12))

    def paint_part(self, painter: QPainter, part: ScalePart) -> None:
        value = self.value() or 0
        on, before = part.number == value, part.number < value
        rect = QRectF(part.rect())
        fill = "accent" if on else "accent_soft" if before else "surface"
        fill = "hover" if part.underMouse() and not on and part.isEnabled() else fill
        edge = theme.color("accent" if on or before else "line_strong")
        if self.property("fout"):
            edge = theme.color("danger")
        paint.surface(painter, rect, theme.color(fill), edge, theme.radius("veld"))
        painter.setPen(theme.color("accent_text" if on else "text"))
        painter.setFont(theme.font("basis", semibold=True))
        top = rect.adjusted(0, 5, 0, 0)
        painter.drawText(top, CENTER_TOP, str(part.number))
        painter.setFont(theme.font("klein", semibold=on))
        below = rect.adjusted(4, 5 + theme.line_height("basis"), -4, 0)
        flags = CENTER_TOP | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(flags.value), part.word)
        if part.number == self.then:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("voice" if not on else "voice_soft"))
            radius = theme.px(4)
            painter.drawEllipse(rect.topRight() + QPointF(-5 - radius, 5 + radius), radius, radius)
        if part.hasFocus():
            inset = 3 if on else 0
            if on:
                gap = rect.adjusted(1.5, 1.5, -1.5, -1.5)
                paint.surface(painter, gap, None, theme.color("surface"), 5, 3)
            paint.focus_ring(painter, rect, theme.radius("veld") + (1 if inset else 0))


class Faces(Scale):
    """How it goes, in five faces with words; he may point himself."""

    gap = 2

    def __init__(self, *, value: int | None = None, size: float = 30) -> None:
        self._face = size
        super().__init__(FACE_WORDS, value)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def part_width(self) -> int:
        metrics = QFontMetricsF(theme.font("klein", semibold=True))
        return math.ceil(max(metrics.horizontalAdvance(word) for word in self.words)) + 8

    def part_height(self, width: int) -> int:
        words = words_height(self.words, width - 4, semibold=True)
        return math.ceil(theme.px(self._face) + words + 12)

    def paint_part(self, painter: QPainter, part: ScalePart) -> None:
        on, side = part.isChecked(), theme.px(self._face)
        face = QRectF((part.width() - side) / 2, 5, side, side)
        fill = "accent" if on else "hover" if part.underMouse() else "surface"
        edge = "accent" if on else "danger" if self.property("fout") else "line_strong"
        paint.surface(painter, face, theme.color(fill), theme.color(edge), side / 2, 1.6)
        _paint_face(painter, face, part.number, "accent_text" if on else "muted")
        painter.setFont(theme.font("klein", semibold=on))
        painter.setPen(theme.color("accent" if on else "muted"))
        below = QRectF(2, side + 7, part.width() - 4, part.height() - side - 7)
        flags = CENTER_TOP | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(flags.value), part.word)
        if part.hasFocus():
            paint.focus_ring(painter, part.rect(), 7)


def _paint_face(painter: QPainter, face: QRectF, number: int, role: str) -> None:
    ink, k = theme.color(role), face.width() / 31
    center = face.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for side in (-5.5, 5.5):
        painter.drawEllipse(center + QPointF(side * k, -4 * k), 1.9 * k, 1.9 * k)
    bend, low = MOUTHS[number - 1]
    y = center.y() + low * k
    ends = y - bend * k * 0.3
    mouth = QPainterPath(QPointF(center.x() - 6.5 * k, ends))
    mouth.quadTo(QPointF(center.x(), y + bend * k), QPointF(center.x() + 6.5 * k, ends))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(paint.stroke(ink, 2 * k))
    painter.drawPath(mouth)
