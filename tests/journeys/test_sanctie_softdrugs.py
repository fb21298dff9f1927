"""Softdrugs: the first time voorwaardelijk and kept to the end; the second time no new use.

From the urine check to the afloop, each step by who may take it, on the real encrypted files.
"""

from __future__ import annotations

from datetime import date

from tests.journeys import work_sancties as sanctie
from tests.journeys.driver import Laptop
from tests.journeys.work_sancties import Heard, Straf

HE, NUMBER = "Danny Scholten", "2026-0411"
DECIDED, UNTIL = date(2026, 11, 13), date(2027, 1, 14)
VERLOF = date(2026, 11, 28)
DOEL = "Ik wil van de wiet afblijven."
WORDS = "Ik kon niet slapen en toen heb ik een joint gerookt. Het was dom."
FITS = "Laat mij bewijzen dat het ook zonder kan."
SMELL = "Op zijn kamer rook het naar wiet. De controle was positief op cannabis."
ADVICE = "Terugval hoort bij zijn verslaving. Hij snapt wel dat het niet mag."
WHY = "Je bent verslaafd en je werkt eraan. Een straf die nu ingaat, stoort je behandeling."
CONDITION = "Hij gaat elke week naar het gesprek over zijn gebruik."
AGAIN_DAY = date(2026, 12, 10)
AGAIN = "De controle was weer positief op cannabis. Er was verder niets te zien."
NOT_AGAIN = "Ik heb niet meer gerookt. Dit is nog van de vorige keer."
KEPT = "Hij blijft elke week praten over zijn gebruik."
PLAIN = "Je hebt gerookt. Dat mag niet. Je krijgt nu geen straf."


def meet_him(laptop: Laptop) -> None:
    sanctie.meet(laptop, "Danny", "Scholten", NUMBER)
    sanctie.add_doel(laptop, DOEL, ("Belt de poli", "Danny zelf", date(2026, 12, 1)))
    sanctie.add_work(laptop, "montage", "24", "14,75")
    sanctie.add_verlof(laptop, DOEL, "Naar de poli in Almelo", VERLOF)


def check_urine(laptop: Laptop, nummer: str) -> None:
    """His mentor asks urine, the laboratory finds cannabis, and he hears it."""
    sanctie.to_tab(laptop, HE)
    sanctie.order_urine(laptop, "Steekproef", ("Cannabis", "Cocaïne"), nummer)
    laptop.later(hours=2)
    sanctie.record_result(laptop, [1], 2, "180 ng/ml")
    laptop.see("Positief")
    sanctie.tell_result(laptop)


def report_it(laptop: Laptop, nummer: str) -> None:
    """From the page of the check: the voorval, and the verslag."""
    laptop.press("voorval")
    laptop.see("Hoort er een urinecontrole bij?")
    sanctie.record_voorval(
        laptop, "Gebruik van softdrugs", "zijn kamer", SMELL, urinecontrole_id=nummer
    )
    sanctie.write_verslag(laptop, "Ik rook wiet en vroeg hem om urine. Cannabis werd gevonden.")
    laptop.see("Nu is een ander aan zet: horen, door de locatiemanager of directeur.")


def hear_him(laptop: Laptop) -> None:
    """The locatiemanager asks advice and hears him; the psycholoog answers in between."""
    sanctie.take_from_waiting(laptop, "Hoor hem", HE, "wilma")
    sanctie.hear(laptop, Heard(WORDS, "Hij erkent het", FITS))
    laptop.press("vraag_advies")
    laptop.see("Het advies is gevraagd")
    sanctie.take_from_waiting(laptop, "Schrijf je advies", HE, "nadia")
    sanctie.advise(laptop, "Verminderd", ADVICE)


def propose(laptop: Laptop) -> None:
    """Three days, all voorwaardelijk, beside the regular five days: the chain is seen live."""
    sanctie.take_from_waiting(laptop, "Maak een voorstel", HE, "wilma")
    laptop.see("Wat is er gebeurd?", WORDS, SMELL, "Geen eerdere zaken.")
    assert laptop.value("hoeveelste_keer") == "1"
    sanctie.weigh_man(laptop, ["Verslaving"], "Verminderd", "Terugval hoort bij verslaving.")
    laptop.see(ADVICE, "Verantwoordelijk: verminderd.")
    laptop.press(sanctie.NEXT)
    laptop.see("Nog niet ingevuld", "5 dagen opsluiting, met degradatie. Dit geldt niet.")
    sanctie.fill_straf(laptop, Straf("Opsluiting", 5))
    laptop.see("5 dagen geen werk: hij mist ongeveer 17 uur bij")
    laptop.press("is_degradatie_ja")
    laptop.see("Kortdurend verlof van zaterdag 28 november vervalt; de casemanager beslist.")
    lay_beside(laptop)
    sanctie.explain(laptop, ["Eerste keer", "Terugval hoort bij verslaving"], WHY)
    sanctie.submit(laptop, "3 dagen opsluiting, voorwaardelijk", WHY)


