"""Somebody at the laptop: finds controls by the words on them, and works only through widgets.

Every sentence that fails tells what does stand on the page. A crash dialog, a bug or a warning of
Qt ends the journey.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from pypdf import PdfReader
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QThreadPool
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from hvh_desktop.app import Program, make_application
from hvh_desktop.crypto import KdfCost
from hvh_desktop.trajectplannen.screen_druk import DrukPage
from hvh_desktop.ui.crash import FILE as CRASH_FILE
from hvh_desktop.ui.login import LoginPage
from tests.conftest import Clock

PATIENCE = 5000
FIELDS: tuple[type[QWidget], ...] = (QLineEdit, QTextEdit, QComboBox)
WORDED: tuple[type[QWidget], ...] = (QLabel, QAbstractButton, QTabBar, QTableView, *FIELDS)
W = TypeVar("W", bound=QWidget)
Value = str | date | time
Answer = Value | tuple[str, ...]


class Laptop:
    """One computer with one data folder; several people may log in after each other."""

    def __init__(self, qtbot: QtBot, folder: Path, clock: Clock) -> None:
        self._qtbot, self.folder, self.clock = qtbot, folder, clock
        self._bugs: list[BaseException] = []
        app = make_application(folder)
        self.program = Program(app, folder, is_demo=False, clock=clock, cost=KdfCost.cheap())
        qtbot.addWidget(self.program.window)

    # ------------------------------------------------------------------------ in and out

    def switch_on(self) -> None:
        """Start the program: the login page, or the first run in an empty folder."""
        self.program.start()
        QTest.qWaitForWindowExposed(self.program.window)
        self.program.window.activateWindow()
        self._settle()

    def login(self, user_name: str, password: str) -> None:
        """Through the login page, until the first page of the program is there."""
        self.fill("Gebruikersnaam", user_name)
        self.fill("Wachtwoord", password)
        self.press("Ga naar binnen")
        self._until(lambda: self.program.inside is not None, f"{user_name} komt niet binnen")
        assert self.program.inside is not None
        self.program.inside.context.bug.connect(self._bugs.append)
        self._settle()

    def lock(self) -> None:
        """By the button on top."""
        self.press("vergrendel")
        assert isinstance(self.program.window.shown(), LoginPage), self.told()

    def lock_by_itself(self, reason: str) -> None:
        """As the idle watch and the computer's own lock do."""
        self.program.lock(reason)
        self._settle()

    def later(self, **amount: float) -> date:
        """Time goes by; the new day."""
        self.clock.now += timedelta(**amount)
        return self.clock.now.date()

    def switch_off(self) -> None:
        """Close the window as a person does."""
        self.program.window.close()
        QApplication.processEvents()

    # -------------------------------------------------------------------------- writing

    def fill(self, name: str, value: Value) -> None:
        """Type in the field with this label or object name, in place of what stands there."""
        field = self._field(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._type(field, _typed(value))
        QTest.keyClick(field, Qt.Key.Key_Tab)
        self._settle()

    def type(self, text: str) -> None:
        """Type where the cursor stands."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit | QTextEdit), self.told()
        self._type(field, text)
        self._settle()

    def answer(self, **answers: Answer) -> None:
        """Several controls by object name: type, choose, or tick, whatever the control asks."""
        for name, answer in answers.items():
            if isinstance(answer, tuple):
                self.tick(*answer, within=self._group(name))
            elif isinstance(answer, str) and not self._fields(name):
                self.choose(name, answer)
            else:
                self.fill(name, answer)

    def _type(self, field: QWidget, text: str) -> None:
        if not text:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(field, Qt.Key.Key_Return)
            event = QInputMethodEvent()
            event.setCommitString(line)
            QApplication.sendEvent(field, event)

    def choose(self, name: str, words: str) -> None:
        """In a list that folds open, or the button with these words in a group."""
        found = self._control(name, QComboBox)
        if found is None:
            self.press(words, within=self._group(name))
            return
        texts = [found.itemText(number) for number in range(found.count())]
        fits = _best(words, texts)
        assert len(fits) == 1, f"‘{words}’ staat {len(fits)} keer in {name}: {texts}"
        self._pick(found, fits[0])
        self._settle()

    def _pick(self, box: QComboBox, number: int) -> None:
        box.setFocus(Qt.FocusReason.TabFocusReason)
        box.showPopup()
        view = box.view()
        view.setCurrentIndex(box.model().index(number, 0, QModelIndex()))
        QTest.keyClick(view, Qt.Key.Key_Return)
        box.hidePopup()

    def tick(self, *words: str, within: QWidget | None = None) -> None:
        """The boxes with these words."""
        for one in words:
            self.press(one, within=within)

    # --------------------------------------------------------------------------- going

    def press(self, words: str, *, within: QWidget | None = None) -> None:
        """A button, row, link, tick or line of an open menu with these words or object name."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            self._press_line(menu, words)
        else:
            button = self._button(words, within)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=_where(button))
        self._settle()

    def _press_line(self, menu: QMenu, words: str) -> None:
        lines: list[QAction] = menu.actions()
        fits = _best(words, [line.text() for line in lines])
        assert len(fits) == 1, f"‘{words}’ in het menu: {[line.text() for line in lines]}"
        where = menu.actionGeometry(lines[fits[0]]).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)

    def tab(self, words: str) -> None:
        """A tab of the dossier."""
        for bar in self._shown(QTabBar):
            for number in range(bar.count()):
                if bar.tabText(number) == words and bar.isTabVisible(number):
                    where = bar.tabRect(number).center()
                    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=where)
                    self._settle()
                    return
        raise AssertionError(f"Er is geen tabblad ‘{words}’.\n{self.told()}")

    def go(self, *path: str) -> None:
        """One word after the other: a line of the rail, a tab, a row or a button."""
        for words in path:
            tabs = [b.tabText(n) for b in self._shown(QTabBar) for n in range(b.count())]
            if words in tabs:
                self.tab(words)
            else:
                self.press(words)

    def open_line(self, words: str) -> None:
        """The line of a table with these words: a click and Enter."""
        for table in self._shown(QTableView):
            lines = list(_cells(table))
            for row in _best(words, lines):
                place = table.visualRect(table.model().index(row, 0)).center()
                QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
                QTest.keyClick(table, Qt.Key.Key_Return)
                self._settle()
                return
        raise AssertionError(f"Geen regel ‘{words}’ in een tabel.\n{self.told()}")

    def keys(self, sequence: str) -> None:
        """A key, to whatever has the focus."""
        target = QApplication.focusWidget() or self.program.window
        QTest.keySequence(target, sequence)
        self._settle()

    # --------------------------------------------------------------------------- seeing

    def see(self, *words: str) -> None:
        """All of this stands on what is shown."""
        for one in words:
            self._until(lambda one=one: one in self.read(), f"‘{one}’ staat er niet")

    def see_not(self, *words: str) -> None:
        """None of this stands on what is shown."""
        for one in words:
            assert one not in self.read(), f"‘{one}’ staat er wel.\n{self.told()}"

    def read(self) -> str:
        """All words that are shown, in one line each."""
        shown = [w for kind in WORDED for w in self._shown(kind)]
        return "\n".join(dict.fromkeys(text for w in shown if (text := _words(w))))

    def has(self, name: str) -> bool:
        """Is there a field with this name?"""
        return bool(self._fields(name))

    def may(self, words: str) -> bool:
        """Is there something to press with these words?"""
        buttons = [w for w in self._shown(QAbstractButton) if w.isEnabled()]
        return bool(_named(words, buttons))

    def is_ticked(self, words: str) -> bool:
        """Is this box or choice on?"""
        return self._button(words, None).isChecked()

    def value(self, name: str) -> str:
        """What stands in a field."""
        return _words(self._field(name))

    def print_shown(self) -> str:
        """The words of the PDF in the preview, from the bytes that go to the printer."""

        self._until(_is_at_rest, "Het programma blijft bezig")
        self._settle()
        pieces = [page for page in self._shown(DrukPage) if page.piece is not None]
        assert len(pieces) == 1, f"Er is geen voorbeeld.\n{self.told()}"
        page, piece = pieces[0], pieces[0].piece
        assert piece is not None
        assert page.preview.page_count() == len(PdfReader(BytesIO(piece.data)).pages)
        return pdf_text(piece.data)

    def print_plan(self) -> str:
        """From a page of the dossier to the words of the printed trajectplan."""
        self.go("Trajectplan", "Bekijk en druk af")
        return self.print_shown()

    def told(self) -> str:
        """What stands on the page and what can be done, for a message."""
        fields = [f"  {_name(w)} = {_words(w)!r}" for k in FIELDS for w in self._shown(k)]
        acts = [f"  {_name(w)}" for w in self._shown(QAbstractButton) if w.isEnabled()]
        parts = ("Er staat:", self.read(), "Velden:", *fields, "Knoppen:", *acts)
        return "\n".join(parts)

    # -------------------------------------------------------------------------- finding

    def _root(self) -> QWidget:
        return QApplication.activeModalWidget() or self.program.window

    def _shown(self, kind: type[W], within: QWidget | None = None) -> list[W]:
        found = (within or self._root()).findChildren(kind)
        return [w for w in found if w.isVisible()]

    def _fields(self, name: str) -> list[QWidget]:
        fields = [*self._shown(QLineEdit), *self._shown(QTextEdit)]
        return _named(name, [w for w in fields if w.isEnabled() and not w.isReadOnly()])

    def _field(self, name: str) -> QWidget:
        found = _only(name, self._fields(name))
        assert found is not None, f"Geen veld ‘{name}’.\n{self.told()}"
        return found

    def _control(self, name: str, kind: type[W]) -> W | None:
        return _only(name, _named(name, self._shown(kind)))

    def _group(self, name: str) -> QWidget:
        plain = (QLabel, QAbstractButton, *FIELDS)
        others = [w for w in self._shown(QWidget) if not isinstance(w, plain)]
        found = _only(name, _named(name, others))
        assert found is not None, f"Geen keuze ‘{name}’.\n{self.told()}"
        return found

    def _button(self, words: str, within: QWidget | None) -> QAbstractButton:
        buttons = [w for w in self._shown(QAbstractButton, within) if w.isEnabled()]
        found = _only(words, _named(words, buttons))
        assert found is not None, f"Geen knop of regel ‘{words}’.\n{self.told()}"
        return found

    # -------------------------------------------------------------------------- waiting

    def _until(self, done: Callable[[], bool], message: str) -> None:
        def is_done() -> bool:
            self._check()
            return done()

        try:
            self._qtbot.waitUntil(is_done, timeout=PATIENCE)
        except WaitedTooLong:
            raise AssertionError(f"{message}.\n{self.told()}") from None

    def _settle(self) -> None:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if QApplication.activeWindow() is None:  # a list that folded shut took it along
            self._root().activateWindow()
        QApplication.processEvents()
        self._check()

    def _check(self) -> None:
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


