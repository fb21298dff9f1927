"""What stands on the written decision, frozen: what was printed is printed the same for ever.

All that a name, a plan or a policy can change later is a word here, not a reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from hvh_desktop.sancties.words import (
    RondeAanleiding,
    Standpunt,
    StrafSoort,
    Tolk,
    Uitkomst,
    Verantwoordelijkheid,
)


@dataclass(frozen=True)
class Gap:
    """One thing that is not there yet, and the place where it can be mended."""

    zin: str
    place: str
    address: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Strafregel:
    """One straf. ``aantal`` and ``voorwaardelijk``: days, times, or cents of a fine."""

    soort: StrafSoort
    aantal: int
    voorwaardelijk: int = 0
    uitwerking: str = ""
    bezoek_reden: str = ""
    vervangende_soort: StrafSoort | None = None
    vervangende_dagen: int | None = None

    @property
    def onvoorwaardelijk(self) -> int:
        """The part that is executed."""
        return self.aantal - self.voorwaardelijk


@dataclass(frozen=True)
class Voorwaarderegel:
    """A condition, what it belongs to, and who follows it."""

    tekst: str
    is_algemeen: bool
    doel: str
    toezicht: str


@dataclass(frozen=True)
class Verslagregel:
    """The report: by whom, when, and how he heard of it."""

    door: str
    datum: date
    tijd: time | None
    aangezegd_datum: date
    aangezegd_tijd: time | None
    aangezegd_door: str


@dataclass(frozen=True)
class Hoorregel:
    """He was heard: what he said, in which language, with whom."""

    datum: date
    tijd: time
    door: str
    aanwezigen: str
    taal: str
    tolk: Tolk
    is_afgezien: bool
    eigen_woorden: str
    standpunt: Standpunt | None
    visie: str
    toelichting: str


@dataclass(frozen=True)
class Weging:
    """What weighed. Of the advice only how responsible he is found; the rest stays inside."""

    hoeveelste_keer: int
    problematiek: tuple[str, ...]
    verantwoordelijkheid: Verantwoordelijkheid
    advies: Verantwoordelijkheid | None
    advies_datum: date | None
    telt_mee: tuple[str, ...]
    gewone_uitkomst: str
    """In words; empty when the house has none for this kind of voorval."""
    is_afwijkend: bool
    """Is the decision something else than the gewone uitkomst?"""
    motivering: str


@dataclass(frozen=True)
class Eerder:
    """The decision that a later round goes back to."""

    datum: date
    wat: str
    proeftijd_tot_datum: date | None
    niet_nagekomen: tuple[str, ...]
    """Conditions that he did not keep, in words."""


@dataclass(frozen=True)
class Besluit:
    """What was decided, by whom."""

    datum: date
    door: str
    voorstel_datum: date
    voorstel_door: str
    is_conform: bool
    is_zelfde_persoon: bool
    uitkomst: Uitkomst
    straffen: tuple[Strafregel, ...]
    afspraak: str
    proeftijd_tot_datum: date | None
    voorwaarden: tuple[Voorwaarderegel, ...]
    is_degradatie: bool
    degradatie_reden: str
    is_terugplaatsing: bool

    @property
    def is_voorwaardelijk(self) -> bool:
        """Is any part of it voorwaardelijk?"""
        return any(straf.voorwaardelijk for straf in self.straffen)

    @property
    def gaat_in(self) -> bool:
        """Is any part of it executed?"""
        return any(straf.onvoorwaardelijk for straf in self.straffen)


@dataclass(frozen=True)
class Beklagtekst:
    """How he can complain, in the words of the policy of that day."""

    beklag: str
    termijn: str
    schorsing: str
    hulp: str


@dataclass(frozen=True)
class MededelingInhoud:
    """Everything on both papers."""

    huis: str
    plaats: str
    kenmerk: str
    gemaakt_datum: date
    naam: str
    naam_eigen_schrift: str
    roepnaam: str
    geboortedatum: date
    registratienummer: str
    mentoren: tuple[str, ...]
    """Who helps him, by roepnaam."""
    ronde: int
    aanleiding: RondeAanleiding
    voorval: str
    voorval_datum: date
    voorval_tijd: time | None
    voorval_plaats: str
    feiten: str
    betrokkenen: tuple[str, ...]
    is_zelf_gemeld: bool
    verslag: Verslagregel
    horen: Hoorregel
    weging: Weging
    besluit: Besluit
    eerder: Eerder | None
    uitreik_datum: date
    beklag_laatste_datum: date
    beklagtekst: Beklagtekst
    uitleg: str
