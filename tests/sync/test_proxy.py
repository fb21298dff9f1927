"""A network whose proxy is the only way to the hub: coupling, coming in, syncing, and no way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from hvh_desktop.hub.folder import renew_certificate
from hvh_desktop.sync.house.admission import Answer
from hvh_desktop.sync.line.channel import Identity
from hvh_desktop.sync.line.client import HubClient
from hvh_desktop.sync.line.connection import Limits
from hvh_desktop.sync.line.link import Link, LinkFile, change_proxy, import_link, read_link
from hvh_desktop.sync.parts import NoHub
from hvh_desktop.sync.thread.state import Stage, State, page_sentences
from hvh_desktop.verbindingen.joining import Joining, found_house
from hvh_desktop.verbindingen.laptops import LaptopDesk
from hvh_desktop.verbindingen.screen_proxy import ProxyField
from tests.hub.served import ServedHub, hub, start_hub
from tests.medewerkers.founded import PASSWORDS, Founded, founded, founded_once
from tests.sync.proxy import HOST, Manner, Proxy
from tests.sync.rude_hub import identity
from tests.sync.running import until
from tests.sync.test_connected import Laptop

__all__ = ["founded", "founded_once", "hub", "start_hub"]

LOGIN = "huis:achter%20de%20dijk"
MakeProxy = Callable[..., Proxy]


@pytest.fixture
def make_proxy(hub: ServedHub) -> Iterator[MakeProxy]:
    """The hub answers to a name that only the proxy knows."""
    renew_certificate(hub.home, [HOST], datetime.now(UTC))
    hub.restart()
    made: list[Proxy] = []

    def make(**how: str) -> Proxy:
        made.append(Proxy(hub.port, **how))
        return made[-1]

    yield make
    for proxy in made:
        proxy.close()


@pytest.fixture
def proxy(make_proxy: MakeProxy) -> Proxy:
    return make_proxy()


@pytest.fixture
def file(hub: ServedHub) -> LinkFile:
    """What the system manager hands out."""
    found = import_link(hub.link_file)
    return replace(found, link=replace(found.link, address=f"https://{HOST}:8443"))


@pytest.fixture
def first(founded: Founded, file: LinkFile, proxy: Proxy, qtbot: QtBot) -> Laptop:
    """Coupled with what was typed on the page."""
    field = ProxyField()
    qtbot.addWidget(field)
    field.set_value(proxy.address)
    link = field.applied_to(file.link)
    assert link.proxy == proxy.address
    keyring = founded.vault.unlock("dennis", PASSWORDS["dennis"])
    found_house(founded.folder, replace(file, link=link), keyring)
    keyring.wipe()
    return Laptop(founded.folder, founded)


def test_a_house_behind_a_proxy(
    first: Laptop, proxy: Proxy, file: LinkFile, founded: Founded, tmp_path: Path
) -> None:
    """Coupled, a second laptop comes in, and both hear of each other while they wait."""
    assert proxy.asked
    assert set(proxy.asked) == {(f"{HOST}:8443", True)}
    with first.sit("ilse") as ilse:
        ilse.write("Ömer")
        ilse.in_step()
    second = join(first, replace(file.link, proxy=proxy.address), tmp_path / "tweede")
    Laptop(second, founded).fill("marloes")
    with Laptop(second, founded).sit("marloes") as marloes, first.sit("ilse") as ilse:
        assert marloes.names() == {"Ömer"}
        marloes.in_step()
        ilse.in_step()
        ilse.write("Şirin")
        until(lambda: marloes.names() == {"Ömer", "Şirin"})
        marloes.write("Łukasz")
        until(lambda: ilse.names() == {"Ömer", "Şirin", "Łukasz"})


def join(first: Laptop, link: Link, folder: Path) -> Path:
    """A laptop more, let in by the beheerder."""
    folder.mkdir()
    joining = Joining(folder)
    joining.use(link)
    assert joining.look() is Answer.wacht
    with first.sit("dennis") as dennis:
        dennis.in_step()
        desk = LaptopDesk(first.folder, dennis.keyring, dennis.syncing.ask)
        (asking,) = desk.list_asking()
        assert asking.words == joining.words
        desk.admit(asking)
    assert joining.look() is Answer.toegelaten
    joining.close()
    return folder


def test_a_proxy_that_goes_away_and_comes_back(first: Laptop, proxy: Proxy) -> None:
    with first.sit("ilse") as ilse:
        ilse.in_step()
        proxy.go_away()
        ilse.write("Ömer")
        until(lambda: ilse.syncing.state.stage is Stage.offline, "offline")
        assert "niet te bereiken" in sentences(ilse.syncing.state)
        proxy.come_back()
        ilse.syncing.try_now()
        ilse.in_step()


def test_the_proxy_is_changed_while_somebody_works(
    first: Laptop, proxy: Proxy, make_proxy: MakeProxy
) -> None:
    other = make_proxy()
    with first.sit("ilse") as ilse:
        ilse.in_step()
        proxy.manner = Manner.refuses
        proxy.go_away()
        proxy.come_back()
        ilse.write("Ömer")
        until(lambda: ilse.syncing.state.stage is Stage.offline, "offline")
        assert "laat het programma niet naar de server" in sentences(ilse.syncing.state)
        change_proxy(first.folder, other.address)
        ilse.syncing.try_now()
        ilse.in_step()
    assert other.carried
    found = read_link(first.folder)
    assert found is not None
    assert found.proxy == other.address


def sentences(state: State) -> str:
    return "\n".join(s.text for s in page_sentences(state, datetime.now(UTC)))


# What is said when there is no way


@pytest.fixture
def ask(file: LinkFile) -> Callable[[str | None], str]:
    """What somebody is told who asks something by this proxy; nothing when it goes."""

    def ask(proxy: str | None, limits: Limits | None = None) -> str:
        asking: Identity = identity()
        client = HubClient(replace(file.link, proxy=proxy), asking, limits=limits)
        with closing(client):
            try:
                client.hello()
            except NoHub as problem:
                return problem.text
        return ""

    return ask


def test_a_proxy_that_wants_a_password(
    make_proxy: MakeProxy, ask: Callable[[str | None], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The password stands in the settings of the computer; here it cannot be typed."""
    proxy = make_proxy(login="huis:achter de dijk")
    told = "vraagt een naam en een wachtwoord"
    assert told in ask(proxy.address)
    for name in ("no_proxy", "NO_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", proxy.with_login(LOGIN))
    assert ask(None) == ""
    monkeypatch.setenv("HTTPS_PROXY", proxy.with_login("huis:verkeerd"))
    assert told in ask(None)
    assert "verkeerd" not in ask(None)


