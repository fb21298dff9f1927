"""A laptop more for a house that is there: eight words, and waiting until it is let in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hvh_desktop import jobs
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.house.admission import Answer
from hvh_desktop.sync.line.link import Link, import_link
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.ui import kit
from hvh_desktop.verbindingen.joining import Joining
from hvh_desktop.verbindingen.screen_proxy import ProxyField
from hvh_desktop.verbindingen.screen_start import lay_out
from hvh_desktop.verbindingen.screen_woorden import WordGrid

AGAIN = 5000
"""Milliseconds between two questions whether a beheerder let this laptop in."""
REQUEST_NAME = "aanvraag.hvh"
WAITS = (
    "Een beheerder opent op een andere laptop ‘Beheer’, ‘Laptops’ en vergelijkt deze acht woorden. "
    "Laat dit scherm zolang open. Zodra deze laptop is toegelaten, gaat het hier vanzelf verder."
)
REFUSED = (
    "Een beheerder heeft deze laptop geweigerd. Klopt dat niet? Bel een beheerder en vraag daarna "
    "opnieuw toegang. Soms kan dat pas na een uur."
)
SAVED = (
    "De aanvraag is bewaard. Breng de stick naar een beheerder. Kies ‘Kies de toelating’ als je "
    "hem terug hebt."
)


class JoinPage(QWidget):
    """The file of the hub or of a stick, then eight words until a beheerder lets this one in."""

    finished = Signal()
    left = Signal()

    def __init__(self, folder: Path, *, settings: Path | None = None) -> None:
        super().__init__()
        self._joining = Joining(folder, settings=settings)
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN)
        self._timer.timeout.connect(self._look)
        self._is_looking = False
        self._link: Link | None = None
        self._notice = QVBoxLayout()
        self._notice.setContentsMargins(0, 0, 0, 0)
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(12)
        content = kit.column(
            kit.Heading("Deze laptop toevoegen", 1), 8, self._notice, self._parts, gap=8
        )
        self._foot = kit.Footer(
            kit.Button("Terug", icon="arrow-left", name="terug", on_click=self._leave)
        )
        lay_out(self, content, self._foot)
        self._ask_file()

    def _ask_file(self) -> None:
        told = (
            "Je hebt het koppelbestand van het huis nodig. Een beheerder of de systeembeheerder "
            "geeft het je, bijvoorbeeld op een USB-stick. Er staan geen namen en geen sleutels in."
        )
        choose = kit.Button(
            "Kies het koppelbestand", "hoofd", "folder", name="kies_bestand", on_click=self._choose
        )
        self.proxy = ProxyField()
        kit.fill(
            self._parts,
            kit.Card(
                kit.Label(told, wrap=True),
                kit.beside(choose, kit.STRETCH),
                kit.Fold("Netwerk", self.proxy),
                margins=24,
                gap=12,
            ),
            self._stick(),
        )
        choose.setFocus()

    def _stick(self) -> QWidget:
        """Without a network: both ways on a stick."""
        told = (
            "Geen netwerk? Bewaar de aanvraag van deze laptop op een USB-stick. Een beheerder laat "
            "hem daarmee toe en geeft je een toelating terug, op dezelfde stick."
        )
        save = kit.Button("Bewaar de aanvraag", name="bewaar_aanvraag", on_click=self._save)
        take = kit.Button("Kies de toelating", name="kies_toelating", on_click=self._choose_back)
        words = kit.column(
            kit.Label(told, wrap=True),
            kit.beside(save, take, kit.STRETCH),
            kit.Label("De woorden van deze laptop", semibold=True),
            WordGrid(self._joining.words),
            gap=12,
        )
        return kit.Fold("Toevoegen met een USB-stick", words)

    def _choose(self) -> None:
        _open_file(self, "Koppelbestand", self.use_file)

    def _choose_back(self) -> None:
        _open_file(self, "Toelating", self.use_admission)

    def _save(self) -> None:
        dialog = QFileDialog(self, "Aanvraag bewaren")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(REQUEST_NAME)
        dialog.fileSelected.connect(lambda path: self.save_request(Path(path)))
        dialog.open()

    def use_file(self, path: Path) -> None:
        """Ask at the hub that this file names."""
        if self._tell(lambda: self._use(self.proxy.applied_to(import_link(path).link))):
            self._show_words()

    def _use(self, link: Link) -> None:
        self._joining.use(link)
        self._link = link

    def save_request(self, path: Path) -> None:
        """For on the stick."""
        if self._tell(lambda: _write(path, self._joining.write_request())):
            kit.fill(self._notice, kit.NoticeBanner(SAVED, "info"))

    def use_admission(self, path: Path) -> None:
        """Come in with what is on the stick."""
        self._tell(lambda: self._answered(self._joining.take_admission(path.read_bytes())))

    def _show_words(self) -> None:
        kit.clear(self._notice)
        kit.clear(self._parts)
        words = kit.Card(
            kit.Label("De acht woorden van deze laptop", semibold=True),
            WordGrid(self._joining.words),
            margins=24,
            gap=16,
        )
        self._state = kit.IconLabel(
            "hourglass", "Wacht op een beheerder", semibold=True, icon_role="accent"
        )
        self._state.setObjectName("wacht")
        kit.fill(self._parts, self._state, kit.Label(WAITS, wrap=True), words)
        self._look()
        self._timer.start()

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            jobs.run(self._joining.look, self._heard, self._failed)

    def _heard(self, answer: Answer) -> None:
        if shiboken6.isValid(self):
            self._is_looking = False
            kit.clear(self._notice)
            self._answered(answer)

    def _answered(self, answer: Answer) -> None:
        if answer is Answer.toegelaten:
            self._close()
            self.finished.emit()
        elif answer is Answer.geweigerd:
            self._timer.stop()
            self._show_refused()

    def _show_refused(self) -> None:
        """Nobody waits any more; from here he may ask again."""
        again = kit.Button("Vraag opnieuw toegang", name="vraag_opnieuw", on_click=self._ask_again)
        kit.clear(self._parts)
        kit.fill(self._notice, kit.NoticeBanner(REFUSED, "warn"))
        kit.fill(self._parts, kit.beside(again, kit.STRETCH))

    def _ask_again(self) -> None:
        if self._link is None:
            return
        self._joining.use(self._link)
        self._show_words()

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            return
        self._is_looking = False
        kit.clear(self._notice)
        if isinstance(error, NoHub | HubRefuses | UserError | EnvironmentProblem):
            kit.fill(self._notice, kit.NoticeBanner(error.text, "warn"))
            return
        self._timer.stop()
        raise error

    def _tell(self, work: Callable[[], Any]) -> bool:
        kit.clear(self._notice)
        try:
            work()
        except (UserError, EnvironmentProblem) as error:
            kit.fill(self._notice, kit.NoticeBanner(error.text, "warn"))
            return False
        except OSError:
            text = "Dit bestand kan niet worden gelezen of geschreven. Kies een ander."
            kit.fill(self._notice, kit.NoticeBanner(text, "warn"))
            return False
        return True

    def _leave(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self._timer.stop()
        self._joining.close()


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _open_file(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
