"""Work around a sanctie, as a person does it on the screens: from a voorval to its afloop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from tests.journeys import work, work_care
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Answer, Laptop

TODAY = date(2026, 11, 12)
REASON = "Overleg over hem"
"""Why somebody of another team opens the dossier."""
NEXT = "volgende"


# The man -------------------------------------------------------------------------------------


def meet(laptop: Laptop, roepnaam: str, achternaam: str, nummer: str, **answers: Answer) -> None:
    """The casemanager writes him in; ends on his dossier."""
    laptop.login("ilse", PASSWORD)
    everything: dict[str, Answer] = {
        "voornamen": roepnaam,
        "geboortedatum": date(1994, 5, 17),
        "gemeente_herkomst": "Almelo",
        "gemeente_vestiging": "Almelo",
        "begin_datum": date(2026, 10, 1),
        "verwacht_einde_datum": date(2027, 9, 1),
        "verwachte_uitstroom": "Einde detentie",
        **answers,
    }
    work.record_deelnemer(
        laptop,
        roepnaam=roepnaam,
        achternaam=achternaam,
        registratienummer=nummer,
        **everything,
    )


def add_doel(laptop: Laptop, tekst: str, step: work.Step) -> None:
    """A doel out of a talk with his mentor; ends on the tab Doelen en acties."""
    work.make_doel(
        laptop,
        tekst,
        leefgebieden=["Gezondheid en zelfzorg"],
        herstelvorm="Zelfherstel",
        herkomst={"soort": "Iets anders", "tekst": "Zijn eigen idee"},
        streefdatum=date(2027, 3, 1),
        acties=(step,),
    )


def add_work(laptop: Laptop, plek: str, uren: str, weekloon: str) -> None:
    """On the tab Verlof en werk; ends there."""
    laptop.go("Verlof en werk", "werk_nieuw")
    laptop.answer(soort="De Fabriek", plek=plek, uren=uren, weekloon=weekloon)
    laptop.fill("van_datum", date(2026, 10, 5))
    laptop.press("bewaar")
    laptop.see(plek)


def add_verlof(laptop: Laptop, doel: str, oogmerk: str, day: date) -> None:
    """A day of kortdurend verlof for a doel; granted at once; ends on its page."""
    laptop.go("Verlof en werk", "verlof_nieuw")
    laptop.choose("soort", "Kortdurend verlof")
    laptop.answer(doel_id=doel, oogmerk=oogmerk, bijdrage="Hij oefent met vrij zijn.")
    laptop.answer(begin_datum=day, duur="van 9.00 tot 17.00 uur", aantal="1")
    laptop.press("bewaar")
    laptop.press("Het is toegekend")
    laptop.see("Toegekend", oogmerk)


def to_tab(laptop: Laptop, naam: str) -> None:
    """His tab Sancties; who is not of his team says why."""
    laptop.go("Deelnemers", naam)
    give_reason(laptop)
    laptop.tab("Sancties")


def give_reason(laptop: Laptop) -> None:
    """If it is asked."""
    if laptop.stands("Waarom open je dit dossier?"):
        laptop.press(REASON)


def change_person(laptop: Laptop, user_name: str, **later: float) -> None:
    """Somebody else logs in, now or later."""
    work_care.change_person(laptop, user_name, PASSWORD, **later)


def open_zaak(laptop: Laptop, naam: str, user_name: str, **later: float) -> None:
    """Somebody else opens the newest case that runs of this man."""
    change_person(laptop, user_name, **later)
    to_tab(laptop, naam)
    laptop.press("open_zaak_1")


def take_from_waiting(laptop: Laptop, word: str, naam: str, user_name: str, **later: float) -> None:
    """What waits for the one who logs in, by the button of its line in the register."""
    change_person(laptop, user_name, **later)
    laptop.go("Sancties")
    laptop.see("Wacht op jou")
    laptop.press(f"{word}, {naam}")
    give_reason(laptop)


# The urine check -----------------------------------------------------------------------------


def order_urine(laptop: Laptop, aanleiding: str, stoffen: Sequence[str], nummer: str) -> None:
    """From his tab, up to the tubes on their way."""
    laptop.press("urinecontrole_nieuw")
    laptop.answer(aanleiding=aanleiding, stoffen=tuple(stoffen), nummer=nummer)
    laptop.tick("De reden is hem vooraf gezegd")
    laptop.press("Geef de opdracht")
    laptop.see("Opdracht gegeven", "Hij heeft 4 uur de tijd")
    laptop.press("doe_afname")
    laptop.press("stap_bewaar")
    laptop.see("Dit wacht op de uitslag van het laboratorium.")


def record_result(laptop: Laptop, found: Sequence[int], number: int, waarde: str) -> None:
    """Which of so many substances were found."""
    laptop.press("doe_uitslag")
    for one in range(1, number + 1):
        words = "Gevonden" if one in found else "Niet gevonden"
        laptop.choose(f"stof_{one}_uitslag", words)
        if one in found:
            laptop.fill(f"stof_{one}_waarde", waarde)
    laptop.press("stap_bewaar")


def tell_result(laptop: Laptop) -> None:
    """He hears it now."""
    laptop.press("doe_meegedeeld")
    laptop.press("stap_bewaar")
    laptop.see("Uitslag verteld", "Heronderzoek vragen kan binnen 24 uur")


def say_new_use(laptop: Laptop, answer: str) -> None:
    """Is it new use?"""
    laptop.press("nieuw_wijzig")
    laptop.choose("nieuw_gebruik", answer)
    laptop.press("nieuw_bewaar")


# Voorval, verslag, horen, advies --------------------------------------------------------------


def record_voorval(laptop: Laptop, soort: str, plaats: str, feiten: str, **answers: Answer) -> None:
    """The form that is shown; ends on the page of the case."""
    is_own = answers.pop("is_zelf_gemeld", None)
    laptop.choose("voorval_soort", soort)
    laptop.answer(plaats=plaats, feiten=feiten, **answers)
    if is_own:
        laptop.tick("Hij kwam er zelf mee")
    laptop.press("Leg het voorval vast")
    laptop.see("Voorval vastgelegd", "Wat nu")


def write_verslag(laptop: Laptop, verslag: str) -> None:
    """From the page of the case; written and told at once."""
    laptop.press("schrijf_verslag")
    laptop.fill("verslag", verslag)
    laptop.fill("aangezegd_datum", laptop.clock.now.date())
    laptop.fill("aangezegd_tijd", time(10, 30))
    laptop.press("Leg het verslag vast")
    laptop.see("Verslag gemaakt")


class Heard(NamedTuple):
    """What he says in a hearing."""

    woorden: str
    standpunt: str
    visie: str


def hear(laptop: Laptop, heard: Heard, aanleiding: str = "") -> None:
    """The form that is shown; ends on the page of the case."""
    if aanleiding:
        laptop.choose("aanleiding", aanleiding)
    laptop.answer(eigen_woorden=heard.woorden, visie=heard.visie)
    laptop.choose("standpunt", heard.standpunt)
    laptop.press("Leg het gesprek vast")
    laptop.see("Gehoord")


def advise(laptop: Laptop, hoe: str, tekst: str) -> None:
    """The page that is shown: the psycholoog releases it to the team."""
    laptop.see("Zolang je dit niet vrijgeeft, leest alleen jij het.")
    laptop.choose("verantwoordelijkheid", hoe)
    laptop.fill("tekst", tekst)
    laptop.press("Geef vrij aan het team")
    laptop.see("Het team leest nu je advies")


# The proposal --------------------------------------------------------------------------------


class Straf(NamedTuple):
    """As it is typed in the editor."""

    soort: str
    dagen: int
    voorwaardelijk: int = 0
    waar: str = ""


def fill_straf(laptop: Laptop, straf: Straf, number: int = 1) -> None:
    """One more straf in the editor that is open."""
    if not laptop.has(f"straf_{number}_aantal"):
        laptop.press("straf_erbij")
        laptop.choose(f"straf_{number}_soort", straf.soort)
    laptop.fill(f"straf_{number}_aantal", str(straf.dagen))
    if straf.voorwaardelijk:
        laptop.fill(f"straf_{number}_voorwaardelijk", str(straf.voorwaardelijk))
    if straf.waar:
        laptop.fill(f"straf_{number}_uitwerking", straf.waar)


def weigh_man(
    laptop: Laptop, problematiek: Sequence[str], verantwoordelijkheid: str, waarom: str = ""
) -> None:
    """The second step, from the first."""
    laptop.press(NEXT)
    laptop.see("Wie is hij hierin?")
    for one in problematiek:
        laptop.press(one)
    laptop.choose("verantwoordelijkheid", verantwoordelijkheid)
    if waarom:
        laptop.fill("verantwoordelijkheid_toelichting", waarom)


def to_beside(laptop: Laptop) -> None:
    """From the regular outcome to the columns."""
    laptop.press(NEXT)
    laptop.see("Welke sanctie past bij deze man?")


def explain(laptop: Laptop, telt_mee: Sequence[str], waarom: str) -> None:
    """The fifth step, up to the check page."""
    laptop.press(NEXT)
    laptop.see("Wat geeft de doorslag?")
    for one in telt_mee:
        laptop.press(one)
    laptop.fill("waarom", waarom)
    laptop.press(NEXT)
    laptop.see("Klopt alles?")


def submit(laptop: Laptop, *seen: str) -> None:
    """The check page shows this; then it is with the directeur."""
    laptop.see(*seen)
    laptop.press("Dien het voorstel in")
    laptop.see("Voorstel gedaan")


# The decision and the papers -----------------------------------------------------------------


def follow(laptop: Laptop, *seen: str) -> None:
    """The first two steps: read it and follow the proposal."""
    laptop.see("Wat ligt er voor?", *seen)
    laptop.press(NEXT)
    laptop.choose("keuze", "Volg het voorstel")


def decide(laptop: Laptop, motivering: str, degradatie: str, *seen: str) -> None:
    """From the step before the reason to the decision itself."""
    laptop.press(NEXT)
    laptop.see("Wat geeft de doorslag?")
    laptop.fill("motivering", motivering)
    if degradatie:
        laptop.fill("degradatie_reden", degradatie)
    laptop.press(NEXT)
    laptop.see("Klopt alles?", *seen)
    laptop.press("Beslis")
    laptop.see("Beslist")


def make_mededeling(laptop: Laptop, day: date, uitleg: str) -> tuple[str, str]:
    """The form that is shown; both papers, in words."""
    laptop.answer(uitreik_datum=day, uitleg=uitleg)
    laptop.press("Maak de mededeling")
    brief = laptop.print_shown()
    laptop.choose("welk_papier", "Wat is er besloten?")
    return brief, laptop.print_shown()


def hand_over(
    laptop: Laptop, *wijze: str, tekenen: str = "Hij tekende", toelichting: str = ""
) -> None:
    """The form that is shown; ends on the page of the case."""
    laptop.choose("tekenen", tekenen)
    laptop.fill("toelichting", toelichting)
    laptop.tick(*wijze, within=laptop.group("wijze"))
    laptop.press("Leg vast")
    laptop.see("Uitgereikt")


def start_proeftijd(laptop: Laptop, until: str) -> None:
    """From the page of the case, by who may; ends on the page of the execution."""
    laptop.press("laat_proeftijd_ingaan")
    laptop.press("start_proeftijd")
    laptop.see(f"Tot en met {until}", "De proeftijd loopt")


def close_condition(laptop: Laptop, number: int, toelichting: str) -> None:
    """On the page of the case: he kept to it."""
    laptop.press(f"uitkomst_{number}")
    laptop.choose("status", "Nagekomen")
    laptop.fill("toelichting", toelichting)
    laptop.press("voorwaarde_bewaar")


def close_zaak(laptop: Laptop, hoe: str) -> None:
    """From the page of the case: its afloop."""
    laptop.press("sluit_af")
    laptop.press("sluit_af")
    laptop.fill("toelichting", hoe)
    laptop.press("afloop_bewaar")
    laptop.see("Deze zaak is gesloten")


def close_without_straf(laptop: Laptop, reden: str) -> None:
    """From the page of the case, by the directeur, when he has the decision."""
    laptop.press("sluit_zonder_straf")
    laptop.choose("reden", reden)
    laptop.press("Sluit de zaak")
    laptop.see("Deze zaak is gesloten zonder straf.")


# The rules of the house ----------------------------------------------------------------------


def open_rule(laptop: Laptop, titel: str) -> None:
    """By the beheerder, through Beheer."""
    laptop.go("Beheer", "Beleid")
    laptop.press(titel)


def set_rollen(laptop: Laptop, naam: str, *turned: str) -> None:
    """By the beheerder: turn these roles of a colleague on or off."""
    change_person(laptop, "dennis")
    laptop.go("Medewerkers", naam)
    for rol in turned:
        laptop.press(f"rollen_{rol}")
    laptop.press("bewaar")
    laptop.see("Nieuwe collega")
