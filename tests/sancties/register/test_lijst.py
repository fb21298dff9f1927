"""The register, on real files: what waits, filters, words that stay shut, three hundred cases."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment, Database
from hvh_desktop.deelnemers import access
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.sancties.screen_lijst import SHOWN, SanctiesPage
from hvh_desktop.sancties.screen_regels import MERKEN, status_badge
from hvh_desktop.sancties.service_register import DICHT, Register, list_register
from hvh_desktop.sancties.words import STATUS_WORDS, VOORVAL_SOORTEN, SanctieStatus
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.dossier.sample import Huis
from tests.sancties.zaken import add_zaak

S = SanctieStatus
TODAY = date(2026, 11, 12)
YEAR = (date(2026, 1, 1), TODAY)


def register(database: Database) -> Register:
    with database.reading() as session:
        return list_register(session, from_day=YEAR[0], to_day=YEAR[1])


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def names(page: QWidget) -> list[str]:
    listed = page.findChild(kit.RowList, "zaken")
    return [row.name for row in listed.rows if isinstance(row, kit.Row)] if listed else []


@pytest.fixture
def cases(huis: Huis) -> dict[str, UUID]:
    """Three that run, of whom Ilse guides Jeffrey and Mehmet; one that is closed."""
    with huis.database.transaction(Compartment.team) as session:
        return {
            "jeffrey": add_zaak(
                session, huis.jeffrey, "softdrugs", date(2026, 11, 9), S.mededeling
            ),
            "mehmet": add_zaak(session, huis.mehmet, "agressie", date(2026, 11, 3), S.verslag),
            "kees": add_zaak(session, huis.kees, "te_laat", date(2026, 11, 5), S.horen),
            "klaar": add_zaak(
                session,
                huis.jeffrey,
                "te_laat",
                date(2026, 5, 5),
                S.geseponeerd,
                slot_datum=date(2026, 5, 9),
            ),
        }


@pytest.fixture
def page(cases: dict[str, UUID], watched: Watched, qtbot: QtBot) -> SanctiesPage:
    page = SanctiesPage(watched.context)
    show(qtbot, page)
    return page


def page_of(
    database: Database, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> tuple[SanctiesPage, Watched]:
    theme.apply(qapp, theme.LICHT)
    watched = Watched(database, clock)
    page = SanctiesPage(watched.context)
    show(qtbot, page)
    return page, watched


# What is told of whom ------------------------------------------------------------------------


def test_a_mentor_reads_no_words_of_another_mans_case(
    huis: Huis, cases: dict[str, UUID], ilse: Database
) -> None:
    found = register(ilse)
    assert found.dicht == {huis.kees}
    shut = next(row for row in found.zaken if row.deelnemer_id == huis.kees)
    assert (shut.voorval, shut.voorval_soort, shut.uitkomst, shut.wacht_op) == ("", "", "", "")
    assert (shut.deelnemer, shut.status) == ("Kees Brummelink", S.horen)
    with ilse.transaction(Compartment.log) as session:
        access.record_opening(session, huis.kees, "overleg over hem")
    opened = next(row for row in register(ilse).zaken if row.deelnemer_id == huis.kees)
    assert opened.voorval == "Te laat terug"


@pytest.mark.parametrize("rol", [Rol.casemanager, Rol.locatiemanager, Rol.directeur])
def test_who_needs_no_reason_reads_all(cases: dict[str, UUID], open_as: OpenAs, rol: Rol) -> None:
    found = register(open_as(rol))
    assert found.dicht == frozenset()
    assert all(row.voorval for row in found.zaken)


# The page ------------------------------------------------------------------------------------


def test_a_mentor_sees_his_own_open_cases_first(page: SanctiesPage, watched: Watched) -> None:
    assert names(page) == ["Jeffrey Nijhuis", "Mehmet Aydın"]
    said = words(page)
    assert "Wacht op jou" in said
    assert "Mededeling gemaakt" in said
    assert "Horen: locatiemanager of directeur" in said
    child(page, QAbstractButton, "wacht_1").click()
    assert watched.places[-1][0] == "uitreiking"


def test_all_cases_of_everyone(page: SanctiesPage, huis: Huis, cases: dict[str, UUID]) -> None:
    page.own.set_value(False)
    page.welke.set_value("alle")
    page.welke.changed.emit()
    assert names(page) == ["Jeffrey Nijhuis", "Kees Brummelink", "Mehmet Aydın", "Jeffrey Nijhuis"]
    assert DICHT in words(page)
    page.soort.set_value("agressie")
    page.soort.changed.emit()
    assert names(page) == ["Mehmet Aydın"]
    page.soort.set_value("")
    page.search.setText("nijhuis")
    assert names(page) == ["Jeffrey Nijhuis", "Jeffrey Nijhuis"]


def test_the_period_is_of_the_voorval(page: SanctiesPage) -> None:
    page.welke.set_value("alle")
    page.periode.set_value("kwartaal")
    page.periode.changed.emit()
    assert names(page) == ["Jeffrey Nijhuis", "Mehmet Aydın"]
    page.periode.set_value("vorig_jaar")
    page.periode.changed.emit()
    assert "Er zijn geen zaken in deze periode" in words(page)


def test_nothing_fits_and_the_way_back(page: SanctiesPage) -> None:
    page.search.setText("zzz")
    assert "Geen zaken gevonden" in words(page)
    child(page, QAbstractButton, "toon_alles").click()
    assert len(names(page)) == 4


def test_a_line_opens_its_case(
    page: SanctiesPage, watched: Watched, huis: Huis, cases: dict[str, UUID]
) -> None:
    child(page, kit.Row, f"zaak_{cases['mehmet'].hex}").activated.emit()
    address = {"deelnemer_id": huis.mehmet, "sanctiezaak_id": cases["mehmet"]}
    assert watched.places == [("sanctiezaak", address)]


def test_a_voorval_begins_with_whom_it_is_about(
    page: SanctiesPage, watched: Watched, huis: Huis
) -> None:
    assert page.kies.isHidden()
    child(page, QAbstractButton, "voorval_nieuw").click()
    assert not page.kies.isHidden()
    first = child(page, kit.RowList, "mannen").rows[0]
    assert isinstance(first, kit.Row)
    page.kies.search.setText("aydin")
    child(page, kit.Row, f"man_{huis.mehmet.hex}").activated.emit()
    assert watched.places == [("voorval", {"deelnemer_id": huis.mehmet})]
    assert page.kies.isHidden()
    child(page, QAbstractButton, "voorval_nieuw").click()
    page.kies.search.setText("kees")
    page.kies.search.returnPressed.emit()
    assert watched.places[-1] == ("voorval", {"deelnemer_id": huis.kees})
    child(page, QAbstractButton, "voorval_nieuw").click()
    page.kies.search.setText("zzz")
    assert "Niemand gevonden." in words(page)


def test_the_buttons_lead_on(
    cases: dict[str, UUID], open_as: OpenAs, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    page, watched = page_of(open_as(Rol.directeur), clock, qtbot, qapp)
    for name, place in (("urinecontroles", "urinecontroles"), ("cijfers", "sanctiecijfers")):
        child(page, QAbstractButton, name).click()
        assert watched.places[-1] == (place, {})


def test_a_mentor_gets_no_button_for_figures(page: SanctiesPage) -> None:
    assert page.findChild(QAbstractButton, "cijfers") is None


def test_reading_the_register_is_written_down_once(page: SanctiesPage, ilse: Database) -> None:
    page.show_now()
    with ilse.reading() as session:
        kinds = [row.onderdeel for row in session.query(Raadpleging).all()]
    assert kinds.count("sanctieregister") == 1


def test_every_status_has_a_word_an_icon_and_a_step() -> None:
    assert set(MERKEN) == set(STATUS_WORDS) == set(SanctieStatus)


def test_three_hundred_cases(
    huis: Huis, open_as: OpenAs, clock: Clock, qtbot: QtBot, qapp: QApplication
) -> None:
    men = (huis.jeffrey, huis.mehmet, huis.gabriel, huis.dawit, huis.lukasz, huis.kees)
    kinds, statuses = list(VOORVAL_SOORTEN), (S.voorstel, S.voorwaardelijk, S.horen)
    with huis.database.transaction(Compartment.team) as session:
        for n in range(300):
            day = TODAY - timedelta(days=n)
            add_zaak(session, men[n % 6], kinds[n % 10], day, statuses[n % 3])
    page, _watched = page_of(open_as(Rol.directeur), clock, qtbot, qapp)
    assert "300 zaken, de nieuwste 40 staan hier" in words(page)
    assert len(names(page)) == SHOWN
    child(page, QAbstractButton, "toon_meer").click()
    assert len(names(page)) == 2 * SHOWN


def test_the_badge_says_the_status(huis: Huis, cases: dict[str, UUID], ilse: Database) -> None:
    for row in register(ilse).zaken:
        assert status_badge(row).accessibleName() == STATUS_WORDS[row.status]
