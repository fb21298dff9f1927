"""Colleagues: the list for everybody, and the page where a beheerder gives and takes access."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.medewerkers.screen_medewerker import MedewerkerPage
from hvh_desktop.medewerkers.service import (
    MedewerkerRow,
    get_medewerker_names,
    list_medewerkers,
)
from hvh_desktop.rights import Right, Rol, is_allowed
from hvh_desktop.rollen import ROLLEN
from hvh_desktop.text import date_words, initials, join_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page

Mark = tuple[str, str, str]
"""Words, tone and icon of a badge."""

__all__ = ["MedewerkerPage", "MedewerkersPage"]


class MedewerkersPage(Page):
    """Name, function, roles in words, and who stands in for whom."""

    shows = frozenset({Medewerker})
    help_page = "medewerkers-en-rollen"

    def __init__(self, context: Context, **address: Any) -> None:
        super().__init__(context, **address)
        self._may_change = is_allowed(context.actor, Right.change_medewerkers)
        self._also_gone = kit.Check("Toon ook wie hier niet meer werkt")
        self._also_gone.setObjectName("toon_vertrokken")
        self._also_gone.changed.connect(self.show_now)
        self._list = kit.RowList()
        new = kit.Button(
            "Nieuwe collega", icon="plus", name="nieuw", on_click=lambda: context.open("medewerker")
        )
        new.setVisible(self._may_change)
        body = kit.column(
            kit.beside((kit.Heading("Medewerkers", 1), 1), new),
            8,
            self._coming(),
            self._also_gone,
            12,
            self._list,
            kit.STRETCH,
            margins=(24, 4, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))

    def _coming(self) -> kit.Label | None:
        """For who has nothing else in this program yet."""
        if self._may_change or is_allowed(self.context.actor, Right.read_dossier):
            return None
        sentence = "Cijfers en onderzoeksgegevens komen later in dit programma."
        return kit.Label(sentence, role="muted", wrap=True)

    def refresh(self) -> None:
        only_active = not self._also_gone.value()
        rows = self.context.read(lambda s: list_medewerkers(s, only_active=only_active))
        names = self.context.read(get_medewerker_names)
        waiting = self.context.entry.list_waiting() if self._may_change else {}
        self._list.set_rows([self._row(row, names, waiting.get(row.id, "")) for row in rows])

    def _row(self, row: MedewerkerRow, names: Mapping[UUID, str], waiting: str) -> kit.Row:
        marks = _marks(row, names, waiting)
        rollen = rollen_words(row.rollen)
        is_said = rollen.lower() in row.functie.lower()
        words = " · ".join(part for part in (row.functie, "" if is_said else rollen) if part)
        words = words[:1].upper() + words[1:]
        narrow = theme.is_narrow()
        lines = [words, *(text for text, _, _ in marks if narrow), waiting]
        shown = kit.Row(
            row.naam,
            "\n".join(line for line in lines if line),
            initials=initials(row.naam),
            right=() if narrow else [kit.Badge(*mark) for mark in marks],
        )
        shown.setObjectName(f"medewerker_{row.id.hex}")
        shown.activated.connect(lambda: self.context.open("medewerker", medewerker_id=row.id))
        return shown


def rollen_words(rollen: frozenset[Rol]) -> str:
    """ "Casemanager en beheerder"."""
    return join_words([ROLLEN[rol.value].lower() for rol in Rol if rol in rollen]).capitalize()


def away_words(row: MedewerkerRow, names: Mapping[UUID, str]) -> str:
    """ "Afwezig tot en met 20 november 2026, Ilse vervangt"; "" while he is there."""
    if not row.is_afwezig:
        return ""
    until = f" tot en met {date_words(row.afwezig_tot_datum)}" if row.afwezig_tot_datum else ""
    instead = names.get(row.vervanger_id) if row.vervanger_id else None
    return f"Afwezig{until}, {instead} vervangt" if instead else f"Afwezig{until}"


def temporary_words(row: MedewerkerRow) -> str:
    """ "Tijdelijk directeur, tot en met 20 november 2026"; "" without such a role."""
    if not row.tijdelijke_rollen or row.tijdelijke_rollen_tot_datum is None:
        return ""
    rollen = rollen_words(row.tijdelijke_rollen).lower()
    return f"Tijdelijk {rollen}, tot en met {date_words(row.tijdelijke_rollen_tot_datum)}"


def _marks(row: MedewerkerRow, names: Mapping[UUID, str], waiting: str) -> list[Mark]:
    marks: list[Mark] = []
    if waiting:
        marks.append(("Account niet klaar", "warn", "key"))
    if temporary := temporary_words(row):
        marks.append((temporary, "info", "hourglass"))
    if row.is_krachtwerkcoach:
        marks.append(("Krachtwerkcoach", "accent", "star"))
    if row.is_afwezig:
        marks.append((away_words(row, names), "stil", "calendar-x"))
    if row.actief_tot_datum is not None:
        verb = "Werkt hier tot en met" if row.is_actief else "Werkte hier tot en met"
        marks.append((f"{verb} {date_words(row.actief_tot_datum)}", "stil", "sign-out"))
    return marks
