"""What a beheerder does with laptops: what came in too late, and how this one reaches the hub."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hvh_desktop.device import change_backups_folder
from hvh_desktop.errors import UserError
from hvh_desktop.sync.house.register import NO_STATE, Reason
from hvh_desktop.sync.line.link import read_link
from hvh_desktop.sync.parts import HubRefuses
from hvh_desktop.ui import dialogs, kit, theme
from hvh_desktop.ui.context import Context
from hvh_desktop.ui.page import Page
from hvh_desktop.verbindingen.late import Waarom, group_late
from hvh_desktop.verbindingen.screen import (
    DezeLaptopAfmeldenPage,
    DezeLaptopPage,
    HuisKoppelenPage,
    LaptopsPage,
    QuarantainePage,
    VerbindingPage,
)
from tests.conftest import Clock
from tests.desk import Desk
from tests.medewerkers.founded import Founded, make_context
from tests.verbindingen.coupled import Coupled
from tests.verbindingen.states import OFFLINE


@pytest.fixture
def context(qapp: QApplication, founded: Founded, clock: Clock) -> Iterator[Context]:
    theme.apply(qapp, theme.LICHT)
    with founded.inside("dennis") as entry:
        yield make_context(entry, clock)


@pytest.fixture
def coupled(context: Context) -> Coupled:
    syncing = context.syncing = Coupled(context.entry.folder, context.entry.keyring)
    return syncing


@pytest.fixture
def desk(context: Context, qtbot: QtBot) -> Desk:
    return Desk(context, qtbot)


def show(desk: Desk, page: Page) -> Page:
    desk.show(page)
    page.prepare()
    return page


def words(desk: Desk) -> str:
    return "\n".join(one.text() for one in desk.window.findChildren(kit.Label) if one.isVisible())


def await_words(desk: Desk, said: str) -> None:
    desk.qtbot.waitUntil(lambda: said in words(desk))


def answer(desk: Desk, button: str) -> str:
    """The dialog that asks; what it said."""
    (asked,) = desk.window.findChildren(dialogs.Question)
    told = "\n".join(one.text() for one in asked.findChildren(kit.Label))
    (found,) = asked.findChildren(kit.Button, button)
    found.click()
    desk.settle()
    return told


@pytest.fixture
def lost(coupled: Coupled) -> UUID:
    """A laptop that was lost, and sent something after that."""
    laptop = coupled.admit(7)
    coupled.take_off(laptop)
    coupled.bring_late(laptop, 1, 2, 3)
    return laptop


def test_what_came_too_late_is_told_where_a_beheerder_looks(
    context: Context, desk: Desk, coupled: Coupled, lost: UUID
) -> None:
    for kind in (LaptopsPage, VerbindingPage):
        show(desk, kind(context))
        await_words(desk, "Een afgemelde laptop bracht nog iets.")
        desk.press("naar_quarantaine")
        assert desk.places.pop() == ("quarantaine", {})


def test_it_is_let_in_after_it_was_said_what_that_means(
    context: Context, desk: Desk, coupled: Coupled, lost: UUID
) -> None:
    show(desk, QuarantainePage(context))
    await_words(desk, "3 pakketjes, sinds ")
    assert "Verloren of gestolen" in words(desk)
    desk.press(f"laat_toe_{lost.hex}")
    told = answer(desk, "veilig")
    assert "Alle laptops krijgen wat erin staat" in told
    assert "verloren of gestolen" in told
    assert coupled.hub.decided == []
    desk.press(f"laat_toe_{lost.hex}")
    answer(desk, "doen")
    await_words(desk, "Er is niets apart gehouden")
    assert [besluit for _, besluit in coupled.hub.decided] == ["toelaten"] * 3


def test_of_two_laptops_one_is_refused(
    context: Context, desk: Desk, coupled: Coupled, lost: UUID
) -> None:
    other = coupled.admit(8)
    coupled.take_off(other, Reason.ingeleverd)
    coupled.bring_late(other, 9)
    show(desk, QuarantainePage(context))
    await_words(desk, "1 pakketje, sinds ")
    desk.press(f"wijs_af_{lost.hex}")
    assert "Geen enkele laptop krijgt wat erin staat" in answer(desk, "doen")
    desk.qtbot.waitUntil(lambda: not desk.has(f"wijs_af_{lost.hex}"))
    assert {besluit for _, besluit in coupled.hub.decided} == {"weigeren"}
    assert desk.has(f"wijs_af_{other.hex}")
    assert desk.said == ["Het is afgewezen. Geen enkele laptop krijgt het"]


@pytest.fixture
def gone(coupled: Coupled, founded: Founded) -> UUID:
    """Marloes left; her laptop is still one of the house."""
    marloes = founded.id_of("marloes")
    founded.vault.remove_user(coupled.keyring, marloes)
    coupled.gone_laptop = coupled.admit(7)
    assert coupled.house.state.left == {marloes}
    return marloes


def test_what_a_former_colleague_brings_is_decided_about_at_once(
    context: Context, desk: Desk, coupled: Coupled, founded: Founded, gone: UUID
) -> None:
    """Her own words, words in the name of a colleague, and words that a colleague found."""
    ilse = founded.id_of("ilse")
    other = coupled.admit(8)
    coupled.bring_late(coupled.gone_laptop, 1, user=gone, sealer=gone)
    coupled.bring_late(coupled.gone_laptop, 2, user=ilse, sealer=gone)
    coupled.bring_late(other, 3, user=gone, sealer=ilse)
    show(desk, LaptopsPage(context))
    await_words(desk, "Van een oud-medewerker kwam nog iets binnen.")
    desk.press("naar_quarantaine")
    show(desk, QuarantainePage(context))
    await_words(desk, "3 pakketjes, sinds ")
    said = words(desk)
    assert "Marloes" in said
    assert "Werkt hier niet meer" in said
    assert "Op naam van Ilse" in said
    assert "vraag of het klopt" in said
    desk.press(f"laat_toe_{gone.hex}")
    told = answer(desk, "doen")
    assert "toen deze collega hier nog werkte" in told
    await_words(desk, "Er is niets apart gehouden")
    assert [besluit for _, besluit in coupled.hub.decided] == ["toelaten"] * 3


def test_each_reason_is_a_group_of_its_own(
    context: Context, desk: Desk, coupled: Coupled, founded: Founded, gone: UUID
) -> None:
    ilse = founded.id_of("ilse")
    lost, older = coupled.admit(8), coupled.admit(9)
    coupled.take_off(lost)
    coupled.bring_late(lost, 1, user=gone, sealer=gone)
    coupled.bring_late(older, 2, user=ilse)
    coupled.bring_late(older, 3, user=ilse, sealer=ilse)
    found = {one.waarom: one for one in group_late(coupled.hub.apart, coupled.house.state)}
    assert {why: (one.id, one.hashes[0][-1]) for why, one in found.items()} == {
        Waarom.afgemeld: (lost, 1),
        Waarom.ouder: (older, 2),
        Waarom.voorbij: (older, 3),
    }
    coupled.bring_late(older, 4, user=gone)
    (row,) = [o for o in group_late(coupled.hub.apart, coupled.house.state) if not o.is_laptop]
    assert (row.waarom, row.id, row.verzegelaars) == (Waarom.weg, gone, ())
    show(desk, QuarantainePage(context))
    await_words(desk, "een oudere versie van het programma")
    assert "daar is nu geen reden meer voor" in words(desk)
    desk.press(f"wijs_af_{gone.hex}")
    assert "Op de laptop waar het is geschreven, blijft het staan" in answer(desk, "doen")
    desk.qtbot.waitUntil(lambda: not desk.has(f"wijs_af_{gone.hex}"))
    assert coupled.hub.decided == [((4).to_bytes(32, "big"), "weigeren")]


def test_without_a_network_the_page_says_so(
    context: Context, desk: Desk, coupled: Coupled, lost: UUID
) -> None:
    coupled.hub.is_reached = False
    show(desk, QuarantainePage(context))
    await_words(desk, "Er is nu geen verbinding met de server.")
    coupled.hub.is_reached = True


def test_the_list_can_be_looked_at_again_without_a_network(
    context: Context, desk: Desk, coupled: Coupled
) -> None:
    coupled.hub.is_reached = False
    show(desk, LaptopsPage(context))
    await_words(desk, "Er is nu geen verbinding met de server.")
    coupled.hub.is_reached = True
    coupled.let_ask(20)
    desk.press("kijk_opnieuw")
    await_words(desk, "Wacht op jou")


def test_a_laptop_that_this_one_never_heard_of_has_no_words(coupled: Coupled) -> None:
    coupled.bring_late(UUID(int=99), 5, 4)
    (row,) = group_late(coupled.hub.list_quarantine(), NO_STATE)
    assert (row.woorden, row.reden, row.aantal) == ((), None, 2)
    assert row.sinds == min(one.received for one in coupled.hub.apart)


def test_who_is_no_beheerder_decides_nothing(founded: Founded, coupled: Coupled) -> None:
    keyring = founded.vault.unlock("ilse", "koffie om half negen")
    with pytest.raises(UserError, match="Alleen een beheerder"):
        coupled.house.sign_order(keyring, {"soort": "quarantaine"})
    with pytest.raises(HubRefuses):
        coupled.hub.hub.as_seen_by(UUID(int=5)).list_asking()


def test_this_laptop_gets_a_proxy(context: Context, desk: Desk, coupled: Coupled) -> None:
    page = show(desk, DezeLaptopPage(context))
    assert isinstance(page, DezeLaptopPage)
    assert page.proxy.value() is None
    assert not desk.has("proxy_adres")
    desk.press("proxy_eigen")
    desk.put("proxy_adres", "proxy.huis")
    desk.press("bewaar_proxy")
    assert "Dit is geen adres van een proxy" in words(desk)
    assert link_of(context.entry.folder) is None
    desk.put("proxy_adres", " http://proxy.huis:8080 ")
    desk.press("bewaar_proxy")
    assert link_of(context.entry.folder) == "http://proxy.huis:8080"
    assert coupled.tries == 1
    again = show(desk, DezeLaptopPage(context))
    assert isinstance(again, DezeLaptopPage)
    assert again.proxy.value() == "http://proxy.huis:8080"
    desk.press("proxy_geen")
    desk.press("bewaar_proxy")
    assert link_of(context.entry.folder) == ""


def link_of(folder: Path) -> str | None:
    found = read_link(folder)
    assert found is not None
    return found.proxy


def test_the_proxy_can_be_said_before_the_house_is_coupled(
    context: Context, desk: Desk, coupled: Coupled
) -> None:
    page = show(desk, HuisKoppelenPage(context))
    assert isinstance(page, HuisKoppelenPage)
    link = read_link(context.entry.folder)
    assert link is not None
    assert page.proxy.applied_to(link) == link
    page.proxy.set_value("http://proxy.huis:8080")
    assert page.proxy.applied_to(link).proxy == "http://proxy.huis:8080"


def test_what_was_decided_before_goes_along_when_its_maker_logs_in(
    context: Context, desk: Desk, coupled: Coupled
) -> None:
    show(desk, HuisKoppelenPage(context))
    assert "Een beslissing van voor het koppelen gaat mee zodra degene die haar nam" in words(desk)


def test_signing_off_needs_the_server_once_more_after_a_rescue(
    context: Context, desk: Desk, coupled: Coupled, tmp_path: Path
) -> None:
    coupled.state, coupled.hub.is_reached = OFFLINE, False
    page = show(desk, DezeLaptopAfmeldenPage(context))
    assert isinstance(page, DezeLaptopAfmeldenPage)
    await_words(desk, "Zolang dat zo is")
    assert not desk.has("meld_af")
    page.save_rescue(tmp_path / "hvh-redding.hvh")
    await_words(desk, "Het afmelden zelf heeft de server nog één keer nodig.")
    desk.press("meld_af")
    await_words(desk, "Er is nu geen verbinding met de server.")
    assert "Het afmelden zelf heeft de server nog één keer nodig." in words(desk)
    assert "Zolang dat zo is" not in words(desk)
    assert desk.has("meld_af")


def test_copies_that_are_not_on_this_laptop_are_named_before_it_leaves(
    context: Context, desk: Desk, coupled: Coupled, tmp_path: Path
) -> None:
    """A disk that is in a drawer now: nobody can clear it from here."""
    away = tmp_path / "schijf in de la"
    folder = context.entry.folder
    coupled.state, coupled.hub.is_reached = OFFLINE, False
    show(desk, DezeLaptopAfmeldenPage(context))
    assert "ook geen reservekopie" in words(desk)
    assert "staan niet op deze laptop" not in words(desk)
    change_backups_folder(folder, tmp_path)
    show(desk, DezeLaptopAfmeldenPage(context))
    assert "staan niet op deze laptop" not in words(desk)
    change_backups_folder(folder, away)
    show(desk, DezeLaptopAfmeldenPage(context))
    assert f"De reservekopieën in ‘{away}’ staan niet op deze laptop." in words(desk)
