"""Small marks: badge, avatar, disc with an icon, swatch of a legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.kit.layout import fill, prepare
from hvh_desktop.ui.kit.surfaces import Panel
from hvh_desktop.ui.kit.words import Icon, Label

SOFT = {"stil": "sunken"}
INK = {"stil": "muted", "voice": "voice_text"}


class Badge(Panel):
    """A state in a word, with an icon. Tones: info good warn danger accent stil voice."""

    def __init__(self, text: str, tone: str = "info", icon: str | None = None) -> None:
        super().__init__(SOFT.get(tone, f"{tone}_soft"), None, theme.radius("merkje"))
        ink = INK.get(tone, tone)
        self.label = Label(text, "klein", ink, semibold=tone != "stil")
        layout = QHBoxLayout(self)
        prepare(layout, 5, (8, 2, 8, 2))
        fill(layout, Icon(icon, ink, 14) if icon else None, self.label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)


def concept_badge() -> Badge:
    return Badge("Concept", "warn", "pencil-simple")


def fixed_badge(text: str = "Vastgesteld") -> Badge:
    """Say in ``text`` who fixed it and when."""
    return Badge(text, "good", "circle-wavy-check")


class Avatar(QWidget):
    """Initials in a soft disc, the same colour for everyone: colour is no identity."""

    def __init__(self, initials: str, size: float = 48, quiet: bool = False) -> None:
        super().__init__()
        self._initials, self._size = initials, size
        self._fill, self._ink = ("sunken", "text") if quiet else ("accent_soft", "accent")
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            radius = self.width() / 2
            paint.surface(painter, self.rect(), theme.color(self._fill), paint.soft_edge(), radius)
            painter.setFont(theme.font(max(self._size * 0.27, 7.5), semibold=True))
            painter.setPen(theme.color(self._ink))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


class IconDisc(QWidget):
    """An icon where a list row would show a person."""

    def __init__(self, icon: str, size: float = 32) -> None:
        super().__init__()
        self._picture = theme.pixmap(icon, size * 0.56)
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            radius = self.width() / 2
            paint.surface(painter, self.rect(), theme.color("sunken"), paint.soft_edge(), radius)
            side = self._picture.deviceIndependentSize().width()
            at = (self.width() - side) / 2
            painter.drawPixmap(QPointF(at, at), self._picture)


class LegendMark(QWidget):
    """What a colour in a picture means: a swatch, or the arc of "toen"."""

    def __init__(self, role: str = "accent", arc: bool = False) -> None:
        super().__init__()
        self._role, self._arc = role, arc
        self.setFixedSize(theme.px(18), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            if self._arc:
                painter.setPen(paint.stroke(theme.color(self._role), 3))
                middle = self.height() / 2
                painter.drawLine(QPointF(2, middle), QPointF(self.width() - 2, middle))
                return
            fill = theme.color(self._role)
            if self._role == "accent" and not theme.is_high_contrast():
                fill = theme.mix("accent", "accent_soft", 0.35)
            side = self.height() - 2
            paint.surface(painter, QRectF(2, 1, side, side), fill, None, 3)
