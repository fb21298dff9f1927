"""Garbage with widgets in it is cleared on the main thread only."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hvh_desktop.ui.garbage import SELDOM, GarbageTimer


class Knot:
    """Garbage that only the collector finds."""

    def __init__(self, widget: QLabel) -> None:
        self.widget, self.self = widget, self


def busy() -> None:
    """Enough objects to wake a collector that is on."""
    for _ in range(200_000):
        [object()]
    kept = [[number] for number in range(100_000)]
    del kept


def test_a_thread_clears_nothing_and_the_timer_does(qtbot: QtBot) -> None:
    owner = QObject()
    timer = GarbageTimer(owner)
    knot = weakref.ref(Knot(QLabel("weg")))
    thread = threading.Thread(target=busy)
    thread.start()
    thread.join()
    assert knot() is not None
    for _ in range(SELDOM):
        timer.clear()
    assert knot() is None
    assert not gc.isenabled()
    owner.deleteLater()
