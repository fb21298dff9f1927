"""How far a decision of a later round may go: nothing heavier, and no longer proeftijd.

Pure. A round tenuitvoerlegging is about what was voorwaardelijk; a round omzetting about what was
imposed. A herziening replaces the decision and is bound by the maxima, and by the end of a
proeftijd that runs already. Source: Pbw art. 53.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.straffen import kind_words, words
from hvh_desktop.sancties.words import RondeAanleiding, Uitkomst
from hvh_desktop.text import capitalise, date_words

BOUND = frozenset({RondeAanleiding.tenuitvoerlegging, RondeAanleiding.omzetting})
"""Rounds that decide about a straf that is there already."""
NOT_BROKEN = (
    "Bij geen voorwaarde staat dat hij zich er niet aan hield. Dan kan er niets ten uitvoer "
    "worden gelegd. Leg eerst bij de voorwaarden vast waaraan hij zich niet hield."
)


@dataclass(frozen=True)
class Ruimte:
    """The most that may be decided in this round."""

    aanleiding: RondeAanleiding
    straffen: tuple[StrafRow, ...]
    proeftijd_tot_datum: date


def ruimte_of(
    aanleiding: RondeAanleiding, straffen: Sequence[StrafRow], proeftijd_tot_datum: date
) -> Ruimte:
    """From the straffen of the decision that counts now."""
    if aanleiding is RondeAanleiding.tenuitvoerlegging:
        straffen = [
            replace(one, aantal=one.voorwaardelijk, id=None)
            for one in straffen
            if one.voorwaardelijk > 0
        ]
    return Ruimte(aanleiding, tuple(straffen), proeftijd_tot_datum)


def problems(
    straffen: Sequence[StrafRow], proeftijd_tot_datum: date | None, ruimte: Ruimte
) -> dict[str, str]:
    """What goes further than it may: place -> sentence, with the places of ``maxima.problems``."""
    found: dict[str, str] = {}
    bound = straffen if ruimte.aanleiding in BOUND else ()
    for number, straf in enumerate(bound, start=1):
        for name, sentence in _straf_problems(straf, ruimte):
            found.setdefault(f"straf_{number}_{name}", sentence)
    last = ruimte.proeftijd_tot_datum
    if proeftijd_tot_datum is not None and proeftijd_tot_datum > last:
        found["proeftijd_tot_datum"] = (
            f"De proeftijd kan niet langer duren dan tot en met {date_words(last)}. Een proeftijd "
            "wordt niet verlengd."
        )
    return found


def _straf_problems(straf: StrafRow, ruimte: Ruimte) -> Iterator[tuple[str, str]]:
    most = next((one for one in ruimte.straffen if one.soort is straf.soort), None)
    is_execution = ruimte.aanleiding is RondeAanleiding.tenuitvoerlegging
    if most is None:
        said = "was niet voorwaardelijk opgelegd" if is_execution else "was niet opgelegd"
        yield "aantal", f"{capitalise(straf.soort.value)} {said}. Dat kan er nu niet bij komen."
        return
    if straf.aantal > most.aantal:
        was = kind_words(most.soort, most.aantal)
        how = "Voorwaardelijk was" if is_execution else "Opgelegd was"
        yield "aantal", f"{how} {was}. Meer kan het nu niet worden."
    elif not is_execution and straf.onvoorwaardelijk > most.onvoorwaardelijk:
        yield "voorwaardelijk", f"Opgelegd was {words(most)}. Zwaarder kan het niet worden."
    instead, was_instead = straf.vervangende_dagen or 0, most.vervangende_dagen or 0
    if straf.vervangende_soort is not most.vervangende_soort or instead > was_instead:
        yield "vervangende_dagen", "De vervangende straf kan niet anders of zwaarder worden."


def uitkomst_of(straffen: Sequence[StrafRow], ruimte: Ruimte | None) -> Uitkomst:
    """What a decision comes down to. ``ruimte``: of the round, if that was bound."""
    if ruimte is None or ruimte.aanleiding is not RondeAanleiding.tenuitvoerlegging:
        return Uitkomst.straf if straffen else Uitkomst.geen_straf
    executed = {straf.soort: straf.onvoorwaardelijk for straf in straffen}
    if not any(executed.values()):
        return Uitkomst.niet
    is_all = all(executed.get(one.soort, 0) >= one.aantal for one in ruimte.straffen)
    return Uitkomst.geheel if is_all else Uitkomst.deels


def execution_problem(
    straffen: Sequence[StrafRow], aanleiding: RondeAanleiding, *, is_geschonden: bool
) -> str:
    """Why nothing may be executed now: he broke no condition (Pbw art. 53). Empty when it may."""
    is_executed = any(straf.onvoorwaardelijk > 0 for straf in straffen)
    is_asked = aanleiding is RondeAanleiding.tenuitvoerlegging and is_executed
    return NOT_BROKEN if is_asked and not is_geschonden else ""
