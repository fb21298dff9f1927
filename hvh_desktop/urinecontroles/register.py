"""The register of urine checks as its page shows it: of another man no words and no results.

A file of its own because it joins lists with the rule that another man's dossier asks a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers.inzage import readable_ids
from hvh_desktop.urinecontroles.model import Heronderzoek, NieuwGebruik, UrineUitslag
from hvh_desktop.urinecontroles.rows import LopendRow, StofTelling, UrineRow, Wacht
from hvh_desktop.urinecontroles.service import count_stoffen, list_lopend, list_urinecontroles

DICHT = "Open zijn dossier om meer te zien"
"""Stands where the words of a check would be, when his dossier asks a reason first."""


@dataclass(frozen=True)
class Register:
    """Checks of a period, newest first. Of a man in ``dicht`` only name and day are told."""

    lopend: tuple[LopendRow, ...]
    controles: tuple[UrineRow, ...]
    tellingen: tuple[StofTelling, ...]
    dicht: frozenset[UUID]


def list_register(session: Session, first: date, last: date) -> Register:
    """What the page shows; a man of somebody else keeps his results until it is said why."""
    rows = list_urinecontroles(session, from_day=first, to_day=last)
    readable = readable_ids(session)
    about = frozenset(row.deelnemer_id for row in rows)
    shut: frozenset[UUID] = frozenset() if readable is None else about - readable
    return Register(
        lopend=list_open(session),
        controles=tuple(_shut(row) if row.deelnemer_id in shut else row for row in rows),
        tellingen=tuple(count_stoffen(session, first, last)),
        dicht=shut,
    )


def list_open(session: Session) -> tuple[LopendRow, ...]:
    """What waits. Of another man only that his hours run: whoever is there may have to act."""
    readable = readable_ids(session)
    return tuple(
        one
        for one in list_lopend(session)
        if readable is None or one.row.deelnemer_id in readable or one.wacht is Wacht.gelegenheid
    )


def is_shown(register: Register, row: UrineRow, stof: str, uitslag: str) -> bool:
    """Does the filter let it through? What is not to be read is not found by it either."""
    if row.deelnemer_id in register.dicht:
        return not stof and not uitslag
    return (not stof or stof in row.stoffen) and (not uitslag or row.uitslag == uitslag)


def _shut(row: UrineRow) -> UrineRow:
    return UrineRow(
        id=row.id,
        deelnemer_id=row.deelnemer_id,
        deelnemer=row.deelnemer,
        initialen=row.initialen,
        nummer="",
        aanleiding="",
        stoffen=(),
        opdracht_datum=row.opdracht_datum,
        opdracht_tijd=row.opdracht_tijd,
        afname_datum=None,
        uitslag=UrineUitslag.gevraagd,
        uitslag_datum=None,
        positief=(),
        meegedeeld_datum=None,
        heronderzoek=Heronderzoek.niet_gevraagd,
        nieuw_gebruik=NieuwGebruik.onbekend,
        hoeveelste=None,
    )
