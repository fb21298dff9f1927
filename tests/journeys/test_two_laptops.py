"""Two laptops that do not see each other for a while: nothing is lost, and people decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.hub.served import ServedHub, hub, start_hub
from tests.journeys import work, work_sync
from tests.journeys import work_sancties as sanctie
from tests.journeys.conftest import PASSWORD
from tests.journeys.work_sancties import Heard
from tests.journeys.work_sync import HE, Desk, MakeDesk

__all__ = ["hub", "start_hub"]

OLD = "Ik wil een baan vinden."
HERS = "Ik wil een baan vinden in de bouw."
THEIRS = "Ik wil een baan vinden waar ik kan blijven."
BOTH = "Ik wil een baan vinden in de bouw, waar ik kan blijven."
FACTS = "Onder zijn matras lag een mobiele telefoon. Hij zei dat die van hem is."
AGREED = "Hij belt zijn zoon elke avond met de telefoon van het huis."
WHY = "Hij wilde alleen zijn zoon bellen."


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path, clock: Clock, hub: ServedHub) -> Iterator[MakeDesk]:
    with work_sync.desks(qtbot, tmp_path, clock, hub) as make:
        yield make


def see_him(laptop: Desk, user_name: str, *words: str) -> None:
    laptop.login(user_name, PASSWORD)
    work.open_dossier(laptop, HE, "Doelen en acties")
    laptop.see(*words)


def write_apart(first: Desk, second: Desk, hub: ServedHub) -> None:
    """The hub is away. Nobody is told to wait, and both write."""
    see_him(first, "ilse", OLD)
    see_him(second, "marloes", OLD)
    first.await_sent()
    second.await_sent()
    hub.stop()
    work_sync.change_doel(first, OLD, tekst=HERS)
    work_sync.change_doel(second, OLD, tekst=THEIRS)
    second.await_offline()
    second.until(lambda: second.may("wachten. Open ‘Verbinding’"), "Er wacht niets")
    second.picture("10-geen-verbinding")
    second.press("verbinding")
    second.see("Er is geen verbinding: je kunt gewoon doorwerken.")
    second.picture("11-verbinding-offline")
    hub.start()
    second.press("probeer_nu")


def choose_together(first: Desk, second: Desk) -> None:
    """Both see both; his mentor makes one text of it."""
    for laptop in (first, second):
        work.open_dossier(laptop, HE, "Doelen en acties")
        laptop.see("Twee versies", "Bekijk beide")
    first.picture("12-dossier-twee-versies")
    first.go("Vandaag")
    first.see("Ilse en Marloes schreven dit apart van elkaar")
    first.picture("13-vandaag-twee-versies")
    second.go("Vandaag")
    second.see("Ilse en Marloes schreven dit apart van elkaar")
    second.press("twee_versies_0")
    second.see("Twee versies van", "op een andere laptop", "op deze laptop", "Dit blijft staan")
    second.picture("14-twee-versies")
    second.fill("tekst", BOTH)
    second.press("Bewaar deze tekst")
    second.see("Er is nu één versie")
    second.picture("15-een-versie")


def agree(first: Desk, second: Desk) -> None:
    """On the other laptop the line goes by itself."""
    first.until(
        lambda: not first.stands("schreven dit apart van elkaar"), "De regel blijft op Vandaag"
    )
    work.open_dossier(first, HE, "Doelen en acties")
    first.see(BOTH)
    first.see_not("Twee versies", HERS, THEIRS)
    first.lock()
    second.lock()


def make_zaak(first: Desk) -> None:
    """Up to a proposal: no straf, with an agreement."""
    first.login("jeffrey", PASSWORD)
    sanctie.to_tab(first, HE)
    first.press("voorval_nieuw")
    sanctie.record_voorval(first, "Verboden voorwerp", "zijn kamer", FACTS)
    sanctie.write_verslag(first, FACTS)
    sanctie.take_from_waiting(first, "Hoor hem", HE, "wilma")
    sanctie.hear(first, Heard("Ja, die is van mij.", "Hij erkent het", "Ik snap het."))
    first.press("doe_voorstel")
    sanctie.weigh_man(first, ["Geen van deze"], "Volledig")
    first.press(sanctie.NEXT)
    sanctie.to_beside(first)
    first.press("wijzig_geen")
    first.fill("afspraak", AGREED)
    first.press("keuze_klaar")
    first.press("kies_geen")
    sanctie.explain(first, ["Gepland of verborgen"], WHY)
    sanctie.submit(first, "Geen straf")
    first.await_sent()
    first.lock()


def decide_apart(first: Desk, second: Desk) -> None:
    """Rutger follows the proposal; his deputy drops the case, on a laptop without a network."""
    second.login("karin", PASSWORD)
    second.await_sent()
    second.cable.pull_out()
    first.login("rutger", PASSWORD)
    first.go("Sancties")
    first.press(f"Beslis, {HE}")
    sanctie.give_reason(first)
    sanctie.follow(first, WHY)
    first.press(sanctie.NEXT)
    sanctie.decide(first, "Het voorstel past bij hem.", "", "Volgens het voorstel")
    first.await_sent()
    sanctie.to_tab(second, HE)
    second.press("open_zaak_1")
    second.press("seponeer")
    second.choose("reden", "Anders")
    second.fill("toelichting", "Hij gaf hem zelf af.")
    second.press("Sluit de zaak")
    second.see("Deze zaak is geseponeerd")
    second.picture("20-voorlopig-geseponeerd")
    second.cable.put_in()


def both_know(first: Desk, second: Desk) -> None:
    second.go("Vandaag")
    second.see("Rutger was eerder. Wat jij besliste is bewaard, en telt niet mee")
    second.picture("21-vandaag-telt-niet")
    first.go("Vandaag")
    first.see("Jij was eerder dan Karin. Jouw beslissing telt")
    first.picture("22-vandaag-telt")
    for laptop in (first, second):
        sanctie.to_tab(laptop, HE)
        laptop.press("open_zaak_1")
        laptop.see("Beslist")
        laptop.see_not("Deze zaak is geseponeerd")
    second.picture("23-zaak-na-verslagen")
    first.lock()
    second.lock()


def rescue(first: Desk, second: Desk, tmp_path: Path) -> None:
    """The network of the second is broken for good: a file on a stick brings what it wrote."""
    second.login("ilse", PASSWORD)
    second.await_sent()
    second.cable.pull_out()
    work_sync.change_doel(second, BOTH, waarom="Dan kan ik mijn zoon helpen.")
    second.await_offline()
    second.go("verbinding", "meld_af")
    second.see("Bewaar een reddingsbestand")
    assert not second.may("Meld deze laptop af")
    second.picture("30-afmelden-geweigerd")
    second.press("bewaar_redding")
    second.choose_file(tmp_path / "hvh-redding.hvh")
    second.see("Wat nog niet was verstuurd, staat in het reddingsbestand.")
    second.picture("31-redding-bewaard")
    second.lock()
    first.login("ilse", PASSWORD)
    first.go("Beheer", "naar_laptops", "lees_redding")
    first.choose_file(tmp_path / "hvh-redding.hvh")
    first.see("Het reddingsbestand is ingelezen")
    first.picture("32-redding-ingelezen")
    work.open_dossier(first, HE, "Doelen en acties")
    first.see("Dan kan ik mijn zoon helpen.")
    first.lock()


def sign_off(first: Desk, second: Desk) -> None:
    """It was repaired: now it can go, and takes nothing along. The other one is told."""
    second.cable.put_in()
    second.login("ilse", PASSWORD)
    second.await_sent()
    second.go("verbinding", "meld_af")
    second.see("Alles van deze laptop is verstuurd.")
    second.press("Meld deze laptop af")
    second.see("Welkom bij HvH Desktop")
    left = [path for path in second.folder.iterdir() if path.suffix in (".db", ".json")]
    assert not left, left
    first.login("ilse", PASSWORD)
    first.await_sent()
    first.go("Beheer", "naar_laptops")
    first.see("Afgemeld")
    first.picture("33-laptop-afgemeld")


def test_nothing_is_lost_between_two_laptops(
    make_desk: MakeDesk, hub: ServedHub, tmp_path: Path
) -> None:
    first, second = work_sync.begin_house(make_desk, OLD)
    write_apart(first, second, hub)
    choose_together(first, second)
    agree(first, second)
    work_sync.await_equal(first, second, "ilse")
    make_zaak(first)
    decide_apart(first, second)
    both_know(first, second)
    work_sync.await_equal(first, second, "rutger")
    rescue(first, second, tmp_path)
    sign_off(first, second)
