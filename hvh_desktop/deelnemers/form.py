"""What is asked about a deelnemer, his stay, his team and what to watch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hvh_desktop.deelnemers.model import AandachtspuntSoort, Lvb, Taak, Titel, UitstroomSoort
from hvh_desktop.forms import Field, Form, Kind

TITELS = {
    Titel.hvh.value: "HvH, met begeleiding",
    Titel.bba.value: "BBA, zonder begeleiding",
}
LVB = {
    Lvb.onbekend.value: "Niet bekend",
    Lvb.ja.value: "Ja",
    Lvb.nee.value: "Nee",
}
UITSTROOM_SOORTEN = {
    soort.value: (
        "Voorwaardelijke invrijheidstelling (v.i.)"
        if soort is UitstroomSoort.voorwaardelijke_invrijheidstelling
        else soort.value.capitalize()
    )
    for soort in UitstroomSoort
}
TAKEN = {taak.value: taak.value.capitalize() for taak in Taak}
AANDACHTSPUNT_SOORTEN = {soort.value: soort.value.capitalize() for soort in AandachtspuntSoort}

PERSOON_FIELDS = (
    Field("roepnaam", "Roepnaam", Kind.line),
    Field("tussenvoegsel", "Tussenvoegsel", Kind.line, is_optional=True),
    Field("achternaam", "Achternaam", Kind.line),
    Field("voornamen", "Alle voornamen", Kind.line),
    Field(
        "naam_eigen_schrift",
        "Naam in zijn eigen schrift",
        Kind.line,
        is_optional=True,
        hint="Zoals hij het zelf schrijft, bijvoorbeeld in het Arabisch of Syrisch.",
    ),
    Field("geboortedatum", "Geboortedatum", Kind.day),
    Field("registratienummer", "Registratienummer", Kind.line),
    Field("titel", "Titel", Kind.choice, choices=TITELS),
)
TAAL_FIELDS = (
    Field(
        "talen", "Talen", Kind.line, is_optional=True, hint="De taal die hij liefst spreekt eerst."
    ),
    Field("leesniveau", "Leesniveau", Kind.line, is_optional=True, hint="Bijvoorbeeld A2, B1."),
    Field("lvb", "Licht verstandelijke beperking", Kind.choice, is_optional=True, choices=LVB),
    Field(
        "uitlegvoorkeur",
        "Hoe kun je hem het best iets uitleggen",
        Kind.prose,
        is_optional=True,
    ),
)
BRIEF_FIELDS = (
    Field("motivatiebrief", "Zijn motivatiebrief", Kind.voice, is_optional=True),
    Field("motivatiebrief_datum", "Datum van de brief", Kind.day, is_optional=True),
    Field("motivatiebrief_hulp", "Wie hielp hem schrijven", Kind.line, is_optional=True),
)


def _herkomst_fields(gemeenten: Iterable[str]) -> tuple[Field, ...]:
    return (
        Field("gemeente_herkomst", "Gemeente van herkomst", Kind.line),
        Field(
            "gemeente_vestiging",
            "Gemeente waar hij gaat wonen",
            Kind.choice,
            choices={gemeente: gemeente for gemeente in gemeenten},
        ),
        Field(
            "inrichting_herkomst", "Inrichting waar hij vandaan komt", Kind.line, is_optional=True
        ),
    )


def _brief_needs_words(values: Mapping[str, Any]) -> Mapping[str, str]:
    if values.get("motivatiebrief"):
        return {}
    if values.get("motivatiebrief_datum") or values.get("motivatiebrief_hulp"):
        return {"motivatiebrief": "Neem de brief over, of maak ook de datum en de hulp leeg."}
    return {}


def deelnemer_form(gemeenten: Iterable[str]) -> Form:
    """The form of a deelnemer; ``gemeenten``: where he may go and live, from policy."""
    return Form(
        "deelnemer",
        1,
        (*PERSOON_FIELDS, *_herkomst_fields(gemeenten), *TAAL_FIELDS, *BRIEF_FIELDS),
        rules=(_brief_needs_words,),
        not_on_form=frozenset({"foto"}),
    )


DEELNEMER = deelnemer_form(())
"""The form without its gemeenten: for names and labels. Checks use ``deelnemer_form``."""


def _dates_in_order(values: Mapping[str, Any]) -> Mapping[str, str]:
    """Plaatsing, then PP, then v.i., then the end of detention; he leaves within that."""
    found: dict[str, str] = {}
    begin, end = values.get("begin_datum"), values.get("einde_detentie_datum")
    pp, vi = values.get("pp_datum"), values.get("vi_datum")
    named = (
        ("verwacht_einde_datum", "Hij vertrekt", values.get("verwacht_einde_datum")),
        ("pp_datum", "Het penitentiair programma begint", pp),
        ("vi_datum", "De v.i. valt", vi),
        ("einde_detentie_datum", "De detentie eindigt", end),
    )
    for name, subject, day in named:
        if day and begin and day < begin:
            found[name] = f"{subject} niet vóór de plaatsing. Kijk beide datums na."
        elif day and end and day > end:
            found[name] = f"{subject} niet na het einde van de detentie. Kijk beide datums na."
    if pp and vi and pp > vi:
        found.setdefault(
            "pp_datum", "Het penitentiair programma begint niet na de v.i. Kijk beide datums na."
        )
    return found


VERBLIJF = Form(
    "verblijf",
    1,
    (
        Field("begin_datum", "Plaatsing", Kind.day),
        Field("plaats_nummer", "Plaats", Kind.number, is_optional=True, minimum=1, maximum=99),
        Field("verwacht_einde_datum", "Verwacht vertrek", Kind.day, is_optional=True),
        Field(
            "verwachte_uitstroom",
            "Verwachte uitstroom",
            Kind.choice,
            is_optional=True,
            choices=UITSTROOM_SOORTEN,
        ),
        Field("pp_datum", "Penitentiair programma vanaf", Kind.day, is_optional=True),
        Field("vi_datum", "Datum v.i.", Kind.day, is_optional=True),
        Field("einde_detentie_datum", "Einde detentie", Kind.day, is_optional=True),
    ),
    rules=(_dates_in_order,),
    not_on_form=frozenset({"deelnemer_id", "einde_datum", "uitstroom", "uitstroom_reden"}),
)


def _reason_when_anders(values: Mapping[str, Any]) -> Mapping[str, str]:
    if str(values.get("uitstroom")).endswith("anders") and not values.get("uitstroom_reden"):
        return {"uitstroom_reden": "Schrijf kort op wat de reden is."}
    return {}


UITSTROOM = Form(
    "uitstroom",
    1,
    (
        Field("einde_datum", "Dag van vertrek", Kind.day),
        Field("uitstroom", "Hoe hij vertrekt", Kind.choice, choices=UITSTROOM_SOORTEN),
        Field("uitstroom_reden", "Reden", Kind.prose, is_optional=True),
    ),
    rules=(_reason_when_anders,),
)
"""How a stay ended: the other half of ``Verblijf``."""


def _team_in_order(values: Mapping[str, Any]) -> Mapping[str, str]:
    start, end = values.get("vanaf_datum"), values.get("tot_datum")
    if start and end and end < start:
        return {"tot_datum": "De laatste dag ligt niet vóór de eerste. Kijk beide datums na."}
    return {}


def teamlid_form(medewerkers: Mapping[str, str]) -> Form:
    """Who works with him; ``medewerkers``: id as hex -> name."""
    return Form(
        "teamlid",
        1,
        (
            Field("medewerker_id", "Collega", Kind.choice, choices=medewerkers),
            Field("taak", "Taak", Kind.choice, choices=TAKEN),
            Field("vanaf_datum", "Vanaf", Kind.day),
            Field("tot_datum", "Tot en met", Kind.day, is_optional=True),
            Field("reden", "Reden", Kind.line, is_optional=True),
        ),
        rules=(_team_in_order,),
        not_on_form=frozenset({"deelnemer_id"}),
    )


TEAMLID = teamlid_form({})


def _two_different_mentoren(values: Mapping[str, Any]) -> Mapping[str, str]:
    first, second = values.get("mentor_1"), values.get("mentor_2")
    if first and first == second:
        return {"mentor_2": "Kies een andere collega dan de eerste mentor."}
    return {}


def team_form(medewerkers: Mapping[Taak, Mapping[str, str]]) -> Form:
    """The team at the start; ``medewerkers``: per taak id as hex -> name."""

    def of(name: str, label: str, taak: Taak) -> Field:
        choices = medewerkers.get(taak, {})
        return Field(name, label, Kind.choice, is_optional=True, choices=choices)

    return Form(
        "deelnemer_team",
        1,
        (
            of("mentor_1", "Eerste mentor", Taak.mentor),
            of("mentor_2", "Tweede mentor", Taak.mentor),
            of("casemanager", "Casemanager", Taak.casemanager),
            of("reclasseringswerker", "Reclasseringswerker", Taak.reclasseringswerker),
            of("psycholoog", "Psycholoog", Taak.psycholoog),
        ),
        rules=(_two_different_mentoren,),
    )


TEAM_TAKEN = {
    "mentor_1": Taak.mentor,
    "mentor_2": Taak.mentor,
    "casemanager": Taak.casemanager,
    "reclasseringswerker": Taak.reclasseringswerker,
    "psycholoog": Taak.psycholoog,
}
"""Field of ``team_form`` -> the taak it gives."""

AANDACHTSPUNT = Form(
    "aandachtspunt",
    1,
    (
        Field("soort", "Waar gaat het over", Kind.choice, choices=AANDACHTSPUNT_SOORTEN),
        Field("tekst", "Wat moet iedereen weten", Kind.prose),
        Field("vanaf_datum", "Vanaf", Kind.day),
        Field("tot_datum", "Tot en met", Kind.day, is_optional=True),
    ),
    rules=(_team_in_order,),
    not_on_form=frozenset({"deelnemer_id"}),
)
