"""What stands on the paper that a deelnemer may receive: who looked into his dossier, and why.

A file of its own because it is another reader: he gets one line for each person on each day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hvh_desktop.db import Session
from hvh_desktop.deelnemers import access
from hvh_desktop.huis import get_huis
from hvh_desktop.raadplegingen.service import RaadplegingRow, list_raadplegingen
from hvh_desktop.raadplegingen.words import reden_words
from hvh_desktop.readlog import WAARNEMING
from hvh_desktop.rights import Right
from hvh_desktop.text import capitalise, full_name, join_words, plural


@dataclass(frozen=True)
class Overzichtregel:
    """A line on his paper: a day, a person, what he did and why."""

    datum: date
    naam: str
    rol: str
    wat: str
    waarom: str


@dataclass(frozen=True)
class OverzichtInhoud:
    """All that stands on his paper."""

    huis: str
    naam: str
    naam_eigen_schrift: str
    van_datum: date
    tot_datum: date
    gemaakt_datum: date
    regels: tuple[Overzichtregel, ...]


def collect_overzicht(
    session: Session, deelnemer_id: UUID, from_day: date, to_day: date
) -> OverzichtInhoud:
    """His paper: one line for each person on each day, oldest first."""
    found = access.require(session, Right.read_raadplegingen, deelnemer_id)
    access.require(session, Right.read_dossier, deelnemer_id)
    rows = list_raadplegingen(session, deelnemer_id=deelnemer_id, from_day=from_day, to_day=to_day)
    days: dict[tuple[date, UUID], list[RaadplegingRow]] = {}
    for row in reversed(rows):
        days.setdefault((row.datum, row.medewerker_id), []).append(row)
    return OverzichtInhoud(
        huis=get_huis(session).volledige_naam,
        naam=full_name(found.roepnaam, found.tussenvoegsel, found.achternaam),
        naam_eigen_schrift=found.naam_eigen_schrift,
        van_datum=from_day,
        tot_datum=to_day,
        gemaakt_datum=session.today,
        regels=tuple(_regel(group) for group in days.values()),
    )


def _regel(rows: Sequence[RaadplegingRow]) -> Overzichtregel:
    done = [
        row.wat if row.aantal == 1 else f"{row.wat} ({plural(row.aantal, 'keer', 'keer')})"
        for row in rows
    ]
    why = dict.fromkeys(part for row in rows for part in _why(row))
    first, wat = rows[0], capitalise(join_words(done))
    return Overzichtregel(first.datum, first.medewerker, first.rol, wat, capitalise("; ".join(why)))


def _why(row: RaadplegingRow) -> tuple[str, ...]:
    """What he chose stands between quotes, for it is said from his side."""
    chosen = [one for one in row.redenen if one != WAARNEMING]
    said = tuple(f"“{capitalise(one)}”" for one in chosen)
    return said if len(chosen) == len(row.redenen) and chosen else (*said, _own_words(row))


def _own_words(row: RaadplegingRow) -> str:
    return reden_words(WAARNEMING) if row.redenen else row.waarom
