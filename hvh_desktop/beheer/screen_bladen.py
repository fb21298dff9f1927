"""Recovery sheets on the screen: two old ones to type over, three new ones to print."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hvh_desktop.crypto.recovery import WORDS
from hvh_desktop.errors import UserError
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import choose_save_path
from hvh_desktop.ui.password_field import Blocks
from hvh_desktop.ui.preview import PdfPreview, print_pdf

SHEET_HEIGHT = 420
SHEETS = (("blad_1", "eerste"), ("blad_2", "tweede"))
_OLD_GONE = (
    "Druk deze drie nu af en leg ze achter slot op drie plekken. Kies dan ‘Klaar’: daarna werken "
    "de oude drie niet meer. Vernietig die."
)
_NOT_SAVED = "Het bestand kon niet worden bewaard. Kies een andere plek, of druk de bladen af."
_NOT_PLACED = "Leg de bladen weg en zet dan het vinkje."
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
    """Look, print, and say that they are on paper."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pdf = b""
        self._problems = Blocks()
        self.ticked = kit.Check(_PLACED)
        self.ticked.setObjectName("bladen_liggen_klaar")
        self._preview = PdfPreview()
        self._preview.setMinimumHeight(SHEET_HEIGHT)
        card = kit.Card(
            kit.NoticeBanner(_OLD_GONE, "warn"),
            self._problems,
            kit.beside(
                kit.Button("Druk af", icon="printer", name="druk_af", on_click=self._print),
                kit.Button(
                    "Bewaar op een USB-stick",
                    icon="floppy-disk",
                    name="bewaar",
                    on_click=self._ask_where,
                ),
                kit.STRETCH,
            ),
            (self._preview, 1),
            self.ticked,
            gap=12,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        kit.fill(layout, kit.Heading("Druk de drie nieuwe bladen af", 1), 12, (card, 1))

    def show_sheets(self, pdf: bytes) -> None:
        """Show them, this once."""
        self._pdf = pdf
        self._preview.show_pdf(pdf)

    def forget(self) -> None:
        """They are kept nowhere."""
        self._pdf = b""

    def check(self) -> bool:
        """Whether somebody says that they are put away."""
        if self.ticked.value():
            return True
        self._problems.show_problems(UserError(_NOT_PLACED))
        return False

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog hides the plain one behind its own

    def print_to(self, printer: QPrinter) -> None:
        """To paper, and into the log."""
        with self._context.explain(self._problems):
            print_pdf(self._pdf, printer)
            self._note()

    def _ask_where(self) -> None:
        choose_save_path(self, "Bewaar de herstelbladen", "Herstelbladen.pdf", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the PDF where the person chose."""
        with self._context.explain(self._problems):
            try:
                path.write_bytes(self._pdf)
            except OSError as error:
                raise UserError(_NOT_SAVED) from error
            self._problems.clear_problems()
            self._note()

    def _note(self) -> None:
        self._context.record_reading("herstelbladen", None, handeling="afdrukken")
