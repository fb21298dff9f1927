"""The folder of a hub: its keys and certificates, and ``koppeling.json`` for the first laptop.

It is kept outside the database and backed up apart from it: who has a backup of the database
alone can sign nothing in the name of the hub.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.files import replace_file
from hvh_desktop.crypto.site import make_site, renew_server

LINK_FILE = "koppeling.json"
HUB_FILE = "hub.json"
AUTHORITY_FILE, AUTHORITY_KEY_FILE = "huis-certificaat.pem", "huis-certificaat-sleutel.pem"
SERVER_FILE, SERVER_KEY_FILE = "server.pem", "server-sleutel.pem"
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class NoHubHere(Exception):
    """The folder holds no hub, or one that is not whole."""


class AlreadyHub(Exception):
    """There is a hub in the folder; a new one would lock its laptops out."""


@dataclass(frozen=True)
class HubFolder:
    """What a hub knows of itself."""

    path: Path
    address: str
    public: bytes
    key: bytes = field(repr=False)
    code: str = field(repr=False)
    """Opens an empty hub for one house, once."""

    @property
    def link_file(self) -> Path:
        return self.path / LINK_FILE

    @property
    def certificate(self) -> str:
        """Of the site: what laptops pin. PEM."""
        return (self.path / AUTHORITY_FILE).read_text("ascii")

    @property
    def server_files(self) -> tuple[Path, Path]:
        return self.path / SERVER_FILE, self.path / SERVER_KEY_FILE


def make_folder(path: Path, address: str, hosts: Sequence[str], now: datetime) -> HubFolder:
    """Keys, certificates and a code for a new hub that laptops reach at ``address``."""
    if (path / HUB_FILE).exists():
        raise AlreadyHub
    path.mkdir(parents=True, exist_ok=True)
    site = make_site(hosts, now)
    key = bytes(primitives.new_key())
    code = "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(4))
    replace_file(path / AUTHORITY_FILE, site.authority)
    replace_file(path / AUTHORITY_KEY_FILE, site.authority_key)
    replace_file(path / SERVER_FILE, site.server)
    replace_file(path / SERVER_KEY_FILE, site.server_key)
    _write(path / HUB_FILE, {"address": address, "key": key.hex(), "code": code})
    folder = read_folder(path)
    write_link(folder)
    return folder


def read_folder(path: Path) -> HubFolder:
    try:
        found = json.loads((path / HUB_FILE).read_bytes())
        key = bytes.fromhex(found["key"])
        public = primitives.sign_public(key)
        return HubFolder(path, str(found["address"]), public, key, str(found["code"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise NoHubHere from None


def write_link(folder: HubFolder) -> None:
    """What the first laptop needs. It holds the code: give it to the beheerder by hand."""
    _write(
        folder.link_file,
        {
            "formaat": 1,
            "adres": folder.address,
            "certificaat": folder.certificate,
            "hub": folder.public.hex(),
            "huis": "",
            "code": folder.code,
        },
    )


def renew_certificate(folder: HubFolder, hosts: Sequence[str], now: datetime) -> None:
    """Another server certificate under the same site certificate: laptops notice nothing."""
    authority = (folder.path / AUTHORITY_FILE).read_bytes()
    authority_key = (folder.path / AUTHORITY_KEY_FILE).read_bytes()
    site = renew_server(authority, authority_key, hosts, now)
    replace_file(folder.path / SERVER_FILE, site.server)
    replace_file(folder.path / SERVER_KEY_FILE, site.server_key)


def _write(path: Path, value: object) -> None:
    replace_file(path, json.dumps(value, indent=2).encode("ascii") + b"\n")
