"""What every print page does: make the PDF beside the window, show it, print it, save it.

Nothing goes to a printer or a file before ``PrintPage.leaving`` has let it go.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from hvh_desktop.db import Compartment, Session
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.pdf import new_passphrase, protect
from hvh_desktop.readlog import record_raadpleging
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import Sentence, choose_save_path
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.preview import PdfPreview, print_pdf

SIDE, NARROW_HEIGHT = 340, 240
PATIENCE = 500
"""Milliseconds before the page says that it is busy."""
NOT_WRITTEN = (
    "Het bestand kon daar niet worden bewaard. In het programma is niets kwijt. "
    "Kies een andere plek, of maak ruimte op de schijf."
)
AFGEDRUKT, PDF = "afgedrukt", "pdf"
"""The ways in which a piece leaves, as ``leaving`` gets them."""
SAID = {
    AFGEDRUKT: "Het blad is naar de printer. Haal het meteen op.",
    PDF: "Bewaard als ‘{name}’ in ‘{folder}’.",
}
PROTECTED = "Bewaar met wachtwoord"
NOT_PROTECTED = (
    "Dit bestand is niet versleuteld: wie erbij kan, kan het lezen. "
    "Zet het alleen op een plek van het huis."
)
ONCE = (
    "Met deze zes woorden gaat het bestand open, met spaties ertussen. Schrijf ze nu op, of zeg "
    "ze door de telefoon. Zet ze nooit in dezelfde mail als het bestand. Het programma bewaart "
    "ze niet: na ‘Ik heb ze’ kan niemand ze meer laten zien."
)


@dataclass(frozen=True)
class Piece:
    """A piece of paper; without ``data`` there is none. ``name`` of its file: nobody's name."""

    data: bytes
    name: str
    about: Any = None


@dataclass(frozen=True)
class Refusal:
    """Says beside the preview why something was refused."""

    page: PrintPage
    title: str

    def show_problems(self, error: UserError) -> None:
        """Show the sentences."""
        told = " ".join(dict.fromkeys([*error.fields.values()] or [error.text]))
        _say_in_sight(self.page, kit.NoticeBanner(told, "danger", title=self.title))


class PassphraseDialog(Sentence):
    """The words of a protected file, told once. The lock closes it like every dialog."""

    def __init__(self, parent: QWidget | None, passphrase: str) -> None:
        super().__init__(parent, "Zes woorden om het bestand te openen", ONCE)
        self.setObjectName("zes_woorden")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel = kit.Panel("sunken", None, 8)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(16, 12, 16, 12)
        words = passphrase.split()
        for line in (words[:3], words[3:]):
            layout.addWidget(kit.Label("   ".join(line), "kop1", wrap=True))
        panel.setAccessibleName("De zes woorden")
        panel.setAccessibleDescription(passphrase)
        self._layout.insertWidget(2, panel)
        close = self.findChild(kit.Button, "goed")
        assert close is not None
        close.setText("Ik heb ze")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc would throw the words away before they are written down."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)