def lay_beside(laptop: Laptop) -> None:
    """On maat he loses nothing as long as he keeps to it."""
    sanctie.to_beside(laptop)
    laptop.press("wijzig_maat")
    sanctie.fill_straf(laptop, Straf("Opsluiting", 3, 3))
    laptop.fill("proeftijd_tot_datum", UNTIL)
    laptop.press("is_degradatie_nee")
    laptop.fill("afspraak", "Hij praat elke week over zijn gebruik.")
    laptop.press("keuze_klaar")
    laptop.press("kies_maat")
    laptop.see(
        "5 dagen opsluiting",
        "3 dagen opsluiting, voorwaardelijk",
        "Proeftijd tot en met 14 januari 2027. Afspraak: Hij praat elke week over zijn gebruik.",
        "Kortdurend verlof van zaterdag 28 november blijft staan",
        "Hij houdt zijn werk",
    )


def decide(laptop: Laptop) -> None:
    """The directeur, by his own account, the next day: he follows it, with a condition."""
    sanctie.take_from_waiting(laptop, "Beslis", HE, "rutger", days=1)
    sanctie.follow(laptop, WORDS, WHY, "Voorstel van Wilma")
    laptop.press(sanctie.NEXT)
    laptop.see("Proeftijd tot en met 14 januari 2027.", "Hij doet tijdens de proeftijd niets")
    laptop.press("voorwaarde_erbij")
    laptop.answer(
        voorwaarde_1_tekst=CONDITION,
        voorwaarde_1_doel_id=DOEL,
        voorwaarde_1_toezicht_id="Marloes Kuiphuis",
        voorwaarde_1_herinnering_datum=date(2026, 12, 10),
    )
    sanctie.decide(
        laptop,
        "Je krijgt een kans, omdat je zelf al hulp zocht.",
        "Zo blijft zijn behandeling doorgaan.",
        "Volgens het voorstel",
        CONDITION,
    )


def tell_him(laptop: Laptop) -> None:
    """Both papers, and his mentor hands them over."""
    sanctie.take_from_waiting(laptop, "Maak de mededeling", HE, "wilma")
    brief, blad = sanctie.make_mededeling(laptop, DECIDED, PLAIN)
    lines = (
        "U krijgt een voorwaardelijke straf.",
        "De proeftijd loopt tot en met donderdag 14 januari 2027.",
        CONDITION,
        f"Hoort bij uw doel: “{DOEL}”",
        f"“{WORDS}”",
        "Je krijgt een kans, omdat je zelf al hulp zocht.",
        "U wordt niet gedegradeerd. De reden: Zo blijft zijn behandeling doorgaan.",
        "Wilma Braakman, locatiemanager, deed het voorstel op 12 november 2026.",
        "Rutger Hoevers, directeur, besliste op 13 november 2026.",
        "De directeur wijkt daar bij u van af",
        "Laatste dag voor beklag: vrijdag 20 november 2026.",
        "beklagcommissie",
    )
    assert not [words for words in lines if words not in brief], brief
    assert ADVICE not in brief
    assert not [words for words in (PLAIN, "20 november", "14 januari") if words not in blad], blad
    sanctie.take_from_waiting(laptop, "Reik uit", HE, "marloes")
    sanctie.hand_over(laptop, "Voorgelezen", "In eigen woorden laten navertellen")
    laptop.see("Beklag kan tot en met 20 november 2026")
    sanctie.open_zaak(laptop, HE, "wilma")
    sanctie.start_proeftijd(laptop, "14 januari 2027")


def first_case(laptop: Laptop) -> None:
    """Up to the proeftijd that runs."""
    meet_him(laptop)
    sanctie.change_person(laptop, "marloes")
    check_urine(laptop, "U-2026-101")
    sanctie.say_new_use(laptop, "Ja")
    report_it(laptop, "U-2026-101")
    hear_him(laptop)
    propose(laptop)
    decide(laptop)
    tell_him(laptop)


def keep_to_it(laptop: Laptop) -> None:
    """A week before the end it stands on Vandaag; only the day after it the case can be closed."""
    sanctie.change_person(laptop, "marloes", days=56)
    laptop.go("Vandaag")
    laptop.see("De proeftijd eindigt")
    sanctie.open_zaak(laptop, HE, "marloes", days=6)
    sanctie.close_condition(laptop, 2, "Hij was er elke week.")
    laptop.see("Nagekomen", "“Hij was er elke week.”")
    sanctie.close_condition(laptop, 1, "Er was niets.")
    laptop.see("De proeftijd loopt nog tot en met 14 januari 2027.")
    sanctie.open_zaak(laptop, HE, "wilma")
    laptop.see("De proeftijd loopt tot en met 14 januari 2027. Er is nu niets te doen.")
    assert not laptop.may("sluit_af")
    sanctie.open_zaak(laptop, HE, "marloes", days=1)
    sanctie.close_condition(laptop, 1, "Er was niets.")


