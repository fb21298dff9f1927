"""The way of a case: which step may follow which, and who may take it.

A file of its own, without a session, because services, screens and paper all ask it. The order
is the law's: no decision without a hearing (Pbw art. 57), no straf that was not told in writing
(art. 58). After a decision the way can be gone again from the hearing on: that is a new round.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hvh_desktop.rights import Right
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus

_S = SanctieStatus

FIRST_ROUND: Final[Mapping[SanctieStatus, frozenset[SanctieStatus]]] = {
    _S.voorval: frozenset({_S.verslag, _S.afgezien}),
    _S.verslag: frozenset({_S.horen, _S.geseponeerd, _S.ingetrokken}),
    _S.horen: frozenset({_S.voorstel, _S.geseponeerd, _S.ingetrokken}),
    _S.voorstel: frozenset({_S.beslissing, _S.horen, _S.geseponeerd, _S.ingetrokken}),
    _S.beslissing: frozenset({_S.mededeling, _S.ingetrokken}),
    _S.mededeling: frozenset({_S.uitreiking, _S.ingetrokken}),
    _S.uitreiking: frozenset(
        {_S.tenuitvoerlegging, _S.voorwaardelijk, _S.afgezien, _S.horen, _S.ingetrokken}
    ),
    _S.tenuitvoerlegging: frozenset(
        {_S.voorwaardelijk, _S.afloop, _S.afgezien, _S.horen, _S.ingetrokken}
    ),
    _S.voorwaardelijk: frozenset({_S.afloop, _S.horen, _S.ingetrokken}),
    _S.afloop: frozenset({_S.horen, _S.ingetrokken}),
    _S.afgezien: frozenset({_S.horen, _S.ingetrokken}),
    _S.geseponeerd: frozenset(),
    _S.ingetrokken: frozenset(),
}
"""What may follow what. ``voorstel`` to ``horen``: the directeur gives the proposal back."""

AFTER_DECISION: Final = frozenset(
    {_S.uitreiking, _S.tenuitvoerlegging, _S.voorwaardelijk, _S.afloop, _S.afgezien}
)
"""From here a hearing begins a new round."""
ENDS: Final = frozenset({_S.afloop, _S.afgezien, _S.geseponeerd, _S.ingetrokken})
"""Nothing waits any more."""
DROPPED: Final = frozenset({_S.afgezien, _S.geseponeerd, _S.ingetrokken})
"""Ends that ask for a reason."""
ASKS_ADVICE: Final = frozenset({_S.verslag, _S.horen, _S.voorstel})
"""When an advice of the psycholoog can still count."""
STEPS: Final = (
    _S.voorval,
    _S.verslag,
    _S.horen,
    _S.voorstel,
    _S.beslissing,
    _S.mededeling,
    _S.uitreiking,
)
"""The way itself, in order; what follows depends on the decision."""

ROUND_BEGINS: Final[Mapping[SanctieStatus, frozenset[RondeAanleiding]]] = {
    _S.uitreiking: frozenset({RondeAanleiding.herziening}),
    _S.tenuitvoerlegging: frozenset({RondeAanleiding.herziening, RondeAanleiding.omzetting}),
    _S.voorwaardelijk: frozenset({RondeAanleiding.herziening, RondeAanleiding.tenuitvoerlegging}),
    _S.afloop: frozenset({RondeAanleiding.herziening}),
    _S.afgezien: frozenset({RondeAanleiding.herziening}),
}
"""Why a new round may begin. Herziening also needs a beklag that was (partly) upheld."""

WHO: Final[Mapping[SanctieStatus, Right]] = {
    _S.voorval: Right.record_voorval,
    _S.verslag: Right.write_verslag,
    _S.horen: Right.record_horen,
    _S.voorstel: Right.propose_sanctie,
    _S.beslissing: Right.decide_sanctie,
    _S.mededeling: Right.complete_mededeling,
    _S.uitreiking: Right.record_uitreiking,
    _S.tenuitvoerlegging: Right.record_tenuitvoerlegging,
    _S.voorwaardelijk: Right.record_tenuitvoerlegging,
    _S.afloop: Right.record_tenuitvoerlegging,
    _S.afgezien: Right.decide_sanctie,
    _S.geseponeerd: Right.decide_sanctie,
    _S.ingetrokken: Right.decide_sanctie,
}
"""Which right a step asks."""
_EARLIER: Final[Mapping[tuple[SanctieStatus, SanctieStatus], Right]] = {
    (_S.voorval, _S.afgezien): Right.write_verslag,
    (_S.verslag, _S.ingetrokken): Right.write_verslag,
    (_S.horen, _S.ingetrokken): Right.propose_sanctie,
    (_S.voorstel, _S.ingetrokken): Right.propose_sanctie,
    (_S.voorstel, _S.horen): Right.decide_sanctie,
}
"""Steps that somebody else takes than the table above says: before there is a decision."""

_DIRECTEUR = Right.decide_sanctie
STEP_RIGHTS: Final[dict[str, tuple[Right, ...]]] = {
    _S.voorstel.value: (Right.propose_sanctie,),
    _S.beslissing.value: (_DIRECTEUR,),
    _S.mededeling.value: (Right.complete_mededeling,),
    _S.tenuitvoerlegging.value: (Right.record_tenuitvoerlegging, _DIRECTEUR),
    _S.voorwaardelijk.value: (Right.record_tenuitvoerlegging, _DIRECTEUR),
    _S.afloop.value: (Right.record_tenuitvoerlegging, _DIRECTEUR),
    _S.afgezien.value: (_DIRECTEUR, Right.write_verslag),
    _S.geseponeerd.value: (_DIRECTEUR,),
    _S.ingetrokken.value: (_DIRECTEUR, Right.propose_sanctie, Right.write_verslag),
}
"""Who can ever take a step to there, from wherever. Laptops look at this when a step comes from
another one; ``right_for`` is narrower, and counts where the step is taken."""


def next_statuses(
    status: SanctieStatus, ronde: int = 1, voor_ronde: SanctieStatus | None = None
) -> frozenset[SanctieStatus]:
    """What may follow. In a later round a case is not dropped before the decision: the round
    stops, and the case goes back to where it stood (``voor_ronde``)."""
    found = FIRST_ROUND[status]
    if ronde == 1 or status not in (_S.horen, _S.voorstel):
        return found
    assert voor_ronde is not None
    return found - {_S.geseponeerd, _S.ingetrokken} | {voor_ronde}


def right_for(status: SanctieStatus, wanted: SanctieStatus, ronde: int = 1) -> Right:
    """Who may take this step."""
    if ronde > 1 and status in (_S.horen, _S.voorstel) and wanted in AFTER_DECISION:
        return Right.decide_sanctie
    return _EARLIER.get((status, wanted), WHO[wanted])


def is_end(status: SanctieStatus) -> bool:
    """Is the case closed? An uphold of a beklag can still open it."""
    return status in ENDS


def begins_round(status: SanctieStatus, aanleiding: RondeAanleiding) -> bool:
    """May he be heard anew for this reason from here?"""
    return aanleiding in ROUND_BEGINS.get(status, frozenset())
