"""Python's garbage is cleared on the thread of the window, never on another.

Left to itself Python clears it on whichever thread happens to run, and what it clears may be a
widget: Qt then crashes, seldom and far from the cause. So it is switched off, and done here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

OFTEN = 5_000
"""Milliseconds between two short clearings, of what became garbage lately."""
SELDOM = 12
"""Short clearings to one of everything: a tenth of a second, once a minute."""


class GarbageTimer(QObject):
    """Clears while the program runs. One for the whole program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setInterval(OFTEN)
        self._timer.timeout.connect(self.clear)
        self._timer.start()

    def clear(self) -> None:
        """The short way, and now and then the whole way."""
        self._turn += 1
        gc.collect(2 if self._turn % SELDOM == 0 else 1)
