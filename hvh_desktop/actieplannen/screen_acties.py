"""Acties on a screen: the line that shows one, and the line in which one is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.actieplannen.form import ACTIE, in_plain_words
from hvh_desktop.actieplannen.model import ActieStatus
from hvh_desktop.actieplannen.service import ActieRow, Uitvoerder
from hvh_desktop.errors import UserError
from hvh_desktop.text import clean_text, date_words, near_day, plural
from hvh_desktop.ui import kit

Act = Callable[[], object]

_GROEP_WORDS = {
    "Deelnemer": "zelf",
    "Netwerk": "zijn netwerk",
    "Mentoren": "mentor",
    "Collega’s": "collega",
    "Organisaties": "organisatie",
}
_STATUS_WORDS = {
    ActieStatus.gedaan: "gedaan",
    ActieStatus.niet_gelukt: "niet gelukt",
    ActieStatus.vervallen: "vervallen",
}


def day_words(day: date, today: date) -> str:
    """'vandaag', '19 november', and the year when that differs."""
    if abs((day - today).days) <= 1:
        return near_day(day, today)
    return date_words(day).removesuffix(f" {today.year}")


def on_day(day: date, today: date) -> str:
    """'op 19 november', or 'vandaag'."""
    words = day_words(day, today)
    return f"op {words}" if words[0].isdigit() else words


def actie_subline(actie: ActieRow, today: date) -> str:
    """Who and when; for a closed one also what became of it."""
    if actie.status is ActieStatus.open:
        when = day_words(actie.wanneer_datum, today) if actie.wanneer_datum else "zonder datum"
        return f"{actie.wie} · {when}"
    parts = [actie.wie, _STATUS_WORDS[actie.status]]
    if actie.afgesloten_datum:
        parts[1] += f" {day_words(actie.afgesloten_datum, today)}"
    return " · ".join([*parts, actie.resultaat] if actie.resultaat else parts)


class ActieLine(QWidget):
    """An actie with its tick in place; what else can be done is behind "Meer"."""

    ticked = Signal(bool)

    def __init__(
        self, actie: ActieRow, today: date, entries: Sequence[tuple[str, Act]] = ()
    ) -> None:
        super().__init__()
        self.actie = actie
        self.setObjectName(f"actie_{actie.id.hex}")
        is_done = actie.status is ActieStatus.gedaan
        right: list[kit.layout.Item] = []
        if actie.dagen_te_laat:
            late = f"{plural(actie.dagen_te_laat, 'dag', 'dagen')} te laat"
            right.append((kit.Badge(late, "danger", "clock"), Qt.AlignmentFlag.AlignVCenter))
        if entries:
            menu = kit.MenuButton("Meer", entries, kind="stil", small=True, name="actie_meer")
            menu.setAccessibleName(f"Meer met actie: {actie.wat}")
            right.append((menu, Qt.AlignmentFlag.AlignVCenter))
        self.row = kit.CheckRow(actie.wat, actie_subline(actie, today), done=is_done, right=right)
        self.row.box.setObjectName(f"klaar_{actie.id.hex}")
        if not entries or actie.status in (ActieStatus.niet_gelukt, ActieStatus.vervallen):
            self.row.box.setEnabled(False)
        if actie.status is not ActieStatus.open:
            self.row.label.set_role("muted")
        self.row.toggled.connect(self.ticked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)


def uitvoerder_choices(uitvoerders: Sequence[Uitvoerder]) -> list[tuple[Any, str]]:
    """((soort, id), words) for a list: he himself first."""
    return [
        ((one.soort.value, one.id), f"{one.label}, {_GROEP_WORDS[one.groep]}")
        if one.id
        else ((one.soort.value, None), f"{one.label} zelf")
        for one in uitvoerders
    ]


class ActieEditor(QWidget):
    """One line: what, who, when. Enter on the last field says it is complete."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, uitvoerders: Sequence[Uitvoerder], today: date, *, name: str) -> None:
        super().__init__()
        self.actie_id: UUID | None = None
        self._name = name
        self._choices = uitvoerder_choices(uitvoerders)
        self.wat = kit.FieldBlock("Wat", kit.TextField(), name=f"{name}_wat")
        self.wie = kit.FieldBlock("Wie", kit.ChoiceField(self._choices), name=f"{name}_wie")
        self.wanneer = kit.FieldBlock(
            "Wanneer", kit.DateField(today=today), optional=True, name=f"{name}_wanneer"
        )
        for block in (self.wat, self.wie, self.wanneer):
            block.changed.connect(self.changed)
        self.wat.input.returnPressed.connect(self.wie.input.setFocus)
        self.wanneer.input.returnPressed.connect(self.confirmed)
        parts = ((self.wat, 0), (self.wie, 210), (self.wanneer, 160))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        columns = [(kit.column(kit.STRETCH, part), width) for part, width in parts]
        layout.addWidget(kit.Columns(*columns, gap=8))

    def focus_first(self) -> None:
        """Begin to type."""
        self.wat.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_empty(self) -> bool:
        """Nothing was filled in."""
        return not (self.wat.value() or self.wie.value() or self.wanneer.input.text().strip())

    def values(self) -> dict[str, Any]:
        """The values as the service takes them."""
        soort, wie = self.wie.value() or (None, None)
        return {
            "wat": clean_text(self.wat.value()),
            "uitvoerder": soort,
            "uitvoerder_id": wie,
            "wanneer_datum": self.wanneer.value(),
        }

    def problems(self) -> dict[str, str]:
        """A sentence per field: wat, uitvoerder, wanneer_datum."""
        values = self.values()
        found = in_plain_words(ACTIE.problems(values), values)
        if typed := self.wanneer.input.problem():
            found["wanneer_datum"] = typed
        return found

    def show_problems(self, error: UserError) -> None:
        """Say at the field what is wrong, and go to the first."""
        sentences = [error.fields.get(name) for name in ("wat", "uitvoerder", "wanneer_datum")]
        if not any(sentences):
            sentences[0] = error.text
        blocks = (self.wat, self.wie, self.wanneer)
        for block, sentence in zip(blocks, sentences, strict=True):
            block.set_error(sentence)
        first = next(b for b, s in zip(blocks, sentences, strict=True) if s)
        first.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        for block in (self.wat, self.wie, self.wanneer):
            block.set_error(None)

    def show_actie(self, actie: ActieRow) -> None:
        """Fill the line with an actie that is there."""
        self.actie_id = actie.id
        key = (actie.uitvoerder.value, actie.uitvoerder_id)
        if key not in [choice for choice, _label in self._choices]:
            self._choices = [*self._choices, (key, actie.wie)]
            self.wie.input.set_choices(self._choices)
        self.wat.set_value(actie.wat)
        self.wie.set_value(key)
        self.wanneer.set_value(actie.wanneer_datum)

    def empty(self) -> None:
        """Ready for the next one."""
        self.wat.set_value("")
        self.wie.set_value(None)
        self.wanneer.set_value(None)
        self.clear_problems()

    def typed(self) -> dict[str, Any]:
        """What stands here, for a draft."""
        soort, wie = self.wie.value() or (None, None)
        return {
            "id": self.actie_id.hex if self.actie_id else None,
            "wat": self.wat.input.text(),
            "soort": soort,
            "wie": wie.hex if wie else None,
            "wanneer": self.wanneer.input.text(),
        }

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Show what a draft held."""
        self.actie_id = UUID(typed["id"]) if typed.get("id") else None
        self.wat.set_value(typed.get("wat", ""))
        wie = UUID(typed["wie"]) if typed.get("wie") else None
        self.wie.set_value((typed["soort"], wie) if typed.get("soort") else None)
        self.wanneer.set_value(typed.get("wanneer", ""))
