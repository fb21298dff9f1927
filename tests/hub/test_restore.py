"""Backup, restore, and a database that was put back behind the hub's back."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import psycopg
import pytest

from hvh_desktop.hub.generation import STAND_FILE
from tests.hub.house import SUBJECT_ID, HouseLaptop, b64
from tests.hub.served import ROOT, ServedHub, drop_database, make_database


def command(hub: ServedHub, *words: str) -> subprocess.CompletedProcess[str]:
    """As the system manager types it."""
    return subprocess.run(
        [sys.executable, "-m", "hvh_desktop.hub", "--map", str(hub.folder), *words],
        cwd=ROOT,
        env=os.environ | {"HVH_HUB_DATABASE": hub.database_url},
        capture_output=True,
        text=True,
        check=False,
    )


def generation(laptop: HouseLaptop) -> str:
    found: str = laptop.plain("GET", "/v1/hello").json()["generation"]
    return found


def reseed(
    laptop: HouseLaptop, after: int, raws: list[bytes], receipt: object
) -> tuple[int, object]:
    body = msgspec.msgpack.encode({"receipt": receipt, "raws": raws})
    answer = laptop.send("POST", f"/v1/s/team/reseed?after={after}", body)
    return answer.status_code, answer.json().get("results")


@pytest.mark.timeout(180)
def test_restore_and_filling_up(laptop: HouseLaptop, tmp_path: Path) -> None:
    hub, backup = laptop.house.hub, tmp_path / "hub.zip"
    early = [laptop.seal() for _ in range(3)]
    laptop.push("team", early)
    keys = {"keys": [{"key_id": SUBJECT_ID.hex(), "epoch": 0, "wrapped": b64(b"sleutel")}]}
    laptop.send("PUT", "/v1/s/team/keys", keys)
    written = command(hub, "backup", str(backup))
    assert written.returncode == 0, written.stderr
    assert backup.stat().st_mode & 0o077 == 0

    lost = [laptop.seal() for _ in range(4)]
    receipt = laptop.push("team", lost)["receipt"]
    old = generation(laptop)
    assert command(hub, "restore", str(backup)).returncode == 1, "not over what is there"

    hub.stop()
    drop_database(hub.database_url)
    hub.database_url = make_database()
    restored = command(hub, "restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    hub.start()

    assert generation(laptop) != old
    assert laptop.pull_all("team") == list(enumerate(early, start=1))
    assert laptop.send("GET", "/v1/s/team/keys?after=0").json()["last"] == 1
    # what does not fit is refused: another order, a hole, another end, somebody else's word
    assert reseed(laptop, 3, [lost[1], lost[0], *lost[2:]], receipt)[0] == 409
    assert reseed(laptop, 3, lost[:-1], receipt)[0] == 409
    assert reseed(laptop, 4, lost, receipt)[0] == 409
    assert reseed(laptop, 3, lost, receipt | {"position": 8})[0] == 409
    assert reseed(laptop, 3, lost, receipt | {"stream": "log"})[0] == 409
    status, results = reseed(laptop, 2, [early[2], *lost], receipt)
    assert status == 200
    assert results == [
        {"verdict": "known", "position": 3},
        *({"verdict": "stored", "position": p} for p in (4, 5, 6, 7)),
    ]
    assert reseed(laptop, 3, lost, receipt)[0] == 200, "a repeat is harmless"
    assert laptop.pull_all("team") == list(enumerate([*early, *lost], start=1))


def test_who_was_pushed_before_reseed_wins(laptop: HouseLaptop, tmp_path: Path) -> None:
    """Then the old order cannot come back; the envelopes still can."""
    hub, backup = laptop.house.hub, tmp_path / "hub.zip"
    assert command(hub, "backup", str(backup)).returncode == 0
    lost = [laptop.seal() for _ in range(2)]
    receipt = laptop.push("team", lost)["receipt"]
    hub.stop()
    drop_database(hub.database_url)
    hub.database_url = make_database()
    assert command(hub, "restore", str(backup)).returncode == 0
    hub.start()
    new = laptop.seal()
    laptop.push("team", [new])
    assert reseed(laptop, 0, lost, receipt)[0] == 409
    laptop.push("team", lost)
    assert laptop.pull_all("team") == list(enumerate([new, *lost], start=1))


def test_a_database_that_was_put_back_by_other_means(laptop: HouseLaptop) -> None:
    """The value beside the database tells."""
    hub = laptop.house.hub
    raws = [laptop.seal() for _ in range(3)]
    receipt = laptop.push("team", raws)["receipt"]
    old = generation(laptop)
    hub.stop()  # notes how far it came
    forget_from(hub, 2)
    hub.start()
    assert generation(laptop) != old
    assert "database teruggezet" in hub.read_log()
    assert reseed(laptop, 1, raws[1:], receipt)[0] == 200
    assert laptop.pull_all("team") == list(enumerate(raws, start=1))
    new = generation(laptop)
    hub.restart()
    assert generation(laptop) == new


def test_put_back_with_its_folder(laptop: HouseLaptop) -> None:
    """Nothing beside the database tells, but the hub's own signature does."""
    hub = laptop.house.hub
    raws = [laptop.seal() for _ in range(3)]
    receipt = laptop.push("team", raws)["receipt"]
    old = generation(laptop)
    hub.kill()
    (hub.folder / STAND_FILE).unlink(missing_ok=True)
    forget_from(hub, 2)
    hub.start()
    assert generation(laptop) == old
    assert reseed(laptop, 1, raws[1:], receipt)[0] == 200
    assert generation(laptop) != old
    assert laptop.pull_all("team") == list(enumerate(raws, start=1))


