"""What the page with figures shows: words and numbers, nothing that leads to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hvh_desktop.policy import Rule
from hvh_desktop.sancties.words import AlternatiefSoort

GEEN_STRAF = "Geen straf"
ANDERS = "Anders dan het voorstel"
KEUZES: Mapping[AlternatiefSoort, str] = {
    AlternatiefSoort.regulier: "De gewone uitkomst",
    AlternatiefSoort.maatwerk: "Op maat",
    AlternatiefSoort.geen_straf: GEEN_STRAF,
}
UITGEVOERD = "Straf uitgevoerd"
NAGEKOMEN = "Proeftijd voorbij, voorwaarden nagekomen"
NIET_ALLES = "Proeftijd voorbij, niet alles nagekomen"
ALSNOG = "Voorwaardelijke straf alsnog uitgevoerd"
AFLOPEN = (
    *(NAGEKOMEN, NIET_ALLES, ALSNOG, UITGEVOERD),
    *("Van straf afgezien", "Geseponeerd", "Ingetrokken"),
)
"""How a case can end; each closed case is in one of these."""


@dataclass(frozen=True)
class Telling:
    """How often something was counted. ``van``: beside it, for a figure with two columns."""

    woord: str
    aantal: int
    van: int | None = None


@dataclass(frozen=True)
class Terugplaatsing:
    """How often maatwerk prevented one, by the definition of the house."""

    regulier: int
    """Decisions of which the gewone uitkomst held terugplaatsing."""
    voorkomen: int
    mannen: int
    """How many men the prevented ones were about."""
    beslist: int
    """It was decided after all."""
    alsnog: int
    """Decided otherwise, and he was teruggeplaatst later."""
    ingetrokken: int
    """Taken back: counts as nothing."""
    regel: Rule


@dataclass(frozen=True)
class Cijfers:
    """Everything on the page; words and numbers, nothing that leads to somebody."""

    from_day: date
    to_day: date
    zaken: int
    """Voorvallen in the period."""
    mannen: int
    open: int
    """Of these, not closed yet."""
    voorvallen: tuple[Telling, ...]
    beslissingen: int
    """First decisions in the period."""
    opnieuw: tuple[Telling, ...]
    """Decisions after a new hearing."""
    straffen: tuple[Telling, ...]
    """Per kind: what was decided; ``van``: how many of them wholly or partly voorwaardelijk."""
    keuzes: tuple[Telling, ...]
    vergelijking: tuple[Telling, ...]
    """Per kind: how often it was decided, and (``van``) how often the gewone uitkomst held it."""
    zonder_regulier: int
    """Decisions for which the house had not filled in a gewone uitkomst."""
    redenen: tuple[Telling, ...]
    aflopen: tuple[Telling, ...]
    beklagen: int
    beklag: tuple[Telling, ...]
    beklag_te_laat: int
    beroep: tuple[Telling, ...]
    terugplaatsing: Terugplaatsing
