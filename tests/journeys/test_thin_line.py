"""The thin line through the whole house: from an empty laptop to the trajectplan on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.journeys import work
from tests.journeys.driver import Laptop
from tests.journeys.work import Said

SETTING_UP = 30_000
"""Milliseconds: four passwords are turned into keys, on a computer that does more."""
FIRST, OWN = "morgen weer een dag", "mijn hond heet Bruno"


@pytest.fixture
def new_laptop(tmp_path: Path, qtbot: QtBot, clock: Clock) -> Iterator[Laptop]:
    """A laptop on which nothing stands yet."""
    folder = tmp_path / "gegevens"
    folder.mkdir()
    laptop = Laptop(qtbot, folder, clock)
    laptop.patience = SETTING_UP
    laptop.switch_on()
    yield laptop
    laptop.switch_off()


def set_up(laptop: Laptop) -> None:
    """The first run, page by page."""
    laptop.see("Hoe heet het huis?")
    laptop.answer(huis="Huis van Herstel", plaats="Almelo")
    laptop.press("Verder")
    laptop.answer(naam="Dennis Oude Kotte", gebruikersnaam="dennis", wachtwoord=OWN, nogmaals=OWN)
    laptop.press("Verder")
    for naam, user_name, rol in (
        ("Marloes Kuiphuis", "marloes", "Mentor"),
        ("Ilse Groothengel", "ilse", "Casemanager"),
        ("Nadia El Amrani", "nadia", "Psycholoog"),
    ):
        laptop.answer(collega_naam=naam, collega_gebruikersnaam=user_name)
        laptop.tick(rol)
        laptop.fill("collega_wachtwoord", FIRST)
        laptop.press("Voeg deze collega toe")
        laptop.see(naam)
    laptop.press("Verder")
    laptop.press("Verder")
    laptop.see("Klopt alles?", "Dennis Oude Kotte", "Ilse Groothengel")
    laptop.press("Maak het huis")
    laptop.see("Druk de drie herstelbladen af")
    laptop.tick("De drie bladen zijn afgedrukt en liggen op drie plekken")
    laptop.press("Klaar")
    laptop.see("Log in om verder te gaan.")


def first_login(laptop: Laptop, user_name: str) -> None:
    """Who got a password from somebody else chooses his own before anything else."""
    laptop.login(user_name, FIRST)
    laptop.see("Kies je eigen wachtwoord")
    laptop.answer(oud=FIRST, nieuw=OWN, nog=OWN)
    laptop.press("Wijzig het wachtwoord")
    laptop.see("Je wachtwoord is gewijzigd", "Vandaag")


def record_him(laptop: Laptop) -> None:
    laptop.go("Deelnemers", "deelnemer_nieuw")
    laptop.answer(
        roepnaam="Ewout",
        achternaam="Scholten",
        voornamen="Ewout Gerard",
        registratienummer="2026-0411",
        geboortedatum=date(1991, 3, 14),
        titel="HvH",
        gemeente_herkomst="Almelo",
        gemeente_vestiging="Almelo",
        verwacht_einde_datum=date(2027, 5, 3),
        verwachte_uitstroom="Penitentiair programma",
        mentor_1="Marloes Kuiphuis",
        casemanager="Ilse Groothengel",
    )
    laptop.press("Schrijf in")
    laptop.see("Ewout Scholten", "Nog geen krachteninventarisatie")


def test_from_an_empty_laptop_to_the_trajectplan(new_laptop: Laptop) -> None:
    laptop = new_laptop
    set_up(laptop)
    first_login(laptop, "ilse")
    record_him(laptop)
    laptop.lock()
    first_login(laptop, "marloes")
    work.open_dossier(laptop, "Ewout Scholten")
    work.start_inventarisatie(laptop)
    laptop.press("naar_werken_leren")
    work.discuss(
        laptop,
        Said(
            "Ik werk in de Fabriek, elke ochtend.",
            "Ik wil stratenmaker worden.",
            kracht=("Hij staat elke dag op tijd op", "de werkmeester"),
        ),
    )
    work.open_dossier(laptop, "Ewout Scholten")
    work.make_doel(
        laptop,
        "Ik wil mijn diploma stratenmaker halen.",
        waarom="Dan kan ik eerlijk geld verdienen.",
        leefgebieden=["Werken en leren"],
        herstelvorm="Herstel met de maatschappij",
        herkomst={"soort": "Zijn krachteninventarisatie", "regel": "Ik wil stratenmaker worden"},
        streefdatum=date(2027, 4, 1),
        acties=[("Belt met het ROC van Twente", "Ewout zelf", date(2026, 11, 20))],
    )
    laptop.go("Gesprekken", "Begin gesprek")
    work.write_talk(
        laptop,
        "Het gaat goed, ik heb zin in de opleiding.",
        gezicht=4,
        notities={1: "Hij heeft de folder gelezen."},
        afspraken=[("Neemt zijn getuigschriften mee", "Ewout", date(2026, 11, 26))],
    )
    work.fix_talk(laptop, "Het gaat goed, ik heb zin in de opleiding.")
    work.open_dossier(laptop, "Ewout Scholten")
    paper = laptop.print_plan()
    for words in (
        "Ewout Scholten",
        "Concept van versie 1",
        "Marloes Kuiphuis",
        "Ilse Groothengel",
        "Ik wil mijn diploma stratenmaker halen.",
        "Dan kan ik eerlijk geld verdienen.",
        "Belt met het ROC van Twente",
        "Neemt zijn getuigschriften mee",
        "Ik werk in de Fabriek, elke ochtend.",
        "Hij staat elke dag op tijd op",
    ):
        assert words in paper, paper
