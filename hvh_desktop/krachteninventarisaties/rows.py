"""What the service hands out about a krachteninventarisatie: frozen rows, and how they are read.

A sixth file because the service would not fit in one module with them. Nothing here asks for
rights: only the service does, so nobody else calls the functions below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select

from hvh_desktop.db import Session
from hvh_desktop.krachteninventarisaties.model import (
    Antwoord,
    Coachopmerking,
    InventarisatieStatus,
    Kracht,
    Krachteninventarisatie,
    Leefgebiedblad,
)
from hvh_desktop.leefgebieden import LEEFGEBIED_NAMES, Leefgebied


@dataclass(frozen=True)
class KrachtRow:
    """One kracht with who said so."""

    id: UUID
    tekst: str
    bron: str
    sinds: date | None = None
    """The day of the first version that had it."""


@dataclass(frozen=True)
class BladRow:
    """One leefgebied of one version."""

    id: UUID
    leefgebied: Leefgebied
    antwoord: Antwoord
    nu: str
    wensen: str
    hulpbronnen: str
    aanvulling: str
    bereidheid: int | None
    is_besproken: bool
    krachten: tuple[KrachtRow, ...]

    @property
    def has_words(self) -> bool:
        """Did he say anything about it?"""
        return bool(self.nu or self.wensen or self.hulpbronnen)

    @property
    def missing(self) -> str:
        """What must still be done here before the version can be afgerond; "" when nothing."""
        naam = LEEFGEBIED_NAMES[self.leefgebied]
        if not self.is_besproken:
            return f"‘{naam}’ is nog niet besproken."
        if self.antwoord is Antwoord.geeft_antwoord and self.bereidheid is None:
            return f"Kies bij ‘{naam}’ hoe ver hij is met veranderen."
        return ""


@dataclass(frozen=True)
class OpmerkingRow:
    """A remark of a Krachtwerkcoach."""

    id: UUID
    leefgebied: Leefgebied | None
    tekst: str
    door: UUID
    op: datetime


@dataclass(frozen=True)
class InventarisatieRow:
    """A version as lists show it."""

    id: UUID
    deelnemer_id: UUID
    versie: int
    datum: date
    status: InventarisatieStatus
    aantal_besproken: int
    medewerker_ids: tuple[UUID, ...]
    afgerond_op: datetime | None
    afgerond_door: UUID | None

    @property
    def is_afgerond(self) -> bool:
        """Does it not change any more?"""
        return self.status is InventarisatieStatus.afgerond


@dataclass(frozen=True)
class InventarisatieDetail(InventarisatieRow):
    """A version with everything in it; ``bladen`` in the fixed order."""

    vorige_id: UUID | None
    bijzonderheden: str
    zelfregulering: str
    zelfregulering_aanvulling: str
    form_version: int
    bladen: tuple[BladRow, ...]
    opmerkingen: tuple[OpmerkingRow, ...]
    vorige: Mapping[Leefgebied, int | None]
    """Readiness in the version before; empty when there is none."""

    def blad(self, leefgebied: Leefgebied) -> BladRow:
        """The blad of one leefgebied."""
        return next(blad for blad in self.bladen if blad.leefgebied is leefgebied)

    @property
    def krachten(self) -> tuple[KrachtRow, ...]:
        """All his krachten, in the order of the leefgebieden."""
        return tuple(kracht for blad in self.bladen for kracht in blad.krachten)

    @property
    def bereidheid(self) -> tuple[int | None, ...]:
        """Readiness per leefgebied, as the wheel wants it."""
        return tuple(blad.bereidheid for blad in self.bladen)


class Onderdeel(StrEnum):
    """Where something is missing."""

    leefgebied = "leefgebied"
    krachten = "krachten"
    zelfregulering = "zelfregulering"


@dataclass(frozen=True)
class Missing:
    """One thing that must still be done; ``leefgebied`` when it belongs to one."""

    leefgebied: Leefgebied | None
    sentence: str
    onderdeel: Onderdeel = Onderdeel.leefgebied

    @property
    def name(self) -> str:
        """A name for it among the problems of a form."""
        return self.leefgebied.value if self.leefgebied else self.onderdeel.value


@dataclass(frozen=True)
class VergelijkRow:
    """Then and now of one leefgebied."""

    leefgebied: Leefgebied
    toen: BladRow
    nu: BladRow

    @property
    def stappen(self) -> int | None:
        """How many steps he went; None when one of both is not known."""
        if self.toen.bereidheid is None or self.nu.bereidheid is None:
            return None
        return self.nu.bereidheid - self.toen.bereidheid

    @property
    def krachten_erbij(self) -> tuple[KrachtRow, ...]:
        """Krachten that are there now and were not then."""
        had = {kracht.tekst.casefold() for kracht in self.toen.krachten}
        return tuple(k for k in self.nu.krachten if k.tekst.casefold() not in had)


# How they are read -------------------------------------------------------------------------


def list_versions(session: Session, deelnemer_id: UUID) -> Sequence[Krachteninventarisatie]:
    """All versions of a deelnemer that were not thrown away, newest first."""
    return session.scalars(
        select(Krachteninventarisatie)
        .where(
            Krachteninventarisatie.deelnemer_id == deelnemer_id,
            ~Krachteninventarisatie.is_vervallen,
        )
        .order_by(Krachteninventarisatie.versie.desc())
    ).all()


def list_bladen(session: Session, inventarisatie_id: UUID) -> dict[Leefgebied, Leefgebiedblad]:
    """The ten bladen of one version."""
    found = session.scalars(
        select(Leefgebiedblad).where(Leefgebiedblad.krachteninventarisatie_id == inventarisatie_id)
    )
    return {blad.leefgebied: blad for blad in found}


def list_krachten(session: Session, inventarisatie_id: UUID) -> Sequence[Kracht]:
    """The krachten of one version that are not taken off."""
    return session.scalars(
        select(Kracht)
        .where(Kracht.krachteninventarisatie_id == inventarisatie_id, ~Kracht.is_vervallen)
        .order_by(Kracht.leefgebied, Kracht.volgorde, Kracht.id)
    ).all()


def version_row(found: Krachteninventarisatie, aantal_besproken: int) -> InventarisatieRow:
    """A version as lists show it."""
    return InventarisatieRow(
        id=found.id,
        deelnemer_id=found.deelnemer_id,
        versie=found.versie,
        datum=found.datum,
        status=found.status,
        aantal_besproken=aantal_besproken,
        medewerker_ids=tuple(UUID(one) for one in found.medewerker_ids),
        afgerond_op=found.afgerond_op,
        afgerond_door=found.afgerond_door,
    )


def blad_rows(session: Session, inventarisatie_id: UUID) -> tuple[BladRow, ...]:
    """The ten bladen in the fixed order, with their krachten."""
    bladen = list_bladen(session, inventarisatie_id)
    since = _first_days(session, inventarisatie_id)
    krachten: dict[Leefgebied, list[KrachtRow]] = {leefgebied: [] for leefgebied in Leefgebied}
    for kracht in list_krachten(session, inventarisatie_id):
        row = KrachtRow(kracht.id, kracht.tekst, kracht.bron, since.get(kracht.tekst))
        krachten[kracht.leefgebied].append(row)
    return tuple(
        BladRow(
            id=blad.id,
            leefgebied=leefgebied,
            antwoord=blad.antwoord,
            nu=blad.nu,
            wensen=blad.wensen,
            hulpbronnen=blad.hulpbronnen,
            aanvulling=blad.aanvulling,
            bereidheid=blad.bereidheid,
            is_besproken=blad.is_besproken,
            krachten=tuple(krachten[leefgebied]),
        )
        for leefgebied in Leefgebied
        for blad in (bladen[leefgebied],)
    )


def readiness(session: Session, vorige_id: UUID | None) -> Mapping[Leefgebied, int | None]:
    """Readiness per leefgebied; empty without a version."""
    if vorige_id is None:
        return {}
    return {one: blad.bereidheid for one, blad in list_bladen(session, vorige_id).items()}


def opmerking_rows(session: Session, inventarisatie_id: UUID) -> tuple[OpmerkingRow, ...]:
    """Remarks of the Krachtwerkcoach, oldest first."""
    found = session.scalars(
        select(Coachopmerking)
        .where(Coachopmerking.krachteninventarisatie_id == inventarisatie_id)
        .order_by(Coachopmerking.id)
    )
    return tuple(
        OpmerkingRow(one.id, one.leefgebied, one.tekst, one.created_by, one.created_at)
        for one in found
    )


def _first_days(session: Session, inventarisatie_id: UUID) -> Mapping[str, date]:
    """Words of a kracht -> the day of the first version of this deelnemer that had them."""
    mine = select(Krachteninventarisatie.deelnemer_id).where(
        Krachteninventarisatie.id == inventarisatie_id
    )
    found = session.execute(
        select(Kracht.tekst, func.min(Krachteninventarisatie.datum))
        .join(Krachteninventarisatie, Krachteninventarisatie.id == Kracht.krachteninventarisatie_id)
        .where(Kracht.deelnemer_id == mine.scalar_subquery(), ~Krachteninventarisatie.is_vervallen)
        .group_by(Kracht.tekst)
    )
    return dict(iter(found))
