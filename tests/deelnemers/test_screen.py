"""The screens of deelnemers, by object name, on real encrypted files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers import service
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.deelnemers.screen import DeelnemerFormPage, DeelnemersPage, GegevensTab
from hvh_desktop.deelnemers.screen_foto import UNREADABLE, FotoField, small_jpeg
from hvh_desktop.deelnemers.screen_list import needs
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock, OpenAs
from tests.deelnemers.example import deelnemer_values
from tests.deelnemers.windows import Watched, child, show


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, "licht")
    theme.load_scripts()


@pytest.fixture
def watched(qapp: QApplication, database: Database, clock: Clock) -> Watched:
    return Watched(database, clock)


@pytest.fixture
def ilse(database: Database) -> UUID:
    with database.transaction(Compartment.register) as session:
        medewerker = Medewerker(
            naam="Ilse Koopmans", roepnaam="Ilse", gebruikersnaam="ilse", rollen=(Rol.mentor,)
        )
        session.add(medewerker)
        session.flush()
        return medewerker.id


def record(database: Database, **values: object) -> UUID:
    with database.transaction(Compartment.team) as session:
        return service.record_deelnemer(session, deelnemer_values(**values))


def shown_names(page: DeelnemersPage) -> list[str]:
    (listed,) = page.findChildren(kit.RowList)
    return [row.name for row in listed.rows if isinstance(row, kit.Row)]


def test_the_list_counts_filters_and_orders(
    qtbot: QtBot, watched: Watched, database: Database, ilse: UUID
) -> None:
    soon = record(
        database,
        roepnaam="Krzysiek",
        achternaam="Żółkiewski",
        verwacht_einde_datum=date(2026, 12, 1),
        plaats_nummer=4,
    )
    record(database, verwacht_einde_datum=date(2027, 4, 4), plaats_nummer=5)
    with database.transaction(Compartment.team) as session:
        service.record_teamlid(session, soon, ilse, Taak.mentor, date(2026, 7, 9))
    page = DeelnemersPage(watched.context)
    show(qtbot, page)
    assert shown_names(page) == ["Krzysiek Żółkiewski", "Jeffrey Nijhuis"]
    child(page, kit.ChoiceField, "volgorde").setCurrentIndex(1)
    assert shown_names(page) == ["Jeffrey Nijhuis", "Krzysiek Żółkiewski"]
    search = child(page, kit.SearchField, "zoek")
    search.setText("zolkiewski plaats 4")
    assert shown_names(page) == ["Krzysiek Żółkiewski"]
    child(page, kit.Row, f"deelnemer_{soon.hex}").click()
    assert watched.places == [("dossier", {"deelnemer_id": soon})]
    search.setText("niemand zo")
    child(page, kit.Button, "toon_iedereen").click()
    assert len(shown_names(page)) == 2


def test_who_left_stands_in_the_other_list(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    key = record(database)
    with database.transaction(Compartment.team) as session:
        stay = service.get_deelnemer(session, key).verblijven[0].id
        service.complete_verblijf(session, stay, date(2026, 10, 1), "v.i.")
    page = DeelnemersPage(watched.context)
    show(qtbot, page)
    assert shown_names(page) == []
    child(page, kit.ChoiceField, "wie").setCurrentIndex(1)
    table = child(page, kit.Table, "vertrokken")
    assert table.row_count() == 1
    table.chosen.emit(0)
    assert watched.places == [("dossier", {"deelnemer_id": key})]


def test_what_needs_doing_is_said_in_words(database: Database) -> None:
    record(database, verwacht_einde_datum=date(2026, 11, 1))
    record(database, titel="BBA", plaats_nummer=3, roepnaam="Zef", achternaam="Zand")
    with database.reading() as session:
        hvh, bba = service.list_deelnemers(session)
    words = [word for word, _tone, _icon in needs(hvh, date(2026, 11, 12))]
    assert words == ["Vertrekdatum is voorbij", "Nog geen mentoren", "Nog geen plaats"]
    assert [word for word, _tone, _icon in needs(bba, date(2026, 11, 12))] == ["BBA"]


def fill_in(page: DeelnemerFormPage) -> None:
    values = deelnemer_values(naam_eigen_schrift="علي", registratienummer="HT-1")
    for name, value in values.items():
        page.sections.blocks[name].set_value(value)


def test_somebody_is_enrolled_with_his_team(
    qtbot: QtBot, watched: Watched, database: Database, ilse: UUID
) -> None:
    page = DeelnemerFormPage(watched.context)
    show(qtbot, page)
    save = child(page, kit.Button, "bewaar")
    save.click()
    assert page.sections.blocks["roepnaam"].error() == "Vul ‘Roepnaam’ in."
    fill_in(page)
    page.sections.blocks["mentor_1"].set_value(ilse.hex)
    page.sections.blocks["mentor_2"].set_value(ilse.hex)
    save.click()
    assert "andere collega" in (page.sections.blocks["mentor_2"].error() or "")
    page.sections.blocks["mentor_2"].set_value(None)
    page.sections.blocks["vi_datum"].set_value("31-2-2027")
    save.click()
    assert "28 dagen" in (page.sections.blocks["vi_datum"].error() or "")
    page.sections.blocks["vi_datum"].set_value("4-4-2027")
    save.click()
    ((place, address),) = watched.places
    assert place == "dossier"
    with database.reading() as session:
        found = service.get_deelnemer(session, address["deelnemer_id"])
    assert (found.naam, found.naam_eigen_schrift) == ("Jeffrey Nijhuis", "علي")
    assert found.huidig_verblijf is not None
    assert found.huidig_verblijf.vi_datum == date(2027, 4, 4)
    assert [one.medewerker_id for one in found.team] == [ilse]


def test_what_was_typed_comes_back_and_can_be_thrown_away(qtbot: QtBot, watched: Watched) -> None:
    page = DeelnemerFormPage(watched.context)
    show(qtbot, page)
    page.sections.blocks["roepnaam"].input.setText("Ali")
    page.sections.blocks["geboortedatum"].input.set_value("31-11-1990")
    page.sections.blocks["achternaam"].input.setText("Yıldız")
    page.leave()
    again = DeelnemerFormPage(watched.context)
    show(qtbot, again)
    assert again.sections.blocks["achternaam"].value() == "Yıldız"
    assert again.sections.blocks["geboortedatum"].input.text() == "31-11-1990"
    child(again, kit.Button, "gooi_weg").click()
    assert again.sections.blocks["achternaam"].value() == ""
    third = DeelnemerFormPage(watched.context)
    show(qtbot, third)
    assert third.sections.blocks["roepnaam"].value() == ""


def test_a_part_is_changed_and_the_rest_stays(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    key = record(database, talen="Turks", lvb="ja")
    page = DeelnemerFormPage(watched.context, deelnemer_id=key, deel="taal")
    show(qtbot, page)
    page.sections.blocks["leesniveau"].set_value("A2")
    child(page, kit.Button, "bewaar").click()
    assert watched.places == [("dossier", {"deelnemer_id": key, "tab": "gegevens"})]
    with database.reading() as session:
        found = service.get_deelnemer(session, key)
    assert (found.talen, found.leesniveau, found.lvb, found.roepnaam) == (
        *("Turks", "A2", "ja", "Jeffrey"),
    )


@pytest.mark.parametrize("deel", ["persoon", "brief", "verblijf", "vertrek", "aandachtspunt"])
def test_every_part_opens_and_says_what_is_missing_or_saves(
    qtbot: QtBot, watched: Watched, database: Database, deel: str
) -> None:
    key = record(database)
    page = DeelnemerFormPage(watched.context, deelnemer_id=key, deel=deel)
    show(qtbot, page)
    child(page, kit.Button, "bewaar").click()
    errors = [block.error() for block in page.sections.blocks.values() if block.error()]
    assert bool(errors) != bool(watched.places)


def test_a_third_mentor_is_refused_at_the_field(
    qtbot: QtBot, watched: Watched, database: Database, ilse: UUID
) -> None:
    key = record(database)
    with database.transaction(Compartment.team) as session:
        for other in (UUID(int=1), UUID(int=2)):
            service.record_teamlid(session, key, other, Taak.mentor, date(2026, 7, 9))
    page = DeelnemerFormPage(watched.context, deelnemer_id=key, deel="teamlid")
    show(qtbot, page)
    page.sections.blocks["medewerker_id"].set_value(ilse.hex)
    page.sections.blocks["taak"].set_value("mentor")
    child(page, kit.Button, "bewaar").click()
    assert "al twee mentoren" in (page.sections.blocks["taak"].error() or "")
    assert watched.places == []


def test_gegevens_offers_changing_only_to_who_may(
    qtbot: QtBot, open_as: OpenAs, database: Database, clock: Clock
) -> None:
    key = record(database, naam_eigen_schrift="ܓܒܪܐܝܠ", motivatiebrief="Ik wil leren pinnen.")
    with database.transaction(Compartment.team) as session:
        service.record_aandachtspunt(session, key, "taal", "Spreekt Syrisch", date(2026, 7, 9))
    lead = Watched(database, clock)
    page = GegevensTab(lead.context, deelnemer_id=key)
    show(qtbot, page)
    child(page, kit.Button, "wijzig_persoon").click()
    assert lead.places[0][0] == "deelnemer_wijzigen"
    words = {label.text() for label in page.findChildren(kit.Label)}
    assert {"ܓܒܪܐܝܠ", "Ik wil leren pinnen.", "Spreekt Syrisch"} <= words
    other = GegevensTab(Watched(open_as(Rol.directeur), clock).context, deelnemer_id=key)
    show(qtbot, other)
    assert other.findChild(kit.Button, "wijzig_persoon") is None


def test_a_photo_is_made_small_and_a_bad_one_explained(
    qtbot: QtBot, watched: Watched, tmp_path: Path
) -> None:
    good, bad = tmp_path / "foto.png", tmp_path / "brief.png"
    image = QImage(1600, 900, QImage.Format.Format_ARGB32)
    image.fill(0xFF336699)
    assert image.save(str(good))
    bad.write_bytes(b"%PDF-1.7 geen foto")
    field = FotoField(lambda act: _explained(watched, act))
    qtbot.addWidget(field)
    field.take_file(good)
    foto = field.value()
    assert foto is not None
    assert foto.startswith(b"\xff\xd8\xff")
    small = QImage.fromData(foto)
    assert (small.width(), small.height()) == (400, 225)
    field.take_file(bad)
    assert watched.problems == [UNREADABLE]
    assert field.value() == foto
    field.take_file(tmp_path / "weg.png")
    assert "kan niet worden gelezen" in watched.problems[-1]
    with pytest.raises(UserError):
        small_jpeg(b"")


def _explained(watched: Watched, act: object) -> None:
    with watched.context.explain():
        act()  # type: ignore[operator]


@pytest.mark.parametrize("rol", [Rol.casemanager, Rol.mentor])
def test_an_empty_house_offers_to_enrol_who_may(
    qtbot: QtBot, qapp: QApplication, open_as: OpenAs, clock: Clock, rol: Rol
) -> None:
    watched = Watched(open_as(rol), clock)
    page = DeelnemersPage(watched.context)
    show(qtbot, page)
    if rol is Rol.mentor:
        assert page.findChild(kit.Button, "schrijf_in") is None
        return
    child(page, kit.Button, "schrijf_in").click()
    assert watched.places == [("deelnemer_nieuw", {})]
