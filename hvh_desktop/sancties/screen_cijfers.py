"""Figures about sancties in a period: each with a table beside it and how it was worked out."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.perioden import BEGIN, JAAR, PERIODEN, ZELF, ZELF_KIEZEN, period
from hvh_desktop.sancties.cijfers import Cijfers, Terugplaatsing
from hvh_desktop.sancties.cijferwoorden import VOORZICHTIG, figures, has_small, prevented
from hvh_desktop.sancties.model import (
    Alternatief,
    Beslissing,
    Sanctievoorstel,
    Sanctiezaak,
    Straf,
    Voorwaarde,
)
from hvh_desktop.sancties.model_gevolg import Beklag
from hvh_desktop.sancties.screen_staven import FiguurCard
from hvh_desktop.sancties.service_cijfers import get_cijfers
from hvh_desktop.text import date_words, plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page


class SanctiecijfersPage(Page):
    """Only words and numbers; nothing here leads to a man."""

    shows: ClassVar[frozenset[type]] = frozenset(
        {Sanctiezaak, Sanctievoorstel, Alternatief, Beslissing, Straf, Voorwaarde, Beklag}
    )
    help_page: ClassVar[str] = "sancties"

    def __init__(self, context: Context, **address: object) -> None:
        super().__init__(context, **address)
        self.periode = kit.ChoiceField((*PERIODEN, ZELF_KIEZEN), value=JAAR, empty=None)
        self.van = kit.DateField(today=context.today())
        self.tot = kit.DateField(today=context.today())
        self._fields = (
            kit.FieldBlock("Van", self.van, name="van"),
            kit.FieldBlock("Tot en met", self.tot, name="tot"),
        )
        for field in (self.periode, self.van, self.tot):
            field.changed.connect(self.show_now)
        self._told = kit.Label("", role="muted", wrap=True)
        self._told.setObjectName("hoeveel")
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(self._body()))
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("sancties"))
        )

    def _body(self) -> QWidget:
        chosen = kit.FieldBlock("Welke periode", self.periode, name="periode")
        chosen.setMaximumWidth(theme.px(300))
        fields = (
            kit.column(chosen, *self._fields, gap=8)
            if theme.is_narrow()
            else kit.beside(chosen, *self._fields, kit.STRETCH, gap=16)
        )
        holder = QWidget()
        holder.setLayout(self._place)
        return kit.column(
            kit.Heading("Cijfers over sancties", 1),
            *(4, self._told, 16, fields, 16, holder, kit.STRETCH),
            margins=(24, 4, 24, 16),
        )

    def _days(self) -> tuple[date, date] | None:
        """None: the days that were typed are not a period."""
        if self.periode.value() != ZELF:
            return period(self.periode.value() or JAAR, self.context.today())
        first, last = self.van.value(), self.tot.value()
        return (first, last) if first and last and first <= last else None

    def refresh(self) -> None:
        own = self.periode.value() == ZELF
        for field in self._fields:
            field.setVisible(own)
        days = self._days()
        kit.clear(self._place)
        if days is None:
            self._ask_days()
            return
        found = self.context.read(lambda session: get_cijfers(session, *days))
        self._told.set_text(told(found))
        if not (found.zaken or found.beslissingen or found.aflopen or found.beklagen):
            self._place.addWidget(_empty())
            return
        if has_small(found):
            self._place.addWidget(kit.NoticeBanner(VOORZICHTIG, "info", icon="info"))
        self._place.addWidget(_prevented(found.terugplaatsing))
        cards = [FiguurCard(figuur) for figuur in figures(found)]
        halves = (cards[::2], cards[1::2])
        if theme.is_narrow():
            halves = (cards, [])
        columns = [(kit.column(*half, kit.STRETCH, gap=16), 0) for half in halves if half]
        self._place.addWidget(kit.Columns(*columns, gap=16))

    def _ask_days(self) -> None:
        first, last = self.van.value(), self.tot.value()
        if self.van.problem() or self.tot.problem():
            said = self.van.problem() or self.tot.problem() or ""
        elif first and last:
            said = "De eerste dag ligt na de laatste. Draai ze om."
        else:
            said = "Vul de eerste en de laatste dag in."
        self._told.set_text(said)

    def footer(self) -> QWidget:
        return self._foot


def told(found: Cijfers) -> str:
    """'Van … tot en met …: 12 voorvallen bij 7 deelnemers. Daarvan zijn 3 zaken nog open.'"""
    since = (
        "Tot en met" if found.from_day == BEGIN else f"Van {date_words(found.from_day)} tot en met"
    )
    said = f"{since} {date_words(found.to_day)}: {plural(found.zaken, 'voorval', 'voorvallen')}"
    if found.zaken:
        said = f"{said} bij {plural(found.mannen, 'deelnemer', 'deelnemers')}"
    if found.open:
        still = "is 1 zaak" if found.open == 1 else f"zijn {found.open} zaken"
        return f"{said}. Daarvan {still} nog open."
    return f"{said}."


def _empty() -> kit.EmptyState:
    return kit.EmptyState(
        "scales",
        "In deze periode is er niets om te tellen",
        "Kies een langere periode. Cijfers komen hier zodra er een voorval is vastgelegd.",
    )


def _prevented(found: Terugplaatsing) -> FiguurCard:
    """The figure that the house asks about most, with its definition."""
    times = f"{found.voorkomen} keer"
    men = plural(found.mannen, "deelnemer", "deelnemers")
    big = kit.Label(f"{times}, bij {men}" if found.voorkomen else times, "kop1", semibold=True)
    big.setObjectName("voorkomen")
    said = (
        "Zo vaak hoorde bij de gewone uitkomst terugplaatsing, en bleef hij door een andere "
        "beslissing in het huis."
    )
    return FiguurCard(prevented(found), big, kit.Label(said, role="muted", wrap=True), kit.line())
