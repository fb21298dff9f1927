"""What the manual for the system manager says can be typed as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from hvh_desktop.hub.__main__ import _parser
from hvh_desktop.hub.folder import make_folder
from hvh_desktop.hub.gate import LEAST_SPEED, MOST_AT_ONCE, MOST_OF_ADDRESS
from hvh_desktop.hub.laptops import ASKING_DAYS, MOST_ASKING, MOST_FROM_ADDRESS
from hvh_desktop.hub.limits import Limits
from tests.conftest import NOW
from tests.hub.house import HouseLaptop
from tests.hub.served import ROOT, drop_database, make_database, postgres_server
from tests.hub.test_restore import command, generation, reseed
from tests.hub.test_serving import run

MANUAL = (ROOT / "hvh_desktop" / "hub" / "README.md").read_text("utf-8")
COMMAND = re.compile(
    r"(?:python -m hvh_desktop\.hub|hvh-hub hvh-hub|bin/hvh-hub|-c 'hvh-hub) ?(?P<words>[^'\n…`]*)"
)


def typed() -> list[str]:
    """Every command of the hub, without what the wrapper fills in."""
    found = [match["words"].strip() for match in COMMAND.finditer(MANUAL)]
    return [words.removesuffix('"$@"').strip() for words in found]


def test_every_command_is_one() -> None:
    commands = set()
    for words in typed():
        options = _parser().parse_args(shlex.split(words.replace("$$(date +%%F)", "vandaag")))
        commands.add(options.command)
    assert commands >= {None, "init", "certificaat", "backup", "restore", "generation"}


def test_the_script_of_the_manual_is_a_script() -> None:
    block = MANUAL[MANUAL.index("       #!/bin/sh") :].split("\n\n")[0]
    script = "\n".join(line.strip() for line in block.splitlines())
    subprocess.run(["sh", "-n", "-c", script], check=True)


def test_every_file_of_the_folder_is_told(tmp_path: Path) -> None:
    make_folder(tmp_path / "hub", "https://hub.huis.example:8443", ["hub.huis.example"], NOW)
    for file in (tmp_path / "hub").iterdir():
        assert f"`{file.name}`" in MANUAL, file.name


def test_the_lock_of_the_manual_is_there() -> None:
    for name in set(re.findall(r"-r (\S+)", MANUAL)):
        assert (ROOT / name).is_file()


def test_the_limits_are_those_of_the_program() -> None:
    limits, mib = Limits(), 1 << 20
    assert (limits.per_laptop, limits.at_once, limits.per_address) == (100, 16, 20)
    assert (limits.connections, limits.idle_seconds, limits.body_seconds) == (1000, 30, 60)
    assert (LEAST_SPEED, MOST_AT_ONCE // mib) == (16 * 1024, 256)
    assert MOST_AT_ONCE // MOST_OF_ADDRESS == 4
    assert (MOST_ASKING, MOST_FROM_ADDRESS, ASKING_DAYS) == (100, 25, 7)
    assert (limits.entries, limits.entries_burst) == (1 / 30, 120)


@pytest.mark.timeout(180)
def test_a_dump_of_postgresql_is_a_backup_too(laptop: HouseLaptop, tmp_path: Path) -> None:
    """With the programs of PostgreSQL itself; the hub notices at its start, and is filled up."""
    hub, dump = laptop.house.hub, tmp_path / "hub.dump"
    early = [laptop.seal() for _ in range(2)]
    laptop.push("team", early)
    postgres(hub.database_url, "pg_dump", "--format=custom", f"--file={dump}")
    lost = [laptop.seal() for _ in range(2)]
    receipt = laptop.push("team", lost)["receipt"]
    old = generation(laptop)
    hub.stop()
    used, hub.database_url = hub.database_url, make_database()
    name = conninfo_to_dict(hub.database_url)["dbname"]
    postgres(hub.database_url, "pg_restore", "--no-owner", f"--dbname={name}", str(dump))
    drop_database(used)
    hub.start()
    assert generation(laptop) != old
    assert "database teruggezet" in hub.read_log()
    assert laptop.pull_all("team") == list(enumerate(early, start=1))
    assert reseed(laptop, 2, lost, receipt)[0] == 200
    assert laptop.pull_all("team") == list(enumerate([*early, *lost], start=1))
    assert command(hub, "backup", str(tmp_path / "hub.zip")).returncode == 0


def postgres(url: str, program: str, *words: str) -> None:
    """One of the programs that come with the server."""
    started = (postgres_server().folder / "postmaster.opts").read_text()
    folder = Path(shlex.split(started)[0]).parent
    told = conninfo_to_dict(url)
    names = {"PGHOST": "host", "PGUSER": "user", "PGDATABASE": "dbname", "PGPORT": "port"}
    environment = {name: str(told[part]) for name, part in names.items() if told.get(part)}
    done = subprocess.run(
        [str(folder / program), *words],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_keeps_a_hub_from_starting_is_said(postgres_url: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "hub")
    assert run("--map", folder, "init", "--adres", "https://localhost:8443").returncode == 0
    away = postgres_url.replace("/hub_", "/weg_")
    for words in ((), ("backup", str(tmp_path / "b.zip")), ("generation",)):
        said = run("--map", folder, "--port", "0", *words, url=away)
        assert (said.returncode, said.stderr.count("\n")) == (1, 1), said.stderr
        assert "database antwoordt niet" in said.stderr
    assert run("--map", folder, "generation", url=postgres_url).returncode == 0
    with psycopg.connect(postgres_url) as connection:
        connection.execute("UPDATE hub SET schema = 99")
    said = run("--map", folder, "--port", "0", url=postgres_url)
    assert (said.returncode, said.stderr.count("\n")) == (1, 1), said.stderr
    assert "nieuwere versie" in said.stderr
