"""The pages as somebody uses them: by object name, on real encrypted files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.db import Compartment
from hvh_desktop.db.drafts import list_drafts
from hvh_desktop.krachteninventarisaties import service
from hvh_desktop.krachteninventarisaties.model import Antwoord
from hvh_desktop.krachteninventarisaties.screen import (
    InventarisatiePage,
    KrachtenTab,
    VergelijkPage,
)
from hvh_desktop.krachteninventarisaties.screen_blad import BladView
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from tests.conftest import Clock, OpenAs
from tests.krachteninventarisaties.conftest import Huis

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
WONEN, GELD = Leefgebied.wonen, Leefgebied.geld_inkomen


class Desk:
    """A context with everything it said, and the widgets of the page that is open."""

    def __init__(self, qtbot: QtBot, huis: Huis, clock: Clock) -> None:
        self.qtbot, self.huis = qtbot, huis
        self.context = Context(huis.database, clock=clock)
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.undo: list[Callable[[], None]] = []
        self.bugs: list[BaseException] = []
        self.context.opened.connect(lambda place, address: self.opened.append((place, address)))
        self.context.problem.connect(self.said.append)
        self.context.notice.connect(self._noticed)
        self.context.bug.connect(self.bugs.append)

    def _noticed(self, text: str, undo: Callable[[], None] | None) -> None:
        self.said.append(text)
        if undo is not None:
            self.undo.append(undo)

    def show(self, page: Page) -> Page:
        self.qtbot.addWidget(page)
        bar = page.footer()
        if bar is not None:
            self.qtbot.addWidget(bar)
            bar.show()
        page.resize(1182, 608)
        page.show()
        assert not self.bugs
        return page

    def inventarisatie(self, one: UUID, leefgebied: str = "wonen") -> InventarisatiePage:
        page = InventarisatiePage(self.context, self.huis.deelnemer_id, one, leefgebied)
        self.show(page)
        return page

    def detail(self, one: UUID) -> service.InventarisatieDetail:
        return self.context.read(lambda session: service.get_inventarisatie(session, one))

    def drafts(self) -> int:
        return len(self.context.read(lambda session: list_drafts(session, Compartment.team)))


def find(where: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    QApplication.processEvents()
    found = [one for one in where.findChildren(kind, name) if not one.isHidden()]
    assert found, f"nothing is called {name}"
    return found[-1]


def click(page: Page, name: str) -> None:
    QApplication.processEvents()
    bar = page.footer()
    places = [page] if bar is None else [page, bar]
    for place in places:
        for button in place.findChildren(kit.Button, name):
            if not button.isHidden():
                button.click()
                return
    raise AssertionError(f"no button is called {name}")


def write(where: QWidget, name: str, text: str) -> None:
    find(where, name, kit.Area).setPlainText(text)


@pytest.fixture
def desk(qtbot: QtBot, huis: Huis, clock: Clock) -> Desk:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LICHT)
    return Desk(qtbot, huis, clock)


def test_what_is_typed_is_kept_on_going_on(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    write(page, "nu", "Ik wil een deur die ik zelf open mag doen.")
    write(page, "aanvulling", "Zegt het rustig.")
    find(page, "bereidheid", kit.SevenSteps).parts[3].click()
    click(page, "klaar")
    blad = desk.detail(one).blad(WONEN)
    assert blad.nu == "Ik wil een deur die ik zelf open mag doen."
    assert (blad.aanvulling, blad.bereidheid, blad.is_besproken) == ("Zegt het rustig.", 4, True)
    assert isinstance(page.view, BladView)
    assert page.view.leefgebied is GELD
    assert desk.drafts() == 0
    assert not desk.bugs


def test_another_leefgebied_keeps_the_words_and_does_not_call_it_discussed(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    write(page, "wensen", "Een huis met een tuin.")
    find(page, "naar_veiligheid", kit.ClickSurface).click()
    blad = desk.detail(one).blad(WONEN)
    assert (blad.wensen, blad.is_besproken) == ("Een huis met een tuin.", False)


def test_a_draft_is_shown_again_with_its_time(desk: Desk, clock: Clock) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    write(page, "nu", "Half af")
    assert isinstance(page.view, BladView)
    page.view.keeper.keep()
    assert desk.drafts() == 1
    assert desk.detail(one).blad(WONEN).nu == ""
    page.view.keeper.forget()
    clock.advance(minutes=30)
    again = desk.inventarisatie(one)
    banner = find(again, "concept_gevonden", kit.NoticeBanner)
    assert banner.label.text().startswith("Er staat nog een concept van 10.30.")
    assert find(again, "nu", kit.Area).value() == "Half af"
    again.leave()
    assert desk.detail(one).blad(WONEN).nu == "Half af"
    assert desk.drafts() == 0


def test_a_draft_can_be_thrown_away(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    write(page, "nu", "Vergissing")
    assert isinstance(page.view, BladView)
    page.view.keeper.keep()
    page.view.keeper.forget()
    again = desk.inventarisatie(one)
    click(again, "concept_weg")
    assert find(again, "nu", kit.Area).value() == ""
    assert desk.drafts() == 0


def test_no_answer_hides_the_columns_and_counts(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one, "partner")
    field = find(page, "antwoord", kit.ChoiceField)
    field.setCurrentIndex(2)
    assert not page.findChildren(kit.Area, "nu")[-1].isVisibleTo(page)
    click(page, "toch_opschrijven")
    assert find(page, "nu", kit.Area).isVisibleTo(page)
    page.leave()
    found = desk.detail(one)
    assert found.blad(Leefgebied.partner).antwoord is Antwoord.wil_niet_antwoorden
    assert found.aantal_besproken == 1


def test_another_question_is_one_press_away(desk: Desk) -> None:
    page = desk.inventarisatie(desk.huis.start())
    shown = find(page, "voorbeeldvraag", kit.Label)
    first = shown.text()
    click(page, "andere_vraag")
    assert shown.text() != first
    assert first.startswith("“")


def test_words_that_nobody_confirmed_are_marked_with_their_source(desk: Desk) -> None:
    page = desk.inventarisatie(desk.huis.start())
    button = find(page, "voorstel", kit.Button)
    assert button.text() == "Voorstel van het programma, nog niet bevestigd"
    click(page, "voorstel")
    told = [banner.label.text() for banner in page.findChildren(kit.NoticeBanner)]
    assert any("Bron: Eigen voorstel van dit programma" in text for text in told)


def test_arrows_walk_through_the_rail(desk: Desk) -> None:
    page = desk.inventarisatie(desk.huis.start())
    first = find(page, "naar_wonen", kit.ClickSurface)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(find(page, "naar_geld_inkomen", kit.ClickSurface), Qt.Key.Key_Return)
    assert isinstance(page.view, BladView)
    assert page.view.leefgebied is GELD


def test_text_of_100_kb_is_kept(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    words = "Ik heb veel te vertellen. " * 4000
    write(page, "nu", words)
    page.leave()
    assert desk.detail(one).blad(WONEN).nu == words.strip()


def test_a_kracht_is_added_changed_and_taken_away_in_place(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    click(page, "kracht_erbij")
    find(page, "kracht_tekst", kit.TextField).setText("Houdt zijn kamer netjes")
    click(page, "kracht_bewaren")
    assert desk.detail(one).krachten == ()
    find(page, "kracht_bron", kit.ChoiceField).setCurrentIndex(2)
    click(page, "kracht_bewaren")
    kracht = desk.detail(one).krachten[0]
    assert (kracht.tekst, kracht.bron) == ("Houdt zijn kamer netjes", "mentor")
    click(page, "kracht_wijzigen")
    find(page, "wijzig_kracht_tekst", kit.TextField).setText("Houdt alles netjes")
    click(page, "wijzig_kracht_bewaren")
    assert desk.detail(one).krachten[0].tekst == "Houdt alles netjes"
    click(page, "kracht_wijzigen")
    click(page, "kracht_weghalen")
    assert desk.detail(one).krachten == ()
    desk.undo[-1]()
    assert len(desk.detail(one).krachten) == 1
    assert not desk.bugs


def test_a_kracht_without_source_keeps_the_page_and_the_words(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    click(page, "kracht_erbij")
    find(page, "kracht_tekst", kit.TextField).setText("Kan luisteren")
    click(page, "klaar")
    assert isinstance(page.view, BladView)
    assert page.view.leefgebied is WONEN
    page.view.keeper.forget()
    again = desk.inventarisatie(one)
    assert find(again, "kracht_tekst", kit.TextField).value() == "Kan luisteren"


def test_readiness_goes_by_keyboard(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one)
    steps = find(page, "bereidheid", kit.SevenSteps)
    QTest.keyClick(steps.parts[0], Qt.Key.Key_6)
    assert steps.value() == 6
    QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    page.leave()
    assert desk.detail(one).blad(WONEN).bereidheid == 6


def test_afronden_says_what_is_missing_and_each_line_jumps(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one, "afronden")
    click(page, "rond_af")
    assert not desk.detail(one).is_afgerond
    click(page, "ontbreekt_gezondheid_zelfzorg")
    assert isinstance(page.view, BladView)
    assert page.view.leefgebied is Leefgebied.gezondheid_zelfzorg
    page.go("afronden")
    click(page, "ontbreekt_zelfregulering")
    write(page, "zelfregulering", "Ik ga een eind lopen.")
    click(page, "klaar")
    assert desk.detail(one).zelfregulering == "Ik ga een eind lopen."
    assert not desk.bugs


def test_completing_leads_to_the_tab_and_fixes_the_page(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one, "afronden")
    with desk.huis.database.transaction(Compartment.team) as session:
        for leefgebied in Leefgebied:
            values = {"nu": "Goed.", "bereidheid": 4, "is_besproken": True}
            service.change_blad(session, one, leefgebied, values)
        service.record_kracht(session, one, WONEN, "Netjes", "mentor")
        service.change_inventarisatie(session, one, {"zelfregulering": "Wandelen."})
    click(page, "rond_af")
    assert desk.detail(one).is_afgerond
    place, address = desk.opened[-1]
    assert (place, address["tab"]) == ("dossier", "krachten")
    old = desk.inventarisatie(one)
    assert find(old, "nu", kit.Area).isReadOnly()
    assert not [b for b in old.findChildren(kit.Button, "kracht_erbij") if not b.isHidden()]


def test_when_and_with_whom_can_be_changed(desk: Desk) -> None:
    one = desk.huis.start()
    page = desk.inventarisatie(one, "afronden")
    click(page, "wijzig_gemaakt")
    ids = (desk.huis.mentor_id, desk.huis.ander_id)
    find(page, "medewerker_ids", kit.CheckList).set_value(tuple(i.hex for i in ids))
    find(page, "bijzonderheden", kit.Area).setPlainText("Met een tolk.")
    click(page, "bewaar_gemaakt")
    found = desk.detail(one)
    assert (set(found.medewerker_ids), found.bijzonderheden) == (set(ids), "Met een tolk.")


def test_a_colleague_of_another_team_only_reads(
    qtbot: QtBot, huis: Huis, clock: Clock, open_as: OpenAs
) -> None:
    one = huis.start()
    ruben = Huis(
        open_as(Rol.mentor, medewerker_id=huis.ander_id),
        huis.deelnemer_id,
        huis.mentor_id,
        huis.ander_id,
    )
    page = Desk(qtbot, ruben, clock).inventarisatie(one)
    assert find(page, "nu", kit.Area).isReadOnly()


def test_opening_is_in_the_read_log(desk: Desk, open_as: OpenAs) -> None:
    desk.inventarisatie(desk.huis.start())
    with desk.huis.database.reading() as session:
        rows = session.query(Raadpleging).all()
    assert [row.onderdeel for row in rows] == ["krachteninventarisatie"]


def test_empty_tab_says_what_to_do_first(desk: Desk) -> None:
    tab = KrachtenTab(desk.context, deelnemer_id=desk.huis.deelnemer_id)
    desk.show(tab)
    assert tab.findChild(kit.EmptyState) is not None
    click(tab, "nieuwe_versie")
    place, address = desk.opened[-1]
    assert place == "inventarisatie"
    assert address["inventarisatie_id"] == desk.huis.start()


def test_tab_shows_wheel_table_krachten_and_a_new_version(desk: Desk) -> None:
    one = desk.huis.start()
    desk.huis.complete(one)
    tab = KrachtenTab(desk.context, deelnemer_id=desk.huis.deelnemer_id)
    desk.show(tab)
    click(tab, "als_tabel")
    table = find(tab, "wiel_tabel", kit.Table)
    assert table.isVisibleTo(tab)
    assert table.row_count() == 10
    click(tab, "nieuwe_versie")
    assert desk.opened[-1][1]["inventarisatie_id"] != one
    assert find(tab, "ga_verder", kit.Button).text() == "Ga verder"
    assert tab.findChild(kit.Button, "toen_en_nu") is None
    new = desk.opened[-1][1]["inventarisatie_id"]
    desk.context.perform(lambda s: service.change_blad(s, new, WONEN, {"is_besproken": True}))
    tab.show_now()
    click(tab, "toen_en_nu")
    assert desk.opened[-1][0] == "inventarisatie_vergelijken"


def test_a_coach_writes_a_remark_on_the_tab(desk: Desk) -> None:
    one = desk.huis.start()
    tab = KrachtenTab(desk.context, deelnemer_id=desk.huis.deelnemer_id)
    desk.show(tab)
    click(tab, "coach_schrijf")
    find(tab, "tekst", kit.Area).setPlainText("Vraag door op wonen.")
    click(tab, "coach_bewaar")
    assert [row.tekst for row in desk.detail(one).opmerkingen] == ["Vraag door op wonen."]
    assert desk.drafts() == 0


def test_a_concept_begun_by_mistake_is_thrown_away_and_taken_back(desk: Desk) -> None:
    first = desk.huis.start()
    desk.huis.complete(first)
    second = desk.huis.start()
    page = desk.inventarisatie(second)
    write(page, "nu", "Nog niet.")
    click(page, "gooi_weg")
    find(page, "doen", kit.Button).click()
    assert desk.opened[-1][1]["tab"] == "krachten"
    page.leave()
    assert desk.drafts() == 0
    assert find(desk.inventarisatie(second), "nu", kit.Area).isReadOnly()
    desk.undo[-1]()
    assert desk.huis.start() == second
    assert desk.detail(second).blad(WONEN).nu == "Nog niet."
    again = desk.inventarisatie(second)
    click(again, "klaar")
    bar = again.footer()
    assert bar is not None
    assert not [b for b in bar.findChildren(kit.Button, "gooi_weg") if not b.isHidden()]
    assert not desk.bugs


def test_then_and_now_chooses_two_versions(desk: Desk) -> None:
    first = desk.huis.start()
    desk.huis.complete(first, step=2)
    second = desk.huis.start()
    desk.huis.complete(second, step=5)
    third = desk.huis.start()
    page = VergelijkPage(desk.context, desk.huis.deelnemer_id)
    desk.show(page)
    assert find(page, "toen", kit.ChoiceField).value() == second
    assert find(page, "nu_versie", kit.ChoiceField).value() == third
    find(page, "nu_versie", kit.ChoiceField).setCurrentIndex(1)
    find(page, "toen", kit.ChoiceField).setCurrentIndex(2)
    assert find(page, "wiel", kit.Wheel).now == (5,) * 10
    assert find(page, "wiel", kit.Wheel).then == (2,) * 10
    assert find(page, "vergelijk_wonen", kit.Card).isVisibleTo(page)


def test_one_version_cannot_be_compared(desk: Desk) -> None:
    desk.huis.start()
    page = VergelijkPage(desk.context, desk.huis.deelnemer_id)
    desk.show(page)
    click(page, "terug")
    assert desk.opened[-1][1]["tab"] == "krachten"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name(desk: Desk, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LICHT, scale)
    one = desk.huis.start()
    pages = [desk.inventarisatie(one, place) for place in ("wonen", "zelfregulering", "afronden")]
    for page in pages:
        for widget in page.findChildren(QWidget):
            takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_focus and widget.isVisibleTo(page):
                text = getattr(widget, "text", lambda: "")()
                assert widget.accessibleName() or text, widget
        assert page.minimumSizeHint().width() <= 1182
    theme.apply(app, theme.LICHT)
