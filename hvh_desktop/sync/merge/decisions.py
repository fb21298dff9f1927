"""Decisions made apart: which one counts, how sure that is, and who must know.

Two people who did not see each other can both decide. What the hub put first counts everywhere;
the other one is kept and shown to both. Which one that is, is worked out in ``settle.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db.entity import Change
from hvh_desktop.db.kinds import find_kind
from hvh_desktop.db.session import WITH_BEATEN, Session
from hvh_desktop.db.travel import Beaten, SealedEnvelope
from hvh_desktop.rights import Compartment


class Stand(StrEnum):
    """How sure a decision is."""

    voorlopig = "voorlopig"
    """The hub does not have it yet: a colleague may turn out to have been first."""
    bevestigd = "bevestigd"
    verslagen = "verslagen"
    """Somebody else was first: this one does not count."""


@dataclass(frozen=True)
class BeatenRow:
    """A decision that came second, with the one that was first."""

    kind: str
    entity_id: UUID
    by_id: UUID
    deelnemer_id: UUID | None
    made_by: UUID
    made_at: datetime
    beaten_by: UUID
    """The person who was first."""
    beaten_at: datetime

    def concerns(self, medewerker_id: UUID) -> bool:
        """Must this person know?"""
        return medewerker_id in (self.made_by, self.beaten_by)


def stand_of(session: Session, kind: str, entity_id: UUID) -> Stand | None:
    """How sure a decision is. None while nothing was ever sealed: a house without a hub has nobody
    to wait for and nobody who confirms, so there is nothing to say."""
    found = find_kind(kind)
    if found is None:
        raise LookupError(f"{kind} is no kind")
    bind = {"bind": session.engine_of(found.entity.__compartment__)}
    if session.scalar(select(Beaten.entity).where(Beaten.entity == entity_id), bind_arguments=bind):
        return Stand.verslagen
    if session.scalar(select(SealedEnvelope.number).limit(1), bind_arguments=bind) is None:
        return None
    position = session.scalar(
        select(SealedEnvelope.position)
        .join(Change, Change.envelope == SealedEnvelope.hash)
        .where(Change.entity == entity_id, Change.operation == "create")
        .order_by(SealedEnvelope.position)
        .limit(1),
        bind_arguments=bind,
    )
    return Stand.voorlopig if position is None else Stand.bevestigd


def list_beaten(session: Session, deelnemer_id: UUID | None = None) -> list[BeatenRow]:
    """Decisions that do not count, newest first; of one deelnemer or of all.

    One row per decision: what was made along with it is not named apart.
    """
    rows: list[BeatenRow] = []
    for compartment in Compartment:
        if session.holds(compartment):
            rows += _list(session, compartment, deelnemer_id)
    return sorted(rows, key=lambda row: row.made_at, reverse=True)


def _list(session: Session, compartment: Compartment, deelnemer_id: UUID | None) -> list[BeatenRow]:
    bind = {"bind": session.engine_of(compartment)}
    statement = select(Beaten)
    if deelnemer_id is not None:
        statement = statement.where(Beaten.deelnemer_id == deelnemer_id)
    found = [
        one
        for one in session.scalars(statement, bind_arguments=bind)
        if (kind := find_kind(one.kind)) is not None and kind.entity.__decides__
    ]
    made = _makers(session, compartment, {i for one in found for i in (one.entity, one.by)})
    return [
        BeatenRow(one.kind, one.entity, one.by, one.deelnemer_id, *made[one.entity], *made[one.by])
        for one in found
    ]


def _makers(
    session: Session, compartment: Compartment, entities: set[UUID]
) -> dict[UUID, tuple[UUID, datetime]]:
    rows = session.execute(
        select(Change.entity, Change.user, Change.at)
        .where(Change.entity.in_(entities), Change.operation == "create")
        .order_by(Change.at.desc()),
        bind_arguments={"bind": session.engine_of(compartment)},
        execution_options={WITH_BEATEN: True},
    )
    return {row.entity: (row.user, row.at) for row in rows}
