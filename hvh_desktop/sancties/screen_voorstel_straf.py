"""One straf being made up: its kind, how much of it, and what that kind asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.policy import Rule
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.words import StrafSoort
from hvh_desktop.text import capitalise, clean_text, plural
from hvh_desktop.ui import kit
from hvh_desktop.ui.rule_note import RuleNote

_S = StrafSoort
SHOWN: Final[Mapping[StrafSoort, tuple[str, ...]]] = {
    _S.opsluiting: ("aantal", "voorwaardelijk", "uitwerking"),
    _S.uitsluiting: ("aantal", "voorwaardelijk", "uitwerking"),
    _S.bezoek: ("aantal", "voorwaardelijk", "uitwerking", "bezoek_reden"),
    _S.verlof: ("is_voorwaardelijk",),
    _S.boete: (
        "bedrag",
        "voorwaardelijk_bedrag",
        "weekloon",
        "vervangende_soort",
        "vervangende_dagen",
    ),
}
"""What each kind asks besides its kind."""
UITWERKING: Final = {
    _S.opsluiting: "Waar",
    _S.uitsluiting: "Van welke activiteiten",
    _S.bezoek: "Welk bezoek",
}
VERVANGEND: Final = (_S.opsluiting, _S.uitsluiting)
MOST_DAYS, MOST_EUROS = 9999, 99999


class StrafFields(QWidget):
    """Its fields, of which only those show that its kind asks for."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int, maxima: Rule, weekloon_centen: int | None = None) -> None:
        super().__init__()
        self.number, self._maxima = number, maxima
        self.blocks = self._make_blocks()
        self.blocks["weekloon"].set_value(euros(weekloon_centen))
        for block in self.blocks.values():
            block.changed.connect(self._on_changed)
        self._away = kit.Button("Haal weg", "stil", "trash", small=True)
        self._away.setObjectName(f"straf_{number}_weg")
        self._away.setAccessibleName(f"Haal straf {number} weg")
        self._away.clicked.connect(self.removed)
        self._head, self._note = QVBoxLayout(), QVBoxLayout()
        for place in (self._head, self._note):
            place.setContentsMargins(0, 0, 0, 0)
        self._shown: StrafSoort | None = None
        self._lay_out()
        self._show_kind()

    def _make_blocks(self) -> dict[str, kit.FieldBlock]:
        kinds = [(one.value, capitalise(one.value)) for one in StrafSoort]
        substitutes = [(one.value, capitalise(one.value)) for one in VERVANGEND]
        made: dict[str, tuple[str, QWidget, bool]] = {
            "soort": ("Straf", kit.ChoiceField(kinds), False),
            "aantal": ("Dagen", _days(), False),
            "voorwaardelijk": ("Waarvan voorwaardelijk", _days(), False),
            "bedrag": ("Bedrag in euro", _money(), False),
            "voorwaardelijk_bedrag": ("Waarvan voorwaardelijk", _money(), False),
            "is_voorwaardelijk": ("Voorwaardelijk", kit.Check("Voorwaardelijk"), False),
            "weekloon": ("Weekloon in euro", _money(), False),
            "uitwerking": ("Waar", kit.TextField(), True),
            "bezoek_reden": ("Hoe had het met dit bezoek te maken?", kit.TextField(), False),
            "vervangende_soort": ("Betaalt hij niet, dan", kit.ChoiceField(substitutes), False),
            "vervangende_dagen": ("Dagen in plaats daarvan", _days(), False),
        }
        return {
            name: kit.FieldBlock(label, field, None, optional, name=f"straf_{self.number}_{name}")
            for name, (label, field, optional) in made.items()
        }

    def _lay_out(self) -> None:
        parts = self.blocks
        parts["is_voorwaardelijk"].hide_label()
        much = kit.column(kit.STRETCH, parts["aantal"], parts["bedrag"])
        held = kit.column(
            kit.STRETCH,
            parts["voorwaardelijk"],
            parts["voorwaardelijk_bedrag"],
            parts["is_voorwaardelijk"],
        )
        soort = kit.column(kit.STRETCH, parts["soort"])
        head = kit.Columns((soort, 0), (much, 110), (held, 176), gap=12)
        substitute = kit.Columns(
            (kit.column(kit.STRETCH, parts["weekloon"]), 140),
            (kit.column(kit.STRETCH, parts["vervangende_soort"]), 0),
            (kit.column(kit.STRETCH, parts["vervangende_dagen"]), 176),
            gap=12,
        )
        self._substitute = substitute
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        kit.fill(layout, head, substitute, parts["uitwerking"], parts["bezoek_reden"])
        foot = kit.beside((self._head, 1), self._away)
        kit.fill(layout, foot, self._note)

    def _on_changed(self) -> None:
        self._show_kind()
        self.changed.emit()

    def soort(self) -> StrafSoort | None:
        """The kind that was chosen."""
        value = self.blocks["soort"].value()
        return StrafSoort(value) if value else None

    def _show_kind(self) -> None:
        soort = self.soort()
        shown = SHOWN[soort] if soort else ()
        for name, block in self.blocks.items():
            if name != "soort":
                block.setVisible(name in shown)
        self._substitute.setVisible("weekloon" in shown)
        if soort in UITWERKING:
            self.blocks["uitwerking"].label.set_text(UITWERKING[soort])
            self.blocks["uitwerking"].set_optional(True)
        if soort is not None and soort is not self._shown:
            self._show_rule(soort)
        self._shown = soort

    def _show_rule(self, soort: StrafSoort) -> None:
        """The maximum of this kind, with its source."""
        kit.clear(self._head)
        kit.clear(self._note)
        short, name = maximum_words(soort, self._maxima), f"straf_{self.number}_regel"
        note = RuleNote(short, self._maxima, name=name, is_apart=True)
        kit.fill(self._head, (note.head, Qt.AlignmentFlag.AlignLeft))
        kit.fill(self._note, note)


