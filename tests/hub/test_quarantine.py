"""What waits for a person: who left, who does not name himself, and whoever brings it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest

from hvh_desktop.crypto.requests import destruction
from hvh_desktop.hub import quarantine
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.quarantine import FULL, MOST_BYTES_PER_LAPTOP, must_wait
from hvh_desktop.hub.schema import Stream
from hvh_desktop.hub.streams import look
from hvh_desktop.sync.envelope import erase, find_header, split
from hvh_desktop.sync.house.register import user_entry
from hvh_desktop.sync.parts import Verdict
from tests.hub.house import SUBJECT_ID, HouseLaptop
from tests.hub.test_restore import forget_from, reseed

WRITER = UUID(int=5)
"""In whose name the laptops of these tests write."""


@pytest.fixture
def other(laptop: HouseLaptop) -> Iterator[HouseLaptop]:
    """A colleague's laptop."""
    with HouseLaptop(laptop.house) as second:
        laptop.house.let_in(second, through=laptop)
        yield second


def turn(laptop: HouseLaptop, person: UUID) -> None:
    """He leaves; or he comes back."""
    laptop.house.add(user_entry(laptop.house.state, person), laptop)


def verdicts(laptop: HouseLaptop, *raws: bytes) -> list[str]:
    return [found["verdict"] for found in laptop.push("team", raws)["results"]]


def aside(laptop: HouseLaptop) -> list[dict[str, object]]:
    found: list[dict[str, object]] = laptop.send("GET", "/v1/quarantine").json()["envelopes"]
    return found


