"""Consents: given, read, withdrawn. A given consent never changes; a new one replaces it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.policy import get_rule
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, date_words, fold, months_on
from hvh_desktop.toestemmingen.form import INTREKKING, toestemming_form
from hvh_desktop.toestemmingen.geldigheid import ToestemmingStatus, statuses
from hvh_desktop.toestemmingen.grond import NOT_FOR_THE_TEAM, TEAM_KINDS
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    Intrekker,
    OntvangerSoort,
    Toestemming,
    ToestemmingWijze,
)
from hvh_desktop.toestemmingen.ontvangers import (
    FROM_THE_LIST,
    Key,
    Ontvanger,
    find_now,
    get_known,
    is_still,
    key_then,
    list_ontvangers,
)

__all__ = [
    "Ontvanger",
    "ToestemmingRow",
    "ToestemmingStatus",
    "choice_of",
    "get_toestemming",
    "list_expiring",
    "list_ontvangers",
    "list_toestemmingen",
    "parse_choice",
    "propose_period",
    "record_toestemming",
    "withdraw_toestemming",
]


@dataclass(frozen=True)
class ToestemmingRow:
    """A consent as lists and pages show it."""

    id: UUID
    deelnemer_id: UUID
    ontvanger_soort: OntvangerSoort
    ontvanger_id: UUID | None
    ontvanger: str
    """The name, as it was when he gave it."""
    wie: str
    """As in a sentence: 'vader Mehmet'."""
    ontvanger_nu: str
    """Who stands there now when that is somebody else, for whom it is no consent; else empty."""
    key: Key
    """Equal for consents for the same recipient."""
    doel: str
    gegevens: tuple[GegevensSoort, ...]
    leefgebieden: tuple[str, ...]
    beperking: str
    vanaf_datum: date
    tot_datum: date
    wijze: ToestemmingWijze
    taal: str
    getuige_id: UUID | None
    getuige: str
    """Everybody who was there, by name."""
    tekst_vanaf_datum: date
    ingetrokken_datum: date | None
    ingetrokken_door: Intrekker | None
    ingetrokken_hoe: str
    is_gevolg_besproken: bool
    status: ToestemmingStatus
    dagen_over: int
    """Until the last day; 0 on that day itself, less when it is over."""
    vastgelegd_op: date
    vastgelegd_door: str

    @property
    def is_lopend(self) -> bool:
        """It holds, or it will."""
        return self.status in (ToestemmingStatus.geldig, ToestemmingStatus.nog_niet)


def choice_of(soort: OntvangerSoort, ontvanger_id: UUID | None) -> str:
    """A recipient as one value of a choice list."""
    return f"{soort.value}:{ontvanger_id.hex if ontvanger_id else ''}"


def parse_choice(value: str) -> tuple[OntvangerSoort, UUID | None]:
    """The recipient of ``choice_of``."""
    soort, _, hexed = value.partition(":")
    return OntvangerSoort(soort), UUID(hex=hexed) if hexed else None


def list_toestemmingen(session: Session, deelnemer_id: UUID) -> list[ToestemmingRow]:
    """What holds first, by its last day; then what is over, the newest first."""
    require(session, Right.read_dossier, deelnemer_id)
    rows = _rows(session, _of(session, [deelnemer_id]))
    rows.sort(key=lambda row: (row.vastgelegd_op, row.id), reverse=True)
    return sorted(
        rows, key=lambda row: (not row.is_lopend, row.tot_datum if row.is_lopend else date.min)
    )


def get_toestemming(session: Session, toestemming_id: UUID) -> ToestemmingRow:
    """One consent."""
    one = session.get_one(Toestemming, toestemming_id)
    require(session, Right.read_dossier, one.deelnemer_id)
    rows = _rows(session, _of(session, [one.deelnemer_id]))
    return next(row for row in rows if row.id == toestemming_id)


def list_expiring(
    session: Session, deelnemer_ids: Collection[UUID], within_days: int
) -> list[ToestemmingRow]:
    """Running consents that end within so many days and that no other one follows."""
    rights.require(session.actor, Right.read_dossier)
    until = session.today + timedelta(days=within_days)
    rows = _rows(session, _of(session, deelnemer_ids, ends_from=session.today))
    ending = [
        row
        for row in rows
        if row.status is ToestemmingStatus.geldig
        and row.tot_datum <= until
        and not any(_follows(other, row) for other in rows)
    ]
    return sorted(ending, key=lambda row: (row.tot_datum, row.id))


def _follows(other: ToestemmingRow, row: ToestemmingRow) -> bool:
    same = (other.deelnemer_id, other.key) == (row.deelnemer_id, row.key)
    same = same and fold(other.doel) == fold(row.doel)
    return same and other.is_lopend and other.tot_datum > row.tot_datum


def _of(
    session: Session, deelnemer_ids: Collection[UUID], *, ends_from: date | None = None
) -> Sequence[Toestemming]:
    statement = select(Toestemming).where(Toestemming.deelnemer_id.in_(list(deelnemer_ids)))
    if ends_from is not None:
        statement = statement.where(Toestemming.tot_datum >= ends_from)
    return session.scalars(statement.order_by(Toestemming.created_at, Toestemming.id)).all()


def _rows(session: Session, found: Sequence[Toestemming]) -> list[ToestemmingRow]:
    names = get_medewerker_names(session)
    status: dict[UUID, ToestemmingStatus] = {}
    for deelnemer_id in {one.deelnemer_id for one in found}:
        keyed = [(key_then(one), one) for one in found if one.deelnemer_id == deelnemer_id]
        status |= statuses(keyed, session.today)
    return [_row(session, one, status[one.id], names) for one in found]


def _now(session: Session, one: Toestemming) -> str:
    """Who took the place of this recipient; empty when it is still the same."""
    now = find_now(session, one)
    return "" if now is None or is_still(one, now) else now.ontvanger.wie


def _row(
    session: Session, one: Toestemming, status: ToestemmingStatus, names: Mapping[UUID, str]
) -> ToestemmingRow:
    witnesses = (names.get(one.getuige_id, "") if one.getuige_id else "", one.getuige)
    copied = (
        *("id", "deelnemer_id", "ontvanger_soort", "ontvanger_id", "doel", "leefgebieden"),
        *("beperking", "vanaf_datum", "tot_datum", "wijze", "taal", "getuige_id"),
        *("tekst_vanaf_datum", "ingetrokken_datum", "ingetrokken_door", "ingetrokken_hoe"),
        "is_gevolg_besproken",
    )
    return ToestemmingRow(
        **{name: getattr(one, name) for name in copied},
        ontvanger=one.ontvanger_naam,
        wie=one.ontvanger_wie,
        ontvanger_nu=_now(session, one),
        key=key_then(one),
        gegevens=tuple(kind for kind in GegevensSoort if kind in one.gegevens),
        getuige=", ".join(name for name in witnesses if name),
        status=status,
        dagen_over=(one.tot_datum - session.today).days,
        vastgelegd_op=one.created_at.astimezone(AMSTERDAM).date(),
        vastgelegd_door=names.get(one.created_by, ""),
    )


# Giving -------------------------------------------------------------------------------------


def propose_period(session: Session) -> tuple[date, date, bool]:
    """From today, as many months as the house says; True when that number is not certain."""
    rights.require(session.actor, Right.read_dossier)
    rule = get_rule(session, "toestemming_maanden")
    last = months_on(session.today, int(rule.waarde)) - timedelta(days=1)
    return session.today, last, rule.is_hypothese


def record_toestemming(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Keep what he allows.

    ``ontvanger_id`` is one value of ``choice_of``, or an id beside an ``ontvanger_soort``.
    """
    require(session, Right.record_toestemming, deelnemer_id)
    clean = _checked(session, deelnemer_id, values)
    given_on = min(clean["vanaf_datum"], session.today)
    text = get_rule(session, "toestemming_tekst", on=given_on)
    one = Toestemming(deelnemer_id=deelnemer_id, tekst_vanaf_datum=text.geldig_vanaf, **clean)
    session.add(one)
    session.flush()
    return one.id


