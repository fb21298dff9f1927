"""The tab of a dossier: what runs now, his cases, and what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties.klok import OrdemaatregelRow
from hvh_desktop.sancties.model import (
    Beslissing,
    Sanctieadvies,
    Sanctievoorstel,
    Sanctiezaak,
    Voorwaarde,
)
from hvh_desktop.sancties.model_gevolg import (
    Beklag,
    Mededeling,
    Ordemaatregel,
    Tenuitvoerlegging,
    Uitreiking,
)
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.rows_maatwerk import Proeftijd
from hvh_desktop.sancties.screen_regels import open_zaak, status_badge, zaak_row
from hvh_desktop.sancties.screen_tab_kaarten import ordemaatregel_card, proeftijd_card, urine_card
from hvh_desktop.sancties.service import list_proeftijden, list_zaken
from hvh_desktop.sancties.service_ordemaatregelen import list_ordemaatregelen
from hvh_desktop.text import date_words, near_day
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.urinecontroles.model import Urinecontrole, Urinestof
from hvh_desktop.urinecontroles.rows import UrineRow
from hvh_desktop.urinecontroles.service import list_urinecontroles

RIGHT_WIDTH = 380


@dataclass(frozen=True)
class Stand:
    """All that the tab shows of one man."""

    zaken: tuple[ZaakRow, ...]
    proeftijden: tuple[Proeftijd, ...]
    ordemaatregelen: tuple[OrdemaatregelRow, ...]
    controles: tuple[UrineRow, ...]
    may: frozenset[Right]

    @property
    def is_empty(self) -> bool:
        """Did nothing ever happen?"""
        return not (self.zaken or self.ordemaatregelen or self.controles)


ASKED = (Right.record_voorval, Right.record_urinecontrole, Right.record_ordemaatregel)


def read_stand(session: Session, deelnemer_id: UUID) -> Stand:
    """Read it in one session."""
    return Stand(
        zaken=tuple(list_zaken(session, deelnemer_id=deelnemer_id)),
        proeftijden=tuple(list_proeftijden(session, deelnemer_id=deelnemer_id)),
        ordemaatregelen=tuple(list_ordemaatregelen(session, deelnemer_id=deelnemer_id)),
        controles=tuple(list_urinecontroles(session, deelnemer_id=deelnemer_id)),
        may=frozenset(right for right in ASKED if is_allowed(session, right, deelnemer_id)),
    )


class SanctieTab(Page):
    """Open cases on top, the others below; proeftijd, checks and measures on the right."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {
            *(Sanctiezaak, Sanctieadvies, Sanctievoorstel, Beslissing, Voorwaarde, Mededeling),
            *(Uitreiking, Tenuitvoerlegging, Beklag, Ordemaatregel, Urinecontrole, Urinestof),
        }
    )
    help_page: ClassVar[str] = "sancties"

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: object) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self._is_noted = False
        self._scroll = kit.ScrollPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def refresh(self) -> None:
        found = self.context.read(lambda session: read_stand(session, self.deelnemer_id))
        if not self._is_noted:
            self._is_noted = True
            self.context.record_reading("sancties", self.deelnemer_id)
        content = self._empty(found) if found.is_empty else self._filled(found)
        self._scroll.set_content(kit.column(content, kit.STRETCH, margins=(24, 0, 24, 16)))

    def open_page(self, place: str, **address: UUID) -> None:
        """Go to a page about this man."""
        self.context.open(place, deelnemer_id=self.deelnemer_id, **address)

    # Buttons --------------------------------------------------------------------------------

    def _acts(self, found: Stand) -> list[kit.Button]:
        """The first one is the main act of the page."""
        wanted = (
            (Right.record_ordemaatregel, "Leg een ordemaatregel vast", "ordemaatregel"),
            (Right.record_urinecontrole, "Leg een urinecontrole vast", "urinecontrole"),
            (Right.record_voorval, "Leg een voorval vast", "voorval"),
        )
        return [
            kit.Button(
                word,
                "hoofd" if place == "voorval" else "gewoon",
                "plus",
                name=f"{place}_nieuw",
                on_click=partial(self.open_page, place),
            )
            for right, word, place in wanted
            if right in found.may
        ]

    def _empty(self, found: Stand) -> QWidget:
        acts = self._acts(found)[::-1]
        row = kit.column(*acts, gap=8) if theme.is_narrow() else kit.beside(*acts, gap=8)
        return kit.EmptyState(
            "scales",
            "Er is niets voorgevallen",
            "Gebeurt er iets, leg dan eerst vast wat er gebeurde. Wat er daarna moet, staat "
            "stap voor stap op het scherm.",
            row if acts else None,
        )

    def _filled(self, found: Stand) -> QWidget:
        acts = self._acts(found)
        narrow = theme.is_narrow()
        bar = kit.column(*acts[::-1], gap=8) if narrow else kit.beside(kit.STRETCH, *acts)
        right = kit.column(
            *(proeftijd_card(self.context, one) for one in found.proeftijden),
            urine_card(self.context, self.deelnemer_id, found.controles),
            ordemaatregel_card(self.context, found.ordemaatregelen),
            kit.STRETCH,
            gap=16,
        )
        left = kit.column(*self._cases(found.zaken), kit.STRETCH, gap=0)
        columns = kit.Columns((left, 0), (right, RIGHT_WIDTH), gap=24)
        return kit.column(bar if acts else None, 12 if acts else None, columns)

    # Cases ----------------------------------------------------------------------------------

    def _cases(self, zaken: Sequence[ZaakRow]) -> list[QWidget | int]:
        running = [row for row in zaken if not path.is_end(row.status)]
        over = [row for row in zaken if path.is_end(row.status)]
        items: list[QWidget | int] = []
        for number, row in enumerate(running):
            items += [*([12] if number else []), self._open_case(row, number)]
        if not zaken:
            items.append(kit.Card(kit.Label("Hij heeft geen zaken.", role="muted", wrap=True)))
        if over:
            title = "Eerdere zaken" if running else "Zijn zaken"
            listed = kit.RowList(*(zaak_row(self.context, row, of_one_man=True) for row in over))
            listed.setObjectName("eerdere_zaken")
            items += [
                *([20] if running else []),
                kit.SectionHead(title, count=len(over)),
                8,
                listed,
            ]
        return items

    def _open_case(self, row: ZaakRow, number: int) -> kit.Card:
        """One that runs: what it is, how far, what is to be done, and its button."""
        today = self.context.today()
        act = kit.Button(
            "Open",
            "gewoon",
            name=f"open_zaak_{number + 1}",
            on_click=lambda: open_zaak(self.context, row),
        )
        day = date_words(row.voorval_datum)
        act.setAccessibleName(f"Open de zaak van {day}: {row.voorval}")
        since = f"Sinds {near_day(row.status_datum, today)}"
        words = kit.column(
            kit.beside(status_badge(row), kit.Label(since, "klein", "muted"), kit.STRETCH, gap=8),
            kit.Label(row.uitkomst, wrap=True) if row.uitkomst else None,
            kit.IconLabel("arrow-right", row.wacht_op, wrap=True) if row.wacht_op else None,
            gap=6,
        )
        inner = (
            kit.column(words, act, gap=8)
            if theme.is_narrow()
            else kit.beside((words, 1), act, gap=12)
        )
        card = kit.Card(inner, title=f"{row.voorval}, {day}")
        card.setObjectName(f"lopende_zaak_{number + 1}")
        return card
