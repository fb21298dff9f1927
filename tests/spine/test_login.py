"""The login window, a forgotten password, and choosing another one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.crypto import KdfCost, TooEarly, Vault, WrongPassword
from hvh_desktop.demo_accounts import DEMO_ACCOUNTS
from hvh_desktop.entry import Entry, recover_with_sheets
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.screen_forgotten import ForgottenPage
from hvh_desktop.rights import Rol
from hvh_desktop.ui.login import LoginPage
from hvh_desktop.ui.password_page import PasswordPage
from tests.medewerkers.founded import (
    OTHER,
    PASSWORDS,
    Founded,
    founded,
    founded_once,
    make_context,
)

__all__ = ["founded", "founded_once"]

HEAVY = ("sqlalchemy", "sqlcipher3", "reportlab", "qtawesome", "cryptography", "argon2")


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def told(page: QWidget, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def page(qtbot: QtBot) -> LoginPage:
    page = LoginPage()
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_login_window_loads_nothing_heavy() -> None:
    code = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from hvh_desktop.ui import theme; theme.apply(app, 'licht')\n"
        "from hvh_desktop.ui.login import LoginPage; page = LoginPage(); page.show()\n"
        "page.show_error('Fout.'); page.show_reason('Omdat.'); page.grab()\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"


def test_name_and_password_are_handed_over_as_typed(qtbot: QtBot, page: LoginPage) -> None:
    line(page, "gebruikersnaam").setText(" ilse ")
    line(page, "wachtwoord").setText(" met spaties ")
    with qtbot.waitSignal(page.submitted) as given:
        button(page, "ga_naar_binnen").click()
    assert given.args == ["ilse", " met spaties "]


def test_enter_in_the_password_goes_in(qtbot: QtBot, page: LoginPage) -> None:
    line(page, "gebruikersnaam").setText("ilse")
    line(page, "wachtwoord").setText("iets")
    with qtbot.waitSignal(page.submitted):
        line(page, "wachtwoord").returnPressed.emit()


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [("", "x", "gebruikersnaam"), ("ilse", "", "wachtwoord")],
)
def test_what_is_empty_is_asked(
    qtbot: QtBot, page: LoginPage, name: str, password: str, sentence: str
) -> None:
    line(page, "gebruikersnaam").setText(name)
    line(page, "wachtwoord").setText(password)
    with qtbot.assertNotEmitted(page.submitted):
        button(page, "ga_naar_binnen").click()
    assert sentence in told(page, "fout")


def test_the_password_can_be_shown(page: LoginPage) -> None:
    field = line(page, "wachtwoord")
    assert field.echoMode() == QLineEdit.EchoMode.Password
    button(page, "wachtwoord_toon").click()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert button(page, "wachtwoord_toon").text() == "Verberg"


def test_it_says_why_it_locked(page: LoginPage) -> None:
    page.show_reason("De computer ging slapen.")
    assert told(page, "reden") == "De computer ging slapen."


def test_waiting_counts_down_and_ends(qtbot: QtBot) -> None:
    moment = [100.0]
    page = LoginPage(now=lambda: moment[0])
    qtbot.addWidget(page)
    page.show()
    page.show_error(TooEarly(90).text, 90)
    assert "1 minuut en 30 seconden" in told(page, "fout")
    line(page, "gebruikersnaam").setText("ilse")
    line(page, "wachtwoord").setText("iets")
    with qtbot.assertNotEmitted(page.submitted):
        button(page, "ga_naar_binnen").click()
    moment[0] += 89
    page.tick()
    assert "over 1 seconde opnieuw" in told(page, "fout")
    moment[0] += 1
    page.tick()
    assert told(page, "fout") == ""
    with qtbot.waitSignal(page.submitted):
        button(page, "ga_naar_binnen").click()


def test_the_delay_survives_a_new_window_and_a_new_vault(founded: Founded, qtbot: QtBot) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            founded.vault.unlock("ilse", "verkeerd wachtwoord")
    again = Vault(founded.folder, KdfCost.cheap())
    with pytest.raises(TooEarly) as caught:
        again.unlock("ilse", PASSWORDS["ilse"])
    page = LoginPage()
    qtbot.addWidget(page)
    page.show()
    page.show_error(caught.value.text, caught.value.wait_seconds)
    assert page.waiting() > 0


def test_busy_keeps_what_was_typed(page: LoginPage) -> None:
    line(page, "gebruikersnaam").setText("ilse")
    page.set_busy(True)
    assert not line(page, "wachtwoord").isEnabled()
    page.set_busy(False)
    assert line(page, "gebruikersnaam").text() == "ilse"


def test_demo_buttons_fill_in(qtbot: QtBot, page: LoginPage) -> None:
    page.set_demo_accounts([("Ilse, casemanager", "ilse", "demo")])
    button(page, "demo_ilse").click()
    with qtbot.waitSignal(page.submitted) as given:
        button(page, "ga_naar_binnen").click()
    assert given.args == ["ilse", "demo"]


def test_the_demo_buttons_fit_below_a_message(page: LoginPage, qapp: QApplication) -> None:
    page.set_demo_accounts(DEMO_ACCOUNTS)
    page.resize(1366, 768)
    page.show_error("De gebruikersnaam of het wachtwoord klopt niet. Probeer het opnieuw.")
    qapp.processEvents()
    last = button(page, f"demo_{DEMO_ACCOUNTS[-1][1]}")
    assert last.mapTo(page, last.rect().bottomLeft()).y() <= 768 - 24


def test_the_link_leads_to_the_forgotten_page(qtbot: QtBot, page: LoginPage) -> None:
    with qtbot.waitSignal(page.forgotten):
        button(page, "vergeten").click()


# Forgotten


@pytest.fixture
def forgotten(qtbot: QtBot, founded: Founded) -> ForgottenPage:
    recover = partial(recover_with_sheets, cost=KdfCost.cheap(), clock=founded.clock)
    page = ForgottenPage(founded.folder, recover)
    qtbot.addWidget(page)
    page.show()
    return page


def fill_in(page: ForgottenPage, first: str, second: str, name: str = "dennis") -> None:
    button(page, "gebruik_bladen").click()
    for field, text in (("blad_1", first), ("blad_2", second)):
        area = page.findChild(QTextEdit, field)
        assert area is not None
        area.setPlainText(text)
    line(page, "naam").setText(name)
    line(page, "nieuw").setText(OTHER)
    line(page, "nogmaals").setText(OTHER)


def test_both_ways_are_explained(forgotten: ForgottenPage) -> None:
    assert "Vraag een beheerder" in words(forgotten)
    assert "twee van de drie herstelbladen" in words(forgotten)


def test_two_sheets_give_a_new_password(
    qtbot: QtBot, founded: Founded, forgotten: ForgottenPage
) -> None:
    first, _, third = founded.sheets()
    fill_in(forgotten, first.upper(), "\n".join(word[:4] for word in third.split()), "DENNIS")
    assert "33 van de 33 woorden" in words(forgotten)
    with qtbot.waitSignal(forgotten.finished) as given:
        button(forgotten, "stel_in").click()
    assert "Log ermee in" in given.args[0]
    with founded.inside("dennis", OTHER) as entry:
        assert entry.database.actor.rollen == {Rol.beheerder}
        assert not entry.keyring.must_change_password


def test_a_typing_error_is_told_by_sheet(
    qtbot: QtBot, founded: Founded, forgotten: ForgottenPage
) -> None:
    first, second, _ = founded.sheets()
    fill_in(forgotten, first, second.rsplit(" ", 1)[0] + " zzzz")
    button(forgotten, "stel_in").click()
    qtbot.waitUntil(lambda: "Woord 33 staat niet in de lijst" in words(forgotten))
    area = forgotten.findChild(QTextEdit, "blad_1")
    assert area is not None
    assert area.toPlainText() == first


@pytest.mark.parametrize("name", ["niemand", ""])
def test_an_unknown_name_is_told(
    qtbot: QtBot, founded: Founded, forgotten: ForgottenPage, name: str
) -> None:
    first, second, _ = founded.sheets()
    fill_in(forgotten, first, second, name)
    button(forgotten, "stel_in").click()
    qtbot.waitUntil(lambda: "gebruikersnaam" in words(forgotten).split("Er klopt")[-1])
    founded.vault.unlock("dennis", PASSWORDS["dennis"])


def test_sheets_do_not_open_an_account_that_was_ended(founded: Founded) -> None:
    marloes = founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        beheer.complete_account(marloes, founded.clock.now.date())
    founded.clock.advance(days=2)
    first, second, _ = founded.sheets()
    with pytest.raises(UserError, match="afgesloten"):
        recover_with_sheets(
            founded.folder,
            [first, second],
            "marloes",
            OTHER,
            cost=KdfCost.cheap(),
            clock=founded.clock,
        )


# Another password


@pytest.fixture
def inside(founded: Founded, qapp: QApplication) -> Iterator[Entry]:
    with founded.inside("marloes") as entry:
        yield entry


def choose(page: PasswordPage, old: str, new: str, again: str) -> None:
    line(page, "oud").setText(old)
    line(page, "nieuw").setText(new)
    line(page, "nog").setText(again)
    page.save()


def test_the_password_is_changed(qtbot: QtBot, founded: Founded, inside: Entry) -> None:
    context = make_context(inside, founded.clock)
    page = PasswordPage(context)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(context.opened) as opened:
        choose(page, PASSWORDS["marloes"], OTHER, OTHER)
    assert opened.args[0] == "instellingen"
    assert line(page, "oud").text() == ""
    assert founded.vault.unlock("marloes", OTHER).holds("team")
    assert inside.keyring.holds("team")


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("", OTHER, OTHER, "dat je nu hebt"),
        (PASSWORDS["marloes"], OTHER, "anders", "niet gelijk"),
        (PASSWORDS["marloes"], "kort", "kort", "ten minste 12 tekens"),
        (PASSWORDS["marloes"], PASSWORDS["marloes"], PASSWORDS["marloes"], "ander wachtwoord"),
        ("verkeerd wachtwoord", OTHER, OTHER, "klopt niet"),
    ],
)
def test_a_password_that_cannot_be_is_refused_at_its_field(
    qtbot: QtBot, founded: Founded, inside: Entry, old: str, new: str, again: str, sentence: str
) -> None:
    page = PasswordPage(make_context(inside, founded.clock))
    qtbot.addWidget(page)
    page.show()
    choose(page, old, new, again)
    qtbot.waitUntil(lambda: sentence in words(page))
    assert founded.vault.unlock("marloes", PASSWORDS["marloes"])


def test_who_got_a_password_must_choose_his_own_and_goes_on(qtbot: QtBot, founded: Founded) -> None:
    marloes = founded.id_of("marloes")
    with founded.inside("dennis") as beheer:
        beheer.reset_password(marloes, "marloes", OTHER)
    with founded.inside("ilse"):
        pass
    with founded.inside("marloes", OTHER) as entry:
        context = make_context(entry, founded.clock)
        page = PasswordPage(context)
        qtbot.addWidget(page)
        page.show()
        assert "Kies je eigen wachtwoord" in words(page)
        with qtbot.waitSignal(context.opened) as opened:
            choose(page, OTHER, "acht droge handdoeken", "acht droge handdoeken")
        assert opened.args[0] == "vandaag"


def test_several_people_on_one_laptop_open_only_their_own(founded: Founded) -> None:
    expected = {
        "dennis": {"register", "log"},
        "ilse": {"team", "register", "log", "instroom"},
        "marloes": {"team", "register", "log"},
        "judith": {"team", "register", "log", "instroom", "behandeling"},
    }
    for user_name, compartments in expected.items():
        with founded.inside(user_name) as entry:
            assert entry.database.compartments == compartments
