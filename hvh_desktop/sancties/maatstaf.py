"""By what a case is measured: the rules of its day, what is usual, how often, how far it may go.

A file of its own, and no service, because several services reckon with it after they asked the
right of who is at the keyboard.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.verblijven import list_verblijven
from hvh_desktop.policy import get_rule
from hvh_desktop.sancties.maxima import Regels
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak
from hvh_desktop.sancties.rows import StrafRow
from hvh_desktop.sancties.rows_maatwerk import RegulierRow
from hvh_desktop.sancties.ruimte import BOUND, Ruimte, ruimte_of
from hvh_desktop.sancties.straffen import read_straffen
from hvh_desktop.sancties.words import RondeAanleiding, SanctieStatus, StrafSoort
from hvh_desktop.verloven.service import find_werkplek

NOT_COUNTED = (SanctieStatus.geseponeerd, SanctieStatus.ingetrokken)
"""Cases that do not make a next one the second time, also when there was a decision."""


def regels_of(session: Session, on: date) -> Regels:
    """The maxima, the combination and the proeftijd as they were on a day."""
    return Regels(
        get_rule(session, "sanctie_maxima", on=on),
        get_rule(session, "sanctie_combinatie_dagen", on=on),
        get_rule(session, "sanctie_proeftijd_maanden", on=on),
    )


def regulier_of(session: Session, zaak: Sanctiezaak, hoeveelste_keer: int) -> RegulierRow:
    """What the house would do by its own table, this time; an example while that is empty."""
    part = "eerste" if hoeveelste_keer <= 1 else "herhaling"
    for sleutel in ("sanctie_regulier", "sanctie_regulier_voorbeeld"):
        rule = get_rule(session, sleutel, on=zaak.voorval_datum)
        is_example = sleutel != "sanctie_regulier"
        straf = _usual(session, zaak, rule.waarde, part)
        if straf is not None:
            return RegulierRow(straf, True, rule, is_example)
    return RegulierRow(None, False, rule, True)


def _usual(
    session: Session, zaak: Sanctiezaak, rows: list[dict[str, Any]], part: str
) -> StrafRow | None:
    """The cell of the table. For a fine its number counts weeks of pay, by his own work."""
    row = next((one for one in rows if one["sleutel"] == zaak.voorval_soort), None)
    if row is None or not row[part]:
        return None
    soort, number = StrafSoort(row[part]), int(row[f"{part}_dagen"])
    if soort is StrafSoort.verlof:
        return StrafRow(soort, 1)
    if soort is not StrafSoort.boete:
        return StrafRow(soort, number)
    werk = find_werkplek(session, zaak.deelnemer_id)
    pay = werk.weekloon_centen if werk else None
    return StrafRow(soort, number * (pay or 0), weekloon_centen=pay)


def count_keer(session: Session, zaak: Sanctiezaak) -> int:
    """The hoeveelste keer this is in his stay, this one counted along.

    Earlier cases count when there was a decision: what was only reported is not a first time.
    """
    stays = list_verblijven(session, zaak.deelnemer_id)
    day = zaak.voorval_datum
    begin = next((one.begin_datum for one in stays if one.begin_datum <= day), date.min)
    statement = select(func.count(Sanctiezaak.id)).where(
        Sanctiezaak.deelnemer_id == zaak.deelnemer_id,
        Sanctiezaak.voorval_soort == zaak.voorval_soort,
        Sanctiezaak.voorval_datum >= begin,
        Sanctiezaak.status.not_in(NOT_COUNTED),
        exists().where(Beslissing.sanctiezaak_id == Sanctiezaak.id),
        Sanctiezaak.id != zaak.id,
        or_(
            Sanctiezaak.voorval_datum < day,
            and_(Sanctiezaak.voorval_datum == day, Sanctiezaak.id < zaak.id),
        ),
    )
    return 1 + (session.scalars(statement).one() or 0)


def find_ruimte(session: Session, zaak: Sanctiezaak) -> Ruimte | None:
    """How far this round may go; None when only the maxima bind it.

    A proeftijd is counted from when the straf was imposed, and no round makes it longer.
    """
    if zaak.aanleiding is RondeAanleiding.eerste:
        return None
    statement = select(Beslissing).where(Beslissing.sanctiezaak_id == zaak.id)
    decisions = list(session.scalars(statement.order_by(Beslissing.ronde, Beslissing.id)))
    decision, last = decisions[-1], decisions[-1].proeftijd_tot_datum
    if zaak.aanleiding not in BOUND:
        return None if last is None else Ruimte(zaak.aanleiding, (), last)
    if last is None:
        imposed = [one for one in decisions if one.aanleiding not in BOUND][-1]
        last = regels_of(session, zaak.voorval_datum).last_proeftijd_day(imposed.datum)
    return ruimte_of(zaak.aanleiding, read_straffen(session, [decision.id])[decision.id], last)
