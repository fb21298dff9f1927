"""Who looked into his dossier, on paper for himself: big letters, short sentences."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable, KeepTogether

from hvh_desktop import pdf
from hvh_desktop.pdf.style import DEELNEMER
from hvh_desktop.raadplegingen.service_overzicht import OverzichtInhoud, Overzichtregel
from hvh_desktop.text import capitalise, date_words

STYLE = DEELNEMER
TITLE = "Wie keek er in jouw dossier?"
_MEANS = (
    ("dossier geopend", "De medewerker las wat er over jou is opgeschreven."),
    ("afgedrukt of bewaard", "Er kwam een blad uit de printer, of een bestand."),
    ("zorg bekeken", "De medewerker las over jouw zorg, zoals een behandeling of een gesprek."),
    ("gevonden met zoeken", "De medewerker zocht een woord en kwam bij jou uit."),
    ("bekeken wie er keek", "De medewerker las deze lijst."),
    ("eigen deelnemer", "De medewerker hoort bij jouw team."),
    ("hoort bij de functie", "De medewerker werkt voor alle deelnemers."),
    ("neemt waar voor een collega", "De medewerker vervangt iemand uit jouw team."),
    ("geen reden opgeschreven", "Vraag gerust waarom deze medewerker keek."),
)
"""Words in the table and what they mean; only those that stand in it are explained."""


def overzicht_pdf(inhoud: OverzichtInhoud) -> bytes:
    """His paper, as many sheets as it needs; "blad x van y" is at the foot."""
    return pdf.document(
        TITLE,
        _story(inhoud),
        style=STYLE,
        house=inhoud.huis,
        footer_left=f"Gemaakt op {date_words(inhoud.gemaakt_datum)}.",
        header_right="Dit blad is van jou.",
    )


def _story(inhoud: OverzichtInhoud) -> list[Flowable]:
    van, tot = date_words(inhoud.van_datum), date_words(inhoud.tot_datum)
    whose = ", ".join(one for one in (inhoud.naam, inhoud.naam_eigen_schrift) if one)
    return [
        pdf.heading1(TITLE, STYLE, subtitle=f"Voor {whose}"),
        pdf.paragraph(
            "Opent een medewerker jouw dossier? Dan schrijft de computer dat op. "
            "Hier lees je wie het was, wanneer en waarom.",
            STYLE,
        ),
        pdf.muted(f"Dit blad gaat over {van} tot en met {tot}.", STYLE),
        *_table(inhoud),
        *_meanings(inhoud),
        _questions(),
    ]


def _table(inhoud: OverzichtInhoud) -> list[Flowable]:
    if not inhoud.regels:
        return [pdf.paragraph("In deze tijd opende niemand jouw dossier.", STYLE)]
    rows = [_row(one, inhoud) for one in inhoud.regels]
    return [pdf.table(("Dag", "Wie", "Wat", "Waarom"), rows, STYLE, widths=(23, 25, 26, 26))]


def _row(regel: Overzichtregel, inhoud: OverzichtInhoud) -> tuple[str, ...]:
    is_one_year = inhoud.van_datum.year == inhoud.tot_datum.year
    day = date_words(regel.datum)
    who = f"{regel.naam}, {regel.rol}" if regel.rol else regel.naam
    return day.rsplit(" ", 1)[0] if is_one_year else day, who, regel.wat, regel.waarom


def _meanings(inhoud: OverzichtInhoud) -> list[Flowable]:
    said = " ".join(f"{one.wat} {one.waarom}".casefold() for one in inhoud.regels)
    rows = [(capitalise(words), means) for words, means in _MEANS if words in said]
    if "“" in said:
        rows.append(("Tussen “ en ”", "Deze reden koos de medewerker zelf."))
    if not rows:
        return []
    return [
        pdf.heading2("Wat betekenen de woorden?", STYLE),
        pdf.table((), rows, STYLE, widths=(40, 60)),
    ]


def _questions() -> Flowable:
    """On one sheet, so that the lines to write on are never alone."""
    parts = [
        pdf.heading2("Heb je een vraag?", STYLE),
        pdf.paragraph(
            "Vraag het aan je mentor of aan de casemanager. "
            "Je mag altijd vragen waarom iemand keek.",
            STYLE,
        ),
        pdf.paragraph(
            "Vind je dat iemand niet had mogen kijken? Zeg het tegen de locatiemanager. "
            "Je mag het ook opschrijven. Je krijgt altijd antwoord.",
            STYLE,
        ),
        pdf.paragraph(
            "Je mag ook vragen wat er over jou is opgeschreven. Klopt iets niet? "
            "Dan mag je vragen om het te verbeteren.",
            STYLE,
        ),
        pdf.paragraph(
            "Kom je er met het huis niet uit? Dan kun je een klacht sturen naar de "
            "Autoriteit Persoonsgegevens.",
            STYLE,
        ),
        pdf.muted("Dit wil ik vragen:", STYLE),
        pdf.write_lines(3, STYLE),
    ]
    return KeepTogether(parts)
