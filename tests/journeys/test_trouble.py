"""What the surroundings do wrong: a clear sentence, nothing is lost, the second try works."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import hvh_desktop
from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Compartment, Database, Session
from hvh_desktop.db.engine import BUSY, DAMAGED, FULL, connect
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.entry import enter
from hvh_desktop.mentorgesprekken import service as gesprekken
from hvh_desktop.mentorgesprekken.model import GesprekStatus
from hvh_desktop.ui import kit
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.crash import FILE, show_crash
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.places import Menu
from hvh_desktop.ui.shell import Shell
from tests.conftest import KEYS, NOW, Clock
from tests.deelnemers.example import deelnemer_values
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop
from tests.journeys.pages import (
    WRITER,
    Desk,
    Whole,
    find,
    press,
    raw,
    type_in,
    whole,
    whole_once,
)
from tests.spine.test_trouble import nobody, size_limit

__all__ = ["whole", "whole_once"]

SAID = "Ik heb de brief van de woningstichting nu wel geopend. "
NOTE = "Hij was moe maar bleef zitten. "
TYPED = {"eigen_woorden": SAID * 3000, "notitie": NOTE * 3000}
"""Long enough not to fit in what is left of a full disk."""


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, whole: Whole, clock: Clock) -> Desk:
    return Desk(qtbot, qapp, whole.open(clock, *WRITER), clock)


def talk(desk: Desk, whole: Whole) -> Page:
    """A talk that is being written, with a lot in it."""
    page = desk.show(
        "mentorgesprek",
        deelnemer_id=whole.man.deelnemer_id,
        mentorgesprek_id=whole.man.ids["mentorgesprek_id"],
    )
    press(page, "notitie_erbij")
    for name, words in {**TYPED, "volgende_datum": "26-11-2026"}.items():
        type_in(field(page, name), words)
    return page


def field(page: Page, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None
    return found


def status(desk: Desk, whole: Whole) -> GesprekStatus:
    one = whole.man.ids["mentorgesprek_id"]
    return desk.context.read(lambda s: gesprekken.get_gesprek(s, one)).status


def assert_still_there(page: Page) -> None:
    for name, words in TYPED.items():
        assert raw(field(page, name)) == words


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """No room for more than a bit."""
    growing = folder / "team.db-wal"
    with size_limit((growing.stat().st_size if growing.exists() else 0) + 4096):
        yield


# A full disk --------------------------------------------------------------------------------


def test_a_talk_on_a_full_disk_is_fixed_at_the_second_try(desk: Desk, whole: Whole) -> None:
    page = talk(desk, whole)
    press(page, "stel_vast")
    with full_disk(whole.folder):
        press(page, "stel_definitief_vast")
    assert set(desk.troubles) == {FULL}
    assert status(desk, whole) is GesprekStatus.concept
    assert_still_there(page)
    press(page, "stel_definitief_vast")
    assert status(desk, whole) is GesprekStatus.vastgesteld
    kept = desk.context.read(lambda s: gesprekken.get_gesprek(s, whole.man.ids["mentorgesprek_id"]))
    assert (kept.eigen_woorden, kept.notitie) == tuple(w.strip() for w in TYPED.values())
    assert not desk.bugs


def test_a_concept_on_a_full_disk_is_kept_at_the_second_try(desk: Desk, whole: Whole) -> None:
    page = talk(desk, whole)
    with full_disk(whole.folder):
        page.leave()
    assert desk.troubles == [FULL]
    assert_still_there(page)
    page.leave()
    assert desk.troubles == [FULL]
    again = desk.show(
        "mentorgesprek",
        deelnemer_id=whole.man.deelnemer_id,
        mentorgesprek_id=whole.man.ids["mentorgesprek_id"],
    )
    assert_still_there(again)


def test_an_afspraak_of_the_plan_survives_a_full_disk(desk: Desk, whole: Whole) -> None:
    """Also when the person goes away after it could not be kept."""
    him = whole.man.deelnemer_id
    page = desk.show("dossier", deelnemer_id=him, tab="trajectplan")
    press(page, "nieuwe_planafspraak")
    type_in(find(page, QWidget, "tekst"), SAID * 3000)
    with full_disk(whole.folder):
        press(page, "bewaar_planafspraak")
    assert desk.troubles[-1] == FULL
    assert raw(find(page, QWidget, "tekst")) == SAID * 3000
    page.leave()
    again = desk.show("dossier", deelnemer_id=him, tab="trajectplan")
    press(again, "nieuwe_planafspraak")
    assert raw(find(again, QWidget, "tekst")).strip() == (SAID * 3000).strip()


# Files and folders --------------------------------------------------------------------------


def test_a_read_only_folder_is_said_at_the_login(qtbot: QtBot, founded: Path, clock: Clock) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copytree(founded, folder / "huis")
        for path in (folder, folder / "huis"):
            path.chmod(0o555)
        for path in (folder / "huis").iterdir():
            path.chmod(0o444)
        with nobody():
            laptop = Laptop(qtbot, folder / "huis", clock)
            laptop.switch_on()
            laptop.fill("Gebruikersnaam", "ilse")
            laptop.fill("Wachtwoord", PASSWORD)
            laptop.press("Ga naar binnen")
            laptop.see("Misschien is de schijf vol of is de map alleen-lezen.")
            assert laptop.value("Gebruikersnaam") == "ilse"
            assert laptop.program.inside is None
    finally:
        for path in (folder, folder / "huis"):
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_that_breaks_while_somebody_is_in(desk: Desk, whole: Whole) -> None:
    path = whole.folder / "team.db"
    for more in ("-wal", "-shm"):
        path.with_name(path.name + more).unlink(missing_ok=True)
    damaged = bytearray(path.read_bytes())
    for place in range(4096, len(damaged), 997):
        damaged[place] ^= 0xFF
    path.write_bytes(damaged)
    shell = Shell(desk.context, _menu(), WHO)
    desk.qtbot.addWidget(shell)
    shell.show()
    shell.open("dossier", deelnemer_id=whole.man.deelnemer_id)
    told = [label.text() for label in shell.findChildren(QLabel)]
    assert DAMAGED in told
    assert not desk.bugs


def _menu() -> Menu:
    from hvh_desktop.menu import MENU

    return MENU


WHO = Who("Ilse Koopmans", "IK", "casemanager", "Huis van Herstel", "Almelo", False)


# Somebody else who writes -------------------------------------------------------------------


def test_another_writer_makes_wait_and_nothing_is_lost(
    desk: Desk, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = talk(desk, whole)
    for engine in desk.context.database._engines.values():
        impatient(engine)
    other = connect(whole.folder / "team.db", KEYS[Compartment.team])
    other.execute("BEGIN IMMEDIATE")
    try:
        page.leave()
        press(page, "stel_vast")
        press(page, "stel_definitief_vast")
        assert set(desk.troubles) == {BUSY}
        assert_still_there(page)
        assert status(desk, whole) is GesprekStatus.concept
    finally:
        other.execute("ROLLBACK")
        other.close()
    press(page, "stel_definitief_vast")
    assert status(desk, whole) is GesprekStatus.vastgesteld
    assert not desk.bugs


def impatient(engine: Any) -> None:
    """Wait one millisecond for another writer instead of ten seconds."""
    connections = [engine.connect() for _ in range(4)]
    for connection in connections:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    for connection in connections:
        connection.close()


SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from hvh_desktop import app

def look():
    for widget in QApplication.topLevelWidgets():
        labels = [label.text() for label in widget.findChildren(QLabel)]
        if labels:
            print(" | ".join(labels))
            widget.close()

made = app.make_application(Path(sys.argv[1]))
timer = QTimer()
timer.setInterval(20)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run(Path(sys.argv[1]), is_demo=False))
"""


