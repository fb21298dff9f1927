"""How long each step took per instelling, in a period, with how that is worked out."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.perioden import BEGIN, JAAR, PERIODEN, period
from hvh_desktop.text import date_words
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verwijzingen.form import STATUS_WORDS
from hvh_desktop.verwijzingen.model import Verwijzing, VerwijzingStatus
from hvh_desktop.verwijzingen.reading import get_normen
from hvh_desktop.verwijzingen.rows import DoorlooptijdRow, Normen
from hvh_desktop.verwijzingen.service_doorlooptijden import NA_PLAATSING, list_doorlooptijden
from hvh_desktop.verwijzingen.words import days

MIDDLE = "Middelste waarde (mediaan)"
HEADERS = ("Instelling", "Stap", "Aantal", MIDDLE, "Langste", "Streeftijd", "Op tijd")
WIDTHS = (190, 250, 80, 220, 100, 110)
ACROSS = Qt.Orientation.Horizontal
HOW = (
    "Een stap telt mee in de periode waarin hij is gezet. De tijd is het aantal dagen sinds de "
    "stap ervoor: van besproken naar aangemeld, van aangemeld naar geaccepteerd, en zo verder.",
    "Is een stap overgeslagen, dan hoort zijn tijd bij de stap erna. Die krijgt dan de "
    "streeftijden van beide stappen samen.",
    "‘Middelste waarde (mediaan)’ is de tijd die in het midden staat als je alle tijden op "
    "volgorde zet. Eén heel lange wachttijd trekt dat getal niet scheef.",
    "‘Op tijd’ is het deel van de stappen dat binnen zijn streeftijd bleef.",
    "‘Van plaatsing tot kennismaking’ telt alleen verwijzingen die vóór de plaatsing of in de "
    "eerste dagen erna met hem zijn besproken.",
)


class DoorlooptijdenPage(Page):
    """One table; only for the psycholoog."""

    shows: ClassVar[frozenset[type]] = frozenset({Verwijzing})
    help_page: ClassVar[str] = "verwijzingen"

    def __init__(self, context: Context, **address: object) -> None:
        super().__init__(context, **address)
        self._is_recorded = False
        self.periode = kit.ChoiceField(PERIODEN, value=JAAR, empty=None)
        self.periode.changed.connect(self.show_now)
        field = kit.FieldBlock("Welke periode", self.periode, name="periode")
        field.setMaximumWidth(theme.px(300))
        self._told = kit.Label("", role="muted", wrap=True)
        self._place = kit.Holder()
        body = kit.column(
            kit.Heading("Doorlooptijden van verwijzingen", 1),
            4,
            self._told,
            16,
            kit.beside(field, kit.STRETCH),
            16,
            self._place,
            kit.STRETCH,
            margins=(24, 16, 24, 16),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(body))
        self._foot = kit.Footer(
            kit.Button("Terug", name="terug", on_click=lambda: context.open("behandeling"))
        )

    def refresh(self) -> None:
        first, last = period(self.periode.value() or JAAR, self.context.today())

        def read(session: Session) -> tuple[list[DoorlooptijdRow], Normen]:
            rows = list_doorlooptijden(session, from_day=first, to_day=last)
            return rows, get_normen(session, on=last)

        rows, normen = self.context.read(read)
        if not self._is_recorded:
            self._is_recorded = True
            self.context.record_reading("zorg", None)
        since = "Tot en met" if first == BEGIN else f"Van {date_words(first)} tot en met"
        self._told.set_text(
            f"{since} {date_words(last)}. Hoe lang elke stap duurde, van bespreken tot starten."
        )
        if not rows:
            self._place.show_items(_empty(), 16, _how(normen))
            return
        shown = _lines(rows) if theme.is_narrow() else _table(rows)
        self._place.show_items(shown, 16, _how(normen))

    def footer(self) -> QWidget:
        return self._foot


def _table(rows: list[DoorlooptijdRow]) -> kit.Table:
    table = kit.Table(HEADERS, [], widths=WIDTHS, right=(2, 3, 4, 5, 6))
    table.model().setHeaderData(3, ACROSS, HOW[2], Qt.ItemDataRole.ToolTipRole)
    table.setObjectName("doorlooptijden")
    table.setAccessibleName("Doorlooptijden per instelling en stap")
    table.set_rows([_cells(row) for row in rows])
    high = table.horizontalHeader().height() + 4
    table.setFixedHeight(high + len(rows) * table.verticalHeader().defaultSectionSize())
    return table


def _lines(rows: list[DoorlooptijdRow]) -> kit.RowList:
    """The same below each other, when the text is too large for seven columns."""
    lines = []
    for row in rows:
        _where, stap, aantal, middle, longest, norm, share = _cells(row)
        about = (
            f"{aantal} keer. {MIDDLE} {middle}, langste {longest}. Streeftijd {norm}. "
            f"Op tijd {share}."
        )
        lines.append(kit.Row(f"{row.instelling}. {stap}", about))
    found = kit.RowList(*lines)
    found.setObjectName("doorlooptijden")
    return found


def _cells(row: DoorlooptijdRow) -> tuple[str, ...]:
    return (
        row.instelling,
        step_name(row.stap),
        str(row.aantal),
        half_days(row.mediaan),
        days(row.langste),
        days(row.norm),
        f"{row.binnen_norm * 100:.0f} %",
    )


def step_name(stap: str) -> str:
    """'Tot geaccepteerd'."""
    if stap == NA_PLAATSING:
        return "Van plaatsing tot kennismaking"
    return f"Tot {STATUS_WORDS[VerwijzingStatus(stap)].lower()}"


def half_days(number: float) -> str:
    """'7 dagen', '7,5 dagen'."""
    if number == int(number):
        return days(int(number))
    return f"{number:.1f} dagen".replace(".", ",")


def _empty() -> kit.EmptyState:
    return kit.EmptyState(
        "clock",
        "In deze periode is geen stap gezet",
        "Kies een langere periode. Tijden komen hier zodra je bij een verwijzing stappen vastlegt.",
    )


def _how(normen: Normen) -> kit.Fold:
    lines = [*HOW]
    for name, bron, is_hypothese in (
        ("De streeftijden per stap", normen.bron, normen.is_hypothese),
        (
            "De streeftijd na de plaatsing",
            normen.na_plaatsing_bron,
            normen.na_plaatsing_is_hypothese,
        ),
    ):
        state = " zijn voorlopig." if is_hypothese else " zijn vastgesteld."
        if "streeftijd na" in name:
            state = state.replace("zijn", "is")
        lines.append(f"{name}{state} Bron: {bron}.")
    words = kit.column(*(kit.Label(line, wrap=True) for line in lines), gap=8)
    words.setMaximumWidth(theme.px(760))
    fold = kit.Fold("Zo is dit berekend", words)
    fold.setObjectName("zo_berekend")
    return fold
