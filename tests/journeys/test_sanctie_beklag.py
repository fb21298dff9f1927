"""An appeal upheld: the straf waits, and the directeur decides anew after a new hearing."""

from __future__ import annotations

from datetime import date

from tests.journeys import work_sancties as sanctie
from tests.journeys.driver import Laptop
from tests.journeys.work_sancties import Heard, Straf

HE, NUMBER = "Jordy Wolbers", "2026-0414"
FACTS = "Hij kwam om 19.40 uur terug. Hij had om 18.00 uur terug moeten zijn."
WORDS = "De trein reed niet. Ik heb twee keer gebeld en niemand nam op."
FITS = "Geen straf. Kijk maar op mijn telefoon."
WHY = "Je was te laat. Je had eerder weg kunnen gaan."
GROUNDS = "Er is niet gekeken of ik heb gebeld."
RULED = "Het huis had moeten nagaan of hij heeft gebeld."
WORDS_AGAIN = "Ik heb u de gesprekken laten zien."
PLAIN = "Je was te laat. Je mag twee dagen niet meedoen."
PLAIN_AGAIN = "Je hebt gelijk gekregen. Je krijgt geen straf meer."
AGREED = "Hij belt de groep zodra hij ziet dat hij te laat komt."
TOLD, FILED, RULING = date(2026, 11, 12), date(2026, 11, 18), date(2026, 12, 1)


def punish(laptop: Laptop) -> None:
    """Two days of exclusion, decided and handed over on the same day."""
    sanctie.meet(laptop, "Jordy", "Wolbers", NUMBER)
    sanctie.change_person(laptop, "marloes")
    sanctie.to_tab(laptop, HE)
    laptop.press("voorval_nieuw")
    sanctie.record_voorval(laptop, "Te laat terug", "voordeur", FACTS)
    sanctie.write_verslag(laptop, FACTS)
    sanctie.take_from_waiting(laptop, "Hoor hem", HE, "wilma")
    sanctie.hear(laptop, Heard(WORDS, "Hij erkent het deels", FITS))
    laptop.press("doe_voorstel")
    sanctie.weigh_man(laptop, ["Geen van deze"], "Volledig")
    laptop.press(sanctie.NEXT)
    sanctie.fill_straf(laptop, Straf("Uitsluiting van activiteiten", 2, waar="Sport en creatief"))
    laptop.press("is_degradatie_nee")
    sanctie.to_beside(laptop)
    laptop.press("kies_gewoon")
    sanctie.explain(laptop, ["Eerste keer"], WHY)
    sanctie.submit(laptop, "2 dagen uitsluiting van activiteiten")


def decide(laptop: Laptop) -> None:
    sanctie.take_from_waiting(laptop, "Beslis", HE, "rutger")
    sanctie.follow(laptop, WORDS)
    laptop.press(sanctie.NEXT)
    sanctie.decide(laptop, WHY, "Het was maar één keer.")
    sanctie.take_from_waiting(laptop, "Maak de mededeling", HE, "wilma")
    brief, _blad = sanctie.make_mededeling(laptop, TOLD, PLAIN)
    assert "Laatste dag voor beklag: donderdag 19 november 2026." in brief, brief
    sanctie.take_from_waiting(laptop, "Reik uit", HE, "marloes")
    sanctie.hand_over(laptop, "Voorgelezen", tekenen="Hij tekende")


def complain(laptop: Laptop) -> None:
    """On the sixth day, with his mentor; the straf did not begin yet and now waits."""
    sanctie.open_zaak(laptop, HE, "marloes", days=6)
    laptop.see("Beklag kan")
    laptop.press("naar_beklag")
    laptop.answer(ingediend_datum=FILED, gronden=GROUNDS)
    laptop.choose("schorsing", "Gevraagd")
    laptop.press("bewaar")
    laptop.see("Wacht op uitspraak", f"“{GROUNDS}”")
    laptop.see_not("Te laat ingediend")
    laptop.press("schorsing")
    laptop.choose("schorsing", "Toegewezen")
    laptop.press("bewaar")
    laptop.see("Toegewezen: de straf wacht")


