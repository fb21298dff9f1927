"""The card of the team: the one place where words of behandeling are copied to team.

That happens only by ``record_kaart``, after a button that shows every word of it, and with his
consent. Whoever reads the card reads it in the compartment of the team.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right
from hvh_desktop.signaleringsplannen.delen import bellen, deelgrond
from hvh_desktop.signaleringsplannen.form import TEKSTEN
from hvh_desktop.signaleringsplannen.model import Kleur, Signaleringskaart
from hvh_desktop.signaleringsplannen.rows import DelingRow, FaseRow, KaartRow, PlanDetail
from hvh_desktop.signaleringsplannen.service_delen import list_delingen
from hvh_desktop.signaleringsplannen.service_plan import get_plan


def find_kaart(session: Session, deelnemer_id: UUID) -> KaartRow | None:
    """What the team may read today; None without a card, or when his consent ended."""
    require(session, Right.read_dossier, deelnemer_id)
    card = _find(session, deelnemer_id)
    if card is None or card.is_ingetrokken or not card.inhoud:
        return None
    if not deelgrond(session, deelnemer_id, None).mag:
        return None
    fasen = _read(card.inhoud)
    return KaartRow(
        deelnemer_id=deelnemer_id,
        signaleringsplan_id=card.signaleringsplan_id,
        versie=card.versie,
        datum=card.datum,
        fasen=fasen,
        bellen=bellen(session, deelnemer_id, fasen),
    )


def is_kaart_kept(session: Session, deelnemer_id: UUID) -> bool:
    """Are there words of the plan in the file of the team, whether they may be read or not?"""
    require(session, Right.read_behandeling, deelnemer_id)
    card = _find(session, deelnemer_id)
    return card is not None and bool(card.inhoud)


def list_verlopen_kaarten(session: Session) -> list[UUID]:
    """Deelnemers whose card still has words while the consent for the team ended."""
    rights.require(session.actor, Right.read_behandeling)
    cards = session.scalars(select(Signaleringskaart).order_by(Signaleringskaart.id))
    kept = [card.deelnemer_id for card in cards if card.inhoud]
    return [one for one in kept if not deelgrond(session, one, None).mag]


def record_kaart(session: Session, deelnemer_id: UUID) -> UUID:
    """Copy the stages that were shared with the team (``record_deling``) to its card."""
    require(session, Right.write_signaleringsplan, deelnemer_id)
    plan, deling = _shared_plan(session, deelnemer_id)
    grond = deelgrond(session, deelnemer_id, None)
    if not grond.mag:
        raise UserError(grond.zin)
    card = _find(session, deelnemer_id)
    if card is None:
        card = Signaleringskaart(deelnemer_id=deelnemer_id)
        session.add(card)
    card.signaleringsplan_id, card.versie = plan.id, plan.versie
    card.datum, card.is_ingetrokken = session.today, False
    card.inhoud = _written([fase for fase in plan.fasen if fase.kleur in deling.kleuren])
    session.flush()
    return card.id


def withdraw_kaart(session: Session, deelnemer_id: UUID) -> None:
    """Empty the card. What was read stays known, and the history of changes keeps it."""
    require(session, Right.write_signaleringsplan, deelnemer_id)
    card = _find(session, deelnemer_id)
    if card is not None:
        card.inhoud, card.is_ingetrokken = "", True


def _shared_plan(session: Session, deelnemer_id: UUID) -> tuple[PlanDetail, DelingRow]:
    for row in list_delingen(session, deelnemer_id):
        if row.netwerklid_id is None and row.is_laatste:
            return get_plan(session, row.signaleringsplan_id), row
    raise UserError("Er zijn nog geen fasen gekozen om met het team te delen. Kies die eerst.")


def _find(session: Session, deelnemer_id: UUID) -> Signaleringskaart | None:
    statement = select(Signaleringskaart).where(Signaleringskaart.deelnemer_id == deelnemer_id)
    return session.scalars(statement).first()


def _written(fasen: list[FaseRow]) -> str:
    told = [
        {
            "kleur": fase.kleur.value,
            "naam": fase.naam,
            "bellen_ids": [one.hex for one in fase.bellen_ids],
            **{name: list(getattr(fase, name)) for name in TEKSTEN},
        }
        for fase in fasen
    ]
    return json.dumps({"fasen": told}, ensure_ascii=False)


def _read(inhoud: str) -> tuple[FaseRow, ...]:
    return tuple(_read_fase(one) for one in json.loads(inhoud)["fasen"])


def _read_fase(one: Mapping[str, Any]) -> FaseRow:
    texts: dict[str, Any] = {name: tuple(one[name]) for name in TEKSTEN}
    ids = tuple(UUID(hex=key) for key in one["bellen_ids"])
    return FaseRow(kleur=Kleur(one["kleur"]), naam=one["naam"], bellen_ids=ids, **texts)