def _checked(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """Clean values with their own types; the recipient is read again."""
    given = dict(values)
    asked = given.get("ontvanger_id")
    if not isinstance(asked, str):
        soort = given.get("ontvanger_soort")
        asked = choice_of(OntvangerSoort(soort), asked) if soort else ""
        given["ontvanger_id"] = asked
    if isinstance(given.get("getuige_id"), UUID):
        given["getuige_id"] = given["getuige_id"].hex
    people = {key.hex: name for key, name in get_medewerker_names(session).items()}
    form = toestemming_form({asked: asked}, people)
    clean = form.clean(given)
    problems = form.problems(clean)
    if "ontvanger_id" not in problems:
        problems = _recipient_problems(session, deelnemer_id, clean) | problems
    if problems:
        raise UserError(summary(problems.values()), problems)
    known = get_known(session, deelnemer_id, *parse_choice(clean.pop("ontvanger_id")))
    return {
        **clean,
        "ontvanger_soort": known.ontvanger.soort,
        "ontvanger_id": known.ontvanger.id,
        "ontvanger_naam": known.ontvanger.naam,
        "ontvanger_wie": known.ontvanger.wie,
        "ontvanger_organisatie_id": known.organisatie_id,
        "ontvanger_organisatie": known.organisatie,
        "wijze": ToestemmingWijze(clean["wijze"]),
        "getuige_id": UUID(hex=clean["getuige_id"]) if clean["getuige_id"] else None,
    }


def _recipient_problems(
    session: Session, deelnemer_id: UUID, clean: Mapping[str, Any]
) -> dict[str, str]:
    """Is the recipient one of this deelnemer, still there, and is it not too much for him?"""
    try:
        known = get_known(session, deelnemer_id, *parse_choice(clean["ontvanger_id"]))
    except (UserError, ValueError):
        return {"ontvanger_id": FROM_THE_LIST}
    if known.ontvanger.soort is OntvangerSoort.deelnemer:
        return {
            "ontvanger_id": "Voor hemzelf is geen toestemming nodig: hij mag zijn dossier inzien."
        }
    if known.is_vervallen:
        who = capitalise(known.ontvanger.wie)
        return {"ontvanger_id": f"{who} staat niet meer op de lijst. Zet die eerst terug."}
    is_team = known.ontvanger.soort is OntvangerSoort.team
    if is_team and any(kind not in TEAM_KINDS for kind in clean["gegevens"]):
        return {"gegevens": NOT_FOR_THE_TEAM.tekst}
    return {}


# Taking back --------------------------------------------------------------------------------


def withdraw_toestemming(session: Session, toestemming_id: UUID, values: Mapping[str, Any]) -> None:
    """He takes it back; from that day on it is no ground any more."""
    one = session.get_one(Toestemming, toestemming_id)
    require(session, Right.withdraw_toestemming, one.deelnemer_id)
    if one.ingetrokken_datum is not None:
        day = date_words(one.ingetrokken_datum)
        raise UserError(f"Deze toestemming is al ingetrokken, op {day}.")
    clean = INTREKKING.clean(values)
    problems = INTREKKING.problems(clean)
    sentence = "" if "ingetrokken_datum" in problems else _day_problem(session, one, clean)
    if sentence:
        problems["ingetrokken_datum"] = sentence
    if problems:
        raise UserError(summary(problems.values()), problems)
    one.ingetrokken_datum = clean["ingetrokken_datum"]
    one.ingetrokken_door = Intrekker(clean["ingetrokken_door"])
    one.ingetrokken_hoe = clean["ingetrokken_hoe"]
    one.is_gevolg_besproken = clean["is_gevolg_besproken"]


def _day_problem(session: Session, one: Toestemming, clean: Mapping[str, Any]) -> str:
    day: date = clean["ingetrokken_datum"]
    given_on = min(one.vanaf_datum, one.created_at.astimezone(AMSTERDAM).date())
    if day > session.today:
        return "Deze dag moet nog komen. Kies vandaag, of de dag waarop hij het zei."
    if day < given_on:
        return f"Toen was de toestemming er nog niet. Die is van {date_words(given_on)}."
    if day > one.tot_datum:
        return f"Deze toestemming liep al af op {date_words(one.tot_datum)}."
    return ""
