"""What is written in a krachteninventarisatie, declared once.

The headings of the three columns, the seven steps and the names of medewerkers are data, so
``blad_form`` and ``inventarisatie_form`` make the form that is shown from the one declared here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hvh_desktop.forms import Field, Form, Kind
from hvh_desktop.krachteninventarisaties.model import Antwoord
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES

_LEEFGEBIEDEN: dict[str, str] = {one.value: name for one, name in LEEFGEBIED_NAMES.items()}

KOLOMMEN = ("nu", "wensen", "hulpbronnen")
"""The three columns of his own words, left to right."""

STEPS = 7

ANTWOORD_LABELS: dict[str, str] = {
    Antwoord.geeft_antwoord: "Hij geeft antwoord",
    Antwoord.weet_niet: "Hij weet het niet",
    Antwoord.wil_niet_antwoorden: "Hij wil niet antwoorden",
    Antwoord.niet_van_toepassing: "Niet van toepassing",
}

GEEN_ANTWOORD_WORDS: dict[Antwoord, str] = {
    Antwoord.weet_niet: "weet hij niet",
    Antwoord.wil_niet_antwoorden: "wil hij nog niet vertellen",
    Antwoord.niet_van_toepassing: "niet van toepassing",
}
"""How a list says that there is no answer, which is an answer too."""

_BRON_WORDS: dict[str, str] = {
    "deelnemer": "zei hij zelf",
    "hij zelf": "zei hij zelf",
    "hijzelf": "zei hij zelf",
    "dossier": "staat in het dossier",
    "motivatiebrief": "staat in zijn motivatiebrief",
}
_OF_THE_HOUSE = frozenset(
    "mentor casemanager reclasseringswerker psycholoog werkmeester arbeidsleiding docent trainer "
    "huisarts pastor".split()
) | {"geestelijk verzorger"}
_HIS_PEOPLE = frozenset(
    "moeder vader zus broer zoon dochter partner vrouw vriendin vriend oom tante oma opa neef "
    "nicht schoonmoeder schoonvader buurman buurvrouw".split()
)

BRON_VOORSTELLEN: tuple[tuple[str, str], ...] = (
    ("deelnemer", "hij zelf"),
    ("mentor", "de mentor"),
    ("werkmeester", "de werkmeester"),
    ("familie", "zijn familie"),
    ("dossier", "het dossier"),
)
"""Sources that are chosen with one key: value -> label."""


def bron_words(bron: str) -> str:
    """Who said so, behind a kracht: 'zei hij zelf', 'zei de werkmeester', 'volgens Diny'."""
    folded = bron.strip().casefold()
    if folded in _BRON_WORDS:
        return _BRON_WORDS[folded]
    if folded in _OF_THE_HOUSE:
        return f"zei de {folded}"
    if folded in _HIS_PEOPLE:
        return f"zei zijn {folded}"
    return "zei zijn familie" if folded == "familie" else f"volgens {bron.strip()}"


LEEFGEBIEDBLAD = Form(
    "leefgebiedblad",
    1,
    (
        Field("antwoord", "Antwoord", Kind.choice, choices=ANTWOORD_LABELS, is_optional=True),
        Field("nu", "Nu", Kind.voice, is_optional=True),
        Field("wensen", "Wensen", Kind.voice, is_optional=True),
        Field("hulpbronnen", "Wat hielp toen", Kind.voice, is_optional=True),
        Field("aanvulling", "Aanvulling van de mentor", Kind.prose, is_optional=True),
        Field(
            "bereidheid",
            "Hoe ver is hij met veranderen",
            Kind.number,
            is_optional=True,
            minimum=1,
            maximum=STEPS,
        ),
        Field("is_besproken", "Besproken", Kind.check, is_optional=True),
    ),
    not_on_form=frozenset({"deelnemer_id", "krachteninventarisatie_id", "leefgebied"}),
)
"""One leefgebied. Everything is optional: a concept may be incomplete."""

KRACHT = Form(
    "kracht",
    1,
    (
        Field("tekst", "Kracht", Kind.line, hint="In één regel: wat kan hij of wat heeft hij."),
        Field("bron", "Wie zei dit", Kind.line, hint="Hij zelf, of wie het van hem zag."),
    ),
    not_on_form=frozenset(
        {"deelnemer_id", "krachteninventarisatie_id", "leefgebied", "volgorde", "is_vervallen"}
    ),
)

INVENTARISATIE = Form(
    "krachteninventarisatie",
    1,
    (
        Field("datum", "Datum", Kind.day),
        Field("medewerker_ids", "Gemaakt met", Kind.choices, is_optional=True),
        Field(
            "bijzonderheden",
            "Bijzonderheden",
            Kind.prose,
            is_optional=True,
            hint="Bijvoorbeeld: met een tolk, of in twee keer.",
        ),
        Field("zelfregulering", "Wat doe ik als het tegenzit", Kind.voice, is_optional=True),
        Field(
            "zelfregulering_aanvulling",
            "Aanvulling van de mentor",
            Kind.prose,
            is_optional=True,
        ),
    ),
    not_on_form=frozenset(
        {
            "deelnemer_id",
            "versie",
            "vorige_id",
            "status",
            "afgerond_op",
            "afgerond_door",
            "is_vervallen",
        }
    ),
)

COACHOPMERKING = Form(
    "coachopmerking",
    1,
    (
        Field("leefgebied", "Waarover", Kind.choice, is_optional=True, choices=_LEEFGEBIEDEN),
        Field("tekst", "Opmerking", Kind.prose),
    ),
    not_on_form=frozenset({"deelnemer_id", "krachteninventarisatie_id"}),
)


def blad_form(kolomkoppen: Mapping[str, str]) -> Form:
    """The form of a leefgebied with the headings of the house; keys as ``KOLOMMEN``."""
    return _relabelled(LEEFGEBIEDBLAD, kolomkoppen)


def inventarisatie_form(namen: Mapping[str, str] | Callable[[], Mapping[str, str]]) -> Form:
    """The form of a version with the medewerkers who can be chosen: id as hex -> name."""
    fields = tuple(
        replace(field, choices=namen) if field.name == "medewerker_ids" else field
        for field in INVENTARISATIE.fields
    )
    return replace(INVENTARISATIE, fields=fields)


def _relabelled(form: Form, labels: Mapping[str, str]) -> Form:
    fields = tuple(replace(f, label=labels.get(f.name, f.label)) for f in form.fields)
    return replace(form, fields=fields)
