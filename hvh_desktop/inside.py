"""What is built when somebody is in: database, context, menu and shell.

A part of the composition root, apart from ``app.py`` because the login window must not load it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hvh_desktop.crypto import Keyring, Vault
from hvh_desktop.entry import Entry, backup_if_due, enter, load_device
from hvh_desktop.huis import get_huis
from hvh_desktop.medewerkers.service import get_medewerker_full_names
from hvh_desktop.menu import MENU
from hvh_desktop.settings import save_laptop_settings
from hvh_desktop.sync.line.link import LINK_FILE
from hvh_desktop.text import initials, join_words
from hvh_desktop.ui import theme
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.shell import Shell
from hvh_desktop.voorkeuren import Voorkeur, list_settings

if TYPE_CHECKING:
    from hvh_desktop.app import Program
    from hvh_desktop.ui.sync_bridge import SyncBridge


DAY_CHECK = 15_000  # milliseconds between two looks at the day
ROLE_ENDED = (
    "Een van je rollen is afgelopen, daarom is het programma vergrendeld. Wat je typte, is als "
    "concept bewaard."
)
REVOKED = (
    "Je toegang is gewijzigd, daarom is het programma vergrendeld. Wat je typte, is als concept "
    "bewaard. Log opnieuw in, of vraag een beheerder."
)


class Inside:
    """One person's stay behind the lock. Raises UserError when he may not come in."""

    def __init__(self, program: Program, vault: Vault, keyring: Keyring) -> None:
        self._program, self._keyring = program, keyring
        self.database = enter(program.folder, keyring, clock=program.clock)
        self.context = Context(self.database, clock=program.clock, is_demo=program.is_demo)
        self.context.entry = Entry(vault, keyring, self.database, program.folder)
        self.context.bug.connect(program.show_bug)
        self.context.lock_asked.connect(program.lock)
        self.context.left_house.connect(program.leave_house)
        self.context.changed.connect(self._on_changed)
        self._bridge = self._make_bridge()
        self._settings = self.context.read(list_settings)
        self._apply_look()
        theme.load_scripts()
        self.shell = self._build_shell()
        self.shell.open(self._first_place())
        self._back_up()
        self._day_timer = QTimer(self.context)
        self._day_timer.setInterval(DAY_CHECK)
        self._day_timer.timeout.connect(self.check_day)
        self._day_timer.start()
        self._start_syncing()

    def _make_bridge(self) -> SyncBridge | None:
        """Only for a laptop with a hub; without one nothing of it is loaded."""
        if not (self._program.folder / LINK_FILE).exists():
            return None
        from hvh_desktop.sync.thread.starting import make_syncing
        from hvh_desktop.sync.thread.telling import Listener
        from hvh_desktop.ui.sync_bridge import SyncBridge

        bridge = SyncBridge(self.context, lambda: self._program.lock(REVOKED))
        listener = Listener(bridge.told.emit, bridge.came_in.emit, bridge.failed.emit)
        self.context.syncing = make_syncing(
            self._program.folder,
            self.database,
            self._keyring,
            listener,
            settings=self._program.second_folder,
            on_revoked=bridge.revoked.emit,
        )
        return bridge

    def _start_syncing(self) -> None:
        """Last, so that it costs the first screen nothing."""
        if self._bridge is not None:
            self._bridge.start(self.context.syncing)

    def check_day(self) -> None:
        """Lock when the day is over on which a role ended."""
        last = self._keyring.expires
        if last is not None and self.context.today() > last:
            self._program.lock(ROLE_ENDED)

    def _back_up(self) -> None:
        """The daily copy, beside the window; a failing copy is told and blocks nothing."""
        backups = load_device(self._program.folder).backups
        if backups is None:
            return
        folder, database, keyring = self._program.folder, self.database, self._keyring
        self.context.run(lambda: backup_if_due(folder, database, keyring, backups), lambda _: None)

    def _first_place(self) -> str:
        return "vandaag" if self.database.compartments & {"team"} else "medewerkers"

    def _build_shell(self) -> Shell:
        naam = self.context.read(get_medewerker_full_names)[self.context.actor.medewerker_id]
        huis = self.context.read(get_huis)
        rollen = join_words(sorted(self.context.actor.rollen))
        who = Who(naam, initials(naam), rollen, huis.naam, huis.plaats, self._program.is_demo)
        shell = Shell(self.context, MENU, who)
        shell.lock_asked.connect(self._program.lock)
        for notice in self._keyring.notices:
            shell.show_notice(notice)
        shell.only = self._only
        return shell

    def _only(self) -> tuple[str, ...]:
        """A password that somebody else gave is changed first."""
        return ("wachtwoord", "hulp") if self._keyring.must_change_password else ()

    def lock_minutes(self) -> int:
        """Minutes of rest until the lock."""
        return int(self._settings["vergrendel_minuten"])

    def warn_lock(self, seconds: int) -> None:
        """The lock comes in so many seconds; 0 takes the warning away."""
        self.shell.warn_lock(seconds)

    def keep_drafts(self) -> None:
        """Let the page that is shown keep what was typed."""
        self.shell.leave()

    def close(self) -> None:
        """Close the files and forget the keys."""
        self._day_timer.stop()
        if self._bridge is not None:
            self._bridge.stop()
        self.context.blockSignals(True)
        self.database.close()
        self._keyring.wipe()

    def _on_changed(self, types: frozenset[type]) -> None:
        if Voorkeur not in types:
            return
        before, self._settings = self._settings, self.context.read(list_settings)
        if before == self._settings:
            return
        save_laptop_settings(self._program.folder, self._settings)
        self._program.change_idle(self.lock_minutes())
        if any(before[name] != self._settings[name] for name in ("thema", "tekstgrootte")):
            self._rebuild()

    def _apply_look(self) -> None:
        theme.apply_settings(self._program.app, self._settings)

    def _rebuild(self) -> None:
        where = self.shell.where
        self.shell.leave()
        self._apply_look()
        self.shell.close_down()
        self.shell = self._build_shell()
        self._program.window.show_widget(self.shell)
        place, address = where or (self._first_place(), {})
        self.shell.open(place, **address)
