"""One man's story as the demo tells it, from the written stories and the invented ones alike.

Days are counted from today (0; the past is negative). Medewerkers, organisaties and people of his
network go by the keys of the files in ``resources/demo``.
"""

from __future__ import annotations

from dataclasses import dataclass

DEELNEMER = "deelnemer"
"""Who does it, when he does it himself."""
PSYCHOLOOG = "p01"
TEAM = "team"
"""Who receives, when the whole team does."""


@dataclass(frozen=True)
class Persoon:
    """Who he is."""

    roepnaam: str
    achternaam: str
    voornamen: str
    leeftijd: int
    maand: int
    dag: int
    registratienummer: str
    gemeente_herkomst: str
    gemeente_vestiging: str
    inrichting_herkomst: str
    titel: str
    talen: str
    leesniveau: str
    lvb: str
    uitlegvoorkeur: str
    tussenvoegsel: str = ""
    naam_eigen_schrift: str = ""


@dataclass(frozen=True)
class Brief:
    """The letter with which he asked for a place."""

    dag: int
    hulp: str
    tekst: str


@dataclass(frozen=True)
class Verblijf:
    """His stay; ``einde`` is None while he is there."""

    begin: int
    verwacht_einde: int | None
    verwachte_uitstroom: str | None
    vi: int | None
    einde_detentie: int | None
    einde: int | None = None
    uitstroom: str | None = None
    uitstroom_reden: str = ""
    is_nazorg: bool = False


@dataclass(frozen=True)
class Teamlid:
    """A colleague in his team, from a day until a day or until now."""

    wie: str
    taak: str
    vanaf: int
    tot: int | None = None
    reden: str = ""


@dataclass(frozen=True)
class Aandachtspunt:
    """What everybody must know."""

    soort: str
    sinds: int
    tekst: str


@dataclass(frozen=True)
class Naaste:
    """A person or organisation around him."""

    key: str
    soort: str
    naam: str
    relatie: str
    sterkte: str
    steun: str
    organisatie: str | None = None
    woonplaats: str = ""
    telefoon: str = ""
    rol_in_plan: str = ""
    notitie: str = ""
    leeftijd_kind: int | None = None


@dataclass(frozen=True)
class Blad:
    """What was said about one leefgebied."""

    leefgebied: str
    antwoord: str
    nu: str
    wensen: str
    hulpbronnen: str
    aanvulling: str
    bereidheid: int | None
    krachten: tuple[tuple[str, str], ...]
    """What he can, and who said so."""


@dataclass(frozen=True)
class Inventarisatie:
    """One version. ``is_af`` False: still a concept, with only these bladen discussed."""

    dag: int
    met: tuple[str, ...]
    bladen: tuple[Blad, ...]
    zelfregulering: str
    zelfregulering_aanvulling: str = ""
    bijzonderheden: str = ""
    coach: tuple[str, int, str] | None = None
    """Who looked along, when, and what he wrote."""
    is_af: bool = True


@dataclass(frozen=True)
class Actie:
    """One step of a doel. ``status``: open, gedaan, niet_gelukt or vervallen."""

    key: str
    wat: str
    wie: str
    wanneer: int
    status: str
    resultaat: str = ""


@dataclass(frozen=True)
class Doel:
    """What he wants. ``herkomst``: motivatiebrief, mentorgesprek or ki:<leefgebied>:<kolom>."""

    key: str
    tekst: str
    waarom: str
    leefgebieden: tuple[str, ...]
    herstelvorm: str
    herkomst: str
    volgorde: int
    status: str
    begin: int
    streef: int | None
    acties: tuple[Actie, ...]
    closed: int | None = None
    """The day it was reached or dropped."""
    opbrengst: str = ""
    vervallen_reden: str = ""


@dataclass(frozen=True)
class Instemming:
    """His answer to his plan: ja, nee or kon_niet."""

    antwoord: str
    dag: int
    toelichting: str


@dataclass(frozen=True)
class Afspraak:
    """What was agreed in a talk."""

    wat: str
    wie: str
    dag: int


@dataclass(frozen=True)
class Gesprek:
    """A talk: held, put off (``reden``), still to come, or begun today."""

    dag: int
    mentoren: tuple[str, ...] = ()
    overige: tuple[str, ...] = ()
    gezicht: int | None = None
    eigen_woorden: str = ""
    notitie: str = ""
    per_doel: tuple[tuple[str, str], ...] = ()
    afspraken: tuple[Afspraak, ...] = ()
    reden: str = ""
    toelichting: str = ""
    state: str = "vastgesteld"
    """vastgesteld, verzet, gepland (nothing happened to it yet) or concept (begun)."""
    uur: tuple[int, int] = (10, 0)
    aanvulling: str = ""


