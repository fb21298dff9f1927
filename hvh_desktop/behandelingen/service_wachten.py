"""What waits for whom, over all deelnemers of the psycholoog.

A file of its own because it weighs what four slices know. What was read already is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.actieplannen.model import UitvoerderSoort
from hvh_desktop.actieplannen.service import ActieRow
from hvh_desktop.actieplannen.service_acties import list_acties
from hvh_desktop.actieplannen.service_doelen import list_doelen
from hvh_desktop.behandelingen.rows import PlanStand, PsycholooggesprekRow, WachtOp, WachtRow
from hvh_desktop.db import Session
from hvh_desktop.leefgebieden import Leefgebied
from hvh_desktop.policy import get_rule
from hvh_desktop.rights import Right
from hvh_desktop.signaleringsplannen.model import SignaleringsplanStatus
from hvh_desktop.text import day_words
from hvh_desktop.toestemmingen.grond import Ontvanger, find_gronden
from hvh_desktop.toestemmingen.model import GegevensSoort, OntvangerSoort
from hvh_desktop.verwijzingen import path
from hvh_desktop.verwijzingen.model import VerwijzingStatus
from hvh_desktop.verwijzingen.rows import OpenRow

_S = VerwijzingStatus
_INSTELLING_WORDS = {
    _S.aangemeld: "{instelling}: nog geen antwoord op de aanmelding",
    _S.geaccepteerd: "{instelling}: nog geen dag voor de kennismaking",
    _S.kennisgemaakt: "{instelling}: nog geen dag waarop het begint",
}
Talks = Mapping[UUID, Sequence[PsycholooggesprekRow]]
Names = Mapping[UUID, str]
NOTHING: Mapping[UUID, Any] = MappingProxyType({})


def list_wachten(
    session: Session,
    verwijzingen: Iterable[OpenRow] = (),
    gesprekken: Talks = NOTHING,
    plannen: Mapping[UUID, PlanStand] = NOTHING,
    names: Names = NOTHING,
    deelnemer_ids: Collection[UUID] = (),
) -> list[WachtRow]:
    """Late ones first, most days first; ``deelnemer_ids``: of whom the team's acties count."""
    rights.require(session.actor, Right.read_behandeling)
    is_hypothese = get_rule(session, "verwijzing_doorlooptijden").is_hypothese
    found = [
        row for one in verwijzingen if (row := _verwijzing(session, one, is_hypothese)) is not None
    ]
    found += _talks(session, gesprekken, names)
    found += _plans(session, plannen, names)
    found += _own_acties(session, names)
    found += _team_acties(session, deelnemer_ids, names)
    return sorted(found, key=lambda row: (-row.te_laat, -(row.dagen or 0), row.deelnemer, row.wat))


def _verwijzing(session: Session, one: OpenRow, is_hypothese: bool) -> WachtRow | None:
    if one.wacht_op is path.WachtOp.niemand:
        return None
    row = WachtRow(
        deelnemer_id=one.deelnemer_id,
        deelnemer=one.deelnemer,
        wacht_op=WachtOp(one.wacht_op.value),
        wat=_verwijzing_words(one),
        dagen=one.dagen,
        norm=one.norm,
        te_laat=max(0, one.dagen - one.norm) if one.norm is not None else 0,
        is_hypothese=is_hypothese and one.norm is not None,
        place="verwijzing",
        address={"deelnemer_id": one.deelnemer_id, "verwijzing_id": one.verwijzing_id},
    )
    if one.status is not _S.besproken or _may_tell(session, one):
        return row
    return replace(
        row,
        wacht_op=WachtOp.deelnemer,
        wat=f"{one.instelling}: zijn toestemming om hem aan te melden",
        place="toestemming",
        address={"deelnemer_id": one.deelnemer_id},
    )


def _may_tell(session: Session, one: OpenRow) -> bool:
    """Is there a ground to tell this instelling about his care?"""
    instelling = Ontvanger(OntvangerSoort.organisatie, one.instelling_id, one.instelling, "")
    gronden = find_gronden(session, one.deelnemer_id, instelling)
    return GegevensSoort.zorg in gronden.toegestaan


