"""Mentorgesprekken: begin one, fix it, add to it; planning comes from ``agenda``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.actieplannen.service import ActieRow, list_gespreksacties
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.mentorgesprekken.agenda import (
    change_planning,
    find_rustdag,
    list_agenda,
    list_volgende,
    next_workday,
    plan,
    plan_next,
    propose_datum,
    propose_volgende,
    record_planning,
    record_verzet,
)
from hvh_desktop.mentorgesprekken.checks import (
    OPEN,
    STILL_TO_HOLD,
    check_acties,
    check_day,
    check_doelen,
    day_problems,
    find_after,
    find_on_day,
    find_planned_later,
    find_vertrek,
    list_after,
    list_stays,
    mentor_ids_on,
    require_writable,
)
from hvh_desktop.mentorgesprekken.form import AANVULLING, MENTORGESPREK
from hvh_desktop.mentorgesprekken.model import (
    Aanvulling,
    Doelnotitie,
    GesprekStatus,
    Mentorgesprek,
    VerzetReden,
)
from hvh_desktop.mentorgesprekken.rows import (
    AanvullingRow,
    GesprekDetail,
    GesprekRow,
    Verandering,
    VolgendGesprek,
    Voorbereiding,
    gesprek_rows,
    to_hex,
)
from hvh_desktop.mentorgesprekken.voorbereiding import collect_voorbereiding, list_afgesloten
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text, date_words

__all__ = [
    "AanvullingRow",
    "GesprekDetail",
    "GesprekRow",
    "GesprekStatus",
    "Verandering",
    "VerzetReden",
    "VolgendGesprek",
    "Voorbereiding",
    "change_afspraken_volgorde",
    "change_mentorgesprek",
    "change_planning",
    "complete_mentorgesprek",
    "find_laatste",
    "find_problems",
    "find_rustdag",
    "find_vertrek",
    "find_volgend",
    "get_gesprek",
    "get_voorbereiding",
    "list_afgesloten",
    "list_agenda",
    "list_gesprekken",
    "list_volgende",
    "mentor_ids_on",
    "next_workday",
    "propose_datum",
    "propose_volgende",
    "record_aanvulling",
    "record_planning",
    "record_verzet",
    "remove_mentorgesprek",
    "start_mentorgesprek",
]

_T = TypeVar("_T", Doelnotitie, Aanvulling)
_WHEN_AND_WHO = ("datum", "tijd", "overige_aanwezigen")
_TEXTS = ("overige_aanwezigen", "eigen_woorden", "notitie")


# Reading ------------------------------------------------------------------------------------


def list_gesprekken(
    session: Session, deelnemer_id: UUID, *, limit: int | None = None
) -> list[GesprekRow]:
    """His talks, newest first; without what was thrown away or planned after he left."""
    access.require(session, Right.read_dossier, deelnemer_id)
    statement = (
        select(Mentorgesprek)
        .where(
            Mentorgesprek.deelnemer_id == deelnemer_id,
            Mentorgesprek.is_vervallen.is_(False),
            STILL_TO_HOLD,
        )
        .order_by(Mentorgesprek.datum.desc(), Mentorgesprek.id.desc())
        .limit(limit)
    )
    return gesprek_rows(session, list(session.scalars(statement)))


def find_laatste(session: Session, deelnemer_id: UUID) -> GesprekRow | None:
    """His newest fixed talk."""
    access.require(session, Right.read_dossier, deelnemer_id)
    statement = (
        select(Mentorgesprek)
        .where(
            Mentorgesprek.deelnemer_id == deelnemer_id,
            Mentorgesprek.status == GesprekStatus.vastgesteld,
        )
        .order_by(Mentorgesprek.datum.desc(), Mentorgesprek.id.desc())
        .limit(1)
    )
    return next(iter(gesprek_rows(session, list(session.scalars(statement)))), None)


def find_volgend(session: Session, deelnemer_id: UUID, after: date) -> GesprekRow | None:
    """The first talk after a day that is planned, being written or fixed."""
    access.require(session, Right.read_dossier, deelnemer_id)
    found = find_after(session, deelnemer_id, after)
    return None if found is None else gesprek_rows(session, [found])[0]


def get_gesprek(session: Session, mentorgesprek_id: UUID) -> GesprekDetail:
    """One talk with its notes, afspraken and aanvullingen, and what was laid ready for it."""
    gesprek = session.get_one(Mentorgesprek, mentorgesprek_id)
    access.require(session, Right.read_dossier, gesprek.deelnemer_id)
    row = gesprek_rows(session, [gesprek])[0]
    notities = _of_talk(session, Doelnotitie, gesprek)
    aanvullingen = _of_talk(session, Aanvulling, gesprek)
    return GesprekDetail(
        **{name: getattr(row, name) for name in GesprekRow.__dataclass_fields__},
        doelnotities={one.doel_id: one.tekst for one in notities},
        acties=_in_order(gesprek, list_gespreksacties(session, mentorgesprek_id)),
        aanvullingen=tuple(
            AanvullingRow(one.id, one.tekst, one.created_at, one.created_by) for one in aanvullingen
        ),
        voorbereiding=collect_voorbereiding(session, gesprek),
    )


def get_voorbereiding(session: Session, mentorgesprek_id: UUID) -> Voorbereiding:
    """What the program lays ready for this talk."""
    gesprek = session.get_one(Mentorgesprek, mentorgesprek_id)
    access.require(session, Right.read_dossier, gesprek.deelnemer_id)
    return collect_voorbereiding(session, gesprek)


# Begin and change ---------------------------------------------------------------------------


def start_mentorgesprek(
    session: Session,
    deelnemer_id: UUID,
    *,
    datum: date | None = None,
    tijd: time | None = None,
    medewerker_ids: Sequence[UUID | str] | None = None,
) -> UUID:
    """Begin to write a talk of today or before: a concept. Without a time today's is now.

    Takes the one that is planned for that day; else one planned for later, which is then brought
    forward; else makes one. A concept of that day that is already there is gone on with.
    """
    deelnemer = access.require(session, Right.write_mentorgesprek, deelnemer_id)
    day = datum or session.today
    check_day(session, deelnemer, day, may_be_later=False)
    gesprek = find_on_day(session, deelnemer_id, day)
    if gesprek is not None and gesprek.status is GesprekStatus.concept:
        return gesprek.id
    if gesprek is None or gesprek.status is GesprekStatus.vastgesteld:
        gesprek = find_planned_later(session, deelnemer_id, day) or plan(
            session, deelnemer_id, day, tijd
        )
    agreed = gesprek.tijd if gesprek.datum == day else None
    gesprek.datum = day
    gesprek.tijd = tijd or agreed or (_clock(session) if day == session.today else None)
    if medewerker_ids is not None:
        gesprek.medewerker_ids = _present(session, medewerker_ids)
    gesprek.status = GesprekStatus.concept
    gesprek.begonnen_op, gesprek.begonnen_door = session.now, session.actor.medewerker_id
    gesprek.is_achteraf = day < session.today
    session.flush()
    return gesprek.id


def change_mentorgesprek(
    session: Session, mentorgesprek_id: UUID, values: Mapping[str, Any]
) -> None:
    """Change the day, the time and who is there of a concept: the named ones of
    ``datum, tijd, medewerker_ids, overige_aanwezigen``.
    """
    gesprek, deelnemer = _require_concept(session, mentorgesprek_id)
    day = values.get("datum", gesprek.datum)
    form_problems = MENTORGESPREK.problems({"datum": day, **values})
    problems = {name: form_problems[name] for name in _WHEN_AND_WHO if name in form_problems}
    if problems:
        raise UserError(summary(problems.values()), problems)
    check_day(session, deelnemer, day, may_be_later=False)
    _set_when_and_who(session, gesprek, values)


def change_afspraken_volgorde(
    session: Session, mentorgesprek_id: UUID, actie_ids: Sequence[UUID]
) -> None:
    """The order in which the afspraken of a concept stand."""
    gesprek, _ = _require_concept(session, mentorgesprek_id)
    check_acties(session, gesprek.deelnemer_id, actie_ids)
    gesprek.afspraken_volgorde = to_hex(actie_ids)


def remove_mentorgesprek(session: Session, mentorgesprek_id: UUID) -> None:
    """Throw away a concept that was begun by mistake; one that was planned is planned again."""
    gesprek, _ = _require_concept(session, mentorgesprek_id)
    if list_gespreksacties(session, mentorgesprek_id):
        raise UserError("Er staan al afspraken bij dit gesprek. Haal die eerst weg.")
    if gesprek.created_at == gesprek.begonnen_op:
        gesprek.is_vervallen = True
        return
    gesprek.status = GesprekStatus.gepland
    gesprek.begonnen_op = gesprek.begonnen_door = None
    gesprek.is_achteraf = False


# Fix and add --------------------------------------------------------------------------------


def complete_mentorgesprek(
    session: Session, mentorgesprek_id: UUID, values: Mapping[str, Any]
) -> None:
    """Fix a talk for good and plan the next one. What is missing is named, field by field.

    ``values``: the fields of MENTORGESPREK, ``medewerker_ids`` and ``doelnotities`` (doel id ->
    text). Afspraken are acties with this talk's id and were recorded on the way.
    """
    gesprek, deelnemer = _require_concept(session, mentorgesprek_id)
    values = _whole(gesprek, values)
    found = _problems(session, deelnemer, values)
    if found:
        raise UserError(summary(found.values()), found)
    after = list_after(session, gesprek.deelnemer_id, values["datum"])
    later = [one for one in after if one is not gesprek]
    _set_when_and_who(session, gesprek, values)
    gesprek.gezicht = values.get("gezicht")
    gesprek.is_gezicht_geweigerd = bool(values.get("is_gezicht_geweigerd"))
    gesprek.eigen_woorden, gesprek.notitie = values["eigen_woorden"], values["notitie"]
    gesprek.volgende_datum = values.get("volgende_datum")
    gesprek.volgende_tijd = values.get("volgende_tijd")
    _record_doelnotities(session, gesprek, values.get("doelnotities") or {})
    gesprek.status = GesprekStatus.vastgesteld
    gesprek.vastgesteld_op, gesprek.vastgesteld_door = session.now, session.actor.medewerker_id
    plan_next(session, gesprek, later)


def find_problems(
    session: Session, mentorgesprek_id: UUID, values: Mapping[str, Any]
) -> dict[str, str]:
    """What ``complete_mentorgesprek`` would refuse, field by field; empty when it may be fixed."""
    gesprek, deelnemer = _require_concept(session, mentorgesprek_id)
    return _problems(session, deelnemer, _whole(gesprek, values))


def record_aanvulling(session: Session, mentorgesprek_id: UUID, tekst: str) -> UUID:
    """Add to a fixed talk, dated and by whom; the talk itself stays as it is."""
    gesprek = session.get_one(Mentorgesprek, mentorgesprek_id)
    access.require(session, Right.write_mentorgesprek, gesprek.deelnemer_id)
    if gesprek.status is not GesprekStatus.vastgesteld:
        raise UserError("Dit gesprek is nog niet vastgesteld. Schrijf het in het gesprek zelf.")
    tekst = clean_text(tekst).strip()
    AANVULLING.check({"tekst": tekst})
    aanvulling = Aanvulling(
        deelnemer_id=gesprek.deelnemer_id, mentorgesprek_id=gesprek.id, tekst=tekst
    )
    session.add(aanvulling)
    session.flush()
    return aanvulling.id


# Inside -------------------------------------------------------------------------------------


def _of_talk(session: Session, kind: type[_T], gesprek: Mentorgesprek) -> Sequence[_T]:
    mine = (kind.mentorgesprek_id == gesprek.id, kind.deelnemer_id == gesprek.deelnemer_id)
    return session.scalars(select(kind).where(*mine).order_by(kind.id)).all()


def _clock(session: Session) -> time:
    """The time in the house, in steps of five minutes."""
    now = session.now.astimezone(AMSTERDAM)
    return time(now.hour, now.minute - now.minute % 5)


def _require_concept(session: Session, mentorgesprek_id: UUID) -> tuple[Mentorgesprek, Deelnemer]:
    gesprek, deelnemer = require_writable(session, mentorgesprek_id)
    if gesprek.status is not GesprekStatus.concept:
        raise UserError("Dit gesprek is nog niet begonnen. Kies eerst ‘Begin gesprek’.")
    return gesprek, deelnemer


def _set_when_and_who(session: Session, gesprek: Mentorgesprek, values: Mapping[str, Any]) -> None:
    day = values.get("datum", gesprek.datum)
    present = _present(session, values.get("medewerker_ids", ()), gesprek.medewerker_ids)
    if day != gesprek.datum:
        other = find_on_day(session, gesprek.deelnemer_id, day)
        if other is not None and other.status in OPEN:
            sentence = f"Er staat al een gesprek open van {date_words(day)}. Kies een andere dag."
            raise UserError(sentence, {"datum": sentence})
    gesprek.datum = day
    gesprek.tijd = values.get("tijd", gesprek.tijd)
    gesprek.medewerker_ids = present if "medewerker_ids" in values else gesprek.medewerker_ids
    others = values.get("overige_aanwezigen", gesprek.overige_aanwezigen)
    gesprek.overige_aanwezigen = clean_text(others).strip()
    begun = gesprek.begonnen_op or session.now
    gesprek.is_achteraf = day < begun.astimezone(AMSTERDAM).date()


def _present(
    session: Session, medewerker_ids: Sequence[UUID | str], there: Sequence[str] = ()
) -> tuple[str, ...]:
    """``there``: who was on the list already; only others have to be looked up."""
    found = to_hex(medewerker_ids)
    others = set(found).difference(there)
    if others and not others <= {one.hex for one in get_medewerker_names(session)}:
        raise ValueError("an unknown medewerker")
    return found


def _in_order(gesprek: Mentorgesprek, acties: Sequence[ActieRow]) -> tuple[ActieRow, ...]:
    place = {one: number for number, one in enumerate(gesprek.afspraken_volgorde)}
    last = len(place)
    return tuple(sorted(acties, key=lambda actie: (place.get(actie.id.hex, last), actie.id)))


def _whole(gesprek: Mentorgesprek, values: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("datum", "tijd", "medewerker_ids", "overige_aanwezigen")
    whole = {name: getattr(gesprek, name) for name in kept} | dict(values)
    return whole | {name: clean_text(whole.get(name) or "").strip() for name in _TEXTS}


def _problems(session: Session, deelnemer: Deelnemer, values: Mapping[str, Any]) -> dict[str, str]:
    """Everything at once, so that nobody has to press twice."""
    found = MENTORGESPREK.problems(values)
    held, following = values["datum"], values.get("volgende_datum")
    stays = list_stays(session, deelnemer.id)
    if "datum" not in found:
        found |= day_problems(session, deelnemer, held, may_be_later=False, stays=stays)
    if "datum" in found or "volgende_datum" in found:
        return found
    if following is not None:
        where = "volgende_datum"
        return found | day_problems(session, deelnemer, following, field=where, stays=stays)
    if propose_volgende(session, deelnemer.id, held) is not None:
        found["volgende_datum"] = "Kies wanneer het volgende gesprek is."
    return found


def _record_doelnotities(
    session: Session, gesprek: Mentorgesprek, notities: Mapping[UUID, str]
) -> None:
    check_doelen(session, gesprek.deelnemer_id, notities)
    for doel_id, raw in notities.items():
        tekst = clean_text(raw).strip()
        if tekst:
            session.add(
                Doelnotitie(
                    deelnemer_id=gesprek.deelnemer_id,
                    mentorgesprek_id=gesprek.id,
                    doel_id=doel_id,
                    tekst=tekst,
                )
            )
