"""The hub over HTTPS, on a real port: whatever comes back, it is an answer, a no, or no hub."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import msgspec
import pytest

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.requests import check_request, read_claim
from hvh_desktop.sync.line import channel, connection
from hvh_desktop.sync.line.answers import write_receipt
from hvh_desktop.sync.line.client import HubClient
from hvh_desktop.sync.line.connection import Limits
from hvh_desktop.sync.parts import HubRefuses, NoHub, Verdict, WrappedKey
from tests.sync.rude_hub import (
    GENERATION,
    SITE,
    Answering,
    Asked,
    RudeHub,
    Say,
    hello_body,
    identity,
    receipt,
)

Start = Callable[[Answering], RudeHub]
Connect = Callable[..., HubClient]
PACKED = {"content-type": "application/msgpack"}


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[RudeHub] = []

    def begin(answer: Answering) -> RudeHub:
        started.append(RudeHub(tmp_path, answer))
        return started[-1]

    yield begin
    for hub in started:
        hub.close()


@pytest.fixture
def connect() -> Iterator[Connect]:
    opened: list[HubClient] = []

    def begin(hub: RudeHub, **other: object) -> HubClient:
        opened.append(HubClient(hub.link, identity(), **other))  # type: ignore[arg-type]
        return opened[-1]

    yield begin
    for client in opened:
        client.close()


def pull_body(*raws: bytes, after: int = 0) -> bytes:
    head = write_receipt(receipt(position=after + len(raws)))
    return msgspec.msgpack.encode({"envelopes": list(enumerate(raws, after + 1)), "receipt": head})


def push_body(count: int) -> bytes:
    results = [{"verdict": "stored", "position": n} for n in range(1, count + 1)]
    return json.dumps({"results": results, "receipt": write_receipt(receipt())}).encode()


# What goes out


def test_hello_is_read_and_its_clock_is_used(start: Start, connect: Connect) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)

    def answer(asked: Asked) -> Say:
        if asked.target == "/v1/hello":
            return Say(body=hello_body(receipt(position=4), time=ahead.isoformat()))
        return Say(body=b'{"streams": {}}')

    hub = start(answer)
    client = connect(hub)
    hello = client.hello()
    assert (hello.generation, hello.register) == (GENERATION, 3)
    assert hello.heads["team"].position == 4
    assert client.positions() == {}
    claim = read_claim(hub.asked[-1].headers)
    assert claim is not None
    assert abs(claim.time - ahead.timestamp()) < 30


def test_every_request_but_hello_is_signed_over_what_is_sent(
    start: Start, connect: Connect
) -> None:
    hub = start(lambda asked: Say(body=push_body(2)))
    me = identity()
    client = HubClient(hub.link, me)
    client.push("team", [b"een", b"twee"])
    client.close()
    asked = hub.asked[-1]
    claim = read_claim(asked.headers)
    assert claim is not None
    assert asked.target == "/v1/s/team/push"
    assert msgspec.msgpack.decode(asked.body) == [b"een", b"twee"]
    public = primitives.sign_public(me.private)
    said = {"site": SITE, "method": "POST", "target": asked.target}
    assert check_request(claim, public, body=asked.body, **said)
    assert not check_request(claim, public, body=b"x", **said)


def test_a_body_of_some_mb_goes_out_whole(start: Start, connect: Connect) -> None:
    hub = start(lambda asked: Say(body=push_body(1)))
    photo = bytes(5 << 20)
    assert connect(hub).push("team", [photo]).results == ((Verdict.stored, 1),)
    assert msgspec.msgpack.decode(hub.asked[-1].body) == [photo]


def test_pull_keys_and_reseed_are_read(start: Start, connect: Connect) -> None:
    key = WrappedKey(bytes(16), 2, b"dicht")
    gone = WrappedKey(bytes([1] * 16), 0, None)

    def answer(asked: Asked) -> Say:
        if "/pull" in asked.target:
            return Say(body=pull_body(b"a", b"b", after=3), headers=PACKED)
        if asked.method == "PUT":
            return Say(body=b'{"count": 2}')
        if "/keys" in asked.target:
            given = json.loads(hub.asked[-2].body)["keys"]
            return Say(body=json.dumps({"keys": given, "last": 9}).encode())
        return Say(body=push_body(1))

    hub = start(answer)
    client = connect(hub)
    assert client.pull("team", 3, wait=1).envelopes == ((4, b"a"), (5, b"b"))
    assert hub.asked[-1].target == "/v1/s/team/pull?after=3&bytes=1048576&wait=1"
    client.put_keys("team", [key, gone])
    assert client.get_keys("team", 0) == ([key, gone], 9)
    client.reseed("team", 2, [b"x"], receipt(position=3))
    sent = msgspec.msgpack.decode(hub.asked[-1].body)
    assert (sent["raws"], sent["receipt"]["position"]) == ([b"x"], 3)


# What comes back


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{" * 100_000,
        b"\xff\xfe\x00",
        b'{"streams": 3}',
        b'{"streams": {"team": [{"incarnation": "x", "n": 1, "hashes": []}]}}',
        b'{"streams": {"team": [{"incarnation": null, "n": -1, "hashes": ["zz"]}]}}',
        json.dumps(
            {"streams": {"team": [{"incarnation": str(GENERATION), "n": 1, "hashes": ["ab"]}]}}
        ).encode(),
    ],
)
def test_garbage_is_no_hub(start: Start, connect: Connect, body: bytes) -> None:
    with pytest.raises(NoHub) as told:
        connect(start(lambda _: Say(body=body))).positions()
    assert told.value.text == channel.GARBAGE


@pytest.mark.parametrize(
    "envelopes",
    ["x", [[1]], [["1", b"x"]], [[1, "tekst"]], [[-1, b"x"]], [3]],
)
def test_a_pull_of_garbage_is_no_hub(start: Start, connect: Connect, envelopes: object) -> None:
    body = msgspec.msgpack.encode(
        {"envelopes": envelopes, "receipt": write_receipt(receipt(position=1))}
    )
    with pytest.raises(NoHub):
        connect(start(lambda _: Say(body=body, headers=PACKED))).pull("team", 0)


@pytest.mark.parametrize(
    "time", ["gisteren", "2026-11-12T10:00:00", "", "9999-12-31T23:59:59-23:59"]
)
def test_a_clock_that_is_none_is_no_hub(start: Start, connect: Connect, time: str) -> None:
    with pytest.raises(NoHub):
        connect(start(lambda _: Say(body=hello_body(time=time)))).hello()


def test_fewer_results_than_envelopes_is_no_hub(start: Start, connect: Connect) -> None:
    with pytest.raises(NoHub):
        connect(start(lambda _: Say(body=push_body(1)))).push("team", [b"a", b"b"])


def test_a_receipt_of_another_stream_is_no_hub(start: Start, connect: Connect) -> None:
    body = json.dumps({"results": [], "receipt": write_receipt(receipt("log"))}).encode()
    with pytest.raises(NoHub):
        connect(start(lambda _: Say(body=body))).push("team", [])


def test_a_receipt_that_another_key_signed_is_refused(start: Start, connect: Connect) -> None:
    false = receipt(position=2, key=bytes(32))
    with pytest.raises(HubRefuses) as told:
        connect(start(lambda _: Say(body=hello_body(false)))).hello()
    assert told.value.text == channel.OTHER_HOUSE


def test_a_hub_of_another_house_is_refused(start: Start, connect: Connect) -> None:
    hub = start(lambda _: Say(body=hello_body(site="5f0c9c1e-0000-7000-8000-000000000002")))
    with pytest.raises(HubRefuses) as told:
        connect(hub).hello()
    assert told.value.text == channel.OTHER_HOUSE


def test_a_hub_that_only_speaks_a_later_language_is_refused(start: Start, connect: Connect) -> None:
    hub = start(lambda _: Say(body=hello_body(lowest_version=2, highest_version=5)))
    with pytest.raises(HubRefuses) as told:
        connect(hub).hello()
    assert told.value.text == channel.TOO_OLD


@pytest.mark.parametrize(
    ("status", "kind", "text"),
    [
        (403, HubRefuses, channel.TAKEN_OFF),
        (413, HubRefuses, channel.TOO_BIG),
        (422, HubRefuses, channel.TOO_OLD),
        (409, channel.Conflict, "Een andere laptop was net eerder. Probeer het opnieuw."),
        (500, NoHub, channel.FAULT),
        (502, NoHub, channel.FAULT),
        (302, NoHub, channel.GARBAGE),
        (418, NoHub, channel.GARBAGE),
    ],
)
def test_each_status_has_its_sentence(
    start: Start, connect: Connect, status: int, kind: type[Exception], text: str
) -> None:
    away = {"location": "https://elders.example/", "content-type": "text/html"}
    hub = start(lambda _: Say(status, b"<html>", away))
    with pytest.raises(kind) as told:
        connect(hub).positions()
    assert str(told.value) == text
    assert len(hub.asked) == 1, "nothing is followed"


@pytest.mark.parametrize(
    ("said", "seconds"), [("17", 17.0), ("999999", 3600.0), ("morgen", None), ("-3", None)]
)
def test_a_busy_hub_says_how_long(
    start: Start, connect: Connect, said: str, seconds: float | None
) -> None:
    hub = start(lambda _: Say(503, b"", {"retry-after": said}))
    with pytest.raises(NoHub) as told:
        connect(hub).positions()
    assert told.value.wait_seconds == seconds


def test_an_unknown_laptop_asks_the_time_once_more(start: Start, connect: Connect) -> None:
    def answer(asked: Asked) -> Say:
        if asked.target == "/v1/hello":
            return Say(body=hello_body())
        return Say(401, b'{"text": "x"}')

    hub = start(answer)
    with pytest.raises(HubRefuses) as told:
        connect(hub).positions()
    assert told.value.text == channel.UNKNOWN
    targets = [asked.target for asked in hub.asked]
    assert targets == ["/v1/position", "/v1/hello", "/v1/position"]


def test_a_clock_that_was_changed_just_now_is_mended(start: Start, connect: Connect) -> None:
    ahead = datetime.now(UTC) + timedelta(days=3)

    def answer(asked: Asked) -> Say:
        if asked.target == "/v1/hello":
            return Say(body=hello_body(time=ahead.isoformat()))
        claim = read_claim(asked.headers)
        is_on_time = claim is not None and abs(claim.time - ahead.timestamp()) < 120
        return Say(body=b'{"streams": {}}') if is_on_time else Say(401)

    assert connect(start(answer)).positions() == {}


# The line


def test_nobody_there(start: Start, connect: Connect) -> None:
    hub = start(lambda _: Say())
    hub.close()
    with pytest.raises(NoHub) as told:
        connect(hub).hello()
    assert told.value.text == connection.UNREACHABLE


@pytest.mark.parametrize("cut", [0, 7, 30, 120])
def test_an_answer_that_is_cut_off(start: Start, connect: Connect, cut: int) -> None:
    hub = start(lambda _: Say(body=hello_body(), cut=cut))
    with pytest.raises(NoHub):
        connect(hub).hello()


def test_another_certificate_gets_nothing(start: Start, tmp_path: Path, connect: Connect) -> None:
    hub = start(lambda _: Say(body=hello_body()))
    (tmp_path / "ander").mkdir()
    other = RudeHub(tmp_path / "ander", lambda _: Say())
    other.close()
    client = HubClient(replace(hub.link, certificate=other.link.certificate), identity())
    with pytest.raises(NoHub) as told:
        client.hello()
    client.close()
    assert told.value.text.startswith("Op het adres van de server antwoordt iets anders")
    assert hub.asked == []


def test_a_name_that_is_not_in_the_certificate_gets_nothing(start: Start) -> None:
    hub = start(lambda _: Say(body=hello_body()))
    client = HubClient(replace(hub.link, address=f"https://localhost:{hub.port}"), identity())
    with pytest.raises(NoHub):
        client.hello()
    client.close()
    assert hub.asked == []


def test_an_answer_that_stands_still_ends(start: Start, connect: Connect) -> None:
    never = Event()
    hub = start(lambda _: Say(hold=never))
    with pytest.raises(NoHub) as told:
        connect(hub, limits=Limits(progress=0.2)).hello()
    never.set()
    assert told.value.text == "De server antwoordde niet op tijd."


def test_an_answer_that_stops_half_way_ends(start: Start, connect: Connect) -> None:
    hub = start(lambda _: Say(body=hello_body(), length=100_000))
    with pytest.raises(NoHub):
        connect(hub, limits=Limits(progress=0.2)).hello()


def test_an_answer_without_end_is_cut_off(start: Start, connect: Connect) -> None:
    hub = start(lambda _: Say(body=b" " * (3 << 20)))
    with pytest.raises(NoHub) as told:
        connect(hub).hello()
    assert "te groot" in told.value.text


def test_a_packed_answer_is_not_unpacked(start: Start, connect: Connect) -> None:
    hub = start(lambda _: Say(body=bytes(100), headers={"content-encoding": "gzip"}))
    with pytest.raises(NoHub):
        connect(hub).hello()


def test_a_proxy_is_asked_first(start: Start, connect: Connect) -> None:
    hub = start(lambda _: Say(body=hello_body()))
    nowhere = start(lambda _: Say())
    nowhere.close()
    link = replace(hub.link, proxy=f"http://127.0.0.1:{nowhere.port}")
    client = HubClient(link, identity())
    with pytest.raises(NoHub):
        client.hello()
    client.close()
    assert hub.asked == []


def test_the_proxy_of_the_computer_counts_unless_it_was_chosen(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = start(lambda _: Say(body=hello_body()))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    computer = HubClient(replace(hub.link, proxy=None), identity())
    with pytest.raises(NoHub):
        computer.hello()
    computer.close()
    none = HubClient(hub.link, identity())
    assert none.hello().register == 3
    none.close()


# Letting go


def test_close_lets_everybody_go(start: Start, connect: Connect) -> None:
    never = Event()
    hub = start(lambda _: Say(hold=never))
    client = connect(hub)
    ended: list[str] = []

    def ask() -> None:
        try:
            client.hello()
        except NoHub as problem:
            ended.append(problem.text)

    thread = Thread(target=ask)
    thread.start()
    assert hub.is_hanging.wait(10)
    client.close()
    thread.join(5)
    never.set()
    assert ended == [connection.STOPPED]
    assert not any(t.name == "hvh-netwerk" and t.is_alive() for t in threading.enumerate())
    with pytest.raises(NoHub):
        client.hello()


def test_a_watch_rings_when_the_stream_grows(start: Start, connect: Connect) -> None:
    grown, rung = Event(), Event()

    def answer(asked: Asked) -> Say:
        if grown.is_set():
            return Say(body=pull_body(b"x", after=2), headers=PACKED)
        return Say(body=pull_body(after=2), headers=PACKED, hold=grown)

    hub = start(answer)
    client = connect(hub, long_poll=5)
    client.watch("team", 2, rung.set)
    assert hub.is_hanging.wait(10)
    assert not rung.is_set()
    grown.set()
    assert rung.wait(10)


def test_a_watch_on_a_hub_that_went_back_rings(start: Start, connect: Connect) -> None:
    rung = Event()
    client = connect(start(lambda _: Say(body=pull_body(after=1), headers=PACKED)))
    client.watch("team", 7, rung.set)
    assert rung.wait(10)


def test_a_watch_that_fails_rings_once(start: Start, connect: Connect) -> None:
    rings: list[int] = []
    rung = Event()

    def ring() -> None:
        rings.append(1)
        rung.set()

    hub = start(lambda _: Say(500))
    client = connect(hub)
    client.watch("team", 7, ring)
    assert rung.wait(10)
    client.close()
    assert rings == [1]
