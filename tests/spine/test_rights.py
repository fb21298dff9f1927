"""Every role × every service function: what is allowed goes on, what is refused writes nothing.

The functions are found in the slices themselves; one that is not named here fails the test.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import hvh_desktop
from hvh_desktop.actieplannen.model import Doel
from hvh_desktop.db import Compartment, Database, new_id
from hvh_desktop.db.drafts import DraftKey, list_drafts, record_draft
from hvh_desktop.db.engine import connect
from hvh_desktop.deelnemers.model import Taak, Teamlid
from hvh_desktop.errors import EnvironmentProblem, UserError
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.rights import (
    Actor,
    Right,
    Rol,
    Scope,
    compartments_of,
    is_allowed,
    scope_of,
)
from hvh_desktop.signaleringsplannen.model import Kleur
from hvh_desktop.signaleringsplannen.service import record_deling
from hvh_desktop.toestemmingen.model import (
    GegevensSoort,
    OntvangerSoort,
    VerstrekkingWat,
    VerstrekkingWijze,
)
from hvh_desktop.trajectplannen.service import Keuze
from hvh_desktop.zoeken.service import find, find_in_text, list_known, match
from tests.conftest import KEYS, Clock
from tests.whole_care import record_care, record_toestemming
from tests.whole_dossier import (
    TODAY,
    Dossier,
    Words,
    actie_values,
    doel_values,
    record_dossier,
    record_medewerkers,
    record_organisatie,
)
from tests.whole_sanctie import record_sanctie

NOT_YOUR_ROLE, NOT_YOUR_MAN = "Dit hoort niet bij je rol", "Dit mag je alleen bij je eigen"
NO_KEY = "Hiervoor heb je met jouw rollen geen toegang"
READ, CARE = Right.read_dossier, Right.read_behandeling

EXPECTED: dict[str, dict[Right, str]] = {
    "actieplannen.service": {
        READ: "find_instemming list_herkomst",
        Right.write_actieplan: "record_instemming",
    },
    "actieplannen.service_acties": {
        READ: "list_acties list_losse_acties list_gespreksacties list_uitvoerders eigen_aandeel",
        Right.write_actieplan: "record_actie change_actie complete_actie reopen_actie remove_actie",
    },
    "actieplannen.service_doelen": {
        READ: "list_doelen get_doel list_doelen_without_actie",
        Right.write_actieplan: "record_doel change_doel change_volgorde change_doel_status "
        "complete_doel remove_doel reopen_doel",
    },
    "behandelingen.service": {CARE: "list_agenda list_caseload get_overzicht"},
    "behandelingen.service_beschikbaarheid": {
        Right.list_medewerkers: "list_beschikbaarheid",
        Right.change_beschikbaarheid: "change_beschikbaarheid",
    },
    "behandelingen.service_gesprekken": {
        CARE: "list_psycholooggesprekken get_psycholooggesprek",
        Right.write_behandelnotitie: "record_psycholooggesprek change_psycholooggesprek "
        "complete_psycholooggesprek withdraw_psycholooggesprek reopen_psycholooggesprek "
        "change_zorgafspraak list_behind",
    },
    "behandelingen.service_notities": {
        CARE: "list_behandelnotities",
        Right.write_behandelnotitie: "record_behandelnotitie remove_behandelnotitie "
        "reopen_behandelnotitie",
    },
    "behandelingen.service_wachten": {CARE: "list_wachten"},
    "beheer.service": {
        Right.change_beleid: "list_beleid get_beleidsregel change_beleidsregel",
    },
    "deelnemers.service": {
        READ: "list_deelnemers get_deelnemer_names get_roepnamen get_deelnemer",
        Right.record_deelnemer: "record_deelnemer",
        Right.change_deelnemer: "change_deelnemer change_foto",
    },
    "deelnemers.team": {
        READ: "mentor_ids list_mentor_ids list_eigen_deelnemer_ids list_team list_aandachtspunten "
        "list_gravest",
        Right.change_team: "record_teamlid complete_teamlid reopen_teamlid",
        Right.change_deelnemer: "record_aandachtspunt change_aandachtspunt "
        "complete_aandachtspunt reopen_aandachtspunt",
    },
    "deelnemers.verblijven": {
        READ: "capacity list_vrije_plaatsen list_verblijven",
        Right.record_deelnemer: "record_verblijf complete_verblijf reopen_verblijf",
        Right.change_deelnemer: "change_verblijf",
    },
    "dossier.service": {READ: "get_header get_overzicht"},
    "dossier.service_subjects": {READ: "require_subject"},
    "dossier.service_verloop": {READ: "list_verloop"},
    "dossier.service_zorg": {READ: "get_zorg_kort"},
    "huis": {Right.change_huis: "change_huis"},
    "krachteninventarisaties.service": {
        READ: "list_inventarisaties get_inventarisatie find_latest compare list_missing "
        "first_due_date list_first_due_dates",
        Right.write_krachteninventarisatie: "start_inventarisatie change_inventarisatie "
        "change_blad record_kracht change_kracht remove_kracht reopen_kracht "
        "complete_inventarisatie",
        Right.record_coachopmerking: "record_coachopmerking",
    },
    "krachteninventarisaties.service_concept": {
        Right.write_krachteninventarisatie: "remove_inventarisatie reopen_inventarisatie",
    },
    "medewerkers.service": {
        Right.list_medewerkers: "list_medewerkers get_medewerker get_medewerker_names "
        "get_medewerker_full_names find_vervanger list_vervangen_ids",
        Right.change_medewerkers: "record_medewerker change_medewerker find_problems",
    },
    "mentorgesprekken.agenda": {
        READ: "list_agenda list_volgende propose_volgende",
        Right.write_mentorgesprek: "record_planning change_planning record_verzet",
    },
    "mentorgesprekken.voorbereiding": {READ: "list_afgesloten"},
    "mentorgesprekken.service": {
        READ: "list_gesprekken find_laatste find_volgend get_gesprek get_voorbereiding",
        Right.write_mentorgesprek: "start_mentorgesprek change_mentorgesprek "
        "change_afspraken_volgorde remove_mentorgesprek complete_mentorgesprek find_problems "
        "record_aanvulling",
    },
    "netwerken.service": {
        READ: "list_netwerk get_netwerklid",
        Right.write_netwerk: "record_netwerklid change_netwerklid remove_netwerklid "
        "reopen_netwerklid",
    },
    "organisaties.service": {
        Right.list_organisaties: "list_organisaties get_organisatie get_organisatie_names",
        Right.change_organisaties: "record_organisatie change_organisatie remove_organisatie "
        "reopen_organisatie",
    },
    "policy": {Right.change_beleid: "change_rule"},
    "raadplegingen.service": {
        Right.read_raadplegingen_collega: "list_raadplegingen record_inzage",
    },
    "raadplegingen.service_overzicht": {Right.read_raadplegingen: "collect_overzicht"},
    "sancties.service": {READ: "get_zaak list_proeftijden list_wachtend list_zaken"},
    "sancties.service_beklag": {
        READ: "get_termijnen",
        Right.record_beklag: "record_beklag change_schorsing record_uitspraak record_beroep "
        "record_beroepsuitspraak",
    },
    "sancties.service_beslissing": {
        READ: "may_decide",
        Right.decide_sanctie: "decide_sanctie",
    },
    "sancties.service_bijlagen": {
        READ: "get_bijlage",
        Right.record_voorval: "record_bijlage remove_bijlage",
    },
    "sancties.service_cijfers": {Right.read_sanctiecijfers: "get_cijfers"},
    "sancties.service_correcties": {
        READ: "list_onderdelen",
        Right.record_voorval: "record_correctie",
    },
    "sancties.service_horen": {
        Right.record_horen: "record_hoorverslag",
        Right.decide_sanctie: "reopen_voorstel withdraw_ronde",
    },
    "sancties.service_maatwerk": {
        READ: "collect_maatwerk get_gevolgstand get_regulier",
    },
    "sancties.service_mededeling": {
        READ: "get_beklagregel get_mededeling_inhoud list_gaps list_missing propose_mededeling",
        Right.complete_mededeling: "complete_mededeling",
    },
    "sancties.service_ordemaatregelen": {
        READ: "get_ordemaatregel list_lopende_zaken list_ordemaatregelen",
        Right.record_ordemaatregel: "get_grens record_ordemaatregel complete_ordemaatregel",
        Right.change_ordemaatregel: "record_verlenging",
    },
    "sancties.service_register": {READ: "list_register"},
    "sancties.service_slot": {READ: "list_slotredenen", Right.decide_sanctie: "record_slot"},
    "sancties.service_tenuitvoerlegging": {
        READ: "get_uitvoering",
        Right.record_tenuitvoerlegging: "change_tenuitvoerlegging complete_zaak start_proeftijd "
        "start_tenuitvoerlegging withdraw_tenuitvoerlegging",
    },
    "sancties.service_uitreiking": {
        READ: "propose_uitreiking",
        Right.record_uitreiking: "record_uitreiking",
    },
    "sancties.service_vervolg": {
        READ: "find_verval get_opschorting list_vervolgvoorstellen",
        Right.decide_vervolgvoorstel: "decide_vervolgvoorstel",
    },
    "sancties.service_voorstel": {Right.propose_sanctie: "propose_sanctie"},
    "sancties.service_voorval": {
        READ: "list_urinekeuzes",
        Right.record_voorval: "record_voorval change_voorval",
        Right.write_verslag: "record_verslag",
        Right.propose_sanctie: "record_adviesvraag",
        Right.advise_sanctie: "record_sanctieadvies",
    },
    "sancties.service_voorwaarden": {
        READ: "list_herinneringen",
        Right.change_voorwaarde: "change_voorwaarde",
    },
    "signaleringsplannen.service_delen": {
        CARE: "find_deelgrond list_delingen collect_blad",
        Right.write_signaleringsplan: "record_deling withdraw_deling",
    },
    "signaleringsplannen.service_kaart": {
        READ: "find_kaart",
        CARE: "is_kaart_kept list_verlopen_kaarten",
        Right.write_signaleringsplan: "record_kaart withdraw_kaart",
    },
    "signaleringsplannen.service_plan": {
        READ: "get_netwerk_names get_mensen",
        CARE: "list_versions find_current find_concept get_plan list_missing",
        Right.write_signaleringsplan: "start_plan change_plan change_fase remove_fase "
        "complete_plan",
    },
    "toestemmingen.service": {
        READ: "list_toestemmingen get_toestemming list_expiring propose_period",
        Right.record_toestemming: "record_toestemming",
        Right.withdraw_toestemming: "withdraw_toestemming",
    },
    "toestemmingen.service_formulier": {READ: "get_tekst collect_formulier propose_formulier"},
    "toestemmingen.service_verstrekkingen": {
        READ: "list_verstrekkingen",
        Right.record_verstrekking: "record_verstrekking",
    },
    "trajectplannen.service": {
        READ: "list_trajectplannen get_inhoud list_changed_parts is_changed_since "
        "list_planafspraken get_stand",
        Right.write_actieplan: "change_trajectplan record_planafspraak change_planafspraak "
        "remove_planafspraak reopen_planafspraak",
        Right.complete_trajectplan: "complete_trajectplan",
    },
    "trajectplannen.service_afspraken": {READ: "collect_afspraken"},
    "trajectplannen.service_missing": {READ: "list_missing"},
    "trajectplannen.service_plan": {READ: "collect_plan"},
    "trajectplannen.service_uitgaven": {
        Right.print_trajectplan: "collect_uitgave export_trajectplan",
        Right.record_verstrekking: "list_aan_tafel",
    },
    "urinecontroles.service": {
        READ: "get_urinecontrole is_heronderzoek list_lopend list_urinecontroles",
        Right.record_urinecontrole: "record_urinecontrole change_urinecontrole record_afname "
        "record_weigering remove_urinecontrole",
    },
    "urinecontroles.service_cijfers": {READ: "count_stoffen"},
    "urinecontroles.service_uitslag": {
        Right.record_urinecontrole: "record_uitslag record_meegedeeld record_heronderzoek "
        "record_heruitslag change_nieuw_gebruik",
    },
    "verloven.service": {
        READ: "get_verlof list_verloven list_verlofdoelen",
        Right.write_verlof: "record_verlof change_verlof change_verlofstatus complete_verlof "
        "reopen_verlof",
    },
    "verloven.service_werk": {
        READ: "find_werkplek get_werkplek list_werkplekken",
        Right.write_werk: "record_werkplek change_werkplek complete_werkplek remove_werkplek "
        "reopen_werkplek",
    },
    "verwijzingen.service": {
        CARE: "list_verwijzingen get_verwijzing list_redenen",
        Right.write_verwijzing: "record_verwijzing change_verwijzing change_status reopen_status "
        "change_vervolg",
    },
    "verwijzingen.service_afspraken": {
        Right.write_verwijzing: "record_behandelafspraak change_behandelafspraak "
        "remove_behandelafspraak reopen_behandelafspraak",
    },
    "verwijzingen.service_brief": {CARE: "collect_brief record_brief"},
    "verwijzingen.service_doorlooptijden": {CARE: "list_open list_doorlooptijden"},
    "verwijzingen.service_stand": {
        READ: "list_standen list_zorgafspraken",
        CARE: "list_behind",
        Right.write_verwijzing: "change_stand record_zorgafspraak",
    },
    "verbindingen.service_namen": {
        Right.change_laptops: "list_laptopnamen change_laptopnaam",
    },
    "vandaag.service": {READ: "get_vandaag"},
}
"""Module -> right -> the functions that ask it."""

ALSO = {"raadplegingen.service_overzicht.collect_overzicht": READ}
"""A second right that is asked: the sheet for him has his name."""

FOR_EVERYBODY = {
    "actieplannen.service_doelen.list_vervallenredenen",
    "huis.get_huis",
    "krachteninventarisaties.service.is_coach",
    "mentorgesprekken.agenda.propose_datum",
    "policy.check_value",
    "policy.get_rule",
    "policy.get_value",
    "policy.list_rules",
    "policy.list_versions",
    "raadplegingen.service.list_keuzes",
    "readlog.record_passed_on",
    "readlog.record_raadpleging",
    "voorkeuren.change_setting",
    "voorkeuren.list_settings",
    "zoeken.service.find",
    "urinecontroles.service.list_keuzes",
    "verbindingen.service.get_twee_versies",
    "verbindingen.service.list_twee_versies",
    "verbindingen.service.list_verslagen",
    "verbindingen.service.resolve_twee_versies",
    "zoeken.service.list_known",
    "zoeken.service_tekst.find_in_text",
}
"""No dossier in it, or only what the person at the keyboard may see (tested below)."""

INSIDE = {
    "dossier.service_sancties.list_open_zaken",
    "dossier.service_sancties.list_sanctie_moments",
    "dossier.service_zorg.list_zorg_moments",
    "vandaag.service_sancties.list_sancties",
    "actieplannen.service_acties.actie_rows",
    "deelnemers.verblijven.add_verblijf",
    "mentorgesprekken.agenda.plan",
    "mentorgesprekken.agenda.plan_next",
    "mentorgesprekken.voorbereiding.collect_voorbereiding",
    "trajectplannen.service_plan.find_planned",
    "trajectplannen.service_plan.find_verhaal",
    "trajectplannen.service_plan.last_plan",
    "trajectplannen.service_plan.next_versie",
    "vandaag.service_nieuws.list_concepten",
    "vandaag.service_nieuws.list_nieuws",
    "vandaag.service_zorg.list_aflopend",
    "vandaag.service_zorg.list_wacht",
    "vandaag.service_zorg.list_zorg",
    "vandaag.service_termijnen.list_let_op",
    "vandaag.service_termijnen.list_te_laat",
    "vandaag.service_termijnen.list_termijnen",
    "vandaag.service_termijnen.list_terms",
}
"""Used by services that asked already."""

_BESIDE = ("agenda", "team", "verblijven", "voorbereiding")
_SPINE = ("huis", "policy", "readlog", "voorkeuren")
REGISTER = ("beheer", "huis", "medewerkers", "organisaties", "policy")
BEHANDELING = ("behandelingen", "signaleringsplannen", "verwijzingen")
IN_TEAM = ("change_zorgafspraak", "record_kaart", "withdraw_kaart", "record_brief")
"""What these slices write in the team's file; so does the whole of ``service_stand``."""


