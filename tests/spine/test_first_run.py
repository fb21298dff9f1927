"""Founding a house: through the wizard, all or nothing, with the sheets on paper first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hvh_desktop import safekeeping
from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.engine import connect
from hvh_desktop.device import DEVICE_FILE, change_backups_folder, load_device
from hvh_desktop.entry import Setup, backup_if_due, enter, first_run
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.founding import WORK_FOLDER, prepare_house
from hvh_desktop.huis import get_huis
from hvh_desktop.medewerkers.screen_first_run import FirstRunPage
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.pdf import count_pages
from hvh_desktop.rights import Rol
from hvh_desktop.ui.backup_card import BackupCard
from tests.conftest import NOW, Clock
from tests.medewerkers.founded import (
    OTHER,
    PASSWORDS,
    Founded,
    founded,
    founded_once,
    make_context,
    make_setup,
    read_sheets,
)

__all__ = ["founded", "founded_once"]

FILES = {f"{compartment}.db" for compartment in Compartment} | {
    "kluis.json",
    "kluis.reserve.json",
    DEVICE_FILE,
}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_founded_house_opens_for_everybody_in_it(founded: Founded) -> None:
    assert names(founded.folder) >= FILES
    assert WORK_FOLDER not in names(founded.folder)
    for user_name in PASSWORDS:
        with founded.inside(user_name) as entry, entry.database.reading() as session:
            assert get_huis(session).naam == "Huis van Herstel"
            assert len(list_medewerkers(session)) == 4
            assert entry.keyring.notices == ()


def test_the_sheets_are_three_pages_that_name_nobody(founded: Founded) -> None:
    pdf = founded.result.sheets_pdf
    assert count_pages(pdf) == 3
    sheets = read_sheets(pdf)
    assert all(len(sheet.split()) == 33 for sheet in sheets)
    assert len(set(sheets)) == 3
    for person in ("Dennis", "Ilse", "dennis"):
        assert person.encode() not in pdf
    for path in founded.folder.iterdir():
        assert sheets[0].split()[4].encode() * 2 not in path.read_bytes()


def test_any_two_sheets_open_every_key(founded: Founded) -> None:
    first, second, third = founded.sheets()
    for pair in ([first, second], [third, first]):
        assert set(founded.vault.recover(pair).keys) == set(Compartment)


def test_a_long_house_name_keeps_one_page_a_sheet(tmp_path: Path, clock: Clock) -> None:
    setup = replace(make_setup(), huis=f"{'Huis van Herstel ' * 3}Twente", accounts=())
    result = first_run(tmp_path / "huis", setup, clock=clock, cost=KdfCost.cheap())
    assert count_pages(result.sheets_pdf) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(s, huis=" "),
        lambda s: replace(s, beheerder=replace(s.beheerder, wachtwoord="kort")),
        lambda s: replace(s, beheerder=replace(s.beheerder, naam="")),
        lambda s: replace(s, accounts=(replace(s.accounts[0], gebruikersnaam="DENNIS"),)),
        lambda s: replace(s, accounts=(replace(s.accounts[0], rollen=frozenset()),)),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_made(
    tmp_path: Path, change: Callable[[Setup], Setup]
) -> None:
    folder = tmp_path / "huis"
    with pytest.raises(UserError):
        first_run(folder, change(make_setup()), cost=KdfCost.cheap())
    assert not folder.exists()


def test_a_failure_half_way_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    def stop(_: Database) -> None:
        raise OSError(28, "no space")

    (tmp_path / "weergave.json").write_text("{}")
    with pytest.raises(EnvironmentProblem, match="Er is niets veranderd"):
        first_run(tmp_path, make_setup(), cost=KdfCost.cheap(), fill=stop)
    assert names(tmp_path) == {"weergave.json"}
    absent = tmp_path / "er" / "niet"
    with pytest.raises(EnvironmentProblem):
        first_run(absent, make_setup(), cost=KdfCost.cheap(), fill=stop)
    assert not absent.exists()


def test_a_failure_while_moving_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = prepare_house(tmp_path, make_setup(), cost=KdfCost.cheap())
    move = Path.replace

    def stop_at_the_vault(path: Path, target: Path) -> Path:
        if path.name == "kluis.json":
            raise OSError(28, "no space")
        return move(path, target)

    with monkeypatch.context() as patch, pytest.raises(EnvironmentProblem):
        patch.setattr(Path, "replace", stop_at_the_vault)
        prepared.complete()
    assert names(tmp_path) == set()


def test_a_house_is_not_founded_over_another(founded: Founded) -> None:
    with pytest.raises(UserError, match="al een huis"):
        first_run(founded.folder, make_setup(), cost=KdfCost.cheap())
    for name in ("kluis.json", "kluis.reserve.json"):
        (founded.folder / name).unlink()
    with pytest.raises(EnvironmentProblem, match="zonder kluis"):
        first_run(founded.folder, make_setup(), cost=KdfCost.cheap())
    assert "team.db" in names(founded.folder)


def test_the_laptop_keeps_its_id_and_gets_a_new_one_when_the_file_is_damaged(
    tmp_path: Path,
) -> None:
    first = load_device(tmp_path)
    change_backups_folder(tmp_path, tmp_path / "kopie")
    assert load_device(tmp_path).id == first.id
    assert load_device(tmp_path).backups == tmp_path / "kopie"
    (tmp_path / DEVICE_FILE).write_text("[1")
    assert load_device(tmp_path).id != first.id


# The wizard


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, clock: Clock) -> FirstRunPage:
    page = FirstRunPage(tmp_path / "huis", cost=KdfCost.cheap(), clock=clock)
    qtbot.addWidget(page)
    page.show()
    return page


def write(page: QWidget, name: str, text: str) -> None:
    field = page.findChild(QLineEdit, name)
    assert field is not None, name
    field.setText(text)


def click(page: QWidget, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def says(qtbot: QtBot, page: QWidget, sentence: str) -> None:
    """New widgets show themselves a moment later."""

    def found() -> bool:
        labels = [part.text() for part in page.findChildren(QLabel) if part.isVisible()]
        acts = [part.text() for part in page.findChildren(QAbstractButton) if part.isVisible()]
        return any(sentence in text for text in (*labels, *acts))

    qtbot.waitUntil(found)


def to_colleagues(page: FirstRunPage) -> None:
    write(page, "plaats", "Almelo")
    click(page, "verder")
    write(page, "naam", "Dennis Oude Kotte")
    write(page, "gebruikersnaam", "dennis")
    write(page, "wachtwoord", PASSWORDS["dennis"])
    write(page, "nogmaals", PASSWORDS["dennis"])
    click(page, "verder")


def add_ilse(page: FirstRunPage) -> None:
    write(page, "collega_naam", "Ilse Groothengel")
    write(page, "collega_gebruikersnaam", "ilse")
    write(page, "collega_wachtwoord", PASSWORDS["ilse"])
    click(page, "rollen_casemanager")


def test_from_the_first_question_to_the_first_unlock(
    qtbot: QtBot, page: FirstRunPage, tmp_path: Path, clock: Clock
) -> None:
    to_colleagues(page)
    says(qtbot, page, "kan dossiers openen")
    add_ilse(page)
    click(page, "voeg_toe")
    says(qtbot, page, "nog geen psycholoog")
    click(page, "verder")
    page.backups.choose(tmp_path)
    click(page, "verder")
    says(qtbot, page, "Ilse Groothengel: Casemanager")
    click(page, "verder")
    qtbot.waitUntil(lambda: page.number == 5, timeout=20_000)
    assert not Vault.exists(tmp_path / "huis")
    click(page, "verder")
    says(qtbot, page, "zet dan het vinkje")
    click(page, "bladen_liggen_klaar_vak")
    with qtbot.waitSignal(page.finished):
        click(page, "verder")
    keyring = Vault(tmp_path / "huis", KdfCost.cheap()).unlock("ilse", PASSWORDS["ilse"])
    assert keyring.must_change_password
    database = enter(tmp_path / "huis", keyring, clock=clock)
    assert database.actor.rollen == {Rol.casemanager}
    database.close()
    assert load_device(tmp_path / "huis").backups == tmp_path


def test_each_step_says_what_is_missing(qtbot: QtBot, page: FirstRunPage) -> None:
    write(page, "huis", "")
    click(page, "verder")
    says(qtbot, page, "Vul de naam van het huis in.")
    write(page, "huis", "Huis van Herstel")
    click(page, "verder")
    write(page, "wachtwoord", OTHER)
    click(page, "verder")
    says(qtbot, page, "Vul de naam in.")
    write(page, "naam", "Dennis Oude Kotte")
    write(page, "gebruikersnaam", "dennis")
    click(page, "verder")
    says(qtbot, page, "niet gelijk")
    assert page.number == 1


def test_half_a_colleague_is_not_passed_over(qtbot: QtBot, page: FirstRunPage) -> None:
    to_colleagues(page)
    write(page, "collega_naam", "Ilse Groothengel")
    click(page, "verder")
    says(qtbot, page, "Kies ten minste één rol.")
    add_ilse(page)
    click(page, "verder")
    assert page.number == 3
    assert [a.naam for a in page.colleagues.accounts] == ["Ilse Groothengel"]


def test_a_backup_does_not_go_into_the_data_itself(
    qtbot: QtBot, page: FirstRunPage, tmp_path: Path
) -> None:
    to_colleagues(page)
    click(page, "verder")
    page.backups.choose(tmp_path / "huis" / "kopie")
    click(page, "verder")
    says(qtbot, page, "hoort bij de gegevens zelf")
    page.backups.choose(None)
    click(page, "verder")
    assert page.number == 4


def test_back_keeps_what_was_typed(page: FirstRunPage) -> None:
    to_colleagues(page)
    click(page, "terug")
    field = page.findChild(QLineEdit, "naam")
    assert field is not None
    assert field.text() == "Dennis Oude Kotte"


def test_sheets_that_cannot_be_saved_are_told(page: FirstRunPage) -> None:
    page.sheets.sheets.show_sheets(b"")
    page.sheets.sheets.save_to(Path("/proc/herstelbladen.pdf"))
    assert page.sheets.form.errors.links


# The daily copy


def test_a_copy_a_day_of_what_each_can_open(founded: Founded, tmp_path: Path) -> None:
    backups = tmp_path / "kopieën"
    backups.mkdir()
    today = backups / "hvh-reservekopie-2026-11-12"
    with founded.inside("dennis") as entry:
        args = (founded.folder, entry.database, entry.keyring, backups)
        assert backup_if_due(*args, now=NOW)
        assert names(today) == {"register.db", "log.db", "kluis.json", "kluis.reserve.json"}
        assert not backup_if_due(*args, now=NOW)
    with founded.inside("judith") as entry:
        assert backup_if_due(founded.folder, entry.database, entry.keyring, backups, now=NOW)
        assert names(today) >= {f"{compartment}.db" for compartment in Compartment}
        copy = connect(today / "team.db", bytes(entry.keyring.key("team")))
        assert copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        copy.close()


def test_ten_copies_are_kept_and_the_newest_of_each_file(founded: Founded, tmp_path: Path) -> None:
    def run(user_name: str, day: int) -> None:
        with founded.inside(user_name) as entry:
            now = datetime(2026, 12, day, 9, tzinfo=UTC)
            backup_if_due(founded.folder, entry.database, entry.keyring, tmp_path, now=now)

    run("judith", 1)
    for day in range(2, 14):
        run("dennis", day)
    kept = sorted(path.name[-2:] for path in tmp_path.glob(f"{safekeeping.PREFIX}*"))
    assert kept == ["01", *(f"{day:02}" for day in range(4, 14))]


def test_a_copy_that_fails_says_so_and_leaves_no_half_file(
    founded: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damage(source: Path, key: bytes, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:5000] + b"x" * 3000)

    with founded.inside("dennis") as entry:
        args = (founded.folder, entry.database, entry.keyring)
        with pytest.raises(EnvironmentProblem, match="Je gegevens zelf zijn veilig"):
            backup_if_due(*args, tmp_path / "weg", now=NOW)
        monkeypatch.setattr(safekeeping, "copy_file", damage)
        with pytest.raises(EnvironmentProblem, match="niet heel"):
            backup_if_due(*args, tmp_path, now=NOW)
    assert list(tmp_path.glob("hvh-*/*.db*")) == []


def test_a_beheerder_chooses_the_folder_and_makes_a_copy(
    qtbot: QtBot, founded: Founded, tmp_path: Path
) -> None:
    with founded.inside("dennis") as entry:
        context = make_context(entry, founded.clock)
        card = BackupCard(context)
        qtbot.addWidget(card)
        with qtbot.waitSignal(context.problem):
            click(card, "maak_kopie")
        with qtbot.waitSignal(context.problem):
            card.choose(founded.folder / "kopie")
        card.choose(tmp_path)
        with qtbot.waitSignal(context.notice):
            click(card, "maak_kopie")
        assert len(list(tmp_path.glob("hvh-*/register.db"))) == 1
        card.choose(tmp_path / "weg")
        with qtbot.waitSignal(context.trouble):
            click(card, "maak_kopie")
