"""Between the password and the shell: a laptop on which something is missing is filled first.

A part of the composition root, loaded when somebody unlocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.line.link import LINK_FILE

if TYPE_CHECKING:
    from hvh_desktop.app import Program
    from hvh_desktop.crypto import Keyring


def unlock(program: Program, user_name: str, password: str) -> Keyring:
    """The keys of this person. A password that does not fit may have been changed on another
    laptop while nobody was in here. Takes long: not on the thread of the window."""
    from hvh_desktop.crypto import WrongPassword

    try:
        return program.vault.unlock(user_name, password)
    except WrongPassword:
        if not _hears_accounts(program):
            raise
        return program.vault.unlock(user_name, password)


def _hears_accounts(program: Program) -> bool:
    if not (program.folder / LINK_FILE).exists():
        return False
    from hvh_desktop.sync.thread.starting import hear_accounts

    return hear_accounts(program.folder, settings=program.second_folder)


def arrive(program: Program, keyring: Keyring) -> None:
    """Go in, by way of the page that fills this laptop when that is needed."""
    from hvh_desktop.entry import is_unfilled

    if is_unfilled(program.folder, keyring):
        _fill(program, keyring)
    else:
        program.go_in(keyring)


def _fill(program: Program, keyring: Keyring) -> None:
    from hvh_desktop.sync.thread.starting import fill_laptop
    from hvh_desktop.ui.filling_page import FillingPage

    folder, settings = program.folder, program.second_folder
    page = FillingPage(lambda report: fill_laptop(folder, keyring, report, settings=settings))
    page.filled.connect(lambda: program.go_in(keyring))
    page.failed.connect(lambda error: _not_filled(program, keyring, error))
    program.closing.connect(page.stop)
    program.window.show_widget(page)
    page.start()


def _not_filled(program: Program, keyring: Keyring, error: BaseException) -> None:
    """Go in when what is missing may come later; else say why not."""
    from hvh_desktop.sync.parts import HubRefuses, NoHub
    from hvh_desktop.sync.thread.filling import Stopped, come_later

    reason = ""
    try:
        if isinstance(error, NoHub | HubRefuses):
            keyring.notices += (come_later(program.folder, keyring, error),)
            program.go_in(keyring)
            return
        raise error
    except (UserError, EnvironmentProblem) as problem:
        reason = problem.text
    except Stopped:
        pass
    except Exception as bug:  # a bug is shown with its number, and the laptop stays usable
        program.show_bug(bug)
    keyring.wipe()
    program.show_login(reason)
