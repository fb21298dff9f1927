"""What a route may ask for: the service, and the laptop that signed the request."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import Depends, Request

from hvh_desktop.hub.access import TAKEN_OFF, UNKNOWN, Caller, Sent, Standing
from hvh_desktop.hub.answers import ProblemAnswer
from hvh_desktop.hub.limits import network_of
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.service import Service


def the_service(request: Request) -> Service:
    service: Service = request.state.service
    return service


async def what_was_sent(request: Request) -> Sent:
    """The request as its signature covers it."""
    scope = request.scope
    query: bytes = scope["query_string"]
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    path = path.split(b"?")[0]
    target = (path + b"?" + query if query else path).decode("latin-1")
    address = network_of(request.client.host if request.client else "")
    return Sent(request.method, target, dict(request.headers), await request.body(), address)


TheService = Annotated[Service, Depends(the_service)]
WasSent = Annotated[Sent, Depends(what_was_sent)]


def by(*standings: Standing) -> Callable[..., AsyncIterator[Caller]]:
    """The laptop that signed, when it stands like this in the house."""

    async def find(request: Request, service: TheService, sent: WasSent) -> AsyncIterator[Caller]:
        caller = await service.recognise(sent)
        request.state.laptop = caller.laptop
        if caller.standing not in standings:
            if caller.standing == "off":
                raise Problem(403, TAKEN_OFF)
            raise Problem(401, UNKNOWN)
        with service.at_once.one(caller.laptop):
            yield caller

    return find


async def anybody(service: TheService, sent: WasSent) -> Sent:
    """Nobody signed this: only the address counts."""
    service.per_address.take(sent.address)
    return sent


InHouse = Annotated[Caller, Depends(by("in"))]
InOrOff = Annotated[Caller, Depends(by("in", "off"))]
InOrAsking = Annotated[Caller, Depends(by("in", "asking"))]
AnyLaptop = Annotated[Caller, Depends(by("in", "off", "asking"))]
Anybody = Annotated[Sent, Depends(anybody)]

REFUSALS: dict[int | str, dict[str, object]] = {
    status: {"model": ProblemAnswer, "description": text}
    for status, text in {
        400: "Niet heel",
        401: "Niet door een laptop van dit huis ondertekend, niet op tijd of al eens gedaan",
        403: "De laptop is afgemeld, of de handtekening van de beheerder klopt niet",
        404: "Bestaat niet",
        408: "Het versturen duurde te lang",
        409: "Past niet bij hoe het nu is",
        413: "Te groot",
        422: "Niet heel",
        429: "Te vaak; zie Retry-After",
        503: "Te druk; zie Retry-After",
        507: "Geen ruimte",
    }.items()
}
