"""Another laptop of the house: what it is called, and the way out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.sync.house.register import Reason
from hvh_desktop.ui import dialogs, kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verbindingen.laptops import list_laptops
from hvh_desktop.verbindingen.model import Laptopnaam
from hvh_desktop.verbindingen.screen_laptops import (
    DeskPage,
    bare_column,
    lay_out,
    not_coupled,
    used_words,
)
from hvh_desktop.verbindingen.screen_naam import NaamCard
from hvh_desktop.verbindingen.screen_woorden import WordGrid

GONE = (
    "Een laptop die is afgemeld, stuurt en haalt niets meer. Wat er nog op stond en later alsnog "
    "binnenkomt, wordt apart gehouden tot een beheerder ernaar kijkt."
)
FOR_GOOD = (
    "Dit gaat niet terug. Wie er nog op werkt, kan niets meer sturen. Komt de laptop terug, dan "
    "vraagt hij opnieuw toegang."
)
WHY = (
    (
        Reason.ingeleverd.value,
        "Hij is ingeleverd",
        "Wij hebben hem zelf. Alles wat erop stond, is verstuurd.",
    ),
    (
        Reason.verloren.value,
        "Hij is verloren of gestolen",
        "Er komen nieuwe sleutels. Wat vanaf nu wordt geschreven, kan hij niet lezen.",
    ),
)


class LaptopPage(DeskPage):
    """Its name, its words, and why it goes out: because it came back, or because it is lost."""

    shows = frozenset({Laptopnaam})

    def __init__(self, context: Context, *, laptop_id: UUID, **address: Any) -> None:
        super().__init__(context, laptop_id=laptop_id, **address)
        self._id = laptop_id
        self._title = kit.Heading("Laptop", 1)
        self._used = kit.Label("", role="muted", wrap=True)
        self._naam = NaamCard(context, laptop_id)
        self._words = bare_column(0)
        self._reason = kit.ChoiceCards(list(WHY))
        self._block = kit.FieldBlock("Waarom gaat deze laptop weg?", self._reason, name="reden")
        off = kit.Button("Meld laptop af", "gevaar", name="meld_af", on_click=self._sure)
        back = kit.Button("Terug", name="terug", on_click=self._back)
        self._foot = kit.Footer(back, *([off] if self.desk is not None else []))
        if self.desk is None:
            lay_out(self, self._title, not_coupled(context))
            return
        leave = kit.Card(
            kit.Label(GONE, role="muted", wrap=True),
            self._block,
            title="Afmelden",
            gap=16,
            margins=24,
        )
        cards = kit.column(self._naam, leave, self._words, gap=16)
        lay_out(self, self._title, self.notice, self._used, cards)

    def footer(self) -> QWidget:
        return self._foot

    def leave(self) -> None:
        self._naam.keep()

    def refresh(self) -> None:
        desk = self.desk
        if desk is None:
            return
        rows = self.context.read(lambda s: list_laptops(s, desk.laptops()))
        row = next((one for one in rows if one.id == self._id), None)
        if row is None or not row.is_in:
            raise UserError("Deze laptop is al afgemeld.")
        this = ", deze laptop" if row.is_deze else ""
        self._title.set_text(f"{row.title}{this}")
        self._used.set_text(used_words(row, self.context.now()))
        self._naam.show_naam(row.naam)
        if self._words.isEmpty():
            self._words.addWidget(kit.Fold("Zijn acht woorden", WordGrid(row.woorden)))

    def _sure(self) -> None:
        chosen = self._reason.value()
        if chosen is None:
            self._block.set_error("Kies waarom deze laptop weggaat.")
            return
        self._block.set_error(None)
        dialogs.ask(
            self,
            "Deze laptop afmelden?",
            FOR_GOOD,
            act="Meld laptop af",
            safe="Nog niet",
            then=lambda: self._take_off(Reason(chosen)),
        )

    def _take_off(self, reason: Reason) -> None:
        desk = self.desk
        if desk is not None:
            self.ask(lambda: desk.take_off(self._id, reason), self._done)

    def _done(self, _: object) -> None:
        self.context.tell("De laptop is afgemeld")
        self._back()

    def _back(self) -> None:
        self.context.open("laptops")
