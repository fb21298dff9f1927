"""The frozen rows that leave this slice.

A file of its own because the agenda and the service both make them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, func, select

from hvh_desktop.actieplannen.model import Actie, ActieStatus
from hvh_desktop.actieplannen.service import ActieRow, DoelRow
from hvh_desktop.db import Session
from hvh_desktop.mentorgesprekken.model import (
    Aanvulling,
    GesprekStatus,
    Mentorgesprek,
    VerzetReden,
)


@dataclass(frozen=True)
class GesprekRow:
    """A talk as lists show it."""

    id: UUID
    deelnemer_id: UUID
    datum: date
    tijd: time | None
    status: GesprekStatus
    medewerker_ids: tuple[UUID, ...]
    overige_aanwezigen: str
    gezicht: int | None
    is_gezicht_geweigerd: bool
    eigen_woorden: str
    notitie: str
    volgende_datum: date | None
    volgende_tijd: time | None
    is_achteraf: bool
    verzet_reden: VerzetReden | None
    verzet_toelichting: str
    verzet_naar_id: UUID | None
    verzet_naar_datum: date | None
    verzet_door: UUID | None
    begonnen_op: datetime | None
    begonnen_door: UUID | None
    vastgesteld_op: datetime | None
    vastgesteld_door: UUID | None
    aantal_afspraken: int
    aantal_aanvullingen: int


@dataclass(frozen=True)
class AanvullingRow:
    """What was added to a fixed talk, when and by whom."""

    id: UUID
    tekst: str
    geschreven_op: datetime
    geschreven_door: UUID


@dataclass(frozen=True)
class Verandering:
    """One line of what changed since the talk before: a Phosphor icon and a sentence."""

    icon: str
    tekst: str


@dataclass(frozen=True)
class Voorbereiding:
    """What the program lays ready before a talk."""

    vorige: GesprekRow | None
    vorige_afspraken: tuple[ActieRow, ...]
    open_acties: tuple[ActieRow, ...]
    doelen: tuple[DoelRow, ...]
    veranderd: tuple[Verandering, ...]


@dataclass(frozen=True)
class GesprekDetail(GesprekRow):
    """One talk with everything that belongs to it."""

    doelnotities: Mapping[UUID, str]
    acties: tuple[ActieRow, ...]
    aanvullingen: tuple[AanvullingRow, ...]
    voorbereiding: Voorbereiding


@dataclass(frozen=True)
class VolgendGesprek:
    """When a deelnemer has his next talk. ``datum``: the planned day, else the day it is due.

    ``reden``: it was put off, and why; then it may be late with a reason.
    """

    mentorgesprek_id: UUID | None
    datum: date | None
    tijd: time | None
    status: GesprekStatus | None
    is_te_laat: bool
    dagen_te_laat: int
    reden: VerzetReden | None
    verzet_door: UUID | None


def to_ids(values: Sequence[UUID | str]) -> tuple[UUID, ...]:
    """Ids out of ids or hex texts, each once, in order."""
    found = (value if isinstance(value, UUID) else UUID(hex=value) for value in values)
    return tuple(dict.fromkeys(found))


def to_hex(values: Sequence[UUID | str]) -> tuple[str, ...]:
    """As ``to_ids``, in the shape the column keeps."""
    return tuple(value.hex for value in to_ids(values))


def gesprek_rows(session: Session, found: Sequence[Mentorgesprek]) -> list[GesprekRow]:
    """Rows of these talks, with their counts, in three queries."""
    ids = [gesprek.id for gesprek in found]
    afspraken = _count(
        session,
        select(Actie.mentorgesprek_id, func.count())
        .where(Actie.mentorgesprek_id.in_(ids), Actie.status != ActieStatus.vervallen)
        .group_by(Actie.mentorgesprek_id),
    )
    aanvullingen = _count(
        session,
        select(Aanvulling.mentorgesprek_id, func.count())
        .where(Aanvulling.mentorgesprek_id.in_(ids))
        .group_by(Aanvulling.mentorgesprek_id),
    )
    towards = [g.verzet_naar_id for g in found if g.verzet_naar_id is not None]
    days: dict[UUID, date] = {}
    if towards:
        statement = select(Mentorgesprek.id, Mentorgesprek.datum).where(
            Mentorgesprek.id.in_(towards)
        )
        days = {row.id: row.datum for row in session.execute(statement)}
    return [
        GesprekRow(
            **own_values(gesprek),
            verzet_naar_datum=days.get(gesprek.verzet_naar_id) if gesprek.verzet_naar_id else None,
            aantal_afspraken=afspraken.get(gesprek.id, 0),
            aantal_aanvullingen=aanvullingen.get(gesprek.id, 0),
        )
        for gesprek in found
    ]


def _count(session: Session, statement: Executable) -> dict[UUID, int]:
    return {row[0]: row[1] for row in session.execute(statement)}


_OWN = tuple(
    name
    for name in GesprekRow.__dataclass_fields__
    if name
    not in ("medewerker_ids", "verzet_naar_datum", "aantal_afspraken", "aantal_aanvullingen")
)


def own_values(gesprek: Mentorgesprek) -> dict[str, Any]:
    """The columns of a talk by the names of its row."""
    values: dict[str, Any] = {name: getattr(gesprek, name) for name in _OWN}
    values["medewerker_ids"] = to_ids(gesprek.medewerker_ids)
    return values
