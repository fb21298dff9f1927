"""From what lies in the folder to a thread that syncs. The only place that puts its parts together.

Loads the network library, so import it when a hub is coupled and somebody is in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from hvh_desktop.crypto import Keyring, Vault
from hvh_desktop.db import Compartment, Database
from hvh_desktop.device import load_device
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.sync.house.admission import House
from hvh_desktop.sync.line.channel import Identity
from hvh_desktop.sync.line.client import HubClient
from hvh_desktop.sync.line.connection import Limits
from hvh_desktop.sync.line.link import Link, read_link
from hvh_desktop.sync.parts import HubRefuses, NoHub
from hvh_desktop.sync.thread.files import OpenFiles
from hvh_desktop.sync.thread.filling import fill
from hvh_desktop.sync.thread.runner import Syncing
from hvh_desktop.sync.thread.state import Filling
from hvh_desktop.sync.thread.telling import Listener

_HURRIED = Limits(connect=3, progress=5)
"""Somebody waits at the login page."""
_NO_LINK = "Deze laptop is niet gekoppeld aan een server."


class Parts:
    """One laptop and its hub, for one person."""

    def __init__(self, folder: Path, keyring: Keyring, settings: Path | None = None) -> None:
        self._folder, self._keyring, self._settings = folder, keyring, settings
        self._house: House | None = None

    @property
    def house(self) -> House:
        """As this laptop knows it; made on the thread that asks first."""
        if self._house is None:
            device = load_device(self._folder).id
            self._house = House(self._folder, device, settings=self._settings)
        return self._house

    def connect(self) -> HubClient:
        """A new connection. Nothing is asked yet."""
        return connect(self._folder, self.house)

    def open_files(
        self,
        database: Database,
        only: Collection[Compartment] = tuple(Compartment),
        on_revoked: Callable[[], None] = lambda: None,
    ) -> OpenFiles:
        """On the thread that will use them."""
        return OpenFiles(
            self._folder,
            database,
            self._keyring,
            self.house,
            settings=self._settings,
            only=only,
            on_revoked=on_revoked,
        )


def connect(
    folder: Path, house: House, link: Link | None = None, *, limits: Limits | None = None
) -> HubClient:
    """To the hub of this laptop, or of ``link``. EnvironmentProblem when there is none."""
    link = link or read_link(folder)
    if link is None:
        raise EnvironmentProblem(_NO_LINK)
    site = link.site or house.state.site or _site_of(folder)
    identity = Identity(house.keys.id, house.keys.sign_private)
    return HubClient(replace(link, site=site), identity, limits=limits)


def _site_of(folder: Path) -> str:
    return Vault(folder).site()[0] if Vault.exists(folder) else ""


def make_syncing(
    folder: Path,
    database: Database,
    keyring: Keyring,
    listener: Listener,
    *,
    settings: Path | None = None,
    on_revoked: Callable[[], None] = lambda: None,
) -> Syncing:
    """For a laptop with a hub; ``start`` it. ``on_revoked`` is called on its thread."""
    parts = Parts(folder, keyring, settings)
    return Syncing(
        lambda: parts.open_files(database, on_revoked=on_revoked), parts.connect, listener
    )


def hear_accounts(folder: Path, *, settings: Path | None = None) -> bool:
    """Nobody is in: take in what became of accounts and passwords on other laptops. Whether
    something came; without a connection nothing does."""
    try:
        house = House(folder, load_device(folder).id, settings=settings)
        line = connect(folder, house, limits=_HURRIED)
        try:
            line.hello()
            return house.sync(line.house).vault_changed
        finally:
            line.close()
    except (NoHub, HubRefuses, UserError, EnvironmentProblem):
        return False


def fill_laptop(
    folder: Path,
    keyring: Keyring,
    report: Callable[[Filling], None],
    *,
    settings: Path | None = None,
) -> None:
    """Make and fill what is missing, before anybody comes in. Run it as a job."""
    parts = Parts(folder, keyring, settings)
    line = parts.connect()
    try:
        fill(folder, keyring, line, parts.open_files, report)
    finally:
        line.close()
