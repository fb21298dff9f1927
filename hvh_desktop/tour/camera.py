"""Takes the pictures, and notes what is wrong on them: cut words, warnings, bugs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QPoint,
    QThreadPool,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from hvh_desktop.ui import theme

SIZE = (1366, 768)
EVERY = 10
_WAIT_MS = 60_000
_ROUNDS = 6
_QUIET = "This plugin does not support"
_LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
REMARKS = "opmerkingen.txt"


def settle(app: QApplication) -> None:
    """Wait until jobs are done and everything that they and the layouts asked for has happened."""
    for _ in range(_ROUNDS):
        QThreadPool.globalInstance().waitForDone(_WAIT_MS)
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()


class Camera:
    """Knows the folder, counts, and keeps the remarks."""

    def __init__(self, app: QApplication, target: Path) -> None:
        self.app, self._target = app, target
        self.count = 0
        self.remarks: list[str] = []
        self._now = ""
        target.mkdir(parents=True, exist_ok=True)
        self._before = qInstallMessageHandler(self._hear)

    def close(self) -> None:
        """Write the remarks down and give the warnings back to whoever heard them before."""
        qInstallMessageHandler(self._before)
        lines = self.remarks or ["Geen opmerkingen."]
        (self._target / REMARKS).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _hear(self, kind: QtMsgType, _: QMessageLogContext, text: str | None) -> None:
        if kind in _LOUD and not (text or "").startswith(_QUIET):
            self.remark(f"waarschuwing van Qt: {text}")

    def remark(self, text: str) -> None:
        """Something is not right on the picture that is being taken."""
        self.remarks.append(f"{self._now}: {text}")

    def start(self, name: str) -> None:
        """From now on remarks are about this picture."""
        self._now = f"{name}{suffix()}"

    def take(self, window: QWidget) -> None:
        """Picture the window with the dialogs above it."""
        settle(self.app)
        picture = window.grab().toImage()
        self._remark_cut_words(window)
        for dialog in _open_dialogs(window):
            self._add(picture, dialog, window)
            self._remark_cut_words(dialog)
        self.keep(picture, f"{self._now}.png")

    def _add(self, picture: QImage, dialog: QWidget, window: QWidget) -> None:
        painter = QPainter(picture)
        painter.drawImage(_place(dialog, window), dialog.grab().toImage())
        painter.end()

    def keep(self, picture: QImage, name: str) -> None:
        """Write one picture; says so after every ten."""
        picture.save(str(self._target / name))
        self.count += 1
        if self.count % EVERY == 0:
            print(f"{self.count} foto’s, nu {name}", flush=True)  # noqa: T201

    def keep_paper(self, data: bytes, name: str) -> None:
        """Write a PDF and a picture of each of its pages."""
        from hvh_desktop.ui.preview import SCREEN_DPI, PdfPages

        (self._target / f"{name}.pdf").write_bytes(data)
        pages = PdfPages(data)
        for index in range(len(pages.sizes)):
            self.keep(pages.image(index, SCREEN_DPI), f"{name}-blad-{index + 1}.png")

    def _remark_cut_words(self, window: QWidget) -> None:
        for sentence in list_cut_words(window):
            self.remark(sentence)


def suffix() -> str:
    """Of a picture in the look that is used now; none for light at 100 %."""
    look = theme.current()
    size = "" if look.scale == 1 else f"-{round(look.scale * 100)}"
    names = {theme.LICHT: "", theme.DONKER: "-donker", theme.HOOG_CONTRAST: "-contrast"}
    return f"{size}{names[look.name]}"


def _open_dialogs(window: QWidget) -> Iterator[QDialog]:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible() and widget is not window:
            yield widget


def _place(dialog: QWidget, window: QWidget) -> QPoint:
    """Where it stands on the picture, and never outside it."""
    found = dialog.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    room = window.size() - dialog.size()
    return QPoint(
        min(max(found.x(), 0), max(room.width(), 0)), min(max(found.y(), 0), max(room.height(), 0))
    )


def list_cut_words(window: QWidget) -> list[str]:
    """Labels and buttons in sight whose words do not fit."""
    found = []
    words: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    for widget in words:
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            sentence = _cut(widget)
            if sentence:
                found.append(sentence)
    return found


def _cut(widget: QLabel | QAbstractButton) -> str:
    words = widget.text()
    if not words or not widget.width() or widget.property("makes_room"):
        return ""
    needed = widget.sizeHint()
    where = f"{type(widget).__name__} {widget.objectName()}".strip()
    what = " ".join(words.split())[:60]
    if isinstance(widget, QLabel) and widget.wordWrap():
        high = widget.heightForWidth(widget.width())
        if high > widget.height() + 1:
            return f"{where} ‘{what}’ is {widget.height()} hoog en vraagt {high}"
        return ""
    if needed.width() > widget.width() + 1:
        return f"{where} ‘{what}’ is {widget.width()} breed en vraagt {needed.width()}"
    if needed.height() > widget.height() + 1:
        return f"{where} ‘{what}’ is {widget.height()} hoog en vraagt {needed.height()}"
    return ""
