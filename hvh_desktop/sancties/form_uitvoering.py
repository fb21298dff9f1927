"""What is asked about execution, conditions, ordemaatregelen and the answer of the casemanager."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.sancties.words import VervolgStatus, VoorwaardeStatus
from hvh_desktop.text import capitalise

BETAALD, VERVANGEND = "betaald", "vervangend"
BOETE = {
    BETAALD: "Hij heeft betaald",
    VERVANGEND: "Hij betaalt niet: de vervangende straf gaat in",
}
"""How a fine is executed."""
UITKOMSTEN = {
    VoorwaardeStatus.nagekomen.value: "Nagekomen",
    VoorwaardeStatus.niet_nagekomen.value: "Niet nagekomen",
}
ANTWOORDEN = {
    VervolgStatus.gevolgd.value: "Gevolgd",
    VervolgStatus.niet_gevolgd.value: "Niet gevolgd",
}

_DAGEN = (
    Field("begin_datum", "Begint op", Kind.day),
    Field("begin_tijd", "Begintijd", Kind.clock, is_optional=True),
    Field("eind_datum", "Eindigt op", Kind.day),
    Field("eind_tijd", "Eindtijd", Kind.clock, is_optional=True),
)
_STRAFCEL = (
    Field("is_strafcel", "In een strafcel", Kind.check),
    Field(
        "commissie_gemeld_datum", "Gemeld aan de commissie van toezicht", Kind.day, is_optional=True
    ),
    Field("arts_gemeld_datum", "Gemeld aan de arts", Kind.day, is_optional=True),
)
_TOELICHTING = Field(
    "toelichting",
    "Toelichting",
    Kind.prose,
    is_optional=True,
    hint="Bijvoorbeeld waar hij verblijft, of welke activiteiten niet doorgaan.",
)
_WAAROM = Field(
    "reden", "Waarom wijzig je dit", Kind.line, hint="Bijvoorbeeld: een dag eerder klaar."
)

TENUITVOERLEGGING = Form(
    "tenuitvoerlegging",
    1,
    (*_DAGEN, *_STRAFCEL, _TOELICHTING),
    not_on_form=frozenset(
        {
            "sanctiezaak_id",
            "deelnemer_id",
            "straf_id",
            "is_vervangend",
            "is_vervallen",
            "vervallen_reden",
        }
    ),
)


def periode_form(*, is_boete: bool, with_cell: bool, with_reason: bool = False) -> Form:
    """The period of one straf; ``with_reason``: it comes in place of one that was recorded."""
    how = Field("is_vervangend", "Hoe gaat het met de boete", Kind.choice, choices=BOETE)
    fields = (
        *((how,) if is_boete else ()),
        *_DAGEN,
        *(_STRAFCEL if with_cell else ()),
        _TOELICHTING,
        *((_WAAROM,) if with_reason else ()),
    )
    return Form("tenuitvoerlegging_periode", 1, fields)


INTREKKEN = Form(
    "tenuitvoerlegging_terug",
    1,
    (
        Field(
            "reden",
            "Waarom trek je dit in",
            Kind.line,
            hint="Bijvoorbeeld: verkeerde dag ingevuld, of het ging niet door.",
        ),
    ),
)
"""Why a period does not count."""


def afloop_form(*, must_explain: bool = False) -> Form:
    """The end of a case; ``must_explain``: not all went as it was decided."""
    return Form(
        "sanctiezaak_afloop",
        1,
        (
            Field("datum", "Afgelopen op", Kind.day),
            Field(
                "toelichting",
                "Hoe is het afgelopen",
                Kind.prose,
                is_optional=not must_explain,
                hint="Wat leerde hij ervan? Wat doen jullie een volgende keer weer zo, of anders?",
            ),
        ),
    )


VOORWAARDE_UITKOMST = Form(
    "voorwaarde_uitkomst",
    1,
    (
        Field("status", "Hoe liep het", Kind.choice, choices=UITKOMSTEN),
        Field(
            "toelichting",
            "Toelichting",
            Kind.prose,
            is_optional=True,
            hint="Is hij het niet nagekomen: wat gebeurde er, en hoe weet je dat?",
        ),
    ),
)
VOORWAARDE_TERUG = Form(
    "voorwaarde_terug",
    1,
    (Field("toelichting", "Waarom haal je deze uitkomst weg", Kind.line),),
)
"""An outcome was wrong: the condition runs again."""

VERVOLGANTWOORD = Form(
    "vervolgvoorstel_antwoord",
    1,
    (
        Field("status", "Wat is je antwoord", Kind.choice, choices=ANTWOORDEN),
        Field(
            "antwoord",
            "Waarom",
            Kind.prose,
            hint="Schrijf op wat je hebt afgewogen. Dit blijft bij de zaak staan.",
        ),
    ),
)


# Ordemaatregel --------------------------------------------------------------------------------


_ORDE_LATER = frozenset(
    {
        "deelnemer_id",
        "is_door_personeel",
        "verlenging_van_id",
        "einde_datum",
        "einde_tijd",
        "einde_reden",
    }
)


def ordemaatregel_form(soorten: Iterable[str], zaken: Mapping[str, str]) -> Form:
    """A new measure. ``zaken``: his cases that run, id in hex -> words."""
    return Form(
        "ordemaatregel",
        1,
        (
            Field(
                "soort",
                "Wat houdt de maatregel in",
                Kind.choice,
                choices={one: capitalise(one) for one in soorten},
            ),
            Field(
                "reden",
                "Waarom is dit nodig voor orde of veiligheid",
                Kind.prose,
                hint="Schrijf geen namen van anderen op, maar hun rol, zoals ‘medebewoner A’.",
            ),
            Field(
                "sanctiezaak_id",
                "Hoort bij een voorval",
                Kind.choice,
                is_optional=True,
                choices=zaken,
            ),
            Field("begin_datum", "Begint op", Kind.day),
            Field("begin_tijd", "Begintijd", Kind.clock),
            Field("eind_datum", "Eindigt uiterlijk op", Kind.day),
            Field("eind_tijd", "Eindtijd", Kind.clock),
        ),
        not_on_form=_ORDE_LATER,
    )


ORDEMAATREGEL = ordemaatregel_form((), {})
"""The form without its lists: for names and labels."""

VERLENGING = Form(
    "ordemaatregel_verlenging",
    1,
    (
        Field("eind_datum", "Eindigt uiterlijk op", Kind.day),
        Field("eind_tijd", "Eindtijd", Kind.clock),
        Field("reden", "Waarom is het langer nodig", Kind.prose),
    ),
)
EINDE = Form(
    "ordemaatregel_einde",
    1,
    (
        Field("einde_datum", "Gestopt op", Kind.day),
        Field("einde_tijd", "Gestopt om", Kind.clock),
        Field("einde_reden", "Waarom stopt het eerder", Kind.line),
    ),
)
