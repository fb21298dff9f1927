"""The people and organisations around a deelnemer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.errors import UserError
from hvh_desktop.forms import summary
from hvh_desktop.netwerken.form import AFSCHEID, NETWERKLID, netwerklid_form
from hvh_desktop.netwerken.model import Netwerklid, NetwerklidSoort, Sterkte, Steun
from hvh_desktop.organisaties.service import get_organisatie_names
from hvh_desktop.rights import Right
from hvh_desktop.text import age, fold


@dataclass(frozen=True)
class NetwerklidRow:
    """Somebody around a deelnemer, as lists and prints show him."""

    id: UUID
    deelnemer_id: UUID
    soort: NetwerklidSoort
    naam: str
    relatie: str
    organisatie_id: UUID | None
    sterkte: Sterkte
    steun: Steun
    woonplaats: str
    telefoon: str
    mail: str
    is_kind: bool
    geboortejaar: int | None
    geboortedatum: date | None
    leeftijd: int | None
    """In years; from a year of birth alone it may be one too many."""
    woont_bij: str
    bezoek: str
    rol_in_plan: str
    notitie: str
    is_vervallen: bool
    vervallen_reden: str


def list_netwerk(
    session: Session, deelnemer_id: UUID, *, with_vervallen: bool = False
) -> list[NetwerklidRow]:
    """People first with the children before the others, then organisations, each by name."""
    require(session, Right.read_dossier, deelnemer_id)
    statement = select(Netwerklid).where(Netwerklid.deelnemer_id == deelnemer_id)
    rows = [
        _row(lid, session.today)
        for lid in session.scalars(statement)
        if with_vervallen or not lid.is_vervallen
    ]
    return sorted(rows, key=_order)


def _order(row: NetwerklidRow) -> tuple[Any, ...]:
    is_organisatie = row.soort is NetwerklidSoort.organisatie
    return (row.is_vervallen, is_organisatie, not row.is_kind, fold(row.naam), row.id)


def get_netwerklid(session: Session, netwerklid_id: UUID) -> NetwerklidRow:
    """One person or organisation around a deelnemer."""
    lid = session.get_one(Netwerklid, netwerklid_id)
    require(session, Right.read_dossier, lid.deelnemer_id)
    return _row(lid, session.today)


def _row(lid: Netwerklid, today: date) -> NetwerklidRow:
    years = None
    if lid.geboortedatum is not None:
        years = age(lid.geboortedatum, today)
    elif lid.geboortejaar is not None:
        years = today.year - lid.geboortejaar
    other = ("id", "deelnemer_id", "is_vervallen", "vervallen_reden")
    values = {name: getattr(lid, name) for name in (*NETWERKLID.names(), *other)}
    return NetwerklidRow(leeftijd=years, **values)


def record_netwerklid(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Put somebody on the list of this deelnemer."""
    require(session, Right.write_netwerk, deelnemer_id)
    lid = Netwerklid(deelnemer_id=deelnemer_id, **_checked(session, values))
    session.add(lid)
    session.flush()
    return lid.id


def change_netwerklid(session: Session, netwerklid_id: UUID, values: Mapping[str, Any]) -> None:
    """Change what is given; the rest stays."""
    lid = session.get_one(Netwerklid, netwerklid_id)
    require(session, Right.write_netwerk, lid.deelnemer_id)
    now = {name: getattr(lid, name) for name in NETWERKLID.names()}
    for name, value in _checked(session, {**now, **values}).items():
        setattr(lid, name, value)


def remove_netwerklid(session: Session, netwerklid_id: UUID, reden: str) -> None:
    """Take somebody off the list, with why; he stays where he was named before."""
    lid = session.get_one(Netwerklid, netwerklid_id)
    require(session, Right.write_netwerk, lid.deelnemer_id)
    clean = AFSCHEID.clean({"vervallen_reden": reden})
    AFSCHEID.check(clean)
    lid.is_vervallen, lid.vervallen_reden = True, clean["vervallen_reden"]


def reopen_netwerklid(session: Session, netwerklid_id: UUID) -> None:
    """Undo ``remove_netwerklid``."""
    lid = session.get_one(Netwerklid, netwerklid_id)
    require(session, Right.write_netwerk, lid.deelnemer_id)
    lid.is_vervallen, lid.vervallen_reden = False, ""


def _checked(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """Clean values with their own types; an organisation of the directory lends its name."""
    directory = {key.hex: name for key, name in get_organisatie_names(session).items()}
    form = netwerklid_form(directory)
    organisatie = values.get("organisatie_id")
    hexed = organisatie.hex if isinstance(organisatie, UUID) else organisatie
    clean = form.clean({**values, "organisatie_id": hexed})
    if clean["soort"] != NetwerklidSoort.organisatie:
        clean["organisatie_id"] = None
    clean["naam"] = clean["naam"] or directory.get(clean["organisatie_id"] or "", "")
    problems = form.problems(clean)
    for name, sentence in _birth_problems(clean, session.today).items():
        problems.setdefault(name, sentence)
    if problems:
        raise UserError(summary(problems.values()), problems)
    return {
        **clean,
        "soort": NetwerklidSoort(clean["soort"]),
        "sterkte": Sterkte(clean["sterkte"]),
        "steun": Steun(clean["steun"]),
        "organisatie_id": UUID(hex=clean["organisatie_id"]) if clean["organisatie_id"] else None,
    }


def _birth_problems(clean: Mapping[str, Any], today: date) -> dict[str, str]:
    day, year = clean["geboortedatum"], clean["geboortejaar"]
    found = {}
    if isinstance(day, date) and day > today:
        found["geboortedatum"] = "Deze geboortedatum ligt in de toekomst. Kijk het jaar na."
    if isinstance(year, int) and year > today.year:
        found["geboortejaar"] = "Dit geboortejaar ligt in de toekomst. Kijk het na."
    return found
