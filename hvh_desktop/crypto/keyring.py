"""The keys of one unlocked user, in memory only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn, TypeAlias
from uuid import UUID

if TYPE_CHECKING:
    from hvh_desktop.crypto.slots import PrivateKeys

RECOVERY_ID = UUID(int=0)
AUTHORITY = "sleutelbeheer"
Labels: TypeAlias = Mapping[str, str | None]
"""Words about a user, each with its last day (yyyy-mm-dd) or None for always. A beheerder signs
them; what they mean is for who asks."""


def epoch_name(compartment: str, epoch: int) -> str:
    """What the key of a compartment from this epoch on is called: ``team``, ``team.1``, ..."""
    return f"{compartment}.{epoch}" if epoch else str(compartment)


def split_name(name: str) -> tuple[str, int]:
    """The compartment and the epoch in the name of a key."""
    compartment, dot, epoch = name.rpartition(".")
    return (compartment, int(epoch)) if dot and epoch.isdecimal() else (name, 0)


@dataclass(frozen=True)
class Grant:
    """A key that was passed on to a user."""

    medewerker_id: UUID
    compartment: str


class Keyring:
    """What a user may open. Wipe it at lock; it cannot be stored, copied or printed."""

    def __init__(
        self,
        medewerker_id: UUID,
        keys: Mapping[str, bytearray],
        authority_public: bytes,
        revision: int,
        authority: bytearray | None = None,
        *,
        must_change_password: bool = False,
        is_setup: bool = False,
        labels: Labels | None = None,
        private: PrivateKeys | None = None,
    ) -> None:
        self.medewerker_id = medewerker_id
        self.authority_public = authority_public
        self.revision = revision
        self.must_change_password = must_change_password
        self.is_setup = is_setup
        self.labels = labels
        """From the verified table; None for keys of nobody and for an older vault."""
        self.expires: date | None = None
        """The last day on which these keys are used as they are; who lets somebody in fills it."""
        self.fulfilled: tuple[Grant, ...] = ()
        self.notices: tuple[str, ...] = ()
        self._keys = dict(keys)
        self._authority = authority
        self._spent: list[bytearray] = []
        self._private = private

    @property
    def keys(self) -> Mapping[str, bytearray]:
        return MappingProxyType(self._keys)

    def key(self, compartment: str) -> bytearray:
        return self._keys[str(compartment)]

    def holds(self, compartment: str) -> bool:
        return str(compartment) in self._keys

    def epoch(self, stream: str) -> int:
        """The newest epoch of this stream whose key is here; 0 is the key of the file."""
        return max((n for name, n in map(split_name, self._keys) if name == stream), default=0)

    def stream_secret(self, stream: str, epoch: int) -> bytearray | None:
        """The key of the compartment from this epoch on; wiped together with this keyring."""
        return self._keys.get(epoch_name(stream, epoch))

    @property
    def can_sign(self) -> bool:
        """False for who still has the password of somebody else, and for keys of nobody."""
        return self._private is not None and not self.must_change_password

    def sign(self, message: bytes) -> bytes:
        """The signature of the person himself, as the author of something."""
        from hvh_desktop.crypto import primitives

        if self._private is None or self.must_change_password:
            raise ValueError("nobody is the author with this keyring")
        return primitives.sign(self._private.sign, message)

    @property
    def private(self) -> PrivateKeys | None:
        """The own keys of this user, for the vault."""
        return self._private

    def renew(self, private: PrivateKeys) -> None:
        """From now on with the own keys that are behind the new password."""
        if self._private is not None:
            self._private.wipe()
        self._private = private.copy()
        self.must_change_password = False

    def take_over(self, fresh: Keyring) -> None:
        """Be the keyring that a new password gave; the other one is empty afterwards."""
        if fresh is not self and fresh.medewerker_id == self.medewerker_id:
            self.wipe()
            self._keys, self._authority = dict(fresh._keys), fresh._authority
            self._private, self.revision = fresh._private, fresh.revision
            self.authority_public = fresh.authority_public
            self.must_change_password = fresh.must_change_password
            fresh._keys, fresh._authority, fresh._private = {}, None, None

    def add(self, keys: Mapping[str, bytearray], revision: int) -> None:
        """Keys that were passed on since."""
        self._keys.update(keys)
        self.revision = max(self.revision, revision)

    def succeed(self, authority: bytearray | None, public: bytes, revision: int) -> None:
        """Another key signs the table from now on; None: it was not passed on to us. The one
        before may be in use at this moment, so it is overwritten only by ``wipe``."""
        if self._authority is not None and self._authority is not authority:
            self._spent.append(self._authority)
        self._authority, self.authority_public = authority, public  # in this order
        self.revision = revision

    @property
    def authority(self) -> bytearray | None:
        """The key that signs the table of users: for a beheerder and the recovery sheets."""
        return self._authority

    @property
    def is_beheerder(self) -> bool:
        return self._authority is not None

    @property
    def is_recovery(self) -> bool:
        return self.medewerker_id == RECOVERY_ID

    @property
    def is_wiped(self) -> bool:
        return not self._keys and self._authority is None and self._private is None

    def secrets(self) -> Mapping[str, bytearray]:
        """Everything that can be passed on: the compartment keys and the signing key."""
        if self._authority is None:
            return self.keys
        return MappingProxyType({**self._keys, AUTHORITY: self._authority})

    def wipe(self) -> None:
        """Overwrite the keys with zeros and forget them."""
        for key in (*self.secrets().values(), *self._spent):
            key[:] = bytes(len(key))
        if self._private is not None:
            self._private.wipe()
        self._keys.clear()
        self._spent.clear()
        self._authority = self._private = None

    def __repr__(self) -> str:
        return f"<Keyring with {len(self._keys)} keys>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a keyring stays in memory: it cannot be pickled or copied")
