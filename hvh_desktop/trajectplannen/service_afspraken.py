"""What was agreed, for the sheet that the deelnemer takes along. ``service`` offers this too.

A file of its own because it is another piece of paper than the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hvh_desktop.actieplannen.model import ActieStatus, UitvoerderSoort
from hvh_desktop.actieplannen.service import ActieRow, list_acties
from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.model import Taak
from hvh_desktop.deelnemers.service import DeelnemerDetail, get_deelnemer
from hvh_desktop.huis import get_huis
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.mentorgesprekken.service import (
    GesprekRow,
    GesprekStatus,
    find_volgend,
    list_gesprekken,
)
from hvh_desktop.netwerken.service import NetwerklidRow, list_netwerk
from hvh_desktop.text import fold
from hvh_desktop.trajectplannen.inhoud import MENTOREN, Afspraakregel, AfsprakenInhoud
from hvh_desktop.trajectplannen.namen import TAAK_ROLES, netwerk_names, netwerk_role

HELD = (GesprekStatus.concept, GesprekStatus.vastgesteld)
SHORTEST_NAME = 3
"""Names of fewer letters are not looked for in sentences."""


@dataclass(frozen=True)
class _People:
    """Everybody who can stand on the sheet, by name and by role."""

    roepnaam: str
    medewerkers: Mapping[UUID, str]
    taken: Mapping[UUID, Taak]
    netwerk: Mapping[UUID, str]
    leden: Mapping[UUID, NetwerklidRow]

    def name(self, actie: ActieRow) -> str:
        if actie.uitvoerder is UitvoerderSoort.deelnemer or actie.uitvoerder_id is None:
            return self.roepnaam
        if actie.uitvoerder is UitvoerderSoort.netwerk:
            return self.netwerk.get(actie.uitvoerder_id, actie.wie)
        return actie.wie

    def role(self, actie: ActieRow) -> str:
        one = actie.uitvoerder_id
        if actie.uitvoerder is UitvoerderSoort.deelnemer or one is None:
            return "jij"
        if actie.uitvoerder is UitvoerderSoort.medewerker:
            return TAAK_ROLES[self.taken[one]] if one in self.taken else "een medewerker"
        if actie.uitvoerder is UitvoerderSoort.netwerk and one in self.leden:
            return netwerk_role(self.leden[one])
        return "een organisatie"

    def roles_of(self, medewerker_ids: Sequence[UUID]) -> tuple[str, ...]:
        """One word for two mentoren."""
        roles = [
            TAAK_ROLES[self.taken[one]] if one in self.taken else "een medewerker"
            for one in medewerker_ids
        ]
        if roles.count("je mentor") > 1:
            roles = [MENTOREN, *(role for role in roles if role != "je mentor")]
        return tuple(dict.fromkeys(roles))

    def names_in(self, sentences: Iterable[str]) -> tuple[str, ...]:
        """First names that stand in the sentences themselves."""
        known = [self.roepnaam, *self.medewerkers.values()]
        known += [word for lid in self.leden.values() for word in lid.naam.split()[:1]]
        words = {fold(word.strip(".,:;!?()’'“”")) for text in sentences for word in text.split()}
        found = (naam for naam in known if len(naam) >= SHORTEST_NAME and fold(naam) in words)
        return tuple(dict.fromkeys(found))


def collect_afspraken(
    session: Session, deelnemer_id: UUID, mentorgesprek_id: UUID | None = None
) -> AfsprakenInhoud:
    """The sheet of a talk, or of the last one: its open afspraken first, then the others by day.

    For another's man it must have been said why.
    """
    access.require_opening(session, deelnemer_id)
    deelnemer = get_deelnemer(session, deelnemer_id)
    gesprek = _find_talk(session, deelnemer_id, mentorgesprek_id)
    people = _people(session, deelnemer)
    acties = [
        one
        for one in list_acties(session, deelnemer_ids=[deelnemer_id])
        if one.status is ActieStatus.open
    ]
    this = gesprek.id if gesprek else None
    acties.sort(key=lambda one: _order(one, this))
    regels = [_regel(one, people, this) for one in acties]
    first = next((one for one in regels if one.is_van_hem), None)
    day = gesprek.datum if gesprek else session.today
    volgend = find_volgend(session, deelnemer_id, day)
    told = gesprek.medewerker_ids if gesprek else ()
    return AfsprakenInhoud(
        roepnaam=deelnemer.roepnaam,
        naam_eigen_schrift=deelnemer.naam_eigen_schrift,
        datum=day,
        aanwezigen=tuple(people.medewerkers.get(one, "Onbekend") for one in told),
        rollen=people.roles_of(told),
        eerste_stap=first,
        afspraken=tuple(one for one in regels if one is not first),
        volgend_datum=volgend.datum if volgend else gesprek.volgende_datum if gesprek else None,
        volgend_tijd=volgend.tijd if volgend else gesprek.volgende_tijd if gesprek else None,
        namen_in_tekst=people.names_in(one.wat for one in regels),
        huis=get_huis(session).volledige_naam,
    )


def _find_talk(
    session: Session, deelnemer_id: UUID, mentorgesprek_id: UUID | None
) -> GesprekRow | None:
    talks = list_gesprekken(session, deelnemer_id)
    if mentorgesprek_id is not None:
        return next((one for one in talks if one.id == mentorgesprek_id), None)
    return next((one for one in talks if one.status in HELD), None)


def _people(session: Session, deelnemer: DeelnemerDetail) -> _People:
    leden = list_netwerk(session, deelnemer.id, with_vervallen=True)
    return _People(
        deelnemer.roepnaam,
        get_medewerker_names(session),
        {lid.medewerker_id: lid.taak for lid in reversed(deelnemer.team) if lid.is_huidig},
        netwerk_names(leden),
        {lid.id: lid for lid in leden},
    )


def _order(actie: ActieRow, this: UUID | None) -> tuple[bool, date, UUID]:
    is_of_this = this is not None and actie.mentorgesprek_id == this
    return not is_of_this, actie.wanneer_datum or date.max, actie.id


def _regel(actie: ActieRow, people: _People, this: UUID | None) -> Afspraakregel:
    return Afspraakregel(
        wie=people.name(actie),
        rol=people.role(actie),
        wat=actie.wat,
        wanneer_datum=actie.wanneer_datum,
        is_van_hem=actie.uitvoerder is UitvoerderSoort.deelnemer,
        is_dit_gesprek=this is not None and actie.mentorgesprek_id == this,
    )
