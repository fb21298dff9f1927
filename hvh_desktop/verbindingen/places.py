"""Of every kind of thing: what it is called, and where it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """``tab``: of the dossier; ``place`` with ``by``: a page of its own and its part of the
    address; neither: it is opened with what it belongs to."""

    noun: str
    tab: str = ""
    place: str = ""
    by: str = ""


PLACES: Mapping[str, Subject] = {
    "Aandachtspunt": Subject("Aandachtspunt", "gegevens"),
    "Aanvulling": Subject("Aanvulling", "gesprekken"),
    "Actie": Subject("Actie", "doelen"),
    "Behandelafspraak": Subject("Afspraak voor zorg", "zorg"),
    "Behandelnotitie": Subject("Notitie", "zorg"),
    "Beleidsregel": Subject("Regel van het huis", place="beleid"),
    "Beschikbaarheid": Subject("Tijden", place="beschikbaarheid"),
    "Contactpersoon": Subject("Contactpersoon", place="organisaties"),
    "Deelnemer": Subject("Gegevens", "gegevens"),
    "Doel": Subject("Doel", place="doel", by="doel_id"),
    "Doelnotitie": Subject("Notitie bij een doel", "gesprekken"),
    "Huis": Subject("Huis", place="huis"),
    "Instemming": Subject("Antwoord op het plan", "doelen"),
    "Kracht": Subject("Kracht", "krachten"),
    "Krachteninventarisatie": Subject("Krachteninventarisatie", "krachten"),
    "Laptopnaam": Subject("Laptop", place="laptops"),
    "Leefgebiedblad": Subject("Krachteninventarisatie", "krachten"),
    "Medewerker": Subject("Collega", place="medewerkers"),
    "Mentorgesprek": Subject(
        "Mentorgesprek",
        place="mentorgesprek",
        by="mentorgesprek_id",
    ),
    "Netwerklid": Subject("Iemand uit zijn netwerk", place="netwerklid", by="netwerklid_id"),
    "Organisatie": Subject("Organisatie", place="organisatie", by="organisatie_id"),
    "Planafspraak": Subject("Afspraak die blijft", "trajectplan"),
    "Psycholooggesprek": Subject(
        "Gesprek met de psycholoog",
        place="psycholooggesprek",
        by="psycholooggesprek_id",
    ),
    "Signaleringsfase": Subject("Signaleringsplan", "zorg"),
    "Signaleringskaart": Subject("Signaleringskaart", "zorg"),
    "Signaleringsplan": Subject("Signaleringsplan", "zorg"),
    "Teamlid": Subject("Team", "gegevens"),
    "Toestemming": Subject("Toestemming", "toestemming"),
    "Trajectplan": Subject("Trajectplan", "trajectplan"),
    "Urinecontrole": Subject("Urinecontrole", "sancties"),
    "Urinestof": Subject("Urinecontrole", "sancties"),
    "Verblijf": Subject("Verblijf", "gegevens"),
    "Verlof": Subject("Verlof", place="verlof", by="verlof_id"),
    "Verstrekking": Subject("Doorgegeven gegevens", "toestemming"),
    "Verwijzing": Subject("Verwijzing", place="verwijzing", by="verwijzing_id"),
    "Werkplek": Subject("Werk", place="werkplek", by="werkplek_id"),
}
_CASE = {
    "Sanctiezaak": "Sanctie",
    "Bijlage": "Bijlage bij een sanctie",
    "Hoorverslag": "Hoorverslag",
    "Sanctieadvies": "Advies bij een sanctie",
    "Sanctievoorstel": "Voorstel voor een sanctie",
    "Alternatief": "Voorstel voor een sanctie",
    "Straf": "Straf",
    "Beslissing": "Beslissing",
    "Voorwaarde": "Voorwaarde",
    "Mededeling": "Mededeling",
    "Uitreiking": "Uitreiking",
    "Tenuitvoerlegging": "Uitvoering van een sanctie",
    "Beklag": "Beklag",
    "Vervolgvoorstel": "Vervolg op een sanctie",
    "Ordemaatregel": "Ordemaatregel",
    "Zaakstap": "Sanctie",
}


def subject_of(kind: str) -> Subject:
    """Of a kind that is not named here: its own name, and his dossier."""
    if kind in PLACES:
        return PLACES[kind]
    if kind in _CASE:
        return Subject(_CASE[kind], "sancties")
    return Subject(kind, "overzicht")
