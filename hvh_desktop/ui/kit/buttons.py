"""Buttons: one filled per page, the rest outlined or quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.painters import button_role

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Act = Callable[[], object]


class Button(QPushButton):
    """``kind``: hoofd (filled, once a page), gewoon, stil (in cards and rows) or gevaar."""

    def __init__(
        self,
        text: str,
        kind: str = "gewoon",
        icon: str | None = None,
        small: bool = False,
        *,
        name: str = "",
        on_click: Act | None = None,
    ) -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setObjectName(name)
        self.setFont(theme.font("klein" if small else "basis", semibold=kind == "hoofd"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if icon is not None:
            self.set_icon(icon)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_icon(self, icon: str) -> None:
        self.setIcon(theme.icon(icon, button_role(self)))
        size = theme.px(16 if self.property("small") else 18)
        self.setIconSize(QSize(size, size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class Link(Button):
    """A button that looks like a link in the text."""

    def __init__(self, text: str, *, name: str = "", on_click: Act | None = None) -> None:
        super().__init__(text, "stil", small=True, name=name, on_click=on_click)
        font = theme.font("basis")
        font.setUnderline(True)
        self.setFont(font)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 6
        return QSize(width, self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            painter.setFont(self.font())
            painter.setPen(theme.color("accent_hover" if self.underMouse() else "accent"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            if self.hasFocus():
                paint.focus_ring(painter, self.rect(), 4)


class MenuButton(Button):
    """A button that opens a menu of (text, act)."""

    def __init__(
        self,
        text: str,
        entries: Sequence[tuple[str, Act]],
        *,
        kind: str = "gewoon",
        icon: str | None = "caret-down",
        small: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(text, kind, icon, small, name=name)
        self.menu_shown = QMenu(self)
        self.set_entries(entries)
        self.clicked.connect(lambda: self.show_menu())

    def set_entries(self, entries: Sequence[tuple[str, Act]]) -> None:
        self.menu_shown.clear()
        for text, act in entries:
            action = self.menu_shown.addAction(text)
            action.triggered.connect(lambda _checked=False, act=act: act())

    def show_menu(self) -> None:
        """Open below the button, or above it where the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height() + 4))
        screen, height = self.screen().availableGeometry(), self.menu_shown.sizeHint().height()
        if below.y() + height > screen.bottom():
            below = self.mapToGlobal(QPoint(0, -height - 4))
        self.menu_shown.popup(below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.show_menu()
        else:
            super().keyPressEvent(event)
