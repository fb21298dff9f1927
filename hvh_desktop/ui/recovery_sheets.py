"""The three recovery sheets on the screen: look, print, and say that they are on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.ui import kit
from hvh_desktop.ui.dialogs import choose_save_path
from hvh_desktop.ui.password_field import Blocks
from hvh_desktop.ui.preview import PdfPreview, print_pdf

_NOT_SAVED = "Het bestand kon niet worden bewaard. Kies een andere plek, of druk de bladen af."
_NOT_PLACED = "Leg de bladen weg en zet dan het vinkje."


class RecoverySheets(QWidget):
    """They are shown this once and kept nowhere. ``written``: to paper or to a file."""

    written = Signal()

    def __init__(self, placed: str, *, high: int) -> None:
        """``placed``: what the tick says. ``high``: how much of a sheet is in sight at least."""
        super().__init__()
        self._pdf = b""
        self.form = Blocks()
        self.ticked = kit.Check(placed)
        self.ticked.setObjectName("bladen_liggen_klaar")
        self._preview = PdfPreview()
        self._preview.setMinimumHeight(high)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        kit.fill(layout, self.form, self._buttons(), (self._preview, 1), self.ticked)

    def _buttons(self) -> QWidget:
        return kit.beside(
            kit.Button("Druk af", icon="printer", name="druk_af", on_click=self._print),
            kit.Button(
                "Bewaar op een USB-stick", icon="floppy-disk", name="bewaar", on_click=self._save
            ),
            kit.STRETCH,
        )

    def show_sheets(self, pdf: bytes) -> None:
        """Show them, this once; empty takes them out of memory."""
        self._pdf = pdf
        if pdf:
            self._preview.show_pdf(pdf)

    def check(self) -> None:
        """Refuse to go on while nobody says that they are put away."""
        if not self.ticked.value():
            raise UserError(_NOT_PLACED)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog hides the plain one behind its own

    def print_to(self, printer: QPrinter) -> None:
        """To paper."""
        self._write(lambda: print_pdf(self._pdf, printer))

    def _save(self) -> None:
        choose_save_path(self, "Bewaar de herstelbladen", "Herstelbladen.pdf", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the PDF where the person chose."""
        self._write(lambda: path.write_bytes(self._pdf))

    def _write(self, act: Callable[[], object]) -> None:
        try:
            act()
        except EnvironmentProblem as error:
            self.form.show_problems(UserError(error.text))
        except OSError:
            self.form.show_problems(UserError(_NOT_SAVED))
        else:
            self.form.clear_problems()
            self.written.emit()
