"""Two versions of one field, for the person who decides between them.

The versions come from the log, so they are the same on every laptop and cannot get lost. Deciding
is an ordinary write that names them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select

from hvh_desktop import rights
from hvh_desktop.db import heads as merge
from hvh_desktop.db import log
from hvh_desktop.db.columns import decode
from hvh_desktop.db.entity import Change, Entity
from hvh_desktop.db.kinds import Kind, find_kind, read_object, read_parents
from hvh_desktop.db.session import Session
from hvh_desktop.db.travel import Conflict, SealedEnvelope
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.envelope import split
from hvh_desktop.sync.merge.conflict_words import label_of, right_of, value_words

__all__ = [
    "ConflictRow",
    "VersionRow",
    "get_conflict",
    "list_conflicts",
    "resolve_conflict",
    "right_of",
]


@dataclass(frozen=True)
class VersionRow:
    """What one person wrote, who did not see what the other wrote."""

    change_id: UUID
    value: Any
    """With its own type; what is kept when this one is chosen."""
    words: str
    medewerker_id: UUID
    at: datetime
    device: UUID
    sealer: UUID | None
    """Who sealed it, when that was not the writer himself."""
    is_shown: bool
    """The one that the record shows until somebody decides."""


@dataclass(frozen=True)
class ConflictRow:
    """One field with more than one version."""

    compartment: Compartment
    kind: str
    entity_id: UUID
    field: str
    label: str
    deelnemer_id: UUID | None
    versions: tuple[VersionRow, ...]
    """The shown one first; people who wrote the same are one version."""
    base: Any
    """What it held before; None when nobody knows."""

    @property
    def is_text(self) -> bool:
        """Can a proposal be made out of the versions?"""
        return all(isinstance(version.value, str) for version in self.versions)


def list_conflicts(session: Session, deelnemer_id: UUID | None = None) -> list[ConflictRow]:
    """All fields with more than one version, of one deelnemer or of everything this person can
    open. Asks no right: the caller shows only what his people may read."""
    rows: list[ConflictRow] = []
    for compartment in Compartment:
        if not session.holds(compartment):
            continue
        statement = select(Conflict).order_by(Conflict.entity, Conflict.field)
        if deelnemer_id is not None:
            statement = statement.where(Conflict.deelnemer_id == deelnemer_id)
        bind = {"bind": session.engine_of(compartment)}
        for one in session.scalars(statement, bind_arguments=bind).all():
            if found := get_conflict(session, one.kind, one.entity, one.field):
                rows.append(found)
    return rows


def count_conflicts(session: Session, deelnemer_id: UUID) -> dict[UUID, frozenset[str]]:
    """Entity -> fields with more than one version, for badges on the pages of one deelnemer."""
    found: dict[UUID, frozenset[str]] = {}
    for compartment in Compartment:
        if session.holds(compartment):
            rows = session.execute(
                select(Conflict.entity, Conflict.field).where(
                    Conflict.deelnemer_id == deelnemer_id
                ),
                bind_arguments={"bind": session.engine_of(compartment)},
            )
            for entity, field in rows:
                found[entity] = found.get(entity, frozenset()) | {field}
    return found


def get_conflict(session: Session, kind: str, entity_id: UUID, field: str) -> ConflictRow | None:
    """One of them with all its versions; None when it is one version (again)."""
    found = find_kind(kind)
    if found is None or field not in found.fields:
        return None
    entity = session.get(found.entity, entity_id)
    if entity is None:
        return None
    heads = merge.of(merge.parse(entity.heads), field)
    versions = tuple(_versions(session, found, entity, field, heads))
    if len(versions) < 2:
        return None
    return ConflictRow(
        compartment=found.entity.__compartment__,
        kind=kind,
        entity_id=entity_id,
        field=field,
        label=label_of(kind, field),
        deelnemer_id=getattr(entity, "deelnemer_id", None),
        versions=versions,
        base=_base(session, found, field, heads),
    )


def resolve_conflict(
    session: Session, kind: str, entity_id: UUID, field: str, value: Any, *, is_own: bool = False
) -> None:
    """Decide: this is what it holds. All versions step back into the history.

    Asks the right to change this kind of thing; ``is_own``: is he this person's own deelnemer?
    Versions that came in after the page was read (``Session.seen``) are not decided about.
    """
    found = find_kind(kind)
    if found is None or field not in found.fields:
        raise LookupError(f"{kind} has no {field}")
    rights.require(session.actor, right_of(kind, field), is_own=is_own)
    entity = session.get_one(found.entity, entity_id)
    if session.seen is not None and _is_newer_version(session, entity, field):
        raise UserError(
            "Er is net nog een versie bij gekomen. Lees ook die, en kies daarna opnieuw. "
            "Wat je typte staat nog op het scherm."
        )
    log.resolve(session, entity, field, value)


def _is_newer_version(session: Session, entity: Entity, field: str) -> bool:
    heads = merge.of(merge.parse(entity.heads), field)
    rows = session.write_connection().exec_driver_sql(
        f'SELECT 1 FROM "change" WHERE rowid > ? AND id IN ({", ".join("?" * len(heads))}) LIMIT 1',
        (session.seen, *(bytes.fromhex(change) for change in heads)),
    )
    return rows.first() is not None


def _versions(
    session: Session, kind: Kind, entity: Entity, field: str, heads: Sequence[str]
) -> Iterator[VersionRow]:
    said: list[Any] = []
    changes = _read(session, kind, heads)
    for number, change in enumerate(heads):
        row = changes[change]
        raw = _raw(kind, row, field)
        if raw in said:
            continue
        said.append(raw)
        value = decode(raw, _choice(kind, field))
        yield VersionRow(
            row.id,
            value,
            value_words(kind.name, field, value),
            row.user,
            row.at,
            row.device,
            _other_sealer(session, kind, row),
            number == 0,
        )


def _other_sealer(session: Session, kind: Kind, change: Change) -> UUID | None:
    """None too while it is not sealed, or when an older program did not say who did."""
    if change.envelope is None:
        return None
    raw = session.scalar(
        select(SealedEnvelope.raw).where(SealedEnvelope.hash == change.envelope),
        bind_arguments={"bind": session.engine_of(kind.entity.__compartment__)},
    )
    sealer = None if raw is None else split(raw).header.sealer
    return sealer if sealer != change.user else None


def _base(session: Session, kind: Kind, field: str, heads: Sequence[str]) -> Any:
    """What the versions were made from: the last that all of them saw."""
    seen = [
        set(read_parents(row.parents).get(field, ()))
        for row in _read(session, kind, heads).values()
    ]
    common = sorted(set.intersection(*seen)) if seen else []
    for row in _read(session, kind, common[:1]).values():
        return decode(_raw(kind, row, field), _choice(kind, field))
    return None


def _read(session: Session, kind: Kind, changes: Sequence[str]) -> dict[str, Change]:
    ids = [UUID(hex=change) for change in changes]
    found = session.scalars(
        select(Change).where(Change.id.in_(ids)),
        bind_arguments={"bind": session.engine_of(kind.entity.__compartment__)},
    )
    return {change.id.hex: change for change in found}


def _raw(kind: Kind, change: Change, field: str) -> Any:
    values = read_object(change.values)
    return values.get(field, kind.defaults.get(field))


def _choice(kind: Kind, field: str) -> Any:
    return getattr(inspect(kind.entity).columns[field].type, "enum_class", None)
