"""Keys and passwords: the vault. The only package that imports a crypto library.

Importing it costs only the standard library; the heavy libraries load when a key is derived.
"""

from __future__ import annotations

from hvh_desktop.crypto.attempts import Clock, TooEarly, WrongPassword
from hvh_desktop.crypto.keyring import Grant, Keyring
from hvh_desktop.crypto.passwords import KdfCost, calibrate, check_password
from hvh_desktop.crypto.recovery import RecoverySheet
from hvh_desktop.crypto.store import SPARE_FILE, VAULT_FILE
from hvh_desktop.crypto.users import NewUser, VaultUser
from hvh_desktop.crypto.vault import Vault

__all__ = [
    "SPARE_FILE",
    "VAULT_FILE",
    "Clock",
    "Grant",
    "KdfCost",
    "Keyring",
    "NewUser",
    "RecoverySheet",
    "TooEarly",
    "Vault",
    "VaultUser",
    "WrongPassword",
    "calibrate",
    "check_password",
]
