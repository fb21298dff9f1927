"""What must be said later about a part that was written down: it stands beside the old text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right
from hvh_desktop.sancties.form import CORRECTIE
from hvh_desktop.sancties.model import (
    Beslissing,
    Correctie,
    Hoorverslag,
    Sanctieadvies,
    Sanctievoorstel,
    Sanctiezaak,
)
from hvh_desktop.sancties.model_gevolg import Beklag, Tenuitvoerlegging, Uitreiking
from hvh_desktop.sancties.stappen import find_zaak, may_change
from hvh_desktop.sancties.words import Onderdeel, SanctieStatus

WHO: Final[Mapping[Onderdeel, Right]] = {
    Onderdeel.voorval: Right.record_voorval,
    Onderdeel.verslag: Right.write_verslag,
    Onderdeel.horen: Right.record_horen,
    Onderdeel.advies: Right.advise_sanctie,
    Onderdeel.voorstel: Right.propose_sanctie,
    Onderdeel.beslissing: Right.decide_sanctie,
    Onderdeel.uitreiking: Right.record_uitreiking,
    Onderdeel.tenuitvoerlegging: Right.record_tenuitvoerlegging,
    Onderdeel.beklag: Right.record_beklag,
}
"""Who may write a part may also write a correctie of it."""
_KEPT_IN: Final[Mapping[Onderdeel, Any]] = {
    Onderdeel.horen: Hoorverslag,
    Onderdeel.advies: Sanctieadvies,
    Onderdeel.voorstel: Sanctievoorstel,
    Onderdeel.beslissing: Beslissing,
    Onderdeel.uitreiking: Uitreiking,
    Onderdeel.tenuitvoerlegging: Tenuitvoerlegging,
    Onderdeel.beklag: Beklag,
}


def record_correctie(
    session: Session, zaak_id: UUID, onderdeel: Onderdeel, tekst: str, reden: str
) -> UUID:
    """Keep a correctie; the part itself stays as it is."""
    zaak = find_zaak(session, zaak_id)
    clean = CORRECTIE.clean({"onderdeel": onderdeel, "tekst": tekst, "reden": reden})
    if "onderdeel" not in CORRECTIE.problems(clean):
        require(session, WHO[Onderdeel(clean["onderdeel"])], zaak.deelnemer_id)
    CORRECTIE.check(clean)
    part = Onderdeel(clean["onderdeel"])
    if not _is_there(session, zaak, part):
        text = "Dit onderdeel is er nog niet in deze zaak. Kies een ander."
        raise UserError(text, {"onderdeel": text})
    _refuse_change(session, zaak, part)
    correctie = Correctie(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        onderdeel=part,
        tekst=clean["tekst"],
        reden=clean["reden"],
    )
    session.add(correctie)
    session.flush()
    return correctie.id


def list_onderdelen(session: Session, zaak_id: UUID) -> tuple[Onderdeel, ...]:
    """Parts of this case about which the person at the keyboard may write a correctie."""
    zaak = find_zaak(session, zaak_id)
    found = []
    for part in Onderdeel:
        try:
            require(session, WHO[part], zaak.deelnemer_id)
            _refuse_change(session, zaak, part)
        except UserError:
            continue
        if _is_there(session, zaak, part):
            found.append(part)
    return tuple(found)


def _is_there(session: Session, zaak: Sanctiezaak, part: Onderdeel) -> bool:
    if part is Onderdeel.voorval:
        return True
    if part is Onderdeel.verslag:
        return bool(zaak.verslag)
    entity = _KEPT_IN[part]
    found = select(entity.id).where(entity.sanctiezaak_id == zaak.id)
    return session.scalars(found.limit(1)).first() is not None


def _refuse_change(session: Session, zaak: Sanctiezaak, part: Onderdeel) -> None:
    is_open = part is Onderdeel.voorval and zaak.status is SanctieStatus.voorval
    if is_open and may_change(session, zaak):
        raise UserError("Dit voorval kun je nog gewoon wijzigen. Een correctie is niet nodig.")
