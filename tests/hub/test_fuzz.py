"""Whatever comes in, the hub answers that it is not right: never a fault, never a hang."""

from __future__ import annotations

import json
import random
import re
import socket
import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hub.house import HouseLaptop
from tests.hub.served import trust

STREAMS = ("team", "log", "geen", "", "..", "%00", "é")
JUNK: list[Any] = [
    *(None, True, -1, 0, 1 << 63, 1 << 80, 1.5, "", "\0", "é" * 50, "0" * 64, "a" * 32, [], {}),
    *([[]], {"a": 1}, "A" * 86 + "==", "team", "2026-11-12T10:30:00+00:00", "9" * 400),
]
junk = st.sampled_from(JUNK) | st.text(max_size=20) | st.integers()


def routes(laptop: HouseLaptop) -> list[tuple[str, str, dict[str, Any]]]:
    """Every route that the hub says it has, with the schema of its JSON."""
    answer = laptop.plain("GET", "/openapi.json")
    assert answer.status_code == 200
    said = answer.json()
    found = []
    for path, methods in said["paths"].items():
        for method, about in methods.items():
            content = about.get("requestBody", {}).get("content", {})
            name = content.get("application/json", {}).get("schema", {}).get("$ref", "")
            schema = said["components"]["schemas"].get(name.rsplit("/", 1)[-1], {})
            found.append((method.upper(), path, schema.get("properties", {})))
    return found


def test_every_route_is_in_the_openapi(laptop: HouseLaptop) -> None:
    said = {(method, path) for method, path, _ in routes(laptop)}
    assert said >= {
        ("GET", "/v1/hello"),
        ("POST", "/v1/enrol"),
        ("GET", "/v1/enrol"),
        ("GET", "/v1/enrol/{laptop}"),
        ("POST", "/v1/enrol/{laptop}/weiger"),
        ("GET", "/v1/register"),
        ("POST", "/v1/register"),
        ("GET", "/v1/position"),
        ("POST", "/v1/s/{stream}/push"),
        ("GET", "/v1/s/{stream}/pull"),
        ("POST", "/v1/s/{stream}/reseed"),
        ("PUT", "/v1/s/{stream}/keys"),
        ("GET", "/v1/s/{stream}/keys"),
        ("GET", "/v1/quarantine"),
        ("POST", "/v1/quarantine/{envelope}"),
        ("POST", "/v1/erase"),
        ("GET", "/healthz"),
    }


@pytest.mark.timeout(240)
def test_no_request_makes_a_fault(laptop: HouseLaptop) -> None:
    known = routes(laptop)

    @settings(
        max_examples=350,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(st.data())
    def bend(data: st.DataObject) -> None:
        method, path, properties = data.draw(st.sampled_from(known))
        words = {
            "stream": st.sampled_from(STREAMS),
            "laptop": st.sampled_from([str(laptop.id), "x"]),
        }
        target = re.sub(
            r"{(\w+)}",
            lambda m: quote(data.draw(words.get(m[1], st.just("0" * 64)))),
            path,
        )
        name = data.draw(st.sampled_from(["after", "bytes", "wait", "", "after=1&after"]))
        if name != "wait" and data.draw(st.booleans()):
            target += f"?{name}={quote(str(data.draw(junk)).encode())}"
        body = data.draw(bodies(properties))
        answer = laptop.send(method, target, body)
        assert answer.status_code < 500, (method, target, answer.status_code)

    bend()
    assert '"fout"' not in laptop.house.hub.read_log()


def bodies(properties: dict[str, Any]) -> st.SearchStrategy[bytes]:
    """Bytes, msgpack of anything, JSON of anything, and JSON that looks like it should be."""
    like = st.fixed_dictionaries({}, optional=dict.fromkeys(properties, junk))
    anything = st.recursive(
        st.sampled_from([v for v in JUNK if not isinstance(v, int) or v < 1 << 63]) | st.binary(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=6,
    )
    packed = {"receipt": anything, "raws": st.lists(st.binary(max_size=40), max_size=3)}
    return (
        st.binary(max_size=60)
        | anything.map(msgspec.msgpack.encode)
        | st.lists(st.binary(max_size=60), max_size=4).map(msgspec.msgpack.encode)
        | st.fixed_dictionaries(packed).map(msgspec.msgpack.encode)
        | (junk | like).map(lambda value: json.dumps(value).encode())
    )


def test_every_bit_of_an_envelope_counts(laptop: HouseLaptop) -> None:
    """One flipped byte, or one end cut off: refused."""
    raw = laptop.seal()
    for raws in batches(raw):
        results = laptop.push("team", raws)["results"]
        assert {result["verdict"] for result in results} == {"refused"}
    assert laptop.pull_all("team") == []
    assert laptop.push("team", [raw])["results"][0]["verdict"] == "stored"


def batches(raw: bytes) -> Iterator[list[bytes]]:
    chosen = random.Random(5)
    bent = [
        raw[:at] + bytes([raw[at] ^ chosen.randrange(1, 256)]) + raw[at + 1 :]
        for at in range(len(raw))
    ]
    bent += [raw[:at] for at in range(0, len(raw), 7)] + [raw + b"\0"]
    for start in range(0, len(bent), 64):
        yield bent[start : start + 64]


NO_REQUESTS = (
    b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
    b"POST /v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999999\r\n\r\n",
    b"POST /v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-length: 18000000\r\n\r\n",
    b"\x16\x03\x01 nonsense\r\n\r\n",
    b"GET /v1/hello HTTP/1.1\r\nhost: x\r\n" + b"a: " + b"b" * 200_000 + b"\r\n\r\n",
)


def test_what_is_no_request_at_all(laptop: HouseLaptop) -> None:
    hub = laptop.house.hub
    for sent in NO_REQUESTS:
        with (
            socket.create_connection(("127.0.0.1", hub.port), timeout=10) as bare,
            trust(hub).wrap_socket(bare, server_hostname="127.0.0.1") as line,
        ):
            try:
                line.sendall(sent)
                answer = line.recv(4096)
            except (ssl.SSLError, ConnectionError):  # it hung up while we were still sending
                answer = b""
        assert answer == b"" or 400 <= int(answer.split(b" ")[1]) < 500
    assert laptop.plain("GET", "/v1/hello").status_code == 200
