"""The list with its filters and the paper, by the names a journey uses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Database
from hvh_desktop.errors import UserError
from hvh_desktop.raadplegingen.screen import RaadplegingenAfdrukPage, RaadplegingenPage
from hvh_desktop.raadplegingen.screen_filter import ZELF
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.toestemmingen.model import Grondslag, Verstrekking, VerstrekkingWat
from hvh_desktop.ui import kit, theme
from tests.conftest import Clock, OpenAs
from tests.deelnemers.windows import Watched, child, show
from tests.dossier.sample import Huis
from tests.raadplegingen.lines import DIENST, OVERLEG, Log, utc

LONG_NAME, LONG_TIMES = "Judith Meilink-Roos (psycholoog)", "14 keer, van 5.58 tot 17.02"
CELL_EDGES = 18


@pytest.fixture
def filled(huis: Huis, log: Log) -> Huis:
    log.add(huis.ilse, huis.jeffrey, at=utc(10, 9))
    log.add(huis.ilse, huis.kees, at=utc(10, 10), reden=DIENST)
    log.add(huis.ruben, huis.kees, at=utc(11, 9), reden=OVERLEG)
    log.add(huis.petra, huis.kees, at=utc(1, 10, month=9))
    return huis


@pytest.fixture
def leader(open_as: OpenAs, clock: Clock, filled: Huis, watched: Watched) -> Watched:
    return Watched(open_as(Rol.locatiemanager), clock)


def opened(qtbot: QtBot, watched: Watched, **address: Any) -> RaadplegingenPage:
    page = RaadplegingenPage(watched.context, **address)
    show(qtbot, page)
    return page


def cells(page: RaadplegingenPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def men(page: RaadplegingenPage) -> list[str]:
    return [row[2] for row in cells(page) if row[2]]


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def choose(page: RaadplegingenPage, field: kit.ChoiceField, value: Any) -> None:
    field.set_value(value)
    field.changed.emit()


def noted(database: Database) -> list[str]:
    with database.reading() as session:
        rows = session.query(Raadpleging).order_by(Raadpleging.id).all()
        return [row.onderdeel for row in rows if row.onderdeel.startswith("raadplegingen")]


def test_a_leader_filters_by_man_colleague_reason_and_period(
    leader: Watched, qtbot: QtBot, filled: Huis
) -> None:
    page = opened(qtbot, leader)
    assert men(page) == ["Kees Brummelink", "Kees Brummelink", "Jeffrey Nijhuis"]
    choose(page, page.filter.medewerker, filled.ruben)
    assert men(page) == ["Kees Brummelink"]
    choose(page, page.filter.medewerker, None)
    choose(page, page.filter.reden, DIENST)
    assert [row[5] for row in cells(page)] == [DIENST]
    choose(page, page.filter.reden, None)
    choose(page, page.filter.deelnemer, filled.jeffrey)
    assert "dossier geopend" in [row[3] for row in cells(page)]
    assert page.table.isColumnHidden(2)
    choose(page, page.filter.deelnemer, None)
    choose(page, page.filter.periode, 91)
    assert len(men(page)) == 5  # one line for looking at his log, too
    page.filter.not_own.box.click()
    assert "Jeffrey Nijhuis" not in [row[2] for row in cells(page) if row[5] == "eigen deelnemer"]


def test_a_period_of_ones_own(leader: Watched, qtbot: QtBot) -> None:
    page = opened(qtbot, leader)
    choose(page, page.filter.periode, ZELF)
    assert page.filter.van.isVisible()
    page.filter.van.set_value(date(2026, 9, 1))
    page.filter.tot.set_value(date(2026, 9, 2))
    page.filter.tot.changed.emit()
    assert men(page) == ["Kees Brummelink"]
    page.filter.van.set_value(date(2026, 9, 3))
    page.filter.van.changed.emit()
    assert "De eerste dag ligt na de laatste dag" in said(page)
    page.filter.van.set_value("gisterenn")
    page.filter.van.changed.emit()
    assert "Vul bij ‘Van’" in said(page)
    assert leader.problems == []


def test_a_chosen_line_is_told_in_full_and_it_is_explained(leader: Watched, qtbot: QtBot) -> None:
    page = opened(qtbot, leader)
    number = next(at for at, row in enumerate(cells(page)) if row[5] == DIENST)
    page.table.select(number)
    assert child(page, QLabel, "hele_regel").text() == (
        "Dinsdag 10 november 2026: Ilse Koopmans, mentor · Kees Brummelink: dossier geopend, "
        "11.00. Waarom: ik heb dienst op de groep."
    )
    how = child(page, QLabel, "uitleg")
    assert how.isHidden()
    child(page, kit.Link, "zo_berekend").click()
    assert not how.isHidden()
    assert "12 uur (voorlopige termijn)" in how.text()
    assert "5 jaar" in how.text()


def test_looking_is_noted_before_it_is_shown_and_once_per_person_asked(
    leader: Watched, qtbot: QtBot, filled: Huis
) -> None:
    page = opened(qtbot, leader, deelnemer_id=filled.kees)
    database = leader.context.database
    assert noted(database) == ["raadplegingen"]
    assert cells(page)[0][3] == "bekeken wie er keek"
    choose(page, page.filter.periode, 91)
    assert noted(database) == ["raadplegingen"]
    choose(page, page.filter.deelnemer, None)
    assert noted(database) == ["raadplegingen", "raadplegingen_collega"]


def test_a_mentor_sees_himself_and_his_own_men(
    watched: Watched, qtbot: QtBot, filled: Huis, clock: Clock
) -> None:
    page = opened(qtbot, watched)
    assert men(page) == ["Kees Brummelink", "Jeffrey Nijhuis"]
    assert page.findChild(QWidget, "medewerker") is None
    names = [page.filter.deelnemer.itemText(at) for at in range(page.filter.deelnemer.count())]
    assert "Wat ik zelf bekeek" in names
    assert "Jeffrey Nijhuis" in names
    assert "Kees Brummelink" not in names
    choose(page, page.filter.deelnemer, filled.jeffrey)
    child(page, kit.Button, "overzicht").click()
    assert watched.places == [("raadplegingen_afdruk", {"deelnemer_id": filled.jeffrey})]
    for address in ({"deelnemer_id": filled.kees}, {"medewerker_id": filled.ruben}):
        with pytest.raises(UserError):
            RaadplegingenPage(watched.context, **address)


def test_among_ones_own_lines_there_is_no_tick_and_no_name(
    watched: Watched, qtbot: QtBot, filled: Huis
) -> None:
    page = opened(qtbot, watched)
    assert not page.filter.not_own.isVisible()
    assert page.table.isColumnHidden(1)
    choose(page, page.filter.deelnemer, filled.jeffrey)
    assert page.filter.not_own.isVisible()
    assert not page.table.isColumnHidden(1)
    page.filter.not_own.box.click()
    assert page.filter.value().only_not_own
    choose(page, page.filter.deelnemer, None)
    assert not page.filter.value().only_not_own
    assert set(men(page)) == {"Kees Brummelink", "Jeffrey Nijhuis"}


def test_who_and_when_are_shown_whole(
    leader: Watched, qtbot: QtBot, filled: Huis, log: Log
) -> None:
    page = opened(qtbot, leader)
    page.resize(1182, 640)
    room = page.table.columnWidth(1), page.table.columnWidth(4)
    letters = QFontMetrics(theme.font("basis"))
    for width, words in zip(room, (LONG_NAME, LONG_TIMES), strict=True):
        assert letters.horizontalAdvance(words) + CELL_EDGES <= width
    assert sum(page.table.columnWidth(at) for at in range(6)) <= page.table.viewport().width()


def test_the_paper_leads_back_to_what_was_chosen(
    leader: Watched, qtbot: QtBot, filled: Huis
) -> None:
    page = opened(qtbot, leader, deelnemer_id=filled.kees)
    page.filter.not_own.box.click()
    choose(page, page.filter.reden, OVERLEG)
    choose(page, page.filter.periode, ZELF)
    page.filter.van.set_value(date(2026, 9, 1))
    page.filter.van.changed.emit()
    before = cells(page)
    child(page, kit.Button, "overzicht").click()
    place, address = leader.places[-1]
    assert place == "raadplegingen_afdruk"
    paper = RaadplegingenAfdrukPage(leader.context, **address)
    with qtbot.waitSignal(paper.made, timeout=9000):
        show(qtbot, paper)
    child(paper, kit.Button, "terug").click()
    place, address = leader.places[-1]
    assert place == "raadplegingen"
    again = opened(qtbot, leader, **address)
    assert again.filter.value() == page.filter.value()
    assert cells(again) == before
    assert again.filter.van.isVisible()


def test_a_beheerder_sees_codes_and_no_paper(
    open_as: OpenAs, clock: Clock, qtbot: QtBot, filled: Huis, watched: Watched
) -> None:
    beheerder = Watched(open_as(Rol.beheerder), clock)
    page = opened(qtbot, beheerder, deelnemer_id=filled.kees)
    told = repr(cells(page)) + said(page)
    told += repr([page.filter.deelnemer.itemText(at) for at in range(3)])
    for name in ("Kees", "Brummelink", "Jeffrey", "Nijhuis"):
        assert name not in told
    assert "Deelnemer" in told
    assert not child(page, kit.Button, "overzicht").isVisible()


@pytest.mark.parametrize("rol", list(Rol))
def test_it_opens_for_every_role(rol: Rol, open_as: OpenAs, clock: Clock, qtbot: QtBot) -> None:
    somebody = Watched(open_as(rol), clock)
    opened(qtbot, somebody)
    assert somebody.problems == []


def test_nothing_found_says_what_to_do(watched: Watched, qtbot: QtBot, huis: Huis) -> None:
    page = opened(qtbot, watched)
    assert "Niemand keek" in said(page)
    assert page.table.isHidden()


def test_at_twice_the_size_the_rest_of_a_line_is_below(
    leader: Watched, qtbot: QtBot, qapp: Any
) -> None:
    theme.apply(qapp, theme.LICHT, 2.0)
    page = opened(qtbot, leader)
    hidden = [at for at in range(6) if page.table.isColumnHidden(at)]
    theme.apply(qapp, theme.LICHT)
    assert hidden == [2, 4, 5]


# On paper -------------------------------------------------------------------------------------


@pytest.fixture
def paper(watched: Watched, qtbot: QtBot, filled: Huis) -> RaadplegingenAfdrukPage:
    page = RaadplegingenAfdrukPage(watched.context, deelnemer_id=filled.jeffrey)
    with qtbot.waitSignal(page.made, timeout=9000):
        show(qtbot, page)
    return page


def given(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        rows = session.query(Verstrekking).all()
        return [(row.wat, row.grondslag, row.wijze.name) for row in rows]


def test_printing_it_writes_down_that_he_received_it(
    paper: RaadplegingenAfdrukPage, tmp_path: Path, ilse: Database
) -> None:
    assert given(ilse) == []
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    paper.print_to(printer)
    assert (tmp_path / "papier.pdf").stat().st_size > 1000
    assert given(ilse) == [(VerstrekkingWat.raadplegingen, Grondslag.inzage, "afgedrukt")]
    assert noted(ilse) == ["raadplegingen", "raadplegingen"]  # looked at, and printed
    assert "Er is opgeschreven dat hij dit overzicht kreeg." in said(paper)


def test_it_comes_on_paper_only(paper: RaadplegingenAfdrukPage) -> None:
    names = {one.objectName() for one in parts_of(paper)}
    assert "druk_af" in names
    assert not names & {"bewaar_pdf", "bewaar_met_wachtwoord"}


def parts_of(page: RaadplegingenAfdrukPage) -> list[kit.Button]:
    footer = page.footer()
    assert footer is not None
    return footer.findChildren(kit.Button)


def test_another_period_makes_another_sheet(
    paper: RaadplegingenAfdrukPage, qtbot: QtBot, log: Log, huis: Huis
) -> None:
    log.add(huis.petra, huis.jeffrey, at=utc(1, 9, month=3), reden=DIENST)
    before = paper.piece
    paper.periode.set_value(365)
    with qtbot.waitSignal(paper.made, timeout=9000):
        paper.periode.changed.emit()
    assert paper.piece is not None
    assert before is not None
    assert len(paper.piece.about.regels) == len(before.about.regels) + 1


def test_back_leads_to_the_list_of_this_man(
    paper: RaadplegingenAfdrukPage, watched: Watched, huis: Huis
) -> None:
    child(paper, kit.Button, "terug").click()
    assert watched.places == [("raadplegingen", {"deelnemer_id": huis.jeffrey})]


def test_who_may_not_see_it_is_told_so(watched: Watched, qtbot: QtBot, filled: Huis) -> None:
    page = RaadplegingenAfdrukPage(watched.context, deelnemer_id=filled.kees)
    show(qtbot, page)
    assert "alleen bij je eigen deelnemers" in said(page)
    assert page.piece is None
    assert noted(watched.context.database) == []
