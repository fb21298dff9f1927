"""Who may write what: looked at by every laptop that reads it, not only by the one that wrote.

A colleague can run a program that he changed himself. He holds the key of the stream, so he can
seal what he likes, in any name. What decides about people or about rights therefore counts only
when somebody signed it whose roles, in the signed table of the vault, allow it: the writer, or a
colleague who may decide it himself and seals what was left on a laptop. What does not count is
kept and counted, never thrown away; it is looked at again when the table changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from hvh_desktop.db.entity import entity_classes
from hvh_desktop.db.kinds import Unfit, find_kind, read_object
from hvh_desktop.rights import TABLE, Compartment, Right, Rol
from hvh_desktop.sync.wire import WireChange


def may_write(roles: frozenset[Rol] | None, changes: Iterable[WireChange]) -> bool:
    """Whether somebody who held these roles may have written all of this. None: nobody ever said
    what his roles are."""
    return roles is None or all(
        may_write_one(roles, c.kind, c.operation, c.values) for c in changes if _is_guarded(c.kind)
    )


def may_write_one(roles: frozenset[Rol] | None, kind: str, operation: str, values: str) -> bool:
    """The same for one change."""
    return all(_holds(roles, needed) for needed in needs_of(kind, operation, values))


@lru_cache(maxsize=1024)
def _is_guarded(kind: str) -> bool:
    """Is there a change of this kind that asks for a right?"""
    found = find_kind(kind)
    if found is None:
        return False
    entity = found.entity
    return bool(entity.__written_by__ or entity.__changed_by__ or entity.__value_written_by__)


@cache
def guarded_kinds(compartment: Compartment) -> tuple[str, ...]:
    """The kinds of which some change asks for a right."""
    found = entity_classes(compartment)
    return tuple(e.__name__ for e in found if e.__written_by__ or e.__value_written_by__)


def needs_of(kind: str, operation: str, values: str) -> list[tuple[Right, ...]]:
    """Of each of these one right is needed; empty: whoever holds the key of the stream may."""
    found = find_kind(kind)
    if found is None:
        return []
    entity = found.entity
    needed = entity.__written_by__
    if operation != "create" and entity.__changed_by__ is not None:
        needed = entity.__changed_by__
    return ([needed] if needed else []) + _needs_of_values(values, entity.__value_written_by__)


def _needs_of_values(
    text: str, rules: Mapping[str, Mapping[str, tuple[Right, ...]]]
) -> list[tuple[Right, ...]]:
    if not rules:
        return []
    try:
        values = read_object(text)
    except Unfit:
        return []  # it is never carried out
    found = []
    for name, by_value in rules.items():
        value = values.get(name)
        word = value.get("$keuze") if isinstance(value, dict) else value
        if isinstance(word, str) and (needed := by_value.get(word)):
            found.append(needed)
    return found


def _holds(roles: frozenset[Rol] | None, needed: tuple[Right, ...]) -> bool:
    return roles is None or any(not roles.isdisjoint(TABLE[right]) for right in needed)
