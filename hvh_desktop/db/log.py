"""The change log and the full-text index, written in the same commit as the tables."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql.elements import TextClause

from hvh_desktop.db.columns import decode, encode
from hvh_desktop.db.entity import Change, Entity
from hvh_desktop.db.ids import new_id
from hvh_desktop.forms import version_of
from hvh_desktop.rights import Compartment

if TYPE_CHECKING:
    from hvh_desktop.db.session import Session

_TECHNICAL = frozenset({"id", "heads"})
_INSERT = (
    'INSERT INTO "change" (id, action, user, device, at, hlc, "schema", kind, entity, operation,'
    ' "values", parents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)


def guard_statement(state: ORMExecuteState) -> None:
    """Bulk writes and raw SQL would slip past the change log, so they are bugs."""
    if state.is_update or state.is_delete or state.is_insert:
        raise RuntimeError("bulk writes bypass the change log: change the entity itself")
    if isinstance(state.statement, TextClause):
        raise RuntimeError("raw SQL bypasses the change log: write a select")


def write_log(session: Session) -> None:
    """Write one ``Change`` for every entity that this flush creates or changes."""
    created = [entity for entity in session.new if isinstance(entity, Entity)]
    changed = [
        entity
        for entity in session.dirty
        if isinstance(entity, Entity) and session.is_modified(entity)
    ]
    for gone in session.deleted:
        if isinstance(gone, Entity):
            raise RuntimeError("entities are never deleted: set is_vervallen")
    rows = [_create(session, entity) for entity in created]
    rows += [row for entity in changed if (row := _set(session, entity))]
    if rows:
        session.write_connection().exec_driver_sql(_INSERT, rows)
    session.touched.update(type(entity) for entity in (*created, *changed))
    session.to_index += [entity for entity in created if entity.__search__]
    session.to_index += [entity for entity in changed if _has_other_words(entity)]


def _has_other_words(entity: Entity) -> bool:
    """Did anything change that people search for?"""
    attributes = inspect(entity).attrs
    return any(attributes[name].history.has_changes() for name in entity.__search__)


def _create(session: Session, entity: Entity) -> tuple[Any, ...]:
    _own_compartment(session, entity)
    _fill_defaults(entity)
    entity.created_at, entity.created_by = session.now, session.actor.medewerker_id
    entity.form_version = version_of(type(entity).__name__)
    change = new_id()
    entity.heads = json.dumps({"": [change.hex]})
    names = _fields(entity)
    return _row(session, entity, change, "create", {n: getattr(entity, n) for n in names}, {})


def _set(session: Session, entity: Entity) -> tuple[Any, ...] | None:
    _own_compartment(session, entity)
    state = inspect(entity)
    values: dict[str, Any] = {}
    for name in _fields(entity):
        history = state.attrs[name].history
        before, after = list(history.deleted), list(history.added)
        if after and before != after:
            values[name] = after[0]
    if not values:
        return None
    version = version_of(type(entity).__name__)
    if version != entity.form_version:
        entity.form_version = values["form_version"] = version
    change = new_id()
    heads: dict[str, list[str]] = json.loads(entity.heads)
    parents = {name: heads.get(name, heads[""]) for name in values}
    heads |= {name: [change.hex] for name in values}
    entity.heads = json.dumps(heads)
    return _row(session, entity, change, "set", values, parents)


def _row(
    session: Session,
    entity: Entity,
    change: UUID,
    operation: str,
    values: dict[str, Any],
    parents: dict[str, list[str]],
) -> tuple[Any, ...]:
    return (
        change.bytes,
        session.action.bytes,
        session.actor.medewerker_id.bytes,
        session.device.bytes,
        session.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        session.next_tick(),
        session.schema,
        type(entity).__name__,
        entity.id.bytes,
        operation,
        json.dumps({name: encode(value) for name, value in values.items()}, ensure_ascii=False),
        json.dumps(parents),
    )


def _own_compartment(session: Session, entity: Entity) -> None:
    if entity.__compartment__ is not session.compartment:
        raise RuntimeError(
            f"{type(entity).__name__} belongs to {entity.__compartment__},"
            f" this transaction writes {session.compartment}"
        )


def _fields(entity: Entity) -> list[str]:
    return [a.key for a in inspect(type(entity)).column_attrs if a.key not in _TECHNICAL]


def _fill_defaults(entity: Entity) -> None:
    """Defaults are set now, not at the insert, so that the log holds them too."""
    mapper = inspect(type(entity))
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if getattr(entity, attribute.key) is not None or column.default is None:
            continue
        default = column.default.arg
        setattr(entity, attribute.key, default(None) if callable(default) else default)


def read_values(change: Change, entity_class: type[Entity]) -> dict[str, Any]:
    """The values of a change with their own types. Fields this version does not know stay raw."""
    columns = {a.key: a.columns[0].type for a in inspect(entity_class).column_attrs}
    raw: dict[str, Any] = json.loads(change.values)
    return {
        name: decode(value, getattr(columns.get(name), "enum_class", None))
        for name, value in raw.items()
    }


def list_changes(session: Session, compartment: Compartment, entity_id: UUID) -> list[Change]:
    """All changes of one entity, oldest first."""
    found = session.scalars(
        select(Change).where(Change.entity == entity_id).order_by(Change.id),
        bind_arguments={"bind": session.engine_of(compartment)},
    )
    return list(found)
