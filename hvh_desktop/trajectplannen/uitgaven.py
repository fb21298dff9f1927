"""Which part of a trajectplan goes to whom: the plan is cut, and what stays here is told why.

Rules, when a ground holds for some leefgebieden only:
- a leefgebied, a kracht or an agreement goes when its own leefgebied may go;
- a doel goes with its acties when at least one of its leefgebieden may, and names only those;
- people go with the leefgebied family, his psycholoog with the leefgebied health;
- what belongs to no leefgebied (his story, setbacks, lasting agreements) stays.
Data of other people (telephone, address, age, bond, visits) go to nobody: his consent is not
theirs. Nothing here reads; the service knows the grounds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from hvh_desktop.toestemmingen.model import GegevensSoort
from hvh_desktop.trajectplannen.inhoud import Netwerkregel, PlanInhoud
from hvh_desktop.trajectplannen.mensen import Mensen
from hvh_desktop.trajectplannen.schaar import Kinds, Mag, Schaar, Uitsnede, Weglating
from hvh_desktop.trajectplannen.snijden import PARTS

__all__ = ["Kinds", "Mag", "Uitsnede", "Weglating", "cut_for_him", "cut_for_others", "together"]

HIS_OWN_OTHERS = "Dit zijn gegevens van anderen. Inzage gaat over hemzelf."
FOR_THE_TEAM = (
    "Aandachtspunten schrijft het team voor het team, en ze kunnen over anderen gaan. "
    "Bespreek ze met hem. Vraagt hij om inzage, geef ze dan apart."
)


def together(each: Sequence[Kinds]) -> Kinds:
    """What every one of them may see."""
    if not each:
        return {}
    found: dict[GegevensSoort, frozenset[str] | None] = {}
    for kind in GegevensSoort:
        if not all(kind in one for one in each):
            continue
        limits = [areas for one in each if (areas := one[kind]) is not None]
        both = frozenset.intersection(*limits) if limits else None
        if both is None or both:
            found[kind] = both
    return found


def cut_for_others(inhoud: PlanInhoud, mag: Mag, medewerkers: Collection[str] = ()) -> Uitsnede:
    """Only what all recipients may see."""
    schaar = Schaar(inhoud, mag, Mensen(inhoud, medewerkers))
    for part in PARTS:
        part(schaar)
    cut = replace(inhoud, **schaar.changes)
    return Uitsnede(cut, tuple(schaar.mee), tuple(schaar.weg), frozenset(schaar.told))


def cut_for_him(inhoud: PlanInhoud) -> Uitsnede:
    """His whole plan, without data of others and without what the team wrote for the team."""
    weg = []
    if any(map(_has_private, inhoud.netwerk)):
        weg.append(Weglating("Waar anderen wonen, hun telefoon en mail, en bezoek", HIS_OWN_OTHERS))
    if inhoud.aandachtspunten:
        weg.append(Weglating("De aandachtspunten", FOR_THE_TEAM))
    netwerk = tuple(
        replace(one, woont_bij="", bezoek="", woonplaats="", telefoon="", mail="")
        for one in inhoud.netwerk
    )
    cut = replace(inhoud, netwerk=netwerk, aandachtspunten=())
    kinds = frozenset(GegevensSoort) - {
        GegevensSoort.aandachtspunten,
        GegevensSoort.signaleringsplan,
    }
    return Uitsnede(cut, ("Zijn hele plan",), tuple(weg), kinds)


def _has_private(one: Netwerkregel) -> bool:
    return bool(one.woonplaats or one.telefoon or one.mail or one.bezoek or one.woont_bij)
