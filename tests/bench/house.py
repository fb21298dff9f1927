"""Figures on a house with many gesprekken."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from PySide6.QtWidgets import QMainWindow

from hvh_desktop.app import make_application
from hvh_desktop.db import Compartment, new_id
from hvh_desktop.db import search as index
from hvh_desktop.db.engine import connect
from hvh_desktop.dossier import screen as dossier_screen
from hvh_desktop.mentorgesprekken.service import complete_mentorgesprek, start_mentorgesprek
from hvh_desktop.rights import compartments_of
from tests.bench.data import KEY, NOTE, WORDS, House
from tests.bench.inside import make_shell, open_shell

ROUNDS = 15


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _size(house: House) -> str:
    return f"{house.gesprekken} gesprekken"


def _bare(house: House, compartment: str = "team") -> Any:
    return connect(house.folder / f"{compartment}.db", KEY)


MAN = (
    "SELECT * FROM deelnemer WHERE id = ?",
    "SELECT * FROM verblijf WHERE deelnemer_id = ?",
    "SELECT * FROM teamlid WHERE deelnemer_id = ?",
    "SELECT * FROM doel WHERE deelnemer_id = ?",
    "SELECT * FROM actie WHERE deelnemer_id = ?",
    "SELECT * FROM krachteninventarisatie WHERE deelnemer_id = ?",
    "SELECT * FROM mentorgesprek WHERE deelnemer_id = ?",
)


def unlock(figure: Any, house: House) -> Any:
    """Keys in hand to Vandaag on screen, against the files opened bare and the men listed."""
    app = make_application(house.folder)

    def bare() -> None:
        for compartment in compartments_of(house.actor.rollen):
            connection = _bare(house, compartment)
            if compartment == "team":
                connection.execute("SELECT * FROM deelnemer").fetchall()
                connection.execute("SELECT * FROM verblijf").fetchall()
            connection.close()

    def ours() -> None:
        database = house.open()
        window = QMainWindow()
        window.setCentralWidget(make_shell(database))
        window.resize(1366, 768)
        window.show()
        app.processEvents()
        opened.append((database, window))

    opened: list[tuple[Any, QMainWindow]] = []
    ours()
    values, floors = [], []
    for _ in range(ROUNDS):
        floors.append(_ms(bare))
        values.append(_ms(ours))
        database, window = opened.pop()
        window.close()
        window.deleteLater()
        database.close()
        app.processEvents()
    return figure("unlock", median(values), median(floors), "ms", _size(house))


def dossier(figure: Any, house: House) -> Any:
    """Opening one man's dossier until it is painted, against his rows read bare."""
    app, database, shell, window = open_shell(house.folder, house.actor.medewerker_id)
    app.processEvents()
    connection = _bare(house)

    def bare() -> None:
        for statement in MAN:
            connection.execute(statement, (house.deelnemer_id.bytes,)).fetchall()

    def ours() -> None:
        shell.open("dossier", deelnemer_id=house.deelnemer_id)
        app.processEvents()

    ours()
    values, floors = [], []
    for _ in range(ROUNDS):
        shell.open("deelnemers")
        app.processEvents()
        floors.append(_ms(bare))
        values.append(_ms(ours))
    connection.close()
    window.close()
    database.close()
    return figure("dossier", median(values), median(floors), "ms", _size(house))


def readlog(figure: Any, house: House) -> Any:
    """Opening one man's dossier until it is painted, against the same without the read log."""
    app, database, shell, window = open_shell(house.folder, house.actor.medewerker_id)
    app.processEvents()
    names = vars(dossier_screen)
    with_log = names["note_opening"]

    def without_log(*_: object, **__: object) -> bool:
        """Nothing is written."""
        return True

    def opening() -> None:
        shell.open("dossier", deelnemer_id=house.deelnemer_id)
        app.processEvents()

    values: list[float] = []
    floors: list[float] = []
    opening()
    for _ in range(2 * ROUNDS):
        for note, times in ((without_log, floors), (with_log, values)):
            shell.open("deelnemers")
            app.processEvents()
            names["note_opening"] = note
            times.append(_ms(opening))
    window.close()
    database.close()
    return figure("readlog", median(values), median(floors), "ms", _size(house))


def save(figure: Any, house: House) -> Any:
    """Fixing a gesprek, against one bare insert of the same row with commit."""
    database = house.open()
    connection = _bare(house)
    row = connection.execute("SELECT * FROM mentorgesprek LIMIT 1")
    names = [column[0] for column in row.description]
    template = dict(zip(names, row.fetchone(), strict=True))
    insert = "INSERT INTO mentorgesprek ({}) VALUES ({})".format(
        ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    )

    def bare() -> None:
        made = template | {"id": new_id().bytes, "notitie": NOTE}
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(insert, [made[name] for name in names])
        connection.execute("COMMIT")

    started: list[Any] = []

    def prepare() -> None:
        with database.transaction(Compartment.team) as session:
            started.append(start_mentorgesprek(session, house.deelnemer_id))

    def ours() -> None:
        with database.transaction(Compartment.team) as session:
            complete_mentorgesprek(session, started.pop(), _talk(house))

    prepare()
    ours()
    values, floors = [], []
    for _ in range(ROUNDS):
        prepare()
        floors.append(_ms(bare))
        values.append(_ms(ours))
    connection.close()
    database.close()
    return figure("save", median(values), median(floors), "ms", _size(house))


def _talk(house: House) -> dict[str, Any]:
    today = datetime.now(UTC).date()
    return {
        "datum": today,
        "tijd": None,
        "medewerker_ids": (house.actor.medewerker_id,),
        "overige_aanwezigen": "",
        "gezicht": 4,
        "is_gezicht_geweigerd": False,
        "eigen_woorden": "Het gaat beter.",
        "notitie": NOTE,
        "doelnotities": {},
        "volgende_datum": today + timedelta(days=14),
        "volgende_tijd": None,
    }


def search(figure: Any, house: House) -> Any:
    """Words found through our index, against the FTS5 query itself."""
    database = house.open()
    connection = _bare(house)
    queries = [f"{word} lijstj" for word in WORDS]

    def bare() -> None:
        for words in queries:
            connection.execute(
                "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 50",
                (index.query_of(words),),
            ).fetchall()

    def ours() -> None:
        for words in queries:
            with database.reading() as session:
                index.find(session, Compartment.team, words)

    bare()
    ours()
    values, floors = [], []
    for _ in range(ROUNDS):
        floors.append(_ms(bare))
        values.append(_ms(ours))
    connection.close()
    database.close()
    return figure("search", median(values), median(floors), "ms", _size(house))
