"""An edition of the plan for somebody: cut along today's grounds, and noted when it leaves.

``service`` offers this too. A file of its own because it asks consents and laws, which the plan
itself does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hvh_desktop import frozen
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.errors import UserError
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, Leefgebied
from hvh_desktop.medewerkers.service import get_medewerker_full_names
from hvh_desktop.netwerken.model import NetwerklidSoort
from hvh_desktop.netwerken.service import list_netwerk
from hvh_desktop.rights import Right
from hvh_desktop.text import join_words
from hvh_desktop.toestemmingen.grond import Gronden, find_gronden
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service import Ontvanger, list_ontvangers
from hvh_desktop.toestemmingen.service_verstrekkingen import record_verstrekking
from hvh_desktop.trajectplannen.inhoud import Opmaak, PlanInhoud, Uitgave
from hvh_desktop.trajectplannen.model import PlanStatus, Trajectplan
from hvh_desktop.trajectplannen.service_plan import collect_plan
from hvh_desktop.trajectplannen.uitgaven import (
    Kinds,
    Mag,
    Uitsnede,
    Weglating,
    cut_for_him,
    cut_for_others,
    together,
)
from hvh_desktop.trajectplannen.zonder_namen import cut_names, known_names, names_in

KINDS = tuple(kind for kind in GegevensSoort if kind is not GegevensSoort.signaleringsplan)
"""What a trajectplan can hold; the signaleringsplan is another piece of paper."""
NOBODY = "Kies eerst voor wie het is."
NOTHING = "Er is niets dat zij samen mogen zien. Druk het plan voor ieder apart af."
NOTHING_ALONE = (
    "Uit dit plan mag er niets naartoe: de grond gaat over iets anders, zoals het signaleringsplan."
)
CHANGED = (
    "Het plan of een toestemming is veranderd terwijl dit blad op het scherm stond. "
    "Bekijk het opnieuw en druk het dan af."
)


@dataclass(frozen=True)
class Keuze:
    """Which edition, and for the one for others: for whom. Only kind and id are believed."""

    uitgave: Uitgave = Uitgave.team
    ontvangers: tuple[Ontvanger, ...] = ()


def nothing(keuze: Keuze) -> str:
    """Why there is nothing to print, for one recipient or for several together."""
    return NOTHING if len(keuze.ontvangers) > 1 else NOTHING_ALONE


@dataclass(frozen=True)
class UitgaveInhoud:
    """An edition: what is printed, what goes and stays in words, and on which grounds."""

    inhoud: PlanInhoud
    opmaak: Opmaak
    mee: tuple[str, ...]
    weggelaten: tuple[Weglating, ...]
    gegevens: frozenset[GegevensSoort]
    gronden: tuple[Gronden, ...] = ()
    ontbreekt: tuple[str, ...] = ()
    """Why this cannot go to somebody at all."""
    voorbehouden: tuple[str, ...] = ()
    """What he keeps back in words; a person must look whether the sheet keeps to it."""
    namen_in_tekst: tuple[str, ...] = ()

    @property
    def may_leave(self) -> bool:
        """Is there anything, and a ground for everybody?"""
        return bool(self.gegevens) and not self.ontbreekt


def list_aan_tafel(session: Session, deelnemer_id: UUID) -> list[Gronden]:
    """Who may be given an edition, with the grounds: those that have one first."""
    access.require(session, Right.record_verstrekking, deelnemer_id)
    found = [
        find_gronden(session, deelnemer_id, one)
        for one in list_ontvangers(session, deelnemer_id)
        if one.soort is not OntvangerSoort.team
    ]
    return sorted(found, key=lambda one: not one.alle)


def collect_uitgave(
    session: Session, deelnemer_id: UUID, trajectplan_id: UUID | None, keuze: Keuze
) -> UitgaveInhoud:
    """An edition as it would leave now. None: the plan as the dossier tells it today."""
    access.require(session, Right.print_trajectplan, deelnemer_id)
    access.require_opening(session, deelnemer_id)
    inhoud = _plan(session, deelnemer_id, trajectplan_id)
    if keuze.uitgave is Uitgave.anderen:
        return _for_others(session, deelnemer_id, inhoud, keuze.ontvangers)
    if keuze.uitgave is Uitgave.deelnemer:
        return _made(cut_for_him(inhoud), keuze.uitgave)
    if keuze.uitgave is Uitgave.zonder_namen:
        return _nameless(session, deelnemer_id, inhoud)
    return UitgaveInhoud(inhoud, Opmaak(), ("Het hele plan",), (), frozenset(KINDS))


def export_trajectplan(
    session: Session,
    deelnemer_id: UUID,
    trajectplan_id: UUID | None,
    keuze: Keuze,
    wijze: VerstrekkingWijze,
    *,
    shown: UitgaveInhoud | None = None,
) -> UitgaveInhoud:
    """The edition, noted as given to each recipient; refused as a whole when a ground is missing.

    ``shown``: what stood on the screen. When it is not the same any more, nothing leaves.
    """
    now = collect_uitgave(session, deelnemer_id, trajectplan_id, keuze)
    if keuze.uitgave is Uitgave.anderen:
        if not keuze.ontvangers:
            raise UserError(NOBODY)
        for one in keuze.ontvangers:
            kinds = shown.gegevens if shown else now.gegevens
            _record(session, deelnemer_id, one, kinds, wijze, now.inhoud, trajectplan_id)
        if not now.may_leave:
            raise UserError(" ".join(now.ontbreekt) or nothing(keuze))
    elif keuze.uitgave is Uitgave.deelnemer:
        himself = Ontvanger(OntvangerSoort.deelnemer, None, "")
        _record(session, deelnemer_id, himself, now.gegevens, wijze, now.inhoud, trajectplan_id)
    if shown is not None and _whole(shown) != _whole(now):
        raise UserError(CHANGED)
    return now


def _whole(one: UitgaveInhoud) -> tuple[str, Opmaak, frozenset[GegevensSoort]]:
    """All that is printed: equal contents may still differ in what older versions lack."""
    return frozen.to_json(one.inhoud), one.opmaak, one.gegevens


def _record(
    session: Session,
    deelnemer_id: UUID,
    ontvanger: Ontvanger,
    kinds: frozenset[GegevensSoort],
    wijze: VerstrekkingWijze,
    inhoud: PlanInhoud,
    trajectplan_id: UUID | None,
) -> None:
    """One line in the list of what was given; without a ground a UserError that names it."""
    if not kinds:  # ask for anything, so that the sentence says which ground is missing
        kinds = frozenset(KINDS)
    kind = "versie" if inhoud.is_vastgesteld else "concept van versie"
    record_verstrekking(
        session,
        deelnemer_id,
        ontvanger.soort,
        ontvanger.id,
        VerstrekkingWat.trajectplan,
        kinds,
        wijze,
        omschrijving=f"{kind} {inhoud.versie}",
        bron_id=trajectplan_id,
    )


def _plan(session: Session, deelnemer_id: UUID, trajectplan_id: UUID | None) -> PlanInhoud:
    if trajectplan_id is None:
        return collect_plan(session, deelnemer_id)
    plan = session.get_one(Trajectplan, trajectplan_id)
    if plan.deelnemer_id != deelnemer_id:
        raise UserError("Deze versie is van een ander plan. Kies een versie uit de lijst.")
    if plan.status is PlanStatus.vastgesteld:
        return frozen.from_json(PlanInhoud, plan.inhoud)
    return collect_plan(session, deelnemer_id)


def _made(cut: Uitsnede, uitgave: Uitgave) -> UitgaveInhoud:
    opmaak = Opmaak(uitgave, cut.gegevens)
    return UitgaveInhoud(cut.inhoud, opmaak, cut.mee, cut.weggelaten, cut.gegevens)


# Without names ------------------------------------------------------------------------------


def _nameless(session: Session, deelnemer_id: UUID, inhoud: PlanInhoud) -> UitgaveInhoud:
    """Names that are left in the sentences are found and told."""
    colleagues = tuple(get_medewerker_full_names(session).values())
    network = (
        lid.naam
        for lid in list_netwerk(session, deelnemer_id, with_vervallen=True)
        if lid.soort is NetwerklidSoort.persoon
    )
    others = get_deelnemer_names(session).values()
    made = _made(cut_names(inhoud, colleagues), Uitgave.zonder_namen)
    names = names_in(made.inhoud, (*known_names(inhoud), *colleagues, *network, *others))
    return UitgaveInhoud(
        made.inhoud, made.opmaak, made.mee, made.weggelaten, made.gegevens, namen_in_tekst=names
    )


# For others ---------------------------------------------------------------------------------


def _for_others(
    session: Session, deelnemer_id: UUID, inhoud: PlanInhoud, ontvangers: Sequence[Ontvanger]
) -> UitgaveInhoud:
    access.require(session, Right.record_verstrekking, deelnemer_id)
    gronden = tuple(find_gronden(session, deelnemer_id, one) for one in ontvangers)
    kinds = together([_kinds(one) for one in gronden])
    names = frozenset(one.ontvanger.naam for one in gronden)
    mag = Mag(kinds, _reasons(gronden, kinds), names)
    cut = cut_for_others(inhoud, mag, tuple(get_medewerker_full_names(session).values()))
    who = join_words(one.ontvanger.wie for one in gronden)
    return UitgaveInhoud(
        cut.inhoud,
        Opmaak(Uitgave.anderen, cut.gegevens, who),
        cut.mee,
        cut.weggelaten,
        cut.gegevens,
        gronden,
        tuple(sentence for one in gronden if not one.alle for sentence in one.missing(KINDS)),
        _reservations(gronden),
    )


def _kinds(gronden: Gronden) -> Kinds:
    """Per kind with a ground the names of the leefgebieden that it is limited to."""
    return {
        kind: frozenset(LEEFGEBIED_NAMES[Leefgebied(one)] for one in areas) if areas else None
        for kind in KINDS
        if (areas := gronden.leefgebieden(kind)) is not None
    }


def _reasons(gronden: Sequence[Gronden], kinds: Kinds) -> dict[GegevensSoort, str]:
    """For each kind that stays: who has no ground for it, and why."""
    found = {}
    for kind in KINDS:
        missing = [one.redenen[kind] for one in gronden if kind in one.redenen]
        sentences = [f"{one.tekst} dit." if one.noemt else one.tekst for one in missing]
        if not sentences and kind not in kinds:
            sentences = ["De leefgebieden die ieder mag zien, hebben niets gemeen."]
        found[kind] = " ".join(sentences)
    return {kind: words for kind, words in found.items() if words}


def _reservations(gronden: Sequence[Gronden]) -> tuple[str, ...]:
    told = (
        f"{one.ontvanger.wie}: {grond.beperking}"
        for one in gronden
        for each in one.alle.values()
        for grond in each
        if grond.beperking
    )
    return tuple(dict.fromkeys(told))
