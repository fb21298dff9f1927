"""What the law allows, held against the policy table of the day of the voorval.

Pure: services ask it before they keep anything, a screen asks it while somebody is choosing, and
a test can go through every combination. Sources: Pbw articles 51 and 53 (DF §3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hvh_desktop.policy import Rule
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.straffen import amount_words, euros, kind_words
from hvh_desktop.sancties.words import StrafSoort, Verantwoordelijkheid
from hvh_desktop.text import date_words, months_on, plural

COMBINED = (StrafSoort.opsluiting, StrafSoort.uitsluiting)
"""Two kinds that have a maximum together (art. 51, third lid)."""
NOT_RESPONSIBLE = (
    "Hij kan hier niet verantwoordelijk voor worden gehouden. Dan kan er geen straf zijn. "
    "Kies een uitkomst zonder straf."
)


@dataclass(frozen=True)
class Regels:
    """The three rules that a straf is judged by, as they were on the day of the voorval."""

    maxima: Rule
    combinatie_dagen: Rule
    proeftijd_maanden: Rule

    def maximum(self, soort: StrafSoort) -> int:
        """Days, times, or for a fine how many weeks of pay."""
        return int(next(row["maximum"] for row in self.maxima.waarde if row["sleutel"] == soort))

    def last_proeftijd_day(self, datum: date) -> date:
        """The last day that a proeftijd may have when it is imposed on ``datum``."""
        return months_on(datum, int(self.proeftijd_maanden.waarde))


def problems(
    straffen: Sequence[StrafRow],
    regels: Regels,
    *,
    proeftijd_tot_datum: date | None,
    datum: date,
    verantwoordelijkheid: Verantwoordelijkheid,
) -> dict[str, str]:
    """What is not allowed: place (``straf_1_aantal``, ``straffen``) -> sentence; else empty."""
    if straffen and verantwoordelijkheid is Verantwoordelijkheid.niet:
        return {"straffen": NOT_RESPONSIBLE}
    found: dict[str, str] = {}
    for number, straf in enumerate(straffen, start=1):
        for name, sentence in _straf_problems(straf, regels):
            found.setdefault(f"straf_{number}_{name}", sentence)
    if twice := _twice(straffen):
        found["straffen"] = f"‘{twice.value}’ staat er twee keer in. Maak er één straf van."
    for name, sentence in _substitute_sums(straffen, regels):
        found.setdefault(name, sentence)
    if together := _combination_problem(straffen, regels, is_alone_wrong=bool(found)):
        found.setdefault("straffen", together)
    if sentence := _proeftijd_problem(straffen, regels, proeftijd_tot_datum, datum):
        found["proeftijd_tot_datum"] = sentence
    return found


def _straf_problems(straf: StrafRow, regels: Regels) -> Iterator[tuple[str, str]]:
    if sentence := _amount_problem(straf, regels):
        yield "aantal", sentence
    if not 0 <= straf.voorwaardelijk <= max(straf.aantal, 0):
        most = amount_words(straf.soort, straf.aantal)
        yield "voorwaardelijk", f"Voorwaardelijk kan niet meer zijn dan de hele straf: {most}."
    if straf.soort is StrafSoort.bezoek and not straf.bezoek_reden.strip():
        yield "bezoek_reden", _VISIT
    if straf.soort is StrafSoort.boete:
        yield from _fine_problems(straf, regels)


_VISIT = (
    "Schrijf op wat dit voorval met het bezoek te maken had. Zonder dat verband kan bezoek niet "
    "worden ontzegd."
)


def _amount_problem(straf: StrafRow, regels: Regels) -> str:
    if straf.aantal < 1:
        return {
            StrafSoort.boete: "Vul in hoe hoog de boete is.",
            StrafSoort.verlof: "Kies één verlof: het eerstvolgende.",
        }.get(straf.soort, "Vul in hoeveel dagen het zijn.")
    most = regels.maximum(straf.soort)
    if straf.soort is StrafSoort.boete:
        return _fine_maximum(straf, most)
    if straf.aantal <= most:
        return ""
    if straf.soort is StrafSoort.verlof:
        return "Alleen het eerstvolgende verlof kan worden geweigerd."
    return f"{_start(straf.soort)} duurt ten hoogste {plural(most, 'dag', 'dagen')}."


def _fine_maximum(straf: StrafRow, weeks: int) -> str:
    if not straf.weekloon_centen or straf.weekloon_centen < 0:
        return ""  # said at the field of his pay
    most = weeks * straf.weekloon_centen
    if straf.aantal <= most:
        return ""
    times = plural(weeks, "weekloon", "weeklonen")
    return f"Een boete is ten hoogste {times}. Bij hem is dat {euros(most)}."


def _start(soort: StrafSoort) -> str:
    return soort.value[:1].upper() + soort.value[1:]


def _fine_problems(straf: StrafRow, regels: Regels) -> Iterator[tuple[str, str]]:
    if not straf.weekloon_centen or straf.weekloon_centen < 0:
        yield "weekloon_centen", "Vul zijn weekloon in. Daaraan wordt een boete gemeten."
    soort, days = straf.vervangende_soort, straf.vervangende_dagen
    if soort is None:
        yield "vervangende_soort", "Kies welke straf er komt als hij de boete niet betaalt."
        return
    if soort is StrafSoort.boete:
        yield "vervangende_soort", "Een boete kan niet in de plaats komen van een boete."
        return
    if sentence := _amount_problem(StrafRow(soort, days or 0), regels):
        yield "vervangende_dagen", sentence
    if soort is StrafSoort.bezoek and not straf.bezoek_reden.strip():
        yield "bezoek_reden", _VISIT


def _twice(straffen: Sequence[StrafRow]) -> StrafSoort | None:
    kinds = [straf.soort for straf in straffen]
    return next((kind for kind in kinds if kinds.count(kind) > 1), None)


def _substitute_sums(straffen: Sequence[StrafRow], regels: Regels) -> Iterator[tuple[str, str]]:
    """A substitute together with a straf of its own kind stays within that maximum."""
    for number, fine in enumerate(straffen, start=1):
        if fine.soort is not StrafSoort.boete or fine.vervangende_soort is None:
            continue
        soort = fine.vervangende_soort
        beside = sum(straf.aantal for straf in straffen if straf.soort is soort)
        most = regels.maximum(soort)
        if beside and beside + (fine.vervangende_dagen or 0) > most:
            yield (
                f"straf_{number}_vervangende_dagen",
                f"Er is al {kind_words(soort, beside)}. Samen met de vervangende straf mag het "
                f"niet meer zijn dan {kind_words(soort, most)}.",
            )


def _combination_problem(
    straffen: Sequence[StrafRow], regels: Regels, *, is_alone_wrong: bool
) -> str:
    """One kind that is too long by itself was told already at its own field."""
    days = [straf.aantal for straf in straffen if straf.soort in COMBINED]
    instead = [
        straf.vervangende_dagen or 0
        for straf in straffen
        if straf.soort is StrafSoort.boete and straf.vervangende_soort in COMBINED
    ]
    most, asked = int(regels.combinatie_dagen.waarde), sum(days) + sum(instead)
    if asked <= most or (is_alone_wrong and len(days) + len(instead) == 1):
        return ""
    with_fine = ", met de vervangende straf van de boete mee" if instead else ""
    return (
        f"Opsluiting en uitsluiting van activiteiten duren samen ten hoogste "
        f"{plural(most, 'dag', 'dagen')}{with_fine}. Nu zijn het er {asked}."
    )


def _proeftijd_problem(
    straffen: Sequence[StrafRow], regels: Regels, tot: date | None, datum: date
) -> str:
    if not any(straf.voorwaardelijk > 0 for straf in straffen):
        return "" if tot is None else "Er is niets voorwaardelijk. Dan is er ook geen proeftijd."
    if tot is None:
        return "Vul in tot en met welke dag de proeftijd duurt."
    if tot <= datum:
        return f"De proeftijd eindigt na de dag van de beslissing, {date_words(datum)}."
    last = regels.last_proeftijd_day(datum)
    if tot > last:
        months = plural(int(regels.proeftijd_maanden.waarde), "maand", "maanden")
        return f"Een proeftijd duurt ten hoogste {months}: tot en met {date_words(last)}."
    return ""
