"""What stands on the screen and how it is called: finding controls by the words on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, QThreadPool
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from hvh_desktop.ui.crash import FILE as CRASH_FILE

PATIENCE = 5000
FIELDS: tuple[type[QWidget], ...] = (QLineEdit, QTextEdit, QComboBox)
WORDED: tuple[type[QWidget], ...] = (QLabel, QAbstractButton, QTabBar, QTableView, *FIELDS)
W = TypeVar("W", bound=QWidget)
Value = str | date | time


class Screen:
    """What is shown now: a dialog when there is one, else the window."""

    patience = PATIENCE
    """Milliseconds that somebody waits for something to come."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot, self.folder = qtbot, folder
        self._bugs: list[BaseException] = []

    def window(self) -> QWidget:
        """The window of the program."""
        raise NotImplementedError

    # --------------------------------------------------------------------------- words

    def read(self) -> str:
        """All words that are shown, in one line each."""
        shown = [w for kind in WORDED for w in self.shown(kind)]
        return "\n".join(dict.fromkeys(text for w in shown if (text := words_of(w))))

    def has(self, name: str) -> bool:
        """Is there a field with this name?"""
        return bool(self.fields(name))

    def may(self, words: str) -> bool:
        """Is there something to press with these words?"""
        buttons = [w for w in self.shown(QAbstractButton) if w.isEnabled()]
        return bool(named(words, buttons))

    def is_ticked(self, words: str) -> bool:
        """Is this box or choice on?"""
        return self.button(words, None).isChecked()

    def value(self, name: str) -> str:
        """What stands in a field."""
        return words_of(self.field(name))

    def stands(self, words: str) -> bool:
        """Does this stand on what is shown?"""
        return words in self.read()

    def told(self) -> str:
        """What stands on the page and what can be done, for a message."""
        fields = [f"  {name_of(w)} = {words_of(w)!r}" for k in FIELDS for w in self.shown(k)]
        acts = [f"  {name_of(w)}" for w in self.shown(QAbstractButton) if w.isEnabled()]
        parts = ("Er staat:", self.read(), "Velden:", *fields, "Knoppen:", *acts)
        return "\n".join(parts)

    # -------------------------------------------------------------------------- finding

    def root(self) -> QWidget:
        return QApplication.activeModalWidget() or self.window()

    def shown(self, kind: type[W], within: QWidget | None = None) -> list[W]:
        found = (within or self.root()).findChildren(kind)
        return [w for w in found if w.isVisible()]

    def fields(self, name: str) -> list[QWidget]:
        """Fields in which can be typed."""
        fields: list[QLineEdit | QTextEdit] = [*self.shown(QLineEdit), *self.shown(QTextEdit)]
        return list(named(name, [w for w in fields if w.isEnabled() and not w.isReadOnly()]))

    def field(self, name: str) -> QWidget:
        found = only(name, self.fields(name))
        assert found is not None, f"Geen veld ‘{name}’.\n{self.told()}"
        return found

    def control(self, name: str, kind: type[W]) -> W | None:
        """The control of this kind with this name, if it is there."""
        return only(name, named(name, self.shown(kind)))

    def group(self, name: str) -> QWidget:
        plain: tuple[type[QWidget], ...] = (QLabel, QAbstractButton, *FIELDS)
        others = [w for w in self.shown(QWidget) if not isinstance(w, plain)]
        found = only(name, named(name, others))
        assert found is not None, f"Geen keuze ‘{name}’.\n{self.told()}"
        return found

    def button(self, words: str, within: QWidget | None) -> QAbstractButton:
        buttons = [w for w in self.shown(QAbstractButton, within) if w.isEnabled()]
        found = only(words, named(words, buttons))
        assert found is not None, f"Geen knop of regel ‘{words}’.\n{self.told()}"
        return found

    def has_button(self, words: str, within: QWidget | None) -> bool:
        """Is it there? A bar that is made anew when a paper is ready comes a moment later."""
        buttons = [w for w in self.shown(QAbstractButton, within) if w.isEnabled()]
        return only(words, named(words, buttons)) is not None

    # -------------------------------------------------------------------------- waiting

    def until(self, done: Callable[[], bool], message: str) -> None:
        def is_done() -> bool:
            self.check()
            return done()

        try:
            self._qtbot.waitUntil(is_done, timeout=self.patience)
        except WaitedTooLong:
            raise AssertionError(f"{message}.\n{self.told()}") from None

    def settle(self) -> None:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if QApplication.activeWindow() is None:  # a list that folded shut took it along
            self.root().activateWindow()
        QApplication.processEvents()
        self.check()

    def check(self) -> None:
        """Nothing went wrong that a person would be told about as a fault of the program."""
        if self._bugs:
            raise self._bugs[0]
        log = self.folder / CRASH_FILE
        assert not log.exists(), log.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------ words


def pdf_text(data: bytes) -> str:
    """The words of a PDF with single spaces."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return re.sub(r"\s+", " ", " ".join(pages)).replace("\u00ad", "")


def is_at_rest() -> bool:
    return QThreadPool.globalInstance().activeThreadCount() == 0


def as_typed(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:%H.%M}" if isinstance(value, time) else value


def words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.text()
    if isinstance(widget, QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QTabBar):
        return "\n".join(widget.tabText(number) for number in range(widget.count()))
    if isinstance(widget, QTableView):
        return "\n".join(cells(widget))
    return ""


def cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for row in range(model.rowCount()):
        yield " | ".join(
            str(model.index(row, column).data() or "") for column in range(model.columnCount())
        )


def name_of(widget: QWidget) -> str:
    return " / ".join(dict.fromkeys(n for n in names(widget) if n)) or type(widget).__name__


def names(widget: QWidget) -> tuple[str, ...]:
    spoken = widget.accessibleName().removesuffix(" (optioneel)")
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.objectName(), text, spoken


def named(name: str, widgets: list[W]) -> list[W]:
    """Those with this name: in full, else as a part of their words."""
    full = [w for w in widgets if name in names(w)]
    return full or [w for w in widgets if any(name in n for n in names(w)[1:])]


def only(name: str, widgets: list[W]) -> W | None:
    assert len(widgets) < 2, f"‘{name}’ past op {[name_of(w) for w in widgets]}"
    return widgets[0] if widgets else None


def best(words: str, texts: list[str]) -> list[int]:
    for fits in (words.__eq__, lambda text: text.startswith(words), lambda text: words in text):
        found = [number for number, text in enumerate(texts) if fits(text)]
        if found:
            return found
    return []


def place_on(button: QAbstractButton) -> QPoint:
    """A place on the button that takes the click."""
    middle = button.rect().center()
    return middle if button.hitButton(middle) else QPoint(8, button.height() // 2)
