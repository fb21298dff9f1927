"""Who may get what at the trajectgesprek, and a consent that he takes back the day before.

The gemeente gets its part by law, his father gets his by consent, his employer gets nothing. The
consent ends at his mentor's; the next day the edition for his father cannot be made any more.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from tests.journeys import test_case_a as case_a
from tests.journeys import work, work_care
from tests.journeys.conftest import PASSWORD
from tests.journeys.driver import Laptop
from tests.journeys.test_case_a import AFTERCARE, EMPLOYER, FATHER, HE, STORY

HIS_FATHER = f"vader {FATHER}"
LAW = "Wet: Het detentie- en re-integratieplan afstemmen met de gemeente"
HOME, DEBTS = (
    "Ik wil bij mijn broer wonen als mijn programma begint.",
    "Ik wil mijn schulden bij de gemeente regelen.",
)
DRUGS = "Ik wil van de drugs afblijven."
BACK = "Er is geen toestemming voor {who}. De vorige is ingetrokken op 18 november 2026."
REASON = "Overleg over hem"


def prepare(laptop: Laptop) -> None:
    """The plan of case A, vastgesteld; the gemeente has its task by law."""
    laptop.login("ilse", PASSWORD)
    case_a.record_him(laptop)
    laptop.go("Organisaties")
    laptop.open_line("Gemeente Almelo")
    laptop.choose("gemeente", "Almelo")
    laptop.press("bewaar")
    work_care.go_on(laptop, HE, "marloes", PASSWORD)
    case_a.record_network(laptop)
    case_a.make_inventarisatie(laptop)
    work.open_dossier(laptop, HE)
    case_a.make_doelen(laptop)
    case_a.hold_talk(laptop)
    work.open_dossier(laptop, HE)
    work.ask_consent(laptop, "Ja", "Zo doen we het.")
    work_care.go_on(laptop, HE, "ilse", PASSWORD)
    case_a.complete_plan(laptop)


def ask_him(laptop: Laptop) -> None:
    """Five days later: his father may know about home and money, and not about drugs."""
    work_care.go_on(laptop, HE, "ilse", PASSWORD, days=5)
    laptop.go("Toestemming", "Nieuwe toestemming")
    laptop.tick("Het gaat alleen over een deel van zijn leven")
    work_care.record_consent(
        laptop,
        FATHER,
        "Meedenken in het trajectgesprek",
        ("Naam en verblijf", "Doelen en acties"),
        leefgebieden=("Wonen", "Geld en inkomen"),
        beperking="Niets over drugs.",
    )
    laptop.see("Alleen over: wonen, geld en inkomen", "Niets over drugs.")


def open_edition(laptop: Laptop, *wie: str) -> str:
    """The edition of version 1 for these people; its words, or '' when there is nothing."""
    work.open_dossier(laptop, HE)
    laptop.go("Trajectplan", "versie_1")
    laptop.print_shown()
    laptop.choose("voor_wie", "Anderen")
    for one in wie:
        laptop.tick(one)
    return laptop.print_shown() if wie else ""


def can_choose(laptop: Laptop, who: str) -> bool:
    """Is there a box for this recipient that can be ticked?"""
    return any(
        box.accessibleName().startswith(who) and box.isEnabled() for box in laptop.shown(QCheckBox)
    )


def look_who_may(laptop: Laptop) -> None:
    """On one page: law, consent, and no ground with why not."""
    open_edition(laptop)
    laptop.see("Wie krijgt het", LAW, f"Toestemming voor {HIS_FATHER}, tot en met 16 mei 2027")
    laptop.press("Geen grond")
    laptop.see(f"Geen grond: Er is geen toestemming voor {EMPLOYER}: die is nooit gegeven.")
    assert not can_choose(laptop, EMPLOYER)
    assert can_choose(laptop, AFTERCARE)
    words = open_edition(laptop, AFTERCARE)
    assert DEBTS in words
    assert DRUGS in words
    assert STORY not in words
    laptop.see("Dit gaat mee", "Dit blijft hier, omdat …")


def print_for_the_table(laptop: Laptop, folder: Path) -> None:
    """For both at once goes only what both may see."""
    words = open_edition(laptop, AFTERCARE, f"Vader {FATHER}")
    assert HOME in words
    assert DEBTS in words
    assert DRUGS not in words
    assert STORY not in words
    laptop.see("Hij gaf een beperking mee", "Niets over drugs.")
    work_care.print_out(laptop, folder / "tafel.pdf")
    laptop.see("Bij zijn verstrekkingen staat nu wie wat kreeg, en op welke grond.")


def look_with_a_reason(laptop: Laptop) -> None:
    """A mentor who is not his opens the dossier: one click says why."""
    work_care.change_person(laptop, "sander", PASSWORD)
    laptop.go("Deelnemers", HE)
    laptop.see("Waarom open je dit dossier?", "Aziz is niet jouw eigen deelnemer.")
    laptop.see_not("Doelen en acties")
    laptop.press(REASON)
    laptop.see("Overzicht", "Doelen en acties")


def take_it_back(laptop: Laptop) -> None:
    """At his mentor's, while the edition for his father stands open at the casemanager's."""
    work_care.change_person(laptop, "ilse", PASSWORD, days=1)
    assert DEBTS in open_edition(laptop, f"Vader {FATHER}")
    work_care.go_on(laptop, HE, "marloes", PASSWORD)
    laptop.go("Toestemming", f"Trek in: toestemming voor {HIS_FATHER}")
    laptop.see(
        "Vertel hem wat dit betekent", "Vanaf die dag vertellen we daar niets meer over jou."
    )
    laptop.fill("ingetrokken_hoe", "Hij zei het in het mentorgesprek")
    laptop.tick("We hebben besproken wat dit betekent")
    laptop.press("Trek in")
    laptop.see("Ingetrokken op 18 november 2026", "Met hem is besproken wat dat betekent.")
    work.open_dossier(laptop, HE)
    laptop.see("Toestemming ingetrokken", f"Voor {HIS_FATHER}")


def be_refused(laptop: Laptop) -> None:
    """On the day of the talk the page says who gets nothing any more, and since when."""
    work_care.change_person(laptop, "ilse", PASSWORD, days=1)
    open_edition(laptop)
    laptop.press("Geen grond")
    laptop.see(f"Geen grond: {BACK.format(who=HIS_FATHER)}")
    assert not can_choose(laptop, f"Vader {FATHER}")
    assert not laptop.may("druk_af")
    laptop.see("Nog niemand gekozen")


def give_the_gemeente(laptop: Laptop, path: Path) -> None:
    """Its edition still goes, in a file that opens with the words told once."""
    assert DEBTS in open_edition(laptop, AFTERCARE)
    words = work_care.save_protected(laptop, path)
    assert len(words.split()) == 6
    assert not work_care.open_protected(path, "")
    assert not work_care.open_protected(path, words.replace(" ", ""))
    assert DEBTS in " ".join(work_care.open_protected(path, words).split())
    laptop.see_not("   ".join(words.split()[:3]), "Zes woorden")


def read_the_list(laptop: Laptop) -> None:
    work.open_dossier(laptop, HE, "Toestemming")
    given = [line for line in laptop.read().splitlines() if line.endswith(": trajectplan")]
    assert any(line.startswith(AFTERCARE) for line in given), given
    laptop.see(
        f"Vader {FATHER}: trajectplan",
        f"{LAW} · op papier, door Ilse",
        f"{LAW} · als beveiligde PDF, door Ilse",
        "Toestemming vanaf 17 november 2026 · op papier, door Ilse",
        "Op dit moment geldt er geen toestemming",
    )
    laptop.press("Eerdere toestemmingen")
    laptop.see("Ingetrokken")


def see_who_looked(laptop: Laptop) -> None:
    """The locatiemanager sees who opened it and why."""
    work_care.change_person(laptop, "wilma", PASSWORD)
    laptop.go("Wie keek er")
    laptop.choose("deelnemer", HE)
    words = laptop.read()
    lines = [line for line in words.splitlines() if "Sander" in line]
    assert lines, words
    assert all("overleg over hem" in line.lower() for line in lines if "dossier" in line), lines
    for line in ("Marloes", "eigen deelnemer", "Ilse", "trajectplan afgedrukt of bewaard"):
        assert line in words, words
    laptop.tick("Alleen wie niet bij zijn team hoorde")
    laptop.see("Sander")
    laptop.see_not("Marloes Kuiphuis (mentor)")
    laptop.press("Overzicht op papier")
    paper = laptop.print_shown()
    for words in ("Wie keek er in jouw dossier?", "Sander", REASON, "Marloes"):
        assert words in paper, paper


def test_a_consent_ends_the_day_before_the_talk(laptop: Laptop, tmp_path: Path) -> None:
    prepare(laptop)
    ask_him(laptop)
    look_who_may(laptop)
    print_for_the_table(laptop, tmp_path)
    look_with_a_reason(laptop)
    take_it_back(laptop)
    be_refused(laptop)
    give_the_gemeente(laptop, tmp_path / "gemeente.pdf")
    read_the_list(laptop)
    see_who_looked(laptop)


def test_a_sheet_that_stood_open_stays_here_when_the_consent_ended(
    laptop: Laptop, tmp_path: Path
) -> None:
    """His father could know it until yesterday; the preview of yesterday is no way around."""
    laptop.login("ilse", PASSWORD)
    case_a.record_him(laptop)
    work.add_netwerklid(laptop, FATHER, "vader")
    purpose, kinds = "Weten waar hij is", ("Naam en verblijf",)
    work_care.new_consent(laptop, FATHER, purpose, kinds, tot_datum=date(2026, 11, 12))
    laptop.go("Trajectplan", "Bekijk en druk af")
    laptop.print_shown()
    laptop.choose("voor_wie", "Anderen")
    laptop.tick(f"Vader {FATHER}")
    assert HE in laptop.print_shown()
    laptop.later(days=1)
    path = tmp_path / "vader.pdf"
    assert not work_care.save_protected(laptop, path)
    laptop.see(
        "Dit blijft hier",
        f"Er is geen toestemming voor {HIS_FATHER}. De vorige liep af op 12 november 2026.",
    )
    assert not path.exists()
    work.open_dossier(laptop, HE, "Toestemming")
    laptop.see("Er is nog niets verteld of gegeven aan iemand buiten het huis.")
    laptop.press("Eerdere toestemmingen")
    laptop.see("Verlopen")
