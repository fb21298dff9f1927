"""Deelnemers and their stays: who they are, who lives in the house, who works with whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from hvh_desktop import rights
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import is_own, require
from hvh_desktop.deelnemers.form import DEELNEMER, VERBLIJF, deelnemer_form
from hvh_desktop.deelnemers.model import Deelnemer, Lvb, Titel, Verblijf
from hvh_desktop.deelnemers.rows import (
    AandachtspuntRow,
    Bezetting,
    DeelnemerDetail,
    DeelnemerRow,
    TeamlidRow,
    VerblijfRow,
)
from hvh_desktop.deelnemers.team import (
    change_aandachtspunt,
    complete_aandachtspunt,
    complete_teamlid,
    list_aandachtspunten,
    list_eigen_deelnemer_ids,
    list_gravest,
    list_mentor_ids,
    list_team,
    mentor_ids,
    record_aandachtspunt,
    record_teamlid,
    reopen_aandachtspunt,
    reopen_teamlid,
)
from hvh_desktop.deelnemers.verblijven import (
    add_verblijf,
    capacity,
    change_verblijf,
    complete_verblijf,
    list_verblijven,
    list_vrije_plaatsen,
    record_verblijf,
    refuse,
    reopen_verblijf,
)
from hvh_desktop.errors import UserError
from hvh_desktop.policy import get_value
from hvh_desktop.rights import Right
from hvh_desktop.text import age, fold, full_name, initials, list_name, name_sort_key

__all__ = [
    "AandachtspuntRow",
    "Bezetting",
    "DeelnemerDetail",
    "DeelnemerRow",
    "Scope",
    "TeamlidRow",
    "VerblijfRow",
    "capacity",
    "change_aandachtspunt",
    "change_deelnemer",
    "change_foto",
    "change_verblijf",
    "complete_aandachtspunt",
    "complete_teamlid",
    "complete_verblijf",
    "get_deelnemer",
    "get_deelnemer_names",
    "get_roepnamen",
    "list_aandachtspunten",
    "list_deelnemers",
    "list_eigen_deelnemer_ids",
    "list_gravest",
    "list_mentor_ids",
    "list_team",
    "list_verblijven",
    "list_vrije_plaatsen",
    "mentor_ids",
    "record_aandachtspunt",
    "record_deelnemer",
    "record_teamlid",
    "record_verblijf",
    "reopen_aandachtspunt",
    "reopen_teamlid",
    "reopen_verblijf",
    "require",
]

Scope = Literal["aanwezig", "vertrokken", "alle"]
MAX_FOTO = 300_000
"""Bytes of a photo; screens make it smaller before."""


def list_deelnemers(session: Session, *, scope: Scope = "aanwezig") -> list[DeelnemerRow]:
    """Deelnemers by name, each with his last stay; ``aanwezig``: that stay has not ended."""
    rights.require(session.actor, Right.read_dossier)
    verblijven = _last_verblijven(session)
    mentoren, own = list_mentor_ids(session), list_eigen_deelnemer_ids(session)
    columns = (
        *(Deelnemer.id, Deelnemer.roepnaam, Deelnemer.tussenvoegsel, Deelnemer.achternaam),
        *(Deelnemer.voornamen, Deelnemer.naam_eigen_schrift, Deelnemer.registratienummer),
        *(Deelnemer.titel, Deelnemer.gemeente_vestiging),
    )
    found = []
    for row in session.execute(select(*columns)):
        verblijf = verblijven.get(row.id)
        if verblijf is None:
            continue
        if scope != "alle" and (verblijf.einde_datum is None) != (scope == "aanwezig"):
            continue
        found.append(_list_row(row, verblijf, mentoren.get(row.id, ()), row.id in own))
    return [row for _, row in sorted(found, key=lambda pair: (pair[0], pair[1].id))]


def _list_row(
    row: Any, verblijf: Any, mentoren: tuple[UUID, ...], is_eigen: bool
) -> tuple[tuple[str, ...], DeelnemerRow]:
    """The row with the key that it is sorted by."""
    parts = (row.roepnaam, row.tussenvoegsel, row.achternaam)
    naam = full_name(*parts)
    return name_sort_key(*parts), DeelnemerRow(
        id=row.id,
        naam=naam,
        roepnaam=row.roepnaam,
        sorteernaam=list_name(*parts),
        initialen=initials(naam),
        titel=row.titel,
        plaats_nummer=verblijf.plaats_nummer,
        gemeente_vestiging=row.gemeente_vestiging,
        begin_datum=verblijf.begin_datum,
        verwacht_einde_datum=verblijf.verwacht_einde_datum,
        einde_datum=verblijf.einde_datum,
        mentor_ids=mentoren,
        is_eigen=is_eigen,
        zoeknamen=(naam, row.voornamen, row.naam_eigen_schrift, row.registratienummer),
    )


def _last_verblijven(session: Session) -> dict[UUID, Any]:
    columns = (
        *(Verblijf.deelnemer_id, Verblijf.plaats_nummer, Verblijf.begin_datum),
        *(Verblijf.verwacht_einde_datum, Verblijf.einde_datum),
    )
    statement = select(*columns).order_by(Verblijf.begin_datum, Verblijf.id)
    return {row.deelnemer_id: row for row in session.execute(statement)}


def get_deelnemer_names(session: Session, ids: Iterable[UUID] | None = None) -> Mapping[UUID, str]:
    """Roepnaam and achternaam per deelnemer, for lists."""
    columns = (Deelnemer.roepnaam, Deelnemer.tussenvoegsel, Deelnemer.achternaam)
    return {row[0]: full_name(*row[1:]) for row in _names(session, columns, ids)}


def get_roepnamen(session: Session, ids: Iterable[UUID] | None = None) -> Mapping[UUID, str]:
    """Roepnaam per deelnemer."""
    return {row[0]: row[1] for row in _names(session, (Deelnemer.roepnaam,), ids)}


def _names(session: Session, columns: Iterable[Any], ids: Iterable[UUID] | None) -> list[Any]:
    rights.require(session.actor, Right.read_dossier)
    statement = select(Deelnemer.id, *columns)
    if ids is not None:
        statement = statement.where(Deelnemer.id.in_(list(ids)))
    return list(session.execute(statement))


def get_deelnemer(session: Session, deelnemer_id: UUID) -> DeelnemerDetail:
    """Everything about one deelnemer."""
    found = require(session, Right.read_dossier, deelnemer_id)
    verblijven = list_verblijven(session, deelnemer_id)
    current = next((v for v in verblijven if v.is_huidig), None)
    naam = full_name(found.roepnaam, found.tussenvoegsel, found.achternaam)
    now, before = list_aandachtspunten(session, deelnemer_id)
    columns = (*DEELNEMER.names(), "foto")
    return DeelnemerDetail(
        id=found.id,
        naam=naam,
        initialen=initials(naam),
        leeftijd=age(found.geboortedatum, session.today),
        verblijven=verblijven,
        huidig_verblijf=current,
        team=list_team(session, deelnemer_id),
        aandachtspunten=now,
        eerdere_aandachtspunten=before,
        is_eigen=is_own(session, deelnemer_id),
        is_aanwezig=current is not None and current.begin_datum <= session.today,
        **{name: getattr(found, name) for name in columns},
    )


def record_deelnemer(session: Session, values: Mapping[str, Any]) -> UUID:
    """Enrol a deelnemer with his first stay; ``values``: both forms together."""
    rights.require(session.actor, Right.record_deelnemer)
    person, problems = _checked_deelnemer(session, values, None)
    stay = VERBLIJF.clean(values)
    problems |= VERBLIJF.problems(stay)
    refuse(problems)
    deelnemer = Deelnemer(**person)
    session.add(deelnemer)
    session.flush()
    add_verblijf(session, deelnemer.id, stay)
    return deelnemer.id


def change_deelnemer(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given; the rest stays."""
    deelnemer = require(session, Right.change_deelnemer, deelnemer_id)
    now = {name: getattr(deelnemer, name) for name in DEELNEMER.names()}
    person, problems = _checked_deelnemer(session, {**now, **values}, deelnemer)
    refuse(problems)
    for name, value in person.items():
        setattr(deelnemer, name, value)