@dataclass(frozen=True)
class Planafspraak:
    """A lasting agreement in his plan."""

    tekst: str
    met_wie: str


@dataclass(frozen=True)
class Verwijzing:
    """A way to care. ``stappen``: status and day, the first one besproken."""

    instelling: str
    soort_zorg: str
    urgentie: str
    indicatie: str
    vraag: str
    stappen: tuple[tuple[str, int], ...]
    categorie: str = ""
    """Why it ended, when it did."""
    volgende: int | None = None
    """The day of the next appointment."""
    uur: tuple[int, int] = (14, 0)
    plaats: str = "bij de instelling"
    vervolg: str = ""
    """Where the care goes on after uitstroom."""


@dataclass(frozen=True)
class Fase:
    """One stage of a signaleringsplan."""

    kleur: str
    naam: str
    signalen: tuple[str, ...]
    helpt_zelf: tuple[str, ...]
    helpt_anderen: tuple[str, ...]


@dataclass(frozen=True)
class Signaleringsplan:
    """How one sees early that it goes wrong, made with people and told to people."""

    dag: int
    opgesteld_met: tuple[str, ...]
    fasen: tuple[Fase, ...]
    bellen: tuple[str, ...]
    gedeeld_met: tuple[tuple[str, tuple[str, ...]], ...]
    """Key of a person of his network, and the stages that he or she knows."""
    has_kaart: bool
    """Does the team know it too?"""


@dataclass(frozen=True)
class Toestemming:
    """What may be told to whom. ``ontvanger``: a key of his network, an organisatie or TEAM."""

    ontvanger: str
    doel: str
    gegevens: tuple[str, ...]
    van: int
    tot: int
    wijze: str
    getuige: str
    leefgebieden: tuple[str, ...] = ()
    beperking: str = ""
    """What he keeps for himself."""
    taal: str = ""
    ingetrokken: int | None = None
    ingetrokken_hoe: str = ""


@dataclass(frozen=True)
class Verstrekking:
    """Something that was told or given. ``wat``: trajectplan, verwijsbrief or mondeling."""

    dag: int
    ontvanger: str
    wat: str
    gegevens: tuple[str, ...]
    omschrijving: str = ""


@dataclass(frozen=True)
class Psycholooggesprek:
    """A talk with the psycholoog, with a short note when it was held."""

    dag: int
    uur: tuple[int, int]
    aanleiding: str
    notitie: str = ""


@dataclass(frozen=True)
class Raadpleging:
    """Somebody looked at his dossier. ``reden``: for who is not in his team."""

    dag: int
    uur: tuple[int, int]
    wie: str
    onderdeel: str = "dossier"
    handeling: str = "lezen"
    reden: str | None = None


@dataclass(frozen=True)
class Story:
    """Everything the demo tells about one man."""

    key: str
    persoon: Persoon
    verblijf: Verblijf
    team: tuple[Teamlid, ...]
    aandachtspunten: tuple[Aandachtspunt, ...] = ()
    brief: Brief | None = None
    netwerk: tuple[Naaste, ...] = ()
    inventarisaties: tuple[Inventarisatie, ...] = ()
    doelen: tuple[Doel, ...] = ()
    instemming: Instemming | None = None
    gesprekken: tuple[Gesprek, ...] = ()
    """In order; each after the first falls on the day that the one before it planned."""
    planafspraken: tuple[Planafspraak, ...] = ()
    plan: int | None = None
    """The day on which his trajectplan was vastgesteld."""
    verwijzingen: tuple[Verwijzing, ...] = ()
    signaleringsplan: Signaleringsplan | None = None
    toestemmingen: tuple[Toestemming, ...] = ()
    verstrekkingen: tuple[Verstrekking, ...] = ()
    psycholooggesprekken: tuple[Psycholooggesprek, ...] = ()
    raadplegingen: tuple[Raadpleging, ...] = ()

    def mentoren_on(self, offset: int) -> tuple[str, ...]:
        """His mentoren on a day, who came first in front."""
        return tuple(
            lid.wie
            for lid in self.team
            if lid.taak == "mentor"
            and lid.vanaf <= offset
            and (lid.tot is None or offset <= lid.tot)
        )

    @property
    def casemanager(self) -> str:
        """Who has the lead."""
        return next(lid.wie for lid in self.team if lid.taak == "casemanager")
