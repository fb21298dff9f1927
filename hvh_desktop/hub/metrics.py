"""Figures for Prometheus, counted over all processes of this hub and served on loopback only."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from wsgiref.simple_server import WSGIServer

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def share_figures(folder: Path) -> None:
    """The processes write their figures here. Before the first import of the library."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[FOLDER_VARIABLE] = str(folder)


def serve_figures(port: int) -> WSGIServer:
    """``http://127.0.0.1:port/metrics`` until the process ends."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    server, _ = start_http_server(port, addr="127.0.0.1", registry=registry)
    return server


def end_figures() -> None:
    """This process ends: what it has now no longer counts."""
    from prometheus_client.multiprocess import mark_process_dead

    if FOLDER_VARIABLE in os.environ:
        mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]


class Figures:
    """What is counted. Labels are names of routes and streams, never ids."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        own = CollectorRegistry()
        self.requests = Counter("hvh_hub_requests", "Requests", ("route", "status"), registry=own)
        self.seconds = Histogram(
            "hvh_hub_request_seconds", "Time to answer, long polls too", ("route",), registry=own
        )
        self.envelopes = Counter(
            "hvh_hub_envelopes", "Envelopes by verdict", ("stream", "verdict"), registry=own
        )
        self.bytes = Counter("hvh_hub_bytes", "Bytes of bodies", ("direction",), registry=own)
        self.position = Gauge(
            "hvh_hub_position",
            "Head of a stream",
            ("stream",),
            registry=own,
            multiprocess_mode="max",
        )
        self.waiting = Gauge(
            "hvh_hub_waiting", "Long polls now", registry=own, multiprocess_mode="livesum"
        )
