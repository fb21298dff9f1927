"""Several laptops of one house at one hub: their cables, and the work of a beheerder with them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from hvh_desktop.crypto import KdfCost, Vault
from hvh_desktop.db import Compartment
from hvh_desktop.db.engine import connect
from hvh_desktop.db.entity import entity_classes
from hvh_desktop.founding import NewAccount, Setup, first_run
from hvh_desktop.rights import Rol
from hvh_desktop.sync.merge.check import find_difference
from hvh_desktop.sync.thread.state import Stage
from hvh_desktop.verbindingen.screen_woorden import WordGrid
from tests.conftest import NOW, Clock
from tests.hub.served import ServedHub
from tests.journeys import work
from tests.journeys.cable import Cable
from tests.journeys.conftest import PASSWORD, account
from tests.journeys.driver import Laptop

WAITS = 30_000
HE = "Ewout Scholten"


# The laptop ----------------------------------------------------------------------------------


class Desk(Laptop):
    """One of several laptops, each with a cable of its own."""

    patience = WAITS

    def __init__(self, qtbot: QtBot, folder: Path, clock: Clock, hub: ServedHub) -> None:
        folder.mkdir(exist_ok=True)
        super().__init__(qtbot, folder, clock)
        self.cable = Cable(hub)
        self.link_file = self.cable.write_link(hub, folder.with_suffix(".koppeling"))

    def begin(self, how: str) -> None:
        """An empty laptop: "begin_nieuw" or "begin_erbij"."""
        self.program.start()
        QTest.qWaitForWindowExposed(self.program.window)
        self.settle()
        self.press(how)
        self.press("Verder")

    def switch_off(self) -> None:
        super().switch_off()
        self.cable.unplug_for_good()

    def choose_file(self, path: Path) -> None:
        """In the dialog that asks for a file, or for a place to keep one."""
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
        (dialog,) = [one for one in dialogs if one.isVisible()]
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(path))
        QTest.keyClick(name, Qt.Key.Key_Return)
        self.settle()
        assert not dialog.isVisible()

    @property
    def stage(self) -> Stage:
        """How it stands with the hub."""
        assert self.program.inside is not None
        stage: Stage = self.program.inside.context.syncing.state.stage
        return stage

    def await_offline(self) -> None:
        """Without a connection; what is done is told calmly."""
        self.until(lambda: self.stage is Stage.offline, "De verbinding is er nog")
        self.see("Geen verbinding")

    def await_sent(self) -> None:
        """Everything that was written here is at the hub."""
        assert self.program.inside is not None
        syncing = self.program.inside.context.syncing
        self.until(
            lambda: syncing.ask(_count_waiting, needs_line=False) == 0, "Niet alles is verstuurd"
        )
        self.see("Alles verstuurd")

    def positions(self) -> list[tuple[str, int, int]]:
        """How far this laptop is in each stream, and what still waits to be sent."""
        assert self.program.inside is not None
        found: list[tuple[str, int, int]] = self.program.inside.context.syncing.ask(
            _list_positions, needs_line=False
        )
        return found

    def words(self) -> str:
        """The eight words that are shown."""
        self.until(lambda: len(self.shown(WordGrid)) == 1, "Er staan geen acht woorden")
        (grid,) = self.shown(WordGrid)
        return grid.accessibleName()

    def picture(self, name: str) -> None:
        """Only when somebody wants to look."""
        folder = os.environ.get("HVH_PICTURES")
        if folder:
            self.settle()
            self.program.window.grab().save(str(Path(folder) / f"{name}.png"))


MakeDesk = Callable[[str], Desk]


def _list_positions(_: Any, files: Any) -> list[tuple[str, int, int]]:
    return [(s.stream, s.cursor().position, s.count_unsealed()) for s in files.stores]


def _count_waiting(_: Any, files: Any) -> int:
    return sum(store.count_unsealed() + store.count_unsent() for store in files.stores)


# The beheerder -------------------------------------------------------------------------------


def couple(laptop: Desk, password: str = PASSWORD) -> None:
    """The house gets a hub; ends at the login page."""
    laptop.login("dennis", password)
    laptop.go("Beheer", "naar_laptops")
    laptop.see("Er is nog geen server gekoppeld")
    laptop.press("koppel_huis")
    laptop.see("De code werkt één keer.")
    laptop.picture("01-huis-koppelen")
    laptop.press("kies_bestand")
    laptop.choose_file(laptop.link_file)
    laptop.see("Het huis is gekoppeld.", "Log opnieuw in")
    laptop.picture("02-gekoppeld")
    laptop.login("dennis", password)
    laptop.await_sent()
    laptop.lock()


def add_laptop(first: Desk, second: Desk, password: str = PASSWORD) -> None:
    """One laptop more: the beheerder compares the eight words on the first. Ends with the
    login page on the second; the beheerder is still in."""
    second.begin("begin_erbij")
    second.see("Deze laptop toevoegen", "Je hebt het koppelbestand van het huis nodig.")
    second.picture("03-laptop-toevoegen")
    second.press("kies_bestand")
    second.choose_file(second.link_file)
    second.see("De acht woorden van deze laptop", "Wacht op een beheerder")
    second.picture("04-acht-woorden")
    first.login("dennis", password)
    first.go("Beheer", "naar_laptops")
    first.see("Vraagt toegang", "Vergelijk de acht woorden en laat hem dan toe")
    first.picture("05-vraagt-toegang")
    first.press("Vergelijk de acht woorden")
    assert first.words() == second.words()
    first.picture("06-laat-toe")
    first.press("Ja, laat toe")
    first.see("In gebruik", "Nog niet gebruikt, zover hier bekend")
    first.picture("07-laptops")
    second.see("Log in om verder te gaan.")


def record_him(laptop: Laptop) -> None:
    """The casemanager is in and writes him in, with his team."""
    work.record_deelnemer(
        laptop,
        roepnaam="Ewout",
        achternaam="Scholten",
        voornamen="Ewout Gerard",
        registratienummer="2026-0411",
        geboortedatum=date(1991, 3, 14),
        gemeente_herkomst="Almelo",
        gemeente_vestiging="Almelo",
        begin_datum=date(2026, 10, 19),
        verwacht_einde_datum=date(2027, 8, 2),
    )


def add_doel(laptop: Laptop, tekst: str) -> None:
    """From a page of his dossier; ends on the tab Doelen en acties."""
    work.make_doel(
        laptop,
        tekst,
        leefgebieden=["Werken en leren"],
        herstelvorm="Zelfherstel",
        herkomst={"soort": "Iets anders", "tekst": "Zijn eigen idee"},
        streefdatum=date(2027, 3, 1),
        acties=(("Belt met het ROC", "Ewout", date(2026, 12, 1)),),
    )


def change_doel(laptop: Laptop, doel: str, **answers: str) -> None:
    """Other words for a doel; ends on the tab Doelen en acties."""
    work.open_dossier(laptop, HE, "Doelen en acties")
    laptop.go(f"Meer met doel: {doel}", "Wijzig dit doel")
    for name, words in answers.items():
        laptop.fill(name, words)
    laptop.press("Bewaar doel")
    laptop.see(*answers.values())


# The house -----------------------------------------------------------------------------------


def found_house(folder: Path) -> None:
    """Two who may decide about a sanctie, and a casemanager who is beheerder too."""
    dennis = NewAccount(
        "Dennis Oude Kotte", "", "dennis", PASSWORD, frozenset({Rol.beheerder}), must_change=False
    )
    ilse = NewAccount(
        "Ilse Groothengel",
        "",
        "ilse",
        PASSWORD,
        frozenset({Rol.casemanager, Rol.beheerder}),
        functie="senior casemanager",
        must_change=False,
    )
    karin = NewAccount(
        "Karin Velthuis",
        "",
        "karin",
        PASSWORD,
        frozenset({Rol.directeur}),
        functie="plaatsvervangend directeur",
        must_change=False,
    )
    others = ("marloes", "jeffrey", "petra", "nadia", "wilma", "rutger")
    setup = Setup(
        "Huis van Herstel", "Almelo", dennis, (ilse, karin, *(account(name) for name in others))
    )
    first_run(folder, setup, clock=lambda: NOW, cost=KdfCost.cheap())


def begin_house(make_desk: MakeDesk, doel: str) -> tuple[Desk, Desk]:
    """Two laptops at a hub, with a man and his doel; nobody is in."""
    first, second = make_desk("eerste"), make_desk("tweede")
    found_house(first.folder)
    first.switch_on()
    couple(first)
    first.login("ilse", PASSWORD)
    record_him(first)
    add_doel(first, doel)
    first.await_sent()
    first.lock()
    add_laptop(first, second)
    first.lock()
    return first, second


# Afterwards ----------------------------------------------------------------------------------


@contextmanager
def opened(folder: Path, user_name: str, password: str) -> Iterator[dict[Compartment, Any]]:
    """A raw connection to everything that this person may open. Nobody may be in."""
    keyring = Vault(folder, KdfCost.cheap()).unlock(user_name, password)
    found: dict[Compartment, Any] = {}
    try:
        for one in Compartment:
            if keyring.holds(one) and (folder / f"{one}.db").exists():
                found[one] = connect(folder / f"{one}.db", bytes(keyring.key(one)))
        yield found
    finally:
        for connection in found.values():
            connection.close()
        keyring.wipe()


def read_tables(connection: Any, compartment: Compartment) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the house, and of what goes with the log."""
    names = [kind.__tablename__ for kind in entity_classes(compartment)]
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name in (*names, "conflict", "beaten"):
        rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
        found[name] = sorted(tuple(map(_plain, row)) for row in rows)
    return found


