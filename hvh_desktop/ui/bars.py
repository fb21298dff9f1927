"""The rail on the left and the bar on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hvh_desktop.sync.thread.state import State
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.link_state import LinkState
from hvh_desktop.ui.mark import Mark
from hvh_desktop.ui.places import RailLine, search_words

Open = Callable[..., None]
RAIL_WIDTH = 184
_WAYS = ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2))
"""How the top bar makes room: how much shorter the words about the hub are, and how many parts are
gone. After that the field for searching makes room: how many changes wait is always said."""
_FEWER = ("Zoek of ga naar …", "Zoek …")
"""What the field for searching says when its whole sentence does not fit."""


@dataclass(frozen=True)
class Who:
    """Who is logged in, and the words the frame shows."""

    naam: str
    initialen: str
    rol: str
    huis: str
    plaats: str
    is_demo: bool


class RailItem(QPushButton):
    """A line of the rail: icon and word; the chosen one has a bar."""

    def __init__(self, word: str, icon: str) -> None:
        super().__init__(word)
        self._icon = icon
        self.setCheckable(True)
        self.setFlat(True)
        self.setAccessibleName(word)
        self.setObjectName(f"rail_{word.lower()}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH - 24, max(40, theme.line_height() + 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(theme.color("surface" if chosen else "hover"))
            if chosen and theme.is_high_contrast():
                painter.setPen(theme.color("line"))
            painter.drawRoundedRect(area.adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
            painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(0, 10, 3, area.height() - 20), 1.5, 1.5)
        size = theme.px(20)
        role = "accent" if chosen else "text"
        glyph = theme.pixmap(self._icon, 20, "accent" if chosen else "muted")
        painter.drawPixmap(12, int((area.height() - size) / 2), glyph)
        painter.setPen(theme.color(role))
        painter.setFont(theme.font("basis", chosen))
        words = area.adjusted(12 + size + 12, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(theme.color("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(area.adjusted(1, 2, -1, -2), 7, 7)


class Rail(QWidget):
    """House, lines by role, help at the bottom."""

    def __init__(self, who: Who, lines: Sequence[RailLine], open_place: Open) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.color("rail"))
        self.setPalette(palette)
        self.setFixedWidth(RAIL_WIDTH)
        self._items: dict[str, RailItem] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(2)
        layout.addWidget(_house(who))
        layout.addSpacing(20)
        for line in lines:
            layout.addWidget(self._item(line.word, line.icon, line.place, open_place))
        layout.addStretch(1)
        layout.addWidget(self._item("Instellingen", "gear", "instellingen", open_place))
        layout.addWidget(self._item("Hulp", "question", "hulp", open_place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """In high contrast rail and page have the same colour: a line parts them."""
        super().paintEvent(event)
        if theme.is_high_contrast():
            painter = QPainter(self)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("line"))
            painter.end()

    def _item(self, word: str, icon: str, place: str, open_place: Open) -> RailItem:
        item = RailItem(word, icon)
        item.clicked.connect(lambda: open_place(place))
        self._items[place] = item
        return item

    def show_place(self, place: str) -> None:
        """Mark the line that the shown page belongs to."""
        for name, item in self._items.items():
            item.setChecked(name == place)


def _house(who: Who) -> QWidget:
    words = kit.column(
        kit.Label(who.huis, "klein", semibold=True, wrap=True),
        kit.ShortLabel(who.plaats, "klein", "muted"),
    )
    return kit.beside(Mark(32), (words, 1), gap=10, margins=(8, 0, 0, 0))


class TopBar(QWidget):
    """Search, where the data is, who is here, lock."""

    search_asked = Signal()
    lock_asked = Signal()
    back_asked = Signal()

    def __init__(self, who: Who, lines: Sequence[RailLine], open_place: Open) -> None:
        super().__init__()
        self._yielding: tuple[QWidget, ...] = ()
        self.where = LinkState(lambda: open_place("verbinding"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 10, 16, 10)
        layout.setSpacing(12)
        narrow = theme.is_narrow()
        if narrow:
            entries: list[tuple[str, Any]] = [("Vorige pagina", self.back_asked.emit)]
            entries += [(line.word, lambda place=line.place: open_place(place)) for line in lines]
            entries.append(("Verbinding", lambda: open_place("verbinding")))
            entries.append(("Instellingen", lambda: open_place("instellingen")))
            entries.append(("Hulp", lambda: open_place("hulp")))
            layout.addWidget(kit.MenuButton("Menu", entries, icon="list", name="menu"))
        has_deelnemers = any(line.place == "deelnemers" for line in lines)
        layout.addWidget(self._search(narrow, search_words(has_deelnemers)))
        self.back = kit.Button("Vorige pagina", "stil", "arrow-left", small=True, name="vorige")
        self.back.clicked.connect(self.back_asked)
        self.back.hide()
        if not narrow:
            layout.addWidget(self.back)
        if who.is_demo:
            layout.addWidget(kit.Badge("DEMO", "warn", "flask"))
        layout.addStretch(0)
        layout.addWidget(self.where, 0, Qt.AlignmentFlag.AlignVCenter)
        if not narrow:
            self._show_who(layout, who)
        lock = kit.Button("Vergrendel", "stil", "lock-simple", name="vergrendel")
        lock.clicked.connect(self.lock_asked)
        layout.addWidget(lock)

    def _show_who(self, layout: QHBoxLayout, who: Who) -> None:
        """Who is here, and in which order that makes room."""
        layout.addWidget(kit.line(vertical=True))
        avatar = kit.Avatar(who.initialen, 28)
        avatar.setToolTip(f"{who.naam}, {who.rol}")
        layout.addWidget(avatar)
        naam, rol = kit.Label(who.naam), kit.Label(who.rol, role="muted")
        layout.addWidget(naam)
        layout.addWidget(rol)
        self._yielding = (rol, naam)

    def show_link(self, state: State | None, now: datetime) -> None:
        """Say how it stands with the hub; None: there is none."""
        self.where.show_state(state, now)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def show_way_back(self, is_there: bool) -> None:
        """Offer the page before this one, when there is one."""
        self.back.setVisible(is_there and not theme.is_narrow())
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Too little room: fewer words about the hub, then no role, then no name."""
        for words, gone in _WAYS:
            self.where.shorten(words)
            for number, widget in enumerate(self._yielding):
                widget.setVisible(number >= gone)
            if self._fits():
                break

    def _fits(self) -> bool:
        layout = self.layout()
        assert layout is not None
        _measure_anew(layout, self.where)
        return layout.totalSizeHint().width() <= self.width()

    def _search(self, narrow: bool, words: str) -> QWidget:
        button = SearchButton(words)
        button.clicked.connect(self.search_asked)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not narrow:
            button.setMaximumWidth(theme.px(400))
        return button