class PrintPage(Page):
    """Preview, ``Druk af`` and ways to save. Below it a slice says what is made."""

    made = Signal()
    """The preview shows the newest piece."""
    leaves_in: ClassVar[Compartment | None] = None
    """The compartment that ``leaving`` writes in; None: it is not asked."""
    said_after = ""
    """A sentence that is added once the piece has left."""
    saves_open = True
    """May it be saved as a file that is not protected?"""
    saves_protected = False
    """May it be saved behind a passphrase?"""
    onderdeel = "trajectplan"
    """How the read log calls it."""
    back_tab = "trajectplan"
    """The tab of the dossier that this page was opened from."""

    def __init__(self, context: Context, *, deelnemer_id: UUID, **address: Any) -> None:
        super().__init__(context, deelnemer_id=deelnemer_id, **address)
        self.deelnemer_id = deelnemer_id
        self.piece: Piece | None = None
        self._number = 0
        self._saying = _stack(8)
        self.preview = PdfPreview(self)
        self.preview.setObjectName("voorbeeld")
        self._busy = kit.ProgressCard("Het blad wordt gemaakt")
        self._busy.stop.connect(self.go_back)
        self._busy.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._busy.show)
        self._foot, self._foot_layout = QWidget(), _stack()
        self._foot.setLayout(self._foot_layout)
        self.empty = QVBoxLayout()
        """In place of the preview when there is no piece: a page puts its words here."""

    def lay_out(self, *side: QWidget, below: Sequence[QWidget] = ()) -> None:
        """``side``: what is chosen; with what is said it stands beside the preview."""
        preview = kit.column(self._busy, (self.preview, 1), self.empty, gap=theme.space.s)
        words = kit.column(*side, self._saying, *below, kit.STRETCH, gap=12)
        if theme.is_narrow():
            self.preview.setMinimumHeight(theme.px(NARROW_HEIGHT))
            page: QWidget = kit.column(words, (preview, 1), gap=12, margins=(24, 4, 24, 0))
        else:
            beside = kit.ScrollPage(words, gutter=True)
            beside.setFixedWidth(theme.px(SIDE))
            page = kit.beside((preview, 1), beside, gap=16, margins=(24, 0, 24, 0))
        layout = _stack()
        layout.addWidget(kit.ScrollPage(page) if theme.is_narrow() else page)
        self.setLayout(layout)

    def footer(self) -> QWidget:
        return self._foot

    def show_footer(self, *buttons: kit.Button, state: str = "") -> None:
        """These acts, after ``Terug`` and the ways to save."""
        kit.clear(self._foot_layout)
        acts = [kit.Button("Terug", name="terug", on_click=self.go_back)]
        if self.saves_open:
            acts.append(kit.Button("Bewaar als PDF", name="bewaar_pdf", on_click=self.ask_where))
        if self.saves_protected:
            name, act = "bewaar_met_wachtwoord", self.ask_where_protected
            acts.append(kit.Button(PROTECTED, icon="lock-simple", name=name, on_click=act))
        self._foot_layout.addWidget(kit.Footer(*acts, *buttons, state=state))

    def print_button(self, kind: str = "hoofd") -> kit.Button:
        return kit.Button("Druk af", kind, "printer", name="druk_af", on_click=self.ask_printer)

    def say(self, *notices: QWidget) -> None:
        """Show these above the preview, in place of what stood there."""
        kit.clear(self._saying)
        kit.fill(self._saying, *notices)

    def go_back(self) -> None:
        """To where this page was opened from."""
        self.context.open("dossier", deelnemer_id=self.deelnemer_id, tab=self.back_tab)

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
        self.piece = piece if piece.data else None
        kit.clear(self.empty)
        self.preview.setVisible(bool(piece.data))
        if piece.data:
            self.preview.show_pdf(piece.data)
        self.piece_shown(piece)
        self.made.emit()

    def piece_shown(self, piece: Piece) -> None:
        """What else changes on the page with this piece."""

    # To the printer, to a file --------------------------------------------------------------

    def leaving(self, session: Session, wijze: str) -> None:
        """Before the piece leaves, ``afgedrukt`` or ``pdf``: note it, or refuse by a UserError.

        Asked when ``leaves_in`` names a compartment. The piece is made inside this transaction:
        when the printer or the disk fails nothing is noted. A file gets its name after the commit.
        """

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
        if piece is not None and self._let_out(AFGEDRUKT, lambda: print_pdf(piece.data, printer)):
            self._told(SAID[AFGEDRUKT])

    def ask_where(self) -> None:
        """Choose a file."""
        if self.piece is not None:
            choose_save_path(self, "Bewaar als PDF", self.piece.name, self.save_to)

    def ask_where_protected(self) -> None:
        """Choose a file that opens with six words only."""
        if self.piece is not None:
            choose_save_path(self, PROTECTED, self.piece.name, self.save_protected_to)

    def save_to(self, path: Path) -> None:
        """Write the piece that is shown, note it, and say that the file is not protected."""
        piece = self.piece
        if piece is not None and self._to_file(path, lambda: piece.data):
            told = SAID[PDF].format(name=path.name, folder=path.parent)
            self._told(f"{told} {NOT_PROTECTED}", "warn", "lock-simple-open")

    def save_protected_to(self, path: Path) -> None:
        """Write it behind six new words, note it, and tell the words once."""
        piece = self.piece
        if piece is None:
            return
        passphrase = new_passphrase()
        if self._to_file(path, lambda: protect(piece.data, passphrase)):
            self._told(SAID[PDF].format(name=path.name, folder=path.parent), icon="lock-simple")
            PassphraseDialog(self, passphrase).open()

    def _to_file(self, path: Path, data: Callable[[], bytes]) -> bool:
        part = path.with_name(f"{path.name}.deel")  # until it is noted
        went = self._let_out(PDF, lambda: _write(part, data()))
        with self.context.explain():
            return _land(part, path) if went else _drop(part)
        return False

    def _let_out(self, wijze: str, send: Callable[[], None]) -> bool:
        """Send it when it may leave and the read log takes it; True when it went."""
        refusal, room = Refusal(self, "Dit blijft hier"), self.leaves_in
        if room is None:
            return _with_line(self, refusal, send)

        def work(session: Session) -> None:
            self.leaving(session, wijze)
            session.flush()
            send()

        def noted() -> None:
            if not self.context.perform(work, compartment=room, form=refusal):
                raise _Stays

        return _with_line(self, refusal, noted)

    def _told(self, text: str, tone: str = "good", icon: str | None = None) -> None:
        told = f"{text} {self.said_after}".strip()
        _say_in_sight(self, kit.NoticeBanner(told, tone, icon=icon))


class _Stays(Exception):
    """It did not go, and why was said: nothing is noted either."""


def _with_line(page: PrintPage, refusal: Refusal, send: Callable[[], None]) -> bool:
    """Send it inside the transaction that writes its line in the read log.

    A log that cannot be written lets nothing go; what did not go leaves no line.
    """
    with page.context.explain(refusal), contextlib.suppress(_Stays):
        with page.context.database.transaction(Compartment.log) as session:
            record_raadpleging(session, page.onderdeel, page.deelnemer_id, handeling="afdrukken")
            session.flush()
            send()
        return True
    return False


def _say_in_sight(page: PrintPage, notice: QWidget) -> None:
    """Say it, and scroll to it once it has its place."""
    page.say(notice)
    area = notice.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        QTimer.singleShot(0, notice, partial(area.ensureWidgetVisible, notice))


def _stack(gap: int = 0) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    return layout


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise EnvironmentProblem(NOT_WRITTEN) from error


def _land(part: Path, path: Path) -> bool:
    try:
        part.replace(path)
    except OSError as error:
        _drop(part)
        raise EnvironmentProblem(NOT_WRITTEN) from error
    return True


def _drop(part: Path) -> bool:
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)
    return False
