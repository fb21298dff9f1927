"""What the casemanager is asked after a decision, and his answer; on the page of the case."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.db.drafts import DraftKey, find_draft
from hvh_desktop.deelnemers.access import is_allowed
from hvh_desktop.rights import Compartment, Right
from hvh_desktop.sancties import service_vervolg
from hvh_desktop.sancties.form_uitvoering import VERVOLGANTWOORD
from hvh_desktop.sancties.rows import VervolgvoorstelRow, ZaakDetail
from hvh_desktop.sancties.words import VervolgSoort, VervolgStatus
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.ui.inline_form import InlineForm, Slot

_S = VervolgStatus
MARKS = {
    _S.open: ("Wacht op antwoord", "warn", "clock"),
    _S.gevolgd: ("Gevolgd", "good", "check"),
    _S.niet_gevolgd: ("Niet gevolgd", "stil", "x"),
}
ENDS = (
    "Terugplaatsing beëindigt zijn deelname aan het Huis van Herstel. Hij gaat dan terug naar een "
    "gewone inrichting."
)
NEXT = (
    "Er is nog niets veranderd aan zijn verblijf. Vraag de terugplaatsing aan bij de "
    "selectiefunctionaris. Is die beslist, beëindig dan zijn verblijf bij Gegevens."
)
_BY_ITSELF = "De directeur stelt dit voor. De casemanager beslist; vanzelf gebeurt er niets."


def title_of(row: VervolgvoorstelRow) -> str:
    """What is proposed."""
    if row.soort is VervolgSoort.terugplaatsing:
        return "Terugplaatsing"
    return f"Geen {row.verlof}" if row.verlof else "Verlof intrekken of weigeren"


def vervolg_card(context: Context, detail: ZaakDetail) -> QWidget | None:
    """Proposals of this case, newest last; None when there are none."""
    if not detail.vervolgvoorstellen:
        return None
    deelnemer_id = detail.row.deelnemer_id
    may = context.read(lambda s: is_allowed(s, Right.decide_vervolgvoorstel, deelnemer_id))
    hold = context.read(lambda s: service_vervolg.get_opschorting(s, detail.row.id))
    card = kit.Card(title="Voor de casemanager", gap=12)
    card.setObjectName("vervolg")
    card.add(kit.Label(_BY_ITSELF, "klein", "muted", wrap=True))
    is_open = any(one.status is _S.open for one in detail.vervolgvoorstellen)
    if hold and is_open:
        card.add(kit.NoticeBanner(hold, "warn", title="Dit wacht"))
    for number, row in enumerate(detail.vervolgvoorstellen, start=1):
        card.add(kit.line(), VervolgLine(context, row, number, may_answer=may))
    return card


class VervolgLine(QWidget):
    """One proposal: why, what was tried, and the answer or the button to give it."""

    def __init__(
        self, context: Context, row: VervolgvoorstelRow, number: int, *, may_answer: bool
    ) -> None:
        super().__init__()
        self._context, self._row = context, row
        self.slot = Slot()
        self._key = DraftKey(
            VERVOLGANTWOORD.name, VERVOLGANTWOORD.version, row.id.hex, row.deelnemer_id
        )
        is_open = row.status is _S.open
        lapsed = context.read(lambda s: service_vervolg.find_verval(s, row.id)) if is_open else ""
        words, tone, icon = ("Vervallen", "stil", "x") if lapsed else MARKS[row.status]
        can = may_answer and is_open and not lapsed
        is_back = row.soort is VervolgSoort.terugplaatsing
        content = kit.column(
            kit.beside(
                (kit.Label(title_of(row), semibold=True, wrap=True), 1),
                kit.Badge(words, tone, icon),
                gap=12,
            ),
            kit.IconLabel("warning-circle", ENDS, role="warn", wrap=True) if is_back else None,
            kit.Label(row.reden, wrap=True, selectable=True) if row.reden else None,
            _tried(row) if is_back else None,
            self._answer(),
            kit.Label(lapsed, role="muted", wrap=True) if lapsed else None,
            self._button(number) if can else None,
            self._next() if is_back and row.status is _S.gevolgd else None,
            self.slot,
            gap=6,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)
        if can and context.read(lambda s: find_draft(s, Compartment.team, self._key)):
            self.open_answer(focus=False)

    def _answer(self) -> QWidget | None:
        row = self._row
        if row.beantwoord_datum is None:
            return None
        who = row.beantwoord_door or "de casemanager"
        said = f"{who[:1].upper()}{who[1:]}, {date_words(row.beantwoord_datum)}:"
        return kit.column(
            kit.Label(said, "klein", "muted", wrap=True),
            kit.Label(row.antwoord, wrap=True, selectable=True),
            gap=2,
        )

    def _button(self, number: int) -> QWidget:
        button = kit.Button("Geef antwoord", name=f"antwoord_{number}", on_click=self.open_answer)
        button.setAccessibleName(f"Geef antwoord: {title_of(self._row)}")
        return kit.beside(button, kit.STRETCH)

    def _next(self) -> QWidget:
        """What to do by hand; the program does not end a stay by itself."""
        link = kit.Button(
            "Naar Gegevens",
            "gewoon",
            "arrow-right",
            small=True,
            name="naar_gegevens",
            on_click=lambda: self._context.open(
                "dossier", deelnemer_id=self._row.deelnemer_id, tab="gegevens"
            ),
        )
        return kit.NoticeBanner(NEXT, "info", title="Wat moet er nu gebeuren", action=link)

    def open_answer(self, *, focus: bool = True) -> None:
        """Followed or not, and why."""
        row = self._row
        told = "‘Gevolgd’ zet dit verlof meteen op geweigerd of ingetrokken."
        if row.soort is VervolgSoort.terugplaatsing:
            told = "‘Gevolgd’ verandert nog niets aan zijn verblijf. Daarna lees je wat er moet."

        def write(session: Session, values: dict[str, Any]) -> None:
            service_vervolg.decide_vervolgvoorstel(session, row.id, values)

        form = InlineForm(
            self._context,
            FormView(VERVOLGANTWOORD),
            self._key,
            write,
            name="antwoord",
            save="Leg vast",
            told=told,
            said="Je antwoord is vastgelegd.",
        )
        self.slot.open(form, focus=focus)


def _tried(row: VervolgvoorstelRow) -> QWidget:
    return kit.column(
        kit.Label("Wat is eerder geprobeerd", "klein", "muted"),
        kit.Label(row.geprobeerd or "Hier staat niets bij.", wrap=True, selectable=True),
        gap=2,
    )
