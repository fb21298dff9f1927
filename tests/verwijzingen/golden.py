"""The text of the letter: ``python -m tests.verwijzingen.golden`` writes it anew.

Read the difference before you keep it: it is what an instelling will read on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from hvh_desktop.verwijzingen.report import verwijsbrief_pdf
from hvh_desktop.verwijzingen.service_brief import Afzender, BriefInhoud
from tests.golden.papers import keep

FOLDER = Path(__file__).parent / "golden"
BRIEF = BriefInhoud(
    huis="Huis van Herstel Twente",
    plaats="Almelo",
    datum=date(2026, 11, 12),
    instelling_id=UUID(int=7),
    instelling="JusTact",
    instelling_plaats="Enschede",
    contactpersoon="Wilma Oude Lenferink",
    contactpersoon_functie="intaker",
    naam="Jeffrey Johan Nijhuis",
    roepnaam="Jeffrey",
    geboortedatum=date(1992, 3, 14),
    registratienummer="HT-0417",
    begin_datum=date(2026, 10, 1),
    verwacht_einde_datum=date(2027, 4, 4),
    gemeente_vestiging="Almelo",
    soort_zorg="verslavingsbehandeling",
    urgentie="Hoog",
    besproken_datum=date(2026, 10, 2),
    indicatie="Hij gebruikt om te slapen.",
    vraag="Kan hij hier snel beginnen?",
    afzender=Afzender("Sanne Wolters", "psycholoog", "06-00000333", ""),
    gronden=("Toestemming voor JusTact, tot en met 12 mei 2027",),
    ontbreekt=(),
)
PIECES: dict[str, Callable[[], bytes]] = {
    "verwijsbrief": lambda: verwijsbrief_pdf(BRIEF),
    "verwijsbrief-zonder-grond": lambda: verwijsbrief_pdf(
        replace(
            BRIEF,
            vraag="",
            contactpersoon="",
            contactpersoon_functie="",
            verwacht_einde_datum=None,
            gronden=(),
            ontbreekt=("Er is geen toestemming voor JusTact: die is nooit gegeven.",),
        )
    ),
}


if __name__ == "__main__":
    keep(FOLDER, PIECES)
