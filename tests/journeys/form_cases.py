"""Every form page: where it is, what makes it right, and what cannot go together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hvh_desktop.actieplannen.model import Doel, Instemming
from hvh_desktop.behandelingen.model import Psycholooggesprek
from hvh_desktop.db import Entity
from hvh_desktop.deelnemers.model import Aandachtspunt, Deelnemer, Teamlid, Verblijf
from hvh_desktop.forms import MAX_LINE
from hvh_desktop.huis import Huis
from hvh_desktop.mentorgesprekken.model import Aanvulling, Mentorgesprek
from hvh_desktop.netwerken.model import Netwerklid
from hvh_desktop.organisaties.model import Organisatie
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Ordemaatregel
from hvh_desktop.toestemmingen.model import (
    OntvangerSoort,
    Toestemming,
    ToestemmingWijze,
    Verstrekking,
    VerstrekkingWijze,
)
from hvh_desktop.toestemmingen.service import choice_of
from hvh_desktop.trajectplannen.model import Planafspraak
from hvh_desktop.urinecontroles.model import Urinecontrole
from hvh_desktop.verloven.model import Verlof, VerlofSoort, Werkplek, WerkSoort
from hvh_desktop.verwijzingen.model import Verwijzing
from tests.journeys.pages import Whole


@dataclass(frozen=True)
class Case:
    """One form page: where it is, what makes it right, and what cannot go together."""

    place: str
    save: str
    entity: type[Entity]
    good: Mapping[str, Any]
    required: tuple[str, ...]
    address: Callable[[Whole], dict[str, Any]]
    together: tuple[Mapping[str, Any], ...] = ()
    unfold: tuple[str, ...] = ()
    """Buttons that are pressed first."""
    endless: str = ""
    """A line that may be as long as somebody likes."""
    plain: frozenset[str] = frozenset({"mail", "telefoon", "kracht_bron"})
    """Text fields in which not every text is right."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Input -> column, where they differ."""
    confirm: str = ""
    """The button of the check page."""
    chosen: Callable[[Whole], dict[str, Any]] = lambda _whole: {}
    """What is right as well, and has an id of this house."""


def _none(_whole: Whole) -> dict[str, Any]:
    return {}


def _him(whole: Whole) -> dict[str, Any]:
    return {"deelnemer_id": whole.man.deelnemer_id}


def _deel(deel: str, onderdeel: str = "") -> Callable[[Whole], dict[str, Any]]:
    def address(whole: Whole) -> dict[str, Any]:
        part = whole.man.ids[onderdeel] if onderdeel else None
        return {**_him(whole), "deel": deel, "onderdeel_id": part}

    return address


def with_ids(**names: str) -> Callable[[Whole], dict[str, Any]]:
    return lambda whole: {**_him(whole), **{key: whole.man.ids[n] for key, n in names.items()}}


def _instelling(whole: Whole) -> dict[str, Any]:
    """Whose name is chosen in a new referral."""
    return {"instelling_id": whole.organisatie_id.hex}


def _moeder(whole: Whole) -> dict[str, Any]:
    lid = whole.man.ids["netwerklid_id"]
    return {"ontvanger_id": choice_of(OntvangerSoort.netwerklid, lid)}


def _doel(whole: Whole) -> dict[str, Any]:
    return {"doel_id": whole.man.ids["doel_id"].hex}