def wait(laptop: Laptop) -> None:
    """Nothing may begin until the ruling, also not by who may execute."""
    sanctie.open_zaak(laptop, HE, "wilma")
    laptop.see("De straf wacht")
    assert not laptop.may("laat_ingaan_1")
    laptop.press("open_tenuitvoerlegging")
    laptop.see("Dit wacht")
    assert not laptop.may("laat_ingaan_1")


def be_upheld(laptop: Laptop) -> None:
    sanctie.open_zaak(laptop, HE, "ilse", days=13)
    laptop.press("naar_beklag")
    laptop.press("uitspraak")
    laptop.choose("status", "Gegrond: hij krijgt gelijk")
    laptop.answer(
        uitspraak_datum=RULING,
        uitspraak=RULED,
        tegemoetkoming="€ 15,00",
        gevolg="Hij wordt opnieuw gehoord.",
    )
    laptop.press("bewaar")
    laptop.see("Gegrond", RULED, "€ 15,00", "Er komt een nieuwe beslissing")


def hear_again(laptop: Laptop) -> None:
    """A new round: everything that was said the first time stays to be read."""
    sanctie.open_zaak(laptop, HE, "wilma")
    laptop.see("Zijn beklag is gegrond, helemaal of voor een deel.")
    laptop.press("hoor_hem")
    sanctie.hear(laptop, Heard(WORDS_AGAIN, "Hij erkent het deels", FITS), "De beslissing herzien")
    laptop.press("doe_voorstel")
    laptop.see("Opnieuw beslissen", WORDS_AGAIN)
    sanctie.weigh_man(laptop, ["Geen van deze"], "Volledig")
    laptop.press(sanctie.NEXT)
    sanctie.to_beside(laptop)
    laptop.press("wijzig_geen")
    laptop.fill("afspraak", AGREED)
    laptop.press("keuze_klaar")
    laptop.press("kies_geen")
    sanctie.explain(laptop, ["Hij werkte mee"], "Je hebt echt gebeld. Dat wisten wij niet.")
    sanctie.submit(laptop, "Geen straf")


def decide_again(laptop: Laptop) -> None:
    """The directeur decides anew; the new letter says which decision it replaces."""
    sanctie.take_from_waiting(laptop, "Beslis", HE, "rutger")
    sanctie.follow(laptop, WORDS_AGAIN)
    laptop.press(sanctie.NEXT)
    sanctie.decide(laptop, "Je hebt gebeld. Wij hadden dat moeten nagaan.", "")
    sanctie.take_from_waiting(laptop, "Maak de mededeling", HE, "wilma")
    brief, blad = sanctie.make_mededeling(laptop, RULING, PLAIN_AGAIN)
    lines = (
        "U krijgt geen straf.",
        "De directeur besliste hierover op 12 november 2026: 2 dagen uitsluiting van activiteiten",
        f"“{WORDS_AGAIN}”",
        "Laatste dag voor beklag: dinsdag 8 december 2026.",
    )
    assert not [words for words in lines if words not in brief], brief
    assert PLAIN_AGAIN in blad
    sanctie.take_from_waiting(laptop, "Reik uit", HE, "marloes")
    sanctie.hand_over(laptop, "Voorgelezen")
    sanctie.open_zaak(laptop, HE, "rutger")
    sanctie.close_without_straf(laptop, "Straf dient geen doel meer")


def test_an_upheld_appeal_ends_in_a_new_decision(laptop: Laptop) -> None:
    punish(laptop)
    decide(laptop)
    complain(laptop)
    wait(laptop)
    be_upheld(laptop)
    hear_again(laptop)
    decide_again(laptop)
    laptop.press("Ronde 1")
    laptop.see(WORDS, "2 dagen uitsluiting van activiteiten", WORDS_AGAIN)
