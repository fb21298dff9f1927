"""Step four: the outcomes beside each other, each to be opened and changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from hvh_desktop.sancties.rows import AlternatiefRow
from hvh_desktop.sancties.rows_maatwerk import Gevolg
from hvh_desktop.sancties.screen_voorstel_alternatief import Maatstaf
from hvh_desktop.sancties.screen_voorstel_blad import Stap
from hvh_desktop.sancties.screen_voorstel_gewoon import Bewerker, GewoonStap
from hvh_desktop.sancties.screen_voorstel_naast import NaastElkaar
from hvh_desktop.sancties.screen_voorstel_plan import GEEN, GEWOON, TWEEDE, Kolomplan
from hvh_desktop.sancties.words import Verantwoordelijkheid
from hvh_desktop.ui import kit
from hvh_desktop.ui.rule_note import RuleNote

NOT_RESPONSIBLE = (
    "Hij kan niet verantwoordelijk worden gehouden. Dan kan alleen ‘Geen straf’ worden gekozen."
)


class NaastView(Stap):
    """The columns with a radio in the head; one of them can be opened to be changed."""

    key: str = "naast"
    word: str = "Naast elkaar"
    question: str = "Welke sanctie past bij deze man?"
    told: str = "Zet naast elkaar wat er volgt, en kies."

    def __init__(self, plans: Sequence[Kolomplan], maat: Maatstaf, gewoon: GewoonStap) -> None:
        super().__init__()
        self.plans, self.gewoon, self.maat = list(plans), gewoon, maat
        self.editors = {GEWOON: gewoon.editor} | {
            plan.key: plan.editor(maat) for plan in plans if plan.key != GEWOON
        }
        self.works = {k: Bewerker(e) for k, e in self.editors.items() if k != GEWOON}
        self._has_second = any(plan.key == TWEEDE and plan.straffen for plan in plans)
        self._chosen: str | None = None
        self._open: str | None = None
        self._responsible: Verantwoordelijkheid | None = None
        self.notes = (
            RuleNote("Zwaarste straffen", maat.regels.maxima, name="maxima_regel", is_apart=True),
            RuleNote(
                "Hoe de keten is berekend",
                maat.keten,
                name="keten_bron",
                extra=_keten(maat),
                is_apart=True,
            ),
        )
        self.go_elsewhere: Callable[[], None] = lambda: None
        self._make_parts()
        for work in self.works.values():
            work.changed.connect(self._on_edited)
        self._make_columns()
        self.show_columns()

    def _make_parts(self) -> None:
        self._only_free = kit.NoticeBanner(NOT_RESPONSIBLE, "warn")
        self._wrong = kit.Label("", "klein", "danger", semibold=True, wrap=True)
        self._columns = QVBoxLayout()
        self._columns.setContentsMargins(0, 0, 0, 0)
        self.more = kit.Button("Voeg een keuze op maat toe", "stil", "plus", small=True)
        self.more.setObjectName("keuze_erbij")
        self.more.clicked.connect(self._add_second)
        self.less = kit.Button("Haal de tweede keuze weg", "stil", "trash", small=True)
        self.less.setObjectName("keuze_weg")
        self.less.clicked.connect(self._remove_second)
        buttons = kit.beside(self.more, self.less, kit.STRETCH)
        self._all = kit.column(self._only_free, self._wrong, self._columns, buttons, gap=8)
        self._heading = kit.Heading("")
        self.ready = kit.Button("Klaar", icon="check", name="keuze_klaar")
        self.ready.setAccessibleName("Klaar, terug naar de kolommen")
        self.ready.clicked.connect(self._close_editor)
        head = kit.beside((self._heading, 1), self.ready)
        self._one = kit.column(head, *self.works.values(), gap=8)
        kit.fill(self.body, self._all, self._one, kit.STRETCH)

    # Columns --------------------------------------------------------------------------------

    def shown(self) -> list[Kolomplan]:
        """The columns that are there: the second one on maat only when it was asked for."""
        return [plan for plan in self.plans if plan.key != TWEEDE or self._has_second]

    def _make_columns(self) -> None:
        kit.clear(self._columns)
        self.naast = NaastElkaar([plan.key for plan in self.shown()])
        self.naast.chosen.connect(self._choose)
        self.naast.edit.connect(lambda number: self.open_editor(self.shown()[number].key))
        kit.fill(self._columns, self.naast)
        has_second = any(plan.key == TWEEDE and not plan.straffen for plan in self.plans)
        self.more.setVisible(has_second and not self._has_second)
        self.less.setVisible(has_second and self._has_second)
        self.show_columns()

    def show_columns(self) -> None:
        """Write in every column what it is now and what follows from it."""
        keys = [plan.key for plan in self.shown()]
        for kolom, key in zip(self.naast.kolommen, keys, strict=True):
            editor = self.editors[key]
            is_empty = editor.is_empty() and key != GEEN
            kolom.show_row(editor.row(), editor.gevolgen(), is_empty=is_empty)
        self.naast.set_value(keys.index(self._chosen) if self._chosen in keys else None)

    def _add_second(self) -> None:
        self._has_second = True
        self._make_columns()
        self.changed.emit()
        self.open_editor(TWEEDE)

    def _remove_second(self) -> None:
        self._has_second = False
        if self._chosen == TWEEDE:
            self._chosen = None
        self.editors[TWEEDE].set_typed({"naam": "", "afspraak": "", "straffen": []})
        self._make_columns()
        self.changed.emit()
        self.more.setFocus()

    def _choose(self, number: int) -> None:
        self._chosen = self.shown()[number].key
        self._wrong.hide()
        self.changed.emit()

    # One outcome ----------------------------------------------------------------------------

    def open_editor(self, key: str) -> None:
        """The fields of one outcome with its chain; the regular one has its own step."""
        if key == GEWOON:
            self.go_elsewhere()
            return
        self._open = key
        plan = next(plan for plan in self.plans if plan.key == key)
        self._heading.set_text(plan.naam)
        self._show_part()
        self.editors[key].jump("").setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        key, self._open = self._open, None
        self.show_columns()
        self._show_part()
        keys = [plan.key for plan in self.shown()]
        if key in keys:
            self.naast.kolommen[keys.index(key)].radio.setFocus()

    def _show_part(self) -> None:
        self._all.setVisible(self._open is None)
        self._one.setVisible(self._open is not None)
        for key, work in self.works.items():
            work.setVisible(key == self._open)

    def _on_edited(self) -> None:
        self.show_columns()
        self.changed.emit()

    def enter(self) -> None:
        self._open = None
        self._wrong.hide()
        self.show_columns()
        self._show_part()

    def show_responsibility(self, chosen: Verantwoordelijkheid | None) -> None:
        """Without responsibility there is no straf."""
        self._responsible = chosen
        self._only_free.setVisible(chosen is Verantwoordelijkheid.niet)


class NaastStap(NaastView):
    """Step 4: what lies beside each other, and what is chosen."""

    # Values ---------------------------------------------------------------------------------

    def gekozen(self) -> AlternatiefRow | None:
        """The outcome that is proposed."""
        if self._chosen is None:
            return None
        return self.editors[self._chosen].row(is_gekozen=True)

    def key_of(self, name: str) -> str:
        """A field of what is proposed, as ``jump`` takes it."""
        return f"{self._chosen}.{name}"

    def is_regulier_chosen(self) -> bool:
        """Is the regular outcome what is proposed?"""
        return self._chosen == GEWOON

    def gevolgen(self) -> tuple[Gevolg, ...]:
        """The chain of what is proposed."""
        return self.editors[self._chosen].gevolgen() if self._chosen else ()

    def rows(self) -> tuple[AlternatiefRow, ...]:
        """All that are filled in, the regular one first; an empty one on maat is left out."""
        return tuple(
            self.editors[plan.key].row(is_gekozen=plan.key == self._chosen)
            for plan in self.shown()
            if self._counts(plan.key)
        )

    def _counts(self, key: str) -> bool:
        """Without responsibility a straf cannot lie beside the others either."""
        if key in (GEWOON, GEEN, self._chosen):
            return True
        is_out = self._responsible is Verantwoordelijkheid.niet
        editor = self.editors[key]
        return not editor.is_empty() and not (is_out and editor.editors)

    def set_rows(self, rows: Sequence[AlternatiefRow]) -> None:
        """Show an earlier proposal of this round."""
        free = [plan.key for plan in self.plans]
        for row in rows:
            key = next((k for k in free if self.editors[k].soort is row.soort), None)
            if key is None:
                continue
            free.remove(key)
            self._has_second = self._has_second or key == TWEEDE
            self.editors[key].set_row(row)
            self._chosen = key if row.is_gekozen else self._chosen
        self.gewoon.work.show_keten()
        for work in self.works.values():
            work.show_keten()
        self._make_columns()

    def typed(self) -> dict[str, Any]:
        editors = {k: e.typed() for k, e in self.editors.items() if k != GEWOON}
        return {"gekozen": self._chosen, "tweede": self._has_second, "keuzes": editors}

    def set_typed(self, values: Mapping[str, Any]) -> None:
        for key, raw in values.get("keuzes", {}).items():
            if key in self.works:
                self.editors[key].set_typed(raw)
                self.works[key].show_keten()
        self._chosen = values.get("gekozen", self._chosen)
        self._has_second = bool(values.get("tweede", self._has_second))
        self._make_columns()

    # Problems -------------------------------------------------------------------------------

    def problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        row = self.gekozen()
        if row is None:
            found["gekozen"] = "Kies in ‘Naast elkaar’ wat je voorstelt."
        elif self._responsible is Verantwoordelijkheid.niet and row.straffen:
            found["gekozen"] = NOT_RESPONSIBLE
        for plan in self.shown():
            if plan.key != GEWOON and self._counts(plan.key):
                found |= self._problems_of(plan)
        return found

    def _problems_of(self, plan: Kolomplan) -> dict[str, str]:
        editor = self.editors[plan.key]
        if editor.is_empty():
            if plan.key != self._chosen:
                return {}
            said = (
                "Schrijf op wat je met hem afspreekt." if plan.key == GEEN else "Vul deze keuze in."
            )
            return {f"{plan.key}.afspraak": f"{plan.naam}: {said}"}
        return {f"{plan.key}.{k}": f"{plan.naam}: {v}" for k, v in editor.problems().items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for plan in self.shown():
            if any(key.startswith(f"{plan.key}.") for key in problems):
                self.editors[plan.key].ask()
        self._wrong.set_text(problems.get("gekozen", ""))
        self._wrong.setVisible("gekozen" in problems)

    def jump(self, key: str) -> None:
        which, _dot, place = key.partition(".")
        if which in self.works:
            self.open_editor(which)
            self.editors[which].jump(place).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.naast.kolommen[0].radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def subline(self) -> str:
        row = self.gekozen()
        return row.naam if row is not None else ""


def _keten(maat: Maatstaf) -> str:
    return " ".join(str(line) for line in maat.keten.waarde.values())
