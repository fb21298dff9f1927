"""The tab and the pages of verlof and work, by the names a journey uses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verloven import service
from hvh_desktop.verloven.model import VerlofStatus
from hvh_desktop.verloven.screen import VerlofPage, VerlofTab, WerkplekPage
from tests.conftest import Clock
from tests.desk import Desk
from tests.verloven.house import House


@pytest.fixture
def desk(home: House, clock: Clock, qtbot: QtBot, qapp: QApplication) -> Desk:
    theme.apply(qapp, "licht")
    return Desk(Context(home.casemanager, clock=clock), qtbot)


def verlof_page(desk: Desk, home: House, key: Any = None, **other: Any) -> VerlofPage:
    return desk.show(
        VerlofPage(desk.context, deelnemer_id=home.deelnemer_id, verlof_id=key, **other)
    )


def test_the_tab_invites_when_there_is_nothing(desk: Desk, home: House) -> None:
    desk.show(VerlofTab(desk.context, deelnemer_id=home.deelnemer_id))
    assert "Er staat geen verlof gepland" in desk.texts()
    assert "Jeffrey heeft nu geen werk" in desk.texts()
    assert desk.unnamed() == []
    desk.press("verlof_nieuw")
    desk.press("werk_nieuw")
    assert [place for place, _address in desk.places] == ["verlof", "werkplek"]


def test_the_tab_shows_what_waits_and_folds_what_was(desk: Desk, home: House) -> None:
    gone = home.record(begin_datum=date(2026, 11, 5), aanvraag_datum=None)
    home.do(service.change_verlofstatus, gone, VerlofStatus.toegekend)
    off = home.record()
    home.do(service.change_verlofstatus, off, VerlofStatus.ingetrokken, "Ziek.")
    home.work()
    home.work(plek="oud", tot_datum=date(2026, 9, 1))
    tab = desk.show(VerlofTab(desk.context, deelnemer_id=home.deelnemer_id))
    assert desk.has(f"verlof_{gone.hex}")
    assert not desk.has(f"verlof_{off.hex}")
    assert "Leg vast hoe het ging" in desk.find(f"verlof_{gone.hex}").accessibleName()
    assert "weekloon € 14,75" in desk.texts()
    assert "De Fabriek, oud" not in desk.texts()
    desk.press(f"verlof_{gone.hex}")
    assert desk.places[-1][1]["verlof_id"] == gone
    home.do(service.reopen_verlof, off, "Hij is beter.")
    tab.show_now()
    assert desk.has(f"verlof_{off.hex}")


def test_a_mentor_sees_verlof_and_adds_work(home: House, clock: Clock, qtbot: QtBot) -> None:
    desk = Desk(Context(home.mentor, clock=clock), qtbot)
    key = home.record()
    desk.show(VerlofTab(desk.context, deelnemer_id=home.deelnemer_id))
    assert not desk.has("verlof_nieuw")
    assert desk.has("werk_nieuw")
    verlof_page(desk, home, key)
    assert not desk.has("zet_toegekend")
    assert not desk.has("wijzig")


def test_a_new_verlof_says_what_lacks_and_is_kept(desk: Desk, home: House) -> None:
    verlof_page(desk, home)
    desk.put("soort", "kort")
    desk.press("bewaar")
    assert "Kies ‘Bij welk doel hoort het’." in desk.texts()
    desk.put("doel_id", home.doel_id.hex)
    desk.put("oogmerk", "Kennismaken met de hovenier.")
    desk.put("bijdrage", "Hij leert het werk kennen.")
    desk.put("begin_datum", date(2026, 11, 20))
    desk.put("duur", "een halve dag")
    desk.press("bewaar")
    place, address = desk.places[-1]
    assert place == "verlof"
    assert home.get(address["verlof_id"]).oogmerk == "Kennismaken met de hovenier."


def test_incidenteel_verlof_does_not_ask_for_a_doel(desk: Desk, home: House) -> None:
    verlof_page(desk, home)
    desk.put("doel_id", home.doel_id.hex)
    desk.put("soort", "incidenteel")
    assert not desk.has("doel_id")
    assert not desk.has("bijdrage")
    desk.put("oogmerk", "De begrafenis van zijn oma.")
    desk.put("begin_datum", date(2026, 11, 14))
    desk.put("duur", "van 10.00 tot 15.00 uur")
    desk.press("bewaar")
    assert home.get(desk.places[-1][1]["verlof_id"]).doel_id is None


def test_what_is_typed_stays_for_the_next_time(desk: Desk, home: House) -> None:
    page = verlof_page(desk, home)
    desk.put("oogmerk", "Half af")
    page.leave()
    verlof_page(desk, home)
    assert desk.find("oogmerk").value() == "Half af"


def test_from_preparation_to_how_it_went(desk: Desk, home: House) -> None:
    key = home.record()
    page = verlof_page(desk, home, key)
    assert "Hij ziet of het werk bij hem past." in desk.texts()
    desk.press("wijzig")
    assert desk.places[-1][1]["wijzig"] is True
    desk.press("zet_toegekend")
    assert home.get(key).status is VerlofStatus.toegekend
    assert not desk.has("zet_gehad")
    assert not desk.has("wijzig")
    home.clock.advance(days=8)
    page.inner.show_now()
    desk.press("zet_gehad")
    desk.press("stap_bewaar")
    assert "Vul ‘Hoe ging het’ in." in desk.texts()
    desk.put("evaluatie", "Hij mag terugkomen.")
    desk.press("stap_bewaar")
    assert home.get(key).evaluatie == "Hij mag terugkomen."
    assert desk.unnamed() == []
    desk.press("terug")
    assert desk.places[-1] == ("dossier", {"deelnemer_id": home.deelnemer_id, "tab": "verlof"})


def test_a_refusal_with_its_reason_and_back(desk: Desk, home: House) -> None:
    key = home.record()
    page = verlof_page(desk, home, key)
    desk.press("zet_geweigerd")
    desk.put("reden", "Het slachtoffer")
    page.leave()
    verlof_page(desk, home, key)
    assert desk.find("reden").value() == "Het slachtoffer"
    desk.press("stap_bewaar")
    assert "Geweigerd: Het slachtoffer" in desk.texts()
    desk.press("zet_terug")
    desk.put("reden", "Verkeerde knop")
    desk.press("stap_bewaar")
    assert home.get(key).status is VerlofStatus.voorbereiding
    assert "Laatst teruggezet: Verkeerde knop" in desk.texts()


def test_work_is_written_changed_and_taken_away(desk: Desk, home: House) -> None:
    desk.show(WerkplekPage(desk.context, deelnemer_id=home.deelnemer_id))
    assert "Nieuw werk van Jeffrey" in desk.texts()
    desk.put("soort", "groenvoorziening")
    desk.put("plek", "park")
    desk.put("uren", 20)
    desk.put("weekloon", "veel")
    desk.press("bewaar")
    assert "Typ het bedrag zo: 14,75." in desk.texts()
    desk.put("weekloon", "16")
    desk.press("bewaar")
    row = home.find_work()
    assert row is not None
    assert row.weekloon_centen == 1600
    desk.show(WerkplekPage(desk.context, deelnemer_id=home.deelnemer_id, werkplek_id=row.id))
    assert desk.find("weekloon").value() == "16,00"
    desk.press("haal_weg")
    assert home.find_work() is None
    desk.undo[-1]()
    assert home.find_work() is not None


def test_somebody_who_may_not_change_work_reads_it(home: House, clock: Clock, qtbot: QtBot) -> None:
    key = home.work()
    desk = Desk(Context(home.other_mentor, clock=clock), qtbot)
    desk.show(WerkplekPage(desk.context, deelnemer_id=home.deelnemer_id, werkplek_id=key))
    assert not desk.has("bewaar")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_window(
    desk: Desk, home: House, qapp: QApplication, scale: float
) -> None:
    key = home.record()
    home.work()
    theme.apply(qapp, "donker", scale)
    address: dict[str, Any] = {"deelnemer_id": home.deelnemer_id}
    pages: list[Page] = [
        VerlofTab(desk.context, **address),
        VerlofPage(desk.context, **address),
        VerlofPage(desk.context, **address, verlof_id=key),
        WerkplekPage(desk.context, **address),
    ]
    for page in pages:
        desk.show(page)
        for scroll in page.findChildren(kit.ScrollPage):
            assert scroll.horizontalScrollBar().maximum() == 0
    theme.apply(qapp, "licht")
