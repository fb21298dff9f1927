"""Care within the week: from the first talk to a treatment that goes on after uitstroom.

The psycholoog writes why; the team sees to whom, how far and when; the letter leaves on his
consent only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

from tests.journeys import work, work_care
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop

HE = "Ronald Schaepman"
WHY = "Hij gebruikte jarenlang speed en is bang dat hij terugvalt."
ASKED = "Wilt u met hem een terugvalpreventieplan maken?"
NOTE = "Hij wil eerst leren nee zeggen tegen oude vrienden."
REASON = "kennismaking en hoe het slaapt"
AFTER = "Hij kent zijn behandelaar en wil bij haar blijven."
TYPED = (WHY, ASKED, NOTE, REASON, AFTER, "terugvalpreventieplan", "jarenlang speed")
REFUSALS = ("Dit hoort niet bij je rol: ", "Dit leest alleen de psycholoog")
Address = tuple[str, dict[str, Any]]
"""A place with what it is about."""
PLACED, INTAKE, LEFT = date(2026, 11, 12), date(2026, 11, 18), date(2026, 12, 10)


def place_him(laptop: Laptop) -> None:
    laptop.login("ilse", PASSWORD)
    for naam, plaats in (("JusTact", "Almelo"), ("JusTact Enschede", "Enschede")):
        work.add_organisatie(laptop, naam, "forensische verslavingspolikliniek", plaats, "intaker")
    work.record_deelnemer(
        laptop,
        roepnaam="Ronald",
        achternaam="Schaepman",
        voornamen="Ronald Hendrik",
        registratienummer="2026-0401",
        geboortedatum=date(1991, 3, 5),
        gemeente_herkomst="Almelo",
        gemeente_vestiging="Enschede",
        begin_datum=PLACED,
        verwacht_einde_datum=LEFT,
        verwachte_uitstroom="Einde detentie",
    )


def talk_with_him(laptop: Laptop) -> None:
    """The same afternoon the psycholoog talks with him and records the indication."""
    work_care.change_person(laptop, "nadia", PASSWORD, hours=3)
    work.open_dossier(laptop, HE, "Zorg")
    laptop.press("plan_gesprek")
    laptop.see("Het team ziet alleen dag, tijd en plaats.")
    laptop.answer(datum=PLACED, tijd=time(13, 0), aanleiding=REASON, tekst=NOTE)
    laptop.choose("status", "Gehouden")
    laptop.press("Bewaar gesprek")
    laptop.see("Alleen voor de psycholoog", NOTE)
    laptop.press("nieuwe_verwijzing")
    laptop.answer(
        instelling_id="JusTact, Almelo",
        contactpersoon_id="intaker",
        soort_zorg="verslavingsbehandeling",
        indicatie=WHY,
        vraag=ASKED,
    )
    laptop.press("Bewaar")
    laptop.see("Dit wacht op jou: meld hem aan.", "Het team ziet nog niets.")


def try_without_consent(laptop: Laptop, path: Path) -> None:
    """The letter is refused, says which consent is missing, and nothing is recorded."""
    missing = "Er is geen toestemming voor JusTact: die is nooit gegeven."
    laptop.press("Maak verwijsbrief")
    assert missing in laptop.print_shown()
    laptop.see("Deze brief mag nog niet weg", missing)
    assert not work_care.save_protected(laptop, path)
    laptop.see("Dit blijft hier", missing)
    assert not path.exists()
    laptop.go("Deelnemers", HE, "Toestemming")
    laptop.see("Er is nog niets verteld of gegeven aan iemand buiten het huis.")


def let_him_sign(laptop: Laptop) -> None:
    laptop.go("Zorg", "JusTact", "Maak verwijsbrief")
    laptop.print_shown()
    laptop.press("leg_toestemming_vast")
    laptop.see("JusTact, organisatie")
    assert laptop.is_ticked("Naam en verblijf")
    assert laptop.is_ticked("Zorg en verwijzing")
    paper = work_care.record_consent(
        laptop,
        "JusTact, organisatie",
        "Aanmelden voor behandeling",
        ("Naam en verblijf", "Zorg en verwijzing"),
        wijze=work_care.READ_ALOUD,
        getuige_id="Marloes Kuiphuis",
    )
    assert "JusTact" in paper
    assert WHY not in paper


def send_the_letter(laptop: Laptop, path: Path) -> None:
    laptop.go("Zorg", "JusTact", "Maak verwijsbrief")
    laptop.print_shown()
    laptop.see("Toestemming voor JusTact, tot en met")
    words = work_care.save_protected(laptop, path)
    assert len(words.split()) == 6
    letter = work_care.open_protected(path, words)
    for told in (WHY, ASKED, "Ronald Hendrik Schaepman", "Nadia El Amrani"):
        assert told in letter, letter
    assert NOTE not in letter
    assert REASON not in letter
    work.open_dossier(laptop, HE, "Toestemming")
    laptop.see("JusTact: verwijsbrief", "Naam en verblijf, zorg en verwijzing")
    laptop.see("Toestemming vanaf 12 november 2026 · als beveiligde PDF, door Nadia")
    laptop.see_not(*TYPED)


def sign_him_up(laptop: Laptop) -> None:
    """The next day; the instelling accepts him after the weekend."""
    work_care.go_on(laptop, HE, "nadia", PASSWORD, days=1)
    laptop.go("Zorg", "JusTact")
    work_care.take_step(laptop, "Hij is aangemeld")
    laptop.see("Dit wacht op JusTact.")
    work_care.go_on(laptop, HE, "nadia", PASSWORD, days=3)
    laptop.go("Zorg", "JusTact")
    work_care.take_step(laptop, "Hij is geaccepteerd")
    work_care.make_appointment(laptop, INTAKE, time(10, 0), "In het huis")
    laptop.see("Het team ziet: JusTact, geaccepteerd op 16 november 2026, volgende afspraak")


def where(laptop: Laptop) -> Address:
    """The address of what is shown."""
    assert laptop.program.inside is not None
    found = laptop.program.inside.shell.where
    assert found is not None
    return found


def keep_addresses(laptop: Laptop) -> list[Address]:
    """Of every page with words of the psycholoog about him."""
    work_care.go_on(laptop, HE, "nadia", PASSWORD)
    kept: list[Address] = []
    for path in (
        ("Zorg", "JusTact"),
        ("Wijzig de verwijzing",),
        ("Stop", "Maak verwijsbrief"),
        ("Terug", "Terug", "Vandaag 13.00"),
        ("Stop", "signaleringsplan"),
        ("Behandeling",),
        ("Doorlooptijden",),
    ):
        laptop.go(*path)
        kept.append(where(laptop))
    assert len({place for place, _address in kept}) == 6
    return kept


def look_as_mentor(laptop: Laptop) -> None:
    """Instelling, status, time and place; not a word that was typed."""
    work_care.change_person(laptop, "marloes", PASSWORD)
    laptop.go("Vandaag")
    laptop.see("Afspraak JusTact, in het huis", "10.00")
    laptop.see_not(*TYPED)
    work.open_dossier(laptop, HE)
    laptop.see("JusTact: geaccepteerd")
    laptop.see_not(*TYPED)
    laptop.tab("Zorg")
    laptop.see("JusTact", "Geaccepteerd", "18 november 10.00, in het huis")
    laptop.see_not(*TYPED, "Alleen voor de psycholoog", "verslavingsbehandeling", "Notities")
    assert not laptop.may("nieuwe_verwijzing")


def start(laptop: Laptop) -> None:
    """Six days after he came: they met in the house, and it starts."""
    work_care.go_on(laptop, HE, "nadia", PASSWORD, days=2)
    laptop.go("Zorg", "JusTact")
    work_care.take_step(laptop, "Er is kennisgemaakt")
    laptop.see("Kennisgemaakt 6 dagen na zijn plaatsing. Streeftijd: binnen 7 dagen")
    work_care.take_step(laptop, "Het is gestart")
    laptop.see("De behandeling loopt sinds 18 november 2026.")


def leave(laptop: Laptop) -> None:
    """Before he goes the psycholoog records where it goes on."""
    work_care.go_on(laptop, HE, "nadia", PASSWORD, days=22)
    laptop.go("Zorg", "JusTact")
    laptop.press("vervolg_wijzig")
    laptop.answer(
        vervolg="Ja", vervolg_organisatie_id="JusTact Enschede", vervolg_toelichting=AFTER
    )
    laptop.press("vervolg_bewaar")
    laptop.see("De zorg gaat door bij JusTact Enschede.")
    laptop.go("Behandeling", "Doorlooptijden")
    steps = (
        ("Tot aangemeld", "1 dag", "3 dagen"),
        ("Tot geaccepteerd", "3 dagen", "14 dagen"),
        ("Tot kennisgemaakt", "2 dagen", "7 dagen"),
        ("Tot gestart", "0 dagen", "14 dagen"),
        ("Van plaatsing tot kennismaking", "6 dagen", "7 dagen"),
    )
    for stap, took, norm in steps:
        laptop.see(f"JusTact | {stap} | 1 | {took} | {took} | {norm} | 100 %")
    work_care.go_on(laptop, HE, "ilse", PASSWORD)
    work.leave_the_house(laptop, LEFT, "Einde detentie", "Gaat naar zijn zus in Enschede.")


def be_told_whose_it_is(laptop: Laptop, kept: Sequence[Address]) -> None:
    """No line of the rail leads there; who comes there by an address is told whose it is."""
    assert not laptop.may("rail_behandeling")
    assert not laptop.may("rail_raadplegingen")
    assert laptop.program.inside is not None
    for place, address in kept:
        laptop.program.inside.context.open(place, **address)
        laptop.until(lambda: any(words in laptop.read() for words in REFUSALS), f"{place} opens")
        laptop.see_not(*TYPED)
        if laptop.may("goed"):
            laptop.press("goed")


def search(laptop: Laptop, words: str, *seen: str) -> None:
    laptop.keys("Ctrl+K")
    laptop.type_here(words)
    laptop.see(*seen)
    laptop.keys("Esc")


def test_treatment_starts_within_a_week_and_goes_on(laptop: Laptop, tmp_path: Path) -> None:
    place_him(laptop)
    talk_with_him(laptop)
    try_without_consent(laptop, tmp_path / "te-vroeg.pdf")
    let_him_sign(laptop)
    send_the_letter(laptop, tmp_path / "brief.pdf")
    kept = keep_addresses(laptop)
    sign_him_up(laptop)
    look_as_mentor(laptop)
    start(laptop)
    leave(laptop)
    work_care.change_person(laptop, "marloes", PASSWORD)
    be_told_whose_it_is(laptop, kept)
    for words in ("jarenlang speed", "terugvalpreventieplan", "nee zeggen oude vrienden"):
        search(laptop, words, "Niets gevonden")
