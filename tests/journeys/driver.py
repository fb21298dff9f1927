"""Somebody at the laptop: finds controls by the words on them, and works only through widgets.

Every sentence that fails tells what does stand on the page. A crash dialog, a bug or a warning of
Qt ends the journey.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hvh_desktop.app import Program, make_application
from hvh_desktop.crypto import KdfCost
from hvh_desktop.ui.login import LoginPage
from hvh_desktop.ui.print_page import PrintPage
from hvh_desktop.verbindingen.screen_start import StartPage
from tests.conftest import Clock
from tests.journeys.finding import (
    Screen,
    Value,
    as_typed,
    best,
    cells,
    is_at_rest,
    pdf_text,
    place_on,
)

Answer = Value | tuple[str, ...]


class Laptop(Screen):
    """One computer with one data folder; several people may log in after each other."""

    def __init__(self, qtbot: QtBot, folder: Path, clock: Clock) -> None:
        super().__init__(qtbot, folder)
        self.clock = clock
        app = make_application(folder)
        self.program = Program(app, folder, is_demo=False, clock=clock, cost=KdfCost.cheap())
        qtbot.addWidget(self.program.window)

    def window(self) -> QWidget:
        return self.program.window

    # ------------------------------------------------------------------------ in and out

    def switch_on(self) -> None:
        """Start the program: the login page, or the first run in an empty folder."""
        self.program.start()
        QTest.qWaitForWindowExposed(self.program.window)
        self.program.window.activateWindow()
        self.settle()
        if isinstance(self.program.window.shown(), StartPage):
            self.press("begin_nieuw")
            self.press("Verder")

    def login(self, user_name: str, password: str) -> None:
        """Through the login page, until the first page of the program is there."""
        self.fill("Gebruikersnaam", user_name)
        self.fill("Wachtwoord", password)
        self.press("Ga naar binnen")
        self.until(lambda: self.program.inside is not None, f"{user_name} komt niet binnen")
        assert self.program.inside is not None
        self.program.inside.context.bug.connect(self._bugs.append)
        self.settle()

    def lock(self) -> None:
        """By the button on top."""
        self.press("vergrendel")
        assert isinstance(self.program.window.shown(), LoginPage), self.told()

    def lock_by_itself(self, reason: str) -> None:
        """As the idle watch and the computer's own lock do."""
        self.program.lock(reason)
        self.settle()

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
        field = self.field(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._type(field, as_typed(value))
        QTest.keyClick(field, Qt.Key.Key_Tab)
        self.settle()

    def type_here(self, text: str) -> None:
        """Type where the cursor stands."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit | QTextEdit), self.told()
        self._type(field, text)
        self.settle()

    def answer(self, **answers: Answer) -> None:
        """Several controls by object name: type, choose, or tick, whatever the control asks."""
        for name, answer in answers.items():
            if isinstance(answer, tuple):
                self.tick(*answer, within=self.group(name))
            elif isinstance(answer, str) and not self.fields(name):
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
        found = self.control(name, QComboBox)
        if found is None:
            self.press(words, within=self.group(name))
            return
        texts = [found.itemText(number) for number in range(found.count())]
        fits = best(words, texts)
        assert len(fits) == 1, f"‘{words}’ staat {len(fits)} keer in {name}: {texts}"
        self._pick(found, fits[0])
        self.settle()

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
            self.until(lambda: self.has_button(words, within), f"Geen knop of regel ‘{words}’")
            button = self.button(words, within)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=place_on(button))
        self.settle()

    def _press_line(self, menu: QMenu, words: str) -> None:
        lines: list[QAction] = menu.actions()
        fits = best(words, [line.text() for line in lines])
        assert len(fits) == 1, f"‘{words}’ in het menu: {[line.text() for line in lines]}"
        where = menu.actionGeometry(lines[fits[0]]).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)

    def tab(self, words: str) -> None:
        """A tab of the dossier."""
        for bar in self.shown(QTabBar):
            for number in range(bar.count()):
                if bar.tabText(number) == words and bar.isTabVisible(number):
                    where = bar.tabRect(number).center()
                    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=where)
                    self.settle()
                    return
        raise AssertionError(f"Er is geen tabblad ‘{words}’.\n{self.told()}")

    def go(self, *path: str) -> None:
        """One word after the other: a line of the rail, a tab, a row or a button."""
        for words in path:
            tabs = [b.tabText(n) for b in self.shown(QTabBar) for n in range(b.count())]
            if words in tabs:
                self.tab(words)
            else:
                self.press(words)

    def open_line(self, words: str) -> None:
        """The line of a table with these words: a click and Enter."""
        for table in self.shown(QTableView):
            lines = list(cells(table))
            for row in best(words, lines):
                place = table.visualRect(table.model().index(row, 0)).center()
                QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
                QTest.keyClick(table, Qt.Key.Key_Return)
                self.settle()
                return
        raise AssertionError(f"Geen regel ‘{words}’ in een tabel.\n{self.told()}")

    def keys(self, sequence: str) -> None:
        """A key, to whatever has the focus."""
        target = QApplication.focusWidget() or self.program.window
        QTest.keySequence(target, sequence)
        self.settle()

    # --------------------------------------------------------------------------- seeing

    def see(self, *words: str) -> None:
        """All of this stands on what is shown."""
        for one in words:
            self.until(partial(self.stands, one), f"‘{one}’ staat er niet")

    def see_not(self, *words: str) -> None:
        """None of this stands on what is shown."""
        for one in words:
            assert one not in self.read(), f"‘{one}’ staat er wel.\n{self.told()}"

    def print_shown(self) -> str:
        """The words of the PDF in the preview, from the bytes that go to the printer."""

        self.until(is_at_rest, "Het programma blijft bezig")
        self.settle()
        pieces = [page for page in self.shown(PrintPage) if page.piece is not None]
        assert len(pieces) == 1, f"Er is geen voorbeeld.\n{self.told()}"
        page, piece = pieces[0], pieces[0].piece
        assert piece is not None
        assert page.preview.page_count() == len(PdfReader(BytesIO(piece.data)).pages)
        return pdf_text(piece.data)

    def print_plan(self) -> str:
        """From a page of the dossier to the words of the printed trajectplan."""
        self.go("Trajectplan", "Bekijk en druk af")
        return self.print_shown()