def decide(laptop: HouseLaptop, raw: bytes, decision: str) -> object:
    which = split(raw).hash.hex()
    order = {"soort": "quarantaine", "hash": which, "besluit": decision}
    body = {"decision": decision, "signature": laptop.house.order(order)}
    answer = laptop.send("POST", f"/v1/quarantine/{which}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()["position"]


def test_who_left_gets_nothing_in_whoever_brings_it(
    laptop: HouseLaptop, other: HouseLaptop
) -> None:
    """His laptop is still enrolled and he still has the key of an old epoch."""
    before = other.seal()
    assert verdicts(other, before) == ["stored"]
    turn(laptop, WRITER)
    colleague = uuid4()
    own = other.seal()
    in_her_name = other.seal(user=WRITER, sealer=colleague)
    by_him = other.seal(sealer=WRITER)
    assert verdicts(other, before, own, in_her_name, by_him) == ["known", *["quarantined"] * 3]
    assert verdicts(laptop, own, by_him) == ["quarantined"] * 2
    assert laptop.pull_all("team") == [(1, before)]
    told = [(found["user"], found["sealer"]) for found in aside(laptop)]
    assert told == [
        (str(WRITER), str(WRITER)),
        (str(WRITER), str(colleague)),
        (str(WRITER), str(WRITER)),
    ]
    assert decide(laptop, own, "toelaten") == 2
    assert decide(laptop, by_him, "weigeren") is None
    assert verdicts(other, own, by_him) == ["known", "quarantined"]
    assert len(aside(laptop)) == 1
    assert laptop.pull_all("team") == [(1, before), (2, own)]


def test_who_is_back_writes_on_and_what_waited_still_waits(
    laptop: HouseLaptop, other: HouseLaptop
) -> None:
    turn(laptop, WRITER)
    late = other.seal()
    assert verdicts(other, late) == ["quarantined"]
    turn(laptop, WRITER)
    fresh = other.seal()
    assert verdicts(other, fresh) == ["stored"]
    assert len(aside(laptop)) == 1
    assert verdicts(other, late) == ["stored"], "brought again, nothing speaks against it"
    assert aside(laptop) == []
    assert decide(laptop, late, "toelaten") == 2


def test_nobody_named_is_for_a_person(laptop: HouseLaptop) -> None:
    """An older program; and whoever does as if he had one."""
    first, older = laptop.seal(), laptop.seal(sealer=None)
    unsigned = laptop.seal(sealer=None, sign_user=None)
    assert verdicts(laptop, first, older, unsigned) == ["stored", "quarantined", "quarantined"]
    assert [found["sealer"] for found in aside(laptop)] == [None, None]
    assert decide(laptop, older, "toelaten") == 2
    assert laptop.pull_all("team") == [(1, first), (2, older)]


def test_a_laptop_that_was_taken_off_sends_through_another(
    laptop: HouseLaptop, other: HouseLaptop
) -> None:
    before, late = other.seal(), other.seal()
    other.push("team", [before])
    laptop.house.take_off(other, through=laptop)
    own = laptop.seal()
    assert verdicts(laptop, before, late, own) == ["known", "quarantined", "stored"]
    assert verdicts(other, own) == ["known"]
    assert laptop.pull_all("team") == [(1, before), (2, own)]


def test_what_came_with_holes_is_made_whole_after_he_left(
    laptop: HouseLaptop, other: HouseLaptop
) -> None:
    whole = other.seal()
    other.push("team", [erase(whole, [SUBJECT_ID])])
    turn(laptop, WRITER)
    assert verdicts(laptop, whole) == ["known"]
    assert laptop.pull_all("team") == [(1, whole)]


def test_what_stands_aside_with_holes_is_made_whole_too(laptop: HouseLaptop) -> None:
    whole = laptop.seal(sealer=None)
    with_hole = erase(whole, [SUBJECT_ID])
    for raw in (with_hole, whole, with_hole):
        assert verdicts(laptop, raw) == ["quarantined"]
    assert [found["size"] for found in aside(laptop)] == [len(whole)]
    decide(laptop, whole, "toelaten")
    assert laptop.pull_all("team") == [(1, whole)]
    another = laptop.seal(sealer=None)
    both = another, erase(another, [SUBJECT_ID])
    assert verdicts(laptop, *both) == ["quarantined"] * 2
    assert [found["size"] for found in aside(laptop)] == [len(another)]


def test_what_was_destroyed_does_not_come_back_through_there(laptop: HouseLaptop) -> None:
    raw = laptop.seal(sealer=None)
    assert verdicts(laptop, raw) == ["quarantined"]
    order = destruction("team", (SUBJECT_ID,))
    told = {"stream": "team", "key_ids": [SUBJECT_ID.hex()]}
    body = {**told, "signature": laptop.house.order(order)}
    assert laptop.send("POST", "/v1/erase", body).json() == {"count": 1}
    assert verdicts(laptop, raw) == ["quarantined"]
    decide(laptop, raw, "toelaten")
    assert laptop.pull_all("team") == [(1, erase(raw, [SUBJECT_ID]))]


def test_the_hub_knows_what_it_keeps_aside(laptop: HouseLaptop) -> None:
    """So a laptop can go with it, and a copy of one does not use its numbers again."""
    laptop.push("team", [laptop.seal(), laptop.seal()])
    older = laptop.seal(sealer=None)
    laptop.push("team", [older])
    (known,) = laptop.send("GET", "/v1/position").json()["streams"]["team"]
    assert (known["n"], known["hashes"]) == (3, [split(older).hash.hex()])
    decide(laptop, older, "toelaten")
    (known,) = laptop.send("GET", "/v1/position").json()["streams"]["team"]
    assert (known["n"], known["hashes"]) == (3, [split(older).hash.hex()])


def test_a_restored_hub_takes_its_own_order_back_also_of_who_left(
    laptop: HouseLaptop, other: HouseLaptop
) -> None:
    hub = laptop.house.hub
    raws = [other.seal(), other.seal(sealer=None), other.seal()]
    other.push("team", raws[:1])
    other.push("team", raws[1:2])
    decide(laptop, raws[1], "toelaten")
    receipt = other.push("team", raws[2:])["receipt"]
    turn(laptop, WRITER)
    hub.stop()
    forget_from(hub, 2)
    hub.start()
    assert reseed(laptop, 1, raws[1:], receipt)[0] == 200
    assert laptop.pull_all("team") == list(enumerate(raws, start=1))
    assert aside(laptop) == []


def test_without_a_proof_a_person_decides_what_a_restored_hub_gets_back(
    laptop: HouseLaptop, other: HouseLaptop
) -> None:
    hub = laptop.house.hub
    raws = [other.seal(), other.seal()]
    other.push("team", raws)
    turn(laptop, WRITER)
    hub.stop()
    forget_from(hub, 2)
    hub.start()
    assert verdicts(laptop, *raws) == ["known", "quarantined"]
    assert decide(laptop, raws[1], "toelaten") == 2
    assert laptop.pull_all("team") == list(enumerate(raws, start=1))


def test_deciding_makes_room(laptop: HouseLaptop) -> None:
    """Of one laptop only so much waits; the rest stays where it is until then."""
    large, late, own = os.urandom(32), laptop.seal(sealer=None), laptop.seal()
    with psycopg.connect(laptop.house.hub.database_url) as connection:
        connection.execute(
            "INSERT INTO quarantine VALUES (%s, 'team', %s, %s, 1,"
            " convert_to(repeat('x', %s), 'UTF8'), now())",
            (large, laptop.id, laptop.incarnation, MOST_BYTES_PER_LAPTOP - 100),
        )
    answer = laptop.send("POST", "/v1/s/team/push", [own, late])
    assert (answer.status_code, answer.json()["text"]) == (507, FULL)
    assert laptop.pull_all("team") == []
    order = {"soort": "quarantaine", "hash": large.hex(), "besluit": "weigeren"}
    body = {"decision": "weigeren", "signature": laptop.house.order(order)}
    assert laptop.send("POST", f"/v1/quarantine/{large.hex()}", body).status_code == 200
    assert verdicts(laptop, own, late) == ["stored", "quarantined"]


def test_what_comes_together_is_counted_together(
    laptop: HouseLaptop, other: HouseLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every laptop its own room; the same twice in one push takes it once."""
    register = laptop.house.state
    raws = [laptop.seal(sealer=None), other.seal(sealer=None), laptop.seal(sealer=None)]
    sizes = [len(raw) for raw in raws]

    def take(*given: bytes) -> list[Verdict]:
        looked = [(raw, look(raw, Stream.team, register)) for raw in given]
        with psycopg.connect(laptop.house.hub.database_url) as connection:
            found, _ = quarantine.take(connection.cursor(), Stream.team, looked, register)
            connection.rollback()
        return [verdict for verdict, _ in found]

    monkeypatch.setattr(quarantine, "MOST_BYTES_PER_LAPTOP", max(sizes) + 1)
    assert take(raws[0], raws[1], raws[0]) == [Verdict.quarantined] * 3
    with pytest.raises(Problem, match="507"):
        take(*raws)
    monkeypatch.setattr(quarantine, "MOST_BYTES_PER_LAPTOP", sizes[0] + sizes[2])
    assert take(*raws) == [Verdict.quarantined] * 3


def test_the_header_is_found_at_the_front(laptop: HouseLaptop) -> None:
    raw = laptop.seal(text="x" * 5000)
    assert find_header(raw[:4096]) == split(raw).header
    assert find_header(raw) == split(raw).header
    for size in (0, 1, 4, 40):
        assert find_header(raw[:size]) is None
    header = split(raw).header
    assert not must_wait(header, laptop.house.state)
