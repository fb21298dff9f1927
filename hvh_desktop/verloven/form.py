"""What is asked about a verlof, about what became of it, and about his work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.verloven.model import VerlofSoort, WerkSoort

SOORTEN = {
    VerlofSoort.kort.value: "Kortdurend verlof, ten hoogste één dag",
    VerlofSoort.lang.value: "Langdurend verlof, meer dagen",
    VerlofSoort.extramurale_arbeid.value: "Verlof voor werk buiten",
    VerlofSoort.incidenteel.value: "Incidenteel verlof",
}
WERKSOORTEN = {
    WerkSoort.fabriek.value: "De Fabriek",
    WerkSoort.groen.value: "De groenvoorziening",
    WerkSoort.huis.value: "In het huis",
    WerkSoort.dagbesteding.value: "Dagbesteding",
    WerkSoort.buiten.value: "Bij een werkgever buiten",
}
MOST_TIMES = 200
MOST_HOURS = 60
MOST_CENTS = 100_000
"""A week's wage of a thousand euro is a mistake in typing."""


def _end_after_begin(values: Mapping[str, Any]) -> Mapping[str, str]:
    begin, end = values.get("begin_datum"), values.get("eind_datum")
    if begin and end and end < begin:
        return {"eind_datum": "De laatste dag is vóór de eerste. Kijk de dagen na."}
    return {}


def _short_is_a_day(values: Mapping[str, Any]) -> Mapping[str, str]:
    begin, end = values.get("begin_datum"), values.get("eind_datum")
    if values.get("soort") != VerlofSoort.kort or values.get("aantal") != 1:
        return {}
    if not begin or not end or end == begin:
        return {}
    return {
        "eind_datum": "Kortdurend verlof duurt ten hoogste één dag. Kies langdurend verlof, of "
        "vul bij ‘Hoe vaak’ meer keren in."
    }


def _asked_before(values: Mapping[str, Any]) -> Mapping[str, str]:
    asked, begin = values.get("aanvraag_datum"), values.get("begin_datum")
    if asked and begin and asked > begin:
        return {"aanvraag_datum": "De aanvraag is ná de eerste dag van het verlof. Kijk hem na."}
    return {}


_WANNEER = (
    Field("begin_datum", "Eerste dag", Kind.day),
    Field(
        "eind_datum",
        "Laatste dag",
        Kind.day,
        is_optional=True,
        hint="Alleen als het langer is dan één dag, of een reeks.",
    ),
    Field("duur", "Hoe lang per keer", Kind.line, hint="Bijvoorbeeld: van 9.00 tot 17.00 uur."),
    Field("aantal", "Hoe vaak", Kind.number, minimum=1, maximum=MOST_TIMES),
    Field("aanvraag_datum", "Aangevraagd op", Kind.day, is_optional=True),
)


def verlof_form(doelen: Mapping[str, str], *, asks_doel: bool = True) -> Form:
    """The form of a verlof; ``doelen``: id as hex -> his words.

    ``asks_doel``: re-integratieverlof hangs on one, as Stcrt 2024, 38271 asks. Incidenteel verlof
    does not, and a BBA resident has no plan to hang it on.
    """
    why = (
        Field("soort", "Soort verlof", Kind.choice, choices=SOORTEN),
        Field(
            "doel_id",
            "Bij welk doel hoort het",
            Kind.choice,
            is_optional=not asks_doel,
            choices=doelen,
            hint="Staat het doel er niet bij, maak het dan eerst in zijn plan.",
        ),
        Field(
            "oogmerk",
            "Waar is het verlof voor",
            Kind.prose,
            hint="Bijvoorbeeld: een dag meelopen bij een werkgever.",
        ),
        Field(
            "bijdrage",
            "Hoe brengt het verlof zijn doel dichterbij",
            Kind.prose,
            is_optional=not asks_doel,
        ),
    )
    rules = (_end_after_begin, _short_is_a_day, _asked_before)
    left = frozenset({"deelnemer_id", "status", "status_reden", "evaluatie"})
    return Form("verlof", 1, (*why, *_WANNEER), rules, not_on_form=left)


VERLOF = verlof_form({})
"""The form without its list: for names and labels."""

REDEN = Form(
    "verlof_reden",
    1,
    (Field("reden", "Waarom", Kind.prose, hint="Zo kort dat een collega het begrijpt."),),
)
"""Why it is refused, withdrawn or taken a step back."""

EVALUATIE = Form(
    "verlof_evaluatie",
    1,
    (
        Field(
            "evaluatie",
            "Hoe ging het",
            Kind.prose,
            hint="Wat heeft het gebracht voor zijn doel? Was hij op tijd terug?",
        ),
    ),
)
"""What became of it."""


def parse_euros(typed: str) -> int:
    """Cents of '14,75', '€ 14' or '14.75'; ValueError says in Dutch what is wrong."""
    words = typed.replace("€", "").replace("\u00a0", " ").strip()
    found = re.fullmatch(r"(\d{1,6})(?:[.,](\d{1,2}|-))?", words)
    if found is None:
        raise ValueError("Typ het bedrag zo: 14,75.")
    cents = (found[2] or "").replace("-", "").ljust(2, "0")
    return int(found[1]) * 100 + int(cents)


def euros(cents: int) -> str:
    """'14,75', as it is typed."""
    return f"{cents // 100},{cents % 100:02d}"


def _wage_is_money(values: Mapping[str, Any]) -> Mapping[str, str]:
    typed = values.get("weekloon")
    if not typed:
        return {}
    try:
        cents = parse_euros(typed)
    except ValueError as problem:
        return {"weekloon": str(problem)}
    if cents > MOST_CENTS:
        return {"weekloon": "Dat is wel heel veel voor een week. Kijk het bedrag na."}
    return {}


def _stops_after_start(values: Mapping[str, Any]) -> Mapping[str, str]:
    start, stop = values.get("van_datum"), values.get("tot_datum")
    if start and stop and stop < start:
        return {"tot_datum": "De laatste dag is vóór de eerste. Kijk de dagen na."}
    return {}


WERKPLEK = Form(
    "werkplek",
    1,
    (
        Field("soort", "Soort werk", Kind.choice, choices=WERKSOORTEN),
        Field(
            "plek",
            "Waar of wat",
            Kind.line,
            hint="Bijvoorbeeld: montage, of de naam van het bedrijf.",
        ),
        Field("van_datum", "Eerste dag", Kind.day),
        Field(
            "tot_datum",
            "Laatste dag",
            Kind.day,
            is_optional=True,
            hint="Laat leeg zolang hij er werkt.",
        ),
        Field("uren", "Uren per week", Kind.number, minimum=1, maximum=MOST_HOURS),
        Field(
            "weekloon",
            "Weekloon in euro",
            Kind.line,
            is_optional=True,
            hint="Bijvoorbeeld 14,75. Hieraan wordt een boete afgemeten.",
        ),
    ),
    (_stops_after_start, _wage_is_money),
    not_on_form=frozenset({"deelnemer_id", "weekloon_centen", "is_vervallen"}),
)

STOP = Form(
    "werkplek_stop",
    1,
    (Field("tot_datum", "Laatste dag", Kind.day),),
)
"""When he stops there."""
