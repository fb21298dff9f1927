"""The composition root: the only file that builds the program out of its parts.

Before anybody is known only the login window is loaded. SQLAlchemy, ReportLab, the icons and the
screens (``inside.py``) are imported by a job while the password is typed.
"""

from __future__ import annotations

import importlib
import linecache
import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QLockFile, QObject, QTimer, QTranslator, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from hvh_desktop import jobs
from hvh_desktop.crypto import has_vault
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.settings import load_laptop_settings
from hvh_desktop.ui import lock, mark, theme
from hvh_desktop.ui.clicks import ClickGuard
from hvh_desktop.ui.crash import show_crash
from hvh_desktop.ui.dialogs import tell_problem
from hvh_desktop.ui.garbage import GarbageTimer
from hvh_desktop.ui.login import LoginPage

if TYPE_CHECKING:
    from hvh_desktop.crypto import KdfCost, Keyring, Vault
    from hvh_desktop.db.session import Clock
    from hvh_desktop.inside import Inside

TITLE = "HvH Desktop"
PAINTED = 50  # milliseconds in which the first window is on the screen
INSIDE = (
    "sqlalchemy.orm",
    "reportlab.platypus",
    "qtawesome",
    "holidays.countries.netherlands",
    "hvh_desktop.inside",
)
ANOTHER_WINDOW = (
    "HvH Desktop staat al open op deze laptop. Ga naar dat venster; twee vensters tegelijk zouden "
    "elkaar in de weg zitten."
)
NO_FOLDER = (
    "De map voor de gegevens kan niet worden gemaakt of beschreven. Er is niets gewijzigd. "
    "Vraag de beheerder om schrijfrechten op die map."
)


def data_folder(chosen: Path | None, *, is_demo: bool) -> Path:
    """Where the encrypted files are; the demo has a folder of its own."""
    if chosen is not None:
        return chosen
    from platformdirs import user_data_dir

    return Path(user_data_dir("HvH Desktop demo" if is_demo else "HvH Desktop", False))


def _second_folder(folder: Path, *, is_demo: bool) -> Path | None:
    """Where the delay after wrong passwords is kept too, for the usual data folder."""
    from platformdirs import user_config_dir

    if is_demo or folder != data_folder(None, is_demo=False):
        return None
    return Path(user_config_dir(TITLE, False))


