"""A page of the shell: it shows rows, re-reads when they changed, and keeps what was typed.

What a colleague's laptop brings in waits while somebody types on the page: nothing jumps away
under his hands.
"""

from __future__ import annotations

from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context

AFTER_TYPING = 400
"""Milliseconds between two looks whether somebody still types, when something new waits."""


class Page(QWidget):
    """Every screen is one. Build widgets in ``__init__``, fill them in ``refresh``.

    ``shows`` names the entity types on it: when one of them changed, a visible page re-reads at
    once and a hidden one when it is shown again.
    """

    shows: ClassVar[frozenset[type]] = frozenset()
    help_page: ClassVar[str] = "vandaag"
    marks: ClassVar[bool] = True
    """What is written from here builds on what this page read last. Not for a page around another
    page, nor for a form: that reads once, and says itself what it saw."""

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__()
        self.context = context
        self.address = address
        self._is_stale = True
        self._news_timer = QTimer(self)
        self._news_timer.setInterval(AFTER_TYPING)
        self._news_timer.timeout.connect(self._look_again)
        context.changed.connect(self._on_changed)

    @property
    def topic(self) -> str:
        """The help page of what is shown; a page in a page passes this on."""
        return self.help_page

    def refresh(self) -> None:
        """Re-read the rows and show them."""

    def leave(self) -> None:
        """The person goes elsewhere or the program locks: keep drafts now."""

    def footer(self) -> QWidget | None:
        """The bar below the page with its acts, if it has one."""
        return None

    @property
    def is_here(self) -> bool:
        """Whether it still lives and is shown: what a job asks when it is done."""
        return shiboken6.isValid(self) and self.isVisible()

    def prepare(self) -> None:
        """Read the rows before the page is shown, so that it comes up whole."""
        if self._is_stale:
            self.show_now()

    def show_now(self) -> None:
        """Re-read, explaining what goes wrong."""
        self._is_stale = False
        self._news_timer.stop()
        with self.context.explain():
            if self.marks:
                self.context.seen = self.context.mark()
            self.refresh()

    def _on_changed(self, types: frozenset[type]) -> None:
        if not types & self.shows:
            return
        if not self.isVisible():
            self._is_stale = True
        elif self.is_typed_in() and not self.context.is_performing:
            self._news_timer.start()
        else:
            self.show_now()

    def is_typed_in(self) -> bool:
        """Is the cursor in a text on this page? A search field may stay what it is."""
        focus = self.window().focusWidget()
        return (
            isinstance(focus, QLineEdit | QTextEdit)
            and not isinstance(focus, kit.SearchField)
            and not focus.isReadOnly()
            and self.isAncestorOf(focus)
        )

    def _look_again(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # somebody presses a button of this page: it may not go away under his finger
        if not self.isVisible():
            self._news_timer.stop()
            self._is_stale = True
        elif not self.is_typed_in():
            self.show_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.show_now()


class OuterPage(Page):
    """A place that is one of several pages, chosen by its address: it holds that one."""

    marks = False
    inner: Page

    def hold(self, inner: Page) -> None:
        """Show this page, all of it."""
        self.inner = inner
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inner)

    @property
    def topic(self) -> str:
        return self.inner.topic

    def refresh(self) -> None:
        self.inner.prepare()

    def leave(self) -> None:
        self.inner.leave()

    def footer(self) -> QWidget | None:
        return self.inner.footer()
