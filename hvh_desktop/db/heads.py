"""Which changes of a field stand: the one rule by which all laptops end up the same.

A change names the changes of that field which its writer saw (its parents). What nobody has seen
and replaced is a *head*. One head is the value; several heads are several versions, and a person
decides between them. No clock decides what is kept: it only says which head is shown until then.

Pure: ids are hex words, values are as they stand in the log (JSON that tells its own type).
``fold`` is the definition, ``add_create`` and ``add_set`` give the same one change at a time.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Heads = dict[str, list[str]]
"""Field -> the changes that hold its value, the shown one first. ``""`` stands for the creation,
of every field that nobody changed since. More than one creation: made on two laptops apart."""


@dataclass(frozen=True)
class Written:
    """One change, as far as the merge looks at it."""

    id: str
    hlc: int
    is_create: bool
    values: Mapping[str, Any]
    parents: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Known(Protocol):
    """The log; asked only where there is more than one version."""

    def hlc(self, change: str) -> int: ...

    def value(self, change: str, field: str) -> Any:
        """What this change says of the field; its default where a creation does not name it."""
        ...


class Log:
    """Changes of one entity, by id: the kind of ``Known`` that is held in memory."""

    def __init__(
        self, changes: Iterable[Written] = (), defaults: Mapping[str, Any] | None = None
    ) -> None:
        self.changes = {change.id: change for change in changes}
        self._defaults = defaults or {}

    def hlc(self, change: str) -> int:
        """When it was written, on the clock that only orders what is shown."""
        return self.changes[change].hlc

    def value(self, change: str, field: str) -> Any:
        """What it says of the field."""
        return self.changes[change].values.get(field, self._defaults.get(field))


def parse(text: str) -> Heads:
    """Read what ``dump`` made."""
    heads: Heads = json.loads(text)
    return heads


_BETWEEN = '", "'


def dump(heads: Heads) -> str:
    """JSON: the same heads are the same text on every laptop. Written by hand, because it is done
    so often: names of fields and hex words need no care."""
    stands = [
        f'"{name}": ["{_BETWEEN.join(heads[name])}"]' if heads[name] else f'"{name}": []'
        for name in sorted(heads)
    ]
    return f"{{{', '.join(stands)}}}"


def fold(changes: Sequence[Written], defaults: Mapping[str, Any] | None = None) -> Heads:
    """The heads of one entity by all its changes; the order in which they came is no matter."""
    log = Log(changes, defaults)
    creates = [change.id for change in changes if change.is_create]
    heads: Heads = {"": in_order(creates, log)}
    writers: dict[str, list[Written]] = {}
    for change in changes:
        if not change.is_create:
            for name in change.values:
                writers.setdefault(name, []).append(change)
    for name, found in writers.items():
        named = {parent for change in found for parent in change.parents.get(name, ())}
        named |= _same(creates, named.intersection(creates), name, log)
        stand = {*creates, *(change.id for change in found)} - named
        heads[name] = in_order(stand, log)
    return heads


def add_create(heads: Heads | None, change: str, log: Known) -> Heads:
    """One more creation. ``log`` knows this change too when there was one already."""
    if heads is None:
        return {"": [change]}
    before = heads[""]
    after: Heads = {"": in_order({*before, change}, log)}
    for name, stand in heads.items():
        if name:
            gone = set(before) - set(stand)
            is_gone = _same([change], gone, name, log)
            after[name] = stand if is_gone else in_order({*stand, change}, log)
    return after


def add_set(heads: Heads, change: str, parents: Mapping[str, Sequence[str]], log: Known) -> Heads:
    """A change of the fields in ``parents``: what it saw is replaced, all else still stands."""
    after = dict(heads)
    for name, seen in parents.items():
        named = set(seen)
        if len(heads[""]) > 1:
            named |= _same(heads[""], named.intersection(heads[""]), name, log)
        after[name] = in_order({*of(heads, name), change} - named, log)
    return after


def of(heads: Heads, name: str) -> list[str]:
    """The heads of a field, the shown one first."""
    return heads.get(name) or heads[""]


def in_order(changes: Collection[str], log: Known) -> list[str]:
    """The one that is shown first; the same everywhere."""
    if len(changes) < 2:
        return list(changes)
    return sorted(changes, key=lambda change: (log.hlc(change), change), reverse=True)


def same_as_shown(heads: Heads, name: str, log: Known) -> list[str]:
    """What somebody sees who sees the shown value: that head, and those that say the same.
    These are the parents of an ordinary write."""
    stand = of(heads, name)
    if len(stand) < 2:
        return list(stand)
    value = log.value(stand[0], name)
    return [change for change in stand if log.value(change, name) == value]


def list_conflicts(
    heads: Heads, quiet: Collection[str], fields: Iterable[str], log: Known
) -> set[str]:
    """The fields of which two versions stand that do not say the same."""
    is_twice = len(heads[""]) > 1
    names = fields if is_twice else heads
    return {
        name
        for name in names
        if name
        and name not in quiet
        and len(of(heads, name)) > 1
        and len(same_as_shown(heads, name, log)) < len(of(heads, name))
    }


def _same(creates: Collection[str], named: Collection[str], name: str, log: Known) -> set[str]:
    """Of these creations, those that say the same of a field as one that was seen and replaced:
    whoever replaced the one replaced the other."""
    if not creates or not named:
        return set()
    values = [log.value(change, name) for change in named]
    return {change for change in creates if log.value(change, name) in values}
