"""The rules of the house in words: a short name, a group, and a value as somebody says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES
from hvh_desktop.text import capitalise, plural, shorten

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Het huis": {
        "aantal_plaatsen": "Aantal plaatsen",
        "mentoren_per_deelnemer": "Mentoren per deelnemer",
        "gemeenten": "Gemeenten",
        "uitstroomsoorten": "Manieren waarop een verblijf eindigt",
    },
    "Gesprekken en plannen": {
        "mentorgesprek_ritme_dagen": "Ritme van het mentorgesprek",
        "trajectgesprek_ritme_dagen": "Ritme van het trajectgesprek",
        "krachteninventarisatie_eerste_dagen": "Eerste krachteninventarisatie",
        "trajectplan_eerste_weken": "Eerste trajectplan",
        "trajectplan_evaluatie_maanden": "Evaluatie van het trajectplan",
        "verzetredenen": "Redenen om een gesprek te verzetten",
        "vervallenredenen": "Redenen om een doel te laten vervallen",
    },
    "Krachtwerk": {
        "leefgebieden": "Leefgebieden",
        "kolomkoppen": "Koppen van de krachteninventarisatie",
        "bereidheid_stappen": "Stappen van bereidheid",
        "gezichten": "Gezichten",
        "zelfregulering_vragen": "Vragen over zelfregulering",
        "dr_gebieden": "Gebieden van het D&R-plan",
        "leefgebied_dr_gebied": "Leefgebied en D&R-gebied",
    },
    "Zorg en behandeling": {
        "verwijzing_doorlooptijden": "Doorlooptijden van een verwijzing",
        "verwijzing_start_na_plaatsing_dagen": "Kennismaking na de plaatsing",
        "soorten_zorg": "Soorten zorg",
        "verwijzing_afwijsredenen": "Redenen van afwijzen",
        "verwijzing_stopredenen": "Redenen van stoppen",
        "verwijzing_afrondredenen": "Manieren van afronden",
        "verwijzing_intrekredenen": "Redenen van intrekken",
        "behandelnotitie_tekens": "Lengte van een notitie van de psycholoog",
        "psycholooggesprek_minuten": "Duur van een gesprek met de psycholoog",
        "behandeldossier_bewaarjaren": "Bewaren van het behandeldossier",
    },
    "Toestemming en doorgeven": {
        "toestemming_maanden": "Duur van een toestemming",
        "toestemming_waarschuwing_dagen": "Waarschuwen voor het einde",
        "toestemming_tekst": "Tekst van het toestemmingsformulier",
        "verstrekking_wettelijke_gronden": "Doorgeven zonder toestemming",
    },
    "Sancties": {
        "sanctie_maxima": "Zwaarste straffen",
        "sanctie_combinatie_dagen": "Opsluiting en uitsluiting samen",
        "sanctie_proeftijd_maanden": "Langste proeftijd",
        "sanctie_proeftijd_herinnering_dagen": "Herinneren aan het einde van een proeftijd",
        "sanctie_algemene_voorwaarde": "Algemene voorwaarde bij een proeftijd",
        "sanctie_regulier": "Gewone uitkomsten",
        "sanctie_regulier_voorbeeld": "Voorbeelden van gewone uitkomsten",
        "sanctie_keten": "Wat op een straf volgt",
        "sanctie_problematieken": "Problemen die meewegen",
        "sanctie_telt_mee": "Wat meetelt bij de keuze",
        "sanctie_vragen": "Vragen bij de keuze",
        "sanctie_afzie_redenen": "Redenen om van straf af te zien",
        "sanctie_sepot_redenen": "Redenen om te seponeren",
        "sanctie_intrek_redenen": "Redenen om in te trekken",
        "sanctie_beklag_dagen": "Termijn voor beklag",
        "sanctie_beroep_dagen": "Termijn voor beroep",
        "sanctie_beklag_tekst": "Tekst over beklag",
        "sanctie_strafcel_meldt_uren": "Melden van een strafcel",
        "sanctie_voorkomen_terugplaatsing": "Voorkomen terugplaatsing",
        "ordemaatregel_dagen": "Duur van een ordemaatregel",
        "ordemaatregel_personeel_uren": "Ordemaatregel van het personeel",
        "ordemaatregel_soorten": "Soorten ordemaatregelen",
    },
    "Urinecontrole": {
        "urinecontrole_aanleidingen": "Aanleidingen",
        "urinecontrole_stoffen": "Stoffen",
        "urinecontrole_gelegenheid_uren": "Tijd om urine te geven",
        "urinecontrole_heronderzoek_uren": "Tijd om heronderzoek te vragen",
        "urinecontrole_bewaar_weken": "Bewaren van de tweede buis",
        "urinecontrole_zichtbaar_dagen": "Hoe lang een stof te zien is",
    },
    "Inzage en bewaren": {
        "raadpleging_redenen": "Redenen om een dossier te openen",
        "raadpleging_reden_uren": "Hoe lang een reden geldt",
        "raadplegingen_bewaarjaren": "Bewaren wie wat bekeek",
        "bewaartermijn_maanden": "Bewaren van het dossier",
    },
    "Veiligheid": {
        "vergrendel_minuten": "Vanzelf op slot",
        "wachtwoord_min_lengte": "Lengte van een wachtwoord",
    },
}
OTHER_GROUP = "Overig"
UNITS: Mapping[str, tuple[str, str]] = {
    "dagen": ("dag", "dagen"),
    "weken": ("week", "weken"),
    "maanden": ("maand", "maanden"),
    "jaren": ("jaar", "jaar"),
    "bewaarjaren": ("jaar", "jaar"),
    "uren": ("uur", "uur"),
    "minuten": ("minuut", "minuten"),
    "tekens": ("teken", "tekens"),
    "lengte": ("teken", "tekens"),
    "plaatsen": ("plaats", "plaatsen"),
    "deelnemer": ("mentor", "mentoren"),
    "doorlooptijden": ("dag", "dagen"),
}
PARTS: Mapping[str, str] = {
    **{gebied.value: name for gebied, name in LEEFGEBIED_NAMES.items()},
    "hulpbronnen": "Hulpbronnen",
    "vraag": "Vraag",
    "regels": "Wat erbij hoort",
    "gevolgen": "Gevolgen van stoppen",
    "gegevens": "Wat mag worden doorgegeven",
    "leefgebieden": "Over welke leefgebieden",
    "tekst": "Waarvoor",
    "weigering_controle": "Weigering van een controle",
    "te_laat": "Te laat terug",
    "eerste": "De eerste keer",
    "eerste_dagen": "De eerste keer, aantal dagen",
    "herhaling": "Bij herhaling",
    "herhaling_dagen": "Bij herhaling, aantal dagen",
    "maximum": "Ten hoogste",
}
LONG = 160


def group_of(sleutel: str) -> str:
    """Under which heading a rule stands."""
    return next((group for group, titles in GROUPS.items() if sleutel in titles), OTHER_GROUP)


def title_of(sleutel: str) -> str:
    """Its short name."""
    known = GROUPS.get(group_of(sleutel), {})
    return known.get(sleutel) or capitalise(sleutel.replace("_", " "))


def unit_of(sleutel: str) -> tuple[str, str]:
    """One and many of what a number counts; empty when it has no unit."""
    return UNITS.get(sleutel.rpartition("_")[2], ("", ""))


def part_of(key: object) -> str:
    """The label of a part of a value."""
    return PARTS.get(str(key)) or capitalise(str(key).replace("_", " "))


def number_words(sleutel: str, number: int) -> str:
    """ "14 dagen"."""
    one, many = unit_of(sleutel)
    return plural(number, one, many) if one else str(number)


def value_lines(sleutel: str, waarde: Any) -> list[str]:
    """The whole value, a sentence or a word per line."""
    if isinstance(waarde, dict) and "naam" in waarde:
        return [str(waarde["naam"])]
    if isinstance(waarde, dict):
        return list(_parts(sleutel, waarde))
    if isinstance(waarde, list):
        return [line for one in waarde for line in value_lines(sleutel, one)]
    return [number_words(sleutel, waarde) if isinstance(waarde, int) else str(waarde)]


def _parts(sleutel: str, waarde: Mapping[str, Any]) -> Iterator[str]:
    for key, part in waarde.items():
        if key == "sleutel":
            continue
        lines = [part_name(line) for line in value_lines(sleutel, part)]
        yield f"{part_of(key)}: {_joined(lines) or _NOTHING.get(key, 'geen')}"


def _joined(lines: list[str]) -> str:
    """Words with commas between them, sentences as they are."""
    are_sentences = all(line.endswith((".", "?")) for line in lines)
    return (" " if are_sentences else ", ").join(lines)


def part_name(word: str) -> str:
    """A key of a leefgebied by its name; another word as it is."""
    return PARTS[word] if word in _KEYS else word


def value_words(sleutel: str, waarde: Any) -> str:
    """The value on one line, shortened."""
    lines = value_lines(sleutel, waarde)
    if isinstance(waarde, list) and len(lines) > 1:
        return shorten(", ".join(lines), LONG)
    return shorten(" · ".join(lines), LONG)


_KEYS = frozenset(gebied.value for gebied in LEEFGEBIED_NAMES)
_NOTHING = {"leefgebieden": "alle", "gegevens": "niets"}
