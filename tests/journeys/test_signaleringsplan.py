"""The signaleringsplan of case A: made together, told to his father and his brother.

Each gets the stages that were shared and no more, on a consent of his own; the team reads a card
only after a button that says so; and what is taken back goes to nobody any more.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.journeys import work, work_care
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop
from tests.journeys.test_case_a import BROTHER, FATHER, HE, THERAPIST, record_him, record_network

CALM = "Ik slaap goed en ik kom op tijd."
TENSE = "Ik praat hard en ik kijk niemand aan."
BREAK = "Ik loop weg en ik neem mijn telefoon niet op."
WALK = "Een rondje lopen langs het kanaal."
QUIET = "Vraag rustig hoe het gaat en wacht."
STAY = "Blijf bij mij en bel de groep."
GROUP, NUMBER = "De groep", "0546 123456"
BROTHERS_NUMBER = "06 12340001"
WORDS = (CALM, TENSE, BREAK, WALK, QUIET, STAY)
NAMES = ("Groen: gewoon Aziz", "Oranje: ketel met stoom", "Rood: ketel kookt over")
TALK = date(2026, 11, 19)
"""The day of the trajectgesprek."""
HIS_FATHER, HIS_BROTHER = f"vader {FATHER}", f"broer {BROTHER}"


def meet_him(laptop: Laptop) -> None:
    laptop.login("ilse", PASSWORD)
    record_him(laptop)
    work_care.go_on(laptop, HE, "marloes", PASSWORD)
    record_network(laptop)


def write_together(laptop: Laptop) -> None:
    """The psycholoog writes with him; vaststellen says first what lacks."""
    work_care.change_person(laptop, "nadia", PASSWORD)
    work.open_dossier(laptop, HE, "Zorg")
    laptop.press("Maak signaleringsplan")
    laptop.press("Begin het plan")
    work_care.write_stage(
        laptop, "groen", naam="gewoon Aziz", signalen=CALM, helpt_zelf="Voetballen met mijn broer."
    )
    work_care.write_stage(
        laptop,
        "oranje",
        naam="ketel met stoom",
        signalen=TENSE,
        helpt_zelf=WALK,
        helpt_anderen=QUIET,
        bellen_ids_erbij=BROTHER,
    )
    laptop.press("stel_vast")
    laptop.see(
        "Schrijf bij rood hoe je het merkt.",
        "Kies bij rood wie gebeld wordt, of schrijf een naam en een nummer op.",
    )
    work_care.write_stage(
        laptop,
        "rood",
        naam="ketel kookt over",
        signalen=BREAK,
        helpt_anderen=STAY,
        bellen=f"{GROUP}: {NUMBER}",
    )
    laptop.choose("plan_opgesteld_met_ids_erbij", THERAPIST)
    work_care.fix_signaleringsplan(laptop, 1)
    laptop.see(*NAMES, *WORDS, BROTHERS_NUMBER, NUMBER, "112")
    laptop.see("Nog met niemand gedeeld.", "Het team leest niets van dit plan.")


def try_without_consent(laptop: Laptop) -> None:
    """Telling his father is refused with the reason, and nothing is noted."""
    missing = f"Er is geen toestemming voor {HIS_FATHER}: die is nooit gegeven."
    work_care.share(laptop, FATHER, ("Oranje", "Rood"), "Samen doorgenomen")
    laptop.see(missing)
    work.open_dossier(laptop, HE, "Toestemming")
    laptop.see("Er is nog niets verteld of gegeven aan iemand buiten het huis.")
    work.open_dossier(laptop, HE, "Zorg")
    laptop.see("Het is met niemand gedeeld.")


def let_him_sign(laptop: Laptop) -> None:
    """For both; only for his father also who helps him, with the numbers."""
    for wie, gegevens in (
        (FATHER, ("Signaleringsplan", "Mensen om hem heen")),
        (BROTHER, ("Signaleringsplan",)),
    ):
        paper = work_care.new_consent(laptop, wie, "Weten wat helpt", gegevens)
        assert wie in paper
        assert not [words for words in WORDS if words in paper]


def tell_them(laptop: Laptop, folder: Path) -> None:
    """At the trajectgesprek, with both at the table; his father takes a sheet home."""
    work_care.change_person(laptop, "nadia", PASSWORD, days=7)
    work.open_dossier(laptop, HE, "Zorg")
    laptop.press("Open signaleringsplan")
    work_care.share(laptop, BROTHER, ("Groen", "Oranje", "Rood"), "Samen doorgenomen")
    laptop.see(f"Broer {BROTHER}", "Kent groen, oranje en rood sinds 19 november 2026")
    work_care.share(laptop, FATHER, ("Oranje", "Rood"), "Op papier gegeven")
    sheet = work_care.print_out(laptop, folder / "vader.pdf")
    laptop.see("Het blad is naar de printer. Haal het meteen op.")
    shared = (*NAMES[1:], TENSE, BREAK, WALK, QUIET, STAY, GROUP, NUMBER, BROTHERS_NUMBER, "112")
    assert not [words for words in shared if words not in sheet], sheet
    assert NAMES[0] not in sheet
    assert CALM not in sheet
    assert f"Voor {HIS_FATHER}." in sheet
    assert (folder / "vader.pdf").stat().st_size > 1000


def give_him_his_own(laptop: Laptop, folder: Path) -> None:
    laptop.press("Terug")
    laptop.press("druk_af")
    sheet = work_care.print_out(laptop, folder / "hijzelf.pdf")
    own = (*NAMES, *WORDS, "Mijn signaleringsplan", "Dit is van Aziz.", GROUP, NUMBER, "112")
    assert not [words for words in own if words not in sheet], sheet
    laptop.press("Terug")


def share_with_the_team(laptop: Laptop) -> None:
    """First his consent, then a button that shows every word before it goes."""
    laptop.see("Er is geen toestemming voor het team van het huis: die is nooit gegeven.")
    laptop.press("team_toestemming")
    work_care.record_consent(
        laptop, "Het team van het huis", "Weten wat helpt op de groep", ("Signaleringsplan",)
    )
    laptop.go("Zorg", "Open signaleringsplan")
    laptop.tick("Groen: gewoon Aziz", within=laptop.group("team_fasen"))
    laptop.press("Deel met het team")
    laptop.see("Dit leest straks iedereen die zijn dossier mag lezen", TENSE, BREAK)
    laptop.see_not(CALM)
    laptop.press("Deel met het team")
    laptop.see("Het team leest oranje en rood sinds 19 november 2026.")


def read_the_card(laptop: Laptop) -> None:
    work_care.change_person(laptop, "marloes", PASSWORD)
    work.open_dossier(laptop, HE, "Zorg")
    laptop.see("Signaleringskaart", "Aziz vindt het goed dat het team dit leest.")
    laptop.see(*NAMES[1:], TENSE, BREAK, QUIET, STAY, f"{GROUP} {NUMBER}")
    laptop.see_not(CALM, NAMES[0], "Alleen voor de psycholoog")


def stop_with_his_brother(laptop: Laptop) -> None:
    """A sheet for him was on the screen; after the withdrawal nothing new comes out of it."""
    work_care.change_person(laptop, "nadia", PASSWORD, days=1)
    work.open_dossier(laptop, HE, "Zorg")
    laptop.press("Open signaleringsplan")
    laptop.press(f"Druk af: {HIS_BROTHER}")
    sheet = laptop.print_shown()
    assert CALM in sheet
    assert NUMBER in sheet
    laptop.see("De telefoonnummers van mensen om hem heen staan er niet op")
    laptop.press("Terug")
    laptop.press(f"Trek in: {HIS_BROTHER}")
    laptop.see("Wat al gelezen of verteld is, blijft bekend")
    laptop.press("doen")
    laptop.see("Eerder gedeeld")
    assert not laptop.may(f"Druk af: {HIS_BROTHER}")
    laptop.press("vorige")
    laptop.see("Dit blijft hier", f"Deze versie is niet gedeeld met {HIS_BROTHER}.")
    assert not laptop.may("druk_af")
    assert not laptop.may("bewaar_met_wachtwoord")


def look_back(laptop: Laptop) -> None:
    """What went to whom, how and on which ground."""
    work.open_dossier(laptop, HE, "Toestemming")
    words = laptop.read()
    given = "Toestemming vanaf 12 november 2026"
    for line in (
        f"Vader {FATHER}: signaleringsplan",
        f"Broer {BROTHER}: signaleringsplan",
        "Aziz: signaleringsplan",
        f"{given} · op papier, door Nadia",
        f"{given} · mondeling, door Nadia",
        "Inzage door hemzelf · op papier, door Nadia",
        "19 november 2026",
    ):
        assert line in words, words


def take_the_card_back(laptop: Laptop) -> None:
    """He tells his mentor that the team may not read it any more: the card is gone at once."""
    work_care.go_on(laptop, HE, "marloes", PASSWORD)
    laptop.go("Toestemming", "Trek in: toestemming voor het team van het huis")
    laptop.tick("We hebben besproken wat dit betekent")
    laptop.press("Trek in")
    laptop.see("Ingetrokken op 20 november 2026")
    work.open_dossier(laptop, HE, "Zorg")
    laptop.see("Er is geen signaleringskaart van Aziz met het team gedeeld.")
    laptop.see_not(*WORDS, *NAMES)
    work_care.change_person(laptop, "nadia", PASSWORD)
    work.open_dossier(laptop, HE, "Zorg")
    laptop.press("Open signaleringsplan")
    laptop.see("Het team leest de kaart niet meer, maar de woorden staan er nog. Trek ze terug.")
    laptop.press("Trek terug van het team")
    laptop.press("doen")
    laptop.see("Het team leest niets van dit plan.")


def test_the_plan_reaches_who_may_know_it(laptop: Laptop, tmp_path: Path) -> None:
    meet_him(laptop)
    write_together(laptop)
    try_without_consent(laptop)
    let_him_sign(laptop)
    tell_them(laptop, tmp_path)
    give_him_his_own(laptop, tmp_path)
    share_with_the_team(laptop)
    read_the_card(laptop)
    stop_with_his_brother(laptop)
    look_back(laptop)
    take_the_card_back(laptop)
