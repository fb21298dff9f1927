"""The scissors: what may go of a plan, and what was told about each part.

A file of its own because the parts of a plan outgrow one module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, Leefgebied
from hvh_desktop.text import join_words
from hvh_desktop.toestemmingen.model import GegevensSoort
from hvh_desktop.trajectplannen.inhoud import Actieregel, PlanInhoud
from hvh_desktop.trajectplannen.mensen import COLLEAGUE, SOMEBODY, Mensen, Soort

Kinds = Mapping[GegevensSoort, frozenset[str] | None]
"""Per kind that may go the names of its leefgebieden; None: all of them."""
AREA_OF = {
    GegevensSoort.netwerk: LEEFGEBIED_NAMES[Leefgebied.familie_vrienden_kennissen],
    GegevensSoort.zorg: LEEFGEBIED_NAMES[Leefgebied.gezondheid_zelfzorg],
}
"""To which leefgebied these belong as a whole."""


@dataclass(frozen=True)
class Weglating:
    """Something that stays here, and why."""

    wat: str
    waarom: str


@dataclass(frozen=True)
class Mag:
    """What may go to everybody at once, and for each kind that may not: why."""

    kinds: Kinds
    waarom: Mapping[GegevensSoort, str] = field(default_factory=dict)
    ontvangers: frozenset[str] = frozenset()
    """Names of the recipients: they may read their own name."""


@dataclass(frozen=True)
class Uitsnede:
    """A cut plan: what goes in words, what stays, and the kinds of data that it tells."""

    inhoud: PlanInhoud
    mee: tuple[str, ...]
    weggelaten: tuple[Weglating, ...]
    gegevens: frozenset[GegevensSoort]


class Schaar:
    """Cuts one plan, kind by kind; what it does is told in ``mee`` and ``weg``."""

    def __init__(self, inhoud: PlanInhoud, mag: Mag, mensen: Mensen) -> None:
        self.inhoud, self.mag, self.mensen = inhoud, mag, mensen
        self.changes: dict[str, Any] = {}
        self.mee: list[str] = []
        self.weg: list[Weglating] = []
        self.told: set[GegevensSoort] = set()

    def may(self, kind: GegevensSoort) -> bool:
        """May anything of this kind go?"""
        if kind not in self.mag.kinds:
            return False
        limit, area = self.mag.kinds[kind], AREA_OF.get(kind)
        return limit is None or area is None or area in limit

    def may_all(self, kind: GegevensSoort) -> bool:
        """Without a limit to leefgebieden?"""
        return self.may(kind) and self.mag.kinds[kind] is None

    def of_areas(self, kind: GegevensSoort, areas: Iterable[str]) -> bool:
        limit = self.mag.kinds[kind]
        return limit is None or bool(limit & set(areas))

    def goes(self, kind: GegevensSoort, what: str) -> None:
        self.mee.append(what)
        self.told.add(kind)

    def stays(self, kind: GegevensSoort, what: str) -> None:
        """Say why: there is no ground, or it holds for other leefgebieden."""
        why = self.mag.waarom.get(kind, "Er is geen grond om dit te geven.")
        if kind in self.mag.kinds:
            names = join_words(sorted(self.mag.kinds[kind] or ()))
            why = f"De grond geldt alleen voor wat hoort bij {names}."
        self.weg.append(Weglating(what, why))

    def whole(self, kind: GegevensSoort, what: str, *names: str, empty: Any = "") -> None:
        """A part without leefgebied: it goes as a whole or it stays."""
        if not any(getattr(self.inhoud, name) for name in names):
            return
        if self.may_all(kind):
            self.goes(kind, what)
            return
        self.changes |= dict.fromkeys(names, empty)
        self.stays(kind, what)

    def who(self, wie: str) -> str:
        """The name, or who it is when that name may not go.

        A name of his network counts as a word about the people around him, wherever it stands.
        """
        if not wie:
            return ""
        one = self.mensen.of(wie)
        if one.soort is Soort.team and one.taak is Taak.psycholoog:
            return wie if self.may(GegevensSoort.zorg) else COLLEAGUE
        if one.soort in (Soort.hij, Soort.team, Soort.medewerker):
            return wie
        if self.may(GegevensSoort.netwerk):
            self.told.add(GegevensSoort.netwerk)
            return wie
        is_recipient = one.regel is not None and one.regel.naam in self.mag.ontvangers
        return wie if is_recipient else SOMEBODY

    def steps(
        self, kind: GegevensSoort, acties: Iterable[Actieregel], *, cut: bool = True
    ) -> tuple[Actieregel, ...]:
        return tuple(
            replace(one, wie=self.who(one.wie))
            for one in acties
            if not cut or self.of_areas(kind, one.leefgebieden)
        )
