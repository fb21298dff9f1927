"""The screens of organisaties, by object name, on real encrypted files."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database
from hvh_desktop.organisaties import service
from hvh_desktop.organisaties.model import WettelijkeTaak
from hvh_desktop.organisaties.screen import OrganisatiePage, OrganisatiesPage
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.organisaties.test_service import CONTACT, record


@pytest.fixture
def watched(qapp: QApplication, database: Database, clock: Clock) -> Watched:
    theme.apply(qapp, "licht")
    return Watched(database, clock)


def test_the_directory_is_searched_and_opened(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    record(database, (CONTACT,))
    key = record(database, naam="Café De Brug", plaats="Almelo")
    page = OrganisatiesPage(watched.context)
    show(qtbot, page)
    assert page.table.row_count() == 2
    child(page, kit.SearchField, "zoek").setText("cafe")
    assert page.table.row_count() == 1
    page.table.chosen.emit(0)
    assert watched.places == [("organisatie", {"organisatie_id": key})]


def test_an_organisation_is_added_with_two_contacts(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    page = OrganisatiePage(watched.context)
    show(qtbot, page)
    page.sections.blocks["naam"].set_value("ROC van Twente")
    page.contacts.views()[0].set_values({"functie": "docent"})
    child(page, kit.Button, "contact_erbij").click()
    page.contacts.views()[1].set_values({"naam": "Anouk"})
    child(page, kit.Button, "bewaar").click()
    assert page.contacts.views()[1].blocks["functie"].error() == "Vul ‘Functie’ in."
    page.contacts.views()[1].set_values({"functie": "loopbaanbegeleider"})
    child(page, kit.Button, "bewaar").click()
    assert watched.places == [("organisaties", {})]
    with database.reading() as session:
        (row,) = service.list_organisaties(session)
    assert [(one.functie, one.naam) for one in row.contactpersonen] == [
        *(("docent", ""), ("loopbaanbegeleider", "Anouk")),
    ]


def test_an_organisation_leaves_the_list_and_comes_back(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    key = record(database, (CONTACT,))
    page = OrganisatiePage(watched.context, organisatie_id=key)
    show(qtbot, page)
    child(page, kit.Button, "haal_uit_de_lijst").click()
    with database.reading() as session:
        assert service.list_organisaties(session) == []
    watched.undo[0]()
    with database.reading() as session:
        assert len(service.list_organisaties(session)) == 1


@pytest.mark.parametrize(
    ("chosen", "kept"), [(None, WettelijkeTaak.gemeente), ("inrichting", WettelijkeTaak.inrichting)]
)
def test_a_gemeente_gets_its_task_unless_another_was_chosen(
    qtbot: QtBot, watched: Watched, database: Database, chosen: str | None, kept: WettelijkeTaak
) -> None:
    page = OrganisatiePage(watched.context)
    show(qtbot, page)
    blocks = page.sections.blocks
    blocks["naam"].set_value("Gemeente Hengelo")
    blocks["wettelijke_taak"].set_value(chosen)
    blocks["gemeente"].set_value("Hengelo")
    blocks["gemeente"].changed.emit()
    child(page, kit.Button, "bewaar").click()
    with database.reading() as session:
        (row,) = service.list_organisaties(session)
    assert row.wettelijke_taak is kept
    again = OrganisatiePage(watched.context, organisatie_id=row.id)
    show(qtbot, again)
    assert again.sections.blocks["wettelijke_taak"].value() == kept.value


def test_a_contact_half_typed_is_kept_as_concept(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    key = record(database, (CONTACT,))
    page = OrganisatiePage(watched.context, organisatie_id=key)
    show(qtbot, page)
    page.contacts.views()[0].blocks["naam"].input.setText("Anouk")
    page.leave()
    again = OrganisatiePage(watched.context, organisatie_id=key)
    show(qtbot, again)
    assert again.contacts.views()[0].blocks["naam"].value() == "Anouk"


def test_who_may_not_change_only_reads(qtbot: QtBot, open_as: OpenAs, clock: Clock) -> None:
    key = record(open_as(Rol.mentor), (CONTACT,))
    reader = Watched(open_as(Rol.directeur), clock)
    page = OrganisatiePage(reader.context, organisatie_id=key)
    show(qtbot, page)
    footer = page.footer()
    assert footer is not None
    assert footer.isHidden()
    with open_as(Rol.directeur).reading() as session:
        assert service.get_organisatie(session, key).naam == "Bewindvoering Het Kompas"


def test_who_may_not_choose_the_task_changes_no_name_of_who_has_one(
    qtbot: QtBot, open_as: OpenAs, clock: Clock
) -> None:
    task: dict[str, Any] = {"wettelijke_taak": "gemeente", "gemeente": "Almelo"}
    key = record(open_as(Rol.casemanager), naam="Gemeente Almelo", **task)
    without = record(open_as(Rol.mentor))
    desk = Watched(open_as(Rol.mentor), clock)
    page = OrganisatiePage(desk.context, organisatie_id=key)
    show(qtbot, page)
    blocks = page.sections.blocks
    fixed = {name for name, block in blocks.items() if block.input.property("vast")}
    assert fixed == {"naam", "gemeente", "wettelijke_taak"}
    blocks["telefoon"].set_value("06-00000001")
    child(page, kit.Button, "bewaar").click()
    with open_as(Rol.mentor).reading() as session:
        row = service.get_organisatie(session, key)
    assert (row.telefoon, row.gemeente) == ("06-00000001", "Almelo")
    other = OrganisatiePage(desk.context, organisatie_id=without)
    show(qtbot, other)
    assert not other.sections.blocks["naam"].input.property("vast")


def test_register_is_the_place_of_its_drafts() -> None:
    assert OrganisatiePage.compartment is Compartment.register
