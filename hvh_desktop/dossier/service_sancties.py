"""Sancties, urine checks and verlof in short: what runs now, and lines of the timeline.

A file of its own because it asks three slices and holds their words together.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from hvh_desktop.db import Session
from hvh_desktop.dossier.moments import Moment, Soort
from hvh_desktop.sancties import path, straffen
from hvh_desktop.sancties.model import Beslissing, Sanctiezaak
from hvh_desktop.sancties.model_gevolg import Uitreiking
from hvh_desktop.sancties.reading import outcome_words
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.service import list_zaken
from hvh_desktop.sancties.words import VOORVAL_SOORTEN, SanctieStatus
from hvh_desktop.text import capitalise, shorten
from hvh_desktop.urinecontroles.service import list_urinecontroles
from hvh_desktop.urinecontroles.words import result_words
from hvh_desktop.verloven.model import Verlof, VerlofStatus

_LONG = 70
_RUNS = tuple(one for one in SanctieStatus if not path.is_end(one))


def list_open_zaken(session: Session, deelnemer_id: UUID) -> tuple[ZaakRow, ...]:
    """His cases that are not closed, newest first; a proeftijd is on its case."""
    return tuple(list_zaken(session, deelnemer_id=deelnemer_id, statuses=_RUNS))


def list_sanctie_moments(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    """What happened, what was decided, when he got it on paper, checks and verlof."""
    yield from _voorvallen(session, deelnemer_id)
    yield from _beslissingen(session, deelnemer_id)
    yield from _uitreikingen(session, deelnemer_id)
    yield from _controles(session, deelnemer_id)
    yield from _verloven(session, deelnemer_id)


def _zaak(deelnemer_id: UUID, sanctiezaak_id: UUID) -> dict[str, UUID]:
    return {"deelnemer_id": deelnemer_id, "sanctiezaak_id": sanctiezaak_id}


def _voorvallen(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    columns = (Sanctiezaak.id, Sanctiezaak.voorval_datum, Sanctiezaak.voorval_soort)
    rows = session.execute(
        select(*columns, Sanctiezaak.is_zelf_gemeld).where(Sanctiezaak.deelnemer_id == deelnemer_id)
    )
    for row in rows:
        kind = VOORVAL_SOORTEN.get(row.voorval_soort, row.voorval_soort)
        told = "Hij meldde het zelf" if row.is_zelf_gemeld else ""
        address = _zaak(deelnemer_id, row.id)
        yield Moment(
            row.voorval_datum,
            Soort.voorval,
            f"Voorval: {kind.lower()}",
            told,
            "sanctiezaak",
            address,
        )


def _beslissingen(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    found = session.scalars(select(Beslissing).where(Beslissing.deelnemer_id == deelnemer_id)).all()
    rows = straffen.read_straffen(session, [one.id for one in found]) if found else {}
    for one in found:
        said = shorten(capitalise(outcome_words(one, rows.get(one.id, ()))), _LONG)
        address = _zaak(deelnemer_id, one.sanctiezaak_id)
        titel = "Beslissing over een sanctie"
        yield Moment(one.datum, Soort.beslissing, titel, said, "sanctiezaak", address)


def _uitreikingen(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    """The newest of a decision counts; earlier ones were put right."""
    statement = select(Uitreiking).where(Uitreiking.deelnemer_id == deelnemer_id)
    newest = {one.beslissing_id: one for one in session.scalars(statement.order_by(Uitreiking.id))}
    for one in newest.values():
        address = _zaak(deelnemer_id, one.sanctiezaak_id)
        said = capitalise(one.tekenen.value)
        yield Moment(
            one.datum, Soort.uitreiking, "Mededeling uitgereikt", said, "sanctiezaak", address
        )


def _controles(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    """Only when there is a result."""
    for row in list_urinecontroles(session, deelnemer_id=deelnemer_id):
        if row.uitslag_datum is not None:
            address = {"deelnemer_id": deelnemer_id, "urinecontrole_id": row.id}
            yield Moment(
                row.uitslag_datum,
                Soort.urinecontrole,
                "Uitslag van een urinecontrole",
                result_words(row),
                "urinecontrole",
                address,
            )


def _verloven(session: Session, deelnemer_id: UUID) -> Iterator[Moment]:
    """Had, or granted and to come."""
    statement = select(Verlof.id, Verlof.soort, Verlof.begin_datum, Verlof.oogmerk, Verlof.status)
    rows = session.execute(
        statement.where(
            Verlof.deelnemer_id == deelnemer_id,
            Verlof.status.in_((VerlofStatus.toegekend, VerlofStatus.gehad)),
        )
    )
    for row in rows:
        had = row.status is VerlofStatus.gehad
        titel = f"{'Verlof gehad' if had else 'Verlof toegekend'}: {row.soort.value}"
        address = {"deelnemer_id": deelnemer_id, "verlof_id": row.id}
        said = shorten(row.oogmerk, _LONG)
        yield Moment(row.begin_datum, Soort.verlof, titel, said, "verlof", address)
