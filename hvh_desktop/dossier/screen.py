"""The dossier: header card and tabs, or header card and one page about the same man."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hvh_desktop.deelnemers.access import ReasonNeeded
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Teamlid, Verblijf
from hvh_desktop.dossier.screen_header import header_card, note_closing, note_opening
from hvh_desktop.dossier.screen_overzicht import OverzichtTab
from hvh_desktop.dossier.screen_reden import RedenPage
from hvh_desktop.dossier.service import get_header
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.screen_melding import VersionsNotice

__all__ = ["DossierFrame", "DossierPage", "OverzichtTab", "Tab"]


@dataclass(frozen=True)
class Tab:
    """A tab of the dossier: its key in addresses, its word, and the page that it shows."""

    key: str
    word: str
    page_class: type[Page]


class Framed(Page):
    """A page about one man: his header card on top, which follows changes and never scrolls.

    What is below it sets its own margins, as every page does. Of somebody else's deelnemer
    nothing is built or shown before it is said why.

    Raises UserError when the person at the keyboard may not see him, before anything is shown.
    """

    marks = False
    shows: ClassVar[frozenset[type]] = frozenset(
        {Deelnemer, Verblijf, Teamlid, Aandachtspunt, Mentorgesprek, Medewerker}
    )

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._card: kit.HeaderCard | None = None
        self._asks: RedenPage | None = None
        self._file = QWidget(self)
        self._layout = QVBoxLayout(self._file)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(0)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(theme.space.l, 0, theme.space.l, 0)
        self._above.setSpacing(0)
        self._layout.addLayout(self._above)
        self._versions = VersionsNotice(context)
        self._layout.addWidget(self._versions)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self._file, 1)
        self._footer = QWidget()
        self._footer_layout = QVBoxLayout(self._footer)
        self._footer_layout.setContentsMargins(0, 0, 0, 0)
        self._is_stale = False
        context.changed.connect(self._look_for_versions)

    @property
    def topic(self) -> str:
        return self._asks.topic if self._asks is not None else self.inner().topic

    def inner(self) -> Page:
        """The page below the header card."""
        raise NotImplementedError

    def build_inner(self) -> None:
        """Put the page below the header card, now that his dossier is open."""
        raise NotImplementedError

    def about(self) -> Mapping[str, Any]:
        """What of him is shown: parts of the address; nothing for all of it."""
        return {}

    def has_footer(self) -> bool:
        """Has the page below the header card a footer?"""
        raise NotImplementedError

    def footer(self) -> QWidget | None:
        return self._footer

    # Opening --------------------------------------------------------------------------------

    def open_file(self) -> None:
        """Show his dossier, or ask why first."""
        try:
            card = self._make_card()
        except ReasonNeeded:
            self._ask()
            return
        note_opening(self.context, self.deelnemer_id, self)
        self._show_file(card)

    @property
    def asks_reason(self) -> bool:
        """Is it asked why, in place of his dossier?"""
        return self._asks is not None

    def _ask(self) -> None:
        """Also when his dossier is open already and the reason is no longer valid."""
        if self._asks is None:
            self._asks = RedenPage(
                self.context, deelnemer_id=self.deelnemer_id, chosen=self._give_reason
            )
            self._whole.addWidget(self._asks, 1)
        self._file.hide()
        self._footer.hide()

    def _give_reason(self, reden: str) -> None:
        """The reason is kept first; only then is anything of him read."""
        if self._asks is None or not note_opening(self.context, self.deelnemer_id, self, reden):
            return
        with self.context.explain():
            card = self._make_card()
            asks, self._asks = self._asks, None
            asks.hide()
            asks.deleteLater()
            self._show_file(card)
            self.prepare()
            self._file.show()
            self._footer.setVisible(self.has_footer())
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_card(self) -> kit.HeaderCard:
        header = self.context.read(lambda session: get_header(session, self.deelnemer_id))
        return header_card(header, self.context.today())

    def _show_file(self, card: kit.HeaderCard) -> None:
        old, self._card = self._card, card
        if old is None:
            self._above.addWidget(card)
            self.build_inner()
        self._versions.show_of(self.deelnemer_id, self.about())
        if old is None:
            return
        self._above.replaceWidget(old, card)
        old.setParent(None)
        old.deleteLater()

    def _look_for_versions(self, _: frozenset[type]) -> None:
        """Two versions may come in of anything that is his, whatever this page itself shows."""
        if self._card is not None and self.isVisible() and not self.is_typed_in():
            with self.context.explain():
                self._versions.show_of(self.deelnemer_id, self.about())

    def refresh(self) -> None:
        if self._asks is not None:
            return
        try:
            self._show_file(self._make_card())
        except ReasonNeeded:
            self._ask()

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
        keys = [one.key for one in self._tabs]
        self._shown = keys.index(tab) if tab in keys else 0
        self.tabs = kit.Tabs([one.word for one in self._tabs], current=self._shown)
        self.tabs.setObjectName("dossier_tabs")
        self._stack = QStackedWidget()
        self.open_file()

    def build_inner(self) -> None:
        self._above.addWidget(self.tabs)
        self._layout.addSpacing(8)
        self._layout.addWidget(self._stack, 1)
        self._show_tab(self._shown)
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
        self._footer.setVisible(self.has_footer())

    def has_footer(self) -> bool:
        return self._footers.get(self._shown) is not None

    def leave(self) -> None:
        for page in self._pages.values():
            page.leave()


class DossierPage(Framed):
    """His header card above one page about him.

    ``page``: how that page is made, so that nothing of him is read before his dossier opens.
    """

    def __init__(
        self, context: Context, *, deelnemer_id: UUID, page: Page | Callable[[], Page]
    ) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id)
        self._given = page
        self._page: Page | None = None
        self._has_footer = False
        self.open_file()

    def build_inner(self) -> None:
        page = self._page = self._given if isinstance(self._given, Page) else self._given()
        footer = page.footer()
        self._has_footer = footer is not None
        if footer is not None:
            self._footer_layout.addWidget(footer)
        self._layout.addSpacing(12)
        self._layout.addWidget(page, 1)

    @property
    def page(self) -> Page:
        """The page below the header card; there is none while it is asked why."""
        if self._page is None:
            raise RuntimeError("his dossier is not open yet")
        return self._page

    def inner(self) -> Page:
        return self.page

    def has_footer(self) -> bool:
        return self._has_footer

    def about(self) -> Mapping[str, Any]:
        return self.page.address

    def prepare(self) -> None:
        super().prepare()
        if self._page is not None:
            self._page.prepare()

    def leave(self) -> None:
        if self._page is not None:
            self._page.leave()
