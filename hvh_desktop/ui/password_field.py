"""A password that can be shown, and a few fields with their errors in one place.

Loads nothing heavy: the login window is built from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.ui import kit


class PasswordField(QWidget):
    """A password, hidden until "Toon". Spaces count, also at the ends."""

    changed = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = kit.TextField(password=True)
        self._show = kit.Button("Toon", "stil", small=True, on_click=self._toggle)
        self._show.setAccessibleName("Toon het wachtwoord")
        self._show.setMinimumWidth(self._show.fontMetrics().horizontalAdvance("Verberg") + 20)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.field, 1)
        layout.addWidget(self._show)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self.changed)
        self.field.returnPressed.connect(self.submitted)

    def _toggle(self) -> None:
        hidden = self.field.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
        self._show.setText("Verberg" if hidden else "Toon")
        self._show.setAccessibleName("Verberg het wachtwoord" if hidden else "Toon het wachtwoord")

    def value(self) -> str:
        """As typed."""
        return self.field.text()

    def set_value(self, value: Any) -> None:
        """Fill in, or empty, without a signal."""
        self.field.set_value(value)

    def set_error(self, wrong: bool) -> None:
        """The red edge."""
        self.field.set_error(wrong)

    def set_fixed(self, fixed: bool) -> None:
        """Read only."""
        self.field.set_fixed(fixed)

    def problem(self) -> str | None:
        """A password can always be read."""
        return None

    def setAccessibleName(self, name: str) -> None:
        self.field.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        self.field.setAccessibleDescription(description)

    def setObjectName(self, name: Any) -> None:
        self.field.setObjectName(name)
        self._show.setObjectName(f"{name}_toon")


Named = tuple[str, kit.FieldBlock]
Part = Named | list[Named] | QWidget


class Blocks(QWidget):
    """Named fields below each other (a list of them: beside each other).

    Shows what is wrong above them and at each.
    """

    changed = Signal()

    def __init__(self, *parts: Part) -> None:
        super().__init__()
        self.blocks: dict[str, kit.FieldBlock] = {}
        self.errors = kit.ErrorSummary()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.errors)
        for part in parts:
            layout.addWidget(part if isinstance(part, QWidget) else self.take(part))

    def take(self, part: Named | list[Named]) -> QWidget:
        """The widget of one field or of a row of fields, which from now on belong to this form."""
        row = [part] if isinstance(part, tuple) else part
        for name, block in row:
            self.blocks[name] = block
            block.changed.connect(self.changed)
        if len(row) == 1:
            return row[0][1]
        return kit.Columns(*[(block, 0) for _, block in row])

    def value(self, name: str) -> Any:
        """What stands in one field."""
        return self.blocks[name].value()

    def values(self) -> dict[str, Any]:
        """What stands in all fields."""
        return {name: block.value() for name, block in self.blocks.items()}

    def show_problems(self, error: UserError) -> None:
        """The sentences above the fields and at each field; what was typed stays."""
        self.errors.show_at(self.blocks, error, elsewhere=self.errors)

    def clear_problems(self) -> None:
        """Nothing is wrong any more."""
        self.errors.clear()
        for block in self.blocks.values():
            block.set_error(None)

    def empty(self, names: Sequence[str] | None = None) -> None:
        """Empty these fields, or all."""
        for name in names or list(self.blocks):
            self.blocks[name].input.set_value(None)


PASSWORD_HINT = "Ten minste 12 tekens. Een korte zin die je onthoudt werkt goed."


def check_twice(first: str, second: str, fields: tuple[str, str]) -> None:
    """Raise UserError unless both are the same and not empty."""
    if not first:
        sentence = "Vul een wachtwoord in."
        raise UserError(sentence, {fields[0]: sentence})
    if first != second:
        sentence = "De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."
        raise UserError(sentence, {fields[1]: sentence})
