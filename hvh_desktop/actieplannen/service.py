"""The action plan: doelen and acties, where they came from, and whether he agrees.

All names of the slice stand here; doelen and acties each have a module of their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.actieplannen.form import INSTEMMING
from hvh_desktop.actieplannen.model import (
    Doel,
    DoelStatus,
    HerkomstSoort,
    Instemming,
    InstemmingAntwoord,
)
from hvh_desktop.actieplannen.service_acties import (
    Aandeel,
    ActieRow,
    Uitvoerder,
    change_actie,
    complete_actie,
    eigen_aandeel,
    list_acties,
    list_gespreksacties,
    list_losse_acties,
    list_uitvoerders,
    record_actie,
    remove_actie,
    reopen_actie,
)
from hvh_desktop.actieplannen.service_doelen import (
    DoelRow,
    change_doel,
    change_doel_status,
    change_volgorde,
    complete_doel,
    get_doel,
    list_doelen,
    list_doelen_without_actie,
    list_vervallenredenen,
    record_doel,
    remove_doel,
    reopen_doel,
)
from hvh_desktop.db import Change, Compartment, Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.krachteninventarisaties.service import find_latest
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text, join_words, shorten

__all__ = [
    "Aandeel",
    "ActieRow",
    "DoelRow",
    "Herkomst",
    "InstemmingRow",
    "Uitvoerder",
    "change_actie",
    "change_doel",
    "change_doel_status",
    "change_volgorde",
    "complete_actie",
    "complete_doel",
    "eigen_aandeel",
    "find_instemming",
    "get_doel",
    "list_acties",
    "list_doelen",
    "list_doelen_without_actie",
    "list_gespreksacties",
    "list_herkomst",
    "list_losse_acties",
    "list_uitvoerders",
    "list_vervallenredenen",
    "record_actie",
    "record_doel",
    "record_instemming",
    "remove_actie",
    "remove_doel",
    "reopen_actie",
    "reopen_doel",
]

_AGREED = (
    *("tekst", "waarom", "leefgebieden", "herstelvorm"),
    *("begin_datum", "streefdatum", "status"),
)
"""What he agreed with in a doel; his order and the acties may change without asking again."""

_LONG_LINE = 120


@dataclass(frozen=True)
class InstemmingRow:
    """His newest answer. ``is_verouderd``: a doel changed since he gave it."""

    id: UUID
    antwoord: InstemmingAntwoord
    toelichting: str
    datum: date
    is_verouderd: bool


@dataclass(frozen=True)
class Herkomst:
    """A line that a doel can be traced to. ``kolom``: nu, wensen or hulpbronnen."""

    soort: HerkomstSoort
    leefgebied: Leefgebied | None
    kolom: str | None
    tekst: str


# Reading ------------------------------------------------------------------------------------


def find_instemming(session: Session, deelnemer_id: UUID) -> InstemmingRow | None:
    """His newest answer to his plan."""
    require(session, Right.read_dossier, deelnemer_id)
    found = session.scalars(
        select(Instemming)
        .where(Instemming.deelnemer_id == deelnemer_id)
        .order_by(Instemming.datum.desc(), Instemming.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    is_old = _is_changed_since(session, found)
    return InstemmingRow(found.id, found.antwoord, found.toelichting, found.datum, is_old)


def list_herkomst(session: Session, deelnemer_id: UUID) -> list[Herkomst]:
    """Lines of his newest krachteninventarisatie and his motivatiebrief, his wishes first."""
    deelnemer = require(session, Right.read_dossier, deelnemer_id)
    newest = find_latest(session, deelnemer_id)
    return [
        Herkomst(HerkomstSoort.krachteninventarisatie, blad.leefgebied, kolom, line)
        for kolom in ("wensen", "nu", "hulpbronnen")
        for blad in (newest.bladen if newest else ())
        for line in _lines(getattr(blad, kolom))
    ] + [
        Herkomst(HerkomstSoort.motivatiebrief, None, None, line)
        for line in _lines(deelnemer.motivatiebrief)
    ]


# Instemming ---------------------------------------------------------------------------------


def record_instemming(
    session: Session,
    deelnemer_id: UUID,
    antwoord: InstemmingAntwoord | str,
    toelichting: str = "",
    datum: date | None = None,
) -> UUID:
    """His answer to his plan on a day. Source: process, doel en actieplan.

    No "ja" before every doel of now has an actie; no and could not need a reason.
    """
    require(session, Right.write_actieplan, deelnemer_id)
    day = datum or session.today
    toelichting = clean_text(toelichting).strip()
    INSTEMMING.check({"antwoord": antwoord, "toelichting": toelichting, "datum": day})
    if day > session.today:
        sentence = "Deze dag is nog niet geweest. Kies de dag waarop hij antwoord gaf."
        raise UserError(sentence, {"datum": sentence})
    if InstemmingAntwoord(antwoord) is InstemmingAntwoord.ja:
        _check_agreeable(session, deelnemer_id)
    instemming = Instemming(
        deelnemer_id=deelnemer_id,
        antwoord=InstemmingAntwoord(antwoord),
        toelichting=toelichting,
        datum=day,
    )
    session.add(instemming)
    session.flush()
    return instemming.id


def _check_agreeable(session: Session, deelnemer_id: UUID) -> None:
    doelen = list_doelen(session, deelnemer_id, statuses=[DoelStatus.nu])
    bare = [f"‘{shorten(doel.tekst, 60)}’" for doel in doelen if not doel.has_actie]
    if doelen and not bare:
        return
    sentence = (
        f"Ja kan nog niet: {join_words(bare)} heeft nog geen actie. Maak eerst een actie."
        if len(bare) == 1
        else f"Ja kan nog niet: {join_words(bare)} hebben nog geen actie. Maak eerst acties."
        if bare
        else "Ja kan nog niet: er is nog geen doel om nu aan te werken. Schrijf eerst een doel op."
    )
    raise UserError(sentence, {"antwoord": sentence})


def _is_changed_since(session: Session, instemming: Instemming) -> bool:
    """Did a doel come, go or change in what it says after this answer?"""
    bind = {"bind": session.engine_of(Compartment.team)}
    made = select(Change.hlc).where(Change.entity == instemming.id, Change.operation == "create")
    moment = session.scalars(made, bind_arguments=bind).one()
    doelen = select(Doel.id).where(Doel.deelnemer_id == instemming.deelnemer_id)
    changes = (
        select(Change.entity, Change.hlc, Change.values)
        .where(Change.entity.in_(list(session.scalars(doelen))))
        .order_by(Change.hlc)
    )
    then: dict[UUID, dict[str, Any]] = {}
    now: dict[UUID, dict[str, Any]] = {}
    for doel_id, hlc, raw in session.execute(changes, bind_arguments=bind):
        for state in (now, then) if hlc <= moment else (now,):
            state.setdefault(doel_id, {}).update(json.loads(raw))
    return any(_is_other_plan(then.get(doel_id), values) for doel_id, values in now.items())


def _is_other_plan(then: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    """Reaching a doel is no other plan; a new one, another wording or another moment is."""
    status = now["status"]["$keuze"]
    if status == DoelStatus.behaald:
        return False
    if then is None:
        return bool(status != DoelStatus.vervallen)
    return any(then.get(name) != now.get(name) for name in _AGREED)


def _lines(text: str) -> Iterator[str]:
    """Lines to choose from; a long line falls apart into its sentences."""
    for line in clean_text(text).splitlines():
        parts = [line] if len(line) <= _LONG_LINE else re.split(r"(?<=[.?!])\s+", line)
        yield from (part.strip() for part in parts if part.strip())
