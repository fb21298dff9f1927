"""What is asked about a talk of the psycholoog, a short note, and the times that he is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hvh_desktop.behandelingen.model import PsycholooggesprekStatus
from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.text import WEEKDAYS
from hvh_desktop.verwijzingen.form import PLAATSEN

STATUSSEN = {
    PsycholooggesprekStatus.gepland.value: "Gepland",
    PsycholooggesprekStatus.gehouden.value: "Gehouden",
}
"""What can be chosen; dropping a talk asks a reason of its own."""
LONGEST_TALK = 240

PSYCHOLOOGGESPREK = Form(
    "psycholooggesprek",
    1,
    (
        Field("datum", "Datum", Kind.day),
        Field("tijd", "Tijd", Kind.clock, is_optional=True),
        Field("duur_minuten", "Minuten", Kind.number, minimum=5, maximum=LONGEST_TALK),
        Field("plaats", "Waar", Kind.choice, choices=PLAATSEN),
        Field(
            "aanleiding",
            "Aanleiding",
            Kind.line,
            is_optional=True,
            hint="In een paar woorden. Alleen de psycholoog leest dit.",
        ),
        Field("status", "Stand", Kind.choice, choices=STATUSSEN),
    ),
    not_on_form=frozenset({"deelnemer_id", "medewerker_id", "vervallen_reden"}),
)

BEHANDELNOTITIE = Form(
    "behandelnotitie",
    1,
    (
        Field("datum", "Datum", Kind.day),
        Field("tekst", "Notitie", Kind.prose),
    ),
    not_on_form=frozenset(
        {"deelnemer_id", "psycholooggesprek_id", "is_vervallen", "vervallen_reden"}
    ),
)


def notitie_bij_gesprek() -> Form:
    """The note on the page of a talk, where it may stay empty."""
    tekst = replace(BEHANDELNOTITIE["tekst"], label="Korte notitie", is_optional=True)
    return Form(BEHANDELNOTITIE.name, BEHANDELNOTITIE.version, (tekst,))


VERVALLEN = Form("psycholooggesprek_vervallen", 1, (Field("vervallen_reden", "Reden", Kind.line),))
"""Why a talk does not take place, or a note is taken away."""


def _end_after_begin(values: Mapping[str, Any]) -> Mapping[str, str]:
    begin, end = values.get("van_tijd"), values.get("tot_tijd")
    if begin is not None and end is not None and end <= begin:
        return {"tot_tijd": "De eindtijd moet na de begintijd liggen."}
    return {}


BESCHIKBAARHEID = Form(
    "beschikbaarheid",
    1,
    (
        Field("weekdag", "Dag", Kind.number, minimum=1, maximum=len(WEEKDAYS)),
        Field("van_tijd", "Van", Kind.clock),
        Field("tot_tijd", "Tot", Kind.clock),
    ),
    rules=(_end_after_begin,),
    not_on_form=frozenset({"medewerker_id", "is_vervallen"}),
)
"""One stretch of time on one day of the week."""
