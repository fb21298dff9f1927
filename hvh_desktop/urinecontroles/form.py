"""What is asked when a check is ordered, and at each step after that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.policy import OTHER
from hvh_desktop.text import capitalise
from hvh_desktop.urinecontroles.model import NieuwGebruik, UrineUitslag

VERMOEDEN = "vermoeden"
ASKS_REASON = (VERMOEDEN, OTHER)
"""What is explained to him beforehand in words of its own."""
UITSLAGEN = {
    UrineUitslag.gevraagd: "Opdracht gegeven",
    UrineUitslag.onderweg: "Naar het laboratorium",
    UrineUitslag.negatief: "Negatief",
    UrineUitslag.positief: "Positief",
    UrineUitslag.geweigerd: "Geweigerd",
    UrineUitslag.geknoeid: "Geknoeid",
}
NIEUW = {
    NieuwGebruik.ja.value: "Ja",
    NieuwGebruik.nee.value: "Nee",
    NieuwGebruik.onbekend.value: "Niet te zeggen",
}
NO_MEDICINE = "Schrijf hier geen medicijnen of andere gegevens over zijn gezondheid."


def _reason_is_said(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("aanleiding") in ASKS_REASON and not values.get("reden"):
        return {"reden": "Vul in wat de reden is. Die hoort hij vooraf."}
    return {}


def _tubes_differ(values: Mapping[str, Any]) -> Mapping[str, str]:
    first, second = values.get("nummer"), values.get("nummer_tweede")
    if first and first == second:
        return {"nummer_tweede": "De twee buizen hebben elk een eigen nummer. Kijk het na."}
    return {}


_OPDRACHT = (
    Field("opdracht_datum", "Dag van de opdracht", Kind.day),
    Field(
        "opdracht_tijd",
        "Tijd van de opdracht",
        Kind.clock,
        hint="Vanaf hier telt de tijd die hij heeft.",
    ),
    Field(
        "nummer",
        "Nummer van de buis",
        Kind.line,
        is_optional=True,
        hint="Mag ook later, bij de afname.",
    ),
    Field("nummer_tweede", "Nummer van de tweede buis", Kind.line, is_optional=True),
)


def urinecontrole_form(aanleidingen: Iterable[str], stoffen: Iterable[str]) -> Form:
    """The order of a check; both lists are words of policy."""
    why = (
        Field(
            "aanleiding",
            "Aanleiding",
            Kind.choice,
            choices={one: capitalise(one) for one in aanleidingen},
        ),
        Field(
            "reden",
            "Reden",
            Kind.prose,
            is_optional=True,
            hint=f"Wat je ziet of hoort, in gewone woorden. {NO_MEDICINE}",
        ),
        Field("is_reden_meegedeeld", "De reden is hem vooraf gezegd", Kind.check),
    )
    what = (
        Field(
            "stoffen",
            "Welke stoffen worden gevraagd",
            Kind.choices,
            choices={one: capitalise(one) for one in stoffen},
        ),
    )
    return Form(
        "urinecontrole",
        1,
        (*why, *what, *_OPDRACHT),
        (_reason_is_said, _tubes_differ),
        not_on_form=_LATER,
    )


_LATER = frozenset(
    {
        *("deelnemer_id", "medewerker_id", "afname_datum", "afname_tijd"),
        *("uitslag", "uitslag_datum", "nieuw_gebruik", "toelichting"),
        *("meegedeeld_datum", "meegedeeld_tijd", "meegedeeld_door"),
        *("heronderzoek", "heronderzoek_datum", "heronderzoek_tijd"),
        *("heronderzoek_uitslag_datum", "is_vervallen", "vervallen_reden"),
    }
)
"""The steps after the order have small forms of their own, below."""

URINECONTROLE = urinecontrole_form((), ())
"""The form without its lists: for names and labels."""

AFNAME = Form(
    "urinecontrole_afname",
    1,
    (
        Field("afname_datum", "Dag van de afname", Kind.day),
        Field("afname_tijd", "Tijd van de afname", Kind.clock),
        Field("nummer", "Nummer van de buis", Kind.line),
        Field(
            "nummer_tweede",
            "Nummer van de tweede buis",
            Kind.line,
            is_optional=True,
            hint="Die blijft bewaard voor een heronderzoek.",
        ),
    ),
    (_tubes_differ,),
)
"""He gave urine; the tubes go to the laboratory."""

WEIGERING = Form(
    "urinecontrole_weigering",
    1,
    (
        Field("datum", "Op welke dag", Kind.day),
        Field("is_nee", "Hij zei dat hij het niet doet", Kind.check),
        Field(
            "toelichting",
            "Wat hij zei",
            Kind.prose,
            is_optional=True,
            hint=f"In zijn eigen woorden. {NO_MEDICINE}",
        ),
    ),
)
"""He said no, or his hours are over."""

UITSLAG = Form(
    "urinecontrole_uitslag",
    1,
    (
        Field("uitslag_datum", "Dag van de uitslag", Kind.day),
        Field("is_geknoeid", "Er is met de urine geknoeid", Kind.check),
        Field("toelichting", "Toelichting", Kind.prose, is_optional=True, hint=NO_MEDICINE),
    ),
)
"""What the laboratory said; the substances are rows beside it."""

STOF = Form(
    "urinestof",
    1,
    (
        Field("stof", "Stof", Kind.line),
        Field(
            "uitslag",
            "Gevonden",
            Kind.choice,
            choices={"negatief": "Niet gevonden", "positief": "Gevonden"},
        ),
        Field("waarde", "Waarde", Kind.line, is_optional=True),
        Field("is_verklaard", "Verklaard door medicatie", Kind.check),
    ),
    not_on_form=frozenset({"urinecontrole_id", "deelnemer_id", "is_vervallen"}),
)

MEEGEDEELD = Form(
    "urinecontrole_meegedeeld",
    1,
    (
        Field("meegedeeld_datum", "Op welke dag hoorde hij het", Kind.day),
        Field(
            "meegedeeld_tijd",
            "Hoe laat",
            Kind.clock,
            hint="Vanaf hier telt de tijd waarin hij een heronderzoek kan vragen.",
        ),
    ),
)
"""He was told; from here nothing changes any more."""

HERONDERZOEK = Form(
    "urinecontrole_heronderzoek",
    1,
    (
        Field("heronderzoek_datum", "Op welke dag vroeg hij het", Kind.day),
        Field("heronderzoek_tijd", "Hoe laat", Kind.clock, hint="Hij vraagt het op papier."),
    ),
)
"""He asks for a second look, in writing."""

HERUITSLAG = Form(
    "urinecontrole_heruitslag",
    1,
    (
        Field("heronderzoek_uitslag_datum", "Dag van de uitslag", Kind.day),
        Field(
            "bevestigd",
            "Wat zegt het heronderzoek",
            Kind.choice,
            choices={"ja": "De uitslag is bevestigd", "nee": "De uitslag is niet bevestigd"},
        ),
    ),
)
"""What the second look said."""

NIEUW_GEBRUIK = Form(
    "urinecontrole_nieuw",
    1,
    (Field("nieuw_gebruik", "Is het nieuw gebruik", Kind.choice, choices=NIEUW),),
)

VERWIJDEREN = Form(
    "urinecontrole_weg",
    1,
    (
        Field(
            "reden",
            "Waarom haal je deze controle weg",
            Kind.line,
            hint="Bijvoorbeeld: bij de verkeerde deelnemer ingevoerd.",
        ),
    ),
)
