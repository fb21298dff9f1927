"""The usual work of the house, as a person does it on the screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from hvh_desktop.leefgebieden import Leefgebied
from tests.journeys.driver import Answer, Laptop

Step = tuple[str, str, date]
"""What, who and when."""
TEAM: dict[str, Answer] = {
    "mentor_1": "Marloes Kuiphuis",
    "mentor_2": "Jeffrey Wessels",
    "casemanager": "Ilse Groothengel",
    "reclasseringswerker": "Petra Hesselink",
    "psycholoog": "Nadia El Amrani",
}


def record_deelnemer(laptop: Laptop, **answers: Answer) -> None:
    """Schrijf een deelnemer in, with the whole team; ends on his dossier."""
    laptop.go("Deelnemers", "deelnemer_nieuw")
    everything: dict[str, Answer] = {"titel": "HvH", **TEAM, **answers}
    laptop.answer(**everything)
    laptop.press("Schrijf in")
    laptop.see(str(answers["achternaam"]), "Overzicht")


def open_dossier(laptop: Laptop, naam: str, tab: str = "Overzicht") -> None:
    laptop.go("Deelnemers", naam, tab)


def add_netwerklid(laptop: Laptop, naam: str, relatie: str, **answers: Answer) -> None:
    """On the tab Netwerk; ends there."""
    laptop.go("Netwerk", "Zet iemand erbij")
    if "organisatie_id" in answers:
        laptop.choose("soort", "Organisatie")
    usual: dict[str, Answer] = {"sterkte": "Sterk", "steun": "Hij krijgt steun"}
    is_kind = answers.pop("is_kind", None)
    if is_kind:
        laptop.tick("Dit is zijn kind")
    everything: dict[str, Answer] = {"naam": naam, "relatie": relatie, **usual, **answers}
    laptop.answer(**everything)
    laptop.press("Zet op de lijst")
    laptop.see(naam, "Om ")


def add_organisatie(laptop: Laptop, naam: str, soort: str, plaats: str, contact: str) -> None:
    """In the shared directory; ends on the list."""
    laptop.go("Organisaties", "organisatie_nieuw")
    laptop.answer(naam=naam, soort=soort, plaats=plaats)
    laptop.press("contact_erbij")
    laptop.answer(contact_1_functie=contact)
    laptop.press("bewaar")
    laptop.see(naam)


def start_inventarisatie(laptop: Laptop) -> None:
    laptop.go("Krachten", "Begin de eerste")
    laptop.see("Wonen", "Aanvulling van de mentor")


class Said(NamedTuple):
    """What he says about one leefgebied, and what his mentor adds."""

    nu: str
    wensen: str = ""
    hulpbronnen: str = ""
    aanvulling: str = ""
    kracht: tuple[str, str] = ("", "")


def discuss(laptop: Laptop, said: Said, bereidheid: int = 0) -> None:
    """The leefgebied that is shown; ends on the next one that is not discussed yet."""
    for name in ("nu", "wensen", "hulpbronnen", "aanvulling"):
        if words := getattr(said, name):
            laptop.fill(name, words)
    if bereidheid:
        laptop.press(f"bereidheid_{bereidheid}")
    tekst, bron = said.kracht
    if tekst:
        laptop.press("kracht_erbij")
        laptop.answer(kracht_tekst=tekst, kracht_bron=bron)
        laptop.press("kracht_bewaren")
        laptop.see(tekst)
    laptop.press("klaar")


def discuss_all(
    laptop: Laptop, said: Mapping[str, Said], silent: Mapping[str, str] | None = None
) -> None:
    """All ten leefgebieden in their order; about what is not named he does not know yet."""
    start_inventarisatie(laptop)
    for leefgebied in Leefgebied:
        if leefgebied in said:
            discuss(laptop, said[leefgebied], bereidheid=4)
        else:
            laptop.choose("antwoord", (silent or {}).get(leefgebied, "Hij weet het niet"))
            laptop.press("klaar")


def complete_inventarisatie(laptop: Laptop, tegenslag: str) -> None:
    """Dealing with setbacks, and rond af."""
    laptop.press("naar_zelfregulering")
    laptop.fill("zelfregulering", tegenslag)
    laptop.press("naar_afronden")
    laptop.see("Klaar om af te ronden")
    laptop.press("Rond af")
    laptop.see("Afgerond")


def make_doel(
    laptop: Laptop,
    tekst: str,
    *,
    waarom: str = "",
    leefgebieden: Sequence[str],
    herstelvorm: str,
    herkomst: Mapping[str, str],
    streefdatum: date,
    acties: Sequence[Step],
    wanneer: str = "Nu",
) -> None:
    """From the tab Doelen en acties, with the acties of the doel; ends there."""
    laptop.go("Doelen en acties", "doel_erbij")
    laptop.answer(tekst=tekst, waarom=waarom)
    for name, words in herkomst.items():
        laptop.answer(**{f"herkomst_{name}": words})
    for leefgebied in leefgebieden:
        if not laptop.is_ticked(leefgebied):
            laptop.tick(leefgebied)
    laptop.answer(herstelvorm=(herstelvorm,), status=(wanneer,), streefdatum=streefdatum)
    for number, (wat, wie, when) in enumerate(acties, start=1):
        if number > 1:
            laptop.press("Actie erbij")
        fill_step(laptop, f"actie_{number}", (wat, wie, when))
    laptop.press("Bewaar doel")
    laptop.see(tekst, *(wat for wat, _wie, _when in acties))


def fill_step(laptop: Laptop, line: str, step: Step) -> None:
    wat, wie, when = step
    answers: dict[str, Answer] = {f"{line}_wat": wat, f"{line}_wie": wie}
    laptop.answer(**answers, **{f"{line}_wanneer": when})


def write_talk(
    laptop: Laptop,
    words: str,
    *,
    gezicht: int = 0,
    notities: Mapping[int, str] | None = None,
    notitie: str = "",
    afspraken: Sequence[Step] = (),
) -> None:
    """Fill in the talk that is open; nothing is fixed yet."""
    if gezicht:
        laptop.press(f"gezicht_{gezicht}")
    laptop.fill("eigen_woorden", words)
    for number, words_about in (notities or {}).items():
        laptop.press(f"doelnotitie_{number}_erbij")
        laptop.fill(f"doelnotitie_{number}", words_about)
    if notitie:
        laptop.press("notitie_erbij")
        laptop.fill("notitie", notitie)
    for number, (wat, wie, when) in enumerate(afspraken, start=1):
        if not laptop.has(f"afspraak_wat_{number}"):
            laptop.press("Afspraak erbij")
        laptop.fill(f"afspraak_wat_{number}", wat)
        laptop.choose(f"afspraak_wie_{number}", wie)
        laptop.fill(f"afspraak_wanneer_{number}", when)


def fix_talk(laptop: Laptop, *seen: str) -> None:
    """The check page shows this; then it is vastgesteld."""
    laptop.press("Stel gesprek vast")
    laptop.see("Kijk na wat je vaststelt", *seen)
    laptop.press("Stel definitief vast")
    laptop.see("Vastgesteld door")


def set_next(laptop: Laptop, day: date, clock: time) -> None:
    laptop.answer(volgende_datum=day, volgende_tijd=clock)


def another_day(laptop: Laptop, days: int, user_name: str, password: str) -> None:
    """Days later somebody logs in again."""
    laptop.lock()
    laptop.later(days=days)
    laptop.login(user_name, password)


def reach_doel(laptop: Laptop, tekst: str, opbrengst: str) -> None:
    """On the tab Doelen en acties: a doel is behaald."""
    laptop.go("Doelen en acties", f"Meer met doel: {tekst}", "Behaald")
    laptop.fill("opbrengst", opbrengst)
    laptop.press("Zet op behaald")
    laptop.see("Behaald")


def close_actie(laptop: Laptop, wat: str, how: str, act: str, resultaat: str) -> None:
    """On the tab Doelen en acties: what became of an actie."""
    laptop.go("Doelen en acties", f"Meer met actie: {wat}", how)
    laptop.fill("antwoord", resultaat)
    laptop.press(act)


def add_actie(laptop: Laptop, doel: str, step: Step) -> None:
    """On the tab Doelen en acties: one more actie of a doel."""
    laptop.go("Doelen en acties", f"Actie erbij bij doel: {doel}")
    fill_step(laptop, "actie", step)
    laptop.press("Zet erbij")
    laptop.press("vraag_laten")
    laptop.see(step[0])


def fix_plan(laptop: Laptop, versie: int) -> str:
    """The casemanager fixes this version; its words on paper."""
    laptop.go("Trajectplan")
    laptop.see("Niets ontbreekt")
    laptop.press("Bekijk en druk af")
    laptop.see("Er ontbreekt niets.")
    laptop.press("Stel vast")
    laptop.see(f"Versie {versie} vaststellen?")
    laptop.press("Stel vast")
    laptop.see(f"Versie {versie} is vastgesteld")
    return laptop.print_shown()


def leave_the_house(laptop: Laptop, day: date, how: str, reason: str) -> None:
    """Leg vertrek vast, with kind and reason."""
    laptop.go("Gegevens", "Leg vertrek vast")
    laptop.answer(einde_datum=day, uitstroom=how, uitstroom_reden=reason)
    laptop.press("Leg vast")
    laptop.see(reason, "Vertrokken op")


def ask_consent(laptop: Laptop, antwoord: str, toelichting: str) -> None:
    """Is he the plan's man? From the tab Doelen en acties."""
    laptop.go("Doelen en acties", "vraag_instemming")
    laptop.answer(antwoord=(antwoord,), toelichting=toelichting)
    laptop.press("Leg antwoord vast")


def add_planafspraak(laptop: Laptop, tekst: str, met_wie: str) -> None:
    """An agreement for the whole time, on the tab Trajectplan."""
    laptop.press("nieuwe_planafspraak")
    laptop.answer(tekst=tekst, met_wie=met_wie)
    laptop.press("bewaar_planafspraak")
    laptop.see(tekst)
