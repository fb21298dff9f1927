"""How a check is told in sentences; screens and paper use the same.

A file of its own, without Qt, because several screens say the same thing.
"""

from __future__ import annotations

from datetime import date, datetime

from hvh_desktop.text import date_words, join_words
from hvh_desktop.urinecontroles.form import UITSLAGEN
from hvh_desktop.urinecontroles.model import Heronderzoek, UrineUitslag
from hvh_desktop.urinecontroles.rows import EerderePositief, UrineRow, Wacht
from hvh_desktop.urinecontroles.termijnen import left_words, moment_words

TONES = {
    UrineUitslag.gevraagd: "stil",
    UrineUitslag.onderweg: "info",
    UrineUitslag.negatief: "good",
    UrineUitslag.positief: "danger",
    UrineUitslag.geweigerd: "warn",
    UrineUitslag.geknoeid: "warn",
}
_ORDINALS = ("nulde", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende")


def result_words(row: UrineRow) -> str:
    """'Positief op cannabis en cocaïne', or the word of its state."""
    if row.heronderzoek is Heronderzoek.niet_bevestigd:
        return "Niet bevestigd"
    if row.uitslag is UrineUitslag.positief and row.positief:
        return f"Positief op {join_words(row.positief)}"
    return UITSLAGEN[row.uitslag]


def ordinal(number: int) -> str:
    """'tweede', '12e'."""
    return _ORDINALS[number] if number < len(_ORDINALS) else f"{number}e"


def which_words(row: UrineRow) -> str:
    """'Zijn tweede positieve uitslag die telt.'; nothing when it does not count."""
    if row.hoeveelste is None:
        return ""
    return f"Dit is zijn {ordinal(row.hoeveelste)} positieve uitslag die telt."


def chance_words(until: datetime, now: datetime, today: date) -> str:
    """Until when he may give urine, and how long that is."""
    left = left_words(until, now)
    if left:
        return f"Hij heeft tot {moment_words(until, today)} de tijd, {left}."
    return (
        f"Zijn tijd was om {moment_words(until, today)} voorbij. Gaf hij niets, dan is dat "
        "een weigering."
    )


def ask_words(until: datetime, now: datetime, today: date) -> str:
    """Until when he may ask for a second look."""
    left = left_words(until, now)
    if left:
        return f"Tot {moment_words(until, today)} kan hij een heronderzoek vragen, {left}."
    return f"Een heronderzoek vragen kon tot {moment_words(until, today)}."


def wait_words(wacht: Wacht | None, until: datetime | None, now: datetime, today: date) -> str:
    """What is to be done now, in one sentence."""
    if wacht is Wacht.gelegenheid and until is not None:
        return chance_words(until, now, today)
    return {
        None: "Er wacht niets.",
        Wacht.gelegenheid: "",
        Wacht.laboratorium: "Dit wacht op de uitslag van het laboratorium.",
        Wacht.mededelen: "De uitslag is er. Vertel hem de uitslag en leg vast wanneer.",
        Wacht.heronderzoek: "Het heronderzoek loopt. Tot de uitslag wacht wat eruit volgt: een "
        "straf gaat niet in, en beslissingen over verlof en plaatsing wachten ook.",
    }[wacht]


def visible_words(earlier: EerderePositief, days: int) -> str:
    """Why this need not be new use."""
    return (
        f"Op {date_words(earlier.datum)} was {earlier.stof} ook al te zien. De stof kan "
        f"{days} dagen zichtbaar blijven, dus dit hoeft geen nieuw gebruik te zijn."
    )