def test_a_damaged_backup_changes_nothing(laptop: HouseLaptop, tmp_path: Path) -> None:
    hub, backup = laptop.house.hub, tmp_path / "hub.zip"
    laptop.push("team", [laptop.seal()])
    assert command(hub, "backup", str(backup)).returncode == 0
    whole = backup.read_bytes()
    empty = make_database()
    hub.database_url, used = empty, hub.database_url
    try:
        middle = whole.index(b"PGCOPY") + 40
        for damaged in (
            b"",
            whole[: len(whole) // 2],
            whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        ):
            backup.write_bytes(damaged)
            said = command(hub, "restore", str(backup))
            assert said.returncode == 1, said.stderr
            assert "Er is niets veranderd" in said.stderr
        swap(tmp_path / "wissel.zip", whole)
        assert command(hub, "restore", str(tmp_path / "wissel.zip")).returncode == 1
        backup.write_bytes(whole)
        assert command(hub, "restore", str(backup)).returncode == 0
    finally:
        hub.database_url = used
        drop_database(empty)


def test_a_new_generation_on_request(laptop: HouseLaptop) -> None:
    old = generation(laptop)
    assert command(laptop.house.hub, "generation").returncode == 0
    assert generation(laptop) != old
    assert laptop.send("GET", "/v1/position").status_code == 200


def swap(path: Path, whole: bytes) -> None:
    """A whole zip with another chain at the end of a stream: only the chain itself tells."""
    with zipfile.ZipFile(io.BytesIO(whole)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    at = parts["head"].index(b"\x00\x00\x00\x04team") + 8 + 4 + 8 + 4
    head = bytearray(parts["head"])
    head[at] ^= 1
    parts["head"] = bytes(head)
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def forget_from(hub: ServedHub, position: int) -> None:
    """What a database of yesterday looks like."""
    with psycopg.connect(hub.database_url) as connection:
        connection.execute("DELETE FROM envelope WHERE position >= %s", (position,))
        connection.execute(
            "UPDATE head SET position = %s, chain = (SELECT chain FROM envelope"
            " WHERE stream = 'team' AND position = %s) WHERE stream = 'team'",
            (position - 1, position - 1),
        )
