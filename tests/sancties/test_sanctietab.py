"""The tab of a dossier, on real files: what runs, what was, and what belongs to it."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.screen_tab import SanctieTab
from hvh_desktop.sancties.service_ordemaatregelen import record_ordemaatregel
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.ui import kit, theme
from hvh_desktop.urinecontroles.model import NieuwGebruik
from tests.conftest import Clock
from tests.deelnemers.windows import Watched, child, show
from tests.sancties.house import House
from tests.sancties.life import check_urine

S = SanctieStatus


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.LICHT)


def tab_of(home: House, clock: Clock, qtbot: QtBot, rol: Rol) -> tuple[SanctieTab, Watched]:
    watched = Watched(home.door(rol), clock)
    page = SanctieTab(watched.context, deelnemer_id=home.deelnemer_id)
    show(qtbot, page)
    return page, watched


def test_an_empty_tab_says_what_comes_first(home: House, clock: Clock, qtbot: QtBot) -> None:
    page, watched = tab_of(home, clock, qtbot, Rol.mentor)
    assert "Er is niets voorgevallen" in words(page)
    for place in ("voorval", "urinecontrole", "ordemaatregel"):
        child(page, QAbstractButton, f"{place}_nieuw").click()
        assert watched.places[-1] == (place, {"deelnemer_id": home.deelnemer_id})


def test_buttons_are_for_who_may(home: House, clock: Clock, qtbot: QtBot) -> None:
    page, _watched = tab_of(home, clock, qtbot, Rol.psycholoog)
    assert page.findChild(QAbstractButton, "voorval_nieuw") is not None
    assert page.findChild(QAbstractButton, "urinecontrole_nieuw") is None
    assert page.findChild(QAbstractButton, "ordemaatregel_nieuw") is None


def test_an_open_case_is_on_top_with_what_is_to_be_done(
    home: House, clock: Clock, qtbot: QtBot
) -> None:
    closed = home.case(S.geseponeerd, voorval_soort="agressie")
    zaak = home.case(S.horen)
    page, watched = tab_of(home, clock, qtbot, Rol.mentor)
    card = child(page, QWidget, "lopende_zaak_1")
    for line in ("Gebruik van softdrugs, 2 november 2026", "Gehoord", "Voorstel: locatiemanager"):
        assert line in words(card)
    child(page, QAbstractButton, "open_zaak_1").click()
    address = {"deelnemer_id": home.deelnemer_id, "sanctiezaak_id": zaak}
    assert watched.places == [("sanctiezaak", address)]
    assert "Agressie of bedreiging" in words(child(page, QWidget, "eerdere_zaken"))
    child(page, kit.Row, f"zaak_{closed.hex}").activated.emit()
    assert watched.places[-1][1]["sanctiezaak_id"] == closed


def test_a_proeftijd_shows_until_when_and_its_conditions(
    home: House, clock: Clock, qtbot: QtBot
) -> None:
    zaak = home.case(S.voorwaardelijk)
    page, watched = tab_of(home, clock, qtbot, Rol.mentor)
    said = words(child(page, QWidget, "proeftijd"))
    assert "Voorwaardelijk: 2 dagen opsluiting" in said
    assert "Tot en met 12 januari 2027" in said
    assert "opnieuw straf kan krijgen" in said
    child(page, QAbstractButton, "naar_proeftijd").click()
    assert watched.places[-1][1]["sanctiezaak_id"] == zaak


def test_urine_checks_open_and_say_what_runs(home: House, clock: Clock, qtbot: QtBot) -> None:
    key = check_urine(home, "U-1", NieuwGebruik.onbekend, retest=True)
    page, watched = tab_of(home, clock, qtbot, Rol.mentor)
    said = words(child(page, QWidget, "urinecontroles"))
    assert "Positief op cannabis, heronderzoek loopt" in said
    child(page, kit.Row, "controle_1").activated.emit()
    address = {"deelnemer_id": home.deelnemer_id, "urinecontrole_id": key}
    assert watched.places == [("urinecontrole", address)]
    child(page, QAbstractButton, "alle_urinecontroles").click()
    assert watched.places[-1] == ("urinecontroles", {})


def test_a_measure_for_order_is_no_straf(home: House, clock: Clock, qtbot: QtBot) -> None:
    values = {
        "soort": "afzondering op de eigen kamer",
        "reden": "Ruzie in de keuken.",
        "begin_datum": date(2026, 11, 12),
        "begin_tijd": time(9, 0),
        "eind_datum": date(2026, 11, 12),
        "eind_tijd": time(20, 0),
        "sanctiezaak_id": None,
    }
    key = home.by(Rol.mentor, lambda s: record_ordemaatregel(s, home.deelnemer_id, values))
    page, watched = tab_of(home, clock, qtbot, Rol.mentor)
    said = words(child(page, QWidget, "ordemaatregelen"))
    assert "Een ordemaatregel is geen straf." in said
    assert "Loopt tot 12 november 2026, 20.00" in said
    child(page, kit.Row, "maatregel_1").activated.emit()
    assert watched.places[-1][1]["ordemaatregel_id"] == key


def test_reading_the_tab_is_written_down_once(home: House, clock: Clock, qtbot: QtBot) -> None:
    page, _watched = tab_of(home, clock, qtbot, Rol.mentor)
    page.show_now()
    with home.door(Rol.mentor).transaction(Compartment.log) as session:
        found = session.query(Raadpleging).filter_by(onderdeel="sancties").all()
    assert [row.deelnemer_id for row in found] == [home.deelnemer_id]
