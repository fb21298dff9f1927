"""The pages of colleagues, through their widgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.entry import Entry
from hvh_desktop.medewerkers.screen import MedewerkerPage, MedewerkersPage
from hvh_desktop.medewerkers.screen_vertrek import GONE, TITLE
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import Question
from hvh_desktop.ui.page import Page
from tests.conftest import Clock, OpenAs
from tests.medewerkers.founded import OTHER, Founded, make_context
from tests.verbindingen.coupled import Coupled


@pytest.fixture
def beheer(founded: Founded, qapp: QApplication) -> Iterator[Entry]:
    with founded.inside("dennis") as entry:
        yield entry


@pytest.fixture
def context(beheer: Entry, founded: Founded) -> Context:
    return make_context(beheer, founded.clock)


def show(qtbot: QtBot, page: Page) -> Page:
    footer = page.footer()
    if footer is not None:
        footer.setParent(page)
    qtbot.addWidget(page)
    page.show()
    return page


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def line(page: QWidget, name: str) -> QLineEdit:
    field = page.findChild(QLineEdit, name)
    assert field is not None, name
    return field


def typed(page: QWidget, name: str, text: str) -> None:
    line(page, name).setText(text)


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def click(page: QWidget, name: str) -> None:
    button(page, name).click()


def test_a_beheerder_makes_an_account(qtbot: QtBot, context: Context, founded: Founded) -> None:
    page = show(qtbot, MedewerkerPage(context))
    for name, text in (
        ("naam", "Shanti Ramlochan"),
        ("roepnaam", "Shanti"),
        ("gebruikersnaam", "shanti"),
        ("eerste_wachtwoord", OTHER),
    ):
        typed(page, name, text)
    click(page, "rollen_mentor")
    with qtbot.waitSignal(context.opened):
        click(page, "bewaar")
    assert founded.vault.unlock("shanti", OTHER).must_change_password
    listed = show(qtbot, MedewerkersPage(context))
    assert "Shanti Ramlochan" in words(listed)
    assert "Wacht op sleutel" in words(listed)


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, context: Context
) -> None:
    page = MedewerkerPage(context)
    show(qtbot, page)
    typed(page, "naam", "Shanti Ramlochan")
    typed(page, "gebruikersnaam", "ilse")
    typed(page, "eerste_wachtwoord", OTHER)
    click(page, "bewaar")
    qtbot.waitUntil(lambda: "al in gebruik" in words(page))
    assert line(page, "naam").text() == "Shanti Ramlochan"


def test_leaving_keeps_a_draft_without_the_password(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, MedewerkerPage(context))
    typed(page, "naam", "Shanti Ramlochan")
    typed(page, "eerste_wachtwoord", OTHER)
    page.leave()
    again = show(qtbot, MedewerkerPage(context))
    assert line(again, "naam").text() == "Shanti Ramlochan"
    assert line(again, "eerste_wachtwoord").text() == ""


def test_roles_are_changed_with_their_keys(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    judith = founded.id_of("judith")
    page = show(qtbot, MedewerkerPage(context, medewerker_id=judith))
    click(page, "rollen_psycholoog")
    click(page, "rollen_mentor")
    with qtbot.waitSignal(context.opened):
        click(page, "bewaar")
    with founded.inside("judith") as entry:
        assert entry.database.actor.rollen == {Rol.mentor}


def test_a_new_password_is_given(qtbot: QtBot, context: Context, founded: Founded) -> None:
    page = show(qtbot, MedewerkerPage(context, medewerker_id=founded.id_of("marloes")))
    typed(page, "eerste_wachtwoord", OTHER)
    with qtbot.waitSignal(context.notice):
        click(page, "geef_wachtwoord")
    assert founded.vault.unlock("marloes", OTHER).must_change_password


@pytest.mark.parametrize("act", ["geef_wachtwoord", "sluit_af"])
def test_an_act_on_the_account_keeps_what_was_typed(
    qtbot: QtBot, context: Context, founded: Founded, act: str
) -> None:
    marloes = founded.id_of("marloes")
    page = show(qtbot, MedewerkerPage(context, medewerker_id=marloes))
    opened: list[str] = []
    context.opened.connect(lambda place, _: opened.append(place))
    click(page, "rollen_psycholoog")
    typed(page, "functie", "Avonddienst")
    typed(page, "eerste_wachtwoord", OTHER)
    with qtbot.waitSignal(context.notice):
        click(page, act)
        if act == "sluit_af":
            click(page, "doen")
    assert not opened
    assert line(page, "functie").text() == "Avonddienst"
    assert line(page, "eerste_wachtwoord").text() == ""
    assert button(page, "bewaar").isEnabled()
    again = show(qtbot, MedewerkerPage(context, medewerker_id=marloes))
    assert line(again, "functie").text() == "Avonddienst"
    day = "11-11-2026" if act == "sluit_af" else ""
    assert line(again, "actief_tot_datum").text() == day


def test_an_empty_form_tells_all_that_is_missing(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, MedewerkerPage(context))
    click(page, "bewaar")
    qtbot.waitUntil(lambda: "Vul ‘Gebruikersnaam’ in." in words(page))
    for said in ("Vul ‘Voor- en achternaam’", "Vul ‘Roepnaam’", "Kies ‘Rollen’"):
        assert said in words(page)
    assert "Vul ‘Eerste wachtwoord’ in." in words(page)


def test_an_account_is_ended_after_a_question(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    page = MedewerkerPage(context, medewerker_id=founded.id_of("marloes"))
    show(qtbot, page)
    click(page, "sluit_af")
    with qtbot.waitSignal(context.opened):
        click(page, "doen")
    listed = MedewerkersPage(context)
    show(qtbot, listed)
    assert "Marloes" not in words(listed)
    click(listed, "toon_vertrokken_vak")
    assert "Werkte hier tot en met" in words(listed)


def test_of_who_leaves_the_laptop_is_asked_too(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    context.syncing = Coupled(context.entry.folder, context.entry.keyring)
    opened: list[str] = []
    context.opened.connect(lambda place, _: opened.append(place))
    marloes = founded.id_of("marloes")
    page = show(qtbot, MedewerkerPage(context, medewerker_id=marloes))
    assert page.findChild(QAbstractButton, "naar_laptops") is None
    click(page, "sluit_af")
    click(page, "doen")
    qtbot.waitUntil(lambda: opened == ["medewerkers"])
    asked = next(one for one in page.window().findChildren(Question) if TITLE in words(one))
    assert "blijft apart tot een beheerder beslist" in words(asked)
    click(asked, "doen")
    assert opened == ["medewerkers", "laptops"]
    again = show(qtbot, MedewerkerPage(context, medewerker_id=marloes))
    assert GONE in words(again)
    click(again, "naar_laptops")
    assert opened[2:] == ["laptops"]


def test_a_house_with_one_laptop_has_nothing_to_ask(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    marloes = founded.id_of("marloes")
    page = show(qtbot, MedewerkerPage(context, medewerker_id=marloes))
    click(page, "sluit_af")
    with qtbot.waitSignal(context.opened):
        click(page, "doen")
    assert not [one for one in page.window().findChildren(Question) if TITLE in words(one)]
    again = show(qtbot, MedewerkerPage(context, medewerker_id=marloes))
    assert again.findChild(QAbstractButton, "naar_laptops") is None


def test_away_and_replacement_stand_in_the_list(
    qtbot: QtBot, context: Context, beheer: Entry, founded: Founded
) -> None:
    today = context.today()
    away = {
        "afwezig_vanaf_datum": today,
        "afwezig_tot_datum": today + timedelta(days=8),
        "vervanger_id": founded.id_of("ilse"),
    }
    beheer.change_account(founded.id_of("marloes"), away)
    listed = show(qtbot, MedewerkersPage(context))
    assert "Afwezig tot en met 20 november 2026, Ilse vervangt" in words(listed)


def test_a_mentor_looks_and_changes_nothing(
    qtbot: QtBot, founded: Founded, qapp: QApplication
) -> None:
    with founded.inside("marloes") as entry:
        context = make_context(entry, founded.clock)
        page = show(qtbot, MedewerkerPage(context, medewerker_id=founded.id_of("ilse")))
        assert page.findChild(QAbstractButton, "bewaar") is None
        assert line(page, "naam").isReadOnly()
        listed = show(qtbot, MedewerkersPage(context))
        assert not button(listed, "nieuw").isVisible()


def test_pages_open_from_the_list(qtbot: QtBot, context: Context, founded: Founded) -> None:
    listed = show(qtbot, MedewerkersPage(context))
    ilse: UUID = founded.id_of("ilse")
    with qtbot.waitSignal(context.opened) as opened:
        row = listed.findChild(kit.Row, f"medewerker_{ilse.hex}")
        assert isinstance(row, kit.Row)
        row.activated.emit()
    assert opened.args == ["medewerker", {"medewerker_id": ilse}]


@pytest.mark.parametrize(
    ("rol", "is_told"),
    [(Rol.projectmanager, True), (Rol.onderzoeker, True), (Rol.mentor, False)],
)
def test_who_has_nothing_else_yet_hears_what_comes(
    qtbot: QtBot, qapp: QApplication, open_as: OpenAs, clock: Clock, rol: Rol, is_told: bool
) -> None:
    page = show(qtbot, MedewerkersPage(Context(open_as(rol), clock=clock)))
    sentence = "Cijfers en onderzoeksgegevens komen later in dit programma."
    assert (sentence in words(page)) is is_told
