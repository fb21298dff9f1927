"""What one stream keeps on this laptop, counted for a person."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.store import SqlStore
from hvh_desktop.sync.thread.state import Tally

LOOKED_AT = 20_000
"""Of the log, newest first: who wrote more than this without a hub is told of these."""
_UNSEALED = (
    'SELECT count(*), min(at) FROM "change" INDEXED BY ix_change_unsealed WHERE envelope IS NULL'
)
_UNSENT = (
    "SELECT count(*), min(at) FROM"
    ' (SELECT device, at, envelope FROM "change" ORDER BY rowid DESC LIMIT ?)'
    " WHERE device = ? AND envelope IN"
    " (SELECT hash FROM envelope WHERE position IS NULL AND NOT is_sent AND n > 0)"
)

_HELD = "SELECT count(*) FROM envelope WHERE position IS NULL AND is_sent AND n > 0"


def tally_of(store: SqlStore, file: CompartmentFile, device: UUID) -> Tally:
    """``file``: the same file as the store's, on the same thread."""
    unsealed, since = file.rows(_UNSEALED)[0]
    left = store.count_left() if unsealed else 0
    waiting = unsealed - left
    since = since if waiting else None
    if store.count_unsent():
        unsent, first = file.rows(_UNSENT, LOOKED_AT, device.bytes)[0]
        waiting += unsent
        since = min((at for at in (since, first) if at), default=None)
    aside = store.count_aside()
    return Tally(
        stream=store.stream,
        waiting=waiting,
        waiting_since=_moment(since) if since else None,
        to_apply=store.count_unapplied(),
        for_update=aside.update,
        for_key=aside.key,
        aside=aside.apart + aside.refused,
        left=left,
        held=file.rows(_HELD)[0][0],
        disputed=store.count_disputed(),
    )


def _moment(stored: str) -> datetime:
    """As the database keeps it: in UTC."""
    found = datetime.fromisoformat(stored)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
