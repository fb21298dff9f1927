"""Conditions of a proeftijd: what became of each, and who is reminded of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.service import get_deelnemer_names
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.medewerkers.service import list_vervangen_ids
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right, Scope
from hvh_desktop.sancties import path
from hvh_desktop.sancties.form_uitvoering import VOORWAARDE_TERUG, VOORWAARDE_UITKOMST
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak, Straf, Voorwaarde
from hvh_desktop.sancties.stappen import last_day
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, VoorwaardeStatus
from hvh_desktop.text import date_words

_V = VoorwaardeStatus
_NOT_TOLD = frozenset({SanctieStatus.beslissing, SanctieStatus.mededeling})


@dataclass(frozen=True)
class Herinnering:
    """Something about a proeftijd that asks attention today."""

    sanctiezaak_id: UUID
    deelnemer_id: UUID
    deelnemer: str
    voorwaarde_id: UUID | None
    """Which condition is to be looked at; None: the end of the proeftijd comes near."""
    wat: str
    datum: date
    """Since when it asks attention."""
    proeftijd_tot_datum: date
    is_opnieuw_horen: bool = False
    """Did he not keep to this condition, so that he is to be heard again?"""

    @property
    def is_einde(self) -> bool:
        """Is it about the end of the proeftijd?"""
        return self.voorwaarde_id is None


# Outcomes -------------------------------------------------------------------------------------


def change_voorwaarde(session: Session, voorwaarde_id: UUID, values: Mapping[str, Any]) -> None:
    """Did he keep to it? ``status`` "loopt" takes an outcome back, with the reason why."""
    rights.require(session.actor, Right.change_voorwaarde)
    voorwaarde = session.get_one(Voorwaarde, voorwaarde_id)
    require(session, Right.change_voorwaarde, voorwaarde.deelnemer_id)
    zaak = session.get_one(Sanctiezaak, voorwaarde.sanctiezaak_id)
    beslissing = session.get_one(Beslissing, voorwaarde.beslissing_id)
    _refuse_when_it_does_not_run(session, zaak, beslissing)
    if values.get("status") == _V.loopt:
        _refuse_when_weighed(session, voorwaarde)
        _take_back(voorwaarde, values)
        return
    if voorwaarde.status is not _V.loopt:
        raise UserError(
            f"Deze voorwaarde is al afgesloten: {voorwaarde.status.value}. Haal die uitkomst "
            "eerst weg als hij niet klopt."
        )
    clean = VOORWAARDE_UITKOMST.clean(values)
    found = VOORWAARDE_UITKOMST.problems(clean)
    if "status" not in found:
        found |= _outcome_problems(session, voorwaarde, beslissing, clean)
    if found:
        raise UserError(summary(found.values()), found)
    voorwaarde.status = _V(clean["status"])
    voorwaarde.toelichting = _beside(voorwaarde, clean["toelichting"])
    voorwaarde.afgesloten_datum = session.today
    session.flush()


def _refuse_when_it_does_not_run(
    session: Session, zaak: Sanctiezaak, beslissing: Beslissing
) -> None:
    if path.is_end(zaak.status):
        raise UserError("Deze zaak is gesloten. Schrijf een correctie als er iets niet klopt.")
    if zaak.status in _NOT_TOLD and beslissing.ronde == zaak.ronde:
        raise UserError(
            "De mededeling is nog niet uitgereikt. Hij weet nog niet aan welke voorwaarden hij "
            "zich moet houden."
        )


def _take_back(voorwaarde: Voorwaarde, values: Mapping[str, Any]) -> None:
    if voorwaarde.status is _V.loopt:
        raise UserError("Deze voorwaarde heeft nog geen uitkomst.")
    clean = VOORWAARDE_TERUG.clean(values)
    VOORWAARDE_TERUG.check(clean)
    was = voorwaarde.status.value
    voorwaarde.status = _V.loopt
    voorwaarde.toelichting = _beside(
        voorwaarde, f"Uitkomst ‘{was}’ weggehaald: {clean['toelichting']}"
    )
    voorwaarde.afgesloten_datum = None


def _beside(voorwaarde: Voorwaarde, said: str) -> str:
    """What was written before stays."""
    return "\n".join(part for part in (voorwaarde.toelichting, said) if part)


def _refuse_when_weighed(session: Session, voorwaarde: Voorwaarde) -> None:
    """An outcome that a later decision stands on does not go away any more."""
    later = select(Beslissing.id).where(
        Beslissing.sanctiezaak_id == voorwaarde.sanctiezaak_id,
        Beslissing.id > voorwaarde.beslissing_id,
    )
    if session.scalars(later.limit(1)).first() is not None:
        raise UserError(
            "Er is daarna opnieuw beslist. Deze uitkomst verandert niet meer. Schrijf een "
            "correctie als er iets niet klopt."
        )


def _outcome_problems(
    session: Session, voorwaarde: Voorwaarde, beslissing: Beslissing, clean: Mapping[str, Any]
) -> dict[str, str]:
    if clean["status"] == _V.niet_nagekomen and not clean["toelichting"]:
        return {"toelichting": "Schrijf op wat er gebeurde en hoe je dat weet."}
    until = beslissing.proeftijd_tot_datum
    is_early = until is not None and session.today <= until
    if voorwaarde.is_algemeen and is_early and clean["status"] == _V.nagekomen:
        assert until is not None
        return {
            "status": f"De proeftijd loopt nog tot en met {date_words(until)}. Pas daarna weet je "
            "of hij zich hieraan hield."
        }
    return {}


# Reminders ------------------------------------------------------------------------------------


def list_herinneringen(session: Session) -> list[Herinnering]:
    """What the person at the keyboard follows, or executes: the nearest first.

    A condition of which the reminder day came, for who follows it or stands in for him and for
    who may close the case; and a proeftijd that is over or ends within days, for the same people.
    That he did not keep to one is for who may hear him, until he is heard again.
    """
    rights.require(session.actor, Right.change_voorwaarde)
    running = _running(session)
    if not running:
        return []
    names = get_deelnemer_names(session, {zaak.deelnemer_id for zaak, _b, _v in running})
    found = [
        one
        for zaak, beslissing, voorwaarden in running
        for one in _reminders(session, zaak, beslissing, voorwaarden, names[zaak.deelnemer_id])
    ]
    return sorted(found, key=lambda one: (one.datum, one.proeftijd_tot_datum, one.deelnemer))


def _running(session: Session) -> list[tuple[Sanctiezaak, Beslissing, list[Voorwaarde]]]:
    """Cases with a proeftijd, the decision that counts in each, and its conditions."""
    statement = (
        select(Sanctiezaak, Beslissing)
        .join(Beslissing, Beslissing.sanctiezaak_id == Sanctiezaak.id)
        .where(Sanctiezaak.status.not_in([*path.ENDS, *_NOT_TOLD]))
        .order_by(Beslissing.ronde, Beslissing.id)
    )
    newest = {zaak.id: (zaak, beslissing) for zaak, beslissing in session.execute(statement)}
    kept = {
        one.id: (zaak, one) for zaak, one in newest.values() if one.proeftijd_tot_datum is not None
    }
    hangs = session.scalars(
        select(Straf.hoort_bij_id).where(
            Straf.hoort_bij_id.in_(list(kept)), Straf.voorwaardelijk > 0
        )
    )
    still = {key: kept[key] for key in hangs}
    conditions = _conditions(session, [zaak.id for zaak, _one in still.values()])
    return [(zaak, one, conditions.get(zaak.id, [])) for zaak, one in still.values()]


def _conditions(session: Session, zaak_ids: list[UUID]) -> dict[UUID, list[Voorwaarde]]:
    """Per case those of its newest decision that has any."""
    statement = select(Voorwaarde).where(Voorwaarde.sanctiezaak_id.in_(zaak_ids))
    found: dict[UUID, list[Voorwaarde]] = {}
    for one in session.scalars(statement.order_by(Voorwaarde.volgorde)):
        found.setdefault(one.sanctiezaak_id, []).append(one)
    newest = {key: max(one.beslissing_id for one in rows) for key, rows in found.items()}
    return {
        key: [one for one in rows if one.beslissing_id == newest[key]]
        for key, rows in found.items()
    }


def _reminders(
    session: Session,
    zaak: Sanctiezaak,
    beslissing: Beslissing,
    voorwaarden: list[Voorwaarde],
    naam: str,
) -> list[Herinnering]:
    until = beslissing.proeftijd_tot_datum
    assert until is not None
    me = {session.actor.medewerker_id, *list_vervangen_ids(session)}
    executes = rights.scope_of(session.actor, Right.record_tenuitvoerlegging) is not Scope.none
    days = get_value(session, "sanctie_proeftijd_herinnering_dagen", on=zaak.voorval_datum)
    open_ones = [one for one in voorwaarden if one.status is _V.loopt]

    def line(wat: str, datum: date, voorwaarde_id: UUID | None = None) -> Herinnering:
        return Herinnering(
            sanctiezaak_id=zaak.id,
            deelnemer_id=zaak.deelnemer_id,
            deelnemer=naam,
            voorwaarde_id=voorwaarde_id,
            wat=wat,
            datum=datum,
            proeftijd_tot_datum=until,
        )

    follows = any(one.toezicht_id in me for one in voorwaarden)
    found = [
        line(one.tekst, one.herinnering_datum, one.id)
        for one in open_ones
        if one.herinnering_datum is not None
        and one.herinnering_datum <= session.today
        and (executes or one.toezicht_id in me)
    ]
    if broken := _broken(session, zaak, beslissing, voorwaarden):
        since = broken.afgesloten_datum or session.today
        found.append(replace(line(broken.tekst, since, broken.id), is_opnieuw_horen=True))
    near = until - timedelta(days=days)
    if session.today >= near and (executes or follows):
        found.append(line(_end_words(until, session.today), near))
    return found


def _broken(
    session: Session, zaak: Sanctiezaak, beslissing: Beslissing, voorwaarden: list[Voorwaarde]
) -> Voorwaarde | None:
    """The condition he did not keep to and was not heard about yet, for who may hear him.

    After a round that stopped only what came to light later asks for another one.
    """
    if not rights.is_allowed(session.actor, Right.record_horen):
        return None
    if not path.begins_round(zaak.status, RondeAanleiding.tenuitvoerlegging):
        return None
    stopped = last_day(session, zaak) if zaak.ronde > beslissing.ronde else None
    return next(
        (
            one
            for one in voorwaarden
            if one.status is _V.niet_nagekomen
            and one.beslissing_id == beslissing.id
            and (stopped is None or (one.afgesloten_datum or session.today) > stopped)
        ),
        None,
    )


def _end_words(until: date, today: date) -> str:
    if today > until:
        return f"De proeftijd liep tot en met {date_words(until)}. Sluit de zaak af."
    return f"De proeftijd eindigt op {date_words(until)}."
