"""Referrals: made, changed, and step by step on their way. Only the psycholoog reads them.

Every function asks the right before it looks, so that somebody without it learns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.organisaties.service import get_organisatie_names, list_organisaties
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import date_words, join_words
from hvh_desktop.verwijzingen import path
from hvh_desktop.verwijzingen.form import (
    STATUS_WORDS,
    TERUGZETTEN,
    VERVOLG,
    VERWIJZING,
    stap_form,
    vervolg_form,
    verwijzing_form,
)
from hvh_desktop.verwijzingen.model import Urgentie, Vervolg, Verwijzing, VerwijzingStatus
from hvh_desktop.verwijzingen.reading import dates_of, detail_of, rows_of
from hvh_desktop.verwijzingen.rows import VerwijzingDetail, VerwijzingRow

_FUTURE = "Deze dag ligt in de toekomst. Leg een stap vast als hij gezet is."


def list_verwijzingen(session: Session, deelnemer_id: UUID) -> list[VerwijzingRow]:
    """His referrals: running ones first, newest first."""
    require(session, Right.read_behandeling, deelnemer_id)
    statement = select(Verwijzing).where(Verwijzing.deelnemer_id == deelnemer_id)
    rows = rows_of(session, list(session.scalars(statement)))
    rows.sort(key=lambda row: (row.besproken_datum, row.id), reverse=True)
    return sorted(rows, key=lambda row: not row.is_open)


def get_verwijzing(session: Session, verwijzing_id: UUID) -> VerwijzingDetail:
    """Everything about one referral."""
    return detail_of(session, _found(session, Right.read_behandeling, verwijzing_id))


def _found(session: Session, right: Right, verwijzing_id: UUID) -> Verwijzing:
    rights.require(session.actor, right)
    verwijzing = session.get_one(Verwijzing, verwijzing_id)
    require(session, right, verwijzing.deelnemer_id)
    return verwijzing


# The referral itself --------------------------------------------------------------------------


def record_verwijzing(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new referral, discussed with him; ``session`` writes behandeling."""
    require(session, Right.write_verwijzing, deelnemer_id)
    clean = _checked(session, values, None)
    verwijzing = Verwijzing(deelnemer_id=deelnemer_id, **clean)
    session.add(verwijzing)
    session.flush()
    return verwijzing.id


