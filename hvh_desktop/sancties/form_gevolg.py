"""What is asked when a decision is told, handed over, and complained about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.sancties.beklag import UPHELD
from hvh_desktop.sancties.words import (
    UITLEG_WIJZEN,
    BeklagStatus,
    Beroep,
    Schorsing,
    Tekenen,
)
from hvh_desktop.text import capitalise

MOST_UITLEG = 450
"""Characters that fit on the sheet beside all that must stand there."""
LONG_SENTENCE = 12
"""More words than this in one sentence are too many for him. Source: DF §7 (8 to 10)."""
TEKENEN = {
    Tekenen.getekend.value: "Hij tekende",
    Tekenen.geweigerd.value: "Hij wilde niet tekenen",
    Tekenen.kon_niet.value: "Hij kon niet tekenen",
}
WIJZEN = {wijze: capitalise(wijze) for wijze in UITLEG_WIJZEN}
SCHORSINGEN = {
    Schorsing.niet_gevraagd.value: "Niet gevraagd",
    Schorsing.gevraagd.value: "Gevraagd, nog geen antwoord",
    Schorsing.toegewezen.value: "Toegewezen: de straf wacht",
    Schorsing.afgewezen.value: "Afgewezen: de straf gaat door",
}
UITSPRAKEN = {
    BeklagStatus.gegrond.value: "Gegrond: hij krijgt gelijk",
    BeklagStatus.deels_gegrond.value: "Gedeeltelijk gegrond: hij krijgt voor een deel gelijk",
    BeklagStatus.ongegrond.value: "Ongegrond: hij krijgt geen gelijk",
    BeklagStatus.niet_ontvankelijk.value: "Niet-ontvankelijk: de klacht is niet behandeld",
    BeklagStatus.ingetrokken.value: "Ingetrokken: hij stopt zelf met klagen",
}
BEROEPEN = {
    Beroep.gegrond.value: "Gegrond: wie in beroep ging, krijgt gelijk",
    Beroep.ongegrond.value: "Ongegrond: de uitspraak blijft zoals hij was",
}
_OF_ZAAK = ("sanctiezaak_id", "deelnemer_id", "beslissing_id")


def long_sentences(words: str) -> list[str]:
    """The sentences that are too long for the sheet in simple language."""
    sentences = (one.strip() for one in re.split(r"(?<=[.?!])\s+|\n+", words))
    return [one for one in sentences if len(one.split()) > LONG_SENTENCE]


def _fits(values: Mapping[str, Any]) -> Mapping[str, str]:
    much = len(str(values.get("uitleg") or "")) - MOST_UITLEG
    if much <= 0:
        return {}
    return {"uitleg": f"Dit past niet op één blad: het is {much} tekens te lang. Maak het korter."}


MEDEDELING = Form(
    "mededeling",
    1,
    (
        Field(
            "uitreik_datum",
            "Op welke dag krijgt hij het blad",
            Kind.day,
            hint="Die dag staat op het papier. De laatste dag voor beklag telt vanaf die dag.",
        ),
        Field(
            "uitleg",
            "Waarom, in gewone taal",
            Kind.prose,
            hint="Voor het blad ‘Wat is er besloten?’. Zeg je. Schrijf zinnen van 8 tot 10 "
            "woorden, met één ding per zin. Geen moeilijke woorden en geen namen van anderen.",
        ),
    ),
    rules=(_fits,),
    not_on_form=frozenset({*_OF_ZAAK, "beklag_laatste_datum", "inhoud"}),
)


def _explained(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("tekenen") in (None, Tekenen.getekend, Tekenen.getekend.value):
        return {}
    if str(values.get("toelichting") or "").strip():
        return {}
    return {"toelichting": "Schrijf op hoe het ging, omdat hij niet heeft getekend."}


def uitreiking_form(medewerkers: Mapping[str, str], *, is_second: bool = False) -> Form:
    """The handing-over; ``medewerkers``: id as hex -> name. ``is_second``: an earlier line was
    wrong, and why is asked."""
    why = Field(
        "vervangt_reden",
        "Wat klopte er niet aan de vorige regel",
        Kind.line,
        is_optional=not is_second,
        hint="De vorige regel blijft te zien, met deze reden erbij.",
    )
    fields = (
        Field("datum", "Op welke dag", Kind.day),
        Field("tijd", "Hoe laat", Kind.clock),
        Field("medewerker_id", "Wie gaf het blad", Kind.choice, choices=medewerkers),
        Field("tekenen", "Tekende hij voor ontvangst", Kind.choice, choices=TEKENEN),
        Field("wijze", "Hoe is het uitgelegd", Kind.choices, choices=WIJZEN),
        Field(
            "toelichting",
            "Toelichting",
            Kind.prose,
            is_optional=True,
            hint="Nodig als hij niet tekende: hoe ging het, en wat zei hij?",
        ),
    )
    return Form(
        "uitreiking",
        1,
        (*fields, why),
        rules=(_explained,),
        not_on_form=frozenset({*_OF_ZAAK, "mededeling_id", "beklag_laatste_datum"}),
    )


UITREIKING = uitreiking_form({})
"""The form without its list: for names and labels."""

BEKLAG = Form(
    "beklag",
    1,
    (
        Field("ingediend_datum", "Op welke dag is het ingediend", Kind.day),
        Field(
            "gronden",
            "Waarover klaagt hij",
            Kind.voice,
            is_optional=True,
            hint="In zijn woorden, zoals in de brief staat.",
        ),
        Field(
            "schorsing",
            "Vroeg hij om de straf te laten wachten",
            Kind.choice,
            choices=SCHORSINGEN,
        ),
    ),
    not_on_form=frozenset(
        {
            *_OF_ZAAK,
            *("is_te_laat", "status", "uitspraak_datum", "uitspraak", "tegemoetkoming"),
            *("beroep", "beroep_datum", "beroep_uitspraak_datum", "gevolg"),
        }
    ),
)

SCHORSING = Form(
    "beklag_schorsing",
    1,
    (Field("schorsing", "Hoe staat het met de schorsing", Kind.choice, choices=SCHORSINGEN),),
)


def _ruled(values: Mapping[str, Any]) -> Mapping[str, str]:
    status = values.get("status")
    if status is None or status == BeklagStatus.ingetrokken:
        return {}
    found = {}
    if not str(values.get("uitspraak") or "").strip():
        found["uitspraak"] = "Schrijf in het kort op wat de beklagcommissie zegt."
    is_upheld = status in UPHELD
    if is_upheld and not str(values.get("gevolg") or "").strip():
        found["gevolg"] = "Schrijf op wat het huis met deze uitspraak doet."
    if not is_upheld and str(values.get("tegemoetkoming") or "").strip():
        found["tegemoetkoming"] = "Een tegemoetkoming hoort alleen bij een klacht die gegrond is."
    return found


UITSPRAAK = Form(
    "beklag_uitspraak",
    1,
    (
        Field("status", "Hoe liep het af", Kind.choice, choices=UITSPRAKEN),
        Field("uitspraak_datum", "Op welke dag", Kind.day),
        Field(
            "uitspraak",
            "Wat zegt de beklagcommissie, in het kort",
            Kind.prose,
            is_optional=True,
        ),
        Field(
            "tegemoetkoming",
            "Tegemoetkoming",
            Kind.line,
            is_optional=True,
            hint="Alleen als hij (voor een deel) gelijk kreeg. Bijvoorbeeld: € 15,00.",
        ),
        Field(
            "gevolg",
            "Wat doet het huis ermee",
            Kind.prose,
            is_optional=True,
            hint="Bijvoorbeeld: de straf stopt vandaag, en hij wordt opnieuw gehoord.",
        ),
    ),
    rules=(_ruled,),
)
BEROEP = Form(
    "beklag_beroep",
    1,
    (Field("datum", "Op welke dag is het beroep ingesteld", Kind.day),),
)
BEROEPSUITSPRAAK = Form(
    "beklag_beroepsuitspraak",
    1,
    (
        Field("beroep", "Hoe liep het beroep af", Kind.choice, choices=BEROEPEN),
        Field("datum", "Op welke dag", Kind.day),
        Field("gevolg", "Wat doet het huis ermee", Kind.prose),
    ),
)
