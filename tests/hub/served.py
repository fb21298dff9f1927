"""A hub as it is in earnest: processes of its own, HTTPS on loopback, a real PostgreSQL.

Import ``postgres_url`` and ``hub`` in a conftest to use them. One PostgreSQL per test
process; every test gets a database of its own.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import signal
import socket
import ssl
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TextIO

import psycopg
import pytest
from psycopg import sql

from hvh_desktop.hub.embedded import Embedded
from hvh_desktop.hub.folder import HubFolder, make_folder
from hvh_desktop.hub.limits import Limits
from hvh_desktop.hub.service import Setup
from tests.splitting import SPLITTING

ROOT = Path(__file__).parents[2]
READY = "Klaar op"


@cache
def postgres_server() -> Embedded:
    """One for the whole test process; it stops when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="hvh-pg-"))
    folder.chmod(0o755)  # for root the server runs as another user
    server = Embedded(folder / "gegevens")

    def end() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return server


def make_database() -> str:
    """The address of a fresh empty database."""
    server = postgres_server()
    name = f"hub_{secrets.token_hex(6)}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return server.url.replace("/postgres?", f"/{name}?")


def drop_database(url: str) -> None:
    name = url.split("?")[0].rsplit("/", 1)[-1]
    with psycopg.connect(postgres_server().url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A fresh empty database of a real PostgreSQL."""
    url = make_database()
    yield url
    drop_database(url)


def run_command(words: list[str], said: Connection, log: Path) -> None:
    """The command of the hub, as leader of its own processes; they too begin from its module."""
    command = import_module("hvh_desktop.hub.__main__")
    sys.modules["__main__"] = command
    os.setsid()
    os.chdir(ROOT)
    os.dup2(sys.stdin.fileno(), 0)
    sys.stdin = os.fdopen(0)
    os.dup2(said.fileno(), sys.stdout.fileno())
    said.close()
    with log.open("a") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    sys.exit(command.main(words))


def run_limited(folder: str, url: str, port: int, limits: Limits, *rest: Any) -> None:
    """The same with limits that a test can reach."""
    said, log = rest
    os.setsid()
    os.dup2(said.fileno(), sys.stdout.fileno())
    said.close()
    with Path(log).open("a") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    serving = import_module("hvh_desktop.hub.serve")
    import_module("hvh_desktop.hub.log").start_log()
    setup = Setup(Path(folder), url, limits)
    serving.prepare_database(setup)
    door = serving.listen("127.0.0.1", port)
    os.write(1, f"{READY} {port}\n".encode())
    serving.serve(setup, door, workers=1, metrics_port=0)


@dataclass
class ServedHub:
    """A hub that runs. ``stop`` and ``kill`` end its processes, ``restart`` begins them again on
    the same folder, database and port."""

    home: HubFolder
    database_url: str
    port: int
    workers: int = 1
    log: Path = field(default=Path())
    limits: Limits | None = None
    _process: BaseProcess | None = None
    _copying: threading.Thread | None = None

    @property
    def address(self) -> str:
        return self.home.address

    @property
    def certificate(self) -> str:
        """PEM of the site: what laptops pin."""
        return self.home.certificate

    @property
    def code(self) -> str:
        return self.home.code

    @property
    def public(self) -> bytes:
        return self.home.public

    @property
    def folder(self) -> Path:
        return self.home.path

    @property
    def link_file(self) -> Path:
        return self.home.link_file

    @property
    def pid(self) -> int:
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def start(self) -> None:
        words = ["--map", str(self.folder), "--database-url", self.database_url]
        words += ["--port", str(self.port), "--workers", str(self.workers)]
        heard, said = SPLITTING.Pipe(duplex=False)
        if self.limits is None:
            self._process = SPLITTING.Process(target=run_command, args=(words, said, self.log))
        else:
            given = (str(self.folder), self.database_url, self.port, self.limits, said, self.log)
            self._process = SPLITTING.Process(target=run_limited, args=given)
        self._process.start()
        said.close()
        with heard:
            self._follow(os.fdopen(os.dup(heard.fileno())))

    def stop(self) -> None:
        """In an orderly way."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """All its processes at once, in the middle of whatever they do."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        if self._process is not None:
            self.stop()
        self.start()

    def read_log(self) -> str:
        """What it wrote up to now, over all its lives."""
        return self.log.read_text()

    def _follow(self, stream: TextIO) -> None:
        """Wait until it listens, and keep its log from then on."""
        lines: list[str] = []
        for line in stream:
            lines.append(line)
            if line.startswith(READY):
                break
        else:
            raise AssertionError(f"the hub did not start: {lines} {self.read_log()}")
        with self.log.open("a") as log:
            log.writelines(lines)

        def copy() -> None:
            with stream, self.log.open("a", buffering=1) as log:
                log.writelines(stream)

        self._copying = threading.Thread(target=copy, daemon=True)
        self._copying.start()

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.pid is not None
        send = os.killpg if how is signal.SIGKILL else os.kill
        with suppress(ProcessLookupError):
            send(process.pid, how)
        process.join(30)
        assert not process.is_alive()
        process.close()
        if self._copying is not None:
            self._copying.join(30)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


StartHub = Callable[..., ServedHub]


@pytest.fixture
def start_hub(tmp_path: Path) -> Iterator[StartHub]:
    """``start_hub(workers=2)``: a hub with a database of its own."""
    running: list[ServedHub] = []

    def start(*, workers: int = 1, name: str = "hub", limits: Limits | None = None) -> ServedHub:
        port = free_port()
        home = make_folder(
            tmp_path / name,
            f"https://127.0.0.1:{port}",
            ["127.0.0.1", "localhost"],
            datetime.now(UTC),
        )
        log = tmp_path / f"{name}.log"
        served = ServedHub(home, make_database(), port, workers, log, limits)
        running.append(served)
        served.start()
        return served

    yield start
    for served in running:
        served.kill()
        drop_database(served.database_url)


@pytest.fixture
def hub(start_hub: StartHub) -> ServedHub:
    """A hub that serves, with nobody in it."""
    return start_hub()


def trust(hub: ServedHub) -> ssl.SSLContext:
    """Trusts this hub and nobody else."""
    return ssl.create_default_context(cadata=hub.certificate)
