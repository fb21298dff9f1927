"""Locking by itself, and the lock that wins from everything that is open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMainWindow,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.db.drafts import NEW, DraftKey
from hvh_desktop.ui import kit, lock
from hvh_desktop.ui.dialogs import ask, choose_save_path, tell_problem
from hvh_desktop.ui.draft import DraftKeeper
from hvh_desktop.ui.lock import IdleWatch, SystemWatch, close_everything_open, windows_cause
from tests.medewerkers.founded import Founded, founded, founded_once, make_context

__all__ = ["founded", "founded_once"]


class Time:
    """Two clocks: one stands still while the computer sleeps."""

    def __init__(self) -> None:
        self.steady, self.wall = 50.0, 1_800_000_000.0

    def run(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds

    def suspend(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def watch(qapp: QApplication, time: Time) -> Iterator[IdleWatch]:
    watch = IdleWatch(qapp, steady=lambda: time.steady, wall=lambda: time.wall)
    watch.start(5)
    yield watch
    watch.stop()
    watch.deleteLater()


def heard(watch: IdleWatch) -> tuple[list[int], list[str]]:
    warned: list[int] = []
    reasons: list[str] = []
    watch.warned.connect(warned.append)
    watch.lock.connect(reasons.append)
    return warned, reasons


def test_it_warns_and_then_locks_with_the_reason(watch: IdleWatch, time: Time) -> None:
    warned, reasons = heard(watch)
    time.run(269)
    watch.check()
    assert warned == []
    time.run(1)
    watch.check()
    time.run(29)
    watch.check()
    assert warned == [30, 1]
    time.run(1)
    watch.check()
    assert reasons == [lock.idle_reason(5)]
    watch.check()
    assert len(reasons) == 1


KINDS = ("key", "click", "movement", "wheel")


def do(widget: QWidget, kind: str) -> None:
    """As the system gives it to the window of a widget."""
    window = widget.window().windowHandle()
    assert window is not None
    here, there = QPointF(3, 3), window.mapToGlobal(QPointF(3, 3))
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    if kind == "key":
        QTest.keyClick(window, Qt.Key.Key_A)
    elif kind == "click":
        QTest.mouseClick(window, left, pos=QPoint(3, 3))
    elif kind == "movement":
        moved = QMouseEvent(QEvent.Type.MouseMove, here, there, none, none, plain)
        QApplication.sendEvent(window, moved)
    else:
        down, begun = QPoint(0, -120), Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(here, there, QPoint(), down, none, plain, begun, False)
        QApplication.sendEvent(window, wheel)


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_or_a_movement_starts_again(
    qtbot: QtBot, watch: IdleWatch, time: Time, kind: str
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    warned, reasons = heard(watch)
    time.run(280)
    watch.check()
    do(widget, kind)
    assert warned == [20, 0]
    time.run(200)
    watch.check()
    assert reasons == []


@pytest.mark.parametrize("later", ["dialog", "menu", "second window"])
def test_a_window_that_comes_later_is_listened_to(
    qtbot: QtBot, watch: IdleWatch, time: Time, later: str
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    opened: QWidget
    if later == "dialog":
        opened = QDialog(widget)
        opened.open()
    elif later == "menu":
        opened = QMenu(widget)
        opened.addAction("Kies")
        opened.popup(QPoint(10, 10))
    else:
        opened = QWidget()
        opened.show()
    qtbot.addWidget(opened)
    warned, _ = heard(watch)
    time.run(280)
    watch.check()
    do(opened, "movement")
    assert warned == [20, 0]
    opened.close()


def test_a_program_at_work_costs_the_watch_nothing(qtbot: QtBot, watch: IdleWatch) -> None:
    """Showing a page sends thousands of events between its widgets; none of them comes by."""
    seen: list[QEvent.Type] = []

    class Counting(IdleWatch):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            seen.append(event.type())
            return super().eventFilter(watched, event)

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    counting = Counting(app)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    counting.start(5)
    for _ in range(5):
        window.setCentralWidget(kit.column(*(kit.Label(f"Regel {n}") for n in range(100))))
        QApplication.processEvents()
    at_work = len(seen)
    do(window, "key")
    assert at_work < 100
    assert QEvent.Type.KeyPress in seen
    counting.stop()
    before = len(seen)
    do(window, "key")
    assert len(seen) == before
    counting.deleteLater()


def test_what_the_program_does_itself_is_no_activity(
    qapp: QApplication, watch: IdleWatch, time: Time
) -> None:
    _, reasons = heard(watch)
    time.run(300)
    QApplication.sendEvent(qapp, QEvent(QEvent.Type.Timer))
    watch.check()
    assert len(reasons) == 1


def test_after_sleep_the_wall_clock_counts(watch: IdleWatch, time: Time) -> None:
    _, reasons = heard(watch)
    time.suspend(3600)
    watch.check()
    assert len(reasons) == 1


def test_a_clock_that_is_set_back_does_not_keep_it_open(watch: IdleWatch, time: Time) -> None:
    _, reasons = heard(watch)
    time.suspend(-3600)
    time.run(300)
    watch.check()
    assert len(reasons) == 1


def test_another_time_works_at_once_and_stop_ends_it(watch: IdleWatch, time: Time) -> None:
    _, reasons = heard(watch)
    watch.start(1)
    time.run(60)
    watch.check()
    assert reasons == [lock.idle_reason(1)]
    assert not watch.is_watching


def test_the_timer_runs_by_itself(qtbot: QtBot, watch: IdleWatch, time: Time) -> None:
    time.run(300)
    with qtbot.waitSignal(watch.lock, timeout=5000):
        pass


# The system


def test_windows_messages_are_understood() -> None:
    assert windows_cause(lock.WM_WTSSESSION_CHANGE, lock.WTS_SESSION_LOCK) == lock.LOCKED
    assert windows_cause(lock.WM_POWERBROADCAST, lock.PBT_APMSUSPEND) == lock.ASLEEP
    assert windows_cause(lock.WM_WTSSESSION_CHANGE, 8) == ""
    assert windows_cause(lock.WM_POWERBROADCAST, 10) == ""


def test_a_missing_bus_is_no_error(qtbot: QtBot, qapp: QApplication) -> None:
    watch = SystemWatch(qapp)
    with qtbot.waitSignal(watch.lock):
        watch.begin()
        watch.tell_asleep()
    watch.deleteLater()


BUS_SCRIPT = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from hvh_desktop.ui.lock import SystemWatch
from hvh_desktop.ui.lock_bus import LOGIN, SAVERS, listen
app = QApplication([])
watch = SystemWatch(app)
watch.lock.connect(print)
bus = QDBusConnection.connectToBus(os.environ.get("DBUS_SESSION_BUS_ADDRESS", "unix:"), "ons")
listener = listen(watch, system=bus, session=bus)
for interface, name, values in (
    (f"{LOGIN}.Session", "Lock", []),
    (f"{LOGIN}.Manager", "PrepareForSleep", [True]),
    (f"{LOGIN}.Manager", "PrepareForSleep", [False]),
    (SAVERS[0], "ActiveChanged", [False]),
):
    message = QDBusMessage.createSignal("/van/iemand", interface, name)
    message.setArguments(values)
    bus.send(message)
QTimer.singleShot(500, app.quit)
app.exec()
"""


