"""A straf begins, changes and ends; the proeftijd begins; the case is closed.

Nothing that was recorded changes: a period that was wrong is withdrawn with a reason, and a new
one stands beside it. Sources: Pbw articles 51, 53, 55 (DF §3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.sancties import path
from hvh_desktop.sancties.form_uitvoering import INTREKKEN, TENUITVOERLEGGING, afloop_form
from hvh_desktop.sancties.model import Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Tenuitvoerlegging
from hvh_desktop.sancties.reading_uitvoering import first_day, list_uitvoeringen, stand_of
from hvh_desktop.sancties.stappen import check_step, find_zaak, take_step
from hvh_desktop.sancties.uitvoering import (
    StrafStand,
    UitvoeringInvoer,
    UitvoeringStand,
    is_within,
    problems,
    straf_stand,
)
from hvh_desktop.sancties.words import SanctieStatus, StrafSoort
from hvh_desktop.text import join_words

_S = SanctieStatus
_RUNS: Final = frozenset({_S.tenuitvoerlegging, _S.voorwaardelijk})
"""Here a period may be added without a step."""
_NO_DECISION = "Over deze zaak is nog niet beslist. Er is nog niets om uit te voeren."
_NOTHING = "In deze beslissing is geen straf die nu wordt uitgevoerd."
_OTHER_STRAF = "Deze straf hoort niet bij de beslissing die nu geldt. Kies de straf opnieuw."
_CLOSED = "Deze zaak loopt niet meer. Schrijf een correctie bij de zaak als er iets niet klopt."
_FIELDS = tuple(TENUITVOERLEGGING.names())


def get_uitvoering(session: Session, zaak_id: UUID) -> UitvoeringStand:
    """How far the execution is, and what is in the way of its start and of the end."""
    return _stand(session, find_zaak(session, zaak_id))


def _stand(session: Session, zaak: Sanctiezaak) -> UitvoeringStand:
    found = stand_of(session, zaak)
    if found is None:
        raise UserError(_NO_DECISION)
    return found


# Periods --------------------------------------------------------------------------------------


def start_tenuitvoerlegging(
    session: Session, zaak_id: UUID, uitvoeringen: Sequence[UitvoeringInvoer]
) -> tuple[UUID, ...]:
    """One or more straffen begin; a straf that begins later is added in the same way."""
    zaak = find_zaak(session, zaak_id, Right.record_tenuitvoerlegging)
    stand = _stand(session, zaak)
    _refuse_start(session, zaak, stand)
    if not uitvoeringen:
        raise UserError("Vul bij ten minste één straf in wanneer hij begint.")
    found: dict[str, str] = {}
    written = []
    for number, invoer in enumerate(uitvoeringen, start=1):
        prefix = "" if len(uitvoeringen) == 1 else f"uitvoering_{number}_"
        wrong = _problems(session, zaak, stand, invoer)
        found |= {f"{prefix}{name}": text for name, text in wrong.items()}
        if not wrong:
            written.append(_write(session, zaak, invoer))
            stand = _stand(session, zaak)
    if found:
        raise UserError(summary(found.values()), found)
    if zaak.status not in _RUNS:
        first = min(one.begin_datum for one in uitvoeringen if one.begin_datum is not None)
        day = min(first, session.today)
        take_step(session, zaak, _S.tenuitvoerlegging, day, field="begin_datum")
    return tuple(written)


def _refuse_start(session: Session, zaak: Sanctiezaak, stand: UitvoeringStand) -> None:
    if zaak.status not in _RUNS:
        check_step(session, zaak, _S.tenuitvoerlegging, session.today)
    if stand.wacht:
        raise UserError(" ".join(stand.wacht))
    if not stand.straffen:
        raise UserError(_NOTHING)


def _problems(
    session: Session, zaak: Sanctiezaak, stand: UitvoeringStand, invoer: UitvoeringInvoer
) -> dict[str, str]:
    of_straf = next((one for one in stand.straffen if one.straf.id == invoer.straf_id), None)
    if of_straf is None:
        return {"straf_id": _OTHER_STRAF}
    return _straf_problems(session, zaak, of_straf, invoer, stand.uitgereikt_op or stand.beslist_op)


def _straf_problems(
    session: Session, zaak: Sanctiezaak, of_straf: StrafStand, invoer: UitvoeringInvoer, first: date
) -> dict[str, str]:
    straf = of_straf.straf
    if invoer.is_vervangend and straf.vervangende_soort is None:
        return {"is_vervangend": "Bij deze straf hoort geen vervangende straf."}
    if of_straf.over == 0 and straf.soort in (StrafSoort.boete, StrafSoort.verlof):
        return {"begin_datum": "Deze straf is al vastgelegd. Trek dat eerst in als het niet klopt."}
    uren = get_value(session, "sanctie_strafcel_meldt_uren", on=zaak.voorval_datum)
    return problems(invoer, of_straf, first=first, today=session.today, strafcel_uren=uren)


def _write(session: Session, zaak: Sanctiezaak, invoer: UitvoeringInvoer) -> UUID:
    values = {name: getattr(invoer, name) for name in _FIELDS}
    clean = TENUITVOERLEGGING.clean(values)
    TENUITVOERLEGGING.check(clean)
    row = Tenuitvoerlegging(
        sanctiezaak_id=zaak.id,
        deelnemer_id=zaak.deelnemer_id,
        straf_id=invoer.straf_id,
        is_vervangend=invoer.is_vervangend,
        **clean,
    )
    session.add(row)
    session.flush()
    return row.id


def change_tenuitvoerlegging(
    session: Session, tenuitvoerlegging_id: UUID, values: Mapping[str, Any]
) -> UUID:
    """A new period in place of one that was wrong; ``values`` holds ``reden`` and what differs."""
    old, zaak = _found(session, tenuitvoerlegging_id)
    reden = _reason(values)
    now = {name: getattr(old, name) for name in (*_FIELDS, "is_vervangend")}
    given = {name: value for name, value in values.items() if name in now}
    invoer = UitvoeringInvoer(straf_id=old.straf_id, **{**now, **given})
    of_straf = _stand_without(session, zaak, old)
    first = first_day(session, old.straf_id) or old.begin_datum
    wrong = _straf_problems(session, zaak, of_straf, invoer, first)
    if wrong:
        raise UserError(summary(wrong.values()), wrong)
    _refuse_more_while_on_hold(session, zaak, of_straf, invoer, old)
    old.is_vervallen = True
    old.vervallen_reden = f"vervangen: {reden}"
    return _write(session, zaak, invoer)


def _refuse_more_while_on_hold(
    session: Session,
    zaak: Sanctiezaak,
    of_straf: StrafStand,
    invoer: UitvoeringInvoer,
    old: Tenuitvoerlegging,
) -> None:
    """What runs may be made shorter then, and nothing else."""
    holds = _stand(session, zaak).wacht
    known = next(one for one in list_uitvoeringen(session, zaak) if one.id == old.id)
    if holds and not is_within(invoer, known):
        raise UserError(f"{' '.join(holds)} Je kunt wat er loopt alleen korter maken.")


def _stand_without(session: Session, zaak: Sanctiezaak, old: Tenuitvoerlegging) -> StrafStand:
    """How far its straf, maybe of an earlier decision, would be if that period did not count."""
    of_straf = next(
        (one for one in _stand(session, zaak).straffen if one.straf.id == old.straf_id), None
    )
    if of_straf is None:
        periods = tuple(
            one for one in list_uitvoeringen(session, zaak) if one.straf.id == old.straf_id
        )
        of_straf = straf_stand(periods[0].straf, periods, 0)
    before = of_straf.gedaan - straf_stand(of_straf.straf, of_straf.uitvoeringen, 0).gedaan
    kept = tuple(one for one in of_straf.uitvoeringen if one.id != old.id)
    return straf_stand(of_straf.straf, kept, before)


def withdraw_tenuitvoerlegging(session: Session, tenuitvoerlegging_id: UUID, reden: str) -> None:
    """A period does not count: it did not happen, or it was recorded wrongly."""
    old, _zaak = _found(session, tenuitvoerlegging_id)
    old.vervallen_reden = _reason({"reden": reden})
    old.is_vervallen = True
    session.flush()


def _reason(values: Mapping[str, Any]) -> str:
    clean = INTREKKEN.clean(values)
    INTREKKEN.check(clean)
    return str(clean["reden"])


def _found(session: Session, tenuitvoerlegging_id: UUID) -> tuple[Tenuitvoerlegging, Sanctiezaak]:
    rights.require(session.actor, Right.record_tenuitvoerlegging)
    row = session.get_one(Tenuitvoerlegging, tenuitvoerlegging_id)
    require(session, Right.record_tenuitvoerlegging, row.deelnemer_id)
    if row.is_vervallen:
        raise UserError("Deze regel is al ingetrokken.")
    zaak = session.get_one(Sanctiezaak, row.sanctiezaak_id)
    if path.is_end(zaak.status):
        raise UserError(_CLOSED)
    return row, zaak


# The proeftijd and the end --------------------------------------------------------------------


def start_proeftijd(session: Session, zaak_id: UUID) -> None:
    """From here the case waits for the end of the proeftijd."""
    zaak = find_zaak(session, zaak_id, Right.record_tenuitvoerlegging)
    check_step(session, zaak, _S.voorwaardelijk, session.today)
    stand = _stand(session, zaak)
    if stand.proeftijd_tot_datum is None:
        raise UserError("In deze beslissing is niets voorwaardelijk. Er is geen proeftijd.")
    if stand.te_starten:
        open_ones = join_words(one.woorden for one in stand.te_starten)
        raise UserError(
            f"Een deel van de straf is niet voorwaardelijk: {open_ones}. Leg eerst vast wanneer "
            "dat ingaat."
        )
    take_step(session, zaak, _S.voorwaardelijk, session.today)


def complete_zaak(session: Session, zaak_id: UUID, values: Mapping[str, Any]) -> None:
    """All that was decided has been done: the case is closed."""
    zaak = find_zaak(session, zaak_id, Right.record_tenuitvoerlegging)
    stand = _stand(session, zaak)
    if not stand.straffen and stand.proeftijd_tot_datum is None:
        raise UserError(f"{_NOTHING} Sluit de zaak af met een reden waarom er geen straf is.")
    if stand.in_de_weg:
        raise UserError(" ".join(stand.in_de_weg))
    form = afloop_form(must_explain=bool(stand.vraagt_toelichting))
    clean = form.clean(values)
    found = form.problems(clean)
    if stand.vraagt_toelichting and "toelichting" in found:
        found["toelichting"] = stand.vraagt_toelichting
    if "datum" not in found:
        found |= _end_problem(stand, clean["datum"])
    if found:
        raise UserError(summary(found.values()), found)
    take_step(session, zaak, _S.afloop, clean["datum"], toelichting=clean["toelichting"])


def _end_problem(stand: UitvoeringStand, datum: date) -> dict[str, str]:
    ends = [row.eind_datum for one in stand.straffen for row in one.lopend]
    if ends and datum < max(ends):
        return {"datum": "Dit is vóór het einde van de straf. Kijk de dag na."}
    if stand.proeftijd_tot_datum is not None and datum <= stand.proeftijd_tot_datum:
        return {"datum": "Op deze dag liep de proeftijd nog. Kies een dag erna."}
    return {}
