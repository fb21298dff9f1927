"""Fields and values in words, and who may decide about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

from hvh_desktop.db.session import AMSTERDAM
from hvh_desktop.forms import find_form
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words, format_time, join_words

EMPTY = "niets ingevuld"
_LABELS: Mapping[str, str] = {
    "status": "hoe het ervoor staat",
    "volgorde": "volgorde",
    "is_vervallen": "vervallen",
    "vervallen_reden": "waarom het vervalt",
    "medewerker_ids": "wie van het team erbij waren",
    "tot_datum": "tot en met",
    "vanaf_datum": "vanaf",
    "naam_eigen_schrift": "naam in eigen schrift",
}
_RIGHTS: Mapping[Right, str] = {
    Right.change_medewerkers: "Medewerker",
    Right.change_organisaties: "Organisatie Contactpersoon",
    Right.change_beleid: "Beleidsregel",
    Right.change_huis: "Huis Voorkeur",
    Right.change_laptops: "Laptopnaam",
    Right.change_team: "Teamlid",
    Right.change_beschikbaarheid: "Beschikbaarheid",
    Right.write_actieplan: "Doel Actie Instemming Planafspraak",
    Right.complete_trajectplan: "Trajectplan",
    Right.write_krachteninventarisatie: "Krachteninventarisatie Leefgebiedblad Kracht",
    Right.record_coachopmerking: "Coachopmerking",
    Right.write_mentorgesprek: "Mentorgesprek Doelnotitie Aanvulling",
    Right.write_netwerk: "Netwerklid",
    Right.write_verwijzing: "Verwijzing Behandelafspraak",
    Right.write_behandelnotitie: "Behandelnotitie Psycholooggesprek",
    Right.write_signaleringsplan: (
        "Signaleringsplan Signaleringsfase Signaleringsdeling Signaleringskaart"
    ),
    Right.record_toestemming: "Toestemming",
    Right.record_verstrekking: "Verstrekking",
    Right.write_verslag: "Sanctiezaak Correctie Bijlage",
    Right.record_horen: "Hoorverslag",
    Right.advise_sanctie: "Sanctieadvies",
    Right.propose_sanctie: "Sanctievoorstel Alternatief",
    Right.decide_sanctie: "Beslissing Straf",
    Right.change_voorwaarde: "Voorwaarde",
    Right.complete_mededeling: "Mededeling",
    Right.record_uitreiking: "Uitreiking",
    Right.record_tenuitvoerlegging: "Tenuitvoerlegging",
    Right.record_beklag: "Beklag",
    Right.decide_vervolgvoorstel: "Vervolgvoorstel",
    Right.change_ordemaatregel: "Ordemaatregel",
    Right.record_urinecontrole: "Urinecontrole Urinestof",
    Right.write_verlof: "Verlof",
    Right.write_werk: "Werkplek",
}
_RIGHT_OF_FIELD = {("Trajectplan", "eigen_verhaal"): Right.write_actieplan}
_RIGHT_OF = {kind: right for right, kinds in _RIGHTS.items() for kind in kinds.split()}


def right_of(kind: str, field: str = "") -> Right:
    """The right to change this kind of thing, and so to decide between its versions."""
    return _RIGHT_OF_FIELD.get((kind, field)) or _RIGHT_OF.get(kind, Right.change_deelnemer)


def label_of(kind: str, field: str) -> str:
    """What the form calls this field; else its name in words."""
    form = find_form(kind)
    if form is not None and field in form.names():
        return form[field].label
    words = field.removeprefix("is_").removesuffix("_id").removesuffix("_ids")
    return _LABELS.get(field, words.removesuffix("_datum").replace("_", " "))


def value_words(kind: str, field: str, value: Any) -> str:
    """A value as a person reads it."""
    form = find_form(kind)
    if form is not None and field in form.names() and value not in (None, "", ()):
        labels = form[field].choice_labels()
        if isinstance(value, tuple):
            return join_words(labels.get(word, word) for word in value)
        if isinstance(value, str) and value in labels:
            return labels[value]
    return _words(value)


def _words(value: Any) -> str:
    match value:
        case None | "" | () | b"":
            return EMPTY
        case bool():
            return "ja" if value else "nee"
        case Enum():
            return str(value.value).replace("_", " ")
        case datetime():
            here = value.astimezone(AMSTERDAM)
            return f"{date_words(here.date())}, {format_time(here.time())}"
        case date():
            return date_words(value)
        case time():
            return format_time(value)
        case tuple():
            return join_words(value)
        case bytes():
            return "een foto of bestand"
        case UUID():
            return "een gekozen persoon of organisatie"
    return str(value)
