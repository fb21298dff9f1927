"""Where a doel came from: the source, and the line of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.form import HERKOMST_NAMES, KOLOM_NAMES
from hvh_desktop.actieplannen.model import HerkomstSoort
from hvh_desktop.actieplannen.service import DoelRow, Herkomst
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.text import shorten
from hvh_desktop.ui import kit

_WITH_LINES = (HerkomstSoort.krachteninventarisatie, HerkomstSoort.motivatiebrief)
_NO_LINES = {
    HerkomstSoort.krachteninventarisatie: "In zijn krachteninventarisatie staat nog geen regel om "
    "uit te kiezen. Schrijf hieronder op waar het om ging.",
    HerkomstSoort.motivatiebrief: "Zijn motivatiebrief staat nog niet in het programma. "
    "Schrijf hieronder op waar het om ging.",
}


def line_words(line: Herkomst) -> str:
    """A line with the place where it stands."""
    if line.leefgebied is None:
        return shorten(line.tekst, 90)
    place = LEEFGEBIED_NAMES[line.leefgebied]
    if line.kolom in KOLOM_NAMES:
        place += f", {KOLOM_NAMES[line.kolom].lower()}"
    return f"{place}: {shorten(line.tekst, 90)}"


class HerkomstField(QWidget, kit.fields.Input):
    """Which source, and which line of it; the line is kept as it stands today."""

    changed = Signal()
    chosen = Signal(object)
    """The Herkomst of the line that was just chosen."""

    def __init__(self, lines: Sequence[Herkomst]) -> None:
        super().__init__()
        self._lines = list(lines)
        sources = [(str(soort), name) for soort, name in HERKOMST_NAMES.items()]
        self.soort = kit.ChoiceField(sources)
        self.regel = kit.ChoiceField()
        self.tekst = kit.TextField(placeholder="Waar ging het om?")
        self._none = kit.Label("", "klein", "muted", wrap=True)
        self._quote = QVBoxLayout()
        for part, name in (
            (self.soort, "herkomst_soort"),
            (self.regel, "herkomst_regel"),
            (self.tekst, "herkomst_tekst"),
        ):
            part.setObjectName(name)
        self.regel.setAccessibleName("Uit welke regel komt het doel")
        self.tekst.setAccessibleName("Waar ging het om")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        kit.fill(layout, self.soort, self._none, self.regel, self._quote, self.tekst)
        self.soort.changed.connect(self._choose_source)
        self.regel.changed.connect(self._choose_line)
        self.tekst.changed.connect(self.changed)
        self.setFocusProxy(self.soort)
        self._show()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.soort.setAccessibleName(name)

    def _of_source(self) -> list[Herkomst]:
        return [line for line in self._lines if line.soort == self.soort.value()]

    def _choose_source(self) -> None:
        self.regel.set_choices([])
        self.tekst.set_value("")
        self._show()
        self.changed.emit()

    def _choose_line(self) -> None:
        self._show()
        self.changed.emit()
        if isinstance(line := self.regel.value(), Herkomst):
            self.chosen.emit(line)

    def _show(self) -> None:
        """Show only the parts that belong to this source."""
        soort, lines = self.soort.value(), self._of_source()
        self.regel.set_choices([(line, line_words(line)) for line in lines])
        self.regel.setVisible(bool(lines))
        is_missing = soort in _WITH_LINES and not lines
        self._none.set_text(_NO_LINES.get(soort, "") if is_missing else "")
        self._none.setVisible(is_missing)
        self.tekst.setVisible(bool(soort) and not lines)
        kit.clear(self._quote)
        line = self.regel.value()
        if isinstance(line, Herkomst) and len(line_words(line)) > 60:
            self._quote.addWidget(kit.Quote(f"“{line.tekst}”"))

    def set_error(self, wrong: bool) -> None:
        self.soort.set_error(wrong)

    def value(self) -> str | None:
        """The source; ``line`` tells the rest."""
        found: str | None = self.soort.value()
        return found

    def set_value(self, value: Any) -> None:
        self.soort.set_value(value)
        self._show()

    def line(self) -> dict[str, Any]:
        """Leefgebied, kolom and text of the line, as the service takes them."""
        line = self.regel.value()
        if isinstance(line, Herkomst):
            return {
                "herkomst_leefgebied": line.leefgebied,
                "herkomst_kolom": line.kolom,
                "herkomst_tekst": line.tekst,
            }
        return {
            "herkomst_leefgebied": None,
            "herkomst_kolom": None,
            "herkomst_tekst": self.tekst.value(),
        }

    def show_doel(self, doel: DoelRow) -> None:
        """Show where a doel came from; a line that reads otherwise by now is offered as it was."""
        kept = Herkomst(
            doel.herkomst, doel.herkomst_leefgebied, doel.herkomst_kolom, doel.herkomst_tekst
        )
        is_line = doel.herkomst in _WITH_LINES and bool(kept.tekst or kept.leefgebied)
        if is_line and kept not in self._lines:
            self._lines.insert(0, kept)
        self.set_value(doel.herkomst.value)
        self.regel.set_value(kept if is_line else None)
        self.tekst.set_value("" if is_line else doel.herkomst_tekst)
        self._show()

    def typed(self) -> dict[str, Any]:
        """What stands here, for a draft."""
        line = {k: str(v) if v else "" for k, v in self.line().items()}
        return {"herkomst": self.value(), **line}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what a draft held."""
        self.set_value(typed.get("herkomst"))
        tekst = typed.get("herkomst_tekst", "")
        place = (typed.get("herkomst_leefgebied") or None, typed.get("herkomst_kolom") or None)
        found = [
            line
            for line in self._of_source()
            if (line.tekst, line.leefgebied, line.kolom) == (tekst, *place)
        ]
        self.regel.set_value(found[0] if found else None)
        self.tekst.set_value("" if found else tekst)
        self._show()
