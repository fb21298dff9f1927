"""Who may see and do what, in one table, and which compartments that opens.

Services ask here before they read or write; screens may ask too, to leave out what would be
refused, but never instead of the service. Source of the table: the house's division of work
(roles and what each may do).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from uuid import UUID

from hvh_desktop.errors import UserError


class Compartment(StrEnum):
    """One file, one key, one stream. An entity belongs to exactly one."""

    team = "team"
    behandeling = "behandeling"
    instroom = "instroom"
    register = "register"
    log = "log"


class Rol(StrEnum):
    """What somebody is in the house; one person may hold several."""

    mentor = "mentor"
    casemanager = "casemanager"
    reclasseringswerker = "reclasseringswerker"
    psycholoog = "psycholoog"
    locatiemanager = "locatiemanager"
    directeur = "directeur"
    projectmanager = "projectmanager"
    onderzoeker = "onderzoeker"
    beheerder = "beheerder"


class Scope(Enum):
    """How far a right reaches: nobody, the deelnemers of one's own team, or everyone."""

    none = 0
    own = 1
    all = 2


class Right(StrEnum):
    """A thing that may be done. The value is the Dutch description for the rights page."""

    list_medewerkers = "namen van collega’s zien"
    change_medewerkers = "accounts en rollen beheren"
    list_organisaties = "organisaties zien"
    change_organisaties = "organisaties toevoegen en wijzigen"
    change_wettelijke_taak = "kiezen welke taak een organisatie volgens de wet heeft"
    read_dossier = "dossiers lezen"
    open_dossier = "dossiers openen zonder een reden te geven"
    record_deelnemer = "deelnemers inschrijven"
    change_deelnemer = "gegevens van deelnemers wijzigen"
    change_team = "mentoren en team toewijzen"
    write_krachteninventarisatie = "krachteninventarisaties maken"
    record_coachopmerking = "als Krachtwerkcoach meekijken"
    write_actieplan = "doelen en acties vastleggen"
    write_mentorgesprek = "mentorgesprekken vastleggen"
    write_netwerk = "het netwerk vastleggen"
    print_trajectplan = "het trajectplan afdrukken"
    complete_trajectplan = "het trajectplan vaststellen"
    read_behandeling = "de behandeling lezen"
    write_verwijzing = "verwijzingen vastleggen"
    write_signaleringsplan = "signaleringsplannen maken en delen"
    write_behandelnotitie = "gesprekken en notities van de psycholoog vastleggen"
    change_beschikbaarheid = "de tijden van de psycholoog wijzigen"
    record_toestemming = "toestemmingen vastleggen"
    withdraw_toestemming = "een toestemming intrekken"
    record_verstrekking = "gegevens aan anderen verstrekken"
    read_raadplegingen = "zien wie een dossier bekeek"
    read_raadplegingen_collega = "zien welke dossiers een collega bekeek"
    record_voorval = "een voorval vastleggen"
    write_verslag = "een verslag over een voorval schrijven"
    record_horen = "een deelnemer horen over een voorval"
    advise_sanctie = "de directeur adviseren over verantwoordelijkheid"
    propose_sanctie = "een sanctie voorstellen"
    decide_sanctie = "over een sanctie beslissen"
    complete_mededeling = "de mededeling van een beslissing maken"
    record_uitreiking = "een mededeling uitreiken"
    record_tenuitvoerlegging = "een straf of proeftijd laten ingaan en afsluiten"
    change_voorwaarde = "bijhouden of iemand zich aan een voorwaarde houdt"
    record_beklag = "beklag bijhouden"
    decide_vervolgvoorstel = "beslissen over verlof of terugplaatsing na een sanctie"
    record_ordemaatregel = "een ordemaatregel vastleggen"
    change_ordemaatregel = "een ordemaatregel verlengen"
    read_sanctiecijfers = "cijfers over sancties zien"
    record_urinecontrole = "urinecontroles vastleggen"
    write_verlof = "verlof vastleggen"
    write_werk = "werk vastleggen"
    change_beleid = "beleidstabellen wijzigen"
    change_huis = "gegevens van het huis wijzigen"
    renew_herstelbladen = "nieuwe herstelbladen maken"
    change_laptops = "laptops toelaten, een naam geven en afmelden"


_EVERYBODY = dict.fromkeys(Rol, Scope.all)
_DOSSIER = dict.fromkeys(
    (
        Rol.mentor,
        Rol.casemanager,
        Rol.reclasseringswerker,
        Rol.psycholoog,
        Rol.locatiemanager,
        Rol.directeur,
    ),
    Scope.all,
)
_LEAD = {Rol.casemanager: Scope.all, Rol.locatiemanager: Scope.all}
_GUIDANCE = {
    Rol.mentor: Scope.own,
    Rol.reclasseringswerker: Scope.own,
    Rol.psycholoog: Scope.own,
    **_LEAD,
}
_FLOOR: dict[Rol, Scope] = {
    rol: scope for rol, scope in _DOSSIER.items() if rol not in (Rol.psycholoog, Rol.directeur)
}
_LOCATIE = {Rol.locatiemanager: Scope.all}
_DIRECTEUR = {Rol.directeur: Scope.all}
_BEHEER = {Rol.beheerder: Scope.all}
_PSYCHOLOOG = {Rol.psycholoog: Scope.all}

