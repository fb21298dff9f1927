"""What is asked about a voorval, its report, a hearing, an advice, the end of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.policy import OTHER
from hvh_desktop.sancties.words import (
    VOORVAL_SOORTEN,
    BijlageSoort,
    Onderdeel,
    SanctieStatus,
    Standpunt,
    Tolk,
    Verantwoordelijkheid,
)
from hvh_desktop.text import capitalise

BETROKKENEN = (
    *(f"medebewoner {letter}" for letter in "ABCD"),
    *(f"medewerker {letter}" for letter in "AB"),
    *(f"bezoeker {letter}" for letter in "AB"),
    "iemand van buiten",
    "leverancier of werkgever",
)
"""Persons as roles. A list and no free text, so that no name can slip in."""
NO_NAMES = "Schrijf geen namen van anderen op, maar hun rol, zoals ‘medebewoner A’."
TAAL = "Nederlands"
"""What a hearing is in, unless somebody says otherwise."""

TOLKEN = {
    Tolk.niet_nodig.value: "Niet nodig",
    Tolk.aanwezig.value: "Was erbij",
    Tolk.telefonisch.value: "Aan de telefoon",
}
STANDPUNTEN = {one.value: f"Hij {one.value}" for one in Standpunt}
VERANTWOORDELIJKHEDEN = {
    Verantwoordelijkheid.volledig.value: "Volledig",
    Verantwoordelijkheid.verminderd.value: "Verminderd",
    Verantwoordelijkheid.niet.value: "Niet",
}
"""Is he responsible for what he did, and how far."""
ONDERDELEN = {one.value: capitalise(one.value) for one in Onderdeel}
BIJLAGE_SOORTEN = {one.value: capitalise(one.value) for one in BijlageSoort}

SLOT_LISTS: Mapping[SanctieStatus, str] = {
    SanctieStatus.afgezien: "sanctie_afzie_redenen",
    SanctieStatus.geseponeerd: "sanctie_sepot_redenen",
    SanctieStatus.ingetrokken: "sanctie_intrek_redenen",
}
"""Policy list per end that asks for a reason."""
SLOT_LABELS: Mapping[SanctieStatus, str] = {
    SanctieStatus.afgezien: "Waarom is er geen straf",
    SanctieStatus.geseponeerd: "Waarom seponeer je deze zaak",
    SanctieStatus.ingetrokken: "Waarom trek je dit in",
}

_VOORVAL_REST = frozenset(
    {
        *("deelnemer_id", "status", "ronde", "aanleiding", "voor_ronde"),
        *("verslag", "verslag_datum", "verslag_tijd", "verslag_door"),
        *("aangezegd_datum", "aangezegd_tijd", "aangezegd_door", "adviesvraag_datum"),
        *("slot_datum", "slot_reden", "slot_toelichting"),
    }
)
"""Steps have forms of their own, below."""


def voorval_form(controles: Mapping[str, str]) -> Form:
    """What happened. ``controles``: his urine checks, id as hex -> words."""
    when = (
        Field("voorval_soort", "Wat voor voorval", Kind.choice, choices=VOORVAL_SOORTEN),
        Field("voorval_datum", "Op welke dag", Kind.day),
        Field("voorval_tijd", "Hoe laat", Kind.clock, is_optional=True),
        Field("plaats", "Waar", Kind.line, hint="Bijvoorbeeld: woonkamer op de eerste verdieping."),
    )
    what = (
        Field(
            "feiten",
            "Wat is er gebeurd",
            Kind.prose,
            hint=f"Alleen wat je zag en hoorde. {NO_NAMES}",
        ),
        Field(
            "betrokkenen",
            "Wie waren er nog meer bij",
            Kind.choices,
            is_optional=True,
            choices={one: capitalise(one) for one in BETROKKENEN},
        ),
        Field("is_zelf_gemeld", "Hij kwam er zelf mee", Kind.check),
        Field(
            "urinecontrole_id",
            "Urinecontrole",
            Kind.choice,
            is_optional=True,
            choices=controles,
            hint="Alleen als het voorval daaruit bleek.",
        ),
    )
    return Form("sanctiezaak", 1, (*when, *what), not_on_form=_VOORVAL_REST)


VOORVAL = voorval_form({})
"""The form without its list: for names and labels. Checks use ``voorval_form``."""


def verslag_form(medewerkers: Mapping[str, str]) -> Form:
    """The report and when he was told that it would come (art. 50). Ids are hex."""
    return Form(
        "sanctie_verslag",
        1,
        (
            Field(
                "verslag",
                "Verslag",
                Kind.prose,
                hint=f"Wat gebeurde er, waar bleek dat uit, wat deed jij toen? {NO_NAMES}",
            ),
            Field("verslag_datum", "Geschreven op", Kind.day),
            Field("verslag_tijd", "Geschreven om", Kind.clock),
            Field(
                "aangezegd_datum",
                "Aan hem verteld op",
                Kind.day,
                hint="Wie een verslag schrijft, zegt dat ook tegen hem.",
            ),
            Field("aangezegd_tijd", "Verteld om", Kind.clock),
            Field("aangezegd_door", "Verteld door", Kind.choice, choices=medewerkers),
        ),
    )


VERSLAG = verslag_form({})
"""The form without its list: for names and labels."""


def _heard_or_why_not(values: Mapping[str, Any]) -> Mapping[str, str]:
    """Either what he said, or how it went that he did not want to be heard."""
    if values.get("is_afgezien"):
        if values.get("toelichting"):
            return {}
        return {"toelichting": "Schrijf op hoe hij de kans kreeg en wat hij daarop zei."}
    asked = {
        "eigen_woorden": "Schrijf op wat hij zei, zoveel mogelijk in zijn eigen woorden.",
        "standpunt": "Kies wat hij over de feiten zegt.",
        "visie": "Schrijf op wat hij zelf passend vindt. Weet hij dat niet, schrijf dat dan op.",
    }
    return {name: sentence for name, sentence in asked.items() if not values.get(name)}


HOORVERSLAG = Form(
    "hoorverslag",
    1,
    (
        Field("datum", "Gehoord op", Kind.day),
        Field("tijd", "Gehoord om", Kind.clock),
        Field(
            "aanwezigen",
            "Wie waren erbij",
            Kind.line,
            is_optional=True,
            hint="Rollen, geen namen. Bijvoorbeeld: zijn mentor, zijn advocaat.",
        ),
        Field("taal", "In welke taal", Kind.line),
        Field("tolk", "Tolk", Kind.choice, choices=TOLKEN),
        Field("is_afgezien", "Hij wilde niet gehoord worden", Kind.check),
        Field("eigen_woorden", "Wat hij zei", Kind.voice, is_optional=True),
        Field(
            "standpunt",
            "Wat zegt hij over de feiten",
            Kind.choice,
            is_optional=True,
            choices=STANDPUNTEN,
        ),
        Field("visie", "Wat hij zelf passend vindt", Kind.voice, is_optional=True),
        Field("toelichting", "Toelichting", Kind.prose, is_optional=True),
    ),
    rules=(_heard_or_why_not,),
    not_on_form=frozenset({"sanctiezaak_id", "deelnemer_id", "ronde", "medewerker_id"}),
)
"""A hearing (art. 57). One of two things is filled in: what he said, or why he said nothing."""

SANCTIEADVIES = Form(
    "sanctieadvies",
    1,
    (
        Field(
            "verantwoordelijkheid",
            "Is hij verantwoordelijk voor wat hij deed",
            Kind.choice,
            choices=VERANTWOORDELIJKHEDEN,
        ),
        Field(
            "tekst",
            "Advies",
            Kind.prose,
            hint="Dit leest het hele team. Schrijf alleen op wat je vrijgeeft.",
        ),
    ),
    not_on_form=frozenset({"sanctiezaak_id", "deelnemer_id", "datum"}),
)
"""What the psycholoog releases."""


def _words_when_other(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("reden") == OTHER and not values.get("toelichting"):
        return {"toelichting": "Bij ‘anders’ schrijf je op wat de reden is."}
    return {}


def slot_form(status: SanctieStatus, redenen: Iterable[str] = ()) -> Form:
    """An end with its reason from policy; ``status`` is one of ``SLOT_LISTS``."""
    return Form(
        "sanctie_slot",
        1,
        (
            Field("datum", "Op welke dag", Kind.day),
            Field(
                "reden",
                SLOT_LABELS[status],
                Kind.choice,
                choices={one: capitalise(one) for one in redenen},
            ),
            Field("toelichting", "Toelichting", Kind.prose, is_optional=True),
        ),
        rules=(_words_when_other,),
    )


SLOT = slot_form(SanctieStatus.afgezien)
"""The form without its list: for names and labels."""

TERUG = Form(
    "sanctie_terug",
    1,
    (Field("reden", "Waarom", Kind.prose, hint="Dit staat straks bij het verloop van de zaak."),),
)
"""Why a proposal goes back, or why a new round stops."""

CORRECTIE = Form(
    "correctie",
    1,
    (
        Field("onderdeel", "Waarover gaat het", Kind.choice, choices=ONDERDELEN),
        Field(
            "tekst",
            "Wat moet erbij staan",
            Kind.prose,
            hint="De oude tekst blijft staan. Dit komt ernaast.",
        ),
        Field("reden", "Waarom is dat nodig", Kind.line),
    ),
    not_on_form=frozenset({"sanctiezaak_id", "deelnemer_id"}),
)
"""What stands beside a part that does not change any more."""

BIJLAGE = Form(
    "bijlage",
    1,
    (
        Field("soort", "Wat is het", Kind.choice, choices=BIJLAGE_SOORTEN),
        Field(
            "omschrijving",
            "Wat staat erop",
            Kind.line,
            hint="Bijvoorbeeld: de kapotte deur van kamer 12.",
        ),
    ),
    not_on_form=frozenset(
        {"sanctiezaak_id", "deelnemer_id", "inhoud", "is_vervallen", "vervallen_reden"}
    ),
)
"""A photo or a scan, without its bytes."""
BIJLAGE_WEG = Form(
    "bijlage_weg", 1, (Field("reden", "Waarom haal je deze bijlage weg", Kind.line),)
)
