"""With whom which stages were shared, on which consent, and the sheet that he or they get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.service import get_roepnamen
from hvh_desktop.errors import UserError
from hvh_desktop.huis import get_huis
from hvh_desktop.rights import Right
from hvh_desktop.signaleringsplannen.delen import bellen, deelgrond
from hvh_desktop.signaleringsplannen.form import IN_HET_PROGRAMMA, PAPIER, WIJZEN, deling_form
from hvh_desktop.signaleringsplannen.model import Kleur, Signaleringsdeling, Signaleringsplan
from hvh_desktop.signaleringsplannen.rows import (
    BladInhoud,
    Deelgrond,
    DelingRow,
    FaseRow,
    PlanDetail,
)
from hvh_desktop.signaleringsplannen.service_plan import get_netwerk_names, get_plan
from hvh_desktop.toestemmingen.model import (
    OntvangerSoort,
    Verstrekking,
    VerstrekkingWat,
    VerstrekkingWijze,
)

# The ground -----------------------------------------------------------------------------------


def find_deelgrond(session: Session, deelnemer_id: UUID, netwerklid_id: UUID | None) -> Deelgrond:
    """May the plan be told to this person (None: the team) today, and why (not)?"""
    require(session, Right.read_behandeling, deelnemer_id)
    return deelgrond(session, deelnemer_id, netwerklid_id)


# Who knows what -------------------------------------------------------------------------------


def list_delingen(session: Session, deelnemer_id: UUID) -> list[DelingRow]:
    """Newest first; of each person the newest that was not withdrawn is ``is_laatste``."""
    require(session, Right.read_behandeling, deelnemer_id)
    versions = _versions(session, deelnemer_id)
    rows: list[DelingRow] = []
    seen: set[UUID | None] = set()
    gronden: dict[UUID | None, Deelgrond] = {}
    sheets = _sheets(session, deelnemer_id)
    for one in _delingen(session, deelnemer_id):
        who = one.netwerklid_id
        if who not in gronden:
            gronden[who] = deelgrond(session, deelnemer_id, who)
        is_last = one.ingetrokken_datum is None and who not in seen
        if is_last:
            seen.add(who)
        rows.append(
            DelingRow(
                id=one.id,
                deelnemer_id=deelnemer_id,
                signaleringsplan_id=one.signaleringsplan_id,
                versie=versions.get(one.signaleringsplan_id, 0),
                netwerklid_id=who,
                naam=gronden[who].wie,
                kleuren=tuple(Kleur(kleur) for kleur in one.kleuren),
                datum=one.datum,
                wijze=one.wijze,
                toestemming_id=one.toestemming_id,
                ingetrokken_datum=one.ingetrokken_datum,
                is_laatste=is_last,
                grond=gronden[who],
                wacht_op_papier=one.wijze == PAPIER and not _has_left(one, sheets),
            )
        )
    return rows


def record_deling(
    session: Session,
    signaleringsplan_id: UUID,
    netwerklid_id: UUID | None,
    kleuren: Iterable[Kleur],
    wijze: str = IN_HET_PROGRAMMA,
) -> UUID:
    """Share these stages with somebody of his network, or (None) with the team.

    Only a version that is vastgesteld, and only with a valid consent for the signaleringsplan.
    """
    plan = get_plan(session, signaleringsplan_id)
    require(session, Right.write_signaleringsplan, plan.deelnemer_id)
    if not plan.is_vastgesteld:
        raise UserError("Dit is nog een concept. Stel het eerst vast, dan kun je het delen.")
    chosen = _checked(session, plan, netwerklid_id, kleuren, wijze)
    grond = deelgrond(session, plan.deelnemer_id, netwerklid_id)
    if not grond.mag:
        field = "netwerklid_id" if netwerklid_id else "kleuren"
        raise UserError(grond.zin, {field: grond.zin})
    deling = Signaleringsdeling(
        deelnemer_id=plan.deelnemer_id,
        signaleringsplan_id=plan.id,
        netwerklid_id=netwerklid_id,
        kleuren=tuple(kleur.value for kleur in chosen),
        datum=session.today,
        wijze=wijze,
        toestemming_id=grond.toestemming_id,
    )
    session.add(deling)
    session.flush()
    return deling.id


def withdraw_deling(session: Session, deling_id: UUID) -> None:
    """From today this person gets nothing new; what was read stays known."""
    deling = session.get_one(Signaleringsdeling, deling_id)
    require(session, Right.write_signaleringsplan, deling.deelnemer_id)
    for one in _delingen(session, deling.deelnemer_id):
        if one.netwerklid_id == deling.netwerklid_id and one.ingetrokken_datum is None:
            one.ingetrokken_datum = session.today


# The sheet ------------------------------------------------------------------------------------


def collect_blad(
    session: Session, signaleringsplan_id: UUID, netwerklid_id: UUID | None = None
) -> BladInhoud:
    """The sheet for himself (all stages), or for somebody with whom stages were shared.

    For somebody else: refused without a running sharing of this version and a valid consent.
    """
    plan = get_plan(session, signaleringsplan_id)
    fasen, voor, has_numbers = plan.fasen, "", True
    if netwerklid_id is not None:
        grond = deelgrond(session, plan.deelnemer_id, netwerklid_id)
        fasen, voor = _shared(session, plan, netwerklid_id, grond), grond.wie
        has_numbers = grond.mag_netwerk
    lines = bellen(session, plan.deelnemer_id, fasen, not_id=netwerklid_id, has_numbers=has_numbers)
    return BladInhoud(
        huis=get_huis(session).volledige_naam,
        roepnaam=get_roepnamen(session, [plan.deelnemer_id])[plan.deelnemer_id],
        voor=voor,
        versie=plan.versie,
        datum=plan.datum,
        is_concept=not plan.is_vastgesteld,
        fasen=fasen,
        bellen=lines,
        is_zonder_nummers=not has_numbers and any(fase.bellen_ids for fase in fasen),
    )


def _shared(
    session: Session, plan: PlanDetail, netwerklid_id: UUID, grond: Deelgrond
) -> tuple[FaseRow, ...]:
    running = [
        one
        for one in _delingen(session, plan.deelnemer_id)
        if one.netwerklid_id == netwerklid_id and one.ingetrokken_datum is None
    ]
    if not running or running[0].signaleringsplan_id != plan.id:
        raise UserError(f"Deze versie is niet gedeeld met {grond.wie}. Deel haar eerst.")
    if not grond.mag:
        raise UserError(grond.zin)
    return tuple(fase for fase in plan.fasen if fase.kleur.value in running[0].kleuren)


# Below ----------------------------------------------------------------------------------------


def _checked(
    session: Session,
    plan: PlanDetail,
    netwerklid_id: UUID | None,
    kleuren: Iterable[Kleur],
    wijze: str,
) -> tuple[Kleur, ...]:
    values: dict[str, Any] = {
        "netwerklid_id": netwerklid_id.hex if netwerklid_id else None,
        "kleuren": tuple(Kleur(kleur).value for kleur in kleuren),
        "wijze": wijze,
    }
    network: Mapping[str, str] = {}
    if netwerklid_id is not None:
        names = get_netwerk_names(session, plan.deelnemer_id)
        network = {key.hex: name for key, name in names.items()}
    labels = {kleur.value: kleur.value for kleur in plan.kleuren}
    problems = deling_form(network, labels).problems(values)
    if netwerklid_id is None:
        problems.pop("netwerklid_id", None)
        if wijze not in WIJZEN:
            problems.pop("wijze", None)
    if problems:
        raise UserError(" ".join(problems.values()), problems)
    return tuple(kleur for kleur in plan.kleuren if kleur.value in values["kleuren"])


def _delingen(session: Session, deelnemer_id: UUID) -> list[Signaleringsdeling]:
    statement = select(Signaleringsdeling).where(Signaleringsdeling.deelnemer_id == deelnemer_id)
    newest = (Signaleringsdeling.datum.desc(), Signaleringsdeling.id.desc())
    return list(session.scalars(statement.order_by(*newest)))


def _sheets(session: Session, deelnemer_id: UUID) -> list[Verstrekking]:
    """Every time that a sheet of his plan left for somebody of his network."""
    statement = select(Verstrekking).where(
        Verstrekking.deelnemer_id == deelnemer_id,
        Verstrekking.wat == VerstrekkingWat.signaleringsplan,
        Verstrekking.ontvanger_soort == OntvangerSoort.netwerklid,
        Verstrekking.wijze != VerstrekkingWijze.mondeling,
    )
    return list(session.scalars(statement))


def _has_left(deling: Signaleringsdeling, sheets: Iterable[Verstrekking]) -> bool:
    return any(
        one.ontvanger_id == deling.netwerklid_id
        and one.bron_id == deling.signaleringsplan_id
        and one.created_at >= deling.created_at
        for one in sheets
    )


def _versions(session: Session, deelnemer_id: UUID) -> Mapping[UUID, int]:
    statement = select(Signaleringsplan).where(Signaleringsplan.deelnemer_id == deelnemer_id)
    return {plan.id: plan.versie for plan in session.scalars(statement)}
