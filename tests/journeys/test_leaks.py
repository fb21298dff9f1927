"""Words of a dossier are nowhere but inside the encrypted files and on the screen.

Unusual words are planted in every text field. Then somebody works with the program: opens all
places, types, searches, prints, locks, and meets a bug. After that the words are looked for.
"""

from __future__ import annotations

import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Compartment, Database
from hvh_desktop.entry import enter
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.sancties.service_bijlagen import record_bijlage
from hvh_desktop.sancties.words import BijlageSoort
from hvh_desktop.trajectplannen.report import afspraken_pdf, trajectplan_pdf
from hvh_desktop.trajectplannen.service import collect_afspraken, collect_plan
from hvh_desktop.ui.crash import FILE as CRASH_FILE
from hvh_desktop.ui.crash import show_crash
from hvh_desktop.zoeken.screen import GotoDialog
from tests.conftest import Clock
from tests.journeys.conftest import PASSWORD, PEOPLE
from tests.journeys.driver import Laptop
from tests.journeys.pages import Whole, whole, whole_once
from tests.whole_dossier import Dossier, Words, record_dossier, record_organisatie
from tests.whole_sanctie import record_sanctie

__all__ = ["whole", "whole_once"]

CASE_PLACES = ("sanctiezaak", "beklag")
BESIDE = ("verlof", "werkplek", "urinecontrole", "ordemaatregel")
STEM = "kwezelzwaluw"
TYPED = "torenvalkgeheim"
FIXED = ("ܓܒܪܐܝܠ", "moeder@voorbeeld", "06-00000111", PASSWORD)
PERSONS = tuple(part for naam, _, _ in PEOPLE.values() for part in naam.split() if len(part) > 4)
SECRETS = (STEM, TYPED, *FIXED, *PERSONS)


class Planted(Words):
    """A word that stands nowhere else, another one for each field."""

    def about(self, about: str, number: int) -> str:
        return f"Ik {STEM}{number:03d}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything that a program may write by itself lands here."""
    for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmpdir"))
    return tmp_path


@pytest.fixture
def filled(founded: Path, home: Path, clock: Clock) -> tuple[Path, Dossier]:
    """A founded house with one whole man, full of planted words."""
    folder = home / "gegevens"
    shutil.copytree(founded, folder)
    keyring = Vault(folder, KdfCost.cheap()).unlock("ilse", PASSWORD)
    database = enter(folder, keyring, clock=clock)
    with database.reading() as session:
        team = {Rol(rol): row.id for row in list_medewerkers(session) for rol in row.rollen}
    words = Planted()
    dossier = record_dossier(database, team, record_organisatie(database, words), words, 3)
    database.actor = Actor(keyring.medewerker_id, frozenset(Rol))
    record_sanctie(database, dossier, words)
    record_scan(database, dossier)
    database.close()
    keyring.wipe()
    return folder, dossier


def record_scan(database: Database, one: Dossier) -> None:
    """An attachment with a planted word in its bytes."""
    scan = b"%PDF-1.4 " + f"{STEM}998".encode()
    with database.transaction(Compartment.team) as session:
        record_bijlage(session, one.ids["sanctiezaak_id"], BijlageSoort.scan, f"{STEM}997", scan)


def has_secret(text: str) -> bool:
    return any(secret.casefold() in text.casefold() for secret in SECRETS)


