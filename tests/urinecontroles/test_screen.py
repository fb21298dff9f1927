"""The register and the page of one check, by the names a journey uses."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.rights import Compartment
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.urinecontroles.model import Heronderzoek, NieuwGebruik, UrineUitslag
from hvh_desktop.urinecontroles.screen import UrinecontrolePage, UrinecontrolesPage
from tests.conftest import Clock
from tests.desk import Desk
from tests.urinecontroles.house import TODAY, House


def sit_down(database: Database, clock: Clock, qtbot: QtBot) -> Desk:
    return Desk(Context(database, clock=clock), qtbot)


@pytest.fixture
def desk(home: House, clock: Clock, qtbot: QtBot, qapp: QApplication) -> Desk:
    theme.apply(qapp, "licht")
    return sit_down(home.mentor, clock, qtbot)


def page(desk: Desk, home: House, key: UUID | None = None, **other: Any) -> UrinecontrolePage:
    return desk.show(
        UrinecontrolePage(
            desk.context, deelnemer_id=home.deelnemer_id, urinecontrole_id=key, **other
        )
    )


# One check ------------------------------------------------------------------------------------


def test_a_check_is_ordered(desk: Desk, home: House) -> None:
    page(desk, home)
    assert desk.find("opdracht_tijd").value() == time(10, 30)
    desk.put("aanleiding", "vermoeden")
    desk.press("bewaar")
    assert "Kies ‘Welke stoffen worden gevraagd’." in desk.texts()
    assert "Vul in wat de reden is. Die hoort hij vooraf." in desk.texts()
    desk.put("reden", "Hij rook naar wiet.")
    desk.put("is_reden_meegedeeld", True)
    desk.put("stoffen", ("cannabis",))
    desk.press("bewaar")
    place, address = desk.places[-1]
    assert place == "urinecontrole"
    detail = home.get(address["urinecontrole_id"])
    assert detail.is_reden_meegedeeld
    assert detail.row.stoffen == ("cannabis",)


def test_the_reason_is_asked_only_where_it_is_needed(desk: Desk, home: House) -> None:
    page(desk, home)
    reason = desk.find("reden")
    assert reason.accessibleName() == "Reden (optioneel)"
    for why, name in (
        ("vermoeden", "Reden"),
        ("steekproef", "Reden (optioneel)"),
        ("anders", "Reden"),
    ):
        desk.put("aanleiding", why)
        assert reason.accessibleName() == name


def test_an_order_that_is_mended_asks_its_reason_too(desk: Desk, home: House) -> None:
    page(desk, home, home.order(), wijzig=True)
    assert desk.find("reden").accessibleName() == "Reden"


def test_it_counts_in_words_until_when_and_opens_the_source(
    desk: Desk, home: House, clock: Clock
) -> None:
    shown = page(desk, home, home.order())
    assert "Hij heeft tot 13.00 uur de tijd, nog 2 uur en 30 minuten." in desk.texts()
    assert "Regeling urinecontrole" not in desk.texts()
    desk.press("bron_gelegenheid")
    assert "Regeling urinecontrole penitentiaire inrichtingen" in desk.texts()
    clock.advance(hours=2)
    shown.inner.show_now()
    assert "nog 30 minuten" in desk.texts()


def test_the_whole_way(desk: Desk, home: House) -> None:
    key = home.order()
    page(desk, home, key)
    assert desk.unnamed() == []
    desk.press("doe_afname")
    desk.put("afname_tijd", time(9, 40))
    desk.put("nummer", "A-1")
    desk.press("stap_bewaar")
    assert home.get(key).row.uitslag is UrineUitslag.onderweg
    desk.press("doe_uitslag")
    desk.press("stap_bewaar")
    assert "Kies of cannabis gevonden is." in desk.texts()
    desk.press("niets_gevonden")
    desk.put("stof_1_uitslag", "positief")
    desk.put("stof_1_waarde", "62 ng/ml")
    desk.press("stap_bewaar")
    assert "De uitslag is er. Vertel hem de uitslag" in desk.texts()
    assert not desk.has("doe_heronderzoek")
    desk.press("doe_meegedeeld")
    desk.put("meegedeeld_tijd", time(10, 15))
    desk.press("stap_bewaar")
    assert "Tot vrijdag 13 november, 10.15 uur kan hij een heronderzoek vragen" in desk.texts()
    assert not desk.has("doe_uitslag"), "nothing changes after it was told"
    desk.press("doe_heronderzoek")
    desk.press("stap_bewaar")
    assert "een straf gaat niet in" in desk.texts()
    desk.press("doe_heruitslag")
    desk.put("bevestigd", "ja")
    desk.press("stap_bewaar")
    detail = home.get(key)
    assert detail.row.heronderzoek is Heronderzoek.bevestigd
    assert detail.stoffen[0].waarde == "62 ng/ml"


def test_a_refusal_waits_for_his_hours(desk: Desk, home: House) -> None:
    key = home.order()
    page(desk, home, key)
    assert not desk.has("voorval")
    desk.press("doe_weigering")
    desk.press("stap_bewaar")
    assert "Hij heeft nog tot 13.00 uur de tijd." in desk.texts()
    desk.put("is_nee", True)
    desk.put("toelichting", "“Ik doe het niet.”")
    desk.press("stap_bewaar")
    assert home.get(key).row.uitslag is UrineUitslag.geweigerd
    desk.press("voorval")
    assert desk.places[-1] == ("voorval", {"deelnemer_id": home.deelnemer_id})


def test_tampering_asks_no_substances(desk: Desk, home: House) -> None:
    key = home.order()
    page(desk, home, key)
    desk.press("doe_geknoeid")
    assert not desk.has("stof_1_uitslag")
    desk.put("toelichting", "Er was water bij gedaan.")
    desk.press("stap_bewaar")
    assert home.get(key).row.uitslag is UrineUitslag.geknoeid
    assert desk.has("voorval")


def test_medicine_is_a_tick_without_a_name(desk: Desk, home: House) -> None:
    key = home.order(stoffen=("opiaten",))
    home.take(key)
    page(desk, home, key)
    desk.press("doe_uitslag")
    assert "Welk medicijn het is, hoort hier niet" in desk.texts()
    assert not desk.has("stof_1_is_verklaard")
    desk.put("stof_1_uitslag", "positief")
    desk.put("stof_1_is_verklaard", True)
    desk.press("stap_bewaar")
    assert home.get(key).row.uitslag is UrineUitslag.negatief
    assert "Verklaard door medicatie, telt niet mee" in desk.texts()


def test_new_use_is_judged_with_the_earlier_result_beside_it(desk: Desk, home: House) -> None:
    home.past_positive(date(2026, 10, 1), "B-1", "cannabis")
    key = home.order()
    home.take(key, "B-2")
    home.result(key, "cannabis")
    page(desk, home, key)
    assert "Dit is zijn tweede positieve uitslag die telt." in desk.texts()
    assert "dus dit hoeft geen nieuw gebruik te zijn" in desk.texts()
    desk.press("bron_zichtbaar")
    assert "R-20/8141/GA" in desk.texts()
    assert "Voorlopig" in desk.texts()
    desk.press("nieuw_wijzig")
    desk.put("nieuw_gebruik", "nee")
    desk.press("nieuw_bewaar")
    assert home.get(key).row.nieuw_gebruik is NieuwGebruik.nee


def test_what_is_typed_opens_again(desk: Desk, home: House) -> None:
    key = home.order()
    home.take(key)
    first = page(desk, home, key)
    desk.press("doe_uitslag")
    desk.put("stof_2_uitslag", "positief")
    desk.put("stof_2_waarde", "300")
    first.leave()
    page(desk, home, key)
    assert desk.find("stof_2_waarde").value() == "300"
    desk.press("stap_laten")
    with home.mentor.reading() as session:
        assert list_drafts(session, Compartment.team) == []


def test_a_mistake_goes_with_its_reason(desk: Desk, home: House) -> None:
    key = home.order()
    page(desk, home, key)
    desk.press("haal_weg")
    desk.put("reden", "Bij de verkeerde deelnemer.")
    desk.press("stap_bewaar")
    assert "Deze controle is weggehaald: Bij de verkeerde deelnemer." in desk.texts()
    assert not desk.has("doe_afname")
    assert not desk.has("haal_weg")


def test_the_order_is_mended(desk: Desk, home: House) -> None:
    key = home.order()
    page(desk, home, key)
    desk.press("doe_opdracht")
    assert desk.places[-1][1]["wijzig"] is True
    page(desk, home, key, wijzig=True)
    desk.put("stoffen", ("alcohol",))
    desk.press("bewaar")
    assert home.get(key).row.stoffen == ("alcohol",)


def test_the_psycholoog_reads_it(home: House, clock: Clock, qtbot: QtBot) -> None:
    desk = sit_down(home.psycholoog, clock, qtbot)
    page(desk, home, home.order())
    assert "Hij heeft tot 13.00 uur de tijd" in desk.texts()
    assert not desk.has("doe_afname")
    assert not desk.has("haal_weg")


# The register ---------------------------------------------------------------------------------


def filled(home: House) -> tuple[UUID, UUID]:
    late = home.order(home.ander_id, opdracht_tijd=time(5, 0), stoffen=("alcohol",))
    done = home.past_positive(date(2026, 11, 2), "D-1", "cannabis")
    home.past_positive(date(2026, 7, 20), "D-2", "cocaïne")
    return late, done


def test_what_runs_stands_on_top_and_opens(desk: Desk, home: House) -> None:
    late, done = filled(home)
    desk.show(UrinecontrolesPage(desk.context))
    row = desk.find(f"loopt_{late.hex}")
    assert "Tijd voorbij" in row.accessibleName()
    assert not desk.has(f"loopt_{done.hex}")
    desk.press(f"controle_{done.hex}")
    assert desk.places[-1][1]["urinecontrole_id"] == done
    assert desk.unnamed() == []


def test_the_register_is_filtered(desk: Desk, home: House) -> None:
    late, done = filled(home)
    desk.show(UrinecontrolesPage(desk.context))
    desk.put("stof", "alcohol")
    assert desk.has(f"controle_{late.hex}")
    assert not desk.has(f"controle_{done.hex}")
    desk.put("uitslag", "positief")
    assert "Geen urinecontroles gevonden" in desk.texts()
    desk.put("stof", None)
    assert desk.has(f"controle_{done.hex}")
    assert not desk.has(f"controle_{late.hex}")


def test_bars_and_table_say_the_same_without_names(desk: Desk, home: House) -> None:
    filled(home)
    desk.show(UrinecontrolesPage(desk.context))
    desk.put("periode", "jaar")
    chart = desk.find("staven")
    assert "Cannabis: 1 keer gevonden bij 2 controles" in chart.accessibleName()
    desk.press("tabel_stoffen")
    table = desk.find("tellingen")
    model = table.model()
    cells = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert cells == [
        ["Cannabis", "2", "1", "0", "0", "1"],
        ["Cocaïne", "2", "1", "0", "0", "1"],
    ]


def test_an_empty_register_says_what_to_do(desk: Desk) -> None:
    desk.show(UrinecontrolesPage(desk.context))
    assert "of begin een controle in een dossier" in desk.texts()
    assert not desk.has("staven")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_window(
    desk: Desk, home: House, qapp: QApplication, scale: float
) -> None:
    late, done = filled(home)
    theme.apply(qapp, "donker", scale)
    address: dict[str, Any] = {"deelnemer_id": home.deelnemer_id}
    pages: list[Page] = [
        UrinecontrolesPage(desk.context),
        UrinecontrolePage(desk.context, **address),
        UrinecontrolePage(desk.context, **address, urinecontrole_id=done),
        UrinecontrolePage(desk.context, deelnemer_id=home.ander_id, urinecontrole_id=late),
    ]
    for one in pages:
        desk.show(one)
        for scroll in one.findChildren(kit.ScrollPage):
            assert scroll.horizontalScrollBar().maximum() == 0
    theme.apply(qapp, "licht")


def test_a_tube_number_that_is_taken_is_said_at_its_field(desk: Desk, home: House) -> None:
    home.take(home.order(home.ander_id), "A-1")
    key = home.order()
    page(desk, home, key)
    desk.press("doe_afname")
    desk.put("nummer", "A-1")
    desk.press("stap_bewaar")
    assert "Dit nummer staat al op een buis van 12 november 2026." in desk.texts()
    assert home.get(key).row.afname_datum is None
    assert home.get(key).row.opdracht_datum == TODAY
