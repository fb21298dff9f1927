"""Roles as a list to tick, each with what it opens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hvh_desktop.rights import Rol
from hvh_desktop.rollen import ROL_SENTENCES, ROLLEN
from hvh_desktop.ui import kit, theme


class RollenField(QWidget):
    """One or more roles; ``value()`` is a tuple of their names."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = {rol: kit.CheckRow(ROLLEN[rol.value], ROL_SENTENCES[rol]) for rol in Rol}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        rows = list(self.rows.values())
        half = len(rows) if theme.is_narrow() else -(-len(rows) // 2)
        for part in (rows[:half], rows[half:]):
            if part:
                layout.addWidget(kit.column(*part, kit.STRETCH, gap=2), 1)
        for row in rows:
            row.toggled.connect(lambda _on: self.changed.emit())
        self.setFocusProxy(next(iter(self.rows.values())).box)

    def value(self) -> tuple[str, ...]:
        """The ticked roles."""
        return tuple(rol.value for rol, row in self.rows.items() if row.box.isChecked())

    def set_value(self, value: Any) -> None:
        """Tick these, without a signal."""
        chosen = set(value or ())
        for rol, row in self.rows.items():
            with QSignalBlocker(row.box):
                row.box.setChecked(rol.value in chosen)
            row.update()

    def set_error(self, wrong: bool) -> None:
        """The sentence above says it; the boxes stay as they are."""

    def set_fixed(self, fixed: bool) -> None:
        """Read only."""
        self.setEnabled(not fixed)

    def problem(self) -> str | None:
        """Ticks can always be read."""
        return None

    def setObjectName(self, name: Any) -> None:
        super().setObjectName(name)
        for rol, row in self.rows.items():
            row.box.setObjectName(f"{name}_{rol.value}")
