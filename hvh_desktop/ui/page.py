"""A page of the shell: it shows rows, re-reads when they changed, and keeps what was typed."""

from __future__ import annotations

from typing import Any, ClassVar

import shiboken6
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.ui.context import Context


class Page(QWidget):
    """Every screen is one. Build widgets in ``__init__``, fill them in ``refresh``.

    ``shows`` names the entity types on it: when one of them changed, a visible page re-reads at
    once and a hidden one when it is shown again.
    """

    shows: ClassVar[frozenset[type]] = frozenset()
    help_page: ClassVar[str] = "vandaag"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__()
        self.context = context
        self.address = address
        self._is_stale = True
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
        with self.context.explain():
            self.refresh()

    def _on_changed(self, types: frozenset[type]) -> None:
        if not types & self.shows:
            return
        if self.isVisible():
            self.show_now()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.show_now()


class OuterPage(Page):
    """A place that is one of several pages, chosen by its address: it holds that one."""

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
