"""The counts per substance: bars with their numbers, or the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from hvh_desktop.text import capitalise, plural
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.chart_card import ChartCard, Staaf, fit_rows
from hvh_desktop.urinecontroles.rows import StofTelling

HEADERS = ("Stof", "Gecontroleerd", "Gevonden", "Nieuw gebruik", "Geen nieuw gebruik", "Onbekend")
WIDTHS = (170, 130, 110, 140, 170)
WORD = 150
TITLE = "Hoe vaak een stof gevonden is"
HOW = (
    "Een controle telt mee op de dag van de opdracht, zodra het laboratorium iets over de stof "
    "zei.",
    "Gevonden telt wat niet door medicatie is verklaard en wat een heronderzoek niet heeft "
    "weerlegd. Weigeringen tellen hier niet mee.",
    "Er staan geen namen in. Bij kleine aantallen kun je toch raden om wie het gaat: deel ze niet "
    "buiten het huis.",
)


class TellingCard(ChartCard):
    """Per substance: how often it was looked for, and of that how often it was found."""

    def __init__(self, rows: Sequence[StofTelling], told: str) -> None:
        super().__init__(
            TITLE,
            lambda: _bars(rows),
            lambda: _lines(rows) if theme.is_narrow() else _table(rows),
            HOW,
            kit.Label(told, "klein", "muted", wrap=True),
            name="stoffen",
        )


def spoken(row: StofTelling) -> str:
    """'3 keer gevonden bij 8 controles'."""
    return f"{row.positief} keer gevonden bij {plural(row.gecontroleerd, 'controle', 'controles')}"


def _bars(rows: Sequence[StofTelling]) -> QWidget:
    most = max(row.gecontroleerd for row in rows)
    lines = []
    for row in rows:
        bar = Staaf(row.gecontroleerd / most, row.positief / most, "sunken")
        word = kit.Label(capitalise(row.stof), semibold=True, wrap=True)
        said = kit.Label(spoken(row), "klein", "muted", wrap=True)
        if theme.is_narrow():
            lines.append(kit.column(word, bar, said, gap=4))
            continue
        word.setFixedWidth(theme.px(WORD))
        said.setFixedWidth(theme.px(220))
        lines.append(kit.beside(word, (bar, 1), said, gap=12))
    chart = kit.column(*lines, gap=8)
    chart.setObjectName("staven")
    chart.setAccessibleName(
        f"{TITLE}. " + "; ".join(f"{capitalise(row.stof)}: {spoken(row)}" for row in rows)
    )
    return chart


def _cells(row: StofTelling) -> tuple[str, ...]:
    numbers = (row.gecontroleerd, row.positief, row.nieuw_ja, row.nieuw_nee, row.nieuw_onbekend)
    return (capitalise(row.stof), *(str(number) for number in numbers))


def _table(rows: Sequence[StofTelling]) -> kit.Table:
    table = kit.Table(HEADERS, [], widths=WIDTHS, right=(1, 2, 3, 4, 5))
    table.setObjectName("tellingen")
    table.setAccessibleName(TITLE)
    table.set_rows([_cells(row) for row in rows])
    fit_rows(table, len(rows))
    return table


def _lines(rows: Sequence[StofTelling]) -> kit.RowList:
    """The same below each other, when the text is too large for six columns."""
    made = []
    for row in rows:
        cells = _cells(row)
        words = (f"{label} {cell}" for label, cell in zip(HEADERS[1:], cells[1:], strict=True))
        made.append(kit.Row(cells[0], ", ".join(words)))
    listed = kit.RowList(*made)
    listed.setObjectName("tellingen")
    return listed
