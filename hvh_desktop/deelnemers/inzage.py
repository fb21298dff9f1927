"""Of whose sancties and urine checks the words may stand in a list, outside his own dossier.

A file of its own because two registers and Vandaag keep the same rule: another man's dossier asks
a reason first. Who decides over every case reads every line of the register; the dossier itself
asks him too.
"""

from __future__ import annotations

from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.deelnemers.service import list_eigen_deelnemer_ids
from hvh_desktop.rights import Right, is_allowed


def readable_ids(session: Session, own: frozenset[UUID] | None = None) -> frozenset[UUID] | None:
    """Ids of these men; None when they are all. ``own``: his own men, when they are known."""
    actor = session.actor
    if not access.asks_reason(actor) or is_allowed(actor, Right.decide_sanctie):
        return None
    known = list_eigen_deelnemer_ids(session) if own is None else own
    return known | access.list_opened_ids(session)
