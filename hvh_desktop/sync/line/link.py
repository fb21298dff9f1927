"""Which hub this laptop belongs to: ``koppeling.json`` beside the databases, and the file of
``hub init`` that it is made from. Says nothing about anybody. Loads no network and no database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hvh_desktop.errors import EnvironmentProblem, UserError

LINK_FILE = "koppeling.json"
MAX_FILE = 64 * 1024
FORMAT = 1
_NAMES = ("adres", "certificaat", "hub", "huis", "code")
_DAMAGED = (
    "De koppeling met de server kan niet worden gelezen: ‘koppeling.json’ is beschadigd. Je kunt "
    "gewoon doorwerken; er wordt niets verstuurd. Vraag de beheerder om opnieuw te koppelen."
)
_NOT_WRITTEN = (
    "De koppeling kon niet worden bewaard. Misschien is de schijf vol of is de map alleen-lezen. "
    "Er is niets gewijzigd. Maak ruimte en probeer het opnieuw."
)
_NOT_A_LINK = (
    "Dit is geen koppelbestand van HvH Desktop, of het is niet heel. Vraag de systeembeheerder om "
    "het bestand dat de server maakte."
)
_NO_PROXY = "Dit is geen adres van een proxy. Een adres ziet eruit als http://proxy.huis:8080."


@dataclass(frozen=True)
class Link:
    """The way to one hub."""

    address: str
    """https://name:port, nothing behind it."""
    certificate: str
    """PEM: the only authority in the world that this laptop believes for this address."""
    hub: bytes
    """The public key that signs receipts."""
    site: str = ""
    """The house; empty as long as this laptop knows none."""
    proxy: str | None = None
    """None: as the computer says. Empty: none. Else the address of the proxy."""

    @property
    def mark(self) -> str:
        """Of the hub by what it proves itself with. The same at another address, and with another
        certificate for its server under the one of the house."""
        from hvh_desktop.crypto.primitives import sha256

        return sha256(self.hub, b"".join(_certificates(self.certificate))).hex()


@dataclass(frozen=True)
class LinkFile:
    """What ``hub init`` hands out."""

    link: Link
    code: str = field(default="", repr=False)
    """Works once: it lets a beheerder couple the house. Empty in the file for other laptops."""


def has_link(folder: Path) -> bool:
    """Is a hub coupled?"""
    return (folder / LINK_FILE).exists()


def read_link(folder: Path) -> Link | None:
    """The hub of this laptop, or None without one. EnvironmentProblem when it cannot be read."""
    try:
        raw = (folder / LINK_FILE).read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        raise EnvironmentProblem(_DAMAGED) from None
    try:
        return _parse(raw).link
    except ValueError:
        raise EnvironmentProblem(_DAMAGED) from None


def write_link(folder: Path, link: Link) -> None:
    """Couple this laptop; the file is replaced whole."""
    fresh = folder / f"{LINK_FILE}.nieuw"
    try:
        fresh.write_text(json.dumps(_as_dict(link), indent=1) + "\n", encoding="utf-8")
        fresh.replace(folder / LINK_FILE)
    except OSError:
        raise EnvironmentProblem(_NOT_WRITTEN) from None


def change_proxy(folder: Path, typed: str | None) -> Link:
    """None: as the computer says; empty: no proxy. UserError.fields: "proxy"."""
    link = read_link(folder)
    if link is None:
        raise UserError("Deze laptop is niet gekoppeld aan een server.")
    changed = replace(link, proxy=clean_proxy(typed))
    write_link(folder, changed)
    return changed


def clean_proxy(typed: str | None) -> str | None:
    """The same without white at its ends. UserError.fields: "proxy"."""
    proxy = typed.strip() if typed is not None else None
    if proxy:
        parts = _split(proxy)
        if parts is None or parts.scheme not in ("http", "https"):
            raise UserError(_NO_PROXY, {"proxy": _NO_PROXY})
    return proxy


def import_link(path: Path) -> LinkFile:
    """Read the file that ``hub init`` made. UserError when it is something else."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise UserError(_NOT_A_LINK)
        return _parse(path.read_bytes())
    except OSError:
        raise UserError("Dit bestand kan niet worden gelezen. Kies het opnieuw.") from None
    except ValueError:
        raise UserError(_NOT_A_LINK) from None


def read_link_text(content: str) -> LinkFile:
    """The same from what was carried in another file."""
    try:
        return _parse(content.encode())
    except ValueError:
        raise UserError(_NOT_A_LINK) from None


def remove_link(folder: Path) -> None:
    """Uncouple this laptop."""
    try:
        (folder / LINK_FILE).unlink(missing_ok=True)
    except OSError:
        raise EnvironmentProblem(_NOT_WRITTEN) from None


def clean_address(typed: str) -> str:
    """'https://name:port' from what was typed; ValueError when it is no address of a hub."""
    parts = _split(typed.strip() if "://" in typed else f"https://{typed.strip()}")
    if parts is None or parts.scheme != "https" or parts.path.strip("/") or parts.query:
        raise ValueError("not the address of a hub")
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"https://{host}:{parts.port}" if parts.port else f"https://{host}"


def _split(address: str) -> Any:
    """The parts of an address with a host and no password in it, or None."""
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return None
    return parts if usable and not parts.fragment else None


def _as_dict(link: Link) -> dict[str, object]:
    found: dict[str, object] = {
        "formaat": FORMAT,
        "adres": link.address,
        "certificaat": link.certificate,
        "hub": link.hub.hex(),
        "huis": link.site,
    }
    return found if link.proxy is None else {**found, "proxy": link.proxy}


def _parse(raw: bytes) -> LinkFile:
    """ValueError for anything that is not a whole link."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(found, Mapping) or found.get("formaat") != FORMAT:
        raise ValueError("not a link")
    texts = {name: found.get(name, "") for name in _NAMES}
    if not all(isinstance(value, str) for value in texts.values()):
        raise ValueError("not a link")
    hub, proxy = bytes.fromhex(texts["hub"]), found.get("proxy")
    if len(hub) != 32 or not (proxy is None or isinstance(proxy, str)):
        raise ValueError("not a link")
    _check_certificate(texts["certificaat"])
    address = clean_address(texts["adres"])
    link = Link(address, texts["certificaat"], hub, texts["huis"], proxy)
    return LinkFile(link, texts["code"])


def _check_certificate(pem: str) -> None:
    """At least one certificate that can be read."""
    if not _certificates(pem):
        raise ValueError("not a certificate")


def _certificates(pem: str) -> list[bytes]:
    """However they were written down."""
    import ssl

    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=pem)
    except (ssl.SSLError, ValueError):
        raise ValueError("not a certificate") from None
    return sorted(context.get_ca_certs(binary_form=True))