def run_second(folder: Path) -> subprocess.CompletedProcess[str]:
    root = Path(hvh_desktop.__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-c", SECOND, str(folder)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_window_says_that_there_is_a_first(founded: Path) -> None:
    one = QLockFile(str(founded / "venster.slot"))
    assert one.tryLock(0)
    try:
        second = run_second(founded)
    finally:
        one.unlock()
    assert second.returncode == 1, second.stderr
    assert "HvH Desktop staat al open op deze laptop." in second.stdout


def test_a_folder_that_cannot_be_written_is_said_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    second = run_second(tmp_path / "bestand" / "gegevens")
    assert second.returncode == 1, second.stderr
    assert "De map voor de gegevens kan niet worden gemaakt" in second.stdout


# The clock ----------------------------------------------------------------------------------


def test_a_clock_set_back_is_told_and_blocks_nothing(founded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gegevens"
    shutil.copytree(founded, folder)
    vault = Vault(folder, KdfCost.cheap())
    with inside(vault, folder, Clock()) as (database, _notices):
        new = write(database)
    with inside(vault, folder, Clock(NOW - timedelta(days=400))) as (database, notices):
        assert [one for one in notices if one.startswith("De klok van deze laptop loopt achter")]
        assert "Je kunt gewoon doorwerken." in " ".join(notices)
        assert write(database) != new
    with inside(vault, folder, Clock(NOW + timedelta(days=1))) as (database, notices):
        assert notices == ()


@contextmanager
def inside(vault: Vault, folder: Path, clock: Clock) -> Iterator[tuple[Database, Any]]:
    keyring = vault.unlock("ilse", PASSWORD)
    database = enter(folder, keyring, clock=clock)
    try:
        yield database, keyring.notices
    finally:
        database.close()


def write(database: Database) -> Any:
    with database.transaction(Compartment.team) as session:
        return record_deelnemer(session, deelnemer_values(begin_datum=session.today))


# A fault of the program ---------------------------------------------------------------------


def test_a_bug_gets_a_number_and_the_page_lives_on(
    desk: Desk, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = whole.folder
    shown: list[Any] = []
    desk.context.bug.connect(lambda error: shown.append(show_crash(folder, error)))

    def broken(session: Session, mentorgesprek_id: object, values: object) -> None:
        raise sqlite3.ProgrammingError(f"{SAID} {values}")

    page = talk(desk, whole)
    press(page, "stel_vast")
    with monkeypatch.context() as patch:
        patch.setattr(gesprekken, "complete_mentorgesprek", broken)
        press(page, "stel_definitief_vast")
    (dialog,) = shown
    desk.qtbot.addWidget(dialog)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    log = (folder / FILE).read_text(encoding="utf-8")
    number = log.split()[0]
    assert number in told
    for word in (SAID.strip(), "Hij was moe", "roepnaam", "Ik wil dit"):
        assert word not in log
        assert word not in told
    dialog.findChild(kit.Button, "goed").click()
    assert_still_there(page)
    press(page, "stel_definitief_vast")
    assert status(desk, whole) is GesprekStatus.vastgesteld
