"""One JSON line per event on standard output: ids, counts and times, nothing that was sent."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

import structlog


def start_log() -> None:
    """Everything goes one way; libraries are heard from warnings up, without their texts."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [_Bare()]
    root.setLevel(logging.WARNING)


def get_log() -> Any:
    return structlog.get_logger()


def where(error: BaseException) -> str:
    """The kind of an error and the lines it passed: its text may hold what was sent."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} {places}"


class _Bare(logging.Handler):
    """What libraries log, by name and place only."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        get_log().warning(
            "bibliotheek",
            bron=record.name,
            plaats=f"{record.module}:{record.lineno}",
            **({"fout": where(error)} if error is not None else {}),
        )
