"""The program on a laptop with a hub: from password to lock, with and without a connection."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hvh_desktop.app import Program, make_application
from hvh_desktop.crypto import KdfCost
from hvh_desktop.db import Compartment
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.inside import Inside
from hvh_desktop.sync.line.link import write_link
from hvh_desktop.sync.thread.state import Stage
from hvh_desktop.ui import kit
from hvh_desktop.ui.filling_page import FillingPage
from hvh_desktop.ui.login import LoginPage
from tests.medewerkers.founded import PASSWORDS, Founded, founded, founded_once
from tests.sync.laptops import deelnemer_columns
from tests.sync.rude_hub import Answering, RudeHub, Say

__all__ = ["founded", "founded_once"]
PATIENCE = 20_000
StartProgram = Callable[[], Program]


@pytest.fixture
def away(founded: Founded, tmp_path: Path) -> Iterator[RudeHub]:
    """A hub that has a fault, and a laptop that is coupled to it."""
    answer: Answering = lambda _: Say(500)  # noqa: E731
    hub = RudeHub(tmp_path, answer)
    write_link(founded.folder, replace(hub.link, site=founded.vault.site()[0]))
    yield hub
    hub.close()


@pytest.fixture
def start(founded: Founded, qtbot: QtBot) -> Iterator[StartProgram]:
    programs: list[Program] = []

    def begin() -> Program:
        app = make_application(founded.folder)
        program = Program(
            app, founded.folder, is_demo=False, clock=founded.clock, cost=KdfCost.cheap()
        )
        programs.append(program)
        qtbot.addWidget(program.window)
        program.show_login()
        program.window.show()
        return program

    yield begin
    for program in programs:
        program.window.close()


def go_in(qtbot: QtBot, program: Program, user_name: str) -> Inside:
    program.unlock(user_name, PASSWORDS[user_name])
    qtbot.waitUntil(lambda: program.inside is not None, timeout=PATIENCE)
    assert program.inside is not None
    return program.inside


def test_a_laptop_by_itself_has_no_thread(qtbot: QtBot, start: StartProgram) -> None:
    inside = go_in(qtbot, start(), "ilse")
    assert inside.context.syncing is None
    assert not any(thread.name.startswith("hvh-") for thread in threading.enumerate())


def test_without_connection_people_work_and_the_lock_lets_go_of_everything(
    qtbot: QtBot, away: RudeHub, start: StartProgram
) -> None:
    program = start()
    inside = go_in(qtbot, program, "ilse")
    syncing = inside.context.syncing
    states: list[Stage] = []
    inside.context.link_changed.connect(lambda state: states.append(state.stage))
    qtbot.waitUntil(lambda: Stage.offline in states, timeout=PATIENCE)
    with inside.database.transaction(Compartment.team) as session:
        session.add(Deelnemer(**deelnemer_columns("Ömer")))
    qtbot.waitUntil(lambda: syncing.state.waiting > 0, timeout=PATIENCE)
    keyring = inside._keyring
    program.lock()
    assert keyring.is_wiped
    assert not syncing.is_alive
    assert not any(thread.name.startswith("hvh-") for thread in threading.enumerate())
    assert isinstance(program.window.shown(), LoginPage)


def test_what_comes_from_elsewhere_is_announced_on_the_main_thread(
    qtbot: QtBot, away: RudeHub, start: StartProgram
) -> None:
    inside = go_in(qtbot, start(), "ilse")
    heard: list[tuple[object, bool]] = []
    main = threading.main_thread()
    inside.context.changed.connect(
        lambda kinds: heard.append((kinds, threading.current_thread() is main))
    )
    bridge = inside._bridge
    assert bridge is not None
    thread = threading.Thread(target=lambda: bridge.came_in.emit(frozenset({Deelnemer})))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: (frozenset({Deelnemer}), True) in heard, timeout=PATIENCE)


def test_a_laptop_that_is_empty_says_why_nobody_comes_in(
    qtbot: QtBot, away: RudeHub, founded: Founded, start: StartProgram
) -> None:
    for path in founded.folder.glob("*.db*"):
        path.unlink()
    program = start()
    program.unlock("ilse", PASSWORDS["ilse"])
    qtbot.waitUntil(lambda: isinstance(program.window.shown(), FillingPage), timeout=PATIENCE)
    qtbot.waitUntil(lambda: isinstance(program.window.shown(), LoginPage), timeout=PATIENCE)
    page = program.window.shown()
    assert page is not None
    reason = page.findChild(kit.Label, "reden")
    assert reason is not None
    assert "Zorg voor verbinding" in reason.text()
    assert program.inside is None
