"""The pages of administration, through their widgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop import policy
from hvh_desktop.beheer.screen import (
    BeheerPage,
    BeleidPage,
    BeleidsregelPage,
    HuisPage,
    RechtenPage,
)
from hvh_desktop.beheer.screen_waarde import ValueEditor
from hvh_desktop.beheer.service import get_beleidsregel, list_beleid
from hvh_desktop.db import Compartment, Database
from hvh_desktop.errors import UserError
from hvh_desktop.huis import get_huis
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show

RITME = "mentorgesprek_ritme_dagen"


@pytest.fixture
def watched(qapp: QApplication, open_as: OpenAs, clock: Clock) -> Watched:
    theme.apply(qapp, "licht")
    return Watched(open_as(Rol.beheerder), clock)


@pytest.fixture
def database(watched: Watched) -> Database:
    return watched.context.database


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def value(database: Database, sleutel: str) -> Any:
    with database.reading() as session:
        return policy.get_value(session, sleutel)


def regel(qtbot: QtBot, watched: Watched, sleutel: str) -> BeleidsregelPage:
    page = BeleidsregelPage(watched.context, sleutel=sleutel)
    show(qtbot, page)
    return page


def fill(page: BeleidsregelPage, name: str, text: Any) -> None:
    block = page.sections.blocks[name]
    block.set_value(text)
    block.changed.emit()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("naar_medewerkers", "medewerkers"),
        ("naar_rechten", "rechten"),
        ("naar_raadplegingen", "raadplegingen"),
        ("naar_beleid", "beleid"),
        ("naar_organisaties", "organisaties"),
        ("naar_huis", "huis"),
        ("naar_herstelbladen", "herstelbladen"),
        ("naar_instellingen", "instellingen"),
    ],
)
def test_the_start_leads_everywhere(qtbot: QtBot, watched: Watched, name: str, place: str) -> None:
    page = show(qtbot, BeheerPage(watched.context))
    child(page, kit.Row, name).click()
    assert watched.places == [(place, {})]


def test_rules_are_found_and_opened(qtbot: QtBot, watched: Watched) -> None:
    page = BeleidPage(watched.context)
    show(qtbot, page)
    assert f"{len(policy._table())} regels" in words(page)
    page.search.setText("hellendoorn")
    child(page, kit.Row, "regel_gemeenten").click()
    assert watched.places == [("beleidsregel", {"sleutel": "gemeenten"})]
    page.search.setText("bestaat niet")
    assert "Geen regel gevonden" in words(page)


def test_only_hypotheses_are_shown_when_asked(qtbot: QtBot, watched: Watched) -> None:
    page = BeleidPage(watched.context)
    show(qtbot, page)
    child(page, kit.Check, "alleen_hypothesen").box.click()
    assert page.findChild(kit.Row, "regel_aantal_plaatsen") is None
    assert page.findChild(kit.Row, "regel_toestemming_maanden") is not None


def test_a_number_is_changed_with_its_source(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    page = regel(qtbot, watched, RITME)
    fill(page, "waarde", 21)
    child(page, kit.Button, "bewaar").click()
    assert "Vul ‘Waar komt dit vandaan’ in." in words(page)
    assert value(database, RITME) == 14
    fill(page, "bron", "Besluit van 10 november")
    child(page, kit.Button, "bewaar").click()
    assert value(database, RITME) == 21
    assert watched.places == [("beleid", {})]
    assert "Besluit van 10 november" in words(regel(qtbot, watched, RITME))


@pytest.mark.parametrize("typed", ["", "twee", "0", "99999"])
def test_a_number_that_cannot_be_is_told_at_its_field(
    qtbot: QtBot, watched: Watched, database: Database, typed: str
) -> None:
    page = regel(qtbot, watched, RITME)
    fill(page, "waarde", typed)
    fill(page, "bron", "Besluit")
    child(page, kit.Button, "bewaar").click()
    assert page.sections.blocks["waarde"].error()
    assert value(database, RITME) == 14


def test_a_day_that_is_over_is_asked(qtbot: QtBot, watched: Watched, database: Database) -> None:
    page = regel(qtbot, watched, RITME)
    fill(page, "waarde", 21)
    fill(page, "bron", "Besluit")
    fill(page, "geldig_vanaf", date(2026, 11, 1))
    child(page, kit.Button, "bewaar").click()
    assert value(database, RITME) == 14
    assert "Deze dag is al voorbij" in words(page)
    child(page, kit.Button, "doen").click()
    assert value(database, RITME) == 21


def test_a_list_is_typed_in_lines(qtbot: QtBot, watched: Watched, database: Database) -> None:
    page = regel(qtbot, watched, "soorten_zorg")
    fill(page, "bron", "Besluit")
    fill(page, "waarde", "  diagnostiek \n\n muziektherapie\n")
    child(page, kit.Button, "bewaar").click()
    assert "Laat ‘anders’ staan" in str(page.sections.blocks["waarde"].error())
    fill(page, "waarde", "  diagnostiek \n\n muziek  therapie\nanders")
    child(page, kit.Button, "bewaar").click()
    assert value(database, "soorten_zorg") == ["diagnostiek", "muziek therapie", "anders"]


def test_the_parts_of_a_text_have_a_field_each(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    page = regel(qtbot, watched, "toestemming_tekst")
    before = value(database, "toestemming_tekst")
    fill(page, "bron", "Besluit")
    fill(page, "waarde_titel", "Mag dit?")
    fill(page, "waarde_gevolgen", "")
    child(page, kit.Button, "bewaar").click()
    assert page.sections.blocks["waarde_gevolgen"].error()
    fill(page, "waarde_gevolgen", "Wij vertellen niets meer.")
    child(page, kit.Button, "bewaar").click()
    changed = {"titel": "Mag dit?", "gevolgen": ["Wij vertellen niets meer."]}
    assert value(database, "toestemming_tekst") == before | changed


def test_a_legal_ground_is_ticked(qtbot: QtBot, watched: Watched, database: Database) -> None:
    sleutel = "verstrekking_wettelijke_gronden"
    page = regel(qtbot, watched, sleutel)
    fill(page, "bron", "Advies van de jurist")
    fill(page, "waarde_2_gegevens", ["naam en verblijf"])
    child(page, kit.Button, "bewaar").click()
    grounds = value(database, sleutel)
    assert grounds[1]["gegevens"] == ["naam en verblijf"]
    assert [ground["taak"] for ground in grounds] == ["gemeente", "reclassering", "inrichting"]


@pytest.mark.parametrize("sleutel", sorted(policy.FIXED))
def test_what_the_program_stands_on_is_only_read(
    qtbot: QtBot, watched: Watched, sleutel: str
) -> None:
    page = regel(qtbot, watched, sleutel)
    assert "Deze waarde staat vast in het programma." in words(page)
    assert not page.sections.cards[0].isVisible()
    footer = page.footer()
    assert footer is not None
    assert footer.findChild(kit.Button, "bewaar") is None
    page.leave()


@pytest.mark.parametrize("sleutel", sorted(policy.NOT_ASKED))
def test_what_nothing_reckons_with_is_told(qtbot: QtBot, watched: Watched, sleutel: str) -> None:
    assert "Het programma rekent hier nog niet mee." in words(regel(qtbot, watched, sleutel))


def test_a_half_typed_value_is_kept_and_thrown_away(qtbot: QtBot, watched: Watched) -> None:
    page = regel(qtbot, watched, "verwijzing_doorlooptijden")
    fill(page, "waarde_aangemeld", "vijf")
    page.leave()
    again = regel(qtbot, watched, "verwijzing_doorlooptijden")
    assert again.sections.blocks["waarde_aangemeld"].input.text() == "vijf"
    child(again, kit.Button, "gooi_weg").click()
    assert again.sections.blocks["waarde_aangemeld"].input.text() == "3"


def test_a_value_of_before_is_taken_over(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    with database.transaction(Compartment.register) as session:
        policy.change_rule(session, "soorten_zorg", ["anders"], date(2026, 11, 1), "Besluit")
    page = regel(qtbot, watched, "soorten_zorg")
    child(page, kit.Button, "neem_over_1").click()
    assert page.editor.value()[0] == "diagnostiek"


class Browser(QObject):
    """Takes the addresses that would go to the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def go(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "go")  # type: ignore[arg-type]
    yield browser
    QDesktopServices.unsetUrlHandler("https")


