"""Colleagues: who they are, and their names for every list in the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from hvh_desktop import rights
from hvh_desktop.crypto.passwords import check_user_name
from hvh_desktop.db import Session
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.form import MEDEWERKER
from hvh_desktop.medewerkers.model import Medewerker
from hvh_desktop.rights import Right, Rol

_NAME_TAKEN = "Deze gebruikersnaam is al in gebruik. Kies een andere."
_PAST = "Deze dag is al voorbij. Kies vandaag of een latere dag."
_SELF = "Iemand kan zichzelf niet vervangen. Kies een andere collega."


@dataclass(frozen=True)
class MedewerkerRow:
    """A colleague as lists show him."""

    id: UUID
    naam: str
    roepnaam: str
    functie: str
    rollen: frozenset[Rol]
    """Every role that counts today."""
    is_krachtwerkcoach: bool
    is_actief: bool
    afwezig_tot_datum: date | None
    """Away today, back the day after this one; None when he is there or nobody knows."""
    vervanger_id: UUID | None
    is_afwezig: bool = False
    actief_vanaf_datum: date | None = None
    actief_tot_datum: date | None = None
    tijdelijke_rollen: frozenset[Rol] = frozenset()
    """Those among ``rollen`` that end by themselves."""
    tijdelijke_rollen_tot_datum: date | None = None


@dataclass(frozen=True)
class MedewerkerDetail:
    """Everything about a colleague; ``values`` are the fields of the form, ready to show."""

    row: MedewerkerRow
    gebruikersnaam: str
    values: Mapping[str, Any]
    vervanger_id: UUID | None


def list_medewerkers(session: Session, *, only_active: bool = True) -> list[MedewerkerRow]:
    """Colleagues by name; by default those who work here today."""
    rights.require(session.actor, Right.list_medewerkers)
    found = session.scalars(select(Medewerker).order_by(Medewerker.roepnaam, Medewerker.naam))
    rows = [_row(medewerker, session.today) for medewerker in found]
    return [row for row in rows if row.is_actief or not only_active]


def get_medewerker(session: Session, medewerker_id: UUID) -> MedewerkerDetail:
    """One colleague."""
    rights.require(session.actor, Right.list_medewerkers)
    medewerker = _find(session, medewerker_id)
    values = {name: getattr(medewerker, name) for name in MEDEWERKER.names()}
    row = _row(medewerker, session.today)
    return MedewerkerDetail(row, medewerker.gebruikersnaam, values, medewerker.vervanger_id)


def get_medewerker_names(session: Session) -> Mapping[UUID, str]:
    """Roepnaam of every colleague, also of those who left, for lists and prints."""
    rights.require(session.actor, Right.list_medewerkers)
    rows = session.execute(select(Medewerker.id, Medewerker.roepnaam))
    return {row.id: row.roepnaam for row in rows}


def get_medewerker_full_names(session: Session) -> Mapping[UUID, str]:
    """Full name of every colleague, for prints and signature lines."""
    rights.require(session.actor, Right.list_medewerkers)
    return {row.id: row.naam for row in session.execute(select(Medewerker.id, Medewerker.naam))}


def find_vervanger(session: Session, medewerker_id: UUID) -> UUID | None:
    """Who stands in for a colleague today; None while he is there or when nobody was named."""
    rights.require(session.actor, Right.list_medewerkers)
    row = _row(_find(session, medewerker_id), session.today)
    return row.vervanger_id if row.is_afwezig else None


def list_vervangen_ids(session: Session) -> tuple[UUID, ...]:
    """The colleagues who are away today and for whom the person at the keyboard stands in."""
    rights.require(session.actor, Right.list_medewerkers)
    today = session.today
    statement = select(Medewerker.id).where(
        Medewerker.vervanger_id == session.actor.medewerker_id,
        Medewerker.afwezig_vanaf_datum <= today,
        or_(Medewerker.afwezig_tot_datum.is_(None), Medewerker.afwezig_tot_datum >= today),
    )
    return tuple(session.scalars(statement))


def record_medewerker(session: Session, values: Mapping[str, Any]) -> UUID:
    """A new colleague; ``session`` writes the register. What he opens is in the vault."""
    rights.require(session.actor, Right.change_medewerkers)
    clean = _checked(session, values, None)
    medewerker = Medewerker(**clean)
    session.add(medewerker)
    session.flush()
    return medewerker.id


def find_problems(session: Session, values: Mapping[str, Any]) -> dict[str, str]:
    """Field -> sentence for all that is not right yet about a new colleague."""
    rights.require(session.actor, Right.change_medewerkers)
    return _problems(session, values, None)


def change_medewerker(session: Session, medewerker_id: UUID, values: Mapping[str, Any]) -> None:
    """Change a colleague; fields that are not given stay as they are."""
    rights.require(session.actor, Right.change_medewerkers)
    medewerker = _find(session, medewerker_id)
    before = {name: getattr(medewerker, name) for name in MEDEWERKER.names()}
    before["vervanger_id"] = medewerker.vervanger_id
    for name, value in _checked(session, before | dict(values), medewerker_id).items():
        setattr(medewerker, name, value)


def _checked(
    session: Session, values: Mapping[str, Any], medewerker_id: UUID | None
) -> dict[str, Any]:
    clean = MEDEWERKER.clean(values)
    problems = _problems(session, values, medewerker_id)
    if problems:
        raise UserError(next(iter(problems.values())), problems)
    for name in ("rollen", "tijdelijke_rollen"):
        clean[name] = tuple(sorted(clean[name]))
    return clean | {"vervanger_id": values.get("vervanger_id")}


def _problems(
    session: Session, values: Mapping[str, Any], medewerker_id: UUID | None
) -> dict[str, str]:
    clean = MEDEWERKER.clean(values)
    problems = MEDEWERKER.problems(clean)
    if "gebruikersnaam" in values and "gebruikersnaam" not in problems:
        problems |= _name_problems(str(values["gebruikersnaam"]))
    name = _folded(clean["gebruikersnaam"])
    others = session.scalars(select(Medewerker)).all()
    known = next((one for one in others if one.id == medewerker_id), None)
    if any(o.id != medewerker_id and _folded(o.gebruikersnaam) == name for o in others):
        problems.setdefault("gebruikersnaam", _NAME_TAKEN)
    if "tijdelijke_rollen_tot_datum" not in problems and _ends_before_today(session, clean, known):
        problems["tijdelijke_rollen_tot_datum"] = _PAST
    if values.get("vervanger_id") and values["vervanger_id"] == medewerker_id:
        problems["vervanger_id"] = _SELF
    return problems


def _ends_before_today(
    session: Session, clean: Mapping[str, Any], known: Medewerker | None
) -> bool:
    """Roles that ended by themselves may stay as they were; new ones begin today at the least."""
    end = clean["tijdelijke_rollen_tot_datum"]
    if end is None or end >= session.today:
        return False
    return known is None or (end, set(clean["tijdelijke_rollen"])) != (
        known.tijdelijke_rollen_tot_datum,
        set(known.tijdelijke_rollen),
    )


def _name_problems(user_name: str) -> dict[str, str]:
    """As it was typed: the form takes out what cannot be seen."""
    try:
        check_user_name(user_name)
    except UserError as error:
        return dict(error.fields)
    return {}


def _folded(user_name: str) -> str:
    return " ".join(user_name.casefold().split())


def _find(session: Session, medewerker_id: UUID) -> Medewerker:
    medewerker = session.get(Medewerker, medewerker_id)
    if medewerker is None:
        raise UserError("Deze medewerker staat niet in de lijst. Ga terug en kies opnieuw.")
    return medewerker


def _row(medewerker: Medewerker, today: date) -> MedewerkerRow:
    away_from, away_to = medewerker.afwezig_vanaf_datum, medewerker.afwezig_tot_datum
    is_away = away_from is not None and away_from <= today and (away_to is None or today <= away_to)
    begin, end = medewerker.actief_vanaf_datum, medewerker.actief_tot_datum
    temporary = medewerker.temporary_on(today)
    return MedewerkerRow(
        id=medewerker.id,
        naam=medewerker.naam,
        roepnaam=medewerker.roepnaam,
        functie=medewerker.functie,
        rollen=medewerker.rollen_on(today),
        is_krachtwerkcoach=medewerker.is_krachtwerkcoach,
        is_actief=end is None or today <= end,
        afwezig_tot_datum=away_to if is_away else None,
        vervanger_id=medewerker.vervanger_id,
        is_afwezig=is_away,
        actief_vanaf_datum=begin,
        actief_tot_datum=end,
        tijdelijke_rollen=temporary,
        tijdelijke_rollen_tot_datum=medewerker.tijdelijke_rollen_tot_datum if temporary else None,
    )