def _is_at_rest() -> bool:
    return QThreadPool.globalInstance().activeThreadCount() == 0


def _typed(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:%H.%M}" if isinstance(value, time) else value


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.text()
    if isinstance(widget, QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QTabBar):
        return "\n".join(widget.tabText(number) for number in range(widget.count()))
    if isinstance(widget, QTableView):
        return "\n".join(_cells(widget))
    return ""


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for row in range(model.rowCount()):
        yield " | ".join(
            str(model.index(row, column).data() or "") for column in range(model.columnCount())
        )


def _name(widget: QWidget) -> str:
    return " / ".join(dict.fromkeys(n for n in _names(widget) if n)) or type(widget).__name__


def _names(widget: QWidget) -> tuple[str, ...]:
    spoken = widget.accessibleName().removesuffix(" (optioneel)")
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.objectName(), text, spoken


def _named(name: str, widgets: list[W]) -> list[W]:
    """Those with this name: in full, else as a part of their words."""
    full = [w for w in widgets if name in _names(w)]
    return full or [w for w in widgets if any(name in n for n in _names(w)[1:])]


def _only(name: str, widgets: list[W]) -> W | None:
    assert len(widgets) < 2, f"‘{name}’ past op {[_name(w) for w in widgets]}"
    return widgets[0] if widgets else None


def _best(words: str, texts: list[str]) -> list[int]:
    for fits in (words.__eq__, lambda text: text.startswith(words), lambda text: words in text):
        found = [number for number, text in enumerate(texts) if fits(text)]
        if found:
            return found
    return []


def _where(button: QAbstractButton) -> QPoint:
    """A place on the button that takes the click."""
    middle = button.rect().center()
    return middle if button.hitButton(middle) else QPoint(8, button.height() // 2)
