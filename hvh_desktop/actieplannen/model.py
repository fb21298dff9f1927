"""Doelen in his own words, the acties that bring them nearer, and whether he agrees."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hvh_desktop.db import Compartment, Entity
from hvh_desktop.leefgebieden import Herstelvorm, Leefgebied
from hvh_desktop.rights import Right


class DoelStatus(StrEnum):
    """Now, later, reached, or dropped."""

    nu = "nu"
    later = "later"
    behaald = "behaald"
    vervallen = "vervallen"


class HerkomstSoort(StrEnum):
    """Where a doel came from."""

    motivatiebrief = "motivatiebrief"
    krachteninventarisatie = "krachteninventarisatie"
    mentorgesprek = "mentorgesprek"
    anders = "anders"


class ActieStatus(StrEnum):
    """Open until somebody says what became of it."""

    open = "open"
    gedaan = "gedaan"
    niet_gelukt = "niet_gelukt"
    vervallen = "vervallen"


class UitvoerderSoort(StrEnum):
    """Who does an actie."""

    deelnemer = "deelnemer"
    netwerk = "netwerk"
    medewerker = "medewerker"
    organisatie = "organisatie"


class InstemmingAntwoord(StrEnum):
    """Does he agree with his plan?"""

    ja = "ja"
    nee = "nee"
    kon_niet = "kon_niet"


class Doel(Entity):
    """What he wants, in "ik" words."""

    __compartment__ = Compartment.team
    __quiet__ = frozenset({"volgorde"})
    __search__ = ("tekst", "waarom", "opbrengst")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    tekst: Mapped[str]
    waarom: Mapped[str] = mapped_column(default="")
    leefgebieden: Mapped[tuple[str, ...]]
    herstelvorm: Mapped[Herstelvorm]
    herkomst: Mapped[HerkomstSoort]
    herkomst_leefgebied: Mapped[Leefgebied | None]
    herkomst_kolom: Mapped[str | None]
    """``nu``, ``wensen`` or ``hulpbronnen`` of the krachteninventarisatie."""
    herkomst_tekst: Mapped[str] = mapped_column(default="")
    """The line it came from, as it stood then."""
    begin_datum: Mapped[date]
    streefdatum: Mapped[date | None]
    volgorde: Mapped[int]
    """His own order, 1 first; only among nu and later."""
    status: Mapped[DoelStatus] = mapped_column(default=DoelStatus.nu)
    opbrengst: Mapped[str] = mapped_column(default="")
    """What reaching it brought."""
    vervallen_reden: Mapped[str] = mapped_column(default="")
    afgesloten_datum: Mapped[date | None]


class Actie(Entity):
    """One step: what, who, when. An afspraak of a mentorgesprek is an actie too."""

    __compartment__ = Compartment.team
    __search__ = ("wat", "resultaat")

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    doel_id: Mapped[UUID | None] = mapped_column(ForeignKey("doel.id"), index=True)
    mentorgesprek_id: Mapped[UUID | None] = mapped_column(index=True)
    """The talk in which it was agreed, if it was."""
    wat: Mapped[str]
    uitvoerder: Mapped[UitvoerderSoort]
    uitvoerder_id: Mapped[UUID | None] = mapped_column(index=True)
    """A netwerklid, medewerker or organisatie; empty for the deelnemer himself."""
    wanneer_datum: Mapped[date | None]
    status: Mapped[ActieStatus] = mapped_column(default=ActieStatus.open)
    resultaat: Mapped[str] = mapped_column(default="")
    afgesloten_datum: Mapped[date | None]


class Instemming(Entity):
    """The deelnemer's answer to his plan on a day; the newest one counts."""

    __compartment__ = Compartment.team
    __written_by__ = (Right.write_actieplan,)
    __decides__ = ("deelnemer_id",)
    __is_decision__ = True
    __search__ = ("toelichting",)

    deelnemer_id: Mapped[UUID] = mapped_column(ForeignKey("deelnemer.id"), index=True)
    antwoord: Mapped[InstemmingAntwoord]
    toelichting: Mapped[str] = mapped_column(default="")
    datum: Mapped[date]
