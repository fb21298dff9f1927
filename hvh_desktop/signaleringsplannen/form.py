"""What is asked for a signaleringsplan, for each of its stages, and when it is shared."""

from __future__ import annotations

from collections.abc import Mapping

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.signaleringsplannen.model import Kleur

KLEUREN = {kleur.value: kleur.value.capitalize() for kleur in Kleur}
VERPLICHT = (Kleur.groen, Kleur.oranje, Kleur.rood)
"""A plan has these; geel only when he wants a stage in between."""
TEKSTEN = ("signalen", "helpt_zelf", "helpt_anderen", "bellen")
"""The four texts of a stage with one thing a line."""

SAMEN = "samen doorgenomen"
TELEFOON = "verteld door de telefoon"
PAPIER = "op papier gegeven"
WIJZEN = {
    SAMEN: "Samen doorgenomen",
    TELEFOON: "Verteld door de telefoon",
    PAPIER: "Op papier gegeven",
}
IN_HET_PROGRAMMA = "als kaart in het dossier"
"""How the team gets it; nobody chooses this."""


def plan_form(mensen: Mapping[str, str]) -> Form:
    """The head of a plan; ``mensen``: id as hex -> name, of his network and of colleagues."""
    return Form(
        "signaleringsplan",
        1,
        (
            Field("datum", "Besproken op", Kind.day),
            Field(
                "opgesteld_met_ids",
                "Samen gemaakt met",
                Kind.choices,
                is_optional=True,
                choices=mensen,
            ),
            Field(
                "opgesteld_met",
                "En met wie nog meer",
                Kind.line,
                is_optional=True,
                hint="Bijvoorbeeld de behandelaar van de instelling.",
            ),
        ),
        not_on_form=frozenset(
            {"deelnemer_id", "versie", "status", "vastgesteld_op", "vastgesteld_door"}
        ),
    )


def fase_form(netwerk: Mapping[str, str]) -> Form:
    """One stage; ``netwerk``: id as hex -> name of whom he may call."""
    return Form(
        "signaleringsfase",
        1,
        (
            Field(
                "naam",
                "Hoe noemt hij dit zelf",
                Kind.line,
                is_optional=True,
                hint="Bijvoorbeeld ‘ketel met stoom’.",
            ),
            Field("signalen", "Hoe merk je het", Kind.prose, is_optional=True),
            Field("helpt_zelf", "Wat doet hij zelf", Kind.prose, is_optional=True),
            Field("helpt_anderen", "Wat doen anderen", Kind.prose, is_optional=True),
            Field(
                "bellen_ids",
                "Wie bellen uit zijn netwerk",
                Kind.choices,
                is_optional=True,
                choices=netwerk,
                hint="Het nummer komt uit het netwerk.",
            ),
            Field(
                "bellen",
                "Wie bellen, anderen",
                Kind.prose,
                is_optional=True,
                hint="Naam en nummer. 112 komt er vanzelf bij.",
            ),
        ),
        not_on_form=frozenset({"deelnemer_id", "signaleringsplan_id", "kleur"}),
    )


def deling_form(netwerk: Mapping[str, str], kleuren: Mapping[str, str]) -> Form:
    """With whom, which stages, how; ``netwerk``: id as hex -> name."""
    return Form(
        "signaleringsdeling",
        1,
        (
            Field("netwerklid_id", "Met wie", Kind.choice, choices=netwerk),
            Field("kleuren", "Welke fasen", Kind.choices, choices=kleuren),
            Field("wijze", "Hoe", Kind.choice, choices=WIJZEN),
        ),
        not_on_form=frozenset(
            {"deelnemer_id", "signaleringsplan_id", "datum", "toestemming_id", "ingetrokken_datum"}
        ),
    )


SIGNALERINGSPLAN = plan_form({})
SIGNALERINGSFASE = fase_form({})
SIGNALERINGSDELING = deling_form({}, KLEUREN)
"""The forms without people: for names and labels."""
