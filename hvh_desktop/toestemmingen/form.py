"""What is asked about a consent, its withdrawal, and something that was told or given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.text import capitalise
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    Intrekker,
    ToestemmingWijze,
    VerstrekkingWijze,
)

GEGEVENS_UITLEG = {
    GegevensSoort.persoonsgegevens: "hoe hij heet, waar hij nu is en tot wanneer.",
    GegevensSoort.eigen_verhaal: "wat hij zelf vertelt, in zijn eigen woorden.",
    GegevensSoort.krachten: "waar hij goed in is en hoe het gaat met wonen, geld, werk en meer.",
    GegevensSoort.doelen: "wat hij wil bereiken en wie wat doet.",
    GegevensSoort.afspraken: "wat er is afgesproken en wanneer de gesprekken zijn.",
    GegevensSoort.netwerk: "wie hem helpt, met naam en telefoonnummer.",
    GegevensSoort.aandachtspunten: "waar iedereen op moet letten, zoals een contactverbod.",
    GegevensSoort.zorg: "bij welke instelling hij hulp krijgt en hoe ver dat is.",
    GegevensSoort.signaleringsplan: "waaraan je merkt dat het slechter gaat en wat dan helpt.",
}
"""One line per kind of data, to choose by and to read aloud."""

GEGEVENS = {
    kind.value: f"{capitalise(kind.value)}: {GEGEVENS_UITLEG[kind]}" for kind in GegevensSoort
}
WIJZEN = {
    ToestemmingWijze.getekend.value: "Hij las het zelf en tekende",
    ToestemmingWijze.voorgelezen.value: "Het is voorgelezen en hij tekende",
    ToestemmingWijze.tolk.value: "Een tolk was erbij en hij tekende",
    ToestemmingWijze.mondeling.value: "Hij zei het, zonder handtekening",
}
NEEDS_WITNESS = frozenset(
    {
        ToestemmingWijze.voorgelezen.value,
        ToestemmingWijze.tolk.value,
        ToestemmingWijze.mondeling.value,
    }
)
INTREKKERS = {
    Intrekker.deelnemer.value: "Hij zelf",
    Intrekker.vertegenwoordiger.value: "Zijn vertegenwoordiger",
    Intrekker.huis.value: "Het huis",
}
VERSTREKKING_WIJZEN = {
    VerstrekkingWijze.mondeling.value: "Mondeling",
    VerstrekkingWijze.afgedrukt.value: "Op papier",
    VerstrekkingWijze.pdf.value: "Als beveiligde PDF",
}
LEEFGEBIEDEN = {area.value: name for area, name in LEEFGEBIED_NAMES.items()}


def _witness(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("wijze") not in NEEDS_WITNESS:
        return {}
    if values.get("getuige_id") or str(values.get("getuige") or "").strip():
        return {}
    return {
        "getuige_id": "Er was een getuige nodig. Kies de collega die erbij was, of vul een naam in."
    }


def _period(values: Mapping[str, Any]) -> Mapping[str, str]:
    first, last = values.get("vanaf_datum"), values.get("tot_datum")
    if first and last and last < first:
        return {"tot_datum": "De toestemming loopt af voordat die begint. Kijk de dagen na."}
    return {}


WAT = (
    Field("gegevens", "Wat mag die weten", Kind.choices, choices=GEGEVENS),
    Field(
        "leefgebieden",
        "Alleen over",
        Kind.choices,
        is_optional=True,
        choices=LEEFGEBIEDEN,
        hint="Kies je niets, dan gaat het over alles.",
    ),
    Field(
        "beperking",
        "Wat houdt hij voor zich",
        Kind.prose,
        is_optional=True,
        hint="In zijn woorden, bijvoorbeeld: niets over mijn schulden.",
    ),
)
HOE = (
    Field("vanaf_datum", "Vanaf", Kind.day),
    Field("tot_datum", "Tot en met", Kind.day),
    Field("wijze", "Hoe gaf hij toestemming", Kind.choice, choices=WIJZEN),
    Field(
        "taal",
        "In welke taal is het uitgelegd",
        Kind.line,
        is_optional=True,
        hint="Leeg betekent Nederlands.",
    ),
)
NOT_GIVEN = (
    *("deelnemer_id", "ontvanger_soort", "tekst_vanaf_datum", "ingetrokken_datum"),
    *("ingetrokken_door", "ingetrokken_hoe", "is_gevolg_besproken"),
    *("ontvanger_naam", "ontvanger_wie", "ontvanger_organisatie_id", "ontvanger_organisatie"),
)


def toestemming_form(ontvangers: Mapping[str, str], medewerkers: Mapping[str, str]) -> Form:
    """The form; ``ontvangers``: kind and id -> name, ``medewerkers``: id as hex -> name."""
    purpose = "Bijvoorbeeld: meedenken in het trajectgesprek."
    witness = Field(
        "getuige_id", "Collega die erbij was", Kind.choice, is_optional=True, choices=medewerkers
    )
    return Form(
        "toestemming",
        1,
        (
            Field("ontvanger_id", "Wie mag iets weten", Kind.choice, choices=ontvangers),
            Field("doel", "Waarvoor", Kind.line, hint=purpose),
            *WAT,
            *HOE,
            witness,
            Field("getuige", "Iemand anders die erbij was", Kind.line, is_optional=True),
        ),
        rules=(_witness, _period),
        not_on_form=frozenset(NOT_GIVEN),
    )


TOESTEMMING = toestemming_form({}, {})
"""The form without lists: for names and labels. Checks use ``toestemming_form``."""

INTREKKING = Form(
    "toestemming_intrekking",
    1,
    (
        Field("ingetrokken_datum", "Op welke dag", Kind.day),
        Field("ingetrokken_door", "Wie trekt in", Kind.choice, choices=INTREKKERS),
        Field(
            "ingetrokken_hoe",
            "Hoe",
            Kind.line,
            hint="Bijvoorbeeld: mondeling, in het mentorgesprek.",
        ),
        Field("is_gevolg_besproken", "We hebben besproken wat dit betekent", Kind.check),
    ),
)


NOT_TOLD = (
    *("deelnemer_id", "ontvanger_soort", "ontvanger_naam", "ontvanger_wie", "wat"),
    *("grondslag", "toestemming_id", "wet_sleutel", "bron_id", "bij_id"),
)


def verstrekking_form(ontvangers: Mapping[str, str]) -> Form:
    """What was told or given outside the prints of the program."""
    return Form(
        "verstrekking",
        1,
        (
            Field("ontvanger_id", "Aan wie", Kind.choice, choices=ontvangers),
            Field("wijze", "Hoe", Kind.choice, choices=VERSTREKKING_WIJZEN),
            Field("datum", "Wanneer", Kind.day),
            Field("gegevens", "Waarover", Kind.choices, choices=GEGEVENS),
            Field(
                "omschrijving",
                "In het kort",
                Kind.line,
                is_optional=True,
                hint="Bijvoorbeeld: de afspraken van het verlof doorgenomen.",
            ),
            Field(
                "toelichting",
                "Alleen bij gevaar: wat was er aan de hand",
                Kind.prose,
                is_optional=True,
                hint="Vul dit alleen in als iemands leven of gezondheid in gevaar was en het niet "
                "kon wachten. Dan staat er ‘vitaal belang’ bij.",
            ),
        ),
        not_on_form=frozenset(NOT_TOLD),
    )


VERSTREKKING = verstrekking_form({})
"""The form without its list: for names and labels."""
