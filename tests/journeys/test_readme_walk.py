"""The walk of the README through the main job, in the demo, with nothing but what it says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hvh_desktop.demo_accounts import DEMO_PASSWORD
from tests.conftest import Clock
from tests.journeys.demo_house import whole_demo
from tests.journeys.driver import Laptop


@pytest.fixture
def demo(tmp_path: Path, qtbot: QtBot, clock: Clock) -> Iterator[Laptop]:
    """The demo as it opens, with Marloes in it."""
    folder = tmp_path / "demo"
    shutil.copytree(whole_demo(), folder)
    laptop = Laptop(qtbot, folder, clock)
    laptop.switch_on()
    laptop.login("marloes", DEMO_PASSWORD)
    yield laptop
    laptop.switch_off()


def open_graads(demo: Laptop) -> None:
    demo.press("Deelnemers")
    demo.fill("zoek", "graads")
    demo.press("Graads Nijhofte")


def look_again(demo: Laptop) -> None:
    demo.go("Krachten", "Maak een nieuwe versie")
    demo.fill("wensen", "Een huisje met een bank voor de deur.")
    demo.press("klaar")
    demo.press("Afronden")
    demo.see("Kies een regel om erheen te gaan.", "Rond af")
    demo.keys("Alt+Left")


def write_doel(demo: Laptop) -> None:
    demo.go("Doelen en acties", "Doel erbij")
    demo.fill("tekst", "Ik zoek een bank voor de deur.")
    demo.choose("herkomst_soort", "Iets anders")
    demo.fill("herkomst_tekst", "Hij vertelde het bij de koffie.")
    demo.tick("Wonen", "Zelfherstel")
    demo.fill("actie_1_wat", "Bij de kringloop kijken")
    demo.choose("actie_1_wie", "Graads zelf")
    demo.fill("actie_1_wanneer", "26-11-2026")
    demo.press("Bewaar doel")
    demo.press("Vraag het opnieuw")
    demo.press("Ja")
    demo.press("Leg antwoord vast")


def talk(demo: Laptop) -> None:
    demo.go("Gesprekken", "Begin gesprek")
    demo.press("gezicht_4")
    demo.fill("eigen_woorden", "Ik zie die bank al staan.")
    demo.fill("afspraak_wat_1", "Meten hoe breed de deur is")
    demo.choose("afspraak_wie_1", "Graads")
    demo.fill("afspraak_wanneer_1", "27-11-2026")
    demo.press("Stel gesprek vast")
    demo.press("Stel definitief vast")
    demo.press("Druk afspraken af")
    assert "Meten hoe breed de deur is" in demo.print_shown()


def test_the_readme_leads_through_the_main_job(demo: Laptop) -> None:
    open_graads(demo)
    look_again(demo)
    write_doel(demo)
    talk(demo)
    demo.keys("Ctrl+K")
    demo.type_here("graads trajectplan")
    demo.keys("Return")
    demo.press("Bekijk en druk af")
    plan = demo.print_shown()
    assert "Ik zoek een bank voor de deur" in plan
    demo.see("Druk af", "Bewaar als PDF")
