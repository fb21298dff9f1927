"""Step three: what the table of the house says, and what would be usual for him."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.rows_maatwerk import RegulierRow
from hvh_desktop.sancties.screen_voorstel_alternatief import AlternatiefEditor, Maatstaf
from hvh_desktop.sancties.screen_voorstel_blad import Stap
from hvh_desktop.sancties.screen_voorstel_keten import KetenView
from hvh_desktop.sancties.screen_voorstel_plan import Kolomplan
from hvh_desktop.sancties.straffen import summary, words
from hvh_desktop.sancties.words import AlternatiefSoort
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.rule_note import RuleNote

KETEN_WIDTH = 290


class Bewerker(QWidget):
    """One outcome with its chain beside it, reckoned anew at every key."""

    changed = Signal()

    def __init__(self, editor: AlternatiefEditor) -> None:
        super().__init__()
        self.editor = editor
        self.keten = KetenView()
        side = kit.Panel("sunken", None, theme.radius("kaart"))
        inner = QVBoxLayout(side)
        inner.setContentsMargins(14, 10, 14, 12)
        kit.fill(inner, self.keten)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        right = kit.column(side, kit.STRETCH)
        kit.fill(layout, kit.Columns((editor, 0), (right, KETEN_WIDTH), gap=20))
        editor.changed.connect(self._on_changed)
        self.show_keten()

    def _on_changed(self) -> None:
        self.show_keten()
        self.changed.emit()

    def show_keten(self) -> None:
        """What would follow from what stands there now."""
        self.keten.show_gevolgen(self.editor.gevolgen())


class GewoonStap(Stap):
    """Step 3: what the table says, and what the regular outcome would be for him."""

    key: str = "gewoon"
    word: str = "Gewone uitkomst"
    question: str = "Wat zou de gewone uitkomst zijn?"
    told: str = "Dit is om mee te vergelijken. Je kiest pas in de volgende stap."

    def __init__(
        self, plan: Kolomplan, maat: Maatstaf, ask: Callable[[int], RegulierRow], *, is_table: bool
    ) -> None:
        super().__init__()
        self._ask, self._is_table, self._keer = ask, is_table, 0
        self.plan, self.editor = plan, plan.editor(maat)
        if not is_table:
            self.word, self.question = plan.naam, f"{plan.naam}: wat volgt er dan?"
        self.work = Bewerker(self.editor)
        self.work.changed.connect(self.changed)
        self._table = QVBoxLayout()
        self._table.setContentsMargins(0, 0, 0, 0)
        self.is_chosen = False
        """Else it is there to compare with, and only has to be what the law knows."""
        kit.fill(self.body, self._table, self.work, kit.STRETCH)

    def show_keer(self, keer: int, kind: str) -> None:
        """Another cell of the table: the first time, or again."""
        if not self._is_table or keer == self._keer:
            return
        self._keer = keer
        row = self._ask(keer)
        kit.clear(self._table)
        kit.fill(self._table, _table_part(row, kind, keer))
        if row.is_voorbeeld or row.straf is None:
            self.editor.set_given(False)
        else:
            self._take(row.straf, is_degradatie=row.is_degradatie)

    def _take(self, straf: StrafRow, *, is_degradatie: bool) -> None:
        """The table speaks: this is the straf, unless it is that already with more filled in."""
        now = self.editor.straffen()
        if [(one.soort, one.aantal) for one in now] != [(straf.soort, straf.aantal)]:
            naam, regular = self.plan.naam, AlternatiefSoort.regulier
            row = AlternatiefRow(regular, naam, (straf,), "", is_degradatie, False, None)
            self.editor.set_row(row)
        self.editor.set_given(True)
        self.work.show_keten()

    def typed(self) -> dict[str, Any]:
        return self.editor.typed()

    def set_typed(self, values: Mapping[str, Any]) -> None:
        if values:
            self.editor.set_typed(values)
            self.work.show_keten()

    def problems(self) -> dict[str, str]:
        if self.is_chosen:
            return self.editor.problems()
        return {**self.editor.over_maximum(), **self.editor.open_problems()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.editor.ask()

    def jump(self, key: str) -> None:
        self.editor.jump(key).setFocus()

    def subline(self) -> str:
        row = self.editor.row()
        return summary(row.straffen, row.afspraak) if row.straffen else "nog zonder straf"


def _table_part(row: RegulierRow, kind: str, keer: int) -> QWidget:
    """What the house wrote in its table; an example is said to be one."""
    when = "de eerste keer" if keer <= 1 else "bij herhaling"
    note = RuleNote("Waar dit staat", row.rule, name="regulier_regel")
    if not row.is_voorbeeld and row.straf is not None:
        demotion = ", met degradatie" if row.is_degradatie else ""
        said = f"{kind}, {when}: {words(row.straf)}{demotion}."
        return kit.column(kit.Label(said, semibold=True, wrap=True), note, gap=2)
    empty = kit.NoticeBanner(
        f"‘{kind}’, {when}: het huis heeft dit in zijn tabel nog niet ingevuld. Zet hier zelf "
        "neer wat gewoon zou zijn, of laat het leeg.",
        "info",
        title="Nog niet ingevuld",
    )
    if row.straf is None:
        return kit.column(empty, note, gap=4)
    box = kit.Panel(None, "line_strong", theme.radius("veld"), dashed=True)
    inner = QVBoxLayout(box)
    inner.setContentsMargins(12, 4, 8, 4)
    demotion = ", met degradatie" if row.is_degradatie else ""
    told = kit.Label(f"{capitalise(words(row.straf))}{demotion}. Dit geldt niet.", wrap=True)
    source = RuleNote("Waar dit staat", row.rule, name="regulier_regel", is_apart=True)
    badge = kit.Badge("Voorbeeld", "stil")
    if theme.is_narrow():
        kit.fill(inner, kit.beside(badge, kit.STRETCH), told, source.head, source)
    else:
        kit.fill(inner, kit.beside(badge, (told, 1), source.head, gap=10), source)
    return kit.column(empty, box, gap=8)
