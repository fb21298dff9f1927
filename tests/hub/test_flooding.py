"""Somebody who asks too much, or never ends: the house goes on, and the disk does not fill."""

from __future__ import annotations

import selectors
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest

from hvh_desktop.hub import laptops
from hvh_desktop.hub.gate import MOST_OF_ADDRESS
from hvh_desktop.hub.limits import Limits, network_of
from hvh_desktop.sync.house.register import follow, sign_entry, thin, vault_entry
from tests.hub.house import House, HouseLaptop, b64
from tests.hub.served import ServedHub, StartHub, trust

PATIENCE = 60


def ask_database(hub: ServedHub, query: Any, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(hub.database_url) as connection:
        cursor = connection.execute(query, values)
        return cursor.fetchall() if cursor.description else []


# Who asks to come in


@pytest.fixture
def crowd(laptop: HouseLaptop) -> Iterator[list[HouseLaptop]]:
    """More laptops than one address may bring."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(HouseLaptop(laptop.house))
            for _ in range(laptops.MOST_FROM_ADDRESS + 1)
        ]


def test_one_address_does_not_fill_the_list(laptop: HouseLaptop, crowd: list[HouseLaptop]) -> None:
    *first, last = crowd
    assert {asking.ask().status_code for asking in first} == {200}
    refused = last.ask()
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")
    assert first[0].ask().json() == {"answer": "wacht"}, "who is in the list asks as often"
    hub = laptop.house.hub
    ask_database(hub, "UPDATE asking SET origin = 'elders' WHERE id = %s", first[0].id)
    assert last.ask().json() == {"answer": "wacht"}, "from elsewhere there is room"


def test_asking_ends_after_a_week(laptop: HouseLaptop, crowd: list[HouseLaptop]) -> None:
    *first, last = crowd
    for asking in first:
        asking.ask()
    hub = laptop.house.hub
    ask_database(hub, "UPDATE asking SET since = now() - interval '8 days'")
    assert last.ask().json() == {"answer": "wacht"}
    waiting = [one["id"] for one in laptop.send("GET", "/v1/enrol").json()["asking"]]
    assert waiting == [str(last.id)]
    assert first[0].ask().json() == {"answer": "wacht"}, "who still waits asks again"


def test_a_beheerder_refuses_all_at_once(laptop: HouseLaptop, crowd: list[HouseLaptop]) -> None:
    house = laptop.house
    first, second, third, *_ = crowd
    house.let_in(third, through=laptop)
    for asking in (first, second):
        asking.ask()
    assert first.send("POST", "/v1/enrol/weiger", {}).status_code == 401
    done = laptop.send("POST", "/v1/enrol/weiger", {})
    assert (done.status_code, done.json()) == (200, {"count": 2})
    assert laptop.send("GET", "/v1/enrol").json()["asking"] == []
    assert first.ask().json() == {"answer": "geweigerd"}, "not at once again"
    assert third.send("GET", "/v1/position").status_code == 200
    ask_database(house.hub, "UPDATE asking SET rests_until = now() - interval '1 minute'")
    assert first.ask().json() == {"answer": "wacht"}


def test_the_list_has_an_end_for_all_addresses_together(laptop: HouseLaptop) -> None:
    hub = laptop.house.hub
    with psycopg.connect(hub.database_url) as connection:
        connection.cursor().executemany(
            "INSERT INTO asking (id, sign, seal, since, origin) VALUES (%s, '', '', now(), %s)",
            [(UUID(int=n), str(n).encode()) for n in range(laptops.MOST_ASKING)],
        )
    with HouseLaptop(laptop.house) as late:
        assert late.ask().status_code == 429
        assert laptop.send("POST", "/v1/enrol/weiger", {}).status_code == 200
        assert late.ask().json() == {"answer": "wacht"}


def test_an_address_is_not_kept(laptop: HouseLaptop) -> None:
    with HouseLaptop(laptop.house) as asking:
        asking.ask()
        ((origin,),) = ask_database(
            laptop.house.hub, "SELECT origin FROM asking WHERE id = %s", asking.id
        )
        assert len(origin) == 32
        assert b"127.0.0.1" not in origin


def test_addresses_of_one_network_count_as_one() -> None:
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::1")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert network_of("192.0.2.7") != network_of("192.0.2.8")
    assert network_of("testclient") == "testclient"


# A laptop of the house that runs wild


def put_vault(laptop: HouseLaptop, box: bytes) -> httpx2.Response:
    house = laptop.house
    entry = vault_entry(house.state, laptop.id, box)
    signature = sign_entry(laptop.key, house.site, entry)
    body = {"entry": b64(entry), "signature": b64(signature), "parent": house.state.number}
    answer = laptop.send("POST", "/v1/register", body)
    if answer.status_code == 201:
        house.state = follow(house.state, entry, signature)
    return answer


def test_vaults_without_end_stop_by_themselves(start_hub: StartHub) -> None:
    """And another laptop still tells its own; and a beheerder may still take the wild one off."""
    hub = start_hub(limits=Limits(entries=1 / 3600, entries_burst=3))
    house = House(hub)
    with house.found() as first, HouseLaptop(house) as wild:
        house.let_in(wild, through=first)
        assert [put_vault(wild, b"kluis %d" % n).status_code for n in range(3)] == [201] * 3
        refused = put_vault(wild, b"nog een")
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) > 60
        assert put_vault(first, b"de kluis van het huis").status_code == 201
        house.take_off(wild, through=first)
        assert put_vault(wild, b"daarna").status_code == 403


def test_a_disk_that_is_nearly_full_takes_only_what_must(start_hub: StartHub) -> None:
    """So that PostgreSQL goes on, and a wild laptop can still be taken off."""
    hub = start_hub(limits=Limits(least_free=1 << 62))
    house = House(hub)
    with house.found() as first, HouseLaptop(house) as wild:
        house.let_in(wild, through=first)
        full = wild.send("POST", "/v1/s/team/push", [wild.seal()])
        assert (full.status_code, "geen ruimte" in full.json()["text"]) == (503, True)
        assert full.headers["Retry-After"] == "300"
        assert put_vault(wild, b"kluis").status_code == 503
        assert first.send("GET", "/v1/s/team/pull?after=0").status_code == 200
        house.take_off(wild, through=first)
        assert first.plain("GET", "/healthz").json() == {"database": True, "disk": False}


def test_of_old_vaults_the_head_is_kept(laptop: HouseLaptop) -> None:
    hub, boxes = laptop.house.hub, [bytes([n]) * 1_000_000 for n in range(5)]
    for box in boxes:
        assert put_vault(laptop, box).status_code == 201
    ((size,),) = ask_database(hub, "SELECT sum(length(entry))::int FROM register_entry")
    assert size < 1_100_000
    entries = laptop.send("GET", "/v1/register?after=0").json()["entries"]
    assert entries[-1]["entry"] == b64(
        next(
            bytes(entry)
            for (entry,) in ask_database(
                hub, "SELECT entry FROM register_entry ORDER BY number DESC LIMIT 1"
            )
        )
    )
    hub.restart()
    assert laptop.send("GET", "/v1/register?after=0").json()["last"] == len(entries)


def test_a_hub_of_the_first_version_is_brought_up_to_date(laptop: HouseLaptop) -> None:
    """Its boxes are thinned and its list gets the new columns, once."""
    house, hub = laptop.house, laptop.house.hub
    first = vault_entry(house.state, laptop.id, b"oud" * 1000)
    for box in (b"oud" * 1000, b"nieuw" * 1000):
        assert put_vault(laptop, box).status_code == 201
    hub.stop()
    number = house.state.number - 1
    ask_database(hub, "UPDATE register_entry SET entry = %s WHERE number = %s", first, number)
    ask_database(hub, "ALTER TABLE asking DROP COLUMN origin, DROP COLUMN rests_until")
    ask_database(hub, "DROP INDEX quarantine_writer, quarantine_waits")
    ask_database(hub, "UPDATE hub SET schema = 1")
    hub.start()
    found = dict(ask_database(hub, "SELECT number, entry FROM register_entry"))
    assert bytes(found[number]) == thin(first)
    assert b"nieuw" in bytes(found[number + 1])
    indexes = ask_database(hub, "SELECT indexname FROM pg_indexes WHERE tablename = 'quarantine'")
    assert {("quarantine_writer",), ("quarantine_waits",)} < set(indexes)
    with HouseLaptop(house) as asking:
        assert asking.ask().json() == {"answer": "wacht"}


# Who sends slowly


def knock(hub: ServedHub) -> ssl.SSLSocket:
    """A connection that says nothing yet, from another address than the laptops."""
    plain = socket.create_connection(
        ("127.0.0.1", hub.port), timeout=PATIENCE, source_address=("127.0.0.2", 0)
    )
    return trust(hub).wrap_socket(plain, server_hostname="127.0.0.1")


def head(path: str, length: int) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def read_status(sock: ssl.SSLSocket) -> int:
    """Waits for the answer; 0 when the other side hung up without one."""
    try:
        line = sock.makefile("rb").readline()
    except (OSError, ssl.SSLError):
        return 0
    return int(line.split()[1]) if line else 0


def test_one_address_holds_half_of_the_places(start_hub: StartHub) -> None:
    hub = start_hub(limits=Limits(connections=8))
    with ExitStack() as stack:
        first = [stack.enter_context(closing(knock(hub))) for _ in range(4)]
        for _ in range(8):
            extra = stack.enter_context(closing(knock(hub)))
            assert read_status(extra) == 0, "more than half of the places from one address"
        with House(hub).found() as laptop:
            assert laptop.send("GET", "/v1/position").status_code == 200
        first[0].sendall(b"GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n")
        assert read_status(first[0]) == 200, "who was there before is served"


def test_a_connection_without_a_request_is_let_go(start_hub: StartHub) -> None:
    """Also when a letter comes now and then; and the place is free again."""
    hub = start_hub(limits=Limits(connections=4, idle_seconds=1))
    with closing(knock(hub)) as silent, closing(knock(hub)) as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: ")
        assert read_status(slow) == 0
        assert read_status(silent) == 0
    with closing(knock(hub)) as next_one:
        next_one.sendall(b"GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n")
        assert read_status(next_one) == 200


def test_a_body_that_does_not_come_ends(start_hub: StartHub) -> None:
    hub = start_hub(limits=Limits(body_seconds=1))
    with closing(knock(hub)) as slow:
        slow.sendall(head("/v1/s/team/push", 5000) + b"begin")
        assert read_status(slow) == 408


def test_a_slow_body_that_does_come_is_waited_for(start_hub: StartHub) -> None:
    """A photo over a slow line: four seconds more for what is here already."""
    hub = start_hub(limits=Limits(body_seconds=1))
    with closing(knock(hub)) as steady, closing(knock(hub)) as stuck:
        steady.sendall(head("/v1/s/team/push", 65_537) + b"x" * 65_536)
        stuck.sendall(head("/v1/s/team/push", 65_537) + b"x")
        assert read_status(stuck) == 408
        steady.sendall(b"x")
        assert read_status(steady) == 401


def test_slow_senders_do_not_stop_the_house(start_hub: StartHub) -> None:
    """Sixteen large bodies that never end would fill all the room for bodies that there is. One
    address gets a quarter of it, and a laptop of the house is served meanwhile."""
    hub, body = start_hub(), b"x" * ((16 << 20) - 1)
    fit = MOST_OF_ADDRESS // len(body)
    with House(hub).found() as laptop, ExitStack() as stack:
        slow = [stack.enter_context(closing(knock(hub))) for _ in range(16)]
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(lambda sock: send_most(sock, body), slow))
        wait_for_answers(slow, len(slow) - fit)
        assert laptop.push("team", [laptop.seal()])["results"][0]["verdict"] == "stored"


def send_most(sock: ssl.SSLSocket, body: bytes) -> None:
    """All but the last byte, as far as the hub takes it."""
    with suppress(OSError):
        sock.sendall(head("/v1/s/team/push", len(body) + 1))
        sock.sendall(body)


def wait_for_answers(socks: list[ssl.SSLSocket], count: int) -> None:
    """Until so many were told something, or hung up on."""
    with selectors.DefaultSelector() as selector:
        for sock in socks:
            sock.setblocking(False)
            selector.register(sock, selectors.EVENT_READ)
        while count > 0:
            found = selector.select(PATIENCE)
            assert found, f"{count} more should be told"
            for key, _ in found:
                if has_answer(key.fileobj):
                    selector.unregister(key.fileobj)
                    count -= 1


def has_answer(sock: Any) -> bool:
    """What only belongs to TLS is none."""
    try:
        sock.recv(1)
    except ssl.SSLWantReadError:
        return False
    except OSError:
        return True
    return True
