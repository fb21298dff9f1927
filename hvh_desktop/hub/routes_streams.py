"""Routes of the streams: push, pull, reseed, keys, quarantine and destruction."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import ValidationError

from hvh_desktop.crypto.requests import check_order, destruction, judgement
from hvh_desktop.hub import keys, quarantine, streams
from hvh_desktop.hub.access import Caller
from hvh_desktop.hub.answers import (
    BIG,
    NOT_WHOLE,
    AsideAnswer,
    DecisionBody,
    DoneAnswer,
    EraseBody,
    KeyPart,
    KeysAnswer,
    KeysBody,
    KnownAnswer,
    OrderPart,
    PositionAnswer,
    PushAnswer,
    QuarantineAnswer,
    ReceiptAnswer,
    ReleasedAnswer,
    from_base64,
    to_base64,
)
from hvh_desktop.hub.asks import REFUSALS, InHouse, InOrOff, TheService, WasSent
from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.problem import Problem
from hvh_desktop.hub.schema import Stream
from hvh_desktop.hub.service import Service
from hvh_desktop.sync.envelope import Parsed
from hvh_desktop.sync.parts import Destruction, Verdict, WrappedKey

MOST_RAWS = 64
MOST_BYTES = 4 << 20
MOST_WAIT = 25.0
MSGPACK = "application/msgpack"
NOT_SIGNED = "Dit is niet door een beheerder van dit huis ondertekend."

router = APIRouter(responses=REFUSALS)

Looked = list[tuple[bytes, Parsed | Verdict]]
_raws = msgspec.msgpack.Decoder(list[bytes])


class _Given(msgspec.Struct):
    receipt: dict[str, object]
    raws: list[bytes]


_given = msgspec.msgpack.Decoder(_Given)


def _in_msgpack(description: str) -> dict[str, object]:
    content = {MSGPACK: {"schema": {"type": "string", "format": "binary"}}}
    return {"requestBody": {"required": True, "description": description, "content": content}}


@router.get("/v1/position")
async def position(service: TheService, caller: InHouse) -> PositionAnswer:
    """The last envelopes of this laptop that the hub has."""
    known = await service.run(lambda cursor: streams.list_known(cursor, caller.laptop))
    return PositionAnswer(
        streams={
            stream: [
                KnownAnswer(
                    incarnation=k.incarnation, n=k.n, hashes=sorted(h.hex() for h in k.hashes)
                )
                for k in found
            ]
            for stream, found in known.items()
        }
    )


@router.post(
    "/v1/s/{stream}/push",
    openapi_extra=_in_msgpack("[raw, …], 64 at most"),
)
async def push(service: TheService, caller: InOrOff, sent: WasSent, stream: Stream) -> PushAnswer:
    """Store envelopes. What was stored before is known: a repeat is harmless."""
    raws = _decode_raws(sent.body)
    if len(raws) > MOST_RAWS:
        raise Problem(413, "Te veel enveloppen in één keer.")
    if raws:
        service.need_room()

    def work(cursor: Rows) -> tuple[list[tuple[Verdict, int | None]], streams.Head]:
        looked = keys.without_erased(cursor, stream, _look(raws, stream, caller))
        return quarantine.take(cursor, stream, looked, caller.register)

    results, head = await service.run(work)
    _count(service, stream, results, head)
    site = caller.register.site
    return PushAnswer.of(streams.answer_push(results, head, service.signing, site))


@router.get(
    "/v1/s/{stream}/pull",
    response_class=Response,
    responses={200: {"content": {MSGPACK: {}}}},
)
async def pull(
    request: Request,
    service: TheService,
    caller: InHouse,
    stream: Stream,
    after: Annotated[int, Query(ge=0, le=BIG)] = 0,
    limit: Annotated[int, Query(alias="bytes", ge=1, le=MOST_BYTES)] = 1 << 20,
    wait: Annotated[float, Query(ge=0, le=MOST_WAIT, allow_inf_nan=False)] = 0,
) -> Response:
    """Whole envelopes in order of position; waits for the first when there is none yet."""
    loop = asyncio.get_running_loop()
    until = loop.time() + wait
    while True:
        event = service.waker.next(stream)  # before looking
        envelopes, head = await service.run(
            lambda cursor: streams.pull(cursor, stream, after, limit)
        )
        left = until - loop.time()
        if envelopes or head.position < after or left <= 0:
            break
        with service.figures.waiting.track_inprogress():
            if not await _wait_for(event, request, left):
                break
    pulled = streams.answer_pull(envelopes, head, service.signing, caller.register.site)
    receipt = ReceiptAnswer.of(pulled.receipt).model_dump(mode="json")
    content = {"envelopes": pulled.envelopes, "receipt": receipt}
    return Response(msgspec.msgpack.encode(content), media_type=MSGPACK)


@router.post(
    "/v1/s/{stream}/reseed",
    openapi_extra=_in_msgpack('{"receipt": …, "raws": [raw, …]}'),
)
async def reseed(
    service: TheService,
    caller: InHouse,
    sent: WasSent,
    stream: Stream,
    after: Annotated[int, Query(ge=0, le=BIG)],
) -> PushAnswer:
    """Give a restored hub its own order back, proven by its own signature."""
    try:
        given = _given.decode(sent.body)
        receipt = ReceiptAnswer.model_validate(given.receipt).read()
    except (msgspec.MsgspecError, ValueError, ValidationError, RecursionError):
        raise Problem(422, NOT_WHOLE) from None
    site, signing = caller.register.site, service.signing
    if not streams.is_own_receipt(signing, site, stream, receipt):
        raise Problem(409, streams.NOT_OUR_ORDER)
    if after + len(given.raws) != receipt.position:
        raise Problem(409, streams.NOT_OUR_ORDER)
    service.need_room()

    def work(cursor: Rows) -> tuple[list[tuple[Verdict, int | None]], streams.Head]:
        looked = keys.without_erased(cursor, stream, _look(given.raws, stream, caller))
        return streams.reseed(cursor, stream, after, looked, receipt)

    results, head = await service.run(work)
    _count(service, stream, results, head)
    return PushAnswer.of(streams.answer_push(results, head, signing, site))


@router.put("/v1/s/{stream}/keys")
async def put_keys(
    service: TheService, _caller: InHouse, stream: Stream, body: KeysBody
) -> DoneAnswer:
    """Keep wrapped keys. Repeatable; what was destroyed stays destroyed."""
    wrapped = [
        WrappedKey(
            bytes.fromhex(k.key_id),
            k.epoch,
            None if k.wrapped is None else from_base64(k.wrapped),
        )
        for k in body.keys
    ]
    await service.run(lambda cursor: keys.put_keys(cursor, stream, wrapped))
    return DoneAnswer(count=len(wrapped))


@router.get("/v1/s/{stream}/keys")
async def get_keys(
    service: TheService,
    _caller: InHouse,
    stream: Stream,
    after: Annotated[int, Query(ge=0, le=BIG)] = 0,
) -> KeysAnswer:
    """Wrapped keys that came after a number."""

    def work(cursor: Rows) -> tuple[list[WrappedKey], int, list[Destruction]]:
        found, last = keys.get_keys(cursor, stream, after)
        return found, last, keys.list_orders(cursor, stream, found)

    found, last, orders = await service.run(work)
    return KeysAnswer(
        orders=[
            OrderPart(
                key_ids=[key_id.hex() for key_id in order.key_ids],
                signature=to_base64(order.signature),
            )
            for order in orders
        ],
        keys=[
            KeyPart(
                key_id=k.key_id.hex(),
                epoch=k.epoch,
                wrapped=None if k.wrapped is None else to_base64(k.wrapped),
            )
            for k in found
        ],
        last=last,
    )


@router.get("/v1/quarantine")
async def list_quarantine(service: TheService, _caller: InHouse) -> QuarantineAnswer:
    """Envelopes that wait for a decision, with who wrote and who sealed them."""
    return QuarantineAnswer(
        envelopes=[
            AsideAnswer(
                hash=a.hash.hex(),
                stream=a.stream,
                device=a.device,
                incarnation=a.incarnation,
                n=a.n,
                size=a.size,
                received=a.received,
                user=a.user,
                sealer=a.sealer,
            )
            for a in await service.run(quarantine.list_aside)
        ]
    )


@router.post("/v1/quarantine/{envelope}")
async def decide_quarantine(
    service: TheService,
    caller: InHouse,
    envelope: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    body: DecisionBody,
) -> ReleasedAnswer:
    """Let an envelope in after all, or refuse it; signed by the authority of the house."""
    which = bytes.fromhex(envelope)
    _check_order(caller, judgement(which, body.decision.value), body.signature)
    given = await service.run(lambda cursor: quarantine.decide(cursor, which, body.decision))
    return ReleasedAnswer(position=given)


@router.post("/v1/erase")
async def erase(service: TheService, caller: InHouse, body: EraseBody) -> DoneAnswer:
    """Destroy keys and the bytes that they sealed; signed by the authority of the house."""
    ids = tuple(bytes.fromhex(key_id) for key_id in body.key_ids)
    _check_order(caller, destruction(body.stream.value, ids), body.signature)
    order = Destruction(ids, from_base64(body.signature))
    count = await service.run(lambda cursor: keys.erase_keys(cursor, body.stream, order))
    return DoneAnswer(count=count)


def _decode_raws(body: bytes) -> list[bytes]:
    try:
        return _raws.decode(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Problem(422, NOT_WHOLE) from None


def _look(raws: Sequence[bytes], stream: Stream, caller: Caller) -> Looked:
    return [(raw, streams.look(raw, stream, caller.register)) for raw in raws]


def _check_order(caller: Caller, order: object, signature: str) -> None:
    register = caller.register
    if not check_order(register.authority, register.site, order, from_base64(signature)):
        raise Problem(403, NOT_SIGNED)


async def _wait_for(event: asyncio.Event, request: Request, seconds: float) -> bool:
    """Whether something may have come; False when time is up or the other side hung up."""
    came = asyncio.ensure_future(event.wait())
    left = asyncio.ensure_future(request.receive())
    try:
        done, _ = await asyncio.wait(
            {came, left}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        return came in done
    finally:
        came.cancel()
        left.cancel()


def _count(
    service: Service,
    stream: Stream,
    results: Sequence[tuple[Verdict, int | None]],
    head: streams.Head,
) -> None:
    for verdict, _ in results:
        service.figures.envelopes.labels(stream.value, verdict.value).inc()
    service.figures.position.labels(stream.value).set(head.position)
