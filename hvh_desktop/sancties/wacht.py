"""What is to be done now in a case, and by whom; without a session, so that it is easy to test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from hvh_desktop import rights
from hvh_desktop.rights import Right, Rol
from hvh_desktop.sancties import path
from hvh_desktop.sancties.words import SanctieStatus
from hvh_desktop.text import join_words

_S = SanctieStatus
_FEW: Final = 2
"""More roles than this are called "een medewerker"."""


@dataclass(frozen=True)
class Feiten:
    """What it depends on."""

    status: SanctieStatus
    ronde: int
    is_nu: bool = False
    """Is part of the straf executed at once?"""
    is_voorwaardelijk: bool = False
    is_bezig: bool = False
    """Does a straf run at this moment?"""
    proeftijd_tot_datum: date | None = None
    opschorting: str = ""
    """Why the straf is on hold, in a few words."""
    is_weerlegd: bool = False
    """Did a second look at his urine say no, and is that not decided about?"""
    is_herzien: bool = False
    """Was a beklag upheld, with no new decision yet?"""
    is_advies_gevraagd: bool = False


@dataclass(frozen=True)
class Wacht:
    """What waits. ``stap``: which step; None when nothing can be done now."""

    stap: SanctieStatus | None
    woorden: str
    right: Right | None = None

    @property
    def is_open_for_all(self) -> bool:
        """Is it a step that nearly everyone on the floor may take?"""
        return self.right is not None and is_open_for_all(self.right)


NIETS: Final = Wacht(None, "")
_WORK: Final = {
    _S.voorval: (_S.verslag, "Verslag"),
    _S.verslag: (_S.horen, "Horen"),
    _S.horen: (_S.voorstel, "Voorstel"),
    _S.voorstel: (_S.beslissing, "Beslissing"),
    _S.beslissing: (_S.mededeling, "Mededeling"),
    _S.mededeling: (_S.uitreiking, "Uitreiken"),
}
"""Until it is handed over the next step does not depend on what was decided."""


def waits(feiten: Feiten, today: date) -> Wacht:
    """What is to be done now, and by whom."""
    if feiten.status in path.AFTER_DECISION and feiten.is_herzien:
        return _due(feiten, _S.horen, "Opnieuw horen na beklag")
    if feiten.status in _WORK:
        found = _due(feiten, *_WORK[feiten.status])
        if not feiten.is_advies_gevraagd:
            return found
        return Wacht(found.stap, f"{found.woorden}. Advies: psycholoog", found.right)
    if feiten.status is _S.uitreiking:
        return _after_handing_over(feiten)
    if feiten.status is _S.tenuitvoerlegging and not feiten.is_bezig:
        if feiten.is_voorwaardelijk and _lasts(feiten.proeftijd_tot_datum, today):
            return _due(feiten, _S.voorwaardelijk, "Proeftijd")
        return _due(feiten, _S.afloop, "Afsluiten")
    if feiten.status is _S.voorwaardelijk and not _lasts(feiten.proeftijd_tot_datum, today):
        return _due(feiten, _S.afloop, "Proeftijd afsluiten")
    return NIETS


def who(right: Right) -> str:
    """'locatiemanager of directeur'; a right of nearly everyone is of 'een medewerker'."""
    if is_open_for_all(right):
        return "een medewerker"
    return join_words((rol.value for rol in _holders(right)), "of")


def is_open_for_all(right: Right) -> bool:
    """Does nearly everyone on the floor have this right?"""
    return len(_holders(right)) > _FEW


def _holders(right: Right) -> list[Rol]:
    return [rol for rol in Rol if rights.TABLE[right].get(rol, rights.Scope.none).value]


def _after_handing_over(feiten: Feiten) -> Wacht:
    if feiten.is_nu and feiten.is_weerlegd:
        return _due(feiten, _S.afgezien, "Heronderzoek niet bevestigd")
    if feiten.is_nu and feiten.opschorting:
        return Wacht(None, feiten.opschorting)
    if feiten.is_nu:
        return _due(feiten, _S.tenuitvoerlegging, "Straf laten ingaan")
    if feiten.is_voorwaardelijk:
        return _due(feiten, _S.voorwaardelijk, "Proeftijd laten ingaan")
    return _due(feiten, _S.afgezien, "Afsluiten")


def _lasts(until: date | None, today: date) -> bool:
    return until is not None and until >= today


def _due(feiten: Feiten, stap: SanctieStatus, what: str) -> Wacht:
    right = path.right_for(feiten.status, stap, feiten.ronde)
    return Wacht(stap, f"{what}: {who(right)}", right)
