"""What syncing costs, against the same rows put there without it.

``sync-bootstrap``: a new laptop is filled over HTTPS, against a bare insert of the very rows that
then stand in its file; both on real encrypted files. ``sync-push`` and ``sync-pull``: seconds for
all envelopes through the real hub, against a bare COPY and SELECT of the same bytes in the same
PostgreSQL. ``sync-bytes``: bytes on the wire per change, against that change as it is encoded.
``sync-memory``: the most that the filling laptop held, against what it held after a tenth.
``sync-latency``: from a commit here until it is in the tables there, against one signed request.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import quantiles
from threading import Event
from typing import Any

import psycopg

from hvh_desktop.db.engine import connect
from hvh_desktop.sync.laptop import Laptop
from hvh_desktop.sync.stream.compartment_file import ROOM
from hvh_desktop.sync.thread.filling import ROWS
from hvh_desktop.sync.thread.runner import Syncing
from hvh_desktop.sync.thread.telling import Listener
from hvh_desktop.sync.wire import encode_changes
from tests.bench.sync_house import Log, copies, served_site, write_down, write_one_man
from tests.conftest import KEYS
from tests.sync.laptops import TEAM, copy_folder
from tests.sync.real.site import Seat, Site
from tests.sync.real.tap import Tap
from tests.sync.running import DeskFiles

NAMES = (
    "sync-bootstrap",
    "sync-push",
    "sync-pull",
    "sync-bytes",
    "sync-memory",
    "sync-latency",
)
CHANGES = 100_000
TIMES = 100
_PAGE = 5000


@dataclass
class Measured:
    """One long run; every figure that comes from it as value and floor."""

    found: dict[str, tuple[float, float]] = field(default_factory=dict)


def measure(figure: Any, names: Iterable[str], changes: int = CHANGES) -> Iterator[Any]:
    """The figures that are asked."""
    wanted = set(names)
    units = {"sync-bytes": "B", "sync-memory": "MiB"}
    if wanted - {"sync-latency"}:
        for name, (value, floor) in _long_run(changes).items():
            if name in wanted:
                yield figure(name, value, floor, units.get(name, "s"), f"{changes} wijzigingen")
    if "sync-latency" in wanted:
        value, floor = _latency()
        yield figure("sync-latency", value, floor, "ms", f"{TIMES} wijzigingen, p95")


def _long_run(changes: int) -> dict[str, tuple[float, float]]:
    with served_site() as site:
        log = write_one_man(site)
        writer, size = _sealed(site, log, changes)
        found = {"sync-push": (_seconds(lambda: _round(writer)), _copy_bare(site))}
        tap = Tap(site.hub.port)
        reader = site.sit(replace(site.link, address=f"https://127.0.0.1:{tap.port}"), number=1)
        found["sync-pull"] = (_seconds(lambda: _pull_all(writer)), _select_bare(site))
        held: list[float] = []
        filled = _seconds(lambda: _fill(reader, held))
        found["sync-bytes"] = (len(tap.bytes) / changes, size)
        found["sync-memory"] = (max(held), held[len(held) // 10])
        assert reader.desk.count("change") == changes
        found["sync-bootstrap"] = (filled, _insert_bare(site, reader))
        tap.close()
    return found


def _sealed(site: Site, log: Log, count: int) -> tuple[Seat, float]:
    """A laptop with all of it sealed and nothing sent; bytes of a change as it is encoded."""
    seat, size = site.sit(number=0), 0
    page = []
    for change in copies(log, count):
        page.append(change)
        if len(page) == _PAGE:
            size += len(encode_changes(page))
            write_down(seat, page)
            page = []
    size += len(encode_changes(page)) if page else 0
    write_down(seat, page)
    while seat.desk.store.seal() is not None:
        pass
    return seat, size / count


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _round(seat: Seat) -> None:
    done = seat.round()
    assert done.problem is None, done.problem


def _pull_all(seat: Seat) -> None:
    """As fast as the hub gives them, looking at nothing but the signature under each page."""
    after = 0
    while found := seat.line.pull("team", after).envelopes:
        after = found[-1][0]


def _fill(seat: Seat, held: list[float]) -> None:
    for _ in Laptop(seat.line, [seat.desk.store], rows=ROWS).steps():
        held.append(_resident())


def _resident() -> float:
    """MiB that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


