"""A new laptop comes into the house: it asks, shows its eight words, and waits to be let in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hvh_desktop.crypto import Keyring
from hvh_desktop.crypto.laptop import LaptopKeys
from hvh_desktop.device import load_device
from hvh_desktop.errors import UserError
from hvh_desktop.sync.house import carrying
from hvh_desktop.sync.house.admission import Answer, House, News
from hvh_desktop.sync.line.link import Link, LinkFile, read_link_text, write_link
from hvh_desktop.sync.parts import HubRefuses

if TYPE_CHECKING:
    from hvh_desktop.sync.line.client import HubClient

_OTHER = (
    "Dit bestand hoort bij een server waar nog geen huis op staat. Richt het huis eerst in op de "
    "laptop van een beheerder, en koppel het daar."
)
_OTHER_SERVER = (
    "Dit koppelbestand wijst naar een andere server dan die van het huis. Deze laptop is niet "
    "gekoppeld. Zeg dit tegen een beheerder en laat je het goede koppelbestand geven."
)


class Joining:
    """One attempt. ``look`` waits for the network; ``close`` lets it go."""

    def __init__(self, folder: Path, *, settings: Path | None = None) -> None:
        self._folder = folder
        self._house = House(folder, load_device(folder).id, settings=settings)
        self._link: Link | None = None
        self._client: HubClient | None = None
        self._has_asked = False

    @property
    def words(self) -> tuple[str, ...]:
        """To compare on an enrolled laptop."""
        return self._house.words

    def use(self, link: Link) -> None:
        """Ask at this hub from now on."""
        self.close()
        keys = self._house.keys
        self._link = link
        self._client = _connect(link, keys)
        self._has_asked = False

    def look(self) -> Answer:
        """Ask, or hear what became of it; once let in, the laptop belongs to the house."""
        client, link = self._client, self._link
        if client is None or link is None:
            return Answer.wacht
        client.hello()
        if not client.find_site():
            raise UserError(_OTHER)
        answer = self._hear(client)
        if answer is not Answer.toegelaten:
            return answer
        news = self._house.sync(client.house)
        return self._settle(link, news)

    def _hear(self, client: HubClient) -> Answer:
        """Ask once; after that only hear the answer, for asking again undoes a refusal."""
        if self._has_asked:
            try:
                return client.house.asked_state(self._house.keys.id)
            except HubRefuses:  # it waited so long that the hub forgot it
                self._has_asked = False
        answer = self._house.ask(client.house)
        self._has_asked = True
        return answer

    def write_request(self) -> bytes:
        """What goes on a stick when there is no network."""
        return carrying.write_request(self._house)

    def take_admission(self, content: bytes) -> Answer:
        """Come in with what is on the stick."""
        news, told = carrying.take_admission(self._house, content)
        return self._settle(read_link_text(told).link, news)

    def _settle(self, link: Link, news: News) -> Answer:
        if not news.is_in:
            return Answer.wacht
        own = self._house.state.find(self._house.keys.id)
        if own is not None and own.server not in ("", link.mark):
            raise UserError(_OTHER_SERVER)
        write_link(self._folder, replace(link, site=self._house.state.site))
        return Answer.toegelaten

    def close(self) -> None:
        """Let the connection go."""
        if self._client is not None:
            self._client.close()
            self._client = None


def found_house(folder: Path, file: LinkFile, keyring: Keyring) -> None:
    """Begin the register of this house at an empty hub; this laptop is the first."""
    house = House(folder, load_device(folder).id)
    keys = house.keys
    client = _connect(file.link, keys)
    try:
        client.hello()
        house.found(client.house, file.code, keyring)
        write_link(folder, replace(file.link, site=house.state.site))
    finally:
        client.close()


def _connect(link: Link, keys: LaptopKeys) -> HubClient:
    """The network library is loaded when it is needed, not with the screens."""
    from hvh_desktop.sync.line.channel import Identity
    from hvh_desktop.sync.line.client import HubClient

    return HubClient(link, Identity(keys.id, keys.sign_private))
