"""The screens of netwerken, by object name, on real encrypted files."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers.service import record_deelnemer
from hvh_desktop.netwerken import service
from hvh_desktop.netwerken.screen import NetwerklidPage, NetwerkTab
from hvh_desktop.organisaties.service import record_organisatie
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock
from tests.deelnemers.example import deelnemer_values
from tests.deelnemers.windows import Watched, child, show
from tests.netwerken.test_service import ZUS


@pytest.fixture
def watched(qapp: QApplication, database: Database, clock: Clock) -> Watched:
    theme.apply(qapp, "licht")
    return Watched(database, clock)


@pytest.fixture
def deelnemer_id(database: Database) -> UUID:
    with database.transaction(Compartment.team) as session:
        return record_deelnemer(session, deelnemer_values())


def netwerk(database: Database, deelnemer_id: UUID) -> list[service.NetwerklidRow]:
    with database.reading() as session:
        return service.list_netwerk(session, deelnemer_id, with_vervallen=True)


def test_an_empty_list_says_what_to_do_first(
    qtbot: QtBot, watched: Watched, deelnemer_id: UUID
) -> None:
    page = NetwerkTab(watched.context, deelnemer_id=deelnemer_id)
    show(qtbot, page)
    child(page, kit.Button, "netwerklid_nieuw").click()
    assert watched.places == [("netwerklid", {"deelnemer_id": deelnemer_id})]


def test_a_child_is_put_on_the_list(
    qtbot: QtBot, watched: Watched, database: Database, deelnemer_id: UUID
) -> None:
    page = NetwerklidPage(watched.context, deelnemer_id=deelnemer_id)
    show(qtbot, page)
    blocks = page.sections.blocks
    assert not blocks["geboortejaar"].isVisible()
    assert not blocks["organisatie_id"].isVisible()
    for name, value in (ZUS | {"naam": "Noa", "relatie": "dochter"}).items():
        blocks[name].set_value(value)
    blocks["is_kind"].input.box.click()
    assert blocks["geboortejaar"].isVisible()
    blocks["geboortejaar"].set_value(2019)
    child(page, kit.Button, "bewaar").click()
    assert watched.places == [("dossier", {"deelnemer_id": deelnemer_id, "tab": "netwerk"})]
    (row,) = netwerk(database, deelnemer_id)
    assert (row.naam, row.is_kind, row.leeftijd) == ("Noa", True, 7)


def test_an_organisation_is_chosen_from_the_directory(
    qtbot: QtBot, watched: Watched, database: Database, deelnemer_id: UUID
) -> None:
    with database.transaction(Compartment.register) as session:
        key = record_organisatie(session, {"naam": "Transfore", "plaats": "Almelo"})
    page = NetwerklidPage(watched.context, deelnemer_id=deelnemer_id)
    show(qtbot, page)
    blocks = page.sections.blocks
    blocks["soort"].input.setCurrentIndex(2)
    assert blocks["organisatie_id"].isVisible()
    blocks["organisatie_id"].input.setCurrentIndex(1)
    for name, value in (("relatie", "behandelaar"), ("sterkte", "sterk"), ("steun", "krijgt")):
        blocks[name].set_value(value)
    child(page, kit.Button, "bewaar").click()
    (row,) = netwerk(database, deelnemer_id)
    assert (row.naam, row.organisatie_id) == ("Transfore", key)


def test_taking_off_asks_a_reason_and_can_be_undone(
    qtbot: QtBot, watched: Watched, database: Database, deelnemer_id: UUID
) -> None:
    with database.transaction(Compartment.team) as session:
        key = service.record_netwerklid(session, deelnemer_id, ZUS)
    page = NetwerklidPage(watched.context, deelnemer_id=deelnemer_id, netwerklid_id=key)
    show(qtbot, page)
    child(page, kit.Button, "haal_van_de_lijst").click()
    child(page, kit.Button, "eraf").click()
    assert page.reason.blocks["vervallen_reden"].error() == "Vul ‘Reden’ in."
    page.reason.blocks["vervallen_reden"].set_value("geen contact meer")
    child(page, kit.Button, "eraf").click()
    assert netwerk(database, deelnemer_id)[0].is_vervallen
    tab = NetwerkTab(watched.context, deelnemer_id=deelnemer_id)
    show(qtbot, tab)
    assert child(tab, kit.Button, f"zet_terug_{key.hex}").text() == "Zet terug"
    watched.undo[0]()
    assert not netwerk(database, deelnemer_id)[0].is_vervallen
    assert child(tab, kit.Row, f"netwerklid_{key.hex}").name == "Diny"
