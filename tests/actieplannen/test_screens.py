"""The pages of this slice, used by mouse and keyboard as a mentor does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.actieplannen import service
from hvh_desktop.actieplannen.model import ActieStatus, DoelStatus, InstemmingAntwoord
from hvh_desktop.actieplannen.screen import DoelenTab, DoelPage, InstemmingPage
from hvh_desktop.actieplannen.screen_blok import DoelBlock
from hvh_desktop.actieplannen.service import DoelRow
from hvh_desktop.db import Compartment, Session
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.krachteninventarisaties.service import (
    change_blad,
    find_latest,
    start_inventarisatie,
)
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from tests.actieplannen.conftest import TODAY, MakeDoel, World, actie_values
from tests.conftest import Clock, OpenAs

NO_KEYS = Qt.KeyboardModifier.NoModifier
P = TypeVar("P", bound=Page)
W = TypeVar("W", bound=QWidget)


class Desk:
    """A context that remembers where it was sent and what it said."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context, self.qtbot = context, qtbot
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.told: list[tuple[str, Any]] = []
        self.bugs: list[BaseException] = []
        context.opened.connect(lambda place, address: self.opened.append((place, address)))
        context.notice.connect(lambda text, undo: self.told.append((text, undo)))
        context.bug.connect(self.bugs.append)
        context.problem.connect(lambda text: self.told.append((text, None)))

    def show(self, page: P) -> P:
        self.qtbot.addWidget(page)
        page.resize(1180, 900)
        page.show()
        self.qtbot.waitExposed(page)
        return page


@pytest.fixture
def desk(world: World, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "licht")
    desk = Desk(Context(world.database, clock=clock), qtbot)
    yield desk
    assert desk.bugs == []


