"""Nothing leaves a print page unasked, and a protected file opens with its six words only."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hvh_desktop import pdf
from hvh_desktop.db import Compartment, Database, Session, new_id
from hvh_desktop.errors import UserError
from hvh_desktop.huis import change_huis, get_huis
from hvh_desktop.pdf.protect import passphrase_words
from hvh_desktop.readlog import Raadpleging
from hvh_desktop.resources import resource_path
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.lock import close_everything_open
from hvh_desktop.ui.print_page import PassphraseDialog, Piece, PrintPage
from tests.conftest import KEYS, Clock

SHEET = pdf.document("Blad van Peervogel", [pdf.paragraph("Appelboom.")])
WORDS = passphrase_words()


class Blad(PrintPage):
    """A page that is asked before anything leaves; ``asked`` is what it heard."""

    leaves_in: ClassVar[Compartment | None] = Compartment.register
    saves_protected = True
    said_after = "Het is opgeschreven."
    desk: QWidget
    """The window, kept alive."""

    def refresh(self) -> None:
        self.asked: list[str] = []
        self.is_refused = False
        self.lay_out()
        self.show_footer(self.print_button())
        self.make(lambda session: None, lambda _found: Piece(SHEET, "blad.pdf"))

    def leaving(self, session: Session, wijze: str) -> None:
        self.asked.append(wijze)
        change_huis(session, "Opgeschreven")
        if self.is_refused:
            raise UserError("Er is geen toestemming voor vader Mehmet.")


@pytest.fixture
def page(database: Database, qtbot: QtBot, qapp: QApplication, clock: Clock) -> Blad:
    theme.apply(qapp, "licht")
    page = Blad(Context(database, clock=clock), deelnemer_id=new_id())
    window = kit.column((page, 1), page.footer())
    page.desk = window
    qtbot.addWidget(window)
    window.resize(1100, 640)
    with qtbot.waitSignal(page.made, timeout=9000):
        window.show()
    return page


def noted(database: Database) -> bool:
    with database.reading() as session:
        return get_huis(session).naam == "Opgeschreven"


def readings(database: Database) -> int:
    with database.reading() as session:
        return len(list(session.scalars(select(Raadpleging))))


def told(page: Blad) -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return "\n".join(one.text() for one in page.findChildren(kit.Label) if not one.isHidden())


def paper(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def words_of(page: Blad) -> str:
    dialog = page.findChild(PassphraseDialog)
    assert dialog is not None
    panel = dialog.findChild(kit.Panel)
    assert panel is not None
    return panel.accessibleDescription()


WAYS: dict[str, tuple[str, Callable[[Blad, Path], None]]] = {
    "printer": ("afgedrukt", lambda page, path: page.print_to(paper(path))),
    "file": ("pdf", lambda page, path: page.save_to(path)),
    "protected file": ("pdf", lambda page, path: page.save_protected_to(path)),
}


@pytest.mark.parametrize("way", WAYS)
def test_without_a_line_in_the_read_log_nothing_goes(
    house: Path, qtbot: QtBot, qapp: QApplication, clock: Clock, tmp_path: Path, way: str
) -> None:
    """Here because the key of the log is not there."""
    theme.apply(qapp, "licht")
    actor = Actor(new_id(), frozenset({Rol.beheerder}))
    keys = {Compartment.register: KEYS[Compartment.register]}
    database = Database(house, keys, actor=actor, device=new_id(), clock=clock)
    page = Blad(Context(database, clock=clock), deelnemer_id=new_id())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.made, timeout=9000):
        page.show()
    WAYS[way][1](page, tmp_path / "uit.pdf")
    assert page.asked == []
    assert list(tmp_path.glob("uit*")) == []
    assert not noted(database)
    database.close()


@pytest.mark.parametrize("way", WAYS)
def test_every_way_out_is_asked_first_and_noted(
    page: Blad, database: Database, tmp_path: Path, way: str
) -> None:
    wijze, send = WAYS[way]
    send(page, tmp_path / "uit.pdf")
    assert page.asked == [wijze]
    assert (tmp_path / "uit.pdf").stat().st_size > 500
    assert noted(database)
    assert readings(database) == 1
    assert "Het is opgeschreven." in told(page)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_refused_does_not_leave_and_says_why(
    page: Blad, database: Database, tmp_path: Path, way: str
) -> None:
    page.is_refused = True
    WAYS[way][1](page, tmp_path / "uit.pdf")
    assert list(tmp_path.glob("*.pdf")) == []
    assert not noted(database)
    assert readings(database) == 0
    assert "Dit blijft hier" in told(page)
    assert "Er is geen toestemming voor vader Mehmet." in told(page)
    assert page.findChild(PassphraseDialog) is None


@pytest.mark.parametrize("way", ["file", "protected file"])
def test_what_could_not_be_written_is_not_noted(
    page: Blad, database: Database, tmp_path: Path, way: str
) -> None:
    trouble: list[str] = []
    page.context.trouble.connect(trouble.append)
    WAYS[way][1](page, tmp_path / "weg" / "uit.pdf")
    assert "kon daar niet worden bewaard" in trouble[0]
    assert not noted(database)
    assert readings(database) == 0
    assert page.findChild(PassphraseDialog) is None


def test_a_page_that_names_no_compartment_is_not_asked(
    page: Blad, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Blad, "leaves_in", None)
    page.save_to(tmp_path / "uit.pdf")
    assert page.asked == []
    assert readings(database) == 1


def test_a_page_chooses_which_ways_to_save_there_are(page: Blad) -> None:
    def names() -> set[str]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return {one.objectName() for one in page.footer().findChildren(kit.Button)}

    assert {"bewaar_pdf", "bewaar_met_wachtwoord", "druk_af"} <= names()
    page.saves_open = False
    page.show_footer(page.print_button())
    assert "bewaar_pdf" not in names()
    assert "bewaar_met_wachtwoord" in names()


def test_the_button_asks_for_a_place(page: Blad) -> None:
    button = page.footer().findChild(kit.Button, "bewaar_met_wachtwoord")
    assert button is not None
    button.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "blad.pdf"
    dialog.reject()


# The protected file -------------------------------------------------------------------------


def test_the_file_opens_with_the_six_words_and_with_nothing_else(
    page: Blad, tmp_path: Path
) -> None:
    path = tmp_path / "uit.pdf"
    page.save_protected_to(path)
    passphrase = words_of(page)
    for wrong in ("", passphrase.replace(" ", ""), passphrase.upper(), passphrase[:-1]):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(path, password=wrong)
    with pikepdf.open(path, password=passphrase) as opened:
        assert opened.encryption.R == 6
        assert opened.encryption.bits == 256
        assert opened.encryption.stream_method is pikepdf.models.EncryptionMethod.aesv3
        assert opened.encryption.string_method is pikepdf.models.EncryptionMethod.aesv3
        assert opened.user_password_matched
        assert not opened.owner_password_matched
        assert opened.allow.print_highres
        assert opened.allow.accessibility
        for kind in ("extract", "modify_other", "modify_form", "modify_assembly"):
            assert not getattr(opened.allow, kind), kind
        assert str(opened.docinfo["/Title"]) == "Blad van Peervogel"


def test_nothing_of_the_sheet_is_readable_in_the_file() -> None:
    kept = pdf.protect(SHEET, "een twee drie vier vijf zes")
    assert kept != pdf.protect(SHEET, "een twee drie vier vijf zes"), "a new key every time"
    for word in ("Peervogel", "Appelboom", "een twee drie"):
        for code in ("utf-8", "utf-16-be", "utf-16-le"):
            assert word.encode(code) not in kept
    with pikepdf.open(BytesIO(SHEET)) as plain:
        assert not plain.is_encrypted


def test_the_words_are_told_once_and_kept_nowhere(
    page: Blad, house: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "uit.pdf"
    page.save_protected_to(path)
    passphrase = words_of(page)
    dialog = page.findChild(PassphraseDialog)
    assert dialog is not None
    shown = " ".join(one.text() for one in dialog.findChildren(kit.Label))
    assert all(word in shown for word in passphrase.split())
    assert "nooit in dezelfde mail" in shown
    titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]
    assert not any(passphrase in title for title in titles)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "Esc would throw them away unread"
    button = dialog.findChild(kit.Button, "goed")
    assert button is not None
    button.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert page.findChild(PassphraseDialog) is None
    assert passphrase not in told(page)
    assert passphrase not in caplog.text
    for file in [*house.rglob("*"), *tmp_path.rglob("*")]:
        if file.is_file():
            assert passphrase.encode() not in file.read_bytes(), file.name


def test_the_lock_takes_the_words_away(page: Blad, tmp_path: Path) -> None:
    page.save_protected_to(tmp_path / "uit.pdf")
    close_everything_open()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert page.findChild(PassphraseDialog) is None


def test_the_words_are_plain_dutch_and_differ_in_their_first_four_letters() -> None:
    assert len(WORDS) >= 1900
    assert len({word[:4] for word in WORDS}) == len(WORDS)
    assert list(WORDS) == sorted(WORDS)
    for word in WORDS:
        assert 4 <= len(word) <= 9
        assert word.isascii()
        assert word.islower()
        assert word.isalpha()
    assert resource_path("woorden.txt").read_text(encoding="utf-8").endswith("\n")


def test_six_words_are_chosen_anew_each_time() -> None:
    found = {pdf.new_passphrase() for _ in range(50)}
    assert len(found) == 50
    assert all(len(one.split()) == 6 and set(one.split()) <= set(WORDS) for one in found)