def _plain(value: Any) -> str:
    """Heads are the same whatever the order in which they are written."""
    try:
        return json.dumps(json.loads(value), sort_keys=True)
    except (TypeError, ValueError):
        return repr(value)


def await_equal(one: Desk, other: Desk, user_name: str, password: str = PASSWORD) -> None:
    """The same person looks at both, until both have the same; nobody is in afterwards."""
    for desk in (one, other):
        desk.login(user_name, password)
    one.until(lambda: one.positions() == other.positions(), "De laptops zijn niet gelijk")
    for desk in (one, other):
        desk.lock()
    assert_equal(one, other, user_name, password)


def assert_equal(one: Desk, other: Desk, user_name: str, password: str = PASSWORD) -> None:
    """Nobody is in: on both laptops every table says the same, and what its own log says."""
    with (
        opened(one.folder, user_name, password) as here,
        opened(other.folder, user_name, password) as there,
    ):
        assert here.keys() == there.keys()
        for compartment in here:
            for connections in (here, there):
                with reading(connections[compartment]) as connection:
                    assert find_difference(connection, compartment) is None
            assert read_tables(here[compartment], compartment) == read_tables(
                there[compartment], compartment
            )


@contextmanager
def reading(connection: Any) -> Iterator[Any]:
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def desks(qtbot: QtBot, folder: Path, clock: Clock, hub: ServedHub) -> Iterator[MakeDesk]:
    """Laptops by name; all of them are switched off at the end."""
    made: list[Desk] = []

    def make(name: str) -> Desk:
        made.append(Desk(qtbot, folder / name, clock, hub))
        return made[-1]

    try:
        yield make
    finally:
        for one in made:
            one.switch_off()
