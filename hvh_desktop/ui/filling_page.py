"""How far a laptop is that is being filled, before the first person on it comes in."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hvh_desktop import jobs
from hvh_desktop.sync.thread.filling import Stopped
from hvh_desktop.sync.thread.state import Filling
from hvh_desktop.ui import kit, theme

WIDTH = 560
TITLE = "Deze laptop wordt gevuld"
_WHY = (
    "Wat er in het huis al is, komt nu op deze laptop. Dat is één keer nodig en duurt een paar "
    "minuten. Stoppen mag: de volgende keer gaat het verder waar het was."
)
_SEEKING = "Verbinding zoeken"


class _Teller(QObject):
    told = Signal(object)


class FillingPage(QWidget):
    """A sentence, a bar and Stop. Does the work beside the window."""

    filled = Signal()
    failed = Signal(object)
    """``Stopped`` when somebody pressed Stop, else what went wrong."""

    def __init__(self, work: Callable[[Callable[[Filling], None]], None]) -> None:
        super().__init__()
        self._work, self._stop, self._teller = work, Event(), _Teller()
        self.card = kit.ProgressCard(TITLE)
        self.card.setObjectName("vullen")
        self.card.set_progress(0, _SEEKING)
        self.card.stop.connect(self.stop)
        body = kit.column(kit.Label(_WHY, wrap=True), self.card, gap=16)
        body.setMaximumWidth(theme.px(WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(2)
        layout.addWidget(kit.beside(kit.STRETCH, (body, 1000), kit.STRETCH, gap=0))
        layout.addStretch(3)
        self._teller.told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin filling."""
        jobs.run(lambda: self._work(self._report), lambda _: self.filled.emit(), self.failed.emit)

    def stop(self) -> None:
        """Break off soon; what came in stays."""
        self._stop.set()

    def _report(self, filling: Filling) -> None:
        if self._stop.is_set():
            raise Stopped
        self._teller.told.emit(filling)

    def _show(self, filling: Filling) -> None:
        self.card.set_progress(filling.percent, f"{filling.percent} %", 100)
