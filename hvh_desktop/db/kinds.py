"""How the values of a change become what stands in a table, without an entity in between.

A change comes from another laptop, perhaps of a newer version: every value is checked against
the column before it is stored, and what this version does not know is told apart from what does
not fit at all.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Text
from sqlalchemy.types import TypeEngine

from hvh_desktop.db.columns import Id, Moment, Words, encode
from hvh_desktop.db.entity import Base, Entity, entity_classes

Convert = Callable[[Any], Any]
TECHNICAL = frozenset({"id", "heads"})
_QUIET = frozenset({"created_at", "created_by", "form_version"})
_INT = 1 << 63


class Unfit(Exception):
    """This is no value of this column."""


class Unknown(Exception):
    """A value that a newer version may know."""


class Read(NamedTuple):
    """What a change says, as it stands in a table."""

    stored: dict[str, Any]
    is_partial: bool
    """Did it say more than this version knows?"""


@dataclass(frozen=True)
class Kind:
    """A kind of entity, as the applier sees it."""

    entity: type[Entity]
    name: str
    table: str
    fields: tuple[str, ...]
    """Those that a change can name."""
    _convert: Mapping[str, Convert]
    texts: frozenset[str]
    may_be_empty: frozenset[str]
    defaults: Mapping[str, Any]
    """What a field holds when its creation does not name it, as it stands in a log."""
    required: frozenset[str]
    """Fields that a creation must name."""
    references: Mapping[str, str]
    """Field -> the table that it points into."""
    search: tuple[str, ...]
    quiet: frozenset[str]

    @property
    def has_deelnemer(self) -> bool:
        """Does it belong to one deelnemer?"""
        return "deelnemer_id" in self.fields

    def read(self, values: Mapping[str, Any]) -> Read:
        """Check the values of a change; ``Unfit`` when one is no value of its column."""
        stored: dict[str, Any] = {}
        is_partial = False
        convert, texts, empty = self._convert, self.texts, self.may_be_empty
        for name, raw in values.items():
            if type(raw) is str and name in texts:
                stored[name] = raw
            elif raw is None and name in empty:
                stored[name] = None
            elif name not in convert:
                is_partial = True
            else:
                try:
                    stored[name] = convert[name](raw)
                except Unknown:
                    is_partial = True
        return Read(stored, is_partial)

    def store(self, name: str, raw: Any) -> Any:
        """One value as it stands in a table."""
        return None if raw is None and name in self.may_be_empty else self._convert[name](raw)

    def complete(self, read: Read) -> dict[str, Any]:
        """The whole row of a creation, with defaults for what an older version did not know."""
        row = read.stored
        if len(row) < len(self.fields):
            for name in self.fields:
                if name not in row:
                    if name in self.required:
                        raise Unknown if read.is_partial else Unfit
                    row[name] = self.store(name, self.defaults[name])
        return row


_known: dict[str, Kind] = {}


def find_kind(name: str) -> Kind | None:
    """The kind with this name; None when this version does not know it."""
    found = _known.get(name)
    if found is None:
        for entity in entity_classes():
            if entity.__name__ not in _known:
                _known[entity.__name__] = _describe(entity)
        found = _known.get(name)
    return found


def _describe(entity: type[Entity]) -> Kind:
    table = Base.metadata.tables[entity.__tablename__]
    columns = {column.key: column for column in table.columns}
    fields = tuple(name for name in columns if name not in TECHNICAL)
    defaults = {name: found for name in fields if (found := _default(columns[name])) is not _NONE}
    return Kind(
        entity=entity,
        name=entity.__name__,
        table=entity.__tablename__,
        fields=fields,
        _convert={name: _convert_type(columns[name].type) for name in fields},
        texts=frozenset(name for name in fields if type(columns[name].type) is Text),
        may_be_empty=frozenset(name for name in fields if columns[name].nullable),
        defaults=defaults,
        required=frozenset(fields) - defaults.keys(),
        references={
            name: key.column.table.name for name in fields for key in columns[name].foreign_keys
        },
        search=entity.__search__,
        quiet=_QUIET | entity.__quiet__,
    )


_NONE = object()


def _default(column: Column[Any]) -> Any:
    """The default of a column as it stands in a log."""
    if column.default is not None and column.default.is_scalar:
        return encode(column.default.arg)  # type: ignore[attr-defined]
    if column.nullable:
        return None
    if column.server_default is not None:
        text = str(column.server_default.arg)  # type: ignore[attr-defined]
        return _from_server(column.type, text.strip("'"))
    return _NONE


def _from_server(column: TypeEngine[Any], text: str) -> Any:
    if isinstance(column, Words):
        return {"$woorden": json.loads(text)}
    if column.python_type in (int, bool, float):
        return column.python_type(json.loads(text))
    choice = getattr(column, "enum_class", None)
    return {"$keuze": text} if choice else text


# One value -----------------------------------------------------------------------------------


def _convert_type(column: TypeEngine[Any]) -> Convert:
    choice = getattr(column, "enum_class", None)
    if choice is not None:
        return _choice(frozenset(member.value for member in choice))
    special: dict[type, Convert] = {Id: _id, Moment: _moment, Words: _words}
    if type(column) in special:
        return special[type(column)]
    return _BY_TYPE[column.python_type]


def _tagged(raw: Any, tag: str, kind: type = str) -> Any:
    try:
        value = raw[tag]
    except (TypeError, KeyError, IndexError):
        raise Unfit from None
    if len(raw) != 1 or type(value) is not kind:
        raise Unfit
    return value


def _choice(known: frozenset[str]) -> Convert:
    def convert(raw: Any) -> str:
        value: str = _tagged(raw, "$keuze")
        if value not in known:
            raise Unknown
        return value

    return convert


def _text(raw: Any) -> str:
    if type(raw) is not str:
        raise Unfit
    return raw


def _truth(raw: Any) -> int:
    if type(raw) is not bool:
        raise Unfit
    return int(raw)


def _whole(raw: Any) -> int:
    if type(raw) is not int or not -_INT <= raw < _INT:
        raise Unfit
    return raw


def _number(raw: Any) -> float:
    if type(raw) not in (int, float):
        raise Unfit
    return float(raw)


def _id(raw: Any) -> bytes:
    try:
        text = raw["$id"]
        found = bytes.fromhex(text)
    except (TypeError, KeyError, IndexError, ValueError):
        raise Unfit from None
    if len(raw) != 1 or len(text) != 32 or len(found) != 16:
        raise Unfit
    return found


def _bytes(raw: Any) -> bytes:
    try:
        return base64.b64decode(_tagged(raw, "$bytes"), validate=True)
    except ValueError:
        raise Unfit from None


def _day(raw: Any) -> str:
    return _day_of(_tagged(raw, "$dag"))


@lru_cache(maxsize=1024)
def _day_of(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Unfit from None


def _clock(raw: Any) -> str:
    try:
        found = time.fromisoformat(_tagged(raw, "$tijd"))
    except ValueError:
        raise Unfit from None
    if found.tzinfo is not None:
        raise Unfit
    return found.isoformat("microseconds")


def _moment(raw: Any) -> str:
    text: str = _tagged(raw, "$moment")
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Unfit from None
    if len(text) == 32 and text[10] == "T" and text[26:] == "+00:00":
        return f"{text[:26]}Z"
    if found.tzinfo is None:
        raise Unfit
    if found.tzinfo is not UTC:
        found = _in_utc(found)
    return f"{found.isoformat(timespec='microseconds')[:26]}Z"


def _in_utc(found: datetime) -> datetime:
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise Unfit from None


_QUOTED = json.JSONEncoder(ensure_ascii=False).encode
"""A word as ``json.dumps`` writes it."""


def _words(raw: Any) -> str:
    words = _tagged(raw, "$woorden", list)
    if not words:
        return "[]"
    if any(type(word) is not str for word in words):
        raise Unfit
    return f"[{', '.join(map(_QUOTED, words))}]"


_BY_TYPE: dict[type, Convert] = {
    str: _text,
    bool: _truth,
    int: _whole,
    float: _number,
    bytes: _bytes,
    date: _day,
    time: _clock,
}


_OBJECT = msgspec.json.Decoder().decode


def read_object(text: str) -> dict[str, Any]:
    """JSON text of an object; ``Unfit`` for anything else."""
    try:
        found = _OBJECT(text)
    except (ValueError, RecursionError):
        raise Unfit from None
    if type(found) is not dict:
        raise Unfit
    return found


_PARENTS = msgspec.json.Decoder(dict[str, list[str]])


def read_parents(text: str) -> dict[str, list[str]]:
    """JSON text of field -> ids; ``Unfit`` for anything else."""
    if text == "{}":
        return {}
    try:
        return _PARENTS.decode(text)
    except (ValueError, RecursionError):
        raise Unfit from None
