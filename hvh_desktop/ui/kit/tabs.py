"""Tabs on the paper: words with an underline, no boxes. What does not fit is under "Meer …"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from hvh_desktop.ui import theme
from hvh_desktop.ui.kit.buttons import MenuButton
from hvh_desktop.ui.kit.layout import STRETCH, fill, prepare


class Bar(QTabBar):
    """The tabs that fit. Home and End go to the first and the last."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [n for n in range(self.count()) if self.isTabVisible(n)]
        if event.key() == Qt.Key.Key_Home and shown:
            self.setCurrentIndex(shown[0])
        elif event.key() == Qt.Key.Key_End and shown:
            self.setCurrentIndex(shown[-1])
        else:
            super().keyPressEvent(event)


class Tabs(QWidget):
    """Tabs by number; ``changed`` says which one is shown."""

    changed = Signal(int)

    def __init__(self, names: Sequence[str], *, current: int = 0) -> None:
        super().__init__()
        self.names = tuple(names)
        self.bar = Bar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setFont(theme.font("basis", semibold=True))
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.setAccessibleName("Tabbladen")
        for name in names:
            self.bar.addTab(name)
        self.more = MenuButton("Meer …", [], kind="stil", icon=None, name="meer_tabbladen")
        self.more.hide()
        layout = QHBoxLayout(self)
        prepare(layout, 4, 0)
        fill(layout, self.bar, self.more, STRETCH)
        self.bar.setCurrentIndex(current)
        self.bar.currentChanged.connect(self._show)

    def current(self) -> int:
        return self.bar.currentIndex()

    def show_tab(self, number: int) -> None:
        self.bar.setCurrentIndex(number)

    def _show(self, number: int) -> None:
        self._fit()
        self.changed.emit(number)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        height = max(theme.row_height("tabblad"), self.bar.sizeHint().height())
        return QSize(sum(self._widths()), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _widths(self) -> list[int]:
        metrics = self.bar.fontMetrics()
        return [metrics.horizontalAdvance(name) + 26 for name in self.names]

    def _fit(self) -> None:
        """Show the tabs that fit, always the current one, and put the rest in the menu."""
        widths, room = self._widths(), self.width()
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + 8
        current = self.current()
        room -= widths[current] if 0 <= current < len(widths) else 0
        shown, full = {current}, False
        for number, width in enumerate(widths):
            full = full or (width > room and number != current)
            if number != current and not full:
                shown.add(number)
                room -= width
        hidden = [n for n in range(len(widths)) if n not in shown]
        for number in range(len(widths)):
            if self.bar.isTabVisible(number) != (number in shown):
                self.bar.setTabVisible(number, number in shown)
        self.more.setVisible(bool(hidden))
        entries = [(self.names[n], lambda n=n: self.show_tab(n)) for n in hidden]
        self.more.set_entries(entries)
