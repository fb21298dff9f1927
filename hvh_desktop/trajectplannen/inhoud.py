"""Everything that is printed, as frozen values, and how a version of it is kept.

A file of its own because the service makes it, the report prints it, and a version that is
vastgesteld holds nothing else: texts and names as they were on that day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from hvh_desktop.actieplannen.model import ActieStatus, InstemmingAntwoord
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.toestemmingen.model import GegevensSoort

MENTOREN = "je mentoren"
"""How two mentoren are called on a sheet without names."""


class Uitgave(StrEnum):
    """For whom a print is. Only the one for the team holds everything, and stays in the house."""

    team = "het team"
    deelnemer = "hem zelf"
    anderen = "anderen"
    zonder_namen = "zonder namen"


@dataclass(frozen=True)
class Opmaak:
    """For whom the paper is, and which kinds of data have a place on it."""

    uitgave: Uitgave = Uitgave.team
    delen: frozenset[GegevensSoort] = frozenset(GegevensSoort)
    voor: str = ""
    """Who receives it, in words; for the edition for others."""


@dataclass(frozen=True)
class Gegevens:
    """Who he is and how long he stays."""

    naam: str
    roepnaam: str
    naam_eigen_schrift: str
    registratienummer: str
    geboortedatum: date | None
    talen: str
    gaat_naar: str
    begin_datum: date | None
    einde_datum: date | None
    uitstroom: str
    """How he is expected to leave, in words."""
    einde_detentie_datum: date | None
    leeftijd: int | None = field(default=None, compare=False)
    """In an edition without names, in place of the day of birth."""


@dataclass(frozen=True)
class Teamregel:
    """Somebody of his team."""

    taak: Taak
    naam: str


@dataclass(frozen=True)
class Leefgebiedregel:
    """One leefgebied. ``geen_antwoord`` and ``bereidheid`` are words; "" when there are none."""

    naam: str
    geen_antwoord: str
    nu: str
    wensen: str
    hulpbronnen: str
    aanvulling: str
    bereidheid: str

    @property
    def has_words(self) -> bool:
        """Did he say anything about it?"""
        return bool(self.nu or self.wensen or self.hulpbronnen)


@dataclass(frozen=True)
class Krachtregel:
    """A kracht and who said so, in words."""

    tekst: str
    bron: str
    leefgebied: str = field(default="", compare=False)
    """Its name. Not compared: versions made earlier do not have it."""


@dataclass(frozen=True)
class Actieregel:
    """One step: what, who, when, and what became of it."""

    wat: str
    wie: str
    wanneer_datum: date | None
    status: ActieStatus
    resultaat: str
    afgesloten_datum: date | None
    leefgebieden: tuple[str, ...] = field(default=(), compare=False)
    """Those of its doel. Not compared: versions made earlier do not have them."""


@dataclass(frozen=True)
class Doelregel:
    """A doel in words. ``slot``: what it brought, or why it was dropped."""

    nummer: int
    tekst: str
    waarom: str
    leefgebieden: tuple[str, ...]
    herstelvorm: str
    herkomst: str
    begin_datum: date
    streefdatum: date | None
    acties: tuple[Actieregel, ...]
    slot: str
    afgesloten_datum: date | None


@dataclass(frozen=True)
class Planafspraakregel:
    """A lasting agreement."""

    tekst: str
    met_wie: str
    datum: date


@dataclass(frozen=True)
class Gesprekregel:
    """The last talk: its day, what was agreed in it, and who sat at the table."""

    datum: date
    afspraken: tuple[Actieregel, ...]
    aanwezig: str = field(default="", compare=False)
    """Not compared: versions made earlier do not have it."""


@dataclass(frozen=True)
class Netwerkregel:
    """Somebody or an organisation around him, in words."""

    naam: str
    relatie: str
    is_organisatie: bool
    is_kind: bool
    geboren: date | None
    geboortejaar: int | None
    woont_bij: str
    sterkte: str
    steun: str
    rol_in_plan: str
    bezoek: str
    woonplaats: str
    telefoon: str
    mail: str


@dataclass(frozen=True)
class Aandachtsregel:
    """What to watch."""

    soort: str
    tekst: str
    vanaf_datum: date


@dataclass(frozen=True)
class Instemmingregel:
    """His answer to the plan. ``is_verouderd``: a doel changed since."""

    antwoord: InstemmingAntwoord
    toelichting: str
    datum: date
    is_verouderd: bool


@dataclass(frozen=True)
class Gebiedregel:
    """One area of the D&R-plan, with what of this plan belongs to it."""

    gebied: str
    leefgebieden: tuple[str, ...]
    doelen: tuple[int, ...]


@dataclass(frozen=True)
class Gebieden:
    """The areas of the D&R-plan and where the division comes from."""

    regels: tuple[Gebiedregel, ...]
    bron: str
    is_hypothese: bool


@dataclass(frozen=True)
class PlanInhoud:
    """A whole trajectplan. ``datum``, ``door``: when and by whom vastgesteld, or else printed."""

    versie: int
    datum: date
    door: str
    is_vastgesteld: bool
    gegevens: Gegevens
    team: tuple[Teamregel, ...]
    eigen_verhaal: str
    eigen_verhaal_bron: str
    """Where the words come from when they were not written for the plan."""
    krachten: tuple[Krachtregel, ...]
    kolomkoppen: tuple[str, ...]
    inventarisatie_datum: date | None
    leefgebieden: tuple[Leefgebiedregel, ...]
    tegenslag: str
    tegenslag_aanvulling: str
    doelen: tuple[Doelregel, ...]
    """Those of now, in his order."""
    later: tuple[Doelregel, ...]
    behaald: tuple[Doelregel, ...]
    vervallen: tuple[Doelregel, ...]
    acties_eigen: int
    acties_totaal: int
    planafspraken: tuple[Planafspraakregel, ...]
    gesprek: Gesprekregel | None
    andere_acties: tuple[Actieregel, ...]
    volgend_datum: date | None
    volgend_tijd: time | None
    netwerk: tuple[Netwerkregel, ...]
    aandachtspunten: tuple[Aandachtsregel, ...]
    instemming: Instemmingregel | None
    gebieden: Gebieden
    huis: str = ""
    is_inventarisatie_concept: bool = False
    """Not afgerond yet when this was printed."""

    def names(self, taak: Taak) -> tuple[str, ...]:
        """Who has this taak."""
        return tuple(lid.naam for lid in self.team if lid.taak is taak)


PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("zijn gegevens", ("gegevens",)),
    ("zijn team", ("team",)),
    ("wat hij zelf zegt", ("eigen_verhaal",)),
    ("zijn krachten", ("krachten",)),
    ("de leefgebieden", ("leefgebieden", "inventarisatie_datum", "is_inventarisatie_concept")),
    ("hoe hij met tegenslag omgaat", ("tegenslag", "tegenslag_aanvulling")),
    ("de doelen en acties", ("doelen", "later", "behaald", "vervallen", "andere_acties")),
    ("de afspraken die blijven", ("planafspraken",)),
    ("het laatste gesprek", ("gesprek",)),
    ("het volgende gesprek", ("volgend_datum", "volgend_tijd")),
    ("de mensen om hem heen", ("netwerk",)),
    ("de aandachtspunten", ("aandachtspunten",)),
    ("of hij het ermee eens is", ("instemming",)),
)
"""The parts of a plan in words, with their fields; the others follow from these."""


def differing_parts(one: PlanInhoud, other: PlanInhoud) -> tuple[str, ...]:
    """Which parts say something else, in words."""
    return tuple(
        words
        for words, names in PARTS
        if any(getattr(one, name) != getattr(other, name) for name in names)
    )


# The sheet for him --------------------------------------------------------------------------


@dataclass(frozen=True)
class Afspraakregel:
    """Who does what, and when. ``rol`` stands for the name in a print without names."""

    wie: str
    rol: str
    wat: str
    wanneer_datum: date | None
    is_van_hem: bool
    is_dit_gesprek: bool


@dataclass(frozen=True)
class AfsprakenInhoud:
    """The sheet he takes along. ``afspraken``: those of this talk first, then by day."""

    roepnaam: str
    naam_eigen_schrift: str
    datum: date
    aanwezigen: tuple[str, ...]
    rollen: tuple[str, ...]
    """Who was there, without names."""
    eerste_stap: Afspraakregel | None
    afspraken: tuple[Afspraakregel, ...]
    """Without the first step, which has its own place."""
    volgend_datum: date | None
    volgend_tijd: time | None
    is_zonder_namen: bool = False
    namen_in_tekst: tuple[str, ...] = ()
    """Names that stand in the sentences themselves; nobody takes those out."""
    huis: str = ""

    def without_names(self) -> AfsprakenInhoud:
        """The same sheet with roles instead of names."""
        return replace(self, is_zonder_namen=True)
