"""Who decides did not propose, and a rule of the house counts from its day on.

One person with both roles may do both, and then it says so on screen and on paper. A lower
maximum binds the straf editor for a new voorval; a case of before keeps the rule of its day.
"""

from __future__ import annotations

from datetime import date

from tests.journeys import work_sancties as sanctie
from tests.journeys.driver import Laptop
from tests.journeys.work_sancties import Heard, Straf

HE, NUMBER = "Bram Nijhuis", "2026-0415"
FACTS = "Hij sloeg met een stoel een ruit in. Niemand raakte gewond."
DRUNK = "Hij rook naar alcohol en hij liep onzeker."
WORDS = "Ik was boos omdat mijn verlof niet doorging."
BOOK = "Besluit van het huis van 13 november 2026"
SAME = "Je deed ook het voorstel. Je hebt beide rollen; dat komt in de mededeling te staan."
PLAIN = "Je hebt een ruit kapot geslagen. Je krijgt straf."
TOO_MUCH = "Opsluiting duurt ten hoogste 10 dagen."
NEW_DAY = date(2026, 11, 13)


def report(laptop: Laptop, soort: str, feiten: str) -> None:
    """By his mentor, up to the verslag; then the locatiemanager hears him."""
    sanctie.to_tab(laptop, HE)
    laptop.press("voorval_nieuw")
    sanctie.record_voorval(laptop, soort, "woonkamer", feiten)
    sanctie.write_verslag(laptop, feiten)
    sanctie.take_from_waiting(laptop, "Hoor hem", f"{HE}: {soort}", "wilma")
    sanctie.hear(laptop, Heard(WORDS, "Hij erkent het", "Ik betaal de ruit."))


def weigh(laptop: Laptop, dagen: int) -> None:
    """The steps of a proposal up to the regular outcome."""
    sanctie.weigh_man(laptop, ["Geen van deze"], "Volledig")
    laptop.press(sanctie.NEXT)
    sanctie.fill_straf(laptop, Straf("Opsluiting", dagen))
    laptop.press("is_degradatie_nee")


def propose(laptop: Laptop, dagen: int) -> None:
    """The regular outcome, whatever the table says."""
    laptop.press("doe_voorstel")
    weigh(laptop, dagen)
    sanctie.to_beside(laptop)
    laptop.press("kies_gewoon")
    sanctie.explain(laptop, ["Anderen in gevaar"], "Dit was gevaarlijk voor anderen.")
    sanctie.submit(laptop, f"{dagen} dagen opsluiting")


def decide_alone(laptop: Laptop) -> None:
    """She holds both roles now: it stands above the case, and on the check page."""
    sanctie.take_from_waiting(laptop, "Beslis", HE, "wilma")
    sanctie.follow(laptop, SAME)
    laptop.press(sanctie.NEXT)
    sanctie.decide(laptop, "Dit kan niet.", "Het was één keer.", SAME)


def test_one_person_decides_alone_only_with_both_roles(laptop: Laptop) -> None:
    sanctie.meet(laptop, "Bram", "Nijhuis", NUMBER)
    sanctie.change_person(laptop, "marloes")
    report(laptop, "Vernieling", FACTS)
    propose(laptop, 5)
    assert not laptop.may("neem_beslissing")
    laptop.see("Nu is een ander aan zet: beslissing, door de directeur.")
    sanctie.set_rollen(laptop, "Wilma Braakman", "directeur")
    decide_alone(laptop)
    laptop.press("maak_mededeling")
    brief, _blad = sanctie.make_mededeling(laptop, sanctie.TODAY, PLAIN)
    same = "Dat is dezelfde persoon, die locatiemanager en ook directeur is."
    assert same in brief, brief
    sanctie.change_person(laptop, "marloes")
    report(laptop, "Gebruik van alcohol", DRUNK)
    propose(laptop, 3)
    sanctie.set_rollen(laptop, "Wilma Braakman", "locatiemanager")
    sanctie.take_from_waiting(laptop, "Beslis", f"{HE}: Gebruik van alcohol", "wilma")
    laptop.see("Je kunt hier nu niet over beslissen")
    assert not laptop.has_button("Beslis", None)
    sanctie.take_from_waiting(laptop, "Beslis", f"{HE}: Gebruik van alcohol", "rutger")
    sanctie.follow(laptop, DRUNK)
    laptop.see_not(SAME)


def lower_the_maximum(laptop: Laptop) -> None:
    """From tomorrow on: at most ten days of opsluiting."""
    sanctie.change_person(laptop, "dennis")
    sanctie.open_rule(laptop, "Zwaarste straffen")
    laptop.answer(waarde_1_maximum="10", geldig_vanaf=NEW_DAY, bron=BOOK)
    laptop.press("bewaar")
    laptop.see("Anders vanaf 13 november 2026")


def test_a_lower_maximum_counts_for_what_happens_from_its_day_on(laptop: Laptop) -> None:
    sanctie.meet(laptop, "Bram", "Nijhuis", NUMBER)
    sanctie.change_person(laptop, "marloes")
    report(laptop, "Vernieling", FACTS)
    lower_the_maximum(laptop)
    sanctie.change_person(laptop, "marloes", days=1)
    report(laptop, "Gebruik van alcohol", DRUNK)
    laptop.press("doe_voorstel")
    weigh(laptop, 12)
    laptop.see("Ten hoogste 10 dagen", TOO_MUCH)
    laptop.press("straf_1_regel")
    laptop.see(f"Bron: {BOOK}.")
    laptop.fill("straf_1_aantal", "10")
    laptop.see_not(TOO_MUCH)
    sanctie.take_from_waiting(laptop, "Maak een voorstel", f"{HE}: Vernieling", "wilma")
    weigh(laptop, 12)
    laptop.see("Ten hoogste 14 dagen")
    laptop.see_not(TOO_MUCH)
    laptop.fill("straf_1_aantal", "15")
    laptop.see("ten hoogste 14 dagen")
