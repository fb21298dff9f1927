"""One outcome being made up: its straffen, what is agreed, and what comes with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.policy import Rule
from hvh_desktop.sancties.alternatieven import Maat, too_much
from hvh_desktop.sancties.alternatieven import problems as judge
from hvh_desktop.sancties.gevolgen import GevolgStand, chain
from hvh_desktop.sancties.maxima import Regels
from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.rows_maatwerk import Gevolg
from hvh_desktop.sancties.ruimte import Ruimte
from hvh_desktop.sancties.screen_voorstel_straf import StrafEditor
from hvh_desktop.sancties.words import AlternatiefSoort, Verantwoordelijkheid
from hvh_desktop.text import clean_text
from hvh_desktop.ui import kit
from hvh_desktop.ui.rule_note import RuleNote

JA, NEE = "ja", "nee"
MOST_STRAFFEN = 5
TERUG = "Terugplaatsing beëindigt zijn deelname aan het Huis van Herstel."


@dataclass(frozen=True)
class Maatstaf:
    """What every editor of one case reckons with: the rules of its day, and where he stands."""

    regels: Regels
    keten: Rule
    stand: GevolgStand
    ruimte: Ruimte | None = None
    """In a round about a straf that is there already: nothing heavier than this."""


class AlternatiefFields(QWidget):
    """Its fields, of which only those show that can apply."""

    changed = Signal()

    def __init__(self, soort: AlternatiefSoort, naam: str, maat: Maatstaf) -> None:
        super().__init__()
        self.soort, self._standard, self.maat = soort, naam, maat
        self.editors: list[StrafEditor] = []
        self._is_asked = False
        self._is_named = soort is AlternatiefSoort.maatwerk
        self.is_given = False
        """Does the table of the house say what the straf is?"""
        self._make_fields()
        self._straffen = QVBoxLayout()
        self._straffen.setContentsMargins(0, 0, 0, 0)
        self._straffen.setSpacing(10)
        self.more = kit.Button("Voeg een straf toe", "stil", "plus", small=True)
        self.more.setObjectName("straf_erbij")
        self.more.clicked.connect(lambda: self.add_straf(by_hand=True))
        self._together = kit.Label("", "klein", "danger", semibold=True, wrap=True)
        self._together.hide()
        self._lay_out()
        self._show_parts()

    def _make_fields(self) -> None:
        yes_no = [(JA, "Ja"), (NEE, "Nee")]
        self.blocks: dict[str, kit.FieldBlock] = {}
        words = kit.TextField(placeholder=self._standard)
        choose = kit.RadioGroup(yes_no, vertical=False)
        is_usual = self.soort is AlternatiefSoort.regulier
        back = kit.Check(
            "Daar hoort terugplaatsing bij" if is_usual else "Stel terugplaatsing voor"
        )
        parts: tuple[tuple[str, str, QWidget, bool], ...] = (
            ("naam", "Hoe noem je deze keuze", words, True),
            ("proeftijd_tot_datum", "Proeftijd tot en met", kit.DateField(), False),
            ("afspraak", "Wat spreek je met hem af", kit.Area(), True),
            ("is_degradatie", "Volgt er degradatie", choose, False),
            ("is_terugplaatsing", "Terugplaatsing", back, False),
        )
        for name, label, field, optional in parts:
            block = kit.FieldBlock(label, field, None, optional, name=name)
            block.changed.connect(self._on_changed)
            self.blocks[name] = block
        self.blocks["is_terugplaatsing"].hide_label()

    def _lay_out(self) -> None:
        maat, regels, parts = self.maat, self.maat.regels, self.blocks
        self._until = RuleNote(
            _proeftijd_words(regels.proeftijd_maanden),
            regels.proeftijd_maanden,
            name="proeftijd_regel",
        )
        self._both = RuleNote(
            f"Opsluiting en uitsluiting samen ten hoogste {regels.combinatie_dagen.waarde} dagen",
            regels.combinatie_dagen,
            name="combinatie_regel",
        )
        said = str(maat.keten.waarde["degradatie"])
        self._demotion = RuleNote(
            "Hoe degradatie volgt", maat.keten, name="keten_regel", extra=said
        )
        self._goodbye = kit.NoticeBanner(TERUG, "danger")
        self._degradatie = kit.column(parts["is_degradatie"], self._demotion, kit.STRETCH, gap=2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        kit.fill(layout, self._straffen, self._together)
        kit.fill(layout, kit.beside(self.more, kit.STRETCH), self._both)
        self._held = kit.column(parts["proeftijd_tot_datum"], self._until, kit.STRETCH, gap=2)
        self._after = kit.Columns((self._degradatie, 0), (self._held, 0), gap=12)
        kit.fill(layout, self._after, parts["afspraak"])
        kit.fill(layout, parts["is_terugplaatsing"], self._goodbye, parts["naam"], kit.STRETCH)

    # Straffen -------------------------------------------------------------------------------

    def add_straf(self, straf: StrafRow | None = None, *, by_hand: bool = False) -> StrafEditor:
        """One more; ``by_hand``: somebody asked for it, so the focus goes there."""
        werk = self.maat.stand.werk
        wage = werk.weekloon_centen if werk is not None else None
        editor = StrafEditor(len(self.editors) + 1, self.maat.regels.maxima, wage)
        if straf is not None:
            editor.set_row(straf)
        self._place(editor)
        if by_hand:
            self._on_changed()
            editor.blocks["soort"].input.setFocus()
        return editor

    def _place(self, editor: StrafEditor) -> None:
        self.editors.append(editor)
        self._straffen.addWidget(editor)
        editor.set_given(self.is_given)
        editor.changed.connect(self._on_changed)
        editor.removed.connect(lambda editor=editor: self._remove(editor))
        self._show_parts()

    def _remove(self, editor: StrafEditor) -> None:
        kept = [one.typed() for one in self.editors if one is not editor]
        self._set_straffen(kept)
        self._on_changed()
        self.more.setFocus()

    def _set_straffen(self, typed: Sequence[Mapping[str, Any]]) -> None:
        kit.clear(self._straffen)
        self.editors = []
        for values in typed:
            self.add_straf().set_typed(values)

    def hide_name(self) -> None:
        """A decision has no name of its own."""
        self._is_named = False
        self._show_parts()

    def set_given(self, is_given: bool) -> None:
        """The table of the house says what it is: kind and amount are only to read."""
        self.is_given = is_given
        for editor in self.editors:
            editor.set_given(is_given)
        self._show_parts()

    # What is shown --------------------------------------------------------------------------

    def _on_changed(self) -> None:
        """Something was typed."""
        raise NotImplementedError

    def _show_parts(self) -> None:
        """Only what can apply is asked."""
        rows = self.straffen()
        is_free = self.soort is AlternatiefSoort.geen_straf
        is_held = any(row.voorwaardelijk for row in rows)
        self.blocks["naam"].setVisible(self._is_named)
        is_bound = self.is_given or self.maat.ruimte is not None
        has_room = len(self.editors) < MOST_STRAFFEN and not is_bound
        self.more.setVisible(not is_free and has_room)
        self._both.setVisible(len(self.editors) > 1)
        self.blocks["afspraak"].setVisible(self.soort is not AlternatiefSoort.regulier)
        self._held.setVisible(is_held)
        self._after.setVisible(bool(self.editors))
        self.blocks["is_terugplaatsing"].setVisible(not is_free)
        self._goodbye.setVisible(not is_free and bool(self.blocks["is_terugplaatsing"].value()))

    def straffen(self) -> tuple[StrafRow, ...]:
        """Those that are far enough to reckon with."""
        found = (editor.row() for editor in self.editors)
        return tuple(row for row in found if row is not None)

    def holds(self, name: str) -> bool:
        """Is this field asked now?"""
        if name == "proeftijd_tot_datum":
            return not self._held.isHidden()
        if name == "is_degradatie":
            return not self._after.isHidden()
        return not self.blocks[name].isHidden()


class AlternatiefEditor(AlternatiefFields):
    """One outcome as it is typed. Without a straf there is only an afspraak."""

    # Values ---------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._show_parts()
        self.check_live()
        self.changed.emit()

    def is_empty(self) -> bool:
        """Is nothing filled in?"""
        return not self.editors and not self.blocks["afspraak"].value()

    def row(self, *, is_gekozen: bool = False) -> AlternatiefRow:
        """As far as it is filled in."""
        straffen, parts = self.straffen(), self.blocks
        is_held = any(one.voorwaardelijk for one in straffen)
        is_free = self.soort is AlternatiefSoort.geen_straf
        typed = clean_text(parts["naam"].value()).strip()
        named = typed if self.soort is AlternatiefSoort.maatwerk else ""
        return AlternatiefRow(
            soort=self.soort,
            naam=named or self._standard,
            straffen=straffen,
            afspraak=clean_text(parts["afspraak"].value()).strip(),
            is_degradatie=bool(straffen) and parts["is_degradatie"].value() == JA,
            is_terugplaatsing=not is_free and bool(parts["is_terugplaatsing"].value()),
            proeftijd_tot_datum=parts["proeftijd_tot_datum"].value() if is_held else None,
            is_gekozen=is_gekozen,
        )

    def set_row(self, row: AlternatiefRow) -> None:
        """Show an outcome that is known."""
        self._set_straffen([])
        for straf in row.straffen:
            self.add_straf(straf)
        self.blocks["naam"].set_value("" if row.naam == self._standard else row.naam)
        self.blocks["afspraak"].set_value(row.afspraak)
        self.blocks["proeftijd_tot_datum"].set_value(row.proeftijd_tot_datum)
        self.blocks["is_terugplaatsing"].set_value(row.is_terugplaatsing)
        if row.straffen:
            self.blocks["is_degradatie"].set_value(JA if row.is_degradatie else NEE)
        self._show_parts()

    def typed(self) -> dict[str, Any]:
        """What stands in all inputs, for a draft."""
        raw = {name: block.input for name, block in self.blocks.items()}
        return {
            **{
                name: field.text() if isinstance(field, kit.TextField) else field.value()
                for name, field in raw.items()
            },
            "straffen": [editor.typed() for editor in self.editors],
        }

    def set_typed(self, values: Mapping[str, Any]) -> None:
        """Show what was typed."""
        self._set_straffen(values.get("straffen", ()))
        for name, block in self.blocks.items():
            if name in values:
                block.set_value(values[name])
        self._show_parts()

    def gevolgen(self) -> tuple[Gevolg, ...]:
        """The chain of this outcome, reckoned now; nothing while nothing is filled in."""
        if self.is_empty() and self.soort is not AlternatiefSoort.geen_straf:
            return ()
        return chain(self.row(), self.maat.stand)

    # Problems -------------------------------------------------------------------------------

    def problems(self, verantwoordelijkheid: Verantwoordelijkheid | None = None) -> dict[str, str]:
        """Everything that is not right yet, by the names that ``maxima`` uses."""
        found = self.open_problems()
        return {**self._too_much(verantwoordelijkheid), **found}

    def open_problems(self) -> dict[str, str]:
        """What is not readable or not filled in yet."""
        found: dict[str, str] = {}
        for editor in self.editors:
            found |= editor.own_problems()
        said = self.blocks["proeftijd_tot_datum"].input.problem()
        if said:
            found["proeftijd_tot_datum"] = said
        if self.editors and self.blocks["is_degradatie"].value() is None:
            found["is_degradatie"] = "Kies of er degradatie volgt."
        return found

    def over_maximum(self) -> dict[str, str]:
        """What is more than the law knows, also when it is only there to compare with."""
        return self._judged(too_much, None)

    def _too_much(self, verantwoordelijkheid: Verantwoordelijkheid | None) -> dict[str, str]:
        return self._judged(judge, verantwoordelijkheid)

    def _judged(
        self,
        by: Callable[[AlternatiefRow, Maat], dict[str, str]],
        verantwoordelijkheid: Verantwoordelijkheid | None,
    ) -> dict[str, str]:
        """What is not allowed, with the numbers of the editors."""
        numbers = [one.number for one in self.editors if one.row() is not None]
        maat = Maat(
            self.maat.regels,
            self.maat.ruimte,
            self.maat.stand.today,
            verantwoordelijkheid or Verantwoordelijkheid.volledig,
        )
        found = by(self.row(), maat)
        return {_renumbered(key, numbers): sentence for key, sentence in found.items()}

    def check_live(self) -> None:
        """While typing: what is typed and wrong is said at its field at once."""
        found = self.problems()
        for editor in self.editors:
            editor.show_problems(found, also_empty=self._is_asked)
        for name in ("proeftijd_tot_datum", "is_degradatie", "afspraak"):
            block = self.blocks[name]
            is_filled = bool(block.input.text() if name.startswith("proef") else block.value())
            sentence = found.get(name)
            block.set_error(sentence if sentence and (self._is_asked or is_filled) else None)
        self._together.set_text(found.get("straffen", ""))
        self._together.setVisible("straffen" in found)

    def ask(self) -> None:
        """From now on also say what is still empty."""
        self._is_asked = True
        self.check_live()

    def jump(self, key: str) -> QWidget:
        """The field that a problem is about."""
        for editor in self.editors:
            if key.startswith(f"straf_{editor.number}_"):
                return editor.jump(key)
        if key in self.blocks and self.holds(key):
            found: QWidget = self.blocks[key].input
            return found
        if self.editors:
            return self.editors[0].jump("soort")
        return self.more if not self.more.isHidden() else self.blocks["afspraak"].input


def _renumbered(key: str, numbers: Sequence[int]) -> str:
    """'straf_1_aantal' of the first that counts is the first editor that is filled in."""
    parts = key.split("_", 2)
    if len(parts) < 3 or parts[0] != "straf" or not parts[1].isdigit():
        return key
    place = int(parts[1]) - 1
    return f"straf_{numbers[place]}_{parts[2]}" if place < len(numbers) else key


def _proeftijd_words(rule: Rule) -> str:
    return f"Ten hoogste {rule.waarde} maanden vanaf de beslissing"
