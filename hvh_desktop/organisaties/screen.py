"""The directory of organisations, and the form of one of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.organisaties import service
from hvh_desktop.organisaties.model import Contactpersoon, Organisatie
from hvh_desktop.organisaties.screen_form import OrganisatiePage
from hvh_desktop.organisaties.service import OrganisatieRow
from hvh_desktop.rights import Right, is_allowed
from hvh_desktop.text import capitalise, plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

__all__ = ["OrganisatiePage", "OrganisatiesPage"]


class OrganisatiesPage(Page):
    """All organisations the house works with, found by any word."""

    shows = frozenset({Organisatie, Contactpersoon})
    help_page = "organisaties"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._rows: list[OrganisatieRow] = []
        self.search = kit.SearchField("Zoek op naam, soort, plaats of functie")
        self.search.setObjectName("zoek")
        self.search.changed.connect(self.show_now)
        if not theme.is_narrow():
            self.search.setFixedWidth(theme.px(340))
        self._told = kit.Label(role="muted", wrap=True)
        self.table = kit.Table(
            ("Naam", "Soort", "Plaats", "Wie bel je", "Telefoon"),
            (),
            widths=(330, 240, 140, 270),
        )
        self.table.setObjectName("organisaties")
        self.table.setAccessibleName("Organisaties")
        self.table.chosen.connect(self._open)
        for column in (1, 2, 3):
            self.table.setColumnHidden(column, theme.is_narrow())
        self._empty = QVBoxLayout()
        self._empty.setContentsMargins(0, 0, 0, 0)
        body = kit.column(
            self._head(),
            16,
            kit.beside(self.search, kit.STRETCH) if not theme.is_narrow() else self.search,
            16,
            (self.table, 1),
            self._empty,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(body)

    def _head(self) -> QWidget:
        words = kit.column(kit.Heading("Organisaties", 1), self._told)
        if not is_allowed(self.context.actor, Right.change_organisaties):
            return words
        new = self._new_button()
        if theme.is_narrow():
            return kit.column(words, 8, kit.beside(new, kit.STRETCH))
        return kit.beside((words, 1), new)

    def _new_button(self) -> kit.Button:
        return kit.Button(
            "Organisatie erbij",
            icon="plus",
            name="organisatie_nieuw",
            on_click=lambda: self.context.open("organisatie"),
        )

    def refresh(self) -> None:
        typed = self.search.value()
        self._rows = self.context.read(lambda s: service.list_organisaties(s, typed))
        self.table.set_rows([_cells(row) for row in self._rows])
        self.table.setVisible(bool(self._rows))
        self._told.set_text(plural(len(self._rows), "organisatie", "organisaties"))
        kit.clear(self._empty)
        if not self._rows:
            self._empty.addWidget(self._nothing(typed))
            self._empty.addStretch(1)

    def _nothing(self, typed: str) -> QWidget:
        if typed:
            return kit.EmptyState(
                "magnifying-glass",
                "Geen organisatie gevonden",
                "Probeer een ander woord, of zet de organisatie in de lijst.",
            )
        return kit.EmptyState(
            "buildings",
            "De lijst is nog leeg",
            "Zet er de organisaties in waar het huis mee werkt: één lijst voor iedereen.",
        )

    def _open(self, number: int) -> None:
        self.context.open("organisatie", organisatie_id=self._rows[number].id)


def _cells(row: OrganisatieRow) -> tuple[str, ...]:
    """One line of the table: with the first contact, and his number before the general one."""
    first = row.contactpersonen[0] if row.contactpersonen else None
    who = (f"{first.naam}, {first.functie}" if first.naam else first.functie) if first else ""
    phone = (first.telefoon if first else "") or row.telefoon
    return row.naam, capitalise(row.soort), row.plaats or row.gemeente or "", who, phone
