"""Work around care and consent, as a person does it on the screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QComboBox, QLabel

from tests.journeys import work
from tests.journeys.driver import Answer, Laptop

SIGNED = "Hij las het zelf en tekende"
READ_ALOUD = "Het is voorgelezen en hij tekende"
FILE_PRINTER = "Naar bestand afdrukken (PDF)"
"""The printer of Qt itself that writes a file."""


# Consent --------------------------------------------------------------------------------------


def fill_consent(
    laptop: Laptop, wie: str, doel: str, gegevens: Sequence[str], **answers: Answer
) -> None:
    """The form that is shown, up to the signature; what is ticked already stays."""
    usual: dict[str, Answer] = {"wijze": SIGNED}
    asked: dict[str, Answer] = {"ontvanger_id": wie, "doel": doel}
    laptop.answer(**asked, **(usual | answers))
    kinds = laptop.group("gegevens")
    for one in gegevens:
        if not laptop.button(one, kinds).isChecked():
            laptop.tick(one, within=kinds)


def record_consent(
    laptop: Laptop, wie: str, doel: str, gegevens: Sequence[str], **answers: Answer
) -> str:
    """From the form: print it, let him sign, record it. Ends on the tab; the words on paper."""
    fill_consent(laptop, wie, doel, gegevens, **answers)
    laptop.press("bekijk_blad")
    paper = laptop.print_shown()
    laptop.see("Dit is nog niet vastgelegd. Laat hem tekenen")
    laptop.press("Terug")
    laptop.press("Leg vast")
    laptop.see("Wat er is verteld of gegeven", doel)
    return paper


def new_consent(
    laptop: Laptop, wie: str, doel: str, gegevens: Sequence[str], **answers: Answer
) -> str:
    """From a page of the dossier."""
    laptop.go("Toestemming", "Nieuwe toestemming")
    return record_consent(laptop, wie, doel, gegevens, **answers)


# Referral -------------------------------------------------------------------------------------


def take_step(laptop: Laptop, words: str, day: date | None = None) -> None:
    """The next step of a referral, today by default."""
    laptop.press(words)
    if day is not None:
        laptop.fill("datum", day)
    laptop.press("stap_bewaar")


def make_appointment(laptop: Laptop, day: date, clock: time, where: str) -> None:
    """On the page of a referral."""
    laptop.press("Maak afspraak")
    laptop.answer(datum=day, tijd=clock, plaats=where)
    laptop.press("afspraak_bewaar")


# The signaleringsplan -------------------------------------------------------------------------


def write_stage(laptop: Laptop, kleur: str, **answers: Answer) -> None:
    """One stage of the plan that is being written."""
    laptop.answer(**{f"{kleur}_{name}": answer for name, answer in answers.items()})


def fix_signaleringsplan(laptop: Laptop, versie: int) -> None:
    """Vaststellen of the concept that is shown."""
    laptop.press("stel_vast")
    laptop.see(f"Versie {versie} vaststellen?")
    laptop.press("doen")
    laptop.see("Vastgesteld door")


def share(laptop: Laptop, wie: str, fasen: Sequence[str], hoe: str) -> None:
    """With somebody of his network; what comes after is for the caller to see."""
    laptop.press("deel_met_iemand")
    laptop.answer(netwerklid_id=wie, kleuren=tuple(fasen), wijze=hoe)
    laptop.press("deel")


# Paper ----------------------------------------------------------------------------------------


def save_protected(laptop: Laptop, path: Path) -> str:
    """``Bewaar met wachtwoord``; the six words of the dialog, or '' when it stayed here."""
    laptop.print_shown()
    laptop.press("bewaar_met_wachtwoord")
    laptop.fill("fileNameEdit", str(path))
    laptop.press("Op&slaan")
    if not laptop.stands("Zes woorden om het bestand te openen"):
        return ""
    panel = laptop.group("De zes woorden")
    words = " ".join(label.text() for label in laptop.shown(QLabel, panel))
    laptop.press("Ik heb ze")
    return " ".join(words.split())


def print_out(laptop: Laptop, path: Path) -> str:
    """``Druk af`` to the printer that writes a file; the words of what was shown."""
    words = laptop.print_shown()
    laptop.press("druk_af")
    if laptop.control("printers", QComboBox) is not None:
        laptop.choose("printers", FILE_PRINTER)
    laptop.fill("filename", str(path))
    laptop.press("A&fdrukken")
    return words


def open_protected(path: Path, words: str) -> str:
    """What stands in a file that opens with these words; '' when it does not open."""
    reader = PdfReader(BytesIO(path.read_bytes()))
    if not reader.decrypt(words):
        return ""
    return " ".join(page.extract_text() for page in reader.pages)


def given(laptop: Laptop, naam: str) -> str:
    """What stands on the tab Toestemming, with everything that was given."""
    work.open_dossier(laptop, naam, "Toestemming")
    laptop.see("Wat er is verteld of gegeven")
    return laptop.read()


# People ---------------------------------------------------------------------------------------


def change_person(laptop: Laptop, user_name: str, password: str, **later: float) -> None:
    """Somebody else logs in on the same laptop, now or later."""
    laptop.lock()
    if later:
        laptop.later(**later)
    laptop.login(user_name, password)


def go_on(laptop: Laptop, naam: str, user_name: str, password: str, **later: float) -> None:
    """Somebody else opens his dossier."""
    change_person(laptop, user_name, password, **later)
    work.open_dossier(laptop, naam)
