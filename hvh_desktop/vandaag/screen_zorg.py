"""Rows of Vandaag about care, and two words that all its rows use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from hvh_desktop.text import WEEKDAYS, format_time, initials, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.vandaag.rows import Naar, WachtLine, ZorgLine


class ZorgRows:
    """Makes the rows; each leads to where its line says."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def _go(self, naar: Naar) -> Callable[[], None]:
        return lambda: self._context.open(naar.place, **naar.address)

    def today(self, number: int, line: ZorgLine, *, is_next: bool) -> QWidget:
        """An appointment of today; the psycholoog's own talk opens, the next one in one press."""
        clock = format_time(line.tijd) if line.tijd else "vandaag"
        word = "Open gesprek" if line.is_met_mij else "Bekijk"
        kind = "hoofd" if is_next else "gewoon"
        act = kit.Button(word, kind, name=f"zorg_{number + 1}", on_click=self._go(line.naar))
        act.setAccessibleName(f"{word}, {line.deelnemer.naam}")
        row = kit.Row(
            line.deelnemer.naam,
            line.tekst,
            left=(clock, ""),
            initials=line.deelnemer.initialen,
            right=[act],
        )
        man = {"deelnemer_id": line.deelnemer.id}
        row.activated.connect(self._go(Naar("dossier", man)))
        return row

    def coming(self, line: ZorgLine) -> QWidget:
        """An appointment of the next days."""
        clock = format_time(line.tijd) if line.tijd else ""
        row = kit.Row(
            line.deelnemer.naam,
            line.tekst,
            left=(short_day(line.datum), clock),
            initials=line.deelnemer.initialen,
        )
        row.activated.connect(self._go(line.naar))
        return row

    def waits(self, number: int, line: WachtLine, *, name: str = "wacht") -> QWidget:
        """What waits for the psycholoog or for somebody else, with how long."""
        act = kit.Button("Open", name=f"{name}_{number + 1}", on_click=self._go(line.naar))
        act.setAccessibleName(f"Open, {line.naam}: {line.tekst}")
        days = line.te_laat or line.dagen
        left = ("vandaag", "")
        if days:
            left = (plural(days, "dag", "dagen"), "te laat" if line.te_laat else "wacht")
        row = kit.Row(
            line.naam,
            f"{line.tekst}{provisional(line.te_laat > 0 and line.is_hypothese)}",
            left=left,
            left_tone="danger" if line.te_laat else None,
            initials=initials(line.naam),
            right=[act],
        )
        row.activated.connect(self._go(line.naar))
        return row


def provisional(is_hypothese: bool) -> str:
    """Said behind a term that the house did not confirm."""
    return " (voorlopige termijn)" if is_hypothese else ""


def short_day(day: date) -> str:
    """'vr 13', the left column of a list."""
    return f"{WEEKDAYS[day.weekday()][:2]} {day.day}"
