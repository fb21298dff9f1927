"""Positions, repeats, forks and what the hub refuses to take."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from hvh_desktop.sync.envelope import erase, split
from tests.hub.house import SUBJECT_ID, House, HouseLaptop
from tests.hub.served import StartHub


def test_push_and_pull(laptop: HouseLaptop) -> None:
    raws = [laptop.seal(), laptop.seal()]
    pushed = laptop.push("team", raws)
    assert pushed["results"] == [
        {"verdict": "stored", "position": 1},
        {"verdict": "stored", "position": 2},
    ]
    assert laptop.pull_all("team") == [(1, raws[0]), (2, raws[1])]
    assert laptop.pull_all("log") == []
    assert laptop.pull("team", 1)["envelopes"] == [[2, raws[1]]]
    assert laptop.pull("team", 0, bytes=1)["envelopes"] == [[1, raws[0]]]


def test_a_repeat_is_known(laptop: HouseLaptop) -> None:
    raw = laptop.seal()
    first = laptop.push("team", [raw, raw])
    assert [r["verdict"] for r in first["results"]] == ["stored", "known"]
    again = laptop.push("team", [raw])
    assert again["results"] == [{"verdict": "known", "position": 1}]
    assert again["receipt"]["position"] == 1


def test_a_fork_is_accepted_and_told(laptop: HouseLaptop) -> None:
    one = laptop.seal(text="de ene kopie")
    laptop.last.clear()
    other = laptop.seal(text="de andere kopie")
    laptop.push("team", [one])
    assert laptop.push("team", [other])["results"] == [{"verdict": "stored", "position": 2}]
    found = laptop.send("GET", "/v1/position").json()["streams"]["team"]
    assert found == [
        {
            "incarnation": str(laptop.incarnation),
            "n": 1,
            "hashes": sorted(split(raw).hash.hex() for raw in (one, other)),
        }
    ]


def test_refused(laptop: HouseLaptop) -> None:
    """Every one by itself; what is good beside it is stored."""
    good = laptop.seal()
    flipped = bytearray(good)
    flipped[len(good) // 2] ^= 1
    with HouseLaptop(laptop.house) as stranger:
        bad = [
            b"",
            b"\xc1",
            bytes(flipped),
            laptop.seal("log"),
            laptop.seal(site=str(uuid4())),
            laptop.seal(device=uuid4()),
            stranger.seal(),
            stranger.seal(device=laptop.id),
        ]
    answer = laptop.push("team", [*bad, good])
    assert [r["verdict"] for r in answer["results"]] == ["refused"] * len(bad) + ["stored"]
    assert laptop.pull_all("team") == [(1, good)]


def test_another_laptop_may_bring_it(laptop: HouseLaptop) -> None:
    with HouseLaptop(laptop.house) as other:
        laptop.house.let_in(other, through=laptop)
        raw = laptop.seal()
        assert other.push("team", [raw])["results"][0]["verdict"] == "stored"


def test_what_came_with_holes_is_made_whole(laptop: HouseLaptop) -> None:
    whole = laptop.seal()
    laptop.push("team", [erase(whole, [SUBJECT_ID])])
    assert laptop.push("team", [whole])["results"] == [{"verdict": "known", "position": 1}]
    laptop.push("team", [erase(whole, [SUBJECT_ID])])
    assert laptop.pull_all("team") == [(1, whole)]


def test_six_writers_on_two_processes_leave_no_gap(start_hub: StartHub) -> None:
    hub = start_hub(workers=2)
    house = House(hub)
    with house.found() as first, ThreadPoolExecutor(7) as pool:
        laptops = [first] + [HouseLaptop(house) for _ in range(5)]
        for other in laptops[1:]:
            house.let_in(other, through=first)
        done = threading.Event()

        def write(laptop: HouseLaptop) -> None:
            for _ in range(12):
                laptop.push("team", [laptop.seal() for _ in range(3)])

        def read() -> list[tuple[int, bytes]]:
            """A reader that only looks above what it saw."""
            seen: list[tuple[int, bytes]] = []
            with HouseLaptop(house) as reader:
                reader.id, reader.key = first.id, first.key
                is_last = False
                while not is_last:
                    is_last = done.is_set()
                    found = reader.pull("team", len(seen), bytes=4000, wait=0.2)["envelopes"]
                    seen += [(position, raw) for position, raw in found]
                    is_last = is_last and not found
            return seen

        reading = pool.submit(read)
        list(pool.map(write, laptops))
        done.set()
        seen = reading.result()
        assert [position for position, _ in seen] == list(range(1, 6 * 12 * 3 + 1))
        assert seen == first.pull_all("team")
        for other in laptops[1:]:
            other.client.close()


def test_a_long_poll_is_woken_by_another_process(start_hub: StartHub) -> None:
    hub = start_hub(workers=2)
    house = House(hub)
    with house.found() as first, HouseLaptop(house) as waiting, ThreadPoolExecutor(4) as pool:
        house.let_in(waiting, through=first)
        waits = [pool.submit(waiting.pull, "team", 0, wait=20) for _ in range(3)]
        assert not any(w.done() for w in waits)
        raw = first.seal()
        first.push("team", [raw])
        assert [w.result(15)["envelopes"] for w in waits] == [[[1, raw]]] * 3


def test_a_cursor_beyond_the_head_is_told_at_once(laptop: HouseLaptop) -> None:
    """A hub that lost something must not let a laptop wait for what it already has."""
    answer = laptop.pull("team", 5, wait=20)
    assert answer["envelopes"] == []
    assert answer["receipt"]["position"] == 0
