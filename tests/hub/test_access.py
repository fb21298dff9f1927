"""Who gets in: signed, on time, once, and of this house."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.requests import SIGNATURE, destruction, sign_request
from hvh_desktop.crypto.succession import make_step
from hvh_desktop.hub.gate import MOST_BODY
from hvh_desktop.sync.envelope import MAX_RAW
from hvh_desktop.sync.house.register import (
    Reason,
    follow,
    house_entry,
    removal_entry,
    sign_entry,
    thin,
    vault_entry,
)
from tests.hub.house import House, HouseLaptop, b64
from tests.hub.served import ServedHub

SIGNED: list[tuple[str, str, object]] = [
    ("GET", "/v1/position", None),
    ("GET", "/v1/register?after=0", None),
    ("GET", "/v1/enrol", None),
    ("POST", f"/v1/enrol/{uuid4()}/weiger", {}),
    ("GET", "/v1/s/team/pull?after=0", None),
    ("POST", "/v1/s/team/push", []),
    ("GET", "/v1/s/team/keys?after=0", None),
    ("PUT", "/v1/s/team/keys", {"keys": []}),
    ("GET", "/v1/quarantine", None),
]


@pytest.mark.timeout(120)
def test_only_laptops_of_the_house(laptop: HouseLaptop) -> None:
    """Every route refuses who is not signed, unknown, only asking, or taken off."""
    house = laptop.house
    with HouseLaptop(house) as stranger, HouseLaptop(house) as asking, HouseLaptop(house) as off:
        asking.ask()
        house.let_in(off, through=laptop)
        house.take_off(off, through=laptop)
        for method, target, body in SIGNED:
            assert laptop.send(method, target, body).status_code in (200, 404), target
            assert laptop.plain(method, target, body).status_code == 401
            assert stranger.send(method, target, body).status_code == 401
            assert asking.send(method, target, body).status_code == 401
            expected = 200 if target.endswith("push") else 403
            assert off.send(method, target, body).status_code == expected, target


def test_what_is_signed_is_what_counts(laptop: HouseLaptop) -> None:
    here = "/v1/s/team/pull?after=0"
    now = round(time.time())
    bent: list[dict[str, object]] = [
        {"target": "/v1/s/team/pull?after=1"},
        {"target": "/v1/s/log/pull?after=0"},
        {"target": "/v1/s/team/pull"},
        {"method": "POST"},
        {"body": b"x"},
        {"site": str(uuid4())},
        {"time": now - 180},
        {"time": now + 180},
    ]
    for part in bent:
        assert laptop.send("GET", here, **part).status_code == 401, part
    assert laptop.send("GET", here, time=now - 60).status_code == 200
    assert laptop.send("POST", "/v1/s/team/push", [b"a"], body=b"").status_code == 401


def test_a_request_counts_once(laptop: HouseLaptop) -> None:
    target = "/v1/position"
    headers = sign_request(
        laptop.key,
        laptop.id,
        site=laptop.house.site,
        method="GET",
        target=target,
        body=b"",
        time=round(time.time()),
    )
    assert laptop.raw("GET", target, b"", headers).status_code == 200
    assert laptop.raw("GET", target, b"", headers).status_code == 401
    laptop.house.hub.kill()
    laptop.house.hub.restart()
    assert laptop.raw("GET", target, b"", headers).status_code == 401
    assert laptop.raw("GET", target, b"", headers | {SIGNATURE: "="}).status_code == 401


def test_too_big(laptop: HouseLaptop) -> None:
    # the body is read before anything else, so it need not be signed
    large = bytes(MOST_BODY + 1)
    try:
        status = laptop.plain("POST", "/v1/s/team/push", large).status_code
    except Exception as error:  # the hub may hang up while we still send
        assert "Write" in type(error).__name__ or "Protocol" in type(error).__name__  # noqa: PT017
        status = 413
    assert status == 413
    assert laptop.push("team", [bytes(MAX_RAW + 1)])["results"][0]["verdict"] == "too_big"
    assert laptop.send("POST", "/v1/s/team/push", [b""] * 65).status_code == 413


def test_too_often(laptop: HouseLaptop) -> None:
    """Politely: with the time to wait; and who is signed does not suffer from who is not."""
    statuses = set()
    with ThreadPoolExecutor(8) as pool:
        for answer in pool.map(lambda _: laptop.plain("GET", "/v1/hello"), range(320)):
            statuses.add(answer.status_code)
            if answer.status_code == 429:
                assert int(answer.headers["Retry-After"]) >= 1
    assert statuses == {200, 429}
    assert laptop.send("GET", "/v1/position").status_code == 200


# The register of laptops


def test_a_house_begins_with_the_code_of_the_hub(hub: ServedHub) -> None:
    house = House(hub)
    with HouseLaptop(house) as first:
        entry = house_entry(house.site, primitives.sign_public(house.authority))
        assert first.plain("POST", "/v1/register", house.body(entry, 0)).status_code == 401
        for code in ("", "0000-0000-0000-0000", "é"):
            body = house.body(entry, 0, code=code)
            assert first.plain("POST", "/v1/register", body).status_code == 403
        assert first.ask().status_code == 409
    with house.found() as first:
        other = House(hub)
        entry = house_entry(other.site, primitives.sign_public(other.authority))
        body = other.body(entry, 0, code=hub.code)
        again = first.plain("POST", "/v1/register", body)
        assert (again.status_code, again.json()) == (409, {"number": 2})
        assert first.plain("GET", "/v1/hello").json()["site"] == house.site


def test_entries_are_compared_and_set(laptop: HouseLaptop) -> None:
    house = laptop.house
    entry = vault_entry(house.state, laptop.id, b"verzegelde kluis")
    body = {
        "entry": b64(entry),
        "signature": b64(sign_entry(laptop.key, house.site, entry)),
        "parent": 2,
    }
    assert laptop.send("POST", "/v1/register", body).status_code == 201
    late = laptop.send("POST", "/v1/register", body)
    assert (late.status_code, late.json()) == (409, {"number": 3})
    wrong = laptop.send("POST", "/v1/register", body | {"parent": 3})
    assert wrong.status_code == 422
    found = laptop.send("GET", "/v1/register?after=1").json()
    assert [e["number"] for e in found["entries"]] == [2, 3]
    assert found["last"] == 3
    assert found["entries"][1]["entry"] == b64(entry)


def test_another_authority_comes_with_its_vault(laptop: HouseLaptop) -> None:
    """And from there on the hub does nothing more for the one before."""
    house, fresh = laptop.house, bytes(primitives.new_key())
    step = make_step(house.site, house.authority, primitives.sign_public(fresh))
    state, former = house.state, house.authority
    entries = [vault_entry(state, laptop.id, b"kluis van de nieuwe sleutel", [step])]
    state = follow(state, entries[0], sign_entry(laptop.key, house.site, entries[0]))
    entries.append(vault_entry(state, laptop.id, b"kluis van daarna"))
    state = follow(state, entries[1], sign_entry(laptop.key, house.site, entries[1]))
    entries.append(vault_entry(state, laptop.id, b"en nog een"))
    for parent, entry in enumerate(entries, start=house.state.number):
        signature = b64(sign_entry(laptop.key, house.site, entry))
        body = {"entry": b64(entry), "signature": signature, "parent": parent}
        assert laptop.send("POST", "/v1/register", body).status_code == 201
    house.state = follow(state, entries[2], sign_entry(laptop.key, house.site, entries[2]))
    found = [e["entry"] for e in laptop.send("GET", "/v1/register?after=2").json()["entries"]]
    assert found == [b64(entries[0]), b64(thin(entries[1])), b64(entries[2])]
    order = {"stream": "team", "key_ids": ["00" * 16]}
    told = destruction("team", [bytes(16)])
    for authority, status in ((former, 403), (fresh, 200)):
        house.authority = authority
        asked = laptop.send("POST", "/v1/erase", {**order, "signature": house.order(told)})
        assert asked.status_code == status, asked.text
    house.authority = former
    entry = removal_entry(house.state, laptop.id, Reason.verloren, {})
    late = laptop.send("POST", "/v1/register", house.body(entry, house.state.number))
    assert late.status_code == 422


def test_two_beheerders_at_once(laptop: HouseLaptop) -> None:
    """Of many at the same time exactly one gets the next number."""
    house = laptop.house
    with HouseLaptop(house) as other, ThreadPoolExecutor(6) as pool:
        house.let_in(other, through=laptop)
        entry = removal_entry(house.state, other.id, Reason.ingeleverd, {})
        body = house.body(entry, house.state.number)
        answers = pool.map(lambda _: laptop.send("POST", "/v1/register", body), range(6))
        assert sorted(a.status_code for a in answers) == [201] + [409] * 5


def test_asking_to_come_in(laptop: HouseLaptop) -> None:
    house = laptop.house
    with HouseLaptop(house) as asking, HouseLaptop(house) as thief:
        assert asking.send("GET", f"/v1/enrol/{asking.id}").status_code == 401
        assert asking.ask().json() == {"answer": "wacht"}
        assert asking.ask().json() == {"answer": "wacht"}
        thief.id = asking.id  # the same number with other keys
        assert thief.ask().status_code == 409
        assert asking.send("GET", f"/v1/enrol/{laptop.id}").status_code == 403
        waiting = laptop.send("GET", "/v1/enrol").json()["asking"]
        assert [(w["id"], w["sign"]) for w in waiting] == [(str(asking.id), asking.public.hex())]
        assert laptop.send("POST", f"/v1/enrol/{asking.id}/weiger", {}).status_code == 200
        assert asking.send("GET", f"/v1/enrol/{asking.id}").json() == {"answer": "geweigerd"}
        assert laptop.send("GET", "/v1/enrol").json()["asking"] == []
        house.let_in(asking, through=laptop)
        assert asking.send("GET", f"/v1/enrol/{asking.id}").json() == {"answer": "toegelaten"}
        assert asking.send("GET", "/v1/position").status_code == 200
