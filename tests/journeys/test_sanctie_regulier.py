"""Contraband: what the house wrote in its own table, executed at once.

A beheerder fills the table in first. The old case of yesterday is not judged by it.
"""

from __future__ import annotations

from datetime import date

from tests.journeys import work_sancties as sanctie
from tests.journeys.driver import Laptop
from tests.journeys.work_sancties import Heard

HE, NUMBER = "Kevin ter Horst", "2026-0413"
FACTS = "Onder zijn matras lag een mobiele telefoon. Hij zei dat die van hem is."
WORDS = "Ja, die is van mij. Ik wilde mijn zoon bellen."
FITS = "Ik snap dat het niet mag."
WHY = "Er is niets dat deze keer om iets anders vraagt. Hij weet de regel."
BOOK = "Besluit van het huis van 10 november 2026"
PLAIN = "Je had een telefoon. Dat mag niet. Je zit vier dagen in opsluiting."
CELL = "Hij blijft op zijn eigen kamer."


def fill_table(laptop: Laptop) -> None:
    """By the beheerder, through Beheer: opsluiting, four days the first time."""
    laptop.login("dennis", "vier gele fietsen")
    sanctie.open_rule(laptop, "Gewone uitkomsten")
    laptop.answer(waarde_7_eerste="opsluiting", waarde_7_eerste_dagen="4")
    laptop.answer(waarde_7_herhaling="opsluiting", waarde_7_herhaling_dagen="7")
    laptop.answer(geldig_vanaf=date(2026, 11, 12), bron=BOOK)
    laptop.press("bewaar")
    laptop.see("Besluit van het huis")
    laptop.lock()


def report_it(laptop: Laptop) -> None:
    """Jeffrey finds it; his colleague hears him in between."""
    sanctie.meet(laptop, "Kevin", "ter Horst", NUMBER)
    sanctie.add_work(laptop, "inpakken", "21", "14,75")
    sanctie.change_person(laptop, "jeffrey")
    sanctie.to_tab(laptop, HE)
    laptop.press("voorval_nieuw")
    sanctie.record_voorval(laptop, "Verboden voorwerp", "zijn kamer", FACTS)
    sanctie.write_verslag(laptop, f"{FACTS} Ik nam de telefoon mee naar kantoor.")
    sanctie.take_from_waiting(laptop, "Hoor hem", HE, "wilma")
    sanctie.hear(laptop, Heard(WORDS, "Hij erkent het", FITS))


def propose(laptop: Laptop) -> None:
    """The table speaks: kind and amount are only to read."""
    laptop.press("doe_voorstel")
    sanctie.weigh_man(laptop, ["Geen van deze"], "Volledig")
    laptop.press(sanctie.NEXT)
    laptop.see("Verboden voorwerp, de eerste keer: 4 dagen opsluiting, met degradatie.")
    laptop.press("regulier_regel")
    laptop.see(f"Bron: {BOOK}.")
    assert not laptop.has("straf_1_aantal")
    sanctie.to_beside(laptop)
    laptop.press("kies_gewoon")
    laptop.see("Degradatie: terug naar het basisprogramma.", "hij mist ongeveer 12 uur")
    sanctie.explain(laptop, ["Gepland of verborgen"], WHY)
    sanctie.submit(laptop, "4 dagen opsluiting")


def decide_and_tell(laptop: Laptop) -> None:
    sanctie.take_from_waiting(laptop, "Beslis", HE, "rutger")
    sanctie.follow(laptop, FACTS)
    laptop.press(sanctie.NEXT)
    sanctie.decide(laptop, "Je kende de regel.", "Dat hoort bij een straf.", "4 dagen opsluiting")
    sanctie.take_from_waiting(laptop, "Maak de mededeling", HE, "wilma")
    brief, blad = sanctie.make_mededeling(laptop, sanctie.TODAY, PLAIN)
    lines = (
        "U krijgt een straf.",
        "Opsluiting",
        "4 dagen",
        "De gewone uitkomst bij zo’n voorval is: 4 dagen opsluiting",
        "De directeur heeft de gewone uitkomst gevolgd.",
        "U wordt gedegradeerd. De reden: Dat hoort bij een straf.",
        "Laatste dag voor beklag: donderdag 19 november 2026.",
    )
    assert not [words for words in lines if words not in brief], brief
    assert PLAIN in blad
    sanctie.take_from_waiting(laptop, "Reik uit", HE, "jeffrey")
    sanctie.hand_over(laptop, "Voorgelezen")


def execute(laptop: Laptop) -> None:
    """Four times 24 hours from now; when they are over the case can be closed."""
    sanctie.open_zaak(laptop, HE, "wilma")
    laptop.press("laat_ingaan")
    laptop.press("laat_ingaan_1")
    laptop.see("4 dagen opsluiting")
    assert laptop.value("eind_datum") == "16-11-2026"
    laptop.fill("toelichting", CELL)
    laptop.press("periode_bewaar")
    laptop.see("Alle dagen zijn vastgelegd.", CELL, "Loopt")
    assert not laptop.may("sluit_af")
    sanctie.open_zaak(laptop, HE, "wilma", days=2)
    laptop.see("De straf loopt. Er is nu niets te doen.")
    assert not laptop.may("sluit_af")
    sanctie.open_zaak(laptop, HE, "wilma", days=3)
    sanctie.close_zaak(laptop, "De opsluiting verliep rustig.")


def test_contraband_goes_by_the_table_of_the_house(laptop: Laptop) -> None:
    fill_table(laptop)
    report_it(laptop)
    propose(laptop)
    decide_and_tell(laptop)
    execute(laptop)
    sanctie.to_tab(laptop, HE)
    laptop.see("Afgelopen", "4 dagen opsluiting")
