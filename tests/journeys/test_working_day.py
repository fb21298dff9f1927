"""A day at work: what is due, what is put off, what is written later, and the lock in between."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.journeys import work
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop

EWOUT, SLAWOMIR, YUSUF = "Ewout Scholten", "Sławomir Łukaszewicz", "Yusuf Aydın"
TODAY = date(2026, 11, 12)
WORDS = "Ik heb slecht geslapen, maar ik heb wel mijn broer gebeld."
LATER = "Zijn broer belde terug: het bezoek gaat door."


@pytest.fixture
def at_work(laptop: Laptop) -> Laptop:
    """Three men, with a talk today for two of them; the mentor has just logged in."""
    laptop.login("ilse", PASSWORD)
    for naam, number, psycholoog in (
        (EWOUT, "2026-0411", "Nadia El Amrani"),
        (SLAWOMIR, "2026-0412", "Nadia El Amrani"),
        (YUSUF, "2026-0413", "Kies …"),
    ):
        roepnaam, achternaam = naam.split()
        work.record_deelnemer(
            laptop,
            roepnaam=roepnaam,
            achternaam=achternaam,
            voornamen=roepnaam,
            registratienummer=number,
            geboortedatum=date(1990, 1, 31),
            gemeente_herkomst="Hengelo",
            gemeente_vestiging="Hengelo",
            begin_datum=date(2026, 10, 19),
            verwacht_einde_datum=date(2027, 8, 2),
            psycholoog=psycholoog,
        )
    laptop.lock()
    laptop.login("marloes", PASSWORD)
    for naam, clock in ((EWOUT, time(11, 0)), (YUSUF, time(14, 0))):
        work.open_dossier(laptop, naam, "Gesprekken")
        laptop.press("plan")
        laptop.answer(datum=TODAY, tijd=clock)
        laptop.press("Plan gesprek")
        laptop.see(f"{clock:%H.%M}")
    return laptop


def put_off(laptop: Laptop) -> None:
    laptop.go("Vandaag")
    laptop.see("11.00", EWOUT, "14.00", YUSUF)
    laptop.go(f"11.00, {EWOUT}", "Gesprekken", "verzet_2026-11-12")
    laptop.choose("verzet_reden", "Te weinig personeel")
    laptop.fill("datum", date(2026, 11, 13))
    laptop.press("Verzet gesprek")
    laptop.see("Verzet naar 13 november", "Verzet: personeel")
    laptop.go("Vandaag")
    laptop.see("Je hebt vandaag 1 gesprek.", "vr 13")


def write_afterwards(laptop: Laptop) -> None:
    work.open_dossier(laptop, SLAWOMIR, "Gesprekken")
    laptop.press("Schrijf achteraf op")
    laptop.answer(datum=date(2026, 11, 11), tijd=time(15, 30))
    laptop.press("Schrijf gesprek op")
    laptop.see("Achteraf opgeschreven")
    work.write_talk(laptop, "Ik wil een cursus lassen.", gezicht=3)
    work.fix_talk(laptop, "Ik wil een cursus lassen.")
    laptop.see("Achteraf opgeschreven")
    laptop.see_not("Zet in een aanvulling")


def find_with_a_typing_error(laptop: Laptop) -> None:
    laptop.keys("Ctrl+K")
    laptop.type_here("Slavomir Lukasewitz")
    laptop.see(SLAWOMIR)
    laptop.keys("Return")
    laptop.see(SLAWOMIR, "Overzicht")


def lock_in_the_middle(laptop: Laptop) -> None:
    """Typed a moment ago, and a question is open: the lock wins and nothing is lost."""
    laptop.later(hours=3.5)
    laptop.go("Vandaag", f"Begin gesprek met {YUSUF}")
    laptop.press("Wijzig dag, tijd en wie erbij is")
    laptop.fill("eigen_woorden", WORDS)
    laptop.press("Gooi dit concept weg")
    laptop.see("Concept weggooien?")
    laptop.lock_by_itself("De computer is vergrendeld.")
    laptop.see("De computer is vergrendeld.", "Log in om verder te gaan.")
    laptop.see_not(WORDS, YUSUF, "Concept weggooien?")


def go_on(laptop: Laptop) -> None:
    laptop.login("marloes", PASSWORD)
    laptop.see("Ga verder")
    laptop.press("ga_verder_1")
    assert laptop.value("eigen_woorden") == WORDS
    work.fix_talk(laptop, WORDS)
    laptop.press("Schrijf een aanvulling")
    laptop.fill("aanvulling", LATER)
    laptop.press("Voeg toe")
    laptop.see(LATER, WORDS)
    assert not laptop.has("eigen_woorden")


def look_as_beheerder(laptop: Laptop) -> None:
    """The same laptop, another person: accounts, and no dossiers."""
    laptop.lock()
    laptop.login("dennis", PASSWORD)
    laptop.see("Medewerkers", "Marloes Kuiphuis")
    assert not laptop.may("rail_deelnemers")
    assert not laptop.may("rail_vandaag")
    laptop.keys("Ctrl+K")
    laptop.type_here("Yusuf")
    laptop.see("Niets gevonden")
    laptop.see_not(YUSUF)
    laptop.keys("Esc")


def look_as_psycholoog(laptop: Laptop) -> None:
    """Reads every dossier, with a reason for who is not hers; writes only with her own."""
    laptop.lock()
    laptop.login("nadia", PASSWORD)
    work.open_dossier(laptop, SLAWOMIR, "Gesprekken")
    assert laptop.may("Begin gesprek")
    laptop.go("Deelnemers", YUSUF, "Gesprekken")
    laptop.see("Jeffrey")
    assert not laptop.may("Begin gesprek")
    assert not laptop.may("Schrijf achteraf op")
    laptop.tab("Gegevens")
    assert not laptop.may("Leg vertrek vast")
    laptop.go("Deelnemers")
    assert not laptop.may("deelnemer_nieuw")


def test_a_working_day(at_work: Laptop) -> None:
    put_off(at_work)
    write_afterwards(at_work)
    find_with_a_typing_error(at_work)
    lock_in_the_middle(at_work)
    go_on(at_work)
    look_as_beheerder(at_work)
    look_as_psycholoog(at_work)
