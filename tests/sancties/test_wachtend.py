"""What waits in the register leads each person to his own step; on real files, by the services."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.screen_lijst import SanctiesPage
from hvh_desktop.sancties.service_voorval import record_adviesvraag
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock
from tests.deelnemers.windows import Watched, child, show
from tests.sancties.house import House

S = SanctieStatus


def page_of(
    database: Database, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> tuple[SanctiesPage, Watched]:
    theme.apply(qapp, theme.LICHT)
    watched = Watched(database, clock)
    page = SanctiesPage(watched.context)
    show(qtbot, page)
    return page, watched


def test_the_psycholoog_is_led_to_the_advice(
    home: House, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    zaak = home.case(S.horen)
    home.by(Rol.locatiemanager, lambda s: record_adviesvraag(s, zaak))
    page, watched = page_of(home.door(Rol.psycholoog), clock, qtbot, qapp)
    act = child(page, QAbstractButton, "wacht_1")
    assert act.text() == "Schrijf je advies"
    act.click()
    assert watched.places[-1][0] == "sanctieadvies"


STEPS = (
    (S.voorval, Rol.mentor, "Schrijf het verslag", "verslag"),
    (S.verslag, Rol.locatiemanager, "Hoor hem", "horen"),
    (S.horen, Rol.locatiemanager, "Maak een voorstel", "sanctievoorstel"),
    (S.voorstel, Rol.directeur, "Beslis", "sanctiebeslissing"),
    (S.beslissing, Rol.locatiemanager, "Maak de mededeling", "mededeling"),
    (S.mededeling, Rol.mentor, "Reik uit", "uitreiking"),
    (S.uitreiking, Rol.locatiemanager, "Laat ingaan", "tenuitvoerlegging"),
)


@pytest.mark.parametrize(("status", "rol", "word", "place"), STEPS)
def test_each_step_waits_for_who_takes_it(
    home: House,
    clock: Clock,
    qtbot: QtBot,
    qapp: QApplication,
    status: SanctieStatus,
    rol: Rol,
    word: str,
    place: str,
) -> None:
    zaak = home.case(status)
    page, watched = page_of(home.door(rol), clock, qtbot, qapp)
    row = child(page, kit.Row, f"wachtend_{zaak.hex}")
    act = row.findChild(QAbstractButton, "wacht_1")
    assert act is not None
    assert act.text() == word
    act.click()
    assert watched.places[-1][0] == place
