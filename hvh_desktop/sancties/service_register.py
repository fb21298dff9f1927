"""The register of cases as one page needs it: what waits, the cases, and for whom words are shut.

A file of its own because it joins lists with the rule that another man's dossier asks a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.inzage import readable_ids
from hvh_desktop.deelnemers.service import DeelnemerRow, list_deelnemers
from hvh_desktop.sancties.rows import ZaakRow
from hvh_desktop.sancties.service import list_wachtend, list_zaken

DICHT = "Open zijn dossier om meer te zien"
"""Stands where the words of a case would be, when his dossier asks a reason first."""


@dataclass(frozen=True)
class Register:
    """Cases of a period, newest first. Of a man in ``dicht`` only name, day and status are told."""

    wachtend: tuple[ZaakRow, ...]
    zaken: tuple[ZaakRow, ...]
    dicht: frozenset[UUID]
    has_own: bool
    """Has the person at the keyboard men of his own?"""
    bewoners: tuple[DeelnemerRow, ...]
    """Who lives in the house, to record a voorval about."""


def list_register(session: Session, *, from_day: date, to_day: date) -> Register:
    """What the page shows; a man of somebody else keeps his words until it is said why."""
    zaken = list_zaken(session, from_day=from_day, to_day=to_day)
    bewoners = list_deelnemers(session)
    readable = readable_ids(session)
    about = frozenset(row.deelnemer_id for row in zaken)
    shut: frozenset[UUID] = frozenset() if readable is None else about - readable
    return Register(
        wachtend=tuple(list_wachtend(session)),
        zaken=tuple(_shut(row) if row.deelnemer_id in shut else row for row in zaken),
        dicht=shut,
        has_own=any(row.is_eigen for row in bewoners),
        bewoners=tuple(bewoners),
    )


def _shut(row: ZaakRow) -> ZaakRow:
    return replace(
        row,
        voorval_soort="",
        voorval="",
        uitkomst="",
        wacht_op="",
        wacht_stap=None,
        is_advies_gevraagd=False,
    )
