"""For whom a plan is printed: chosen, seen before it goes, and stopped when it may not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from hvh_desktop.rights import Rol
from hvh_desktop.trajectplannen.inhoud import Uitgave
from hvh_desktop.trajectplannen.screen import TrajectplanAfdrukPage
from hvh_desktop.ui import kit
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.print_page import PassphraseDialog
from tests.conftest import Clock, OpenAs
from tests.trajectplannen.conftest import Huis
from tests.trajectplannen.test_screen import Desk, desk, readings
from tests.trajectplannen.test_uitgaven_service import Tafel, tafel

__all__ = ["desk", "tafel"]


@pytest.fixture
def page(desk: Desk, huis: Huis) -> TrajectplanAfdrukPage:
    return desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=huis.deelnemer_id))


def choose(desk: Desk, page: TrajectplanAfdrukPage, uitgave: Uitgave) -> None:
    with desk.qtbot.waitSignal(page.made, timeout=9000):
        page.voor_wie.choice.set_value(uitgave)
        page.voor_wie.choice.changed.emit()


def tick(desk: Desk, page: TrajectplanAfdrukPage, key: UUID | None) -> None:
    assert key is not None
    with desk.qtbot.waitSignal(page.made, timeout=9000):
        desk.find(f"ontvanger_{key.hex}_vak").click()


def test_the_plan_for_the_team_is_whole_and_may_be_saved_both_ways(
    desk: Desk, page: TrajectplanAfdrukPage
) -> None:
    assert "06-00000201" in desk.words(page)
    for name in ("bewaar_pdf", "bewaar_met_wachtwoord", "druk_af"):
        assert desk.has(name)
    assert not desk.has("gaat_mee")
    assert not desk.has("blijft_hier")


def test_for_others_the_page_says_who_may_and_what_is_missing(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel
) -> None:
    choose(desk, page, Uitgave.anderen)
    told = desk.texts()
    assert "Er is nog niemand die iets uit dit plan mag krijgen." in told
    assert "Geen grond: Er is geen toestemming voor moeder Anja Nijhuis" in told
    assert "Kies eerst voor wie het is." in told
    assert page.piece is None
    for name in ("bewaar_pdf", "bewaar_met_wachtwoord", "druk_af", "stel_vast"):
        assert not desk.has(name)
    assert tafel.moeder.id is not None
    assert not desk.find(f"ontvanger_{tafel.moeder.id.hex}_vak").isEnabled()
    desk.press(f"toestemming_{tafel.moeder.id.hex}")
    for_her = {"voor": f"netwerklid:{tafel.moeder.id.hex}"}
    assert desk.opened[-1] == (
        "toestemming",
        {"deelnemer_id": tafel.huis.deelnemer_id, **for_her},
    )


def test_the_preview_is_exactly_what_goes_and_the_lists_tell_the_rest(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel
) -> None:
    tafel.allow(tafel.moeder, "doelen en acties", beperking="niets over Noa")
    choose(desk, page, Uitgave.anderen)
    assert "Toestemming voor moeder Anja Nijhuis, tot en met 1 april 2027" in desk.texts()
    tick(desk, page, tafel.moeder.id)
    sheet = desk.words(page)
    assert "Ik wil een eigen plek." in sheet
    assert "Ik wil gewoon rust." not in sheet
    assert "HT-90233" not in sheet
    told = desk.texts()
    for line in ("Dit gaat mee", "4 doelen met de acties", "Wat hij zelf zegt", "niets over Noa"):
        assert line in told, line
    assert "De toestemming voor moeder Anja Nijhuis gaat niet over" in told
    assert page.piece is not None
    assert page.piece.name == "trajectplan-concept-versie-1-voor-anderen.pdf"
    assert not desk.has("bewaar_pdf")
    assert desk.has("bewaar_met_wachtwoord")


def test_a_second_recipient_takes_away_what_he_may_not_see(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel
) -> None:
    tafel.allow(tafel.moeder)
    tafel.allow(tafel.broer, "naam en verblijf")
    choose(desk, page, Uitgave.anderen)
    tick(desk, page, tafel.moeder.id)
    assert "Ik wil een eigen plek." in desk.words(page)
    tick(desk, page, tafel.broer.id)
    sheet = desk.words(page)
    assert "Ik wil een eigen plek." not in sheet
    assert "HT-90233" in sheet
    tick(desk, page, tafel.broer.id)
    assert "Ik wil een eigen plek." in desk.words(page)


def test_what_has_nothing_in_common_says_so(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel
) -> None:
    tafel.allow(tafel.moeder, "doelen en acties")
    tafel.allow(tafel.broer, "naam en verblijf")
    choose(desk, page, Uitgave.anderen)
    tick(desk, page, tafel.moeder.id)
    tick(desk, page, tafel.broer.id)
    assert page.piece is None
    assert "Er is niets dat zij samen mogen zien." in desk.texts()
    assert not desk.has("druk_af")


def paper(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_printing_for_others_is_written_down(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel, tmp_path: Path
) -> None:
    tafel.allow(tafel.moeder)
    choose(desk, page, Uitgave.anderen)
    tick(desk, page, tafel.moeder.id)
    page.print_to(paper(tmp_path / "papier.pdf"))
    assert "Bij zijn verstrekkingen staat nu wie wat kreeg" in desk.texts()
    assert [row.wie for row in tafel.given()] == ["moeder Anja Nijhuis"]
    assert readings(tafel.huis) == [("trajectplan", "afdrukken")]
    assert desk.bugs == []


def test_a_consent_withdrawn_elsewhere_stops_the_printer(
    desk: Desk,
    page: TrajectplanAfdrukPage,
    tafel: Tafel,
    tmp_path: Path,
    open_as: OpenAs,
) -> None:
    consent = tafel.allow(tafel.moeder)
    choose(desk, page, Uitgave.anderen)
    tick(desk, page, tafel.moeder.id)
    elsewhere = Huis(open_as(Rol.casemanager), tafel.huis.deelnemer_id, {}, {}, {}, {})
    Tafel(elsewhere, tafel.moeder, tafel.broer).withdraw(consent)
    assert page.piece is not None, "this window does not know yet"
    page.print_to(paper(tmp_path / "papier.pdf"))
    page.save_protected_to(tmp_path / "uit.pdf")
    assert "Dit blijft hier" in desk.texts()
    assert "ingetrokken op 12 november 2026" in desk.texts()
    assert list(tmp_path.glob("*.pdf")) == []
    assert tafel.given() == []
    assert desk.window.findChild(PassphraseDialog) is None


def test_a_consent_withdrawn_here_takes_the_sheet_off_the_screen(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel
) -> None:
    consent = tafel.allow(tafel.moeder)
    choose(desk, page, Uitgave.anderen)
    tick(desk, page, tafel.moeder.id)
    with desk.qtbot.waitSignal(page.made, timeout=9000):
        tafel.withdraw(consent)
    assert page.piece is None
    assert not desk.has("druk_af")


def test_his_own_edition_is_noted_and_has_no_data_of_others(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel, tmp_path: Path
) -> None:
    choose(desk, page, Uitgave.deelnemer)
    sheet = desk.words(page)
    assert "Ik wil gewoon rust." in sheet
    assert "06-00000201" not in sheet
    assert "ex-partner" not in sheet
    assert "De aandachtspunten" in desk.texts()
    page.print_to(paper(tmp_path / "papier.pdf"))
    assert len(tafel.given()) == 1


def test_a_protected_file_without_names_holds_none_in_its_name_and_title(
    desk: Desk, page: TrajectplanAfdrukPage, tafel: Tafel, tmp_path: Path
) -> None:
    choose(desk, page, Uitgave.zonder_namen)
    assert "In de zinnen zelf staat nog een naam: Noa." in desk.texts()
    assert page.piece is not None
    assert page.piece.name == "trajectplan-concept-versie-1-zonder-namen.pdf"
    with pikepdf.open(BytesIO(page.piece.data)) as opened:
        assert str(opened.docinfo["/Title"]) == "Trajectplan, versie 1 (concept)"
    page.save_protected_to(tmp_path / page.piece.name)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / page.piece.name)
    assert tafel.given() == []
    assert "Jeffrey" not in desk.words(page)


def test_a_mentor_prints_for_the_team_and_for_him_but_not_for_others(
    tafel: Tafel, open_as: OpenAs, qtbot: QtBot, clock: Clock, tmp_path: Path
) -> None:
    mine = open_as(Rol.mentor, medewerker_id=tafel.huis.medewerkers["Ilse"])
    desk = Desk(Context(mine, clock=clock), qtbot)
    page = desk.show(TrajectplanAfdrukPage(desk.context, deelnemer_id=tafel.huis.deelnemer_id))
    values = [one.objectName() for one in desk.window.findChildren(kit.RadioGroup)]
    assert values == ["voor_wie"]
    assert "Een uitgave voor anderen maken de casemanager" in desk.texts()
    choose(desk, page, Uitgave.deelnemer)
    page.print_to(paper(tmp_path / "papier.pdf"))
    assert len(tafel.given()) == 1
    assert desk.bugs == []
