"""When the program locks by itself, and closing whatever is open when it does.

Three causes: nobody did anything for some minutes, the computer was locked, the computer goes to
sleep. On macOS the last two are not seen (Qt reaches no ``NSWorkspace``); the idle time covers
them there, because it counts by the wall clock too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget

WARN_SECONDS = 30
ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)
LOCKED = "De computer is vergrendeld."
ASLEEP = "De computer ging slapen."
Seconds = Callable[[], float]


def idle_reason(minutes: int) -> str:
    """Why it locked, for the login page."""
    noun = "minuut" if minutes == 1 else "minuten"
    return (
        f"Je deed {minutes} {noun} niets, daarom is het programma vergrendeld. "
        "Wat je typte, is als concept bewaard."
    )


def warning_text(seconds: int) -> str:
    """The warning while there is still time."""
    noun = "seconde" if seconds == 1 else "seconden"
    return f"Over {seconds} {noun} vergrendelt het programma. Typ of beweeg om door te gaan."


class IdleWatch(QObject):
    """Counts the seconds since the last key or movement, over the whole program.

    It listens at the windows: what somebody types or moves comes in there first. Listening at the
    application would bring thousands of other events into Python for every page that is shown.
    ``steady`` stands still while the computer sleeps, ``wall`` does not: the longest counts.
    """

    warned = Signal(int)
    """Seconds until the lock, each second; 0 when somebody moved."""
    lock = Signal(str)
    """The reason."""

    def __init__(
        self, app: QApplication, *, steady: Seconds = time.monotonic, wall: Seconds = time.time
    ) -> None:
        super().__init__(app)
        self._app, self._steady, self._wall = app, steady, wall
        self._minutes = 0
        self._is_warning = False
        self._last = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.check)
        app.focusWindowChanged.connect(self._listen)

    def start(self, minutes: int) -> None:
        """Watch from now on; again with another number of minutes."""
        self._minutes = minutes
        self._listen()
        self.note_activity()
        self._timer.start()

    def stop(self) -> None:
        """Nobody is in any more."""
        for window in self._app.topLevelWindows():
            window.removeEventFilter(self)
        self._timer.stop()
        self._minutes = 0
        self._is_warning = False

    @property
    def is_watching(self) -> bool:
        """Between start and stop."""
        return self._minutes > 0

    def idle_seconds(self) -> float:
        """Since the last key or movement."""
        return max(self._steady() - self._last[0], self._wall() - self._last[1])

    def note_activity(self) -> None:
        """Somebody is there."""
        self._last = (self._steady(), self._wall())
        if self._is_warning:
            self._is_warning = False
            self.warned.emit(0)

    def check(self) -> None:
        """Warn or lock; called each second, and then also finds lists that hang open."""
        if not self.is_watching:
            return
        self._listen()
        left = self._minutes * 60 - self.idle_seconds()
        if left <= 0:
            minutes = self._minutes
            self.stop()
            self.lock.emit(idle_reason(minutes))
        elif left <= WARN_SECONDS:
            self._is_warning = True
            self.warned.emit(int(left + 0.999))

    def _listen(self) -> None:
        """At every window there is now; a window that is listened to already stays so."""
        if self.is_watching:
            for window in self._app.topLevelWindows():
                window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTIVITY:
            self.note_activity()
        return False


class SystemWatch(QObject):
    """Hears from the system that the screen was locked or that the computer goes to sleep."""

    lock = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._filter: QAbstractNativeEventFilter | None = None
        QTimer.singleShot(0, self.begin)

    def begin(self) -> None:
        """Start listening, after the first window is up. No bus is no error."""
        if sys.platform == "win32":
            self._filter = _WindowsFilter(self)
            self._app.installNativeEventFilter(self._filter)
        elif sys.platform.startswith("linux"):
            from hvh_desktop.ui.lock_bus import listen

            listen(self)

    def tell_locked(self) -> None:
        """The screen of the computer was locked."""
        self.lock.emit(LOCKED)

    def tell_asleep(self) -> None:
        """The computer goes to sleep."""
        self.lock.emit(ASLEEP)


WM_POWERBROADCAST = 0x0218
WM_WTSSESSION_CHANGE = 0x02B1
PBT_APMSUSPEND = 4
WTS_SESSION_LOCK = 7


def windows_cause(message: int, parameter: int) -> str:
    """What a Windows message means for us; "" for every other message."""
    if (message, parameter) == (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK):
        return LOCKED
    if (message, parameter) == (WM_POWERBROADCAST, PBT_APMSUSPEND):
        return ASLEEP
    return ""


class _WindowsFilter(QAbstractNativeEventFilter):
    """Reads the messages of our windows; asks Windows to send those about the session."""

    def __init__(self, watch: SystemWatch) -> None:
        super().__init__()
        self._watch = watch
        if sys.platform == "win32":
            import ctypes

            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, QMainWindow):
                    register = ctypes.windll.wtsapi32.WTSRegisterSessionNotification
                    register(int(widget.winId()), 0)

    def nativeEventFilter(
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if sys.platform == "win32":
            from ctypes import wintypes

            found = wintypes.MSG.from_address(int(message))
            cause = windows_cause(found.message, found.wParam)
            if cause:
                self._watch.lock.emit(cause)
        return False, 0


def close_everything_open() -> None:
    """Close every menu, dialog and extra window without taking any of their acts.

    The lock goes first: a question is answered with "no", nested dialogs end from the inside out.
    """
    while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
        popup.close()
    for widget in reversed(QApplication.topLevelWidgets()):
        if _is_extra(widget):
            _end(widget)


def _is_extra(widget: QWidget) -> bool:
    return widget.isVisible() and not isinstance(widget, QMainWindow) and widget.isWindow()


def _end(widget: QWidget) -> None:
    if isinstance(widget, QDialog):
        widget.done(QDialog.DialogCode.Rejected)
    elif isinstance(widget, QMenu) or widget.parentWidget() is not None:
        widget.close()
