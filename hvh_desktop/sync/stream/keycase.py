"""The keys of one stream: one per deelnemer (and one for nobody's), wrapped under an epoch.

Keys are kept wrapped; what was unwrapped stays in memory until ``close``. A key whose wrapping
does not open counts as not here. A key that was destroyed stays destroyed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hvh_desktop.crypto.primitives import Key
from hvh_desktop.crypto.streams import key_id_of, new_subject_key, stream_key, unwrap, wrap
from hvh_desktop.errors import EnvironmentProblem
from hvh_desktop.sync.parts import WrappedKey
from hvh_desktop.sync.stream.compartment_file import CompartmentFile

_CURSOR = "sleutels"
_NOBODYS = "sleutel van niemand, tijdperk {}"
_INSERT = (
    "INSERT INTO subject_key (key_id, epoch, deelnemer_id, wrapped, is_sent)"
    " VALUES (?, ?, ?, ?, ?) ON CONFLICT (key_id) DO UPDATE"
    " SET epoch = excluded.epoch, wrapped = excluded.wrapped"
)
_NO_KEY = (
    "Er kan nu niets worden verstuurd: jouw sleutel van dit deel van het huis is er nog niet. "
    "Wat je bewaarde is veilig. Meld je af en opnieuw aan, of vraag de beheerder om hulp."
)


@dataclass(frozen=True)
class NewKey:
    """A key that was drawn for an envelope; it is kept in the commit of that envelope."""

    wrapped: WrappedKey
    deelnemer_id: UUID | None


class KeyCase:
    """Finds, draws and keeps the keys of one stream."""

    def __init__(
        self,
        file: CompartmentFile,
        site: str,
        stream: str,
        stream_secret: Callable[[str, int], Key | None],
        is_destroyed: Callable[[str, WrappedKey], bool],
    ) -> None:
        self._file = file
        self._site, self._stream = site, stream
        self._secret = stream_secret
        self._is_destroyed = is_destroyed
        self._open: dict[bytes, bytearray] = {}
        self._epochs: dict[int, bytearray] = {}

    # Finding

    def find(self, key_id: bytes) -> bytearray | None:
        """The key with this name; None when it is not here, or not to be opened."""
        if key_id not in self._open:
            rows = self._file.rows(
                "SELECT epoch, wrapped FROM subject_key WHERE key_id = ?", key_id
            )
            found = self._unwrap(key_id, *rows[0]) if rows else None
            if found is None:
                return None
            self._open[key_id] = found
        return self._open[key_id]

    def destroyed(self, key_ids: Sequence[bytes]) -> frozenset[bytes]:
        """Those of them that were destroyed."""
        marks = ", ".join("?" * len(key_ids))
        rows = self._file.rows(
            f"SELECT key_id FROM subject_key WHERE wrapped IS NULL AND key_id IN ({marks})",
            *key_ids,
        )
        return frozenset(key_id for (key_id,) in rows)

    def _unwrap(self, key_id: bytes, epoch: int, wrapped: bytes | None) -> bytearray | None:
        above = self._key_of(epoch)
        return None if above is None or wrapped is None else unwrap(above, key_id, wrapped)

    def _key_of(self, epoch: int) -> bytearray | None:
        if epoch not in self._epochs:
            secret = self._secret(self._stream, epoch)
            if secret is None:
                return None
            self._epochs[epoch] = stream_key(
                secret, site=self._site, stream=self._stream, epoch=epoch
            )
        return self._epochs[epoch]

    # Sealing

    def key_for(self, deelnemer_id: UUID | None, epoch: int) -> tuple[bytearray, NewKey | None]:
        """The key of this epoch for what is about him; drawn when there is none yet."""
        for key_id in self._candidates(deelnemer_id, epoch):
            found = self.find(key_id)
            if found is not None:
                return found, None
        above = self._key_of(epoch)
        if above is None:
            raise EnvironmentProblem(_NO_KEY)
        key = new_subject_key()
        wrapped = WrappedKey(key_id_of(key), epoch, wrap(above, key))
        return key, NewKey(wrapped, deelnemer_id)

    def _candidates(self, deelnemer_id: UUID | None, epoch: int) -> list[bytes]:
        if deelnemer_id is None:
            own = self._file.setting(_NOBODYS.format(epoch))
            return [bytes.fromhex(own)] if own else []
        rows = self._file.rows(
            "SELECT key_id FROM subject_key"
            " WHERE deelnemer_id = ? AND epoch = ? AND wrapped IS NOT NULL",
            deelnemer_id.bytes,
            epoch,
        )
        return [key_id for (key_id,) in rows]

    def keep_new(self, connection: Any, keys: Sequence[NewKey]) -> None:
        """Within the commit of the envelope that they seal."""
        for new in keys:
            key, subject = new.wrapped, new.deelnemer_id
            about = subject.bytes if subject else None
            connection.execute(_INSERT, (key.key_id, key.epoch, about, key.wrapped, False))
            if subject is None:
                self._file.change_setting(_NOBODYS.format(key.epoch), key.key_id.hex())

    # Travelling

    def cursor(self) -> int:
        """Up to where the keys of the hub are here."""
        return int(self._file.setting(_CURSOR) or 0)

    def list_unsent(self) -> list[WrappedKey]:
        """Those that the hub may not have."""
        rows = self._file.rows(
            "SELECT key_id, epoch, wrapped FROM subject_key WHERE NOT is_sent ORDER BY rowid"
        )
        return [WrappedKey(*row) for row in rows]

    def mark_sent(self, key_ids: Sequence[bytes]) -> None:
        """The hub has them."""
        with self._file.writing() as connection:
            connection.executemany(
                "UPDATE subject_key SET is_sent = 1 WHERE key_id = ?", [(k,) for k in key_ids]
            )

    def keep(self, connection: Any, keys: Sequence[WrappedKey], cursor: int) -> None:
        """What the hub gave, within a commit."""
        for key in keys:
            if key.wrapped is None and not self._is_destroyed(self._stream, key):
                continue  # a hub cannot destroy: what this key opens is waited for
            rows = self._file.rows(
                "SELECT epoch, wrapped FROM subject_key WHERE key_id = ?", key.key_id
            )
            if not rows or self._is_better(key, *rows[0]):
                row = (key.key_id, key.epoch, None, key.wrapped, True)
                connection.execute(_INSERT, row)
            if key.wrapped is None:
                self._forget(key.key_id)
        self._file.change_setting(_CURSOR, str(cursor))

    def _is_better(self, key: WrappedKey, epoch: int, wrapped: bytes | None) -> bool:
        """A destroyed key never comes back; one that does not open may be given anew."""
        if wrapped is None:
            return False
        return key.wrapped is None or self._unwrap(key.key_id, epoch, wrapped) is None

    def lose_hub(self, connection: Any) -> None:
        """Another hub has none of them yet. Within a commit."""
        connection.execute("UPDATE subject_key SET is_sent = 0")
        self._file.change_setting(_CURSOR, "0")

    def learn(self, connection: Any, key_id: bytes, deelnemer_id: UUID) -> None:
        """Whose key it is, so that all of his can be destroyed one day. Within a commit."""
        connection.execute(
            "UPDATE subject_key SET deelnemer_id = ? WHERE key_id = ? AND deelnemer_id IS NULL",
            (deelnemer_id.bytes, key_id),
        )

    def unknown(self, key_ids: Sequence[bytes]) -> list[bytes]:
        """Those of which it is not known whose they are; nobody's are among them."""
        marks = ", ".join("?" * len(key_ids))
        rows = self._file.rows(
            f"SELECT key_id FROM subject_key WHERE deelnemer_id IS NULL AND key_id IN ({marks})",
            *key_ids,
        )
        return [key_id for (key_id,) in rows]

    # Forgetting

    def _forget(self, key_id: bytes) -> None:
        key = self._open.pop(key_id, None)
        if key is not None:
            key[:] = bytes(len(key))

    def close(self) -> None:
        """Wipe what was opened."""
        for key in (*self._open.values(), *self._epochs.values()):
            key[:] = bytes(len(key))
        self._open.clear()
        self._epochs.clear()
