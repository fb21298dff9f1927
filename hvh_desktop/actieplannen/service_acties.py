"""Acties: what, who, when, and what became of it. ``service`` offers all of this too.

A file of its own because doelen and acties together outgrow one module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.exc import NoResultFound

from hvh_desktop import rights
from hvh_desktop.actieplannen.form import ACTIE
from hvh_desktop.actieplannen.model import Actie, ActieStatus, Doel, DoelStatus, UitvoerderSoort
from hvh_desktop.db import Session
from hvh_desktop.deelnemers.access import require
from hvh_desktop.deelnemers.model import Deelnemer
from hvh_desktop.deelnemers.service import mentor_ids
from hvh_desktop.errors import UserError
from hvh_desktop.medewerkers.service import (
    MedewerkerRow,
    get_medewerker_names,
    list_medewerkers,
)
from hvh_desktop.netwerken.model import Netwerklid, NetwerklidSoort
from hvh_desktop.netwerken.service import list_netwerk
from hvh_desktop.organisaties.service import get_organisatie_names
from hvh_desktop.rights import Right
from hvh_desktop.text import clean_text

CURRENT = (DoelStatus.nu, DoelStatus.later)
"""A doel in one of these is still worked on, so its acties still count."""
OPEN_TALK = ("gepland", "concept")
"""In a talk that is one of these something may still be agreed."""


@dataclass(frozen=True)
class ActieRow:
    """One step as lists show it. ``dagen_te_laat``: 0 when it is not late or not open."""

    id: UUID
    deelnemer_id: UUID
    doel_id: UUID | None
    mentorgesprek_id: UUID | None
    wat: str
    uitvoerder: UitvoerderSoort
    uitvoerder_id: UUID | None
    wie: str
    wanneer_datum: date | None
    status: ActieStatus
    resultaat: str
    afgesloten_datum: date | None
    dagen_te_laat: int


@dataclass(frozen=True)
class Uitvoerder:
    """Somebody who can do an actie, in the group a list shows him under."""

    soort: UitvoerderSoort
    id: UUID | None
    label: str
    groep: str


@dataclass(frozen=True)
class Aandeel:
    """How many acties he or his own network carries, of how many; dropped ones do not count."""

    eigen: int
    totaal: int


def list_acties(
    session: Session,
    *,
    deelnemer_ids: Iterable[UUID] | None = None,
    uitvoerder_medewerker: UUID | None = None,
    only_open: bool = True,
) -> list[ActieRow]:
    """Acties by date, of these deelnemers or of everyone.

    ``only_open`` leaves out what is done, and what belongs to a doel that is reached or dropped.
    """
    rights.require(session.actor, Right.read_dossier)
    statement = select(Actie)
    if deelnemer_ids is not None:
        statement = statement.where(Actie.deelnemer_id.in_(list(deelnemer_ids)))
    if uitvoerder_medewerker is not None:
        statement = statement.where(
            Actie.uitvoerder == UitvoerderSoort.medewerker,
            Actie.uitvoerder_id == uitvoerder_medewerker,
        )
    if only_open:
        statement = (
            statement.outerjoin(Doel, Actie.doel_id == Doel.id)
            .where(Actie.status == ActieStatus.open)
            .where(or_(Actie.doel_id.is_(None), Doel.status.in_(CURRENT)))
        )
    return actie_rows(session, session.scalars(statement))


def list_losse_acties(session: Session, deelnemer_id: UUID) -> list[ActieRow]:
    """Acties that belong to no doel, open ones first."""
    require(session, Right.read_dossier, deelnemer_id)
    return actie_rows(
        session,
        session.scalars(
            select(Actie).where(Actie.deelnemer_id == deelnemer_id, Actie.doel_id.is_(None))
        ),
    )


def list_gespreksacties(session: Session, mentorgesprek_id: UUID) -> list[ActieRow]:
    """What was agreed in a talk, in the order it was written down, whatever became of it."""
    rights.require(session.actor, Right.read_dossier)
    talk = _find_talk(session, mentorgesprek_id)
    if talk is None:
        return []
    require(session, Right.read_dossier, talk.deelnemer_id)
    found = session.scalars(
        select(Actie)
        .where(Actie.mentorgesprek_id == mentorgesprek_id, Actie.deelnemer_id == talk.deelnemer_id)
        .order_by(Actie.id)
    )
    return sorted(actie_rows(session, found), key=lambda row: row.id)


def record_actie(session: Session, deelnemer_id: UUID, values: Mapping[str, Any]) -> UUID:
    """A new step: what, who (``uitvoerder`` and its id), when, of a doel or a talk or neither.

    The talk is one of his that is not fixed yet.
    """
    require(session, Right.write_actieplan, deelnemer_id)
    talk_id = values.get("mentorgesprek_id")
    if talk_id is not None:
        _check_talk(session, deelnemer_id, talk_id)
    actie = Actie(deelnemer_id=deelnemer_id, mentorgesprek_id=talk_id)
    _apply(session, actie, values)
    session.add(actie)
    session.flush()
    return actie.id


def change_actie(session: Session, actie_id: UUID, values: Mapping[str, Any]) -> None:
    """Change the named fields; also ``doel_id`` and ``resultaat``."""
    actie = _get(session, actie_id)
    if values.get("mentorgesprek_id", actie.mentorgesprek_id) != actie.mentorgesprek_id:
        raise ValueError("an actie stays with its talk")
    names = ("doel_id", "wat", "uitvoerder", "uitvoerder_id", "wanneer_datum", "resultaat")
    _apply(session, actie, {name: getattr(actie, name) for name in names} | dict(values))


def complete_actie(
    session: Session,
    actie_id: UUID,
    resultaat: str = "",
    status: ActieStatus | str = ActieStatus.gedaan,
) -> None:
    """Done, or tried and not succeeded, with what came of it."""
    if ActieStatus(status) not in (ActieStatus.gedaan, ActieStatus.niet_gelukt):
        raise ValueError(f"an actie is not completed as {status}")
    actie = _get(session, actie_id)
    actie.status = ActieStatus(status)
    actie.resultaat = clean_text(resultaat).strip() or actie.resultaat
    actie.afgesloten_datum = session.today


def reopen_actie(session: Session, actie_id: UUID) -> None:
    """Open again; what was said about the result stays, the reason for dropping goes."""
    actie = _get(session, actie_id)
    if actie.status is ActieStatus.vervallen:
        actie.resultaat = ""
    actie.status, actie.afgesloten_datum = ActieStatus.open, None


def remove_actie(session: Session, actie_id: UUID, reden: str) -> None:
    """Not needed any more; the reason stays with it."""
    actie = _get(session, actie_id)
    reden = clean_text(reden).strip()
    if not reden:
        raise UserError(
            "Schrijf op waarom deze actie vervalt.",
            {"reden": "Schrijf op waarom deze actie vervalt."},
        )
    actie.status, actie.resultaat = ActieStatus.vervallen, reden
    actie.afgesloten_datum = session.today


def list_uitvoerders(session: Session, deelnemer_id: UUID) -> list[Uitvoerder]:
    """Who can do an actie: he himself, his network, his mentoren, colleagues, organisations.

    Only colleagues who may read that they are asked; nobody stands in it twice.
    """
    deelnemer = require(session, Right.read_dossier, deelnemer_id)
    mentoren = mentor_ids(session, deelnemer_id)
    colleagues = {row.id: row.naam for row in list_medewerkers(session) if _may_read(row)}
    netwerk = list_netwerk(session, deelnemer_id)
    known = {lid.organisatie_id for lid in netwerk}
    found = [Uitvoerder(UitvoerderSoort.deelnemer, None, deelnemer.roepnaam, "Deelnemer")]
    found += [
        Uitvoerder(UitvoerderSoort.netwerk, lid.id, _with_relatie(lid.naam, lid.relatie), "Netwerk")
        for lid in netwerk
    ]
    for ids, groep in ((mentoren, "Mentoren"), (colleagues, "Collega’s")):
        found += [
            Uitvoerder(UitvoerderSoort.medewerker, one, colleagues[one], groep)
            for one in ids
            if one in colleagues and (groep == "Mentoren" or one not in mentoren)
        ]
    organisaties = sorted(get_organisatie_names(session).items(), key=lambda item: item[1].lower())
    found += [
        Uitvoerder(UitvoerderSoort.organisatie, one, naam, "Organisaties")
        for one, naam in organisaties
        if one not in known
    ]
    return found


def _may_read(medewerker: MedewerkerRow) -> bool:
    return rights.is_allowed(rights.Actor(medewerker.id, medewerker.rollen), Right.read_dossier)


def eigen_aandeel(session: Session, deelnemer_id: UUID) -> Aandeel:
    """Share of his acties that he or his own people carry. Source: process, actieplan.

    An organisation on his list is around him too, but it is not his own network.
    """
    require(session, Right.read_dossier, deelnemer_id)
    lids = list_netwerk(session, deelnemer_id, with_vervallen=True)
    people = {lid.id for lid in lids if lid.soort is NetwerklidSoort.persoon}
    rows = session.execute(
        select(Actie.uitvoerder, Actie.uitvoerder_id).where(
            Actie.deelnemer_id == deelnemer_id, Actie.status != ActieStatus.vervallen
        )
    ).all()
    own = [s for s, one in rows if s is UitvoerderSoort.deelnemer or one in people]
    return Aandeel(len(own), len(rows))


def actie_rows(session: Session, acties: Iterable[Actie]) -> list[ActieRow]:
    """Rows with the names of who does it: open ones by date first, then what is closed."""
    found = list(acties)
    names = _names(session, found)
    rows = [_row(actie, names, session.today) for actie in found]
    return sorted(rows, key=_order)


def _order(row: ActieRow) -> tuple[bool, bool, date, UUID]:
    day = row.wanneer_datum if row.status is ActieStatus.open else row.afgesloten_datum
    return row.status is not ActieStatus.open, day is None, day or date.max, row.id


def _row(actie: Actie, names: Mapping[UUID, str], today: date) -> ActieRow:
    day, is_open = actie.wanneer_datum, actie.status is ActieStatus.open
    return ActieRow(
        id=actie.id,
        deelnemer_id=actie.deelnemer_id,
        doel_id=actie.doel_id,
        mentorgesprek_id=actie.mentorgesprek_id,
        wat=actie.wat,
        uitvoerder=actie.uitvoerder,
        uitvoerder_id=actie.uitvoerder_id,
        wie=names.get(actie.uitvoerder_id or actie.deelnemer_id, "Onbekend"),
        wanneer_datum=day,
        status=actie.status,
        resultaat=actie.resultaat,
        afgesloten_datum=actie.afgesloten_datum,
        dagen_te_laat=max((today - day).days, 0) if is_open and day else 0,
    )


def _names(session: Session, acties: list[Actie]) -> Mapping[UUID, str]:
    """The names of all who do something here; only the kinds that occur are asked for."""
    ids: dict[UitvoerderSoort, set[UUID]] = {soort: set() for soort in UitvoerderSoort}
    for actie in acties:
        ids[actie.uitvoerder].add(actie.uitvoerder_id or actie.deelnemer_id)
    names: dict[UUID, str] = {}
    if wanted := ids[UitvoerderSoort.deelnemer]:
        statement = select(Deelnemer.id, Deelnemer.roepnaam.label("naam")).where(
            Deelnemer.id.in_(wanted)
        )
        names.update({row.id: row.naam for row in session.execute(statement)})
    if wanted := ids[UitvoerderSoort.netwerk]:
        people = select(Netwerklid.id, Netwerklid.naam).where(Netwerklid.id.in_(wanted))
        names.update({row.id: row.naam for row in session.execute(people)})
    if ids[UitvoerderSoort.medewerker]:
        names.update(get_medewerker_names(session))
    if ids[UitvoerderSoort.organisatie]:
        names.update(get_organisatie_names(session))
    return names


def _with_relatie(naam: str, relatie: str) -> str:
    return f"{naam} ({relatie})" if relatie else naam


def _get(session: Session, actie_id: UUID) -> Actie:
    actie = session.get_one(Actie, actie_id)
    require(session, Right.write_actieplan, actie.deelnemer_id)
    return actie


def _find_talk(session: Session, mentorgesprek_id: UUID) -> Row[Any, Any, Any] | None:
    """Whose talk it is and how far; by its table, for the slice of talks stands on this one."""
    session.flush()
    table = Actie.metadata.tables["mentorgesprek"]
    columns = (table.c.deelnemer_id, table.c.status, table.c.is_vervallen)
    return session.execute(select(*columns).where(table.c.id == mentorgesprek_id)).first()


def _check_talk(session: Session, deelnemer_id: UUID, mentorgesprek_id: UUID) -> None:
    """An afspraak is made in a talk of this man that may still change."""
    talk = _find_talk(session, mentorgesprek_id)
    if talk is None:
        raise NoResultFound("an unknown mentorgesprek")
    if talk.deelnemer_id != deelnemer_id:
        raise ValueError("a mentorgesprek of another deelnemer")
    if talk.is_vervallen:
        raise UserError("Dit gesprek is weggegooid. Begin een nieuw gesprek.")
    if talk.status not in OPEN_TALK:
        raise UserError(
            f"Dit gesprek is {talk.status} en verandert niet meer. "
            "Schrijf de afspraak bij een doel of bij het volgende gesprek."
        )


def _apply(session: Session, actie: Actie, values: Mapping[str, Any]) -> None:
    """Check everything first, then set everything, so that it becomes one change."""
    wat = " ".join(clean_text(str(values.get("wat") or "")).split())
    ACTIE.check(dict(values) | {"wat": wat})
    uitvoerder = UitvoerderSoort(values["uitvoerder"])
    wie, doel_id = values.get("uitvoerder_id"), values.get("doel_id")
    if uitvoerder is UitvoerderSoort.deelnemer:
        wie = None
    elif not _is_known(session, actie.deelnemer_id, uitvoerder, wie):
        raise UserError("Kies wie dit doet.", {"uitvoerder": "Kies wie dit doet."})
    if doel_id and session.get_one(Doel, doel_id).deelnemer_id != actie.deelnemer_id:
        raise ValueError("a doel of another deelnemer")
    actie.wat, actie.uitvoerder, actie.uitvoerder_id = wat, uitvoerder, wie
    actie.doel_id, actie.wanneer_datum = doel_id, values.get("wanneer_datum")
    actie.resultaat = clean_text(str(values.get("resultaat") or "")).strip()


def _is_known(
    session: Session, deelnemer_id: UUID, uitvoerder: UitvoerderSoort, wie: UUID | None
) -> bool:
    if wie is None:
        return False
    if uitvoerder is UitvoerderSoort.netwerk:
        lid = session.get(Netwerklid, wie)
        return lid is not None and lid.deelnemer_id == deelnemer_id
    if uitvoerder is UitvoerderSoort.medewerker:
        return wie in get_medewerker_names(session)
    return wie in get_organisatie_names(session)
