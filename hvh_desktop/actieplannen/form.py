"""The three forms of this slice: a doel, an actie, and whether he agrees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hvh_desktop.actieplannen.model import (
    DoelStatus,
    HerkomstSoort,
    InstemmingAntwoord,
    UitvoerderSoort,
)
from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.leefgebieden import HERSTELVORM_NAMES, LEEFGEBIED_NAMES

MAX_DOEL = 1000

HERKOMST_NAMES: dict[HerkomstSoort, str] = {
    HerkomstSoort.krachteninventarisatie: "Zijn krachteninventarisatie",
    HerkomstSoort.motivatiebrief: "Zijn motivatiebrief",
    HerkomstSoort.mentorgesprek: "Een mentorgesprek",
    HerkomstSoort.anders: "Iets anders",
}

KOLOM_NAMES: dict[str, str] = {
    "nu": "Hoe het nu gaat",
    "wensen": "Wat hij wil",
    "hulpbronnen": "Wie of wat daarbij helpt",
}

WANNEER_NAMES: dict[DoelStatus, str] = {
    DoelStatus.nu: "Nu",
    DoelStatus.later: "Later",
}

UITVOERDER_NAMES: dict[UitvoerderSoort, str] = {
    UitvoerderSoort.deelnemer: "De deelnemer zelf",
    UitvoerderSoort.netwerk: "Iemand uit zijn netwerk",
    UitvoerderSoort.medewerker: "Een medewerker",
    UitvoerderSoort.organisatie: "Een organisatie",
}

ANTWOORD_NAMES: dict[InstemmingAntwoord, str] = {
    InstemmingAntwoord.ja: "Ja",
    InstemmingAntwoord.nee: "Nee",
    InstemmingAntwoord.kon_niet: "Hij kon niet antwoorden",
}


_MISSING: dict[str, str] = {
    "tekst": "Schrijf op wat hij wil.",
    "leefgebieden": "Kies één of meer leefgebieden.",
    "herstelvorm": "Kies wat dit doel herstelt.",
    "herkomst": "Kies waar dit doel vandaan komt.",
    "wat": "Schrijf op wat er nodig is.",
    "uitvoerder": "Kies wie dit doet.",
    "antwoord": "Kies wat hij zegt.",
}


def in_plain_words(found: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, str]:
    """The problems of a form, where an empty field is asked for in a sentence of its own."""
    return {
        name: _MISSING[name] if name in _MISSING and not values.get(name) else sentence
        for name, sentence in found.items()
    }


def ik_hint(tekst: str) -> str | None:
    """A gentle sentence when a doel is not in "ik" words; it never refuses anything."""
    if not tekst.strip() or re.search(r"\bik\b", tekst, re.IGNORECASE):
        return None
    return "Dit zijn nog geen ‘ik’-woorden. Hoe zou hij het zelf zeggen?"


def _dates(values: Mapping[str, Any]) -> Mapping[str, str]:
    """The target date is not before the start. Source: process, doel en actieplan."""
    begin, streef = values.get("begin_datum"), values.get("streefdatum")
    if not (isinstance(begin, date) and isinstance(streef, date)) or streef >= begin:
        return {}
    return {"streefdatum": "De streefdatum ligt vóór het begin. Kies een latere dag."}


def _length(values: Mapping[str, Any]) -> Mapping[str, str]:
    tekst = values.get("tekst")
    if not isinstance(tekst, str) or len(tekst) <= MAX_DOEL:
        return {}
    return {"tekst": f"Een doel past in {MAX_DOEL} tekens, dit zijn er {len(tekst)}. Knip het op."}


def _traced(values: Mapping[str, Any]) -> Mapping[str, str]:
    """From the krachteninventarisatie means: from a leefgebied of it, or from a line."""
    is_traced = values.get("herkomst_leefgebied") or values.get("herkomst_tekst")
    if values.get("herkomst") != HerkomstSoort.krachteninventarisatie or is_traced:
        return {}
    return {"herkomst": "Kies de regel waar dit doel uit komt, of kies een andere herkomst."}


def _why(values: Mapping[str, Any]) -> Mapping[str, str]:
    if str(values.get("toelichting") or "").strip():
        return {}
    match values.get("antwoord"):
        case InstemmingAntwoord.nee:
            return {"toelichting": "Schrijf op waarom hij het er niet mee eens is."}
        case InstemmingAntwoord.kon_niet:
            return {"toelichting": "Schrijf op waarom hij niet kon antwoorden."}
    return {}


DOEL = Form(
    name="doel",
    version=1,
    fields=(
        Field(
            "tekst",
            "Wat wil hij?",
            Kind.voice,
            hint="In zijn eigen woorden, met ‘ik’: “Ik wil …”",
        ),
        Field("waarom", "Waarom is dit belangrijk voor hem?", Kind.voice, is_optional=True),
        Field(
            "leefgebieden",
            "Leefgebieden",
            Kind.choices,
            hint="Eén of meer.",
            choices={str(key): name for key, name in LEEFGEBIED_NAMES.items()},
        ),
        Field(
            "herstelvorm",
            "Wat herstelt dit?",
            Kind.choice,
            choices={str(key): name for key, name in HERSTELVORM_NAMES.items()},
        ),
        Field(
            "herkomst",
            "Waar komt dit doel vandaan?",
            Kind.choice,
            choices={str(key): name for key, name in HERKOMST_NAMES.items()},
        ),
        Field("begin_datum", "Begin", Kind.day),
        Field("streefdatum", "Streefdatum", Kind.day, is_optional=True),
        Field(
            "status",
            "Wanneer gaat hij eraan werken?",
            Kind.choice,
            choices={str(key): name for key, name in WANNEER_NAMES.items()},
        ),
    ),
    rules=(_dates, _length, _traced),
    not_on_form=frozenset(
        {
            "deelnemer_id",
            "herkomst_leefgebied",
            "herkomst_kolom",
            "herkomst_tekst",
            "volgorde",
            "opbrengst",
            "vervallen_reden",
            "afgesloten_datum",
        }
    ),
)

ACTIE = Form(
    name="actie",
    version=1,
    fields=(
        Field("wat", "Wat", Kind.line),
        Field(
            "uitvoerder",
            "Wie",
            Kind.choice,
            choices={str(key): name for key, name in UITVOERDER_NAMES.items()},
        ),
        Field("wanneer_datum", "Wanneer", Kind.day, is_optional=True),
    ),
    not_on_form=frozenset(
        {
            "deelnemer_id",
            "doel_id",
            "mentorgesprek_id",
            "uitvoerder_id",
            "status",
            "resultaat",
            "afgesloten_datum",
        }
    ),
)

INSTEMMING = Form(
    name="instemming",
    version=1,
    fields=(
        Field(
            "antwoord",
            "Ben je het eens met je plan?",
            Kind.choice,
            choices={str(key): name for key, name in ANTWOORD_NAMES.items()},
        ),
        Field(
            "toelichting",
            "Wat zegt hij erover?",
            Kind.voice,
            is_optional=True,
            hint="Bij nee: waarom niet. Bij niet kunnen antwoorden: waardoor dat kwam.",
        ),
        Field("datum", "Op welke dag zei hij dit?", Kind.day),
    ),
    rules=(_why,),
    not_on_form=frozenset({"deelnemer_id"}),
)
