"""What is asked about somebody, or an organisation, around a deelnemer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.netwerken.model import NetwerklidSoort, Sterkte, Steun
from hvh_desktop.organisaties.form import mail_problem, phone_problem

SOORTEN = {
    NetwerklidSoort.persoon.value: "Persoon",
    NetwerklidSoort.organisatie.value: "Organisatie",
}
STERKTES = {
    Sterkte.sterk.value: "Sterk",
    Sterkte.zwak.value: "Zwak",
    Sterkte.gespannen.value: "Gespannen",
    Sterkte.verbroken.value: "Verbroken",
}
STEUN = {
    Steun.krijgt.value: "Hij krijgt steun",
    Steun.geeft.value: "Hij geeft steun",
    Steun.beide.value: "Steun over en weer",
    Steun.geen.value: "Geen steun",
}


def _child_is_a_person(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("is_kind") and values.get("soort") == NetwerklidSoort.organisatie:
        return {"is_kind": "Een organisatie is geen kind. Haal het vinkje weg of kies ‘Persoon’."}
    return {}


def _one_birth(values: Mapping[str, Any]) -> Mapping[str, str]:
    year, day = values.get("geboortejaar"), values.get("geboortedatum")
    if year and day and getattr(day, "year", year) != year:
        return {
            "geboortejaar": "Het geboortejaar past niet bij de geboortedatum. Maak één ervan leeg."
        }
    return {}


KIND_FIELDS = (
    Field("is_kind", "Dit is zijn kind", Kind.check),
    Field(
        "geboortejaar", "Geboortejaar", Kind.number, is_optional=True, minimum=1900, maximum=2200
    ),
    Field("geboortedatum", "Geboortedatum", Kind.day, is_optional=True),
    Field("woont_bij", "Woont bij", Kind.line, is_optional=True),
)
BAND_FIELDS = (
    Field("sterkte", "De band is", Kind.choice, choices=STERKTES),
    Field("steun", "Steun", Kind.choice, choices=STEUN),
    Field("woonplaats", "Woonplaats", Kind.line, is_optional=True),
    Field("telefoon", "Telefoon", Kind.line, is_optional=True),
    Field("mail", "Mail", Kind.line, is_optional=True),
    Field(
        "bezoek",
        "Bezoek en omgekeerd bezoek",
        Kind.prose,
        is_optional=True,
        hint="Hoe vaak, waar, en wie er meegaat.",
    ),
    Field("rol_in_plan", "Rol in het plan", Kind.prose, is_optional=True),
    Field("notitie", "Notitie", Kind.prose, is_optional=True),
)


def netwerklid_form(organisaties: Mapping[str, str]) -> Form:
    """The form of a netwerklid; ``organisaties``: id as hex -> name, from the directory."""
    who = (
        Field("soort", "Soort", Kind.choice, choices=SOORTEN),
        Field(
            "organisatie_id",
            "Organisatie uit de lijst",
            Kind.choice,
            is_optional=True,
            choices=organisaties,
        ),
        Field("naam", "Naam", Kind.line),
        Field("relatie", "Relatie", Kind.line, hint="Bijvoorbeeld zus, vriend of werkgever."),
    )
    return Form(
        "netwerklid",
        1,
        (*who, *KIND_FIELDS, *BAND_FIELDS),
        rules=(mail_problem, phone_problem, _child_is_a_person, _one_birth),
        not_on_form=frozenset({"deelnemer_id", "is_vervallen", "vervallen_reden"}),
    )


NETWERKLID = netwerklid_form({})
"""The form without the directory: for names and labels. Checks use ``netwerklid_form``."""

AFSCHEID = Form("netwerklid_eraf", 1, (Field("vervallen_reden", "Reden", Kind.line),))
"""Why somebody is taken off the list."""