class StrafEditor(StrafFields):
    """One straf as it is typed. ``number`` counts from 1, as in the problems of ``maxima``."""

    # Values ---------------------------------------------------------------------------------

    def row(self) -> StrafRow | None:
        """The straf as far as it is filled in; None while there is no kind or no amount."""
        soort = self.soort()
        if soort is None:
            return None
        if soort is _S.verlof:
            return StrafRow(soort, 1, int(self.blocks["is_voorwaardelijk"].value()))
        is_fine = soort is _S.boete
        amount = self._cents("bedrag") if is_fine else self.blocks["aantal"].value()
        held = self._cents("voorwaardelijk_bedrag") if is_fine else self._number("voorwaardelijk")
        if amount is None:
            return None
        substitute = self.blocks["vervangende_soort"].value() if is_fine else None
        return StrafRow(
            soort,
            amount,
            held or 0,
            uitwerking="" if is_fine else self._words("uitwerking"),
            bezoek_reden=self._words("bezoek_reden") if soort is _S.bezoek else "",
            weekloon_centen=self._cents("weekloon") if is_fine else None,
            vervangende_soort=StrafSoort(substitute) if substitute else None,
            vervangende_dagen=self._number("vervangende_dagen") if is_fine else None,
        )

    def _number(self, name: str) -> int | None:
        value = self.blocks[name].value()
        return None if value is None else int(value)

    def _cents(self, name: str) -> int | None:
        value = self.blocks[name].value()
        return None if value is None else round(value * 100)

    def _words(self, name: str) -> str:
        return clean_text(self.blocks[name].value()).strip()

    def set_row(self, straf: StrafRow) -> None:
        """Show a straf that is known."""
        is_fine = straf.soort is _S.boete
        values: dict[str, Any] = {
            "soort": straf.soort.value,
            "uitwerking": straf.uitwerking,
            "bezoek_reden": straf.bezoek_reden,
            "is_voorwaardelijk": bool(straf.voorwaardelijk),
            "aantal": None if is_fine else straf.aantal,
            "voorwaardelijk": None if is_fine else straf.voorwaardelijk or None,
            "bedrag": euros(straf.aantal) if is_fine else None,
            "voorwaardelijk_bedrag": euros(straf.voorwaardelijk or None) if is_fine else None,
            "vervangende_soort": straf.vervangende_soort.value if straf.vervangende_soort else None,
            "vervangende_dagen": straf.vervangende_dagen,
        }
        if straf.weekloon_centen is not None:
            values["weekloon"] = euros(straf.weekloon_centen)
        self.set_typed(values)

    def set_given(self, is_given: bool) -> None:
        """Kind and amount come from the table; what the kind asks further stays open."""
        for name in ("soort", "aantal", "voorwaardelijk", "is_voorwaardelijk"):
            self.blocks[name].set_fixed(is_given)
        self._away.setHidden(is_given)

    def typed(self) -> dict[str, Any]:
        """What stands in all fields, also what is hidden now."""
        return {name: as_typed(block.input) for name, block in self.blocks.items()}

    def set_typed(self, values: Mapping[str, Any]) -> None:
        """Show what was typed."""
        for name, block in self.blocks.items():
            if name in values:
                block.set_value(values[name])
        self._show_kind()

    # Problems -------------------------------------------------------------------------------

    def own_problems(self) -> dict[str, str]:
        """What is not readable or not there yet, by the names that ``maxima`` uses."""
        soort = self.soort()
        if soort is None:
            return {self._key("soort"): "Kies een soort straf, of haal de straf weg."}
        found = {}
        for name in SHOWN[soort]:
            said = getattr(self.blocks[name].input, "problem", lambda: None)()
            if said:
                found[self._key(name)] = said
        amount = "bedrag" if soort is _S.boete else "aantal"
        is_asked = amount in SHOWN[soort] and self._key(amount) not in found
        if is_asked and self.blocks[amount].value() is None:
            words = "het bedrag" if soort is _S.boete else "het aantal dagen"
            found[self._key(amount)] = f"Vul {words} van de straf in."
        return found

    def _key(self, name: str) -> str:
        return f"straf_{self.number}_{name}"

    def show_problems(self, problems: Mapping[str, str], *, also_empty: bool) -> None:
        """At the fields; what is still empty is only named when somebody asked."""
        for name, block in self.blocks.items():
            sentence = problems.get(self._key(name)) or self._for_money(name, problems)
            is_filled = bool(as_typed(block.input))
            block.set_error(sentence if sentence and (also_empty or is_filled) else None)

    def _for_money(self, name: str, problems: Mapping[str, str]) -> str | None:
        """``maxima`` speaks of amounts: for a fine that is the field in euros."""
        other = {
            "bedrag": "aantal",
            "voorwaardelijk_bedrag": "voorwaardelijk",
            "is_voorwaardelijk": "voorwaardelijk",
            "weekloon": "weekloon_centen",
        }.get(name)
        is_shown = self.soort() is not None and name in SHOWN[StrafSoort(self.soort())]  # type: ignore[arg-type]
        return problems.get(self._key(other)) if other and is_shown else None

    def jump(self, key: str) -> QWidget:
        """The field that a problem is about."""
        name = key.removeprefix(f"straf_{self.number}_")
        money = {"aantal": "bedrag", "voorwaardelijk": "voorwaardelijk_bedrag"}
        if self.soort() is _S.boete:
            name = money.get(name, name)
        if name == "voorwaardelijk" and self.soort() is _S.verlof:
            name = "is_voorwaardelijk"
        name = {"weekloon_centen": "weekloon"}.get(name, name)
        found: QWidget = self.blocks.get(name, self.blocks["soort"]).input
        return found


def _days() -> kit.NumberField:
    return kit.NumberField(maximum=MOST_DAYS)


def _money() -> kit.NumberField:
    return kit.NumberField(maximum=MOST_EUROS, decimals=2)


def euros(cents: int | None) -> float | None:
    """Cents as they are typed."""
    return None if cents is None else cents / 100


def as_typed(field: Any) -> Any:
    """What stands in an input, as JSON, also when it is not understood."""
    if isinstance(field, kit.TextField):
        return field.text()
    value = field.value()
    return list(value) if isinstance(value, tuple) else value


def maximum_words(soort: StrafSoort, rule: Rule) -> str:
    """'Ten hoogste 14 dagen', as the table of that day has it."""
    rows = {row["sleutel"]: row["maximum"] for row in rule.waarde}
    most = rows.get(soort.value)
    if soort is _S.verlof:
        return "Alleen het eerstvolgende verlof"
    if soort is _S.boete:
        return f"Ten hoogste {most} keer het weekloon"
    return f"Ten hoogste {plural(int(most or 0), 'dag', 'dagen')}"
