"""The second half of a double click: it was meant for what stood there at the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
NEAR = 4  # pixels that a hand moves between two clicks


class ClickGuard(QObject):
    """A double click on a button is one click, also when the first half opened another page.

    A second press soon after the first and at the same spot is dropped when it would land on a
    button or tab that was not there at first. It listens at the windows, as ``IdleWatch`` does;
    the keyboard is left alone. A button that repeats while it is held is meant for clicking fast.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._at = QPointF()
        self._when = -1
        self._target: QWidget | None = None
        app.focusWindowChanged.connect(self._listen)
        self._listen()

    def _listen(self, _window: QWindow | None = None) -> None:
        for window in self._app.topLevelWindows():
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in PRESSES or not isinstance(event, QMouseEvent):
            return False
        before, target = self._target, _target(event)
        far = (event.globalPosition() - self._at).manhattanLength() > NEAR
        late = not 0 <= event.timestamp() - self._when <= self._app.doubleClickInterval()
        if self._when < 0 or far or late:
            self._at, self._when = event.globalPosition(), event.timestamp()
            self._target = target
            return False
        if not isinstance(target, QAbstractButton | QTabBar):
            return False
        if target is not before:
            return True
        is_half = event.type() is QEvent.Type.MouseButtonDblClick
        return is_half and not (isinstance(target, QAbstractButton) and target.autoRepeat())


def _target(event: QMouseEvent) -> QWidget | None:
    """The button or tab bar under the mouse, also when the mouse is on a word in it."""
    found = widget = QApplication.widgetAt(event.globalPosition().toPoint())
    while widget is not None and not isinstance(widget, QAbstractButton | QTabBar):
        widget = widget.parentWidget()
    return widget or found