def test_the_source_opens_in_the_browser(qtbot: QtBot, watched: Watched, browser: Browser) -> None:
    page = regel(qtbot, watched, "raadplegingen_bewaarjaren")
    child(page, kit.Button, "open_bron").click()
    assert browser.opened == ["https://zoek.officielebekendmakingen.nl/stcrt-2019-38007.html"]


@pytest.mark.parametrize("sleutel", sorted(policy._table()))
def test_the_editor_gives_back_the_value_that_it_shows(
    qtbot: QtBot, database: Database, sleutel: str
) -> None:
    with database.reading() as session:
        detail = get_beleidsregel(session, sleutel)
    editor = ValueEditor(sleutel, detail.waarde, detail.keuzes)
    qtbot.addWidget(editor)
    assert editor.value() == detail.waarde
    editor.set_typed(editor.fields_of(detail.waarde))
    assert editor.value() == detail.waarde
    editor.set_typed(editor.typed())
    assert editor.value() == detail.waarde
    assert editor.problems() == {}
    assert all(block.input.accessibleName() for block in editor.blocks.values())


def test_the_house_is_named(qtbot: QtBot, watched: Watched, database: Database) -> None:
    page = HuisPage(watched.context)
    show(qtbot, page)
    child(page, kit.Button, "bewaar").click()
    assert "Vul ‘Naam van het huis’ in." in words(page)
    page.sections.blocks["naam"].set_value("Huis van Herstel Twente")
    page.sections.blocks["plaats"].set_value("Almelo")
    child(page, kit.Button, "bewaar").click()
    with database.reading() as session:
        assert get_huis(session).volledige_naam == "Huis van Herstel Twente Almelo"
    assert watched.places == [("beheer", {})]