def second_check(laptop: Laptop) -> None:
    """Four weeks later: what is found can be of the first time, and that is what it was."""
    sanctie.change_person(laptop, "marloes", days=27)
    check_urine(laptop, "U-2026-155")
    laptop.see("42 dagen zichtbaar")
    sanctie.say_new_use(laptop, "Nee")
    laptop.press("voorval")
    laptop.see("Er loopt een proeftijd", "3 dagen opsluiting voorwaardelijk, tot en met 14 januari")
    sanctie.record_voorval(
        laptop, "Gebruik van softdrugs", "zijn kamer", AGAIN, urinecontrole_id="U-2026-155"
    )
    laptop.see("Er loopt een proeftijd")
    sanctie.write_verslag(laptop, AGAIN)


def weigh_again(laptop: Laptop) -> None:
    """The open proeftijd and ‘nieuw gebruik: nee’ stand before him; it ends without a straf."""
    sanctie.take_from_waiting(laptop, "Hoor hem", HE, "wilma")
    sanctie.hear(laptop, Heard(NOT_AGAIN, "Hij ontkent het", "Niets. Ik ben er vanaf gebleven."))
    laptop.press("doe_voorstel")
    laptop.see(
        "Er loopt nog een proeftijd",
        "Nieuw gebruik vastgesteld: nee.",
        "12 november 2026. 3 dagen opsluiting, voorwaardelijk",
    )
    assert laptop.value("hoeveelste_keer") == "2"
    laptop.fill("hoeveelste_keer", "1")
    sanctie.weigh_man(laptop, ["Verslaving"], "Volledig")
    laptop.press(sanctie.NEXT)
    sanctie.to_beside(laptop)
    laptop.press("wijzig_geen")
    laptop.fill("afspraak", KEPT)
    laptop.press("keuze_klaar")
    laptop.press("kies_geen")
    sanctie.explain(laptop, ["Binnen een proeftijd", "Hij werkte mee"], "Je hebt niets nieuws.")
    sanctie.submit(laptop, "Geen straf")


def decide_again(laptop: Laptop) -> None:
    sanctie.take_from_waiting(laptop, "Beslis", HE, "rutger")
    sanctie.follow(laptop, NOT_AGAIN, "Er loopt nog een proeftijd")
    laptop.press(sanctie.NEXT)
    sanctie.decide(laptop, "De wiet is van de eerste keer. Je krijgt geen straf.", "")
    sanctie.take_from_waiting(laptop, "Maak de mededeling", HE, "wilma")
    brief, _blad = sanctie.make_mededeling(laptop, AGAIN_DAY, "De wiet is van de eerste keer.")
    lines = ("U krijgt geen straf.", f"Afspraak: {KEPT}", "donderdag 17 december 2026")
    assert not [words for words in lines if words not in brief], brief
    assert "wordt uitgevoerd" not in brief
    sanctie.take_from_waiting(laptop, "Reik uit", HE, "marloes")
    sanctie.hand_over(laptop, "Voorgelezen")
    sanctie.open_zaak(laptop, HE, "rutger")
    sanctie.close_without_straf(laptop, "Straf dient geen doel meer")


def test_the_first_time_he_keeps_to_his_conditions(laptop: Laptop) -> None:
    first_case(laptop)
    keep_to_it(laptop)
    sanctie.open_zaak(laptop, HE, "wilma")
    sanctie.close_zaak(laptop, "Hij bleef eraf en ging elke week praten.")
    sanctie.to_tab(laptop, HE)
    laptop.see("Afgelopen")
    laptop.see_not("Tot en met 14 januari 2027")


def test_the_second_time_without_new_use_ends_without_straf(laptop: Laptop) -> None:
    first_case(laptop)
    second_check(laptop)
    weigh_again(laptop)
    decide_again(laptop)
    sanctie.to_tab(laptop, HE)
    laptop.see("Geen straf", "Proeftijd loopt", "Tot en met 14 januari 2027", CONDITION)
    keep_to_the_end(laptop)


def keep_to_the_end(laptop: Laptop) -> None:
    """The first proeftijd was never touched: no new hearing, and it is closed on its own day."""
    sanctie.open_zaak(laptop, HE, "marloes", days=36)
    sanctie.close_condition(laptop, 1, "Er was niets.")
    sanctie.close_condition(laptop, 2, "Hij was er elke week.")
    sanctie.open_zaak(laptop, HE, "wilma")
    laptop.see_not("Ronde 1")
    sanctie.close_zaak(laptop, "Hij hield zich eraan.")