STAY_TOGETHER: tuple[Mapping[str, Any], ...] = (
    {"begin_datum": "09-07-2026", "verwacht_einde_datum": "08-07-2026"},
    {"pp_datum": "01-06-2027", "vi_datum": "01-05-2027"},
    {"einde_detentie_datum": "01-01-2027", "vi_datum": "02-01-2027"},
    {"plaats_nummer": "3"},
)
CASES = {
    "deelnemer": Case(
        "deelnemer_nieuw",
        "bewaar",
        Deelnemer,
        {
            "roepnaam": "Afrem",
            "achternaam": "Beth-Malke",
            "voornamen": "Afrem Gabriel",
            "registratienummer": "HT-90141",
            "geboortedatum": "14-03-1992",
            "titel": "HvH",
            "gemeente_herkomst": "Hengelo",
            "gemeente_vestiging": "Almelo",
            "begin_datum": "09-07-2026",
        },
        (
            *("roepnaam", "achternaam", "voornamen", "registratienummer", "geboortedatum"),
            *("titel", "gemeente_herkomst", "gemeente_vestiging", "begin_datum"),
        ),
        _none,
        (
            {"geboortedatum": "14-03-2092"},
            {"motivatiebrief_datum": "01-06-2026"},
            *STAY_TOGETHER,
        ),
    ),
    "verblijf": Case(
        "deelnemer_wijzigen",
        "bewaar",
        Verblijf,
        {"begin_datum": "10-07-2026", "verwacht_einde_datum": "04-04-2027"},
        ("begin_datum",),
        _deel("verblijf"),
        STAY_TOGETHER[:3],
    ),
    "vertrek": Case(
        "deelnemer_wijzigen",
        "bewaar",
        Verblijf,
        {"einde_datum": "11-11-2026", "uitstroom": "anders", "uitstroom_reden": "Hij ging."},
        ("einde_datum", "uitstroom"),
        _deel("vertrek"),
        ({"einde_datum": "08-07-2026"}, {"einde_datum": "13-11-2026"}),
    ),
    "aandachtspunt": Case(
        "deelnemer_wijzigen",
        "bewaar",
        Aandachtspunt,
        {"tekst": "Liefst uitleg met plaatjes", "soort": "uitleg", "vanaf_datum": "09-07-2026"},
        ("tekst", "soort", "vanaf_datum"),
        _deel("aandachtspunt"),
        ({"vanaf_datum": "09-07-2026", "tot_datum": "08-07-2026"},),
    ),
    "teamlid eraf": Case(
        "deelnemer_wijzigen",
        "bewaar",
        Teamlid,
        {"tot_datum": "11-11-2026", "reden": "Andere taak"},
        ("tot_datum",),
        _deel("teamlid_af", "teamlid_id"),
        ({"tot_datum": "01-07-2026"},),
    ),
    "netwerklid": Case(
        "netwerklid",
        "bewaar",
        Netwerklid,
        {
            "soort": "persoon",
            "naam": "Anja",
            "relatie": "moeder",
            "is_kind": True,
            "sterkte": "sterk",
            "steun": "beide",
        },
        ("soort", "naam", "relatie", "sterkte", "steun"),
        _him,
        (
            {"mail": "geen adres"},
            {"telefoon": "bel maar"},
            {"geboortedatum": "01-05-2020", "geboortejaar": "2019"},
            {"geboortedatum": "01-05-2030"},
        ),
    ),
    "organisatie": Case(
        "organisatie",
        "bewaar",
        Organisatie,
        {"naam": "Houtbouw Twente", "contact_1_functie": "werkmeester"},
        ("naam",),
        _none,
        (
            {"mail": "a@b@c"},
            {"telefoon": "bel"},
            {"contact_1_functie": "", "contact_1_naam": "Diny"},
            {"contact_1_mail": "geen"},
        ),
        plain=frozenset(
            {
                *("mail", "telefoon", "contact_1_mail", "contact_1_telefoon"),
                *("contact_1_functie", "contact_1_naam"),
            }
        ),
    ),
    "doel": Case(
        "doel",
        "bewaar_doel",
        Doel,
        {
            "tekst": "Ik wil een eigen plek.",
            "leefgebieden": ("wonen",),
            "herstelvorm": "zelfherstel",
            "herkomst_soort": "anders",
            "begin_datum": "12-11-2026",
            "streefdatum": "01-02-2027",
        },
        ("tekst", "leefgebieden", "herstelvorm", "begin_datum"),
        _him,
        (
            {"begin_datum": "12-11-2026", "streefdatum": "11-11-2026"},
            {"tekst": "Ik wil veel. " * 80},
            {"actie_1_wanneer": "31-11-2026", "actie_1_wat": "bellen"},
            {"actie_1_wat": "w" * (MAX_LINE + 1)},
        ),
        endless="herkomst_tekst",
        plain=frozenset({"actie_1_wat", "tekst"}),
    ),
    "instemming": Case(
        "instemming",
        "leg_vast",
        Instemming,
        {"antwoord": "nee", "toelichting": "Te veel tegelijk.", "datum": "12-11-2026"},
        ("antwoord", "toelichting", "datum"),
        _him,
        ({"datum": "13-11-2026"},),
    ),
    "mentorgesprek": Case(
        "mentorgesprek",
        "stel_vast",
        Mentorgesprek,
        {
            "datum": "11-11-2026",
            "eigen_woorden": "Het gaat.",
            "notitie": "Moe.",
            "volgende_datum": "26-11-2026",
            "volgende_tijd": "10.30",
        },
        ("datum", "medewerker_ids", "volgende_datum"),
        with_ids(mentorgesprek_id="mentorgesprek_id"),
        (
            {"eigen_woorden": "", "notitie": ""},
            {"datum": "13-11-2026"},
            {"datum": "01-01-2026"},
            {"datum": "11-11-2026", "volgende_datum": "11-11-2026"},
            {"volgende_datum": "10-11-2026"},
        ),
        unfold=("wijzig", "notitie_erbij"),
        plain=frozenset({"afspraak_wat_1"}),
        confirm="stel_definitief_vast",
    ),
    "verzet": Case(
        "mentorgesprek_verzetten",
        "verzet_gesprek",
        Mentorgesprek,
        {"verzet_reden": "ziek", "verzet_toelichting": "Griep.", "datum": "26-11-2026"},
        ("verzet_reden", "datum"),
        with_ids(mentorgesprek_id="mentorgesprek_id"),
        (
            {"verzet_reden": "anders", "verzet_toelichting": ""},
            {"datum": "01-01-2020"},
            {"datum": "11-11-2026"},
        ),
        columns={"datum": "", "tijd": "", "verzet_toelichting": ""},
    ),
    "aanvulling": Case(
        "mentorgesprek",
        "voeg_aanvulling_toe",
        Aanvulling,
        {"aanvulling": "Hij belde nog."},
        ("aanvulling",),
        with_ids(mentorgesprek_id="vastgesteld_id"),
        unfold=("schrijf_aanvulling",),
        columns={"aanvulling": "tekst"},
    ),
    "planafspraak": Case(
        "dossier",
        "bewaar_planafspraak",
        Planafspraak,
        {"tekst": "Hij gaat bij zijn broer wonen.", "met_wie": "broer", "datum": "12-11-2026"},
        ("tekst", "datum"),
        lambda whole: {**_him(whole), "tab": "trajectplan"},
        ({"datum": "13-11-2026"},),
        unfold=("nieuwe_planafspraak",),
        columns={"eigen_verhaal": ""},
    ),
    "verwijzing": Case(
        "verwijzing",
        "bewaar",
        Verwijzing,
        {
            "soort_zorg": "behandeling",
            "urgentie": "hoog",
            "besproken_datum": "11-11-2026",
            "indicatie": "Slaapt slecht.",
            "vraag": "Beter slapen.",
        },
        ("instelling_id", "soort_zorg", "urgentie", "besproken_datum", "indicatie"),
        _him,
        ({"besproken_datum": "13-11-2026"},),
        chosen=_instelling,
    ),
    "psycholooggesprek": Case(
        "psycholooggesprek",
        "bewaar",
        Psycholooggesprek,
        {
            "datum": "11-11-2026",
            "tijd": "10.30",
            "duur_minuten": "45",
            "plaats": "in het huis",
            "status": "gehouden",
            "aanleiding": "Slapen",
        },
        ("datum", "duur_minuten", "plaats", "status"),
        _him,
        (
            {"datum": "13-11-2026", "status": "gehouden"},
            {"datum": "11-11-2026", "status": "gepland"},
            {"duur_minuten": "4"},
            {"duur_minuten": "241"},
        ),
        plain=frozenset({"tekst"}),
    ),
    "toestemming": Case(
        "toestemming",
        "bewaar",
        Toestemming,
        {
            "doel": "Meedenken",
            "gegevens": ("doelen en acties",),
            "beperking": "Niets over mijn schulden.",
            "vanaf_datum": "12-11-2026",
            "tot_datum": "12-05-2027",
            "wijze": ToestemmingWijze.tolk.value,
            "taal": "Koerdisch",
            "getuige": "Rojda",
        },
        ("ontvanger_id", "doel", "gegevens", "vanaf_datum", "tot_datum", "wijze"),
        _him,
        (
            {"tot_datum": "11-11-2026"},
            {"getuige": ""},
            {"wijze": ToestemmingWijze.mondeling.value, "getuige": "  "},
        ),
        chosen=_moeder,
    ),
    "verstrekking": Case(
        "verstrekking",
        "bewaar",
        Verstrekking,
        {
            "wijze": VerstrekkingWijze.mondeling.value,
            "datum": "12-11-2026",
            "gegevens": ("signaleringsplan",),
            "omschrijving": "Verteld wat helpt.",
        },
        ("ontvanger_id", "wijze", "datum", "gegevens"),
        _him,
        (
            {"datum": "13-11-2026"},
            {"gegevens": ("netwerk",)},
        ),
        chosen=_moeder,
    ),
    "voorval": Case(
        "voorval",
        "bewaar",
        Sanctiezaak,
        {
            "voorval_soort": "vernieling",
            "voorval_datum": "11-11-2026",
            "voorval_tijd": "21.15",
            "plaats": "Woonkamer",
            "feiten": "Er viel een stoel om.",
        },
        ("voorval_soort", "voorval_datum", "plaats", "feiten"),
        _him,
        ({"voorval_datum": "13-11-2026"}, {"voorval_datum": "12-11-2026", "voorval_tijd": "23.00"}),
    ),
    "ordemaatregel": Case(
        "ordemaatregel",
        "bewaar",
        Ordemaatregel,
        {
            "soort": "uitsluiting van activiteiten",
            "reden": "Hij is nog onrustig.",
            "begin_datum": "12-11-2026",
            "begin_tijd": "9.00",
            "eind_datum": "12-11-2026",
            "eind_tijd": "20.00",
        },
        ("soort", "reden", "begin_datum", "begin_tijd", "eind_datum", "eind_tijd"),
        _him,
        (
            {"eind_datum": "11-11-2026"},
            {"eind_datum": "20-11-2026"},
            {"begin_datum": "13-11-2026", "eind_datum": "13-11-2026"},
        ),
    ),
    "urinecontrole": Case(
        "urinecontrole",
        "bewaar",
        Urinecontrole,
        {
            "aanleiding": "vermoeden",
            "reden": "Hij praatte langzaam.",
            "stoffen": ("cannabis",),
            "opdracht_datum": "12-11-2026",
            "opdracht_tijd": "9.00",
            "nummer": "U-1",
            "nummer_tweede": "U-2",
        },
        ("aanleiding", "stoffen", "opdracht_datum", "opdracht_tijd"),
        _him,
        (
            {"reden": ""},
            {"nummer": "U-1", "nummer_tweede": "U-1"},
            {"opdracht_datum": "13-11-2026"},
        ),
        plain=frozenset({"nummer", "nummer_tweede"}),
    ),
    "verlof": Case(
        "verlof",
        "bewaar",
        Verlof,
        {
            "soort": VerlofSoort.kort.value,
            "oogmerk": "Bij zijn moeder eten.",
            "bijdrage": "Hij oefent reizen.",
            "begin_datum": "20-11-2026",
            "duur": "Van 9.00 tot 17.00 uur",
            "aantal": "1",
            "aanvraag_datum": "10-11-2026",
        },
        ("soort", "doel_id", "oogmerk", "bijdrage", "begin_datum", "duur", "aantal"),
        _him,
        (
            {"eind_datum": "19-11-2026"},
            {"eind_datum": "21-11-2026"},
            {"aanvraag_datum": "21-11-2026"},
            {"aantal": "0"},
            {"aantal": "201"},
        ),
        chosen=_doel,
    ),
    "werkplek": Case(
        "werkplek",
        "bewaar",
        Werkplek,
        {
            "soort": WerkSoort.fabriek.value,
            "plek": "montage",
            "van_datum": "01-10-2026",
            "uren": "20",
            "weekloon": "14,75",
        },
        ("soort", "plek", "van_datum", "uren"),
        _him,
        (
            {"tot_datum": "30-09-2026"},
            {"uren": "61"},
            {"weekloon": "veel"},
            {"weekloon": "1.000.000,00"},
        ),
        plain=frozenset({"weekloon"}),
        columns={"weekloon": ""},
    ),
    "huis": Case(
        "huis",
        "bewaar",
        Huis,
        {"naam": "Huis van Zoë Çağlayan 👍🏽", "plaats": "Şêrko"},
        ("naam",),
        _none,
        ({"naam": "   "}, {"naam": "w" * 61}, {"plaats": "w" * 41}),
        plain=frozenset({"naam", "plaats"}),
    ),
}