def leaks(folder: Path) -> list[str]:
    """Files in which a planted word stands, in any of the ways that text is written."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes().lower()
        for secret in SECRETS:
            for how in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
                if secret.lower().encode(how) in content:
                    found.append(f"{path.relative_to(folder)}: {secret}")
        if path.suffix == ".db" or path.name.endswith("-wal"):
            assert b"sqlite format 3" not in content
            assert b"create table" not in content
    return found


def assert_nothing_outside(laptop: Laptop) -> None:
    """Titles, what a screen reader says of windows, and the clipboard."""
    for widget in QApplication.topLevelWidgets():
        for said in (widget.windowTitle(), widget.accessibleName(), widget.windowFilePath()):
            assert not has_secret(said), type(widget).__name__
    clipboard = QApplication.clipboard()
    assert not has_secret(clipboard.text())
    assert laptop.program.window.windowTitle() == "HvH Desktop"


def visit_everything(laptop: Laptop, one: Dossier) -> None:
    him, ids = {"deelnemer_id": one.deelnemer_id}, one.ids
    inside = laptop.program.inside
    assert inside is not None
    tabs = (
        *("overzicht", "krachten", "doelen", "gesprekken", "netwerk", "trajectplan", "gegevens"),
        *("verlof", "sancties"),
    )
    places: list[tuple[str, dict[str, Any]]] = [
        ("vandaag", {}),
        ("deelnemers", {}),
        *(("dossier", {**him, "tab": tab}) for tab in tabs),
        ("deelnemer_wijzigen", him),
        ("inventarisatie", {**him, "inventarisatie_id": ids["inventarisatie_id"]}),
        ("inventarisatie_vergelijken", him),
        ("doel", {**him, "doel_id": ids["doel_id"]}),
        ("instemming", him),
        ("mentorgesprek", {**him, "mentorgesprek_id": ids["vastgesteld_id"]}),
        ("netwerklid", {**him, "netwerklid_id": ids["netwerklid_id"]}),
        ("organisaties", {}),
        ("medewerkers", {}),
        ("instellingen", {}),
        ("sancties", {}),
        ("urinecontroles", {}),
        *((place, {**him, "sanctiezaak_id": ids["sanctiezaak_id"]}) for place in CASE_PLACES),
        *((name, {**him, f"{name}_id": ids[f"{name}_id"]}) for name in BESIDE),
    ]
    for place, address in places:
        inside.shell.open(place, **address)
        QApplication.processEvents()
        assert_nothing_outside(laptop)


def type_and_search(laptop: Laptop, one: Dossier) -> None:
    inside = laptop.program.inside
    assert inside is not None
    talk = {"deelnemer_id": one.deelnemer_id, "mentorgesprek_id": one.ids["mentorgesprek_id"]}
    inside.shell.open("mentorgesprek", **talk)
    QApplication.processEvents()
    laptop.fill("eigen_woorden", f"Hij zei {TYPED}.")
    inside.shell.search()
    QApplication.processEvents()
    laptop.fill("ga_naar_veld", f"{STEM}011")
    dialog = laptop.program.window.findChild(GotoDialog)
    assert dialog is not None
    dialog.search_text()
    assert dialog.results()
    assert_nothing_outside(laptop)


def begin_a_voorval(laptop: Laptop, one: Dossier) -> None:
    """Words that are not kept yet: a concept, in the encrypted file."""
    inside = laptop.program.inside
    assert inside is not None
    inside.shell.open("voorval", deelnemer_id=one.deelnemer_id)
    QApplication.processEvents()
    laptop.fill("feiten", f"Hij zei {TYPED}.")
    inside.shell.open("vandaag")
    QApplication.processEvents()
    assert_nothing_outside(laptop)


def test_nothing_of_a_dossier_is_left_outside(
    qtbot: QtBot,
    home: Path,
    filled: tuple[Path, Dossier],
    clock: Clock,
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder, one = filled
    laptop = Laptop(qtbot, folder, clock)
    laptop.switch_on()
    laptop.login("ilse", PASSWORD)
    visit_everything(laptop, one)
    assert laptop.program.inside is not None
    laptop.program.inside.shell.open("trajectplan_afdruk", deelnemer_id=one.deelnemer_id)
    assert STEM in laptop.print_shown()
    case = {"deelnemer_id": one.deelnemer_id, "sanctiezaak_id": one.ids["sanctiezaak_id"]}
    laptop.program.inside.shell.open("mededeling", **case)
    assert STEM in laptop.print_shown()
    begin_a_voorval(laptop, one)
    type_and_search(laptop, one)
    assert leaks(home) == []
    laptop.lock_by_itself("Getest.")
    assert not has_secret(laptop.read())
    assert_nothing_outside(laptop)
    laptop.login("ilse", PASSWORD)
    meet_a_bug(laptop, qtbot, folder)
    assert_nothing_outside(laptop)
    laptop.switch_off()
    assert leaks(home) == []
    said = capfd.readouterr()
    assert not has_secret(said.out)
    assert not has_secret(said.err)


def meet_a_bug(laptop: Laptop, qtbot: QtBot, folder: Path) -> None:
    """A bug with words in its message, in its cause and in the variables around it."""
    secret = f"{STEM}999"

    def broken(naam: str) -> None:
        try:
            {"a": 1}[naam]
        except KeyError as error:
            raise ValueError(f"{naam} past niet") from error

    try:
        broken(secret)
    except ValueError as error:
        dialog = show_crash(folder, error, laptop.program.window)
    words = " ".join(w.accessibleName() for w in dialog.findChildren(QWidget))
    assert not has_secret(words)
    log = (folder / CRASH_FILE).read_text(encoding="utf-8")
    assert "ValueError" in log
    dialog.accept()
    (folder / CRASH_FILE).rename(folder / "storingen.bekeken.log")


def test_a_printed_plan_says_in_its_properties_only_what_it_is(whole: Whole, clock: Clock) -> None:
    database = whole.open(clock, Rol.casemanager)
    him = whole.man.deelnemer_id
    with database.reading() as session:
        pieces = (
            trajectplan_pdf(collect_plan(session, him)),
            afspraken_pdf(collect_afspraken(session, him, whole.man.ids["vastgesteld_id"])),
        )
    for piece in pieces:
        reader = PdfReader(BytesIO(piece))
        about = {key: str(value) for key, value in (reader.metadata or {}).items()}
        title = about.pop("/Title")
        assert title
        for words in whole.words.given:
            assert words not in " ".join(about.values())
        assert set(about) <= {"/Author", "/Creator", "/Producer", "/Subject", "/CreationDate"} | {
            "/ModDate",
            "/Keywords",
            "/Trapped",
        }
        root: Any = reader.trailer["/Root"]
        assert "/Metadata" not in root
        assert not reader.attachments
        assert root["/Lang"].startswith("nl")


def test_a_word_that_is_left_outside_would_be_found(tmp_path: Path) -> None:
    """The search itself works."""
    (tmp_path / "a.txt").write_text(f"x {STEM}001", encoding="utf-16-le")
    (tmp_path / "b.tmp").write_bytes(b"\0" + TYPED.encode() + b"\0")
    assert {line.partition(":")[0] for line in leaks(tmp_path)} == {"a.txt", "b.tmp"}