def change_verwijzing(session: Session, verwijzing_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given; once signed up it stays with that instelling."""
    verwijzing = _found(session, Right.write_verwijzing, verwijzing_id)
    now = {name: getattr(verwijzing, name) for name in VERWIJZING.names()}
    for name, value in _checked(session, {**now, **values}, verwijzing).items():
        setattr(verwijzing, name, value)


def _checked(session: Session, values: Mapping[str, Any], old: Verwijzing | None) -> dict[str, Any]:
    """Clean values with their own types; ids may come as UUID or as hex."""
    form, of_instelling = _form(session, old)
    hexed = {name: _hex(values.get(name)) for name in ("instelling_id", "contactpersoon_id")}
    clean = form.clean({**values, **hexed})
    problems = form.problems(clean)
    contact = clean["contactpersoon_id"]
    if contact and of_instelling.get(contact, "") != clean["instelling_id"]:
        problems.setdefault(
            "contactpersoon_id",
            "Deze contactpersoon hoort bij een andere instelling. Kies opnieuw.",
        )
    if "instelling_id" not in problems:
        problems |= _instelling_problem(session, clean["instelling_id"], old)
    if "besproken_datum" not in problems:
        problems |= _besproken_problem(clean["besproken_datum"], session.today, old)
    if problems:
        raise UserError(summary(problems.values()), problems)
    return {
        **clean,
        "instelling_id": UUID(hex=clean["instelling_id"]),
        "contactpersoon_id": UUID(hex=contact) if contact else None,
        "urgentie": Urgentie(clean["urgentie"]),
    }


def _form(session: Session, old: Verwijzing | None) -> tuple[Any, dict[str, str]]:
    """The form with its lists, and of which instelling each contact is."""
    organisaties = list_organisaties(session, with_vervallen=True)
    instellingen = {
        one.id.hex: one.naam
        for one in organisaties
        if not one.is_vervallen or (old is not None and one.id == old.instelling_id)
    }
    of_instelling = {
        contact.id.hex: one.id.hex for one in organisaties for contact in one.contactpersonen
    }
    if old is not None and old.contactpersoon_id is not None:
        of_instelling.setdefault(old.contactpersoon_id.hex, old.instelling_id.hex)
    soorten = [*get_value(session, "soorten_zorg")]
    if old is not None and old.soort_zorg not in soorten:
        soorten.append(old.soort_zorg)
    return verwijzing_form(instellingen, of_instelling, soorten), of_instelling


def _hex(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) else value


def _instelling_problem(session: Session, wanted: str, old: Verwijzing | None) -> dict[str, str]:
    if old is None or old.aangemeld_datum is None or old.instelling_id.hex == wanted:
        return {}
    now = get_organisatie_names(session).get(old.instelling_id, "de instelling")
    return {
        "instelling_id": f"Hij is al aangemeld bij {now}. Trek deze verwijzing in en maak "
        "een nieuwe."
    }


def _besproken_problem(day: date, today: date, old: Verwijzing | None) -> dict[str, str]:
    if day > today:
        return {"besproken_datum": "Deze dag ligt in de toekomst. Kijk hem na."}
    later = [] if old is None else [d for s, d in dates_of(old).items() if s != "besproken"]
    if later and day > min(later):
        return {
            "besproken_datum": "Dit is na een latere stap, die van "
            f"{date_words(min(later))}. Kijk de dag na."
        }
    return {}


# Its way --------------------------------------------------------------------------------------


def change_status(
    session: Session,
    verwijzing_id: UUID,
    status: VerwijzingStatus,
    datum: date | None,
    *,
    categorie: str = "",
    toelichting: str = "",
) -> None:
    """Take the next step of the way; refuses what may not follow, and names what may."""
    verwijzing = _found(session, Right.write_verwijzing, verwijzing_id)
    status = VerwijzingStatus(status)
    if status not in path.TRANSITIONS[verwijzing.status]:
        raise UserError(_refusal(verwijzing.status, status))
    redenen = get_value(session, path.REASON_LISTS[status]) if path.is_end(status) else ()
    form = stap_form(status, redenen)
    clean = form.clean({"datum": datum, "categorie": categorie, "toelichting": toelichting})
    problems = form.problems(clean)
    if "datum" not in problems:
        problems |= _day_problem(clean["datum"], session.today, verwijzing)
    if problems:
        raise UserError(summary(problems.values()), problems)
    verwijzing.status = status
    setattr(verwijzing, path.date_field(status), clean["datum"])
    if path.is_end(status):
        verwijzing.slot_categorie = clean["categorie"]
        verwijzing.slot_toelichting = clean["toelichting"]


def _refusal(now: VerwijzingStatus, wanted: VerwijzingStatus) -> str:
    may = [STATUS_WORDS[one].lower() for one in path.next_statuses(now)]
    said = f"Na ‘{STATUS_WORDS[now].lower()}’ kan ‘{STATUS_WORDS[wanted].lower()}’ niet."
    if not may:
        return f"{said} Deze verwijzing is klaar. Klopt dat niet, zet dan de laatste stap terug."
    return f"{said} Wel: {join_words(may, 'of')}."


def _day_problem(day: date, today: date, verwijzing: Verwijzing) -> dict[str, str]:
    if day > today:
        return {"datum": _FUTURE}
    before = path.latest(dates_of(verwijzing))
    if day < before:
        return {
            "datum": f"Dit is vóór de vorige stap, die van {date_words(before)}. Kijk de dag na."
        }
    return {}


def reopen_status(session: Session, verwijzing_id: UUID, reden: str) -> None:
    """Take the last step back, because it or its day was wrong."""
    verwijzing = _found(session, Right.write_verwijzing, verwijzing_id)
    before = path.status_before(verwijzing.status, dates_of(verwijzing))
    if before is None:
        raise UserError("Dit is de eerste stap. Die pas je aan bij de verwijzing zelf.")
    clean = TERUGZETTEN.clean({"reden": reden})
    TERUGZETTEN.check(clean)
    setattr(verwijzing, path.date_field(verwijzing.status), None)
    verwijzing.status = before
    verwijzing.slot_categorie = verwijzing.slot_toelichting = ""
    verwijzing.heropend_reden = clean["reden"]


def change_vervolg(session: Session, verwijzing_id: UUID, values: Mapping[str, Any]) -> None:
    """Does the care go on after uitstroom, and where; also after the end."""
    verwijzing = _found(session, Right.write_verwijzing, verwijzing_id)
    now = {name: getattr(verwijzing, name) for name in VERVOLG.names()}
    asked = {**now, **values}
    names = {key.hex: name for key, name in get_organisatie_names(session).items()}
    form = vervolg_form(names)
    clean = form.clean({**asked, "vervolg_organisatie_id": _hex(asked["vervolg_organisatie_id"])})
    problems = form.problems(clean)
    where = clean["vervolg_organisatie_id"]
    if clean["vervolg"] == Vervolg.ja and not where and "vervolg_organisatie_id" not in problems:
        problems["vervolg_organisatie_id"] = "Kies bij welke organisatie de zorg doorgaat."
    if problems:
        raise UserError(summary(problems.values()), problems)
    goes_on = clean["vervolg"] == Vervolg.ja
    verwijzing.vervolg = Vervolg(clean["vervolg"])
    verwijzing.vervolg_organisatie_id = UUID(hex=where) if where and goes_on else None
    verwijzing.vervolg_toelichting = clean["vervolg_toelichting"]


def list_redenen(session: Session, status: VerwijzingStatus) -> tuple[str, ...]:
    """The words for why it ended in this way, from policy."""
    rights.require(session.actor, Right.read_behandeling)
    return tuple(get_value(session, path.REASON_LISTS[status])) if path.is_end(status) else ()
