"""What each figure about sancties is called, what it counts, and how it was worked out.

A file of its own because the words are many, and a page and a paper say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hvh_desktop.sancties.cijfers import Cijfers, Telling, Terugplaatsing
from hvh_desktop.text import date_words

KLEIN = 5
"""Below this a number may tell who it is about."""
VOORZICHTIG = (
    "Hier staan kleine aantallen. Ook zonder naam kan iemand te herkennen zijn: geef deze cijfers "
    "niet zo door aan anderen buiten het huis."
)


class Vorm(Enum):
    """What the second number of a telling is."""

    los = 0
    """There is none."""
    deel = 1
    """A part of the first."""
    naast = 2
    """Another count, beside the first."""


@dataclass(frozen=True)
class Figuur:
    """What a figure shows and says. ``koppen``: of the word and the one or two numbers."""

    naam: str
    titel: str
    koppen: tuple[str, ...]
    tellingen: tuple[Telling, ...]
    uitleg: tuple[str, ...]
    leeg: str
    vorm: Vorm = Vorm.los


_FIRST = (
    "Er tellen beslissingen mee die in deze periode zijn genomen, elke zaak één keer. Een "
    "beslissing na een nieuw gesprek, zoals over een proeftijd, staat bij ‘Opnieuw beslist’."
)
_NO_DECISION = "In deze periode is er niets beslist."


def figures(found: Cijfers) -> tuple[Figuur, ...]:
    """All figures but the one about terugplaatsing, in the order of the page."""
    return (
        _voorvallen(found),
        _straffen(found),
        _keuzes(found),
        _vergelijking(found),
        _redenen(found),
        _aflopen(found),
        _opnieuw(found),
        _beklag(found),
    )


def has_small(found: Cijfers) -> bool:
    """Is there a number that may tell who it is about?"""
    counted = [one.aantal for figuur in figures(found) for one in figuur.tellingen]
    return any(0 < number < KLEIN for number in (*counted, found.terugplaatsing.voorkomen))


def _voorvallen(found: Cijfers) -> Figuur:
    uitleg = (
        "Elk voorval dat in deze periode gebeurde, telt één keer mee: op de dag van het voorval, "
        "en met de soort die bij het vastleggen is gekozen.",
        "Ook een voorval zonder verslag of zonder straf telt mee.",
    )
    return Figuur(
        "voorvallen",
        "Voorvallen naar soort",
        ("Soort voorval", "Aantal"),
        found.voorvallen,
        uitleg,
        "In deze periode was er geen voorval.",
    )


def _straffen(found: Cijfers) -> Figuur:
    uitleg = (
        _FIRST,
        f"Het gaat om {found.beslissingen} beslissingen. Bevat een beslissing twee soorten straf, "
        "dan telt hij bij allebei mee.",
        "‘Waarvan voorwaardelijk’ zegt bij hoeveel van die straffen ten minste een deel "
        "voorwaardelijk is.",
    )
    return Figuur(
        "beslissingen",
        "Beslissingen naar soort",
        ("Soort straf", "Aantal", "Waarvan voorwaardelijk"),
        found.straffen,
        uitleg,
        _NO_DECISION,
        Vorm.deel,
    )


def _keuzes(found: Cijfers) -> Figuur:
    uitleg = (
        _FIRST,
        "In een voorstel staan uitkomsten naast elkaar: de gewone uitkomst, een uitkomst op maat "
        "en geen straf. Geteld is welke daarvan de directeur koos.",
        "‘Anders dan het voorstel’ betekent dat de directeur zelf een andere uitkomst opschreef.",
    )
    return Figuur(
        "keuzes",
        "Gewone uitkomst of op maat",
        ("Wat is gekozen", "Aantal"),
        found.keuzes,
        uitleg,
        _NO_DECISION,
    )


def _vergelijking(found: Cijfers) -> Figuur:
    left_out = found.zonder_regulier
    uitleg = (
        _FIRST,
        "Per soort straf staan twee aantallen: hoe vaak die in de beslissing stond, en hoe vaak "
        "die in de gewone uitkomst van hetzelfde voorstel stond.",
        f"Bij {left_out} van de {found.beslissingen} beslissingen was er geen gewone uitkomst "
        "ingevuld. Die tellen hier niet mee.",
    )
    return Figuur(
        "vergelijking",
        "Gekozen naast de gewone uitkomst",
        ("Soort", "Gekozen", "Gewone uitkomst"),
        found.vergelijking,
        uitleg,
        "Er is geen beslissing met een gewone uitkomst ernaast. Die uitkomsten vult het huis in "
        "bij ‘Beheer’.",
        Vorm.naast,
    )


def _redenen(found: Cijfers) -> Figuur:
    uitleg = (
        _FIRST,
        "Geteld is wat in het voorstel is aangevinkt bij wat meetelt. Eén beslissing kan meer dan "
        "één reden hebben. Samen is het dus vaak meer dan het aantal beslissingen.",
    )
    return Figuur(
        "redenen",
        "Wat meetelde bij de keuze",
        ("Reden", "Aantal"),
        found.redenen,
        uitleg,
        "Bij geen beslissing is aangevinkt wat meetelde.",
    )


def _aflopen(found: Cijfers) -> Figuur:
    uitleg = (
        "Elke zaak die in deze periode is afgesloten, telt één keer mee, op de dag van de afloop.",
        "‘Proeftijd voorbij’ zijn zaken met een voorwaardelijke straf die niet alsnog is "
        "uitgevoerd. Ze zijn gesplitst naar de voorwaarden: is er één niet nagekomen, dan staat "
        "de zaak bij ‘niet alles nagekomen’.",
        "‘Alsnog uitgevoerd’ betekent dat er na een nieuw gesprek is beslist om een "
        "voorwaardelijke straf geheel of deels uit te voeren.",
        "Een ingetrokken zaak staat alleen bij ‘Ingetrokken’, ook als er al was beslist.",
    )
    return Figuur(
        "aflopen",
        "Hoe zaken afliepen",
        ("Afloop", "Aantal"),
        found.aflopen,
        uitleg,
        "In deze periode is er geen zaak afgesloten.",
    )


def _opnieuw(found: Cijfers) -> Figuur:
    uitleg = (
        "Na een beslissing kan hij opnieuw worden gehoord: over het uitvoeren van een "
        "voorwaardelijke straf, over een omzetting, of omdat hij gelijk kreeg bij zijn beklag.",
        "Geteld zijn de beslissingen die daarna in deze periode zijn genomen.",
    )
    return Figuur(
        "opnieuw",
        "Opnieuw beslist",
        ("Waarom en wat", "Aantal"),
        found.opnieuw,
        uitleg,
        "In deze periode is er niet opnieuw beslist.",
    )


def _beklag(found: Cijfers) -> Figuur:
    appeals = ", ".join(f"{one.woord.lower()} {one.aantal}" for one in found.beroep)
    late = "was er 1" if found.beklag_te_laat == 1 else f"waren er {found.beklag_te_laat}"
    uitleg = (
        "Elk beklag dat in deze periode is ingediend, telt één keer mee, met hoe het er nu voor "
        "staat. ‘Ingediend’ betekent dat er nog geen uitspraak is.",
        f"Van de {found.beklagen} {late} te laat ingediend.",
        f"Beroep bij de RSJ: {appeals}." if appeals else "Er is geen beroep ingesteld bij de RSJ.",
    )
    return Figuur(
        "beklag",
        "Beklag en wat ervan kwam",
        ("Stand", "Aantal"),
        found.beklag,
        uitleg,
        "In deze periode is er geen beklag ingediend.",
    )


def prevented(found: Terugplaatsing) -> Figuur:
    """What became of each decision that had terugplaatsing as its gewone uitkomst."""
    rows = (
        ("Voorkomen", found.voorkomen),
        ("Toch tot terugplaatsing besloten", found.beslist),
        ("Anders beslist, later alsnog teruggeplaatst", found.alsnog),
        ("Beslissing ingetrokken", found.ingetrokken),
    )
    return Figuur(
        "terugplaatsing",
        "Terugplaatsing voorkomen",
        ("Wat werd het", "Aantal"),
        tuple(Telling(word, number) for word, number in rows) if found.regulier else (),
        _how_prevented(found),
        "In deze periode is er niet beslist in een zaak waarbij terugplaatsing de gewone uitkomst "
        "was.",
    )


def _how_prevented(found: Terugplaatsing) -> tuple[str, ...]:
    rule = found.regel
    state = (
        "Deze afspraak is voorlopig: het huis stelt hem nog vast."
        if rule.is_hypothese
        else f"Deze afspraak geldt sinds {date_words(rule.geldig_vanaf)}."
    )
    return (
        f"De afspraak is: “{rule.waarde}”",
        f"{state} Bron: {rule.bron}.",
        _FIRST,
        "Wordt hij later in hetzelfde verblijf teruggeplaatst, om welke reden ook, dan telt het "
        "niet als voorkomen. Het getal van een oude periode kan daardoor nog dalen.",
        "Een beslissing die later is ingetrokken, telt ook niet als voorkomen.",
    )