def test_a_proxy_that_is_not_there(proxy: Proxy, ask: Callable[[str | None], str]) -> None:
    proxy.go_away()
    assert ask(proxy.address) == "De server is niet te bereiken."
    assert ask("") == "De server is niet te bereiken.", "nobody else knows the name"


def test_a_proxy_that_hangs_or_cuts(proxy: Proxy, ask: Callable[..., str]) -> None:
    proxy.manner = Manner.hangs
    assert ask(proxy.address, Limits(connect=0.3, progress=0.3)) in (
        "De server antwoordde niet op tijd.",
        "De server is niet te bereiken.",
    )
    assert proxy.is_hanging.is_set()
    proxy.manner = Manner.cuts
    assert ask(proxy.address) in ("De verbinding viel weg.", "De server is niet te bereiken.")
    proxy.manner = Manner.open
    assert ask(proxy.address) == ""


def test_who_waits_behind_a_proxy_that_hangs_is_let_go(proxy: Proxy, file: LinkFile) -> None:
    """At lock and at close nobody waits for a proxy."""
    proxy.manner = Manner.hangs
    client = HubClient(replace(file.link, proxy=proxy.address), identity())
    ended: list[str] = []

    def ask() -> None:
        with suppress(NoHub):
            client.hello()
        ended.append("let go")

    thread = Thread(target=ask)
    thread.start()
    assert proxy.is_hanging.wait(10)
    client.close()
    thread.join(10)
    assert ended == ["let go"]
