"""Words on the page: labels, headings, icons beside a word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from hvh_desktop.ui import paint, theme
from hvh_desktop.ui.kit.layout import STRETCH, fill, prepare

WIDEST_HINT = 600
NARROWEST = 60


class Label(QLabel):
    """Plain text in a role of the theme. Wrapped text is as high as it needs at its real width.

    Qt's own height-for-width asks too much in nested layouts, so this label measures itself
    and tells the layout when its width changes.
    """

    def __init__(
        self,
        text: str = "",
        size: str | float = "basis",
        role: str = "text",
        *,
        semibold: bool = False,
        wrap: bool = False,
        selectable: bool = False,
        rich: bool = False,
        align: Qt.AlignmentFlag | None = None,
    ) -> None:
        super().__init__()
        self._measured = False
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, semibold))
        self.setWordWrap(wrap)
        self.setText(text)
        self.set_role(role)
        if align is not None:
            self.setAlignment(align)
        if selectable:
            by_mouse = Qt.TextInteractionFlag.TextSelectableByMouse
            self.setTextInteractionFlags(by_mouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self.setText(text)

    def set_role(self, role: str) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(role))
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # a button would pass on its own
        self.setPalette(palette)

    def words(self) -> str:
        """The text without marks."""
        if self.textFormat() is Qt.TextFormat.PlainText:
            return self.text()
        return QTextDocumentFragment.fromHtml(self.text()).toPlainText()

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self._wrapped(WIDEST_HINT) if self.wordWrap() else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._wrapped(NARROWEST) if self.wordWrap() else super().minimumSizeHint()

    def _wrapped(self, widest: int) -> QSize:
        """As wide as the words, at most ``widest``; as high as the real width asks."""
        lines = self.words().splitlines() or [""]
        metrics = QFontMetrics(self.font())
        natural = max(metrics.horizontalAdvance(text) for text in lines) + 4
        real = self.width() if self._measured else min(natural, theme.px(WIDEST_HINT))
        height = super().heightForWidth(max(real, 1))
        return QSize(min(natural, theme.px(widest)), max(height, metrics.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.wordWrap() and event.oldSize().width() != event.size().width():
            self._measured = True
            self._tell_all_above()

    def _tell_all_above(self) -> None:
        """Qt stops telling upwards at a layout that was busy; so tell every level at once."""
        widget: QWidget | None = self
        while widget is not None and not widget.isWindow():
            widget.updateGeometry()
            widget = widget.parentWidget()


class ShortLabel(Label):
    """One line that ends in "…" where it does not fit; the whole is in the tooltip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(min(NARROWEST, self.sizeHint().width()), super().minimumSizeHint().height())

    def shown(self) -> str:
        """What fits in the width it has."""
        way = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), way, self.contentsRect().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip("" if self.shown() == self.text() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        with paint.kept(QPainter(self)) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.contentsRect(), self.alignment(), self.shown())


class Heading(Label):
    """Level 1 once a page, 2 on a page with a header card, 3 on a card."""

    def __init__(self, text: str, level: int = 3) -> None:
        super().__init__(text, f"kop{level}", semibold=True, wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class SectionHead(QWidget):
    """A heading with a muted count and quiet buttons on the right."""

    def __init__(
        self, text: str, *actions: QWidget, count: int | str | None = None, level: int = 3
    ) -> None:
        super().__init__()
        self.heading = Heading(text, level)
        layout = QHBoxLayout(self)
        prepare(layout, 8, 0)
        number = Label(str(count), "basis", "muted") if count is not None else None
        fill(layout, self.heading, number, STRETCH, *actions)
        self.setMinimumHeight(max(28, theme.line_height(f"kop{level}") + 4))


class Icon(QLabel):
    """A picture for the eye; the word beside it says the same."""

    def __init__(self, name: str, role: str = "text", size: float = 20) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(theme.px(size), theme.px(size))
        self.set_icon(name, role)

    def set_icon(self, name: str, role: str = "text") -> None:
        self.setPixmap(theme.pixmap(name, self._size, role))


class IconLabel(QWidget):
    """An icon and its word."""

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        size: str = "basis",
        role: str = "text",
        icon_role: str | None = None,
        semibold: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._role = role
        pixels = 16 if size == "klein" else 18
        self.icon = Icon(icon, icon_role or role, pixels)
        self.label = Label(text, size, role, semibold=semibold, wrap=wrap)
        layout = QHBoxLayout(self)
        prepare(layout, 8, 0)
        top = Qt.AlignmentFlag.AlignTop
        down = max(0, (theme.line_height(size) - theme.px(pixels)) // 2)
        self.icon.setFixedHeight(theme.px(pixels) + down)
        self.icon.setAlignment(Qt.AlignmentFlag.AlignBottom)
        fill(layout, (self.icon, top), (self.label, 1) if wrap else self.label)
        if not wrap:
            layout.addStretch(1)

    def set(self, icon: str, text: str, icon_role: str | None = None) -> None:
        self.icon.set_icon(icon, icon_role or self._role)
        self.label.set_text(text)
