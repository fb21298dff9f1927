"""Column types, and how their values travel in a change: typed, and equal when read back."""

from __future__ import annotations

import base64
import enum
import json
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Enum, Float, Integer, LargeBinary, Text, Time, TypeDecorator
from sqlalchemy.engine import Dialect

from hvh_desktop.db.ids import id_from


class Id(TypeDecorator[UUID]):
    """A UUID as 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        return UUID

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> UUID | None:
        return None if value is None else id_from(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC as text that sorts."""

    impl = Text
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs a time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of words or ids in order, as JSON."""

    impl = Text
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        return tuple

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


def _values(choice: type[enum.Enum]) -> list[str]:
    return [member.value for member in choice]


TYPES: dict[Any, Any] = {
    UUID: Id,
    datetime: Moment,
    date: Date,
    time: Time,
    bool: Boolean(create_constraint=False),
    int: Integer,
    float: Float,
    str: Text,
    bytes: LargeBinary,
    tuple[str, ...]: Words,
    enum.Enum: Enum(
        enum.Enum, native_enum=False, create_constraint=False, length=40, values_callable=_values
    ),
}


def encode(value: Any) -> Any:
    """A column value as JSON that tells its own type; ``decode`` is its inverse."""
    match value:
        case enum.Enum():
            return {"$keuze": value.value}
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {"$moment": value.astimezone(UTC).isoformat()}
        case date():
            return {"$dag": value.isoformat()}
        case time():
            return {"$tijd": value.isoformat()}
        case UUID():
            return {"$id": value.hex}
        case bytes():
            return {"$bytes": base64.b64encode(value).decode("ascii")}
        case tuple():
            return {"$woorden": list(value)}
    raise TypeError(f"no change encoding for {type(value).__name__}")


def decode(raw: Any, choice: type[enum.Enum] | None = None) -> Any:
    """The value that ``encode`` was given. ``choice``: the column's enum class, if it has one."""
    if not isinstance(raw, dict):
        return raw
    ((tag, inner),) = raw.items()
    match tag:
        case "$keuze":
            return inner if choice is None else choice(inner)
        case "$moment":
            return datetime.fromisoformat(inner)
        case "$dag":
            return date.fromisoformat(inner)
        case "$tijd":
            return time.fromisoformat(inner)
        case "$id":
            return UUID(hex=inner)
        case "$bytes":
            return base64.b64decode(inner)
        case "$woorden":
            return tuple(inner)
    raise TypeError(f"unknown change encoding {tag}")