class Window(QMainWindow):
    """One window: the login page or the shell. Its title names nobody."""

    def __init__(self, program: Program, *, is_demo: bool) -> None:
        super().__init__()
        self._program = program
        self.setWindowTitle(f"{TITLE}, DEMO" if is_demo else TITLE)
        self.setWindowIcon(mark.window_icon())
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)

    def show_widget(self, widget: QWidget) -> None:
        """Show this and throw away what was shown before."""
        while (old := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(widget)
        widget.setFocus()

    def shown(self) -> QWidget | None:
        """What the window shows now."""
        return self._stack.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._program.close()
        super().closeEvent(event)


class Program(QObject):
    """From login window to shell and back again.

    ``clock`` and ``cost`` stand in for the computer's clock and the usual price of a password.
    """

    closing = Signal()

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        is_demo: bool,
        clock: Clock | None = None,
        cost: KdfCost | None = None,
    ) -> None:
        super().__init__()
        self.app, self.folder, self.is_demo = app, folder, is_demo
        self.clock, self._cost = clock, cost
        self.window = Window(self, is_demo=is_demo)
        self.inside: Inside | None = None
        self._clicks = ClickGuard(app)
        self._idle = lock.IdleWatch(app)
        self._idle.lock.connect(self.lock)
        self._idle.warned.connect(self._warn)
        self._system = lock.SystemWatch(app)
        self._system.lock.connect(self.lock)

    @cached_property
    def vault(self) -> Vault:
        """Who opens what. Made when it is first needed, because it loads the crypto package."""
        from hvh_desktop.crypto import Vault

        return Vault(self.folder, self._cost, second_folder=self.second_folder)

    @property
    def second_folder(self) -> Path | None:
        """Where the vault keeps its delays too."""
        return _second_folder(self.folder, is_demo=self.is_demo)

    def start(self) -> None:
        """Show the first run or the login page; once it is painted, load the rest beside it."""
        if has_vault(self.folder):
            self.show_login()
        else:
            self.show_start()
        self.window.show()
        QTimer.singleShot(PAINTED, self._load)

    def _load(self) -> None:
        jobs.run(load_inside, lambda _: None, self.show_bug)

    def show_login(self, reason: str = "") -> None:
        """The login page, with the reason why it locked."""
        page = LoginPage()
        page.submitted.connect(self.unlock)
        page.forgotten.connect(self.show_forgotten)
        if reason:
            page.show_reason(reason)
        if self.is_demo:
            from hvh_desktop.demo_accounts import DEMO_ACCOUNTS

            page.set_demo_accounts(DEMO_ACCOUNTS)
        self.window.show_widget(page)

    def show_forgotten(self) -> None:
        """Two ways in when a password is forgotten."""
        from hvh_desktop.medewerkers.screen_forgotten import ForgottenPage

        page = ForgottenPage(self.folder)
        page.finished.connect(self.show_login)
        self.window.show_widget(page)

    def show_start(self) -> None:
        """The first time on this laptop: a new house, or one laptop more."""
        from hvh_desktop.verbindingen.screen_start import StartPage

        page = StartPage()
        page.new_house.connect(self.show_first_run)
        page.join.connect(self.show_join)
        self.window.show_widget(page)

    def show_join(self) -> None:
        """Ask to come into the house, until somebody lets this laptop in."""
        from hvh_desktop.verbindingen.screen_join import JoinPage

        try:
            page = JoinPage(self.folder, settings=self.second_folder)
        except EnvironmentProblem as problem:
            tell_problem(self.window, problem.text)
            return
        page.finished.connect(self.show_login)
        page.left.connect(self.show_start)
        self.window.show_widget(page)

    def show_first_run(self) -> None:
        """Set the house up."""
        from hvh_desktop.medewerkers.screen_first_run import FirstRunPage

        page = FirstRunPage(self.folder, cost=self._cost, clock=self.clock)
        page.finished.connect(self.show_login)
        self.window.show_widget(page)

    def unlock(self, user_name: str, password: str) -> None:
        """Derive the key beside the window, then go in."""
        page = self.window.shown()
        if not isinstance(page, LoginPage):
            return
        page.set_busy(True)
        jobs.run(
            lambda: self._derive(user_name, password),
            self._arrive,
            lambda error: self._refuse(page, error),
        )

    def _refuse(self, page: LoginPage, error: BaseException) -> None:
        page.set_busy(False)
        if isinstance(error, UserError):
            page.show_error(error.text, getattr(error, "wait_seconds", 0))
        elif isinstance(error, EnvironmentProblem):
            page.show_error(error.text)
        else:
            self.show_bug(error)

    def _derive(self, user_name: str, password: str) -> Keyring:
        from hvh_desktop.arriving import unlock

        return unlock(self, user_name, password)

    def _arrive(self, keyring: Keyring) -> None:
        from hvh_desktop.arriving import arrive

        arrive(self, keyring)

    def go_in(self, keyring: Keyring) -> None:
        """The shell of this person, or the sentence that says why not."""
        page = self.window.shown()
        from hvh_desktop.inside import Inside

        try:
            self.inside = Inside(self, self.vault, keyring)
        except (UserError, EnvironmentProblem) as error:
            keyring.wipe()
            if isinstance(page, LoginPage):
                self._refuse(page, error)
            else:
                self.show_login(error.text)
            return
        self.window.show_widget(self.inside.shell)
        self._idle.start(self.inside.lock_minutes())

    def change_idle(self, minutes: int) -> None:
        """Somebody chose another time until the lock."""
        self._idle.start(minutes)

    def _warn(self, seconds: int) -> None:
        if self.inside is not None:
            self.inside.warn_lock(seconds)

    def lock(self, reason: str = "") -> None:
        """Keep drafts, close everything that is open, forget the keys, show the login page."""
        if self.inside is None:
            return
        inside, self.inside = self.inside, None
        self._idle.stop()
        inside.keep_drafts()
        lock.close_everything_open()
        self.show_login(reason)
        self.window.repaint()  # nothing stays readable while the files close
        inside.close()

    def leave_house(self) -> None:
        """This laptop was signed off: nothing of the house stays on it."""
        from hvh_desktop.sync.thread.leaving import forget_house

        self.lock()
        self.__dict__.pop("vault", None)
        try:
            forget_house(self.folder)
        except EnvironmentProblem as problem:
            tell_problem(self.window, problem.text)
        self.show_start()

    def show_bug(self, error: BaseException) -> None:
        """The crash dialog."""
        show_crash(self.folder, error, self.window)

    def close(self) -> None:
        """The window closes: keep drafts and forget the keys."""
        self.closing.emit()
        if self.inside is not None:
            inside, self.inside = self.inside, None
            inside.keep_drafts()
            jobs.finish()
            inside.close()


def load_inside() -> None:
    """Import everything behind the login, while the password is typed.

    PySide reads the source of each module that is imported after it, and Python keeps those
    lines: 25 MB that nobody needs. So they are forgotten on the way.
    """
    for name in INSIDE:
        importlib.import_module(name)
        linecache.clearcache()


def make_application(folder: Path) -> QApplication:
    """The Qt application in our look, with Dutch standard buttons."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(TITLE)
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    translator = QTranslator(app)
    if translator.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    settings = load_laptop_settings(folder)
    theme.apply_settings(app, settings)
    return app


def run(chosen: Path | None, *, is_demo: bool) -> int:
    """Start the program and stay until the window closes."""
    os.umask(0o077)
    folder = data_folder(chosen, is_demo=is_demo)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        app = make_application(folder)
        return _say_and_stop(app, NO_FOLDER)
    app = make_application(folder)
    one = QLockFile(str(folder / "venster.slot"))
    if not one.tryLock(0):
        taken = one.error() is QLockFile.LockError.LockFailedError
        return _say_and_stop(app, ANOTHER_WINDOW if taken else NO_FOLDER)
    if is_demo:
        from hvh_desktop.demo.screen import ensure_demo

        if not ensure_demo(app, folder):
            return 1
    program = Program(app, folder, is_demo=is_demo)
    sys.excepthook = _hook(program)
    GarbageTimer(program)
    program.start()
    return int(app.exec())


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _hook(program: Program) -> Hook:
    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            program.app.quit()
        else:
            program.show_bug(error)

    return show


def _say_and_stop(app: QApplication, text: str) -> int:
    dialog = tell_problem(None, text, "HvH Desktop kan niet starten")
    dialog.finished.connect(app.quit)
    app.exec()
    return 1