# Floors


def _copy_bare(site: Site) -> float:
    """The same rows into a table like it."""
    with psycopg.connect(site.hub.database_url) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (LIKE envelope INCLUDING ALL)")
        with cursor.copy("COPY envelope TO STDOUT (FORMAT BINARY)") as copy:
            blocks = [bytes(block) for block in copy]
        connection.commit()

        def put() -> None:
            with cursor.copy("COPY bare FROM STDIN (FORMAT BINARY)") as copy:
                for block in blocks:
                    copy.write(block)
            connection.commit()

        took = _seconds(put)
        cursor.execute("DROP TABLE bare")
        return took


def _select_bare(site: Site) -> float:
    with psycopg.connect(site.hub.database_url) as connection:
        query = "SELECT position, raw FROM envelope ORDER BY position"
        return _seconds(lambda: connection.execute(query, binary=True).fetchall())


def _insert_bare(site: Site, seat: Seat) -> float:
    """The very same rows of all tables, and the search index, in an empty file."""
    folder = copy_folder(site.empty, site.folder / "vloer")
    with closing(seat.desk.connect()) as source, closing(_open(folder)) as target:
        tables = [
            (name, source.execute(f'SELECT * FROM "{name}"').fetchall())
            for (name,) in source.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'alembic%'"
                " AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name != 'search'"
            ).fetchall()
        ]
        items = source.execute("SELECT * FROM search_item").fetchall()
        bodies = source.execute("SELECT rowid, body FROM search").fetchall()
        target.execute("PRAGMA foreign_keys = OFF")
        return _seconds(lambda: _put(target, [*tables, ("search_item", items)], bodies))


def _open(folder: Path) -> Any:
    connection = connect(folder / "team.db", KEYS[TEAM])
    connection.execute(ROOM)
    return connection


def _put(target: Any, tables: list[tuple[str, list[Any]]], bodies: list[Any]) -> None:
    for name, rows in tables:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            _in_pages(target, f'INSERT INTO "{name}" VALUES ({marks})', rows)
    _in_pages(target, "INSERT INTO search (rowid, body) VALUES (?, ?)", bodies)


def _in_pages(target: Any, statement: str, rows: list[Any]) -> None:
    for start in range(0, len(rows), ROWS):
        target.execute("BEGIN IMMEDIATE")
        target.executemany(statement, rows[start : start + ROWS])
        target.execute("COMMIT")


# From one laptop to another


def _latency() -> tuple[float, float]:
    """95 of 100 are faster than this, in ms; the floor in the same way."""
    with served_site() as site:
        writer, reader = site.sit(number=0), site.sit(number=1)
        man = writer.desk.write_deelnemer()
        for seat in (writer, reader):
            _round(seat)
        came = Event()
        syncing = [
            _start(writer, lambda _: None),
            _start(reader, lambda _: came.set()),
        ]
        writer.desk.database.on_commit(lambda _: syncing[0].nudge())
        took, floor = [], []
        for number in range(TIMES + 5):
            came.clear()

            def one(word: str = f"woord {number}") -> None:
                writer.desk.write_punt(man, word)
                while not reader.desk.rows("SELECT 1 FROM aandachtspunt WHERE tekst = ?", word):
                    assert came.wait(30)
                    came.clear()

            took.append(_seconds(one) * 1000)
            floor.append(_seconds(writer.line.positions) * 1000)
        for thread in syncing:
            thread.stop()
        return quantiles(took[5:], n=20)[-1], quantiles(floor[5:], n=20)[-1]


def _start(seat: Seat, changed: Callable[[frozenset[Any]], None]) -> Syncing:
    """As in the program, with its own pace."""
    from hvh_desktop.sync.line.channel import Identity
    from hvh_desktop.sync.line.client import HubClient

    key = seat.desk.house.devices[seat.desk.device]
    identity = Identity(seat.desk.device, key)
    syncing = Syncing(
        lambda: DeskFiles(seat.desk),
        lambda: HubClient(seat.link, identity),
        Listener(changed=changed),
    )
    syncing.start()
    return syncing
