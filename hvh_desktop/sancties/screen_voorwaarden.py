"""The conditions of a proeftijd on the page of the case: who follows each, and how it went."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.forms import Form
from hvh_desktop.rights import Compartment, Right
from hvh_desktop.sancties import path, service_voorwaarden
from hvh_desktop.sancties.form_uitvoering import VOORWAARDE_TERUG, VOORWAARDE_UITKOMST
from hvh_desktop.sancties.rows import VoorwaardeRow, ZaakDetail
from hvh_desktop.sancties.words import SanctieStatus, VoorwaardeStatus
from hvh_desktop.text import countdown, date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot

_V = VoorwaardeStatus
_MARKS = {
    _V.loopt: ("Loopt", "info", "hourglass"),
    _V.nagekomen: ("Nagekomen", "good", "check"),
    _V.niet_nagekomen: ("Niet nagekomen", "warn", "warning-circle"),
}


def voorwaarden_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """The conditions that count now; those of an earlier decision below a fold."""
    with_any = [one for one in detail.beslissingen if one.voorwaarden]
    if not with_any:
        return None
    now = with_any[-1]
    status = detail.row.status
    is_told = status not in (SanctieStatus.beslissing, SanctieStatus.mededeling) or (
        now is not detail.beslissingen[-1]
    )
    may = context.read(lambda s: is_allowed(s, Right.change_voorwaarde, detail.row.deelnemer_id))
    can_change = may and is_told and not path.is_end(status)
    card = kit.Card(title="Voorwaarden", count=len(now.voorwaarden), gap=12)
    card.setObjectName("voorwaarden")
    if now.proeftijd_tot_datum is not None:
        until = date_words(now.proeftijd_tot_datum)
        card.add(kit.Label(f"Proeftijd tot en met {until}.", "klein", "muted", wrap=True))
    for number, row in enumerate(now.voorwaarden, start=1):
        if number > 1:
            card.add(kit.line())
        card.add(VoorwaardeLine(context, row, number, can_change=can_change))
    earlier = [row for one in with_any[:-1] for row in one.voorwaarden]
    if earlier:
        lines = kit.column(
            *(VoorwaardeLine(context, row, 0, can_change=False) for row in earlier), gap=12
        )
        card.add(kit.Fold("Van een eerdere beslissing", lines, count=len(earlier)))
    return card


class VoorwaardeLine(QWidget):
    """One condition with its outcome, or the buttons to say how it went."""

    def __init__(
        self, context: Context, row: VoorwaardeRow, number: int, *, can_change: bool
    ) -> None:
        super().__init__()
        self._context, self._row = context, row
        self.slot = Slot()
        words, tone, icon = _MARKS[row.status]
        facts = [self._by_whom(), row.toelichting and f"“{row.toelichting}”"]
        self._keys = {
            form.name: DraftKey(form.name, form.version, row.id.hex, row.deelnemer_id)
            for form in (VOORWAARDE_UITKOMST, VOORWAARDE_TERUG)
        }
        content = kit.column(
            kit.beside(
                (kit.Label(row.tekst, semibold=True, wrap=True, selectable=True), 1),
                kit.Badge(words, tone, icon),
                gap=12,
            ),
            self._doel(),
            *(kit.Label(one, "klein", "muted", wrap=True) for one in facts if one),
            self._acts(number) if can_change else None,
            self.slot,
            gap=4,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)
        if can_change and row.status is _V.loopt and self._has_draft():
            self.open_outcome(focus=False)

    def _by_whom(self) -> str:
        row, today = self._row, self._context.today()
        who = f"{row.toezicht or 'Een collega'} volgt dit."
        if row.afgesloten_datum is not None:
            return f"{who} Afgesloten op {date_words(row.afgesloten_datum)}."
        if row.herinnering_datum is None:
            return who
        when = f"{date_words(row.herinnering_datum)} ({countdown(row.herinnering_datum, today)})"
        return f"{who} Herinnering op {when}."

    def _doel(self) -> QWidget | None:
        """The doel out of his plan that it hangs on, and the way there."""
        row = self._row
        if row.doel_id is None:
            return None
        link = kit.Link(
            f"Hoort bij zijn doel: {row.doel}" if row.doel else "Hoort bij een doel uit zijn plan",
            name=f"doel_{row.id.hex}",
            on_click=lambda: self._context.open(
                "dossier", deelnemer_id=row.deelnemer_id, tab="doelen"
            ),
        )
        return kit.beside(link, kit.STRETCH)

    def _acts(self, number: int) -> QWidget:
        if self._row.status is _V.loopt:
            words, name, act = "Schrijf op hoe het liep", "uitkomst", self.open_outcome
        else:
            words, name, act = "Haal deze uitkomst weg", "uitkomst_weg", self.open_back
        button = kit.Button(
            words, "stil", small=True, name=f"{name}_{number}", on_click=lambda: act()
        )
        button.setAccessibleName(f"{words}: {self._row.tekst}")
        return kit.beside(button, kit.STRETCH)

    def _has_draft(self) -> bool:
        key = self._keys[VOORWAARDE_UITKOMST.name]
        return self._context.read(lambda s: find_draft(s, Compartment.team, key)) is not None

    def open_outcome(self, *, focus: bool = True) -> None:
        """Did he keep to it?"""
        self._open(VOORWAARDE_UITKOMST, {}, "Leg vast", focus=focus)

    def open_back(self, *, focus: bool = True) -> None:
        """The outcome was wrong."""
        self._open(VOORWAARDE_TERUG, {"status": _V.loopt.value}, "Haal weg", focus=focus)

    def _open(self, form: Form, also: dict[str, Any], save: str, *, focus: bool) -> None:
        key = self._row.id

        def write(session: Session, values: dict[str, Any]) -> None:
            service_voorwaarden.change_voorwaarde(session, key, values | also)

        shown = InlineForm(
            self._context,
            FormView(form),
            self._keys[form.name],
            write,
            name="voorwaarde",
            save=save,
        )
        self.slot.open(shown, focus=focus)
