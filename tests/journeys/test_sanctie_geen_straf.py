"""He said himself that it went wrong: no punishment, and an agreement that helps.

A man with LVB and quick anger told his mentor that he wanted to hit another man (S3 §8.1). The
psycholoog says how far he is responsible, and the directeur decides without a straf.
"""

from __future__ import annotations

from datetime import date

from tests.journeys import work_sancties as sanctie
from tests.journeys.driver import Laptop
from tests.journeys.work_sancties import Heard

HE, NUMBER = "Mitchell Kamphuis", "2026-0412"
FACTS = (
    "Hij zei tegen mij dat hij medebewoner A wil slaan. Daarna schopte hij tegen de deur van de "
    "woonkamer. Niemand is geraakt."
)
WORDS = "Ik was heel boos. Ik wilde hem slaan. Ik ben naar mijn mentor gegaan."
FITS = "Misschien moet ik terug naar een gesloten afdeling."
ADVICE = "Hij begreep te laat wat er gebeurde. Hij zocht wel zelf hulp. Straf leert hem dit niet."
WHY = "Je kwam zelf. Dat is precies wat we met je oefenen. Straf past daar niet bij."
AGREED = "Wordt hij boos, dan loopt hij naar de groepsleiding en praat eerst een kwartier."
PLAIN = "Je was heel boos. Je kwam het zelf vertellen. Dat was goed."
SIGN = "Hij schrijft niet. Hij zei dat hij het begrijpt."
DECIDED = date(2026, 11, 13)


def report_it(laptop: Laptop) -> None:
    """His mentor writes down what he told and what happened; the other man is a role."""
    sanctie.meet(laptop, "Mitchell", "Kamphuis", NUMBER, lvb="Ja")
    sanctie.change_person(laptop, "marloes")
    sanctie.to_tab(laptop, HE)
    laptop.press("voorval_nieuw")
    sanctie.record_voorval(
        laptop,
        "Agressie of bedreiging",
        "woonkamer",
        FACTS,
        betrokkenen=("Medebewoner A",),
        is_zelf_gemeld="ja",
    )
    laptop.see("Hij kwam er zelf mee", "Medebewoner A")
    sanctie.write_verslag(laptop, f"{FACTS} Ik bleef bij hem tot hij rustig was.")


def hear_him(laptop: Laptop) -> None:
    sanctie.take_from_waiting(laptop, "Hoor hem", HE, "wilma")
    sanctie.hear(laptop, Heard(WORDS, "Hij erkent het", FITS))
    laptop.press("vraag_advies")
    sanctie.take_from_waiting(laptop, "Schrijf je advies", HE, "nadia")
    sanctie.advise(laptop, "Verminderd", ADVICE)


def propose(laptop: Laptop) -> None:
    """The regular outcome stays open; without a straf there is only the agreement."""
    sanctie.take_from_waiting(laptop, "Maak een voorstel", HE, "wilma")
    laptop.see("Hij meldde het zelf.", "Betrokken: medebewoner A.")
    laptop.press(sanctie.NEXT)
    laptop.see("Een licht verstandelijke beperking is bekend.")
    laptop.press("Vorige stap")
    sanctie.weigh_man(
        laptop,
        ["Licht verstandelijke beperking", "Moeite met boosheid"],
        "Verminderd",
        "Hij overziet niet wat er gebeurt als hij boos is.",
    )
    laptop.see(ADVICE)
    laptop.press(sanctie.NEXT)
    laptop.see("het huis heeft dit in zijn tabel nog niet ingevuld")
    sanctie.to_beside(laptop)
    laptop.press("wijzig_geen")
    laptop.fill("afspraak", AGREED)
    laptop.see(f"Geen straf. Afspraak: {AGREED}")
    laptop.press("keuze_klaar")
    laptop.press("kies_geen")
    sanctie.explain(laptop, ["Hij meldde het zelf", "Minder verantwoordelijk"], WHY)
    sanctie.submit(laptop, "Geen straf", "Verminderd", WHY)


def decide(laptop: Laptop) -> None:
    sanctie.take_from_waiting(laptop, "Beslis", HE, "rutger", days=1)
    sanctie.follow(laptop, WHY, "Hij meldde het zelf.")
    laptop.press(sanctie.NEXT)
    laptop.see("Er is niets voorwaardelijk.")
    sanctie.decide(
        laptop, "Je kwam er zelf mee. Dat willen we belonen.", "", "Volgens het voorstel"
    )


def tell_him(laptop: Laptop) -> None:
    sanctie.take_from_waiting(laptop, "Maak de mededeling", HE, "wilma")
    brief, blad = sanctie.make_mededeling(laptop, DECIDED, PLAIN)
    lines = (
        "U krijgt geen straf.",
        f"Afspraak: {AGREED}",
        "U heeft dit zelf gemeld.",
        "Ook betrokken: medebewoner A.",
        f"“{WORDS}”",
        "De directeur vindt u minder verantwoordelijk voor wat u deed.",
        "Je kwam er zelf mee. Dat willen we belonen.",
        "Laatste dag voor beklag: vrijdag 20 november 2026.",
    )
    assert not [words for words in lines if words not in brief], brief
    assert "proeftijd" not in brief
    assert ADVICE not in brief
    assert PLAIN in blad
    sanctie.take_from_waiting(laptop, "Reik uit", HE, "marloes")
    sanctie.hand_over(
        laptop, "Voorgelezen", "Met plaatjes", tekenen="Hij kon niet tekenen", toelichting=SIGN
    )


def test_who_comes_himself_gets_help_and_no_straf(laptop: Laptop) -> None:
    report_it(laptop)
    hear_him(laptop)
    propose(laptop)
    decide(laptop)
    tell_him(laptop)
    sanctie.open_zaak(laptop, HE, "rutger")
    sanctie.close_without_straf(laptop, "Hij kwam er zelf mee")
    sanctie.to_tab(laptop, HE)
    laptop.see("Geen straf")
