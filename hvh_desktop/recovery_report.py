"""The three recovery sheets on paper: one A4 each, big numbered words, no name of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import PageBreak
from reportlab.platypus.flowables import Flowable

from hvh_desktop.crypto import RecoverySheet
from hvh_desktop.pdf import (
    DEELNEMER,
    Span,
    Weight,
    document,
    heading1,
    heading2,
    paragraph,
    space,
    table,
)
from hvh_desktop.text import date_words

COLUMNS = 3
WHAT_FOR = (
    "Twee van de drie bladen geven samen opnieuw toegang als een wachtwoord kwijt is of als "
    "niemand meer de sleutel heeft. Eén blad alleen opent niets."
)
HOW = (
    "1. Klik op het inlogscherm op ‘Wachtwoord vergeten’.\n"
    "2. Typ de 33 woorden van twee bladen over. De woorden zijn Engels. Typ ze letter voor letter "
    "over. Hoofdletters en spaties maken niet uit.\n"
    "3. Kies een nieuw wachtwoord."
)
KEEP = (
    "Leg elk blad op een andere plek, achter slot. Maak er geen foto of kopie van. "
    "Is een blad weg? Waarschuw dan de beheerder."
)


def recovery_pdf(sheets: Sequence[RecoverySheet], huis: str, day: date) -> bytes:
    """One page per sheet."""
    story: list[Flowable] = []
    for sheet in sheets:
        story += [PageBreak()] if story else []
        story += _page(sheet, huis, day)
    return document(
        "Herstelbladen",
        story,
        style=DEELNEMER,
        house=huis,
        footer_left=f"Herstelbladen, {date_words(day)}",
        header_right="Geheim. Achter slot bewaren.",
    )


def _page(sheet: RecoverySheet, huis: str, day: date) -> list[Flowable]:
    return [
        heading1(
            f"Herstelblad {sheet.number} van 3",
            DEELNEMER,
            subtitle=f"{huis}, gemaakt op {date_words(day)}.",
        ),
        paragraph(WHAT_FOR, DEELNEMER),
        space(6),
        table((), _lines(sheet.words), DEELNEMER),
        heading2("Zo gebruik je het", DEELNEMER),
        paragraph(HOW, DEELNEMER),
        heading2("Zo bewaar je het", DEELNEMER),
        paragraph(KEEP, DEELNEMER),
    ]


def _lines(words: Sequence[str]) -> list[list[tuple[Span, Span]]]:
    """The words run down the columns, each with its number."""
    rows = -(-len(words) // COLUMNS)
    return [
        [_numbered(column * rows + row, words) for column in range(COLUMNS)] for row in range(rows)
    ]


def _numbered(place: int, words: Sequence[str]) -> tuple[Span, Span]:
    return Span(f"{place + 1}  ", colour="muted"), Span(words[place], Weight.semibold)
