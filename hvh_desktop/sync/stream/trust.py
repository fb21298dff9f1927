"""What a store must know of keys and people, as functions of whoever holds them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from hvh_desktop.crypto.primitives import Key
from hvh_desktop.rights import Rol
from hvh_desktop.sync.parts import WrappedKey


@dataclass(frozen=True)
class Trust:
    """The laptop and the person who is logged in, and whom they believe."""

    site: str
    device: UUID
    """This laptop, as the register knows it."""
    sign_device: Callable[[bytes], bytes]
    user: UUID
    """Who is logged in. He seals what others wrote before him on this laptop too, in his own
    name: their words never wait for them."""
    sign_user: Callable[[bytes], bytes]
    find_device_public: Callable[[UUID], bytes | None]
    """Of every laptop that was ever admitted; one that was taken off too."""
    find_user_publics: Callable[[UUID], Collection[bytes]]
    """Every author key that somebody ever had; former colleagues too."""
    list_users: Callable[[], Collection[UUID]]
    """Everybody who ever had an author key."""
    find_roles: Callable[[UUID], frozenset[Rol] | None]
    """The roles that somebody has or ever had, as the table of the vault is signed. None: nobody
    ever signed what his roles are."""
    is_destroyed: Callable[[str, WrappedKey], bool]
    """Whether the order by which a key of a stream was destroyed is one of the authority."""
    epoch: Callable[[str], int]
    """The newest epoch of a stream whose key is held."""
    stream_secret: Callable[[str, int], Key | None]
    """The compartment key of an epoch."""
    register: Callable[[], int]
    """The number of the last entry of the register of laptops that is here."""
    register_at: Callable[[int], bytes | None] = lambda _: None
    """The hash over it up to an entry; None when that entry is not here."""
    can_sign: Callable[[], bool] = lambda: True
    """False as long as he has a password that somebody else made: nothing is sealed then."""
