"""When a talk is and who is there: a sentence, and fields that unfold with "Wijzig"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.mentorgesprekken.screen_parts import put
from hvh_desktop.mentorgesprekken.words import moment_words, names_of, with_words
from hvh_desktop.ui import kit, theme


class Aanwezigen(QWidget):
    """Who of the house is there: a few names to tick, and anybody else from a list."""

    changed = Signal()

    def __init__(self, names: Mapping[UUID, str], usual: Sequence[UUID], others: Sequence[UUID]):
        super().__init__()
        self._names = names
        self._shown = [one for one in dict.fromkeys(usual) if one in names]
        self._others = list(others)
        self._list = kit.CheckList([])
        self.more: kit.ChoiceField = kit.ChoiceField([], empty="Nog een collega …")
        self.more.setAccessibleName("Nog een collega die erbij is")
        self.more.setObjectName("nog_een_collega")
        self.more.changed.connect(self._take)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        kit.fill(self._layout, self._list, kit.beside(self.more, kit.STRETCH))
        self._build(())

    def _build(self, chosen: Sequence[UUID]) -> None:
        old = self._list
        choices = [(one, self._names[one]) for one in self._shown]
        self._list = kit.CheckList(choices, values=chosen, vertical=False)
        self._list.setObjectName("medewerker_ids")
        self._list.changed.connect(self.changed)
        self._layout.replaceWidget(old, self._list)
        old.hide()
        old.deleteLater()
        self.more.set_choices(
            [(one, self._names[one]) for one in self._others if one not in self._shown]
        )

    def _take(self) -> None:
        one = self.more.value()
        if one is None:
            return
        chosen = self.value()
        self._shown.append(one)
        self._build((*chosen, one))
        self.more.set_value(None)
        self.changed.emit()

    def value(self) -> tuple[UUID, ...]:
        return tuple(self._list.value())

    def set_value(self, value: Any) -> None:
        chosen = [one for one in value or () if one in self._names]
        self._shown += [one for one in chosen if one not in self._shown]
        self._build(chosen)

    def set_error(self, wrong: bool) -> None:
        self._list.set_error(wrong)


class WanneerWie(QWidget):
    """Day, time and people. ``values`` are typed values, ``typed`` is what stands there."""

    changed = Signal()

    def __init__(
        self,
        names: Mapping[UUID, str],
        usual: Sequence[UUID],
        others: Sequence[UUID],
        today: date,
        *,
        day_label: str = "Datum",
    ) -> None:
        super().__init__()
        self._names, self._today = names, today
        self.datum = kit.FieldBlock(day_label, kit.DateField(today=today), name="datum")
        self.tijd = kit.FieldBlock("Tijd", kit.TimeField(), optional=True, name="tijd")
        self.wie = kit.FieldBlock("Wie is er van het huis bij?", Aanwezigen(names, usual, others))
        self.overig = kit.FieldBlock(
            "Wie is er nog meer bij?",
            kit.TextField(placeholder="Bijvoorbeeld: zijn moeder, een tolk"),
            optional=True,
            name="overige_aanwezigen",
        )
        self.blocks = {
            "datum": self.datum,
            "tijd": self.tijd,
            "medewerker_ids": self.wie,
            "overige_aanwezigen": self.overig,
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        kit.fill(
            layout, kit.beside(self.datum, self.tijd, kit.STRETCH, gap=16), self.wie, self.overig
        )
        for block in self.blocks.values():
            block.changed.connect(self.changed)

    def values(self) -> dict[str, Any]:
        """Values by field; a day that is not understood is None."""
        return {name: block.value() for name, block in self.blocks.items()}

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, as JSON."""
        return {
            "datum": self.datum.input.text(),
            "tijd": self.tijd.input.text(),
            "medewerker_ids": [one.hex for one in self.wie.value()],
            "overige_aanwezigen": self.overig.input.text(),
        }

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values, also those of a draft."""
        for name, block in self.blocks.items():
            if name not in values:
                continue
            value = values[name]
            if name == "medewerker_ids":
                value = [one if isinstance(one, UUID) else UUID(hex=one) for one in value]
            block.set_value(value)

    def problems(self) -> dict[str, str]:
        """What was typed and not understood."""
        found = {name: self.blocks[name].input.problem() for name in ("datum", "tijd")}
        return {name: said for name, said in found.items() if said}

    def show_problems(self, fields: Mapping[str, str]) -> None:
        """A sentence at each field that is not right."""
        for name, block in self.blocks.items():
            block.set_error(fields.get(name))

    def sentence(self, roepnaam: str) -> str:
        """'Vandaag 10.30, met Jeffrey, Ilse en Ruben'."""
        day, clock = self.datum.value(), self.tijd.value()
        people = names_of(self.wie.value(), self._names)
        there = with_words(roepnaam, people, self.overig.value())
        if not isinstance(day, date):
            return f"Nog geen dag, {there}"
        known = clock if isinstance(clock, time) else None
        return f"{moment_words(day, known, self._today)}, {there}"


class Kop(QWidget):
    """The head of a talk: the prepared sentence, and fields that unfold with "Wijzig"."""

    ready = Signal()
    thrown_away = Signal()

    def __init__(self, held: WanneerWie, roepnaam: str, *, is_achteraf: bool) -> None:
        super().__init__()
        self._held, self._roepnaam = held, roepnaam
        narrow = theme.is_narrow()
        self._sentence = kit.Label("", role="muted", wrap=narrow)
        self._edit = kit.Button(
            "Wijzig", "stil", "pencil-simple", small=True, name="wijzig", on_click=self._fold
        )
        self._edit.setAccessibleName("Wijzig dag, tijd en wie erbij is")
        self.panel = self._panel()
        badges = [kit.concept_badge()]
        if is_achteraf:
            badges.append(kit.Badge("Achteraf opgeschreven", "stil", "clock-counter-clockwise"))
        said = None if narrow else self._sentence
        row = kit.beside(
            kit.Heading("Dit gesprek", 2), *badges, kit.STRETCH, said, self._edit, gap=10
        )
        put(self, row, *([self._sentence] if narrow else []), gap=4)
        held.changed.connect(self.show_sentence)
        self.show_sentence()

    def _panel(self) -> QWidget:
        panel = kit.Panel("sunken", "line")
        button = kit.Button("Klaar", small=True, name="klaar", on_click=self._finish)
        away = kit.Button("Gooi dit concept weg", "gevaar", "trash", small=True, name="gooi_weg")
        away.clicked.connect(lambda: self.thrown_away.emit())
        put(panel, self._held, kit.beside(away, kit.STRETCH, button), gap=12, margins=16)
        panel.hide()
        return panel

    def show_sentence(self) -> None:
        """Say the day, the time and the people that stand in the fields."""
        self._sentence.set_text(self._held.sentence(self._roepnaam))

    def _fold(self) -> None:
        on = self.panel.isHidden()
        self.panel.setVisible(on)
        if on:
            self._held.datum.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        problems = self._held.problems()
        self._held.show_problems(problems)
        if not problems:
            self.ready.emit()

    def fold_away(self) -> None:
        """Everything is right: back to the sentence."""
        self._held.show_problems({})
        self.panel.hide()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
