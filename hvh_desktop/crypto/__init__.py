"""Keys and passwords: the vault. The only package that imports a crypto library.

The login window must be quick, so a name is loaded when it is first asked for; the heavy
libraries load when a key is derived.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hvh_desktop.crypto.files import SPARE_FILE, VAULT_FILE, has_vault

if TYPE_CHECKING:
    from hvh_desktop.crypto.attempts import Clock, TooEarly, WrongPassword
    from hvh_desktop.crypto.keyring import Grant, Keyring, Labels
    from hvh_desktop.crypto.passwords import KdfCost, calibrate, check_password
    from hvh_desktop.crypto.recovery import RecoverySheet
    from hvh_desktop.crypto.users import DrawnRecovery, NewUser, VaultUser
    from hvh_desktop.crypto.vault import Vault

__all__ = [
    "SPARE_FILE",
    "VAULT_FILE",
    "Clock",
    "DrawnRecovery",
    "Grant",
    "KdfCost",
    "Keyring",
    "Labels",
    "NewUser",
    "RecoverySheet",
    "TooEarly",
    "Vault",
    "VaultUser",
    "WrongPassword",
    "calibrate",
    "check_password",
    "has_vault",
]

_HOMES = {
    "attempts": ("Clock", "TooEarly", "WrongPassword"),
    "keyring": ("Grant", "Keyring", "Labels"),
    "passwords": ("KdfCost", "calibrate", "check_password"),
    "recovery": ("RecoverySheet",),
    "users": ("DrawnRecovery", "NewUser", "VaultUser"),
    "vault": ("Vault",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
