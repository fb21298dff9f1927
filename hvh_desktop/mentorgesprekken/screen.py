"""The pages of this slice; the page of one talk follows from how far the talk is."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.model import Actie, Doel
from hvh_desktop.mentorgesprekken.model import (
    Aanvulling,
    Doelnotitie,
    GesprekStatus,
    Mentorgesprek,
)
from hvh_desktop.mentorgesprekken.screen_concept import ConceptDeel
from hvh_desktop.mentorgesprekken.screen_gepland import GeplandDeel
from hvh_desktop.mentorgesprekken.screen_lijst import GesprekkenTab
from hvh_desktop.mentorgesprekken.screen_parts import PAGE_MARGINS, Beeld, Foot, read_beeld
from hvh_desktop.mentorgesprekken.screen_plannen import NieuwGesprekPage
from hvh_desktop.mentorgesprekken.screen_vast import VastDeel
from hvh_desktop.mentorgesprekken.screen_verzetten import VerzettenPage
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

__all__ = ["GesprekkenTab", "MentorgesprekPage", "NieuwGesprekPage", "VerzettenPage"]

Deel = ConceptDeel | VastDeel | GeplandDeel


class MentorgesprekPage(Page):
    """One talk: planned, being written, or fixed."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Mentorgesprek, Doelnotitie, Aanvulling, Actie, Doel}
    )
    help_page: ClassVar[str] = "mentorgesprek"

    def __init__(
        self, context: Context, deelnemer_id: UUID, mentorgesprek_id: UUID, **address: Any
    ) -> None:
        super().__init__(
            context, deelnemer_id=deelnemer_id, mentorgesprek_id=mentorgesprek_id, **address
        )
        self._id = mentorgesprek_id
        self.deel: Deel | None = None
        self._kind: tuple[Any, ...] = ()
        self._foot = Foot()
        self._content = QVBoxLayout(self)
        self._content.setContentsMargins(*PAGE_MARGINS)

    def footer(self) -> QWidget:
        return self._foot

    def leave(self) -> None:
        if self.deel is not None:
            self.deel.leave()

    def refresh(self) -> None:
        beeld = self.context.read(lambda s: read_beeld(s, self._id))
        detail = beeld.detail
        kind = (detail.status, beeld.may_write, detail.datum, detail.is_achteraf)
        if kind == self._kind and self.deel is not None:
            self.deel.refresh(beeld)
            return
        if self.deel is not None:
            self.deel.leave()
        self._kind = kind
        kit.clear(self._content)
        self.deel = self._make(beeld)
        self._content.addWidget(self.deel)
        self.setFocusProxy(self.deel.focusProxy() or self.deel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or Tab jumps over what stands before it

    def _make(self, beeld: Beeld) -> Deel:
        status = beeld.detail.status
        if status is GesprekStatus.vastgesteld:
            return VastDeel(self.context, beeld, self._foot)
        if status is GesprekStatus.concept and beeld.may_write:
            return ConceptDeel(self.context, beeld, self._foot)
        return GeplandDeel(self.context, beeld, self._foot)
