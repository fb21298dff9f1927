"""Figures on cases: one page, the register, and a key in the proposal while it reckons along."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from sqlalchemy import select

from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.app import make_application
from hvh_desktop.db import Compartment, Database
from hvh_desktop.db.engine import connect
from hvh_desktop.menu import MENU
from hvh_desktop.rights import Actor, Rol
from hvh_desktop.sancties import service_horen, service_voorval
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.words import VOORVAL_SOORTEN, SanctieStatus, StrafSoort
from hvh_desktop.ui import kit
from hvh_desktop.ui.bars import Who
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.shell import Shell
from tests.bench.data import KEY, House
from tests.conftest import Clock
from tests.sancties.house import GEHOORD, hoor_values, voorval_values
from tests.sancties.zaken import add_zaak
from tests.whole_dossier import TODAY, Dossier, Words
from tests.whole_sanctie import record_sanctie

ROUNDS, CASES = 15, 300
OPEN = 15
"""One of so many cases waits for somebody."""
ROWS = (
    *("zaakstap", "correctie", "bijlage", "hoorverslag", "sanctieadvies", "sanctievoorstel"),
    *("alternatief", "straf", "beslissing", "voorwaarde", "mededeling", "uitreiking"),
    *("tenuitvoerlegging", "beklag", "vervolgvoorstel"),
)
"""What hangs on a case."""


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _in_turn(bare: Callable[[], object], ours: Callable[[], object]) -> tuple[float, float]:
    ours()
    floors, values = [], []
    for _ in range(ROUNDS):
        floors.append(_ms(bare))
        values.append(_ms(ours))
    return median(values), median(floors)


@contextmanager
def _window(house: House) -> Iterator[tuple[QApplication, Database, Shell]]:
    """The shell of one who is locatiemanager and directeur."""
    app = make_application(house.folder)
    actor = Actor(house.actor.medewerker_id, frozenset({Rol.locatiemanager, Rol.directeur}))
    keys = dict.fromkeys(Compartment, KEY)
    clock = Clock()
    database = Database(house.folder, keys, actor=actor, device=UUID(int=1), clock=clock)
    shell = Shell(
        Context(database, clock=clock),
        MENU,
        Who("Collega 0", "C0", "locatiemanager", "Huis", "Twente", is_demo=False),
    )
    window = QMainWindow()
    window.setCentralWidget(shell)
    window.resize(1366, 768)
    window.show()
    shell.open("vandaag")
    yield app, database, shell
    window.close()
    database.close()


def _told(house: House) -> Dossier:
    """A whole case of the man of the house, by one who holds every role."""
    keys = dict.fromkeys(Compartment, KEY)
    actor = Actor(house.actor.medewerker_id, frozenset(Rol))
    database = Database(house.folder, keys, actor=actor, device=UUID(int=1), clock=Clock())
    with database.reading() as session:
        doel = session.scalars(select(Doel.id).where(Doel.deelnemer_id == house.deelnemer_id))
        one = Dossier(house.deelnemer_id, {"doel_id": doel.first() or UUID(int=0)})
    record_sanctie(database, one, Words())
    database.close()
    return one


def zaak(figure: Any, house: House) -> Any:
    """Opening the page of one whole case until it is painted, against its rows read bare."""
    ids = _told(house).ids
    with _window(house) as (app, _, shell):
        connection = connect(house.folder / "team.db", KEY)
        key = ids["sanctiezaak_id"]

        def bare() -> None:
            connection.execute("SELECT * FROM sanctiezaak WHERE id = ?", (key.bytes,)).fetchall()
            for table in ROWS:
                asked = f"SELECT * FROM {table} WHERE sanctiezaak_id = ?"
                connection.execute(asked, (key.bytes,)).fetchall()

        def ours() -> None:
            shell.open("sanctiezaak", deelnemer_id=house.deelnemer_id, sanctiezaak_id=key)
            app.processEvents()
            shell.open("deelnemers")
            app.processEvents()

        def away() -> None:
            bare()
            shell.open("deelnemers")
            app.processEvents()

        value, floor = _in_turn(away, ours)
        connection.close()
    return figure("zaak", value, floor, "ms", f"{house.gesprekken} gesprekken")


def register(figure: Any, house: House) -> Any:
    """Opening the register of many cases until it is painted, against their rows read bare."""
    with _window(house) as (app, database, shell):
        kinds, closed = list(VOORVAL_SOORTEN), SanctieStatus.geseponeerd
        with database.transaction(Compartment.team) as session:
            for n in range(CASES):
                day = TODAY - timedelta(days=n)
                status = closed if n % OPEN else SanctieStatus.horen
                add_zaak(session, house.deelnemer_id, kinds[n % 10], day, status)
        connection = connect(house.folder / "team.db", KEY)

        def bare() -> None:
            connection.execute("SELECT * FROM sanctiezaak").fetchall()
            connection.execute("SELECT * FROM zaakstap").fetchall()
            connection.execute("SELECT * FROM deelnemer").fetchall()

        def ours() -> None:
            shell.open("sancties")
            app.processEvents()

        value, floor = _in_turn(bare, ours)
        connection.close()
    return figure("register", value, floor, "ms", f"{CASES} zaken")


def afweging(figure: Any, house: House) -> Any:
    """A key in the days of a straf until maxima and chain are painted, against a bare field."""
    with _window(house) as (app, database, shell):
        with database.transaction(Compartment.team) as session:
            made = service_voorval.record_voorval(session, house.deelnemer_id, voorval_values())
            zaak = session.get_one(Sanctiezaak, made)
            zaak.status = SanctieStatus.verslag
            service_horen.record_hoorverslag(session, made, hoor_values(datum=GEHOORD))
        shell.open("sanctievoorstel", deelnemer_id=house.deelnemer_id, sanctiezaak_id=made)
        app.processEvents()
        for name in ("volgende", "volgende", "volgende", "wijzig_maat", "straf_erbij"):
            _child(shell, name).click()
            app.processEvents()
        kind = _child(shell, "straf_1_soort")
        kind.set_value(StrafSoort.opsluiting.value)
        kind.changed.emit()
        app.processEvents()
        field = _child(shell, "straf_1_aantal")
        plain = QMainWindow()
        bare_field = kit.NumberField(1)
        plain.setCentralWidget(bare_field)
        plain.show()

        def type_in(into: Any) -> None:
            for number in (3, 15, 7):
                into.set_value(number)
                into.changed.emit()
                app.processEvents()

        value, floor = _in_turn(lambda: type_in(bare_field), lambda: type_in(field))
        plain.close()
    return figure("afweging", value, floor, "ms", "3 toetsen")


def _child(shell: Shell, name: str) -> Any:
    return next(one for one in shell.findChildren(QWidget, name) if one.isVisible())
