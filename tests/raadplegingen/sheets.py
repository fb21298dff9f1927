"""A worked-out overview, and its words: ``python -m tests.raadplegingen.sheets`` writes them anew.

Read the difference before you keep it: it is what he will read on paper.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf

from hvh_desktop.raadplegingen.report import overzicht_pdf
from hvh_desktop.raadplegingen.service_overzicht import OverzichtInhoud, Overzichtregel

KEPT = Path(__file__).with_name("overzicht.txt")
INHOUD = OverzichtInhoud(
    huis="Huis van Herstel Twente",
    naam="Gabriel Aslan",
    naam_eigen_schrift="ܓܒܪܐܝܠ ܐܣܠܢ",
    van_datum=date(2026, 10, 13),
    tot_datum=date(2026, 11, 12),
    gemaakt_datum=date(2026, 11, 12),
    regels=(
        Overzichtregel(
            date(2026, 10, 23),
            "Ruben Yıldız",
            "mentor",
            "Dossier geopend (3 keer) en trajectplan afgedrukt of bewaard",
            "Eigen deelnemer",
        ),
        Overzichtregel(
            date(2026, 11, 4),
            "Petra Hesselink",
            "mentor",
            "Dossier geopend",
            "“Ik heb dienst op de groep”; “Een vraag van hem of zijn naasten”",
        ),
        Overzichtregel(
            date(2026, 11, 12),
            "Hanneke de Wit",
            "locatiemanager en directeur",
            "Bekeken wie er keek",
            "Hoort bij de functie",
        ),
    ),
)


def words(data: bytes) -> str:
    """The text of all sheets, with a line between two sheets."""
    pages = (page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    lines = (line.rstrip() for page in pages for line in [*page.splitlines(), "-----"])
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    KEPT.write_text(words(overzicht_pdf(INHOUD)), encoding="utf-8")