def test_the_bus_tells_of_lock_and_sleep() -> None:
    """Where no bus can be started, the same script shows that its absence is no error."""
    private_bus = shutil.which("dbus-run-session")
    done = subprocess.run(
        [*([private_bus, "--"] if private_bus else []), sys.executable, "-c", BUS_SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    expected = [lock.LOCKED, lock.ASLEEP] if private_bus else []
    assert done.stdout.split("\n")[:-1] == expected


# What is open


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QComboBox())
    window.resize(800, 600)
    window.show()
    return window


def file_dialog(window: QMainWindow, _: list[str]) -> QDialog:
    dialog = QFileDialog(window)
    dialog.open()
    return dialog


def print_dialog(window: QMainWindow, acts: list[str]) -> QDialog:
    printer = QPrinter()
    dialog = QPrintDialog(printer, window)
    dialog.accepted.connect(lambda: acts.append(f"afdrukken {printer.docName()}"))
    QDialog.open(dialog)
    return dialog


OPENED: dict[str, Callable[[QMainWindow, list[str]], QDialog]] = {
    "question": lambda w, acts: ask(
        w, "Weg?", "Echt weg.", act="Gooi weg", safe="Houd", then=lambda: acts.append("weg")
    ),
    "sentence": lambda w, acts: tell_problem(w, "Dat kan niet."),
    "save path": lambda w, acts: choose_save_path(
        w, "Bewaar", "plan.pdf", lambda path: acts.append("bewaard")
    ),
    "file dialog": file_dialog,
    "print dialog": print_dialog,
}


@pytest.mark.parametrize("kind", OPENED)
def test_each_dialog_closes_without_doing_anything(window: QMainWindow, kind: str) -> None:
    acts: list[str] = []
    dialog = OPENED[kind](window, acts)
    assert dialog.isVisible()
    finished: list[int] = []
    dialog.finished.connect(finished.append)
    close_everything_open()
    assert finished == [QDialog.DialogCode.Rejected.value]
    assert acts == []
    assert window.isVisible()
    assert QApplication.activeModalWidget() is None


def test_a_dialog_over_a_dialog_and_a_menu_close_too(window: QMainWindow) -> None:
    first = tell_problem(window, "Een.")
    second = tell_problem(first, "Twee.")
    menu = QMenu(window)
    menu.addAction("Doe iets")
    menu.popup(QPoint(10, 10))
    visible = [first, second, menu]
    gone: list[object] = []
    for widget in (first, second):
        widget.finished.connect(gone.append)
    assert all(widget.isVisible() for widget in visible)
    close_everything_open()
    assert len(gone) == 2
    assert not menu.isVisible()


def test_a_list_that_hangs_open_closes(window: QMainWindow) -> None:
    combo = window.centralWidget()
    assert isinstance(combo, QComboBox)
    combo.addItems(["een", "twee"])
    combo.showPopup()
    close_everything_open()
    assert QApplication.activePopupWidget() is None


def test_a_dialog_that_waits_in_its_own_loop_ends(window: QMainWindow) -> None:
    dialog = QDialog(window)
    QTimer.singleShot(0, close_everything_open)
    assert dialog.exec() == QDialog.DialogCode.Rejected.value


def test_what_was_typed_survives_a_lock_with_a_dialog_open(
    qtbot: QtBot, founded: Founded, window: QMainWindow
) -> None:
    key = DraftKey("proef", 1, NEW)
    with founded.inside("marloes") as entry:
        area = kit.Area()
        keeper = DraftKeeper(
            make_context(entry, founded.clock), key, lambda: {"tekst": area.value()}
        )
        area.changed.connect(keeper.touch)
        window.setCentralWidget(area)
        QTest.keyClicks(area, "half verhaal")
        tell_problem(window, "Let op.")
        keeper.keep()
        close_everything_open()
    with founded.inside("marloes") as entry:
        again = DraftKeeper(make_context(entry, founded.clock), key, dict)
        draft = again.find()
        assert draft is not None
        assert draft.values == {"tekst": "half verhaal"}
        assert Compartment.team in entry.database.compartments
