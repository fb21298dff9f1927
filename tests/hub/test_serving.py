"""The processes of the hub: one command, figures, restart, and a database that goes away."""

from __future__ import annotations

import json
import os
import signal
import ssl
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import psycopg
import pytest
from psycopg import sql

from hvh_desktop.hub.folder import LINK_FILE
from hvh_desktop.sync.line.link import import_link
from tests.hub.house import HouseLaptop
from tests.hub.served import ROOT, ServedHub, free_port, postgres_server, trust


def run(*words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "HVH_HUB_DATABASE"}
    return subprocess.run(
        [sys.executable, "-m", "hvh_desktop.hub", *words],
        cwd=ROOT,
        env=environment | ({"HVH_HUB_DATABASE": url} if url else {}),
        capture_output=True,
        text=True,
        check=False,
    )


def test_same_life_after_a_restart_and_a_kill(hub: ServedHub) -> None:
    with httpx2.Client(base_url=hub.address, verify=trust(hub), trust_env=False) as client:
        found = client.get("/v1/hello").json()
        assert found["site"] == ""
        hub.restart()
        assert client.get("/v1/hello").json()["generation"] == found["generation"]
        hub.kill()
        hub.restart()
        assert client.get("/v1/hello").json()["generation"] == found["generation"]
        assert client.get("/healthz").json() == {"database": True, "disk": True}


def test_a_trial_in_one_command() -> None:
    """With a PostgreSQL of its own; and again on what it left."""
    with tempfile.TemporaryDirectory(prefix="hvh-proef-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        port, figures = free_port(), free_port()
        generations = set()
        for _ in range(2):
            words = ["--proef", "--map", name, "--port", str(port), "--metrics-port", str(figures)]
            process = subprocess.Popen(
                [sys.executable, "-m", "hvh_desktop.hub", *words],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert process.stdout is not None
            with process.stdout as said:
                ready = next(line for line in said if line.startswith("Klaar op"))
                assert str(folder / LINK_FILE) in ready
                found = import_link(folder / LINK_FILE)
                assert found.link.address == f"https://127.0.0.1:{port}"
                assert found.code
                client = httpx2.Client(
                    base_url=found.link.address,
                    verify=ssl.create_default_context(cadata=found.link.certificate),
                    trust_env=False,
                )
                generations.add(client.get("/v1/hello").json()["generation"])
                counted = httpx2.get(f"http://127.0.0.1:{figures}/metrics", trust_env=False).text
                assert 'hvh_hub_requests_total{route="/v1/hello",status="200"}' in counted
                backup = folder / "hub.zip"
                assert run("--map", name, "backup", str(backup)).returncode == 0
                assert client.get("/healthz").status_code == 200, "it did not stop the database"
                client.close()
                process.send_signal(signal.SIGTERM)
                said.read()
            assert process.wait(30) == 0
            assert not (folder / "postgres" / "postmaster.pid").exists(), "it stopped too"
        assert len(generations) == 1


def test_commands_that_cannot_be_done_say_why(tmp_path: Path) -> None:
    folder = str(tmp_path / "hub")
    said = run("--map", folder, "--port", "0")
    assert said.returncode == 1
    assert "staat geen hub" in said.stderr
    made = run("--map", folder, "init", "--adres", "https://hub.huis.example:8443")
    assert made.returncode == 0, made.stderr
    assert import_link(tmp_path / "hub" / LINK_FILE).link.address == "https://hub.huis.example:8443"
    before = (tmp_path / "hub" / "server.pem").read_bytes()
    again = run("--map", folder, "init", "--adres", "https://hub.huis.example:8443")
    assert again.returncode == 1
    assert "staat al een hub" in again.stderr
    assert (tmp_path / "hub" / "server.pem").read_bytes() == before
    assert run("--map", folder, "certificaat", "hub.huis.example", "10.0.0.7").returncode == 0
    assert (tmp_path / "hub" / "server.pem").read_bytes() != before
    without = run("--map", folder, "backup", str(tmp_path / "b.zip"))
    assert without.returncode == 1
    assert "--database-url" in without.stderr
    for file in (tmp_path / "hub").iterdir():
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.timeout(120)
def test_a_database_that_goes_away(laptop: HouseLaptop) -> None:
    """Politely later; and as if nothing was when it is back, also for who waits."""
    hub = laptop.house.hub
    database = str(psycopg.conninfo.conninfo_to_dict(hub.database_url)["dbname"])
    name = sql.Identifier(database)
    with psycopg.connect(postgres_server().url, autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (database,),
        )
        answer = laptop.send("POST", "/v1/s/team/push", [laptop.seal()])
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        health = laptop.plain("GET", "/healthz")
        assert (health.status_code, health.json()["database"]) == (503, False)
        connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))
    assert laptop.send("GET", "/v1/position").status_code == 200
    with HouseLaptop(laptop.house) as other, ThreadPoolExecutor(1) as pool:
        laptop.house.let_in(other, through=laptop)
        waiting = pool.submit(other.pull, "team", 0, wait=20)
        raw = laptop.seal()
        laptop.push("team", [raw])
        assert waiting.result(15)["envelopes"] == [[1, raw]]
    assert '"fout": "Interface' not in hub.read_log()


def test_the_log_is_one_json_line_per_request(laptop: HouseLaptop) -> None:
    laptop.send("GET", "/v1/s/team/pull?after=0")
    laptop.house.hub.stop()
    lines = [line for line in laptop.house.hub.read_log().splitlines() if line.startswith("{")]
    found = [json.loads(line) for line in lines]
    pulled = [e for e in found if e.get("route") == "GET /v1/s/{stream}/pull"]
    assert [(e["status"], e["laptop"]) for e in pulled] == [(200, str(laptop.id))]
    assert len(lines) + 1 == len(laptop.house.hub.read_log().splitlines())


def test_the_hub_needs_no_window_and_no_encrypted_file() -> None:
    seen = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys, hvh_desktop.hub.app, hvh_desktop.hub.__main__, hvh_desktop.hub.serve,"
            " hvh_desktop.hub.backup; print(*sys.modules)",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    roots = {name.split(".")[0] for name in seen}
    assert not roots & {"PySide6", "sqlcipher3", "sqlalchemy", "alembic", "reportlab"}
    own = {".".join(n.split(".")[:2]) for n in seen if n.startswith("hvh_desktop.")}
    assert own <= {
        "hvh_desktop.hub",
        "hvh_desktop.sync",
        "hvh_desktop.crypto",
        "hvh_desktop.errors",
    }
