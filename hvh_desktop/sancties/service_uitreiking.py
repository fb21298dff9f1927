"""The paper was handed over: when, by whom, how it was explained, and whether he signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import list_medewerkers
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties.form_gevolg import uitreiking_form
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Mededeling, Uitreiking
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.service import get_zaak
from hvh_desktop.sancties.stappen import find_zaak, take_step
from hvh_desktop.sancties.uitgereikt import last_handing, last_paper
from hvh_desktop.sancties.words import SanctieStatus, Tekenen
from hvh_desktop.sync.merge.decisions import Stand, stand_of
from hvh_desktop.text import date_words

NO_PAPER = "Er is nog geen mededeling om uit te reiken. Maak die eerst."
WHY_NOW = (
    "De beslissing is nog niet bij de server. Schrijf op waarom hij het blad nu al krijgt, of "
    "wacht tot er verbinding is."
)
NOT_NOW = "Hij wordt opnieuw gehoord. Een eerdere uitreiking verandert nu niet meer."


def record_uitreiking(
    session: Session, zaak_id: UUID, values: Mapping[str, Any], vervangt_reden: str = ""
) -> UUID:
    """The paper is with him; a second line replaces the first one and says why."""
    zaak = find_zaak(session, zaak_id, Right.record_uitreiking)
    detail = get_zaak(session, zaak_id)
    paper, earlier = _paper(session, detail), last_handing(detail)
    if earlier is not None and zaak.status not in path.AFTER_DECISION:
        raise UserError(NOT_NOW)
    wanted = {
        "medewerker_id": session.actor.medewerker_id,
        "vervangt_reden": vervangt_reden,
        **values,
    }
    clean = _checked(session, wanted, paper, is_second=earlier is not None)
    uitreiking = Uitreiking(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        beslissing_id=paper.beslissing_id,
        mededeling_id=paper.id,
        beklag_laatste_datum=paper.beklag_laatste_datum,
        **clean,
    )
    session.add(uitreiking)
    session.flush()
    _step(session, zaak, clean["datum"])
    return uitreiking.id


def _step(session: Session, zaak: Sanctiezaak, datum: date) -> None:
    """The first line is a step; one that mends it is not."""
    if zaak.status is SanctieStatus.mededeling:
        take_step(session, zaak, SanctieStatus.uitreiking, datum)


def _paper(session: Session, detail: ZaakDetail) -> Mededeling:
    row, status = last_paper(detail), detail.row.status
    handed = status is SanctieStatus.mededeling or status in path.AFTER_DECISION
    if row is None or not handed:
        if last_handing(detail) is not None:
            raise UserError(NOT_NOW)
        raise UserError(NO_PAPER)
    return session.get_one(Mededeling, row.id)


def _checked(
    session: Session, values: Mapping[str, Any], paper: Mededeling, *, is_second: bool
) -> dict[str, Any]:
    """Clean values with their own types; the colleague may come as UUID or as hex."""
    people = {row.id.hex: row.naam for row in list_medewerkers(session)}
    people.setdefault(session.actor.medewerker_id.hex, "")
    form = uitreiking_form(people, is_second=is_second)
    who = values.get("medewerker_id")
    clean = form.clean({**values, "medewerker_id": who.hex if isinstance(who, UUID) else who})
    problems = form.problems(clean)
    if "datum" not in problems:
        problems |= _day_problem(clean["datum"], paper, session.today)
    if not problems.keys() & {"datum", "tijd"}:
        problems |= _time_problem(clean["datum"], clean["tijd"], session)
    if not clean["toelichting"] and _is_provisional(session, paper):
        problems.setdefault("toelichting", WHY_NOW)
    if clean["vervangt_reden"] and not is_second:
        clean["vervangt_reden"] = ""
    if problems:
        raise UserError(summary(problems.values()), problems)
    return {
        **clean,
        "medewerker_id": UUID(hex=clean["medewerker_id"]),
        "tekenen": Tekenen(clean["tekenen"]),
    }


def _is_provisional(session: Session, paper: Mededeling) -> bool:
    """The hub does not have the decision yet, so a colleague may turn out to be first."""
    return stand_of(session, Beslissing.__name__, paper.beslissing_id) is Stand.voorlopig


def _day_problem(day: date, paper: Mededeling, today: date) -> dict[str, str]:
    """On the paper stands from which day he can complain: it must be the day he got it."""
    if day != paper.uitreik_datum:
        return {
            "datum": f"Op het papier staat {date_words(paper.uitreik_datum)}. "
            "Kreeg hij het op een andere dag, maak dan eerst een nieuwe mededeling met die dag."
        }
    if day > today:
        return {"datum": "Deze dag ligt in de toekomst. Leg het vast als hij het blad heeft."}
    return {}


def _time_problem(day: date, at: time, session: Session) -> dict[str, str]:
    now: datetime = session.now.astimezone(AMSTERDAM)
    if day == now.date() and at > now.time():
        return {"tijd": "Zo laat is het nog niet. Leg het vast als hij het blad heeft."}
    return {}


def propose_uitreiking(session: Session, zaak_id: UUID) -> dict[str, Any]:
    """What the form starts with: the day of the paper, now, and me; or the line to mend."""
    find_zaak(session, zaak_id)
    detail = get_zaak(session, zaak_id)
    paper, earlier = last_paper(detail), last_handing(detail)
    now = session.now.astimezone(AMSTERDAM)
    start: dict[str, Any] = {
        "datum": paper.uitreik_datum if paper else session.today,
        "tijd": time(now.hour, now.minute),
        "medewerker_id": session.actor.medewerker_id.hex,
    }
    if earlier is None:
        return start
    by = session.scalars(select(Uitreiking.medewerker_id).where(Uitreiking.id == earlier.id)).one()
    return start | {
        "tijd": earlier.tijd,
        "medewerker_id": by.hex,
        "tekenen": earlier.tekenen.value,
        "wijze": earlier.wijze,
        "toelichting": earlier.toelichting,
    }
