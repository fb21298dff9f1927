"""Is an outcome allowed? Asked for each alternatief of a proposal and for what is decided.

Pure, so that the screen shows the same sentences while somebody is choosing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hvh_desktop.forms import MAX_LINE
from hvh_desktop.sancties import maxima, ruimte
from hvh_desktop.sancties.maxima import Regels
from hvh_desktop.sancties.rows import AlternatiefRow, StrafRow
from hvh_desktop.sancties.ruimte import BOUND, Ruimte
from hvh_desktop.sancties.words import AlternatiefSoort, Verantwoordelijkheid

MOST = 6
"""More outcomes beside each other nobody can compare."""
MAX_AFSPRAAK = 2000
"""Characters: an afspraak is some sentences, that he also gets on paper."""


@dataclass(frozen=True)
class Maat:
    """By what an outcome of this round is judged. ``datum``: the day of the decision."""

    regels: Regels
    ruimte: Ruimte | None
    datum: date
    verantwoordelijkheid: Verantwoordelijkheid

    @property
    def is_bound(self) -> bool:
        """Does this round decide about a straf that is there already?"""
        return self.ruimte is not None and self.ruimte.aanleiding in BOUND


def problems(alternatief: AlternatiefRow, maat: Maat) -> dict[str, str]:
    """What is not right about one outcome: place -> sentence; empty when all is well."""
    found: dict[str, str] = {}
    if not alternatief.naam.strip():
        found["naam"] = "Geef deze uitkomst een korte naam."
    if alternatief.soort is AlternatiefSoort.geen_straf and alternatief.straffen:
        found["straffen"] = "Bij ‘geen straf’ hoort geen straf. Haal die weg of kies ‘op maat’."
    if _says_nothing(alternatief, maat):
        found["afspraak"] = "Schrijf op wat er met hem is afgesproken, of kies ‘geen straf’."
    further = {**_too_long(alternatief), **_straf_problems(alternatief, maat)}
    for name, sentence in further.items():
        found.setdefault(name, sentence)
    return found


def _too_long(alternatief: AlternatiefRow) -> dict[str, str]:
    """What is longer than its place on the screen and on paper."""
    found: dict[str, str] = {}
    if not _is_line(alternatief.naam):
        found["naam"] = f"Houd de naam op één regel van ten hoogste {MAX_LINE} tekens."
    if len(alternatief.afspraak) > MAX_AFSPRAAK:
        found["afspraak"] = f"Houd de afspraak korter: ten hoogste {MAX_AFSPRAAK} tekens."
    for number, straf in enumerate(alternatief.straffen, start=1):
        for name, words in (("uitwerking", straf.uitwerking), ("bezoek_reden", straf.bezoek_reden)):
            if not _is_line(words):
                found[f"straf_{number}_{name}"] = (
                    f"Houd dit op één regel van ten hoogste {MAX_LINE} tekens."
                )
    return found


def _is_line(words: str) -> bool:
    return len(words) <= MAX_LINE and "\n" not in words


def _says_nothing(alternatief: AlternatiefRow, maat: Maat) -> bool:
    is_empty = not alternatief.straffen and not alternatief.afspraak.strip()
    follows = alternatief.is_degradatie or alternatief.is_terugplaatsing
    is_own = alternatief.soort is AlternatiefSoort.maatwerk
    return is_own and is_empty and not follows and not maat.is_bound


def _straf_problems(alternatief: AlternatiefRow, maat: Maat) -> dict[str, str]:
    found = maxima.problems(
        alternatief.straffen,
        maat.regels,
        proeftijd_tot_datum=alternatief.proeftijd_tot_datum,
        datum=maat.datum,
        verantwoordelijkheid=maat.verantwoordelijkheid,
    )
    if maat.ruimte is None:
        return found
    further = ruimte.problems(alternatief.straffen, alternatief.proeftijd_tot_datum, maat.ruimte)
    return {**found, **further}


def too_much(alternatief: AlternatiefRow, maat: Maat) -> dict[str, str]:
    """More than the law knows, or too long, also of an outcome to compare with: it is on paper."""
    free = replace(maat, ruimte=None, verantwoordelijkheid=Verantwoordelijkheid.volledig)
    found = _straf_problems(alternatief, free)
    most = {name: sentence for name, sentence in found.items() if name.endswith("_aantal")}
    return {**_too_long(alternatief), **most}


def list_problems(
    alternatieven: Sequence[AlternatiefRow], maat: Maat, usual: StrafRow | None
) -> dict[str, str]:
    """What is not right about all of them: ``alternatief_2_straf_1_aantal`` -> sentence.

    ``usual``: what the table of the house says; None while that is empty. A gewone uitkomst that
    is not chosen is only there to compare with: see ``too_much``.
    """
    found = _set_problems(alternatieven, maat, usual)
    for number, one in enumerate(alternatieven, start=1):
        is_aside = one.soort is AlternatiefSoort.regulier and not one.is_gekozen
        wrong = too_much(one, maat) if is_aside else problems(one, maat)
        for name, sentence in wrong.items():
            found[f"alternatief_{number}_{name}"] = sentence
    return found


def _set_problems(
    alternatieven: Sequence[AlternatiefRow], maat: Maat, usual: StrafRow | None
) -> dict[str, str]:
    chosen = [one for one in alternatieven if one.is_gekozen]
    regular = [one for one in alternatieven if one.soort is AlternatiefSoort.regulier]
    if len(alternatieven) > MOST:
        return {"alternatieven": f"Leg ten hoogste {MOST} uitkomsten naast elkaar."}
    if len(regular) > 1:
        return {"alternatieven": "Er is één gewone uitkomst. Haal de andere weg."}
    if not regular and not maat.is_bound:
        return {"alternatieven": "Zet de gewone uitkomst erbij, ook als je iets anders kiest."}
    if len(chosen) != 1:
        return {"alternatieven": "Kies één uitkomst."}
    if usual is not None and not maat.is_bound and regular and not _is_usual(regular[0], usual):
        return {"alternatieven": _NOT_USUAL}
    return {}


_NOT_USUAL = (
    "De gewone uitkomst is niet wat de tabel van het huis zegt. Kijk hem na, of zet wat je wilt "
    "veranderen in een uitkomst ‘op maat’."
)


def _is_usual(alternatief: AlternatiefRow, usual: StrafRow) -> bool:
    if len(alternatief.straffen) != 1:
        return False
    straf = alternatief.straffen[0]
    same = (straf.soort, straf.voorwaardelijk) == (usual.soort, 0)
    return same and (straf.aantal == usual.aantal or usual.aantal == 0)
