"""Sealing: the next changes that wait, of one person, in one envelope that names who sealed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from hvh_desktop.db.ids import id_from
from hvh_desktop.rights import Compartment
from hvh_desktop.sync.envelope import Group, how_many_fit, seal, split
from hvh_desktop.sync.merge.settle import deciding
from hvh_desktop.sync.parts import MAX_BYTES, MAX_CHANGES, Header, Kept, Seen
from hvh_desktop.sync.stream.authorship import guarded_kinds, may_write_one
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.keycase import KeyCase, NewKey
from hvh_desktop.sync.stream.laptop_state import Numbers
from hvh_desktop.sync.stream.numbering import NUMBERS
from hvh_desktop.sync.stream.subjects import find_subject
from hvh_desktop.sync.stream.trust import Trust
from hvh_desktop.sync.wire import WireChange

_WAITING = (
    'SELECT rowid, user, octet_length("values") + octet_length(parents) + octet_length(ext)'
    ' FROM "change" INDEXED BY ix_change_unsealed WHERE envelope IS NULL ORDER BY rowid LIMIT ?'
)
_LEFT = (
    'SELECT rowid, user, kind, operation, "values" FROM "change"'
    " WHERE envelope IS NULL AND user != ? AND kind IN ({}) ORDER BY rowid"
)
_READ = (
    'SELECT id, action, user, device, at, hlc, "schema", kind, entity, operation, "values",'
    ' parents, ext FROM "change" WHERE rowid IN ({}) ORDER BY rowid'
)
_MARK = 'UPDATE "change" SET envelope = ? WHERE rowid = ? AND envelope IS NULL'
_INSERT = (
    "INSERT INTO envelope (hash, device, incarnation, n, user, raw, position, is_sent, state)"
    " VALUES (?, ?, ?, ?, ?, ?, NULL, 0, 'open')"
)


@dataclass(frozen=True)
class Sealed:
    """An envelope that is ready to be kept."""

    kept: Kept
    header: Header
    rows: tuple[int, ...]
    """Of the changes in it."""
    new_keys: tuple[NewKey, ...]
    is_decision: bool
    """A decision is in it, that waits for its place in the order of the hub."""


def seal_next(
    file: CompartmentFile,
    keys: KeyCase,
    trust: Trust,
    stream: str,
    last: Numbers,
    seen: Seen,
    left: frozenset[int],
) -> Sealed | None:
    """Everything that may be done before the file is locked; None when nothing waits. ``left``:
    rows that are not for this person to seal."""
    rows = _next_rows(file, left)
    if not rows:
        return None
    changes = _read_changes(file, rows)
    changes = changes[: how_many_fit(changes)]
    user, epoch = changes[0].user, trust.epoch(stream)
    groups, new_keys = _groups(file, keys, stream, epoch, changes)
    raw = seal(
        groups,
        site=trust.site,
        stream=stream,
        epoch=epoch,
        device=trust.device,
        incarnation=last.incarnation,
        n=last.n + 1,
        previous=last.hash,
        seen=seen,
        user=user,
        sign_device=trust.sign_device,
        sign_user=trust.sign_user,
        sealer=trust.user,
    )
    parsed = split(raw)
    kept = Kept(parsed.hash, trust.device, last.incarnation, last.n + 1, raw)
    is_decision = _holds_decision(stream, changes)
    return Sealed(kept, parsed.header, tuple(rows[: len(changes)]), tuple(new_keys), is_decision)


def _holds_decision(stream: str, changes: Sequence[WireChange]) -> bool:
    kinds = {kind.__name__ for kind in deciding(Compartment(stream))}
    return any(change.kind in kinds for change in changes)


def left_to_writer(file: CompartmentFile, trust: Trust, stream: str) -> frozenset[int]:
    """Rows of the log that wait for who wrote them: decisions, which count nowhere unless he
    signs, or a colleague who may decide the same. They stay here, and count as waiting."""
    kinds = guarded_kinds(Compartment(stream))
    marks = ", ".join("?" * len(kinds))
    roles = trust.find_roles(trust.user)
    return frozenset(
        row
        for row, user, kind, operation, values in file.each(
            _LEFT.format(marks), trust.user.bytes, *kinds
        )
        if not may_write_one(roles, kind, operation, values)
    )


def keep_sealed(file: CompartmentFile, keys: KeyCase, sealed: Sealed, numbers: Numbers) -> None:
    """The envelope, its keys, its number and the mark on its changes, in one commit."""
    kept = sealed.kept
    with file.writing() as connection:
        keys.keep_new(connection, sealed.new_keys)
        row = (kept.hash, kept.device.bytes, kept.incarnation.bytes, kept.n)
        connection.execute(_INSERT, (*row, sealed.header.user.bytes, kept.raw))
        marked = connection.executemany(_MARK, [(kept.hash, row) for row in sealed.rows])
        if marked.rowcount != len(sealed.rows):
            raise RuntimeError("a change was sealed twice: two programs write this file")
        file.change_setting(NUMBERS, numbers.to_json())


def _next_rows(file: CompartmentFile, left: frozenset[int]) -> list[int]:
    """The longest run of one person from the first that waits, as far as it may fit. What a row
    holds is not read for it: a photo may be some MB."""
    rows: list[int] = []
    writer, size = None, 0
    for row, user, length in file.each(_WAITING, MAX_CHANGES + len(left)):
        if row in left:
            continue
        size += length
        if rows and (user != writer or size > MAX_BYTES):
            break
        writer = user
        rows.append(row)
    return rows


def _read_changes(file: CompartmentFile, rows: Sequence[int]) -> list[WireChange]:
    marks = ", ".join("?" * len(rows))
    return [
        WireChange(
            id_from(change),
            id_from(action),
            id_from(user),
            id_from(device),
            at,
            hlc,
            schema,
            kind,
            id_from(entity),
            *rest,
        )
        for change, action, user, device, at, hlc, schema, kind, entity, *rest in file.each(
            _READ.format(marks), *rows
        )
    ]


def _groups(
    file: CompartmentFile,
    keys: KeyCase,
    stream: str,
    epoch: int,
    changes: Sequence[WireChange],
) -> tuple[list[Group], list[NewKey]]:
    """Runs of changes about one deelnemer, each with his key."""
    compartment = Compartment(stream)
    about: dict[UUID, UUID | None] = {}
    for change in changes:
        if change.entity not in about:
            about[change.entity] = find_subject(file, compartment, change.kind, change.entity)
    found = {subject: keys.key_for(subject, epoch) for subject in set(about.values())}
    runs = groupby(changes, lambda change: about[change.entity])
    groups: list[Group] = [(found[subject][0], list(run)) for subject, run in runs]
    return groups, [new for _, new in found.values() if new is not None]
