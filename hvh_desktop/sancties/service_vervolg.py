"""What may follow for verlof or for his place: asked of the casemanager, never done by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.rights import Right
from hvh_desktop.sancties.form_uitvoering import VERVOLGANTWOORD
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Vervolgvoorstel
from hvh_desktop.sancties.rows import VervolgvoorstelRow
from hvh_desktop.sancties.stappen import hold_reason
from hvh_desktop.sancties.words import (
    RondeAanleiding,
    SanctieStatus,
    VervolgSoort,
    VervolgStatus,
)
from hvh_desktop.text import date_words
from hvh_desktop.verloven.model import Verlof, VerlofStatus
from hvh_desktop.verloven.service import change_verlofstatus, get_verlof

_STOPS = {
    VerlofStatus.voorbereiding: VerlofStatus.geweigerd,
    VerlofStatus.toegekend: VerlofStatus.ingetrokken,
}
"""What becomes of a verlof when the proposal is followed."""
_GONE = "De zaak is ingetrokken. Dit voorstel geldt niet meer."
_REPLACED = "De beslissing is herzien. Dit voorstel geldt niet meer."


def list_vervolgvoorstellen(
    session: Session, *, deelnemer_id: UUID | None = None, only_open: bool = False
) -> list[VervolgvoorstelRow]:
    """What the casemanager is or was asked, newest first; open: what still asks an answer."""
    if deelnemer_id is None:
        rights.require(session.actor, Right.read_dossier)
    else:
        require(session, Right.read_dossier, deelnemer_id)
    statement = select(Vervolgvoorstel).order_by(Vervolgvoorstel.id.desc())
    if deelnemer_id is not None:
        statement = statement.where(Vervolgvoorstel.deelnemer_id == deelnemer_id)
    if only_open:
        statement = statement.where(Vervolgvoorstel.status == VervolgStatus.open)
    found = list(session.scalars(statement))
    if only_open:
        lapsed = _lapsed(session, found)
        found = [one for one in found if one.id not in lapsed]
    return _rows(session, found)


def find_verval(session: Session, vervolgvoorstel_id: UUID) -> str:
    """Why an open proposal does not count any more, in a sentence; empty when it does."""
    rights.require(session.actor, Right.read_dossier)
    found = session.get_one(Vervolgvoorstel, vervolgvoorstel_id)
    require(session, Right.read_dossier, found.deelnemer_id)
    return _lapsed(session, [found]).get(found.id, "")


def decide_vervolgvoorstel(
    session: Session, vervolgvoorstel_id: UUID, values: Mapping[str, Any]
) -> None:
    """The casemanager answers; followed for a verlof stops that verlof in the same transaction."""
    rights.require(session.actor, Right.decide_vervolgvoorstel)
    voorstel = session.get_one(Vervolgvoorstel, vervolgvoorstel_id)
    require(session, Right.decide_vervolgvoorstel, voorstel.deelnemer_id)
    if voorstel.status is not VervolgStatus.open:
        raise UserError("Dit voorstel heeft al een antwoord.")
    if why := _lapsed(session, [voorstel]).get(voorstel.id):
        raise UserError(why)
    clean = VERVOLGANTWOORD.clean(values)
    found = VERVOLGANTWOORD.problems(clean)
    is_followed = clean["status"] == VervolgStatus.gevolgd
    if is_followed and (why := get_opschorting(session, voorstel.sanctiezaak_id)):
        found["status"] = why
    if found:
        raise UserError(summary(found.values()), found)
    if is_followed and voorstel.verlof_id is not None:
        _stop_verlof(session, voorstel.verlof_id, clean["antwoord"])
    voorstel.status = VervolgStatus(clean["status"])
    voorstel.antwoord = clean["antwoord"]
    voorstel.beantwoord_datum = session.today
    voorstel.beantwoord_door = session.actor.medewerker_id
    session.flush()


def get_opschorting(session: Session, sanctiezaak_id: UUID) -> str:
    """Why nothing may follow from this case now, in a sentence; empty when it may."""
    rights.require(session.actor, Right.read_dossier)
    zaak = session.get_one(Sanctiezaak, sanctiezaak_id)
    require(session, Right.read_dossier, zaak.deelnemer_id)
    why = hold_reason(session, zaak)
    return f"{why} Ook verlof en plaatsing wachten daarop." if why else ""


def _stop_verlof(session: Session, verlof_id: UUID, why: str) -> None:
    """Refuse what was asked, withdraw what was granted; what already stopped stays as it is."""
    verlof = get_verlof(session, verlof_id)
    if verlof.status is VerlofStatus.gehad:
        text = "Hij heeft dit verlof al gehad. Kies ‘Niet gevolgd’ en schrijf dat op."
        raise UserError(summary([text]), {"status": text})
    if verlof.status in _STOPS:
        change_verlofstatus(session, verlof_id, _STOPS[verlof.status], why)


def _lapsed(session: Session, found: list[Vervolgvoorstel]) -> dict[UUID, str]:
    """Open proposals of a case that was taken back, or of a decision that was revised."""
    ids = {one.sanctiezaak_id for one in found}
    gone = set(
        session.scalars(
            select(Sanctiezaak.id).where(
                Sanctiezaak.id.in_(ids), Sanctiezaak.status == SanctieStatus.ingetrokken
            )
        )
    )
    statement = select(Beslissing.sanctiezaak_id, Beslissing.id).where(
        Beslissing.sanctiezaak_id.in_(ids), Beslissing.aanleiding == RondeAanleiding.herziening
    )
    revised: dict[UUID, UUID] = {}
    for row in session.execute(statement.order_by(Beslissing.id)):
        revised[row.sanctiezaak_id] = row.id
    told = {}
    for one in found:
        if one.status is not VervolgStatus.open:
            continue
        if one.sanctiezaak_id in gone:
            told[one.id] = _GONE
        elif one.beslissing_id < revised.get(one.sanctiezaak_id, one.beslissing_id):
            told[one.id] = _REPLACED
    return told


def _rows(session: Session, found: list[Vervolgvoorstel]) -> list[VervolgvoorstelRow]:
    names = get_medewerker_names(session) if found else {}
    verloven = _verloven(session, [one.verlof_id for one in found if one.verlof_id])
    return [
        VervolgvoorstelRow(
            id=one.id,
            sanctiezaak_id=one.sanctiezaak_id,
            deelnemer_id=one.deelnemer_id,
            soort=VervolgSoort(one.soort),
            verlof_id=one.verlof_id,
            verlof=verloven.get(one.verlof_id, "") if one.verlof_id else "",
            reden=one.reden,
            geprobeerd=one.geprobeerd,
            status=one.status,
            antwoord=one.antwoord,
            beantwoord_datum=one.beantwoord_datum,
            beantwoord_door=names.get(one.beantwoord_door, "") if one.beantwoord_door else "",
        )
        for one in found
    ]


def _verloven(session: Session, ids: list[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    columns = select(Verlof.id, Verlof.soort, Verlof.begin_datum).where(Verlof.id.in_(ids))
    return {
        row.id: f"{row.soort.value} verlof van {date_words(row.begin_datum)}"
        for row in session.execute(columns)
    }