def _measure_anew(layout: QLayout, part: QWidget) -> None:
    """Qt tells a layout only later that something in one of its parts was hidden."""
    inner = part.layout()
    if inner is not None:
        inner.invalidate()
        part.updateGeometry()
    layout.invalidate()


class SearchButton(QPushButton):
    """Looks like a search field; opens "go to". In a narrow bar it says less, never half."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setObjectName("zoek")
        self.setProperty("makes_room", True)
        self.setAccessibleName(f"{words.removesuffix(' …')}, Ctrl K")

    def sizeHint(self) -> QSize:
        """Wide enough for the whole sentence."""
        words = QFontMetrics(theme.font("basis")).horizontalAdvance(self.text())
        return QSize(words + theme.px(110), max(36, theme.line_height() + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def shown(self) -> str:
        """As many words as there is room for."""
        room = self.width() - theme.px(18 + 18 + 60)
        measure = QFontMetrics(theme.font("basis")).horizontalAdvance
        fitting = (words for words in (self.text(), *_FEWER) if measure(words) <= room)
        return next(fitting, "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = self.hasFocus()
        pen = painter.pen()
        pen.setColor(theme.color("focus" if focused else "line_strong"))
        pen.setWidthF(2 if focused else 1)
        painter.setPen(pen)
        painter.setBrush(theme.color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(area, 6, 6)
        size = theme.px(18)
        painter.drawPixmap(
            10, int((area.height() - size) / 2) + 1, theme.pixmap("magnifying-glass", 18, "muted")
        )
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font("klein"))
        keys = "Ctrl K"
        painter.drawText(
            area.adjusted(0, 0, -12, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            keys,
        )
        painter.setFont(theme.font("basis"))
        room = area.adjusted(18 + size, 0, -theme.px(60), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.shown())
