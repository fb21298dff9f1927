"""The application of one process."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from hvh_desktop.hub import routes_house, routes_streams
from hvh_desktop.hub.answers import NOT_WHOLE
from hvh_desktop.hub.folder import read_folder
from hvh_desktop.hub.gate import Gate
from hvh_desktop.hub.limits import Limits
from hvh_desktop.hub.log import start_log
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.service import Service, Setup

VARIABLE = "HVH_HUB"


def make_app(setup: Setup) -> Gate:
    """The routes around one service, that begins and ends with the process."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, object]]:
        service = await asyncio.to_thread(read_folder, setup.folder)
        running = Service(setup, service)
        try:
            yield {"service": running, "figures": running.figures}
        finally:
            await running.stop()

    app = FastAPI(
        title="HvH-hub",
        description="Bewaart en ordent verzegelde enveloppen van één huis.",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.include_router(routes_house.router)
    app.include_router(routes_streams.router)
    app.add_exception_handler(Problem, _tell_problem)
    app.add_exception_handler(RequestValidationError, _tell_not_whole)
    app.add_exception_handler(HTTPException, _tell_status)
    return Gate(app, setup.limits.body_seconds)


def write_setup(setup: Setup) -> None:
    """For the processes that are started from here. In the environment and not in a file: the
    address of the database may hold a password."""
    os.environ[VARIABLE] = msgspec.json.encode(
        {
            "folder": str(setup.folder),
            "database_url": setup.database_url,
            "limits": setup.limits,
        }
    ).decode()


class _Written(msgspec.Struct):
    folder: str
    database_url: str
    limits: Limits


def app_from_setup() -> Gate:
    """What a process of the hub starts with."""
    written = msgspec.json.decode(os.environ[VARIABLE], type=_Written)
    start_log()
    return make_app(Setup(Path(written.folder), written.database_url, written.limits))


async def _tell_problem(_request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Problem)
    after = problem.retry_after
    headers = {} if after is None else {"Retry-After": str(after)}
    return JSONResponse({"text": problem.text}, problem.status, headers)


async def _tell_not_whole(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"text": NOT_WHOLE}, 422)


async def _tell_status(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    words = {404: "Dit bestaat niet op de hub.", 405: "Dit kan hier niet."}
    text = words.get(error.status_code, NOT_WHOLE)
    return JSONResponse({"text": text}, error.status_code, error.headers)
