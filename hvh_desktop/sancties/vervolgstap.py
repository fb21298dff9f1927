"""What comes next in a case, as a line of a list says it, and the page where that is done.

A file of its own because the register, the tab and Vandaag lead to the same pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hvh_desktop.rights import Actor, is_allowed
from hvh_desktop.sancties import path, zaakacties
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.wacht import is_open_for_all
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.sancties.zaakacties import Actie

_S = SanctieStatus


@dataclass(frozen=True)
class Vervolgstap:
    """``woord`` is on the button; ``zin`` says what is to be done."""

    place: str
    woord: str
    zin: str


def _as_line(act: Actie, zin: str) -> Vervolgstap:
    return Vervolgstap(act.plaats, act.woorden, zin)


_SENTENCES: Mapping[SanctieStatus, str] = {
    _S.verslag: "Het verslag moet nog",
    _S.horen: "Hij moet nog worden gehoord",
    _S.voorstel: "Het voorstel moet nog",
    _S.beslissing: "Er is een voorstel om over te beslissen",
    _S.mededeling: "De mededeling moet nog",
    _S.uitreiking: "De mededeling moet nog worden uitgereikt",
}
"""Steps that are the same in every case; later ones depend on what was decided."""
_BEGINS: Mapping[SanctieStatus, str] = {
    _S.tenuitvoerlegging: "Straf laten ingaan",
    _S.voorwaardelijk: "Proeftijd laten ingaan",
}
"""What begins once he has the paper, on a page of its own."""
ADVIES = _as_line(zaakacties.ADVIES, "Er is advies aan jou gevraagd")
LAAT_INGAAN = "Laat ingaan"
BEKIJK = Vervolgstap("sanctiezaak", "Open", "Kijk wat er verder moet")


def _fixed_step(row: ZaakRow) -> SanctieStatus | None:
    """The step that is due, while it is one that every case has."""
    return None if row.status in path.AFTER_DECISION else row.wacht_stap


def is_for_everyone(row: ZaakRow) -> bool:
    """May nearly everyone take the step that is due?"""
    due = _fixed_step(row)
    return due is not None and is_open_for_all(path.right_for(row.status, due, row.ronde))


def due_words(step: Vervolgstap, row: ZaakRow) -> str:
    """What is to be done, without by whom: that is the reader."""
    return row.wacht_op.partition(":")[0] if step is BEKIJK and row.wacht_op else step.zin


def step_for(actor: Actor, row: ZaakRow) -> Vervolgstap:
    """What this person does next in a case that waits for him.

    Who may not take the step that is due finds it because his advice was asked.
    """
    due = _fixed_step(row)
    if due is None:
        return _begin(actor, row) or BEKIJK
    right = path.right_for(row.status, due, row.ronde)
    if not is_allowed(actor, right, is_own=row.is_eigen):
        return ADVIES
    return _as_line(zaakacties.STEPS[due], _SENTENCES[due])


def _begin(actor: Actor, row: ZaakRow) -> Vervolgstap | None:
    """What may begin now that he has the decision; None when it is something else that waits."""
    due = row.wacht_stap
    if row.status is not _S.uitreiking or due is None or due not in _BEGINS:
        return None
    if not is_allowed(actor, path.right_for(row.status, due, row.ronde), is_own=row.is_eigen):
        return None
    return Vervolgstap(zaakacties.STEPS[due].plaats, LAAT_INGAAN, _BEGINS[due])
