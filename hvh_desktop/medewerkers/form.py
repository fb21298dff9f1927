"""What is asked about a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.rollen import ROLLEN


def _in_order(first: str, last: str, sentence: str, values: Mapping[str, Any]) -> dict[str, str]:
    begin, end = values.get(first), values.get(last)
    return {last: sentence} if begin and end and end < begin else {}


def _dates_in_order(values: Mapping[str, Any]) -> Mapping[str, str]:
    return {
        **_in_order(
            "actief_vanaf_datum",
            "actief_tot_datum",
            "De laatste werkdag ligt voor de eerste. Kijk de datums na.",
            values,
        ),
        **_in_order(
            "afwezig_vanaf_datum",
            "afwezig_tot_datum",
            "De laatste dag afwezig ligt voor de eerste. Kijk de datums na.",
            values,
        ),
    }


def _away_has_begin(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("afwezig_tot_datum") and not values.get("afwezig_vanaf_datum"):
        return {"afwezig_vanaf_datum": "Vul in vanaf welke dag je collega afwezig is."}
    return {}


def _temporary_is_whole(values: Mapping[str, Any]) -> Mapping[str, str]:
    rollen, end = values.get("tijdelijke_rollen"), values.get("tijdelijke_rollen_tot_datum")
    if rollen and not end:
        return {"tijdelijke_rollen_tot_datum": "Vul in tot en met welke dag deze rollen gelden."}
    if end and not rollen:
        return {"tijdelijke_rollen": "Kies de tijdelijke rollen, of haal de datum weg."}
    return {}


MEDEWERKER = Form(
    "medewerker",
    2,
    (
        Field("naam", "Voor- en achternaam", Kind.line),
        Field("roepnaam", "Roepnaam", Kind.line),
        Field("voorletters", "Voorletters", Kind.line, is_optional=True),
        Field("functie", "Functie", Kind.line, is_optional=True),
        Field("organisatie", "Werkgever, als dat niet het huis is", Kind.line, is_optional=True),
        Field("talen", "Talen", Kind.line, is_optional=True),
        Field("telefoon", "Telefoon", Kind.line, is_optional=True),
        Field("mail", "E-mail", Kind.line, is_optional=True),
        Field("is_krachtwerkcoach", "Is Krachtwerkcoach", Kind.check),
        Field(
            "gebruikersnaam",
            "Gebruikersnaam",
            Kind.line,
            hint="Hiermee logt je collega in. Hoofdletters maken niet uit.",
        ),
        Field("rollen", "Rollen", Kind.choices, choices=ROLLEN),
        Field(
            "tijdelijke_rollen",
            "Tijdelijke rollen",
            Kind.choices,
            is_optional=True,
            hint="Bijvoorbeeld voor wie een collega vervangt. Ze komen bij de vaste rollen.",
            choices=ROLLEN,
        ),
        Field(
            "tijdelijke_rollen_tot_datum",
            "Tot en met",
            Kind.day,
            is_optional=True,
            hint="Op deze dag gelden de tijdelijke rollen nog, daarna niet meer.",
        ),
        Field("actief_vanaf_datum", "Eerste werkdag", Kind.day, is_optional=True),
        Field("actief_tot_datum", "Laatste werkdag", Kind.day, is_optional=True),
        Field("afwezig_vanaf_datum", "Afwezig vanaf", Kind.day, is_optional=True),
        Field("afwezig_tot_datum", "Afwezig tot en met", Kind.day, is_optional=True),
    ),
    rules=(_dates_in_order, _away_has_begin, _temporary_is_whole),
    not_on_form=frozenset({"vervanger_id"}),
)