def _verwijzing_words(one: OpenRow) -> str:
    if one.wacht_op is path.WachtOp.instelling:
        words = _INSTELLING_WORDS.get(one.status, "{instelling}")
        return words.format(instelling=one.instelling)
    if one.wacht_op is path.WachtOp.deelnemer:
        return f"{one.instelling}: beslist of hij wil beginnen"
    if one.status is _S.besproken:
        return f"Meld hem aan bij {one.instelling}"
    return f"Schrijf op wat er uit de afspraak bij {one.instelling} kwam"


def _talks(session: Session, gesprekken: Talks, names: Names) -> Iterator[WachtRow]:
    """A talk whose day went by and that was not written down; whose ever it is."""
    for rows in gesprekken.values():
        for row in rows:
            days = (session.today - row.datum).days
            if row.is_gepland and days > 0 and row.deelnemer_id in names:
                yield WachtRow(
                    deelnemer_id=row.deelnemer_id,
                    deelnemer=names[row.deelnemer_id],
                    wacht_op=WachtOp.psycholoog,
                    wat=f"Ging het gesprek van {day_words(row.datum)} door?",
                    dagen=days,
                    norm=0,
                    te_laat=days,
                    is_hypothese=False,
                    place="psycholooggesprek",
                    address={
                        "deelnemer_id": row.deelnemer_id,
                        "psycholooggesprek_id": row.id,
                    },
                )


def _plans(session: Session, plannen: Mapping[UUID, PlanStand], names: Names) -> Iterator[WachtRow]:
    for deelnemer_id, plan in plannen.items():
        if plan.status is SignaleringsplanStatus.concept and deelnemer_id in names:
            yield WachtRow(
                deelnemer_id=deelnemer_id,
                deelnemer=names[deelnemer_id],
                wacht_op=WachtOp.psycholoog,
                wat="Maak het signaleringsplan af",
                dagen=max(0, (session.today - plan.datum).days),
                norm=None,
                te_laat=0,
                is_hypothese=False,
                place="signaleringsplan",
                address={
                    "deelnemer_id": deelnemer_id,
                    "signaleringsplan_id": plan.signaleringsplan_id,
                },
            )


def _own_acties(session: Session, names: Names) -> Iterator[WachtRow]:
    """Every open actie of the person at the keyboard."""
    for actie in list_acties(session, uitvoerder_medewerker=session.actor.medewerker_id):
        yield _actie(actie, WachtOp.psycholoog, names, actie.wat)


def _team_acties(
    session: Session, deelnemer_ids: Collection[UUID], names: Names
) -> Iterator[WachtRow]:
    """Acties of colleagues that are late, in a doel about his health."""
    me = session.actor.medewerker_id
    late = [
        one
        for one in list_acties(session, deelnemer_ids=deelnemer_ids)
        if one.dagen_te_laat
        and one.uitvoerder is UitvoerderSoort.medewerker
        and one.uitvoerder_id != me
    ]
    health = _health_doelen(session, {one.deelnemer_id for one in late})
    for one in late:
        if one.doel_id in health:
            yield _actie(one, WachtOp.team, names, f"{one.wie}: {one.wat}")


def _health_doelen(session: Session, deelnemer_ids: Collection[UUID]) -> set[UUID]:
    return {
        doel.id
        for one in deelnemer_ids
        for doel in list_doelen(session, one)
        if Leefgebied.gezondheid_zelfzorg in doel.leefgebieden
    }


def _actie(actie: ActieRow, wacht_op: WachtOp, names: Names, wat: str) -> WachtRow:
    return WachtRow(
        deelnemer_id=actie.deelnemer_id,
        deelnemer=names.get(actie.deelnemer_id, ""),
        wacht_op=wacht_op,
        wat=wat,
        dagen=actie.dagen_te_laat or None,
        norm=None,
        te_laat=actie.dagen_te_laat,
        is_hypothese=False,
        place="dossier",
        address={"deelnemer_id": actie.deelnemer_id, "tab": "doelen"},
    )
