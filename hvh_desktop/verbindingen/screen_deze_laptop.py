"""This laptop in the house: its words, how it reaches the hub, and the way out."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.rights import Right, require
from hvh_desktop.sync.line.link import change_proxy, read_link
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.laptops import list_laptops
from hvh_desktop.verbindingen.screen_laptops import NOT_COUPLED, desk_of, fit
from hvh_desktop.verbindingen.screen_proxy import ProxyField
from hvh_desktop.verbindingen.screen_woorden import WordGrid


class DezeLaptopPage(Page):
    """Only for a laptop that belongs to a hub."""

    help_page = "laptops"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        require(context.actor, Right.change_laptops)
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(16)
        self.proxy = ProxyField()
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("laptops"))
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        heading = kit.Heading("Deze laptop", 1)
        layout.addWidget(fit(kit.column(heading, 8, self._parts, kit.STRETCH, gap=8)))
        self._build()

    def footer(self) -> QWidget:
        return self._foot

    def _build(self) -> None:
        desk = desk_of(self.context)
        link = read_link(desk.folder) if desk is not None else None
        if desk is None or link is None:
            self._parts.addWidget(kit.EmptyState("laptop", "Geen server gekoppeld", NOT_COUPLED))
            return
        self.proxy.set_value(link.proxy)
        save = kit.Button("Bewaar", name="bewaar_proxy", on_click=self.save)
        save.setAccessibleName("Bewaar hoe deze laptop bij de server komt")
        self._parts.addWidget(
            kit.Card(self.proxy, kit.beside(save, kit.STRETCH), title="Netwerk", gap=12, margins=24)
        )
        rows = self.context.read(lambda s: list_laptops(s, desk.laptops()))
        own = next((row for row in rows if row.is_deze), None)
        if own is not None:
            self._parts.addWidget(
                kit.Card(WordGrid(own.woorden), title="Zijn acht woorden", gap=12, margins=24)
            )
        off = kit.Button("Meld deze laptop af", "gevaar", name="meld_af")
        off.clicked.connect(lambda: self.context.open("deze_laptop_afmelden"))
        told = "Gaat deze laptop weg uit het huis? Dan blijft er niets van het huis op staan."
        self._parts.addWidget(
            kit.Card(
                kit.Label(told, role="muted", wrap=True),
                kit.beside(off, kit.STRETCH),
                title="Afmelden",
                gap=12,
                margins=24,
            )
        )

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
