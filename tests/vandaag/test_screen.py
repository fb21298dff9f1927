"""Vandaag by object name."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen.service import list_acties
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.deelnemers.model import Verblijf
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.mentorgesprekken.model import Mentorgesprek
from hvh_desktop.mentorgesprekken.service import get_gesprek
from hvh_desktop.rights import Rol
from hvh_desktop.ui import theme
from hvh_desktop.vandaag.screen import VandaagPage
from hvh_desktop.voorkeuren import list_settings
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.dossier.sample import Huis


@pytest.fixture
def page(watched: Watched, qtbot: QtBot) -> VandaagPage:
    found = VandaagPage(watched.context)
    show(qtbot, found)
    return found


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(page: VandaagPage, name: str) -> None:
    child(page, QAbstractButton, name).click()


def test_it_greets_and_says_how_many_talks(page: VandaagPage) -> None:
    said = words(page)
    assert "Goedemorgen Ilse" in said
    assert "Donderdag 12 november. Je hebt vandaag 2 gesprekken." in said


def test_it_greets_by_the_clock_of_the_house(watched: Watched, clock: Clock, qtbot: QtBot) -> None:
    clock.advance(hours=8)
    evening = VandaagPage(watched.context)
    show(qtbot, evening)
    assert "Goedenavond Ilse" in words(evening)


def test_begin_gesprek_is_the_main_act_and_opens_the_talk(
    page: VandaagPage, watched: Watched, huis: Huis, ilse: Database
) -> None:
    assert child(page, QAbstractButton, "begin_gesprek_1").property("kind") == "hoofd"
    press(page, "begin_gesprek_1")
    place, address = watched.places[-1]
    assert (place, address["deelnemer_id"]) == ("mentorgesprek", huis.jeffrey)
    with ilse.reading() as session:
        assert get_gesprek(session, address["mentorgesprek_id"]).status == "concept"


def test_ga_verder_opens_the_talk_that_was_begun(
    page: VandaagPage, watched: Watched, huis: Huis
) -> None:
    press(page, "ga_verder_2")
    assert watched.places[-1][0] == "mentorgesprek"
    assert watched.places[-1][1]["deelnemer_id"] == huis.dawit


def test_late_without_a_reason_asks_to_plan_or_give_one(
    page: VandaagPage, watched: Watched, huis: Huis
) -> None:
    said = words(page)
    assert "Mentorgesprek moest op dinsdag 10 november" in said
    assert "Uitgesteld tot morgen 9.30, door Ruben" in said
    assert "Rechtszitting" in said
    press(page, "te_laat_1")
    expected = {"deelnemer_id": huis.mehmet, "wijze": "plan"}
    assert watched.places == [("mentorgesprek_nieuw", expected)]
    assert page.findChild(QAbstractButton, "te_laat_2") is None


def test_a_tick_finishes_an_actie_and_can_be_taken_back(
    page: VandaagPage, watched: Watched, huis: Huis, ilse: Database
) -> None:
    press(page, "actie_1")
    with ilse.reading() as session:
        assert list_acties(session, uitvoerder_medewerker=huis.ilse) == []
    assert "Je hebt geen open acties." in words(page)
    watched.undo[-1]()
    with ilse.reading() as session:
        assert len(list_acties(session, uitvoerder_medewerker=huis.ilse)) == 1


def test_the_switch_is_kept(page: VandaagPage, ilse: Database) -> None:
    assert "Kees" not in words(page)
    press(page, "vandaag_van_iedereen")
    assert "Er zijn vandaag 2 gesprekken." in words(page)
    assert "Kees" in words(page)
    with ilse.reading() as session:
        assert list_settings(session)["vandaag_van"] == "iedereen"


def test_who_has_no_deelnemers_has_no_switch(huis: Huis, clock: Clock, qtbot: QtBot) -> None:
    watched = Watched(huis.database, clock)
    found = VandaagPage(watched.context)
    show(qtbot, found)
    assert found.findChild(QWidget, "vandaag_van") is None
    assert "Jeffrey Nijhuis" in words(found)


def test_more_late_lines_are_made_when_they_are_asked_for(page: VandaagPage) -> None:
    assert page.findChild(QAbstractButton, "te_laat_6") is None
    fold = next(
        one for one in page.findChildren(QAbstractButton) if one.accessibleName().startswith("Nog ")
    )
    fold.click()
    assert page.findChild(QAbstractButton, "te_laat_6") is not None


def test_a_house_without_talks_says_so(
    page: VandaagPage, watched: Watched, clock: Clock, qtbot: QtBot
) -> None:
    clock.advance(days=2)
    found = VandaagPage(watched.context)
    show(qtbot, found)
    assert "Vandaag geen gesprekken" in words(found)
    assert "Je hebt vandaag geen gesprekken." in words(found)


def test_it_fits_at_twice_the_size(watched: Watched, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.LICHT, 2.0)
    found = VandaagPage(watched.context)
    show(qtbot, found)
    assert found.minimumSizeHint().width() <= 1366
    theme.apply(qapp, theme.LICHT)


def test_colleagues_are_read_again_when_one_is_away(page: VandaagPage) -> None:
    assert Medewerker in page.shows


def test_who_may_not_write_talks_is_offered_no_act_that_is_refused(
    huis: Huis, open_as: OpenAs, clock: Clock, qtbot: QtBot
) -> None:
    watched = Watched(open_as(Rol.directeur, medewerker_id=new_id()), clock)
    found = VandaagPage(watched.context)
    show(qtbot, found)
    acts = {one.text() for one in found.findChildren(QAbstractButton)}
    assert not acts & {"Plan of geef reden", "Begin gesprek", "Ga verder"}
    for name, man in (("bekijk_2", huis.dawit), ("te_laat_1", huis.mehmet)):
        press(found, name)
        assert watched.places[-1] == ("dossier", {"deelnemer_id": man, "tab": "gesprekken"})


def test_a_mentor_reads_along_with_men_who_are_not_his(
    huis: Huis, open_as: OpenAs, clock: Clock, qtbot: QtBot
) -> None:
    watched = Watched(open_as(Rol.mentor, medewerker_id=huis.petra), clock)
    found = VandaagPage(watched.context)
    show(qtbot, found)
    press(found, "vandaag_van_iedereen")
    assert found.findChild(QAbstractButton, "begin_gesprek_1") is None
    assert child(found, QAbstractButton, "bekijk_1").text() == "Bekijk"
    assert child(found, QAbstractButton, "ga_verder_2").text() == "Ga verder"
    assert child(found, QAbstractButton, "te_laat_1").text() == "Bekijk"


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        (0, "Bij jouw deelnemers zijn vandaag 2 gesprekken."),
        (1, "Bij jouw deelnemers zijn vandaag 2 gesprekken, 1 met jou."),
    ],
)
def test_talks_of_others_with_my_men_are_not_called_mine(
    watched: Watched, huis: Huis, ilse: Database, qtbot: QtBot, mine: int, said: str
) -> None:
    with ilse.transaction(Compartment.team) as session:
        talks = session.query(Mentorgesprek).filter_by(datum=session.today).all()
        for talk in talks[mine:]:
            talk.medewerker_ids = (huis.ruben.hex,)
    found = VandaagPage(watched.context)
    show(qtbot, found)
    assert said in words(found)


@pytest.mark.parametrize("rol", [Rol.casemanager, Rol.directeur])
def test_an_empty_house_offers_to_enrol_who_may(
    huis: Huis, open_as: OpenAs, clock: Clock, qtbot: QtBot, rol: Rol
) -> None:
    with huis.database.transaction(Compartment.team) as session:
        for stay in session.query(Verblijf).all():
            stay.einde_datum = stay.begin_datum
    watched = Watched(open_as(rol, medewerker_id=new_id()), clock)
    found = VandaagPage(watched.context)
    show(qtbot, found)
    assert "Niemand om te spreken" in words(found)
    if rol is Rol.directeur:
        assert found.findChild(QAbstractButton, "schrijf_in") is None
        return
    press(found, "schrijf_in")
    assert watched.places == [("deelnemer_nieuw", {})]
