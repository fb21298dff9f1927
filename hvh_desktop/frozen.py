"""Frozen contents of a paper as text and back: what was printed is printed the same for ever.

Contents are frozen dataclasses of words, numbers, days, times, lists of these (tuples) and further
dataclasses. Nothing in them refers to a row that can change later.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def to_json(contents: Any) -> str:
    """The text that the contents are kept as."""
    return json.dumps(_plain(contents), ensure_ascii=False, sort_keys=True)


def from_json(kind: type[_T], kept: str) -> _T:
    """The same values again; what an older version did not have yet is its default."""
    return _as(kind, json.loads(kept))  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _as(kind: Any, raw: Any) -> Any:
    """``raw`` with the type that the field declares."""
    if get_origin(kind) is types.UnionType:
        known = next(part for part in get_args(kind) if part is not type(None))
        return None if raw is None else _as(known, raw)
    if get_origin(kind) is tuple:
        return tuple(_as(get_args(kind)[0], part) for part in raw)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        given = {
            one.name: _as(hints[one.name], raw[one.name])
            for one in fields(kind)
            if one.name in raw or one.default is MISSING
        }
        return kind(**given)  # type: ignore[operator]
    if kind in (date, time):
        return kind.fromisoformat(raw)
    return kind(raw) if isinstance(kind, type) and issubclass(kind, StrEnum) else raw
