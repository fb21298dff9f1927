"""The window of an unlocked person: rail, top bar, the page, and the bar below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hvh_desktop.rights import is_allowed
from hvh_desktop.sync.thread.state import State
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.bars import Rail, TopBar, Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import tell_problem
from hvh_desktop.ui.lock import warning_text
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.places import Menu, RailLine

HISTORY = 40


class Shell(QWidget):
    """Shows one page at a time and remembers the way back."""

    lock_asked = Signal()

    def __init__(self, context: Context, menu: Menu, who: Who) -> None:
        super().__init__()
        self.context, self._menu, self._who = context, menu, who
        self._history: list[tuple[str, dict[str, Any]]] = []
        self.only: Callable[[], tuple[str, ...]] = tuple
        """While this names places, every way leads to the first of them."""
        self.page: Page | None = None
        self._stack = QStackedWidget()
        self._banner = QVBoxLayout()
        self._banner.setContentsMargins(24, 0, 24, 0)
        self._footer = QVBoxLayout()
        self._footer.setContentsMargins(0, 0, 0, 0)
        self._warning: QWidget | None = None
        self._strip = kit.UndoStrip()
        self._lines = [line for line in menu.rail if self._may(line)]
        self._bar = TopBar(who, self._lines, self.open)
        self._rail = Rail(who, self._lines, self.open)
        self._build()
        self._listen()
        self._shortcuts()

    def _may(self, line: RailLine) -> bool:
        actor = self.context.actor
        return not line.rights or any(is_allowed(actor, r, is_own=True) for r in line.rights)

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        bar = self._bar
        bar.search_asked.connect(self.search)
        bar.lock_asked.connect(self.lock_asked)
        bar.back_asked.connect(self.back)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(bar)
        right.addLayout(self._banner)
        right.addWidget(self._stack, 1)
        self._news = kit.beside(kit.STRETCH, self._strip, margins=(24, 0, 24, 8))
        self._news.hide()
        self._strip.finished.connect(self._news.hide)
        right.addWidget(self._news)
        right.addLayout(self._footer)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if not theme.is_narrow():
            whole.addWidget(self._rail)
        whole.addLayout(right, 1)

    def _listen(self) -> None:
        context = self.context
        context.opened.connect(self._go)
        context.problem.connect(self._tell_problem)
        context.trouble.connect(self.show_trouble)
        context.notice.connect(self._tell)
        context.link_changed.connect(self._show_link)
        if context.syncing is not None:
            self._show_link(context.syncing.state)

    def _show_link(self, state: State) -> None:
        self._bar.show_link(state, self.context.now())

    def _tell(self, text: str, undo: Callable[[], None] | None) -> None:
        self._news.show()
        self._strip.show_undo(text, undo)

    def _tell_problem(self, text: str) -> None:
        tell_problem(self, text)

    def _shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+K", self.search),
            ("Ctrl+L", self.lock_asked.emit),
            ("F1", self.help),
            ("Alt+Left", self.back),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(act)
            self.addAction(action)
        for number, line in enumerate(self._lines, start=1):
            action = QAction(self)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda _=False, place=line.place: self.open(place))
            self.addAction(action)

    def open(self, place: str, **address: Any) -> None:
        """Leave the page that is shown and show another."""
        self._go(place, address)

    def _go(self, place: str, address: dict[str, Any]) -> None:
        allowed = self.only()
        if allowed and place not in allowed:
            place, address = allowed[0], {}
        self.leave()
        with self.context.explain():
            page = self._menu.build(self.context, place, address)
            self._history = [*self._history, (place, address)][-HISTORY:]
            self._show(place, page)

    def _show(self, place: str, page: Page) -> None:
        old, self.page = self.page, page
        page.prepare()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        kit.clear(self._footer)
        footer = page.footer()
        if footer is not None:
            self._footer.addWidget(footer)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._bar.show_way_back(len(self._history) > 1)
        self._rail.show_place(self._menu.places[place].rail)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Let the page that is shown keep its drafts."""
        if self.page is not None:
            with self.context.explain():
                self.page.leave()

    def back(self) -> None:
        """Return to the place before this one."""
        if len(self._history) > 1:
            self._history.pop()
            self._go(*self._history.pop())

    @property
    def where(self) -> tuple[str, dict[str, Any]] | None:
        """The place that is shown, and its address."""
        return self._history[-1] if self._history else None

    def search(self) -> None:
        """Open "go to"."""
        self._menu.search(self.context, self)

    def help(self) -> None:
        """Open the help page of this screen."""
        if self.page is not None:
            self.open("hulp", page=self.page.topic)

    def show_trouble(self, text: str) -> None:
        """Explain a fault of the surroundings above the page, until somebody closes it."""
        self._show_notice(text, "danger")

    def show_notice(self, text: str) -> None:
        """Say something that everybody who comes in should know."""
        self._show_notice(text, "info")

    def _show_notice(self, text: str, tone: str) -> None:
        close = kit.Button("Sluit", "stil", small=True)
        banner = kit.NoticeBanner(text, tone, action=close)
        close.clicked.connect(banner.deleteLater)
        self._banner.addWidget(banner)

    def warn_lock(self, seconds: int) -> None:
        """Say that the lock is near; 0 takes the warning away."""
        if self._warning is not None:
            self._warning.deleteLater()
            self._warning = None
        if seconds:
            text = warning_text(seconds)
            self._warning = kit.NoticeBanner(text, "warn", icon="lock-simple")
            self._banner.insertWidget(0, self._warning)

    def close_down(self) -> None:
        """Take the page away before this shell is thrown away."""
        for signal, slot in (
            (self.context.opened, self._go),
            (self.context.problem, self._tell_problem),
            (self.context.trouble, self.show_trouble),
            (self.context.link_changed, self._show_link),
        ):
            signal.disconnect(slot)
        if self.page is not None:
            self._stack.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None
