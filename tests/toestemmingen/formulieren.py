"""Two consents as they go on paper; the people are made up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hvh_desktop.resources import resource_path
from hvh_desktop.toestemmingen.model import GegevensSoort, Intrekker, ToestemmingWijze
from hvh_desktop.toestemmingen.service_formulier import FormulierInhoud, Intrekking, Tekst


def _tekst() -> Tekst:
    rules = json.loads(resource_path("beleid.json").read_text("utf-8"))
    words = next(rule["waarde"] for rule in rules if rule["sleutel"] == "toestemming_tekst")
    return Tekst(
        words["titel"],
        words["vraag"],
        tuple(words["regels"]),
        tuple(words["gevolgen"]),
        date(2021, 1, 1),
        "",
        True,
    )


VADER = FormulierInhoud(
    huis="Huis van Herstel Twente",
    roepnaam="Jeffrey",
    naam="Jeffrey Nijhuis",
    wie="vader Mehmet",
    doel="Meedenken in het trajectgesprek",
    gegevens=(GegevensSoort.doelen, GegevensSoort.afspraken),
    leefgebieden=(),
    beperking="",
    vanaf_datum=date(2026, 11, 12),
    tot_datum=date(2027, 5, 11),
    wijze=ToestemmingWijze.getekend,
    taal="",
    getuige="Ruben",
    tekst=_tekst(),
    is_vastgelegd=True,
)
ALLES = replace(
    VADER,
    wie="Schuldhulpverlening Twentse gemeenten",
    gegevens=tuple(GegevensSoort),
    leefgebieden=("Wonen", "Geld en inkomen", "Familie, vrienden en kennissen"),
    beperking="Niets over mijn broer. En niet wat ik in de groep heb gezegd, dat blijft daar.",
    wijze=ToestemmingWijze.tolk,
    taal="Tigrinya",
    getuige="Ruben, tolk Selam",
)
LEEG = replace(
    VADER,
    wie="",
    doel="",
    gegevens=(),
    vanaf_datum=None,
    tot_datum=None,
    wijze=None,
    getuige="",
    is_vastgelegd=False,
)
INTREKKING = Intrekking(
    date(2026, 11, 25), Intrekker.deelnemer, "Mondeling, in het mentorgesprek", True
)
