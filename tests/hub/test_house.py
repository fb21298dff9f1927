"""Keys, destruction, and what a laptop brings after it was taken off."""

from __future__ import annotations

import os

from hvh_desktop.sync.envelope import erase, split
from tests.hub.house import SUBJECT_ID, HouseLaptop, b64


def put(laptop: HouseLaptop, *keys: tuple[bytes, int, bytes | None]) -> None:
    parts = [
        {"key_id": i.hex(), "epoch": e, "wrapped": None if w is None else b64(w)}
        for i, e, w in keys
    ]
    answer = laptop.send("PUT", "/v1/s/team/keys", {"keys": parts})
    assert answer.status_code == 200, answer.text


def get(laptop: HouseLaptop, after: int = 0) -> tuple[list[tuple[str, int, str | None]], int]:
    found = laptop.send("GET", f"/v1/s/team/keys?after={after}").json()
    return [(k["key_id"], k["epoch"], k["wrapped"]) for k in found["keys"]], found["last"]


def test_keys_are_kept_and_repeatable(laptop: HouseLaptop) -> None:
    one, two = os.urandom(16), os.urandom(16)
    put(laptop, (one, 0, b"een"), (two, 0, b"twee"))
    put(laptop, (one, 0, b"anders"), (one, 1, b"een, later"))
    assert get(laptop) == (
        [
            (one.hex(), 0, b64(b"een")),
            (two.hex(), 0, b64(b"twee")),
            (one.hex(), 1, b64(b"een, later")),
        ],
        3,
    )
    assert get(laptop, 2)[1] == 3
    assert get(laptop, 3) == ([], 3)
    put(laptop, (one, 0, None))  # only an order destroys
    assert get(laptop, 3) == ([], 3)


def test_destruction(laptop: HouseLaptop) -> None:
    raw = laptop.seal()
    put(laptop, (SUBJECT_ID, 0, b"sleutel"), (os.urandom(16), 0, b"blijft"))
    laptop.push("team", [raw])
    order = {"soort": "vernietig", "stream": "team", "key_ids": [SUBJECT_ID.hex()]}
    body = {"stream": "team", "key_ids": [SUBJECT_ID.hex()]}
    wrong = laptop.house.order(order | {"stream": "log"})
    assert laptop.send("POST", "/v1/erase", body | {"signature": wrong}).status_code == 403
    signed = body | {"signature": laptop.house.order(order)}
    assert laptop.send("POST", "/v1/erase", signed).json() == {"count": 1}
    assert laptop.send("POST", "/v1/erase", signed).status_code == 200
    erased = erase(raw, [SUBJECT_ID])
    assert laptop.pull_all("team") == [(1, erased)]
    assert get(laptop, 2) == ([(SUBJECT_ID.hex(), 0, None)], 3)
    # who still has it cannot bring it back
    laptop.push("team", [raw])
    later = laptop.seal()
    laptop.push("team", [later])
    put(laptop, (SUBJECT_ID, 0, b"sleutel"), (SUBJECT_ID, 1, b"sleutel"))
    assert laptop.pull_all("team") == [(1, erased), (2, erase(later, [SUBJECT_ID]))]
    assert get(laptop, 3) == ([(SUBJECT_ID.hex(), 1, None)], 4)


def test_what_a_laptop_brings_after_it_was_taken_off(laptop: HouseLaptop) -> None:
    house = laptop.house
    with HouseLaptop(house) as off:
        house.let_in(off, through=laptop)
        before = off.seal()
        off.push("team", [before])
        house.take_off(off, through=laptop)
        raws = [off.seal(), off.seal()]
        said = off.push("team", [before, *raws, b"x"])
        assert [r["verdict"] for r in said["results"]] == [
            "known",
            "quarantined",
            "quarantined",
            "refused",
        ]
        assert off.push("team", raws)["results"][0]["verdict"] == "quarantined"
        assert laptop.pull_all("team") == [(1, before)]
        waiting = laptop.send("GET", "/v1/quarantine").json()["envelopes"]
        hashes = [split(raw).hash.hex() for raw in raws]
        assert [w["hash"] for w in waiting] == hashes
        assert {w["device"] for w in waiting} == {str(off.id)}

        def decide(which: str, decision: str, signed: str | None = None) -> tuple[int, object]:
            order = {"soort": "quarantaine", "hash": which, "besluit": signed or decision}
            body = {"decision": decision, "signature": house.order(order)}
            answer = laptop.send("POST", f"/v1/quarantine/{which}", body)
            return answer.status_code, answer.json().get("position")

        assert decide(hashes[0], "toelaten", "weigeren")[0] == 403
        assert decide("0" * 64, "toelaten")[0] == 404
        assert decide(hashes[0], "toelaten") == (200, 2)
        assert decide(hashes[0], "toelaten") == (200, 2)
        assert decide(hashes[1], "weigeren") == (200, None)
        assert decide(hashes[1], "toelaten")[0] == 409
        assert laptop.pull_all("team") == [(1, before), (2, raws[0])]
        assert laptop.send("GET", "/v1/quarantine").json() == {"envelopes": []}
