"""What is asked when a sanctie is weighed, proposed and decided.

The alternatieven with their straffen are not in these forms: ``maxima`` checks those, because
whether a number is right depends on the other straffen and on the rules of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.sancties.form import VERANTWOORDELIJKHEDEN

MOST_TIMES = 99


_KEER = Field(
    "hoeveelste_keer",
    "De hoeveelste keer is dit",
    Kind.number,
    minimum=1,
    maximum=MOST_TIMES,
    hint="Geteld uit zijn eerdere zaken van deze soort waarover is beslist, in dit verblijf. "
    "Klopt het niet, wijzig het dan.",
)
_VERANTWOORDELIJK = Field(
    "verantwoordelijkheid",
    "Kan hij hiervoor verantwoordelijk worden gehouden",
    Kind.choice,
    choices=VERANTWOORDELIJKHEDEN,
    hint="Bij ‘Niet’ kan er geen straf zijn.",
)
_TOELICHTING = Field(
    "verantwoordelijkheid_toelichting",
    "Waarom vind je dat",
    Kind.prose,
    is_optional=True,
    hint="Nodig bij ‘Verminderd’ en ‘Niet’, en als je anders oordeelt dan de psycholoog.",
)
_WAAROM = Field(
    "waarom",
    "Waarom past deze keuze",
    Kind.prose,
    hint="De directeur beslist hiermee. Schrijf het zo dat de deelnemer het ook begrijpt.",
)
_GEPROBEERD = Field(
    "geprobeerd",
    "Wat is er eerder geprobeerd",
    Kind.prose,
    is_optional=True,
    hint="Nodig als je terugplaatsing voorstelt: die beëindigt zijn deelname.",
)


def voorstel_form(problematieken: Iterable[str], telt_mee: Iterable[str]) -> Form:
    """The weighing. Both lists come from policy, as they were on the day of the voorval."""
    problems = Field(
        "problematiek",
        "Welke problemen spelen mee",
        Kind.choices,
        choices={one: one for one in problematieken},
    )
    counts = Field(
        "telt_mee",
        "Wat telt mee",
        Kind.choices,
        is_optional=True,
        choices={one: one for one in telt_mee},
    )
    return Form(
        "sanctievoorstel",
        1,
        (_KEER, problems, _VERANTWOORDELIJK, _TOELICHTING, counts, _WAAROM, _GEPROBEERD),
        not_on_form=frozenset({"sanctiezaak_id", "deelnemer_id", "ronde", "datum"}),
    )


VOORSTEL = voorstel_form((), ())
"""The form without its lists: for names and labels. Checks use ``voorstel_form``."""

BESLISSING = Form(
    "beslissing",
    1,
    (
        Field("datum", "Dag van de beslissing", Kind.day),
        _VERANTWOORDELIJK,
        Field(
            "motivering",
            "Waarom beslis je dit",
            Kind.prose,
            hint="Dit komt in de mededeling. Schrijf het zo dat hij het begrijpt.",
        ),
        Field(
            "degradatie_reden",
            "Waarom wel of geen degradatie",
            Kind.prose,
            is_optional=True,
            hint="Nodig als er een straf is. Afwijken van de regeling kan alleen met een reden.",
        ),
    ),
    not_on_form=frozenset(
        {"sanctiezaak_id", "deelnemer_id", "ronde", "aanleiding", "voorstel_id", "alternatief_id"}
        | {"uitkomst", "afspraak", "is_degradatie", "is_terugplaatsing", "proeftijd_tot_datum"}
        | {"is_zelfde_persoon"}
    ),
)


def voorwaarde_form(doelen: Mapping[str, str], medewerkers: Mapping[str, str]) -> Form:
    """A condition of the proeftijd. Ids are hex."""
    return Form(
        "voorwaarde",
        1,
        (
            Field(
                "tekst",
                "Waar houdt hij zich aan",
                Kind.prose,
                hint="Zo dat hij en wie erop let hetzelfde lezen.",
            ),
            Field(
                "doel_id",
                "Hoort bij doel",
                Kind.choice,
                is_optional=True,
                choices=doelen,
            ),
            Field("toezicht_id", "Wie let erop", Kind.choice, choices=medewerkers),
            Field("herinnering_datum", "Herinner op", Kind.day, is_optional=True),
        ),
        not_on_form=frozenset(
            {"sanctiezaak_id", "deelnemer_id", "beslissing_id", "volgorde", "is_algemeen"}
            | {"status", "toelichting", "afgesloten_datum"}
        ),
    )


VOORWAARDE = voorwaarde_form({}, {})
"""The form without its lists: for names and labels."""
