"""How it stands with the hub: in the top bar, on its page, and on a laptop by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.menu import MENU
from hvh_desktop.sync.thread.state import State, Tally
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.link_state import LinkState
from hvh_desktop.ui.shell import Shell
from tests.conftest import Clock
from tests.verbindingen.states import FILLING, IN_STEP, ODD, OFFLINE, Syncing

WHO = Who("Ilse Koopmans", "IK", "casemanager", "Huis van Herstel", "Almelo", False)


@pytest.fixture
def context(qapp: QApplication, database: Database, clock: Clock) -> Context:
    theme.apply(qapp, theme.LICHT)
    return Context(database, clock=clock)


def open_shell(qtbot: QtBot, context: Context, place: str = "verbinding") -> Shell:
    shell = Shell(context, MENU, WHO)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.open(place)
    QApplication.processEvents()
    return shell


def bar(shell: Shell) -> LinkState:
    (found,) = [one for one in shell.findChildren(LinkState) if one.isVisible()]
    return found


def words(shell: Shell) -> str:
    assert shell.page is not None
    return "\n".join(one.text() for one in shell.page.findChildren(kit.Label) if one.isVisible())


def test_a_laptop_by_itself_says_where_the_data_is(qtbot: QtBot, context: Context) -> None:
    shell = open_shell(qtbot, context)
    assert bar(shell).toolTip() == "Bewaard op deze laptop"
    assert "Deze laptop werkt op zichzelf" in words(shell)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (IN_STEP, "Alles verstuurd 10.30"),
        (OFFLINE, "Geen verbinding, 3 wijzigingen wachten"),
        (replace(OFFLINE, tallies=()), "Geen verbinding: je kunt gewoon doorwerken"),
        (FILLING, "Laptop wordt gevuld, 34 %"),
        (ODD, "Versturen lukt niet"),
    ],
)
def test_the_bar_says_how_it_stands_and_opens_the_page(
    qtbot: QtBot, context: Context, state: State, said: str
) -> None:
    context.syncing = Syncing(state)
    shell = open_shell(qtbot, context, "instellingen")
    assert bar(shell).toolTip() == said
    bar(shell).click()
    assert shell.where == ("verbinding", {})
    assert words(shell).startswith("Verbinding")


def test_a_laptop_of_the_house_keeps_how_many_wait(qtbot: QtBot, context: Context) -> None:
    context.syncing = Syncing(OFFLINE)
    shell = open_shell(qtbot, context)
    for width in (1366, 1280):
        shell.resize(width, 768)
        QApplication.processEvents()
        assert bar(shell).label.text() in (
            "Geen verbinding, 3 wijzigingen wachten",
            "Geen verbinding, 3 wachten",
        )
    shell.open("laptops")
    shell.open("verbinding")
    shell.resize(1366, 768)
    QApplication.processEvents()
    assert "3 wachten" in bar(shell).label.text() or "3 wijzigingen" in bar(shell).label.text()


def test_what_waits_for_a_colleague_is_said_per_part(qtbot: QtBot, context: Context) -> None:
    context.syncing = Syncing(replace(IN_STEP, tallies=(Tally("team", left=2),)))
    told = words(open_shell(qtbot, context))
    assert "2 wachten op een collega" in told
    assert "2 wijzigingen horen bij een beslissing van een collega" in told


def test_being_offline_is_never_red_nor_a_warning(qtbot: QtBot, context: Context) -> None:
    context.syncing = Syncing(OFFLINE)
    shell = open_shell(qtbot, context)
    assert bar(shell).label.palette().windowText().color() == theme.color("muted")
    assert "je kunt gewoon doorwerken" in words(shell)
    assert "3 wijzigingen wachten sinds 8.30" in words(shell)
    buttons = {one.text().lower() for one in shell.findChildren(kit.Button)}
    assert not [one for one in buttons if "reset" in one or "server over" in one]


def test_the_page_follows_and_can_be_asked_to_try_now(qtbot: QtBot, context: Context) -> None:
    syncing = context.syncing = Syncing(OFFLINE)
    shell = open_shell(qtbot, context)
    (button,) = shell.findChildren(kit.Button, "probeer_nu")
    assert button.isVisible()
    button.click()
    assert syncing.tries == 1
    syncing.state = IN_STEP
    context.link_changed.emit(IN_STEP)
    QApplication.processEvents()
    assert not button.isVisible()
    assert "Alles is verstuurd" in words(shell)
    assert bar(shell).toolTip() == "Alles verstuurd 10.30"


def test_what_is_odd_is_told_and_counted(qtbot: QtBot, context: Context) -> None:
    context.syncing = Syncing(ODD)
    told = words(open_shell(qtbot, context))
    for part in ("47 minuten achter", "apart gehouden", "nieuwere versie", "op een sleutel"):
        assert part in told


COMING = "De gegevens van het huis zijn onderweg"
NOBODY = "Er woont nog niemand in het huis"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (None, NOBODY),
        (IN_STEP, NOBODY),
        (replace(OFFLINE, tallies=()), NOBODY),
        (State(), COMING),
        (FILLING, "Nog even geduld."),
        (replace(OFFLINE, in_step_at=None), "Er is nu geen verbinding met de server."),
        (replace(IN_STEP, tallies=(Tally("team", to_apply=3),)), COMING),
        (replace(IN_STEP, tallies=(Tally("team", for_key=1),)), "Ze wachten op een sleutel."),
        (replace(IN_STEP, tallies=(Tally("team", for_update=1),)), "nieuwere versie"),
    ],
)
@pytest.mark.parametrize("place", ["deelnemers", "vandaag"])
def test_nobody_is_said_only_when_nothing_is_on_its_way(
    qtbot: QtBot, context: Context, state: State | None, said: str, place: str
) -> None:
    context.syncing = Syncing(state) if state is not None else None
    told = words(open_shell(qtbot, context, place))
    if said == NOBODY and place == "vandaag":
        assert COMING not in told
    else:
        assert said in told
    assert (COMING in told) is (said != NOBODY)


def test_the_list_follows_what_comes_in(qtbot: QtBot, context: Context) -> None:
    syncing = context.syncing = Syncing(FILLING)
    shell = open_shell(qtbot, context, "deelnemers")
    assert COMING in words(shell)
    syncing.state = IN_STEP
    context.link_changed.emit(IN_STEP)
    QApplication.processEvents()
    assert COMING not in words(shell)
    assert NOBODY in words(shell)
