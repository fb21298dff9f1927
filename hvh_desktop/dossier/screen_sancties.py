"""A quiet card on the first tab when a case or a proeftijd runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.words import STATUS_WORDS
from hvh_desktop.text import date_words, near_day
from hvh_desktop.ui import kit

SHOWN = 2


class SanctiesCard(kit.Card):
    """What it is, how far it is, and until when a proeftijd runs. ``open_tab``: of the same man."""

    def __init__(
        self, rows: Sequence[ZaakRow], open_tab: Callable[[str], None], today: date
    ) -> None:
        look = kit.Button(
            "Bekijk",
            "stil",
            small=True,
            name="naar_sancties",
            on_click=lambda: open_tab("sancties"),
        )
        look.setAccessibleName("Bekijk sancties")
        super().__init__(title="Sancties", actions=[look], gap=4)
        self.setObjectName("sancties")
        for row in rows[:SHOWN]:
            self.add(*_lines(row, today))
        if rest := len(rows) - SHOWN:
            said = f"en nog {rest}" if rest > 0 else ""
            self.add(kit.Label(said, "klein", "muted") if said else None)


def _lines(row: ZaakRow, today: date) -> list[QWidget]:
    lines: list[QWidget] = [kit.Label(row.voorval, wrap=True)]
    said = f"{STATUS_WORDS[row.status]}, voorval van {near_day(row.voorval_datum, today)}"
    if row.proeftijd_tot_datum is not None:
        said = f"Proeftijd tot en met {date_words(row.proeftijd_tot_datum)}"
    lines.append(kit.Label(said, "klein", "muted", wrap=True))
    return lines
