"""Taking a step: the one place that changes the status of a case.

Every service of this slice that moves a case on asks here, so that the order of the law, who may
take the step and the days are checked once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from sqlalchemy import func, select

from hvh_desktop import rights
from hvh_desktop.db import AMSTERDAM, Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.rights import Right, Rol, Scope
from hvh_desktop.sancties import path
from hvh_desktop.sancties.beklag import any_upheld, is_running
from hvh_desktop.sancties.model import Beslissing, Hoorverslag, Sanctiezaak, Zaakstap
from hvh_desktop.sancties.model_gevolg import Beklag
from hvh_desktop.sancties.words import (
    STATUS_WORDS,
    RondeAanleiding,
    SanctieStatus,
    Schorsing,
)
from hvh_desktop.text import date_words, join_words
from hvh_desktop.urinecontroles import service as urinecontroles
from hvh_desktop.urinecontroles.model import Heronderzoek, Urinecontrole

_FUTURE = "Deze dag ligt in de toekomst. Leg een stap vast als hij gezet is."
_STANDS_ON_HEARING = frozenset({SanctieStatus.voorstel, SanctieStatus.beslissing})


def find_zaak(session: Session, zaak_id: UUID, right: Right = Right.read_dossier) -> Sanctiezaak:
    """The case, when this may be done with it; somebody without the right learns nothing."""
    if rights.scope_of(session.actor, right) is Scope.none:
        rights.require(session.actor, right)
    zaak = session.get_one(Sanctiezaak, zaak_id)
    require(session, right, zaak.deelnemer_id)
    return zaak


def may_change(session: Session, zaak: Sanctiezaak) -> bool:
    """Did this person write the voorval, or is he locatiemanager?"""
    is_writer = zaak.created_by == session.actor.medewerker_id
    return is_writer or Rol.locatiemanager in session.actor.rollen


def begin(session: Session, zaak: Sanctiezaak) -> None:
    """The first step of a new case: the voorval itself."""
    _note(session, zaak, None, SanctieStatus.voorval, zaak.voorval_datum, "")


def take_step(
    session: Session,
    zaak: Sanctiezaak,
    naar: SanctieStatus,
    datum: date,
    *,
    reden: str = "",
    toelichting: str = "",
    field: str = "datum",
) -> None:
    """Take the next step, or refuse it with a sentence.

    ``field``: under which name a screen asks the day. ``reden`` and ``toelichting`` are kept with
    the step, and at an end also with the case.
    """
    check_step(session, zaak, naar, datum, field=field)
    words = f"{reden.rstrip('.')}. {toelichting}" if reden and toelichting else reden or toelichting
    _note(session, zaak, zaak.status, naar, datum, words)
    if naar in path.ENDS and not in_new_round(zaak):
        zaak.slot_datum = datum
        zaak.slot_reden = reden if naar in path.DROPPED else ""
        zaak.slot_toelichting = toelichting
    if in_new_round(zaak) and naar == zaak.voor_ronde:
        zaak.voor_ronde = None
    zaak.status = naar
    session.flush()


def check_step(
    session: Session,
    zaak: Sanctiezaak,
    naar: SanctieStatus,
    datum: date,
    *,
    field: str = "datum",
) -> None:
    """Refuse a step that may not be taken now, by this person, or on this day."""
    require(session, path.right_for(zaak.status, naar, zaak.ronde), zaak.deelnemer_id)
    may = path.next_statuses(zaak.status, zaak.ronde, zaak.voor_ronde)
    if naar not in may:
        raise UserError(_refusal(zaak.status, naar, may))
    if naar in _STANDS_ON_HEARING and not is_heard(session, zaak):
        raise UserError("Hij is hierover nog niet gehoord. Hoor hem eerst.")
    if naar is SanctieStatus.tenuitvoerlegging and (why := hold_reason(session, zaak)):
        raise UserError(why)
    check_day(session, zaak, datum, field=field)


def check_day(session: Session, zaak: Sanctiezaak, datum: date, *, field: str = "datum") -> None:
    """Refuse a day that is still to come or lies before the last step."""
    if text := day_problem(session, zaak, datum):
        raise UserError(text, {field: text})


def day_problem(session: Session, zaak: Sanctiezaak, datum: date) -> str:
    """Why nothing in this case can be of this day, in a sentence; empty when it can."""
    if datum > session.today:
        return _FUTURE
    before = last_day(session, zaak)
    if before is not None and datum < before:
        return f"Dit is vóór de vorige stap, die van {date_words(before)}. Kijk de dag na."
    return ""


def moment_problem(session: Session, datum: date, tijd: time | None) -> str:
    """Why this cannot have been at this time yet; empty when it can."""
    if tijd is None or datum != session.today:
        return ""
    now = session.now.astimezone(AMSTERDAM).time()
    return "Dit tijdstip is nog niet geweest. Kijk de tijd na." if tijd > now else ""


def last_day(session: Session, zaak: Sanctiezaak) -> date | None:
    """The day of the last step."""
    days = select(func.max(Zaakstap.datum)).where(Zaakstap.sanctiezaak_id == zaak.id)
    return session.scalars(days).first()


def is_heard(session: Session, zaak: Sanctiezaak) -> bool:
    """Was he heard, or did he get the chance, in this round?"""
    found = select(Hoorverslag.id).where(
        Hoorverslag.sanctiezaak_id == zaak.id, Hoorverslag.ronde == zaak.ronde
    )
    return session.scalars(found.limit(1)).first() is not None


def in_new_round(zaak: Sanctiezaak) -> bool:
    """Is he being heard again, with no new decision yet?"""
    return zaak.ronde > 1 and zaak.status in (SanctieStatus.horen, SanctieStatus.voorstel)


def hold_reason(session: Session, zaak: Sanctiezaak) -> str:
    """Why no straf may begin now, in a sentence; empty when one may."""
    if is_heronderzoek(session, zaak):
        return (
            "Er loopt een heronderzoek van de urinecontrole. Tot de uitslag er is, gaat er geen "
            "straf in."
        )
    if is_refuted(session, zaak):
        return (
            "Het heronderzoek heeft de uitslag van de urinecontrole niet bevestigd. Er gaat geen "
            "straf in. De directeur trekt de zaak in of ziet af van de straf."
        )
    suspended = select(Beklag).where(
        Beklag.sanctiezaak_id == zaak.id, Beklag.schorsing == Schorsing.toegewezen
    )
    if any(is_running(one.status, one.beroep) for one in session.scalars(suspended)):
        return "De straf is geschorst tot er een uitspraak is. Tot dan gaat er geen straf in."
    return ""


def is_heronderzoek(session: Session, zaak: Sanctiezaak) -> bool:
    """Does a second look at the urine check of this case run?"""
    check = zaak.urinecontrole_id
    return check is not None and urinecontroles.is_heronderzoek(session, check)


def is_refuted(session: Session, zaak: Sanctiezaak) -> bool:
    """Did the second look say no, and was nothing decided since then?"""
    if zaak.urinecontrole_id is None:
        return False
    check = session.get_one(Urinecontrole, zaak.urinecontrole_id)
    if check.heronderzoek is not Heronderzoek.niet_bevestigd:
        return False
    known = check.heronderzoek_uitslag_datum or date.max
    days = select(func.max(Beslissing.datum)).where(Beslissing.sanctiezaak_id == zaak.id)
    decided = session.scalars(days).first()
    return decided is not None and decided <= known


# A new round ----------------------------------------------------------------------------------


def list_possible_rounds(session: Session, zaak: Sanctiezaak) -> tuple[RondeAanleiding, ...]:
    """Why he can be heard anew now; empty when there is no reason for it."""
    found = [one for one in RondeAanleiding if path.begins_round(zaak.status, one)]
    return tuple(
        one
        for one in found
        if one is not RondeAanleiding.herziening or is_upheld_anew(session, zaak)
    )


def is_upheld_anew(session: Session, zaak: Sanctiezaak) -> bool:
    """Is a beklag (partly) upheld that no decision answered yet?"""
    complaints = session.scalars(select(Beklag).where(Beklag.sanctiezaak_id == zaak.id))
    revised = select(Beslissing.datum).where(
        Beslissing.sanctiezaak_id == zaak.id,
        Beslissing.aanleiding == RondeAanleiding.herziening,
    )
    return awaits_revision(complaints, session.scalars(revised))


def awaits_revision(complaints: Iterable[Beklag], revised: Iterable[date]) -> bool:
    """The same, from what was read already: complaints and days of revised decisions."""
    last = max(revised, default=date.min)
    return any_upheld(one for one in complaints if _ruled_on(one) > last)


def _ruled_on(beklag: Beklag) -> date:
    return beklag.beroep_uitspraak_datum or beklag.uitspraak_datum or date.min


# Words ----------------------------------------------------------------------------------------


def _refusal(now: SanctieStatus, wanted: SanctieStatus, may: frozenset[SanctieStatus]) -> str:
    said = f"Na ‘{STATUS_WORDS[now]}’ kan ‘{STATUS_WORDS[wanted]}’ niet."
    if not may:
        return f"{said} Deze zaak is gesloten."
    words = [f"‘{STATUS_WORDS[one]}’" for one in SanctieStatus if one in may]
    return f"{said} Wel: {join_words(words, 'of')}."


def _note(
    session: Session,
    zaak: Sanctiezaak,
    van: SanctieStatus | None,
    naar: SanctieStatus,
    datum: date,
    reden: str,
) -> None:
    session.add(
        Zaakstap(
            sanctiezaak_id=zaak.id,
            deelnemer_id=zaak.deelnemer_id,
            ronde=zaak.ronde,
            van=van,
            naar=naar,
            datum=datum,
            reden=reden,
        )
    )
