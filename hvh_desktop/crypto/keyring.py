"""The keys of one unlocked user, in memory only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NoReturn, TypeAlias
from uuid import UUID

RECOVERY_ID = UUID(int=0)
AUTHORITY = "sleutelbeheer"
Labels: TypeAlias = Mapping[str, str | None]
"""Words about a user, each with its last day (yyyy-mm-dd) or None for always. A beheerder signs
them; what they mean is for who asks."""


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

    @property
    def keys(self) -> Mapping[str, bytearray]:
        return MappingProxyType(self._keys)

    def key(self, compartment: str) -> bytearray:
        return self._keys[str(compartment)]

    def holds(self, compartment: str) -> bool:
        return str(compartment) in self._keys

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
        return not self._keys and self._authority is None

    def secrets(self) -> Mapping[str, bytearray]:
        """Everything that can be passed on: the compartment keys and the signing key."""
        if self._authority is None:
            return self.keys
        return MappingProxyType({**self._keys, AUTHORITY: self._authority})

    def wipe(self) -> None:
        """Overwrite the keys with zeros and forget them."""
        for key in self.secrets().values():
            key[:] = bytes(len(key))
        self._keys.clear()
        self._authority = None

    def __repr__(self) -> str:
        return f"<Keyring with {len(self._keys)} keys>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a keyring stays in memory: it cannot be pickled or copied")
