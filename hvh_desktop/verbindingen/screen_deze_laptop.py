"""This laptop in the house: its name and words, how it reaches the hub, and the way out."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.line.link import Link, change_proxy, read_link
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.verbindingen.laptops import LaptopDesk, LaptopRow, list_laptops
from hvh_desktop.verbindingen.model import Laptopnaam
from hvh_desktop.verbindingen.screen_laptops import DeskPage, lay_out, not_coupled
from hvh_desktop.verbindingen.screen_naam import NaamCard
from hvh_desktop.verbindingen.screen_proxy import ProxyField
from hvh_desktop.verbindingen.screen_woorden import WordGrid

GOES = "Gaat deze laptop weg uit het huis? Dan blijft er niets van het huis op staan."


class DezeLaptopPage(DeskPage):
    """Only for a laptop that belongs to a hub."""

    shows = frozenset({Laptopnaam})

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self.proxy = ProxyField()
        self._naam: NaamCard | None = None
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("laptops"))
        )
        heading, desk = kit.Heading("Deze laptop", 1), self.desk
        link = read_link(desk.folder) if desk is not None else None
        if desk is None or link is None:
            lay_out(self, heading, not_coupled(context))
            return
        cards = (*self._own_cards(desk), self._network(link), self._way_out())
        lay_out(self, heading, kit.column(*cards, gap=16))

    def _own_cards(self, desk: LaptopDesk) -> tuple[QWidget, ...]:
        own = self._find(desk)
        if own is None:
            return ()
        self._naam = NaamCard(self.context, own.id)
        words = kit.Card(WordGrid(own.woorden), title="Zijn acht woorden", gap=12, margins=24)
        return self._naam, words

    def _network(self, link: Link) -> QWidget:
        self.proxy.set_value(link.proxy)
        save = kit.Button("Bewaar", name="bewaar_proxy", on_click=self.save)
        save.setAccessibleName("Bewaar hoe deze laptop bij de server komt")
        act = kit.beside(save, kit.STRETCH)
        return kit.Card(self.proxy, act, title="Netwerk", gap=12, margins=24)

    def _way_out(self) -> QWidget:
        off = kit.Button("Meld deze laptop af", "gevaar", name="meld_af")
        off.clicked.connect(lambda: self.context.open("deze_laptop_afmelden"))
        told, act = kit.Label(GOES, role="muted", wrap=True), kit.beside(off, kit.STRETCH)
        return kit.Card(told, act, title="Afmelden", gap=12, margins=24)

    def _find(self, desk: LaptopDesk) -> LaptopRow | None:
        rows = self.context.read(lambda s: list_laptops(s, desk.laptops()))
        return next((row for row in rows if row.is_deze), None)

    def footer(self) -> QWidget:
        return self._foot

    def leave(self) -> None:
        if self._naam is not None:
            self._naam.keep()

    def refresh(self) -> None:
        own = self._find(self.desk) if self.desk is not None else None
        if self._naam is not None and own is not None:
            self._naam.show_naam(own.naam)

    def save(self) -> None:
        """Keep the way to the hub, and try it at once."""
        try:
            change_proxy(self.context.entry.folder, self.proxy.value())
        except EnvironmentProblem as problem:
            self.context.trouble.emit(problem.text)
        except UserError:
            return
        else:
            self.context.syncing.try_now()
            self.context.tell("Het is bewaard. Het geldt vanaf de volgende verbinding")
