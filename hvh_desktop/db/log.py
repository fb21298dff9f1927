"""The change log and the full-text index, written in the same commit as the tables."""

from __future__ import annotations

import json
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.sql.elements import TextClause

from hvh_desktop.db.columns import decode, encode
from hvh_desktop.db.entity import Change, Entity
from hvh_desktop.db.ids import id_of, new_id
from hvh_desktop.db.line import line_of, read_nodes
from hvh_desktop.db.versions import Writing
from hvh_desktop.errors import UserError
from hvh_desktop.forms import version_of
from hvh_desktop.rights import Compartment

if TYPE_CHECKING:
    from hvh_desktop.db.session import Session

DECIDED = (
    "Een collega heeft hier net al iets over vastgelegd. Lees dat eerst, en leg dan vast wat nog "
    "nodig is. Wat je typte staat nog op het scherm."
)
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
    if any(isinstance(gone, Entity) for gone in session.deleted):
        raise RuntimeError("entities are never deleted: set is_vervallen")
    rows = [_create(session, entity) for entity in session.new if isinstance(entity, Entity)]
    for entity in session.dirty:
        if isinstance(entity, Entity) and (values := _changed_values(session, entity)):
            rows += _set(session, entity, values)
    if rows:
        session.write_connection().exec_driver_sql(_INSERT, rows)


def _create(session: Session, entity: Entity) -> tuple[Any, ...]:
    _fill_defaults(entity)
    entity.created_at, entity.created_by = session.now, session.actor.medewerker_id
    entity.form_version = version_of(type(entity).__name__)
    change = new_id()
    entity.heads = json.dumps({"": [change.hex]})
    values = {name: getattr(entity, name) for name in _fields(type(entity))}
    if any(values[name] for name in entity.__search__):
        session.to_index.append(entity)
    encoded = {name: encode(value) for name, value in values.items()}
    parents = {"": _followed(session, entity)} if entity.__decides__ else {}
    return _row(session, entity, change, "create", encoded, parents, session.next_tick())


def _followed(session: Session, entity: Entity) -> list[str]:
    """The decision that this one comes after: the last that counts. Who did not see that one
    may not decide now."""
    found = read_nodes(
        lambda *query: session.write_connection().exec_driver_sql(*query).all(),
        entity.__tablename__,
        entity.__decides__,
        [getattr(entity, name).bytes for name in entity.__decides__],
    )
    line = line_of(node for _, _, node in found)
    row = {node.change: row for row, device, node in found if device != session.device.bytes}
    if line and session.seen is not None and row.get(line[-1].change, 0) > session.seen:
        raise UserError(DECIDED)
    return [line[-1].change] if line else []


def _changed_values(session: Session, entity: Entity) -> dict[str, Any]:
    """The fields that got another value, with that value, and those that were decided about."""
    state = inspect(entity)
    unmodified = state.unmodified
    values = {name: getattr(entity, name) for name in session.resolved.get(entity.id, ())}
    for name in _fields(type(entity)):
        if name in unmodified:
            continue
        history = state.attrs[name].history
        before, after = list(history.deleted), list(history.added)
        if after and before != after:
            values[name] = after[0]
    return values


def _set(session: Session, entity: Entity, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    writing = Writing(session, entity)
    writing.keep_what_others_wrote(values)
    if not values:
        return []
    version = version_of(type(entity).__name__)
    if version != entity.form_version:
        entity.form_version = values["form_version"] = version
    change = new_id()
    parents = {name: writing.parents(name) for name in values}
    tick = session.next_tick(above=writing.highest_tick(list(values)))
    encoded = {name: encode(value) for name, value in values.items()}
    writing.put(change.hex, tick, encoded, parents)
    if not values.keys().isdisjoint(entity.__search__):
        session.to_index.append(entity)
    return [_row(session, entity, change, "set", encoded, parents, tick)]


def resolve(session: Session, entity: Entity, name: str, value: Any) -> None:
    """Decide about all versions of one field: whatever it held, it holds this from now on."""
    session.resolved.setdefault(entity.id, set()).add(name)
    setattr(entity, name, value)
    flag_modified(entity, name)
    session.flush()
    session.resolved.pop(entity.id)


def _row(
    session: Session,
    entity: Entity,
    change: UUID,
    operation: str,
    encoded: dict[str, Any],
    parents: dict[str, list[str]],
    tick: int,
) -> tuple[Any, ...]:
    _own_compartment(session, entity)
    session.touched.add(type(entity))
    return (
        change.bytes,
        session.action.bytes,
        session.actor.medewerker_id.bytes,
        session.device.bytes,
        session.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        tick,
        session.schema,
        type(entity).__name__,
        entity.id.bytes,
        operation,
        json.dumps(encoded, ensure_ascii=False),
        json.dumps(parents),
    )


def _own_compartment(session: Session, entity: Entity) -> None:
    if entity.__compartment__ is not session.compartment:
        raise RuntimeError(
            f"{type(entity).__name__} belongs to {entity.__compartment__},"
            f" this transaction writes {session.compartment}"
        )


@cache
def _fields(kind: type[Entity]) -> tuple[str, ...]:
    return tuple(a.key for a in inspect(kind).column_attrs if a.key not in _TECHNICAL)


@cache
def _defaults(kind: type[Entity]) -> tuple[tuple[str, Any], ...]:
    """Each column with a default, and that default: a value, or a function of nothing."""
    columns = {a.key: a.columns[0] for a in inspect(kind).column_attrs}
    return tuple((name, c.default.arg) for name, c in columns.items() if c.default is not None)


def _fill_defaults(entity: Entity) -> None:
    """Defaults are set now, not at the insert, so that the log holds them too."""
    if entity.id is None and entity.__one_of__:
        which = [encode(getattr(entity, name)) for name in entity.__one_of__]
        entity.id = id_of(type(entity).__name__, json.dumps(which, ensure_ascii=False))
    for name, default in _defaults(type(entity)):
        if getattr(entity, name) is None:
            setattr(entity, name, default(None) if callable(default) else default)


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
