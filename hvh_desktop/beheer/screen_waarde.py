"""The editor of a value: a field per number, per text and per list, whatever the value holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.beheer.words import part_name, part_of, unit_of
from hvh_desktop.policy import FIXED_LENGTH, FIXED_PARTS, MAY_BE_NOTHING, most_of
from hvh_desktop.text import capitalise, clean_text
from hvh_desktop.ui import kit

Path = tuple[str | int, ...]
LONG = 90
MOST_ROWS = 8
PLACE = "waarde"
_ALL = "Niets aangekruist betekent: alle leefgebieden."
_NOTHING = "Niets aangekruist betekent: niets zonder toestemming."
_HINTS = {"leefgebieden": _ALL, "gegevens": _NOTHING}


class ValueEditor(QWidget):
    """Fields are named as the places in ``policy.check_value``, so that a sentence finds its."""

    changed = Signal()

    def __init__(self, sleutel: str, waarde: Any, choices: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._sleutel, self._waarde, self._choices = sleutel, waarde, choices
        self.blocks: dict[str, kit.FieldBlock] = {}
        self._names: dict[Path, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._lay_out((), waarde)

    def value(self) -> Any:
        """What stands in the fields, in the shape of the value; an empty number is None."""
        return self._whole((), self._waarde)

    def _whole(self, path: Path, waarde: Any) -> Any:
        if path in self._names:
            return _read(self.blocks[self._names[path]].input, waarde)
        if isinstance(waarde, dict):
            return {key: self._whole((*path, key), part) for key, part in waarde.items()}
        if isinstance(waarde, list):
            return [self._whole((*path, n), part) for n, part in enumerate(waarde)]
        return waarde

    def typed(self) -> dict[str, Any]:
        """As JSON for a draft."""
        return {name: _raw(block.input) for name, block in self.blocks.items()}

    def fields_of(self, waarde: Any) -> dict[str, Any]:
        """What the fields show of a value."""
        found: dict[str, Any] = {}
        for path, name in self._names.items():
            part = waarde
            for step in path:
                part = part[step]
            is_text = isinstance(part, list) and isinstance(self.blocks[name].input, kit.Area)
            found[name] = "\n".join(part) if is_text else part
        return found

    def set_typed(self, values: Mapping[str, Any]) -> None:
        """Show these, without a signal."""
        for name, block in self.blocks.items():
            if name in values:
                block.set_value(values[name])

    def problems(self) -> dict[str, str]:
        """What cannot be read."""
        found = {}
        for name, block in self.blocks.items():
            said = block.input.problem() if isinstance(block.input, kit.NumberField) else None
            if said:
                found[name] = said
            elif isinstance(block.input, kit.NumberField) and block.value() is None:
                found[name] = "Vul een getal in."
        return found

    # Building -------------------------------------------------------------------------------

    def _lay_out(self, path: Path, waarde: Any) -> None:
        if isinstance(waarde, dict):
            small = [key for key in waarde if self._is_small(key, waarde[key])]
            for key, part in waarde.items():
                if key not in (*FIXED_PARTS, *small):
                    self._lay_out((*path, key), part)
            self._beside([self._block((*path, key), waarde[key]) for key in small])
        elif isinstance(waarde, list) and waarde and isinstance(waarde[0], dict):
            for number, part in enumerate(waarde):
                if number:
                    self._layout.addWidget(kit.line())
                self._layout.addWidget(kit.Heading(_row_title(part), 3))
                self._lay_out((*path, number), part)
        elif isinstance(waarde, list) and self._sleutel in FIXED_LENGTH:
            for number, word in enumerate(waarde):
                self._layout.addWidget(self._block((*path, number), word))
        else:
            self._layout.addWidget(self._block(path, waarde))

    def _is_small(self, key: str, part: Any) -> bool:
        """A number or a few ticks: two of them fit beside each other."""
        return isinstance(part, int) or (isinstance(part, list) and key in self._choices)

    def _beside(self, blocks: list[kit.FieldBlock]) -> None:
        for first in range(0, len(blocks), 2):
            pair = blocks[first : first + 2]
            columns = [(kit.column(block, kit.STRETCH), 0) for block in pair]
            self._layout.addWidget(kit.Columns(*columns))

    def _block(self, path: Path, waarde: Any) -> kit.FieldBlock:
        steps = [step + 1 if isinstance(step, int) else step for step in path]
        name = "_".join(map(str, (PLACE, *steps)))
        field, hint = self._field(path, waarde)
        block = kit.FieldBlock(self._label(path, isinstance(waarde, int)), field, hint, name=name)
        block.changed.connect(self.changed)
        self.blocks[name], self._names[path] = block, name
        return block

    def _label(self, path: Path, is_number: bool) -> str:
        many = unit_of(self._sleutel)[1]
        if not path:
            return f"Aantal {many}" if is_number and many else "Waarde"
        last = path[-1]
        label = f"Stap {last + 1}" if isinstance(last, int) else part_of(last)
        return f"{label}, in {many}" if is_number and many else label

    def _field(self, path: Path, waarde: Any) -> tuple[QWidget, str | None]:
        part = str(path[-1]) if path else self._sleutel
        many = unit_of(self._sleutel)[1]
        if isinstance(waarde, int):
            least = 0 if self._sleutel in MAY_BE_NOTHING else 1
            number = kit.NumberField(waarde, least, most_of(self._sleutel), unit=many)
            return number, None
        if isinstance(waarde, str):
            long = len(waarde) > LONG
            return (kit.Area(waarde) if long else kit.TextField(waarde)), None
        if part in self._choices:
            words = self._choices[part]
            chosen = kit.CheckList([(word, capitalise(part_name(word))) for word in words])
            chosen.set_value(tuple(waarde))
            return chosen, _HINTS.get(part)
        rows = max(2, min(len(waarde) + 1, MOST_ROWS))
        return kit.Area("\n".join(waarde), rows=rows, max_rows=24), "Eén per regel."


def _row_title(part: Mapping[str, Any]) -> str:
    return capitalise(str(part.get("taak") or part.get("naam") or part_of(part.get("sleutel"))))


def _raw(field: QWidget) -> Any:
    if isinstance(field, kit.CheckList):
        return list(field.value())
    return field.text() if isinstance(field, kit.NumberField) else _value(field)


def _read(field: QWidget, waarde: Any) -> Any:
    """The typed value, of the kind that it replaces."""
    value = _value(field)
    if isinstance(field, kit.CheckList):
        return list(value)
    if isinstance(waarde, int):
        return value
    lines = [" ".join(line.split()) for line in clean_text(str(value)).splitlines()]
    kept = [line for line in lines if line]
    return kept if isinstance(waarde, list) else " ".join(kept)


def _value(field: Any) -> Any:
    return field.value()
