"""The envelopes of one stream as they are kept: own and pulled, sent and not sent.

Their bytes are large, so nothing here asks for the bytes, or for what lies behind them in a row,
of more rows than it needs: an index answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from hvh_desktop.crypto.primitives import sha256
from hvh_desktop.db.ids import id_from
from hvh_desktop.sync.envelope import NotWhole, is_whole, split
from hvh_desktop.sync.parts import DONE, Cursor, Kept, Verdict
from hvh_desktop.sync.stream.chain import Chain
from hvh_desktop.sync.stream.compartment_file import CompartmentFile
from hvh_desktop.sync.stream.opening import EnvelopeState

_CURSOR = "cursor"
_REFUSED = "niet aangenomen "
"""Settings: with the hash of an envelope that the hub does not want."""
_DISPUTED = "andere volgorde"
"""Setting: how many envelopes say so, since a person saw it last."""
_BATCH_BYTES = 1 << 20
_UNSENT = (
    "position IS NULL AND NOT is_sent AND n > 0"
    f" AND NOT EXISTS (SELECT 1 FROM sync_setting WHERE name = '{_REFUSED}' || hex(hash))"
)
"""What has no position is not sent, but for a few: so the index on the position finds them."""
_KEPT = "hash, device, incarnation, n, raw"
_IS_BETTER = (
    f"excluded.state = '{EnvelopeState.wacht}' AND"
    f" (state = '{EnvelopeState.apart}' AND length(excluded.raw) >= length(raw)"
    f" OR state = '{EnvelopeState.sleutel}' AND length(excluded.raw) > length(raw))"
)
"""The name of an envelope does not cover its parts: a copy that was damaged, or from which a part
was left out, must not stand in the way."""
_INSERT = (
    "INSERT INTO envelope (hash, device, incarnation, n, user, raw, position, is_sent, state)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT (hash) DO UPDATE"
    " SET position = excluded.position, is_sent = 1,"
    f" raw = CASE WHEN {_IS_BETTER} THEN excluded.raw ELSE raw END,"
    f" state = CASE WHEN {_IS_BETTER} THEN excluded.state ELSE state END"
)
_NOBODY = bytes(16)


class Shelf:
    """Keeps bytes and their place in the hub's order. What is in them is not its business."""

    def __init__(self, file: CompartmentFile) -> None:
        self._file = file
        self._chain = Chain(file)

    # Where we are

    def cursor(self) -> Cursor:
        """Up to where everything is kept."""
        found = self._file.setting(_CURSOR)
        return msgspec.json.decode(found, type=Cursor) if found else Cursor()

    def _move(self, cursor: Cursor) -> None:
        self._file.change_setting(_CURSOR, msgspec.json.encode(cursor).decode())

    # Sending

    def count_unsent(self) -> int:
        """What the hub may not have."""
        found: int = self._file.value(f"SELECT count(*) FROM envelope WHERE {_UNSENT}")
        return found

    def list_unsent(self, limit: int) -> list[Kept]:
        """Oldest first, about 1 MiB."""
        return [kept for _, kept in self._read(_UNSENT, "number", limit)]

    def mark_sent(self, results: Iterable[tuple[bytes, Verdict, int | None]]) -> None:
        """What the hub said of each."""
        with self._file.writing() as connection:
            for hash, verdict, position in results:
                if verdict in DONE:
                    connection.execute(
                        "UPDATE envelope SET is_sent = 1, position = coalesce(?, position)"
                        " WHERE hash = ?",
                        (position, hash),
                    )
                else:
                    self._file.change_setting(_REFUSED + hash.hex().upper(), verdict)

    def count_refused(self) -> int:
        """What this hub did not want."""
        found: int = self._file.value(
            "SELECT count(*) FROM sync_setting WHERE name GLOB ?", f"{_REFUSED}*"
        )
        return found

    # Keeping

    def keep(
        self,
        envelopes: Sequence[tuple[int, bytes]],
        cursor: Cursor,
        disputed: Sequence[bytes] = (),
    ) -> list[bytes]:
        """The bytes and the cursor in one commit; the names of the envelopes."""
        rows = [_row(position, raw) for position, raw in envelopes]
        hashes: list[bytes] = [row[0] for row in rows]
        before = self.cursor()
        with self._file.writing() as connection:
            connection.executemany(_INSERT, rows)
            self._chain.go_on(before, zip((at for at, _ in envelopes), hashes, strict=True))
            self._move(cursor)
            if disputed:
                count = self.count_disputed() + len(disputed)
                self._file.change_setting(_DISPUTED, str(count))
        return hashes

    def count_disputed(self) -> int:
        """Envelopes whose writers were shown another order, since a person saw it last."""
        return int(self._file.setting(_DISPUTED) or 0)

    def see_disputed(self) -> None:
        """A person has seen it."""
        with self._file.writing():
            self._file.change_setting(_DISPUTED, "0")

    def lose_hub(self, connection: Any, cursor: Cursor) -> None:
        """Nothing counts as sent. Within a commit."""
        connection.execute(
            "UPDATE envelope SET is_sent = 0, position = NULL WHERE is_sent OR position NOT NULL"
        )
        connection.execute("DELETE FROM sync_setting WHERE name GLOB ?", (f"{_REFUSED}*",))
        self._chain.lose()
        self._move(cursor)

    # The hub's order

    def list_run(self, after: int, limit: int) -> list[tuple[int, Kept]]:
        """What follows ``after`` without a gap, about 1 MiB."""
        found = self._read(f"position > {int(after)}", "position, number", limit)
        run: list[tuple[int, Kept]] = []
        for position, kept in found:
            if position != after + len(run) + 1:
                break
            run.append((position, kept))
        return run

    def chain_at(self, position: int) -> bytes | None:
        """The chain at an earlier position; None when not everything up to there is here."""
        return self._chain.at(position, self.cursor())

    def _read(self, where: str, order: str, limit: int) -> list[tuple[int, Kept]]:
        numbers: list[int] = []
        size = 0
        for number, length in self._file.each(
            f"SELECT number, length(raw) FROM envelope WHERE {where} ORDER BY {order} LIMIT ?",
            limit,
        ):
            size += length
            if numbers and size > _BATCH_BYTES:
                break
            numbers.append(number)
        rows = [
            self._file.rows(f"SELECT position, {_KEPT} FROM envelope WHERE number = ?", number)[0]
            for number in numbers
        ]
        return [
            (position, Kept(hash, id_from(device), id_from(incarnation), n, raw))
            for position, hash, device, incarnation, n, raw in rows
        ]


def _row(position: int, raw: bytes) -> tuple[Any, ...]:
    """What cannot be read is kept under the hash of its bytes, and set apart at once."""
    try:
        parsed = split(raw)
    except NotWhole:
        return (sha256(raw), _NOBODY, _NOBODY, 0, _NOBODY, raw, position, EnvelopeState.apart)
    header = parsed.header
    return (
        parsed.hash,
        header.device.bytes,
        header.incarnation.bytes,
        header.n,
        header.user.bytes,
        raw,
        position,
        EnvelopeState.wacht if is_whole(parsed) else EnvelopeState.apart,
    )
