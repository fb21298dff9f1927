"""The start of administration: what there is, and how it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.beheer.service import list_beleid
from hvh_desktop.device import load_device
from hvh_desktop.huis import Huis, get_huis
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.organisaties.model import Contactpersoon, Organisatie
from hvh_desktop.policy import Beleidsregel
from hvh_desktop.rights import Right, Scope, require, scope_of
from hvh_desktop.text import plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.model import Laptopnaam
from hvh_desktop.verbindingen.screen_melding import VersionsNotice

WIDEST = 1100


class BeheerPage(Page):
    """For a beheerder; others hear whom to ask."""

    shows = frozenset({Medewerker, Huis, Beleidsregel, Organisatie, Contactpersoon, Laptopnaam})
    help_page = "beheer"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._versions = VersionsNotice(context, margins=(0, 0, 0, 12))
        heading = kit.Heading("Beheer", 1)
        body = kit.column(heading, 12, self._versions, self._parts, kit.STRETCH)
        body.setMaximumWidth(theme.px(WIDEST))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            kit.ScrollPage(kit.beside((body, 1000), kit.STRETCH, gap=0, margins=(24, 4, 24, 16)))
        )

    def refresh(self) -> None:
        require(self.context.actor, Right.change_beleid)
        self._versions.show_of_house()
        kit.clear(self._parts)
        left = self._group("Mensen en toegang", self._people())
        right = self._group("Afspraken van het huis", self._house())
        safe = self._group("Als het misgaat", self._safety())
        columns = kit.Columns((kit.column(left, 24, safe, kit.STRETCH), 0), (right, 0), gap=24)
        self._parts.addWidget(columns)

    def _group(self, title: str, rows: list[kit.Row]) -> QWidget:
        return kit.column(kit.SectionHead(title), 8, kit.RowList(*rows), kit.STRETCH)

    def _people(self) -> list[kit.Row]:
        people = self.context.read(list_medewerkers)
        rows = [
            self._card(
                "Accounts en rollen",
                plural(len(people), "collega", "collega’s"),
                "identification-card",
                "medewerkers",
            ),
            self._card(
                "Rechten in woorden",
                "Wat elke rol mag, en wie welke sleutel heeft",
                "key",
                "rechten",
            ),
        ]
        if scope_of(self.context.actor, Right.read_raadplegingen_collega) is not Scope.none:
            rows.append(
                self._card(
                    "Wie keek er",
                    "Per collega en per deelnemer wie een dossier bekeek",
                    "eye",
                    "raadplegingen",
                )
            )
        return rows

    def _house(self) -> list[kit.Row]:
        rules = self.context.read(list_beleid)
        unsure = sum(rule.is_hypothese for rule in rules)
        huis = self.context.read(get_huis)
        told = (
            f"{len(rules)} regels, waarvan {unsure} nog een hypothese"
            if unsure
            else (f"{len(rules)} regels")
        )
        name = ", ".join(part for part in (huis.naam, huis.plaats) if part)
        return [
            self._card("Beleid", told, "scales", "beleid"),
            self._card("Organisaties", "Met wie het huis werkt", "buildings", "organisaties"),
            self._card("Huis", name or "Nog geen naam", "house", "huis"),
        ]

    def _safety(self) -> list[kit.Row]:
        entry = self.context.entry
        waiting = len(entry.list_waiting()) if entry is not None else 0
        sheets = (
            f"{plural(waiting, 'collega wacht', 'collega’s wachten')} op een sleutel"
            if waiting
            else "Drie bladen op papier voor als niemand meer naar binnen kan"
        )
        backups = load_device(entry.folder).backups if entry is not None else None
        copies = "Elke dag een kopie" if backups else "Nog geen map gekozen op deze laptop"
        return [
            self._card("Herstelbladen", sheets, "files", "herstelbladen"),
            self._card("Reservekopieën", copies, "hard-drives", "instellingen"),
            self._card("Laptops", self._laptops(), "laptop", "laptops"),
        ]

    def _laptops(self) -> str:
        if self.context.syncing is None:
            return "Nog geen server: alles staat op deze laptop"
        return "Welke laptops bij het huis horen, en wie erbij wil"

    def _card(self, title: str, subline: str, icon: str, place: str) -> kit.Row:
        row = kit.Row(title, subline, icon=icon)
        row.setObjectName(f"naar_{place}")
        row.activated.connect(lambda: self.context.open(place))
        return row