def change_foto(session: Session, deelnemer_id: UUID, foto: bytes | None) -> None:
    """Keep a JPEG of at most ``MAX_FOTO`` bytes, or take the photo away."""
    deelnemer = require(session, Right.change_deelnemer, deelnemer_id)
    if foto is not None and (not foto.startswith(b"\xff\xd8\xff") or len(foto) > MAX_FOTO):
        text = "Dit is geen foto die het programma kan bewaren. Kies een andere afbeelding."
        raise UserError(text, {"foto": text})
    deelnemer.foto = foto


def _checked_deelnemer(
    session: Session, values: Mapping[str, Any], old: Deelnemer | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """Clean values with their own types, and what is wrong with them per field."""
    gemeenten = list(get_value(session, "gemeenten"))
    if old is not None and old.gemeente_vestiging not in gemeenten:
        gemeenten.append(old.gemeente_vestiging)
    form = deelnemer_form(gemeenten)
    clean = form.clean(values)
    clean["lvb"] = clean["lvb"] or Lvb.onbekend
    problems = form.problems(clean)
    problems = {**_day_problems(session, clean), **problems}
    if "registratienummer" not in problems and _is_known(session, clean, old):
        problems["registratienummer"] = (
            "Dit registratienummer staat al bij een andere deelnemer. Woonde hij hier eerder, "
            "open dan zijn dossier en leg een nieuw verblijf vast."
        )
    if not problems:
        clean["titel"], clean["lvb"] = Titel(clean["titel"]), Lvb(clean["lvb"])
    return clean, problems


def _day_problems(session: Session, clean: Mapping[str, Any]) -> dict[str, str]:
    born, letter = clean["geboortedatum"], clean["motivatiebrief_datum"]
    found: dict[str, str] = {}
    if isinstance(born, date) and not 16 <= age(born, session.today) <= 110:
        found["geboortedatum"] = (
            "Deze geboortedatum ligt in de toekomst. Kijk het jaar na."
            if born > session.today
            else f"Dan is hij nu {age(born, session.today)} jaar. Kijk het jaar na."
        )
    if isinstance(letter, date) and letter > session.today:
        found["motivatiebrief_datum"] = "De datum van de brief ligt in de toekomst. Kijk hem na."
    return found


def _is_known(session: Session, clean: Mapping[str, Any], old: Deelnemer | None) -> bool:
    """Is this number in use by somebody else? Spaces, signs and capitals do not count."""
    asked = _plain(clean["registratienummer"])
    rows = session.execute(select(Deelnemer.id, Deelnemer.registratienummer))
    return any(
        _plain(number) == asked and (old is None or known != old.id) for known, number in rows
    )


def _plain(number: str) -> str:
    return "".join(char for char in fold(number) if char.isalnum()) or number
