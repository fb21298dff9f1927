"""The tab and the two print pages, by the names a journey uses."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop.actieplannen import service as actieplannen
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.rights import Rol
from hvh_desktop.trajectplannen import service
from hvh_desktop.trajectplannen.inhoud import Uitgave
from hvh_desktop.trajectplannen.screen import (
    AfsprakenAfdrukPage,
    TrajectplanAfdrukPage,
    TrajectplanTab,
)
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.dialogs import Question
from hvh_desktop.ui.page import Page
from hvh_desktop.ui.print_page import PrintPage
from tests.conftest import Clock, OpenAs
from tests.trajectplannen.conftest import Huis, give_reason

P = TypeVar("P", bound=Page)


class Desk:
    """One page with its footer in a window, and what happened around it."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context, self.qtbot = context, qtbot
        self.opened: list[tuple[str, dict[str, Any]]] = []
        self.told: list[tuple[str, Any]] = []
        self.trouble: list[str] = []
        self.bugs: list[BaseException] = []
        context.opened.connect(lambda place, address: self.opened.append((place, address)))
        context.notice.connect(lambda text, undo: self.told.append((text, undo)))
        context.trouble.connect(self.trouble.append)
        context.bug.connect(self.bugs.append)

    def show(self, page: P) -> P:
        self.page: Page = page
        self.window = kit.column((page, 1), page.footer())
        self.window.resize(1170, 640)
        self.qtbot.addWidget(self.window)
        self.window.show()
        if isinstance(page, PrintPage):
            self.wait_for_piece(page)
        return page

    def wait_for_piece(self, page: PrintPage, old: object = None) -> str:
        """The words of the piece once it is another one than ``old``."""
        self.qtbot.waitUntil(lambda: page.piece is not None and page.piece is not old, timeout=9000)
        return self.words(page)

    def words(self, page: PrintPage) -> str:
        assert page.piece is not None
        sheets = pypdf.PdfReader(BytesIO(page.piece.data)).pages
        return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())

    def settle(self) -> None:
        """Let what was just made appear and what was replaced go away."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def find(self, name: str) -> Any:
        self.settle()
        found = [one for one in self.window.findChildren(QWidget, name) if not one.isHidden()]
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def has(self, name: str) -> bool:
        self.settle()
        return any(not one.isHidden() for one in self.window.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        found = self.find(name)
        found.activated.emit() if isinstance(found, kit.Row) else found.click()

    def texts(self) -> str:
        self.settle()
        labels = self.window.findChildren(kit.Label)
        return "\n".join(one.text() for one in labels if one.isVisible())


@pytest.fixture
def desk(huis: Huis, qtbot: QtBot, qapp: QApplication, clock: Clock) -> Desk:
    theme.apply(qapp, "licht")
    return Desk(Context(huis.database, clock=clock), qtbot)


@pytest.fixture
def tab(desk: Desk, huis: Huis) -> TrajectplanTab:
    return desk.show(TrajectplanTab(desk.context, deelnemer_id=huis.deelnemer_id))


def readings(huis: Huis) -> list[tuple[str, str]]:
    rows = huis.ask(lambda s: list(s.scalars(select(Raadpleging).order_by(Raadpleging.id))))
    return [(row.onderdeel, row.handeling) for row in rows]


# The tab ------------------------------------------------------------------------------------


def test_a_plan_that_lacks_nothing_says_so(desk: Desk, tab: TrajectplanTab) -> None:
    assert desk.has("niets_ontbreekt")
    assert "Versie 1, concept" in desk.texts()
    assert "Nu drukt het plan zijn laatste eigen woorden af:" in desk.texts()
    desk.press("bekijk")
    desk.press("afspraken_afdruk")
    assert [place for place, _ in desk.opened] == ["trajectplan_afdruk", "afspraken_afdruk"]


def test_each_line_of_what_lacks_jumps(desk: Desk, newcomer: Huis) -> None:
    desk.show(TrajectplanTab(desk.context, deelnemer_id=newcomer.deelnemer_id))
    assert not desk.has("niets_ontbreekt")
    desk.press("ontbreekt_6")
    desk.press("ontbreekt_8")
    assert desk.opened == [
        ("dossier", {"deelnemer_id": newcomer.deelnemer_id, "tab": "krachten"}),
        ("instemming", {"deelnemer_id": newcomer.deelnemer_id}),
    ]
    desk.press("ontbreekt_5")
    assert len(desk.opened) == 2, "his story is written on this page"


def test_his_story_is_kept_and_his_words_can_be_taken_over(
    desk: Desk, tab: TrajectplanTab, huis: Huis
) -> None:
    desk.press("neem_over")
    assert desk.find("eigen_verhaal").value() == "Ik wil gewoon rust."
    desk.press("bewaar_verhaal")
    assert huis.inhoud().eigen_verhaal_bron == ""
    assert "Bewaard" in desk.texts()
    assert not desk.has("neem_over")


def test_an_unfinished_story_waits_as_a_draft(desk: Desk, tab: TrajectplanTab, huis: Huis) -> None:
    area = desk.find("eigen_verhaal")
    area.set_value("Een huis")
    area.changed.emit()
    tab.leave()
    assert huis.inhoud().eigen_verhaal == "Ik wil gewoon rust."
    again = desk.show(TrajectplanTab(desk.context, deelnemer_id=huis.deelnemer_id))
    assert again.story.area.value() == "Een huis"
    assert "Concept bewaard" in desk.texts()


def test_what_is_being_typed_stays_when_the_dossier_changes(
    desk: Desk, tab: TrajectplanTab, huis: Huis
) -> None:
    area = desk.find("eigen_verhaal")
    area.set_value("Een huis")
    area.changed.emit()
    desk.press("nieuwe_planafspraak")
    desk.find("tekst").set_value("Hij gaat bij zijn broer wonen.")
    desk.context.perform(lambda s: actieplannen.complete_actie(s, huis.acties["brief"]))
    assert desk.find("eigen_verhaal").value() == "Een huis"
    assert desk.find("tekst").value() == "Hij gaat bij zijn broer wonen."


def test_an_agreement_is_added_changed_taken_off_and_put_back(
    desk: Desk, tab: TrajectplanTab, huis: Huis
) -> None:
    desk.press("nieuwe_planafspraak")
    desk.press("bewaar_planafspraak")
    assert "Wat is er afgesproken" in desk.find("tekst").parent().label.text()
    assert huis.inhoud().planafspraken == ()
    desk.find("tekst").set_value("Hij gaat bij zijn broer wonen.")
    desk.press("bewaar_planafspraak")
    assert not desk.has("bewaar_planafspraak")
    key = huis.ask(lambda s: service.list_planafspraken(s, huis.deelnemer_id))[0].id.hex

    desk.press(f"wijzig_{key}")
    desk.find("met_wie").set_value("broer")
    desk.press("bewaar_planafspraak")
    assert "met broer, 12 november 2026" in desk.texts()

    desk.press(f"haal_eraf_{key}")
    desk.find("vervallen_reden").set_value("Hij kiest anders.")
    desk.press("bewaar_planafspraak")
    assert not desk.has(f"wijzig_{key}")
    text, undo = desk.told[-1]
    assert text == "‘Hij gaat bij zijn broer wonen.’ staat niet meer in het plan"
    undo()
    assert desk.has(f"wijzig_{key}")
    assert desk.bugs == []


def test_leaving_an_agreement_alone_keeps_nothing(desk: Desk, tab: TrajectplanTab) -> None:
    desk.press("nieuwe_planafspraak")
    desk.find("tekst").set_value("Toch niet")
    desk.press("toch_niet")
    assert desk.has("nieuwe_planafspraak")
    desk.press("nieuwe_planafspraak")
    assert desk.find("tekst").value() == ""


def test_a_version_is_listed_with_what_changed_since(desk: Desk, huis: Huis) -> None:
    plan_id = huis.complete()
    huis.do(lambda s: actieplannen.complete_actie(s, huis.acties["brief"]))
    desk.show(TrajectplanTab(desk.context, deelnemer_id=huis.deelnemer_id))
    told = desk.texts()
    assert "Versie 1 is vastgesteld op donderdag 12 november 2026 door Fatma." in told
    assert "Sinds die dag is veranderd: de doelen en acties en het laatste gesprek." in told
    desk.press("versie_1")
    address = {"deelnemer_id": huis.deelnemer_id, "trajectplan_id": plan_id}
    assert desk.opened == [("trajectplan_afdruk", address)]


def test_who_may_only_read_sees_no_fields(
    huis: Huis, open_as: OpenAs, qtbot: QtBot, clock: Clock
) -> None:
    mine = open_as(Rol.directeur)
    give_reason(mine, huis.deelnemer_id)
    desk = Desk(Context(mine, clock=clock), qtbot)
    desk.show(TrajectplanTab(desk.context, deelnemer_id=huis.deelnemer_id))
    for name in ("bewaar_verhaal", "nieuwe_planafspraak"):
        assert not any(one.isVisible() for one in desk.window.findChildren(QWidget, name))
    page = desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))
    assert not desk.has("stel_vast")
    assert desk.has("druk_af")
    assert not desk.has("voor_wie_anderen")
    assert "Een uitgave voor anderen maken de casemanager" in desk.texts()
    assert page.voor_wie.keuze().uitgave is Uitgave.team


# The plan on paper --------------------------------------------------------------------------


def test_the_preview_is_the_pdf_of_now_and_of_a_version(desk: Desk, huis: Huis) -> None:
    plan_id = huis.complete()
    page = desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))
    assert page.piece is not None
    assert page.piece.name == "trajectplan-concept-versie-2.pdf"
    assert "CONCEPT" in desk.words(page)
    assert page.preview.page_count() >= 3

    old = page.piece
    page.version.set_value(plan_id.hex)
    page.version.changed.emit()
    assert "CONCEPT" not in desk.wait_for_piece(page, old)
    assert page.piece.name == "trajectplan-versie-1.pdf"
    assert not desk.has("stel_vast")


def test_a_plan_is_vastgesteld_after_one_question(desk: Desk, huis: Huis) -> None:
    page = desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))
    assert "Er ontbreekt niets." in desk.texts()
    old = page.piece
    desk.press("stel_vast")
    question = desk.window.findChild(Question)
    assert question is not None
    question.accept()
    told = desk.wait_for_piece(page, old)
    assert "Vastgesteld op donderdag 12 november 2026." in told
    assert "Versie 1 is vastgesteld" in desk.texts()
    versions = huis.ask(lambda s: service.list_trajectplannen(s, huis.deelnemer_id))
    assert [one.is_vastgesteld for one in versions] == [True]
    assert desk.bugs == []


def test_an_unfinished_plan_says_what_lacks_and_prints_as_concept(
    desk: Desk, newcomer: Huis
) -> None:
    page = desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=newcomer.deelnemer_id))
    assert "CONCEPT" in desk.words(page)
    desk.press("stel_vast")
    assert "Er ontbreken nog 10 dingen." in desk.texts()
    desk.press("ontbreekt_0")
    assert desk.opened[-1][0] == "deelnemer_wijzigen"
    assert desk.window.findChild(Question) is None


def test_saving_says_that_the_file_is_not_protected(desk: Desk, huis: Huis, tmp_path: Path) -> None:
    page = desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))
    desk.press("bewaar_pdf")
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    proposed = Path(dialog.selectedFiles()[0]).name
    dialog.reject()
    assert proposed == "trajectplan-concept-versie-1.pdf"
    page.save_to(tmp_path / proposed)
    assert page.piece is not None
    assert (tmp_path / proposed).read_bytes() == page.piece.data
    assert "Dit bestand is niet versleuteld" in desk.texts()
    assert readings(huis) == [("trajectplan", "afdrukken")]


def test_a_file_that_cannot_be_written_is_explained(desk: Desk, huis: Huis, tmp_path: Path) -> None:
    page = desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))
    page.save_to(tmp_path / "weg" / "plan.pdf")
    assert "kon daar niet worden bewaard" in desk.trouble[0]
    assert readings(huis) == []


def test_printing_asks_for_a_printer_and_is_noted(desk: Desk, huis: Huis, tmp_path: Path) -> None:
    page = desk.show(AfsprakenAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))
    desk.press("druk_af")
    dialog = desk.window.findChild(QPrintDialog)
    assert dialog is not None
    dialog.reject()
    assert readings(huis) == []
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    page.print_to(printer)
    assert (tmp_path / "papier.pdf").stat().st_size > 1000
    assert readings(huis) == [("afspraken", "afdrukken")]
    assert desk.bugs == []


# The sheet ----------------------------------------------------------------------------------


def test_the_sheet_without_names_warns_for_names_in_sentences(desk: Desk, huis: Huis) -> None:
    page = desk.show(
        AfsprakenAfdrukPage(
            desk.context, deelnemer_id=huis.deelnemer_id, mentorgesprek_id=huis.mentorgesprek_id
        )
    )
    assert "Dit is van Jeffrey." in desk.words(page)
    assert page.piece is not None
    assert page.piece.name == "afspraken-2026-11-12.pdf"
    old = page.piece
    desk.find("zonder_namen_vak").click()
    assert "Dit is van jou." in desk.wait_for_piece(page, old)
    assert "In de zinnen zelf staat nog een naam: Noa." in desk.texts()
    desk.press("terug")
    assert desk.opened[-1][0] == "mentorgesprek"


def test_the_sheet_follows_a_change(desk: Desk, huis: Huis) -> None:
    page = desk.show(AfsprakenAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))
    old = page.piece
    desk.context.perform(lambda s: actieplannen.complete_actie(s, huis.acties["brief"]))
    assert "Activeert zijn zorgverzekering." in desk.wait_for_piece(page, old)


def test_without_a_step_of_his_own_the_page_says_so(desk: Desk, newcomer: Huis) -> None:
    desk.show(AfsprakenAfdrukPage(desk.context, deelnemer_id=newcomer.deelnemer_id))
    assert "Afrem heeft zelf nog geen actie." in desk.texts()


def test_a_piece_that_cannot_be_read_is_explained_and_nothing_waits(
    desk: Desk, huis: Huis, open_as: OpenAs, clock: Clock
) -> None:
    other = Desk(Context(open_as(Rol.projectmanager), clock=clock), desk.qtbot)
    problems: list[str] = []
    other.context.problem.connect(problems.append)
    page = AfsprakenAfdrukPage(other.context, deelnemer_id=huis.deelnemer_id)
    desk.qtbot.addWidget(page)
    page.show_now()
    desk.qtbot.waitUntil(lambda: bool(problems), timeout=9000)
    assert "Dit hoort niet bij je rol" in problems[0]
    assert page.piece is None
    page.ask_printer()
    page.ask_where()
    assert other.bugs == []
