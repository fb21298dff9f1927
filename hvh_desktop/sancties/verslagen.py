"""Steps of a case that were taken while a colleague took one before it: kept, and not counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db.session import WITH_BEATEN, Session
from hvh_desktop.medewerkers.service import get_medewerker_names
from hvh_desktop.sancties.model import Zaakstap
from hvh_desktop.sancties.rows import ZaakDetail
from hvh_desktop.sancties.words import STATUS_WORDS
from hvh_desktop.sync.merge.decisions import list_beaten

_UNKNOWN = "een oud-collega"


@dataclass(frozen=True)
class VerslagenStap:
    """Who did what, and who was before him."""

    wat: str
    door: str
    op: datetime
    eerder: str


def find_verslagen(session: Session, detail: ZaakDetail) -> list[VerslagenStap]:
    """Of this case, newest first. The case itself was read with the right for it."""
    found = [
        row
        for row in list_beaten(session, detail.row.deelnemer_id)
        if row.kind == Zaakstap.__name__
    ]
    if not found:
        return []
    names = get_medewerker_names(session)
    steps = session.execute(
        select(Zaakstap.id, Zaakstap.naar).where(Zaakstap.sanctiezaak_id == detail.row.id),
        execution_options={WITH_BEATEN: True},
    )
    reached: dict[UUID, str] = {row.id: STATUS_WORDS[row.naar] for row in steps}
    return [
        VerslagenStap(
            reached[row.entity_id],
            names.get(row.made_by, _UNKNOWN),
            row.made_at,
            names.get(row.beaten_by, _UNKNOWN),
        )
        for row in found
        if row.entity_id in reached
    ]
