"""What is asked about a referral, about a step of its way, and about its appointments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.verwijzingen.model import Afspraakplaats, Urgentie, Vervolg, VerwijzingStatus

URGENTIES = {
    Urgentie.gewoon.value: "Gewoon",
    Urgentie.hoog.value: "Hoog",
    Urgentie.spoed.value: "Spoed",
}
VERVOLGEN = {
    Vervolg.onbekend.value: "Nog niet bekend",
    Vervolg.ja.value: "Ja",
    Vervolg.nee.value: "Nee",
}
PLAATSEN = {
    Afspraakplaats.in_huis.value: "In het huis",
    Afspraakplaats.bij_instelling.value: "Bij de instelling",
    Afspraakplaats.beeldbellen.value: "Via beeldbellen",
    Afspraakplaats.telefonisch.value: "Telefonisch",
}
STATUS_WORDS: Mapping[VerwijzingStatus, str] = {
    VerwijzingStatus.besproken: "Besproken",
    VerwijzingStatus.aangemeld: "Aangemeld",
    VerwijzingStatus.geaccepteerd: "Geaccepteerd",
    VerwijzingStatus.kennisgemaakt: "Kennisgemaakt",
    VerwijzingStatus.gestart: "Gestart",
    VerwijzingStatus.afgerond: "Afgerond",
    VerwijzingStatus.gestopt: "Gestopt",
    VerwijzingStatus.afgewezen: "Afgewezen",
    VerwijzingStatus.ingetrokken: "Ingetrokken",
}
ACTS: Mapping[VerwijzingStatus, str] = {
    VerwijzingStatus.aangemeld: "Hij is aangemeld",
    VerwijzingStatus.geaccepteerd: "Hij is geaccepteerd",
    VerwijzingStatus.kennisgemaakt: "Er is kennisgemaakt",
    VerwijzingStatus.gestart: "Het is gestart",
    VerwijzingStatus.afgerond: "Het is afgerond",
    VerwijzingStatus.gestopt: "Het is gestopt",
    VerwijzingStatus.afgewezen: "Hij is afgewezen",
    VerwijzingStatus.ingetrokken: "Trek in",
}
"""The words on the button of each step."""
CATEGORY_LABELS: Mapping[VerwijzingStatus, str] = {
    VerwijzingStatus.afgewezen: "Waarom is hij niet aangenomen",
    VerwijzingStatus.gestopt: "Waarom stopt de behandeling",
    VerwijzingStatus.afgerond: "Hoe is de behandeling afgerond",
    VerwijzingStatus.ingetrokken: "Waarom trek je de verwijzing in",
}
ONLY_PSYCHOLOOG = "Dit leest alleen de psycholoog."


def verwijzing_form(
    instellingen: Mapping[str, str],
    contactpersonen: Mapping[str, str],
    soorten: Iterable[str],
) -> Form:
    """The form of a referral. Ids are hex; ``soorten``: kinds of care from policy."""
    where = (
        Field("instelling_id", "Instelling", Kind.choice, choices=instellingen),
        Field(
            "contactpersoon_id",
            "Contactpersoon",
            Kind.choice,
            is_optional=True,
            choices=contactpersonen,
        ),
    )
    what = (
        Field("soort_zorg", "Soort zorg", Kind.choice, choices={one: one for one in soorten}),
        Field("urgentie", "Hoe dringend is het", Kind.choice, choices=URGENTIES),
        Field("besproken_datum", "Besproken met hem op", Kind.day),
        Field(
            "indicatie",
            "Indicatie",
            Kind.prose,
            hint="Waarom is deze zorg nodig? Houd het kort; het behandeldossier is van de "
            "behandelaar.",
        ),
        Field(
            "vraag",
            "Vraag aan de instelling",
            Kind.prose,
            is_optional=True,
            hint="Dit komt zo in de verwijsbrief.",
        ),
    )
    return Form("verwijzing", 1, (*where, *what), not_on_form=_NOT_ON_FORM)


_NOT_ON_FORM = frozenset(
    {
        "deelnemer_id",
        "status",
        *(f"{status.value}_datum" for status in VerwijzingStatus),
        "slot_categorie",
        "slot_toelichting",
        "heropend_reden",
        "vervolg",
        "vervolg_organisatie_id",
        "vervolg_toelichting",
    }
    - {"besproken_datum"}
)
"""The steps, the end and what comes after have small forms of their own, below."""

VERWIJZING = verwijzing_form({}, {}, ())
"""The form without its lists: for names and labels. Checks use ``verwijzing_form``."""


def stap_form(status: VerwijzingStatus, redenen: Iterable[str] = ()) -> Form:
    """One step of the way; an end also asks why, from its policy list."""
    day = Field("datum", "Op welke dag", Kind.day)
    if status not in CATEGORY_LABELS:
        return Form("verwijzing_stap", 1, (day,))
    return Form(
        "verwijzing_stap",
        1,
        (
            day,
            Field(
                "categorie",
                CATEGORY_LABELS[status],
                Kind.choice,
                choices={one: one for one in redenen},
            ),
            Field("toelichting", "Toelichting", Kind.prose, is_optional=True, hint=ONLY_PSYCHOLOOG),
        ),
    )


TERUGZETTEN = Form(
    "verwijzing_terug",
    1,
    (
        Field(
            "reden",
            "Waarom zet je deze stap terug",
            Kind.line,
            hint="Bijvoorbeeld: verkeerde datum ingevuld.",
        ),
    ),
)
"""Why the last step is taken back."""


def vervolg_form(organisaties: Mapping[str, str]) -> Form:
    """Does the care go on after uitstroom, and where."""
    return Form(
        "verwijzing_vervolg",
        1,
        (
            Field("vervolg", "Gaat de zorg door na de uitstroom", Kind.choice, choices=VERVOLGEN),
            Field(
                "vervolg_organisatie_id",
                "Bij welke organisatie",
                Kind.choice,
                is_optional=True,
                choices=organisaties,
            ),
            Field(
                "vervolg_toelichting",
                "Toelichting",
                Kind.prose,
                is_optional=True,
                hint=ONLY_PSYCHOLOOG,
            ),
        ),
    )


VERVOLG = vervolg_form({})
"""The form without its list: for names and labels."""

BEHANDELAFSPRAAK = Form(
    "behandelafspraak",
    1,
    (
        Field("datum", "Dag", Kind.day),
        Field("tijd", "Tijd", Kind.clock, is_optional=True),
        Field("plaats", "Waar", Kind.choice, choices=PLAATSEN),
    ),
    not_on_form=frozenset({"verwijzing_id", "deelnemer_id", "is_vervallen"}),
)