def settle() -> None:
    """Let what was just made appear and what was replaced go away."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def find(page: QWidget, name: str, kind: type[W]) -> W:
    """The shown control of that name."""
    settle()
    found = [one for one in page.findChildren(kind, name) if one.isVisibleTo(page)]
    assert len(found) == 1, f"{len(found)} controls {name}"
    return found[0]


def click(page: QWidget, name: str) -> None:
    find(page, name, QAbstractButton).click()


def read(world: World, question: Callable[[Session], Any]) -> Any:
    with world.database.reading() as session:
        return question(session)


def doelen(world: World) -> list[DoelRow]:
    rows: list[DoelRow] = read(world, lambda s: service.list_doelen(s, world.deelnemer))
    return rows


def tab(desk: Desk, world: World) -> DoelenTab:
    return desk.show(DoelenTab(desk.context, deelnemer_id=world.deelnemer))


def block(page: DoelenTab, doel: Any) -> DoelBlock:
    return find(page, f"doel_{doel.hex}", DoelBlock)


def choose(page: DoelenTab, doel: Any, words: str) -> None:
    """Choose a line of the menu of a doel."""
    menu = block(page, doel).menu
    assert menu is not None
    next(a for a in menu.menu_shown.actions() if a.text() == words).trigger()


def type_in(field: QWidget, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)


# The page of his doelen ---------------------------------------------------------------------


def test_an_empty_plan_says_what_to_do_first(desk: Desk, world: World) -> None:
    page = tab(desk, world)
    click(page, "doel_erbij")
    assert desk.opened == [("doel", {"deelnemer_id": world.deelnemer, "doel_id": None})]


def test_his_order_by_keyboard_menu_and_mouse(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    a, b, c = (make_doel(f"Ik wil {letter}") for letter in "abc")
    page = tab(desk, world)

    def order() -> list[Any]:
        return [row.id for row in doelen(world)]

    page.activateWindow()
    handle = block(page, c).handle
    assert handle is not None
    handle.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order() == [a, c, b]
    moved = block(page, c).handle
    assert page.focusWidget() is moved, "the keyboard stays with the doel that moved"
    choose(page, a, "Lager")
    assert order() == [c, a, b]
    handle, target = block(page, b).handle, block(page, c)
    assert handle is not None
    down = QPoint(5, 5)
    up = handle.mapFromGlobal(target.mapToGlobal(QPoint(5, 2)))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, NO_KEYS, down)
    QTest.mouseMove(handle, up)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, NO_KEYS, up)
    assert order() == [b, c, a]
    assert [action.text() for action in block(page, b).menu.menu_shown.actions()][1] == "Lager"  # type: ignore[union-attr]


def test_ticking_an_actie_and_taking_it_back(desk: Desk, world: World, make_doel: MakeDoel) -> None:
    make_doel(acties=1)
    actie = doelen(world)[0].acties[0]
    page = tab(desk, world)
    click(page, f"klaar_{actie.id.hex}")
    assert doelen(world)[0].acties[0].status is ActieStatus.gedaan
    text, undo = desk.told[-1]
    assert text == "Actie is klaar"
    undo()
    assert doelen(world)[0].acties[0].status is ActieStatus.open


def test_acties_one_after_another_by_keyboard(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    make_doel()
    page = tab(desk, world)
    assert find(page, "actie_erbij", kit.Button).text() == "Maak een actie"
    click(page, "actie_erbij")
    for wat in ("Bellen", "Schrijven"):
        type_in(find(page, "actie_wat", QWidget), wat)
        find(page, "actie_wie", kit.ChoiceField).setCurrentIndex(1)
        wanneer = find(page, "actie_wanneer", QWidget)
        type_in(wanneer, "19-11-2026")
        QTest.keyClick(wanneer, Qt.Key.Key_Return)
    acties = doelen(world)[0].acties
    assert [(a.wat, a.wie) for a in acties] == [("Bellen", "Jeffrey"), ("Schrijven", "Jeffrey")]
    assert find(page, "actie_wat", kit.TextField).value() == "", "ready for the next"
    click(page, "vraag_doen")
    words = [label.text() for label in page.findChildren(kit.Label)]
    assert "Schrijf op wat er nodig is." in words
    click(page, "vraag_laten")
    assert len(doelen(world)[0].acties) == 2


def test_reaching_and_dropping_ask_first_and_can_be_undone(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    a, b = make_doel("Ik a"), make_doel("Ik b")
    page = tab(desk, world)
    choose(page, a, "Behaald")
    type_in(find(page, "opbrengst", QWidget), "Rust")
    click(page, "vraag_doen")
    assert doelen(world)[-1].opbrengst == "Rust"
    desk.told[-1][1]()
    assert doelen(world)[0].status is DoelStatus.nu
    choose(page, b, "Laat vervallen")
    click(page, "vraag_doen")
    assert len(doelen(world)) == 2
    assert all(row.status is DoelStatus.nu for row in doelen(world)), "no reason, no dropping"
    find(page, "vervallen_reden", kit.ChoiceField).setCurrentIndex(1)
    type_in(find(page, "vervallen_woorden", QWidget), "hij heeft het al")
    click(page, "vraag_doen")
    assert doelen(world)[-1].vervallen_reden == "niet meer nodig: hij heeft het al"
    click(page, "vouw_vervallen")
    click(page, "zet_terug")
    assert [row.status for row in doelen(world)] == [DoelStatus.nu, DoelStatus.nu]


def test_an_open_question_outlives_a_change_elsewhere(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    doel = make_doel()
    page = tab(desk, world)
    choose(page, doel, "Behaald")
    type_in(find(page, "opbrengst", QWidget), "Rust")
    desk.context.perform(lambda s: service.record_actie(s, world.deelnemer, actie_values("Los")))
    assert find(page, "opbrengst", kit.Area).value() == "Rust"
    page.leave()
    again = tab(desk, world)
    choose(again, doel, "Behaald")
    assert find(again, "opbrengst", kit.Area).value() == "Rust"


def test_agreement_waits_for_an_actie_and_names_the_doel(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    make_doel("Ik a", acties=1)
    make_doel("Ik b")
    page = tab(desk, world)
    click(page, "ga_naar_doel_2")
    assert find(page, "actie_wat", QWidget).isVisible()
    click(page, "vraag_instemming")
    assert desk.opened[-1] == ("instemming", {"deelnemer_id": world.deelnemer})


def test_who_may_only_read_sees_no_buttons(
    desk: Desk, world: World, make_doel: MakeDoel, open_as: OpenAs, clock: Clock, qtbot: QtBot
) -> None:
    make_doel(acties=1)
    other = Desk(Context(open_as(Rol.directeur), clock=clock), qtbot)
    page = tab(other, world)
    names = {button.objectName() for button in page.findChildren(kit.Button)}
    assert names <= {"zo_berekend"}
    assert other.bugs == []


def test_an_actie_without_a_doel_and_how_the_share_is_counted(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    make_doel()
    page = tab(desk, world)
    click(page, "losse_actie_erbij")
    type_in(find(page, "actie_wat", QWidget), "Fiets laten nakijken")
    find(page, "actie_wie", kit.ChoiceField).setCurrentIndex(1)
    click(page, "vraag_doen")
    click(page, "vraag_laten")
    losse = read(world, lambda s: service.list_losse_acties(s, world.deelnemer))
    assert [(row.wat, row.wie) for row in losse] == [("Fiets laten nakijken", "Jeffrey")]
    click(page, "zo_berekend")
    settle()
    words = [label.text() for label in page.findChildren(kit.Label) if label.isVisibleTo(page)]
    assert any("1 van de 1 actie" in text for text in words)
    assert any(text.startswith("Geteld zijn alle acties") for text in words)


@pytest.mark.parametrize(
    ("name", "scale"), [("donker", 1.0), ("hoog_contrast", 1.0), ("licht", 2.0)]
)
def test_every_look_shows_the_pages(
    desk: Desk, world: World, make_doel: MakeDoel, name: str, scale: float
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    doel = make_doel("Ik wil " + "heel erg " * 90 + "graag rust.", acties=4)
    theme.apply(app, name, scale)
    page = tab(desk, world)
    choose(page, doel, "Laat vervallen")
    assert find(page, "vervallen_reden", QWidget).isVisible()
    assert page.findChildren(kit.ScrollPage)[0].horizontalScrollBar().maximum() == 0
    form = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer, doel_id=doel))
    settle()
    assert form.findChildren(kit.ScrollPage)[0].horizontalScrollBar().maximum() == 0
    theme.apply(app, "licht")


# One doel -----------------------------------------------------------------------------------


def fill_doel(page: DoelPage) -> None:
    type_in(find(page, "tekst", QWidget), "Ik wil een eigen plek.")
    click(page, "leefgebieden_wonen")
    click(page, "herstelvorm_zelfherstel")
    find(page, "herkomst_soort", kit.ChoiceField).setCurrentIndex(4)


def test_a_doel_with_its_acties_in_one_go(desk: Desk, world: World) -> None:
    page = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer))
    fill_doel(page)
    type_in(find(page, "actie_1_wat", QWidget), "Inschrijven")
    find(page, "actie_1_wie", kit.ChoiceField).setCurrentIndex(2)
    wanneer = find(page, "actie_1_wanneer", QWidget)
    QTest.keyClick(wanneer, Qt.Key.Key_Return)
    type_in(find(page, "actie_2_wat", QWidget), "Kijken")
    find(page, "actie_2_wie", kit.ChoiceField).setCurrentIndex(1)
    click(page.footer(), "bewaar_doel")
    (doel,) = doelen(world)
    assert doel.tekst == "Ik wil een eigen plek."
    assert [(a.wat, a.wie) for a in doel.acties] == [("Inschrijven", "Kim"), ("Kijken", "Jeffrey")]
    assert desk.opened == [("dossier", {"deelnemer_id": world.deelnemer, "tab": "doelen"})]
    page.leave()
    assert read(world, lambda s: list_drafts(s, Compartment.team)) == []


def test_what_is_missing_is_said_and_jumps(desk: Desk, world: World) -> None:
    page = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer))
    type_in(find(page, "tekst", QWidget), "Schulden weg")
    type_in(find(page, "streefdatum", QWidget), "31-11-2026")
    type_in(find(page, "actie_1_wat", QWidget), "Bellen")
    click(page.footer(), "bewaar_doel")
    summaries = [one for one in page.findChildren(kit.ErrorSummary) if one.isVisibleTo(page)]
    links = [link.text() for summary in summaries for link in summary.links]
    assert "Kies één of meer leefgebieden." in links
    assert "November heeft 30 dagen." in links
    assert "Actie 1: Kies wie dit doet." in links
    assert doelen(world) == []
    hints = [label.text() for label in page.findChildren(kit.Label) if label.isVisibleTo(page)]
    assert "Dit zijn nog geen ‘ik’-woorden. Hoe zou hij het zelf zeggen?" in hints


def test_a_doel_keeps_the_line_it_came_from(desk: Desk, world: World) -> None:
    def take_stock(session: Session) -> None:
        inventarisatie = start_inventarisatie(session, world.deelnemer)
        change_blad(session, inventarisatie, Leefgebied.wonen, {"wensen": "Een eigen plek"})

    with world.database.transaction(Compartment.team) as session:
        take_stock(session)
    page = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer))
    find(page, "herkomst_soort", kit.ChoiceField).setCurrentIndex(1)
    regel = find(page, "herkomst_regel", kit.ChoiceField)
    assert [regel.itemText(n) for n in range(1, regel.count())] == [
        "Wonen, wat hij wil: Een eigen plek"
    ]
    regel.setCurrentIndex(1)
    assert page.fields.blocks["leefgebieden"].value() == ("wonen",)
    type_in(find(page, "tekst", QWidget), "Ik wil een eigen plek.")
    click(page, "herstelvorm_zelfherstel")
    click(page.footer(), "bewaar_doel")
    (doel,) = doelen(world)
    assert (doel.herkomst_leefgebied, doel.herkomst_kolom) == (Leefgebied.wonen, "wensen")
    assert doel.herkomst_tekst == "Een eigen plek"
    with world.database.transaction(Compartment.team) as session:
        newest = find_latest(session, world.deelnemer)
        assert newest is not None
        change_blad(session, newest.id, Leefgebied.wonen, {"wensen": "Toch bij mijn zus"})
    again = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer, doel_id=doel.id))
    assert find(again, "herkomst_regel", kit.ChoiceField).currentText().endswith("Een eigen plek")
    click(again.footer(), "bewaar_doel")
    assert doelen(world)[0].herkomst_tekst == "Een eigen plek"


def test_what_was_typed_comes_back(desk: Desk, world: World) -> None:
    page = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer))
    fill_doel(page)
    type_in(find(page, "streefdatum", QWidget), "1-3")
    type_in(find(page, "actie_1_wat", QWidget), "Inschrijven")
    page.leave()
    again = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer))
    assert find(again, "tekst", kit.Area).value() == "Ik wil een eigen plek."
    assert find(again, "actie_1_wat", kit.TextField).value() == "Inschrijven"
    assert find(again, "streefdatum", kit.DateField).text() in ("1-3", "01-03-2026")
    assert again.fields.values()["herkomst"] == "anders"
    assert "Concept bewaard" in again.footer().state()  # type: ignore[attr-defined]
    assert find(again.footer(), "gooi_weg", QWidget).isEnabled()


def test_changing_a_doel_changes_its_open_acties(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    doel = make_doel(acties=2)
    page = desk.show(DoelPage(desk.context, deelnemer_id=world.deelnemer, doel_id=doel))
    find(page, "actie_2_wat", kit.TextField).setText("Anders gezegd")
    find(page, "actie_2_wanneer", kit.DateField).setText("")
    click(page.footer(), "bewaar_doel")
    acties = {a.wat: a.wanneer_datum for a in doelen(world)[0].acties}
    assert acties == {"Stap 1": TODAY, "Anders gezegd": None}


# His agreement ------------------------------------------------------------------------------


def test_he_says_yes(desk: Desk, world: World, make_doel: MakeDoel) -> None:
    make_doel(acties=1)
    page = desk.show(InstemmingPage(desk.context, deelnemer_id=world.deelnemer))
    click(page.footer(), "leg_vast")
    assert page.blocks["antwoord"].error() == "Kies wat hij zegt."
    click(page, "antwoord_ja")
    click(page.footer(), "leg_vast")
    found = read(world, lambda s: service.find_instemming(s, world.deelnemer))
    assert (found.antwoord, found.datum) == (InstemmingAntwoord.ja, TODAY)
    assert desk.opened[-1][0] == "dossier"


def test_no_needs_why_and_yes_is_not_there_yet(
    desk: Desk, world: World, make_doel: MakeDoel
) -> None:
    doel = make_doel()
    page = desk.show(InstemmingPage(desk.context, deelnemer_id=world.deelnemer))
    assert not page.findChildren(QWidget, "antwoord_ja")
    click(page, "antwoord_nee")
    assert page.blocks["toelichting"].label.text() == "Waarom niet?"
    click(page.footer(), "leg_vast")
    assert "waarom" in (page.blocks["toelichting"].error() or "")
    day = TODAY - timedelta(days=1)
    find(page, "datum", kit.DateField).set_value(day)
    type_in(find(page, "toelichting", QWidget), "Ik wil iets anders")
    click(page, "maak_actie")
    assert desk.opened[-1] == ("doel", {"deelnemer_id": world.deelnemer, "doel_id": doel})
    click(page.footer(), "leg_vast")
    found = read(world, lambda s: service.find_instemming(s, world.deelnemer))
    assert (found.antwoord, found.datum) == (InstemmingAntwoord.nee, day)