def test_a_house_with_a_name_too_long_is_told_how_many_letters_fit(
    qtbot: QtBot, watched: Watched
) -> None:
    page = HuisPage(watched.context)
    show(qtbot, page)
    page.sections.blocks["naam"].set_value("Huis " * 15)
    page.sections.blocks["plaats"].set_value("Stad " * 10)
    child(page, kit.Button, "bewaar").click()
    assert "er passen 60 letters" in words(page)
    assert "er passen 40 letters" in words(page)
    assert watched.places == []


def test_the_whole_source_of_a_rule_is_in_the_list(
    qtbot: QtBot, watched: Watched, database: Database
) -> None:
    page = BeleidPage(watched.context)
    show(qtbot, page)
    with database.reading() as session:
        rows = list_beleid(session, "")
    said = words(page)
    assert all(row.bron in said for row in rows)


def test_a_role_is_read_in_sentences_and_in_the_table(qtbot: QtBot, watched: Watched) -> None:
    page = RechtenPage(watched.context)
    show(qtbot, page)
    assert "deelnemers van wie je in het team zit" in words(page)
    assert "ook niet voor een beheerder" in words(page)
    child(page, kit.Row, "rol_psycholoog").click()
    assert "De behandeling lezen" in words(page)
    shown = [n for n in range(1, 10) if not page.table.isColumnHidden(n)]
    assert shown == [1 + list(Rol).index(Rol.psycholoog)]
    page.choice.set_value(None)
    page.choice.changed.emit()
    assert not any(page.table.isColumnHidden(n) for n in range(10))


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.beheerder])
def test_others_are_refused_in_a_sentence(
    qtbot: QtBot, qapp: QApplication, open_as: OpenAs, clock: Clock, rol: Rol
) -> None:
    other = Watched(open_as(rol), clock)
    for page in (BeheerPage, BeleidPage):
        show(qtbot, page(other.context))
    assert len(other.problems) == 2
    assert all("Vraag het aan: beheerder" in told for told in other.problems)
    with pytest.raises(UserError, match="Vraag het aan: beheerder"):
        BeleidsregelPage(other.context, sleutel=RITME)
    huis = HuisPage(other.context)
    show(qtbot, huis)
    footer = huis.footer()
    assert footer is not None
    assert not footer.isVisibleTo(huis)
