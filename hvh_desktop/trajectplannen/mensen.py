"""Whose name stands in a plan: he himself, his team, a colleague, his network, or unknown.

A file of its own because two kinds of editions ask it. Nothing here reads: a version that was
vastgesteld holds names, no ids.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum

from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.trajectplannen.inhoud import Netwerkregel, PlanInhoud
from hvh_desktop.trajectplannen.namen import plan_role, short_names

SOMEBODY, COLLEAGUE = "iemand anders", "een medewerker"
DEELNEMER = "de deelnemer"


class Soort(Enum):
    """What somebody is in this plan."""

    hij = "hij"
    team = "team"
    medewerker = "medewerker"
    netwerk = "netwerk"
    onbekend = "onbekend"


@dataclass(frozen=True)
class Mens:
    """Somebody that the plan names."""

    soort: Soort
    rol: str
    """Without the name: 'mentor', 'moeder', 'iemand anders'."""
    taak: Taak | None = None
    regel: Netwerkregel | None = None


@dataclass(frozen=True)
class Mensen:
    """Everybody in one plan. ``medewerkers``: full names of all colleagues."""

    inhoud: PlanInhoud
    medewerkers: Collection[str] = ()
    _known: dict[str, Mens] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        found = self._known
        for naam in self.medewerkers:
            found[naam] = Mens(Soort.medewerker, COLLEAGUE)
        if self.inhoud.door:
            found[self.inhoud.door] = Mens(Soort.medewerker, COLLEAGUE)
        for regel in self.inhoud.netwerk:
            rol = plan_role(
                regel.relatie, is_organisatie=regel.is_organisatie, is_kind=regel.is_kind
            )
            for naam in short_names(regel.naam, regel.relatie):
                found[naam] = Mens(Soort.netwerk, rol, regel=regel)
        for lid in self.inhoud.team:
            one = Mens(Soort.team, lid.taak.value, lid.taak)
            found[lid.naam] = one
            found.setdefault(lid.naam.split()[0], one)
        for naam in (self.inhoud.gegevens.naam, self.inhoud.gegevens.roepnaam):
            found[naam] = Mens(Soort.hij, DEELNEMER)

    def of(self, naam: str) -> Mens:
        """Who this is; unknown is somebody that is not on today's list."""
        return self._known.get(naam.strip(), Mens(Soort.onbekend, SOMEBODY))
