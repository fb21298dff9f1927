"""Conditions of a proeftijd: the general one is fixed, his own hang on his doelen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.policy import Rule
from hvh_desktop.sancties.screen_voorstel_blad import Stap
from hvh_desktop.sancties.screen_voorstel_straf import as_typed
from hvh_desktop.sancties.service_beslissing import VoorwaardeInvoer
from hvh_desktop.text import clean_text, date_words
from hvh_desktop.ui import kit
from hvh_desktop.ui.rule_note import RuleNote

MOST = 8
Choices = Sequence[tuple[str, str]]


class VoorwaardeEditor(QWidget):
    """One condition: what, which doel it serves, who follows it, and when to be reminded."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int, doelen: Choices, medewerkers: Choices) -> None:
        super().__init__()
        self.number = number
        made: tuple[tuple[str, str, QWidget, bool], ...] = (
            ("tekst", f"Voorwaarde {number}: waar houdt hij zich aan", kit.Area(rows=1), False),
            ("doel_id", "Hoort bij doel", kit.ChoiceField(doelen, empty="Geen doel"), True),
            ("toezicht_id", "Wie let erop", kit.ChoiceField(medewerkers), False),
            ("herinnering_datum", "Herinner op", kit.DateField(), True),
        )
        self.blocks: dict[str, kit.FieldBlock] = {}
        for name, label, field, optional in made:
            self.blocks[name] = kit.FieldBlock(
                label, field, None, optional, name=f"voorwaarde_{number}_{name}"
            )
            self.blocks[name].changed.connect(self.changed)
        away = kit.Button("Haal weg", "stil", "trash", small=True, name=f"voorwaarde_{number}_weg")
        away.setAccessibleName(f"Haal voorwaarde {number} weg")
        away.clicked.connect(self.removed)
        row = kit.Columns(
            (kit.column(kit.STRETCH, self.blocks["doel_id"]), 0),
            (kit.column(kit.STRETCH, self.blocks["toezicht_id"]), 0),
            (kit.column(kit.STRETCH, self.blocks["herinnering_datum"]), 200),
            gap=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        kit.fill(layout, self.blocks["tekst"], row, kit.beside(kit.STRETCH, away))

    def invoer(self) -> VoorwaardeInvoer:
        """As the service takes it."""
        doel, who = self.blocks["doel_id"].value(), self.blocks["toezicht_id"].value()
        return VoorwaardeInvoer(
            tekst=clean_text(self.blocks["tekst"].value()).strip(),
            toezicht_id=UUID(hex=who) if who else None,
            doel_id=UUID(hex=doel) if doel else None,
            herinnering_datum=self.blocks["herinnering_datum"].value(),
        )

    def typed(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {name: as_typed(block.input) for name, block in self.blocks.items()}

    def set_typed(self, values: Mapping[str, Any]) -> None:
        """Show what was typed."""
        for name, block in self.blocks.items():
            block.set_value(values.get(name))

    def problems(self, last: date | None) -> dict[str, str]:
        """What is not right yet."""
        found = {}
        if not self.invoer().tekst:
            found["tekst"] = f"Schrijf op wat voorwaarde {self.number} is, of haal hem weg."
        if self.blocks["toezicht_id"].value() is None:
            found["toezicht_id"] = f"Kies wie er let op voorwaarde {self.number}."
        said = self.blocks["herinnering_datum"].input.problem()
        day = self.blocks["herinnering_datum"].value()
        if said is None and day is not None and last is not None and day > last:
            said = f"De proeftijd eindigt op {date_words(last)}. Kies een eerdere dag."
        if said:
            found["herinnering_datum"] = said
        return {f"voorwaarde_{self.number}_{name}": text for name, text in found.items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """At the fields."""
        for name, block in self.blocks.items():
            block.set_error(problems.get(f"voorwaarde_{self.number}_{name}"))


class VoorwaardenStap(Stap):
    """What he keeps to during his proeftijd."""

    key: str = "voorwaarden"
    word: str = "Voorwaarden"
    question: str = "Waar houdt hij zich aan?"

    def __init__(self, general: Rule, doelen: Choices, medewerkers: Choices) -> None:
        super().__init__()
        self._doelen, self._medewerkers = doelen, medewerkers
        self._last: date | None = None
        self.editors: list[VoorwaardeEditor] = []
        self._none = kit.Label(
            "Er is niets voorwaardelijk. Dan is er geen proeftijd en zijn er geen voorwaarden.",
            role="muted",
            wrap=True,
        )
        self._until = kit.Label("", wrap=True)
        self._agreed = kit.Label("", role="muted", wrap=True)
        note = RuleNote("Hoort bij elke proeftijd", general, name="algemeen_regel")
        fixed = kit.FixedNote(str(general.waarde), note.head)
        self._own = QVBoxLayout()
        self._own.setContentsMargins(0, 0, 0, 0)
        self._own.setSpacing(14)
        self.more = kit.Button("Voeg een voorwaarde toe", "stil", "plus", small=True)
        self.more.setObjectName("voorwaarde_erbij")
        self.more.clicked.connect(self._add_by_hand)
        more = kit.beside(self.more, kit.STRETCH)
        self._all = kit.column(self._until, fixed, note, self._agreed, self._own, more, gap=10)
        kit.fill(self.body, self._none, self._all, kit.STRETCH)
        self.show_proeftijd(None, "")

    def show_proeftijd(self, last: date | None, afspraak: str) -> None:
        """Until when, and what was agreed in the proposal: he may write a condition from it."""
        self._last = last
        self._none.setVisible(last is None)
        self._all.setVisible(last is not None)
        self._until.set_text(f"Proeftijd tot en met {date_words(last)}." if last else "")
        self._agreed.set_text(f"In het voorstel is afgesproken: {afspraak}" if afspraak else "")
        self._agreed.setVisible(bool(afspraak))

    def _add(self, values: Mapping[str, Any] | None = None) -> VoorwaardeEditor:
        editor = VoorwaardeEditor(len(self.editors) + 1, self._doelen, self._medewerkers)
        self.editors.append(editor)
        if values is not None:
            editor.set_typed(values)
        kit.fill(self._own, editor)
        editor.changed.connect(self.changed)
        editor.removed.connect(lambda editor=editor: self._remove(editor))
        self.more.setVisible(len(self.editors) < MOST)
        return editor

    def _add_by_hand(self) -> None:
        editor = self._add()
        self.changed.emit()
        editor.blocks["tekst"].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, editor: VoorwaardeEditor) -> None:
        self._set_all([one.typed() for one in self.editors if one is not editor])
        self.changed.emit()
        self.more.setFocus()

    def _set_all(self, rows: Sequence[Mapping[str, Any]]) -> None:
        kit.clear(self._own)
        self.editors = []
        for values in rows:
            self._add(values)
        self.more.setVisible(len(self.editors) < MOST)

    def voorwaarden(self) -> tuple[VoorwaardeInvoer, ...]:
        """Those of a proeftijd; none when there is none."""
        return tuple(one.invoer() for one in self.editors) if self._last else ()

    def typed(self) -> dict[str, Any]:
        return {"voorwaarden": [one.typed() for one in self.editors]}

    def set_typed(self, values: Mapping[str, Any]) -> None:
        self._set_all(values.get("voorwaarden", ()))

    def problems(self) -> dict[str, str]:
        if self._last is None:
            return {}
        return {k: v for one in self.editors for k, v in one.problems(self._last).items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for editor in self.editors:
            editor.show_problems(problems)

    def jump(self, key: str) -> None:
        for editor in self.editors:
            for name, block in editor.blocks.items():
                if key == f"voorwaarde_{editor.number}_{name}":
                    block.input.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def subline(self) -> str:
        if self._last is None:
            return "geen proeftijd"
        return f"de algemene en {len(self.editors)} van hem" if self.editors else "de algemene"
