"""The result per substance, to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.text import capitalise
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.form_view import FormView
from hvh_desktop.urinecontroles.form import NO_MEDICINE, UITSLAG
from hvh_desktop.urinecontroles.model import Stofuitslag
from hvh_desktop.urinecontroles.rows import StofInvoer

FOUND = ((Stofuitslag.negatief.value, "Niet gevonden"), (Stofuitslag.positief.value, "Gevonden"))
EXPLAINED = (
    "Verklaard door medicatie: zet alleen het vinkje. Welk medicijn het is, hoort hier niet; dat "
    f"weet de medische dienst. {NO_MEDICINE}"
)


class StofLine(QWidget):
    """One substance: found or not, how much, and whether medicine explains it."""

    changed = Signal()

    def __init__(self, number: int, stof: str) -> None:
        super().__init__()
        self.stof, name = stof, f"stof_{number}"
        self.uitslag = kit.FieldBlock(
            capitalise(stof), kit.RadioGroup(FOUND, vertical=False), name=f"{name}_uitslag"
        )
        self.waarde = kit.FieldBlock(
            "Waarde", kit.TextField(chars=14), optional=True, name=f"{name}_waarde"
        )
        self.waarde.input.setAccessibleName(f"Waarde van {stof}")
        check = kit.Check("Verklaard door medicatie")
        check.setAccessibleName(f"{capitalise(stof)}: verklaard door medicatie")
        self.verklaard = kit.FieldBlock("", check, name=f"{name}_is_verklaard")
        self.verklaard.label.hide()
        self.blocks = {
            f"{name}_uitslag": self.uitslag,
            f"{name}_waarde": self.waarde,
            f"{name}_is_verklaard": self.verklaard,
        }
        self._more = kit.Columns((self.waarde, 0), (kit.column(kit.STRETCH, self.verklaard), 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.column(self.uitslag, self._more, gap=6))
        for block in self.blocks.values():
            block.changed.connect(self._turn)
        self._fold()

    def _turn(self) -> None:
        self._fold()
        self.changed.emit()

    def _fold(self) -> None:
        self._more.setVisible(self.uitslag.value() == Stofuitslag.positief)

    def typed(self) -> dict[str, Any]:
        """For a draft."""
        return {
            "stof": self.stof,
            "uitslag": self.uitslag.value(),
            "waarde": self.waarde.value(),
            "is_verklaard": self.verklaard.value(),
        }

    def show_values(self, values: Mapping[str, Any]) -> None:
        """As it is kept, or as it was typed."""
        self.uitslag.set_value(values.get("uitslag"))
        self.waarde.set_value(values.get("waarde") or "")
        self.verklaard.set_value(bool(values.get("is_verklaard")))
        self._fold()

    def value(self) -> StofInvoer | None:
        """As the service takes it; None while it is not said."""
        said = self.uitslag.value()
        if not said:
            return None
        is_found = said == Stofuitslag.positief
        return StofInvoer(
            self.stof,
            Stofuitslag(said),
            self.waarde.value() if is_found else "",
            is_found and bool(self.verklaard.value()),
        )


class UitslagView(QWidget):
    """Day, substances and remark; does what a ``FormView`` does."""

    changed = Signal()

    def __init__(self, stoffen: Sequence[str]) -> None:
        super().__init__()
        self._errors = kit.ErrorSummary()
        self._head = FormView(UITSLAG, (("uitslag_datum",),))
        self._foot = FormView(UITSLAG, (("is_geknoeid",), ("toelichting",)))
        self.lines = [StofLine(number, stof) for number, stof in enumerate(stoffen, start=1)]
        none = kit.Button(
            "Van geen enkele stof iets gevonden",
            small=True,
            name="niets_gevonden",
            on_click=self._nothing,
        )
        self._stoffen = kit.column(
            kit.beside(none, kit.STRETCH),
            *self.lines,
            kit.Label(EXPLAINED, "klein", "muted", wrap=True),
            gap=12,
        )
        for part in (self._head, self._foot):
            part.changed.connect(self._turn)
        for line in self.lines:
            line.changed.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space.m)
        kit.fill(layout, self._errors, self._head, self._stoffen, self._foot)

    @property
    def blocks(self) -> dict[str, kit.FieldBlock]:
        """All fields by name, in order."""
        lines = {name: block for line in self.lines for name, block in line.blocks.items()}
        return {**self._head.blocks, **lines, **self._foot.blocks}

    def _turn(self) -> None:
        self._fold()
        self.changed.emit()

    def _fold(self) -> None:
        self._stoffen.setVisible(not self._foot.blocks["is_geknoeid"].value())

    def _nothing(self) -> None:
        for line in self.lines:
            line.show_values({"uitslag": Stofuitslag.negatief.value})
        self._turn()

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        given = (line.value() for line in self.lines)
        stoffen = tuple(one for one in given if one is not None)
        return {**self._head.values(), **self._foot.values(), "stoffen": stoffen}

    def typed(self) -> dict[str, Any]:
        """For a draft."""
        lines = [line.typed() for line in self.lines]
        return {**self._head.typed(), **self._foot.typed(), "stoffen": lines}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these; the substances as dicts by name."""
        self._head.set_values(values)
        self._foot.set_values(values)
        known = {one["stof"]: one for one in values.get("stoffen") or ()}
        for line in self.lines:
            if line.stof in known:
                line.show_values(known[line.stof])
        self._fold()

    def check(self) -> bool:
        """Show what is wrong; True when nothing is."""
        found = {**self._head.problems(), **self._foot.problems()}
        if not self._foot.blocks["is_geknoeid"].value():
            for number, line in enumerate(self.lines, start=1):
                if line.value() is None:
                    found[f"stof_{number}_uitslag"] = f"Kies of {line.stof} gevonden is."
        if found:
            self.show_problems(UserError(summary(found.values()), found))
        else:
            self._errors.clear()
            for block in self.blocks.values():
                block.set_error(None)
        return not found

    def show_problems(self, error: UserError) -> None:
        """Show the sentences above and at the fields, and go to the first."""
        self._errors.show_at(self.blocks, error, elsewhere=self._errors)
