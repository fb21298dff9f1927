"""Whom a change is about: the deelnemer of its row, found through the row that it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from hvh_desktop.db.entity import Entity, entity_classes
from hvh_desktop.db.ids import id_from
from hvh_desktop.db.kinds import Unfit, read_object
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.wire import WireChange

_DEELNEMER = "deelnemer"


@dataclass(frozen=True)
class _Way:
    """How a kind tells it: it is one, it names one, or it hangs on others."""

    table: str
    is_subject: bool
    names: bool
    hangs_on: tuple[tuple[str, str], ...]
    """Column, and the kind that it points at."""


def find_subject(
    file: CompartmentFile, compartment: Compartment, kind: str, entity: UUID
) -> UUID | None:
    """The deelnemer whom this row is about; None when it is about nobody in particular."""
    way = _ways(compartment).get(kind)
    if way is None:
        return None
    if way.is_subject:
        return entity
    if way.names:
        named = _read(file, way.table, "deelnemer_id", entity)
        if named is not None:
            return named
    for column, other in way.hangs_on:
        above = _read(file, way.table, column, entity)
        if above is not None:
            found = find_subject(file, compartment, other, above)
            if found is not None:
                return found
    return None


def subject_of(file: CompartmentFile, compartment: Compartment, change: WireChange) -> UUID | None:
    """The same for a change that may not be in the tables yet, as far as it tells itself."""
    way = _ways(compartment).get(change.kind)
    if way is not None and way.names:
        try:
            named = read_object(change.values).get("deelnemer_id")
            if named is not None:
                return UUID(hex=named["$id"])
        except (Unfit, ValueError, KeyError, TypeError, AttributeError):
            return None
    return find_subject(file, compartment, change.kind, change.entity)


def _read(file: CompartmentFile, table: str, column: str, entity: UUID) -> UUID | None:
    found = file.value(f'SELECT "{column}" FROM "{table}" WHERE id = ?', entity.bytes)
    return None if found is None else id_from(found)


@cache
def _ways(compartment: Compartment) -> dict[str, _Way]:
    classes = entity_classes(compartment)
    kinds = {entity.__tablename__: entity.__name__ for entity in classes}
    return {entity.__name__: _way(entity, kinds) for entity in classes}


def _way(entity: type[Entity], kinds: dict[str, str]) -> _Way:
    return _Way(
        table=entity.__tablename__,
        is_subject=entity.__tablename__ == _DEELNEMER,
        names="deelnemer_id" in entity.__table__.columns,
        hangs_on=tuple(_hangs_on(entity, kinds)),
    )


def _hangs_on(entity: type[Entity], kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Not on itself: an earlier one of the same kind has the same deelnemer and names him too."""
    for column in entity.__table__.columns:
        for key in column.foreign_keys:
            table = key.column.table.name
            if table != entity.__tablename__ and column.name != "deelnemer_id":
                yield column.name, kinds[table]
