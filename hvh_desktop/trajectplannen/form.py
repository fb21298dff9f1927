"""What is typed in the plan itself: his own story, and what is agreed for the whole time."""

from __future__ import annotations

from hvh_desktop.forms import Field, Form, Kind

TRAJECTPLAN = Form(
    "trajectplan",
    1,
    (
        Field(
            "eigen_verhaal",
            "Wat hij zelf zegt",
            Kind.voice,
            is_optional=True,
            hint="Een paar zinnen in zijn eigen woorden. Ze staan voorin het plan.",
        ),
    ),
    not_on_form=frozenset(
        {
            "deelnemer_id",
            "versie",
            "status",
            "datum",
            "inhoud",
            "vastgesteld_op",
            "vastgesteld_door",
        }
    ),
)

PLANAFSPRAAK = Form(
    "planafspraak",
    1,
    (
        Field(
            "tekst",
            "Wat is er afgesproken",
            Kind.prose,
            hint="Bijvoorbeeld: Hij gaat bij zijn broer wonen.",
        ),
        Field(
            "met_wie", "Met wie", Kind.line, is_optional=True, hint="Bijvoorbeeld: broer en vader."
        ),
        Field("datum", "Op welke dag", Kind.day),
    ),
    not_on_form=frozenset({"deelnemer_id", "volgorde", "is_vervallen", "vervallen_reden"}),
)

VERVALLEN = Form(
    "planafspraak_vervallen",
    1,
    (Field("vervallen_reden", "Waarom geldt deze afspraak niet meer?", Kind.prose),),
    not_on_form=PLANAFSPRAAK.not_on_form - {"vervallen_reden"} | set(PLANAFSPRAAK.names()),
)
"""Taking an agreement off the plan needs a reason; it stays in the dossier."""
