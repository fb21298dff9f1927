"""The inputs of a declared form, with its errors above it and at each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.forms import Field, Form, Kind, summary
from hvh_desktop.text import clean_text
from hvh_desktop.ui import kit


class Input(Protocol):
    """What every input of the kit can do."""

    changed: SignalInstance

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...


class FormView(QWidget):
    """Shows a form, or the named part of it. Values keep their types; what is typed is kept.

    ``rows`` puts fields beside each other: ``(("begin_datum", "einde_datum"), ("reden",))``.
    """

    changed = Signal()

    def __init__(self, form: Form, rows: Sequence[Sequence[str]] | None = None) -> None:
        super().__init__()
        self.form = form
        self._errors = kit.ErrorSummary()
        self.blocks: dict[str, kit.FieldBlock] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._errors)
        for row in rows or [(name,) for name in form.names()]:
            layout.addWidget(self._row([form[name] for name in row]))

    def _row(self, fields: list[Field]) -> QWidget:
        blocks = [self._block(field) for field in fields]
        if len(blocks) == 1:
            return blocks[0]
        return kit.Columns(*[(kit.column(kit.STRETCH, block), 0) for block in blocks])

    def _block(self, field: Field) -> kit.FieldBlock:
        block = kit.FieldBlock(
            field.label, _input(field), field.hint or None, field.is_optional, name=field.name
        )
        block.label.setVisible(field.kind is not Kind.check)
        block.changed.connect(self.changed)
        self.blocks[field.name] = block
        return block

    def values(self) -> dict[str, Any]:
        """Typed values by field name; what was not understood is None (see ``typed``)."""
        return {name: self._value(name) for name in self.blocks}

    def _value(self, name: str) -> Any:
        value = self.blocks[name].value()
        if isinstance(value, str) and self.form[name].kind is not Kind.choice:
            return clean_text(value)
        return value

    def typed(self) -> dict[str, Any]:
        """What stands in the inputs, as JSON for a draft, also when it is not understood."""
        return {name: _as_typed(block.input) for name, block in self.blocks.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; a draft's values may be given as they were typed."""
        for name, block in self.blocks.items():
            if name in values:
                value = values[name]
                block.set_value(tuple(value) if isinstance(value, list) else value)

    def problems(self) -> dict[str, str]:
        """The form's checks for the fields that are shown, with input problems before them."""
        values = self.values()
        found = {n: p for n, p in self.form.problems(values).items() if n in self.blocks}
        for name, block in self.blocks.items():
            said = getattr(block.input, "problem", lambda: None)()
            if said:
                found[name] = said
        return found

    def names(self) -> tuple[str, ...]:
        """The fields that are shown."""
        return tuple(self.blocks)

    def check(self) -> bool:
        """Show what is wrong; True when nothing is."""
        found = self.problems()
        if found:
            self.show_problems(UserError(summary(found.values()), found))
        else:
            self.clear_problems()
        return not found

    def show_problems(self, error: UserError) -> None:
        """Show the sentences above the form and at the fields, and go to the first."""
        self._errors.show_at(self.blocks, error, elsewhere=self._errors)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        self._errors.clear()
        for block in self.blocks.values():
            block.set_error(None)

    def set_fixed(self, is_fixed: bool) -> None:
        """Show the form as something that does not change any more."""
        for block in self.blocks.values():
            block.set_fixed(is_fixed)


def _input(field: Field) -> Any:
    choices = [(value, label) for value, label in field.choice_labels().items()]
    match field.kind:
        case Kind.line:
            return kit.TextField()
        case Kind.prose:
            return kit.Area()
        case Kind.voice:
            return kit.Area(voice=True)
        case Kind.day:
            return kit.DateField()
        case Kind.clock:
            return kit.TimeField()
        case Kind.number:
            low = 0 if field.minimum is None else field.minimum
            return kit.NumberField(None, low, field.maximum or 999_999)
        case Kind.choice:
            return kit.ChoiceField(choices)
        case Kind.choices:
            return kit.CheckList(choices)
        case Kind.check:
            return kit.Check(field.label)


def _as_typed(field: Any) -> Any:
    if isinstance(field, kit.DateField | kit.TimeField):
        return field.text()
    value = field.value()
    if isinstance(value, date | time):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
