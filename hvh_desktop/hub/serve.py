"""Start the processes of the hub on one socket."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

import uvicorn
from uvicorn.supervisors import Multiprocess

from hvh_desktop.hub.app import write_setup
from hvh_desktop.hub.database import Database
from hvh_desktop.hub.folder import read_folder
from hvh_desktop.hub.generation import look, note_stand, settle_generation
from hvh_desktop.hub.log import get_log
from hvh_desktop.hub.metrics import serve_figures, share_figures
from hvh_desktop.hub.service import Setup

STOP_SECONDS = 1
"""For what is at work. Laptops that only listen are let go: what is lost is asked again."""


def prepare_database(setup: Setup) -> UUID:
    """Make the tables when they are not there, and look whether the database was put back."""
    database = Database(setup.database_url)
    try:
        database.prepare()
        with database.transaction() as cursor:
            generation, reason = settle_generation(cursor, setup.folder, datetime.now(UTC))
            stand = look(cursor)
        note_stand(setup.folder, stand)
    finally:
        database.close()
    get_log().info("generatie", generatie=str(generation), nieuw=reason or "")
    return generation


def listen(host: str, port: int) -> socket.socket:
    """Open the door. Who knocks before a process is ready waits."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # with the protocol named, the loop turns off Nagle's algorithm: else an answer waits 40 ms
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((host, port))
    door.listen(1024)
    door.set_inheritable(True)
    return door


def serve(setup: Setup, door: socket.socket, *, workers: int, metrics_port: int) -> None:
    """Until it is told to stop (SIGTERM, Ctrl+C)."""
    share_figures(setup.folder / "cijfers")
    certificate, key = read_folder(setup.folder).server_files
    write_setup(setup)
    config = uvicorn.Config(
        "hvh_desktop.hub.app:app_from_setup",
        factory=True,
        workers=workers,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        limit_concurrency=setup.limits.connections,
        http="hvh_desktop.hub.doorway:Doorway",
        timeout_keep_alive=setup.limits.idle_seconds,
        timeout_graceful_shutdown=STOP_SECONDS,
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="on",
    )
    # uvicorn raises the signal once more when it is done: then we end in an orderly way too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    figures = serve_figures(metrics_port) if metrics_port else None
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        if workers > 1:
            Multiprocess(config, sockets=[door]).run()
        else:
            server.run(sockets=[door])
    if figures is not None:
        figures.shutdown()


def hosts_of(address: str) -> list[str]:
    """The names for the certificate: of the address, and of this computer itself."""
    host = urlsplit(address).hostname or "localhost"
    names = [host, "localhost", "127.0.0.1", "::1"]
    with suppress(ValueError):
        names[0] = str(ipaddress.ip_address(host))
    return list(dict.fromkeys(names))
