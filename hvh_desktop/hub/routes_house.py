"""Routes of the house: hello, the register of laptops, asking to come in, health."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from hvh_desktop.crypto.requests import read_claim
from hvh_desktop.hub import laptops, streams
from hvh_desktop.hub.access import UNKNOWN, check_time, is_signed_by, use_once
from hvh_desktop.hub.answers import (
    BIG,
    AnswerAnswer,
    AskBody,
    AskingAnswer,
    AskingsAnswer,
    DoneAnswer,
    EntryAnswer,
    EntryBody,
    HealthAnswer,
    HelloAnswer,
    NumberAnswer,
    ReceiptAnswer,
    RegisterAnswer,
    from_base64,
    to_base64,
)
from hvh_desktop.hub.asks import (
    REFUSALS,
    Anybody,
    AnyLaptop,
    InHouse,
    TheService,
    WasSent,
)
from hvh_desktop.hub.database import Rows
from hvh_desktop.hub.generation import current_generation
from hvh_desktop.hub.problem import Problem
from hvh_desktop.sync.house.register import Answer, RegisterState
from hvh_desktop.sync.parts import Hello

NO_HOUSE = "Op deze hub is nog geen huis begonnen."

router = APIRouter(responses=REFUSALS)


@router.get("/v1/hello")
async def hello(service: TheService, _sent: Anybody) -> HelloAnswer:
    """Which life of the hub this is, its time, and where the streams end."""

    def work(cursor: Rows) -> tuple[UUID, RegisterState, dict[str, ReceiptAnswer]]:
        state = service.register.state(cursor)
        heads = streams.receipts(streams.read_heads(cursor), service.signing, state.site)
        answers = {stream: ReceiptAnswer.of(receipt) for stream, receipt in heads.items()}
        return current_generation(cursor), state, answers

    generation, state, heads = await service.run(work)
    return HelloAnswer(
        generation=generation,
        time=datetime.now(UTC).isoformat(timespec="microseconds"),
        heads=heads,
        register_number=state.number,
        lowest_version=Hello.lowest_version,
        highest_version=Hello.highest_version,
        site=state.site,
    )


@router.post("/v1/enrol")
async def ask(service: TheService, sent: Anybody, body: AskBody) -> AnswerAnswer:
    """A laptop that nobody knows yet asks to come in; it signs with the key that it names."""
    asking = laptops.Asking(
        body.id,
        bytes.fromhex(body.sign),
        bytes.fromhex(body.seal),
        datetime.now(UTC),
        service.mark_of(sent.address),
    )
    claim = read_claim(sent.headers)

    def work(cursor: Rows) -> Answer:
        state = service.register.state(cursor)
        if state.number == 0:
            raise Problem(409, NO_HOUSE)
        is_own = claim is not None and claim.laptop == asking.id
        if claim is None or not is_own or not is_signed_by(claim, asking.sign, state, sent):
            raise Problem(401, UNKNOWN)
        check_time(claim)
        use_once(cursor, claim)
        return laptops.ask(cursor, state, asking)

    return AnswerAnswer(answer=await service.run(work))


@router.get("/v1/enrol")
async def list_asking(service: TheService, caller: InHouse) -> AskingsAnswer:
    """Laptops that wait for an answer."""
    found = await service.run(lambda cursor: laptops.list_asking(cursor, caller.register))
    return AskingsAnswer(
        asking=[
            AskingAnswer(id=a.id, sign=a.sign.hex(), seal=a.seal.hex(), since=a.since)
            for a in found
        ]
    )


@router.get("/v1/enrol/{laptop}")
async def answer(service: TheService, caller: AnyLaptop, laptop: UUID) -> AnswerAnswer:
    """What became of asking; a laptop asks it of itself."""
    if caller.laptop != laptop:
        raise Problem(403, "Een laptop vraagt dit alleen over zichzelf.")
    found = await service.run(lambda cursor: laptops.answer_to(cursor, caller.register, laptop))
    return AnswerAnswer(answer=found)


@router.post("/v1/enrol/weiger")
async def refuse_all(service: TheService, caller: InHouse) -> DoneAnswer:
    """Send everybody away who asks."""
    count = await service.run(lambda cursor: laptops.refuse_all(cursor, caller.register))
    return DoneAnswer(count=count)


@router.post("/v1/enrol/{laptop}/weiger")
async def refuse(service: TheService, _caller: InHouse, laptop: UUID) -> DoneAnswer:
    """Send a laptop that asks away."""
    await service.run(lambda cursor: laptops.refuse(cursor, laptop))
    return DoneAnswer(count=1)


@router.get("/v1/register")
async def list_register(
    service: TheService,
    caller: InHouse,
    after: Annotated[int, Query(ge=0, le=BIG)] = 0,
) -> RegisterAnswer:
    """Entries of the register of laptops after a number."""
    found = await service.run(lambda cursor: laptops.list_entries(cursor, caller.register, after))
    return RegisterAnswer(
        entries=[
            EntryAnswer(number=e.number, entry=to_base64(e.entry), signature=to_base64(e.signature))
            for e in found
        ],
        last=caller.register.number,
    )


@router.post("/v1/register", status_code=201, responses={409: {"model": NumberAnswer}})
async def add_entry(
    service: TheService, sent: WasSent, body: EntryBody, response: Response
) -> NumberAnswer:
    """Put the next entry behind the last, whose number is ``parent``. The first brings the code of
    the hub; the others come from a laptop of the house, or from one that asks to come in: what
    counts is who signed the entry."""
    entry, signature = from_base64(body.entry), from_base64(body.signature)
    code_fits = laptops.same_code(service.folder.code, body.code)
    if body.code is not None:
        service.per_address.take(sent.address)  # nobody tries codes
        if not code_fits:
            raise Problem(403, laptops.WRONG_CODE)
    if not (code_fits and body.parent == 0):
        caller = await service.recognise(sent)
        if caller.standing == "off":
            raise Problem(403, UNKNOWN)

    def count(laptop: str) -> None:
        service.entries.take(laptop)
        service.need_room()

    def work(cursor: Rows) -> tuple[bool, int]:
        laptops.lock_register(cursor)
        state = service.register.state(cursor)
        if state.number != body.parent:
            return False, state.number
        return True, laptops.add_entry(cursor, state, entry, signature, code_fits, count)

    was_added, number = await service.run(work)
    response.status_code = 201 if was_added else 409
    return NumberAnswer(number=number)


@router.get("/healthz", responses={503: {"model": HealthAnswer}})
async def health(service: TheService, _sent: Anybody, response: Response) -> HealthAnswer:
    """Whether the database answers and there is room on the disk."""
    try:
        await service.run(current_generation)
        is_there = True
    except Problem:
        is_there = False
    found = HealthAnswer(database=is_there, disk=service.has_room())
    response.status_code = 200 if found.database and found.disk else 503
    return found
