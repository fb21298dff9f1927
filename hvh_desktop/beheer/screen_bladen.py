"""Recovery sheets on the screen: two old ones to type over, three new ones to print."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop.crypto.recovery import WORDS
from hvh_desktop.errors import UserError
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.password_field import Blocks
from hvh_desktop.ui.recovery_sheets import RecoverySheets

SHEET_HEIGHT = 420
SHEETS = (("blad_1", "eerste"), ("blad_2", "tweede"))
_OLD_GONE = (
    "Druk deze drie nu af en leg ze achter slot op drie plekken. Kies dan ‘Klaar’: daarna werken "
    "de oude drie niet meer. Vernietig die."
)
_PLACED = "De drie nieuwe bladen zijn afgedrukt en liggen op drie plekken"


class SheetField(kit.Area):
    """The words of one sheet; counts them while they are typed."""

    def __init__(self) -> None:
        super().__init__(rows=4)
        self.setPlaceholderText("Typ de woorden over, met een spatie ertussen.")

    def told(self) -> str:
        """How many words there are now."""
        typed = re.findall(r"[^\W\d_]+", self.value())
        return f"{len(typed)} van de {WORDS} woorden"


def sheet_fields() -> Blocks:
    """Two sheets to type over."""
    blocks = []
    for name, which in SHEETS:
        field = SheetField()
        block = kit.FieldBlock(f"Woorden van het {which} oude blad", field, field.told(), name=name)
        block.changed.connect(lambda b=block: b.set_hint(b.input.told()))
        blocks.append((name, block))
    return Blocks(*blocks) if theme.is_narrow() else Blocks(blocks)


def typed_sheets(form: Blocks) -> list[str]:
    """Both texts. Raises UserError for what is still empty."""
    lacking = {
        name: f"Typ de woorden van het {which} blad over."
        for name, which in SHEETS
        if not form.value(name)
    }
    if lacking:
        raise UserError(next(iter(lacking.values())), lacking)
    return [form.value(name) for name, _which in SHEETS]


class NewSheetsView(QWidget):
    """The new sheets, with what becomes of the old ones; each print stands in the log."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.sheets = RecoverySheets(_PLACED, high=SHEET_HEIGHT)
        self.sheets.written.connect(
            lambda: context.record_reading("herstelbladen", None, handeling="afdrukken")
        )
        card = kit.Card(kit.NoticeBanner(_OLD_GONE, "warn"), (self.sheets, 1), gap=12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        kit.fill(layout, kit.Heading("Druk de drie nieuwe bladen af", 1), 12, (card, 1))

    def check(self) -> bool:
        """Whether somebody says that they are put away."""
        try:
            self.sheets.check()
        except UserError as error:
            self.sheets.form.show_problems(error)
            return False
        return True
