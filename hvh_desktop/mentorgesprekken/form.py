"""What is written down about a talk, and when there is enough to call it vastgesteld."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.mentorgesprekken.model import VerzetReden

REDENEN: dict[str, str] = {
    VerzetReden.ziek.value: "Hij of de mentor is ziek",
    VerzetReden.verlof.value: "Verlof",
    VerzetReden.rechtszitting.value: "Rechtszitting",
    VerzetReden.personeel.value: "Te weinig personeel",
    VerzetReden.deelnemer_wil_niet.value: "Hij wil niet",
    VerzetReden.anders.value: "Anders",
}
GEZICHTEN = ("slecht", "niet zo goed", "gaat wel", "goed", "heel goed")
"""One to five; the house may put its own words in the rule ``gezichten``."""


def _who_was_there(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("medewerker_ids"):
        return {}
    return {"medewerker_ids": "Kies wie er van het huis bij was."}


def _something_was_said(values: Mapping[str, Any]) -> Mapping[str, str]:
    said = [values.get("eigen_woorden"), values.get("notitie")]
    said += list((values.get("doelnotities") or {}).values())
    if any(isinstance(text, str) and text.strip() for text in said):
        return {}
    return {"eigen_woorden": "Schrijf op wat hij zei, of maak zelf een notitie."}


def _one_answer_about_how_he_is(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("is_gezicht_geweigerd") and values.get("gezicht") is not None:
        return {"gezicht": "Kies een gezicht, of ‘Wil hij niet zeggen’, maar niet allebei."}
    return {}


def _next_is_later(values: Mapping[str, Any]) -> Mapping[str, str]:
    held, following = values.get("datum"), values.get("volgende_datum")
    if not isinstance(held, date) or not isinstance(following, date) or following > held:
        return {}
    return {"volgende_datum": "Kies voor het volgende gesprek een dag na dit gesprek."}


def _anders_is_explained(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("verzet_reden") != VerzetReden.anders.value:
        return {}
    if (values.get("verzet_toelichting") or "").strip():
        return {}
    return {"verzet_toelichting": "Schrijf kort op waarom het gesprek niet doorgaat."}


MENTORGESPREK = Form(
    "mentorgesprek",
    1,
    (
        Field("datum", "Datum", Kind.day),
        Field("tijd", "Tijd", Kind.clock, is_optional=True),
        Field(
            "overige_aanwezigen",
            "Wie was er nog meer bij?",
            Kind.line,
            is_optional=True,
            hint="Bijvoorbeeld: zijn moeder, een tolk",
        ),
        Field(
            "gezicht", "Hoe gaat het met je?", Kind.number, is_optional=True, minimum=1, maximum=5
        ),
        Field("is_gezicht_geweigerd", "Wil hij niet zeggen", Kind.check),
        Field("eigen_woorden", "In zijn eigen woorden", Kind.voice, is_optional=True),
        Field("notitie", "Notitie van de mentor", Kind.prose, is_optional=True),
        Field("volgende_datum", "Volgend gesprek", Kind.day, is_optional=True),
        Field("volgende_tijd", "Hoe laat", Kind.clock, is_optional=True),
    ),
    rules=(_who_was_there, _something_was_said, _one_answer_about_how_he_is, _next_is_later),
    not_on_form=frozenset(
        {
            "deelnemer_id",
            "status",
            "medewerker_ids",
            "afspraken_volgorde",
            "begonnen_op",
            "begonnen_door",
            "vastgesteld_op",
            "vastgesteld_door",
            "is_achteraf",
            "verzet_reden",
            "verzet_toelichting",
            "verzet_naar_id",
            "verzet_op",
            "verzet_door",
            "is_vervallen",
        }
    ),
)

_NOT_PLANNED = MENTORGESPREK.not_on_form | {
    "overige_aanwezigen",
    "gezicht",
    "is_gezicht_geweigerd",
    "eigen_woorden",
    "notitie",
    "volgende_datum",
    "volgende_tijd",
}

PLANNING = Form(
    "planning",
    1,
    (
        Field("datum", "Dag van het gesprek", Kind.day),
        Field("tijd", "Hoe laat", Kind.clock, is_optional=True),
    ),
    not_on_form=frozenset(_NOT_PLANNED),
)

VERZET = Form(
    "verzet",
    1,
    (
        Field("verzet_reden", "Waarom gaat het niet door?", Kind.choice, choices=REDENEN),
        Field(
            "verzet_toelichting",
            "Toelichting",
            Kind.prose,
            is_optional=True,
            hint="Alleen wat nodig is om het te begrijpen",
        ),
        Field("datum", "Nieuwe dag", Kind.day),
        Field("tijd", "Hoe laat", Kind.clock, is_optional=True),
    ),
    rules=(_anders_is_explained,),
    not_on_form=frozenset(_NOT_PLANNED - {"verzet_reden", "verzet_toelichting"}),
)
"""The day and time are those of the new talk; the reason stays with the old one."""

AANVULLING = Form(
    "aanvulling",
    1,
    (Field("tekst", "Aanvulling", Kind.prose),),
    not_on_form=frozenset({"deelnemer_id", "mentorgesprek_id"}),
)
