"""The page that makes new recovery sheets, on a house that was really founded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.beheer.screen import BeheerPage, HerstelbladenPage, RechtenPage
from hvh_desktop.entry import Entry
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Rol
from hvh_desktop.ui import kit, theme
from hvh_desktop.ui.context import Context
from tests.deelnemers.windows import child, show
from tests.medewerkers.founded import (
    OTHER,
    Founded,
    founded,
    founded_once,
    make_context,
    read_sheets,
)
from tests.medewerkers.test_accounts import NEW
from tests.medewerkers.test_tijdelijke_rollen import TODAY, until

__all__ = ["founded", "founded_once"]


def words(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return " ".join([*labels, *(one.text() for one in widget.findChildren(QAbstractButton))])


@pytest.fixture
def beheer(founded: Founded, qapp: QApplication) -> Iterator[Entry]:
    theme.apply(qapp, "licht")
    with founded.inside("dennis") as entry:
        yield entry


@pytest.fixture
def context(beheer: Entry, founded: Founded) -> Context:
    return make_context(beheer, founded.clock)


def renew(qtbot: QtBot, page: HerstelbladenPage, sheets: list[str]) -> None:
    for name, text in zip(("blad_1", "blad_2"), sheets, strict=False):
        page.form.blocks[name].set_value(text)
    child(page, kit.Button, "maak").click()
    child(page, kit.Button, "doen").click()


def test_new_sheets_are_made_looked_at_and_put_away(
    qtbot: QtBot, context: Context, founded: Founded, tmp_path: Path
) -> None:
    page = HerstelbladenPage(context)
    show(qtbot, page)
    assert "werken de oude drie niet meer" in words(page)
    renew(qtbot, page, founded.sheets()[:2])
    qtbot.waitUntil(lambda: page.made.isVisible())
    assert page.form.value("blad_1") == ""
    assert "daarna werken de oude drie niet meer" in words(page)
    page.made.sheets.save_to(tmp_path / "bladen.pdf")
    new = read_sheets((tmp_path / "bladen.pdf").read_bytes())
    founded.vault.recover(founded.sheets()[:2]).wipe()
    child(page, kit.Button, "klaar").click()
    assert "zet dan het vinkje" in words(page)
    page.made.sheets.ticked.set_value(True)
    with qtbot.waitSignal(context.opened) as opened:
        child(page, kit.Button, "klaar").click()
    assert opened.args == ["beheer", {}]
    founded.vault.recover(new[:2]).wipe()
    with pytest.raises(UserError):
        founded.vault.recover(founded.sheets()[:2])


def test_who_goes_away_keeps_the_old_sheets(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    page = HerstelbladenPage(context)
    show(qtbot, page)
    renew(qtbot, page, founded.sheets()[:2])
    qtbot.waitUntil(lambda: page.made.isVisible())
    page.leave()
    founded.vault.recover(founded.sheets()[:2]).wipe()


def test_they_go_to_the_printer(
    qtbot: QtBot, context: Context, founded: Founded, tmp_path: Path
) -> None:
    page = HerstelbladenPage(context)
    show(qtbot, page)
    renew(qtbot, page, founded.sheets()[1:])
    qtbot.waitUntil(lambda: page.made.isVisible())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    page.made.sheets.print_to(printer)
    assert (tmp_path / "papier.pdf").stat().st_size > 1000
    page.made.sheets.save_to(tmp_path / "bestaat niet" / "bladen.pdf")
    assert "Het bestand kon niet worden bewaard." in words(page)


def test_what_lacks_or_is_wrong_is_said_at_the_sheet(
    qtbot: QtBot, context: Context, founded: Founded
) -> None:
    page = HerstelbladenPage(context)
    show(qtbot, page)
    child(page, kit.Button, "maak").click()
    assert page.form.blocks["blad_1"].error() == "Typ de woorden van het eerste blad over."
    first, second, _ = founded.sheets()
    renew(qtbot, page, [first, second.replace(" ", " zoiets ", 1)])
    qtbot.waitUntil(lambda: bool(page.form.blocks["blad_2"].error()))
    assert page.form.value("blad_1") == first
    assert not page.made.isVisible()
    founded.vault.recover([first, second]).wipe()


def test_who_waits_is_listed_and_gets_the_key(
    qtbot: QtBot, context: Context, beheer: Entry, founded: Founded
) -> None:
    page = HerstelbladenPage(context)
    show(qtbot, page)
    assert "Niemand. Iedereen kan openen wat bij zijn rol hoort." in words(page)
    judith = founded.id_of("judith")
    ferhat = beheer.record_account(NEW, OTHER)
    beheer.change_account(judith, {"rollen": ("mentor",)})
    page.show_now()
    assert "niemand de sleutel: behandeling" in words(page)
    with qtbot.waitSignal(context.opened) as opened:
        child(page, kit.Row, f"wacht_{ferhat.hex}").click()
    assert opened.args == ["medewerker", {"medewerker_id": ferhat}]
    for name, text in zip(("blad_1", "blad_2"), founded.sheets(), strict=False):
        page.form.blocks[name].set_value(text)
    with qtbot.waitSignal(context.notice) as told:
        child(page, kit.Button, "geef_door").click()
    assert told.args is not None
    assert str(told.args[0]).startswith("1 sleutel is doorgegeven.")
    assert beheer.list_waiting() == {}
    founded.vault.recover(founded.sheets()[:2]).wipe()


def test_who_holds_every_key_is_asked_for_no_sheets(
    qtbot: QtBot, founded: Founded, beheer: Entry
) -> None:
    beheer.change_account(beheer.keyring.medewerker_id, until(TODAY, Rol.psycholoog))
    with founded.inside("judith"):
        pass
    with founded.inside("dennis") as entry:
        page = HerstelbladenPage(make_context(entry, founded.clock))
        show(qtbot, page)
        assert not page.form.isVisible()
        assert "Jij hebt elke sleutel." in words(page)
        renew(qtbot, page, [])
        qtbot.waitUntil(lambda: page.made.isVisible())


def test_leaving_forgets_the_words(qtbot: QtBot, context: Context, founded: Founded) -> None:
    page = HerstelbladenPage(context)
    show(qtbot, page)
    page.form.blocks["blad_1"].set_value(founded.sheets()[0])
    page.leave()
    assert page.form.value("blad_1") == ""


def test_a_mentor_is_refused_in_a_sentence(
    qtbot: QtBot, qapp: QApplication, founded: Founded
) -> None:
    with founded.inside("marloes") as entry:
        context = make_context(entry, founded.clock)
        with pytest.raises(UserError, match="Vraag het aan: beheerder"):
            HerstelbladenPage(context)
        page = show(qtbot, RechtenPage(context))
        assert "Psycholoog" in words(page)


def test_the_pages_tell_who_holds_which_key(qtbot: QtBot, context: Context) -> None:
    page = show(qtbot, RechtenPage(context))
    assert "Judith Meilink-Roos" in words(page)
    start = show(qtbot, BeheerPage(context))
    assert "4 collega’s" in words(start)
    assert "Nog geen map gekozen op deze laptop" in words(start)
