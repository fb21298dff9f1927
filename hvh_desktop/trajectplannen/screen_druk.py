"""What every print page does: make the PDF beside the window, show it, print it, save it.

A file of its own because two pages of this slice do the same with other paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hvh_desktop.db import Session
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import choose_save_path
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.preview import PdfPreview, print_pdf

SIDE, NARROW_HEIGHT = 340, 240
PATIENCE = 500
"""Milliseconds before the page says that it is busy."""
NOT_WRITTEN = (
    "Het bestand kon daar niet worden bewaard. In het programma is niets kwijt. "
    "Kies een andere plek, of maak ruimte op de schijf."
)


@dataclass(frozen=True)
class Piece:
    """A piece of paper. ``name``: a proposal for its file, without anybody's name."""

    data: bytes
    name: str
    about: Any = None


class DrukPage(Page):
    """Preview, ``Druk af`` and ``Bewaar als PDF``. Below it a slice says what is made."""

    made = Signal()
    """The preview shows the newest piece."""
    onderdeel = "trajectplan"
    """How the read log calls it."""

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self.piece: Piece | None = None
        self._number = 0
        self._saying = QVBoxLayout()
        self._saying.setContentsMargins(0, 0, 0, 0)
        self._saying.setSpacing(8)
        self.preview = PdfPreview(self)
        self.preview.setObjectName("voorbeeld")
        self._busy = kit.ProgressCard("Het blad wordt gemaakt")
        self._busy.stop.connect(self.go_back)
        self._busy.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._busy.show)
        self._foot = QWidget()
        self._foot_layout = QVBoxLayout(self._foot)
        self._foot_layout.setContentsMargins(0, 0, 0, 0)

    def lay_out(self, *side: QWidget) -> None:
        """``side``: what is chosen; with what is said it stands beside the preview."""
        preview = kit.column(self._busy, (self.preview, 1), gap=theme.space.s)
        words = kit.column(*side, self._saying, kit.STRETCH, gap=12)
        if theme.is_narrow():
            self.preview.setMinimumHeight(theme.px(NARROW_HEIGHT))
            page: QWidget = kit.column(words, (preview, 1), gap=12, margins=(24, 4, 24, 0))
        else:
            beside = kit.ScrollPage(words)
            beside.setFixedWidth(theme.px(SIDE))
            page = kit.beside((preview, 1), beside, gap=16, margins=(24, 0, 24, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(kit.ScrollPage(page) if theme.is_narrow() else page)

    def footer(self) -> QWidget:
        return self._foot

    def show_footer(self, *buttons: kit.Button, state: str = "") -> None:
        """These acts, after ``Terug`` and ``Bewaar als PDF``."""
        kit.clear(self._foot_layout)
        self._foot_layout.addWidget(
            kit.Footer(
                kit.Button("Terug", name="terug", on_click=self.go_back),
                kit.Button("Bewaar als PDF", name="bewaar_pdf", on_click=self.ask_where),
                *buttons,
                state=state,
            )
        )

    def print_button(self, kind: str = "hoofd") -> kit.Button:
        return kit.Button("Druk af", kind, "printer", name="druk_af", on_click=self.ask_printer)

    def say(self, *notices: QWidget) -> None:
        """Show these above the preview, in place of what stood there."""
        kit.clear(self._saying)
        kit.fill(self._saying, *notices)

    def go_back(self) -> None:
        """To where this page was opened from."""
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab="trajectplan")

    # Making ---------------------------------------------------------------------------------

    def make(self, collect: Callable[[Session], Any], draw: Callable[[Any], Piece]) -> None:
        """Read in a session of its own, draw, and show; what was asked last is shown."""
        self._number += 1
        number, context = self._number, self.context
        self.piece = None  # or what was chosen before would still go to the printer
        self._patience.start()

        def work() -> Piece | Exception:
            try:
                return draw(context.read(collect))
            except Exception as error:  # explained on the main thread, where the page is
                return error

        def done(found: Piece | Exception) -> None:
            if not shiboken6.isValid(self) or number != self._number:
                return
            self._patience.stop()
            self._busy.hide()
            with context.explain():
                if isinstance(found, Exception):
                    raise found
                self._show(found)

        context.run(work, done)

    def _show(self, piece: Piece) -> None:
        self.piece = piece
        self.preview.show_pdf(piece.data)
        self.piece_shown(piece)
        self.made.emit()

    def piece_shown(self, piece: Piece) -> None:
        """What else changes on the page with this piece."""

    # To the printer, to a file --------------------------------------------------------------

    def ask_printer(self) -> None:
        """Choose a printer; does not block, so that the lock can come."""
        if self.piece is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.onderdeel.capitalize())
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("kies_printer")
        dialog.setMinMax(1, self.preview.page_count())
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own open() wants an old-style slot

    def print_to(self, printer: QPrinter) -> None:
        """Print the piece that is shown, and note that it was."""
        piece = self.piece
        if piece is None:
            return
        with self.context.explain():
            print_pdf(piece.data, printer)
            self._note()
            self.say(kit.NoticeBanner("Het blad is naar de printer. Haal het meteen op.", "good"))

    def ask_where(self) -> None:
        """Choose a file."""
        if self.piece is not None:
            choose_save_path(self, "Bewaar als PDF", self.piece.name, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the piece that is shown, note it, and say that the file is not protected."""
        piece = self.piece
        if piece is None:
            return
        with self.context.explain():
            try:
                path.write_bytes(piece.data)
            except OSError as error:
                raise EnvironmentProblem(NOT_WRITTEN) from error
            self._note()
            text = (
                f"Bewaard als ‘{path.name}’ in ‘{path.parent}’. Dit bestand is niet versleuteld: "
                "wie erbij kan, kan het lezen. Zet het alleen op een plek van het huis."
            )
            self.say(kit.NoticeBanner(text, "warn", icon="lock-simple-open"))

    def _note(self) -> None:
        self.context.record_reading(self.onderdeel, self.deelnemer_id, handeling="afdrukken")
