"""Nothing that was sent is found in the log, the database or the folder of a hub."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from hvh_desktop.hub.schema import TABLES
from tests.hub.house import SUBJECT_ID, HouseLaptop, b64
from tests.hub.served import ROOT, postgres_server

WORDS = ("Zilvervos", "geheimschrift")


def test_planted_words_are_nowhere(laptop: HouseLaptop, tmp_path: Path) -> None:
    hub = laptop.house.hub
    word, marker = WORDS
    laptop.push("team", [laptop.seal(text=word), word.encode(), laptop.seal(text=word * 40)])
    bad = marker.encode()
    for method, target, body in (
        ("POST", f"/v1/s/team/push?{marker}=1", bad),
        ("POST", f"/v1/s/team/reseed?after={marker}", bad),
        ("PUT", "/v1/s/team/keys", {"keys": [{"key_id": marker}]}),
        ("POST", "/v1/enrol", {"id": marker}),
        ("POST", "/v1/register", {"entry": b64(bad), "signature": marker, "parent": 2}),
        ("GET", f"/v1/{marker}", None),
        ("GET", f"/v1/s/{marker}/pull", None),
        ("POST", "/v1/erase", {"stream": marker}),
    ):
        answer = laptop.send(method, target, body)
        assert 400 <= answer.status_code < 500
        assert marker not in answer.text
        laptop.plain(method, target, body)
        laptop.raw(method, target, b"", {"HvH-Laptop": marker, "X-Word": marker})
    laptop.pull_all("team")
    backup = tmp_path / "hub.zip"
    subprocess.run(
        [
            *(sys.executable, "-m", "hvh_desktop.hub", "--map", str(hub.folder)),
            *("--database-url", hub.database_url, "backup", str(backup)),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    hub.stop()
    log = hub.read_log()
    assert log.count('"verzoek"') > 20
    places = {"log": log.encode(), "backup": backup.read_bytes()}
    places |= {str(f): f.read_bytes() for f in hub.folder.rglob("*") if f.is_file()}
    places |= dump(hub.database_url)
    places |= {str(f): f.read_bytes() for f in data_files() if f.is_file()}
    for text in WORDS:
        for form in (
            text.encode(),
            base64.b64encode(text.encode())[:-4],
            text.encode().hex().encode(),
        ):
            assert [name for name, content in places.items() if form in content] == []
    # and the log holds no body, no query and no signature
    assert SUBJECT_ID.hex() not in log
    assert "after" not in log
    assert hub.code not in log


def dump(url: str) -> dict[str, bytes]:
    found = {}
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for table in TABLES:
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                found[table] = b"".join(bytes(piece) for piece in copy)
        cursor.execute("CHECKPOINT")
    assert len(found["envelope"]) > 1000
    return found


def data_files() -> list[Path]:
    """Of the PostgreSQL server: tables, write-ahead log and its own log."""
    folder = postgres_server().folder
    return [*folder.rglob("*")]