def _is_service(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last.startswith("service") or last in _BESIDE or name in _SPINE


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.walk_packages(hvh_desktop.__path__, "hvh_desktop."):
        name = module.name.removeprefix("hvh_desktop.")
        if not _is_service(name):
            continue
        for key, found in vars(importlib.import_module(module.name)).items():
            is_own = inspect.isfunction(found) and found.__module__ == module.name
            if is_own and not key.startswith("_"):
                parameters = list(inspect.signature(found).parameters)
                if parameters[:1] == ["session"]:
                    yield f"{name}.{key}", found


FUNCTIONS = dict(_functions())
ASKS = {
    f"{module}.{name}": right
    for module, rights in EXPECTED.items()
    for right, names in rights.items()
    for name in names.split()
}


class _Done(Exception):
    """Ends a transaction without keeping anything."""


@dataclass
class House:
    """A folder with two whole men: one with a team of every role, one of somebody else's."""

    folder: Path
    team: Mapping[Rol, UUID]
    own: Dossier
    other: Dossier
    organisatie_id: UUID
    words: Words
    opened: dict[tuple[Rol, ...], Database]

    def database(self, *rollen: Rol) -> Database:
        """Opened with all keys, as the colleague of the first role."""
        if rollen not in self.opened:
            actor = Actor(self.team[rollen[0]] if rollen else new_id(), frozenset(rollen))
            self.opened[rollen] = Database(
                self.folder, KEYS, actor=actor, device=new_id(), clock=Clock()
            )
        return self.opened[rollen]


@pytest.fixture(scope="module")
def filled(empty_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("rechten") / "huis"
    shutil.copytree(empty_house, folder)
    actor = Actor(new_id(), frozenset(Rol))
    database = Database(folder, KEYS, actor=actor, device=new_id(), clock=Clock())
    words = Words()
    team, others = record_medewerkers(database), record_medewerkers(database, number=2)
    organisatie_id = record_organisatie(database, Words())
    own = record_dossier(database, team, organisatie_id, words, 3)
    other = record_dossier(database, others, organisatie_id, words, 4)
    for man in (own, other):
        record_care(database, man, words)
        record_sanctie(database, man, words)
        man.ids["toestemming_id"] = record_toestemming(
            database, man, OntvangerSoort.team, None, GegevensSoort.signaleringsplan
        )
        with database.transaction(Compartment.behandeling) as session:
            man.ids["deling_id"] = record_deling(
                session, man.ids["signaleringsplan_id"], None, (Kleur.groen,)
            )
    house = House(folder, team, own, other, organisatie_id, words, {})
    yield house
    for one in (database, *house.opened.values()):
        one.close()


OTHERWISE: dict[str, dict[str, Any]] = {
    "hvh_desktop.sancties.service_slot.list_slotredenen": {"status": "geseponeerd"},
    "hvh_desktop.sancties.service_slot.record_slot": {"status": "ingetrokken"},
    "hvh_desktop.sancties.service_bijlagen.record_bijlage": {"soort": "scan"},
    "hvh_desktop.verloven.service.change_verlofstatus": {"status": "toegekend"},
    "hvh_desktop.verwijzingen.service.change_status": {"status": "afgerond"},
    "hvh_desktop.verwijzingen.service.list_redenen": {"status": "afgerond"},
    "hvh_desktop.verwijzingen.service_stand.record_zorgafspraak": {"soort": "behandeling"},
    "hvh_desktop.signaleringsplannen.service_delen.record_deling": {"netwerklid_id": None},
}
"""What a name means in one function and not in the others."""


def _arguments(function: Callable[..., Any], house: House, man: Dossier) -> dict[str, Any]:
    given: dict[str, Any] = {
        "deelnemer_id": man.deelnemer_id,
        **man.ids,
        "organisatie_id": house.organisatie_id,
        "medewerker_id": house.team[Rol.directeur],
        "deelnemer_ids": (man.deelnemer_id,),
        "actie_ids": (man.ids["actie_id"],),
        "doel_ids": (man.ids["doel_id"],),
        "taak": Taak.mentor,
        "leefgebied": Leefgebied.wonen,
        "reden": "anders",
        "uitstroom": "anders",
        "antwoord": "ja",
        "status": "nu",
        "soort": "gezondheid",
        "bron": "mentor",
        "sleutel": "mentorgesprek_ritme_dagen",
        "waarde": 14,
        "values": {},
        "address": {},
        "limit": 5,
        "within_days": 14,
        "everyone": True,
        "foto": None,
        "naar_datum": TODAY + timedelta(days=3),
        "geldig_vanaf": TODAY,
        "after": TODAY,
        "from_day": TODAY,
        "to_day": TODAY,
        "kleur": "groen",
        "kleuren": ("groen",),
        "laptop_id": UUID(int=7),
        "keuze": Keuze(),
        "tijden": (),
        "ontvanger_soort": OntvangerSoort.organisatie,
        "ontvanger_id": house.organisatie_id,
        "wat": VerstrekkingWat.anders,
        "wijze": VerstrekkingWijze.afgedrukt,
        "gegevens": (GegevensSoort.doelen,),
        "plaats": "in het huis",
        "bron_id": man.ids["behandelafspraak_id"],
        "instelling_id": house.organisatie_id,
        "tijd": None,
        "is_vervallen": True,
        "schorsing": "gevraagd",
        "inhoud": b"%PDF-1.4",
        "onderdeel": "voorval",
        "on": TODAY,
        "hoeveelste_keer": 1,
        "uitvoeringen": (),
        "nieuw_gebruik": "ja",
        **OTHERWISE.get(f"{function.__module__}.{function.__name__}", {}),
    }
    named = {"record_doel": doel_values, "record_actie": actie_values}
    if function.__name__ in named:
        given["values"] = named[function.__name__](Words())
    if function.__name__ == "record_aanvulling":
        given["mentorgesprek_id"] = man.ids["vastgesteld_id"]
    found = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if name in given and (parameter.default is parameter.empty or name == "deelnemer_ids"):
            found[name] = given[name]
        elif parameter.default is parameter.empty:
            day = name.endswith("datum")
            found[name] = TODAY if day else f"Iets over {name}."
    return found


def _compartment(name: str) -> Compartment:
    slice_, _, rest = name.partition(".")
    if slice_ == "raadplegingen":
        return Compartment.log
    if slice_ in REGISTER or "beschikbaarheid" in rest or "service_namen" in rest:
        return Compartment.register
    is_teams = name.endswith(IN_TEAM) or "service_stand" in rest
    if slice_ in BEHANDELING and not is_teams:
        return Compartment.behandeling
    return Compartment.team


def _try(database: Database, house: House, name: str, man: Dossier) -> str:
    """What is said when this is done: "" when it went well. Nothing is kept."""
    function = FUNCTIONS[name]
    said = ""
    try:
        with database.transaction(_compartment(name)) as session:
            try:
                function(session, **_arguments(function, house, man))
            except UserError as error:
                said = error.text
                if said.startswith((NOT_YOUR_ROLE, NOT_YOUR_MAN)):
                    assert not session.new, name
                    assert not session.dirty, name
                    assert not session.touched, name
            raise _Done
    except _Done:
        return said
    except UserError as error:
        return error.text


def test_every_service_function_is_named_here() -> None:
    known = [*ASKS, *FOR_EVERYBODY, *INSIDE]
    assert sorted(known) == sorted(FUNCTIONS)


def test_a_screen_uses_nothing_that_asks_no_right() -> None:
    root = Path(hvh_desktop.__file__).parent
    names = {name.rpartition(".")[2] for name in INSIDE} - {"plan"}
    for path in root.rglob("*.py"):
        if path.name.startswith("screen") or path.parent.name == "ui":
            used = names & set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
            assert not used, f"{path.name}: {used}"


def _men(house: House, scope: Scope) -> tuple[Dossier, ...]:
    """The man with whom a mistake would show."""
    return {
        Scope.none: (house.own,),
        Scope.own: (house.own, house.other),
        Scope.all: (house.other,),
    }[scope]


@pytest.mark.parametrize("name", sorted(ASKS))
def test_the_table_is_asked(filled: House, name: str) -> None:
    """With all keys in hand, so that only the rights stop somebody."""
    for rol in Rol:
        database = filled.database(rol)
        for man in _men(filled, scope_of(database.actor, ASKS[name])):
            said = _try(database, filled, name, man)
            is_refused = said.startswith((NOT_YOUR_ROLE, NOT_YOUR_MAN))
            asked = {ASKS[name], ALSO.get(name, ASKS[name])}
            may = all(is_allowed(database.actor, r, is_own=man is filled.own) for r in asked)
            assert is_refused is not may, f"{rol} {name}: {said}"
            assert not is_refused or said.endswith(".")


@pytest.mark.parametrize("pair", [(Rol.mentor, Rol.beheerder), (Rol.psycholoog, Rol.directeur)])
@pytest.mark.parametrize("name", sorted(ASKS))
def test_two_roles_may_what_either_may(filled: House, name: str, pair: tuple[Rol, Rol]) -> None:
    database = filled.database(*pair)
    for man in (filled.own, filled.other):
        said = _try(database, filled, name, man)
        one_by_one = (Actor(database.actor.medewerker_id, frozenset({rol})) for rol in pair)
        asked = {ASKS[name], ALSO.get(name, ASKS[name])}
        actors = list(one_by_one)
        may = all(any(is_allowed(a, r, is_own=man is filled.own) for a in actors) for r in asked)
        assert said.startswith((NOT_YOUR_ROLE, NOT_YOUR_MAN)) is not may, f"{name}: {said}"


@pytest.mark.parametrize("name", sorted(ASKS))
def test_without_a_role_nothing_is_allowed(filled: House, name: str) -> None:
    said = _try(filled.database(), filled, name, filled.own)
    assert said.startswith(NOT_YOUR_ROLE)


WRITES = "mentorgesprekken.service.start_mentorgesprek"


@pytest.mark.parametrize(
    ("begin", "end", "may"),
    [
        (TODAY, None, True),
        (date(2026, 8, 1), TODAY, True),
        (date(2026, 8, 1), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_a_place_in_the_team_counts_on_its_own_days(
    filled: House, begin: date, end: date | None, may: bool
) -> None:
    somebody = new_id()
    keys = {c: KEYS[c] for c in compartments_of(frozenset({Rol.mentor}))}
    actor = Actor(somebody, frozenset({Rol.mentor}))
    database = Database(filled.folder, keys, actor=actor, device=new_id(), clock=Clock())
    function = FUNCTIONS[WRITES]
    said = ""
    try:
        with database.transaction(Compartment.team) as session:
            man = filled.other.deelnemer_id
            place = Teamlid(
                deelnemer_id=man,
                medewerker_id=somebody,
                taak=Taak.psycholoog,
                vanaf_datum=begin,
                tot_datum=end,
            )
            session.add(place)
            session.flush()
            try:
                function(session, man)
            except UserError as error:
                said = error.text
            raise _Done
    except _Done:
        database.close()
    assert said.startswith(NOT_YOUR_MAN) is not may


# Who holds no key ---------------------------------------------------------------------------

OFFICE = [rol for rol in Rol if Compartment.team not in compartments_of(frozenset({rol}))]


@pytest.fixture(params=OFFICE)
def office(request: pytest.FixtureRequest, filled: House) -> Iterator[Database]:
    """Somebody of the office, with no other keys than his own."""
    rol: Rol = request.param
    actor = Actor(filled.team[rol], frozenset({rol}))
    keys = {c: KEYS[c] for c in compartments_of(actor.rollen)}
    database = Database(filled.folder, keys, actor=actor, device=new_id(), clock=Clock())
    yield database
    database.close()


def test_the_office_reads_no_dossier(office: Database, filled: House) -> None:
    for name, right in ASKS.items():
        is_team = _compartment(name) in (Compartment.team, Compartment.behandeling)
        if not is_team and is_allowed(office.actor, right):
            continue
        function = FUNCTIONS[name]
        with office.reading() as session, pytest.raises(UserError) as refused:
            function(session, **_arguments(function, filled, filled.own))
        said = refused.value.text
        assert said.startswith((NOT_YOUR_ROLE, NO_KEY)), f"{name} {right}: {said}"


def test_the_office_finds_nobody_by_searching(office: Database, filled: House) -> None:
    typed = [words.split()[-2] for words in filled.words.given[:12]]
    with office.reading() as session:
        for words in (*typed, "roepnaam", "Ik wil dit", "ܓܒܪܐܝܠ", "ga"):
            assert find_in_text(session, words, 20) == []
            for found in (*find(session, words, 20), *match(list_known(session), words, 20)):
                assert "deelnemer_id" not in found.address, words


def test_the_office_sees_no_drafts_of_dossiers(office: Database) -> None:
    with pytest.raises(UserError, match=NO_KEY), office.reading() as session:
        list_drafts(session, Compartment.team)
    key = DraftKey("mentorgesprek", 1, "nieuw")
    with pytest.raises(UserError, match=NO_KEY), office.transaction(Compartment.team) as session:
        record_draft(session, key, {"notitie": "x"})


def test_no_key_of_the_office_opens_the_dossiers(office: Database, filled: House) -> None:
    for compartment in office.compartments:
        with pytest.raises(EnvironmentProblem):
            Database(
                filled.folder,
                {Compartment.team: KEYS[compartment]},
                actor=office.actor,
                device=new_id(),
            )
    with office.reading() as session, pytest.raises(UserError, match=NO_KEY):
        session.get(Doel, filled.own.ids["doel_id"])


def test_what_the_office_holds_says_nothing_about_the_men(office: Database, filled: House) -> None:
    for compartment in office.compartments:
        connection = connect(filled.folder / f"{compartment}.db", KEYS[compartment])
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = [connection.execute(f'SELECT * FROM "{one}"').fetchall() for (one,) in [*tables]]
        connection.close()
        dump = repr(rows)
        for words in filled.words.given:
            assert words not in dump


def test_a_draft_is_found_by_its_owner_only(filled: House) -> None:
    key = DraftKey("mentorgesprek", 1, "nieuw", filled.own.deelnemer_id)
    mine, hers = filled.database(Rol.mentor), filled.database(Rol.casemanager)
    with mine.transaction(Compartment.team) as session:
        record_draft(session, key, {"notitie": "x"})
    with mine.reading() as session:
        assert [draft.key for draft in list_drafts(session, Compartment.team)] == [key]
    with hers.reading() as session:
        assert list_drafts(session, Compartment.team) == []
