"""The dossier: header card and tabs, or header card and one page about the same man."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Teamlid, Verblijf
from hvh_desktop.dossier.screen_header import header_card, note_closing, note_opening
from hvh_desktop.dossier.screen_overzicht import OverzichtTab
from hvh_desktop.dossier.service import get_header
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

__all__ = ["DossierFrame", "DossierPage", "OverzichtTab", "Tab"]


@dataclass(frozen=True)
class Tab:
    """A tab of the dossier: its key in addresses, its word, and the page that it shows."""

    key: str
    word: str
    page_class: type[Page]


class Framed(Page):
    """A page about one man: his header card on top, which follows changes and never scrolls.

    What is below it sets its own margins, as every page does.

    Raises UserError when the person at the keyboard may not see him, before anything is shown.
    """

    shows: ClassVar[frozenset[type]] = frozenset(
        {Deelnemer, Verblijf, Teamlid, Aandachtspunt, Mentorgesprek, Medewerker}
    )

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(0)
        self._card = self._make_card()
        self._above = QVBoxLayout()
        self._above.setContentsMargins(theme.space.l, 0, theme.space.l, 0)
        self._above.setSpacing(0)
        self._above.addWidget(self._card)
        self._layout.addLayout(self._above)
        self._is_stale = False
        note_opening(context, deelnemer_id, self)

    @property
    def topic(self) -> str:
        return self.inner().topic

    def inner(self) -> Page:
        """The page below the header card."""
        raise NotImplementedError

    def _make_card(self) -> kit.HeaderCard:
        header = self.context.read(lambda session: get_header(session, self.deelnemer_id))
        return header_card(header, self.context.today())

    def refresh(self) -> None:
        old, self._card = self._card, self._make_card()
        self._above.replaceWidget(old, self._card)
        old.setParent(None)
        old.deleteLater()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            note_closing(self.context, self)


class DossierFrame(Framed):
    """His header card, the tabs, and the page of the chosen tab."""

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, tabs: Sequence[Tab], tab: str = "overzicht"
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, tab=tab)
        self._tabs = tuple(tabs)
        self._pages: dict[int, Page] = {}
        self._footers: dict[int, QWidget | None] = {}
        self._footer = QWidget()
        self._footer_layout = QVBoxLayout(self._footer)
        self._footer_layout.setContentsMargins(0, 0, 0, 0)
        keys = [one.key for one in self._tabs]
        start = keys.index(tab) if tab in keys else 0
        self.tabs = kit.Tabs([one.word for one in self._tabs], current=start)
        self.tabs.setObjectName("dossier_tabs")
        self._stack = QStackedWidget()
        self._above.addWidget(self.tabs)
        self._layout.addSpacing(8)
        self._layout.addWidget(self._stack, 1)
        self._shown = start
        self._show_tab(start)
        self.tabs.changed.connect(self._change_tab)

    @property
    def page(self) -> Page:
        """The page of the tab that is shown."""
        return self._pages[self._shown]

    def inner(self) -> Page:
        return self.page

    def show_tab(self, key: str) -> None:
        """Show another tab."""
        self.tabs.show_tab([one.key for one in self._tabs].index(key))

    def _change_tab(self, number: int) -> None:
        with self.context.explain():
            self.page.leave()
            self._show_tab(number)

    def _show_tab(self, number: int) -> None:
        if number not in self._pages:
            build = self._tabs[number].page_class
            self._pages[number] = build(self.context, deelnemer_id=self.deelnemer_id)
            self._pages[number].prepare()
            self._stack.addWidget(self._pages[number])
        self._shown = number
        self.page.prepare()
        self._stack.setCurrentWidget(self.page)
        self._show_footer(number)

    def _show_footer(self, number: int) -> None:
        if number not in self._footers:
            footer = self._footers[number] = self._pages[number].footer()
            if footer is not None:
                self._footer_layout.addWidget(footer)
        for other, footer in self._footers.items():
            if footer is not None:
                footer.setVisible(other == number)
        self._footer.setVisible(self._footers[number] is not None)

    def leave(self) -> None:
        for page in self._pages.values():
            page.leave()

    def footer(self) -> QWidget | None:
        return self._footer


class DossierPage(Framed):
    """His header card above one page about him."""

    def __init__(self, context: Context, *, deelnemer_id: UUID, page: Page) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id)
        self.page = page
        self._layout.addSpacing(12)
        self._layout.addWidget(page, 1)

    def inner(self) -> Page:
        return self.page

    def prepare(self) -> None:
        super().prepare()
        self.page.prepare()

    def leave(self) -> None:
        self.page.leave()

    def footer(self) -> QWidget | None:
        return self.page.footer()
