"""Worked-out sheets: ``python -m tests.signaleringsplannen.bladen`` writes their text anew.

Read the difference before you keep it: it is what somebody will read on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.report import signaleringsplan_pdf
from hvh_desktop.signaleringsplannen.rows import Belregel, BladInhoud, FaseRow
from tests.golden.papers import keep

FOLDER = Path(__file__).parent / "golden"
_FASEN = (
    FaseRow(
        Kleur.groen,
        "ketel zonder stoom",
        ("Maakt raadsels", "Eet mee aan tafel"),
        ("Kas, schaken, slaapschrift",),
        ("Gewoon doen",),
    ),
    FaseRow(
        Kleur.geel,
        "ketel wordt warm",
        ("Zegt op alles ja", "Eet alleen op zijn kamer"),
        ("Een kwartier liggen", "Zijn broer bellen"),
        ("Vraag: wil je weg?", "Taken overnemen zonder te vragen"),
    ),
    FaseRow(
        Kleur.oranje,
        "ketel met stoom",
        ("Praat trager", "Wrijft over zijn pols", "Gaat met zijn rug tegen de muur staan"),
        ("Koud water over de handen", "Naar buiten kijken en in het Koerdisch tellen"),
        ("Naam en straatnaam zeggen", "Niet aanraken", "Muziek of machine uit"),
    ),
    FaseRow(
        Kleur.rood,
        "deksel klappert",
        ("Hoort niet meer wie hij voor zich heeft", "Duikt weg of gaat schreeuwen"),
        (),
        ("Ruimte maken, kinderen naar de buurvrouw", "Eén stem praat"),
    ),
)
FASEN = tuple(replace(fase, stap=stap) for stap, fase in enumerate(_FASEN, start=1))
BELLEN = (
    Belregel("Mehmet (vader)", "06-00000201", (Kleur.oranje, Kleur.rood)),
    Belregel("Transfore, behandelaar", "06-00000242", (Kleur.rood,)),
    Belregel("Huis, dag en nacht", "06-00000100", (Kleur.rood,)),
)
EIGEN = BladInhoud(
    huis="Huis van Herstel Twente",
    roepnaam="Şêrko",
    voor="",
    versie=1,
    datum=date(2026, 11, 12),
    is_concept=False,
    fasen=FASEN,
    bellen=BELLEN,
)
VADER = replace(EIGEN, voor="vader Mehmet", fasen=FASEN[2:], bellen=BELLEN[1:])
CONCEPT = replace(EIGEN, is_concept=True, fasen=FASEN[:1], bellen=())


def crowded() -> BladInhoud:
    """Four stages full of text, and many people to call."""
    lines = tuple(f"{word} en dan nog een paar woorden" for word in ("Dit merk je", "Hij wacht"))
    full = tuple(
        FaseRow(
            kleur, "een naam die best lang is", (*lines, "Kort"), (*lines, "Kort"), lines, stap=stap
        )
        for stap, kleur in enumerate(Kleur, start=1)
    )
    people = tuple(
        Belregel(f"Iemand met een lange naam ({number})", f"06-0000020{number}", tuple(Kleur)[1:])
        for number in range(4)
    )
    return replace(EIGEN, fasen=full, bellen=people)


PIECES: dict[str, Callable[[], bytes]] = {
    "eigen": lambda: signaleringsplan_pdf(EIGEN),
    "vader": lambda: signaleringsplan_pdf(VADER),
    "concept": lambda: signaleringsplan_pdf(CONCEPT),
}


if __name__ == "__main__":
    keep(FOLDER, PIECES)
