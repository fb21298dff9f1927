"""What the services of urinecontroles give back; nothing in them can be changed.

A file of its own because several service files make these rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from hvh_desktop.policy import Rule
from hvh_desktop.urinecontroles.model import Heronderzoek, NieuwGebruik, Stofuitslag, UrineUitslag


class Wacht(StrEnum):
    """What a check waits for."""

    gelegenheid = "gelegenheid"
    """His hours run, or are over and nobody wrote down what came of it."""
    laboratorium = "laboratorium"
    mededelen = "mededelen"
    """The result is there and he does not know it yet."""
    heronderzoek = "heronderzoek"


@dataclass(frozen=True)
class UrineRow:
    """A line of the register."""

    id: UUID
    deelnemer_id: UUID
    deelnemer: str
    initialen: str
    nummer: str
    """Empty until he gave urine."""
    aanleiding: str
    stoffen: tuple[str, ...]
    opdracht_datum: date
    opdracht_tijd: time
    afname_datum: date | None
    uitslag: UrineUitslag
    uitslag_datum: date | None
    positief: tuple[str, ...]
    """Substances that count: found, not explained by medicine, not undone by a second look."""
    meegedeeld_datum: date | None
    heronderzoek: Heronderzoek
    nieuw_gebruik: NieuwGebruik
    hoeveelste: int | None
    """Which of his positive results that count this is; None when it is not one."""


@dataclass(frozen=True)
class StofRow:
    """What was found of one substance."""

    stof: str
    uitslag: Stofuitslag
    waarde: str
    is_verklaard: bool


@dataclass(frozen=True)
class EerderePositief:
    """An earlier positive result that may still be seen in this one."""

    urinecontrole_id: UUID
    stof: str
    datum: date


@dataclass(frozen=True)
class Regels:
    """The rules of a check, each with its source, as valid on the day of the order."""

    gelegenheid: Rule
    heronderzoek: Rule
    bewaren: Rule
    zichtbaar: Rule


@dataclass(frozen=True)
class UrineDetail:
    """Everything about one check. The moments know their zone."""

    row: UrineRow
    nummer_tweede: str
    reden: str
    is_reden_meegedeeld: bool
    afname_tijd: time | None
    medewerker_id: UUID
    medewerker: str
    toelichting: str
    meegedeeld_tijd: time | None
    meegedeeld_door: str
    heronderzoek_datum: date | None
    heronderzoek_tijd: time | None
    heronderzoek_uitslag_datum: date | None
    is_vervallen: bool
    vervallen_reden: str
    stoffen: tuple[StofRow, ...]
    gelegenheid_tot: datetime
    """Until when he has the chance to give urine."""
    heronderzoek_tot: datetime | None
    """Until when he may ask for a second look; None while he was not told."""
    is_heronderzoek_voorbij: bool
    bewaard_tot: date | None
    """The second tube is kept until and with this day."""
    eerdere: tuple[EerderePositief, ...]
    """Earlier positives of the kind that stays visible for weeks, within that term."""
    regels: Regels
    wacht: Wacht | None
    wacht_op: str
    """What is to be done now, in a sentence."""
    values: Mapping[str, Any]
    """The fields of the form, ready to show."""


@dataclass(frozen=True)
class LopendRow:
    """A check that waits for something."""

    row: UrineRow
    wacht: Wacht
    wacht_op: str
    tot: datetime | None
    """When the hours end, if hours run."""
    is_te_laat: bool
    """They are over."""


@dataclass(frozen=True)
class StofInvoer:
    """What the laboratory wrote about one substance."""

    stof: str
    uitslag: Stofuitslag
    waarde: str = ""
    is_verklaard: bool = False


@dataclass(frozen=True)
class StofTelling:
    """How often a substance was looked for and found, over all men; without names."""

    stof: str
    gecontroleerd: int
    positief: int
    nieuw_ja: int
    nieuw_nee: int
    nieuw_onbekend: int