TABLE: dict[Right, dict[Rol, Scope]] = {
    Right.list_medewerkers: _EVERYBODY,
    Right.change_medewerkers: _BEHEER,
    Right.list_organisaties: _DOSSIER | _BEHEER,
    Right.change_organisaties: dict.fromkeys(
        (
            Rol.mentor,
            Rol.casemanager,
            Rol.reclasseringswerker,
            Rol.psycholoog,
            Rol.locatiemanager,
            Rol.beheerder,
        ),
        Scope.all,
    ),
    Right.change_wettelijke_taak: _LEAD | _BEHEER,
    Right.read_dossier: _DOSSIER,
    Right.open_dossier: {
        Rol.mentor: Scope.own,
        Rol.reclasseringswerker: Scope.own,
        Rol.directeur: Scope.own,
        **_LEAD,
        **_PSYCHOLOOG,
    },
    Right.record_deelnemer: _LEAD,
    Right.change_deelnemer: _GUIDANCE,
    Right.change_team: _LEAD,
    Right.write_krachteninventarisatie: _GUIDANCE,
    Right.record_coachopmerking: _DOSSIER,
    Right.write_actieplan: _GUIDANCE,
    Right.write_mentorgesprek: _GUIDANCE,
    Right.write_netwerk: _GUIDANCE,
    Right.print_trajectplan: _DOSSIER,
    Right.complete_trajectplan: {**_LEAD, Rol.reclasseringswerker: Scope.all},
    Right.read_behandeling: _PSYCHOLOOG,
    Right.write_verwijzing: _PSYCHOLOOG,
    Right.write_signaleringsplan: _PSYCHOLOOG,
    Right.write_behandelnotitie: _PSYCHOLOOG,
    Right.change_beschikbaarheid: _PSYCHOLOOG,
    Right.record_toestemming: _LEAD | _PSYCHOLOOG,
    Right.withdraw_toestemming: _GUIDANCE | _PSYCHOLOOG,
    Right.record_verstrekking: _LEAD | _PSYCHOLOOG | {Rol.reclasseringswerker: Scope.all},
    Right.read_raadplegingen: _GUIDANCE | _BEHEER,
    Right.read_raadplegingen_collega: {Rol.locatiemanager: Scope.all, **_BEHEER},
    Right.record_voorval: _DOSSIER,
    Right.write_verslag: _FLOOR | _PSYCHOLOOG,
    Right.record_horen: _LOCATIE | _DIRECTEUR,
    Right.advise_sanctie: _PSYCHOLOOG,
    Right.propose_sanctie: _LOCATIE,
    Right.decide_sanctie: _DIRECTEUR,
    Right.complete_mededeling: _LOCATIE | _DIRECTEUR,
    Right.record_uitreiking: _DOSSIER,
    Right.record_tenuitvoerlegging: _LOCATIE | _DIRECTEUR,
    Right.change_voorwaarde: _DOSSIER,
    Right.record_beklag: _GUIDANCE | _DIRECTEUR,
    Right.decide_vervolgvoorstel: {Rol.casemanager: Scope.all},
    Right.record_ordemaatregel: _FLOOR | _DIRECTEUR,
    Right.change_ordemaatregel: _DIRECTEUR,
    Right.read_sanctiecijfers: _LEAD | _PSYCHOLOOG | _DIRECTEUR,
    Right.record_urinecontrole: _FLOOR,
    Right.write_verlof: _LEAD,
    Right.write_werk: _GUIDANCE,
    Right.change_beleid: _BEHEER,
    Right.change_huis: _BEHEER,
    Right.renew_herstelbladen: _BEHEER,
    Right.change_laptops: _BEHEER,
}

_TEAM = frozenset({Compartment.team, Compartment.register, Compartment.log})
_OFFICE = frozenset({Compartment.register, Compartment.log})

COMPARTMENTS: dict[Rol, frozenset[Compartment]] = {
    Rol.mentor: _TEAM,
    Rol.casemanager: _TEAM | {Compartment.instroom},
    Rol.reclasseringswerker: _TEAM | {Compartment.instroom},
    Rol.psycholoog: _TEAM | {Compartment.instroom, Compartment.behandeling},
    Rol.locatiemanager: _TEAM | {Compartment.instroom},
    Rol.directeur: _TEAM,
    Rol.projectmanager: _OFFICE,
    Rol.onderzoeker: _OFFICE,
    Rol.beheerder: _OFFICE,
}


@dataclass(frozen=True)
class Actor:
    """The person at the keyboard: id of the medewerker and the roles he holds today."""

    medewerker_id: UUID
    rollen: frozenset[Rol]


def compartments_of(rollen: frozenset[Rol]) -> frozenset[Compartment]:
    """All compartments that these roles open."""
    return frozenset().union(*(COMPARTMENTS[rol] for rol in rollen)) if rollen else frozenset()


def scope_of(actor: Actor, right: Right) -> Scope:
    """The widest reach of a right over all roles of this person."""
    table = TABLE[right]
    return max(
        (table.get(rol, Scope.none) for rol in actor.rollen),
        key=lambda scope: scope.value,
        default=Scope.none,
    )


def is_allowed(actor: Actor, right: Right, *, is_own: bool = False) -> bool:
    """May this person do this, for a deelnemer who is his own or not?"""
    scope = scope_of(actor, right)
    return scope is Scope.all or (scope is Scope.own and is_own)


def require(actor: Actor, right: Right, *, is_own: bool = False) -> None:
    """Raise a UserError that says who may, unless this person may."""
    if is_allowed(actor, right, is_own=is_own):
        return
    if scope_of(actor, right) is Scope.own:
        raise UserError(
            f"Dit mag je alleen bij je eigen deelnemers: {right.value}. "
            "Vraag het aan een van zijn mentoren of aan de casemanager."
        )
    holders = [rol.value for rol, scope in TABLE[right].items() if scope is not Scope.none]
    raise UserError(f"Dit hoort niet bij je rol: {right.value}. Vraag het aan: {_either(holders)}.")


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} of {words[-1]}"
