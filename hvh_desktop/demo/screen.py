"""The small window that shows how far the demo is, the first time and after some days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from hvh_desktop import jobs
from hvh_desktop.crypto import Vault
from hvh_desktop.db import AMSTERDAM
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.dialogs import tell_problem

WIDTH = 480
_OURS = ("kluis*.json", "kluis.lock", "pogingen*.json", "apparaat.json", "*.db", "*.db-*")
_FIRST = "De eerste keer duurt dat ongeveer een halve minuut. Daarna opent de demo meteen."
_OLD = "De verhalen stonden stil, daarom worden ze opnieuw gemaakt rond de dag van vandaag."
_BROKEN = "De vorige keer is dit niet afgemaakt, daarom begint het opnieuw."
_REAL_HOUSE = (
    "In deze map staat geen demo maar een huis. Er is niets veranderd. "
    "Kies voor de demo een lege map."
)


class _Stopped(Exception):
    """Somebody pressed Stop."""


class _Teller(QObject):
    """Carries the progress from the thread that builds to the window."""

    told = Signal(int, int, str)


class BuildWindow(QDialog):
    """A sentence, a bar and Stop."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.setWindowTitle("HvH Desktop, DEMO")
        self.setFixedWidth(theme.px(WIDTH))
        self.card = kit.ProgressCard("Het huis van de demo wordt ingericht", total=100)
        self.card.stop.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(kit.Label(why, wrap=True))
        layout.addWidget(self.card)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """How far it is."""
        self.card.set_progress(done, what, total)


def ensure_demo(app: QApplication, folder: Path) -> bool:
    """Build the demo when it is not there or stands still; False when it was stopped or failed."""
    from hvh_desktop.demo.builder import read_marker  # loads the whole program

    today = datetime.now(UTC).astimezone(AMSTERDAM).date()
    marker, has_house = read_marker(folder), Vault.exists(folder)
    if has_house and marker is None:
        return _refuse(app, _REAL_HOUSE)
    if has_house and marker is not None and marker.is_current(today):
        return True
    why = _FIRST
    if marker is not None:
        why = _OLD if marker.is_ready else _BROKEN
    return _build(app, folder, why)


def _build(app: QApplication, folder: Path, why: str) -> bool:
    window, teller, stop = BuildWindow(why), _Teller(), Event()
    loop, failures = QEventLoop(), list[BaseException]()
    teller.told.connect(window.show_progress, Qt.ConnectionType.QueuedConnection)
    window.rejected.connect(stop.set)

    def failed(error: BaseException) -> None:
        failures.append(error)
        loop.quit()

    quits = app.quitOnLastWindowClosed()
    app.setQuitOnLastWindowClosed(False)
    jobs.run(_work(folder, teller, stop), lambda _: loop.quit(), failed)
    window.show()
    loop.exec()
    window.hide()
    window.deleteLater()
    app.setQuitOnLastWindowClosed(quits)
    if not failures:
        return True
    if isinstance(failures[0], _Stopped):
        return False
    if isinstance(failures[0], EnvironmentProblem):
        return _refuse(app, failures[0].text)
    raise failures[0]


def _work(folder: Path, teller: _Teller, stop: Event) -> Callable[[], None]:
    def progress(done: int, total: int, what: str) -> None:
        if stop.is_set():
            raise _Stopped
        teller.told.emit(done, total, what)

    def work() -> None:
        from hvh_desktop.demo.builder import build_demo, read_marker

        if read_marker(folder) is not None:
            _clear(folder)
        build_demo(folder, progress=progress)

    return work


def _clear(folder: Path) -> None:
    """Throw away what an earlier building left; other files in the folder stay."""
    from hvh_desktop.demo.builder import write_marker

    write_marker(folder, datetime.now(UTC).astimezone(AMSTERDAM).date(), is_ready=False)
    for pattern in _OURS:
        for path in folder.glob(pattern):
            path.unlink()


def _refuse(app: QApplication, text: str) -> bool:
    dialog = tell_problem(None, text, "De demo kan niet starten")
    loop = QEventLoop(app)
    dialog.finished.connect(loop.quit)
    loop.exec()
    return False
