"""What somebody on the network, a colleague or a taken-off laptop can try at the hub."""

from __future__ import annotations

import base64
import os
from uuid import uuid4

import httpx2
import pytest

from hvh_desktop.crypto.requests import check_order, destruction
from hvh_desktop.hub.gate import MOST_ELSE, MOST_OF_HOUSE
from tests.hub.house import SUBJECT_ID, HouseLaptop
from tests.hub.test_house import put


@pytest.mark.parametrize(
    ("method", "target", "most"),
    [
        ("POST", "/v1/enrol", MOST_ELSE),
        ("POST", "/v1/erase", MOST_ELSE),
        ("GET", "/v1/hello", MOST_ELSE),
        ("PUT", "/v1/s/team/keys", MOST_OF_HOUSE),
        ("POST", "/v1/register", MOST_OF_HOUSE),
    ],
)
def test_nobody_makes_the_hub_take_much_json_apart(
    laptop: HouseLaptop, method: str, target: str, most: int
) -> None:
    try:
        status = laptop.plain(method, target, b"[" * (most + 1)).status_code
    except (httpx2.WriteError, httpx2.RemoteProtocolError):  # it hangs up while we still send
        status = 413
    assert status == 413


def test_a_destroyed_key_comes_with_the_order_as_it_was_signed(laptop: HouseLaptop) -> None:
    other = os.urandom(16)
    put(laptop, (SUBJECT_ID, 0, b"sleutel"), (other, 0, b"blijft"))
    assert laptop.send("GET", "/v1/s/team/keys?after=0").json()["orders"] == []
    ids = (SUBJECT_ID, os.urandom(16))
    told = destruction("team", ids)
    signature = laptop.house.order(told)
    body = {"stream": "team", "key_ids": [i.hex() for i in ids], "signature": signature}
    assert laptop.send("POST", "/v1/erase", body).status_code == 200
    said = laptop.send("GET", "/v1/s/team/keys?after=0").json()
    assert said["orders"] == [{"key_ids": body["key_ids"], "signature": signature}]
    house = laptop.house
    public = house.state.authority
    assert check_order(public, house.site, told, base64.b64decode(signature))


def test_a_laptop_that_only_asks_reads_nothing(laptop: HouseLaptop) -> None:
    laptop.push("team", [laptop.seal()])
    with HouseLaptop(laptop.house) as asking:
        asking.ask()
        for target in ("/v1/register", "/v1/s/team/pull", "/v1/s/team/keys", "/v1/quarantine"):
            assert asking.send("GET", target).status_code == 401
        assert asking.send("POST", f"/v1/enrol/{uuid4()}/weiger", {}).status_code == 401
